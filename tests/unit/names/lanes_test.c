#include "names/lanes.h"
#include "unit.h"

enum { TURNS = 600, MOST_WORDS = 70 };

static uint32_t draw(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)*seed * below >> 32);
}

/* Optimal string alignment by the whole matrix. */
static unsigned plain_distance(const char *a, size_t n, const char *b, size_t m) {
    unsigned d[LANES_WORD + 1][LANES_WORD + 1];
    for (unsigned i = 0; i <= n; i++)
        for (unsigned j = 0; j <= m; j++) {
            unsigned v = i ? j ? d[i - 1][j - 1] + (a[i - 1] != b[j - 1]) : i : j;
            if (i && j && d[i - 1][j] + 1 < v) v = d[i - 1][j] + 1;
            if (i && j && d[i][j - 1] + 1 < v) v = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < v)
                v = d[i - 2][j - 2] + 1;
            d[i][j] = v;
        }
    return d[n][m];
}

static size_t draw_word(uint32_t *seed, unsigned letters, char out[LANES_WORD]) {
    size_t n = draw(seed, LANES_WORD + 1);
    for (size_t i = 0; i < n; i++) out[i] = (char)('a' + draw(seed, letters));
    return n;
}

static void words_equal_plain(void **state) {
    (void)state;
    uint32_t seed = 5;
    for (int turn = 0; turn < TURNS; turn++) {
        unsigned letters = turn % 3 == 0 ? 2 : turn % 3 == 1 ? 5 : 26, most = draw(&seed, LANES_WORD + 2);
        char query[LANES_WORD], words[MOST_WORDS][LANES_WORD];
        unsigned char packed_query[LANES_WORD], packed[MOST_WORDS][LANES_WORD];
        const unsigned char *at[MOST_WORDS];
        size_t lengths[MOST_WORDS], count = draw(&seed, MOST_WORDS + 1), n = draw_word(&seed, letters, query);
        assert_true(lanes_pack((struct str){query, n}, packed_query));
        for (size_t i = 0; i < count; i++) {
            lengths[i] = draw_word(&seed, letters, words[i]);
            assert_true(lanes_pack((struct str){words[i], lengths[i]}, packed[i]));
            at[i] = packed[i];
        }
        for (int level = LANES_PLAIN; level <= (int)lanes_level(); level++) {
            uint8_t got[MOST_WORDS + 1];
            memset(got, 77, sizeof got);
            lanes_words((enum lanes_level)level, packed_query, at, count, most, got);
            for (size_t i = 0; i < count; i++) {
                unsigned want = plain_distance(query, n, words[i], lengths[i]);
                if (got[i] != (want <= most ? want : most + 1))
                    fail_msg("level %d, \"%.*s\" and \"%.*s\": %u, not %u (at most %u)", level, (int)n, query,
                             (int)lengths[i], words[i], got[i], want, most);
            }
            assert_int_equal(got[count], 77);
        }
    }
}

static void packing(void **state) {
    (void)state;
    unsigned char out[LANES_WORD], other[LANES_WORD];
    assert_true(lanes_pack(STR("az9"), out));
    assert_int_equal(out[0], 1);
    assert_int_equal(out[1], 26);
    assert_in_range(out[2], 27, 31);
    assert_int_equal(out[3], 0);
    assert_true(lanes_pack(STR(""), out));
    assert_true(lanes_pack(STR("abcdefghijklmnop"), out));
    assert_false(lanes_pack(STR("abcdefghijklmnopq"), out));
    assert_int_equal(out[0], 0);
    lanes_pack(STR("o'hara"), out);
    lanes_pack(STR("ohara"), other);
    const unsigned char *words[] = {out};
    uint8_t distance;
    lanes_words(lanes_level(), other, words, 1, 3, &distance);
    assert_int_equal(distance, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_equal_plain), cmocka_unit_test(packing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
