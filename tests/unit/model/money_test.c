#include "model/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const bound_marks[] = {"", "~", "<", ">"};

/* Input, style, "CURRENCY value" with a bound mark; NULL: no amount. */
static const struct {
    const char *text;
    enum money_style style;
    const char *want;
} parse_rows[] = {
    {"16.872,57", MONEY_GUESS, " 16872.57"},
    {"16,872.57", MONEY_GUESS, " 16872.57"},
    {"1,234", MONEY_GUESS, " 1234"},
    {"1.234", MONEY_GUESS, " 1234"},
    {"1.234", MONEY_POINT, " 1.234"},
    {"1.234", MONEY_COMMA, " 1234"},
    {"1,234", MONEY_COMMA, " 1.234"},
    {"1,5", MONEY_GUESS, " 1.5"},
    {"0,125", MONEY_GUESS, " 0.125"},
    {"1.234.567", MONEY_GUESS, " 1234567"},
    {"1,23,456.50", MONEY_GUESS, " 123456.5"},
    {"1 234 567,00 zł", MONEY_GUESS, "PLN 1234567"},
    {"1'234.50", MONEY_GUESS, " 1234.5"},
    {"EUR 1.234,56", MONEY_GUESS, "EUR 1234.56"},
    {"1.234,56 €", MONEY_GUESS, "EUR 1234.56"},
    {"$1.8 billion", MONEY_GUESS, "USD 1800000000"},
    {"£5m", MONEY_GUESS, "GBP 5000000"},
    {"5 Mio. Euro", MONEY_GUESS, "EUR 5000000"},
    {"1,2 Mrd. EUR", MONEY_GUESS, "EUR 1200000000"},
    {"30,000 dollars", MONEY_GUESS, "USD 30000"},
    {"as much as 30,000 dollars", MONEY_GUESS, "<USD 30000"},
    {"ca. 500 EUR", MONEY_GUESS, "~EUR 500"},
    {"-12.50", MONEY_GUESS, " -12.5"},
    {"(12.50)", MONEY_GUESS, " -12.5"},
    {"$-12.50", MONEY_GUESS, "USD -12.5"},
    {"5,- €", MONEY_GUESS, "EUR 5"},
    {"500 000 руб.", MONEY_GUESS, "RUB 500000"},
    {"R$ 2,5 milhões", MONEY_GUESS, "BRL 2500000"},
    {"0", MONEY_GUESS, " 0"},
    {"1.23456", MONEY_GUESS, NULL},
    {"1.2.3", MONEY_GUESS, NULL},
    {"12,34,56", MONEY_GUESS, NULL},
    {"12345678901234567890", MONEY_GUESS, NULL},
    {"900000000000000", MONEY_GUESS, NULL},
    {"abc", MONEY_GUESS, NULL},
    {"5 apples", MONEY_GUESS, NULL},
    {"", MONEY_GUESS, NULL},
    {"$", MONEY_GUESS, NULL},
};

static struct str show(struct money m, struct arena *a) {
    return arena_printf(a, "%s%s %s", bound_marks[m.bound], m.currency, money_value(m, a).p);
}

static void parse_reads_tables(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof parse_rows / sizeof *parse_rows; i++) {
        struct money m;
        bool read = money_parse(str_of(parse_rows[i].text), parse_rows[i].style, &m);
        const char *got = read ? show(m, &a).p : "none", *want = parse_rows[i].want ? parse_rows[i].want : "none";
        if (strcmp(got, want) != 0) fail_msg("%s: got %s, not %s", parse_rows[i].text, got, want);
    }
    arena_done(&a);
}

/* The match between brackets, "{" where the expression with its bound starts. */
static const struct {
    const char *text, *want;
} match_rows[] = {
    {"paid [$1.8 billion] for", "USD 1800000000"},
    {"paid [US$1.2 billion].", "USD 1200000000"},
    {"paid [EUR 1.234,56] to", "EUR 1234.56"},
    {"paid [5 Mio. Euro] an", "EUR 5000000"},
    {"paid {as much as [30,000 dollars] to", "<USD 30000"},
    {"paid {more than [€2 million] and", ">EUR 2000000"},
    {"paid {about [Rs 8.8 billion] and", "~ 8800000000"},
    {"worth [£5m], he", "GBP 5000000"},
    {"worth [6CUP] for", "CUP 6"},
    {"worth [R20] a", "ZAR 20"},
    {"worth [N$50] a", "NAD 50"},
    {"worth [1 234 567,00 zł] za", "PLN 1234567"},
    {"gave [3500 rupees] and", " 3500"},
    {"gave [119.5 million baht] and", "THB 119500000"},
    {"gave [53 million US dollars] was", "USD 53000000"},
    {"gave [20 million Swiss francs]", "CHF 20000000"},
    {"gave [half a million euros] to", "EUR 500000"},
    {"takes [$500-580M]) is", "~USD 500000000"},
    {"worth [between 2 and 2.2 billion dollars] a", "~USD 2000000000"},
    {"at [$1.459] a litre", "USD 1.459"},
    {"only [.50] cents", NULL},
    {"in [2021], $5", NULL},
    {"weighs [200 pounds] and", NULL},
    {"the [A4] road", NULL},
    {"a [1.000 m] race", NULL},
    {"US[$5]", NULL},
    {"TOP [10] EUR", NULL},
    {"[TOP 10] list", NULL},
    {"[three men] came", NULL},
};

static void match_finds_amounts(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof match_rows / sizeof *match_rows; i++) {
        const char *row = match_rows[i].text;
        char *text = arena_new(&a, strlen(row) + 1);
        size_t n = 0, start = 0, first = SIZE_MAX, want_end = 0;
        for (const char *from = row; *from; from++) {
            if (*from == '{') first = n;
            else if (*from == '[') start = n;
            else if (*from == ']') want_end = n;
            else text[n++] = *from;
        }
        struct money m;
        size_t whole, end = money_match((struct str){text, n}, start, &m, &whole);
        if (!match_rows[i].want) {
            if (end == want_end) fail_msg("%s: found", row);
            continue;
        }
        const char *got = end ? show(m, &a).p : "none";
        if (end != want_end || strcmp(got, match_rows[i].want) != 0) fail_msg("%s: got %zu %s", row, end, got);
        assert_int_equal(whole, first == SIZE_MAX ? start : first);
    }
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(parse_reads_tables), cmocka_unit_test(match_finds_amounts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
