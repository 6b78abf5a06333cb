/* What the index misses: every query is compared with every name of a made-up list, and the best entities that match
 * are looked for in what screening answers.
 *
 * usage: match_oracle NAMES QUERIES [SEED] [LEAST]
 * Half of the queries are for listed names, changed in one of many ways. Prints how many of the true matches (score at
 * or above the threshold, the best five entities of a query) screening found, and what it missed; the exit status is 1
 * when that share is below LEAST (default .9999).
 */
#include "base/heap.h"
#include "base/pool.h"
#include "made.h"
#include "match/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BEST = 5, STRANGERS = 2, SHOWN = 20, BLOCK = 1024 };

struct listed {
    struct name name;
    uint32_t entity;
};
struct entity {
    struct name_facts facts;
    const char *schema;
};
/* What one query gave. */
struct outcome {
    struct made_query query;
    struct screen_hit want[BEST], got[BEST];
    size_t want_count, got_count;
};
struct oracle {
    struct index *index;
    struct listed *names;
    size_t name_count, entity_count;
    struct entity *entities;
    struct outcome *outcomes;
    size_t query_count;
    uint64_t seed;
    struct screen **screens; /* by thread */
    struct arena *arenas;    /* by thread: what outcomes and names hold */
    double *screening;       /* by thread: seconds */
};

static double seconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- the list ---- */

static void build(struct oracle *o, struct arena *arena) {
    struct index_build *b = index_build_new(0);
    struct err e = {0};
    o->entities = heap_zero(o->name_count, sizeof *o->entities);
    size_t made = 0;
    for (; made < o->name_count; o->entity_count++) {
        struct made_entity who;
        made_entity(o->seed, o->entity_count, arena, &who);
        struct name_facts facts = {.birth_date = who.birth_date, .country = who.country};
        o->entities[o->entity_count] = (struct entity){facts, who.schema};
        struct str id = arena_printf(arena, "%zu", o->entity_count);
        for (size_t i = 0; i < who.count && made < o->name_count; i++, made++) {
            o->names[made].entity = (uint32_t)o->entity_count;
            o->names[made].name.written = who.names[i];
            index_add(
                b, &(struct index_entry){.id = id, .schema = str_of(who.schema), .name = who.names[i], .facts = facts});
        }
    }
    if (index_finish_memory(b, &o->index, &e)) return;
    fprintf(stderr, "%s\n", e.text);
    exit(2);
}

static void parse_block(void *context, size_t block, unsigned thread) {
    struct oracle *o = context;
    size_t end = (block + 1) * BLOCK < o->name_count ? (block + 1) * BLOCK : o->name_count;
    for (size_t i = block * BLOCK; i < end; i++) {
        struct listed *l = &o->names[i];
        enum name_kind kind = name_kind_of_schema(str_of(o->entities[l->entity].schema));
        name_parse(l->name.written, kind, &o->arenas[thread], &l->name);
    }
}

/* ---- one query ---- */

static int by_logit(const struct screen_hit *a, const struct screen_hit *b) {
    if (a->match.logit != b->match.logit) return a->match.logit > b->match.logit ? -1 : 1;
    return (a->entity > b->entity) - (a->entity < b->entity);
}

/* Keeps the best name of each of the best entities, in order. */
static void keep(struct outcome *out, const struct screen_hit *hit) {
    size_t at = 0;
    for (; at < out->want_count; at++)
        if (out->want[at].entity == hit->entity) break;
    if (at < out->want_count) {
        if (by_logit(&out->want[at], hit) <= 0) return;
    } else if (out->want_count < BEST) {
        at = out->want_count++;
    } else if (by_logit(&out->want[--at], hit) <= 0) {
        return;
    }
    for (; at > 0 && by_logit(&out->want[at - 1], hit) > 0; at--) out->want[at] = out->want[at - 1];
    out->want[at] = *hit;
}

static void compare_all(const struct oracle *o, struct outcome *out, struct arena *arena) {
    const struct made_query *q = &out->query;
    struct name asked;
    struct name_facts facts = {.birth_date = q->birth_date, .country = q->country};
    enum name_kind kind = name_kind_of_schema(str_of(q->schema));
    name_parse(q->name, kind, arena, &asked);
    for (size_t i = 0; i < o->name_count; i++) {
        const struct listed *l = &o->names[i];
        if (kind != NAME_ANY && l->name.kind != NAME_ANY && kind != l->name.kind) continue;
        struct screen_hit hit = {.entity = l->entity, .name = (uint32_t)i};
        name_compare_facts(&asked, &facts, &l->name, &o->entities[l->entity].facts, NULL, &hit.match);
        if (hit.match.match) keep(out, &hit);
    }
}

static void ask(void *context, size_t number, unsigned thread) {
    struct oracle *o = context;
    struct outcome *out = &o->outcomes[number];
    struct arena *arena = &o->arenas[thread];
    made_query(o->seed, number, o->entity_count, STRANGERS, arena, &out->query);
    compare_all(o, out, arena);
    struct screen_query q = {.name = out->query.name,
                             .schema = str_of(out->query.schema),
                             .facts = {.birth_date = out->query.birth_date, .country = out->query.country}};
    struct screen_options options = {.limit = BEST};
    struct screen_hit *hits;
    double start = seconds(CLOCK_THREAD_CPUTIME_ID);
    out->got_count = screen_run(o->screens[thread], &q, &options, arena, &hits);
    o->screening[thread] += seconds(CLOCK_THREAD_CPUTIME_ID) - start;
    memcpy(out->got, hits, out->got_count * sizeof *hits);
}

/* ---- the report ---- */

#define SURE 0.9
struct tally {
    const char *treatment;
    size_t wanted, missed;
};
enum { KINDS = 32 };

static struct tally *tally_of(struct tally kinds[KINDS], const char *treatment) {
    struct tally *t = kinds;
    while (t->treatment && strcmp(t->treatment, treatment) != 0) t++;
    t->treatment = treatment;
    return t;
}

static void show_miss(const struct oracle *o, const struct outcome *out, const struct screen_hit *want) {
    struct str name = o->names[want->name].name.written;
    printf("  %s \"%.*s\" missed \"%.*s\" (%.4f)", out->query.treatment, STR_ARG(out->query.name), STR_ARG(name),
           want->match.score);
    if (!out->got_count) printf(", found nothing\n");
    else printf(", best \"%.*s\" (%.4f)\n", STR_ARG(o->names[out->got[0].name].name.written), out->got[0].match.score);
}

static bool found(const struct outcome *out, const struct screen_hit *want, bool *lower) {
    for (size_t i = 0; i < out->got_count; i++)
        if (out->got[i].entity == want->entity) {
            *lower = out->got[i].match.logit != want->match.logit;
            return true;
        }
    return false;
}

static bool report(const struct oracle *o, double least) {
    struct tally kinds[KINDS] = {0};
    size_t wanted = 0, missed = 0, lower = 0, asked = 0, first = 0, sure = 0, sure_missed = 0;
    for (size_t i = 0; i < o->query_count; i++) {
        const struct outcome *out = &o->outcomes[i];
        struct tally *t = tally_of(kinds, out->query.treatment);
        if (out->want_count) asked++, first += out->got_count && out->got[0].entity == out->want[0].entity;
        for (size_t k = 0; k < out->want_count; k++) {
            bool otherwise = false, is_sure = out->want[k].match.score >= SURE;
            wanted++, t->wanted++, sure += is_sure;
            if (!found(out, &out->want[k], &otherwise)) {
                t->missed++, sure_missed += is_sure;
                if (missed++ < SHOWN) show_miss(o, out, &out->want[k]);
            }
            lower += otherwise;
        }
    }
    double recall = wanted ? 1 - (double)missed / (double)wanted : 1, took = 0;
    for (unsigned i = 0; o->screens[i]; i++) took += o->screening[i];
    printf("oracle: %zu names of %zu entities, %zu queries, %zu with a match; %zu true matches, %zu missed: recall "
           "%.6f\n",
           o->name_count, o->entity_count, o->query_count, asked, wanted, missed, recall);
    printf("oracle: of those with a score of .9 or more, %zu of %zu missed\n", sure_missed, sure);
    printf("oracle: best entity the same for %zu of %zu; scored otherwise %zu; screening %.1f us of CPU a query\n",
           first, asked, lower, took * 1e6 / (double)o->query_count);
    for (struct tally *t = kinds; t->treatment; t++)
        if (t->missed) printf("  %s: %zu of %zu missed\n", t->treatment, t->missed, t->wanted);
    return recall >= least;
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    struct pool *pool = pool_new(0);
    unsigned threads = pool_threads(pool);
    struct oracle o = {.name_count = strtoull(argv[1], NULL, 10),
                       .query_count = strtoull(argv[2], NULL, 10),
                       .seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1};
    struct arena arena = {0};
    o.names = heap_zero(o.name_count, sizeof *o.names);
    o.outcomes = heap_zero(o.query_count, sizeof *o.outcomes);
    o.arenas = heap_zero(threads, sizeof *o.arenas);
    o.screening = heap_zero(threads, sizeof *o.screening);
    o.screens = heap_zero(threads + 1, sizeof *o.screens);
    build(&o, &arena);
    for (unsigned i = 0; i < threads; i++) o.screens[i] = screen_new(o.index);
    pool_run(pool, (o.name_count + BLOCK - 1) / BLOCK, parse_block, &o);
    double start = seconds(CLOCK_MONOTONIC);
    pool_run(pool, o.query_count, ask, &o);
    bool fine = report(&o, argc > 4 ? strtod(argv[4], NULL) : 0.9999);
    printf("oracle: %.1f M pairs compared in %.1f s\n", (double)o.name_count * (double)o.query_count * 1e-6,
           seconds(CLOCK_MONOTONIC) - start);
    for (unsigned i = 0; i < threads; i++) {
        screen_free(o.screens[i]);
        arena_done(&o.arenas[i]);
    }
    index_close(o.index);
    arena_done(&arena);
    pool_free(pool);
    free(o.names), free(o.outcomes), free(o.entities), free(o.arenas), free(o.screens), free(o.screening);
    return fine ? 0 : 1;
}
