/* How likely a word of another script is the writing of a Latin one, by tables learned from pairs of names.
 *
 * A Latin letter, seen with the letters at its sides, stands for none, one or two letters of the other script; the
 * table has the cost of each (sixteenths of a nat, minus the logarithm of the probability). The cost of a word is that
 * of the cheapest way to write it so. Syllables and signs are spelt out first: Hangul in its letters, kana as consonant
 * and vowel, Han as its commonest reading. Tables are trained by models/names/crossings.c.
 *
 *     struct crossing_word w;
 *     if (crossing_prepare(STR("стольник"), &w))                            // once a word; false: no table
 *         unsigned cost = crossing_cost(&w, STR("stolnik"), CROSSING_MOST); // about 0.2 us
 * script.h goes the other way and gives spellings. Everything is in integers: equal on every machine.
 */
#ifndef CLEW_NAMES_CROSSING_H
#define CLEW_NAMES_CROSSING_H

#include "base/str.h"

enum {
    CROSSING_LETTERS = 48, /* letters of a word that are looked at, spelt out */
    CROSSING_LATIN = 48,   /* Latin letters of one */
    CROSSING_SPELT = 7,    /* letters of a sign at most */
    CROSSING_SIDES = 27,   /* a to z from 1 on; 0 is the end of a word and whatever else */
    CROSSING_UNSAID = 136, /* a letter of the other script that no Latin one stands for */
    CROSSING_MOST = 12000, /* a cost above that of any word */
    CROSSING_MAGIC = 0x31737263
};

/* The bytes of a table: this; then
 *
 *     uint16_t rows[SIDES][SIDES][SIDES]   of a letter behind its left neighbour and before its right one
 *     uint8_t signs[count][SPELT]          the letters of the code points from `first` on, ended by 0 if fewer
 *     uint8_t pairs[letters + 1][letters + 1]  the column of two letters in a row; the last column if they have none
 *     uint8_t costs[rows][columns]
 * Column 0 is no letter, then come the letters, then pairs of letters; the last column costs 255 in every row. */
struct crossing {
    uint32_t magic, first, count;
    uint16_t letters, columns, rows, unused;
};

struct crossing_word {
    const struct crossing *table;
    uint8_t count;
    uint8_t letters[CROSSING_LETTERS + 2]; /* columns; unknown letters have the last one */
    uint8_t pairs[CROSSING_LETTERS + 2];   /* columns of letters i and i + 1 */
};

/* `folded` is fold_text's; it is not referred to afterwards. False when no table reads its first letter beyond
 * ASCII. */
bool crossing_prepare(struct str folded, struct crossing_word *out);
/* The cost of writing `latin` (fold_latin's) so; `most` + 1 when it is more than `most`. */
unsigned crossing_cost(const struct crossing_word *, struct str latin, unsigned most);
/* The same letter by letter, for many words in alphabetical order that begin alike: the costs of every first part of
 * the other word so far. A step is for the letter `here` between two others (0: there is none) and gives the least of
 * the costs, below which no word goes that begins so; behind the last letter the cost of the word is `costs[w->count]`.
 */
struct crossing_row {
    uint16_t costs[CROSSING_LETTERS + 1];
};
void crossing_start(const struct crossing_word *, struct crossing_row *out);
unsigned crossing_step(const struct crossing_word *, char before, char here, char after, const struct crossing_row *,
                       struct crossing_row *out);
/* The same in hundredths of an edit (names/edit.h). */
unsigned crossing_distance(const struct crossing_word *, struct str latin, unsigned most);
/* The table in these bytes, or NULL when they are none. For crossing_prepare_with, which tests and measures tables. */
const struct crossing *crossing_table(struct str bytes);
bool crossing_prepare_with(const struct crossing *, struct str folded, struct crossing_word *out);

#endif
