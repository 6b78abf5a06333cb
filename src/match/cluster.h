/* From judgements to clusters: `canonical` of every entity. For src/match only. */
#ifndef CLEW_MATCH_CLUSTER_H
#define CLEW_MATCH_CLUSTER_H

#include "match/dossier.h"

/* Reads all judgements, settles ambiguous ones (a name in a document that fits two different people becomes a candidate
 * of both), and writes `canonical`. Inside the caller's transaction. */
bool cluster_case(struct store *, const struct dossiers *, struct err *);

#endif
