#include "names/edit.h"
#include "text/utf8.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { SWAP = 8, ALIKE = EDIT_ALIKE, DOUBLED = EDIT_DOUBLED, VOWEL = 2 };

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* The letters a to z and the digits 0 and 1 are numbered, and have bits in sets; no other byte has. */
enum { ZERO_BIT = 26, LETTERS = 28, LETTER_SET = (1 << LETTERS) - 1 };
static uint32_t letter_number(uint32_t c) {
    return c - 'a' < 26 ? c - 'a' : c - '0' < 2 ? ZERO_BIT + c - '0' : LETTERS;
}
static uint32_t letter_bit(uint32_t c) { return UINT32_C(1) << letter_number(c) & LETTER_SET; }

#define SET(c) ((c) ? UINT32_C(1) << (((c) >= 'a' ? (c) - 'a' : ZERO_BIT + (c) - '0') & 31) : 0)

/* Letters that stand for each other in spellings of one sound, or that readers mistake: each with those like it. */
/* clang-format off */
#define LIKE_LETTERS(X) \
    X('a', 'e', 0, 0, 0)      X('b', 'p', 'v', 0, 0)    X('c', 'k', 's', 0, 0)      X('d', 't', 0, 0, 0) \
    X('e', 'a', 'i', 0, 0)    X('f', 'v', 0, 0, 0)      X('g', 'h', 'j', 'k', 0)    X('h', 'g', 0, 0, 0) \
    X('i', 'e', 'j', 'y', '1') X('j', 'g', 'i', 'y', 0) X('k', 'c', 'g', 'q', 0)    X('l', '1', 0, 0, 0) \
    X('m', 0, 0, 0, 0)        X('n', 0, 0, 0, 0)        X('o', 'u', '0', 0, 0)      X('p', 'b', 0, 0, 0) \
    X('q', 'k', 0, 0, 0)      X('r', 0, 0, 0, 0)        X('s', 'c', 'z', 0, 0)      X('t', 'd', 0, 0, 0) \
    X('u', 'o', 'w', 0, 0)    X('v', 'b', 'f', 'w', 0)  X('w', 'u', 'v', 0, 0)      X('x', 0, 0, 0, 0) \
    X('y', 'i', 'j', 0, 0)    X('z', 's', 0, 0, 0)      X('0', 'o', 0, 0, 0)        X('1', 'i', 'l', 0, 0)
/* clang-format on */

#define LIKE_SET(c, p, q, r, s) SET(p) | SET(q) | SET(r) | SET(s),
static const uint32_t like[LETTERS + 1] = {LIKE_LETTERS(LIKE_SET)};

static uint32_t letters_like(uint32_t c) { return like[letter_number(c)]; }

static bool is_vowel(uint32_t c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

struct costs {
    unsigned (*change)(uint32_t, uint32_t);             /* of one letter into another that differs */
    unsigned (*drop)(uint32_t letter, uint32_t before); /* before: the letter in front of it, 0 at the start */
};

static inline unsigned change_latin(uint32_t a, uint32_t b) {
    return letters_like(a) & letter_bit(b) ? ALIKE : EDIT_UNIT;
}
static inline unsigned drop_latin(uint32_t c, uint32_t before) {
    return c == before || (c == 'h' && before) ? DOUBLED : EDIT_UNIT;
}
static inline unsigned change_any(uint32_t a, uint32_t b) { return (void)a, (void)b, EDIT_UNIT; }
static inline unsigned drop_any(uint32_t c, uint32_t before) { return (void)c, (void)before, EDIT_UNIT; }
static inline unsigned change_vowelless(uint32_t a, uint32_t b) {
    if (is_vowel(a) && is_vowel(b)) return VOWEL;
    return change_latin(a, b);
}
static inline unsigned drop_vowelless(uint32_t c, uint32_t before) {
    if (is_vowel(c)) return VOWEL;
    return c == before || c == 'h' ? DOUBLED : EDIT_UNIT;
}

/* Optimal string alignment over code points: three rows of the usual matrix. Inlined, so that every caller has its own
 * costs compiled in. */
static inline __attribute__((always_inline)) unsigned align_cost(const uint32_t *a, size_t n, const uint32_t *b,
                                                                 size_t m, struct costs c, unsigned most) {
    unsigned rows[3][EDIT_LETTERS + 1], drop_b[EDIT_LETTERS];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];
    last[0] = 0;
    for (size_t j = 1; j <= m; j++) {
        drop_b[j - 1] = c.drop(b[j - 1], j > 1 ? b[j - 2] : 0);
        last[j] = last[j - 1] + drop_b[j - 1];
    }
    for (size_t i = 1; i <= n; i++) {
        unsigned drop_a = c.drop(a[i - 1], i > 1 ? a[i - 2] : 0), lowest;
        lowest = row[0] = last[0] + drop_a;
        for (size_t j = 1; j <= m; j++) {
            unsigned v = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : c.change(a[i - 1], b[j - 1]));
            v = least(v, last[j] + drop_a);
            v = least(v, row[j - 1] + drop_b[j - 1]);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) v = least(v, before[j - 2] + SWAP);
            row[j] = v;
            lowest = least(lowest, v);
        }
        if (lowest > most + SWAP) return most + 1;
        unsigned *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return least(last[m], most + 1);
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

static unsigned cost_of_long(struct str a, struct str b, unsigned most) {
    uint32_t x[EDIT_LETTERS], y[EDIT_LETTERS];
    size_t n = bytes_of(a, x), m = bytes_of(b, y);
    return align_cost(x, n, y, m, (struct costs){change_latin, drop_latin}, most);
}

void edit_prepare(struct str s, struct edit_word *out) {
    if (s.n > EDIT_LETTERS) s.n = EDIT_LETTERS;
    *out = (struct edit_word){.length = (uint8_t)s.n};
    if (s.n == 0) return;
    memcpy(out->start, s.p, s.n < EDIT_START ? s.n : EDIT_START);
    out->initial = UINT32_C(1) << (out->start[0] & 31);
    unsigned char before = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        out->letters |= letter_bit(c);
        out->near |= letters_like(c);
        out->soft = (uint8_t)(out->soft + (drop_latin(c, before) == DOUBLED));
        before = c;
    }
}

#if defined(__SSE2__)
/* Three rows again, each in one register: byte j stands for column j and holds 255 less the cost, so that the zeros
 * that shifting brings in are worse than anything. Going along a row costs the letters of b that are dropped, a running
 * sum: measured against what is left of that sum, the best way to a column is the best start to its left, found in four
 * steps. Costs up to ROW_MOST are exact and others come out above it, since no sum of drops exceeds DROPS_MOST. */
enum { DROPS_MOST = EDIT_START * EDIT_UNIT, ROW_MOST = UINT8_MAX - DROPS_MOST - 1 };

#define SIXTEEN(c)                                                                                                     \
    { c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c }
#define LIKE_BYTES(c, p, q, r, s) {SIXTEEN(p), SIXTEEN(q), SIXTEEN(r), SIXTEEN(s)},
static const _Alignas(16) char like_bytes[LETTERS + 1][4][16] = {LIKE_LETTERS(LIKE_BYTES)};

/* The cost of changing letter c into each letter of b; 0 where they are equal. */
static inline __attribute__((always_inline)) __m128i change_costs(unsigned char c, __m128i b, __m128i *equal) {
    const __m128i *of = (const __m128i *)like_bytes[letter_number(c)];
    __m128i alike = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(b, of[0]), _mm_cmpeq_epi8(b, of[1])),
                                 _mm_or_si128(_mm_cmpeq_epi8(b, of[2]), _mm_cmpeq_epi8(b, of[3])));
    *equal = _mm_cmpeq_epi8(b, _mm_set1_epi8((char)c));
    __m128i cost = _mm_sub_epi8(_mm_set1_epi8(EDIT_UNIT), _mm_and_si128(alike, _mm_set1_epi8(EDIT_UNIT - ALIKE)));
    return _mm_andnot_si128(*equal, cost);
}

/* What dropping the letters of b up to each column costs; they stand at columns 1 to 15. */
static inline __attribute__((always_inline)) __m128i drop_costs(__m128i b) {
    __m128i before = _mm_slli_si128(b, 1), first = _mm_cmpeq_epi8(before, _mm_setzero_si128());
    __m128i h = _mm_andnot_si128(first, _mm_cmpeq_epi8(b, _mm_set1_epi8('h')));
    __m128i soft = _mm_or_si128(_mm_cmpeq_epi8(b, before), h);
    __m128i v = _mm_sub_epi8(_mm_set1_epi8(EDIT_UNIT), _mm_and_si128(soft, _mm_set1_epi8(EDIT_UNIT - DOUBLED)));
    v = _mm_andnot_si128(_mm_cvtsi32_si128(UINT8_MAX), v);
    v = _mm_add_epi8(v, _mm_slli_si128(v, 1));
    v = _mm_add_epi8(v, _mm_slli_si128(v, 2));
    v = _mm_add_epi8(v, _mm_slli_si128(v, 4));
    return _mm_add_epi8(v, _mm_slli_si128(v, 8));
}

static inline __attribute__((always_inline)) __m128i best_to_the_left(__m128i v) {
    v = _mm_max_epu8(v, _mm_slli_si128(v, 1));
    v = _mm_max_epu8(v, _mm_slli_si128(v, 2));
    v = _mm_max_epu8(v, _mm_slli_si128(v, 4));
    return _mm_max_epu8(v, _mm_slli_si128(v, 8));
}

/* What a letter of the rows needs to know of the one before it: bytes that are added to a cost. */
static const _Alignas(16) char drop_bytes[2][16] = {SIXTEEN(EDIT_UNIT), SIXTEEN(DOUBLED)};

/* Inlined into a function for each set of instructions; they all say the same. */
static inline __attribute__((always_inline)) unsigned cost_by_rows(const unsigned char *a, size_t n,
                                                                   const struct edit_word *columns) {
    __m128i b = _mm_slli_si128(_mm_loadu_si128((const void *)columns->start), 1), drops = drop_costs(b);
    __m128i left = _mm_sub_epi8(_mm_set1_epi8((char)DROPS_MOST), drops);
    __m128i before = _mm_setzero_si128(), last = _mm_sub_epi8(_mm_set1_epi8(-1), drops), last_equal = before;
    for (size_t i = 0; i < n; i++) {
        __m128i equal, change = change_costs(a[i], b, &equal);
        __m128i drop = *(const __m128i *)drop_bytes[drop_latin(a[i], i ? a[i - 1] : 0) == DOUBLED];
        __m128i swapped = _mm_and_si128(_mm_slli_si128(equal, 1), last_equal);
        __m128i swap = _mm_subs_epu8(_mm_slli_si128(before, 2), _mm_set1_epi8(SWAP));
        __m128i row = _mm_max_epu8(_mm_subs_epu8(_mm_slli_si128(last, 1), change), _mm_subs_epu8(last, drop));
        row = _mm_max_epu8(row, _mm_and_si128(swap, swapped));
        before = last;
        last = _mm_adds_epu8(best_to_the_left(_mm_subs_epu8(row, left)), left);
        last_equal = equal;
    }
    unsigned char out[16];
    _mm_storeu_si128((void *)out, last);
    return (unsigned)UINT8_MAX - out[columns->length];
}

__attribute__((target("avx2"))) static unsigned cost_by_avx2(const unsigned char *a, size_t n,
                                                             const struct edit_word *b) {
    return cost_by_rows(a, n, b);
}
static unsigned cost_by_sse2(const unsigned char *a, size_t n, const struct edit_word *b) {
    return cost_by_rows(a, n, b);
}

/* Of a word of any length against one of at most EDIT_START letters. */
static bool cost_of_short(struct str a, const struct edit_word *b, unsigned most, unsigned *cost) {
    if (most > ROW_MOST) return false;
    const unsigned char *p = (const unsigned char *)a.p;
    size_t n = a.n < EDIT_LETTERS ? a.n : EDIT_LETTERS;
    *cost = least(__builtin_cpu_supports("avx2") ? cost_by_avx2(p, n, b) : cost_by_sse2(p, n, b), most + 1);
    return true;
}
#else
static bool cost_of_short(struct str a, const struct edit_word *b, unsigned most, unsigned *cost) {
    return (void)a, (void)b, (void)most, (void)cost, false;
}
#endif

unsigned edit_cost_prepared(const struct edit_word *a, struct str text_a, const struct edit_word *b, struct str text_b,
                            unsigned most) {
    unsigned cost;
    bool columns_b = b->length <= EDIT_START && b->length >= a->length;
    if (a->length > EDIT_START) columns_b = b->length <= EDIT_START;
    if (columns_b && cost_of_short(text_a, b, most, &cost)) return cost;
    if (!columns_b && a->length <= EDIT_START && cost_of_short(text_b, a, most, &cost)) return cost;
    return cost_of_long(text_a, text_b, most);
}

static void prepare_start(struct str s, struct edit_word *out) {
    *out = (struct edit_word){.length = (uint8_t)(s.n < EDIT_LETTERS ? s.n : EDIT_LETTERS)};
    if (s.n) memcpy(out->start, s.p, s.n < EDIT_START ? s.n : EDIT_START);
}

unsigned edit_cost(struct str a, struct str b, unsigned most) {
    struct edit_word x, y;
    prepare_start(a, &x);
    prepare_start(b, &y);
    return edit_cost_prepared(&x, a, &y, b, most);
}

unsigned edit_cost_points(struct str a, struct str b, unsigned most) {
    uint32_t x[EDIT_LETTERS], y[EDIT_LETTERS];
    size_t n = points_of(a, x), m = points_of(b, y);
    return align_cost(x, n, y, m, (struct costs){change_any, drop_any}, most);
}

unsigned edit_cost_vowelless(struct str a, struct str b, unsigned most) {
    uint32_t x[EDIT_LETTERS], y[EDIT_LETTERS];
    size_t n = bytes_of(a, x), m = bytes_of(b, y);
    return align_cost(x, n, y, m, (struct costs){change_vowelless, drop_vowelless}, most);
}
