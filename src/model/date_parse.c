/* date_parse: text form first, then dates as registers and people write them. */
#include "model/date_narrow.h"

/* YYYY, YYYY-MM, YYYY-MM-DD and nothing else. */
static bool text_part(struct str s, struct date_part *p) {
    static const size_t starts[] = {0, 5, 8}, lengths[] = {4, 2, 2};
    int values[3] = {0};
    if (s.n != 4 && s.n != 7 && s.n != 10) return false;
    for (size_t i = 0; i < 3 && starts[i] < s.n; i++) {
        if (starts[i] && s.p[starts[i] - 1] != '-') return false;
        for (size_t k = 0; k < lengths[i]; k++) {
            char c = s.p[starts[i] + k];
            if (!ascii_digit(c)) return false;
            values[i] = values[i] * 10 + (c - '0');
        }
        if (values[i] == 0) return false;
    }
    *p = (struct date_part){values[0], values[1], values[2]};
    return date_part_valid(*p);
}

static bool text_form(struct str s, struct date *out) {
    struct date_part a, b;
    size_t slash = str_find_byte(s, '/', 0);
    if (slash == SIZE_MAX) return text_part(s, &a) && date_core_range((struct date_core){a, a, false}, out);
    struct str left = str_cut(s, 0, slash), right = str_cut(s, slash + 1, s.n);
    bool open_left = str_is(left, ".."), open_right = str_is(right, "..");
    if (open_left && open_right) return false;
    if (!open_left && !text_part(left, &a)) return false;
    if (!open_right && !text_part(right, &b)) return false;
    if (open_left) a = b;
    if (open_right) b = a;
    if (!date_core_range((struct date_core){a, b, false}, out)) return false;
    if (open_left) out->first = DATE_OPEN_FIRST;
    if (open_right) out->last = DATE_OPEN_LAST;
    out->precision = DATE_RANGE;
    return true;
}

struct parser {
    struct date_tokens tokens;
    size_t k;
    bool about;
};

static const struct date_token *now(const struct parser *p) { return &p->tokens.at[p->k]; }

static bool take(struct parser *p, enum date_word_kind kind) {
    if (!date_token_is(now(p), kind)) return false;
    p->k++;
    return true;
}

static bool take_mark(struct parser *p, char mark) {
    if (now(p)->kind != DATE_TOKEN_MARK || now(p)->mark != mark) return false;
    p->k++;
    return true;
}

/* "circa", "c.", "approximately", "~", with brackets. */
static void take_about(struct parser *p) {
    for (;;) {
        if (take(p, DATE_ABOUT)) take_mark(p, '.');
        else if (!take_mark(p, '~') && !take_mark(p, '?')) return;
        p->about = true;
    }
}

static void take_articles(struct parser *p) {
    while (take(p, DATE_THE) || take(p, DATE_YEAR_WORD)) {}
}

/* "r.", "года", " ~", "(approx.)" behind a date. */
static void take_tail(struct parser *p) {
    while (take(p, DATE_YEAR_WORD)) take_mark(p, '.');
    bool bracket = take_mark(p, '(');
    take_about(p);
    if (bracket) take_mark(p, ')');
}

/* One core, with "early", "mid-", "end of" before it. */
static bool core(struct parser *p, struct date_core *c, int *third) {
    take_about(p);
    take_articles(p);
    *third = 0;
    if (date_token_is(now(p), DATE_EARLY)) {
        *third = now(p)->word->value;
        p->k++;
        take_mark(p, '-');
        take(p, DATE_OF);
        take_articles(p);
    }
    if (take(p, DATE_WEEKDAY)) take_mark(p, ','), take_mark(p, '.');
    size_t taken = date_core_read(&p->tokens, p->k, c);
    p->k += taken;
    if (taken) take_tail(p);
    return taken > 0;
}

static bool finish(struct date_core c, int third, struct date *out) {
    if (!date_core_range(c, out)) return false;
    if (third) *out = date_narrow_third(*out, third);
    return true;
}

static bool one(struct parser *p, struct date *out) {
    struct date_core c;
    int third;
    return core(p, &c, &third) && finish(c, third, out);
}

static bool take_separator(struct parser *p) {
    return take(p, DATE_TO) || take(p, DATE_AND) || take(p, DATE_UNTIL) || take(p, DATE_OR) || take(p, DATE_OF) ||
           take(p, DATE_BEFORE) || take_mark(p, '-') || (date_token_is(now(p), DATE_CARDINAL) && p->k++);
}

/* The first end of "3 and 9 May 2021" is a bare day. */
static bool bare_day(struct parser *p, struct date_core *c) {
    const struct date_token *t = now(p);
    if (t->kind != DATE_TOKEN_NUMBER || t->digits > 2 || t->value < 1 || t->value > 31) return false;
    p->k++;
    *c = (struct date_core){{0, 0, t->value}, {0, 0, t->value}, false};
    return true;
}

/* A core, or two with a separator: the range from the first day of one to the last day of the other. What the first
 * lacks, it has from the second. */
static bool one_or_two(struct parser *p, struct date *out) {
    struct date_core a, b;
    struct date from, to;
    int third_a, third_b;
    if (!core(p, &a, &third_a) && !bare_day(p, &a)) return false;
    if (!take_separator(p)) return finish(a, third_a, out);
    if (!core(p, &b, &third_b)) return false;
    if (!a.first.month) a.first.month = a.last.month = a.first.day ? b.first.month : 0;
    if (!a.first.year) a.first.year = a.last.year = b.last.year;
    if (!finish(a, third_a, &from) || !finish(b, third_b, &to) || from.first > to.last) return false;
    *out = (struct date){from.first, to.last, DATE_RANGE, false, from.ambiguous || to.ambiguous};
    return true;
}

/* Openers are tried in order; each must be followed by what it opens. */
static bool expression(struct parser *p, struct date *out) {
    take_about(p);
    take_articles(p);
    size_t start = p->k;
    if (take(p, DATE_BETWEEN) || take(p, DATE_FROM)) return one_or_two(p, out);
    if (take(p, DATE_BEFORE)) {
        take(p, DATE_TO); /* "prior to" */
        if (!one(p, out)) return false;
        *out = date_narrow_before(*out);
        return out->precision != DATE_NONE;
    }
    if (take(p, DATE_AFTER)) {
        if (!one(p, out)) return false;
        *out = date_narrow_after(*out);
        return out->precision != DATE_NONE;
    }
    if (take(p, DATE_UNTIL)) {
        if (!one(p, out)) return false;
        *out = date_narrow_until(*out);
        return true;
    }
    bool opens = take(p, DATE_SINCE) || take(p, DATE_OF);
    if (!one_or_two(p, out)) return false;
    if (opens && date_token_is(&p->tokens.at[start], DATE_SINCE) && out->precision != DATE_RANGE)
        *out = date_narrow_since(*out);
    return true;
}

/* "T12:00:00Z", " 12:00", "10:30 PM": the time of day of a date-time. */
static bool time_tail(struct str rest) {
    bool colon = false;
    if (!rest.n || (rest.p[0] != 'T' && rest.p[0] != ' ')) return false;
    for (size_t i = 1; i < rest.n; i++) {
        char c = rest.p[i];
        colon = colon || c == ':';
        if (!ascii_digit(c) && !ascii_space(c) && !str_is(str_cut(rest, i, i + 2), "AM") &&
            !str_is(str_cut(rest, i, i + 2), "PM") && !(c && str_find_byte(STR(":.+-ZMUTCG"), c, 0) != SIZE_MAX))
            return false;
    }
    return colon;
}

bool date_parse(struct str s, struct date *out) {
    struct parser p = {.k = 0};
    *out = (struct date){.precision = DATE_NONE};
    s = str_trim(s);
    if (text_form(s, out)) return true;
    date_tokens(s, 0, DATE_TOKENS, &p.tokens);
    bool read = expression(&p, out);
    struct str rest = read ? str_cut(s, p.k ? p.tokens.at[p.k - 1].end : 0, s.n) : s;
    bool whole = read && (rest.n == 0 || (rest.n == 1 && rest.p[0] == '.') || time_tail(rest));
    if (!whole) *out = (struct date){.precision = DATE_NONE};
    else out->about = out->about || p.about;
    return whole;
}
