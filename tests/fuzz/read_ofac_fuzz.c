/* OFAC CSV files: see read_fuzz.h. */
#include "read_fuzz.h"

extern const struct reader reader_ofac;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    return read_fuzz(&reader_ofac, "a.csv", (struct str){NULL, 0}, bytes, n);
}
