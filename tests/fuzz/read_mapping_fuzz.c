/* Any YAML as the mapping of a small table: it is refused with a reason, or its entities keep the readers' promises. */
#include "read_fuzz.h"

extern const struct reader reader_table;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct str table =
        STR("Donor;Kind;Party;Amount;Received;Country\nAnna Sample;person;Blue Door;1.234,56;05.03.2024;NO\n");
    struct str mapping = {(const char *)bytes, n};
    return read_fuzz(&reader_table, "a.csv", mapping, (const uint8_t *)table.p, table.n);
}
