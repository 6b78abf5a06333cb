/* Files into a case: what is new is read, understood, stored, and joined with what is there. */
#ifndef CLEW_INGEST_ADD_H
#define CLEW_INGEST_ADD_H

#include "base/json.h"
#include "base/pool.h"
#include "ingest/bundle.h"
#include "store/store.h"

struct add {
    const char *const *paths;
    size_t path_count;
    const char *mapping; /* for every table, or NULL: FILE.yml beside FILE */
    struct bundle_options options;
    bool dry_run;
    const volatile int *stop; /* looked at between files; NULL: never */
    void (*progress)(void *context, size_t done, size_t total, const char *path);
    void *context;
};

/* The report, in the arena: {"in","read","partial","refused","known","sources":[...],"joined","candidates","stopped"}.
 * false only when the case cannot be written (or a path does not exist): what was committed before stays. */
bool add_paths(struct store *, struct pool *, const struct add *, struct arena *, struct json **report, struct err *);

#endif
