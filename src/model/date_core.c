/* The innermost dates: what stands in date_core_read's comment of date_token.h, one function a form. Every function
 * gives the number of tokens that it took, 0 when the form does not fit. */
#include "model/date_token.h"

enum { FIRST_YEAR = 1000, LAST_YEAR = 2999, PIVOT = 69 /* as POSIX: 69 is 1969, 68 is 2068 */ };

static const struct date_token *token(const struct date_tokens *t, size_t k) { return &t->at[k < t->n ? k : t->n]; }

static bool is_mark(const struct date_token *t, char mark) { return t->kind == DATE_TOKEN_MARK && t->mark == mark; }

/* A mark with no white space on either side. */
static bool glued(const struct date_tokens *t, size_t k, char mark) {
    return is_mark(token(t, k), mark) && !token(t, k)->spaced && !token(t, k + 1)->spaced;
}

static bool is_small(const struct date_token *t, int most) {
    return t->kind == DATE_TOKEN_NUMBER && t->digits <= 2 && !t->plural && t->value >= 1 && t->value <= most;
}

static bool is_year(const struct date_token *t) {
    return t->kind == DATE_TOKEN_NUMBER && t->digits == 4 && !t->ordinal && !t->plural && t->value >= FIRST_YEAR &&
           t->value <= LAST_YEAR;
}

static size_t set(struct date_core *c, struct date_part first, struct date_part last, size_t taken) {
    *c = (struct date_core){first, last, false};
    return taken;
}

static size_t set_one(struct date_core *c, struct date_part p, size_t taken) {
    struct date_part check = p;
    if (!check.year) check.year = 2000; /* a leap year: 29 February may be meant */
    return date_part_valid(check) ? set(c, p, p, taken) : 0;
}

static int two_digit_year(int v) { return v < PIVOT ? 2000 + v : 1900 + v; }

/* 2021-05-03, 1975/05/12, 1975-00-00; 2021-05; 2023/24; 2007-2008. */
static size_t year_number(const struct date_tokens *t, size_t k, struct date_core *c) {
    const struct date_token *a = token(t, k), *b = token(t, k + 2);
    char mark = token(t, k + 1)->mark;
    if (!(mark == '-' || mark == '/' || mark == '.') || !glued(t, k + 1, mark)) return 0;
    if (b->kind != DATE_TOKEN_NUMBER || b->ordinal || b->plural) return 0;
    const struct date_token *d = token(t, k + 4);
    if (b->digits <= 2 && glued(t, k + 3, mark) && d->kind == DATE_TOKEN_NUMBER && d->digits <= 2)
        return set_one(c, (struct date_part){a->value, b->value, b->value ? d->value : 0}, 5);
    if (mark == '.') return 0;
    if (b->digits == 4 && b->value >= a->value && is_year(b))
        return set(c, (struct date_part){a->value, 0, 0}, (struct date_part){b->value, 0, 0}, 3);
    if (b->digits != 2) return 0;
    bool pair = b->value == (a->value + 1) % 100;
    if (pair && (mark == '/' || b->value > 12))
        return set(c, (struct date_part){a->value, 0, 0}, (struct date_part){a->value + 1, 0, 0}, 3);
    size_t taken = set_one(c, (struct date_part){a->value, b->value, 0}, b->value ? 3 : 0);
    c->ambiguous = pair && taken;
    return taken;
}

/* "1990s", "1800s". */
static size_t decade(const struct date_token *a, struct date_core *c) {
    if (a->digits != 4 || !a->plural || a->value % 10 || a->value < FIRST_YEAR || a->value > LAST_YEAR) return 0;
    int years = a->value % 100 == 0 && a->value < 2000 ? 100 : 10;
    return set(c, (struct date_part){a->value, 0, 0}, (struct date_part){a->value + years - 1, 0, 0}, 1);
}

static size_t quarter_of(int year, int n, size_t taken, struct date_core *c) {
    return set(c, (struct date_part){year, 3 * n - 2, 0}, (struct date_part){year, 3 * n, 0}, taken);
}

static size_t half_of(int year, int n, size_t taken, struct date_core *c) {
    return set(c, (struct date_part){year, 6 * n - 5, 0}, (struct date_part){year, 6 * n, 0}, taken);
}

/* 20210503; 2021 May 3, 2021 May; 2021 Q3, 2021-Q3; 2021. */
static size_t from_year(const struct date_tokens *t, size_t k, struct date_core *c) {
    const struct date_token *a = token(t, k);
    if (a->digits == 8 && !a->plural && !a->ordinal && a->value >= FIRST_YEAR * 10000)
        return set_one(c, (struct date_part){a->value / 10000, a->value / 100 % 100, a->value % 100},
                       a->value % 100 && a->value / 100 % 100 ? 1 : 0);
    size_t taken = decade(a, c);
    if (taken || a->digits != 4 || a->plural || a->ordinal || a->value < 1) return taken;
    if ((taken = year_number(t, k, c))) return taken;
    if (!is_year(a)) return 0;
    size_t next = k + 1 + glued(t, k + 1, '-');
    if (date_token_is(token(t, next), DATE_MONTH_NAME)) {
        const struct date_token *m = token(t, next), *d = token(t, next + 1);
        bool day = is_small(d, 31) && !is_year(token(t, next + 2));
        if (day && (taken = set_one(c, (struct date_part){a->value, m->word->value, d->value}, next + 2 - k)))
            return taken;
        return m->word->flags & DATE_WORD_AMBIGUOUS
                   ? set_one(c, (struct date_part){a->value, 0, 0}, 1)
                   : set_one(c, (struct date_part){a->value, m->word->value, 0}, next + 1 - k);
    }
    if (date_token_is(token(t, next), DATE_QUARTER) && !token(t, next + 1)->spaced && is_small(token(t, next + 1), 4))
        return quarter_of(a->value, token(t, next + 1)->value, next + 2 - k, c);
    return set_one(c, (struct date_part){a->value, 0, 0}, 1);
}

/* The year that may follow a day and month or a month at token k: ", 1975", " de 1975", "-75", " '75". Gives its tokens
 * and value; short forms only where `strict` marks make clear that it is one. */
static size_t year_behind(const struct date_tokens *t, size_t k, int *year, bool *short_form) {
    size_t n = k;
    const struct date_token *sep = token(t, n);
    bool mark = is_mark(sep, ',');
    bool dash = glued(t, n, '-') || glued(t, n, '/');
    if (mark || dash || date_token_is(sep, DATE_OF)) n++;
    bool apostrophe = is_mark(token(t, n), '\'');
    n += apostrophe;
    const struct date_token *y = token(t, n);
    *short_form = false;
    *year = y->value;
    if (!apostrophe && is_year(y) && (y->spaced || n > k)) return n + 1 - k;
    if (y->kind != DATE_TOKEN_NUMBER || y->digits != 2 || y->ordinal || y->plural || !(dash || apostrophe)) return 0;
    *year = two_digit_year(y->value);
    *short_form = true;
    return n + 1 - k;
}

/* 12/05/1975, 12.05.1975, 12-05-75, 00/05/1975; 05/2021. The order of day and month is guessed where both fit. */
static size_t numeric_day(const struct date_tokens *t, size_t k, struct date_core *c) {
    const struct date_token *a = token(t, k), *b = token(t, k + 2), *y = token(t, k + 4);
    char mark = token(t, k + 1)->mark;
    bool dots = mark == '.' && !token(t, k + 1)->spaced && is_mark(token(t, k + 3), '.');
    if (!(mark == '/' || mark == '-' || mark == '.') || a->ordinal || a->plural) return 0;
    if (!dots && !glued(t, k + 1, mark)) return 0;
    if (b->kind != DATE_TOKEN_NUMBER || b->ordinal || b->plural) return 0;
    if (is_year(b) && mark != '-' && a->value >= 1 && a->value <= 12 && (mark == '/' || a->digits == 2))
        return set_one(c, (struct date_part){b->value, a->value, 0}, 3);
    bool last_mark = dots || glued(t, k + 3, mark);
    if (b->digits > 2 || !last_mark || y->kind != DATE_TOKEN_NUMBER || y->plural || y->ordinal) return 0;
    bool short_form = y->digits == 2 && !token(t, k + 4)->spaced;
    if (!short_form && !is_year(y)) return 0;
    int year = short_form ? two_digit_year(y->value) : y->value;
    bool month_first = mark != '.' && a->value <= 12 && b->value > 12;
    bool either = mark != '.' && a->value <= 12 && b->value <= 12 && a->value != b->value && a->value && b->value;
    struct date_part p = {year, month_first ? a->value : b->value, month_first ? b->value : a->value};
    if (!p.month) p.day = 0;
    size_t taken = set_one(c, p, 5);
    c->ambiguous = taken && (either || short_form);
    return taken;
}

/* Behind "12 May" or "3-9 May": the year, when there is one. */
static size_t finish_days(const struct date_tokens *t, size_t k, size_t at, struct date_part p, int last_day,
                          struct date_core *c) {
    bool short_form;
    size_t more = year_behind(t, at, &p.year, &short_form);
    if (!more) p.year = 0;
    struct date_part last = {p.year, p.month, last_day};
    if (!set_one(c, p, 1) || !set_one(c, last, 1) || last_day < p.day) return 0;
    *c = (struct date_core){p, last, short_form && more};
    return at + more - k;
}

/* The last day of "3-9", "3 to 9", "12th to 17th", "29 & 30", "Apr. 1 through 14" from token k on, which stands behind
 * the first day; gives its tokens, 0 when there is none. */
static size_t last_day_behind(const struct date_tokens *t, size_t k, int first, int *last) {
    const struct date_token *link = token(t, k), *day = token(t, k + 1);
    bool links = is_mark(link, '-') || is_mark(link, '&') || date_token_is(link, DATE_TO) ||
                 date_token_is(link, DATE_UNTIL) || date_token_is(link, DATE_AND) || date_token_is(link, DATE_OR);
    if (!links || !is_small(day, 31) || day->value <= first) return 0;
    *last = day->value;
    return 2;
}

/* "12 May 1975", "12. Mai", "12-MAY-1975", "12th of May", "3-9 May 2021"; "19th century", "3rd quarter of 2020". */
static size_t from_day(const struct date_tokens *t, size_t k, struct date_core *c) {
    const struct date_token *a = token(t, k);
    if (a->digits > 2) return 0;
    size_t taken = numeric_day(t, k, c);
    if (taken || !is_small(a, 31)) return taken;
    size_t at = k + 1;
    int last_day = a->value;
    at += last_day_behind(t, at, a->value, &last_day);
    bool dot = is_mark(token(t, at), '.') && !token(t, at)->spaced;
    if (dot || glued(t, at, '-') || glued(t, at, '/') || date_token_is(token(t, at), DATE_OF)) at++;
    const struct date_token *m = token(t, at);
    if (!date_token_is(m, DATE_MONTH_NAME)) return 0;
    bool stop = (m->word->flags & DATE_WORD_SHORT) && is_mark(token(t, at + 1), '.') && !token(t, at + 1)->spaced;
    if (stop && !is_year(token(t, at + 2))) stop = false;
    return finish_days(t, k, at + 1 + stop, (struct date_part){0, m->word->value, a->value}, last_day, c);
}

/* "May 12, 1975", "May 12-14", "May-July 2021", "May 2021", "May". */
static size_t from_month(const struct date_tokens *t, size_t k, struct date_core *c) {
    int month = token(t, k)->word->value, year;
    size_t at = k + 1;
    bool short_form;
    if (is_mark(token(t, at), '.') && (token(t, k)->word->flags & DATE_WORD_SHORT) &&
        token(t, at + 1)->kind == DATE_TOKEN_NUMBER)
        at++;
    if (is_small(token(t, at), 31) && (token(t, at)->spaced || at > k + 1)) {
        int day = token(t, at)->value, last_day = day;
        size_t end = at + 1, more = last_day_behind(t, end, day, &last_day);
        if (date_token_is(token(t, end + 2), DATE_MONTH_NAME) || token(t, end + 2)->kind == DATE_TOKEN_NUMBER)
            last_day = day, more = 0;
        end += more;
        size_t taken = finish_days(t, k, end, (struct date_part){0, month, day}, last_day, c);
        if (taken) return taken;
    }
    int last = month;
    if (is_mark(token(t, at), '-') && date_token_is(token(t, at + 1), DATE_MONTH_NAME) &&
        token(t, at + 1)->word->value > month) {
        last = token(t, at + 1)->word->value;
        at += 2;
    }
    size_t more = year_behind(t, at, &year, &short_form);
    if (!more) year = 0, at = last == month ? k + 1 : at;
    set(c, (struct date_part){year, month, 0}, (struct date_part){year, last, 0}, 1);
    c->ambiguous = more && short_form;
    return at + more - k;
}

/* The year that follows a season, quarter or half: " 2020", " of 2020". 0 tokens when there is none. */
static size_t plain_year(const struct date_tokens *t, size_t k, int *year) {
    size_t at = k + (is_mark(token(t, k), ',') || date_token_is(token(t, k), DATE_OF));
    if (!is_year(token(t, at))) return 0;
    *year = token(t, at)->value;
    return at + 1 - k;
}

/* Spring is March to May: the northern one. Winter runs into the next year. */
static size_t season(const struct date_tokens *t, size_t k, struct date_core *c) {
    int year, n = token(t, k)->word->value;
    size_t more = plain_year(t, k + 1, &year);
    if (!more) return 0;
    return set(c, (struct date_part){year, 3 * n, 0},
               (struct date_part){n == 4 ? year + 1 : year, n == 4 ? 2 : 3 * n + 2, 0}, 1 + more);
}

/* "first", "3rd", "twenty-first", "20." before "century" and the like. */
static size_t ordinal(const struct date_tokens *t, size_t k, int *value) {
    const struct date_token *a = token(t, k);
    if (date_token_is(a, DATE_CARDINAL) && a->word->value == 20 && is_mark(token(t, k + 1), '-') &&
        date_token_is(token(t, k + 2), DATE_ORDINAL)) {
        *value = 20 + token(t, k + 2)->word->value;
        return 3;
    }
    if (date_token_is(a, DATE_ORDINAL)) {
        *value = a->word->value;
        return 1;
    }
    bool dot = is_mark(token(t, k + 1), '.') && !token(t, k + 1)->spaced;
    if (!is_small(a, 30) || !(a->ordinal || dot)) return 0;
    *value = a->value;
    return dot && !a->ordinal ? 2 : 1;
}

/* "19th century", "third quarter of 2020", "first half of 2020". */
static size_t counted(const struct date_tokens *t, size_t k, struct date_core *c) {
    int n, year;
    size_t taken = ordinal(t, k, &n);
    if (!taken) return 0;
    size_t at = k + taken + is_mark(token(t, k + taken), '-');
    if (date_token_is(token(t, at), DATE_CENTURY))
        return set(c, (struct date_part){n * 100 - 99, 0, 0}, (struct date_part){n * 100, 0, 0}, at + 1 - k);
    bool quarter = date_token_is(token(t, at), DATE_QUARTER), half = date_token_is(token(t, at), DATE_HALF);
    if (n > (quarter ? 4 : half ? 2 : 0)) return 0;
    size_t more = plain_year(t, at + 1, &year);
    if (!more) return 0;
    return quarter ? quarter_of(year, n, at + 1 + more - k, c) : half_of(year, n, at + 1 + more - k, c);
}

/* "Q3 2020", "H1 2020". */
static size_t lettered(const struct date_tokens *t, size_t k, struct date_core *c) {
    bool quarter = date_token_is(token(t, k), DATE_QUARTER);
    const struct date_token *n = token(t, k + 1);
    int year;
    if (n->spaced || !is_small(n, quarter ? 4 : 2) || token(t, k)->end - token(t, k)->start != 1) return 0;
    size_t more = plain_year(t, k + 2, &year);
    if (!more) return 0;
    return quarter ? quarter_of(year, n->value, 2 + more, c) : half_of(year, n->value, 2 + more, c);
}

size_t date_core_read(const struct date_tokens *t, size_t k, struct date_core *c) {
    const struct date_token *a = token(t, k);
    *c = (struct date_core){.ambiguous = false};
    size_t taken = counted(t, k, c);
    if (taken) return taken;
    if (a->kind == DATE_TOKEN_NUMBER) return (taken = from_year(t, k, c)) ? taken : from_day(t, k, c);
    if (date_token_is(a, DATE_MONTH_NAME)) return from_month(t, k, c);
    if (date_token_is(a, DATE_SEASON)) return season(t, k, c);
    if (date_token_is(a, DATE_QUARTER) || date_token_is(a, DATE_HALF)) return lettered(t, k, c);
    return 0;
}
