/* What must hold of screening whatever the list: the same answers on any number of threads, at every level of
 * names/lanes.h and in any order of the list, and explanations that add up. */
#include "base/buf.h"
#include "made.h"
#include "match/batch.h"
#include "names/lanes.h"
#include "unit.h"

#include <stdlib.h>

enum { ENTITIES = 1500, QUERIES = 150, SEED = 4, STRANGERS = 3, LIMIT = 5 };

static void add_entity(struct index_build *b, uint64_t number, bool last_first) {
    struct arena arena = {0};
    struct made_entity e;
    made_entity(SEED, number, &arena, &e);
    struct name_facts facts = {.birth_date = e.birth_date, .country = e.country};
    for (size_t i = 0; i < e.count; i++) {
        struct str name = e.names[last_first ? e.count - 1 - i : i];
        struct index_entry entry = {.id = arena_printf(&arena, "%llu", (unsigned long long)number),
                                    .schema = str_of(e.schema),
                                    .name = name,
                                    .facts = facts};
        index_add(b, &entry);
    }
    arena_done(&arena);
}

static struct index *built(bool last_first) {
    struct index_build *b = index_build_new(0);
    struct index *x;
    struct err e = {0};
    for (uint64_t i = 0; i < ENTITIES; i++) add_entity(b, last_first ? ENTITIES - 1 - i : i, last_first);
    assert_true(index_finish_memory(b, &x, &e));
    return x;
}

static size_t ask(struct screen *s, uint64_t number, struct arena *arena, struct screen_hit **hits) {
    struct made_query q;
    made_query(SEED, number, ENTITIES, STRANGERS, arena, &q);
    struct screen_query query = {
        .name = q.name, .schema = str_of(q.schema), .facts = {.birth_date = q.birth_date, .country = q.country}};
    struct screen_options o = {.limit = LIMIT, .explain = true};
    return screen_run(s, &query, &o, arena, hits);
}

static bool has_entity(const struct index *x, const struct screen_hit *hits, size_t n, struct str id) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(index_id(x, hits[i].entity), id)) return true;
    return false;
}

/* The matches have the same scores; and the same entities, unless the last place is shared by several. */
static void order_of_the_list_does_not_matter(void **state) {
    (void)state;
    struct index *x = built(false), *y = built(true);
    struct screen *s = screen_new(x), *t = screen_new(y);
    struct arena arena = {0};
    for (uint64_t q = 0; q < QUERIES; q++) {
        struct screen_hit *a, *b;
        size_t n = ask(s, q, &arena, &a), m = ask(t, q, &arena, &b);
        for (size_t i = 0; i < n && a[i].match.match; i++) {
            if (i >= m || a[i].match.logit != b[i].match.logit)
                fail_msg("query %d, place %zu: %.6f in one order", (int)q, i, a[i].match.score);
            if (a[i].match.logit > a[n - 1].match.logit) assert_true(has_entity(y, b, m, index_id(x, a[i].entity)));
        }
        arena_reset(&arena);
    }
    arena_done(&arena);
    screen_free(s), screen_free(t);
    index_close(x), index_close(y);
}

static void explanations_add_up(void **state) {
    (void)state;
    struct index *x = built(false);
    struct screen *s = screen_new(x);
    struct arena arena = {0};
    for (uint64_t q = 0; q < QUERIES; q++) {
        struct screen_hit *hits;
        size_t n = ask(s, q, &arena, &hits);
        for (size_t i = 0; i < n; i++) {
            double sum = 0;
            for (size_t k = 0; k < hits[i].match.piece_count; k++) sum += hits[i].match.pieces[k].weight;
            assert_true(sum == hits[i].match.logit);
            assert_true(hits[i].match.score > 0 && hits[i].match.score < 1);
        }
        arena_reset(&arena);
    }
    arena_done(&arena);
    screen_free(s);
    index_close(x);
}

/* Keeps the lines without how long each took. */
static bool keep(void *context, struct str lines) {
    struct buf *out = context;
    static const char mark[] = "\"us\":";
    for (size_t at = 0; at < lines.n;) {
        size_t us = str_find(lines, str_of(mark), at), end = us == SIZE_MAX ? lines.n : us;
        buf_add(out, str_cut(lines, at, end));
        while (end < lines.n && lines.p[end] != ',') end++;
        at = end;
    }
    return true;
}

/* What a batch of queries gives, without times. */
static struct buf answers(struct index *x, unsigned threads) {
    struct buf csv = {0}, lines = {0};
    struct arena arena = {0};
    buf_add_z(&csv, "name,schema\n");
    for (uint64_t q = 0; q < 4 * QUERIES; q++) {
        struct made_query made;
        made_query(SEED, q, ENTITIES, STRANGERS, &arena, &made);
        buf_printf(&csv, "\"%.*s\",%s\n", STR_ARG(made.name), made.schema);
    }
    struct batch_options o = {.screen = {.limit = LIMIT, .explain = true}, .threads = threads};
    uint64_t asked;
    struct err e = {0};
    assert_true(batch_run(x, buf_str(&csv), &o, keep, &lines, &asked, &e));
    assert_int_equal(asked, 4 * QUERIES);
    assert_true(lines.n > 0 && str_find(buf_str(&lines), STR("\"us\""), 0) == SIZE_MAX);
    buf_done(&csv);
    arena_done(&arena);
    return lines;
}

static void same_answers_on_any_machine(void **state) {
    (void)state;
    struct index *x = built(false);
    struct buf one = answers(x, 1), two = answers(x, 2);
    assert_true(str_eq(buf_str(&one), buf_str(&two)));
    assert_int_equal(setenv("CLEW_LANES", "plain", 1), 0);
    assert_int_equal(lanes_level(), LANES_PLAIN);
    struct index *y = built(false);
    struct buf plain = answers(y, 1);
    assert_int_equal(unsetenv("CLEW_LANES"), 0);
    assert_true(str_eq(buf_str(&one), buf_str(&plain)));
    buf_done(&one), buf_done(&two), buf_done(&plain);
    index_close(x), index_close(y);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(order_of_the_list_does_not_matter),
                                       cmocka_unit_test(explanations_add_up),
                                       cmocka_unit_test(same_answers_on_any_machine)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
