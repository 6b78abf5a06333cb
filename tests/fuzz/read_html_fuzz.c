/* HTML pages: see read_fuzz.h. */
#include "read_fuzz.h"

extern const struct reader reader_html;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    return read_fuzz(&reader_html, "a.html", (struct str){NULL, 0}, bytes, n);
}
