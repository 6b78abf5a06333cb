#include "match/walk.h"

#include <string.h>

enum {
    STEPS = 10000, /* letters that are gone on by, in all */
    ENOUGH = 8     /* hits that make looking farther needless */
};
/* What is looked for first, and then: words whose beginnings cost no more than this a letter, and this besides. */
static const struct reach { unsigned each, besides; } reaches[] = {{5, 40}, {8, 72}, {12, 112}, {16, 160}, {24, 240}};

struct walk {
    const struct index *index;
    const struct crossing_word *word;
    struct reach reach;
    unsigned bound; /* dearer words are not looked for */
    uint32_t steps, count;
    struct walk_hit *hits;
    struct crossing_row rows[CROSSING_LATIN + 1];
};

static struct str text_of(const struct index *x, uint32_t word) {
    struct str folded = {0}, latin, sound;
    return layout_word_texts(x, word, &folded, &latin, &sound) ? folded : (struct str){0};
}

/* The first word of [from, to) whose letter at `depth` is none of `c` and those before it. */
static uint32_t behind(const struct walk *k, uint32_t from, uint32_t to, size_t depth, unsigned char c) {
    uint32_t stride = 1;
    for (uint32_t at = from; at < to; at += stride, stride *= 2) {
        struct str s = text_of(k->index, at);
        if (s.n > depth && (unsigned char)s.p[depth] > c) {
            to = at;
            break;
        }
        from = at + 1;
    }
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        struct str s = text_of(k->index, middle);
        if (s.n > depth && (unsigned char)s.p[depth] > c) to = middle;
        else from = middle + 1;
    }
    return from;
}

static void hit(struct walk *k, uint32_t word, unsigned cost) {
    if (cost > k->bound) return;
    if (k->count == WALK_MOST && k->hits[WALK_MOST - 1].cost <= cost) return;
    uint32_t at = k->count < WALK_MOST ? k->count++ : WALK_MOST - 1;
    for (; at > 0 && k->hits[at - 1].cost > cost; at--) k->hits[at] = k->hits[at - 1];
    k->hits[at] = (struct walk_hit){word, (uint16_t)cost};
    if (k->count == WALK_MOST) k->bound = k->hits[WALK_MOST - 1].cost;
}

/* Whether a word that begins so may still be near enough. */
static bool near(const struct walk *k, const struct crossing_row *row) {
    for (unsigned i = 0; i <= k->word->count; i++)
        if (row->costs[i] <= k->bound && row->costs[i] <= k->reach.each * i + k->reach.besides) return true;
    return false;
}

/* The words [from, to) have `depth` letters in common. The last of them is not paid for yet: what it stands for depends
 * on the next one. rows[depth - 1] is from before it. */
static void go_down(struct walk *k, uint32_t from, uint32_t to, size_t depth, char before, char here) {
    struct crossing_row *old = &k->rows[depth - 1], *next = &k->rows[depth];
    for (; from < to && text_of(k->index, from).n <= depth; from++) { /* the word that ends here */
        k->steps++;
        crossing_step(k->word, before, here, 0, old, next);
        hit(k, from, next->costs[k->word->count]);
    }
    while (from < to && k->steps < STEPS && depth < CROSSING_LATIN) {
        struct str s = text_of(k->index, from);
        if (s.n <= depth) return; /* a damaged list */
        char c = s.p[depth];
        uint32_t end = from + 1 == to ? to : behind(k, from, to, depth, (unsigned char)c);
        k->steps++;
        crossing_step(k->word, before, here, c, old, next);
        if (near(k, next)) go_down(k, from, end, depth + 1, here, c);
        from = end;
    }
}

uint32_t walk_latin(const struct index *x) {
    uint32_t from = 0, to = (uint32_t)x->header->words;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        struct str s = text_of(x, middle);
        if (s.n && (unsigned char)s.p[0] >= 0x80) to = middle;
        else from = middle + 1;
    }
    return from;
}

uint32_t walk_crossing(const struct index *x, uint32_t latin, const struct crossing_word *w,
                       struct walk_hit out[WALK_MOST]) {
    struct walk_hit hits[WALK_MOST];
    struct walk k = {.index = x, .word = w, .hits = hits};
    uint32_t count = 0;
    for (size_t i = 0; i < sizeof reaches / sizeof *reaches && count < ENOUGH; i++) {
        k.count = 0;
        k.reach = reaches[i];
        k.bound = reaches[i].each * w->count + reaches[i].besides;
        for (uint32_t from = 0; from < latin && k.steps < STEPS;) {
            struct str s = text_of(x, from);
            if (!s.n) return count;
            uint32_t end = behind(&k, from, latin, 0, (unsigned char)s.p[0]);
            crossing_start(w, &k.rows[0]);
            go_down(&k, from, end, 1, 0, s.p[0]);
            from = end;
        }
        if (k.steps >= STEPS && count) break; /* a walk that was cut short says less than the one before */
        count = k.count;
        memcpy(out, hits, count * sizeof *hits);
        if (k.steps >= STEPS) break;
    }
    return count;
}
