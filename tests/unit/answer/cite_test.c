#include "answer/cite.h"

#include "unit.h"

static struct json *passage(struct arena *a, int64_t source, const char *text) {
    struct json *o = json_object(a);
    json_set_int(a, o, "source", source);
    json_set_str(a, o, "text", str_of(text));
    return o;
}

static int64_t origin(const struct json *p) { return json_i64(json_get(p, STR("origin")), 0); }

static void test_copies_are_one_origin(void **state) {
    (void)state;
    struct arena a = {0};
    struct json *p[] = {
        passage(&a, 1, "Vera Stolnik met the minister at the Hotel Meridian in May, two guests said."),
        passage(&a, 2, "VERA STOLNIK met the minister at the hotel Meridian in May, two guests said. We add nothing."),
        passage(&a, 3, "The ministry's diary shows that Ms Stolnik came to see the minister on 4 May."),
        passage(&a, 3, "Nothing in this sentence is like the others, yet it stands in the same file as one."),
    };
    assert_int_equal(cite_origins(p, 4, &a), 2);
    assert_int_equal(origin(p[0]), 1);
    assert_int_equal(origin(p[1]), 1);
    assert_int_equal(origin(p[2]), 2);
    assert_int_equal(origin(p[3]), 2);
    arena_done(&a);
}

/* Half of the shorter one's runs is the limit: 8 words are 5 runs, of which 3 make a copy and 2 do not. */
static void test_half_is_the_limit(void **state) {
    (void)state;
    struct arena a = {0};
    struct json *copy[] = {passage(&a, 1, "one two three four five six seven eight"),
                           passage(&a, 2, "one two three four five six nine ten eleven twelve")};
    struct json *apart[] = {passage(&a, 1, "one two three four five six seven eight"),
                            passage(&a, 2, "one two three four five nine ten eleven twelve thirteen")};
    assert_int_equal(cite_origins(copy, 2, &a), 1);
    assert_int_equal(cite_origins(apart, 2, &a), 2);
    arena_done(&a);
}

static void test_short_and_empty(void **state) {
    (void)state;
    struct arena a = {0};
    struct json *p[] = {passage(&a, 1, "Paid: 12"), passage(&a, 2, "paid: 12"), passage(&a, 3, "Paid: 13"),
                        passage(&a, 4, ""), passage(&a, 5, "")};
    assert_int_equal(cite_origins(p, 0, &a), 0);
    assert_int_equal(cite_origins(p, 3, &a), 2);
    assert_int_equal(cite_origins(p + 3, 2, &a), 2); /* no words are no evidence of copying */
    arena_done(&a);
}

static bool holds(const char *start, const char *end, const char *as_of) {
    struct date d;
    assert_true(date_parse(str_of(as_of), &d));
    return cite_holds(str_of(start), str_of(end), d);
}

static void test_holds(void **state) {
    (void)state;
    assert_true(cite_holds(STR("2019"), STR("2020"), (struct date){0}));
    assert_true(holds("2019-05", "2020-03-01", "2019-12-31"));
    assert_true(holds("2019-05-03", "", "2024"));
    assert_true(holds("", "2020", "2018"));
    assert_true(holds("", "", "2018"));
    assert_true(holds("2019-05-03", "", "2019")); /* some day of that year */
    assert_true(holds("2019", "2020", "2020-12-31"));
    assert_false(holds("2019-05-03", "", "2019-05-02"));
    assert_false(holds("2019", "2020-03", "2020-04-01"));
    assert_true(holds("soon", "later", "2020")); /* what is no date says nothing */
}

static void test_reported(void **state) {
    (void)state;
    assert_false(cite_reported(STR("document")));
    assert_false(cite_reported(STR("record")));
    assert_true(cite_reported(STR("quote:direct")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copies_are_one_origin),
        cmocka_unit_test(test_half_is_the_limit),
        cmocka_unit_test(test_short_and_empty),
        cmocka_unit_test(test_holds),
        cmocka_unit_test(test_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
