/* VAT numbers of the European Union, the United Kingdom, Switzerland and Norway: country prefix, form, checksum. The
 * rules are those that the tax authorities publish; one function a country, over the number without its prefix. */
#include "model/identifier_check.h"

#include <string.h>

static int digit(struct str s, size_t i) { return s.p[i] - '0'; }

/* Sum of the first digits by the weights written as a string; 'A' is 10. */
static int weighted(struct str s, const char *weights) {
    int sum = 0;
    for (size_t i = 0; weights[i]; i++) sum += digit(s, i) * (weights[i] == 'A' ? 10 : weights[i] - '0');
    return sum;
}

static bool all_digits(struct str s, size_t n) { return identifier_check_digits(s, n, n); }

static uint64_t number(struct str s) {
    uint64_t v = 0;
    str_to_u64(s, &v);
    return v;
}

static bool at(struct str s) {
    if (s.n != 9 || s.p[0] != 'U' || !all_digits(str_cut(s, 1, 9), 8)) return false;
    int sum = 4;
    for (size_t i = 1; i < 8; i++) {
        int d = digit(s, i) * (i % 2 ? 1 : 2);
        sum += d / 10 + d % 10;
    }
    return (10 - sum % 10) % 10 == digit(s, 8);
}

static bool be(struct str s) {
    if (!identifier_check_digits(s, 9, 10) || (s.n == 10 && s.p[0] > '1')) return false; /* nine: without the zero */
    return (number(str_cut(s, 0, s.n - 2)) + number(str_cut(s, s.n - 2, s.n))) % 97 == 0;
}

/* Companies have nine digits; the ten-digit numbers of people and foreigners are of several kinds. */
static bool bg(struct str s) {
    if (s.n == 10) return all_digits(s, 10);
    if (!all_digits(s, 9)) return false;
    int check = weighted(s, "12345678") % 11;
    if (check == 10) check = weighted(s, "3456789A") % 11 % 10;
    return check == digit(s, 8);
}

static bool ch(struct str s) {
    struct str tail = str_cut(s, 10, s.n);
    if (s.n < 10 || s.p[0] != 'E' || !all_digits(str_cut(s, 1, 10), 9)) return false;
    if (tail.n && !str_is(tail, "MWST") && !str_is(tail, "TVA") && !str_is(tail, "IVA")) return false;
    s = str_cut(s, 1, 10);
    return (11 - weighted(s, "54327654") % 11) % 11 == digit(s, 8);
}

static bool cy(struct str s) {
    static const int odd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    if (s.n != 9 || !all_digits(str_cut(s, 0, 8), 8) || str_starts(s, STR("12"))) return false;
    int sum = 0;
    for (size_t i = 0; i < 8; i++) sum += i % 2 ? digit(s, i) : odd[digit(s, i)];
    return s.p[8] == 'A' + sum % 26;
}

/* Companies have eight digits; people their birth number of nine (before 1954, no checksum) or ten. */
static bool cz(struct str s) {
    if (s.n == 10) return all_digits(s, 10) && number(s) % 11 == 0;
    if (s.n == 9) return all_digits(s, 9);
    if (!all_digits(s, 8) || s.p[0] == '9') return false;
    int check = (11 - weighted(s, "8765432") % 11) % 11;
    return (check ? check % 10 : 1) == digit(s, 7);
}

/* ISO 7064 MOD 11,10. */
static bool mod11_10(struct str s) {
    int product = 10;
    for (size_t i = 0; i + 1 < s.n; i++) {
        int sum = (digit(s, i) + product) % 10;
        product = (sum ? sum : 10) * 2 % 11;
    }
    return (11 - product) % 10 == digit(s, s.n - 1);
}

static bool de(struct str s) { return all_digits(s, 9) && s.p[0] != '0' && mod11_10(s); }
static bool hr(struct str s) { return all_digits(s, 11) && mod11_10(s); }
static bool dk(struct str s) { return all_digits(s, 8) && s.p[0] != '0' && weighted(s, "27654321") % 11 == 0; }
static bool ee(struct str s) { return all_digits(s, 9) && weighted(s, "371371371") % 10 == 0; }

static bool gr(struct str s) {
    if (!all_digits(s, 9)) return false;
    int sum = 0;
    for (size_t i = 0; i < 8; i++) sum = sum * 2 + digit(s, i);
    return sum * 2 % 11 % 10 == digit(s, 8);
}

/* A citizen's number ends with a letter of its remainder by 23; X, Y, Z stand for 0, 1, 2 in a foreigner's. */
static bool es_person(struct str s) {
    static const char letters[] = "TRWAGMYFPDXBNJZSQVHLCKE";
    char digits[8];
    memcpy(digits, s.p, 8);
    if (s.p[0] >= 'X' && s.p[0] <= 'Z') digits[0] = (char)(s.p[0] - 'X' + '0');
    struct str d = {digits, 8};
    return all_digits(d, 8) && letters[number(d) % 23] == s.p[8];
}

static bool es(struct str s) {
    if (s.n != 9) return false;
    if (ascii_digit(s.p[0]) || (s.p[0] >= 'X' && s.p[0] <= 'Z')) return es_person(s);
    if (!all_digits(str_cut(s, 1, 8), 7)) return false;
    int sum = 0;
    for (size_t i = 1; i < 8; i++) {
        int d = digit(s, i) * (i % 2 ? 2 : 1);
        sum += d / 10 + d % 10;
    }
    int check = (10 - sum % 10) % 10;
    return s.p[8] == '0' + check || s.p[8] == "JABCDEFGHI"[check];
}

static bool fi(struct str s) { return all_digits(s, 8) && weighted(s, "79A58421") % 11 == 0; }

/* Nine digits of the company (Luhn), two of the key; keys with letters have another rule. */
static bool fr(struct str s) {
    struct str company = str_cut(s, 2, 11);
    if (s.n != 11 || !all_digits(company, 9) || !identifier_check_luhn(company)) return false;
    if (!all_digits(str_cut(s, 0, 2), 2)) return true;
    return (12 + 3 * (number(company) % 97)) % 97 == number(str_cut(s, 0, 2));
}

static bool gb(struct str s) {
    if (s.n == 12) s = identifier_check_digits(s, 12, 12) ? str_cut(s, 0, 9) : s;
    if (!all_digits(s, 9)) return false;
    int sum = weighted(s, "8765432") + digit(s, 7) * 10 + digit(s, 8);
    return sum % 97 == 0 || sum % 97 == 42 || sum % 97 == 55; /* the second and third series add 55 and 42 */
}

static bool hu(struct str s) { return all_digits(s, 8) && (10 - weighted(s, "9731973") % 10) % 10 == digit(s, 7); }

static bool ie(struct str s) {
    static const char letters[] = "WABCDEFGHIJKLMNOPQRSTUV";
    if ((s.n != 8 && s.n != 9) || !all_digits(str_cut(s, 0, 7), 7)) return false;
    int sum = weighted(s, "8765432");
    if (s.n == 9) {
        if (s.p[8] < 'A' || s.p[8] > 'W') return false;
        sum += 9 * (s.p[8] == 'W' ? 0 : s.p[8] - 'A' + 1);
    }
    return letters[sum % 23] == s.p[7];
}

/* Digits 8 to 10 are the province: 1 to 100 and a few more. */
static bool it(struct str s) {
    if (!all_digits(s, 11) || !identifier_check_luhn(s)) return false;
    uint64_t province = number(str_cut(s, 7, 10));
    return (province >= 1 && province <= 100) || province == 120 || province == 121 || province == 888 ||
           province == 999;
}

static bool lt(struct str s) {
    if (!(s.n == 9 || s.n == 12) || !all_digits(s, s.n) || s.p[s.n - 2] != '1') return false;
    int first = 0, second = 0;
    for (size_t i = 0; i + 1 < s.n; i++) {
        first += digit(s, i) * (1 + (int)(i % 9));
        second += digit(s, i) * (1 + (int)((i + 2) % 9));
    }
    int check = first % 11 == 10 ? second % 11 % 10 : first % 11;
    return check == digit(s, s.n - 1);
}

static bool lu(struct str s) { return all_digits(s, 8) && number(str_cut(s, 0, 6)) % 89 == number(str_cut(s, 6, 8)); }

/* Companies start with 4 or more; the birth numbers of people have no checksum that always holds. */
static bool lv(struct str s) {
    if (!all_digits(s, 11)) return false;
    return s.p[0] <= '3' || weighted(s, "91483A25761") % 11 == 3;
}

static bool mt(struct str s) { return all_digits(s, 8) && s.p[0] != '0' && weighted(s, "346789A1") % 37 == 0; }

/* Companies by the test of eleven; sole traders since 2020 by MOD 97-10 over the whole number with its prefix. */
static bool nl(struct str s) {
    if (s.n != 12 || s.p[9] != 'B' || !all_digits(str_cut(s, 0, 9), 9) || !all_digits(str_cut(s, 10, 12), 2))
        return false;
    if (str_is(str_cut(s, 10, 12), "00")) return false;
    int check = weighted(s, "98765432") % 11;
    if (check == digit(s, 8)) return true;
    uint64_t rest = ('N' - 'A' + 10) * 100 + ('L' - 'A' + 10);
    for (size_t i = 0; i < 12; i++) rest = (i == 9 ? rest * 100 + 11 : rest * 10 + (uint64_t)digit(s, i)) % 97;
    return rest == 1;
}

static bool no(struct str s) {
    if (s.n == 12 && str_is(str_cut(s, 9, 12), "MVA")) s = str_cut(s, 0, 9);
    return all_digits(s, 9) && (11 - weighted(s, "32765432") % 11) % 11 == digit(s, 8);
}

static bool pl(struct str s) { return all_digits(s, 10) && weighted(s, "657234567") % 11 == digit(s, 9); }

static bool pt(struct str s) {
    if (!all_digits(s, 9) || s.p[0] == '0') return false;
    int check = 11 - weighted(s, "98765432") % 11;
    return (check > 9 ? 0 : check) == digit(s, 8);
}

static bool ro(struct str s) {
    static const int weights[] = {7, 5, 3, 2, 1, 7, 5, 3, 2};
    if (!identifier_check_digits(s, 2, 10) || s.p[0] == '0') return false;
    int sum = 0;
    for (size_t i = 0; i + 1 < s.n; i++) sum += digit(s, i) * weights[9 - (s.n - 1) + i];
    return sum * 10 % 11 % 10 == digit(s, s.n - 1);
}

static bool se(struct str s) {
    return all_digits(s, 12) && identifier_check_luhn(str_cut(s, 0, 10)) && number(str_cut(s, 10, 12)) >= 1;
}

static bool si(struct str s) {
    if (!all_digits(s, 8) || s.p[0] == '0') return false;
    int check = 11 - weighted(s, "8765432") % 11;
    return check != 11 && check % 10 == digit(s, 7);
}

static bool sk(struct str s) {
    if (!all_digits(s, 10) || s.p[0] == '0' || !strchr("234789", s.p[2])) return false;
    return number(s) % 11 == 0;
}

static const struct {
    char prefix[3];
    bool (*valid)(struct str);
} countries[] = {{"AT", at}, {"BE", be}, {"BG", bg}, {"CH", ch}, {"CY", cy}, {"CZ", cz}, {"DE", de}, {"DK", dk},
                 {"EE", ee}, {"EL", gr}, {"ES", es}, {"FI", fi}, {"FR", fr}, {"GB", gb}, {"GR", gr}, {"HR", hr},
                 {"HU", hu}, {"IE", ie}, {"IT", it}, {"LT", lt}, {"LU", lu}, {"LV", lv}, {"MT", mt}, {"NL", nl},
                 {"NO", no}, {"PL", pl}, {"PT", pt}, {"RO", ro}, {"SE", se}, {"SI", si}, {"SK", sk}, {"XI", gb}};

bool identifier_check_vat(struct str s, struct arena *a, struct str *norm) {
    struct str c = identifier_check_compact(s, 16, a);
    *norm = c;
    for (size_t i = 0; c.n > 3 && i < sizeof countries / sizeof *countries; i++)
        if (str_starts(c, str_of(countries[i].prefix))) return countries[i].valid(str_cut(c, 2, c.n));
    return false;
}
