#include "match/resolve.h"

#include "base/buf.h"
#include "base/heap.h"
#include "base/map.h"
#include "base/vec.h"
#include "match/cluster.h"
#include "match/dossier.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEY_CEILING = 120, PAIRS_AN_ENTITY = 400 };

struct pair {
    uint32_t a, b; /* numbers in the dossiers, a < b */
};

struct job {
    const struct dossiers *all;
    const struct pair *pairs;
    struct verdict *verdicts;
    struct arena *arenas; /* one a thread */
};

static void judge_one(void *context, size_t i, unsigned thread) {
    struct job *j = context;
    const struct pair *p = &j->pairs[i];
    dossier_compare(&j->all->items[p->a], &j->all->items[p->b], &j->arenas[thread], &j->verdicts[i]);
}

static int pair_cmp(const void *x, const void *y) {
    const struct pair *a = x, *b = y;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* Key -> the entities that have it, as one list of (key number, entity) sorted by key. */
struct posting {
    uint32_t key, entity;
};

static int posting_cmp(const void *x, const void *y) {
    const struct posting *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return (a->entity > b->entity) - (a->entity < b->entity);
}

static void collect_postings(const struct dossiers *all, struct vec *postings) {
    struct map numbers = {0};
    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t k = 0; k < all->items[i].key_count; k++) {
            bool fresh;
            uint64_t *n = map_put(&numbers, all->items[i].keys[k], &fresh);
            if (fresh) *n = numbers.n;
            *(struct posting *)vec_push(postings) = (struct posting){(uint32_t)*n, i};
        }
    map_done(&numbers);
    vec_sort(postings, posting_cmp);
}

/* Pairs under one key in which one side is new. Keys that too many share say nothing. */
static void pair_up(const struct dossiers *all, const struct posting *p, size_t n, struct vec *pairs) {
    if (n > KEY_CEILING) return;
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            const struct dossier *a = &all->items[p[i].entity], *b = &all->items[p[k].entity];
            if (p[i].entity != p[k].entity && (a->fresh || b->fresh) && dossier_comparable(a, b))
                *(struct pair *)vec_push(pairs) = (struct pair){p[i].entity, p[k].entity};
        }
}

static void collect_pairs(const struct dossiers *all, struct vec *pairs) {
    struct vec postings = VEC(struct posting);
    collect_postings(all, &postings);
    struct posting *p = (struct posting *)(void *)postings.p;
    for (size_t i = 0, end; i < postings.n; i = end) {
        for (end = i + 1; end < postings.n && p[end].key == p[i].key; end++) {}
        pair_up(all, p + i, end - i, pairs);
    }
    vec_done(&postings);
    vec_sort(pairs, pair_cmp);
    size_t kept = 0;
    struct pair *all_pairs = (struct pair *)(void *)pairs->p;
    for (size_t i = 0; i < pairs->n; i++)
        if (!kept || pair_cmp(&all_pairs[kept - 1], &all_pairs[i]) != 0) all_pairs[kept++] = all_pairs[i];
    pairs->n = kept;
}

static bool write_judgement(struct store *s, const struct dossier *a, const struct dossier *b, const struct verdict *v,
                            struct err *e) {
    static const char *const words[] = {"", "same", "candidate", "different"};
    struct query r;
    query_open(
        &r, s,
        "INSERT OR IGNORE INTO judgement(a, b, judgement, score, reason, \"by\") VALUES (?, ?, ?, ?, ?, 'clew')");
    query_bind_int(&r, 1, a->id);
    query_bind_int(&r, 2, b->id);
    query_bind_str(&r, 3, str_of(words[v->kind]));
    query_bind_real(&r, 4, v->score);
    query_bind_str(&r, 5, v->reason);
    return query_run(&r, e);
}

static bool write_verdicts(struct store *s, const struct dossiers *all, const struct vec *pairs,
                           const struct verdict *verdicts, struct resolve_report *report, struct err *e) {
    for (size_t i = 0; i < pairs->n; i++) {
        const struct pair *p = VEC_AT(pairs, struct pair, i);
        const struct verdict *v = &verdicts[i];
        report->same += v->kind == VERDICT_SAME;
        report->candidates += v->kind == VERDICT_CANDIDATE;
        report->different += v->kind == VERDICT_DIFFERENT;
        if (v->kind != VERDICT_NONE && !write_judgement(s, &all->items[p->a], &all->items[p->b], v, e)) return false;
    }
    report->compared += pairs->n;
    return true;
}

static bool compare_new(struct store *s, struct pool *pool, const struct dossiers *all, struct resolve_report *report,
                        struct err *e) {
    struct vec pairs = VEC(struct pair);
    collect_pairs(all, &pairs);
    unsigned threads = pool_threads(pool);
    struct job job = {all, (const struct pair *)(void *)pairs.p, heap_zero(pairs.n, sizeof(struct verdict)),
                      heap_zero(threads, sizeof(struct arena))};
    pool_run(pool, pairs.n, judge_one, &job);
    bool ok = write_verdicts(s, all, &pairs, job.verdicts, report, e);
    for (unsigned i = 0; i < threads; i++) arena_done(&job.arenas[i]);
    free(job.arenas);
    free(job.verdicts);
    vec_done(&pairs);
    return ok;
}

static bool run_sql(struct store *s, const char *sql, struct err *e) {
    struct query r;
    query_open(&r, s, sql);
    return query_run(&r, e);
}

/* Denials and what they answer. Known from the document itself, or from their own words: a denied tie answers every
 * claim that says a tie of that kind between the same two. */
static bool link_replies(struct store *s, struct err *e) {
    return run_sql(s, "DELETE FROM reply", e) &&
           run_sql(s,
                   "INSERT INTO reply(claim, answers, reason) SELECT id, answers, 'same passage' FROM claim WHERE "
                   "answers IS NOT NULL",
                   e) &&
           run_sql(
               s,
               "WITH said AS (SELECT t.claim, t.type, min(a.canonical, b.canonical) AS x, max(a.canonical, "
               "b.canonical) AS y, "
               "c.stance, t.negated FROM tie t JOIN entity a ON a.id = t.source_entity JOIN entity b ON b.id = "
               "t.target_entity "
               "JOIN claim c ON c.id = t.claim WHERE t.tier <> 'C') "
               "INSERT OR IGNORE INTO reply(claim, answers, reason) SELECT d.claim, t.claim, 'same tie' FROM said d "
               "JOIN said t ON t.type = d.type AND t.x = d.x AND t.y = d.y AND t.claim <> d.claim "
               "WHERE (d.stance = 'denies' OR d.negated) AND t.stance NOT IN ('denies', 'declines') AND NOT t.negated "
               "ORDER BY d.claim, t.claim",
               e);
}

static bool mark_done(struct store *s, struct err *e) {
    struct query r;
    query_open(&r, s,
               "INSERT INTO meta(key, value) VALUES ('resolved', (SELECT coalesce(max(id), 0) FROM name)) "
               "ON CONFLICT(key) DO UPDATE SET value = excluded.value");
    return query_run(&r, e);
}

static bool log_run(struct store *s, const struct resolve_report *report, struct err *e) {
    char detail[128];
    snprintf(detail, sizeof detail, "compared %llu, same %llu, candidates %llu, different %llu",
             (unsigned long long)report->compared, (unsigned long long)report->same,
             (unsigned long long)report->candidates, (unsigned long long)report->different);
    return store_log(s, "resolve", STR("case"), str_of(detail), e);
}

bool resolve_case(struct store *s, struct pool *pool, struct resolve_report *report, struct err *e) {
    *report = (struct resolve_report){0};
    struct dossiers all;
    if (!dossiers_load(s, &all, e)) return false;
    bool ok = true;
    if (all.fresh_count) {
        ok = store_begin(s, e) && compare_new(s, pool, &all, report, e) && cluster_case(s, &all, e) &&
             link_replies(s, e) && mark_done(s, e) && log_run(s, report, e) && store_commit(s, e);
        if (!ok) store_rollback(s);
    }
    dossiers_done(&all);
    return ok;
}
