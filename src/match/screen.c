#include "match/screen.h"
#include "base/heap.h"
#include "match/gather.h"
#include "text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FULL = 24,        /* names compared in full beyond the limit asked for */
    PATIENCE = 16,    /* comparisons in a row that change nothing, after which the rest is left */
    CACHED = 1 << 16, /* words beyond ASCII of queries that are remembered */
    MEMORY_BITS = 13  /* words of the list kept taken apart */
};

/* A word of the list, taken apart once. */
struct memory {
    uint32_t word;
    bool filled;
    struct name_token token;
};

struct screen {
    const struct index *index;
    struct gather *gather;
    struct name_cache *cache;
    struct memory memory[1 << MEMORY_BITS];
    struct arena arena;
    struct name as[NAME_PLACE + 1]; /* the query, by the kind it is compared as */
    bool parsed[NAME_PLACE + 1];
};

struct screen *screen_new(const struct index *x) {
    struct screen *s = heap_zero(1, sizeof *s);
    s->index = x;
    s->gather = gather_new(x);
    s->cache = name_cache_new();
    return s;
}

void screen_free(struct screen *s) {
    if (!s) return;
    gather_free(s->gather);
    name_cache_free(s->cache);
    arena_done(&s->arena);
    free(s);
}

static const struct name_token *remembered(struct screen *s, uint32_t word) {
    struct memory *m = &s->memory[word * 0x9e3779b1u >> (32 - MEMORY_BITS)];
    if (m->filled && m->word == word) return &m->token;
    struct name_token *t = &m->token;
    *m = (struct memory){.word = word, .filled = true};
    bool sound = layout_token(s->index, word, t);
    if (!sound || utf8_valid(t->folded) != t->folded.n || utf8_valid(t->latin) != t->latin.n || t->folded.n == 0)
        t->folded = t->latin = t->sound = STR("?"); /* a damaged text */
    t->written = t->folded;
    name_token_prepare(t);
    return t;
}

static void listed_name(struct screen *s, uint32_t number, struct name_token tokens[NAME_TOKENS], struct name *out) {
    uint32_t words[NAME_TOKENS], n = layout_forward(s->index, number, words);
    *out = (struct name){.written = index_name(s->index, number),
                         .kind = index_name_kind(s->index, number),
                         .tokens = tokens,
                         .count = n};
    out->comma = layout_comma_of(&s->index->names[number]);
    for (uint32_t i = 0; i < n; i++) tokens[i] = *remembered(s, words[i]);
    name_classify(out);
}

/* The query as it reads beside a listed name of `kind`. */
static const struct name *query_as(struct screen *s, const struct screen_query *q, enum name_kind kind) {
    enum name_kind own = q->schema.n ? name_kind_of_schema(q->schema) : NAME_ANY;
    if (own != NAME_ANY) kind = own;
    if (!s->parsed[kind]) name_parse_cached(q->name, kind, s->cache, &s->arena, &s->as[kind]);
    s->parsed[kind] = true;
    return &s->as[kind];
}

static bool kinds_meet(enum name_kind a, enum name_kind b) { return a == NAME_ANY || b == NAME_ANY || a == b; }

static int by_logit(const void *x, const void *y) {
    const struct screen_hit *a = x, *b = y;
    if (a->match.logit != b->match.logit) return a->match.logit > b->match.logit ? -1 : 1;
    return (a->entity > b->entity) - (a->entity < b->entity);
}

/* Keeps the best name of every entity. */
static void add_hit(struct screen_hit *hits, size_t *n, const struct screen_hit *hit) {
    for (size_t i = 0; i < *n; i++)
        if (hits[i].entity == hit->entity) {
            if (hit->match.logit > hits[i].match.logit) hits[i] = *hit;
            return;
        }
    hits[(*n)++] = *hit;
}

static void explain_hit(struct screen *s, const struct screen_query *q, struct arena *arena, struct screen_hit *hit) {
    struct name_token tokens[NAME_TOKENS];
    struct name listed;
    struct name_facts facts;
    listed_name(s, hit->name, tokens, &listed);
    if (!name_quote(&listed, arena)) name_parse_cached(listed.written, listed.kind, s->cache, arena, &listed);
    index_facts(s->index, hit->entity, &facts);
    name_compare_facts(query_as(s, q, listed.kind), &q->facts, &listed, &facts, arena, &hit->match);
}

/* The logit that a hit must pass to change the first `limit`. */
static double least_of(const struct screen_hit *hits, size_t n, size_t limit) {
    if (n < limit) return -INFINITY;
    double top[SCREEN_LIMIT];
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        double x = hits[i].match.logit;
        if (kept == limit && x <= top[kept - 1]) continue;
        if (kept < limit) kept++;
        size_t at = kept - 1;
        for (; at > 0 && top[at - 1] < x; at--) top[at] = top[at - 1];
        top[at] = x;
    }
    return top[limit - 1];
}

static size_t compare_best(struct screen *s, const struct screen_query *q, const struct screen_options *o,
                           const uint32_t *names, uint32_t count, struct screen_hit *hits) {
    size_t n = 0, compared = 0, idle = 0, limit = o->limit + FULL;
    double least = -INFINITY;
    bool facts_known = q->facts.birth_date.n || q->facts.country.n || q->facts.gender.n || q->facts.id.n;
    enum name_kind own = q->schema.n ? name_kind_of_schema(q->schema) : NAME_ANY;
    for (uint32_t i = 0; i < count && compared < limit && idle < PATIENCE; i++) {
        struct name_token tokens[NAME_TOKENS];
        struct name listed;
        struct name_facts facts = {0};
        uint32_t number = names[i];
        struct screen_hit hit = {.entity = index_name_entity(s->index, number), .name = number};
        listed_name(s, number, tokens, &listed);
        if (!kinds_meet(own, listed.kind)) continue;
        if (facts_known) index_facts(s->index, hit.entity, &facts);
        name_compare_facts(query_as(s, q, listed.kind), &q->facts, &listed, &facts, NULL, &hit.match);
        compared++;
        idle = hit.match.logit > least ? 0 : idle + 1;
        if (idle) continue;
        add_hit(hits, &n, &hit);
        if (o->limit) least = least_of(hits, n, o->limit);
    }
    qsort(hits, n, sizeof *hits, by_logit);
    return n;
}

size_t screen_run(struct screen *s, const struct screen_query *q, const struct screen_options *o, struct arena *arena,
                  struct screen_hit **out) {
    struct screen_hit hits[SCREEN_LIMIT + FULL];
    struct screen_options asked = *o;
    if (asked.limit > SCREEN_LIMIT) asked.limit = SCREEN_LIMIT;
    arena_reset(&s->arena);
    name_cache_trim(s->cache, CACHED);
    memset(s->parsed, 0, sizeof s->parsed);
    uint32_t names[GATHER_MOST], count = gather_run(s->gather, query_as(s, q, NAME_ANY), &s->arena, names);
    size_t n = compare_best(s, q, &asked, names, count, hits);
    if (n > asked.limit) n = asked.limit;
    while (n && hits[n - 1].match.score < asked.threshold) n--;
    *out = arena_array(arena, n, sizeof **out);
    for (size_t i = 0; i < n; i++) {
        (*out)[i] = hits[i];
        if (asked.explain) explain_hit(s, q, arena, &(*out)[i]);
    }
    return n;
}
