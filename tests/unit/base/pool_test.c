#include "base/pool.h"

#include "unit.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { ITEMS = 10000, THREADS = 5 };

struct counts {
    atomic_uint calls[ITEMS];
    unsigned per_thread[THREADS]; /* only its own thread writes to one */
    unsigned threads;
    atomic_bool wrong;
};

static void count(void *context, size_t i, unsigned thread) {
    struct counts *c = context;
    if (thread >= c->threads) {
        atomic_store(&c->wrong, true);
        return;
    }
    atomic_fetch_add(&c->calls[i], 1);
    c->per_thread[thread]++;
}

static void every_item_once(void **state) {
    (void)state;
    static struct counts c;
    for (unsigned threads = 1; threads <= THREADS; threads++) {
        memset(&c, 0, sizeof c);
        c.threads = threads;
        struct pool *p = pool_new(threads);
        assert_int_equal(pool_threads(p), threads);
        for (int run = 0; run < 3; run++) pool_run(p, ITEMS, count, &c);
        pool_run(p, 0, count, &c);
        pool_free(p);
        unsigned total = 0;
        for (size_t i = 0; i < ITEMS; i++) assert_int_equal(atomic_load(&c.calls[i]), 3);
        for (unsigned t = 0; t < THREADS; t++) total += c.per_thread[t];
        assert_int_equal(total, 3 * ITEMS);
        assert_false(atomic_load(&c.wrong));
    }
}

static void the_environment_chooses(void **state) {
    (void)state;
    static const struct {
        const char *value;
        unsigned asked, threads; /* 0: as many as there are */
    } cases[] = {{"3", 0, 3}, {"3", 2, 2}, {"0", 0, 0}, {"x", 0, 0}, {"99999", 0, 256}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setenv("CLEW_THREADS", cases[i].value, 1);
        struct pool *p = pool_new(cases[i].asked);
        if (cases[i].threads) assert_int_equal(pool_threads(p), cases[i].threads);
        assert_true(pool_threads(p) >= 1);
        pool_free(p);
    }
    unsetenv("CLEW_THREADS");
    pool_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_item_once), cmocka_unit_test(the_environment_chooses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
