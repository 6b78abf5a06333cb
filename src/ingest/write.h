/* A bundle into the case, in one transaction. */
#ifndef CLEW_INGEST_WRITE_H
#define CLEW_INGEST_WRITE_H

#include "ingest/bundle.h"
#include "store/store.h"

/* Whether the case has these bytes already; if so the path is noted as another occurrence. */
bool write_known(struct store *, const char sha256[SHA256_HEX + 1], struct str path, bool *known, struct err *);
/* All or nothing: after true the source survives kill -9. */
bool write_bundle(struct store *, const struct bundle *, struct err *);

#endif
