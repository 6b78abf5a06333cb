#include "model/country.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text, *code;
} name_rows[] = {
    {"de", "de"},
    {"DE", "de"},
    {"DEU", "de"},
    {"Germany", "de"},
    {"Deutschland", "de"},
    {"Bundesrepublik Deutschland", "de"},
    {"Федеративная Республика Германия", "de"},
    {"Allemagne", "de"},
    {"Niemcy", "de"},
    {"UK", "gb"},
    {"United Kingdom of Great Britain and Northern Ireland", "gb"},
    {"the Netherlands", "nl"},
    {"Netherlands (Kingdom of the)", "nl"},
    {"Russian Federation", "ru"},
    {"Росія", "ru"},
    {"俄罗斯", "ru"},
    {"Korea, Republic of", "kr"},
    {"Democratic People's Republic of Korea", "kp"},
    {"Iran (Islamic Republic of)", "ir"},
    {"Côte d'Ivoire", "ci"},
    {"Cote d’Ivoire", "ci"},
    {"Türkiye", "tr"},
    {"USSR", "suhh"},
    {"Soviet Union", "suhh"},
    {"suhh", "suhh"},
    {"Yugoslavia", "yucs"},
    {"EU", "eu"},
    {"European Union", "eu"},
    {"Kosovo", "xk"},
    {"XKX", "xk"},
    {"Hong Kong", "hk"},
    {"Macedonia", "mk"},
    {"Burma", "mm"},
    {"Niger", "ne"},
    {"Nigeria", "ng"},
    {"Georgia", "ge"},
    {"EC", "ec"},
    {"USA", "us"},
    {"U.S.A.", "us"},
    {"Scotland", "gb-sct"},
    {" France ", "fr"},
    {"Wallis and Futuna", "wf"},
    {"Wallis & Futuna", "wf"},
    {"United Nations", "un"},
    {"Atlantis", NULL},
    {"", NULL},
    {"(", NULL},
};

static void names_and_codes_give_codes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof name_rows / sizeof *name_rows; i++) {
        const char *code = country_code(str_of(name_rows[i].text)), *want = name_rows[i].code;
        if (!code != !want || (want && strcmp(code, want) != 0))
            fail_msg("%s: got %s, not %s", name_rows[i].text, code ? code : "none", want ? want : "none");
    }
}

static void codes_have_names(void **state) {
    (void)state;
    assert_string_equal(country_name(STR("de")), "Germany");
    assert_string_equal(country_name(STR("hk")), "Hong Kong");
    assert_string_equal(country_name(STR("suhh")), "Soviet Union");
    assert_string_equal(country_name(STR("cd")), "Democratic Republic of the Congo");
    assert_null(country_name(STR("qq")));
    assert_null(country_name(STR("")));
}

static void demonyms_have_countries(void **state) {
    (void)state;
    static const char *const rows[][2] = {{"German", "de"},  {"russian", "ru"},  {"Swiss", "ch"},
                                          {"British", "gb"}, {"Dutch", "nl"},    {"Saudi", "sa"},
                                          {"Korean", "kr"},  {"Soviet", "suhh"}, {"North Korean", "kp"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(country_of_demonym(str_of(rows[i][0])), rows[i][1]);
    assert_null(country_of_demonym(STR("Martian")));
    assert_null(country_of_demonym(STR("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_and_codes_give_codes), cmocka_unit_test(codes_have_names),
                                       cmocka_unit_test(demonyms_have_countries)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
