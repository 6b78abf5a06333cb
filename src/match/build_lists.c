/* Later steps of an index: the names of every word, of every pair of frequent words, and the keys of words. */
#include "base/heap.h"
#include "match/build.h"
#include "names/vocabulary.h"

#include <stdlib.h>

enum { PAIR_WORDS = 6 }; /* frequent words of one name that are paired with each other: the rarest */

/* The distinct words of a name. */
static uint32_t distinct_words(const struct build_section *forward, const struct layout_name *names, size_t name,
                               uint32_t out[NAME_TOKENS]) {
    uint32_t n = 0;
    const unsigned char *p = (const unsigned char *)forward->bytes + 3 * (size_t)layout_forward_of(&names[name]);
    for (uint32_t i = layout_forward_of(&names[name]); i < layout_forward_of(&names[name + 1]); i++, p += 3) {
        uint32_t word = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16, k = 0;
        while (k < n && out[k] != word) k++;
        if (k == n) out[n++] = word;
    }
    return n;
}

/* The names by how many words they have, the shortest first: the order of every list. */
static uint32_t *by_length(const struct index_build *b, const struct layout_name *names) {
    uint32_t first[NAME_TOKENS + 2] = {0};
    uint32_t *order = build_memory((b->names.n + 1) * sizeof *order);
    for (size_t i = 0; i < b->names.n; i++)
        first[layout_forward_of(&names[i + 1]) - layout_forward_of(&names[i]) + 1]++;
    for (int k = 0; k <= NAME_TOKENS; k++) first[k + 1] += first[k];
    for (size_t i = 0; i < b->names.n; i++)
        order[first[layout_forward_of(&names[i + 1]) - layout_forward_of(&names[i])]++] = (uint32_t)i;
    return order;
}

static void count_names(struct index_build *b, const struct build_section *forward, const struct layout_name *names) {
    for (uint32_t w = 0; w < b->word_count; w++) b->word_names[w] = 0;
    for (size_t i = 0; i < b->names.n; i++) {
        uint32_t words[NAME_TOKENS], n = distinct_words(forward, names, i, words);
        for (uint32_t k = 0; k < n; k++) b->word_names[words[k]]++;
    }
}

void build_postings(struct index_build *b, const struct build_section *forward,
                    const struct build_section *names_section, struct build_section *words_section,
                    struct build_section *postings) {
    const struct layout_name *names = names_section->bytes;
    struct layout_word *words = words_section->bytes;
    count_names(b, forward, names);
    b->order = by_length(b, names);
    uint32_t at = 0;
    for (uint32_t w = 0; w < b->word_count; w++) {
        uint32_t n = words[w].names = b->word_names[w];
        words[w].postings = at;
        at += n < LAYOUT_KEPT ? n : LAYOUT_KEPT;
    }
    words[b->word_count].postings = at;
    uint32_t *out = build_memory(((size_t)at + 1) * sizeof *out);
    uint32_t *next = build_memory(((size_t)b->word_count + 1) * sizeof *next);
    for (uint32_t w = 0; w < b->word_count; w++) next[w] = words[w].postings;
    for (size_t i = 0; i < b->names.n; i++) {
        uint32_t of_name[NAME_TOKENS], n = distinct_words(forward, names, b->order[i], of_name);
        for (uint32_t k = 0; k < n; k++) {
            uint32_t w = of_name[k];
            if (next[w] < words[w + 1].postings) out[next[w]++] = b->order[i];
        }
    }
    free(next);
    *postings = (struct build_section){out, (uint64_t)at * sizeof *out};
}

struct pairing {
    struct index_build *build;
    const struct build_section *forward;
    const struct layout_name *names;
    const struct layout_word *words;
    uint32_t *frequent; /* number + 1 of words that are paired */
    uint32_t *word_of;  /* and back */
    uint32_t count;
};

/* The frequent words of a name, by number, the rarest PAIR_WORDS of them. Light words are paired where there is but one
 * other: "Stolnik Ltd". */
static uint32_t frequent_words(const struct pairing *p, size_t name, uint32_t out[NAME_TOKENS]) {
    uint32_t words[NAME_TOKENS], n = distinct_words(p->forward, p->names, name, words), m = 0, solid = 0;
    for (uint32_t k = 0; k < n; k++) solid += !(p->words[words[k]].flags & LAYOUT_LIGHT);
    for (uint32_t k = 0; k < n; k++) {
        if (!p->frequent[words[k]] || (solid > 1 && p->words[words[k]].flags & LAYOUT_LIGHT)) continue;
        uint32_t at = m++;
        for (; at > 0 && p->build->word_names[p->word_of[out[at - 1]]] > p->build->word_names[words[k]]; at--)
            out[at] = out[at - 1];
        out[at] = p->frequent[words[k]] - 1;
    }
    return m < PAIR_WORDS ? m : PAIR_WORDS;
}

struct half_pair {
    uint32_t other, name;
};

/* Pairs by their lower word: first[low] is where its run starts. */
static struct half_pair *collect_pairs(const struct pairing *p, size_t *first) {
    uint32_t words[NAME_TOKENS];
    for (size_t i = 0; i < p->build->names.n; i++) {
        uint32_t n = frequent_words(p, i, words);
        for (uint32_t x = 0; x < n; x++)
            for (uint32_t y = x + 1; y < n; y++) first[(words[x] < words[y] ? words[x] : words[y]) + 1]++;
    }
    for (uint32_t w = 0; w < p->count; w++) first[w + 1] += first[w];
    struct half_pair *out = build_memory((first[p->count] + 1) * sizeof *out);
    size_t *next = heap_new((p->count + 1) * sizeof *next);
    for (uint32_t w = 0; w < p->count; w++) next[w] = first[w];
    for (size_t i = 0; i < p->build->names.n; i++) {
        uint32_t name = p->build->order[i], n = frequent_words(p, name, words);
        for (uint32_t x = 0; x < n; x++)
            for (uint32_t y = x + 1; y < n; y++) {
                uint32_t low = words[x] < words[y] ? words[x] : words[y],
                         high = words[x] < words[y] ? words[y] : words[x];
                out[next[low]++] = (struct half_pair){high, name};
            }
    }
    free(next);
    return out;
}

/* Sorts one lower word's run by the other word, counting; names stay in order. */
static void write_run(const struct pairing *p, uint32_t low, const struct half_pair *run, size_t n, uint32_t *counts,
                      struct vec *pairs, uint32_t *names, uint32_t first) {
    for (uint32_t w = 0; w <= p->count; w++) counts[w] = 0;
    for (size_t i = 0; i < n; i++) counts[run[i].other + 1]++;
    for (uint32_t w = 0; w < p->count; w++) {
        if (counts[w + 1])
            vec_push_copy(pairs,
                          &(struct layout_pair){p->word_of[low], p->word_of[w], first + counts[w], counts[w + 1]});
        counts[w + 1] += counts[w];
    }
    for (size_t i = 0; i < n; i++) names[counts[run[i].other]++] = run[i].name;
}

/* Pairs come in order of their words; here each goes to its bucket. */
static void bucket_pairs(const struct vec *list, struct build_section *buckets, struct build_section *pairs) {
    uint64_t count = 1;
    while (count < list->n) count *= 2;
    uint32_t *first = build_memory((count + 1) * sizeof *first);
    struct layout_pair *out = build_memory((list->n + 1) * sizeof *out);
    const struct layout_pair *in = (const void *)list->p;
    for (size_t i = 0; i < list->n; i++) first[layout_pair_bucket(count, in[i].low, in[i].high) + 1]++;
    for (uint64_t i = 0; i < count; i++) first[i + 1] += first[i];
    for (size_t i = list->n; i-- > 0;) out[--first[layout_pair_bucket(count, in[i].low, in[i].high) + 1]] = in[i];
    for (uint64_t i = 0; i < count; i++) first[i] = first[i + 1]; /* filling moved every end to its start */
    first[count] = (uint32_t)list->n;
    *buckets = (struct build_section){first, (count + 1) * sizeof *first};
    *pairs = (struct build_section){out, list->n * sizeof *out};
}

void build_pairs(struct index_build *b, const struct build_section *forward, const struct build_section *names,
                 const struct build_section *words, struct build_section *buckets, struct build_section *pairs,
                 struct build_section *pair_names) {
    struct pairing p = {.build = b, .forward = forward, .names = names->bytes, .words = words->bytes};
    p.frequent = build_memory(((size_t)b->word_count + 1) * sizeof *p.frequent);
    p.word_of = build_memory(((size_t)b->word_count + 1) * sizeof *p.word_of);
    for (uint32_t w = 0; w < b->word_count; w++)
        if (b->word_names[w] > LAYOUT_FREQUENT) {
            p.word_of[p.count] = w;
            p.frequent[w] = ++p.count;
        }
    size_t *first = heap_zero((size_t)p.count + 2, sizeof *first);
    struct half_pair *halves = collect_pairs(&p, first);
    uint32_t *out = build_memory((first[p.count] + 1) * sizeof *out),
             *counts = heap_new(((size_t)p.count + 2) * sizeof *counts);
    struct vec list = VEC(struct layout_pair);
    for (uint32_t w = 0; w < p.count; w++)
        write_run(&p, w, halves + first[w], first[w + 1] - first[w], counts, &list, out + first[w], (uint32_t)first[w]);
    bucket_pairs(&list, buckets, pairs);
    vec_done(&list);
    *pair_names = (struct build_section){out, first[p.count] * sizeof *out};
    free(halves);
    free(counts);
    free(first);
    free(p.frequent);
    free(p.word_of);
}

/* What a word weighs: its rarity, less when it is short or says little. */
static uint8_t weight_of(const struct layout_word *w, uint64_t names) {
    enum { LIGHT = 16, LEAST = 4, HEAVIEST = 176, A_LETTER = 35 };
    if (w->flags & LAYOUT_LIGHT) return LIGHT;
    uint32_t all = layout_log2(names + 1), some = layout_log2(w->names ? w->names : 1),
             rarity = LEAST + (all > some ? (all - some) * 11 / 256 : 0), /* 11 sixteenths of a nat are a bit */
        letters = w->latin ? w->latin : w->folded, most = letters * A_LETTER < HEAVIEST ? letters * A_LETTER : HEAVIEST;
    return (uint8_t)(rarity < most ? rarity : most); /* short words meet by chance */
}

void build_weights(struct index_build *b, const struct build_section *words, struct build_section *weights) {
    uint8_t *out = heap_new((size_t)b->word_count + 1);
    const struct layout_word *w = words->bytes;
    for (uint32_t i = 0; i < b->word_count; i++) out[i] = weight_of(&w[i], b->names.n);
    *weights = (struct build_section){out, b->word_count};
}

static size_t keys_of(const struct layout_word *w, const char *text, uint64_t keys[LAYOUT_KEYS]) {
    const char *p = text + w->text;
    struct str folded = {p, w->folded}, latin = w->latin ? (struct str){p + w->folded, w->latin} : folded;
    struct str sound = w->sound ? (struct str){p + w->folded + w->latin, w->sound} : latin;
    return layout_keys(latin, sound, keys);
}

void build_keys(struct index_build *b, const struct build_section *words_section, const struct build_section *text,
                struct build_section *buckets, struct build_section *key_words) {
    const struct layout_word *words = words_section->bytes;
    uint64_t count = 1, keys[LAYOUT_KEYS];
    while (count < 2 * (uint64_t)b->word_count) count *= 2;
    uint32_t *first = build_memory((count + 1) * sizeof *first);
    for (uint32_t w = 0; w < b->word_count; w++)
        for (size_t n = keys_of(&words[w], text->bytes, keys), k = 0; k < n; k++) first[(keys[k] & (count - 1)) + 1]++;
    for (uint64_t i = 0; i < count; i++) first[i + 1] += first[i];
    uint32_t total = first[count], *out = build_memory(((size_t)total + 1) * sizeof *out);
    for (uint32_t w = 0; w < b->word_count; w++)
        for (size_t n = keys_of(&words[w], text->bytes, keys), k = 0; k < n; k++)
            out[first[keys[k] & (count - 1)]++] = layout_key_entry(keys[k], w, words[w].latin != 0);
    for (uint64_t i = count; i > 0; i--) first[i] = first[i - 1]; /* filling moved every start to the next */
    first[0] = 0;
    *buckets = (struct build_section){first, (count + 1) * sizeof *first};
    *key_words = (struct build_section){out, (uint64_t)total * sizeof *out};
}
