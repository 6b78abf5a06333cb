/* What the kernels for AVX2 share; private to names/. */
#ifndef CLEW_NAMES_LANES_AVX2_H
#define CLEW_NAMES_LANES_AVX2_H

#include "names/lanes_levels.h"

#ifdef LANES_HAS_AVX2
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define AVX2_INLINE __attribute__((target("avx2"), always_inline)) static inline

/* A stripe of every mask: of codes 0 to 15 and of 16 to 31, each in both halves of a register. */
struct lanes_table {
    __m256i low, high;
};

AVX2_INLINE struct lanes_table lanes_table_of(const struct lanes_query *q, unsigned stripe) {
    const __m128i *bytes = (const __m128i *)q->masks[stripe];
    return (struct lanes_table){_mm256_broadcastsi128_si256(_mm_loadu_si128(bytes)),
                                _mm256_broadcastsi128_si256(_mm_loadu_si128(bytes + 1))};
}

/* `choice`: the codes with bit 4 moved to bit 7. */
AVX2_INLINE __m256i lanes_look_up(struct lanes_table t, __m256i codes, __m256i choice) {
    return _mm256_blendv_epi8(_mm256_shuffle_epi8(t.low, codes), _mm256_shuffle_epi8(t.high, codes), choice);
}

#endif
#endif
