#include "text/utf8.h"

#include <assert.h>
#include <string.h>

enum { STEP = 64 };

size_t utf8_valid(struct str s) { return str_utf8(s); }

uint32_t utf8_decode(struct str s, size_t i, size_t *next) {
    assert(i < s.n);
    const unsigned char *p = (const unsigned char *)s.p + i;
    size_t n = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    assert(n <= s.n - i);
    *next = i + n;
    switch (n) {
    case 1: return p[0];
    case 2: return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    case 3: return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    default: return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    }
}

size_t utf8_encode(uint32_t c, char out[4]) {
    assert(c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF));
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(c | (n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0));
    return n;
}

/* Bytes that begin a code point; the bit pattern of the others is 10xxxxxx. */
static size_t count(const char *p, size_t n) {
    size_t c = 0;
    for (size_t i = 0; i < n; i++) c += ((unsigned char)p[i] & 0xC0) != 0x80;
    return c;
}

size_t utf8_count(struct str s) { return count(s.p, s.n); }

void utf8_index_init(struct utf8_index *x, struct str text, struct arena *a) {
    assert(text.n < UINT32_MAX);
    *x = (struct utf8_index){.text = text, .ascii = true};
    for (size_t i = 0; i < text.n && x->ascii; i++) x->ascii = (unsigned char)text.p[i] < 0x80;
    if (x->ascii) return;
    size_t n = text.n / STEP + 1;
    x->counts = arena_array(a, n, sizeof *x->counts);
    for (size_t i = 1; i < n; i++) x->counts[i] = x->counts[i - 1] + (uint32_t)count(text.p + (i - 1) * STEP, STEP);
}

size_t utf8_index_points(const struct utf8_index *x, size_t byte) {
    assert(byte <= x->text.n);
    if (x->ascii) return byte;
    size_t block = byte / STEP;
    return x->counts[block] + count(x->text.p + block * STEP, byte % STEP);
}

size_t utf8_index_byte(const struct utf8_index *x, size_t point) {
    if (x->ascii) return point < x->text.n ? point : x->text.n;
    /* The last block that begins at or before the point. */
    size_t low = 0, high = x->text.n / STEP;
    while (low < high) {
        size_t middle = (low + high + 1) / 2;
        if (x->counts[middle] <= point) low = middle;
        else high = middle - 1;
    }
    size_t i = low * STEP, seen = x->counts[low];
    for (; i < x->text.n; i++) {
        if (((unsigned char)x->text.p[i] & 0xC0) == 0x80) continue;
        if (seen++ == point) return i;
    }
    return x->text.n;
}
