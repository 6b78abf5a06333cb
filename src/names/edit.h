/* How much must be changed to turn one word into the other.
 *
 * The cost counts tenths of an edit: inserting, deleting or replacing a letter 10, swapping neighbours 8, and less for
 * letters that sound or look alike (i/y, c/k, v/w: 5), for doubling a letter or an h (4). Symmetric.
 */
#ifndef CLEW_NAMES_EDIT_H
#define CLEW_NAMES_EDIT_H

#include "base/str.h"

enum { EDIT_LETTERS = 48, EDIT_UNIT = 10 };

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
/* A few instructions: edit_cost is never below this. */
unsigned edit_least(const struct edit_word *a, const struct edit_word *b);
/* edit_cost of two words and what was prepared of them. */
unsigned edit_cost_prepared(const struct edit_word *a, struct str text_a, const struct edit_word *b, struct str text_b,
                            unsigned most);

/* The same over code points, without a notion of letters that are alike. */
unsigned edit_cost_points(struct str a, struct str b, unsigned most);
/* For a consonant alphabet against Latin: vowels of either side cost 2. Both are names/sound.h's sound_of. */
unsigned edit_cost_vowelless(struct str a, struct str b, unsigned most);

#endif
