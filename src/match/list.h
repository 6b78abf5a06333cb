/* Lists of names from files: into an index, or as the questions of a batch.
 *
 * A list is CSV with columns entity_id and name, and schema, birth_date, country, gender, id where there are; or
 * FollowTheMoney entities as JSON lines (names, aliases and weak aliases). Both are told apart by their first byte.
 */
#ifndef CLEW_MATCH_LIST_H
#define CLEW_MATCH_LIST_H

#include "match/index.h"

struct list_count {
    uint64_t names, refused; /* refused: rows without a name or id, and lines that are no entity */
    uint32_t first_refused;  /* its line; 0: none */
};
/* Whether list_add can read the bytes: other formats go through the readers (read/read.h) and list_add_entry. */
bool list_recognise(struct str bytes);
bool list_add(struct index_build *, struct str bytes, struct list_count *, struct err *);

#endif
