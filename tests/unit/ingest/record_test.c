#include "ingest/bundle.h"

#include "unit.h"

/* A bundle with the lists that a record fills. */
struct fixture {
    struct arena a;
    struct bundle b;
    struct entity *entities[8];
    struct record r;
};

static void set_up(struct fixture *f, const char *text) {
    *f = (struct fixture){0};
    f->b = (struct bundle){.arena = &f->a,
                           .name = STR("register.csv"),
                           .passages = VEC(struct bundle_passage),
                           .entities = VEC(struct bundle_entity),
                           .statements = VEC(struct bundle_statement),
                           .mentions = VEC(struct bundle_mention),
                           .claims = VEC(struct bundle_claim),
                           .ties = VEC(struct bundle_tie),
                           .notes = VEC(struct bundle_note)};
    f->r = (struct record){.text = str_of(text), .address = STR("row 1"), .entities = f->entities};
}

static void tear_down(struct fixture *f) {
    bundle_done(&f->b);
    arena_done(&f->a);
}

static struct entity *add(struct fixture *f, const char *id, const char *schema) {
    return f->entities[f->r.entity_count++] = entity_new(&f->a, str_of(id), str_of(schema));
}

static void put(struct fixture *f, struct entity *e, const char *prop, const char *value) {
    entity_add(e, &f->a, str_of(prop), str_of(value));
}

static const struct bundle_tie *tie(const struct fixture *f, size_t i) {
    return VEC_AT(&f->b.ties, struct bundle_tie, i);
}

static struct str key(const struct fixture *f, uint32_t entity) {
    return VEC_AT(&f->b.entities, struct bundle_entity, entity)->key;
}

/* One tie from its source to its target, which rests on the publisher's claim and the whole record. */
static void check_edge(const char *schema, const char *source, const char *target) {
    struct fixture f;
    set_up(&f, "From: Vera Stolnik\nTo: Orlane Shipping\n");
    struct entity *e = add(&f, "edge", schema);
    put(&f, e, source, "vera");
    put(&f, e, target, "orlane");
    assert_true(bundle_add_record(&f.b, &f.r, model_default()));
    if (f.b.ties.n != 1) fail_msg("%s gives %zu ties", schema, f.b.ties.n);
    const struct bundle_tie *t = tie(&f, 0);
    assert_str(key(&f, t->from), "vera");
    assert_str(key(&f, t->to), "orlane");
    assert_string_equal(t->rule, "record");
    assert_int_equal(t->claim, 0);
    assert_int_equal(f.b.claims.n, 1);
    assert_string_equal(VEC_AT(&f.b.claims, struct bundle_claim, 0)->rule, "record");
    assert_str(t->span.text, "From: Vera Stolnik\nTo: Orlane Shipping");
    tear_down(&f);
}

/* Whatever the model calls an edge is a tie here too, but for notes of where somebody is written about. */
static void test_every_edge_schema(void **state) {
    (void)state;
    const struct model *m = model_default();
    size_t edges = 0;
    for (uint32_t i = 0; i < model_count(m); i++) {
        const struct schema *s = model_schema(m, i);
        if (!s->edge || s->abstract || str_is(s->name, "Documentation")) continue;
        char name[64], source[64], target[64];
        snprintf(name, sizeof name, "%.*s", STR_ARG(s->name));
        snprintf(source, sizeof source, "%.*s", STR_ARG(s->edge_source));
        snprintf(target, sizeof target, "%.*s", STR_ARG(s->edge_target));
        if (str_is(s->name, "ContractAward")) continue; /* below: its contract's authority stands for the contract */
        check_edge(name, source, target);
        edges++;
    }
    assert_true(edges >= 10);
}

static void test_edge_keeps_what_the_row_says(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, "Payer: V\nPayee: O\nAmount: 1200.50 EUR\nWhen: 2021-05\n");
    struct entity *e = add(&f, "p1", "Payment");
    put(&f, e, "payer", "v");
    put(&f, e, "beneficiary", "o");
    put(&f, e, "amount", "1200.50");
    put(&f, e, "currency", "EUR");
    put(&f, e, "date", "2021-05");
    put(&f, e, "purpose", "berth fees");
    assert_true(bundle_add_record(&f.b, &f.r, model_default()));
    assert_int_equal(f.b.ties.n, 1);
    const struct bundle_tie *t = tie(&f, 0);
    assert_string_equal(t->type, "payment");
    assert_str(t->amount, "1200.50");
    assert_str(t->currency, "EUR");
    assert_str(t->start_date, "2021-05");
    assert_str(t->topic, "berth fees");
    tear_down(&f);
}

static void test_two_owners_are_two_ties(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, "Owners: A, B\n");
    struct entity *e = add(&f, "o1", "Ownership");
    put(&f, e, "owner", "a");
    put(&f, e, "owner", "b");
    put(&f, e, "asset", "c");
    assert_true(bundle_add_record(&f.b, &f.r, model_default()));
    assert_int_equal(f.b.ties.n, 2);
    assert_str(key(&f, tie(&f, 1)->from), "b");
    tear_down(&f);
}

/* A sanction names its authority in words: all of one name are one entity. */
static void test_authority_becomes_an_entity(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, "Listed by: Office of Ports\n");
    for (int i = 0; i < 2; i++) {
        struct entity *e = add(&f, i ? "s2" : "s1", "Sanction");
        put(&f, e, "entity", "vera");
        put(&f, e, "authority", i ? "OFFICE of Ports" : "Office of Ports");
        put(&f, e, "listingDate", "2022-02-01");
    }
    assert_true(bundle_add_record(&f.b, &f.r, model_default()));
    assert_int_equal(f.b.ties.n, 2);
    assert_int_equal(tie(&f, 0)->from, tie(&f, 1)->from);
    assert_str(VEC_AT(&f.b.entities, struct bundle_entity, tie(&f, 0)->from)->caption, "Office of Ports");
    assert_str(tie(&f, 0)->start_date, "2022-02-01");
    tear_down(&f);
}

static void test_award_ties_supplier_and_authority(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, "Contract: dredging\n");
    struct entity *c = add(&f, "c1", "Contract"), *w = add(&f, "w1", "ContractAward");
    put(&f, c, "title", "Dredging of the inner harbour");
    put(&f, c, "authority", "port");
    put(&f, w, "contract", "c1");
    put(&f, w, "supplier", "orlane");
    assert_true(bundle_add_record(&f.b, &f.r, model_default()));
    assert_int_equal(f.b.ties.n, 1);
    assert_string_equal(tie(&f, 0)->type, "contract");
    assert_str(key(&f, tie(&f, 0)->from), "port");
    assert_str(key(&f, tie(&f, 0)->to), "orlane");
    assert_str(tie(&f, 0)->topic, "Dredging of the inner harbour");
    tear_down(&f);
}

static void test_event_ties_all_who_were_there(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, "Guests: A, B, C\n");
    struct entity *e = add(&f, "dinner", "Event"), *fragment = add(&f, "dinner", "Event");
    put(&f, e, "name", "Harbour dinner");
    put(&f, e, "involved", "a");
    put(&f, e, "involved", "b");
    put(&f, fragment, "involved", "c");
    assert_true(bundle_add_record(&f.b, &f.r, model_default()));
    assert_int_equal(f.b.ties.n, 3);
    for (size_t i = 0; i < 3; i++) assert_string_equal(tie(&f, i)->type, "contact");
    assert_str(tie(&f, 2)->topic, "Harbour dinner");
    tear_down(&f);
}

/* Spans are code points of the passage, where the value stands. */
static void test_spans_are_code_points(void **state) {
    (void)state;
    struct fixture f;
    set_up(&f, "Имя: Вера\n");
    struct entity *e = add(&f, "vera", "Person");
    put(&f, e, "name", "Вера");
    e->values[0].start = 8;
    e->values[0].end = 16;
    assert_true(bundle_add_record(&f.b, &f.r, model_default()));
    const struct bundle_statement *s = VEC_AT(&f.b.statements, struct bundle_statement, 0);
    assert_int_equal(s->span.from, 5);
    assert_int_equal(s->span.to, 9);
    assert_str(s->span.text, "Вера");
    tear_down(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_edge_schema),
        cmocka_unit_test(test_edge_keeps_what_the_row_says),
        cmocka_unit_test(test_two_owners_are_two_ties),
        cmocka_unit_test(test_authority_becomes_an_entity),
        cmocka_unit_test(test_award_ties_supplier_and_authority),
        cmocka_unit_test(test_event_ties_all_who_were_there),
        cmocka_unit_test(test_spans_are_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
