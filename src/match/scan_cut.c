#include "match/scan_cut.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define TARGET(features) __attribute__((target(features)))
#endif

struct masks {
    uint64_t word, special; /* a bit a byte of a block */
};

static bool is_special(char c) { return c == '\'' || c == '`' || (unsigned char)c >= 0x80; }

bool scan_is_word_byte(char c) { return ascii_alnum(c) || is_special(c); }

/* Positions of bits, lowest first. Writes eight at a time and lets the caller count, which spares mispredicted loops.
 */
SCAN_ALWAYS void write_positions(uint64_t bits, unsigned n, uint32_t base, uint32_t *to) {
    for (unsigned done = 0; done < n; done += 8, to += 8) {
#pragma GCC unroll 8
        for (unsigned k = 0; k < 8; k++) {
            to[k] = base + (uint32_t)__builtin_ctzll(bits | (uint64_t)1 << 63);
            bits &= bits - 1;
        }
    }
}

/* Marks the runs from number `first` on that ended in this block and have a special byte, in it or before it; gives
 * whether the open one has. */
SCAN_ALWAYS bool mark_special(struct scan_runs *r, uint32_t first, uint64_t special, uint32_t base) {
    bool of_open = false;
    for (uint32_t k = first; k < r->n + r->open; k++) {
        bool before = r->edge[2 * k] < base;
        uint32_t from = before ? 0 : r->edge[2 * k] - base, to = k < r->n ? r->edge[2 * k + 1] - base : 64;
        uint64_t in = (to < 64 ? special & ~(~(uint64_t)0 << to) : special) >> from;
        bool has = in || (before && r->open_special);
        if (k == r->n) of_open = has;
        else if (has) r->edge[2 * k + 1] |= SCAN_SPECIAL;
    }
    return of_open;
}

SCAN_ALWAYS void cut_block(struct masks m, uint32_t base, struct scan_runs *r) {
    uint64_t edges = m.word ^ (m.word << 1 | (uint64_t)r->open);
    unsigned n = (unsigned)__builtin_popcountll(edges);
    uint32_t first = r->n, had = 2 * first + r->open;
    write_positions(edges, n, base, r->edge + had);
    r->n = (had + n) / 2;
    r->open = m.word >> 63;
    if (__builtin_expect((m.special != 0) | r->open_special, 0))
        r->open_special = mark_special(r, first, m.special, base);
}

/* A macro, since the compiler inlines no function that is handed over into code for another machine. */
#define CUT_BATCH(classify, p, base, r)                                                                                \
    do {                                                                                                               \
        (r)->edge[0] = (r)->edge[2 * (r)->n];                                                                          \
        (r)->n = 0;                                                                                                    \
        for (uint32_t at = 0; at < SCAN_BATCH; at += SCAN_BLOCK) cut_block(classify((p) + at), (base) + at, r);        \
    } while (0)

static struct masks classify_plain(const char *p) {
    struct masks m = {0, 0};
    for (unsigned i = 0; i < SCAN_BLOCK; i++) {
        unsigned char c = (unsigned char)p[i], lower = c | 0x20;
        uint64_t alnum = ((unsigned)(lower - 'a') <= 25) | ((unsigned)(c - '0') <= 9);
        uint64_t special = (c >= 0x80) | (c == '\'') | (c == '`');
        m.word |= (alnum | special) << i;
        m.special |= special << i;
    }
    return m;
}

static void cut_plain(const char *p, uint32_t base, struct scan_runs *r) { CUT_BATCH(classify_plain, p, base, r); }

#if defined(__x86_64__)
TARGET("avx2") SCAN_ALWAYS __m256i in_range(__m256i v, char first, char width) {
    __m256i shifted = _mm256_sub_epi8(v, _mm256_set1_epi8(first));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(shifted, _mm256_set1_epi8(width)), shifted);
}

TARGET("avx2") SCAN_ALWAYS uint64_t bits_of(__m256i v) { return (uint32_t)_mm256_movemask_epi8(v); }

TARGET("avx2") SCAN_ALWAYS void classify_half(const char *p, uint64_t *word, uint64_t *special) {
    __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i alnum = _mm256_or_si256(in_range(_mm256_or_si256(v, _mm256_set1_epi8(0x20)), 'a', 25), in_range(v, '0', 9));
    __m256i apostrophe =
        _mm256_or_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('\'')), _mm256_cmpeq_epi8(v, _mm256_set1_epi8('`')));
    __m256i other = _mm256_or_si256(v, apostrophe); /* the top bit of bytes beyond ASCII is set as it is */
    *special = bits_of(other);
    *word = bits_of(_mm256_or_si256(alnum, other));
}

TARGET("avx2") SCAN_ALWAYS struct masks classify_avx2(const char *p) {
    uint64_t word[2], special[2];
    classify_half(p, &word[0], &special[0]);
    classify_half(p + 32, &word[1], &special[1]);
    return (struct masks){word[0] | word[1] << 32, special[0] | special[1] << 32};
}

TARGET("avx2,bmi,bmi2,popcnt") static void cut_avx2(const char *p, uint32_t base, struct scan_runs *r) {
    CUT_BATCH(classify_avx2, p, base, r);
}

TARGET("avx512f,avx512bw") SCAN_ALWAYS struct masks classify_avx512(const char *p) {
    __m512i v = _mm512_loadu_si512(p), lower = _mm512_or_si512(v, _mm512_set1_epi8(0x20));
    uint64_t alnum = _mm512_cmple_epu8_mask(_mm512_sub_epi8(lower, _mm512_set1_epi8('a')), _mm512_set1_epi8(25)) |
                     _mm512_cmple_epu8_mask(_mm512_sub_epi8(v, _mm512_set1_epi8('0')), _mm512_set1_epi8(9));
    uint64_t special = _mm512_movepi8_mask(v) | _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\'')) |
                       _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('`'));
    return (struct masks){alnum | special, special};
}

TARGET("avx512f,avx512bw,bmi,bmi2,popcnt")
static void cut_avx512(const char *p, uint32_t base, struct scan_runs *r) { CUT_BATCH(classify_avx512, p, base, r); }

bool scan_level_runs(enum scan_level level) {
    bool bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    switch (level) {
    case SCAN_AVX512: return bits && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
    case SCAN_AVX2: return bits && __builtin_cpu_supports("avx2");
    default: return true;
    }
}

scan_cut_fn *scan_cut_of(enum scan_level level) {
    if ((level == SCAN_BEST || level == SCAN_AVX512) && scan_level_runs(SCAN_AVX512)) return cut_avx512;
    return level != SCAN_PLAIN && scan_level_runs(SCAN_AVX2) ? cut_avx2 : cut_plain;
}
#else
bool scan_level_runs(enum scan_level level) { return level <= SCAN_PLAIN; }

scan_cut_fn *scan_cut_of(enum scan_level level) {
    (void)level;
    return cut_plain;
}
#endif
