/* The pieces of a comparison: what they say of the words, and the room they stand in.
 *
 * This runs for every pair of words of every comparison that is explained: one allocation, no printf.
 */
#ifndef CLEW_NAMES_EXPLAIN_H
#define CLEW_NAMES_EXPLAIN_H

#include "names/align.h"

enum { EXPLAIN_REST = 10 }; /* pieces beside those of the words: of the names as a whole, and of facts */

struct explanation {
    struct name_piece *pieces; /* NULL: not asked for */
    size_t count, cap;
    char *text; /* where the next text goes */
};
/* Makes room for a piece of every pair of `al` (NULL: there is none) and EXPLAIN_REST others. arena: NULL leaves it
 * that no explanation was asked for. */
void explain_init(struct explanation *, const struct name *a, const struct name *b, const struct align *al,
                  struct arena *arena);
/* "petrov = petrow (1.0 letters differ)"; swapped: b's words first. Each pair once. */
struct str explain_pair(struct explanation *, const struct name *a, const struct name *b, const struct align_pair *,
                        bool swapped);

#endif
