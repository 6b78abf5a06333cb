#include "base/json.h"
#include "unit.h"

static struct json *must_read(const char *text, struct arena *a) {
    struct json *v = NULL;
    struct err e = {0};
    if (!json_read(str_of(text), a, &v, &e)) fail_msg("%s: %s", text, e.text);
    return v;
}

static void takes_what_the_grammar_allows(void **state) {
    (void)state;
    static const char *const texts[] = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "7",
        "\"\"",
        "[]",
        "{}",
        " [ ] ",
        "\t\r\n{\n}\n",
        "[null]",
        "[1,2]",
        "[[],[[]]]",
        "[0e1]",
        "[0e+1]",
        "[1E22]",
        "[1E-2]",
        "[1e+2]",
        "[123.456e78]",
        "[-1]",
        "[-0.1]",
        "[0.0]",
        "[1.50]",
        "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]",
        "[1e9999]",
        "[-1e-9999]",
        "[123456789012345678901234567890]",
        "{\"a\":1,\"a\":2}",
        "{\"\":0}",
        "{\"a\":{\"b\":[]}}",
        "{\"a b\\u0000c\":1}",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
        "[\"\\u0061\\u30af\\u30EA\\uABcd\"]",
        "[\"\\uD801\\udc37\"]",
        "[\"\\ud83d\\ude39x\"]",
        "[\"\\u0000\"]",
        "[\"\\\\u0000\"]",
        "[\"\\uFFFF\\uFDD0\"]",
        "[\"\x7f\"]",
        "[\"\u20ac\"]",
        "[\"\U0001D11E\"]",
        "[\"\xF4\x8F\xBF\xBF\"]",
        "[\"\u2028\u2029\"]",
        "[\"a/*b*/c\"]",
        "[\"]\",\"}\",\":\",\",\"]",
        "\xEF\xBB\xBF{}",
        "[\"\\\\\\\"\"]",
        "[1]\n",
        "\"only\"",
        "[\"\\\\\"]",
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) must_read(texts[i], &a);
    arena_done(&a);
}

static const struct {
    const char *text;
    int64_t byte;
} refused[] = {
    {"", 0},
    {" ", 1},
    {"\n\t", 2},
    {"[", 1},
    {"]", 0},
    {"[1", 2},
    {"[1,", 3},
    {"[1,]", 3},
    {"[,1]", 1},
    {"[1,,2]", 3},
    {"[1 2]", 3},
    {"[1:2]", 2},
    {"[1}", 2},
    {"[1]]", 3},
    {"[1],", 3},
    {"[1]x", 3},
    {"[1][2]", 3},
    {"1 2", 2},
    {"{", 1},
    {"}", 0},
    {"{]", 1},
    {"{\"a\"", 4},
    {"{\"a\":", 5},
    {"{\"a\":1", 6},
    {"{\"a\":1,", 7},
    {"{\"a\":1,}", 7},
    {"{\"a\" 1}", 5},
    {"{\"a\",1}", 4},
    {"{\"a\"::1}", 5},
    {"{a:1}", 1},
    {"{1:1}", 1},
    {"{'a':1}", 1},
    {"{\"a\":1 \"b\":2}", 7},
    {"{\"a\":}", 5},
    {"{:1}", 1},
    {"{,}", 1},
    {"{\"a\":1}}", 7},
    {"{\"a\":1}#", 7},
    {"{[1]:2}", 1},
    {"{\"a\":1,,\"b\":2}", 7},
    {"nul", 0},
    {"nulll", 0},
    {"Null", 0},
    {"TRUE", 0},
    {"[tru]", 1},
    {"[truee]", 1},
    {"[fals]", 1},
    {"[True]", 1},
    {"[NaN]", 1},
    {"[nan]", 1},
    {"[Infinity]", 1},
    {"[-Infinity]", 1},
    {"[-]", 1},
    {"[+1]", 1},
    {"[--1]", 1},
    {"[01]", 1},
    {"[-01]", 1},
    {"[00]", 1},
    {"[1.]", 1},
    {"[.5]", 1},
    {"[-.5]", 1},
    {"[1.e1]", 1},
    {"[1e]", 1},
    {"[1e+]", 1},
    {"[1E-]", 1},
    {"[1.2.3]", 1},
    {"[1e2.3]", 1},
    {"[1+2]", 1},
    {"[0x1F]", 1},
    {"[1_000]", 1},
    {"[1a]", 1},
    {"[1\"a\"]", 1},
    {"[- 1]", 1},
    {"[1 e2]", 3},
    {"[\uFF11]", 1},
    {"[\"a]", 1},
    {"[\"]", 1},
    {"\"", 0},
    {"[\"\\\"]", 1},
    {"[\"\\x41\"]", 2},
    {"[\"\\a\"]", 2},
    {"[\"\\'\"]", 2},
    {"[\"\\0\"]", 2},
    {"[\"\\ \"]", 2},
    {"[\"\\u\"]", 2},
    {"[\"\\u00\"]", 2},
    {"[\"\\u00G0\"]", 2},
    {"[\"\\U0041\"]", 2},
    {"[\"\\uD800\"]", 2},
    {"[\"\\uDC00\"]", 2},
    {"[\"\\uD800\\uD800\"]", 2},
    {"[\"\\uD800x\"]", 2},
    {"[\"\\uD800\\n\"]", 2},
    {"[\"ab\\uD800\\u\"]", 4},
    {"[\"\\u{41}\"]", 2},
    {"[\"a\tb\"]", 3},
    {"[\"a\nb\"]", 3},
    {"[\"a\x01\"]", 3},
    {"[\"a\x1f\"]", 3},
    {"['a']", 1},
    {"[a]", 1},
    {"[\"a\" \"b\"]", 5},
    {"[\"a\"b]", 4},
    {"[\"a\"\"b\"]", 4},
    {"[\\n]", 1},
    {"[\\u0041]", 1},
    {"[1,\n1\n,1", 8},
    {"[/**/1]", 1},
    {"[1//x\n]", 1},
    {"#\n[1]", 0},
    {"[\f1]", 1},
    {"[\v]", 1},
    {"[\xC2\xA0]", 1},
    {"[\u2060]", 1},
    {"*", 0},
    {"<a>", 0},
    {"[<null>]", 1},
    {"abc", 0},
    {"[1;2]", 1},
    {"\xEF\xBB", 0},
    {"[\"\xFF\"]", 2},
    {"[\"\x80\"]", 2},
    {"[\"\xC0\xAF\"]", 2},
    {"[\"\xE0\x80\x80\"]", 2},
    {"[\"\xED\xA0\x80\"]", 2},
    {"[\"\xF4\x90\x80\x80\"]", 2},
    {"[\"\xC3\"]", 2},
    {"[\"\xE2\x82\"]", 2},
    {"[\"\xF8\x88\x80\x80\x80\"]", 2},
    {"\xE5", 0},
    {"[\xC3\xA5]", 1},
    {"{\"a\":\"b\"}/", 9},
    {"{\"a\":\"b\"}/**/", 9},
    {"[1,\"a\",null,}", 12},
    {"\x01", 0},
    {"[]\x01", 2},
};

static void refuses_the_rest_with_its_byte(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct json *v;
        struct err e = {0};
        if (json_read(str_of(refused[i].text), &a, &v, &e)) fail_msg("taken: %s", refused[i].text);
        if (e.code != ERR_SYNTAX || e.byte != refused[i].byte)
            fail_msg("%s: %s at byte %d, want %d", refused[i].text, e.text, (int)e.byte, (int)refused[i].byte);
    }
    arena_done(&a);
}

static void a_zero_byte_is_no_end(void **state) {
    (void)state;
    struct arena a = {0};
    struct json *v;
    struct err e;
    assert_false(json_read(STR("[1]\0"), &a, &v, &e));
    assert_int_equal(e.byte, 3);
    assert_false(json_read(STR("[\0]"), &a, &v, &e));
    assert_int_equal(e.byte, 1);
    assert_false(json_read((struct str){NULL, 0}, &a, &v, NULL));
    arena_done(&a);
}

static void depth_has_a_ceiling(void **state) {
    (void)state;
    struct arena a = {0};
    struct json *v;
    struct err e;
    char text[2 * (JSON_DEPTH + 1)];
    for (size_t depth = JSON_DEPTH; depth <= JSON_DEPTH + 1; depth++) {
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        bool ok = json_read((struct str){text, 2 * depth}, &a, &v, &e);
        assert_int_equal(ok, depth == JSON_DEPTH);
    }
    assert_int_equal(e.code, ERR_LIMIT);
    assert_int_equal(e.byte, JSON_DEPTH);
    arena_done(&a);
}

static void values_are_as_written(void **state) {
    (void)state;
    struct arena a = {0};
    const struct json *v = must_read("{\"n\":12.50,\"i\":-7,\"s\":\"a\\u00e9\\n\\ud83d\\ude00z\",\"t\":true,"
                                     "\"l\":[1,[],{\"x\":null}],\"k\":1,\"k\":2,\"e\\u0021\":\"\"}",
                                     &a);
    assert_str(json_text(json_get(v, STR("n"))), "12.50");
    assert_int_equal(json_i64(json_get(v, STR("n")), -1), -1);
    assert_int_equal(json_i64(json_get(v, STR("i")), 0), -7);
    assert_str(json_text(json_get(v, STR("s"))), "a\u00e9\n\U0001F600z");
    assert_true(json_is_true(json_get(v, STR("t"))));
    const struct json *l = json_get(v, STR("l"));
    assert_int_equal(json_count(l), 3);
    assert_int_equal(json_count(json_at(l, 1)), 0);
    assert_int_equal(json_get(json_at(l, 2), STR("x"))->type, JSON_NULL);
    assert_null(json_at(l, 3));
    assert_int_equal(json_count(v), 8);
    assert_str(json_text(json_get(v, STR("k"))), "2");
    assert_str(json_text(json_get(v, STR("e!"))), "");
    assert_non_null(json_text(json_get(v, STR("e!"))).p);
    assert_null(json_get(v, STR("none")));
    assert_null(json_text(json_get(NULL, STR("x"))).p);
    assert_null(json_get(l, STR("x")));
    arena_done(&a);
}

static void a_reader_reads_again_after_an_error(void **state) {
    (void)state;
    struct json_reader *r = json_reader_new();
    struct arena a = {0};
    struct json *v;
    struct err e;
    assert_false(json_reader_read(r, STR("[[[1,"), &a, &v, &e));
    assert_true(json_reader_read(r, STR("[[1],2]"), &a, &v, &e));
    assert_int_equal(json_count(v), 2);
    json_reader_free(r);
    json_reader_free(NULL);
    arena_done(&a);
}

static void texts_larger_than_the_first_room(void **state) {
    (void)state;
    struct buf b = {0};
    struct arena a = {0};
    buf_add_byte(&b, '[');
    for (int i = 0; i < 40000; i++) buf_printf(&b, "%s{\"i\":%d}", i ? "," : "", i);
    buf_add_byte(&b, ']');
    struct json *v;
    assert_true(json_read(buf_str(&b), &a, &v, NULL));
    assert_int_equal(json_count(v), 40000);
    assert_int_equal(json_i64(json_get(json_at(v, 39999), STR("i")), 0), 39999);
    arena_done(&a);
    buf_done(&b);
}

static void assert_written(const struct json *v, int indent, const char *want) {
    struct buf b = {0};
    json_write(v, indent, &b);
    assert_str(buf_str(&b), want);
    buf_done(&b);
}

static void built_trees_print(void **state) {
    (void)state;
    struct arena a = {0};
    struct json *o = json_object(&a);
    json_set_str(&a, o, "s", STR("q\"\\\x01\n\u00e9"));
    json_set_str(&a, o, "none", (struct str){NULL, 0});
    json_set_int(&a, o, "i", INT64_MIN);
    json_set_bool(&a, o, "b", false);
    struct json *l = json_set(&a, o, "l", json_array(&a));
    for (int i = 0; i < 6; i++) json_add(&a, l, json_int(&a, i));
    json_add(&a, l, NULL);
    json_set(&a, o, "e", json_object(&a));
    json_set_bool(&a, o, "b", true);
    assert_written(o, 0,
                   "{\"s\":\"q\\\"\\\\\\u0001\\n\u00e9\",\"none\":null,\"i\":-9223372036854775808,\"b\":true,"
                   "\"l\":[0,1,2,3,4,5,null],\"e\":{}}");
    struct json *small = json_array(&a);
    json_set_int(&a, json_add(&a, small, json_object(&a)), "x", 1);
    assert_written(small, 2, "[\n  {\n    \"x\": 1\n  }\n]");
    arena_done(&a);
}

static void reals_have_their_decimals(void **state) {
    (void)state;
    struct arena a = {0};
    assert_str(json_real(&a, 0.97314, 4)->text, "0.9731");
    assert_str(json_real(&a, -12.5, 0)->text, "-12");
    assert_str(json_real(&a, 3, 2)->text, "3.00");
    assert_str(json_real(&a, -0.00001, 3)->text, "0.000");
    assert_str(json_real(&a, 1e18, 1)->text, "1000000000000000000.0");
    assert_int_equal(json_real(&a, 0.0 / 0.0, 3)->type, JSON_NULL);
    arena_done(&a);
}

static void strings_are_printed_as_utf8_always(void **state) {
    (void)state;
    struct buf b = {0};
    json_write_string(STR("a\xff\xc3z\xe2\x82"), &b);
    assert_str(buf_str(&b), "\"a\uFFFD\uFFFDz\uFFFD\uFFFD\"");
    buf_clear(&b);
    json_write_string(STR("\b\t\n\v\f\r\0\x7f"), &b);
    assert_str(buf_str(&b), "\"\\b\\t\\n\\u000b\\f\\r\\u0000\x7f\"");
    buf_clear(&b);
    json_write_string((struct str){NULL, 0}, &b);
    assert_str(buf_str(&b), "\"\"");
    buf_done(&b);
}

/* The elements with a bar behind each, then what ended the walk. */
static void walk_elements(struct str text, struct buf *b) {
    struct json_elements it = {.text = text};
    struct err e = {.byte = -1};
    struct str element;
    int more;
    buf_clear(b);
    while ((more = json_elements_next(&it, &element, &e)) > 0) {
        buf_add(b, element);
        buf_add_byte(b, '|');
    }
    if (more < 0) buf_printf(b, "%lld: %s", (long long)e.byte, e.text);
}

static void elements_of_an_array(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"[]", ""},
        {" [ ] \n", ""},
        {"[1]", "1|"},
        {"\xEF\xBB\xBF[1, \"a,]\" ,{\"b\":[2,{}]}\n]\n", "1|\"a,]\"|{\"b\":[2,{}]}|"},
        {"[\"\\\"],\",\"\\\\\"]", "\"\\\"],\"|\"\\\\\"|"},
        {"[1,,2,]", "1||2||"},
        {"{}", "0: expected an array"},
        {"", "0: expected an array"},
        {"[", "1: the text ends before the array does"},
        {"[1,", "1|3: the text ends before the array does"},
        {"[1, {\"a\":[2]", "1|4: the text ends inside this element of the array"},
        {"[1, \"a", "1|4: the text ends inside this element of the array"},
        {"[1, \"a\\", "1|4: the text ends inside this element of the array"},
        {"[1] x", "1|4: more text behind the array"},
        /* A missing or wrong bracket and an open quote stay in their element. */
        {"[{\"a\":[1}, 2]", "{\"a\":[1}|2|"},
        {"[{\"a\":1]}, 2]", "{\"a\":1|8: more text behind the array"},
        {"[{\"a\":1}}, 2]", "{\"a\":1}}|2|"},
        {"[{\"a\":\"b\n}, 2]", "{\"a\":\"b\n}|2|"},
        {"[{\"a\":[\"b]},\n \"c\", 2]", "{\"a\":[\"b]}|\"c\"|2|"},
    };
    struct buf b = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        walk_elements(str_of(cases[i][0]), &b);
        assert_str(buf_str(&b), cases[i][1]);
    }
    buf_done(&b);
}

static void elements_may_be_nested_deeper_than_can_be_read(void **state) {
    (void)state;
    struct buf text = {0}, b = {0};
    buf_add(&text, STR("["));
    for (int i = 0; i < 100000; i++) buf_add_byte(&text, i & 1 ? '[' : '{');
    for (int i = 100000; i-- > 0;) buf_add_byte(&text, i & 1 ? ']' : '}');
    buf_add(&text, STR(",7]"));
    walk_elements(buf_str(&text), &b);
    assert_int_equal(b.n, 200000 + 3);
    assert_str(str_cut(buf_str(&b), 200000, b.n), "|7|");
    buf_done(&text);
    buf_done(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_the_grammar_allows),
        cmocka_unit_test(refuses_the_rest_with_its_byte),
        cmocka_unit_test(a_zero_byte_is_no_end),
        cmocka_unit_test(depth_has_a_ceiling),
        cmocka_unit_test(values_are_as_written),
        cmocka_unit_test(a_reader_reads_again_after_an_error),
        cmocka_unit_test(texts_larger_than_the_first_room),
        cmocka_unit_test(built_trees_print),
        cmocka_unit_test(reals_have_their_decimals),
        cmocka_unit_test(strings_are_printed_as_utf8_always),
        cmocka_unit_test(elements_of_an_array),
        cmocka_unit_test(elements_may_be_nested_deeper_than_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
