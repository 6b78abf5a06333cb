#include "match/cluster.h"

#include "base/heap.h"
#include "base/map.h"
#include "base/vec.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct edge {
    int64_t id, a, b;
    double score;
    bool human, identifier;
    bool proposal; /* too weak to join; it still makes a name doubtful */
};

struct clusters {
    struct store *s;
    struct err *e;
    struct map numbers;   /* entity id as text -> number */
    struct vec ids;       /* int64_t, by number */
    struct vec edges;     /* struct edge: "same" */
    struct map different; /* "a b" of judgements "different" */
    uint32_t *parent;
    struct vec *members; /* uint32_t numbers, by root */
    const struct dossiers *all;
};

static struct str pair_key(int64_t a, int64_t b, char text[48]) {
    int n = snprintf(text, 48, "%lld %lld", (long long)(a < b ? a : b), (long long)(a < b ? b : a));
    return (struct str){text, (size_t)n};
}

static uint32_t number_of(struct clusters *c, int64_t id) {
    bool fresh;
    uint64_t *number = map_put_int(&c->numbers, id, &fresh);
    if (fresh) {
        *number = c->ids.n;
        *(int64_t *)vec_push(&c->ids) = id;
    }
    return (uint32_t)*number;
}

/* What earlier runs held back is judged again: the outcome depends on the case, not on its history. */
static bool forget_doubts(struct clusters *c) {
    struct query r;
    query_open(
        &r, c->s,
        "UPDATE judgement SET judgement = 'same', reason = substr(reason, 1, instr(reason, ' (held back: ') - 1) "
        "WHERE judgement = 'candidate' AND \"by\" = 'clew' AND instr(reason, ' (held back: ') > 0");
    return query_run(&r, c->e);
}

static bool load(struct clusters *c) {
    struct arena a = {0};
    struct query r;
    query_open(&r, c->s, "SELECT id, a, b, judgement, score, \"by\", reason FROM judgement ORDER BY id");
    while (query_next(&r)) {
        struct edge e = {
            .id = query_int(&r, 0), .a = query_int(&r, 1), .b = query_int(&r, 2), .score = query_real(&r, 4)};
        struct str judgement = query_str(&r, 3, &a);
        char key[48];
        if (str_is(judgement, "different")) {
            map_put(&c->different, pair_key(e.a, e.b, key), NULL);
        } else {
            e.human = !str_is(query_str(&r, 5, &a), "clew");
            e.identifier = str_starts(query_str(&r, 6, &a), STR("both have the identifier"));
            e.proposal = !str_is(judgement, "same");
            vec_push_copy(&c->edges, &e);
        }
        arena_reset(&a);
    }
    arena_done(&a);
    return query_close(&r, c->e);
}

/* People first, then falling score; equal scores by ids, so that the order of work does not matter. */
static int edge_cmp(const void *x, const void *y) {
    const struct edge *a = x, *b = y;
    if (a->proposal != b->proposal) return b->proposal ? -1 : 1;
    if (a->human != b->human) return a->human ? -1 : 1;
    if (a->identifier != b->identifier) return a->identifier ? -1 : 1;
    if (a->score > b->score) return -1;
    if (a->score < b->score) return 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static uint32_t root_of(struct clusters *c, uint32_t i) {
    while (c->parent[i] != i) i = c->parent[i] = c->parent[c->parent[i]];
    return i;
}

static const struct dossier *dossier_of(const struct clusters *c, int64_t id) {
    uint32_t lo = 0, hi = c->all->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (c->all->items[mid].id < id) lo = mid + 1;
        else hi = mid;
    }
    return lo < c->all->count && c->all->items[lo].id == id ? &c->all->items[lo] : NULL;
}

/* Two that may not be one: judged different, of one document, or two numbers of one list without a common identifier.
 */
static bool apart(const struct clusters *c, int64_t a, int64_t b, bool identifier) {
    char key[48];
    if (map_get(&c->different, pair_key(a, b, key))) return true;
    const struct dossier *x = dossier_of(c, a), *y = dossier_of(c, b);
    if (!x || !y) return false;
    if (x->document && x->document == y->document) return true;
    return !identifier && x->dataset.p && str_eq(x->dataset, y->dataset) && !x->document && !y->document;
}

/* A person and a company, though some member of either is of a kind that would fit both. */
static bool other_kinds(const struct clusters *c, int64_t a, int64_t b) {
    const struct dossier *x = dossier_of(c, a), *y = dossier_of(c, b);
    return x && y && !dossier_kinds_fit(x, y);
}

static bool may_join(const struct clusters *c, uint32_t x, uint32_t y, bool identifier) {
    const struct vec *a = &c->members[x], *b = &c->members[y];
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n; k++) {
            int64_t one = *VEC_AT(&c->ids, int64_t, *VEC_AT(a, uint32_t, i));
            int64_t other = *VEC_AT(&c->ids, int64_t, *VEC_AT(b, uint32_t, k));
            if (apart(c, one, other, identifier) || other_kinds(c, one, other)) return false;
        }
    return true;
}

static void join(struct clusters *c, uint32_t x, uint32_t y) {
    if (c->members[x].n < c->members[y].n) {
        uint32_t swap = x;
        x = y;
        y = swap;
    }
    for (size_t i = 0; i < c->members[y].n; i++) vec_push_copy(&c->members[x], VEC_AT(&c->members[y], uint32_t, i));
    vec_done(&c->members[y]);
    c->members[y] = VEC(uint32_t);
    c->parent[y] = x;
}

static bool demote(struct clusters *c, const struct edge *e, const char *why) {
    struct query r;
    query_open(
        &r, c->s,
        "UPDATE judgement SET judgement = 'candidate', reason = reason || ' (held back: ' || ?2 || ')' WHERE id = ?1");
    query_bind_int(&r, 1, e->id);
    query_bind_str(&r, 2, str_of(why));
    return query_run(&r, c->e);
}

/* How many of the names in the document where `member` stands are names of those that `record` is tied to by records.
 */
static int64_t common_company(const struct clusters *c, int64_t member, int64_t record) {
    struct query r;
    query_open(&r, c->s,
               "WITH near AS (SELECT DISTINCT n.folded FROM mention m JOIN passage p ON p.id = m.passage "
               "JOIN name n ON n.entity = m.entity WHERE p.source = (SELECT source FROM entity WHERE id = ?1) AND "
               "m.entity <> ?1), "
               "ends AS (SELECT target_entity AS other FROM tie WHERE source_entity = ?2 AND rule = 'record' "
               "UNION SELECT source_entity FROM tie WHERE target_entity = ?2 AND rule = 'record') "
               "SELECT count(DISTINCT n.folded) FROM ends JOIN name n ON n.entity = ends.other JOIN near ON "
               "near.folded = n.folded");
    query_bind_int(&r, 1, member);
    query_bind_int(&r, 2, record);
    int64_t n = query_next(&r) ? query_int(&r, 0) : 0;
    return query_close(&r, c->e) ? n : 0;
}

static int64_t other_end(const struct edge *e, int64_t end) { return e->a == end ? e->b : e->a; }

/* A document's name that fits two entities which are apart: no edge holds but to the one whose company it is in. */
static bool ambiguous(const struct clusters *c, const struct edge *e, const struct vec *by_end, int64_t end) {
    int64_t other = other_end(e, end), company = -1;
    for (size_t i = 0; i < by_end->n; i++) {
        const struct edge *f = VEC_AT(&c->edges, struct edge, *VEC_AT(by_end, uint32_t, i));
        int64_t third = other_end(f, end);
        if (f == e || third == other || !apart(c, other, third, false)) continue;
        if (company < 0) company = common_company(c, end, other);
        if (company <= common_company(c, end, third)) return true;
    }
    return false;
}

static void group_edges(struct clusters *c, struct vec *by_number) {
    for (size_t i = 0; i < c->edges.n; i++) {
        const struct edge *e = VEC_AT(&c->edges, struct edge, i);
        uint32_t ends[2] = {number_of(c, e->a), number_of(c, e->b)}, edge = (uint32_t)i;
        for (int k = 0; k < 2; k++) vec_push_copy(&by_number[ends[k]], &edge);
    }
}

static bool is_document(const struct clusters *c, int64_t id) {
    const struct dossier *d = dossier_of(c, id);
    return d && d->document;
}

static bool settle(struct clusters *c, bool *kept) {
    struct vec *by_number = heap_zero(c->ids.n, sizeof *by_number);
    for (size_t i = 0; i < c->ids.n; i++) by_number[i] = VEC(uint32_t);
    group_edges(c, by_number);
    bool ok = true;
    for (size_t i = 0; ok && i < c->edges.n; i++) {
        const struct edge *e = VEC_AT(&c->edges, struct edge, i);
        kept[i] = !e->proposal;
        if (e->human || e->identifier || e->proposal) continue;
        int64_t ends[2] = {e->a, e->b};
        for (int k = 0; ok && k < 2 && kept[i]; k++)
            if (is_document(c, ends[k]) && ambiguous(c, e, &by_number[number_of(c, ends[k])], ends[k])) {
                kept[i] = false;
                ok = demote(c, e, "the name fits several that are different");
            }
    }
    for (size_t i = 0; i < c->ids.n; i++) vec_done(&by_number[i]);
    free(by_number);
    return ok;
}

static bool unite(struct clusters *c, const bool *kept) {
    for (size_t i = 0; i < c->edges.n; i++) {
        const struct edge *e = VEC_AT(&c->edges, struct edge, i);
        uint32_t x = root_of(c, number_of(c, e->a)), y = root_of(c, number_of(c, e->b));
        if (!kept[i] || x == y) continue;
        if (e->human || may_join(c, x, y, e->identifier)) join(c, x, y);
        else if (!demote(c, e, "joining would bring together two that are different")) return false;
    }
    return true;
}

/* How well a member stands for its cluster: in Latin script before others, a list's record before a document's cluster,
 * a person or organisation before a "legal entity", the fuller name, then the older entity. */
static int rank(const struct dossier *d) {
    if (!d || !d->name_count) return 0;
    uint32_t tokens = d->names[0].count > 7 ? 7 : d->names[0].count;
    bool latin = strcmp(text_script(d->names[0].written), "Latn") == 0,
         vague = str_is(d->schema, "LegalEntity") || str_is(d->schema, "Thing");
    return 64 * latin + 32 * !vague + 16 * !d->document + 1 + (int)tokens;
}

static int64_t representative(const struct clusters *c, const struct vec *members) {
    int64_t best = 0;
    int best_rank = -1;
    for (size_t k = 0; k < members->n; k++) {
        int64_t id = *VEC_AT(&c->ids, int64_t, *VEC_AT(members, uint32_t, k));
        int r = rank(dossier_of(c, id));
        if (r > best_rank || (r == best_rank && id < best)) {
            best = id;
            best_rank = r;
        }
    }
    return best;
}

static bool write_canonical(struct clusters *c) {
    struct query r;
    query_open(&r, c->s, "UPDATE entity SET canonical = id WHERE canonical <> id");
    if (!query_run(&r, c->e)) return false;
    for (uint32_t i = 0; i < c->ids.n; i++) {
        if (c->parent[i] != i || c->members[i].n < 2) continue;
        int64_t shown = representative(c, &c->members[i]);
        for (size_t k = 0; k < c->members[i].n; k++) {
            query_open(&r, c->s, "UPDATE entity SET canonical = ? WHERE id = ?");
            query_bind_int(&r, 1, shown);
            query_bind_int(&r, 2, *VEC_AT(&c->ids, int64_t, *VEC_AT(&c->members[i], uint32_t, k)));
            if (!query_run(&r, c->e)) return false;
        }
    }
    return true;
}

static void start_sets(struct clusters *c) {
    for (size_t i = 0; i < c->edges.n; i++) {
        const struct edge *e = VEC_AT(&c->edges, struct edge, i);
        number_of(c, e->a);
        number_of(c, e->b);
    }
    c->parent = heap_zero(c->ids.n, sizeof *c->parent);
    c->members = heap_zero(c->ids.n, sizeof *c->members);
    for (uint32_t i = 0; i < c->ids.n; i++) {
        c->parent[i] = i;
        c->members[i] = VEC(uint32_t);
        vec_push_copy(&c->members[i], &i);
    }
}

bool cluster_case(struct store *s, const struct dossiers *all, struct err *e) {
    struct clusters c = {.s = s, .e = e, .all = all, .ids = VEC(int64_t), .edges = VEC(struct edge)};
    bool ok = forget_doubts(&c) && load(&c);
    if (ok) {
        vec_sort(&c.edges, edge_cmp);
        start_sets(&c);
        bool *kept = heap_zero(c.edges.n, sizeof *kept);
        ok = settle(&c, kept) && unite(&c, kept) && write_canonical(&c);
        free(kept);
        for (size_t i = 0; i < c.ids.n; i++) vec_done(&c.members[i]);
    }
    free(c.parent);
    free(c.members);
    map_done(&c.numbers);
    map_done(&c.different);
    vec_done(&c.ids);
    vec_done(&c.edges);
    return ok;
}
