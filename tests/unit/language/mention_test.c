#include "language/language.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static struct language *language;

static int open_language(void **state) {
    (void)state;
    struct err e;
    return language_open(NULL, &language, &e) ? 0 : 1;
}
static int close_language(void **state) {
    (void)state;
    language_close(language);
    return 0;
}

struct row {
    const char *text, *expected;
};

static void print_mentions(struct str text, const struct reading *r, struct buf *out) {
    for (uint32_t i = 0; i < r->mention_count; i++) {
        const struct mention *m = &r->mentions[i];
        struct str words = str_cut(text, m->span.start, m->span.end);
        if (m->label == LABEL_REF) continue;
        buf_printf(out, "%s%s:%.*s", out->n ? " | " : "", mention_labels[m->label], STR_ARG(words));
        if (m->norm.p && !str_eq(m->norm, words)) buf_printf(out, "=%.*s", STR_ARG(m->norm));
    }
}

/* Every mention that stands for a person or organisation, with the full name of its cluster. */
static void print_clusters(struct str text, const struct reading *r, struct buf *out) {
    for (uint32_t i = 0; i < r->mention_count; i++) {
        const struct mention *m = &r->mentions[i];
        if (m->entity == NO_INDEX) continue;
        struct str words = str_cut(text, m->span.start, m->span.end), name = r->clusters[m->entity].name;
        buf_printf(out, "%s%.*s=%.*s", out->n ? " | " : "", STR_ARG(words), STR_ARG(name));
    }
}

static void print_roles(struct str text, const struct reading *r, struct buf *out) {
    (void)text;
    for (uint32_t i = 0; i < r->cluster_count; i++) {
        const struct cluster *c = &r->clusters[i];
        if (c->label != LABEL_PER) continue;
        buf_printf(out, "%s%.*s (%.*s) %c", out->n ? " | " : "", STR_ARG(c->name), STR_ARG(c->role),
                   c->gender ? c->gender : '-');
    }
}

static void check(const struct row *rows, size_t n, void (*print)(struct str, const struct reading *, struct buf *)) {
    for (size_t i = 0; i < n; i++) {
        struct arena a = {0};
        struct buf out = {0};
        struct reading r;
        struct date published = {.precision = DATE_NONE};
        language_read(language, str_of(rows[i].text), published, &a, &r);
        print(str_of(rows[i].text), &r, &out);
        if (!str_is(buf_str(&out), rows[i].expected))
            fail_msg("%s\n  gives    %.*s\n  expected %s", rows[i].text, STR_ARG(buf_str(&out)), rows[i].expected);
        buf_done(&out);
        arena_done(&a);
    }
}
#define CHECK(rows, print) check(rows, sizeof(rows) / sizeof *(rows), print)

static void names_are_found(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"", ""},
        {"Nothing happened here, the clerk said.", ""},
        {"Elena Ruiz met Viktor Orlan in Paris.", "PER:Elena Ruiz | PER:Viktor Orlan | LOC:Paris"},
        {"Transport Minister Elena Ruiz declined to comment.", "PER:Elena Ruiz"},
        {"Mr. Orlan's lawyer, J. R. Tolkeen, denied it.", "PER:Orlan | PER:J. R. Tolkeen"},
        {"The bill goes to Ludwig van der Berg of Velesh Maritime Ltd.",
         "PER:Ludwig van der Berg | ORG:Velesh Maritime Ltd."},
        {"The Ministry of Finance wrote to the European Central Bank.",
         "ORG:Ministry of Finance | ORG:European Central Bank"},
        {"Paris-based Acme GmbH sells boats in Germany and the U.S.",
         "LOC:Paris | ORG:Acme GmbH | LOC:Germany | LOC:U.S."},
        {"He studied at the University of Oxford before he moved to Berlin.", "ORG:University of Oxford | LOC:Berlin"},
    };
    CHECK(rows, print_mentions);
}

static void amounts_dates_and_identifiers_are_found(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"He paid $1.8 billion on 3 May 2021.", "MONEY:$1.8 billion=1800000000 USD | DATE:3 May 2021=2021-05-03"},
        {"It costs EUR 5,000 or five million dollars.",
         "MONEY:EUR 5,000=5000 EUR | MONEY:five million dollars=5000000 USD"},
        {"Write to jane.doe@mail.example.org soon.", "EMAIL:jane.doe@mail.example.org"},
        {"The account is IBAN DE89 3704 0044 0532 0130 00 there.",
         "IBAN:DE89 3704 0044 0532 0130 00=DE89370400440532013000"},
        {"The talks at COP26 cost a dollar.", ""},
    };
    for (size_t i = 0; i + 1 < sizeof rows / sizeof *rows; i++) check(&rows[i], 1, print_mentions);
}

static void short_names_acronyms_and_pronouns_join_the_full_name(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"Elena Ruiz spoke. Ruiz said she was tired.", "Elena Ruiz=Elena Ruiz | Ruiz=Elena Ruiz | she=Elena Ruiz"},
        {"Vladimir Petrov left. V. Petrov and Vladimir Ivanovich Petrov are one.",
         "Vladimir Petrov=Vladimir Ivanovich Petrov | V. Petrov=Vladimir Ivanovich Petrov | Vladimir Ivanovich "
         "Petrov=Vladimir Ivanovich Petrov"},
        {"The European Central Bank (ECB) met in Frankfurt. The ECB declined to comment.",
         "European Central Bank=European Central Bank | ECB=European Central Bank | Frankfurt=Frankfurt | ECB=European "
         "Central Bank"},
        {"Mr. Smith met Mrs. Smith. Mrs. Smith left.", "Smith=Smith | Smith=Smith | Smith=Smith"},
        {"Elena Ruiz, the minister of transport, met Viktor Orlan. The minister denied it.",
         "Elena Ruiz=Elena Ruiz | Viktor Orlan=Viktor Orlan | The minister=Elena Ruiz"},
    };
    CHECK(rows, print_clusters);
}

static void titles_and_appositions_give_roles_and_gender(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"Transport Minister Elena Ruiz met Viktor Orlan, chief executive of Acme Ltd., yesterday.",
         "Elena Ruiz (Transport Minister) f | Viktor Orlan (chief executive of Acme Ltd.) m"},
        {"Former president Oskar Lind retired.", "Oskar Lind (Former president) m"},
    };
    CHECK(rows, print_roles);
}

static void spans_are_ordered_and_names_do_not_overlap(void **state) {
    (void)state;
    struct arena a = {0};
    struct reading r;
    struct str text =
        STR("IBAN DE89 3704 0044 0532 0130 00. On 3 May 2021 Mr. Ruiz of Acme Ltd. paid $5 to \"Orlan\". He "
            "left; the U.S. firm's chief, A. B. Cee, said: \"We won't.\"");
    language_read(language, text, (struct date){.precision = DATE_NONE}, &a, &r);
    uint32_t end = 0, start = 0;
    for (uint32_t i = 0; i < r.mention_count; i++) {
        const struct mention *m = &r.mentions[i];
        assert_true(m->span.start >= start && m->span.end > m->span.start && m->span.end <= text.n);
        assert_true(m->first_token < m->end_token && m->end_token <= r.tokens.token_count);
        start = m->span.start;
        if (m->label == LABEL_REF) continue;
        assert_true(m->span.start >= end);
        end = m->span.end;
        assert_int_equal(mention_labels[m->label][0] != 0, 1);
    }
    for (uint32_t i = 0; i < r.cluster_count; i++) assert_int_equal(r.mentions[r.clusters[i].first_mention].entity, i);
    arena_done(&a);
}

/* A megabyte of each: what is worse than linear would not end within the test's minute. */
static void hostile_texts_stay_linear(void **state) {
    (void)state;
    static const char *const units[] = {"A",  "A ",   "Ab Cd ", "de ",  "Mr. ", "the minister ", "he ", "The Bank of ",
                                        "1 ", "May ", "(ABC) ", "A.B.", "\"A ", "Acme Ltd, "};
    enum { SIZE = 1 << 19 };
    char *text = test_malloc(SIZE);
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]), filled = 0;
        for (; filled + n <= SIZE; filled += n) memcpy(text + filled, units[u], n);
        struct arena a = {0};
        struct reading r;
        clock_t from = clock();
        language_read(language, (struct str){text, filled}, (struct date){.precision = DATE_NONE}, &a, &r);
        double seconds = (double)(clock() - from) / CLOCKS_PER_SEC;
        if (seconds > 20) fail_msg("half a megabyte of \"%s\" takes %.1f s", units[u], seconds);
        arena_done(&a);
    }
    test_free(text);
}

static void the_language_is_guessed(void **state) {
    (void)state;
    assert_string_equal(language_guess(STR("The minister said that it was in the interest of the country.")), "en");
    assert_string_equal(language_guess(STR("Der Minister sagte, dass die Firma nicht zahlen werde und das ist so.")),
                        "de");
    assert_string_equal(language_guess(STR("Le ministre a dit que la société est dans une crise pour les autres.")),
                        "fr");
    assert_string_equal(language_guess(STR("Он сказал, что это было не для него и не с ней, а для них.")), "ru");
    assert_string_equal(language_guess(STR("")), "en");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found),
        cmocka_unit_test(amounts_dates_and_identifiers_are_found),
        cmocka_unit_test(short_names_acronyms_and_pronouns_join_the_full_name),
        cmocka_unit_test(titles_and_appositions_give_roles_and_gender),
        cmocka_unit_test(spans_are_ordered_and_names_do_not_overlap),
        cmocka_unit_test(hostile_texts_stay_linear),
        cmocka_unit_test(the_language_is_guessed),
    };
    return cmocka_run_group_tests(tests, open_language, close_language);
}
