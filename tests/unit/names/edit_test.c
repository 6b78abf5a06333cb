#include "names/edit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The costs as edit.h says them, in the plainest words: the whole matrix. */
static bool is_alike(char a, char b) {
    static const char *const pairs[] = {"iy", "ck", "vw", "sz", "ei", "ou", "ij", "ae", "fv", "gk", "dt",
                                        "bp", "cs", "gj", "qk", "uw", "bv", "gh", "jy", "0o", "1i", "1l"};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if ((pairs[i][0] == a && pairs[i][1] == b) || (pairs[i][0] == b && pairs[i][1] == a)) return true;
    return false;
}

static unsigned drop(struct str s, size_t i) {
    if (i == 0) return 10;
    return s.p[i] == s.p[i - 1] || s.p[i] == 'h' ? 4 : 10;
}

static unsigned plain_cost(struct str a, struct str b) {
    unsigned d[EDIT_LETTERS + 1][EDIT_LETTERS + 1] = {{0}};
    for (size_t i = 0; i <= a.n; i++)
        for (size_t j = 0; j <= b.n; j++) {
            unsigned v = i || j ? UINT32_MAX : 0, w;
            if (i && (w = d[i - 1][j] + drop(a, i - 1)) < v) v = w;
            if (j && (w = d[i][j - 1] + drop(b, j - 1)) < v) v = w;
            if (i && j) {
                unsigned change = a.p[i - 1] == b.p[j - 1] ? 0 : is_alike(a.p[i - 1], b.p[j - 1]) ? 5 : 10;
                if ((w = d[i - 1][j - 1] + change) < v) v = w;
            }
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] && (w = d[i - 2][j - 2] + 8) < v)
                v = w;
            d[i][j] = v;
        }
    return d[a.n][b.n];
}

static unsigned drawn(unsigned *seed, unsigned below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (unsigned)(((uint64_t)*seed >> 8) * below >> 24);
}

static void check(struct str a, struct str b) {
    struct edit_word x, y;
    unsigned exact = plain_cost(a, b);
    edit_prepare(a, &x);
    edit_prepare(b, &y);
    if (edit_least(&x, &y) > exact || edit_least(&x, &y) != edit_least(&y, &x))
        fail_msg("%.*s %.*s: at least %u, but it is %u", STR_ARG(a), STR_ARG(b), edit_least(&x, &y), exact);
    const unsigned most[] = {0, 10, 40, 86, 104, 105, 200, 1000};
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        unsigned wanted = exact <= most[i] ? exact : most[i] + 1, got = edit_cost(a, b, most[i]);
        if (got != wanted) fail_msg("%.*s %.*s: %u, not %u", STR_ARG(a), STR_ARG(b), got, wanted);
        assert_int_equal(edit_cost(b, a, most[i]), wanted);
        assert_int_equal(edit_cost_prepared(&x, a, &y, b, most[i]), wanted);
    }
}

static void costs_as_said(void **state) {
    (void)state;
    assert_int_equal(edit_cost(STR("vera"), STR("vera"), 100), 0);
    assert_int_equal(edit_cost(STR("vera"), STR("wera"), 100), 5);
    assert_int_equal(edit_cost(STR("vera"), STR("mera"), 100), 10);
    assert_int_equal(edit_cost(STR("vera"), STR("evra"), 100), 8);
    assert_int_equal(edit_cost(STR("vera"), STR("verra"), 100), 4);
    assert_int_equal(edit_cost(STR("vera"), STR("vehra"), 100), 4);
    assert_int_equal(edit_cost(STR("vera"), STR("hvera"), 100), 10);
    assert_int_equal(edit_cost(STR("vera"), STR(""), 100), 40);
    assert_int_equal(edit_cost(STR(""), STR(""), 100), 0);
    assert_int_equal(edit_cost(STR("vera"), STR("dorna"), 20), 21);
}

/* Every length that a register holds and some that it does not, words from few letters and from many, near and far. */
static void equals_the_plain_matrix(void **state) {
    (void)state;
    static const char *const alphabets[] = {
        "ab", "hoxh", "aeiouyjw", "abcdefghijklmnopqrstuvwxyz0123456789", "vwbfpgkcqszdtlh01", "a\xc3\xa9h"};
    unsigned seed = 3;
    for (int round = 0; round < 30000; round++) {
        const char *letters = alphabets[drawn(&seed, sizeof alphabets / sizeof *alphabets)];
        char x[EDIT_LETTERS], y[EDIT_LETTERS];
        size_t n = drawn(&seed, round % 8 ? 17 : EDIT_LETTERS), m = drawn(&seed, round % 8 ? 17 : EDIT_LETTERS);
        for (size_t i = 0; i < n; i++) x[i] = letters[drawn(&seed, (unsigned)strlen(letters))];
        for (size_t i = 0; i < m; i++)
            y[i] = i < n && drawn(&seed, 4) ? x[i] : letters[drawn(&seed, (unsigned)strlen(letters))];
        if (drawn(&seed, 3) == 0 && m < n) memmove(y, x + n - m, m);
        check((struct str){x, n}, (struct str){y, m});
    }
}

static void long_words_are_cut(void **state) {
    (void)state;
    char text[10000];
    memset(text, 'a', sizeof text);
    struct str all = {text, sizeof text};
    struct edit_word whole, one;
    edit_prepare(all, &whole);
    edit_prepare(STR("a"), &one);
    assert_int_equal(edit_cost(all, STR("a"), 1000), 4 * (EDIT_LETTERS - 1));
    assert_int_equal(edit_cost(all, str_cut(all, 0, EDIT_LETTERS), 1000), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_as_said),
        cmocka_unit_test(equals_the_plain_matrix),
        cmocka_unit_test(long_words_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
