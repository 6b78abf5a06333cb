/* The walk over a CSV text that all table-like formats share: damaged rows become notes, the rest goes on. */
#ifndef CLEW_READ_ROWS_H
#define CLEW_READ_ROWS_H

#include "base/csv.h"
#include "read/read.h"

struct rows {
    const struct input *in;
    const struct sink *sink;
    struct csv_reader csv;
    struct csv_row row;  /* the newest; its fields live until the next call */
    struct arena *arena; /* reset before each row */
    size_t given, refused;
};

void rows_open(struct rows *, const struct input *, const struct sink *, struct str text, struct csv_dialect,
               struct arena *);
/* true: rows.row is the next row that is not empty. Damaged rows are noted as refused and passed over. */
bool rows_next(struct rows *);
struct str rows_field(const struct rows *, size_t i); /* trimmed; absent behind the end */
struct place rows_place(const struct rows *);

#endif
