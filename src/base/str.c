#include "base/str.h"

#include <string.h>

struct str str_of(const char *z) {
    return (struct str){z, z ? strlen(z) : 0};
}

struct str str_cut(struct str s, size_t from, size_t to) {
    if (to > s.n) to = s.n;
    if (from > to) from = to;
    return (struct str){s.p + from, to - from};
}

bool str_eq(struct str a, struct str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }

bool str_is(struct str a, const char *z) { return str_eq(a, str_of(z)); }

bool str_ieq(struct str a, struct str b) {
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (ascii_to_lower(a.p[i]) != ascii_to_lower(b.p[i])) return false;
    return true;
}

int str_cmp(struct str a, struct str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix) { return s.n >= prefix.n && str_eq(str_cut(s, 0, prefix.n), prefix); }

bool str_ends(struct str s, struct str suffix) {
    return s.n >= suffix.n && str_eq(str_cut(s, s.n - suffix.n, s.n), suffix);
}

size_t str_find(struct str s, struct str needle, size_t from) {
    if (from > s.n) return SIZE_MAX;
    if (needle.n == 0) return from;
    if (s.n - from < needle.n) return SIZE_MAX; /* an absent str has no pointer to search */
    const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

size_t str_find_byte(struct str s, char c, size_t from) {
    if (from >= s.n) return SIZE_MAX;
    const char *hit = memchr(s.p + from, c, s.n - from);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

struct str str_trim(struct str s) {
    while (s.n && ascii_space(s.p[0])) s = str_cut(s, 1, s.n);
    while (s.n && ascii_space(s.p[s.n - 1])) s.n--;
    return s;
}

struct str str_split(struct str *rest, char sep) {
    size_t at = str_find_byte(*rest, sep, 0);
    struct str part = *rest;
    if (at == SIZE_MAX) {
        *rest = (struct str){NULL, 0};
    } else {
        part.n = at;
        *rest = str_cut(*rest, at + 1, rest->n);
    }
    return part;
}

bool str_to_u64(struct str s, uint64_t *out) {
    uint64_t v = 0;
    if (s.n == 0) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!ascii_digit(s.p[i])) return false;
        uint64_t d = (uint64_t)(s.p[i] - '0');
        if (v > (UINT64_MAX - d) / 10) return false;
        v = v * 10 + d;
    }
    *out = v;
    return true;
}

bool str_to_i64(struct str s, int64_t *out) {
    bool minus = s.n && s.p[0] == '-';
    uint64_t v;
    if (!str_to_u64(minus ? str_cut(s, 1, s.n) : s, &v)) return false;
    if (v > (uint64_t)INT64_MAX + minus) return false;
    *out = minus ? (int64_t)(0 - v) : (int64_t)v;
    return true;
}

/* FNV-1a with a final mix (the constants of splitmix64), so that low bits of short keys are usable as table slots. */
uint64_t str_hash(struct str s) {
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
    return h ^ (h >> 31);
}

/* Bytes of the sequence at p, 0 when it is not one; table 3-7 of the Unicode standard. */
static size_t utf8_sequence(const unsigned char *p, size_t n) {
    unsigned char b = p[0], low = 0x80, high = 0xBF;
    size_t need = b < 0x80 ? 1 : b >= 0xC2 && b <= 0xDF ? 2 : (b & 0xF0) == 0xE0 ? 3 : b >= 0xF0 && b <= 0xF4 ? 4 : 0;
    if (!need || n < need) return 0;
    if (need == 1) return 1;
    if (b == 0xE0) low = 0xA0;
    if (b == 0xED) high = 0x9F;
    if (b == 0xF0) low = 0x90;
    if (b == 0xF4) high = 0x8F;
    if (p[1] < low || p[1] > high) return 0;
    for (size_t i = 2; i < need; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    return need;
}

size_t str_utf8(struct str s) {
    size_t i = 0;
    while (i < s.n) {
        uint64_t eight;
        while (s.n - i >= sizeof eight) {
            memcpy(&eight, s.p + i, sizeof eight);
            if (eight & 0x8080808080808080u) break;
            i += sizeof eight;
        }
        if (i == s.n) break;
        size_t n = utf8_sequence((const unsigned char *)s.p + i, s.n - i);
        if (!n) break;
        i += n;
    }
    return i;
}

bool ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool ascii_alpha(char c) { return ascii_upper(c) || ascii_lower(c); }
bool ascii_alnum(char c) { return ascii_alpha(c) || ascii_digit(c); }
char ascii_to_lower(char c) { return ascii_upper(c) ? (char)(c + ('a' - 'A')) : c; }
