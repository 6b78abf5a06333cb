/* One file through reader and language without a case: what `clew extract` prints. */
#ifndef CLEW_INGEST_EXTRACT_H
#define CLEW_INGEST_EXTRACT_H

#include "base/json.h"
#include "language/language.h"
#include "read/read.h"

/* {"document":{...},"text":"...","records":n,"mentions":[...],"claims":[...],"ties":[...],"notes":[...]}; objects as in
 * the contract, positions in code points of "text". A file with several documents (mbox) is read as one: their texts
 * follow each other. `doc` is the name the objects carry, lent. Everything else lives in the arena; strings are
 * zero-terminated. */
bool extract_bytes(const struct language *, const struct model *, struct str bytes, struct str doc, const char *as,
                   struct arena *, struct json **out, struct err *);

#endif
