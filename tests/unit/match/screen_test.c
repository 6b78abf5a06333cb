#include "base/file.h"
#include "base/heap.h"
#include "match/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const given[] = {"Vera", "Arben", "Ilir", "Mirko", "Tamara", "Nadia",
                                    "Omar", "Yusuf", "Lena", "Pavel", "Goran",  "Dita"};
static const char *const family[] = {"Stolnik", "Kola",    "Drozdova",  "Velesh",  "Marunic",   "Petrescu",
                                     "Haddadi", "Qasimov", "Lindqvist", "Brankov", "Osterfeld", "Zelenko"};
static const char *const trade[] = {"Trading", "Shipping", "Energy", "Holding"};
enum { GIVEN = 12, FAMILY = 12, PEOPLE = GIVEN * FAMILY, FIRMS = FAMILY * 4, LISTED = PEOPLE + FIRMS };

static struct str listed(int i, struct arena *arena) {
    if (i < PEOPLE) return arena_printf(arena, "%s %s", given[i % GIVEN], family[i / GIVEN]);
    i -= PEOPLE;
    return arena_printf(arena, "%s %s Ltd", family[i % FAMILY], trade[i / FAMILY]);
}

static struct index_build *build(unsigned threads, int copies) {
    struct index_build *b = index_build_new(threads);
    struct arena arena = {0};
    for (int c = 0; c < copies; c++)
        for (int i = 0; i < LISTED; i++) {
            struct str id = arena_printf(&arena, "%d-%d", i, c);
            index_add(b, &(struct index_entry){.id = id,
                                               .schema = i < PEOPLE ? STR("Person") : STR("Company"),
                                               .name = listed(i, &arena)});
        }
    arena_done(&arena);
    return b;
}

static struct index *built(unsigned threads, int copies) {
    struct index *x = NULL;
    struct err e = {0};
    assert_true(index_finish_memory(build(threads, copies), &x, &e));
    return x;
}

static struct str best_id(struct screen *s, struct str query, struct arena *arena, double *score) {
    struct screen_query q = {.name = query};
    struct screen_options o = {.limit = 3};
    struct screen_hit *hits;
    size_t n = screen_run(s, &q, &o, arena, &hits);
    if (score) *score = n ? hits[0].match.score : 0;
    return n ? arena_printf(arena, "%u", hits[0].entity) : (struct str){0};
}

/* With a letter swapped, doubled or lost in every name, the listed one is still the best answer, or as good as it. */
static void finds_spoilt_names(void **state) {
    (void)state;
    struct index *x = built(1, 1);
    struct screen *s = screen_new(x);
    struct arena arena = {0};
    int missed = 0;
    for (int i = 0; i < LISTED; i++)
        for (int how = 0; how < 4; how++) {
            char text[64];
            struct str name = listed(i, &arena);
            memcpy(text, name.p, name.n + 1);
            size_t last = name.n - 2;
            if (i >= PEOPLE) last = 3;
            if (how == 1) memmove(text + last, text + last + 1, name.n - last);
            if (how == 2) text[last] = text[last] == 'o' ? 'a' : 'o';
            if (how == 3) {
                char c = text[last - 1];
                text[last - 1] = text[last];
                text[last] = c;
            }
            struct str best = best_id(s, str_of(text), &arena, NULL);
            missed += !str_eq(best, arena_printf(&arena, "%d", i));
            arena_reset(&arena);
        }
    assert_in_range(missed, 0, LISTED * 4 / 100);
    arena_done(&arena);
    screen_free(s);
    index_close(x);
}

/* What the index finds is what comparing every name finds. */
static void agrees_with_exhaustive_comparison(void **state) {
    (void)state;
    static const char *const queries[] = {"Vera Stolnik",       "Stolnik Vera",         "Wera Stollnik",
                                          "Вера Стольник",      "Kola Energie Limited", "Haddadi, Omar",
                                          "Omar Yusuf Haddadi", "Lena Lindquist"};
    struct index *x = built(1, 1);
    struct screen *s = screen_new(x);
    struct arena arena = {0};
    for (size_t q = 0; q < sizeof queries / sizeof *queries; q++) {
        double best = 0, got;
        for (int i = 0; i < LISTED; i++) {
            enum name_kind kind = i < PEOPLE ? NAME_PERSON : NAME_ORGANIZATION;
            struct name a, b;
            struct name_match m;
            name_parse(str_of(queries[q]), kind, &arena, &a);
            name_parse(listed(i, &arena), kind, &arena, &b);
            name_compare(&a, &b, NULL, &m);
            if (m.score > best) best = m.score;
        }
        best_id(s, str_of(queries[q]), &arena, &got);
        if (got != best) fail_msg("%s: %.6f, exhaustively %.6f", queries[q], got, best);
        arena_reset(&arena);
    }
    arena_done(&arena);
    screen_free(s);
    index_close(x);
}

static void same_bytes_on_any_thread_count(void **state) {
    (void)state;
    struct file one, two;
    struct err e = {0};
    assert_true(index_finish(build(1, 80), "screen_test_1.idx", &e) &&
                index_finish(build(2, 80), "screen_test_2.idx", &e));
    assert_true(file_read("screen_test_1.idx", 0, &one, &e) && file_read("screen_test_2.idx", 0, &two, &e));
    assert_true(str_eq(one.bytes, two.bytes));
    file_done(&one);
    file_done(&two);
    unlink("screen_test_1.idx");
    unlink("screen_test_2.idx");
}

/* 1,000 copies make every word frequent: names are found through pairs, and an unheard-of number of equals is no harm.
 */
static void frequent_words_and_equal_names(void **state) {
    (void)state;
    struct index *x = built(0, 1000);
    struct screen *s = screen_new(x);
    struct arena arena = {0};
    struct screen_query q = {.name = STR("Stolnik, Wera")};
    struct screen_options o = {.limit = 5, .explain = true};
    struct screen_hit *hits;
    assert_int_equal(screen_run(s, &q, &o, &arena, &hits), 5);
    for (int i = 0; i < 5; i++) {
        double sum = 0;
        assert_true(str_is(index_name(x, hits[i].name), "Vera Stolnik") && hits[i].match.match);
        for (size_t k = 0; k < hits[i].match.piece_count; k++) sum += hits[i].match.pieces[k].weight;
        assert_true(sum == hits[i].match.logit);
    }
    q.name = STR("Trading Ltd");
    size_t n = screen_run(s, &q, &o, &arena, &hits);
    for (size_t i = 0; i < n; i++) assert_false(hits[i].match.match);
    arena_done(&arena);
    screen_free(s);
    index_close(x);
}

static void odd_queries(void **state) {
    (void)state;
    static const char *const odd[] = {"",
                                      " ",
                                      "X",
                                      "\xff\xfe\xfd",
                                      "🙂🙂",
                                      "\xe2\x80\x8f\xe2\x80\x8e",
                                      "CORP",
                                      "the company",
                                      "a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb"};
    struct index *x = built(1, 1);
    struct screen *s = screen_new(x);
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct screen_query q = {.name = str_of(odd[i])};
        struct screen_options o = {.limit = 5};
        struct screen_hit *hits;
        size_t n = screen_run(s, &q, &o, &arena, &hits);
        for (size_t k = 0; k < n; k++) assert_false(hits[k].match.match);
    }
    char *text = heap_new(10001);
    memset(text, 'q', 10000);
    text[10000] = 0;
    best_id(s, str_of(text), &arena, NULL);
    free(text);
    arena_done(&arena);
    screen_free(s);
    index_close(x);
}

/* Any byte changed or any length cut: refused, or read without harm. */
static void damaged_files(void **state) {
    (void)state;
    const char *path = "screen_test_damaged.idx";
    struct file file;
    struct err e = {0};
    struct arena arena = {0};
    assert_true(index_finish(build(1, 1), path, &e) && file_read(path, 0, &file, &e));
    char *bytes = heap_new(file.bytes.n);
    for (int i = 0; i < 400; i++) {
        struct index *x = NULL;
        size_t n = i % 4 ? file.bytes.n : file.bytes.n * (size_t)i / 400;
        memcpy(bytes, file.bytes.p, file.bytes.n);
        if (i % 4) bytes[file.bytes.n * (size_t)i / 400 & ~(size_t)3] ^= (char)(1 << i % 8);
        if (i % 4) bytes[(file.bytes.n * (size_t)i / 400 & ~(size_t)3) + 3] ^= (char)0x80;
        assert_true(file_write(path, (struct str){bytes, n}, &e));
        struct err why = {0};
        if (!index_open(path, &x, &why)) {
            assert_true(why.code == ERR_DAMAGED);
            continue;
        }
        struct screen *s = screen_new(x);
        for (int q = 0; q < LISTED; q += 37) best_id(s, listed(q, &arena), &arena, NULL);
        screen_free(s);
        index_close(x);
        arena_reset(&arena);
    }
    free(bytes);
    file_done(&file);
    arena_done(&arena);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_spoilt_names),
        cmocka_unit_test(agrees_with_exhaustive_comparison),
        cmocka_unit_test(same_bytes_on_any_thread_count),
        cmocka_unit_test(frequent_words_and_equal_names),
        cmocka_unit_test(odd_queries),
        cmocka_unit_test(damaged_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
