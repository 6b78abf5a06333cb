#include "base/arena.h"

#include "base/heap.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16, FIRST_BLOCK = 4096, LARGEST_STEP = 1 << 20 };

struct arena_block {
    struct arena_block *older;
    size_t cap;
    _Alignas(16) char data[];
};

static void add_block(struct arena *a, size_t need) {
    size_t cap = a->newest ? a->newest->cap * 2 : FIRST_BLOCK;
    if (cap > LARGEST_STEP) cap = LARGEST_STEP;
    if (cap < need) cap = need;
    struct arena_block *b = heap_new(sizeof *b + cap);
    b->older = a->newest;
    b->cap = cap;
    a->newest = b;
    a->used = 0;
    a->cap = cap;
}

void *arena_raw(struct arena *a, size_t n) {
    assert(n <= SIZE_MAX / 2);
    size_t size = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (!a->newest || size > a->cap - a->used) add_block(a, size ? size : ALIGN);
    void *p = a->newest->data + a->used;
    a->used += size;
    a->total += size;
    return p;
}

void *arena_new(struct arena *a, size_t n) {
    void *p = arena_raw(a, n);
    memset(p, 0, n);
    return p;
}

void *arena_array(struct arena *a, size_t count, size_t size) {
    assert(size == 0 || count <= SIZE_MAX / 2 / size);
    return arena_new(a, count * size);
}

struct str arena_copy(struct arena *a, struct str s) {
    char *p = arena_raw(a, s.n + 1);
    if (s.n) memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return (struct str){p, s.n};
}

struct str arena_printf(struct arena *a, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(n >= 0);
    char *p = arena_raw(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return (struct str){p, (size_t)n};
}

static void free_blocks(struct arena_block *b) {
    while (b) {
        struct arena_block *older = b->older;
        free(b);
        b = older;
    }
}

void arena_reset(struct arena *a) {
    if (!a->newest) return;
    free_blocks(a->newest->older);
    a->newest->older = NULL;
    a->used = a->total = 0;
}

void arena_done(struct arena *a) {
    free_blocks(a->newest);
    *a = (struct arena){0};
}
