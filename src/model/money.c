#include "model/money.h"

#include "model/money_currency.h"
#include "model/money_number.h"

#include <string.h>

enum { WEAK_LEAST = 1000 }; /* the least amount that makes "pounds" or "P" a currency */

/* Words before an amount that make it a bound. */
static const struct {
    const char *words;
    uint8_t bound;
} bounds[] = {
    {"as much as", MONEY_AT_MOST},
    {"up to", MONEY_AT_MOST},
    {"at most", MONEY_AT_MOST},
    {"no more than", MONEY_AT_MOST},
    {"not more than", MONEY_AT_MOST},
    {"less than", MONEY_AT_MOST},
    {"under", MONEY_AT_MOST},
    {"below", MONEY_AT_MOST},
    {"a maximum of", MONEY_AT_MOST},
    {"bis zu", MONEY_AT_MOST},
    {"höchstens", MONEY_AT_MOST},
    {"weniger als", MONEY_AT_MOST},
    {"jusqu'à", MONEY_AT_MOST},
    {"hasta", MONEY_AT_MOST},
    {"at least", MONEY_AT_LEAST},
    {"more than", MONEY_AT_LEAST},
    {"over", MONEY_AT_LEAST},
    {"above", MONEY_AT_LEAST},
    {"in excess of", MONEY_AT_LEAST},
    {"exceeding", MONEY_AT_LEAST},
    {"no less than", MONEY_AT_LEAST},
    {"not less than", MONEY_AT_LEAST},
    {"upwards of", MONEY_AT_LEAST},
    {"a minimum of", MONEY_AT_LEAST},
    {"mehr als", MONEY_AT_LEAST},
    {"mindestens", MONEY_AT_LEAST},
    {"über", MONEY_AT_LEAST},
    {"plus de", MONEY_AT_LEAST},
    {"más de", MONEY_AT_LEAST},
    {"about", MONEY_ABOUT},
    {"around", MONEY_ABOUT},
    {"approximately", MONEY_ABOUT},
    {"roughly", MONEY_ABOUT},
    {"some", MONEY_ABOUT},
    {"nearly", MONEY_ABOUT},
    {"almost", MONEY_ABOUT},
    {"an estimated", MONEY_ABOUT},
    {"estimated", MONEY_ABOUT},
    {"close to", MONEY_ABOUT},
    {"circa", MONEY_ABOUT},
    {"ca.", MONEY_ABOUT},
    {"etwa", MONEY_ABOUT},
    {"rund", MONEY_ABOUT},
    {"knapp", MONEY_ABOUT},
    {"fast", MONEY_ABOUT},
    {"environ", MONEY_ABOUT},
    {"unos", MONEY_ABOUT},
    {"circa", MONEY_ABOUT},
};

/* The bound words that end right before byte i; *start gets where they start. */
static enum money_bound bound_before(struct str t, size_t i, size_t *start) {
    *start = i;
    size_t end = i, best = 0;
    enum money_bound bound = MONEY_EXACT;
    while (end && ascii_space(t.p[end - 1])) end--;
    if (end == i) return MONEY_EXACT;
    for (size_t k = 0; k < sizeof bounds / sizeof *bounds; k++) {
        size_t n = strlen(bounds[k].words);
        if (n <= best || n > end || !str_ieq(str_cut(t, end - n, end), str_of(bounds[k].words))) continue;
        if (end > n && !ascii_space(t.p[end - n - 1]) && t.p[end - n - 1] != '(') continue;
        best = n;
        bound = bounds[k].bound;
        *start = end - n;
    }
    return bound;
}

static size_t skip_blank(struct str t, size_t i) {
    if (i < t.n && (t.p[i] == ' ' || t.p[i] == '\n')) return i + 1;
    struct str rest = str_cut(t, i, t.n);
    if (str_starts(rest, STR("\u00a0"))) return i + 2;
    return str_starts(rest, STR("\u202f")) ? i + 3 : i;
}

struct amount {
    struct money_number number;
    uint64_t factor;
    bool factor_given, range, exact;
    size_t end;
};

static size_t factor_at(struct str t, size_t i, uint64_t *factor) {
    size_t end = money_number_factor(t, i, true, factor);
    if (end) return end;
    size_t next = skip_blank(t, i);
    if (next < t.n && t.p[next] == '-') next++; /* "50-million" */
    return next > i ? money_number_factor(t, next, false, factor) : 0;
}

/* The dash, "to" or "and" of "5-10 million", "2 to 3 million", with the number behind it. */
static size_t second_number(struct str t, size_t i, bool between, enum money_style style) {
    static const char *const links[] = {"-", "–", "—", " - ", " – ", " to ", " and "};
    struct money_number n;
    for (size_t k = 0; k < sizeof links / sizeof *links - !between; k++)
        if (str_starts(str_cut(t, i, t.n), str_of(links[k]))) {
            size_t end = money_number_read(t, i + strlen(links[k]), style, &n);
            if (end) return end;
        }
    return 0;
}

/* A number with its multiplier. With `range` a second number may follow; the multiplier is that of both. */
static bool amount_at(struct str t, size_t i, enum money_style style, bool between, struct amount *a) {
    *a = (struct amount){.factor = 1};
    a->end = money_number_read(t, i, style, &a->number);
    if (!a->end) a->end = money_number_words(t, i, &a->number);
    if (!a->end) return false;
    size_t end = factor_at(t, a->end, &a->factor);
    if (end) {
        a->factor_given = true;
        a->end = end;
        return true;
    }
    size_t second = ascii_digit(t.p[i]) ? second_number(t, a->end, between, style) : 0;
    if (!second) return true;
    end = factor_at(t, second, &a->factor);
    if (!end && !between && !str_starts(str_cut(t, a->end, t.n), STR("-")) &&
        !str_starts(str_cut(t, a->end, t.n), STR("–")))
        return true;
    a->range = true;
    a->factor_given = end > 0;
    a->end = end ? end : second;
    return true;
}

/* "million dollars" behind "a" or "several"; "millions of dollars" is a vague one. */
static bool bare_factor(struct str t, size_t i, struct amount *a) {
    *a = (struct amount){.number = {.digits = 1}, .factor_given = true};
    a->end = money_number_factor(t, i, false, &a->factor);
    a->range = a->end && t.p[a->end - 1] == 's';
    return a->end > 0 && a->factor >= 1000 && ascii_lower(t.p[i]);
}

static bool fill(struct amount *a, struct money *out) {
    bool exact;
    /* "1.234 billion" and "$1.234" have a point, "1.234 Euro" thousands. */
    if (a->number.thousands_or_point && a->factor_given) a->number.decimals = 3;
    if (!money_number_units(a->number, a->factor, &out->units, &exact)) return false;
    a->exact = exact;
    if (a->range || !exact) out->bound = MONEY_ABOUT;
    return true;
}

/* Byte i starts a word or sign: "A$5" is not found at its "$". */
static bool boundary(struct str t, size_t i) {
    if (i == 0 || i >= t.n) return true;
    unsigned char c = (unsigned char)t.p[i - 1];
    if (ascii_alnum((char)c) || c == '$' || c == '_') return false;
    bool digit = ascii_digit(t.p[i]);
    if (digit && i >= 2 && (c == '.' || c == ',' || c == '-') && ascii_alnum(t.p[i - 2])) return false;
    return true;
}

/* Letters that mean other things too are a currency only with a large amount. */
static bool strong(const struct money_currency *c, const struct amount *a, const struct money *m) {
    return !c->weak || a->factor_given || m->units >= (int64_t)WEAK_LEAST * 10000;
}

/* "US$5 million dollars": the end behind the name, else `end`. */
static size_t name_again(struct str t, size_t end, const char *code) {
    struct money_currency c;
    size_t at = skip_blank(t, end), name = at > end ? money_currency_after(t, at, &c) : 0;
    return name && ascii_alpha(t.p[at]) && strcmp(c.code, code) == 0 ? name : end;
}

/* "$1.8 billion", "EUR 5", "$500-580M"; the first amount of "$5m-$10m". */
static size_t match_prefixed(struct str t, size_t i, struct money *out) {
    struct amount a;
    struct money_currency c;
    size_t sign = money_currency_before(t, i, &c);
    if (!sign) return 0;
    size_t number = c.glue ? sign : skip_blank(t, sign);
    if (number >= t.n || !(ascii_digit(t.p[number]) || t.p[number] == '.')) return 0;
    size_t point = t.p[number] == '.';
    bool latin_point = str_is(str_of(c.code), "USD") || str_is(str_of(c.code), "GBP");
    if (!amount_at(t, number + point, MONEY_GUESS, false, &a)) return 0;
    if (point) a.number.decimals = (uint8_t)(a.end - number - 1);
    else if (a.number.thousands_or_point && latin_point && str_find_byte(str_cut(t, number, a.end), '.', 0) != SIZE_MAX)
        a.number.decimals = 3;
    if (!fill(&a, out) || money_currency_letter(t, a.end) || !strong(&c, &a, out)) return 0;
    if (c.glue && !a.factor_given && a.number.digits < 10) return 0;
    memcpy(out->currency, c.code, sizeof out->currency);
    return name_again(t, a.end, c.code);
}

/* "30,000 dollars", "5 Mio. Euro", "6CUP", "500€", "half a million euros", "million dollars". */
static size_t match_suffixed(struct str t, size_t i, bool between, struct money *out) {
    struct amount a;
    struct money_currency c;
    if (!amount_at(t, i, MONEY_GUESS, between, &a) && !bare_factor(t, i, &a)) return 0;
    size_t at = skip_blank(t, a.end);
    if (at < t.n && t.p[at] == '-' && at == a.end) at++;
    if (a.factor_given && str_starts(str_cut(t, at, t.n), STR("of "))) at += 3;
    if (str_starts(str_cut(t, at, t.n), STR("de "))) at += 3;
    size_t end = money_currency_after(t, at, &c);
    if (end && c.hundredth) a.number.decimals = (uint8_t)(a.number.decimals + 2);
    if (!end || !fill(&a, out) || !strong(&c, &a, out)) return 0;
    if (at > a.end && t.p[at - 1] == '-' && end < t.n && t.p[end] == '-') return 0;
    memcpy(out->currency, c.code, sizeof out->currency);
    return end;
}

enum { LONGEST_SIGN = 8 /* bytes of "U.S.$ " and the like before the first digit */ };

/* Most calls end here: an amount starts with a digit, a sign or letters right before one, or a number in words. */
static bool may_start(struct str t, size_t i) {
    struct money_number unused;
    uint64_t factor;
    if (i >= t.n || ((unsigned char)t.p[i] & 0xC0) == 0x80) return false;
    if (ascii_digit(t.p[i])) return true;
    for (size_t k = i; k < t.n && k < i + LONGEST_SIGN; k++)
        if (ascii_digit(t.p[k])) return true;
    return money_number_words(t, i, &unused) || money_number_factor(t, i, false, &factor) ||
           str_starts(str_cut(t, i, i + 8), STR("between "));
}

size_t money_match(struct str t, size_t i, struct money *out, size_t *start_out) {
    *out = (struct money){.currency = ""};
    *start_out = i;
    if (!boundary(t, i) || !may_start(t, i)) return 0;
    size_t at = i;
    bool between = str_starts(str_cut(t, i, t.n), STR("between "));
    if (between) at += strlen("between ");
    size_t end = between ? 0 : match_prefixed(t, at, out);
    if (!end) {
        *out = (struct money){.currency = ""};
        end = match_suffixed(t, at, between, out);
    }
    if (!end) return 0;
    enum money_bound bound = bound_before(t, i, start_out);
    if (bound != MONEY_EXACT) out->bound = (uint8_t)bound;
    return end;
}

/* "-5", "−5", "(5)", "5-". Cuts the sign off. */
static bool take_minus(struct str *s) {
    if (s->n > 2 && s->p[0] == '(' && s->p[s->n - 1] == ')') {
        *s = str_trim(str_cut(*s, 1, s->n - 1));
        return true;
    }
    size_t dash = str_starts(*s, STR("-")) ? 1 : str_starts(*s, STR("−")) ? 3 : 0;
    if (dash) *s = str_trim(str_cut(*s, dash, s->n));
    else if (s->n > 1 && s->p[s->n - 1] == '-' && ascii_digit(s->p[s->n - 2])) s->n--, dash = 1;
    return dash > 0;
}

/* A leading bound: "up to 5", "ca. 5". */
static void take_bound(struct str *s, struct money *out) {
    for (size_t k = 0; k < sizeof bounds / sizeof *bounds; k++) {
        struct str words = str_of(bounds[k].words);
        if (s->n <= words.n || !str_ieq(str_cut(*s, 0, words.n), words) || s->p[words.n] != ' ') continue;
        out->bound = bounds[k].bound;
        *s = str_trim(str_cut(*s, words.n, s->n));
        return;
    }
}

bool money_parse(struct str s, enum money_style style, struct money *out) {
    struct amount a;
    struct money_currency c;
    *out = (struct money){.currency = ""};
    s = str_trim(s);
    take_bound(&s, out);
    bool minus = take_minus(&s);
    size_t at = money_currency_before(s, 0, &c);
    memcpy(out->currency, c.code, sizeof out->currency);
    if (at) at = skip_blank(s, at);
    if (at && str_starts(str_cut(s, at, s.n), STR("-"))) minus = true, at++;
    uint8_t bound = out->bound;
    if (at >= s.n || !ascii_digit(s.p[at]) || !amount_at(s, at, style, false, &a) || a.range) return false;
    if (!fill(&a, out) || !a.exact) return false;
    out->bound = bound;
    size_t rest = skip_blank(s, a.end);
    if (rest < s.n && !at) {
        rest = money_currency_after(s, rest, &c);
        memcpy(out->currency, c.code, sizeof out->currency);
    }
    if (rest == 0 || rest < s.n - (s.n && s.p[s.n - 1] == '.')) return false;
    if (minus) out->units = -out->units;
    return true;
}

struct str money_value(struct money m, struct arena *a) {
    uint64_t v = m.units < 0 ? 0 - (uint64_t)m.units : (uint64_t)m.units;
    struct str s = arena_printf(a, "%s%llu.%04llu", m.units < 0 ? "-" : "", (unsigned long long)(v / 10000),
                                (unsigned long long)(v % 10000));
    while (s.n && s.p[s.n - 1] == '0') s.n--;
    if (s.n && s.p[s.n - 1] == '.') s.n--;
    return arena_copy(a, s);
}
