/* date_match: calendar expressions in running text, and what "last", "three years ago" mean on the day it was said. */
#include "model/date_narrow.h"

#include <string.h>

enum {
    LOOK = 12 /* tokens that the longest expression can have */,
    FIRST_LIKELY = 1900,
    LAST_LIKELY = 2049,
    FIRST_SAID = 1000,
    LAST_SAID = 8999
};

struct match {
    struct str text;
    size_t start;
    struct date said;
    struct date_tokens tokens;
};

/* The known word before byte `i`, across blanks or one hyphen; *at gets where it starts. NULL for an unknown one. */
static const struct date_word *word_before(struct str text, size_t i, size_t *at) {
    size_t end = i;
    while (end && (text.p[end - 1] == ' ' || text.p[end - 1] == '\n' || text.p[end - 1] == '-')) end--;
    size_t start = end;
    while (start && (ascii_alpha(text.p[start - 1]) || (unsigned char)text.p[start - 1] >= 0x80)) start--;
    *at = start;
    return start < end && end - start < 24 ? date_word_find(str_cut(text, start, end)) : NULL;
}

static bool is_kind(const struct date_word *w, enum date_word_kind kind) { return w && w->kind == kind; }

static bool said_known(const struct match *m) { return m->said.precision == DATE_DAY; }

static void day(struct date *out, int32_t days) {
    *out = (struct date){.first = days, .last = days, .precision = DATE_DAY};
}

/* Monday is 1; 1970-01-01 was a Thursday. */
static int weekday_of(int32_t days) { return ((int)(days % 7) + 10) % 7 + 1; }

/* "last", "this" or "next" before the match: -1, 0, 1; `none` when there is no such word. */
static int direction(const struct match *m, int none) {
    size_t at;
    const struct date_word *w = word_before(m->text, m->start, &at);
    if (is_kind(w, DATE_LAST)) return -1;
    if (is_kind(w, DATE_NEXT)) return 1;
    return is_kind(w, DATE_THIS) ? 0 : none;
}

/* News tell of the past: "on Tuesday" is the latest one, the day itself included. */
static void resolve_weekday(const struct match *m, int weekday, struct date *out) {
    if (!said_known(m)) return;
    int32_t today = m->said.first;
    int back = (weekday_of(today) - weekday + 7) % 7, way = direction(m, 2);
    if (way == 1) day(out, today + (back ? 7 - back : 7));
    else day(out, today - (way == -1 && back == 0 ? 7 : back));
}

/* The year of a date without one: the nearest for a day, the latest for a month unless "next" stands before it. */
static bool resolve_year(const struct match *m, struct date_core *c) {
    int y, month, d;
    if (!said_known(m)) return false;
    date_civil(m->said.first, &y, &month, &d);
    if (c->first.day) {
        int32_t gap = date_days(y, c->first.month, c->first.day) - m->said.first;
        y += gap > 183 ? -1 : gap < -183 ? 1 : 0;
    } else {
        int way = direction(m, 2);
        if (way == 1) y += c->first.month <= month;
        else if (way == -1) y -= c->first.month >= month;
        else if (way == 2) y -= c->first.month > month;
    }
    int over = c->last.month < c->first.month;
    c->first.year = y;
    c->last.year = y + over;
    return true;
}

/* "early 1990s", "mid-June", "the end of 2019". */
static int third_before(const struct match *m) {
    size_t at;
    const struct date_word *w = word_before(m->text, m->start, &at);
    while (is_kind(w, DATE_THE) || is_kind(w, DATE_OF)) w = word_before(m->text, at, &at);
    return is_kind(w, DATE_EARLY) ? w->value : 0;
}

static bool digit_at(struct str s, size_t i) { return i < s.n && ascii_digit(s.p[i]); }

/* A number that goes on (1,234 or 3.5) or carries a unit is no date. */
static bool number_goes_on(const struct match *m, size_t end) {
    struct str t = m->text;
    if (end >= t.n) return false;
    char c = t.p[end];
    if ((c == '.' || c == ',' || c == ':' || c == '-' || c == '/') && digit_at(t, end + 1)) return true;
    return c == '%' || c == '$' || ascii_alnum(c) || c == '_' || c == '@' ||
           str_starts(str_cut(t, end, t.n), STR("°")) || str_starts(str_cut(t, end, t.n), STR("€")) ||
           str_starts(str_cut(t, end, t.n), STR("£"));
}

/* The number stands inside a longer one, behind a currency sign or in a code ("A-2019", "No. 2019"). */
static bool number_began(const struct match *m) {
    struct str t = m->text;
    if (m->start == 0) return false;
    unsigned char c = (unsigned char)t.p[m->start - 1];
    if (c == '/' && m->start >= 2 && !ascii_space(t.p[m->start - 2])) return true;
    if (c == '-') {
        size_t at;
        const struct date_word *w = word_before(t, m->start, &at);
        return m->start >= 2 && ascii_alnum(t.p[m->start - 2]) && !is_kind(w, DATE_EARLY) && !is_kind(w, DATE_BEFORE) &&
               !is_kind(w, DATE_AFTER) && !is_kind(w, DATE_MONTH_NAME);
    }
    if ((c == '.' || c == ',') && m->start >= 2 && ascii_digit(t.p[m->start - 2])) return true;
    return strchr("$#_@=&+", (char)c) ||
           (c >= 0x80 && !str_ends(str_cut(t, 0, m->start), STR("“")) && !str_ends(str_cut(t, 0, m->start), STR("‘")) &&
            !str_ends(str_cut(t, 0, m->start), STR("—")) && !str_ends(str_cut(t, 0, m->start), STR("–")) &&
            !str_ends(str_cut(t, 0, m->start), STR("\u00a0")));
}

/* Words that follow amounts, not years. */
static bool unit_follows(const struct match *m, size_t k) {
    static const char *const units[] = {"people", "percent", "per",    "million", "billion", "dollars",  "euros",
                                        "km",     "miles",   "meters", "metres",  "kg",      "tons",     "tonnes",
                                        "men",    "women",   "hours",  "votes",   "feet",    "children", "square"};
    const struct date_token *t = &m->tokens.at[k];
    if (t->kind != DATE_TOKEN_WORD) return false;
    struct str word = str_cut(m->text, t->start, t->end);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_is(word, units[i])) return true;
    return false;
}

/* A bare year: likely ones stand anywhere, older and later ones only behind a word that calls for a date. */
static bool year_fits(const struct match *m, int year, size_t k) {
    size_t at;
    if (unit_follows(m, k)) return false;
    if (year >= FIRST_LIKELY && year <= LAST_LIKELY) return true;
    const struct date_word *w = word_before(m->text, m->start, &at);
    if (!w || year > 2200) return false;
    static const uint8_t calling[] = {DATE_THE, DATE_OF,    DATE_SINCE, DATE_UNTIL, DATE_FROM, DATE_BETWEEN,
                                      DATE_AND, DATE_EARLY, DATE_ABOUT, DATE_AFTER, DATE_TO,   DATE_BEFORE};
    return memchr(calling, w->kind, sizeof calling) != NULL;
}

/* Month names that are other words too need a capital and a word before them that calls for a date. */
static bool month_fits(const struct match *m, const struct date_token *t) {
    size_t at;
    if (t->word->flags & DATE_WORD_SHORT) return false;
    if (t->capital != ((t->word->flags & DATE_WORD_CAPITAL) != 0)) return false;
    if (!(t->word->flags & DATE_WORD_AMBIGUOUS)) return true;
    const struct date_word *w = word_before(m->text, m->start, &at);
    if (!w) return false;
    static const uint8_t calling[] = {DATE_THE,     DATE_OF,   DATE_SINCE, DATE_UNTIL, DATE_FROM,
                                      DATE_BETWEEN, DATE_AND,  DATE_EARLY, DATE_AFTER, DATE_TO,
                                      DATE_BEFORE,  DATE_LAST, DATE_THIS,  DATE_NEXT,  DATE_OR};
    return memchr(calling, w->kind, sizeof calling) != NULL;
}

/* In "5 set" or "may 4" a small word may be anything; with a capital it is the month. */
static bool month_is_dressed(const struct date_token *t) {
    if (!date_token_is(t, DATE_MONTH_NAME) || t->capital) return true;
    return !(t->word->flags & (DATE_WORD_SHORT | DATE_WORD_AMBIGUOUS));
}

static bool core_fits(const struct match *m, const struct date_core *c, size_t taken) {
    const struct date_token *t = &m->tokens.at[0], *last = &m->tokens.at[taken - 1];
    if (t->kind == DATE_TOKEN_NUMBER && number_began(m)) return false;
    if (last->kind == DATE_TOKEN_NUMBER && number_goes_on(m, last->end)) return false;
    if (taken > 1)
        return last->kind == DATE_TOKEN_NUMBER || t->kind == DATE_TOKEN_WORD ? month_is_dressed(t)
                                                                             : month_is_dressed(last);
    if (t->kind == DATE_TOKEN_WORD) return month_fits(m, t);
    if (t->digits == 8) return c->first.year >= FIRST_LIKELY && c->first.year <= LAST_LIKELY;
    return t->plural || year_fits(m, c->first.year, 1);
}

/* "the second half of 2022", "summer 2021": the span is the year alone, which is found on its own. */
static bool is_part_of_year(const struct date_tokens *t) {
    bool word = date_token_is(&t->at[0], DATE_SEASON) || date_token_is(&t->at[0], DATE_QUARTER) ||
                date_token_is(&t->at[0], DATE_HALF);
    return word || date_token_is(&t->at[1], DATE_QUARTER) || date_token_is(&t->at[1], DATE_HALF);
}

static size_t match_core(const struct match *m, struct date *out) {
    struct date_core c;
    size_t taken = date_core_read(&m->tokens, 0, &c);
    if (!taken || is_part_of_year(&m->tokens) || !core_fits(m, &c, taken)) return 0;
    bool known = c.first.year || resolve_year(m, &c);
    int third = third_before(m);
    if (known && !date_core_range(c, out)) return 0;
    if (known && third) *out = date_narrow_third(*out, third);
    return m->tokens.at[taken - 1].end;
}

/* "'90s", "the 80s". */
static size_t match_decade(const struct match *m, struct date *out) {
    const struct date_token *t = &m->tokens.at[0];
    bool apostrophe = t->kind == DATE_TOKEN_MARK && t->mark == '\'';
    t += apostrophe;
    if (t->kind != DATE_TOKEN_NUMBER || t->digits != 2 || !t->plural || t->value % 10 || (apostrophe && t->spaced))
        return 0;
    size_t at;
    if (!apostrophe && !is_kind(word_before(m->text, m->start, &at), DATE_THE)) return 0;
    int year = (t->value < 20 ? 2000 : 1900) + t->value;
    *out = (struct date){date_days(year, 1, 1), date_days(year + 9, 12, 31), DATE_RANGE, true, false};
    return t->end;
}

static size_t match_weekday(const struct match *m, struct date *out) {
    const struct date_token *t = &m->tokens.at[0];
    if (!date_token_is(t, DATE_WEEKDAY)) return 0;
    if (t->capital != ((t->word->flags & (DATE_WORD_CAPITAL | DATE_WORD_SHORT)) != 0)) return 0;
    struct date_core c;
    size_t k = 1;
    while (k < m->tokens.n && m->tokens.at[k].kind == DATE_TOKEN_MARK && k < 3) k++;
    size_t more = date_core_read(&m->tokens, k, &c);
    if (more && c.first.day && m->tokens.at[k].start - t->end <= 3) {
        if ((c.first.year || resolve_year(m, &c)) && !date_core_range(c, out)) return 0;
        return m->tokens.at[k + more - 1].end;
    }
    if (t->word->flags & DATE_WORD_SHORT) return 0;
    resolve_weekday(m, t->word->value, out);
    return t->end;
}

/* The unit that lies `steps` units away from the day said: a day, a week from Monday, a month, a year, a decade. */
static void unit_at(const struct match *m, int unit, int steps, struct date *out) {
    int y, month, d;
    if (!said_known(m)) return;
    int32_t today = m->said.first;
    date_civil(today, &y, &month, &d);
    if (y < FIRST_SAID || y > LAST_SAID) return; /* "99 decades ago" must stay within four digits */
    if (unit == 1) {
        day(out, today + steps);
    } else if (unit == 2) {
        int32_t monday = today - (weekday_of(today) - 1) + 7 * steps;
        *out = (struct date){.first = monday, .last = monday + 6, .precision = DATE_RANGE};
    } else if (unit == 3) {
        int months = y * 12 + month - 1 + steps;
        struct date_part p = {months / 12, months % 12 + 1, 0};
        date_core_range((struct date_core){p, p, false}, out);
    } else if (unit == 4) {
        *out = date_year(y + steps);
    } else {
        int first = (y / 10 + steps) * 10;
        *out = (struct date){
            .first = date_days(first, 1, 1), .last = date_days(first + 9, 12, 31), .precision = DATE_RANGE};
    }
}

/* From `count` units before today to today, or the other way round. */
static void span_of(const struct match *m, int unit, int count, bool past, struct date *out) {
    struct date far = {.precision = DATE_NONE};
    unit_at(m, unit, past ? -count : count, &far);
    if (far.precision == DATE_NONE) return;
    int32_t today = m->said.first;
    *out = past ? (struct date){.first = far.first, .last = today, .precision = DATE_RANGE}
                : (struct date){.first = today, .last = far.last, .precision = DATE_RANGE};
}

/* A small count: "three", "a", "10"; 0 for none. */
static int count_at(const struct match *m, size_t k) {
    const struct date_token *t = &m->tokens.at[k < m->tokens.n ? k : m->tokens.n];
    if (date_token_is(t, DATE_CARDINAL)) return t->word->value;
    return t->kind == DATE_TOKEN_NUMBER && t->digits <= 2 && !t->plural && !t->ordinal ? t->value : 0;
}

/* "yesterday"; "last week", "this year", "the past three years"; "three years ago". */
static size_t relative(const struct match *m, struct date *out) {
    const struct date_token *t = m->tokens.at;
    size_t k = date_token_is(&t[0], DATE_THE) && m->tokens.n > 1;
    if (k == 0 && date_token_is(&t[0], DATE_DAY_WORD)) {
        unit_at(m, 1, t[0].word->value, out);
        return t[0].end;
    }
    bool last = date_token_is(&t[k], DATE_LAST), next = date_token_is(&t[k], DATE_NEXT);
    if (last || next || date_token_is(&t[k], DATE_THIS)) {
        int count = count_at(m, k + 1), way = last ? -1 : next ? 1 : 0;
        const struct date_token *unit = &t[count ? k + 2 : k + 1];
        if (!date_token_is(unit, DATE_UNIT) || (count && !way)) return 0;
        if (count) span_of(m, unit->word->value, count, last, out);
        else unit_at(m, unit->word->value, way, out);
        return unit->end;
    }
    int count = k ? 0 : count_at(m, 0);
    if (!count || !date_token_is(&t[1], DATE_UNIT)) return 0;
    struct str ago = str_cut(m->text, t[2].start, t[2].end);
    if (!str_is(ago, "ago") && !str_is(ago, "earlier")) return 0;
    unit_at(m, t[1].word->value, -count, out);
    return t[2].end;
}

/* A number, a quote mark or a letter must stand at byte i, and none before it. */
static bool may_start(struct str text, size_t i) {
    if (i >= text.n) return false;
    unsigned char c = (unsigned char)text.p[i], before = i ? (unsigned char)text.p[i - 1] : ' ';
    if (ascii_alnum((char)before)) return false;
    return ascii_alnum((char)c) || c == '\'' || c >= 0xC0;
}

/* Prepares the tokens; false when nothing can start at byte i, which is how most calls end. */
static bool open_match(struct match *m, struct str text, size_t i, struct date said) {
    *m = (struct match){.text = text, .start = i, .said = said};
    if (!may_start(text, i)) return false;
    date_tokens(text, i, 1, &m->tokens);
    const struct date_token *t = &m->tokens.at[0];
    if (!m->tokens.n || t->start != i) return false;
    if (t->kind == DATE_TOKEN_WORD && !t->word) return false;
    if (t->kind == DATE_TOKEN_NUMBER && t->digits > 4 && t->digits != 8) return false;
    if (t->kind == DATE_TOKEN_MARK && t->mark != '\'') return false;
    date_tokens(text, i, LOOK, &m->tokens);
    return true;
}

size_t date_match(struct str text, size_t i, struct date said, struct date *out) {
    struct match m;
    *out = (struct date){.precision = DATE_NONE};
    if (!open_match(&m, text, i, said)) return 0;
    size_t end = match_core(&m, out);
    if (!end) end = match_decade(&m, out);
    if (!end) end = match_weekday(&m, out);
    if (!end) *out = (struct date){.precision = DATE_NONE};
    return end;
}

size_t date_match_relative(struct str text, size_t i, struct date said, struct date *out) {
    struct match m;
    *out = (struct date){.precision = DATE_NONE};
    return open_match(&m, text, i, said) ? relative(&m, out) : 0;
}
