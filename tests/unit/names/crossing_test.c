#include "names/crossing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static unsigned cost(const char *other, const char *latin) {
    struct crossing_word w;
    assert_true(crossing_prepare(str_of(other), &w));
    return crossing_cost(&w, str_of(latin), CROSSING_MOST);
}

/* Each word is nearer to its own writing than to any other's. */
static void own_words_are_nearest(void **state) {
    (void)state;
    static const struct {
        const char *other, *latin;
    } words[] = {
        {"виктор", "viktor"},    {"шостакович", "shostakovich"},
        {"مجهول", "majhul"},     {"سمير", "samir"},
        {"שולמית", "shulamit"},  {"דוד", "david"},
        {"ナタリア", "natalia"}, {"スミス", "smith"},
        {"민호", "minho"},       {"스미스", "smith"},
        {"约翰", "john"},        {"史密斯", "smith"},
    };
    enum { COUNT = sizeof words / sizeof *words };
    for (size_t i = 0; i < COUNT; i++) {
        unsigned own = cost(words[i].other, words[i].latin);
        for (size_t k = 0; k < COUNT; k++)
            if (strcmp(words[k].latin, words[i].latin) != 0) assert_true(own < cost(words[i].other, words[k].latin));
    }
}

static void vowels_that_are_not_written_cost_little(void **state) {
    (void)state;
    assert_true(cost("محمد", "mohammed") < cost("محمد", "mahmoud") + 64);
    assert_true(cost("محمد", "muhammad") < cost("محمد", "ahmed"));
}

static void letters_of_neighbours_are_read(void **state) {
    (void)state;
    assert_true(cost("україніі", "ukraini") < 40 * 8);
    assert_true(cost("зєленськии", "zelenskyi") < cost("зєленськии", "selensky"));
}

static void stops_at_most(void **state) {
    (void)state;
    struct crossing_word w;
    assert_true(crossing_prepare(STR("виктор"), &w));
    unsigned whole = crossing_cost(&w, STR("margarita"), CROSSING_MOST);
    assert_int_equal(crossing_cost(&w, STR("margarita"), whole), whole);
    assert_int_equal(crossing_cost(&w, STR("margarita"), whole - 1), whole);
    assert_int_equal(crossing_cost(&w, STR("margarita"), 5), 6);
    assert_int_equal(crossing_distance(&w, STR("margarita"), 7), 8);
    assert_int_equal(crossing_distance(&w, STR("margarita"), 2000), whole * 100 / 112);
}

static void odd_words(void **state) {
    (void)state;
    struct crossing_word w;
    assert_false(crossing_prepare(STR(""), &w));
    assert_false(crossing_prepare(STR("latin"), &w));
    assert_false(crossing_prepare(STR("\xc3\xa9"), &w));
    char letters[400], latin[400];
    for (size_t i = 0; i < sizeof letters; i += 2) memcpy(letters + i, "ж", 2);
    memset(latin, 'z', sizeof latin);
    assert_true(crossing_prepare((struct str){letters, sizeof letters}, &w));
    assert_int_equal(w.count, CROSSING_LETTERS);
    assert_true(crossing_cost(&w, (struct str){latin, sizeof latin}, CROSSING_MOST) <= CROSSING_MOST);
    assert_int_equal(crossing_cost(&w, STR(""), CROSSING_MOST), CROSSING_LETTERS * CROSSING_UNSAID);
    assert_true(crossing_prepare(STR("ивановa1ﬀ"), &w));
    assert_true(crossing_cost(&w, STR("ivanov-2"), CROSSING_MOST) < CROSSING_MOST);
    assert_null(crossing_table(STR("no table")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_words_are_nearest),
        cmocka_unit_test(vowels_that_are_not_written_cost_little),
        cmocka_unit_test(letters_of_neighbours_are_read),
        cmocka_unit_test(stops_at_most),
        cmocka_unit_test(odd_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
