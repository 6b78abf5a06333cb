#include "text/fold.h"
#include "text/fold_letters.h"
#include "text/utf8.h"

#include "base/pool.h"
#include "unit.h"

static const struct {
    const char *text, *folded, *latin, *script;
} cases[] = {
    {"", "", "", "Zyyy"},
    {" -- ", "", "", "Zyyy"},
    {"  The U.S.-based O'Neill & Sons, Ltd. ", "the u s based oneill sons ltd", "the u s based oneill sons ltd",
     "Latn"},
    {"M\u00fcller-L\u00fcdenscheidt, Stra\u00dfe", "muller ludenscheidt strasse", "muller ludenscheidt strasse",
     "Latn"},
    {"Mu\u0308ller STRA\u1e9eE", "muller strasse", "muller strasse", "Latn"},
    {"\u0141\u00f3d\u017a \u00d8re \u0110\u1eb7ng \u00c6sir \u0152uvre \u00de\u00f3r",
     "lodz ore dang aesir oeuvre thor", "lodz ore dang aesir oeuvre thor", "Latn"},
    {"\u0130stanbul \u0131s\u0131 \u018fliyev", "istanbul isi aliyev", "istanbul isi aliyev", "Latn"},
    {"O\u2019Neill \u02bbOkina d\u00b4Or", "oneill okina dor", "oneill okina dor", "Latn"},
    {"\ufb01n\u00adance \u200bzero", "finance zero", "finance zero", "Latn"},
    {"\uff21\uff22\uff23 \u00bd \u2163 \u0663\u0664", "abc 1 2 iv 34", "abc 1 2 iv 34", "Latn"},
    {"\u0412\u043b\u0430\u0434\u043b\u0435\u043d \u0429\u0435\u0440\u0431\u0430\u043a",
     "\u0432\u043b\u0430\u0434\u043b\u0435\u043d \u0449\u0435\u0440\u0431\u0430\u043a", "vladlen shcherbak", "Cyrl"},
    {"\u042e\u043b\u0438\u044f \u0416\u0443\u043a\u043e\u0432\u0430",
     "\u044e\u043b\u0438\u044f \u0436\u0443\u043a\u043e\u0432\u0430", "yuliya zhukova", "Cyrl"},
    {"\u0414\u043c\u0438\u0442\u0440\u0438\u0439 \u041a\u0440\u0430\u0441\u043d\u044b\u0439",
     "\u0434\u043c\u0438\u0442\u0440\u0438\u0438 \u043a\u0440\u0430\u0441\u043d\u044b\u0438", "dmitry krasny", "Cyrl"},
    {"\u0414\u043c\u0438\u0442\u0440\u0438\u0438\u0306", "\u0434\u043c\u0438\u0442\u0440\u0438\u0438", "dmitry",
     "Cyrl"}, /* the last letter in two parts */
    {"\u0394\u0397\u039c\u0397\u03a4\u03a1\u0397\u03a3 \u0393\u03b9\u03ce\u03c1\u03b3\u03bf\u03c2",
     "\u03b4\u03b7\u03bc\u03b7\u03c4\u03c1\u03b7\u03c3 \u03b3\u03b9\u03c9\u03c1\u03b3\u03bf\u03c3", "dimitris giorgos",
     "Grek"},
    {"\u0623\u062d\u0645\u062f", "\u0627\u062d\u0645\u062f", "ahmd", "Arab"},
    {"\u0639\u0644\u06cc \u0639\u0644\u0649", "\u0639\u0644\u064a \u0639\u0644\u064a", "ly ly",
     "Arab"}, /* Persian and Arabic yeh */
    {"\u0633\u0627\u0631\u06d2 \u06c1\u0645", "\u0633\u0627\u0631\u064a \u0647\u0645", "sare hm", "Arab"}, /* Urdu */
    {"\u049a\u0430\u0437\u0430\u049b\u0441\u0442\u0430\u043d", "\u049b\u0430\u0437\u0430\u049b\u0441\u0442\u0430\u043d",
     "qazaqstan", "Cyrl"},
    {"\u674e\u660e", "\u674e\u660e", "li ming", "Hani"},
    {"\uae40", "\uae40", "gim", "Hang"},
    {"\u1100\u1175\u11b7", "\uae40", "gim", "Hang"}, /* the same in parts */
    {"\u304c\u304b", "\u304c\u304b", "gaka", "Hira"},
    {"\u0928\u0947", "\u0928\u0947", "ne", "Deva"},
    {"\u05e9\u05b8\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd", "salwm", "Hebr"},
    {"Ada \u0410\u0434\u0430", "ada \u0430\u0434\u0430", "ada ada", "Zzzz"},
};
enum { CASES = sizeof cases / sizeof *cases };

static void table(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < CASES; i++) {
        struct str text = str_of(cases[i].text);
        assert_str(fold_text(text, &a), cases[i].folded);
        assert_str(fold_latin(text, &a), cases[i].latin);
        assert_string_equal(text_script(text), cases[i].script);
    }
    arena_done(&a);
}

static uint32_t point_of(uint32_t at) {
    enum { FIRST = FOLD_FIRST_END - FOLD_FIRST, SECOND = FOLD_SECOND_END - FOLD_SECOND };
    return at < FIRST            ? FOLD_FIRST + at
           : at < FIRST + SECOND ? FOLD_SECOND + at - FIRST
                                 : FOLD_THIRD + at - FIRST - SECOND;
}

static void folding_twice_changes_nothing(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < CASES; i++) {
        assert_str(fold_text(str_of(cases[i].folded), &a), cases[i].folded);
        assert_str(fold_latin(str_of(cases[i].latin), &a), cases[i].latin);
    }
    arena_done(&a);
}

/* Chunks for ICU end at blanks; a text without any is cut between code points. */
static void long_texts_fold_like_their_words(void **state) {
    (void)state;
    struct arena a = {0};
    char text[6000];
    size_t n = 0, words = 0;
    struct str word = STR("\u0393\u03b9\u03ce\u03c1\u03b3\u03bf\u03c2 ");
    for (; n + word.n < sizeof text; n += word.n, words++) memcpy(text + n, word.p, word.n);
    struct str folded = fold_latin((struct str){text, n}, &a);
    assert_int_equal(folded.n, words * 8 - 1);
    for (struct str rest = folded; rest.p;) assert_str(str_split(&rest, ' '), "giorgos");
    for (n = 0; n + 3 < sizeof text; n += 3) memcpy(text + n, "\u674e", 3);
    folded = fold_latin((struct str){text, n}, &a);
    assert_int_equal(folded.n, n / 3 * 3 - 1);
    arena_done(&a);
}

enum { RUNS = 400 };
/* Longer texts than any name take the general way. */
static void table_says_what_icu_says(void **state) {
    (void)state;
    struct arena a = {0};
    char text[2048], letter[FOLD_LETTER];
    unsigned seed = 5;
    for (uint32_t at = 0; at < FOLD_LETTERS; at++) {
        bool fits = fold_letter_of(point_of(at), letter);
        assert_true(fits ? memcmp(letter, fold_letters[at], FOLD_LETTER) == 0 : fold_letters[at][0] == FOLD_NOT_HERE);
    }
    for (int round = 0; round < 4000; round++) {
        size_t n = 0, points = 1 + (size_t)round % 24;
        for (size_t i = 0; i < points; i++) {
            seed = seed * 1664525u + 1013904223u;
            unsigned kind = seed >> 29, drawn = seed >> 8 & 0xffff;
            uint32_t c = kind == 0   ? drawn % 0x800
                         : kind == 1 ? 0x3000 + drawn % 0x8000
                         : kind < 5  ? 0x20 + drawn % 95
                                     : point_of(drawn % FOLD_LETTERS);
            n += utf8_encode(c ? c : 'x', text + n);
        }
        struct str name = {text, n}, folded = fold_text(name, &a);
        memset(text + n, 'y', sizeof text - n);
        text[n] = ' ';
        struct str general = fold_text((struct str){text, sizeof text}, &a);
        size_t rest = sizeof text - n - 1;
        assert_true(general.n >= rest && str_eq(folded, str_trim(str_cut(general, 0, general.n - rest))));
        arena_reset(&a);
    }
    arena_done(&a);
}

struct folded {
    char text[RUNS][64];
};

static void fold_one(void *context, size_t i, unsigned thread) {
    (void)thread;
    struct folded *f = context;
    struct arena a = {0};
    struct str s = fold_latin(str_of(cases[i % CASES].text), &a);
    memcpy(f->text[i], s.p, s.n);
    arena_done(&a);
}

static void all_threads_fold_alike(void **state) {
    (void)state;
    static struct folded f;
    struct pool *p = pool_new(8);
    pool_run(p, RUNS, fold_one, &f);
    pool_free(p);
    for (size_t i = 0; i < RUNS; i++) assert_string_equal(f.text[i], cases[i % CASES].latin);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table),
        cmocka_unit_test(folding_twice_changes_nothing),
        cmocka_unit_test(long_texts_fold_like_their_words),
        cmocka_unit_test(table_says_what_icu_says),
        cmocka_unit_test(all_threads_fold_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
