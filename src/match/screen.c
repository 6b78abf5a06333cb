#include "match/screen.h"
#include "base/heap.h"
#include "match/expand.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    BUDGET = 6144,   /* names gathered from lists */
    SLOTS = 1 << 14, /* of the table of gathered names: over twice the budget */
    ROUGH = 384,     /* gathered names that are weighed roughly */
    FULL = 24,       /* names compared in full beyond the limit asked for */
    PAIRED = 8,      /* frequent words of a group that are tried in pairs */
    MEMORY = 1 << 10 /* words of the list kept taken apart */
};

struct gathered {
    uint32_t name, groups; /* groups: bits of those that have said this name */
    uint32_t score;
};

/* A word of the list, taken apart once. */
struct memory {
    uint32_t word;
    bool filled;
    struct name_token token;
};

struct screen {
    const struct index *index;
    struct expand_group groups[EXPAND_GROUPS];
    struct gathered gathered[BUDGET];
    uint32_t gathered_count, group_count;
    uint32_t slot_epoch[SLOTS], slot_at[SLOTS], epoch;
    struct memory memory[MEMORY];
    struct arena arena;
    struct name as[NAME_PLACE + 1]; /* the query, by the kind it is compared as */
    bool parsed[NAME_PLACE + 1];
};

struct screen *screen_new(const struct index *x) {
    struct screen *s = heap_zero(1, sizeof *s);
    s->index = x;
    return s;
}

void screen_free(struct screen *s) {
    if (!s) return;
    arena_done(&s->arena);
    free(s);
}

/* Says that group `g` finds `name` with that score; a group counts once, with what it says first. */
static void gather(struct screen *s, uint32_t name, uint32_t group, uint32_t score) {
    if (name >= s->index->header->names) return; /* a damaged list */
    uint32_t at = (name * 0x9e3779b1u) >> (32 - 14);
    for (; s->slot_epoch[at] == s->epoch; at = (at + 1) & (SLOTS - 1)) {
        struct gathered *g = &s->gathered[s->slot_at[at]];
        if (g->name != name) continue;
        if (g->groups >> group & 1) return;
        g->groups |= 1u << group;
        g->score += score;
        return;
    }
    if (s->gathered_count == BUDGET) return;
    s->slot_epoch[at] = s->epoch;
    s->slot_at[at] = s->gathered_count;
    s->gathered[s->gathered_count++] = (struct gathered){name, 1u << group, score};
}

static uint32_t score_of(const struct expand_group *g, const struct expansion *e) {
    return g->weight * e->likeness / 16;
}

static bool is_frequent(const struct screen *s, uint32_t word) { return s->index->words[word].names > LAYOUT_FREQUENT; }

static void gather_list(struct screen *s, struct layout_list list, uint32_t most, uint32_t group, uint32_t score) {
    for (uint32_t i = 0; i < list.count && i < most; i++) gather(s, list.names[i], group, score);
}

/* A step of the plan: a rare word's list. */
struct step {
    uint32_t group, word, score, names;
};

static int by_promise(const void *x, const void *y) {
    const struct step *a = x, *b = y;
    /* The surest evidence first; of equal evidence the shorter list. */
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->names != b->names) return a->names < b->names ? -1 : 1;
    return (a->word > b->word) - (a->word < b->word);
}

static void gather_rare(struct screen *s, uint32_t *budget) {
    struct step steps[EXPAND_GROUPS * EXPAND_MOST];
    size_t n = 0;
    for (uint32_t g = 0; g < s->group_count; g++)
        for (uint32_t i = 0; i < s->groups[g].count; i++) {
            const struct expansion *e = &s->groups[g].list[i];
            if (is_frequent(s, e->word)) continue;
            steps[n++] = (struct step){g, e->word, score_of(&s->groups[g], e), s->index->words[e->word].names};
        }
    qsort(steps, n, sizeof *steps, by_promise);
    for (size_t i = 0; i<n && * budget> 0; i++) {
        struct layout_list list = layout_postings(s->index, steps[i].word);
        uint32_t take = list.count < *budget ? list.count : *budget;
        gather_list(s, list, take, steps[i].group, steps[i].score);
        *budget -= take;
    }
}

static void gather_pairs(struct screen *s, uint32_t *budget) {
    for (uint32_t g = 0; g < s->group_count; g++)
        for (uint32_t h = g + 1; h < s->group_count; h++)
            for (uint32_t i = 0, tried_i = 0; i < s->groups[g].count && tried_i < PAIRED; i++) {
                const struct expansion *x = &s->groups[g].list[i];
                if (!is_frequent(s, x->word)) continue;
                tried_i++;
                for (uint32_t k = 0, tried_k = 0; k < s->groups[h].count && tried_k<PAIRED && * budget> 0; k++) {
                    const struct expansion *y = &s->groups[h].list[k];
                    if (!is_frequent(s, y->word) || x->word == y->word) continue;
                    tried_k++;
                    struct layout_list list = layout_pair_names(s->index, x->word, y->word);
                    uint32_t take = list.count < LAYOUT_KEPT ? list.count : LAYOUT_KEPT;
                    if (take > *budget) take = *budget;
                    gather_list(s, list, take, g, score_of(&s->groups[g], x));
                    gather_list(s, list, take, h, score_of(&s->groups[h], y));
                    *budget -= take;
                }
            }
}

/* The shortest names that have a frequent word: all that a query of one word can hope for. */
static void gather_frequent(struct screen *s, uint32_t *budget) {
    for (uint32_t g = 0; g < s->group_count; g++)
        for (uint32_t i = 0; i<s->groups[g].count && * budget> 0; i++) {
            const struct expansion *e = &s->groups[g].list[i];
            if (!is_frequent(s, e->word)) continue;
            struct layout_list list = layout_postings(s->index, e->word);
            uint32_t take = list.count < *budget ? list.count : *budget;
            gather_list(s, list, take, g, score_of(&s->groups[g], e));
            *budget -= take;
        }
}

static int by_score(const void *x, const void *y) {
    const struct gathered *a = x, *b = y;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    return (a->name > b->name) - (a->name < b->name);
}

/* Moves the best `most` of the gathered names to the front, in order. */
static uint32_t keep_best(struct screen *s, uint32_t most) {
    uint32_t n = s->gathered_count;
    if (n > 4 * most) { /* a histogram of scores tells where the cut lies */
        enum { STEPS = 1024 };
        uint32_t count[STEPS] = {0}, top = 1, floor = STEPS - 1, above = 0;
        for (uint32_t i = 0; i < n; i++) top = s->gathered[i].score > top ? s->gathered[i].score : top;
        for (uint32_t i = 0; i < n; i++) count[(uint64_t)s->gathered[i].score * (STEPS - 1) / top]++;
        for (; floor > 0; floor--)
            if ((above += count[floor]) >= most) break;
        uint32_t kept = 0;
        for (uint32_t i = 0; i < n; i++)
            if ((uint64_t)s->gathered[i].score * (STEPS - 1) / top >= floor) s->gathered[kept++] = s->gathered[i];
        n = kept;
    }
    qsort(s->gathered, n, sizeof *s->gathered, by_score);
    return n < most ? n : most;
}

/* Roughly what a full comparison will say: evidence found, less the words of the listed name that nothing explains. */
static void weigh_roughly(struct screen *s, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) __builtin_prefetch(&s->index->names[s->gathered[i].name]);
    for (uint32_t i = 0; i < count; i++) {
        struct gathered *g = &s->gathered[i];
        uint32_t words[NAME_TOKENS], n = layout_forward(s->index, g->name, words),
                                     found = (uint32_t)__builtin_popcount(g->groups);
        uint32_t left = n > found ? n - found : 0;
        g->score = g->score > 160 * left ? g->score - 160 * left : 0;
    }
    qsort(s->gathered, count, sizeof *s->gathered, by_score);
}

static const struct name_token *remembered(struct screen *s, uint32_t word) {
    struct memory *m = &s->memory[word * 0x9e3779b1u >> 22];
    if (m->filled && m->word == word) return &m->token;
    struct name_token *t = &m->token;
    *m = (struct memory){.word = word, .filled = true};
    bool sound = layout_word_texts(s->index, word, &t->folded, &t->latin, &t->sound);
    if (!sound || utf8_valid(t->folded) != t->folded.n || utf8_valid(t->latin) != t->latin.n || t->folded.n == 0)
        t->folded = t->latin = t->sound = STR("?"); /* a damaged text */
    t->written = t->folded;
    name_token_know(t);
    return t;
}

static void listed_name(struct screen *s, uint32_t number, struct name_token tokens[NAME_TOKENS], struct name *out) {
    uint32_t words[NAME_TOKENS], n = layout_forward(s->index, number, words);
    uint8_t kind = s->index->names[number].kind;
    *out = (struct name){.written = index_name(s->index, number),
                         .kind = kind <= NAME_PLACE ? (enum name_kind)kind : NAME_ANY,
                         .tokens = tokens,
                         .count = n};
    out->comma = s->index->names[number].comma;
    for (uint32_t i = 0; i < n; i++) tokens[i] = *remembered(s, words[i]);
    name_classify(out);
}

/* The query as it reads beside a listed name of `kind`. */
static const struct name *query_as(struct screen *s, const struct screen_query *q, enum name_kind kind) {
    enum name_kind own = q->schema.n ? name_kind_of_schema(q->schema) : NAME_ANY;
    if (own != NAME_ANY) kind = own;
    if (!s->parsed[kind]) name_parse(q->name, kind, &s->arena, &s->as[kind]);
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
    struct name listed;
    struct name_facts facts;
    uint8_t kind = s->index->names[hit->name].kind;
    name_parse(index_name(s->index, hit->name), kind <= NAME_PLACE ? (enum name_kind)kind : NAME_ANY, arena, &listed);
    index_facts(s->index, hit->entity, &facts);
    name_compare_facts(query_as(s, q, listed.kind), &q->facts, &listed, &facts, arena, &hit->match);
}

static size_t compare_best(struct screen *s, const struct screen_query *q, const struct screen_options *o,
                           uint32_t count, struct screen_hit *hits) {
    size_t n = 0, compared = 0, limit = o->limit + FULL;
    enum name_kind own = q->schema.n ? name_kind_of_schema(q->schema) : NAME_ANY;
    for (uint32_t i = 0; i < count && compared < limit; i++) {
        struct name_token tokens[NAME_TOKENS];
        struct name listed;
        struct name_facts facts;
        uint32_t number = s->gathered[i].name;
        struct screen_hit hit = {.entity = index_name_entity(s->index, number), .name = number};
        listed_name(s, number, tokens, &listed);
        if (!kinds_meet(own, listed.kind)) continue;
        index_facts(s->index, hit.entity, &facts);
        name_compare_facts(query_as(s, q, listed.kind), &q->facts, &listed, &facts, NULL, &hit.match);
        compared++;
        add_hit(hits, &n, &hit);
    }
    qsort(hits, n, sizeof *hits, by_logit);
    return n;
}

static void gather_names(struct screen *s, const struct name *name) {
    uint32_t budget = BUDGET;
    s->group_count = expand_name(s->index, name, &s->arena, s->groups);
    s->gathered_count = 0;
    s->epoch++;
    gather_pairs(s, &budget);
    gather_rare(s, &budget);
    if (s->group_count == 1 || s->gathered_count < FULL) gather_frequent(s, &budget);
}

size_t screen_run(struct screen *s, const struct screen_query *q, const struct screen_options *o, struct arena *arena,
                  struct screen_hit **out) {
    struct screen_hit hits[SCREEN_LIMIT + FULL];
    struct screen_options asked = *o;
    if (asked.limit > SCREEN_LIMIT) asked.limit = SCREEN_LIMIT;
    arena_reset(&s->arena);
    memset(s->parsed, 0, sizeof s->parsed);
    gather_names(s, query_as(s, q, NAME_ANY));
    uint32_t rough = keep_best(s, ROUGH);
    weigh_roughly(s, rough);
    size_t n = compare_best(s, q, &asked, rough, hits);
    if (n > asked.limit) n = asked.limit;
    while (n && hits[n - 1].match.score < asked.threshold) n--;
    *out = arena_array(arena, n, sizeof **out);
    for (size_t i = 0; i < n; i++) {
        (*out)[i] = hits[i];
        if (asked.explain) explain_hit(s, q, arena, &(*out)[i]);
    }
    return n;
}
