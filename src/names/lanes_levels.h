/* The levels of lanes.h behind its calls; private to names/. */
#ifndef CLEW_NAMES_LANES_LEVELS_H
#define CLEW_NAMES_LANES_LEVELS_H

#include "names/lanes.h"

#if defined(__x86_64__)
#define LANES_HAS_AVX2 1
#endif

/* Where the query has each code, its last letter at the highest of `width` bits: what all levels look up. */
struct lanes_query {
    uint64_t masks[LANES_CODES];
    unsigned length, width;
};

#ifdef LANES_HAS_AVX2
void lanes_words_avx2(const struct lanes_query *, const unsigned char *const *words, size_t count, unsigned most,
                      uint8_t *distances);
#endif

#endif
