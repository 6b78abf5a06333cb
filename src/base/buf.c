#include "base/buf.h"

#include "base/heap.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *buf_room(struct buf *b, size_t n) {
    size_t ceiling = b->ceiling ? b->ceiling : BUF_CEILING;
    if (n > ceiling || b->n > ceiling - n) {
        b->full = true;
        return NULL;
    }
    if (b->n + n > b->cap || !b->p) { /* also for n == 0: NULL means the ceiling */
        size_t cap = b->cap ? b->cap : 64;
        while (cap < b->n + n) cap *= 2;
        b->p = heap_grow(b->p, cap, 1);
        b->cap = cap;
    }
    return b->p + b->n;
}

bool buf_add(struct buf *b, struct str s) {
    char *at = buf_room(b, s.n);
    if (!at) return false;
    if (s.n) memcpy(at, s.p, s.n);
    b->n += s.n;
    return true;
}

bool buf_add_byte(struct buf *b, char c) { return buf_add(b, (struct str){&c, 1}); }

bool buf_add_z(struct buf *b, const char *z) { return buf_add(b, str_of(z)); }

bool buf_printf(struct buf *b, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(n >= 0);
    char *at = buf_room(b, (size_t)n + 1);
    if (at) {
        vsnprintf(at, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
    return at != NULL;
}

bool buf_add_u64(struct buf *b, uint64_t v) {
    char digits[20];
    size_t i = sizeof digits;
    do {
        digits[--i] = (char)('0' + v % 10);
        v /= 10;
    } while (v);
    return buf_add(b, (struct str){digits + i, sizeof digits - i});
}

struct str buf_str(const struct buf *b) {
    return (struct str){b->p ? b->p : "", b->n};
}

void buf_clear(struct buf *b) {
    b->n = 0;
    b->full = false;
}

void buf_done(struct buf *b) {
    free(b->p);
    *b = (struct buf){.ceiling = b->ceiling};
}
