/* Hyyro's bit-vector algorithm for Levenshtein's distance (2003) on 32 names at a time. The rows of the matrix, one a
 * letter of the query, are bits: of one lane of 16, 32 or 64 bits for a name, where that fits the query; else of a byte
 * for a name, in stripes of eight rows, each of which hands what happens in its last row to the next one. All names of
 * a block have one length, so that the distance can be read off the last column: the length, and one more or less for
 * every step up or down in it. */
#include "names/lanes_avx2.h"

#ifdef LANES_HAS_AVX2

/* Of a column of the matrix, a bit a row: where the value grows by one, and where it falls. */
struct steps {
    __m256i up, down;
};
/* What a stripe says of its last row, in the highest bit of each lane: no step to the right, a step to the left. */
struct edge {
    __m256i no_right, left;
};

/* Of lanes of `width` bits; a constant where this is inlined. */
AVX2_INLINE __m256i add(int width, __m256i a, __m256i b) {
    switch (width) {
    case 8: return _mm256_add_epi8(a, b);
    case 16: return _mm256_add_epi16(a, b);
    case 32: return _mm256_add_epi32(a, b);
    default: return _mm256_add_epi64(a, b);
    }
}

/* The next column, where the query has the letters of it at `has`. See word_distance in lanes.c. */
AVX2_INLINE struct edge step(int width, struct steps *c, __m256i has) {
    __m256i carried = _mm256_xor_si256(add(width, _mm256_and_si256(has, c->up), c->up), c->up);
    __m256i equal = _mm256_or_si256(carried, _mm256_or_si256(has, c->down));
    struct edge e = {_mm256_andnot_si256(c->down, _mm256_or_si256(equal, c->up)), _mm256_and_si256(equal, c->up)};
    __m256i shifted = add(width, e.no_right, e.no_right);
    c->up = _mm256_or_si256(add(width, e.left, e.left), _mm256_andnot_si256(equal, shifted));
    c->down = _mm256_andnot_si256(shifted, equal);
    return e;
}

AVX2_INLINE struct edge next_stripe(struct steps *c, __m256i has, struct edge above) {
    __m256i left = _mm256_cmpgt_epi8(_mm256_setzero_si256(), above.left); /* -1: there is one */
    __m256i no_right = _mm256_cmpgt_epi8(_mm256_setzero_si256(), above.no_right);
    has = _mm256_or_si256(has, _mm256_and_si256(left, _mm256_set1_epi8(1)));
    __m256i carried = _mm256_xor_si256(_mm256_add_epi8(_mm256_and_si256(has, c->up), c->up), c->up);
    __m256i equal = _mm256_or_si256(carried, _mm256_or_si256(has, c->down));
    struct edge e = {_mm256_andnot_si256(c->down, _mm256_or_si256(equal, c->up)), _mm256_and_si256(equal, c->up)};
    __m256i shifted = _mm256_sub_epi8(_mm256_add_epi8(e.no_right, e.no_right), no_right);
    __m256i shifted_left = _mm256_sub_epi8(_mm256_add_epi8(e.left, e.left), left);
    c->up = _mm256_or_si256(shifted_left, _mm256_andnot_si256(equal, shifted));
    c->down = _mm256_andnot_si256(shifted, equal);
    return e;
}

AVX2_INLINE __m256i bits_of_bytes(__m256i v) {
    const __m256i counts = _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4)),
                  nibble = _mm256_set1_epi8(15);
    return _mm256_add_epi8(_mm256_shuffle_epi8(counts, _mm256_and_si256(v, nibble)),
                           _mm256_shuffle_epi8(counts, _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble)));
}

/* What stays the same for all blocks of a bucket. */
struct work {
    struct lanes_table tables[LANES_STRIPES];
    __m256i first[LANES_STRIPES]; /* the column before the first letter, by stripe */
    __m256i first_lanes;          /* and in lanes of 16, 32 or 64 bits */
    const unsigned char *columns;
    unsigned length;
    uint8_t *distances;
};

/* `side` blocks from number `block` on, side by side, since each waits for itself most of the time. Both numbers are
 * constants where this is inlined. */
AVX2_INLINE void run_stripes(const struct work *w, size_t block, int stripes, int side) {
    struct steps c[4][LANES_STRIPES];
    const unsigned char *columns = w->columns + block * w->length * LANES_BLOCK;
#pragma GCC unroll 4
    for (int b = 0; b < side; b++) {
#pragma GCC unroll 8
        for (int s = 0; s < stripes; s++) c[b][s] = (struct steps){w->first[s], _mm256_setzero_si256()};
    }
    for (unsigned i = 0; i < w->length; i++, columns += LANES_BLOCK) {
#pragma GCC unroll 4
        for (int b = 0; b < side; b++) {
            __m256i codes = _mm256_loadu_si256((const __m256i *)(columns + (size_t)b * w->length * LANES_BLOCK));
            __m256i choice = _mm256_slli_epi16(codes, 3);
            struct edge e = step(8, &c[b][0], lanes_look_up(w->tables[0], codes, choice));
#pragma GCC unroll 8
            for (int s = 1; s < stripes; s++) e = next_stripe(&c[b][s], lanes_look_up(w->tables[s], codes, choice), e);
        }
    }
#pragma GCC unroll 4
    for (int b = 0; b < side; b++) {
        __m256i sum = _mm256_set1_epi8((char)w->length);
#pragma GCC unroll 8
        for (int s = 0; s < stripes; s++)
            sum = _mm256_sub_epi8(_mm256_add_epi8(sum, bits_of_bytes(c[b][s].up)), bits_of_bytes(c[b][s].down));
        _mm256_storeu_si256((__m256i *)(w->distances + (block + (size_t)b) * LANES_BLOCK), sum);
    }
}

/* Steps up less steps down, by byte; then by lane. */
AVX2_INLINE __m256i sum_of(int width, struct steps c) {
    __m256i sum = _mm256_sub_epi8(bits_of_bytes(c.up), bits_of_bytes(c.down));
    sum = _mm256_maddubs_epi16(_mm256_set1_epi8(1), sum);
    if (width > 16) sum = _mm256_madd_epi16(_mm256_set1_epi16(1), sum);
    return width > 32 ? _mm256_add_epi32(sum, _mm256_srli_epi64(sum, 32)) : sum;
}

/* The low halves of lanes of `width` bits, in the order in which unpacking divided them. */
AVX2_INLINE __m256i pack(int width, __m256i a, __m256i b) {
    switch (width) {
    case 16: return _mm256_packs_epi16(a, b);
    case 32: return _mm256_packs_epi32(a, b);
    default: return _mm256_castps_si256(_mm256_shuffle_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b), 0x88));
    }
}

AVX2_INLINE __m256i pack_all(int width, __m256i sums[LANES_STRIPES]) {
#pragma GCC unroll 4
    for (int i = 0; width == 64 && i < 4; i++) sums[i] = pack(64, sums[2 * i], sums[2 * i + 1]);
#pragma GCC unroll 2
    for (int i = 0; width >= 32 && i < 2; i++) sums[i] = pack(32, sums[2 * i], sums[2 * i + 1]);
    return pack(16, sums[0], sums[1]);
}

/* Registers of bytes, the lowest of each lane first, become as many registers of lanes of that many bytes. */
AVX2_INLINE void unpack_2(const __m256i v[2], __m256i out[2]) {
    out[0] = _mm256_unpacklo_epi8(v[0], v[1]);
    out[1] = _mm256_unpackhi_epi8(v[0], v[1]);
}
AVX2_INLINE void unpack_4(const __m256i v[4], __m256i out[4]) {
    __m256i low[2], high[2];
    unpack_2(v, low);
    unpack_2(v + 2, high);
#pragma GCC unroll 2
    for (int i = 0; i < 2; i++) {
        out[2 * i] = _mm256_unpacklo_epi16(low[i], high[i]);
        out[2 * i + 1] = _mm256_unpackhi_epi16(low[i], high[i]);
    }
}
AVX2_INLINE void unpack_8(const __m256i v[8], __m256i out[8]) {
    __m256i low[4], high[4];
    unpack_4(v, low);
    unpack_4(v + 4, high);
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
        out[2 * i] = _mm256_unpacklo_epi32(low[i], high[i]);
        out[2 * i + 1] = _mm256_unpackhi_epi32(low[i], high[i]);
    }
}

/* One block in lanes of `width` bits: 16, 32 or 64. */
AVX2_INLINE void run_lanes(const struct work *w, size_t block, int width) {
    struct steps c[LANES_STRIPES];
    const int n = width / 8; /* registers, of bytes and of lanes */
    const unsigned char *columns = w->columns + block * w->length * LANES_BLOCK;
#pragma GCC unroll 8
    for (int s = 0; s < n; s++) c[s] = (struct steps){w->first_lanes, _mm256_setzero_si256()};
    for (unsigned i = 0; i < w->length; i++, columns += LANES_BLOCK) {
        __m256i codes = _mm256_loadu_si256((const __m256i *)columns), choice = _mm256_slli_epi16(codes, 3);
        __m256i bytes[LANES_STRIPES], has[LANES_STRIPES];
#pragma GCC unroll 8
        for (int s = 0; s < n; s++) bytes[s] = lanes_look_up(w->tables[s], codes, choice);
        n == 2 ? unpack_2(bytes, has) : n == 4 ? unpack_4(bytes, has) : unpack_8(bytes, has);
#pragma GCC unroll 8
        for (int s = 0; s < n; s++) step(width, &c[s], has[s]);
    }
    __m256i sums[LANES_STRIPES];
#pragma GCC unroll 8
    for (int s = 0; s < n; s++) sums[s] = sum_of(width, c[s]);
    _mm256_storeu_si256((__m256i *)(w->distances + block * LANES_BLOCK),
                        _mm256_add_epi8(pack_all(width, sums), _mm256_set1_epi8((char)w->length)));
}

AVX2_INLINE void run_all(const struct work *w, size_t blocks, int stripes) {
    size_t i = 0;
    for (; stripes == 1 && i + 4 <= blocks; i += 4) run_stripes(w, i, 1, 4);
    for (; i < blocks; i++) run_stripes(w, i, stripes, 1);
}
AVX2_INLINE void run_all_lanes(const struct work *w, size_t blocks, int width) {
    for (size_t i = 0; i < blocks; i++) run_lanes(w, i, width);
}

AVX2 static void run_bucket(const struct work *w, size_t blocks, unsigned width) {
    switch (width) {
    case 8: run_all(w, blocks, 1); break;
    case 16: run_all_lanes(w, blocks, 16); break;
    case 24: run_all(w, blocks, 3); break;
    case 32: run_all_lanes(w, blocks, 32); break;
    case 40: run_all(w, blocks, 5); break;
    case 48: run_all(w, blocks, 6); break;
    default: run_all_lanes(w, blocks, 64);
    }
}

AVX2 void lanes_names_avx2(const struct lanes_query *q, const struct lanes_bucket *buckets, size_t count,
                           const unsigned char *columns, uint8_t *distances) {
    struct work w;
    uint64_t first = q->length ? ~(uint64_t)0 << (64 - q->length) >> (64 - q->width) : 0;
    for (unsigned s = 0; s < q->width / 8; s++) {
        w.tables[s] = lanes_table_of(q, s);
        w.first[s] = _mm256_set1_epi8((char)(first >> 8 * s));
    }
    for (unsigned width = q->width; width < 64; width *= 2) first |= first << width;
    w.first_lanes = _mm256_set1_epi64x((long long)first);
    for (size_t i = 0; i < count; i++) {
        w.columns = columns + buckets[i].columns;
        w.length = buckets[i].length;
        w.distances = distances + buckets[i].slot;
        run_bucket(&w, buckets[i].blocks, q->width);
    }
}
#else
typedef int lanes_names_avx2_is_not_built;
#endif
