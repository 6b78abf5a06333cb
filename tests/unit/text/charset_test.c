#include "text/charset.h"

#include "unit.h"

#define NO_LABEL ((struct str){NULL, 0})

static struct charset_text decoded(struct str bytes, struct str declared, struct arena *a) {
    struct charset_text t;
    charset_decode(bytes, declared, a, &t);
    return t;
}

static void assert_decoded(struct str bytes, struct str declared, const char *text, const char *name) {
    struct arena a = {0};
    struct charset_text t = decoded(bytes, declared, &a);
    assert_str(t.text, text);
    assert_string_equal(t.name, name);
    assert_int_equal(t.replaced, 0);
    assert_true(t.first_bad == SIZE_MAX);
    arena_done(&a);
}

static void utf8_is_lent(void **state) {
    (void)state;
    struct arena a = {0};
    struct str bytes = STR("\xEF\xBB\xBFna\u00efve");
    struct charset_text t = decoded(bytes, STR("iso-8859-1"), &a);
    assert_ptr_equal(t.text.p, bytes.p + 3);
    assert_str(t.text, "na\u00efve");
    assert_int_equal(a.total, 0);
    t = decoded(NO_LABEL, NO_LABEL, &a);
    assert_non_null(t.text.p);
    assert_int_equal(t.text.n, 0);
    arena_done(&a);
}

static void marks_decide(void **state) {
    (void)state;
    assert_decoded(STR("\xFF\xFE\xE9\0\x3D\xD8\x00\xDE"), STR("utf-8"), "\u00e9\U0001F600", "UTF-16LE");
    assert_decoded(STR("\xFE\xFF\0\xE9"), NO_LABEL, "\u00e9", "UTF-16BE");
    assert_decoded(STR("\xFF\xFE\0\0\xE9\0\0\0"), NO_LABEL, "\u00e9", "UTF-32LE");
    assert_decoded(STR("a\0b\0c\0,\0\r\0\n\0"), NO_LABEL, "abc,\r\n", "UTF-16LE");
    assert_decoded(STR("\0a\0b\0c"), NO_LABEL, "abc", "UTF-16BE");
}

static void labels_are_believed_where_they_can_be(void **state) {
    (void)state;
    assert_decoded(STR("caf\xE9 \x80"), STR(" ISO-8859-1 "), "caf\u00e9 \u20ac", "windows-1252");
    assert_decoded(STR("\xF0\xD2\xC9"), STR("koi8-r"), "\u041f\u0440\u0438", "KOI8-R");
    assert_decoded(STR("\x93\xFA\x96\x7B"), STR("shift_jis"), "\u65e5\u672c", "windows-31j");
    assert_decoded(STR("\xE9t\xE9 \xE0 la mer"), STR("utf-16"), "\u00e9t\u00e9 \u00e0 la mer", "windows-1252");
    assert_decoded(STR("+AGE-"), STR("utf-7"), "+AGE-", "UTF-8");
}

static void the_rest_is_detected(void **state) {
    (void)state;
    assert_decoded(STR("\xCF\xF0\xEE\xE2\xE5\xF0\xEA\xE0 \xF1\xE2\xFF\xE7\xE8 \xE8 \xF2\xE5\xEA\xF1\xF2\xE0 \xED\xE0 "
                       "\xF0\xF3\xF1\xF1\xEA\xEE\xEC \xFF\xE7\xFB\xEA\xE5"),
                   NO_LABEL,
                   "\u041f\u0440\u043e\u0432\u0435\u0440\u043a\u0430 \u0441\u0432\u044f\u0437\u0438 \u0438 "
                   "\u0442\u0435\u043a\u0441\u0442\u0430 \u043d\u0430 \u0440\u0443\u0441\u0441\u043a\u043e\u043c "
                   "\u044f\u0437\u044b\u043a\u0435",
                   "windows-1251");
    assert_decoded(STR("\x1b$BF|K\\8l\x1b(B"), NO_LABEL, "\u65e5\u672c\u8a9e", "ISO-2022-JP");
    assert_decoded(STR("Sch\xF6ne Gr\xFC\xDF"
                       "e aus M\xFCnchen und der Stra\xDF"
                       "e"),
                   NO_LABEL, "Sch\u00f6ne Gr\u00fc\u00dfe aus M\u00fcnchen und der Stra\u00dfe", "windows-1252");
}

static void damage_is_counted(void **state) {
    (void)state;
    struct arena a = {0};
    struct charset_text t = decoded(STR("\u00e4\u00f6\u00fc\u00c4\u00d6 x\xFFy\xE2\x82"), NO_LABEL, &a);
    assert_str(t.text, "\u00e4\u00f6\u00fc\u00c4\u00d6 x\uFFFDy\uFFFD");
    assert_string_equal(t.name, "UTF-8");
    assert_int_equal(t.replaced, 2);
    assert_int_equal(t.first_bad, 12);
    t = decoded(STR("\xEF\xBB\xBF\xFFz"), NO_LABEL, &a);
    assert_str(t.text, "\uFFFDz");
    assert_int_equal(t.first_bad, 3);
    t = decoded(STR("\xFF\xFE\x00\xD8z\0"), NO_LABEL, &a);
    assert_str(t.text, "\uFFFDz");
    assert_int_equal(t.replaced, 1);
    assert_int_equal(t.first_bad, 2);
    arena_done(&a);
}

/* Text is converted in rounds; a pair of surrogates may meet the end of one. */
static void pairs_at_the_end_of_a_round(void **state) {
    (void)state;
    struct arena a = {0};
    static char bytes[2 * 5000];
    for (size_t lead = 4090; lead < 4100; lead++) {
        for (size_t i = 0; i < lead; i++) memcpy(bytes + 2 * i, "\xE9\0", 2);
        for (size_t i = lead; i + 1 < 5000; i += 2) memcpy(bytes + 2 * i, "\x3D\xD8\x00\xDE", 4);
        size_t pairs = (5000 - lead) / 2;
        struct charset_text t = decoded((struct str){bytes, 2 * (lead + 2 * pairs)}, STR("utf-16le"), &a);
        assert_int_equal(t.replaced, 0);
        assert_int_equal(t.text.n, 2 * lead + 4 * pairs);
        assert_str(str_cut(t.text, t.text.n - 4, t.text.n), "\U0001F600");
    }
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_lent),
        cmocka_unit_test(marks_decide),
        cmocka_unit_test(labels_are_believed_where_they_can_be),
        cmocka_unit_test(the_rest_is_detected),
        cmocka_unit_test(damage_is_counted),
        cmocka_unit_test(pairs_at_the_end_of_a_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
