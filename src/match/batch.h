/* Many queries at once: a CSV of them becomes JSON lines, on all threads, in the order of the rows.
 *
 * A line: {"row":0,"query":"…","us":12,"results":[{"id":"…","caption":"…","name":"…","score":0.9731,"match":true}]};
 * with `explain`, results carry "pieces" and "logit". Columns schema, birth_date, country, gender and id are used when
 * present.
 */
#ifndef CLEW_MATCH_BATCH_H
#define CLEW_MATCH_BATCH_H

#include "match/screen.h"

struct batch_options {
    struct screen_options screen;
    struct str column; /* of the names; absent: "name", else the first one */
    unsigned threads;  /* 0: as many as cores */
};
/* Gives every finished stretch of lines to `write`, which returns false to stop (ERR_STOPPED). */
bool batch_run(struct index *, struct str csv, const struct batch_options *,
               bool (*write)(void *context, struct str lines), void *context, uint64_t *asked, struct err *);

#endif
