#include "names/names.h"
#include "names/script.h"
#include "text/utf8.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static struct name_match compare(enum name_kind kind, const char *x, const char *y, struct arena *arena) {
    struct name a, b;
    struct name_match m;
    name_parse(str_of(x), kind, arena, &a);
    name_parse(str_of(y), kind, arena, &b);
    name_compare(&a, &b, arena, &m);
    return m;
}

static const char *const people[] = {
    "Vera Stolnik",
    "STOLNIK, Vera",
    "Vera Stolnick",
    "Вера Стольник",
    "V. Stolnik",
    "Dr. Vera Maria Stolnik",
    "Pera Molnik",
    "Abu Tarik al-Velesh",
    "Tarik Al Veleshi",
    "Arben bin Omar",
    "Omar bin Arben",
    "VeraStolnik",
    "Stolnik",
    "X",
    "",
    "!!!",
    "\xff\xfe broken",
    "ベラ・ストルニク",
    "فيرا ستولنيك",
    "vera vera stolnik",
};
enum { PEOPLE = sizeof people / sizeof *people };

static void symmetric_and_exact_sums(void **state) {
    (void)state;
    struct arena arena = {0};
    for (int kind = NAME_ANY; kind <= NAME_PLACE; kind++)
        for (int i = 0; i < PEOPLE; i++)
            for (int j = 0; j < PEOPLE; j++) {
                struct name_match m = compare((enum name_kind)kind, people[i], people[j], &arena);
                struct name_match n = compare((enum name_kind)kind, people[j], people[i], &arena);
                double sum = 0;
                for (size_t k = 0; k < m.piece_count; k++) sum += m.pieces[k].weight;
                assert_true(m.logit == n.logit && m.score == n.score && m.match == n.match);
                assert_true(sum == m.logit);
                assert_true(m.score > 0 && m.score < 1);
                arena_reset(&arena);
            }
    arena_done(&arena);
}

static void same_with_and_without_explanation(void **state) {
    (void)state;
    struct arena arena = {0};
    struct name a, b;
    struct name_match with, without;
    name_parse(STR("Vera Stolnik"), NAME_PERSON, &arena, &a);
    name_parse(STR("Wera Stolnikova"), NAME_PERSON, &arena, &b);
    name_compare(&a, &b, &arena, &with);
    name_compare(&a, &b, NULL, &without);
    assert_true(with.logit == without.logit);
    assert_null(without.pieces);
    arena_done(&arena);
}

static void verdicts(void **state) {
    (void)state;
    static const struct {
        enum name_kind kind;
        const char *x, *y;
        bool match;
    } cases[] = {
        {NAME_PERSON, "Vera Stolnik", "STOLNIK, Vera", true},
        {NAME_PERSON, "Vera Stolnik", "Вера Стольник", true},
        {NAME_PERSON, "Vera Stolnik", "Vera Stolnick", true},
        {NAME_PERSON, "Vera Stolnik", "Marko Stolnik", false},
        {NAME_PERSON, "Vera Stolnik", "Vera Drozdova", false},
        {NAME_PERSON, "Mr. Arben Kola", "Arben Kola", true},
        {NAME_ORGANIZATION, "Velesh Trading Limited", "Velesh Trading Ltd.", true},
        {NAME_ORGANIZATION, "Velesh Trading GmbH", "Velesh Trading Gesellschaft mit beschränkter Haftung", true},
        {NAME_ORGANIZATION, "Velesh Trading", "Orlov Trading", false},
        {NAME_ORGANIZATION, "Bank of Velesh", "Bank of Dorna", false},
        {NAME_ORGANIZATION, "V.T.K. Company", "VTK Company", true},
        {NAME_ORGANIZATION, "Emma Corp", "Corp", false},
        {NAME_ORGANIZATION, "The Company", "Dorna Company", false},
        {NAME_PERSON, "Orlan bin Tavik", "Tavik bin Orlan", false},
        {NAME_PERSON, "Mirel Dovan Astrey", "Mirel Dovan Kubrin", false},
        {NAME_PERSON, "Ivan Petrovich Selov", "Ivan Sergeevich Selov", false},
        {NAME_PERSON, "O. Tamrenko", "Oleg Tamrenko", true},
        {NAME_PERSON, "Bob Tamrenko", "Robert Tamrenko", true},
        {NAME_PERSON, "Piet van der Brook", "Vanderbrook, Piet", true},
        {NAME_PERSON, "성호 김", "KIM Chul-soo", false},
        {NAME_PERSON, "秀梅 李", "MA LI", false},
        {NAME_ORGANIZATION, "JSCDORVANEL", "JSC DORVANEL", true},
        {NAME_ORGANIZATION, "DORVA LLC", "dorva daniels", false},
        {NAME_ORGANIZATION, "Krelvan Trading LLC", "Krelvan Shipping LLC", false},
        {NAME_VESSEL, "Star IV", "Star 4", true},
        {NAME_VESSEL, "Star 4", "Star 5", false},
        {NAME_VESSEL, "Kittiwake VII", "Kittiwake 8", false},
        {NAME_ORGANIZATION, "Hotel No. 5 Ltd", "Hotel No. 6 Ltd", false},
        {NAME_ORGANIZATION, "Unit 30417", "Unit 51862", false},
        {NAME_PERSON, "Vera Stolnik", "", false},
        {NAME_PERSON, "", "", false},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct name_match m = compare(cases[i].kind, cases[i].x, cases[i].y, &arena);
        if (m.match != cases[i].match) fail_msg("%s | %s: %.4f", cases[i].x, cases[i].y, m.score);
    }
    arena_done(&arena);
}

static void facts_move_the_score(void **state) {
    (void)state;
    struct arena arena = {0};
    struct name a;
    name_parse(STR("Vera Stolnik"), NAME_PERSON, &arena, &a);
    struct name_facts born = {.birth_date = STR("1971-04-05")}, other = {.birth_date = STR("1952-11-30")},
                      swapped = {.birth_date = STR("1971-05-04")};
    struct name_match plain, same, differs, slipped;
    name_compare(&a, &a, NULL, &plain);
    name_compare_facts(&a, &born, &a, &born, NULL, &same);
    name_compare_facts(&a, &born, &a, &other, NULL, &differs);
    name_compare_facts(&a, &born, &a, &swapped, NULL, &slipped);
    assert_true(same.logit > slipped.logit && slipped.logit > plain.logit && plain.logit > differs.logit);
    arena_done(&arena);
}

static void long_names_are_cut(void **state) {
    (void)state;
    struct arena arena = {0};
    char text[10001];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = 0;
    for (size_t i = 7; i + 1 < sizeof text; i += 8) text[i] = ' ';
    struct name a;
    name_parse(str_of(text), NAME_PERSON, &arena, &a);
    assert_int_equal(a.count, NAME_TOKENS);
    struct name_match m;
    name_compare(&a, &a, NULL, &m);
    assert_true(m.score > 0 && m.score < 1);
    arena_done(&arena);
}

/* Inputs that a careless comparison takes seconds for: each pair of them takes well below a millisecond. */
static void bad_names_are_no_work(void **state) {
    (void)state;
    enum { LONG = 10000, NAMES = 6, ROUNDS = 20 };
    static char text[NAMES][LONG + 1];
    memset(text[0], 'a', LONG);
    for (size_t i = 0; i < LONG; i++) {
        text[1][i] = "al "[i % 3];                       /* equal words */
        text[2][i] = i % 41 == 40 ? ' ' : 'h';           /* long words of one letter */
        text[3][i] = i % 2 ? ' ' : (char)('a' + i % 26); /* initials */
        text[4][i] = i % 2 ? '.' : 'x';                  /* one abbreviation */
        text[5][i] = "\xd0\xb6"[i % 2];                  /* one word of another script */
    }
    struct arena arena = {0};
    clock_t start = clock();
    for (int round = 0; round < ROUNDS; round++)
        for (int kind = NAME_ANY; kind <= NAME_PLACE; kind++)
            for (int i = 0; i < NAMES; i++)
                for (int j = 0; j < NAMES; j++) {
                    struct name_match m = compare((enum name_kind)kind, text[i], text[j], &arena);
                    assert_true(m.score > 0 && m.score < 1);
                    arena_reset(&arena);
                }
    double each = (double)(clock() - start) / CLOCKS_PER_SEC / (ROUNDS * 5 * NAMES * NAMES);
    assert_true(each < 0.01); /* generous: sanitizers and a busy machine */
    arena_done(&arena);
}

/* "and" is written with a sign that is part of what joins, abbreviates and is left over. */
static void signs_are_quoted_as_written(void **state) {
    (void)state;
    struct arena arena = {0};
    static const char *const names[][2] = {
        {"Xylo & Tools", "XA Tools"}, {"Dorna & Co", "Dorna & Co"}, {"A + B", "AAB"}, {"& Velesh", "Velesh &"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct name_match m = compare(NAME_ORGANIZATION, names[i][0], names[i][1], &arena);
        for (size_t k = 0; k < m.piece_count; k++) {
            assert_true(utf8_valid(m.pieces[k].text) == m.pieces[k].text.n);
            assert_true(m.pieces[k].text.n < 60);
        }
    }
    arena_done(&arena);
}

static bool share_a_key(const char *x, const char *y, struct arena *arena) {
    struct name a, b;
    struct str keys_a[NAME_KEYS], keys_b[NAME_KEYS];
    name_parse(str_of(x), NAME_PERSON, arena, &a);
    name_parse(str_of(y), NAME_PERSON, arena, &b);
    size_t n = name_keys(&a, arena, keys_a), m = name_keys(&b, arena, keys_b);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            if (str_eq(keys_a[i], keys_b[j])) return true;
    return false;
}

static void like_names_share_a_key(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_true(share_a_key("Vera Stolnik", "Стольник Вера", &arena));
    assert_true(share_a_key("Vera Stolnik", "Vera Stollnyk", &arena));
    assert_true(share_a_key("Vera Stolnik", "VeraStolnik", &arena));
    assert_false(share_a_key("Vera Stolnik", "Arben Kola", &arena));
    arena_done(&arena);
}

static void the_cheapest_spelling_is_the_first_of_several(void **state) {
    (void)state;
    static const char *const letters[] = {"абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                                          "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
                                          "אבגדהוזחטיכלמנסעפצקרשת",
                                          "アイウエオカキクケコサシスセソタチツテトンー",
                                          "김이박최정강조윤장임한서준민수",
                                          "王李张刘陈杨赵黄周吴小明国建华"};
    struct arena arena = {0};
    unsigned seed = 1;
    for (int round = 0; round < 3000; round++) {
        struct str all = str_of(letters[round % 6]);
        char text[48];
        size_t n = 0, points = utf8_count(all);
        for (size_t count = 2 + (size_t)round % 9; count; count--) {
            size_t at = 0, next = 0;
            seed = seed * 1664525u + 1013904223u;
            for (size_t skip = (seed >> 8) % points; skip; skip--) utf8_decode(all, at, &at);
            utf8_decode(all, at, &next);
            memcpy(text + n, all.p + at, next - at);
            n += next - at;
        }
        struct str word = {text, n}, one, several[4];
        const struct script *s = script_of(word);
        assert_non_null(s);
        unsigned cost_one = 0, cost_none = 0, cost_several = 0;
        size_t found = script_latin(s, word, 1, &arena, &one, &cost_one);
        assert_int_equal(script_latin(s, word, 0, NULL, NULL, &cost_none), 0);
        assert_int_equal(script_latin(s, word, 4, &arena, several, &cost_several) > 0, found > 0);
        assert_int_equal(cost_one, cost_several);
        assert_int_equal(cost_none, cost_several);
        if (found) assert_true(str_eq(one, several[0]));
        arena_reset(&arena);
    }
    arena_done(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(symmetric_and_exact_sums),
        cmocka_unit_test(same_with_and_without_explanation),
        cmocka_unit_test(verdicts),
        cmocka_unit_test(facts_move_the_score),
        cmocka_unit_test(long_names_are_cut),
        cmocka_unit_test(bad_names_are_no_work),
        cmocka_unit_test(signs_are_quoted_as_written),
        cmocka_unit_test(like_names_share_a_key),
        cmocka_unit_test(the_cheapest_spelling_is_the_first_of_several),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
