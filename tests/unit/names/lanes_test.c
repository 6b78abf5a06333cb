#include "names/lanes.h"
#include "unit.h"

#include <stdlib.h>

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

enum { LONGEST = 90, STORED = 400 };

static unsigned names_distance(struct str a, struct str b) {
    unsigned d[LONGEST + 1][LONGEST + 1];
    for (unsigned i = 0; i <= a.n; i++)
        for (unsigned j = 0; j <= b.n; j++) {
            unsigned v = i ? j ? d[i - 1][j - 1] + (a.p[i - 1] != b.p[j - 1]) : i : j;
            if (i && j && d[i - 1][j] + 1 < v) v = d[i - 1][j] + 1;
            if (i && j && d[i][j - 1] + 1 < v) v = d[i][j - 1] + 1;
            d[i][j] = v;
        }
    return d[a.n][b.n];
}

/* Letters of a few kinds, so that there are several pages, and some strings that no page has room for. */
static struct str draw_name(uint32_t *seed, size_t most, char out[LONGEST]) {
    size_t n = draw(seed, (uint32_t)most + 1);
    unsigned kind = draw(seed, 8);
    for (size_t i = 0; i < n; i++) {
        if (kind < 3) out[i] = (char)('a' + draw(seed, 3));
        else if (kind < 5) out[i] = (char)('a' + draw(seed, 26));
        else if (kind < 7) out[i] = (char)(0x80 + draw(seed, 40));
        else out[i] = (char)draw(seed, 256);
    }
    return (struct str){out, n};
}

static void names_equal_plain(void **state) {
    (void)state;
    static char texts[STORED][LONGEST];
    struct str strings[STORED];
    uint32_t seed = 9;
    for (int turn = 0; turn < 20; turn++) {
        size_t count = turn ? draw(&seed, STORED + 1) : 0, there = 0;
        for (size_t i = 0; i < count; i++) strings[i] = draw_name(&seed, turn % 2 ? LONGEST : 12, texts[i]);
        struct lanes_store *s = lanes_store_new(strings, count);
        for (size_t i = 0; i < lanes_store_slots(s); i++) there += lanes_store_string(s, i) != LANES_NONE;
        assert_int_equal(there, count);
        for (int q = 0; q < 12; q++) {
            char text[LONGEST];
            uint8_t *distances = malloc(lanes_store_slots(s) + 1);
            struct str query = draw_name(&seed, (size_t[]){8, 16, 32, LANES_NAME}[q % 4], text);
            for (int level = LANES_PLAIN; level <= (int)lanes_level(); level++) {
                assert_true(lanes_names((enum lanes_level)level, s, query, distances));
                for (size_t i = 0; i < lanes_store_slots(s); i++) {
                    uint32_t k = lanes_store_string(s, i);
                    if (k != LANES_NONE && distances[i] != names_distance(query, strings[k]))
                        fail_msg("level %d, query of %zu, string of %zu: %u, not %u", level, query.n, strings[k].n,
                                 distances[i], names_distance(query, strings[k]));
                }
            }
            free(distances);
        }
        lanes_store_free(s);
    }
}

/* Strings and queries beyond what lanes carry. */
static void long_names(void **state) {
    (void)state;
    static char text[400];
    memset(text, 'x', sizeof text);
    struct str strings[] = {{text, 400}, {text, 64}, {text, 300}, {NULL, 0}};
    struct lanes_store *s = lanes_store_new(strings, 4);
    uint8_t *distances = malloc(lanes_store_slots(s));
    for (int level = LANES_PLAIN; level <= (int)lanes_level(); level++) {
        assert_false(lanes_names((enum lanes_level)level, s, (struct str){text, LANES_NAME + 1}, distances));
        assert_true(lanes_names((enum lanes_level)level, s, (struct str){text, LANES_NAME}, distances));
        for (size_t i = 0; i < lanes_store_slots(s); i++) {
            static const unsigned want[] = {LANES_FAR, 0, 236, 64};
            if (lanes_store_string(s, i) != LANES_NONE) assert_int_equal(distances[i], want[lanes_store_string(s, i)]);
        }
    }
    free(distances);
    lanes_store_free(s);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_equal_plain), cmocka_unit_test(names_equal_plain),
                                       cmocka_unit_test(long_names), cmocka_unit_test(packing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
