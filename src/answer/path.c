/* How two are connected: the best chains of ties, every hop with its passages. */
#include "answer/answer.h"
#include "answer/cite.h"
#include "answer/subject.h"
#include "base/map.h"
#include "base/vec.h"
#include "graph/graph.h"

#include <math.h>

enum { PATHS = 3 };

struct network {
    struct store *s;
    const struct question *q;
    struct arena *a;
    struct map numbers; /* canonical id -> node */
    struct vec ids;     /* int64_t by node */
    struct vec edges;   /* struct graph_edge */
    int64_t banned[QUESTION_LIST];
};

static uint32_t node_of(struct network *n, int64_t id) {
    bool fresh;
    uint64_t *number = map_put_int(&n->numbers, id, &fresh);
    if (fresh) {
        *number = n->ids.n;
        *(int64_t *)vec_push(&n->ids) = id;
    }
    return (uint32_t)*number;
}

static bool listed(const struct str *list, struct str what) {
    for (size_t i = 0; i < QUESTION_LIST && list[i].p; i++)
        if (str_ieq(list[i], what)) return true;
    return false;
}

/* Names to exclude that are entities of the case. */
static bool find_banned(struct network *n, struct err *e) {
    for (size_t i = 0; i < QUESTION_LIST && n->q->exclude[i].p; i++) {
        struct subjects found;
        if (!subjects_find(n->s, n->q->exclude[i], 1, n->a, &found, e)) return false;
        if (found.count && found.items[0].score >= 0.9) n->banned[i] = found.items[0].id;
    }
    return true;
}

static bool is_banned(const struct network *n, int64_t id) {
    for (size_t i = 0; i < QUESTION_LIST; i++)
        if (n->banned[i] == id) return true;
    return false;
}

static void take_days(struct str start, struct str end, struct graph_edge *edge) {
    struct date s, t;
    *edge = (struct graph_edge){.first = INT32_MIN, .last = INT32_MAX};
    if (start.n && date_parse(start, &s)) {
        edge->first = s.first;
        edge->last = s.last;
    }
    if (end.n && date_parse(end, &t)) edge->last = t.last;
}

/* A weak tie costs more, so that two good hops beat a doubtful one. */
static float cost_of(struct str tier, struct str modality, bool reported) {
    float cost = str_is(tier, "A") ? 1.0F : 1.3F;
    if (!str_is(modality, "fact")) cost += 0.7F;
    return reported ? cost + 0.1F : cost;
}

static bool wanted(struct network *n, struct query *r) {
    const struct question *q = n->q;
    struct str type = query_str(r, 1, n->a), file = query_str(r, 9, n->a);
    if (q->only[0].p && !listed(q->only, type)) return false;
    if (listed(q->exclude, type) || listed(q->exclude, file)) return false;
    if (is_banned(n, query_int(r, 2)) || is_banned(n, query_int(r, 3))) return false;
    return answer_known(q, query_str(r, 8, n->a)) && cite_holds(query_str(r, 4, n->a), query_str(r, 5, n->a), q->as_of);
}

static bool load(struct network *n, struct err *e) {
    struct query r;
    query_open(
        &r, n->s,
        "SELECT t.id, t.type, x.canonical, y.canonical, t.start_date, t.end_date, t.tier, t.modality, src.date, "
        "src.name, c.rule "
        "FROM tie t JOIN entity x ON x.id = t.source_entity JOIN entity y ON y.id = t.target_entity JOIN claim c ON "
        "c.id = t.claim "
        "JOIN passage p ON p.id = t.passage JOIN source src ON src.id = p.source "
        "WHERE t.tier <> 'C' AND t.negated = 0 AND c.stance <> 'denies' AND x.canonical <> y.canonical ORDER BY t.id");
    while (query_next(&r)) {
        if (!wanted(n, &r)) continue;
        struct graph_edge edge;
        take_days(query_str(&r, 4, n->a), query_str(&r, 5, n->a), &edge);
        struct str rule = query_str(&r, 10, n->a);
        edge.from = node_of(n, query_int(&r, 2));
        edge.to = node_of(n, query_int(&r, 3));
        edge.cost = cost_of(query_str(&r, 6, n->a), query_str(&r, 7, n->a), cite_reported(rule));
        edge.id = query_int(&r, 0);
        vec_push_copy(&n->edges, &edge);
    }
    return query_close(&r, e);
}

/* Through a hub everybody is connected to everybody: passing one costs the logarithm of its ties, half at each side. */
static void charge_hubs(struct network *n) {
    uint32_t *degree = arena_array(n->a, n->ids.n, sizeof *degree);
    for (size_t i = 0; i < n->edges.n; i++) {
        degree[VEC_AT(&n->edges, struct graph_edge, i)->from]++;
        degree[VEC_AT(&n->edges, struct graph_edge, i)->to]++;
    }
    for (size_t i = 0; i < n->edges.n; i++) {
        struct graph_edge *e = VEC_AT(&n->edges, struct graph_edge, i);
        e->cost += 0.1F * (log2f(1.0F + (float)degree[e->from]) + log2f(1.0F + (float)degree[e->to]));
    }
}

/* Towns, countries and publishers tie too many together to stand inside a chain: they may only be its ends. */
static bool close_places(struct network *n, bool *closed, struct err *e) {
    bool ok = true;
    for (size_t i = 0; ok && i < n->ids.n; i++) {
        struct query r;
        query_open(&r, n->s,
                   "SELECT schema IN ('Address', 'Country', 'Territory') OR key LIKE 'authority:%' OR key LIKE "
                   "'publisher:%' FROM entity WHERE id = ?");
        query_bind_int(&r, 1, *VEC_AT(&n->ids, int64_t, i));
        closed[i] = query_next(&r) && query_int(&r, 0);
        ok = query_close(&r, e);
    }
    return ok;
}

/* All ties between the two ends of a hop, the one on the path first. */
static void add_evidence(const struct network *n, const struct graph *g, uint32_t from, uint32_t to, uint32_t edge,
                         struct json *list) {
    enum { EVIDENCE = 6 };
    json_add(n->a, list, cite_tie(n->s, g->edges[edge].id, n->a));
    for (uint32_t i = g->starts[from]; i < g->starts[from + 1] && json_count(list) < EVIDENCE; i++)
        if (g->arcs[i].to == to && g->arcs[i].edge != edge)
            json_add(n->a, list, cite_tie(n->s, g->edges[g->arcs[i].edge].id, n->a));
}

static struct json *path_json(const struct network *n, const struct graph *g, const struct path *p) {
    struct arena *a = n->a;
    struct json *o = json_object(a), *hops = json_array(a);
    json_set_int(a, o, "length", p->hops);
    json_set(a, o, "cost", json_real(a, p->cost, 3));
    for (uint32_t i = 0; i < p->hops; i++) {
        struct json *hop = json_add(a, hops, json_object(a)), *evidence = json_array(a);
        json_set(a, hop, "from", entity_json(n->s, *VEC_AT(&n->ids, int64_t, p->nodes[i]), a));
        json_set(a, hop, "to", entity_json(n->s, *VEC_AT(&n->ids, int64_t, p->nodes[i + 1]), a));
        add_evidence(n, g, p->nodes[i], p->nodes[i + 1], p->edges[i], evidence);
        json_set(a, hop, "evidence", evidence);
    }
    json_set(a, o, "hops", hops);
    return o;
}

static bool search(struct network *n, int64_t from, int64_t to, struct json *answer, struct err *e) {
    uint32_t start = node_of(n, from), end = node_of(n, to);
    charge_hubs(n);
    bool *closed = arena_array(n->a, n->ids.n, sizeof *closed), complete = true;
    if (!close_places(n, closed, e)) return false;
    struct graph g;
    graph_build(&g, (uint32_t)n->ids.n, (const struct graph_edge *)(void *)n->edges.p, n->edges.n);
    struct path_options o = {
        .count = n->q->limit ? n->q->limit : PATHS, .time_respecting = n->q->time_respecting, .closed = closed};
    struct path *paths;
    size_t found = graph_paths(&g, start, end, &o, n->a, &paths, &complete);
    struct json *list = json_set(n->a, answer, "paths", json_array(n->a));
    for (size_t i = 0; i < found; i++) json_add(n->a, list, path_json(n, &g, &paths[i]));
    json_set_int(n->a, answer, "count", (int64_t)found);
    json_set_bool(n->a, answer, "complete", complete);
    graph_done(&g);
    return true;
}

bool answer_path(struct store *s, const struct question *q, struct arena *a, struct json **out, struct err *e) {
    int64_t from, to = 0;
    struct json *second;
    if (!answer_begin(s, q->subject, a, out, &from, e) || !answer_begin(s, q->other, a, &second, &to, e)) return false;
    json_set(a, *out, "other", second);
    json_set(a, *out, "paths", json_array(a));
    if (!from || !to) return true;
    struct network n = {.s = s, .q = q, .a = a, .ids = VEC(int64_t), .edges = VEC(struct graph_edge)};
    bool ok = find_banned(&n, e) && load(&n, e) && search(&n, from, to, *out, e);
    map_done(&n.numbers);
    vec_done(&n.ids);
    vec_done(&n.edges);
    return ok;
}
