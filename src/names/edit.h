/* How much must be changed to turn one word into the other.
 *
 * The cost counts tenths of an edit: inserting, deleting or replacing a letter 10, swapping neighbours 8, and less for
 * letters that sound or look alike (i/y, c/k, v/w: 5), for doubling a letter or an h (4). Symmetric.
 */
#ifndef CLEW_NAMES_EDIT_H
#define CLEW_NAMES_EDIT_H

#include "base/str.h"

enum { EDIT_LETTERS = 48, EDIT_UNIT = 10 };

/* Words of Latin letters (bytes); at most EDIT_LETTERS of each are compared. Above `most` the exact cost does not
 * matter to the caller: most + 1 may be given. */
unsigned edit_cost(struct str a, struct str b, unsigned most);
/* The same over code points, without a notion of letters that are alike. */
unsigned edit_cost_points(struct str a, struct str b, unsigned most);
/* For a consonant alphabet against Latin: vowels of either side cost 2. Both are names/sound.h's sound_of. */
unsigned edit_cost_vowelless(struct str a, struct str b, unsigned most);

#endif
