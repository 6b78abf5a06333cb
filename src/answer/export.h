/* A case in the formats of others. */
#ifndef CLEW_ANSWER_EXPORT_H
#define CLEW_ANSWER_EXPORT_H

#include "base/buf.h"
#include "model/schema.h"
#include "store/store.h"

enum export_format {
    EXPORT_FTM,
    EXPORT_STATEMENTS,
    EXPORT_RESOLVER,
    EXPORT_GEXF,
    EXPORT_GRAPHML,
    EXPORT_CSV,
    EXPORT_ANNOTATIONS
};

/* ftm: FollowTheMoney entities of the records and documents, a line each, as they were read (judgements are in
 * resolver). statements: FollowTheMoney statement CSV with canonical ids. resolver: nomenklatura's lines. gexf
 * (1.2draft), graphml: entities and ties. csv: ties with speaker and passage. annotations: W3C Web Annotations of
 * claims and ties, a line each. Appends to `out`. */
bool export_case(struct store *, const struct model *, enum export_format, struct buf *out, struct err *);

#endif
