/* The names of a list that a query may mean, the most promising first: what is worth comparing in full; private to
 * match/.
 *
 * The words of the query are expanded (match/expand.h). The lists of the names that have these words, and those of
 * pairs of frequent ones, are read within a budget: the surest first, of about equally sure ones the shortest. What
 * several words have said, and some of the rest, is weighed by how much of both names is answered.
 */
#ifndef CLEW_MATCH_GATHER_H
#define CLEW_MATCH_GATHER_H

#include "match/layout.h"

enum { GATHER_MOST = 256 };

struct gather; /* one a thread */
struct gather *gather_new(const struct index *);
void gather_free(struct gather *);
/* Gives how many; the arena is for what is needed on the way. */
uint32_t gather_run(struct gather *, const struct name *query, struct arena *, uint32_t names[GATHER_MOST]);

#endif
