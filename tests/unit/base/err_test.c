#include "base/err.h"

#include "base/buf.h"
#include "unit.h"

#include <errno.h>

static void assert_printed(const struct err *e, const char *want) {
    struct buf b = {0};
    err_print(e, &b);
    assert_str(buf_str(&b), want);
    buf_done(&b);
}

static void the_innermost_place_wins(void **state) {
    (void)state;
    struct err e;
    assert_false(err_set(&e, ERR_SYNTAX, "unclosed %s", "quote"));
    assert_printed(&e, "unclosed quote");
    err_at(&e, (struct place){.byte = 12, .row = 3});
    err_at(&e, (struct place){.file = STR("a.csv"), .byte = 99, .row = 7, .line = 4});
    err_at(&e, (struct place){.file = STR("b.csv"), .byte = -1, .page = 2});
    assert_printed(&e, "a.csv, page 2, row 3, line 4, byte 12: unclosed quote");
    assert_int_equal(e.code, ERR_SYNTAX);
    assert_string_equal(err_code_name(e.code), "syntax");
}

static void long_texts_are_cut_with_dots(void **state) {
    (void)state;
    struct err e;
    char text[2 * ERR_TEXT];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = 0;
    err_set(&e, ERR_IO, "%s", text);
    assert_int_equal(strlen(e.text), ERR_TEXT - 1);
    assert_string_equal(e.text + ERR_TEXT - 5, "x...");
    err_at(&e, (struct place){.file = str_of(text), .byte = -1});
    assert_int_equal(strlen(e.file), ERR_FILE - 1);
}

static void nobody_has_to_listen(void **state) {
    (void)state;
    assert_false(err_set(NULL, ERR_IO, "x"));
    assert_false(err_at(NULL, PLACE_UNKNOWN));
    errno = ENOENT;
    assert_false(err_errno(NULL, "cannot open", STR("x")));
    struct err e;
    err_errno(&e, "cannot open", STR("x"));
    assert_printed(&e, "x: cannot open: No such file or directory");
    assert_string_equal(note_level_name(NOTE_REFUSED), "refused");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_innermost_place_wins),
        cmocka_unit_test(long_texts_are_cut_with_dots),
        cmocka_unit_test(nobody_has_to_listen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
