/* The levels of lanes.h behind its calls; private to names/. */
#ifndef CLEW_NAMES_LANES_LEVELS_H
#define CLEW_NAMES_LANES_LEVELS_H

#include "names/lanes.h"

#if defined(__x86_64__)
#define LANES_HAS_AVX2 1
#endif

/* Where the query has each code: a bit a letter, its last one at the highest of `width` bits, in stripes of eight bits,
 * since registers look bytes up. */
enum { LANES_STRIPES = 8 };
struct lanes_query {
    unsigned char masks[LANES_STRIPES][LANES_CODES];
    unsigned length, width; /* width: of words 8 or 16, of names a multiple of 8 up to 48, or 64 */
};
static inline void lanes_query_add(struct lanes_query *q, unsigned letter, unsigned char code) {
    unsigned bit = q->width - q->length + letter;
    q->masks[bit / 8][code] = (unsigned char)(q->masks[bit / 8][code] | 1u << bit % 8);
}

/* Strings of one length, LANES_BLOCK at a time, as columns of codes: the first letters of a block, the second ones ...
 */
enum { LANES_BLOCK = 32 };
struct lanes_bucket {
    unsigned page, length;
    size_t blocks, slot; /* its first */
    size_t columns;      /* offset in the store's */
};

#ifdef LANES_HAS_AVX2
void lanes_words_avx2(const struct lanes_query *, const unsigned char *const *words, size_t count, unsigned most,
                      uint8_t *distances);
/* Fills the slots of these buckets. */
void lanes_names_avx2(const struct lanes_query *, const struct lanes_bucket *, size_t count,
                      const unsigned char *columns, uint8_t *distances);
#endif

#endif
