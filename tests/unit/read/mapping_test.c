#include "read/mapping.h"
#include "unit.h"

/* A mapping compiles, or says what is wrong and where. */
static bool parses(const char *yaml, struct err *e) {
    struct arena a = {0};
    struct mapping *m;
    *e = (struct err){.byte = -1};
    bool ok = mapping_parse(str_of(yaml), model_default(), &a, &m, e);
    arena_done(&a);
    return ok;
}

static void wrong_mappings_say_what_is_wrong(void **state) {
    (void)state;
    struct err e;
    assert_false(parses("d: {queries: [{entities: {p: {schema: Persn, key: a}}}]}", &e));
    assert_non_null(strstr(e.text, "did you mean Person?"));
    assert_false(
        parses("d: {queries: [{entities: {p: {schema: Person, key: a, properties: {nam: {column: a}}}}}]}", &e));
    assert_non_null(strstr(e.text, "did you mean name?"));
    assert_false(parses("d: {queries: [{entities: {p: {schema: Person}}}]}", &e));
    assert_false(parses("d: {queries: [{entities: {p: {schema: Person, key: a, id_column: b}}}]}", &e));
    assert_false(parses("d: {queries: [{entities: {}}]}", &e));
    assert_false(parses("d: {queries: []}", &e));
    assert_false(parses("d: &x {queries: [*x]}", &e));
    assert_false(parses("- a\n- b\n", &e));
    assert_false(parses("", &e));
    assert_false(parses("d:\n  queries:\n    - entities:\n        o:\n          schema: Ownership\n          key: a\n"
                        "          properties:\n            owner: {entity: nobody}\n",
                        &e));
    assert_int_equal(e.line, 3);
}

static void entities_may_not_point_in_a_circle(void **state) {
    (void)state;
    struct err e;
    assert_false(parses("d: {queries: [{entities: {a: {schema: Company, key: x, properties: {parent: {entity: b}}},"
                        " b: {schema: Company, key: y, properties: {parent: {entity: a}}}}}]}",
                        &e));
    assert_non_null(strstr(e.text, "circle"));
}

static struct str suggest(const char *table, struct arena *a) {
    return mapping_suggest(str_of(table), STR("my gifts.csv"), a);
}

static bool says(struct str yaml, const char *words) { return str_find(yaml, str_of(words), 0) != SIZE_MAX; }

static void headers_in_many_forms_are_understood(void **state) {
    (void)state;
    struct arena a = {0};
    struct str yaml = suggest("Party,DonationEUR,DonorType,Donor,DonationDate\n"
                              "Blue Door,100,PERSON,Anna Sample,2011-12-29\n",
                              &a);
    assert_true(says(yaml, "my_gifts:"));
    assert_true(says(yaml, "name: {column: \"Donor\"}"));
    assert_true(says(yaml, "amount: {column: \"DonationEUR\"}"));
    assert_true(says(yaml, "date: {column: \"DonationDate\"}"));
    yaml = suggest("Vorname;Nachname;Geburtsdatum\nAnna;Beispiel;12.05.1975\n", &a);
    assert_true(says(yaml, "schema: Person"));
    assert_true(says(yaml, "birthDate: {column: \"Geburtsdatum\"}"));
    struct mapping *m;
    struct err e;
    assert_true(mapping_parse(yaml, model_default(), &a, &m, &e));
    arena_done(&a);
}

static void values_must_look_like_what_the_header_says(void **state) {
    (void)state;
    struct arena a = {0};
    assert_null(suggest("name,city\n1,2\n3,4\n", &a).p);
    assert_null(suggest("entity_id,value\nab,1\ncd,2\n", &a).p);
    struct str yaml =
        suggest("Donor Name,Donor Address,Member,Value,Payer Address\nAnna,1 Quay,Bert,12.50,2 Quay\n", &a);
    assert_true(says(yaml, "columns: [\"Donor Address\"]"));
    assert_false(says(yaml, "Payer Address\"]}"));
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_mappings_say_what_is_wrong),
        cmocka_unit_test(entities_may_not_point_in_a_circle),
        cmocka_unit_test(headers_in_many_forms_are_understood),
        cmocka_unit_test(values_must_look_like_what_the_header_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
