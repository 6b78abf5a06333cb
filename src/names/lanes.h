/* Edit distances of one string against many at a time, on the widest registers that the machine has.
 *
 * Two kinds. Words: short, packed, lying anywhere; the distance is optimal string alignment (insert, delete, replace,
 * swap of neighbours).
 *
 *     unsigned char query[LANES_WORD], listed[COUNT][LANES_WORD];
 *     if (!lanes_pack(STR("stolnik"), query)) ...              // too long for this
 *     const unsigned char *words[COUNT] = {listed[0], ...};    // the caller prefetches what it points at
 *     uint8_t distances[COUNT];
 *     lanes_words(lanes_level(), query, words, COUNT, 2, distances);
 *
 * Names: up to 64 bytes, all of a store that is made once; the distance is Levenshtein's, of bytes.
 *
 *     struct lanes_store *s = lanes_store_new(strings, count);
 *     uint8_t *distances = heap_new(lanes_store_slots(s));
 *     lanes_names(lanes_level(), s, STR("vera stolnik"), distances);
 *     for (size_t i = 0; i < lanes_store_slots(s); i++)
 *         if (lanes_store_string(s, i) != LANES_NONE && distances[i] < 3) ...
 *     lanes_store_free(s);
 *
 * The level is chosen by the caller, once, and never changes an answer; it is a parameter so that tests try each. A
 * level that the machine does not have must not be passed. Cost of a word in batches of 64, in cache: about 3 ns at
 * LANES_AVX2, 25 ns at LANES_PLAIN. Cost of a name of 20 letters: 4 ns and 60 ns.
 */
#ifndef CLEW_NAMES_LANES_H
#define CLEW_NAMES_LANES_H

#include "base/str.h"

enum lanes_level { LANES_PLAIN, LANES_AVX2 };
/* The best of this machine; CLEW_LANES=plain in the environment asks for LANES_PLAIN, to compare. */
enum lanes_level lanes_level(void);

enum { LANES_WORD = 16, LANES_CODES = 32 };
/* Letters a to z become 1 to 26, any other byte one of five more codes, so that words which are not all letters may
 * seem nearer than they are; the end is filled with zeros. False, and all zeros, for more than LANES_WORD bytes. */
bool lanes_pack(struct str word, unsigned char out[LANES_WORD]);
/* The distance of `query` to each of `count` words: exact up to `most`, else most + 1. */
void lanes_words(enum lanes_level, const unsigned char query[LANES_WORD], const unsigned char *const *words,
                 size_t count, unsigned most, uint8_t *distances);

enum { LANES_NAME = 64, LANES_FAR = 255 };
#define LANES_NONE UINT32_MAX
struct lanes_store;
/* Copies the strings. They are grouped by length and by the letters they use (at most 31 at a time), as columns of
 * letters; those of more than LANES_NAME bytes or of very mixed letters are compared one by one. */
struct lanes_store *lanes_store_new(const struct str *strings, size_t count);
void lanes_store_free(struct lanes_store *);
/* Distances come in the order of the store's slots, a few of which are empty. */
size_t lanes_store_slots(const struct lanes_store *);
uint32_t lanes_store_string(const struct lanes_store *, size_t slot); /* its number; LANES_NONE: empty */
/* Distance of `query` to every string, LANES_FAR when it is more; empty slots get any number. False, and nothing, for
 * queries of more than LANES_NAME bytes. */
bool lanes_names(enum lanes_level, const struct lanes_store *, struct str query, uint8_t *distances);

#endif
