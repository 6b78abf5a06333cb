/* What every fuzz target defines; 0 always. A broken promise is an abort, from FUZZ_CHECK or a sanitizer. */
#ifndef CLEW_TESTS_FUZZ_H
#define CLEW_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define FUZZ_CHECK(promise)                                                                                            \
    do {                                                                                                               \
        if (promise) break;                                                                                            \
        fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #promise);                                          \
        abort();                                                                                                       \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#endif
