#include "model/entity.h"

#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What is read is written back byte for byte. */
static const char *const lines[] = {
    "{\"id\":\"p1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ada Quill\",\"Ада "
    "Квилл\"],\"country\":[\"dk\"]}}",
    "{\"id\":\"c1\",\"caption\":\"Velmora\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Velmora\"]},"
    "\"datasets\":[\"one\",\"two\"],\"referents\":[],\"target\":false,\"score\":0.50,\"first_seen\":null}",
    "{\"schema\":\"Person\",\"properties\":{},\"id\":\"p2\"}",
    "{\"id\":\"p3\",\"schema\":\"Person\",\"properties\":{\"notes\":[\"a \\\"b\\\" \\\\ \\n\\t\\u0001 / é 😀\"]}}",
    "{\"id\":\"p4\",\"schema\":\"Person\",\"properties\":{\"unheardOf\":[\"kept\"],\"name\":[\"X\"]}}",
};

static bool read_line(const char *line, struct arena *a, struct entity **out, struct vec *nested, size_t *unknown,
                      struct err *e) {
    struct json *j;
    struct str *names;
    return json_read(str_of(line), a, &j, e) &&
           entity_from_json(j, model_default(), a, out, nested, &names, unknown, e);
}

static void lines_come_back(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct entity *e = NULL;
        struct buf b = {0};
        size_t unknown;
        assert_true(read_line(lines[i], &a, &e, NULL, &unknown, NULL));
        assert_int_equal(unknown, i == 4);
        entity_write(e, &b);
        buf_add_byte(&b, 0);
        assert_string_equal(b.p, lines[i]);
        buf_done(&b);
    }
    arena_done(&a);
}

static void values_are_kept_once(void **state) {
    (void)state;
    struct arena a = {0};
    struct buf b = {0};
    struct entity *e = entity_new(&a, STR("x"), STR("Person"));
    assert_true(entity_add(e, &a, STR("name"), STR("A")));
    assert_true(entity_add(e, &a, STR("alias"), STR("A")));
    assert_true(entity_add(e, &a, STR("name"), STR("B")));
    assert_false(entity_add(e, &a, STR("name"), STR("A")));
    assert_false(entity_add(e, &a, STR("name"), STR("")));
    entity_write(e, &b);
    assert_true(str_is(
        buf_str(&b), "{\"id\":\"x\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\",\"B\"],\"alias\":[\"A\"]}}"));
    assert_true(str_is(entity_first(e, STR("alias")), "A"));
    assert_null(entity_first(e, STR("nothing")).p);
    assert_true(str_is(entity_caption(e, model_default()), "A"));
    assert_true(str_is(entity_caption(entity_new(&a, STR("y"), STR("Person")), model_default()), "y"));
    buf_done(&b);
    arena_done(&a);
}

static void long_lists_drop_repeats(void **state) {
    (void)state;
    struct arena a = {0};
    struct buf b = {0};
    struct entity *e = NULL;
    size_t unknown;
    buf_add(&b, STR("{\"id\":\"x\",\"schema\":\"Person\",\"properties\":{\"name\":["));
    for (int i = 0; i < 200; i++) buf_printf(&b, "%s\"N%d\"", i ? "," : "", i % 100);
    buf_add(&b, STR("]}}"));
    buf_add_byte(&b, 0);
    assert_true(read_line(b.p, &a, &e, NULL, &unknown, NULL));
    assert_int_equal(e->count, 100);
    buf_done(&b);
    arena_done(&a);
}

static void nested_entities_become_ids(void **state) {
    (void)state;
    struct arena a = {0};
    struct vec nested = VEC(struct entity *);
    struct entity *e = NULL;
    size_t unknown;
    assert_true(read_line(
        "{\"id\":\"o\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[{\"id\":\"p\",\"schema\":\"Person\","
        "\"properties\":{\"name\":[\"Ada\"]}}],\"asset\":[\"c\"]}}",
        &a, &e, &nested, &unknown, NULL));
    assert_int_equal(nested.n, 1);
    assert_true(str_is(entity_first(e, STR("owner")), "p"));
    assert_true(str_is((*VEC_AT(&nested, struct entity *, 0))->id, "p"));
    vec_done(&nested);
    arena_done(&a);
}

static const struct {
    const char *line, *error;
} bad_rows[] = {
    {"{\"schema\":\"Person\",\"properties\":{}}", "needs an \"id\""},
    {"{\"id\":\"\",\"schema\":\"Person\"}", "needs an \"id\""},
    {"{\"id\":\"x\",\"schema\":\"Persn\"}", "(near: Person)"},
    {"{\"id\":\"x\"}", "has schema \"\""},
    {"{\"id\":\"x\",\"schema\":\"Person\",\"properties\":[]}", "must be an object"},
    {"[]", "must be a JSON object"},
    {"{\"id\":\"x\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[{\"id\":\"y\"}]}}", "has schema"},
};

static void bad_entities_are_refused(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof bad_rows / sizeof *bad_rows; i++) {
        struct entity *e = NULL;
        size_t unknown;
        struct err err = {0};
        assert_false(read_line(bad_rows[i].line, &a, &e, NULL, &unknown, &err));
        if (!strstr(err.text, bad_rows[i].error)) fail_msg("%s: %s", bad_rows[i].line, err.text);
    }
    arena_done(&a);
}

/* Ids as the followthemoney package makes them. */
static const struct {
    const char *prop, *value, *lang, *external, *id;
} statement_rows[] = {
    {"name", "Velmora Łódź GmbH", NULL, NULL, "c606e3cb406f0a689e68e1948a9d809a02d93184"},
    {"name", "Велмора", "rus", "f", "29ed0073b6f318a8c8fb587fbe539922f2b2d326"},
    {"country", "de", "deu", NULL, "375e2d28fe018e43d64010f3df53d5f3148f61ee"},
    {"name", "Velmora", "", "t", "b32f8f3715a73603c953347ef38ec61036dda450"},
    {"notes", "x", "eng", "True", "884f2ac220c42fc8bd3916fe5f613dba47a9edaf"},
};

static void statement_ids_are_followthemoneys(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof statement_rows / sizeof *statement_rows; i++) {
        struct statement s = {.dataset = STR("reg_one"), .entity_id = STR("co-1"), .schema = STR("Company")};
        s.prop = str_of(statement_rows[i].prop);
        s.value = str_of(statement_rows[i].value);
        s.lang = str_of(statement_rows[i].lang);
        s.external = str_of(statement_rows[i].external);
        char hex[SHA1_HEX + 1];
        statement_id(&s, model_default(), hex);
        assert_string_equal(hex, statement_rows[i].id);
    }
}

static void mapping_ids_are_followthemoneys(void **state) {
    (void)state;
    struct arena a = {0};
    struct str none = {NULL, 0};
    struct str one[] = {STR("Ada Quill"), STR("Berlin")}, two[] = {STR(" Ada Quill\u00a0"), STR("")};
    struct str three[] = {STR("Zoë"), STR("Aarhus")}, four[] = {STR("  ")};
    assert_true(
        str_is(mapping_id(STR("donations"), STR("donor"), one, 2, &a), "bc43b6d281b2f0be2f78c50685e5252e9a3bb8cf"));
    assert_true(
        str_is(mapping_id(STR("donations"), STR("donor"), two, 2, &a), "2b8c2d8e09ad14414c77342139fb6f89e033abb2"));
    assert_true(str_is(mapping_id(none, none, three, 2, &a), "a09ca710975490290e65a8370e7570114a4a5490"));
    assert_null(mapping_id(STR("p"), none, four, 1, &a).p);
    assert_null(mapping_id(STR("p"), none, NULL, 0, &a).p);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_come_back),
        cmocka_unit_test(values_are_kept_once),
        cmocka_unit_test(long_lists_drop_repeats),
        cmocka_unit_test(nested_entities_become_ids),
        cmocka_unit_test(bad_entities_are_refused),
        cmocka_unit_test(statement_ids_are_followthemoneys),
        cmocka_unit_test(mapping_ids_are_followthemoneys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
