/* arena, buf, vec and map: what grows. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "unit.h"

static void arena_gives_zeroed_aligned_room(void **state) {
    (void)state;
    struct arena a = {0};
    for (int round = 0; round < 3; round++) {
        for (size_t n = 0; n < 3000; n += 7) {
            char *p = arena_new(&a, n);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t i = 0; i < n; i++) assert_int_equal(p[i], 0);
            memset(p, 0xAA, n);
        }
        arena_reset(&a);
        assert_int_equal(a.total, 0);
    }
    char *big = arena_new(&a, 5 << 20);
    assert_int_equal(big[(5 << 20) - 1], 0);
    arena_done(&a);
    assert_str(arena_copy(&a, STR("again")), "again");
    assert_string_equal(arena_printf(&a, "%d-%s", 7, "x").p, "7-x");
    assert_str(arena_copy(&a, (struct str){NULL, 0}), "");
    arena_done(&a);
}

static void buf_stops_at_its_ceiling(void **state) {
    (void)state;
    struct buf b = {.ceiling = 10};
    assert_true(buf_add(&b, STR("")));
    assert_true(buf_add(&b, STR("12345678")));
    assert_false(buf_add(&b, STR("901")));
    assert_true(b.full);
    assert_true(buf_add(&b, STR("90")));
    assert_str(buf_str(&b), "1234567890");
    assert_false(buf_add_byte(&b, 'x'));
    buf_clear(&b);
    assert_false(b.full);
    assert_true(buf_add_u64(&b, 0) && buf_add_u64(&b, 120));
    assert_true(buf_printf(&b, "%s", "abc"));
    assert_str(buf_str(&b), "0120abc");
    buf_done(&b);
    assert_str(buf_str(&b), "");
    assert_int_equal(b.ceiling, 10);
}

static void buf_has_room_for_the_largest_number(void **state) {
    (void)state;
    struct buf b = {0};
    buf_add_u64(&b, UINT64_MAX);
    assert_str(buf_str(&b), "18446744073709551615");
    buf_done(&b);
}

static void map_keeps_the_order_of_insertion(void **state) {
    (void)state;
    struct map m = {0};
    char key[32];
    bool fresh;
    assert_null(map_get(&m, STR("none")));
    for (int round = 0; round < 2; round++) {
        for (uint64_t i = 0; i < 5000; i++) {
            int n = snprintf(key, sizeof key, "key %llu", (unsigned long long)i);
            uint64_t *v = map_put(&m, (struct str){key, (size_t)n}, &fresh);
            assert_int_equal(fresh, round == 0);
            assert_int_equal(*v, round == 0 ? 0 : i);
            *v = i;
        }
    }
    assert_int_equal(m.n, 5000);
    assert_str(map_at(&m, 4999)->key, "key 4999");
    assert_int_equal(*map_get(&m, STR("key 77")), 77);
    assert_null(map_get(&m, STR("key 5000")));
    map_clear(&m);
    assert_int_equal(m.n, 0);
    assert_null(map_get(&m, STR("key 77")));
    *map_put(&m, STR(""), NULL) = 3;
    assert_int_equal(*map_get(&m, STR("")), 3);
    map_done(&m);
}

static void vec_moves_to_an_arena(void **state) {
    (void)state;
    struct vec v = VEC(int);
    struct arena a = {0};
    for (int i = 0; i < 100; i++) vec_push_copy(&v, &i);
    vec_pop(&v);
    assert_int_equal(*VEC_AT(&v, int, 98), 98);
    size_t n;
    int *all = vec_take(&v, &a, &n);
    assert_int_equal(n, 99);
    assert_int_equal(all[98], 98);
    assert_int_equal(v.n, 0);
    assert_int_equal(*(int *)vec_push(&v), 0);
    vec_done(&v);
    vec_take(&v, &a, &n);
    assert_int_equal(n, 0);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_room),
        cmocka_unit_test(buf_stops_at_its_ceiling),
        cmocka_unit_test(buf_has_room_for_the_largest_number),
        cmocka_unit_test(map_keeps_the_order_of_insertion),
        cmocka_unit_test(vec_moves_to_an_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
