/* identifier_match: identifiers in running text. A form that other things have too (seven digits, a word of eight
 * capitals) counts only behind the word that announces it ("IMO", "SWIFT"). */
#include "model/identifier_check.h"

#include <string.h>

enum { LOOK_BACK = 24 /* bytes before a number in which its announcing word may stand */ };

static char at(struct str t, size_t i) { return i < t.n ? t.p[i] : 0; }

static bool word_byte(char c) { return ascii_alnum(c) || (unsigned char)c >= 0x80; }

/* Characters that addresses consist of; a trailing mark of the sentence does not belong to them. */
static size_t run_end(struct str t, size_t i, const char *marks, size_t most) {
    size_t end = i;
    while (end < t.n && end - i < most && (ascii_alnum(t.p[end]) || (t.p[end] && strchr(marks, t.p[end])))) end++;
    return end;
}

static size_t found(enum identifier_kind kind, struct str t, size_t i, size_t end, struct arena *a,
                    enum identifier_kind *out, struct str *norm) {
    if (end <= i || !identifier_valid(kind, str_cut(t, i, end), a, norm)) return 0;
    *out = kind;
    return end;
}

static size_t match_url(struct str t, size_t i, struct arena *a, enum identifier_kind *kind, struct str *norm) {
    struct str rest = str_cut(t, i, t.n);
    if (!str_starts(rest, STR("http")) && !str_starts(rest, STR("www.")) && !str_starts(rest, STR("ftp://"))) return 0;
    size_t end = i, open = 0;
    while (end < t.n && end - i < IDENTIFIER_LONGEST && !strchr(" \t\r\n\"<>`|\\^{}", t.p[end]) &&
           !str_starts(str_cut(t, end, t.n), STR("\xe2\x80")) && !str_starts(str_cut(t, end, t.n), STR("\u00a0"))) {
        if (t.p[end] == '(') open++;
        if (t.p[end] == ')' && open-- == 0) break;
        end++;
    }
    while (end > i && strchr(".,;:!?'*]", t.p[end - 1])) end--;
    return found(ID_URL, t, i, end, a, kind, norm);
}

static size_t match_email(struct str t, size_t i, struct arena *a, enum identifier_kind *kind, struct str *norm) {
    size_t sign = run_end(t, i, "._%+-'", 64);
    if (at(t, sign) != '@') return 0;
    size_t end = run_end(t, sign + 1, ".-", 253);
    while (end > sign && (t.p[end - 1] == '.' || t.p[end - 1] == '-')) end--;
    return found(ID_EMAIL, t, i, end, a, kind, norm);
}

/* Endings of file names that are top-level domains as well. */
static bool file_ending(struct str label) {
    static const char *const endings[] = {"md", "py", "sh", "pl", "rs", "zip", "mov", "ps", "cc", "so", "pub", "doc"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_is(label, endings[i])) return true;
    return false;
}

/* example.org, in lower case; "word.Next" of a missing blank is none, nor are "readme.md" and "e.g". */
static size_t match_domain(struct str t, size_t i, struct arena *a, enum identifier_kind *kind, struct str *norm) {
    size_t end = run_end(t, i, ".-", 253), dots = 0, last = i;
    while (end > i && (t.p[end - 1] == '.' || t.p[end - 1] == '-')) end--;
    bool letters = false;
    for (size_t k = i; k < end; k++) {
        if (ascii_upper(t.p[k])) return 0;
        letters = letters || ascii_lower(t.p[k]);
        if (t.p[k] == '.') dots++, last = k + 1;
    }
    if (!dots || !letters || at(t, end) == '@' || (unsigned char)at(t, end) >= 0xC3 || end - last < 2) return 0;
    if (dots == 1 && (last - i < 3 || file_ending(str_cut(t, last, end)))) return 0;
    return found(ID_DOMAIN, t, i, end, a, kind, norm);
}

static size_t match_ip(struct str t, size_t i, struct arena *a, enum identifier_kind *kind, struct str *norm) {
    size_t end = run_end(t, i, ".", 16), dots = 0;
    while (end > i && t.p[end - 1] == '.') end--;
    for (size_t k = i; k < end; k++) dots += t.p[k] == '.';
    return dots == 3 ? found(ID_IP, t, i, end, a, kind, norm) : 0;
}

static size_t match_phone(struct str t, size_t i, struct arena *a, enum identifier_kind *kind, struct str *norm) {
    if (t.p[i] != '+' || !ascii_digit(at(t, i + 1))) return 0;
    size_t end = i + 1, kept = 0;
    while (end < t.n && end - i < 32) {
        char c = t.p[end];
        if (ascii_digit(c)) kept = ++end;
        else if (strchr(" -./()", c) && c && !(c == ' ' && at(t, end + 1) == ' ')) end++;
        else break;
    }
    for (; kept > i; kept--) { /* a number that follows in the sentence may be too much */
        if (!ascii_digit(t.p[kept - 1]) || ascii_digit(at(t, kept))) continue;
        if (found(ID_PHONE, t, i, kept, a, kind, norm)) return kept;
    }
    return 0;
}

/* IBANs come in groups of four: the longest stretch of groups that is valid. */
static size_t match_iban(struct str t, size_t i, struct arena *a, enum identifier_kind *kind, struct str *norm) {
    if (!ascii_upper(t.p[i]) || !ascii_upper(at(t, i + 1)) || !ascii_digit(at(t, i + 2)) || !ascii_digit(at(t, i + 3)))
        return 0;
    size_t end = i, best = 0;
    while (end < t.n && end - i < 44) {
        if (!ascii_alnum(t.p[end]) && t.p[end] != ' ') break;
        end++;
        bool edge = end == t.n || !ascii_alnum(t.p[end]);
        if (edge && end - i >= 15 && t.p[end - 1] != ' ' && found(ID_IBAN, t, i, end, a, kind, norm)) best = end;
        if (best) return best;
    }
    return 0;
}

/* One of the words stands shortly before byte i, with nothing but blanks, marks, "No", "code" or "number" between. */
static bool announced(struct str t, size_t i, const char *const *words) {
    struct str before = str_trim(str_cut(t, i > LOOK_BACK ? i - LOOK_BACK : 0, i));
    static const char *const fillers[] = {":",  ".",  "#",  "-",    "(",    "/", "number", "Number", "No",
                                          "no", "nr", "Nr", "code", "Code", "№", "is",     "BIC",    "KPP"};
    for (bool again = true; again;) {
        again = false;
        for (size_t k = 0; words[k]; k++) {
            struct str w = str_of(words[k]);
            if (str_ends(before, w) && (before.n == w.n || !word_byte(before.p[before.n - w.n - 1]))) return true;
        }
        for (size_t k = 0; k < sizeof fillers / sizeof *fillers && !again; k++) {
            struct str f = str_of(fillers[k]);
            again = str_ends(before, f);
            if (again) before = str_trim(str_cut(before, 0, before.n - f.n));
        }
    }
    return false;
}

/* Numbers and codes that need their word. */
static size_t match_announced(struct str t, size_t i, struct arena *a, enum identifier_kind *kind, struct str *norm) {
    static const char *const imo[] = {"IMO", NULL}, *const mmsi[] = {"MMSI", NULL},
                             *const inn[] = {"INN", "ИНН", "ІПН", NULL},
                             *const ogrn[] = {"OGRN", "ОГРН", "ОГРНИП", NULL},
                             *const bic[] = {"BIC", "SWIFT", "Swift", NULL}, *const wikidata[] = {"Wikidata", NULL};
    static const struct {
        enum identifier_kind kind;
        const char *const *words;
    } rows[] = {{ID_IMO, imo}, {ID_MMSI, mmsi}, {ID_INN, inn}, {ID_OGRN, ogrn}, {ID_BIC, bic}, {ID_WIKIDATA, wikidata}};
    size_t end = run_end(t, i, "", 16);
    if (end - i < 2 || word_byte(at(t, end))) return 0;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        if (announced(t, i, rows[k].words) && found(rows[k].kind, t, i, end, a, kind, norm)) return end;
    if (end - i == 10 && str_starts(str_cut(t, i, end), STR("IMO"))) return found(ID_IMO, t, i, end, a, kind, norm);
    return 0;
}

/* One word with digits and letters whose checksum is enough. */
static size_t match_checksummed(struct str t, size_t i, struct arena *a, enum identifier_kind *kind, struct str *norm) {
    size_t end = run_end(t, i, "", 80), n = end - i;
    char c = t.p[i];
    if (word_byte(at(t, end))) return 0;
    if (n == 42 && c == '0') return found(ID_ETH, t, i, end, a, kind, norm);
    if (n == 34 && c == 'T') return found(ID_TRON, t, i, end, a, kind, norm);
    if (n >= 26 && n <= 35 && (c == '1' || c == '3')) return found(ID_BTC, t, i, end, a, kind, norm);
    if (n >= 14 && n <= 74 && str_starts(str_cut(t, i, end), STR("bc1")))
        return found(ID_BTC, t, i, end, a, kind, norm);
    for (size_t k = i; k < end; k++)
        if (ascii_lower(t.p[k])) return 0;
    if (n == 20) return found(ID_LEI, t, i, end, a, kind, norm);
    if (n == 12 && ascii_upper(c) && ascii_upper(t.p[i + 1]) && found(ID_ISIN, t, i, end, a, kind, norm)) return end;
    bool vat = n >= 10 && n <= 14 && ascii_upper(c) && ascii_upper(t.p[i + 1]) && ascii_digit(t.p[end - 2]);
    return vat ? found(ID_VAT, t, i, end, a, kind, norm) : 0;
}

size_t identifier_match(struct str t, size_t i, struct arena *a, enum identifier_kind *kind, struct str *norm) {
    size_t end;
    *kind = ID_NONE;
    *norm = (struct str){NULL, 0};
    if (i >= t.n || (i && (word_byte(t.p[i - 1]) || strchr("@_", t.p[i - 1])))) return 0;
    if (t.p[i] == '+') return match_phone(t, i, a, kind, norm);
    if (!ascii_alnum(t.p[i])) return 0;
    /* A first look: only words with a digit, a point or an at sign inside, or announced ones, go on. */
    size_t run = run_end(t, i, "@._%+-'", 80);
    bool digit = false, mark = at(t, run) == ':', upper = true;
    for (size_t k = i; k < run; k++) {
        digit = digit || ascii_digit(t.p[k]);
        mark = mark || t.p[k] == '.' || t.p[k] == '@';
        upper = upper && !ascii_lower(t.p[k]);
    }
    if (!digit && !mark && !(upper && run - i >= 8)) return 0;
    if (mark && (end = match_url(t, i, a, kind, norm))) return end;
    if (mark && (end = match_email(t, i, a, kind, norm))) return end;
    if (digit && (end = match_iban(t, i, a, kind, norm))) return end;
    if (digit && (end = match_checksummed(t, i, a, kind, norm))) return end;
    if ((end = match_announced(t, i, a, kind, norm))) return end;
    if (mark && digit && (end = match_ip(t, i, a, kind, norm))) return end;
    if (mark) end = match_domain(t, i, a, kind, norm);
    if (!end) *kind = ID_NONE;
    return end;
}
