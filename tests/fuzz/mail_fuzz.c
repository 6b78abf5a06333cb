/* Any bytes read as a mail: reading ends, and the sink gets what readers promise (checked by the dump). */
#include "../read_dump.h"
#include "fuzz.h"

extern const struct reader reader_mail;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct dump d = {.quiet = true};
    struct sink sink = dump_sink(&d);
    struct err e = {0};
    struct input input = {.bytes = {(const char *)bytes, n}, .name = STR("a.eml")};
    reader_mail.recognise(input.bytes, input.name);
    bool ok = reader_mail.read(&input, &sink, &e);
    FUZZ_CHECK(ok ? d.facts == 1 : e.code != ERR_NONE);
    buf_done(&d.out);
    return 0;
}
