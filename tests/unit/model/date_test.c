#include "model/date.h"
#include "model/date_token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Input, text form; NULL: no date. "~" at the end of the text form stands for `about`, "?" for `ambiguous`. */
static const struct {
    const char *text, *form;
} parse_rows[] = {
    {"2021", "2021"},
    {"2021-05", "2021-05"},
    {"2021-05-03", "2021-05-03"},
    {"../2010", "../2010"},
    {"2010/..", "2010/.."},
    {"1960/1963", "1960/1963"},
    {"2021-05-03/2021-05-09", "2021-05-03/2021-05-09"},
    {"2021-05-03T12:30:00Z", "2021-05-03"},
    {"2021-05-03T12:30:00.123+02:00", "2021-05-03"},
    {"2021-05-03 12:30", "2021-05-03"},
    {"12 May 1975", "1975-05-12"},
    {"12 May, 1975", "1975-05-12"},
    {"May 12, 1975", "1975-05-12"},
    {"May 12,\n1975", "1975-05-12"},
    {"May 12th 1975", "1975-05-12"},
    {"12th of May 1975", "1975-05-12"},
    {"Monday, 12 May 1975", "1975-05-12"},
    {"12.05.1975", "1975-05-12"},
    {"12. 5. 1975", "1975-05-12"},
    {"1975/05/12", "1975-05-12"},
    {"1975.05.12", "1975-05-12"},
    {"1975/05", "1975-05"},
    {"05/1975", "1975-05"},
    {"12/05/1975", "1975-05-12?"},
    {"05/13/1975", "1975-05-13"},
    {"13/05/1975", "1975-05-13"},
    {"05/05/1975", "1975-05-05"},
    {"12-05-75", "1975-05-12?"},
    {"19750512", "1975-05-12"},
    {"12-MAY-1975", "1975-05-12"},
    {"12-May-75", "1975-05-12?"},
    {"12 Sep. 1975", "1975-09-12"},
    {"Sept. 12, 1975", "1975-09-12"},
    {"1975-00-00", "1975"},
    {"00/05/1975", "1975-05"},
    {"circa 1963", "1963~"},
    {"c. 1963", "1963~"},
    {"ca 1963", "1963~"},
    {"~1963", "1963~"},
    {"1963 (approx.)", "1963~"},
    {"approximately May 1963", "1963-05~"},
    {"between 1960 and 1963", "1960/1963"},
    {"between 3 and 9 May 2021", "2021-05-03/2021-05-09"},
    {"3-9 May 2021", "2021-05-03/2021-05-09"},
    {"May 3\xe2\x80\x93"
     "9, 2021",
     "2021-05-03/2021-05-09"},
    {"from 1960 to 1963", "1960/1963"},
    {"1960 to 1963", "1960/1963"},
    {"1960-1963", "1960/1963"},
    {"1960 - 1963", "1960/1963"},
    {"01 Jan 1960 to 31 Dec 1965", "1960/1965"},
    {"May to July 2021", "2021-05/2021-07"},
    {"May-July 2021", "2021-05/2021-07"},
    {"3 May 2021 - 2 June 2022", "2021-05-03/2022-06-02"},
    {"1963 or 1964", "1963/1964"},
    {"Q3 2020", "2020-07/2020-09"},
    {"2020-Q3", "2020-07/2020-09"},
    {"third quarter of 2020", "2020-07/2020-09"},
    {"first half of 2020", "2020-01/2020-06"},
    {"H2 2020", "2020-07/2020-12"},
    {"before June 2010", "../2010-05"},
    {"before 2010", "../2009"},
    {"prior to 3 May 2010", "../2010-05-02"},
    {"after 2010", "2011/.."},
    {"since May 2010", "2010-05/.."},
    {"until 2010", "../2010"},
    {"by 2010", "../2010"},
    {"early 2004", "2004-01/2004-04"},
    {"mid-2004", "2004-05/2004-08"},
    {"late 1990s", "1996/1999"},
    {"end of May 2020", "2020-05-21/2020-05-31"},
    {"1960s", "1960/1969"},
    {"the 1960s", "1960/1969"},
    {"19th century", "1801/1900"},
    {"summer 2019", "2019-06/2019-08"},
    {"winter of 2019", "2019-12/2020-02"},
    {"2021-22", "2021/2022"},
    {"2023/24", "2023/2024"},
    {"12. Mai 1975", "1975-05-12"},
    {"12. M\xc3\xa4rz 1975", "1975-03-12"},
    {"12 f\xc3\xa9vrier 1975", "1975-02-12"},
    {"1er mars 1975", "1975-03-01"},
    {"12 de mayo de 1975", "1975-05-12"},
    {"12 maggio 1975", "1975-05-12"},
    {"12 de mar\xc3\xa7o de 1975", "1975-03-12"},
    {"12 maart 1975", "1975-03-12"},
    {"12 pa\xc5\xba"
     "dziernika 1975 r.",
     "1975-10-12"},
    {"12 мая 1975 года", "1975-05-12"},
    {"12 МАЯ 1975 г.", "1975-05-12"},
    {"12 травня 1975 р.", "1975-05-12"},
    {"von 1960 bis 1963", "1960/1963"},
    {"29 February 2020", "2020-02-29"},
    {"29 February 2021", NULL},
    {"31 April 2021", NULL},
    {"2021-13-01", NULL},
    {"May 12", NULL},
    {"May", NULL},
    {"13/13/1975", NULL},
    {"00/00/0000", NULL},
    {"../..", NULL},
    {"2012/2010", NULL},
    {"Tuesday", NULL},
    {"", NULL},
    {"12 May 1975 in London", NULL},
    {"1234567", NULL},
    {"n/a", NULL},
};

static void parse_reads_what_people_write(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof parse_rows / sizeof *parse_rows; i++) {
        struct date d;
        bool read = date_parse(str_of(parse_rows[i].text), &d);
        struct str form = date_print(d, &a);
        if (read) form = arena_printf(&a, "%.*s%s%s", STR_ARG(form), d.about ? "~" : "", d.ambiguous ? "?" : "");
        const char *want = parse_rows[i].form;
        if (read != (want != NULL) || (want && strcmp(want, form.p) != 0))
            fail_msg("%s: got %s, not %s", parse_rows[i].text, read ? form.p : "none", want ? want : "none");
    }
    arena_done(&a);
}

static void text_form_reads_back(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof parse_rows / sizeof *parse_rows; i++) {
        struct date d, again;
        if (!date_parse(str_of(parse_rows[i].text), &d)) continue;
        assert_true(date_parse(date_print(d, &a), &again));
        assert_int_equal(date_cmp(d, again), 0);
        assert_int_equal(d.precision, again.precision);
    }
    arena_done(&a);
}

static void days_and_civil_agree(void **state) {
    (void)state;
    assert_int_equal(date_days(1970, 1, 1), 0);
    assert_int_equal(date_days(2000, 3, 1), 11017);
    int y, m, d;
    for (int32_t days = date_days(1, 1, 1); days < date_days(2999, 12, 31); days += 17) {
        date_civil(days, &y, &m, &d);
        assert_int_equal(date_days(y, m, d), days);
    }
}

static void words_are_sorted(void **state) {
    (void)state;
    for (size_t i = 1; i < date_word_count; i++) assert_true(strcmp(date_words[i - 1].word, date_words[i].word) < 0);
}

/* Text with the match between brackets, its text form; said on Wednesday 2022-06-15. A leading "~" marks a relative
 * one. */
static const struct {
    const char *text, *form;
} match_rows[] = {
    {"He came on [Tuesday] evening.", "2022-06-14"},
    {"He came last [Wednesday].", "2022-06-08"},
    {"He comes next [Monday].", "2022-06-20"},
    {"In [2021], sales rose", "2021"},
    {"from [2005] to", "2005"},
    {"in [2007-2008], it", "2007/2008"},
    {"the [2023/24] year", "2023/2024"},
    {"on [May 12], he", "2022-05-12"},
    {"on [December 30].", "2021-12-30"},
    {"on [20 August].", "2022-08-20"},
    {"on [Friday, 22 July 2022], at", "2022-07-22"},
    {"from [July 2 to 4] in", "2022-07-02/2022-07-04"},
    {"from [12th to 17th July, 2022], by", "2022-07-12/2022-07-17"},
    {"[Tuesday] 12 men", "2022-06-14"},
    {"the second half of [2022], he", "2022"},
    {"in [August] and", "2021-08"},
    {"an [august] body", NULL},
    {"news/[2022]/07", NULL},
    {"Maroon [5 set] for", NULL},
    {"It came [yesterday].", NULL},
    {"in [May 2021].", "2021-05"},
    {"In [June], the", "2022-06"},
    {"last [July].", "2021-07"},
    {"In [November], the", "2021-11"},
    {"in the early [1970]s", NULL},
    {"in the early [1990s] he", "1990/1992"},
    {"in mid-[June], but", "2022-06-11/2022-06-20"},
    {"the end of [2019].", "2019-09/2019-12"},
    {"in the [20th century].", "1901/2000"},
    {"Sat, [12 May 2018], he", "2018-05-12"},
    {"[Jun 3 2022] (A", "2022-06-03"},
    {"~It came [last week].", "2022-06-06/2022-06-12"},
    {"~[three years ago], it", "2019"},
    {"~[Yesterday] he", "2022-06-14"},
    {"~for [the past three years]", "2019-01-01/2022-06-15"},
    {"[May] I come?", NULL},
    {"Theresa [May] said", NULL},
    {"they [march] on", NULL},
    {"$[2021]", NULL},
    {"[2021] people came", NULL},
    {"1,[2021]", NULL},
    {"[2021]-5678", NULL},
    {"the [Sun] shines", NULL},
    {"[10] ships", NULL},
};

static void match_finds_the_words(void **state) {
    (void)state;
    struct arena a = {0};
    struct date said;
    assert_true(date_parse(STR("2022-06-15"), &said));
    for (size_t i = 0; i < sizeof match_rows / sizeof *match_rows; i++) {
        const char *row = match_rows[i].text;
        bool relative = row[0] == '~';
        const char *open = strchr(row, '['), *close = strchr(row, ']');
        struct str text = arena_printf(&a, "%.*s%.*s%s", (int)(open - row) - relative, row + relative,
                                       (int)(close - open) - 1, open + 1, close + 1);
        size_t start = (size_t)(open - row) - relative, want_end = start + (size_t)(close - open) - 1;
        struct date d;
        size_t end = relative ? date_match_relative(text, start, said, &d) : date_match(text, start, said, &d);
        if (!match_rows[i].form) {
            if (end == want_end) fail_msg("%s: found", row);
            continue;
        }
        struct str form = date_print(d, &a);
        if (end != want_end || !str_is(form, match_rows[i].form)) fail_msg("%s: got %zu %.*s", row, end, STR_ARG(form));
    }
    arena_done(&a);
}

static void match_without_a_day_said(void **state) {
    (void)state;
    struct date d, none = {.precision = DATE_NONE};
    assert_int_equal(date_match(STR("on Tuesday"), 3, none, &d), 10);
    assert_int_equal(d.precision, DATE_NONE);
    assert_int_equal(date_match(STR("on May 12"), 3, none, &d), 9);
    assert_int_equal(d.precision, DATE_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse_reads_what_people_write), cmocka_unit_test(text_form_reads_back),
        cmocka_unit_test(days_and_civil_agree),          cmocka_unit_test(words_are_sorted),
        cmocka_unit_test(match_finds_the_words),         cmocka_unit_test(match_without_a_day_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
