/* A bundle into the case, in one transaction. */
#ifndef CLEW_INGEST_WRITE_H
#define CLEW_INGEST_WRITE_H

#include "ingest/bundle.h"
#include "store/store.h"

/* Whether the case has these bytes already; if so the path, unless absent, is noted as another
 * occurrence. With `again` a source that
 * was refused counts as not known: write_bundle then puts the new reading in its place. */
bool write_known(struct store *, const char sha256[SHA256_HEX + 1], struct str path, bool again, bool *known,
                 struct err *);
/* All or nothing: after true the source survives kill -9. A file that could not be opened before and now can loses the
 * entry that said so. A refusal that the case has already, for the same reason, changes nothing. */
bool write_bundle(struct store *, const struct bundle *, struct err *);

/* A name of an entity, with the keys under which matching finds it; inside the caller's transaction. */
bool write_name(struct store *, int64_t entity, struct str schema, struct str prop, struct str value, struct err *);

#endif
