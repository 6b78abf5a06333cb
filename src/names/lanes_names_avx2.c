/* Hyyro's bit-vector algorithm for Levenshtein's distance (2003) on 32 names at a time, a byte of the registers each.
 * The rows of the matrix, one a letter of the query, come in stripes of eight; a stripe hands what happens in its last
 * row to the next one. All names of a block have one length, so that the distance can be read off the last column: the
 * length, and one more or less for every step up or down in it. */
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

/* The next column of a stripe, where the query has the letters of it at `has`. See word_distance in lanes.c. */
AVX2_INLINE struct edge first_stripe(struct steps *c, __m256i has) {
    __m256i carried = _mm256_xor_si256(_mm256_add_epi8(_mm256_and_si256(has, c->up), c->up), c->up);
    __m256i equal = _mm256_or_si256(carried, _mm256_or_si256(has, c->down));
    struct edge e = {_mm256_andnot_si256(c->down, _mm256_or_si256(equal, c->up)), _mm256_and_si256(equal, c->up)};
    __m256i shifted = _mm256_add_epi8(e.no_right, e.no_right);
    c->up = _mm256_or_si256(_mm256_add_epi8(e.left, e.left), _mm256_andnot_si256(equal, shifted));
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
    __m256i first[LANES_STRIPES]; /* the column before the first letter */
    const unsigned char *columns;
    unsigned length;
    uint8_t *distances;
};

/* `side` blocks from number `block` on, side by side, since each waits for itself most of the time. Both numbers are
 * constants where this is inlined. */
AVX2_INLINE void run(const struct work *w, size_t block, int stripes, int side) {
    struct steps c[4][LANES_STRIPES];
    const unsigned char *columns = w->columns + block * w->length * LANES_BLOCK;
#pragma GCC unroll 4
    for (int b = 0; b < side; b++)
#pragma GCC unroll 8
        for (int s = 0; s < stripes; s++) c[b][s] = (struct steps){w->first[s], _mm256_setzero_si256()};
    for (unsigned i = 0; i < w->length; i++, columns += LANES_BLOCK)
#pragma GCC unroll 4
        for (int b = 0; b < side; b++) {
            __m256i codes = _mm256_loadu_si256((const __m256i *)(columns + (size_t)b * w->length * LANES_BLOCK));
            __m256i choice = _mm256_slli_epi16(codes, 3);
            struct edge e = first_stripe(&c[b][0], lanes_look_up(w->tables[0], codes, choice));
#pragma GCC unroll 8
            for (int s = 1; s < stripes; s++) e = next_stripe(&c[b][s], lanes_look_up(w->tables[s], codes, choice), e);
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

/* The blocks of a bucket. */
AVX2_INLINE void run_all(const struct work *w, size_t blocks, int stripes, int side) {
    size_t i = 0;
    for (; i + (size_t)side <= blocks; i += (size_t)side) run(w, i, stripes, side);
    for (; i < blocks; i++) run(w, i, stripes, 1);
}

AVX2 static void run_bucket(const struct work *w, size_t blocks, unsigned stripes) {
    switch (stripes) {
    case 1: run_all(w, blocks, 1, 4); break;
    case 2: run_all(w, blocks, 2, 2); break;
    case 3: run_all(w, blocks, 3, 1); break;
    case 4: run_all(w, blocks, 4, 1); break;
    case 5: run_all(w, blocks, 5, 1); break;
    case 6: run_all(w, blocks, 6, 1); break;
    case 7: run_all(w, blocks, 7, 1); break;
    default: run_all(w, blocks, 8, 1);
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
    for (size_t i = 0; i < count; i++) {
        w.columns = columns + buckets[i].columns;
        w.length = buckets[i].length;
        w.distances = distances + buckets[i].slot;
        run_bucket(&w, buckets[i].blocks, q->width / 8);
    }
}
#else
typedef int lanes_names_avx2_is_not_built;
#endif
