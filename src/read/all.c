#include "read/read.h"

/* Every format that clew reads. The surest wins; the earlier one when two are equally sure. */
extern const struct reader reader_un, reader_ofac;

const struct reader *const all_readers[] = {&reader_un, &reader_ofac, NULL};
