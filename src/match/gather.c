#include "match/gather.h"
#include "base/heap.h"
#include "base/sort.h"
#include "match/expand.h"
#include "names/lanes.h"

#include <stdlib.h>
#include <string.h>

/* Which lists are read. */
enum {
    PLAN = 4096,       /* lists that names may be gathered from */
    STEPS = 256,       /* of these the ones that are */
    LEAST_PAIR = 170,  /* likeness of both words on average from which a pair is looked for */
    LEAST_ALONE = 150, /* likeness of a word beside others from which its names are looked for */
    LEAST_ONLY = 120,  /* the same of the only word */
    PART = 120,        /* how much less sure a part of a word makes a name */
    PAIR = 48,         /* how much surer two words make a name than one */
    SURETY = 16,       /* steps of likeness that count as about equal */
    PAIRED = 16        /* frequent words of a group that are tried in pairs */
};
/* How much of them. */
enum {
    BUDGET_WORDS = 2048,                      /* names from lists of words; twice where frequent words follow */
    BUDGET_PAIRS = 3072,                      /* names from lists of pairs */
    BUDGET = 2 * BUDGET_WORDS + BUDGET_PAIRS, /* in all */
    A_LIST = 1024,                            /* of these the most that one list gives */
    AHEAD = 8,                                /* names that memory is asked for before they are gathered */
    SLOT_BITS = 14,                           /* of the table of gathered names: over twice the budget */
    ENOUGH = 64                               /* names that make the lists of single frequent words needless */
};
/* How they are weighed. */
enum {
    SEVERAL = 320,  /* names that several words of the query have said, weighed */
    ALONE = 256,    /* the same for names that one word has said */
    INITIALS = 4,   /* of the query that are looked at */
    INITIAL = 128,  /* how like its word an initial is */
    COMPLETE = 240, /* shares of a word's parts that make it up */
    WORD_BITS = 12  /* of the table of the words that the query stands for: over twice as many */
};

struct gathered {
    uint32_t name, groups; /* groups: bits of those that have said this name */
    uint32_t score;
};

/* A word of the list that the query could mean. */
struct noted {
    uint32_t epoch, word, weight;
    uint16_t likeness;
    uint8_t group;
};

struct slot {
    uint32_t epoch, at;
};

/* A list to gather from: of the names of one word, or of two frequent ones. */
struct step {
    struct layout_list list;
    uint32_t group[2], score[2];
    unsigned words; /* 1 or 2 */
};

struct plan {
    struct step steps[PLAN];
    uint64_t order[PLAN]; /* the greatest is the best */
    size_t count;
};

struct gather {
    const struct index *index;
    struct expander *expander;
    struct expand_group groups[EXPAND_GROUPS];
    uint32_t frequent[EXPAND_GROUPS]; /* words of each group that are */
    uint32_t group_count;
    uint32_t token_weights[NAME_TOKENS], token_count, token_weight; /* of the query, sixteenths of a nat; their sum */
    uint32_t solid;                                                 /* words of the query that are not light */
    uint32_t initial_count;
    struct initial {
        unsigned char code; /* lanes_pack's */
        uint8_t group;
    } initials[INITIALS];
    struct plan plan;
    struct gathered gathered[BUDGET];
    uint32_t gathered_count, epoch;
    struct slot slots[1 << SLOT_BITS];
    struct noted words[1 << WORD_BITS];
};

struct gather *gather_new(const struct index *x) {
    struct gather *s = heap_zero(1, sizeof *s);
    s->index = x;
    s->expander = expander_new(x);
    return s;
}

void gather_free(struct gather *s) {
    if (!s) return;
    expander_free(s->expander);
    free(s);
}

/* Where the table has `name`, or has room for it. */
static struct slot *slot_of(struct gather *s, uint32_t name) {
    uint32_t at = (name * 0x9e3779b1u) >> (32 - SLOT_BITS);
    while (s->slots[at].epoch == s->epoch && s->gathered[s->slots[at].at].name != name)
        at = (at + 1) & ((1 << SLOT_BITS) - 1);
    return &s->slots[at];
}

/* Says that the groups of a step find `name`; a group counts once, with what it says first. */
static void take_name(struct gather *s, uint32_t name, const struct step *step) {
    if (name >= s->index->header->names) return; /* a damaged list */
    struct slot *slot = slot_of(s, name);
    if (slot->epoch != s->epoch) {
        if (s->gathered_count == BUDGET) return;
        *slot = (struct slot){s->epoch, s->gathered_count};
        s->gathered[s->gathered_count++] = (struct gathered){.name = name};
    }
    struct gathered *g = &s->gathered[slot->at];
    for (unsigned w = 0; w < step->words; w++) {
        if (g->groups >> step->group[w] & 1) continue;
        g->groups |= 1u << step->group[w];
        g->score += step->score[w];
    }
}

static uint32_t names_of(const struct gather *s, uint32_t word) { return s->index->words[word].names; }

/* What a word of the list weighs. */
static uint32_t weight_of(const struct gather *s, uint32_t word) {
    return word < s->index->header->words ? s->index->weights[word] : 0;
}

/* How much of the query a word of the list answers. */
static uint32_t score_of(const struct gather *s, uint32_t group, const struct expansion *e) {
    const struct expand_group *g = &s->groups[group];
    uint32_t weight = 0;
    for (uint32_t t = 0; t < s->token_count; t++)
        if (g->tokens >> t & 1) weight += s->token_weights[t];
    return weight * e->likeness / 16 * g->share / 256;
}

static bool is_frequent(const struct gather *s, uint32_t word) { return names_of(s, word) > LAYOUT_FREQUENT; }

/* The surest lists come first; of about equally sure ones the shortest, then the one that was said first. */
static void add_step(struct plan *p, const struct step *step, uint32_t surety) {
    if (p->count == PLAN || step->list.count == 0) return;
    uint64_t shortness = step->list.count < 0xffff ? 0xffff - step->list.count : 0;
    p->order[p->count] = (uint64_t)(surety / SURETY) << 32 | shortness << 16 | (PLAN - 1 - p->count);
    p->steps[p->count++] = *step;
    __builtin_prefetch(step->list.names);
}

/* Light words are looked for only where there is but one other. */
static bool is_idle(const struct gather *s, uint32_t group) { return s->groups[group].light && s->solid > 1; }

/* Names of one word that is rare or not; of a frequent one only the shortest. */
static void plan_words(struct gather *s, bool frequent) {
    for (uint32_t g = 0; g < s->group_count; g++)
        for (uint32_t i = 0; i < s->groups[g].count && !is_idle(s, g); i++) {
            const struct expansion *e = &s->groups[g].list[i];
            if (is_frequent(s, e->word) != frequent || e->likeness < (s->solid > 1 ? LEAST_ALONE : LEAST_ONLY))
                continue;
            add_step(
                &s->plan,
                &(struct step){
                    .list = layout_postings(s->index, e->word), .group = {g}, .score = {score_of(s, g, e)}, .words = 1},
                e->likeness);
        }
}

/* The likest frequent words of a group. */
static uint32_t frequent_of(const struct gather *s, uint32_t group, struct expansion out[PAIRED]) {
    uint32_t n = 0;
    const struct expand_group *g = &s->groups[group];
    for (uint32_t i = 0; i < g->count && n < PAIRED && !is_idle(s, group); i++)
        if (is_frequent(s, g->list[i].word)) out[n++] = g->list[i];
    return n;
}

/* Pairs of two groups, in three rounds so that memory is asked for in time. */
static void plan_groups(struct gather *s, uint32_t g, const struct expansion *of_g, uint32_t h,
                        const struct expansion *of_h) {
    uint8_t pairs[PAIRED * PAIRED][2];
    uint32_t n = 0;
    for (uint8_t i = 0; i < s->frequent[g]; i++)
        for (uint8_t k = 0; k < s->frequent[h]; k++) {
            if (of_g[i].likeness + of_h[k].likeness < 2 * LEAST_PAIR || of_g[i].word == of_h[k].word) continue;
            layout_pair_prefetch(s->index, of_g[i].word, of_h[k].word, false);
            pairs[n][0] = i;
            pairs[n++][1] = k;
        }
    for (uint32_t p = 0; p < n; p++)
        layout_pair_prefetch(s->index, of_g[pairs[p][0]].word, of_h[pairs[p][1]].word, true);
    for (uint32_t p = 0; p < n; p++) {
        const struct expansion *x = &of_g[pairs[p][0]], *y = &of_h[pairs[p][1]];
        add_step(&s->plan,
                 &(struct step){.list = layout_pair_names(s->index, x->word, y->word),
                                .group = {g, h},
                                .score = {score_of(s, g, x), score_of(s, h, y)},
                                .words = 2},
                 (uint32_t)(x->likeness + y->likeness) / 2 + PAIR);
    }
}

static void plan_pairs(struct gather *s) {
    struct expansion of[EXPAND_GROUPS][PAIRED];
    for (uint32_t g = 0; g < s->group_count; g++) s->frequent[g] = frequent_of(s, g, of[g]);
    for (uint32_t g = 0; g < s->group_count; g++)
        for (uint32_t h = g + 1; h < s->group_count; h++) {
            const struct expand_group *x = &s->groups[g], *y = &s->groups[h];
            if (!(x->tokens & y->tokens) || x->share + y->share <= 256) plan_groups(s, g, of[g], h, of[h]);
        }
}

static void gather_steps(struct gather *s) {
    struct plan *p = &s->plan;
    uint32_t budget[2] = {BUDGET_WORDS, BUDGET_PAIRS};
    size_t n = sort_greatest(p->order, p->count, STEPS);
    for (size_t k = 0; k < n; k++) {
        const struct step *step = &p->steps[PLAN - 1 - (p->order[k] & 0xffff)];
        uint32_t *left = &budget[step->words - 1], take = step->list.count < A_LIST ? step->list.count : A_LIST;
        if (take > *left) take = *left;
        for (uint32_t i = 0; i < take; i++) {
            if (i + AHEAD < take)
                __builtin_prefetch(&s->slots[step->list.names[i + AHEAD] * 0x9e3779b1u >> (32 - SLOT_BITS)]);
            take_name(s, step->list.names[i], step);
        }
        *left -= take;
    }
    p->count = 0;
}

/* Puts what the groups say of words of the list where weighing finds it: the likest group stands. */
static void note_words(struct gather *s) {
    for (uint32_t g = 0; g < s->group_count; g++)
        for (uint32_t i = 0; i < s->groups[g].count; i++) {
            const struct expansion *e = &s->groups[g].list[i];
            uint32_t at = e->word * 0x9e3779b1u >> (32 - WORD_BITS);
            while (s->words[at].epoch == s->epoch && s->words[at].word != e->word)
                at = (at + 1) & ((1 << WORD_BITS) - 1);
            struct noted *n = &s->words[at];
            if (n->epoch == s->epoch && n->likeness >= e->likeness) continue;
            *n = (struct noted){s->epoch, e->word, weight_of(s, e->word), e->likeness, (uint8_t)g};
        }
}

static const struct noted *noted(const struct gather *s, uint32_t word) {
    uint32_t at = word * 0x9e3779b1u >> (32 - WORD_BITS);
    for (; s->words[at].epoch == s->epoch; at = (at + 1) & ((1 << WORD_BITS) - 1))
        if (s->words[at].word == word) return &s->words[at];
    return NULL;
}

/* What a listed name says of the query: the likeness that each group has found in it. */
struct answer {
    uint32_t likeness[EXPAND_GROUPS];
    uint32_t shares[NAME_TOKENS]; /* of a word of the query, by its parts that are found */
};

/* Halves and syllables count when all of the word is there. */
static bool counts(const struct gather *s, const struct answer *a, uint32_t group) {
    const struct expand_group *g = &s->groups[group];
    return g->share == 256 || a->shares[__builtin_ctz(g->tokens)] >= COMPLETE;
}

/* How much of the query has an answer, in 4096ths. */
static uint32_t cover_query(const struct gather *s, const struct answer *a) {
    uint32_t whole[NAME_TOKENS], parts[NAME_TOKENS], got = 0;
    for (uint32_t t = 0; t < s->token_count; t++) whole[t] = parts[t] = 0;
    for (uint32_t g = 0; g < s->group_count; g++) {
        if (!a->likeness[g] || !counts(s, a, g)) continue;
        for (uint32_t left = s->groups[g].tokens; left; left &= left - 1) {
            uint32_t t = (uint32_t)__builtin_ctz(left);
            if (s->groups[g].share < 256) parts[t] += a->likeness[g] * s->groups[g].share / 256;
            else if (a->likeness[g] > whole[t]) whole[t] = a->likeness[g];
        }
    }
    for (uint32_t t = 0; t < s->token_count; t++) {
        uint32_t best = parts[t] > whole[t] ? parts[t] : whole[t];
        got += s->token_weights[t] * (best < 256 ? best : 256);
    }
    return s->token_weight ? got * 16 / s->token_weight : 0;
}

/* A word that nothing else explains may be what an initial of the query stands for. */
static uint32_t answer_initial(const struct gather *s, uint32_t word, struct answer *a) {
    if (word >= s->index->header->words) return 0;
    for (uint32_t k = 0; k < s->initial_count; k++) {
        uint32_t g = s->initials[k].group;
        if (s->index->packed[word][0] != s->initials[k].code || a->likeness[g]) continue;
        a->likeness[g] = INITIAL;
        return INITIAL;
    }
    return 0;
}

/* Roughly what a full comparison will say: how much of either name has an answer. */
static uint32_t weigh_name(const struct gather *s, const uint32_t *words, uint32_t n) {
    uint32_t all = 0, got = 0;
    const struct noted *found[NAME_TOKENS];
    struct answer a;
    memset(a.likeness, 0, s->group_count * sizeof *a.likeness);
    memset(a.shares, 0, s->token_count * sizeof *a.shares);
    for (uint32_t i = 0; i < n; i++) {
        const struct noted *w = found[i] = noted(s, words[i]);
        if (!w || a.likeness[w->group] >= w->likeness) continue;
        const struct expand_group *g = &s->groups[w->group];
        if (g->share < 256 && !a.likeness[w->group]) a.shares[__builtin_ctz(g->tokens)] += g->share;
        a.likeness[w->group] = w->likeness;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t weight = found[i] ? found[i]->weight : weight_of(s, words[i]);
        all += weight;
        if (found[i] && counts(s, &a, found[i]->group)) got += weight * found[i]->likeness;
        if (!found[i] && s->initial_count) got += weight * answer_initial(s, words[i], &a);
    }
    return cover_query(s, &a) + (all ? got * 16 / all : 0);
}

/* Does a frequent word answer another part of the query? A name that has it may be said by one group only. */
static bool may_hide(const struct gather *s, uint32_t group) {
    const struct expand_group *g = &s->groups[group];
    for (uint32_t h = 0; h < s->group_count; h++)
        if (!s->groups[h].light && !(s->groups[h].tokens & g->tokens) && s->frequent[h]) return true;
    return false;
}

/* The gathered names to weigh: those that several groups have said, the best of them, and the first of the others. */
static size_t choose_names(const struct gather *s, uint64_t *several) {
    size_t n = 0, alone = 0;
    uint32_t one[ALONE];
    bool hides[EXPAND_GROUPS];
    for (uint32_t g = 0; g < s->group_count; g++) hides[g] = s->solid < 2 || may_hide(s, g);
    for (uint32_t i = 0; i < s->gathered_count; i++) {
        const struct gathered *g = &s->gathered[i];
        if (g->groups & (g->groups - 1)) several[n++] = (uint64_t)g->score << 32 | (BUDGET - i);
        else if (alone < (hides[__builtin_ctz(g->groups)] ? ALONE : ENOUGH)) one[alone++] = i;
    }
    n = sort_select(several, n, SEVERAL);
    for (size_t i = 0; i < n; i++) several[i] = BUDGET - (uint32_t)several[i];
    for (size_t i = 0; i < alone; i++) several[n++] = one[i];
    return n;
}

/* The words of names, some names ahead of their weighing, so that memory is asked for in time. */
struct ahead {
    uint32_t words[AHEAD][NAME_TOKENS], count[AHEAD];
};

static void look_ahead(const struct gather *s, struct ahead *a, uint32_t name, size_t i) {
    uint32_t n = a->count[i % AHEAD] = layout_forward(s->index, name, a->words[i % AHEAD]);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t word = a->words[i % AHEAD][k];
        __builtin_prefetch(&s->index->weights[word]);
        __builtin_prefetch(&s->words[word * 0x9e3779b1u >> (32 - WORD_BITS)]);
    }
}

/* Weighs names roughly; gives the most promising ones. */
static uint32_t weigh_names(struct gather *s, uint32_t names[GATHER_MOST]) {
    uint64_t keys[BUDGET];
    struct ahead ahead;
    const struct index *x = s->index;
    size_t n = choose_names(s, keys);
    note_words(s);
    for (size_t i = 0; i < n; i++) __builtin_prefetch(&x->names[s->gathered[(uint32_t)keys[i]].name]);
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(x->forward + 3 * (size_t)layout_forward_of(&x->names[s->gathered[(uint32_t)keys[i]].name]));
    for (size_t i = 0; i < n + AHEAD - 1; i++) {
        if (i < n) look_ahead(s, &ahead, s->gathered[(uint32_t)keys[i]].name, i);
        if (i < AHEAD - 1) continue;
        size_t k = i - (AHEAD - 1);
        uint32_t score = weigh_name(s, ahead.words[k % AHEAD], ahead.count[k % AHEAD]);
        keys[k] = (uint64_t)score << 32 | (uint32_t)keys[k];
    }
    n = sort_greatest(keys, n, GATHER_MOST);
    for (size_t i = 0; i < n; i++) names[i] = s->gathered[(uint32_t)keys[i]].name;
    return (uint32_t)n;
}

static void note_initial(struct gather *s, const struct name_token *t, uint32_t group) {
    unsigned char packed[LANES_WORD];
    if (s->initial_count == INITIALS || t->latin.n != 1 || !lanes_pack(t->latin, packed)) return;
    s->initials[s->initial_count++] = (struct initial){packed[0], (uint8_t)group};
}

static void find_names(struct gather *s, const struct name *name, struct arena *arena) {
    s->token_count = name->count;
    s->token_weight = 0;
    for (uint32_t t = 0; t < name->count; t++)
        s->token_weight += s->token_weights[t] = (uint32_t)(16 * name->tokens[t].weight);
    s->group_count = expand_name(s->expander, name, arena, s->groups);
    s->gathered_count = 0;
    s->epoch++;
    uint32_t solid = 0;
    s->initial_count = 0;
    for (uint32_t g = 0; g < s->group_count; g++) {
        if (!s->groups[g].light) solid |= s->groups[g].tokens;
        else note_initial(s, &name->tokens[__builtin_ctz(s->groups[g].tokens)], g);
    }
    s->solid = (uint32_t)__builtin_popcount(solid);
    plan_words(s, false);
    plan_pairs(s);
    gather_steps(s);
    if (s->gathered_count >= ENOUGH && s->solid > 1) return;
    /* A frequent word alone is all that a query of one word can hope for. */
    plan_words(s, true);
    gather_steps(s);
}

uint32_t gather_run(struct gather *s, const struct name *name, struct arena *arena, uint32_t names[GATHER_MOST]) {
    find_names(s, name, arena);
    return weigh_names(s, names);
}
