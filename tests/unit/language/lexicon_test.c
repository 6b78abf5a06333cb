#include "language/lexicon.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void the_longest_phrase_wins(void **state) {
    (void)state;
    struct lexicons l;
    struct err e;
    assert_true(lexicons_open(NULL, &l, &e));
    struct arena a = {0};
    struct tokens t;
    token_split(STR("The Vice President of New York. York"), &a, &t);
    uint32_t n = 0;
    const struct lexicon_entry *hit = lexicon_match(lexicon_get(&l, "titles"), &t, 1, &n);
    assert_non_null(hit);
    assert_int_equal(n, 2);
    assert_true(str_is(hit->phrase, "vice president"));
    hit = lexicon_match(lexicon_get(&l, "places"), &t, 4, &n);
    assert_true(hit && str_is(hit->phrase, "new york"));
    assert_null(lexicon_match(lexicon_get(&l, "titles"), &t, 0, &n));
    assert_null(lexicon_find(lexicon_get(&l, "titles"), STR("no such title")));
    assert_null(lexicon_column(hit, 99).p);
    arena_done(&a);
    lexicons_done(&l);
}

static void a_users_folder_adds_and_takes_away(void **state) {
    (void)state;
    char folder[] = "/tmp/clew-lexicon-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct arena a = {0};
    struct str path = arena_printf(&a, "%s/titles.tsv", folder);
    struct err e;
    assert_true(file_write(path.p, STR("# mine\nharbour master\trole\tm\r\n-senator\n"), &e));
    struct lexicons l;
    assert_true(lexicons_open(folder, &l, &e));
    const struct lexicon *titles = lexicon_get(&l, "titles");
    const struct lexicon_entry *mine = lexicon_find(titles, STR("harbour master"));
    assert_non_null(mine);
    assert_true(str_is(lexicon_column(mine, 2), "m"));
    assert_int_equal(mine->line, 2);
    assert_null(lexicon_find(titles, STR("senator")));
    assert_non_null(lexicon_find(titles, STR("minister")));
    lexicons_done(&l);
    assert_false(lexicons_open("/no/such/folder", &l, &e));
    assert_int_equal(e.code, ERR_USAGE);
    unlink(path.p);
    rmdir(folder);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_phrase_wins),
        cmocka_unit_test(a_users_folder_adds_and_takes_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
