/* Identifiers of banking and markets: IBAN, BIC, LEI, ISIN. */
#include "model/country.h"
#include "model/identifier_check.h"

#include <string.h>

/* Country and length, from the SWIFT IBAN registry. */
static const char iban_lengths[] =
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 "
    "ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 "
    "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 "
    "PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 "
    "YE30";

static int value_of(char c) { return ascii_digit(c) ? c - '0' : c - 'A' + 10; }

/* ISO 7064 MOD 97-10 over letters and digits; 1 is right. */
static int mod97(struct str s, int so_far) {
    for (size_t i = 0; i < s.n; i++) {
        int v = value_of(s.p[i]);
        so_far = (so_far * (v > 9 ? 100 : 10) + v) % 97;
    }
    return so_far;
}

bool identifier_check_iban(struct str s, struct arena *a, struct str *norm) {
    if (str_starts(s, STR("IBAN"))) s = str_trim(str_cut(s, 4, s.n));
    struct str c = identifier_check_compact(s, 34, a);
    if (c.n < 15) return false;
    size_t row = str_find(str_of(iban_lengths), str_cut(c, 0, 2), 0);
    if (row == SIZE_MAX || row % 5) return false;
    size_t length = (size_t)(iban_lengths[row + 2] - '0') * 10 + (size_t)(iban_lengths[row + 3] - '0');
    if (c.n != length || !ascii_digit(c.p[2]) || !ascii_digit(c.p[3])) return false;
    *norm = c;
    return mod97(str_cut(c, 0, 4), mod97(str_cut(c, 4, c.n), 0)) == 1;
}

/* Four letters of the bank, two of an existing country, two of the place, three of the branch. No checksum. */
bool identifier_check_bic(struct str s, struct arena *a, struct str *norm) {
    struct str c = identifier_check_compact(s, 11, a);
    if (c.n != 8 && c.n != 11) return false;
    for (size_t i = 0; i < 6; i++)
        if (!ascii_upper(c.p[i])) return false;
    *norm = c;
    char country[3] = {ascii_to_lower(c.p[4]), ascii_to_lower(c.p[5]), 0};
    return country_name(str_of(country)) != NULL;
}

bool identifier_check_lei(struct str s, struct arena *a, struct str *norm) {
    struct str c = identifier_check_compact(s, 20, a);
    *norm = c;
    return c.n == 20 && identifier_check_digits(str_cut(c, 18, 20), 2, 2) && mod97(c, 0) == 1;
}

/* Luhn over the digits of all characters, letters as two digits. */
bool identifier_check_isin(struct str s, struct arena *a, struct str *norm) {
    struct str c = identifier_check_compact(s, 12, a);
    char digits[24];
    size_t n = 0;
    if (c.n != 12 || !ascii_upper(c.p[0]) || !ascii_upper(c.p[1]) || !ascii_digit(c.p[11])) return false;
    for (size_t i = 0; i < 12; i++) {
        int v = value_of(c.p[i]);
        if (v > 9) digits[n++] = (char)('0' + v / 10);
        digits[n++] = (char)('0' + v % 10);
    }
    char country[3] = {ascii_to_lower(c.p[0]), ascii_to_lower(c.p[1]), 0};
    *norm = c;
    return identifier_check_luhn((struct str){digits, n}) && (country[0] == 'x' || country_name(str_of(country)));
}
