/* Lanes of 256-bit registers. The query is the pattern: where it has each of the 32 codes stands in registers, as bytes
 * that a shuffle reads for 32 words at a time; the words are turned into columns of letters. */
#include "names/lanes_avx2.h"

#ifdef LANES_HAS_AVX2
#include <string.h>

AVX2_INLINE void interleave(const __m256i from[16], __m256i to[16]) {
#pragma GCC unroll 8
    for (int i = 0; i < 8; i++) {
        to[2 * i] = _mm256_unpacklo_epi8(from[i], from[i + 8]);
        to[2 * i + 1] = _mm256_unpackhi_epi8(from[i], from[i + 8]);
    }
}

/* 16 rows of 16 bytes in each half become 16 columns: four times, rows are interleaved with those 8 further down. */
AVX2_INLINE void transpose(__m256i v[16]) {
    __m256i t[16];
    interleave(v, t);
    interleave(t, v);
    interleave(v, t);
    interleave(t, v);
}

/* Of a column of the matrix, a bit a row: names as in word_distance of lanes.c, which this repeats in lanes. */
struct column {
    __m256i up, down, equal, last;
};
/* What a step says of the last row, in the highest bit of each lane: no step to the right, a step to the left. */
struct edge {
    __m256i no_right, left;
};

/* `add` is the lanes' own addition, the only thing in which their widths differ. */
#define STEP(name, add)                                                                                                \
    AVX2_INLINE struct edge name(struct column *c, __m256i has) {                                                      \
        __m256i early = _mm256_andnot_si256(c->equal, has);                                                            \
        __m256i swapped = _mm256_and_si256(add(early, early), c->last);                                                \
        __m256i carried = _mm256_xor_si256(add(_mm256_and_si256(has, c->up), c->up), c->up);                           \
        __m256i same = _mm256_or_si256(_mm256_or_si256(has, c->down), swapped);                                        \
        __m256i equal = _mm256_or_si256(carried, same);                                                                \
        __m256i no_right = _mm256_andnot_si256(c->down, _mm256_or_si256(equal, c->up));                                \
        __m256i left = _mm256_and_si256(equal, c->up);                                                                 \
        __m256i shifted = add(no_right, no_right);                                                                     \
        c->up = _mm256_or_si256(add(left, left), _mm256_andnot_si256(equal, shifted));                                 \
        c->down = _mm256_andnot_si256(shifted, equal);                                                                 \
        c->equal = equal;                                                                                              \
        c->last = has;                                                                                                 \
        return (struct edge){no_right, left};                                                                          \
    }
STEP(step_8, _mm256_add_epi8)
STEP(step_16, _mm256_add_epi16)

/* Adds what a column of letters changes in the last row; words that have ended (code 0) stay as they are. */
AVX2_INLINE __m256i change(__m256i distance, struct edge e, __m256i codes) {
    __m256i left = _mm256_cmpgt_epi8(_mm256_setzero_si256(), e.left);
    __m256i right = _mm256_cmpgt_epi8(e.no_right, _mm256_set1_epi8(-1));
    return _mm256_add_epi8(distance, _mm256_sign_epi8(_mm256_sub_epi8(left, right), codes));
}

/* Queries of at most 8 letters: 32 lanes of 8 bits. */
AVX2_INLINE __m256i block_8(const struct lanes_query *q, const __m256i columns[LANES_WORD], unsigned end) {
    struct lanes_table t = lanes_table_of(q, 0);
    struct column c = {.up = _mm256_set1_epi8((char)(0xff00u >> q->length))};
    __m256i distance = _mm256_set1_epi8((char)q->length);
    for (unsigned i = 0; i < end; i++) {
        __m256i codes = columns[i], has = lanes_look_up(t, codes, _mm256_slli_epi16(codes, 3));
        distance = change(distance, step_8(&c, has), codes);
    }
    return distance;
}

/* Queries of at most 16 letters: twice 16 lanes of 16 bits. */
AVX2_INLINE __m256i block_16(const struct lanes_query *q, const __m256i columns[LANES_WORD], unsigned end) {
    struct lanes_table low = lanes_table_of(q, 0), high = lanes_table_of(q, 1);
    struct column c = {.up = _mm256_set1_epi16((short)(0xffff0000u >> q->length))}, d = c;
    __m256i distance = _mm256_set1_epi8((char)q->length);
    for (unsigned i = 0; i < end; i++) {
        __m256i codes = columns[i], choice = _mm256_slli_epi16(codes, 3);
        __m256i l = lanes_look_up(low, codes, choice), h = lanes_look_up(high, codes, choice);
        struct edge e = step_16(&c, _mm256_unpacklo_epi8(l, h)), f = step_16(&d, _mm256_unpackhi_epi8(l, h));
        /* Packing keeps the signs, and undoes the order of unpacking. */
        e.no_right = _mm256_packs_epi16(e.no_right, f.no_right);
        e.left = _mm256_packs_epi16(e.left, f.left);
        distance = change(distance, e, codes);
    }
    return distance;
}

/* Loads words as columns; gives how many columns have letters, at most `most`. *long_ones: bytes of words that have
 * more letters than that. */
AVX2_INLINE unsigned load(const unsigned char *const words[LANES_BLOCK], unsigned most, __m256i columns[LANES_WORD],
                          __m256i *long_ones) {
#pragma GCC unroll 16
    for (int i = 0; i < 16; i++)
        columns[i] = _mm256_loadu2_m128i((const __m128i *)words[i + 16], (const __m128i *)words[i]);
    transpose(columns);
    *long_ones = _mm256_setzero_si256();
    if (most < LANES_WORD) *long_ones = _mm256_cmpgt_epi8(columns[most], _mm256_setzero_si256());
    unsigned end = most < LANES_WORD ? most : LANES_WORD;
    while (end > 0 && _mm256_testz_si256(columns[end - 1], columns[end - 1])) end--;
    return end;
}

AVX2 void lanes_words_avx2(const struct lanes_query *q, const unsigned char *const *words, size_t count, unsigned most,
                           uint8_t *distances) {
    static const unsigned char none[LANES_WORD];
    for (size_t from = 0; from < count; from += LANES_BLOCK) {
        const unsigned char *last[LANES_BLOCK], *const *block = words + from;
        size_t n = count - from < LANES_BLOCK ? count - from : LANES_BLOCK;
        if (n < LANES_BLOCK) {
            for (size_t i = 0; i < LANES_BLOCK; i++) last[i] = i < n ? block[i] : none;
            block = last;
        }
        __m256i columns[LANES_WORD], long_ones, got;
        /* Words of more than the query's letters and `most` are further than that, however they begin. */
        unsigned end = load(block, most < LANES_WORD ? q->length + most : LANES_WORD, columns, &long_ones);
        got = q->width == 8 ? block_8(q, columns, end) : block_16(q, columns, end);
        got = _mm256_or_si256(got, long_ones);
        if (most < LANES_WORD) got = _mm256_min_epu8(got, _mm256_set1_epi8((char)(most + 1)));
        uint8_t bytes[LANES_BLOCK];
        _mm256_storeu_si256((__m256i *)bytes, got);
        memcpy(distances + from, bytes, n);
    }
}
#else
typedef int lanes_avx2_is_not_built;
#endif
