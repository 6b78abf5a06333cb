/* How much must be changed to turn one word into the other.
 *
 * The cost counts tenths of an edit: inserting, deleting or replacing a letter 10, swapping neighbours 8, and less for
 * letters that sound or look alike (i/y, c/k, v/w: 5), for doubling a letter or an h (4). Symmetric.
 */
#ifndef CLEW_NAMES_EDIT_H
#define CLEW_NAMES_EDIT_H

#include "base/str.h"

enum { EDIT_LETTERS = 48, EDIT_UNIT = 10, EDIT_ALIKE = 5, EDIT_DOUBLED = 4 };

/* Words of Latin letters (bytes); at most EDIT_LETTERS of each are compared. most + 1 when the cost is above `most`. */
unsigned edit_cost(struct str a, struct str b, unsigned most);

/* A word made ready for being compared often. */
enum { EDIT_START = 15 };
struct edit_word {
    unsigned char start[EDIT_START + 1]; /* its first letters; zeros behind them */
    uint32_t letters, near;              /* which letters it has; which ones are like one of them */
    uint32_t initial;                    /* a bit of its first byte; other bytes may share it */
    uint8_t length, soft;                /* bytes of it; how many of them are cheap to drop */
};
void edit_prepare(struct str, struct edit_word *out);
/* edit_cost of two words and what was prepared of them. */
unsigned edit_cost_prepared(const struct edit_word *a, struct str text_a, const struct edit_word *b, struct str text_b,
                            unsigned most);

/* The same over code points, without a notion of letters that are alike. */
unsigned edit_cost_points(struct str a, struct str b, unsigned most);
/* For a consonant alphabet against Latin: vowels of either side cost 2. Both are names/sound.h's sound_of. */
unsigned edit_cost_vowelless(struct str a, struct str b, unsigned most);

static inline unsigned edit_bits(uint64_t x) {
    x -= x >> 1 & 0x5555555555555555;
    x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
    return (unsigned)(((x + (x >> 4)) & 0x0f0f0f0f0f0f0f0f) * 0x0101010101010101 >> 56);
}

/* What the letters of `a` cost at least that `b` has not: each is changed into one like it, or dropped. */
static inline unsigned edit_least_missing(const struct edit_word *a, const struct edit_word *b) {
    uint64_t missing = a->letters & ~b->letters, h = missing & UINT64_C(1) << ('h' - 'a');
    missing ^= h;
    return EDIT_ALIKE * edit_bits(missing | (missing & ~b->near) << 32) + (h ? EDIT_DOUBLED : 0);
}

/* A few instructions: edit_cost is never below this. */
static inline unsigned edit_least(const struct edit_word *a, const struct edit_word *b) {
    bool a_longer = a->length >= b->length;
    const struct edit_word *longer = a_longer ? a : b, *shorter = a_longer ? b : a;
    /* The longer word's surplus is dropped, apart from what the shorter one's own letters need. */
    unsigned surplus = (unsigned)(longer->length - shorter->length);
    unsigned soft = surplus < longer->soft ? surplus : longer->soft;
    unsigned drops = surplus * EDIT_UNIT - soft * (EDIT_UNIT - EDIT_DOUBLED);
    unsigned x = edit_least_missing(longer, shorter), y = drops + edit_least_missing(shorter, longer);
    return x > y ? x : y;
}

#endif
