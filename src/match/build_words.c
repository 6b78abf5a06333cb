/* First step of an index: names are cut into words on all threads, the distinct words sorted and numbered. */
#include "base/heap.h"
#include "match/build.h"
#include "names/lanes.h"
#include "names/sound.h"
#include "names/vocabulary.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <assert.h>

enum { HUGE_PAGE = 2 << 20 };

void *build_memory(size_t bytes) {
    if (bytes < 2 * HUGE_PAGE) return heap_zero(bytes + 1, 1);
    size_t rounded = (bytes + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);
    void *p = aligned_alloc(HUGE_PAGE, rounded);
    if (!p) return heap_zero(bytes, 1); /* which ends the process when there is really none */
    madvise(p, rounded, MADV_HUGEPAGE);
    memset(p, 0, rounded);
    return p;
}

enum { RECENT_BITS = 10, RECENT = 1 << RECENT_BITS };
struct recent {
    struct str key; /* the map's */
    uint32_t number;
};

struct cutting {
    struct index_build *build;
    struct name_cache **caches;
    struct arena *arenas;
};

/* The word as it is told from others: folded and, where that differs, Latin. */
static struct str word_key(const struct name_token *t, char out[2 * NAME_TOKEN_BYTES * VOCABULARY_WORDS]) {
    if (str_eq(t->folded, t->latin)) return t->folded;
    memcpy(out, t->folded.p, t->folded.n);
    out[t->folded.n] = 0;
    memcpy(out + t->folded.n + 1, t->latin.p, t->latin.n);
    return (struct str){out, t->folded.n + 1 + t->latin.n};
}

/* A thread's number of a word. Few words make up most names: the last one of each hash is at hand. */
static uint32_t number_of(struct map *map, struct recent recent[RECENT], struct str key) {
    uint64_t start = 0;
    memcpy(&start, key.p, key.n < sizeof start ? key.n : sizeof start);
    struct recent *r = &recent[(start ^ key.n) * 0x9e3779b97f4a7c15u >> (64 - RECENT_BITS)];
    if (str_eq(r->key, key)) return r->number;
    bool fresh;
    uint64_t *number = map_put(map, key, &fresh);
    if (fresh) *number = map->n - 1;
    *r = (struct recent){map_at(map, *number)->key, (uint32_t)*number};
    return r->number;
}

static void cut_block(void *context, size_t block, unsigned thread) {
    struct cutting *c = context;
    struct index_build *b = c->build;
    struct build_block *out = &b->blocks[block];
    struct map *map = &b->maps[thread];
    struct arena *arena = &c->arenas[thread];
    struct recent *recent = heap_zero(RECENT, sizeof *recent);
    uint32_t *words = heap_new(BUILD_BLOCK * NAME_TOKENS * sizeof *words), n = 0;
    out->thread = thread;
    for (size_t i = 0; i < BUILD_BLOCK && block * BUILD_BLOCK + i < b->names.n; i++) {
        const struct build_name *from = VEC_AT(&b->names, struct build_name, block * BUILD_BLOCK + i);
        struct name name;
        name_split((struct str){b->name_text.p + from->text, from->length}, (enum name_kind)from->kind,
                   c->caches[thread], arena, &name);
        for (uint32_t k = 0; k < name.count; k++) {
            char key[2 * NAME_TOKEN_BYTES * VOCABULARY_WORDS];
            words[n++] = number_of(map, recent, word_key(&name.tokens[k], key));
        }
        out->counts[i] = (uint8_t)name.count;
        out->commas[i] = (uint8_t)(name.comma < NAME_TOKENS ? name.comma : 0);
        arena_reset(arena);
    }
    free(recent);
    out->words = heap_grow(words, n + 1, sizeof *words);
    out->word_count = n;
}

static int by_text(const void *x, const void *y) {
    const struct str *a = x, *b = y;
    return str_cmp(*a, *b);
}

struct sorting {
    struct index_build *build;
    struct str **sorted; /* a thread's words in order */
};

static void sort_words(void *context, size_t i, unsigned thread) {
    (void)thread;
    struct sorting *s = context;
    const struct map *map = &s->build->maps[i];
    s->sorted[i] = heap_new((map->n + 1) * sizeof **s->sorted);
    for (size_t k = 0; k < map->n; k++) s->sorted[i][k] = map_at(map, k)->key;
    qsort(s->sorted[i], map->n, sizeof **s->sorted, by_text);
}

/* Merges the threads' sorted words; equal ones become one. */
static void merge_words(struct index_build *b, struct str **sorted) {
    size_t total = 0, at[256] = {0};
    for (unsigned t = 0; t < b->thread_count; t++) {
        assert(sorted[t] || !b->maps[t].n);
        total += b->maps[t].n;
    }
    b->words = heap_new((total + 1) * sizeof *b->words);
    b->word_count = 0;
    for (;;) {
        const struct str *least = NULL;
        for (unsigned t = 0; t < b->thread_count; t++)
            if (at[t] < b->maps[t].n && (!least || str_cmp(sorted[t][at[t]], *least) < 0)) least = &sorted[t][at[t]];
        if (!least) break;
        struct str word = *least;
        for (unsigned t = 0; t < b->thread_count; t++)
            while (at[t] < b->maps[t].n && str_eq(sorted[t][at[t]], word)) at[t]++;
        b->words[b->word_count++] = word;
    }
}

/* A thread's word numbers to numbers among all: both lists are sorted, but the map is in order of appearance. */
static void number_words(void *context, size_t i, unsigned thread) {
    (void)thread;
    struct sorting *s = context;
    struct index_build *b = s->build;
    b->numbers[i] = heap_new((b->maps[i].n + 1) * sizeof **b->numbers);
    uint32_t all = 0;
    for (size_t k = 0; k < b->maps[i].n; k++) {
        while (!str_eq(b->words[all], s->sorted[i][k])) all++;
        *map_get(&b->maps[i], s->sorted[i][k]) |= (uint64_t)all << 32;
    }
    for (size_t k = 0; k < b->maps[i].n; k++) {
        uint64_t value = map_at(&b->maps[i], k)->value;
        b->numbers[i][(uint32_t)value] = (uint32_t)(value >> 32);
    }
    free(s->sorted[i]);
}

void build_words(struct index_build *b) {
    unsigned threads = b->thread_count = pool_threads(b->pool);
    b->block_count = (b->names.n + BUILD_BLOCK - 1) / BUILD_BLOCK;
    b->blocks = heap_zero(b->block_count + 1, sizeof *b->blocks);
    b->maps = heap_zero(threads, sizeof *b->maps);
    b->numbers = heap_zero(threads, sizeof *b->numbers);
    struct cutting c = {
        .build = b, .caches = heap_zero(threads, sizeof *c.caches), .arenas = heap_zero(threads, sizeof *c.arenas)};
    for (unsigned t = 0; t < threads; t++) c.caches[t] = name_cache_new();
    pool_run(b->pool, b->block_count, cut_block, &c);
    for (unsigned t = 0; t < threads; t++) {
        name_cache_free(c.caches[t]);
        arena_done(&c.arenas[t]);
    }
    free(c.caches);
    free(c.arenas);
    struct sorting s = {b, heap_zero(threads, sizeof *s.sorted)};
    pool_run(b->pool, threads, sort_words, &s);
    merge_words(b, s.sorted);
    pool_run(b->pool, threads, number_words, &s);
    free(s.sorted);
}

static void word_texts(struct str key, struct str *folded, struct str *latin) {
    size_t zero = str_find_byte(key, 0, 0);
    *folded = str_cut(key, 0, zero);
    *latin = zero == SIZE_MAX ? *folded : str_cut(key, zero + 1, key.n);
}

/* A stretch of words made ready by one thread. */
enum { STRETCH = 8192 };
struct texting {
    struct index_build *build;
    struct layout_word *words; /* their texts' offsets count from the stretch's own bytes */
    unsigned char (*packed)[16];
    struct buf *bytes; /* one a stretch */
};

/* Words that tie no two names together: legal forms, titles, particles; initials besides. */
static bool is_light(const struct vocabulary_entry *e) {
    return e && ((e->flags & (VOCABULARY_PARTICLE | VOCABULARY_STOP | VOCABULARY_TITLE)) ||
                 (e->legal && !e->given && !e->surname && !e->term));
}

static void add_word_text(struct texting *t, uint32_t i, struct arena *arena, struct buf *bytes) {
    struct name_token token = {0};
    word_texts(t->build->words[i], &token.folded, &token.latin);
    struct str sound = sound_of(token.latin, arena);
    if (sound.n > UINT8_MAX) sound.n = UINT8_MAX;
    struct layout_word *w = &t->words[i];
    w->text = (uint32_t)bytes->n;
    w->folded = (uint8_t)token.folded.n;
    w->latin = str_eq(token.folded, token.latin) ? 0 : (uint8_t)token.latin.n;
    w->sound = str_eq(token.latin, sound) ? 0 : (uint8_t)sound.n;
    buf_add(bytes, token.folded);
    if (w->latin) buf_add(bytes, token.latin);
    if (w->sound) buf_add(bytes, sound);
    if (!lanes_pack(token.latin, t->packed[i])) memset(t->packed[i], 0, sizeof t->packed[i]);
    name_token_know(&token);
    if (token.latin.n < 2 || is_light(token.known)) w->flags |= LAYOUT_LIGHT;
    if (token.spelt == 0) return;
    w->flags |= LAYOUT_SPELT;
    buf_add_byte(bytes, (char)(token.spelt & 255));
    buf_add_byte(bytes, (char)(token.spelt >> 8));
}

static void add_stretch(void *context, size_t stretch, unsigned thread) {
    (void)thread;
    struct texting *t = context;
    struct arena arena = {0};
    uint32_t first = (uint32_t)stretch * STRETCH, end = first + STRETCH;
    if (end > t->build->word_count) end = t->build->word_count;
    for (uint32_t i = first; i < end; i++) {
        add_word_text(t, i, &arena, &t->bytes[stretch]);
        arena_reset(&arena);
    }
    arena_done(&arena);
}

void build_word_texts(struct index_build *b, struct build_section *words, struct build_section *text,
                      struct build_section *packed) {
    size_t stretches = ((size_t)b->word_count + STRETCH - 1) / STRETCH;
    struct texting t = {.build = b,
                        .words = build_memory(((size_t)b->word_count + 1) * sizeof *t.words),
                        .packed = build_memory(((size_t)b->word_count + 1) * sizeof *t.packed),
                        .bytes = heap_zero(stretches + 1, sizeof *t.bytes)};
    pool_run(b->pool, stretches, add_stretch, &t);
    struct buf all = {0};
    for (size_t s = 0; s < stretches; s++) {
        for (size_t i = s * STRETCH; i < (s + 1) * STRETCH && i < b->word_count; i++)
            t.words[i].text += (uint32_t)all.n;
        buf_add(&all, buf_str(&t.bytes[s]));
        buf_done(&t.bytes[s]);
    }
    buf_add(&all, STR("\0\0")); /* so that two bytes follow every text */
    free(t.bytes);
    *words = (struct build_section){t.words, ((uint64_t)b->word_count + 1) * sizeof *t.words};
    *text = (struct build_section){all.p, all.n};
    *packed = (struct build_section){t.packed, (uint64_t)b->word_count * sizeof *t.packed};
}

void build_forward(struct index_build *b, struct build_section *forward, struct build_section *names) {
    size_t total = 0, name = 0;
    for (size_t i = 0; i < b->block_count; i++) total += b->blocks[i].word_count;
    unsigned char *out = build_memory(3 * total + 1);
    struct layout_name *records = build_memory((b->names.n + 1) * sizeof *records);
    b->word_names = build_memory(((size_t)b->word_count + 1) * sizeof *b->word_names);
    uint32_t at = 0;
    for (size_t i = 0; i < b->block_count; i++) {
        struct build_block *block = &b->blocks[i];
        const uint32_t *number = b->numbers[block->thread], *word = block->words;
        for (size_t k = 0; k < BUILD_BLOCK && name < b->names.n; k++, name++) {
            const struct build_name *n = VEC_AT(&b->names, struct build_name, name);
            records[name] = (struct layout_name){(uint32_t)n->text, at | (uint32_t)n->kind << LAYOUT_FORWARD_BITS,
                                                 n->entity | (uint32_t)block->commas[k] << LAYOUT_ENTITY_BITS};
            for (unsigned w = 0; w < block->counts[k]; w++, at++) {
                uint32_t id = number[*word++];
                out[3 * (size_t)at] = (unsigned char)id;
                out[3 * (size_t)at + 1] = (unsigned char)(id >> 8);
                out[3 * (size_t)at + 2] = (unsigned char)(id >> 16);
                b->word_names[id]++;
            }
        }
        free(block->words);
        block->words = NULL;
    }
    records[name] = (struct layout_name){.text = (uint32_t)b->name_text.n, .forward_kind = at};
    *forward = (struct build_section){out, 3 * (uint64_t)at};
    *names = (struct build_section){records, (b->names.n + 1) * sizeof *records};
}
