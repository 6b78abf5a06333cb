/* Identifiers of registers: ships (IMO, MMSI), Russian taxpayers and companies (INN, OGRN), Wikidata. */
#include "model/identifier_check.h"

static int weighted(struct str digits, const int *weights, size_t n) {
    int sum = 0;
    for (size_t i = 0; i < n; i++) sum += (digits.p[i] - '0') * weights[i];
    return sum;
}

/* Ships: the last digit is that of the sum weighted 7 to 2. Companies and owners have a number of their own kind. */
bool identifier_check_imo(struct str s, struct arena *a, struct str *norm) {
    static const int ship[] = {7, 6, 5, 4, 3, 2}, company[] = {8, 6, 4, 2, 9, 7};
    struct str c = identifier_check_compact(s, 12, a);
    if (str_starts(c, STR("IMO"))) c = str_cut(c, 3, c.n);
    if (!identifier_check_digits(c, 7, 7) || str_is(c, "0000000")) return false;
    *norm = arena_printf(a, "IMO%.*s", STR_ARG(c));
    int last = c.p[6] - '0';
    return weighted(c, ship, 6) % 10 == last || (11 - weighted(c, company, 6) % 11) % 10 == last;
}

/* Nine digits that start with a country's three (201 to 775); no checksum. */
bool identifier_check_mmsi(struct str s, struct arena *a, struct str *norm) {
    struct str c = identifier_check_compact(s, 9, a);
    *norm = c;
    if (!identifier_check_digits(c, 9, 9)) return false;
    int country = (c.p[0] - '0') * 100 + (c.p[1] - '0') * 10 + (c.p[2] - '0');
    return country >= 201 && country <= 775;
}

bool identifier_check_inn(struct str s, struct arena *a, struct str *norm) {
    static const int ten[] = {2, 4, 10, 3, 5, 9, 4, 6, 8}, eleven[] = {7, 2, 4, 10, 3, 5, 9, 4, 6, 8},
                     twelve[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    struct str c = identifier_check_compact(s, 12, a);
    *norm = c;
    if (!identifier_check_digits(c, 10, 12) || c.n == 11 || str_starts(c, STR("00"))) return false;
    if (c.n == 10) return weighted(c, ten, 9) % 11 % 10 == c.p[9] - '0';
    return weighted(c, eleven, 10) % 11 % 10 == c.p[10] - '0' && weighted(c, twelve, 11) % 11 % 10 == c.p[11] - '0';
}

/* The last digit of the remainder by 11 (organisations, 13 digits) or 13 (entrepreneurs, 15 digits). */
bool identifier_check_ogrn(struct str s, struct arena *a, struct str *norm) {
    struct str c = identifier_check_compact(s, 15, a);
    uint64_t number;
    *norm = c;
    if (!identifier_check_digits(c, 13, 15) || c.n == 14 || c.p[0] == '0') return false;
    if (!str_to_u64(str_cut(c, 0, c.n - 1), &number)) return false;
    return number % (c.n == 13 ? 11 : 13) % 10 == (uint64_t)(c.p[c.n - 1] - '0');
}

bool identifier_check_wikidata(struct str s, struct arena *a, struct str *norm) {
    static const char *const before[] = {"https://www.wikidata.org/wiki/", "http://www.wikidata.org/entity/",
                                         "https://www.wikidata.org/entity/", "wd:"};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (str_starts(s, str_of(before[i]))) s = str_cut(s, str_of(before[i]).n, s.n);
    if (s.n < 2 || (s.p[0] != 'Q' && s.p[0] != 'q') || s.p[1] == '0') return false;
    if (!identifier_check_digits(str_cut(s, 1, s.n), 1, 10)) return false;
    *norm = arena_printf(a, "Q%.*s", STR_ARG(str_cut(s, 1, s.n)));
    return true;
}
