#include "model/identifier.h"

#include "model/identifier_check.h"

static const struct {
    const char *name;
    identifier_check *check;
} kinds[] = {
    [ID_NONE] = {"", NULL},
    [ID_IBAN] = {"IBAN", identifier_check_iban},
    [ID_BIC] = {"BIC", identifier_check_bic},
    [ID_LEI] = {"LEI", identifier_check_lei},
    [ID_IMO] = {"IMO", identifier_check_imo},
    [ID_MMSI] = {"MMSI", identifier_check_mmsi},
    [ID_ISIN] = {"ISIN", identifier_check_isin},
    [ID_INN] = {"INN", identifier_check_inn},
    [ID_OGRN] = {"OGRN", identifier_check_ogrn},
    [ID_BTC] = {"WALLET", identifier_check_btc},
    [ID_ETH] = {"WALLET", identifier_check_eth},
    [ID_TRON] = {"WALLET", identifier_check_tron},
    [ID_VAT] = {"VAT", identifier_check_vat},
    [ID_EMAIL] = {"EMAIL", identifier_check_email},
    [ID_DOMAIN] = {"DOMAIN", identifier_check_domain},
    [ID_URL] = {"URL", identifier_check_url},
    [ID_PHONE] = {"PHONE", identifier_check_phone},
    [ID_WIKIDATA] = {"WIKIDATA", identifier_check_wikidata},
    [ID_IP] = {"IP", identifier_check_ip},
};

const char *identifier_name(enum identifier_kind kind) { return kinds[kind].name; }

bool identifier_valid(enum identifier_kind kind, struct str s, struct arena *a, struct str *norm) {
    s = str_trim(s);
    *norm = (struct str){NULL, 0};
    if (kind == ID_NONE || !s.n || s.n > IDENTIFIER_LONGEST) return false;
    return kinds[kind].check(s, a, norm);
}

struct str identifier_check_compact(struct str s, size_t most, struct arena *a) {
    char *out = arena_new(a, most + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == ' ' || c == '-' || c == '.' || c == '/' || c == '\t') continue;
        if ((unsigned char)c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0) {
            i++;
            continue;
        }
        if (n == most || !ascii_alnum(c)) return (struct str){NULL, 0};
        out[n++] = ascii_lower(c) ? (char)(c - 'a' + 'A') : c;
    }
    return (struct str){out, n};
}

bool identifier_check_digits(struct str s, size_t least, size_t most) {
    if (s.n < least || s.n > most) return false;
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_digit(s.p[i])) return false;
    return true;
}

bool identifier_check_luhn(struct str s) {
    int sum = 0;
    for (size_t i = 0; i < s.n; i++) {
        int d = s.p[s.n - 1 - i] - '0';
        if (i % 2) d = d > 4 ? 2 * d - 9 : 2 * d;
        sum += d;
    }
    return s.n && sum % 10 == 0;
}
