#include "match/walk.h"
#include "text/fold.h"
#include "unit.h"

static const char *const syllables[] = {"sto", "vel", "ma", "ru", "nik", "lesh", "dro", "za", "ki", "ta", "sha", "jo"};
enum { SYLLABLES = sizeof syllables / sizeof *syllables, WORDS = SYLLABLES * SYLLABLES * SYLLABLES };

static struct index *list(void) {
    struct index_build *b = index_build_new(1);
    struct arena arena = {0};
    for (int i = 0; i < WORDS; i++) {
        struct str name = arena_printf(&arena, "%s%s%s", syllables[i % SYLLABLES], syllables[i / SYLLABLES % SYLLABLES],
                                       syllables[i / SYLLABLES / SYLLABLES]);
        index_add(b, &(struct index_entry){.id = name, .schema = STR("Person"), .name = name});
    }
    index_add(b, &(struct index_entry){.id = STR("x"), .schema = STR("Person"), .name = STR("Велеш")});
    arena_done(&arena);
    struct index *x = NULL;
    struct err e = {0};
    assert_true(index_finish_memory(b, &x, &e));
    return x;
}

/* No word of the list is nearer than the first that the walk gives, and its costs are those of comparing. */
static void finds_the_nearest(void **state) {
    (void)state;
    static const char *const asked[] = {"марушта", "велешник", "строзаки", "שטוולקי",
                                        "ستوماكي", "ベルマキ", "도라자키"};
    struct index *x = list();
    uint32_t latin = walk_latin(x);
    assert_int_equal(latin, x->header->words - 1);
    struct arena arena = {0};
    for (size_t a = 0; a < sizeof asked / sizeof *asked; a++) {
        struct crossing_word w;
        struct walk_hit hits[WALK_MOST];
        assert_true(crossing_prepare(fold_text(str_of(asked[a]), &arena), &w));
        uint32_t n = walk_crossing(x, latin, &w, hits);
        assert_true(n > 0 && n <= WALK_MOST);
        for (uint32_t i = 0; i < latin; i++) {
            struct str folded, word, sound;
            assert_true(layout_word_texts(x, i, &folded, &word, &sound));
            unsigned cost = crossing_cost(&w, word, CROSSING_MOST);
            assert_true(cost >= hits[0].cost);
            for (uint32_t k = 0; k < n; k++)
                if (hits[k].word == i) assert_int_equal(hits[k].cost, cost);
        }
        for (uint32_t k = 1; k < n; k++) assert_true(hits[k - 1].cost <= hits[k].cost);
    }
    arena_done(&arena);
    index_close(x);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_the_nearest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
