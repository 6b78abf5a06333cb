/* Any bytes given to a reader: reading ends, the sink gets what readers promise (the dump checks it), and false comes
 * with a reason. */
#ifndef CLEW_TESTS_READ_FUZZ_H
#define CLEW_TESTS_READ_FUZZ_H

#include "../read_dump.h"
#include "fuzz.h"

static inline int read_fuzz(const struct reader *reader, const char *name, struct str mapping, const uint8_t *bytes,
                            size_t n) {
    struct dump d = {.quiet = true};
    struct sink sink = dump_sink(&d);
    struct err e = {0};
    struct input input = {.bytes = {(const char *)bytes, n}, .name = str_of(name), .mapping = mapping};
    reader->recognise(input.bytes, input.name);
    bool ok = reader->read(&input, &sink, &e);
    FUZZ_CHECK(ok ? d.facts == 1 : e.code != ERR_NONE);
    FUZZ_CHECK(!ok || d.documents + d.records + d.notes > 0); /* nothing is passed over in silence */
    buf_done(&d.out);
    return 0;
}

#endif
