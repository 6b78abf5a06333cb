/* A record into the bundle: its passage, its entities' statements, the ties that its edges say, and the claim of its
 * publisher on which all of them rest. */
#include "ingest/bundle.h"

#include "model/money.h"
#include "text/fold.h"
#include "text/utf8.h"

/* How the edge schemata of FollowTheMoney read as ties. Property names as in the model; NULL: there is none. */
struct edge {
    const char *schema, *type, *from, *to, *role[3], *topic[2];
};
static const struct edge edges[] = {
    {"Ownership", "ownership", "owner", "asset", {"role", "percentage", "ownershipType"}, {"summary"}},
    {"Directorship", "office", "director", "organization", {"role", "status"}, {"summary"}},
    {"Control", "ownership", "controller", "controlled", {"role", "status"}, {"summary"}},
    {"Membership", "membership", "member", "organization", {"role", "status"}, {"summary"}},
    {"Employment", "employment", "employee", "employer", {"role", "status"}, {"summary"}},
    {"Occupancy", "office", "holder", "post", {"status"}, {"summary"}},
    {"Family", "family", "person", "relative", {"relationship"}, {"summary"}},
    {"Associate", "associate", "person", "associate", {"relationship"}, {"summary"}},
    {"Payment", "payment", "payer", "beneficiary", {"sequenceNumber"}, {"purpose", "summary"}},
    {"Debt", "other", "debtor", "creditor", {NULL}, {"summary"}},
    {"Representation", "employment", "agent", "client", {"role"}, {"summary"}},
    {"ProjectParticipant", "membership", "participant", "project", {"role"}, {"summary"}},
    {"CourtCaseParty", "legal", "party", "case", {"role", "status"}, {"summary"}},
    {"Succession", "other", "predecessor", "successor", {"role"}, {"summary"}},
    {"Similar", "associate", "candidate", "match", {NULL}, {"criteria"}},
    {"UnknownLink", "other", "subject", "object", {"role"}, {"summary"}},
    {"Sanction", "sanction", "authority", "entity", {"program", "reason"}, {"summary", "reason"}},
};

static struct bundle_span value_span(const struct record *r, const struct value *v, uint32_t passage, struct arena *a) {
    if (!v->end || v->end > r->text.n || v->start >= v->end) return (struct bundle_span){.passage = BUNDLE_NONE};
    uint32_t from = (uint32_t)utf8_count(str_cut(r->text, 0, v->start));
    struct str text = str_cut(r->text, v->start, v->end);
    return (struct bundle_span){passage, from, from + (uint32_t)utf8_count(text), arena_copy(a, text)};
}

static bool is_entity_type(const struct model *m, struct str schema, struct str prop, struct str *range) {
    const struct schema *s = model_find(m, schema);
    const struct property *p = s ? schema_property(s, prop) : NULL;
    if (!p || !str_is(p->type, "entity")) return false;
    *range = p->range.p ? p->range : STR("Thing");
    return true;
}

static void add_entity(struct bundle *b, const struct record *r, const struct entity *e, uint32_t passage,
                       const struct model *m) {
    uint32_t number = bundle_entity(b, e->id, e->schema);
    struct bundle_entity *be = VEC_AT(&b->entities, struct bundle_entity, number);
    const struct schema *now = model_find(m, be->schema), *read = model_find(m, e->schema);
    const struct schema *both = now && read ? schema_common(now, read) : NULL;
    if (!be->named || (both && both == read)) be->schema = arena_copy(b->arena, e->schema);
    struct str caption = entity_caption(e, m);
    if (!str_eq(caption, e->id) && (!be->named || str_eq(be->caption, be->key)))
        be->caption = arena_copy(b->arena, caption);
    be->named = true;
    if (e->extra && !be->extra.p) {
        struct buf json = {0};
        json_write(e->extra, 0, &json);
        be->extra = arena_copy(b->arena, buf_str(&json));
        buf_done(&json);
    }
    struct str schema = be->schema;
    for (size_t i = 0; i < e->count; i++) {
        const struct value *v = &e->values[i];
        struct str range;
        if (is_entity_type(m, e->schema, v->prop, &range)) bundle_entity(b, v->value, range);
        *(struct bundle_statement *)vec_push(&b->statements) =
            (struct bundle_statement){number,
                                      schema,
                                      arena_copy(b->arena, v->prop),
                                      arena_copy(b->arena, v->value),
                                      v->lang.p ? arena_copy(b->arena, v->lang) : v->lang,
                                      v->original.p ? arena_copy(b->arena, v->original) : v->original,
                                      value_span(r, v, passage, b->arena)};
    }
}

/* The whole record, as the words that say a tie or make the publisher's claim. */
static struct bundle_span whole(const struct bundle *b, uint32_t passage) {
    struct str text = VEC_AT(&b->passages, struct bundle_passage, passage)->text;
    while (text.n && ascii_space(text.p[text.n - 1])) text.n--;
    return (struct bundle_span){passage, 0, (uint32_t)utf8_count(text), text};
}

static uint32_t add_claim(struct bundle *b, const struct record *r, uint32_t passage) {
    struct str speaker = b->facts.publisher.n ? b->facts.publisher : b->name;
    struct date said = r->said.precision ? r->said : b->facts.date;
    struct bundle_claim c = {.span = whole(b, passage),
                             .speaker_span.passage = BUNDLE_NONE,
                             .cue.passage = BUNDLE_NONE,
                             .speaker = bundle_publisher(b),
                             .speaker_text = speaker,
                             .speaker_type = "document",
                             .form = "direct",
                             .stance = "asserts",
                             .modality = "fact",
                             .rule = "record",
                             .said = date_print(said, b->arena),
                             .via = BUNDLE_NONE,
                             .answers = BUNDLE_NONE};
    c.content = arena_new(b->arena, sizeof *c.content);
    *c.content = c.span;
    c.content_count = 1;
    vec_push_copy(&b->claims, &c);
    return (uint32_t)b->claims.n - 1;
}

static struct str first_of(const struct entity *e, const char *const *props, size_t n) {
    for (size_t i = 0; i < n && props[i]; i++) {
        struct str v = entity_first(e, str_of(props[i]));
        if (v.n) return v;
    }
    return (struct str){0};
}

/* The other end of a sanction is often only a name: it becomes an entity of that name. */
static uint32_t named_end(struct bundle *b, struct str name) {
    struct str folded = fold_latin(name, b->arena);
    uint32_t i = bundle_entity(b, arena_printf(b->arena, "authority:%.*s", STR_ARG(folded)), STR("PublicBody"));
    struct bundle_entity *e = VEC_AT(&b->entities, struct bundle_entity, i);
    if (e->named) return i;
    e->named = true;
    e->caption = arena_copy(b->arena, name);
    *(struct bundle_statement *)vec_push(&b->statements) = (struct bundle_statement){
        .entity = i, .schema = e->schema, .prop = STR("name"), .value = e->caption, .span.passage = BUNDLE_NONE};
    return i;
}

static struct str copied(struct bundle *b, struct str s) { return s.n ? arena_copy(b->arena, s) : (struct str){0}; }

/* What the ties of edges, awards and events have in common. */
static struct bundle_tie record_tie(struct bundle *b, const struct entity *e, const char *type, uint32_t passage,
                                    uint32_t claim) {
    struct str start = first_of(e, (const char *const[]){"startDate", "date", "listingDate", NULL}, 4);
    struct bundle_tie t = {.type = type, .modality = "fact", .rule = "record", .claim = claim, .tier = 'A'};
    t.span = whole(b, passage);
    t.trigger.passage = BUNDLE_NONE;
    t.start_date = copied(b, start);
    t.end_date = copied(b, entity_first(e, STR("endDate")));
    t.amount = t.amount_text = copied(b, entity_first(e, STR("amount")));
    t.currency = copied(b, entity_first(e, STR("currency")));
    return t;
}

static void add_edge(struct bundle *b, const struct entity *e, const struct edge *edge, uint32_t passage,
                     uint32_t claim, const struct model *m) {
    struct str range;
    for (size_t i = 0; i < e->count; i++) {
        if (!str_is(e->values[i].prop, edge->from)) continue;
        bool named = !is_entity_type(m, e->schema, e->values[i].prop, &range);
        for (size_t k = 0; k < e->count; k++) {
            if (!str_is(e->values[k].prop, edge->to)) continue;
            struct bundle_tie t = record_tie(b, e, edge->type, passage, claim);
            t.from = named ? named_end(b, e->values[i].value) : bundle_entity(b, e->values[i].value, range);
            t.to = bundle_entity(b, e->values[k].value, STR("Thing"));
            t.role = copied(b, first_of(e, edge->role, 3));
            t.topic = copied(b, first_of(e, edge->topic, 2));
            vec_push_copy(&b->ties, &t);
        }
    }
}

static void add_tie(struct bundle *b, const struct record *r, const struct record_tie *t, uint32_t passage,
                    uint32_t claim) {
    struct bundle_tie to = {.type = t->type, .modality = "fact", .rule = "record", .claim = claim, .tier = 'A'};
    to.from = bundle_entity(b, t->from, STR("LegalEntity"));
    to.to = bundle_entity(b, t->to, STR("LegalEntity"));
    struct value place = {.start = t->start, .end = t->end};
    to.span = value_span(r, &place, passage, b->arena);
    if (to.span.passage == BUNDLE_NONE) to.span = whole(b, passage);
    to.trigger.passage = BUNDLE_NONE;
    to.role = copied(b, t->role);
    to.topic = copied(b, t->topic);
    to.start_date = date_print(t->date, b->arena);
    vec_push_copy(&b->ties, &to);
}

static const struct entity *entity_of(const struct record *r, struct str id) {
    for (size_t i = 0; i < r->entity_count; i++)
        if (str_eq(r->entities[i]->id, id)) return r->entities[i];
    return NULL;
}

/* An award ties its supplier to who awarded it: the contract's authority, when the record tells, else the contract. */
static void add_award(struct bundle *b, const struct record *r, const struct entity *award, uint32_t passage,
                      uint32_t claim) {
    struct str supplier = entity_first(award, STR("supplier")), contract = entity_first(award, STR("contract"));
    if (!supplier.n || !contract.n) return;
    const struct entity *c = entity_of(r, contract);
    struct str authority = c ? entity_first(c, STR("authority")) : (struct str){0};
    struct bundle_tie t = record_tie(b, award, "contract", passage, claim);
    t.from = bundle_entity(b, authority.n ? authority : contract, authority.n ? STR("LegalEntity") : STR("Contract"));
    t.to = bundle_entity(b, supplier, STR("LegalEntity"));
    t.role = copied(b, first_of(award, (const char *const[]){"role", "lotNumber", NULL}, 3));
    if (c) t.topic = copied(b, first_of(c, (const char *const[]){"title", "name", "procedureNumber", NULL}, 4));
    vec_push_copy(&b->ties, &t);
}

enum { INVOLVED = 20 };

static size_t take_involved(const struct entity *event, struct str present[INVOLVED], size_t n) {
    for (size_t i = 0; i < event->count && n < INVOLVED; i++)
        if (str_is(event->values[i].prop, "involved") || str_is(event->values[i].prop, "organizer"))
            present[n++] = event->values[i].value;
    return n;
}

/* All who were at one event were in contact: a dinner, a hearing, a board meeting. A mapping names a property once, so
 * the event of a row may come in fragments of one id. */
static void add_event(struct bundle *b, const struct record *r, const struct entity *event, uint32_t passage,
                      uint32_t claim) {
    struct str present[INVOLVED];
    size_t n = 0;
    if (entity_of(r, event->id) != event) return;
    for (size_t i = 0; i < r->entity_count; i++)
        if (str_eq(r->entities[i]->id, event->id)) n = take_involved(r->entities[i], present, n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            struct bundle_tie t = record_tie(b, event, "contact", passage, claim);
            t.from = bundle_entity(b, present[i], STR("LegalEntity"));
            t.to = bundle_entity(b, present[k], STR("LegalEntity"));
            t.place = copied(b, entity_first(event, STR("location")));
            t.topic = copied(b, first_of(event, (const char *const[]){"name", "summary", NULL}, 3));
            vec_push_copy(&b->ties, &t);
        }
}

static void add_ties(struct bundle *b, const struct record *r, const struct entity *e, uint32_t passage, uint32_t claim,
                     const struct model *m) {
    if (str_is(e->schema, "ContractAward")) add_award(b, r, e, passage, claim);
    if (str_is(e->schema, "Event")) add_event(b, r, e, passage, claim);
    for (size_t k = 0; k < sizeof edges / sizeof *edges; k++)
        if (str_is(e->schema, edges[k].schema)) add_edge(b, e, &edges[k], passage, claim, m);
}

static void keep_statements(struct bundle *b, const struct record *r) {
    for (size_t i = 0; i < r->statement_count; i++) {
        struct statement *s = vec_push(&b->given);
        *s = r->statements[i];
        struct str *fields[] = {&s->canonical_id, &s->entity_id,  &s->prop,      &s->prop_type, &s->schema,
                                &s->value,        &s->dataset,    &s->origin,    &s->lang,      &s->original_value,
                                &s->external,     &s->first_seen, &s->last_seen, &s->id};
        for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) *fields[k] = arena_copy(b->arena, *fields[k]);
    }
}

bool bundle_add_record(struct bundle *b, const struct record *r, const struct model *m) {
    uint32_t passage = (uint32_t)b->passages.n;
    *(struct bundle_passage *)vec_push(&b->passages) =
        (struct bundle_passage){.text = arena_copy(b->arena, r->text),
                                .address = arena_copy(b->arena, r->address),
                                .page = r->place.page,
                                .start = -1};
    for (size_t i = 0; i < r->entity_count; i++) add_entity(b, r, r->entities[i], passage, m);
    uint32_t claim = add_claim(b, r, passage);
    for (size_t i = 0; i < r->entity_count; i++) add_ties(b, r, r->entities[i], passage, claim, m);
    for (size_t i = 0; i < r->tie_count; i++) add_tie(b, r, &r->ties[i], passage, claim);
    keep_statements(b, r);
    return true;
}
