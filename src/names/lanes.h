/* Edit distances of one string against many at a time, on the widest registers that the machine has.
 *
 * Words: short, packed, lying anywhere; the distance is optimal string alignment (insert, delete, replace, swap of
 * neighbours).
 *
 *     unsigned char query[LANES_WORD], listed[COUNT][LANES_WORD];
 *     if (!lanes_pack(STR("stolnik"), query)) ...              // too long for this
 *     const unsigned char *words[COUNT] = {listed[0], ...};    // the caller prefetches what it points at
 *     uint8_t distances[COUNT];
 *     lanes_words(lanes_level(), query, words, COUNT, 2, distances);
 *
 * The level is chosen by the caller, once, and never changes an answer; it is a parameter so that tests try each. A
 * level that the machine does not have must not be passed. Cost of a word in batches of 64, in cache: about 3 ns at
 * LANES_AVX2, 25 ns at LANES_PLAIN.
 */
#ifndef CLEW_NAMES_LANES_H
#define CLEW_NAMES_LANES_H

#include "base/str.h"

enum lanes_level { LANES_PLAIN, LANES_AVX2 };
enum lanes_level lanes_level(void); /* the best of this machine; cheap */

enum { LANES_WORD = 16, LANES_CODES = 32 };
/* Letters a to z become 1 to 26, any other byte one of five more codes, so that words which are not all letters may
 * seem nearer than they are; the end is filled with zeros. False, and all zeros, for more than LANES_WORD bytes. */
bool lanes_pack(struct str word, unsigned char out[LANES_WORD]);
/* The distance of `query` to each of `count` words: exact up to `most`, else most + 1. */
void lanes_words(enum lanes_level, const unsigned char query[LANES_WORD], const unsigned char *const *words,
                 size_t count, unsigned most, uint8_t *distances);

#endif
