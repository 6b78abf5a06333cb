/* UN lists: see read_fuzz.h. */
#include "read_fuzz.h"

extern const struct reader reader_un;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    return read_fuzz(&reader_un, "a.xml", (struct str){NULL, 0}, bytes, n);
}
