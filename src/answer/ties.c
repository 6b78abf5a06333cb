/* Who is tied to someone: one row a kind of tie and other end, with all that says so. */
#include "answer/answer.h"
#include "answer/cite.h"
#include "answer/subject.h"
#include "base/map.h"

enum { TIES_LIMIT = 200, EVIDENCE_LIMIT = 12 };

struct group {
    struct json *row, *evidence;
    struct vec passages; /* struct json *: of those that say it */
    int64_t denied;      /* passages that deny it */
};
struct gathering {
    struct store *s;
    const struct question *q;
    struct arena *a;
    struct map groups; /* "type from to" -> index */
    struct vec list;   /* struct group */
};

static bool wanted_type(const struct question *q, struct str type) {
    if (!q->only[0].p) return true;
    for (size_t i = 0; i < QUESTION_LIST && q->only[i].p; i++)
        if (str_eq(q->only[i], type)) return true;
    return false;
}

static struct json *group_row(struct gathering *g, const struct json *tie) {
    struct arena *a = g->a;
    struct json *o = json_object(a);
    json_set_str(a, o, "type", json_text(json_get(tie, STR("type"))));
    json_set(a, o, "from", (struct json *)json_get(tie, STR("from")));
    json_set(a, o, "to", (struct json *)json_get(tie, STR("to")));
    return o;
}

/* Contact and kinship have no direction: A with B is B with A. */
static bool both_ways(struct str type) {
    return str_is(type, "contact") || str_is(type, "family") || str_is(type, "associate");
}

/* A denial is shown beside what it denies; it does not count as a source for it. */
static bool denies(const struct json *tie) {
    return str_is(json_text(json_get(tie, STR("stance"))), "denies") || json_is_true(json_get(tie, STR("negated")));
}

static int64_t end_id(const struct json *tie, const char *key) {
    return json_i64(json_get(json_get(tie, str_of(key)), STR("id")), 0);
}

static void add_tie(struct gathering *g, struct json *tie) {
    const struct json *passage = json_get(tie, STR("passage"));
    struct str type = json_text(json_get(tie, STR("type")));
    if (!wanted_type(g->q, type) || !answer_known(g->q, json_text(json_get(passage, STR("date")))) ||
        !cite_holds(json_text(json_get(tie, STR("date"))), json_text(json_get(tie, STR("end_date"))), g->q->as_of))
        return;
    bool fresh;
    long long from = end_id(tie, "from"), to = end_id(tie, "to");
    bool turn = both_ways(type) && from > to;
    struct str key = arena_printf(g->a, "%.*s %lld %lld", STR_ARG(type), turn ? to : from, turn ? from : to);
    uint64_t *at = map_put(&g->groups, key, &fresh);
    if (fresh) {
        *at = g->list.n;
        struct group *n = vec_push(&g->list);
        n->row = group_row(g, tie);
        n->evidence = json_array(g->a);
        n->passages = VEC(struct json *);
    }
    struct group *n = VEC_AT(&g->list, struct group, *at);
    if (json_count(n->evidence) < EVIDENCE_LIMIT) json_add(g->a, n->evidence, tie);
    if (denies(tie)) {
        n->denied++;
        return;
    }
    struct json *p = (struct json *)passage;
    vec_push_copy(&n->passages, &p);
}

static bool gather(struct gathering *g, int64_t entity, int64_t other, struct err *e) {
    struct query r;
    query_open(&r, g->s,
               "SELECT DISTINCT t.id FROM tie t JOIN entity x ON x.id = t.source_entity JOIN entity y ON y.id = "
               "t.target_entity "
               "WHERE t.tier <> 'C' AND ((x.canonical = ?1 AND (?2 IS NULL OR y.canonical = ?2)) OR "
               "(y.canonical = ?1 AND (?2 IS NULL OR x.canonical = ?2))) ORDER BY t.type, t.id");
    query_bind_int(&r, 1, entity);
    query_bind_id(&r, 2, other);
    while (query_next(&r)) {
        struct json *tie = cite_tie(g->s, query_int(&r, 0), g->a);
        if (tie) add_tie(g, tie);
    }
    return query_close(&r, e);
}

static int row_cmp(const void *x, const void *y) {
    const struct group *a = x, *b = y;
    return (a->passages.n < b->passages.n) - (a->passages.n > b->passages.n);
}

static void finish(struct gathering *g, struct json *answer) {
    struct arena *a = g->a;
    struct json *rows = json_array(a);
    uint32_t limit = g->q->limit ? g->q->limit : TIES_LIMIT;
    vec_sort(&g->list, row_cmp);
    for (size_t i = 0; i < g->list.n; i++) {
        struct group *n = VEC_AT(&g->list, struct group, i);
        size_t origins = cite_origins((struct json **)(void *)n->passages.p, n->passages.n, a);
        json_set_int(a, n->row, "said", (int64_t)n->passages.n);
        json_set_int(a, n->row, "origins", (int64_t)origins);
        json_set_int(a, n->row, "denied", n->denied);
        json_set(a, n->row, "evidence", n->evidence);
        if (origins >= g->q->min_sources && json_count(rows) < limit) json_add(a, rows, n->row);
        vec_done(&n->passages);
    }
    json_set_int(a, answer, "count", (int64_t)json_count(rows));
    json_set(a, answer, "ties", rows);
}

bool answer_ties(struct store *s, const struct question *q, struct arena *a, struct json **out, struct err *e) {
    int64_t entity, other = 0;
    if (!answer_begin(s, q->subject, a, out, &entity, e)) return false;
    json_set(a, *out, "ties", json_array(a));
    if (q->other.n && entity) {
        struct json *second;
        if (!answer_begin(s, q->other, a, &second, &other, e)) return false;
        json_set(a, *out, "other", second);
        if (!other) return true;
    }
    struct gathering g = {.s = s, .q = q, .a = a, .list = VEC(struct group)};
    bool ok = !entity || gather(&g, entity, other, e);
    if (ok) finish(&g, *out);
    vec_done(&g.list);
    map_done(&g.groups);
    return ok;
}
