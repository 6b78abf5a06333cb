#include "base/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

static void *checked(void *p) {
    static const char text[] = "clew: out of memory; everything that was acknowledged is safe, run the command again\n";
    if (p) return p;
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0) _exit(2);
    _exit(2);
}

void *heap_new(size_t n) { return checked(malloc(n ? n : 1)); }

void *heap_zero(size_t count, size_t size) { return checked(calloc(count ? count : 1, size ? size : 1)); }

void *heap_grow(void *p, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) return checked(NULL);
    size_t bytes = count * size;
    return checked(realloc(p, bytes > 0 ? bytes : 1));
}
