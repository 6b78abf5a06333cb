/* What one character becomes in fold_text, for those whose folding does not depend on their neighbours: the letters of
 * Europe and the Near East, and general punctuation.
 *
 * src/text/fold_letters.c is made by models/text/fold_letters.c; a unit test holds it against fold_letter_of.
 */
#ifndef CLEW_TEXT_FOLD_LETTERS_H
#define CLEW_TEXT_FOLD_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/* Three ranges of code points, one behind the other. */
enum {
    FOLD_FIRST = 0x80,
    FOLD_FIRST_END = 0x700,
    FOLD_SECOND = 0x1E00,
    FOLD_SECOND_END = 0x1F00,
    FOLD_THIRD = 0x2000,
    FOLD_THIRD_END = 0x2070,
    FOLD_LETTERS = FOLD_FIRST_END - FOLD_FIRST + FOLD_SECOND_END - FOLD_SECOND + FOLD_THIRD_END - FOLD_THIRD,
    FOLD_LETTER = 4,    /* bytes; zeros behind them. None: it is dropped; a blank: it is one */
    FOLD_NOT_HERE = '?' /* more than fits */
};
extern const char fold_letters[FOLD_LETTERS][FOLD_LETTER];

/* The same by ICU, of any code point; false when it does not fit. */
bool fold_letter_of(uint32_t code_point, char out[FOLD_LETTER]);

#endif
