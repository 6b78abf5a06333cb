#include "model/money_number.h"

#include "model/money_currency.h"

#include <string.h>

/* The separator at byte i of a number and its length; 0 when there is none. Blanks become ' '. */
static size_t separator(struct str t, size_t i, char *kind) {
    static const struct {
        const char *bytes;
        char kind;
    } marks[] = {{",", ','},      {".", '.'},      {"'", '\''}, {" ", ' '},  {"\u00a0", ' '},
                 {"\u202f", ' '}, {"\u2009", ' '}, {"’", '\''}, {"٬", '\''}, {"_", '\''}};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        if (!str_starts(str_cut(t, i, t.n), str_of(marks[k].bytes))) continue;
        *kind = marks[k].kind;
        return strlen(marks[k].bytes);
    }
    return 0;
}

static size_t digit_run(struct str t, size_t i) {
    size_t n = 0;
    while (i + n < t.n && ascii_digit(t.p[i + n])) n++;
    return n;
}

enum { GROUPS = 8 };
struct groups {
    size_t at[GROUPS], length[GROUPS]; /* runs of digits */
    char mark[GROUPS];                 /* the separator before each but the first */
    size_t n;
};

/* Blanks and apostrophes separate groups of exactly three digits only: "1 234" but not "5 10" or "2021 12". */
static bool joins(struct str t, const struct groups *g, char mark, size_t next, size_t length) {
    if (mark == ',' || mark == '.') return g->n < 2 || g->mark[g->n - 1] != ' ' || length <= 4;
    bool behind_point = g->n > 1 && (g->mark[g->n - 1] == '.' || g->mark[g->n - 1] == ',');
    bool other = g->n > 1 && g->mark[g->n - 1] != mark;
    return length == 3 && g->length[0] <= 3 && !behind_point && !other && t.p[next] >= '0';
}

static void collect(struct str t, size_t i, struct groups *g) {
    g->n = 1;
    g->at[0] = i;
    g->length[0] = digit_run(t, i);
    while (g->n < GROUPS) {
        char mark = 0;
        size_t end = g->at[g->n - 1] + g->length[g->n - 1], skip = separator(t, end, &mark);
        size_t length = skip ? digit_run(t, end + skip) : 0;
        if (!length || !joins(t, g, mark, end + skip, length)) return;
        g->mark[g->n] = mark;
        g->at[g->n] = end + skip;
        g->length[g->n++] = length;
    }
}

/* Groups 1 to n-1 are thousands: three digits each; the Indian way has two in all but the last. */
static bool are_thousands(const struct groups *g, size_t n) {
    if (n < 2) return true;
    bool indian = n > 2 && g->mark[1] == ',';
    if (g->length[0] > 3 || g->length[n - 1] != 3) return false;
    for (size_t k = 1; k + 1 < n; k++)
        if (g->mark[k] != g->mark[k + 1] || !(g->length[k] == 3 || (indian && g->length[k] == 2))) return false;
    return true;
}

/* How many groups make the whole part; the one behind it, if any, is the decimals. 0: not one number. */
static size_t whole_groups(const struct groups *g, enum money_style style, bool *guess) {
    size_t n = g->n;
    char last = n > 1 ? g->mark[n - 1] : 0;
    *guess = false;
    if (n == 1) return 1;
    if (last == ' ' || last == '\'') return are_thousands(g, n) ? n : 0;
    bool is_point = (last == '.' && style != MONEY_COMMA) || (last == ',' && style != MONEY_POINT);
    bool is_comma = (last == '.' && style != MONEY_POINT) || (last == ',' && style != MONEY_COMMA);
    if (n > 2 && g->mark[n - 2] == last) return are_thousands(g, n) && is_comma ? n : 0;
    if (n > 2) return is_point && are_thousands(g, n - 1) ? n - 1 : 0;
    if (g->length[1] != 3 || g->length[0] > 3) return is_point ? 1 : 0;
    *guess = is_point && is_comma;
    return is_comma ? 2 : 1;
}

size_t money_number_read(struct str t, size_t i, enum money_style style, struct money_number *out) {
    struct groups g;
    if (!digit_run(t, i)) return 0;
    collect(t, i, &g);
    size_t whole = 0;
    bool guess = false;
    while (g.n && !(whole = whole_groups(&g, style, &guess))) g.n--;
    if (!g.n) return 0;
    *out = (struct money_number){.thousands_or_point = guess};
    size_t total = 0;
    for (size_t k = 0; k < g.n; k++) {
        if ((total += g.length[k]) > MONEY_DIGITS) return 0;
        for (size_t d = 0; d < g.length[k]; d++) out->digits = out->digits * 10 + (uint64_t)(t.p[g.at[k] + d] - '0');
    }
    if (whole < g.n) out->decimals = (uint8_t)g.length[whole];
    if (whole == 2 && g.n == 2 && g.length[0] == 1 && t.p[g.at[0]] == '0') out->decimals = 3; /* 0,125 */
    size_t end = g.at[g.n - 1] + g.length[g.n - 1];
    struct str rest = str_cut(t, end, t.n);
    if (str_starts(rest, STR(",-")) || str_starts(rest, STR(".-"))) end += 2;
    else if (str_starts(rest, STR(",–")) || str_starts(rest, STR(",—"))) end += 4;
    return end;
}

static bool letter_at(struct str t, size_t i) { return money_currency_letter(t, i); }

/* `word` in lower case stands at byte i, a whole word. */
static bool word_at(struct str t, size_t i, const char *word) {
    struct str w = str_of(word);
    if (i + w.n > t.n || !str_ieq(str_cut(t, i, i + w.n), w)) return false;
    return !letter_at(t, i + w.n) || word[w.n - 1] == '.';
}

size_t money_number_words(struct str t, size_t i, struct money_number *out) {
    static const struct {
        const char *word;
        uint16_t tenths;
    } words[] = {{"half a", 5},   {"tens of", 100}, {"hundreds of", 1000}, {"dozens of", 120}, {"one and a half", 15},
                 {"one", 10},     {"two", 20},      {"three", 30},         {"four", 40},       {"five", 50},
                 {"six", 60},     {"seven", 70},    {"eight", 80},         {"nine", 90},       {"ten", 100},
                 {"twelve", 120}, {"twenty", 200}};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (ascii_to_lower(t.p[i]) != words[k].word[0] || !word_at(t, i, words[k].word)) continue;
        *out = (struct money_number){words[k].tenths, 1, false};
        return i + strlen(words[k].word);
    }
    return 0;
}

/* "Billionen" and "billones" are the long scale; a bare "Billion" is taken as English. */
static const struct {
    const char *word;
    uint64_t factor;
} factors[] = {{"thousand", 1000},
               {"thousands", 1000},
               {"tausend", 1000},
               {"mille", 1000},
               {"mil", 1000},
               {"tys.", 1000},
               {"tys", 1000},
               {"тыс.", 1000},
               {"тысяч", 1000},
               {"тис.", 1000},
               {"lakh", 100000},
               {"lakhs", 100000},
               {"crore", 10000000},
               {"crores", 10000000},
               {"multimillion", 1000000},
               {"multibillion", 1000000000},
               {"multi-million", 1000000},
               {"multi-billion", 1000000000},
               {"million", 1000000},
               {"millions", 1000000},
               {"millionen", 1000000},
               {"mio.", 1000000},
               {"mio", 1000000},
               {"mln.", 1000000},
               {"mln", 1000000},
               {"mn", 1000000},
               {"millones", 1000000},
               {"millón", 1000000},
               {"milioni", 1000000},
               {"milhões", 1000000},
               {"milhão", 1000000},
               {"miljoen", 1000000},
               {"milionów", 1000000},
               {"miliony", 1000000},
               {"milion", 1000000},
               {"млн.", 1000000},
               {"млн", 1000000},
               {"миллион", 1000000},
               {"миллиона", 1000000},
               {"миллионов", 1000000},
               {"мільйонів", 1000000},
               {"мільйони", 1000000},
               {"billion", 1000000000},
               {"billions", 1000000000},
               {"bn", 1000000000},
               {"bln", 1000000000},
               {"mrd.", 1000000000},
               {"mrd", 1000000000},
               {"milliarde", 1000000000},
               {"milliarden", 1000000000},
               {"milliard", 1000000000},
               {"milliards", 1000000000},
               {"miliardi", 1000000000},
               {"miliardo", 1000000000},
               {"miliardów", 1000000000},
               {"miliardy", 1000000000},
               {"miliard", 1000000000},
               {"mld.", 1000000000},
               {"mld", 1000000000},
               {"miljard", 1000000000},
               {"bilhões", 1000000000},
               {"mil millones", 1000000000},
               {"млрд.", 1000000000},
               {"млрд", 1000000000},
               {"миллиардов", 1000000000},
               {"миллиарда", 1000000000},
               {"мільярдів", 1000000000},
               {"trillion", 1000000000000},
               {"trillions", 1000000000000},
               {"tn", 1000000000000},
               {"trn", 1000000000000},
               {"billionen", 1000000000000},
               {"billones", 1000000000000},
               {"biliony", 1000000000000},
               {"трлн", 1000000000000}};
static const struct {
    char letter;
    uint64_t factor;
} letters[] = {{'k', 1000},       {'K', 1000},       {'m', 1000000},       {'M', 1000000},
               {'b', 1000000000}, {'B', 1000000000}, {'t', 1000000000000}, {'T', 1000000000000}};

size_t money_number_factor(struct str t, size_t i, bool glued, uint64_t *factor) {
    size_t best = 0;
    for (size_t k = 0; i < t.n && k < sizeof factors / sizeof *factors; k++) {
        if (ascii_to_lower(t.p[i]) != factors[k].word[0] && (unsigned char)t.p[i] < 0x80) continue;
        size_t n = strlen(factors[k].word);
        if (n <= best || !word_at(t, i, factors[k].word)) continue;
        best = n;
        *factor = factors[k].factor;
    }
    if (best) return i + best;
    if (!glued || i >= t.n || letter_at(t, i + 1)) return 0;
    for (size_t k = 0; k < sizeof letters / sizeof *letters; k++) {
        if (t.p[i] != letters[k].letter) continue;
        *factor = letters[k].factor;
        return i + 1;
    }
    return 0;
}

bool money_number_units(struct money_number n, uint64_t factor, int64_t *units, bool *exact) {
    __extension__ typedef unsigned __int128 wide;
    static const uint64_t ceiling = (uint64_t)9 * 1000000000000000000u;
    wide v = (wide)n.digits * factor * 10000, scale = 1;
    for (int d = 0; d < n.decimals; d++) scale *= 10;
    *exact = v % scale == 0;
    v = (v + scale / 2) / scale;
    if (v >= ceiling) return false;
    *units = (int64_t)v;
    return true;
}
