#include "unit.h"

static void cutting_stays_inside(void **state) {
    (void)state;
    struct str s = STR("abcdef");
    assert_str(str_cut(s, 2, 4), "cd");
    assert_str(str_cut(s, 4, 99), "ef");
    assert_str(str_cut(s, 9, 99), "");
    assert_str(str_cut(s, 4, 2), "");
    assert_null(str_of(NULL).p);
}

static void comparing(void **state) {
    (void)state;
    assert_true(str_eq(STR(""), (struct str){NULL, 0}));
    assert_true(str_ieq(STR("AbC1"), STR("aBc1")));
    assert_false(str_ieq(STR("\u00c4"), STR("\u00e4")));
    assert_true(str_cmp(STR("a"), STR("ab")) < 0);
    assert_true(str_cmp(STR("\xff"), STR("a")) > 0);
    assert_int_equal(str_cmp(STR(""), (struct str){NULL, 0}), 0);
    assert_true(str_starts(STR("ab"), STR("")) && str_starts(STR("ab"), STR("a")) && !str_starts(STR("a"), STR("ab")));
    assert_true(str_ends(STR("ab"), STR("b")) && !str_ends(STR("b"), STR("ab")));
}

static void finding(void **state) {
    (void)state;
    struct str s = STR("abcabc");
    assert_int_equal(str_find(s, STR("ca"), 0), 2);
    assert_int_equal(str_find(s, STR("abc"), 1), 3);
    assert_int_equal(str_find(s, STR("abcd"), 0), SIZE_MAX);
    assert_int_equal(str_find(s, STR(""), 6), 6);
    assert_int_equal(str_find(s, STR(""), 7), SIZE_MAX);
    assert_int_equal(str_find_byte(s, 'c', 3), 5);
    assert_int_equal(str_find_byte(s, 'a', 9), SIZE_MAX);
    assert_int_equal(str_find_byte((struct str){NULL, 0}, 'a', 0), SIZE_MAX);
}

static void splitting_gives_every_part(void **state) {
    (void)state;
    static const char *const want[] = {"", "a", "", "b", ""};
    struct str rest = STR(";a;;b;");
    size_t n = 0;
    while (rest.p) assert_str(str_split(&rest, ';'), want[n++]);
    assert_int_equal(n, 5);
    assert_str(str_trim(STR(" \t\r\n\v\fx y\n ")), "x y");
    assert_str(str_trim(STR("  ")), "");
}

static void numbers_fit_or_fail(void **state) {
    (void)state;
    uint64_t u = 1;
    int64_t i = 1;
    assert_true(str_to_u64(STR("18446744073709551615"), &u) && u == UINT64_MAX);
    assert_false(str_to_u64(STR("18446744073709551616"), &u));
    assert_true(str_to_i64(STR("-9223372036854775808"), &i) && i == INT64_MIN);
    assert_false(str_to_i64(STR("9223372036854775808"), &i));
    static const char *const wrong[] = {"", "-", "+1", " 1", "1 ", "1.0", "0x1", "--1"};
    for (size_t n = 0; n < sizeof wrong / sizeof *wrong; n++) assert_false(str_to_i64(str_of(wrong[n]), &i));
}

/* Stored in files: a change of the function breaks them. */
static void hashes_are_fixed(void **state) {
    (void)state;
    assert_true(str_hash(STR("")) == 0xf52a15e9a9b5e89bu);
    assert_true(str_hash(STR("clew")) == 0x1d156a806d08e85du);
}

static void utf8_prefix(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t valid;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"a\u00e9\u20ac\U0001F600", 10},
        {"\xC2\x80\xDF\xBF", 4},
        {"\xE0\xA0\x80\xEF\xBF\xBF", 6},
        {"\xED\x9F\xBF\xEE\x80\x80", 6},
        {"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 8},
        {"a\x80", 1},
        {"a\xBF", 1},
        {"\xC0\x80", 0},
        {"\xC1\xBF", 0},
        {"\xE0\x9F\xBF", 0},
        {"\xED\xA0\x80", 0},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xF4\x90\x80\x80", 0},
        {"\xF5\x80\x80\x80", 0},
        {"\xFE", 0},
        {"12345678\xC3", 8},
        {"12345678\xE2\x82", 8},
        {"1234567\xC3\xA9\xFF", 9},
        {"\xE2\x82\xC3\xA9", 0},
        {"\xF0\x9F\x98", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (str_utf8(str_of(cases[i].text)) != cases[i].valid) fail_msg("case %zu", i);
    assert_int_equal(str_utf8(STR("a\0b")), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cutting_stays_inside),
        cmocka_unit_test(comparing),
        cmocka_unit_test(finding),
        cmocka_unit_test(splitting_gives_every_part),
        cmocka_unit_test(numbers_fit_or_fail),
        cmocka_unit_test(hashes_are_fixed),
        cmocka_unit_test(utf8_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
