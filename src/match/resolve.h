/* Who is who in a case: joins what surely is one, proposes what may be, keeps apart what must be.
 *
 * Every record and every document's cluster is an entity of its own; two of them are compared when a name key or an
 * identifier is common to both. The outcome is a judgement by "clew" with its score and reason:
 *   same       joined: score at or above RESOLVE_JOIN, and nothing speaks against it
 *   candidate  proposed: shown as doubtful identity, never joined
 *   different  one name, but facts that exclude each other (birth dates, both on one list under two numbers)
 * Judgements by people win over these and are never changed here. `canonical` of an entity is the member that stands
 * for its cluster; clusters are unions of same-edges in falling order of score, none of which may bring together two
 * that are different. The result is a function of the case's content, not of the order or the threads of the work.
 */
#ifndef CLEW_MATCH_RESOLVE_H
#define CLEW_MATCH_RESOLVE_H

#include "base/pool.h"
#include "store/store.h"

#define RESOLVE_JOIN 0.88
#define RESOLVE_PROPOSE 0.50

struct resolve_report {
    uint64_t compared, same, candidates, different; /* pairs judged by this run */
};
/* Compares what is new since the last run with everything, in one transaction. */
bool resolve_case(struct store *, struct pool *, struct resolve_report *, struct err *);

#endif
