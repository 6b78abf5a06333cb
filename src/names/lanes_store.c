#include "base/arena.h"
#include "base/heap.h"
#include "base/vec.h"
#include "names/lanes_levels.h"

#include <stdlib.h>
#include <string.h>

enum { PAGES = 8, BYTES = 256 };

/* A string that no page has room for. */
struct odd {
    size_t slot;
    struct str text;
};
struct lanes_store {
    unsigned char codes[PAGES][BYTES]; /* 1 to 31; 0: not a letter of the page */
    unsigned page_count;
    struct vec buckets, odds;
    unsigned char *columns;
    uint32_t *strings; /* by slot */
    size_t slots;
    struct arena texts; /* of the odd ones */
};

/* ---- making a store ---- */

enum { UNPLACED = 255 };

static bool fits(const unsigned char codes[BYTES], struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!codes[(unsigned char)s.p[i]]) return false;
    return true;
}

/* The commonest bytes of the strings that have no page yet become the letters of one. Gives how many found a place. */
static size_t add_page(struct lanes_store *s, const struct str *strings, size_t count, unsigned char *pages) {
    uint64_t seen[BYTES] = {0};
    unsigned char *codes = s->codes[s->page_count];
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; pages[i] == UNPLACED && strings[i].n <= LANES_NAME && k < strings[i].n; k++)
            seen[(unsigned char)strings[i].p[k]]++;
    for (unsigned code = 1; code < LANES_CODES; code++) {
        unsigned most = 0;
        for (unsigned c = 1; c < BYTES; c++)
            if (seen[c] > seen[most]) most = c;
        if (!seen[most]) break;
        codes[most] = (unsigned char)code;
        seen[most] = 0;
    }
    size_t placed = 0;
    for (size_t i = 0; i < count; i++)
        if (pages[i] == UNPLACED && strings[i].n <= LANES_NAME && fits(codes, strings[i])) {
            pages[i] = (unsigned char)s->page_count;
            placed++;
        }
    s->page_count++;
    return placed;
}

/* Buckets by page and length, their room, and where the odd strings stand: behind all blocks. */
static void make_room(struct lanes_store *s, const struct str *strings, size_t count, const unsigned char *pages,
                      size_t bucket_of[PAGES][LANES_NAME + 1]) {
    size_t counts[PAGES][LANES_NAME + 1] = {{0}}, columns = 0, odds = 0;
    for (size_t i = 0; i < count; i++)
        if (pages[i] == UNPLACED) odds++;
        else counts[pages[i]][strings[i].n]++;
    for (unsigned p = 0; p < s->page_count; p++)
        for (unsigned n = 0; n <= LANES_NAME; n++) {
            if (!counts[p][n]) continue;
            size_t blocks = (counts[p][n] + LANES_BLOCK - 1) / LANES_BLOCK;
            bucket_of[p][n] = s->buckets.n;
            *(struct lanes_bucket *)vec_push(&s->buckets) = (struct lanes_bucket){p, n, blocks, s->slots, columns};
            s->slots += blocks * LANES_BLOCK;
            columns += blocks * LANES_BLOCK * n;
        }
    s->columns = heap_zero(columns + 1, 1);
    s->strings = heap_new((s->slots + odds + 1) * sizeof *s->strings);
    memset(s->strings, 0xff, (s->slots + odds + 1) * sizeof *s->strings);
}

struct lanes_store *lanes_store_new(const struct str *strings, size_t count) {
    struct lanes_store *s = heap_zero(1, sizeof *s);
    s->buckets = VEC(struct lanes_bucket);
    s->odds = VEC(struct odd);
    unsigned char *pages = heap_new(count + 1);
    memset(pages, UNPLACED, count);
    for (size_t left = count, placed = 1; left && placed && s->page_count < PAGES; left -= placed)
        placed = add_page(s, strings, count, pages);
    size_t bucket_of[PAGES][LANES_NAME + 1], used[PAGES][LANES_NAME + 1] = {{0}};
    make_room(s, strings, count, pages, bucket_of);
    for (size_t i = 0; i < count; i++) {
        struct str text = strings[i];
        if (pages[i] == UNPLACED) {
            s->strings[s->slots] = (uint32_t)i;
            *(struct odd *)vec_push(&s->odds) = (struct odd){s->slots++, arena_copy(&s->texts, text)};
            continue;
        }
        const struct lanes_bucket *b = VEC_AT(&s->buckets, struct lanes_bucket, bucket_of[pages[i]][text.n]);
        size_t at = used[pages[i]][text.n]++, block = at / LANES_BLOCK, lane = at % LANES_BLOCK;
        unsigned char *columns = s->columns + b->columns + block * LANES_BLOCK * text.n + lane;
        for (size_t k = 0; k < text.n; k++) columns[k * LANES_BLOCK] = s->codes[pages[i]][(unsigned char)text.p[k]];
        s->strings[b->slot + at] = (uint32_t)i;
    }
    free(pages);
    return s;
}

void lanes_store_free(struct lanes_store *s) {
    if (!s) return;
    vec_done(&s->buckets);
    vec_done(&s->odds);
    arena_done(&s->texts);
    free(s->columns);
    free(s->strings);
    free(s);
}

size_t lanes_store_slots(const struct lanes_store *s) { return s->slots; }
uint32_t lanes_store_string(const struct lanes_store *s, size_t slot) { return s->strings[slot]; }

/* ---- asking it ---- */

static void query_of(struct str query, const unsigned char codes[BYTES], struct lanes_query *q) {
    memset(q, 0, sizeof *q);
    q->length = (unsigned)query.n;
    q->width = q->length > 48 ? 64 : q->length ? (q->length + 7) / 8 * 8 : 8;
    for (unsigned i = 0; i < q->length; i++) {
        unsigned char code = codes[(unsigned char)query.p[i]];
        if (code) lanes_query_add(q, i, code);
    }
}

/* A column of the matrix, as bits of where the value grows and falls from row to row. */
struct steps {
    uint64_t up, down;
};

static void step(struct steps *c, uint64_t has) {
    uint64_t equal = (((has & c->up) + c->up) ^ c->up) | has | c->down;
    uint64_t shifted = ((equal | c->up) & ~c->down) << 1;
    c->up = (equal & c->up) << 1 | (~equal & shifted);
    c->down = equal & ~shifted;
}

static struct steps first_column(unsigned length, unsigned width) {
    return (struct steps){.up = length ? ~(uint64_t)0 << (64 - length) >> (64 - width) : 0};
}

/* What the last column says, given the width that its masks were made for. */
static uint8_t distance_of(struct steps c, unsigned width, size_t length) {
    uint64_t rows = ~(uint64_t)0 >> (64 - width);
    size_t distance = length + (size_t)__builtin_popcountll(c.up & rows) - (size_t)__builtin_popcountll(c.down & rows);
    return distance < LANES_FAR ? (uint8_t)distance : LANES_FAR;
}

static void names_plain(const struct lanes_query *q, const struct lanes_bucket *b, const unsigned char *columns,
                        uint8_t *distances) {
    uint64_t masks[LANES_CODES] = {0};
    for (unsigned stripe = 0; stripe < LANES_STRIPES; stripe++)
        for (unsigned code = 0; code < LANES_CODES; code++)
            masks[code] |= (uint64_t)q->masks[stripe][code] << 8 * stripe;
    for (size_t i = 0; i < b->blocks * LANES_BLOCK; i++) {
        const unsigned char *codes = columns + b->columns + i / LANES_BLOCK * LANES_BLOCK * b->length + i % LANES_BLOCK;
        struct steps c = first_column(q->length, q->width);
        for (unsigned k = 0; k < b->length; k++) step(&c, masks[codes[k * LANES_BLOCK] % LANES_CODES]);
        distances[b->slot + i] = distance_of(c, q->width, b->length);
    }
}

static void ask_odds(const struct lanes_store *s, struct str query, uint8_t *distances) {
    uint64_t masks[BYTES] = {0};
    for (size_t i = 0; i < query.n; i++) masks[(unsigned char)query.p[i]] |= (uint64_t)1 << (64 - query.n + i);
    for (size_t i = 0; i < s->odds.n; i++) {
        const struct odd *odd = VEC_AT(&s->odds, struct odd, i);
        struct steps c = first_column((unsigned)query.n, 64);
        for (size_t k = 0; k < odd->text.n; k++) step(&c, masks[(unsigned char)odd->text.p[k]]);
        distances[odd->slot] = distance_of(c, 64, odd->text.n);
    }
}

/* The buckets of one page, which stand together. */
static void ask_page(enum lanes_level level, const struct lanes_store *s, const struct lanes_query *q, size_t from,
                     size_t to, uint8_t *distances) {
    const struct lanes_bucket *buckets = VEC_AT(&s->buckets, struct lanes_bucket, from);
#ifdef LANES_HAS_AVX2
    if (level == LANES_AVX2) {
        lanes_names_avx2(q, buckets, to - from, s->columns, distances);
        return;
    }
#endif
    (void)level;
    for (size_t i = 0; i < to - from; i++) names_plain(q, &buckets[i], s->columns, distances);
}

bool lanes_names(enum lanes_level level, const struct lanes_store *s, struct str query, uint8_t *distances) {
    if (query.n > LANES_NAME) return false;
    for (size_t from = 0, to = 0; from < s->buckets.n; from = to) {
        struct lanes_query q;
        unsigned page = VEC_AT(&s->buckets, struct lanes_bucket, from)->page;
        while (to < s->buckets.n && VEC_AT(&s->buckets, struct lanes_bucket, to)->page == page) to++;
        query_of(query, s->codes[page], &q);
        ask_page(level, s, &q, from, to, distances);
    }
    if (s->odds.n) ask_odds(s, query, distances);
    return true;
}
