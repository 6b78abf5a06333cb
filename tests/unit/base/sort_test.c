#include "base/sort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 3000 };

static int ascending(const void *a, const void *b) {
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Random numbers of few or many kinds, in runs up and down: what makes a quick sort slow or wrong. */
static size_t fill(uint64_t *v, unsigned round) {
    size_t n = round < 60 ? round : (round * 7919u) % MOST;
    uint64_t kinds = round % 3 == 0 ? 3 : round % 3 == 1 ? n + 1 : UINT64_MAX, x = round;
    for (size_t i = 0; i < n; i++) {
        x = (x ^ (x >> 31)) * 0x9e3779b97f4a7c15u + i;
        v[i] = round % 7 == 0 ? i : round % 7 == 1 ? n - i : x % kinds;
    }
    return n;
}

static void sorts_like_the_library(void **state) {
    (void)state;
    static uint64_t v[MOST], w[MOST];
    for (unsigned round = 0; round < 300; round++) {
        size_t n = fill(v, round);
        memcpy(w, v, sizeof v);
        sort_u64(v, n);
        qsort(w, n, sizeof *w, ascending);
        assert_memory_equal(v, w, n * sizeof *v);
    }
}

static void greatest_come_first(void **state) {
    (void)state;
    static uint64_t v[MOST], w[MOST];
    for (unsigned round = 0; round < 300; round++) {
        size_t n = fill(v, round), most = round % 50;
        memcpy(w, v, sizeof v);
        qsort(w, n, sizeof *w, ascending);
        assert_int_equal(sort_greatest(v, n, most), n < most ? n : most);
        for (size_t i = 0; i < most && i < n; i++) assert_int_equal(v[i], w[n - 1 - i]);
        qsort(v, n, sizeof *v, ascending);
        assert_memory_equal(v, w, n * sizeof *v);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(sorts_like_the_library), cmocka_unit_test(greatest_come_first)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
