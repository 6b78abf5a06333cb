/* The words of a list that a word of another script is likeliest the writing of; private to match/.
 *
 * The list's words are sorted, so those that begin alike lie together: they are walked as a tree, and no branch is gone
 * into whose words cost more than what is looked for. Near words are looked for first; farther ones only while there
 * are few and the walk was short. Nothing depends on time or threads.
 */
#ifndef CLEW_MATCH_WALK_H
#define CLEW_MATCH_WALK_H

#include "match/layout.h"
#include "names/crossing.h"

enum { WALK_MOST = 24 };

struct walk_hit {
    uint32_t word;
    uint16_t cost; /* crossing_cost's */
};
/* The first `latin` words of the list are the ones in Latin letters (walk_latin). Cheapest first; of equal cost the
 * first in the alphabet. */
uint32_t walk_crossing(const struct index *, uint32_t latin, const struct crossing_word *,
                       struct walk_hit out[WALK_MOST]);
uint32_t walk_latin(const struct index *);

#endif
