#include "language/mention.h"

#include "model/identifier.h"

/* What has a form of its own: identifiers, amounts of money, dates. */

/* The token behind the last one that begins before byte `end`, counted from token i. */
static uint32_t token_behind(const struct tokens *t, uint32_t i, size_t end) {
    while (i < t->token_count && t->token[i].start < end) i++;
    return i;
}

static void add(struct mention_work *w, uint32_t first, size_t start, size_t end, struct mention m) {
    m.span = (struct span){(uint32_t)start, (uint32_t)end};
    m.first_token = first;
    m.end_token = token_behind(w->tokens, first, end);
    m.entity = NO_INDEX;
    for (uint32_t i = first; i < m.end_token; i++) w->cues[i] |= CUE_TAKEN;
    vec_push_copy(&w->mentions, &m);
}

static enum mention_label identifier_label(enum identifier_kind kind) {
    switch (kind) {
    case ID_EMAIL: return LABEL_EMAIL;
    case ID_DOMAIN:
    case ID_URL: return LABEL_DOMAIN;
    case ID_PHONE: return LABEL_PHONE;
    case ID_IBAN: return LABEL_IBAN;
    case ID_BTC:
    case ID_ETH:
    case ID_TRON: return LABEL_WALLET;
    case ID_LEI: return LABEL_LEI;
    case ID_IMO: return LABEL_IMO;
    default: return LABEL_ID;
    }
}

/* Identifiers hold digits, or are addresses. */
static bool may_begin_identifier(const struct mention_work *w, uint32_t i) {
    const struct token *t = &w->tokens->token[i];
    if (t->kind == TOKEN_ADDRESS || t->kind == TOKEN_NUMBER) return true;
    bool before_number = i + 1 < w->tokens->token_count && t[1].kind == TOKEN_NUMBER;
    if (t->kind != TOKEN_WORD) return before_number; /* "+44", "(030)" */
    for (uint32_t k = t->start + 1; k + 1 < t->end; k++)
        if (ascii_digit(w->tokens->text.p[k]) || w->tokens->text.p[k] == '.') return true;
    return ascii_digit(w->tokens->text.p[t->end - 1]);
}

static size_t identifier_at(struct mention_work *w, uint32_t i) {
    if (!may_begin_identifier(w, i)) return 0;
    enum identifier_kind kind;
    struct str norm = {0};
    size_t start = w->tokens->token[i].start;
    size_t end = identifier_match(w->tokens->text, start, w->arena, &kind, &norm);
    if (end) add(w, i, start, end, (struct mention){.label = identifier_label(kind), .norm = norm});
    return end;
}

/* An amount can begin here: at a number or sign, at a currency's code or a numeral before one. */
static bool may_begin_money(const struct mention_work *w, uint32_t i) {
    enum { LONGEST_CODE = 5 };
    const struct token *t = &w->tokens->token[i];
    if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_SYMBOL) return true;
    if (t->kind != TOKEN_WORD || i + 1 >= w->tokens->token_count) return false;
    if (ascii_digit(w->tokens->text.p[t->end - 1])) return true; /* "R500" */
    bool amount = t[1].kind == TOKEN_NUMBER || t[1].kind == TOKEN_SYMBOL;
    if (amount && (w->cues[i] & CUE_CAPITAL ? t->end - t->start <= LONGEST_CODE : token_is(w->tokens, i, "between")))
        return true;
    return w->cues[i] & CUE_NUMERAL && (amount || w->cues[i + 1] & (CUE_NUMERAL | CUE_CURRENCY));
}

/* "COP26", "P5", "a dollar": a code or article that happens to look like an amount. */
static bool is_chance(struct str s) {
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < s.n; i++) {
        digits += ascii_digit(s.p[i]);
        letters += !digits && ascii_alpha(s.p[i]);
    }
    if (!digits) return str_starts(s, STR("a ")) && str_find_byte(s, ' ', 2) >= s.n;
    return digits == s.n - letters && letters && digits < 3;
}

static size_t money_at(struct mention_work *w, uint32_t i) {
    struct money money;
    size_t from = w->tokens->token[i].start, start = from;
    if (!may_begin_money(w, i)) return 0;
    size_t end = money_match(w->tokens->text, from, &money, &start);
    if (!end || is_chance(str_cut(w->tokens->text, from, end))) return 0;
    struct str value = money_value(money, w->arena);
    struct str norm = money.currency[0] ? arena_printf(w->arena, "%.*s %s", STR_ARG(value), money.currency) : value;
    add(w, i, from, end, (struct mention){.label = LABEL_MONEY, .norm = norm, .money = money});
    return end;
}

/* A number, month or weekday; "last", "the" only before one of these or another such word ("last week"). */
static bool may_begin_date(const struct mention_work *w, uint32_t i) {
    const struct tokens *t = w->tokens;
    if (t->token[i].kind == TOKEN_NUMBER || w->cues[i] & CUE_CALENDAR) return true;
    if (t->token[i].kind != TOKEN_WORD) return t->text.p[t->token[i].end - 1] == '\''; /* '90s */
    if (!(w->cues[i] & CUE_WHEN)) return false;
    if (t->token[i].lower.p[0] == 't' &&
        (token_is(t, i, "today") || token_is(t, i, "tomorrow") || token_is(t, i, "tonight")))
        return true;
    if (token_is(t, i, "yesterday")) return true;
    return i + 1 < t->token_count &&
           (t->token[i + 1].kind == TOKEN_NUMBER || w->cues[i + 1] & (CUE_CALENDAR | CUE_WHEN));
}

static size_t date_at(struct mention_work *w, uint32_t i) {
    if (!may_begin_date(w, i)) return 0;
    struct date date;
    size_t start = w->tokens->token[i].start;
    size_t end = date_match(w->tokens->text, start, w->published, &date);
    if (!end) return 0;
    add(w, i, start, end, (struct mention){.label = LABEL_DATE, .norm = date_print(date, w->arena), .date = date});
    return end;
}

void mention_patterns(struct mention_work *w) {
    for (uint32_t i = 0; i < w->tokens->token_count;) {
        size_t end = identifier_at(w, i);
        if (!end) end = money_at(w, i);
        if (!end) end = date_at(w, i);
        uint32_t next = end ? token_behind(w->tokens, i, end) : i + 1;
        i = next > i ? next : i + 1;
    }
}
