#include "text/token.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Tokens with "|" between them, sentences with " / ", paragraphs with " // ". */
static void print(const struct tokens *t, struct buf *out) {
    buf_clear(out);
    for (uint32_t i = 0; i < t->token_count; i++) {
        const struct token *k = &t->token[i];
        if (i && k->paragraph != k[-1].paragraph) buf_add(out, STR(" // "));
        else if (i && k->sentence != k[-1].sentence) buf_add(out, STR(" / "));
        else if (i) buf_add(out, STR("|"));
        buf_add(out, token_text(t, i));
    }
}

struct row {
    const char *text, *expected;
};

static void check(const struct row *rows, size_t n) {
    struct arena a = {0};
    struct buf out = {0};
    for (size_t i = 0; i < n; i++) {
        struct tokens t;
        token_split(str_of(rows[i].text), &a, &t);
        print(&t, &out);
        if (!str_is(buf_str(&out), rows[i].expected))
            fail_msg("%s\n  gives    %.*s\n  expected %s", rows[i].text, STR_ARG(buf_str(&out)), rows[i].expected);
    }
    buf_done(&out);
    arena_done(&a);
}
#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))

static void words_stay_together(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"", ""},
        {"   ", ""},
        {"Hello, world.", "Hello|,|world|."},
        {"don't can't Smith's workers' ma'am", "do|n't|ca|n't|Smith|'s|workers|'|ma'am"},
        {"We won\xe2\x80\x99t; O\xe2\x80\x99Neill\xe2\x80\x99s hat",
         "We|wo|n\xe2\x80\x99t|;|O\xe2\x80\x99Neill|\xe2\x80\x99s|hat"},
        {"e-mail from Jean-Pierre al-Assad", "e-mail|from|Jean-Pierre|al-Assad"},
        {"Paris-based anti-Orlan groups", "Paris|-|based|anti|-|Orlan|groups"},
        {"AT&T and Q&A, and/or", "AT&T|and|Q&A|,|and|/|or"},
        {"$3.5 1,000 10:30 20th 2010-2012 5m", "$|3.5|1,000|10:30|20th|2010|-|2012|5m"},
        {"see a.b@example.org, http://example.org/x?y=1. End",
         "see|a.b@example.org|,|http://example.org/x?y=1|. / End"},
        {"www.example.org) and example.org", "www.example.org|)|and|example.org"},
        {"No end.Start here", "No|end|. / Start|here"},
        {"wait... no -- yes", "wait|...|no|--|yes"},
        {"Zürich's Ärger", "Zürich|'s|Ärger"},
        {"``so'' she said", "``|so|''|she|said"},
    };
    CHECK(rows);
}

static void sentences_end_where_they_should(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"Mr. Smith left. He was tired.", "Mr.|Smith|left|. / He|was|tired|."},
        {"J. R. Tarn of the U.S. Navy sat. It rained.", "J.|R.|Tarn|of|the|U.S.|Navy|sat|. / It|rained|."},
        {"He lives in the U.S. The firm does not.", "He|lives|in|the|U.S. / The|firm|does|not|."},
        {"at 5 p.m. on Monday", "at|5|p.m.|on|Monday"},
        {"Acme Inc. said so.", "Acme|Inc.|said|so|."},
        {"\"Why?\" he asked. \"No!\" She left.", "\"|Why|?|\"|he|asked|. / \"|No|!|\" / She|left|."},
        {"He said: \"It ended.\" Then he left.", "He|said|:|\"|It|ended|.|\" / Then|he|left|."},
        {"One (two.) Three", "One|(|two|.|) / Three"},
        {"No. 5 is on p. 12.", "No.|5|is|on|p.|12|."},
        {"A title\nThe text begins here.", "A|title / The|text|begins|here|."},
        {"first\n\nsecond\r\n\r\nthird", "first // second // third"},
        {"a long line of running text that was wrapped by the\nMinistry of Works at the margin of a page, as it is.",
         "a|long|line|of|running|text|that|was|wrapped|by|the|Ministry|of|Works|at|the|margin|of|a|page|,|as|it|is|."},
    };
    CHECK(rows);
}

static void quotation_marks_know_their_side(void **state) {
    (void)state;
    static const struct row rows[] = {{"\"a\" (\"b\") 'c' “d” ‘e’ «f» „g“", "oxcoxcoxcoxcoxcoxcoxc"}};
    struct arena a = {0};
    struct tokens t;
    token_split(str_of(rows[0].text), &a, &t);
    char got[64] = {0};
    size_t n = 0;
    for (uint32_t i = 0; i < t.token_count; i++) {
        uint8_t k = t.token[i].kind;
        if (k == TOKEN_PUNCT) continue;
        got[n++] = k == TOKEN_QUOTE_OPEN ? 'o' : k == TOKEN_QUOTE_CLOSE ? 'c' : 'x';
    }
    assert_string_equal(got, rows[0].expected);
    arena_done(&a);
}

static void tokens_know_shape_and_lower_case(void **state) {
    (void)state;
    struct arena a = {0};
    struct tokens t;
    token_split(STR("NATO Jean-Luc McGee tree ÉCOLE 5th"), &a, &t);
    static const uint8_t shapes[] = {SHAPE_UPPER, SHAPE_TITLE, SHAPE_MIXED, SHAPE_LOWER, SHAPE_UPPER, SHAPE_LOWER};
    assert_int_equal(t.token_count, 6);
    for (uint32_t i = 0; i < 6; i++) assert_int_equal(t.token[i].shape, shapes[i]);
    assert_true(str_is(t.token[0].lower, "nato"));
    assert_true(str_is(t.token[4].lower, "école"));
    arena_done(&a);
}

/* Hostile texts of 4 MB: anything worse than linear would not end within the test's minute. */
static void stays_linear(void **state) {
    (void)state;
    static const char *const units[] = {"A", "a@", "A.", ")", "'", "\"", "A-", "Ab ", ". ", "\xc2\xad", "a.b@", "!"};
    enum { SIZE = 2 << 20 };
    char *text = test_malloc(SIZE);
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]), filled = 0;
        for (; filled + n <= SIZE; filled += n) memcpy(text + filled, units[u], n);
        struct arena a = {0};
        struct tokens t;
        token_split((struct str){text, filled}, &a, &t);
        assert_true(t.token_count > 0);
        assert_true(t.token[t.token_count - 1].end == filled || units[u][n - 1] == ' ');
        arena_done(&a);
    }
    test_free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stay_together),
        cmocka_unit_test(sentences_end_where_they_should),
        cmocka_unit_test(quotation_marks_know_their_side),
        cmocka_unit_test(tokens_know_shape_and_lower_case),
        cmocka_unit_test(stays_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
