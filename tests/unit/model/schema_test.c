#include "model/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct schema *find(const char *name) {
    const struct schema *s = model_find(model_default(), str_of(name));
    if (!s) fail_msg("no schema %s", name);
    return s;
}

static void built_in_model_has_the_facts(void **state) {
    (void)state;
    const struct model *m = model_default();
    assert_true(model_count(m) >= 65);
    for (uint32_t i = 1; i < model_count(m); i++)
        assert_true(str_cmp(model_schema(m, i - 1)->name, model_schema(m, i)->name) < 0);
    const struct schema *company = find("Company"), *ownership = find("Ownership");
    assert_true(str_eq(company->label, STR("Company")) && str_eq(company->plural, STR("Companies")));
    assert_true(company->matchable && !company->abstract && !company->edge);
    assert_int_equal(company->parents[0], company->id);
    assert_true(ownership->edge && ownership->edge_directed);
    assert_true(str_is(ownership->edge_source, "owner") && str_is(ownership->edge_target, "asset"));
    const struct property *owner = schema_property(ownership, STR("owner"));
    assert_true(str_is(owner->type, "entity") && str_is(owner->range, "LegalEntity"));
    assert_true(str_is(owner->reverse, "ownershipOwner") && !owner->stub);
    assert_true(schema_property(company, STR("ownershipOwner"))->stub);
    assert_null(schema_property(company, STR("nothing")));
    assert_null(model_find(m, STR("company")));
}

static void inheritance_is_known(void **state) {
    (void)state;
    const struct schema *thing = find("Thing"), *person = find("Person"), *legal = find("LegalEntity");
    const struct schema *company = find("Company"), *vessel = find("Vessel");
    assert_true(schema_is_a(person, thing) && schema_is_a(person, legal) && schema_is_a(person, person));
    assert_false(schema_is_a(legal, person));
    assert_ptr_equal(schema_common(legal, company), company);
    assert_ptr_equal(schema_common(company, legal), company);
    assert_null(schema_common(person, vessel));
    const struct property *name = schema_property(person, STR("name"));
    assert_int_equal(name->schema, thing->id);
    for (uint32_t i = 1; i < person->property_count; i++)
        assert_true(str_cmp(person->properties[i - 1]->name, person->properties[i]->name) < 0);
}

static void near_names_are_suggested(void **state) {
    (void)state;
    const struct model *m = model_default();
    assert_true(str_is(model_suggest_schema(m, STR("Compnay")), "Company"));
    assert_true(str_is(model_suggest_schema(m, STR("person")), "Person"));
    assert_null(model_suggest_schema(m, STR("Zzzzzzzz")).p);
    assert_true(str_is(schema_suggest_property(find("Person"), STR("birthdate")), "birthDate"));
    assert_null(schema_suggest_property(find("Person"), STR("qqqqqqqq")).p);
}

/* A model from bytes, and what is wrong with it: NULL for nothing. */
static const struct {
    const char *json, *error;
} rows[] = {
    {"{\"schemata\":{\"A\":{\"properties\":{\"x\":{\"type\":\"entity\",\"range\":\"A\"}}}}}", NULL},
    {"{\"schemata\":{\"A\":{\"extends\":[\"B\"]},\"B\":{}}}", NULL},
    {"{\"schemata\":{\"A\":{\"extends\":[\"B\",\"C\"]},\"B\":{\"extends\":[\"D\"]},\"C\":{\"extends\":[\"D\"]},\"D\":{}"
     "}}",
     NULL},
    {"{\"schemata\":{\"A\":{\"extends\":[\"B\"]}}}", "extends B"},
    {"{\"schemata\":{\"A\":{\"extends\":[\"B\"]},\"B\":{\"extends\":[\"A\"]}}}", "its own ancestors"},
    {"{\"schemata\":{\"A\":{\"extends\":[\"A\"]}}}", "its own ancestors"},
    {"{\"schemata\":{\"A\":{\"properties\":{\"x\":{\"range\":\"Z\"}}}}}", "points at schema Z"},
    {"{\"schemata\":{\"A\":{},\"A\":{}}}", "twice"},
    {"{\"schemata\":{\"\":{}}}", "empty"},
    {"{\"schemata\":{}}", "needs a"},
    {"{\"schemata\":[]}", "needs a"},
    {"[]", "needs a"},
    {"", ""},
    {"{\"schemata\":", ""},
};

static void models_are_checked(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct model *m = NULL;
        struct err e = {0};
        bool ok = model_read(str_of(rows[i].json), &m, &e);
        if (ok != !rows[i].error) fail_msg("%s: %s", rows[i].json, e.text);
        if (!ok && !strstr(e.text, rows[i].error)) fail_msg("%s: %s", rows[i].json, e.text);
        if (ok) model_free(m);
    }
    struct err e = {0};
    struct model *m;
    assert_false(model_load("no-such-model.json", &m, &e));
    assert_int_equal(e.code, ERR_IO);
}

static void diamonds_keep_nearer_parents_first(void **state) {
    (void)state;
    struct model *m;
    assert_true(model_read(str_of(rows[2].json), &m, NULL));
    const struct schema *a = model_find(m, STR("A"));
    assert_int_equal(a->parent_count, 4);
    for (uint32_t i = 0; i < 4; i++) assert_int_equal(model_schema(m, a->parents[i])->name.p[0], "ABCD"[i]);
    model_free(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_in_model_has_the_facts),       cmocka_unit_test(inheritance_is_known),
        cmocka_unit_test(near_names_are_suggested),           cmocka_unit_test(models_are_checked),
        cmocka_unit_test(diamonds_keep_nearer_parents_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
