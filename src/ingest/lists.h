/* Lists of a case meet its documents: where a listed name stands in running text and no mention has it, it becomes one.
 *
 * A list here is any record source whose entities have names. Documents that are new are scanned (match/scan.h) for all
 * listed names, documents that were there before for the names that are new; what was done is in the table meta, so the
 * same call again does nothing. What is found in a document under one name becomes an entity of that document, with its
 * mentions, as the clusters of the language layer are: that it is the listed one is for matching (match/resolve.h) to
 * judge, or to leave a candidate. Where a mention is a part of the listed name and of its kind, the entity it means
 * gets the whole name and place; names that other mentions stick out of are left. One transaction; the result is a
 * function of the case, not of threads.
 */
#ifndef CLEW_INGEST_LISTS_H
#define CLEW_INGEST_LISTS_H

#include "base/pool.h"
#include "store/store.h"

/* *found gets the mentions that were added. Before resolve_case, which then compares them. */
bool lists_find(struct store *, struct pool *, uint64_t *found, struct err *);

#endif
