#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct pair {
    int key, order;
};

static int by_key(const void *a, const void *b) {
    const struct pair *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static void sort_is_stable(void **state) {
    (void)state;
    struct vec v = VEC(struct pair);
    for (int i = 0; i < 1000; i++) *(struct pair *)vec_push(&v) = (struct pair){(i * 7919) % 10, i};
    vec_sort(&v, by_key);
    for (size_t i = 1; i < v.n; i++) {
        struct pair *a = VEC_AT(&v, struct pair, i - 1), *b = VEC_AT(&v, struct pair, i);
        assert_true(a->key < b->key || (a->key == b->key && a->order < b->order));
    }
    vec_done(&v);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(sort_is_stable)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
