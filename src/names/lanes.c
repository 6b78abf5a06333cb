#include "names/lanes_levels.h"

#include <stdlib.h>
#include <string.h>

enum lanes_level lanes_level(void) {
#ifdef LANES_HAS_AVX2
    const char *asked = getenv("CLEW_LANES");
    if (__builtin_cpu_supports("avx2") && !(asked && !strcmp(asked, "plain"))) return LANES_AVX2;
#endif
    return LANES_PLAIN;
}

bool lanes_pack(struct str word, unsigned char out[LANES_WORD]) {
    enum { LETTERS = 26, OTHERS = 5 };
    memset(out, 0, LANES_WORD);
    if (word.n > LANES_WORD) return false;
    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.p[i];
        out[i] = (unsigned char)(ascii_lower((char)c) ? c - 'a' + 1 : LETTERS + 1 + c % OTHERS);
    }
    return true;
}

static unsigned length_of(const unsigned char word[LANES_WORD]) {
    unsigned n = 0;
    while (n < LANES_WORD && word[n]) n++;
    return n;
}

static void query_of(const unsigned char word[LANES_WORD], struct lanes_query *q) {
    memset(q, 0, sizeof *q);
    q->length = length_of(word);
    q->width = q->length <= 8 ? 8 : 16;
    for (unsigned i = 0; i < q->length; i++) lanes_query_add(q, i, word[i] % LANES_CODES);
}

/* Hyyro's bit-vector algorithm for optimal string alignment (2003). Bits below the query's first stay 0 in `up`,
 * `down` and `equal`, which leaves a 1 for the row above the matrix where it is shifted in. */
static uint8_t word_distance(const struct lanes_query *q, const unsigned char *word) {
    const uint32_t top = 1u << (q->width - 1);
    uint32_t up = ((1u << q->length) - 1) << (q->width - q->length), down = 0, equal = 0, last = 0;
    unsigned distance = q->length;
    for (unsigned i = 0; i < LANES_WORD && word[i]; i++) {
        unsigned code = word[i] % LANES_CODES;
        uint32_t has = q->masks[0][code] | (uint32_t)q->masks[1][code] << 8;
        uint32_t swapped = ((~equal & has) << 1) & last;
        equal = (((has & up) + up) ^ up) | has | down | swapped;
        uint32_t no_right = (equal | up) & ~down, left = equal & up;
        distance = distance + !(no_right & top) - !!(left & top);
        up = left << 1 | (~equal & no_right << 1);
        down = equal & ~(no_right << 1);
        last = has;
    }
    return (uint8_t)distance;
}

void lanes_words(enum lanes_level level, const unsigned char query[LANES_WORD], const unsigned char *const *words,
                 size_t count, unsigned most, uint8_t *distances) {
    struct lanes_query q;
    query_of(query, &q);
#ifdef LANES_HAS_AVX2
    enum { FEW = 4 }; /* not worth turning them into columns */
    if (level == LANES_AVX2 && count > FEW) {
        lanes_words_avx2(&q, words, count, most, distances);
        return;
    }
#endif
    (void)level;
    for (size_t i = 0; i < count; i++) {
        uint8_t distance = word_distance(&q, words[i]);
        distances[i] = distance <= most ? distance : (uint8_t)(most + 1);
    }
}
