#include "names/edit.h"
#include "text/utf8.h"

#include <string.h>

enum { SWAP = 8, ALIKE = 5, DOUBLED = 4, VOWEL = 2 };

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* Pairs of letters that stand for each other in spellings of one sound, or that readers mistake. */
static bool alike(char a, char b) {
    /* By letter the set of letters like it: iy ck vw sz ei ou ij ae fv gk dt bp cs gj qk uw bv gh jy. */
    static const uint32_t like[26] = {0x10,     0x208000,  0x40400,   0x80000, 0x101,     0x200000, 0x680,
                                      0x40,     0x1000210, 0x1000140, 0x10044, 0x0,       0x0,      0x0,
                                      0x100000, 0x2,       0x400,     0x0,     0x2000004, 0x8,      0x404000,
                                      0x400022, 0x300000,  0x0,       0x300,   0x40000};
    if (ascii_lower(a) && ascii_lower(b)) return like[(unsigned)(a - 'a') % 26] >> ((unsigned)(b - 'a') % 26) & 1;
    char digit = a < b ? a : b, letter = a < b ? b : a;
    return (digit == '0' && letter == 'o') || (digit == '1' && (letter == 'i' || letter == 'l'));
}

static bool is_vowel(uint32_t c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

struct costs {
    unsigned (*change)(uint32_t, uint32_t);             /* of one letter into another that differs */
    unsigned (*drop)(uint32_t letter, uint32_t before); /* before: the letter in front of it, 0 at the start */
};

static unsigned change_latin(uint32_t a, uint32_t b) { return alike((char)a, (char)b) ? ALIKE : EDIT_UNIT; }
static unsigned drop_latin(uint32_t c, uint32_t before) {
    return c == before || (c == 'h' && before) ? DOUBLED : EDIT_UNIT;
}
static unsigned change_any(uint32_t a, uint32_t b) { return (void)a, (void)b, EDIT_UNIT; }
static unsigned drop_any(uint32_t c, uint32_t before) { return (void)c, (void)before, EDIT_UNIT; }
static unsigned change_vowelless(uint32_t a, uint32_t b) {
    if (is_vowel(a) && is_vowel(b)) return VOWEL;
    return alike((char)a, (char)b) ? ALIKE : EDIT_UNIT;
}
static unsigned drop_vowelless(uint32_t c, uint32_t before) {
    if (is_vowel(c)) return VOWEL;
    return c == before || c == 'h' ? DOUBLED : EDIT_UNIT;
}

/* Optimal string alignment over code points: three rows of the usual matrix. */
static unsigned align_cost(const uint32_t *a, size_t n, const uint32_t *b, size_t m, const struct costs *c,
                           unsigned most) {
    unsigned rows[3][EDIT_LETTERS + 1];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];
    last[0] = 0;
    for (size_t j = 1; j <= m; j++) last[j] = last[j - 1] + c->drop(b[j - 1], j > 1 ? b[j - 2] : 0);
    for (size_t i = 1; i <= n; i++) {
        unsigned drop_a = c->drop(a[i - 1], i > 1 ? a[i - 2] : 0), lowest;
        lowest = row[0] = last[0] + drop_a;
        for (size_t j = 1; j <= m; j++) {
            unsigned v = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : c->change(a[i - 1], b[j - 1]));
            v = least(v, last[j] + drop_a);
            v = least(v, row[j - 1] + c->drop(b[j - 1], j > 1 ? b[j - 2] : 0));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2])
                v = least(v, before[j - 2] + SWAP);
            row[j] = v;
            lowest = least(lowest, v);
        }
        if (lowest > most + SWAP) return most + 1;
        unsigned *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[m];
}

static size_t bytes_of(struct str s, uint32_t out[EDIT_LETTERS]) {
    size_t n = s.n < EDIT_LETTERS ? s.n : EDIT_LETTERS;
    for (size_t i = 0; i < n; i++) out[i] = (unsigned char)s.p[i];
    return n;
}

static size_t points_of(struct str s, uint32_t out[EDIT_LETTERS]) {
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < EDIT_LETTERS;) out[n++] = utf8_decode(s, i, &i);
    return n;
}

unsigned edit_cost(struct str a, struct str b, unsigned most) {
    static const struct costs latin = {change_latin, drop_latin};
    uint32_t x[EDIT_LETTERS], y[EDIT_LETTERS];
    size_t n = bytes_of(a, x), m = bytes_of(b, y);
    return align_cost(x, n, y, m, &latin, most);
}

unsigned edit_cost_points(struct str a, struct str b, unsigned most) {
    static const struct costs any = {change_any, drop_any};
    uint32_t x[EDIT_LETTERS], y[EDIT_LETTERS];
    size_t n = points_of(a, x), m = points_of(b, y);
    return align_cost(x, n, y, m, &any, most);
}

unsigned edit_cost_vowelless(struct str a, struct str b, unsigned most) {
    static const struct costs vowelless = {change_vowelless, drop_vowelless};
    uint32_t x[EDIT_LETTERS], y[EDIT_LETTERS];
    size_t n = bytes_of(a, x), m = bytes_of(b, y);
    return align_cost(x, n, y, m, &vowelless, most);
}
