#include "model/identifier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Kind, text, normal form; NULL: not valid. The numbers are made up and completed with a right checksum, or stand in
 * the specification of their kind. */
static const struct {
    enum identifier_kind kind;
    const char *text, *norm;
} valid_rows[] = {
    {ID_IBAN, "DE71 1095 2814 0047 3748 68", "DE71109528140047374868"},
    {ID_IBAN, "de71109528140047374868", "DE71109528140047374868"},
    {ID_IBAN, "IBAN DE71109528140047374868", "DE71109528140047374868"},
    {ID_IBAN, "MT26MALT49197461142517711673546", "MT26MALT49197461142517711673546"},
    {ID_IBAN, "DE72109528140047374868", NULL},
    {ID_IBAN, "DE7110952814004737486", NULL},
    {ID_IBAN, "QQ71109528140047374868", NULL},
    {ID_BIC, "DEUTDEFF", "DEUTDEFF"},
    {ID_BIC, "deutdeff500", "DEUTDEFF500"},
    {ID_BIC, "DEUTQQFF", NULL},
    {ID_BIC, "DEUTDEFF5", NULL},
    {ID_LEI, "54933432512067A92827", "54933432512067A92827"},
    {ID_LEI, "54933432512067A92828", NULL},
    {ID_ISIN, "DE1167328449", "DE1167328449"},
    {ID_ISIN, "DE1167328448", NULL},
    {ID_IMO, "IMO 9526588", "IMO9526588"},
    {ID_IMO, "9526588", "IMO9526588"},
    {ID_IMO, "9526580", NULL},
    {ID_MMSI, "273123456", "273123456"},
    {ID_MMSI, "973123456", NULL},
    {ID_INN, "7758025995", "7758025995"},
    {ID_INN, "775209215346", "775209215346"},
    {ID_INN, "7758025996", NULL},
    {ID_INN, "775209215347", NULL},
    {ID_OGRN, "1027700132195", "1027700132195"},
    {ID_OGRN, "1027700132196", NULL},
    {ID_BTC, "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},
    {ID_BTC, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
     "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"},
    {ID_BTC, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", NULL},
    {ID_BTC, "bc1Qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", NULL},
    {ID_BTC, "1JACxD6GgP13f92XAKbukTwvrRwEgNrQrb", "1JACxD6GgP13f92XAKbukTwvrRwEgNrQrb"},
    {ID_BTC, "3P8F2dZtDUHPbCexMXqJ3EtDmiThVEbhYQ", "3P8F2dZtDUHPbCexMXqJ3EtDmiThVEbhYQ"},
    {ID_BTC, "TSJiVXYVHPDtR26KMUfNCFgV9W8pGbVbfG", NULL},
    {ID_TRON, "TSJiVXYVHPDtR26KMUfNCFgV9W8pGbVbfG", "TSJiVXYVHPDtR26KMUfNCFgV9W8pGbVbfG"},
    {ID_TRON, "1JACxD6GgP13f92XAKbukTwvrRwEgNrQrb", NULL},
    {ID_ETH, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"},
    {ID_ETH, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"},
    {ID_ETH, "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", NULL},
    {ID_ETH, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae", NULL},
    {ID_VAT, "ATU00029290", "ATU00029290"},
    {ID_VAT, "BE 0552.619.292", "BE0552619292"},
    {ID_VAT, "BG373453588", "BG373453588"},
    {ID_VAT, "CHE-790.801.294 MWST", "CHE790801294MWST"},
    {ID_VAT, "CY46526060I", "CY46526060I"},
    {ID_VAT, "CZ56581335", "CZ56581335"},
    {ID_VAT, "DE193228290", "DE193228290"},
    {ID_VAT, "DE193228291", NULL},
    {ID_VAT, "DK71408000", "DK71408000"},
    {ID_VAT, "EE840165927", "EE840165927"},
    {ID_VAT, "EL953732250", "EL953732250"},
    {ID_VAT, "ESB81949026", "ESB81949026"},
    {ID_VAT, "FI82672053", "FI82672053"},
    {ID_VAT, "FR46363483132", "FR46363483132"},
    {ID_VAT, "GB531685693", "GB531685693"},
    {ID_VAT, "HR57807629469", "HR57807629469"},
    {ID_VAT, "HU81488322", "HU81488322"},
    {ID_VAT, "IE6112938Q", "IE6112938Q"},
    {ID_VAT, "IT87366100060", "IT87366100060"},
    {ID_VAT, "LT564217416", "LT564217416"},
    {ID_VAT, "LU36721804", "LU36721804"},
    {ID_VAT, "LV49590303879", "LV49590303879"},
    {ID_VAT, "MT31273815", "MT31273815"},
    {ID_VAT, "NL699218706B43", "NL699218706B43"},
    {ID_VAT, "NO937372701MVA", "NO937372701MVA"},
    {ID_VAT, "PL2647953316", "PL2647953316"},
    {ID_VAT, "PT242871429", "PT242871429"},
    {ID_VAT, "RO92462966", "RO92462966"},
    {ID_VAT, "SE165067742801", "SE165067742801"},
    {ID_VAT, "SI92202462", "SI92202462"},
    {ID_VAT, "SK3873939586", "SK3873939586"},
    {ID_VAT, "US123456789", NULL},
    {ID_VAT, "DE", NULL},
    {ID_EMAIL, "Mara.Vell@Velmora.Example.ORG", "Mara.Vell@velmora.example.org"},
    {ID_EMAIL, "mailto:a@b.de", "a@b.de"},
    {ID_EMAIL, "a@b", NULL},
    {ID_EMAIL, "a..b@c.de", NULL},
    {ID_EMAIL, "@c.de", NULL},
    {ID_EMAIL, "a b@c.de", NULL},
    {ID_DOMAIN, "Velmora.Example.org.", "velmora.example.org"},
    {ID_DOMAIN, "xn--80ak6aa92e.com", "xn--80ak6aa92e.com"},
    {ID_DOMAIN, "velmora.nosuchtld", NULL},
    {ID_DOMAIN, "-a.de", NULL},
    {ID_DOMAIN, "de", NULL},
    {ID_URL, "HTTPS://Velmora.Example.org:8080/A?b=C#d", "https://velmora.example.org:8080/A?b=C#d"},
    {ID_URL, "www.velmora.de", "http://www.velmora.de/"},
    {ID_URL, "http://127.0.0.1/x", "http://127.0.0.1/x"},
    {ID_URL, "http:///x", NULL},
    {ID_URL, "velmora.de", NULL},
    {ID_PHONE, "+49 (0)30 1234-5678", "+493012345678"},
    {ID_PHONE, "0049 30 12345678", "+493012345678"},
    {ID_PHONE, "+1 (202) 555-0143", "+12025550143"},
    {ID_PHONE, "030 12345678", NULL},
    {ID_PHONE, "+999 12345678", NULL},
    {ID_PHONE, "+49 1", NULL},
    {ID_WIKIDATA, "Q42", "Q42"},
    {ID_WIKIDATA, "https://www.wikidata.org/wiki/Q42", "Q42"},
    {ID_WIKIDATA, "Q042", NULL},
    {ID_WIKIDATA, "Q", NULL},
    {ID_IP, "192.0.2.1", "192.0.2.1"},
    {ID_IP, "2001:DB8:0:0::1", "2001:db8::1"},
    {ID_IP, "192.0.2.256", NULL},
    {ID_NONE, "x", NULL},
};

static void checksums_decide(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof valid_rows / sizeof *valid_rows; i++) {
        struct str norm;
        bool valid = identifier_valid(valid_rows[i].kind, str_of(valid_rows[i].text), &a, &norm);
        const char *want = valid_rows[i].norm;
        if (valid != (want != NULL) || (want && !str_is(norm, want)))
            fail_msg("%s: got %.*s", valid_rows[i].text, valid ? (int)norm.n : 7, valid ? norm.p : "invalid");
    }
    arena_done(&a);
}

/* Text with the match between brackets, name of its kind, normal form; NULL: nothing is found there. */
static const struct {
    const char *text, *name, *norm;
} match_rows[] = {
    {"to [DE71 1095 2814 0047 3748 68] today", "IBAN", "DE71109528140047374868"},
    {"to [DE71 1095 2814 0047 3748 68] 12 May", "IBAN", "DE71109528140047374868"},
    {"LEI [54933432512067A92827].", "LEI", "54933432512067A92827"},
    {"vessel (IMO [9526588]) left", "IMO", "IMO9526588"},
    {"vessel, IMO number: [9526588]", "IMO", "IMO9526588"},
    {"vessel [IMO9526588]", "IMO", "IMO9526588"},
    {"sold [9526588] shares", NULL, NULL},
    {"MMSI [273123456],", "MMSI", "273123456"},
    {"ИНН [7758025995],", "INN", "7758025995"},
    {"ОГРН: [1027700132195];", "OGRN", "1027700132195"},
    {"SWIFT code [DEUTDEFF]", "BIC", "DEUTDEFF"},
    {"the [MINISTER] said", NULL, NULL},
    {"ISIN [DE1167328449])", "ISIN", "DE1167328449"},
    {"VAT [DE193228290]", "VAT", "DE193228290"},
    {"wallet [0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed]", "WALLET", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"},
    {"wallet [TSJiVXYVHPDtR26KMUfNCFgV9W8pGbVbfG],", "WALLET", "TSJiVXYVHPDtR26KMUfNCFgV9W8pGbVbfG"},
    {"wallet [1JACxD6GgP13f92XAKbukTwvrRwEgNrQrb] ", "WALLET", "1JACxD6GgP13f92XAKbukTwvrRwEgNrQrb"},
    {"wallet [bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4].", "WALLET", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},
    {"write to [mara@velmora.example.org].", "EMAIL", "mara@velmora.example.org"},
    {"see [velmora.example.org], please", "DOMAIN", "velmora.example.org"},
    {"see [https://velmora.de/a_(b)?c=d]. Then", "URL", "https://velmora.de/a_(b)?c=d"},
    {"(see [www.velmora.de])", "URL", "http://www.velmora.de/"},
    {"call [+49 30 1234 5678] at noon", "PHONE", "+493012345678"},
    {"call [+1 (202) 555-0143].", "PHONE", "+12025550143"},
    {"from [192.0.2.1].", "IP", "192.0.2.1"},
    {"Wikidata [Q42]", "WIKIDATA", "Q42"},
    {"in [Q3] 2020", NULL, NULL},
    {"it [ended.It] was", NULL, NULL},
    {"it was [readme.md] that", NULL, NULL},
    {"[e.g.] this", NULL, NULL},
    {"[U.S.] troops", NULL, NULL},
    {"[3.5] percent", NULL, NULL},
    {"[http] stands", NULL, NULL},
};

static void running_text_is_searched(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof match_rows / sizeof *match_rows; i++) {
        const char *row = match_rows[i].text;
        const char *open = strchr(row, '['), *close = strrchr(row, ']');
        struct str text =
            arena_printf(&a, "%.*s%.*s%s", (int)(open - row), row, (int)(close - open) - 1, open + 1, close + 1);
        size_t start = (size_t)(open - row), want = start + (size_t)(close - open) - 1;
        enum identifier_kind kind;
        struct str norm;
        size_t end = identifier_match(text, start, &a, &kind, &norm);
        if (!match_rows[i].name) {
            if (end) fail_msg("%s: found a %s", row, identifier_name(kind));
            continue;
        }
        if (end != want || !str_is(norm, match_rows[i].norm) || strcmp(identifier_name(kind), match_rows[i].name) != 0)
            fail_msg("%s: got %zu %s %.*s", row, end, identifier_name(kind), STR_ARG(norm));
    }
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(checksums_decide), cmocka_unit_test(running_text_is_searched)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
