#include "language/quote.h"

#define ADVERBIAL 24 /* tokens of one "in an interview with ..." */
#define LISTENER 25  /* tokens of "a crowd of supporters in Ohio" */

struct range quote_bounds(const struct quote_state *q, uint32_t token) {
    const struct sentence *s = &q->tokens->sentence[q->tokens->token[token].sentence];
    struct range r = {s->first_token, s->end_token};
    const struct quotation *pair = quote_at(q, token);
    if (!pair) return r;
    /* A quotation that lost its first mark begins with a word. */
    r.first = quote_max(r.first, pair->open + (quote_is(q, pair->open, W_OPEN) ? 1 : 0));
    r.end = quote_min(r.end, pair->close - (quote_is(q, pair->close - 1, W_CLOSE) ? 1 : 0));
    return r;
}

static bool is_date(const struct quote_state *q, uint32_t i) {
    const struct mention *m = quote_mention(q, i);
    return m && m->label == LABEL_DATE;
}

/* A run that began with a preposition met a verb, so its end is the subject of what is said: where that begins. */
static uint32_t split_run(const struct quote_state *q, uint32_t first, uint32_t verb) {
    for (uint32_t k = first + 1; k + 1 < verb; k++)
        if (quote_is(q, k, W_VENUE) && !quote_is(q, k + 1, W_PREP | W_VENUE)) return k + 1;
    for (uint32_t k = verb - 1; k > first + 1; k--)
        if (q->mentions[k] != NO_INDEX && q->mentions[k] != q->mentions[k - 1] && !quote_is(q, k - 1, W_PREP | W_DET))
            return k;
    return first;
}

/* "in an interview with the paper": the token behind it, or `first` when the words are no such thing. */
static uint32_t skip_phrase(const struct quote_state *q, uint32_t first, uint32_t limit) {
    uint32_t k = first + 1;
    for (; k < limit && k - first < ADVERBIAL; k++) {
        if (quote_is(q, k, W_COMMA | W_STOP | W_OPEN) || quote_that(q, k)) return k;
        bool noun_before = k > first + 1 && !quote_is(q, k - 1, W_PREP | W_COORD | W_DET | W_POSS | W_QUANT);
        if (noun_before && quote_is(q, k, W_SUBJECT | W_CLAUSE_WH)) return k;
        if (noun_before && quote_is(q, k, W_DET | W_QUANT) && !is_date(q, k)) return k;
        if (noun_before && quote_is(q, k, W_POSS) && !quote_word(q, k, "'s")) return k;
        if (quote_is(q, k, W_FINITE) && !quote_is(q, k, W_CAPITAL)) return split_run(q, first, k);
    }
    return k < limit ? first : limit;
}

uint32_t quote_skip_adverbials(const struct quote_state *q, uint32_t i, uint32_t limit) {
    for (uint32_t rounds = 0; rounds < 4 && i < limit; rounds++) {
        uint32_t before = i;
        if (is_date(q, i) || quote_is(q, i, W_TIME)) i++;
        else if (i + 1 < limit && quote_is(q, i, W_PREP | W_DET) && (is_date(q, i + 1) || quote_is(q, i + 1, W_TIME)))
            i += 2;
        else if (quote_is(q, i, W_ADVERB) && !quote_is(q, i, W_DET | W_QUANT | W_SUBORD | W_NOT | W_SUBJECT)) i++;
        else if (quote_is(q, i, W_LOCAL) || quote_word(q, i, "of") || quote_word(q, i, "to"))
            i = skip_phrase(q, i, limit);
        while (i < limit && i > before && (is_date(q, i) || quote_is(q, i, W_TIME))) i++;
        if (i == before) break;
    }
    return i;
}

/* The listener and what he is told stand side by side: "told reporters prices ...", "told the Times Mr. Smith ...". */
static uint32_t split_listener(const struct quote_state *q, uint32_t i, uint32_t verb) {
    if (q->mentions[i] != NO_INDEX) {
        uint32_t k = i;
        while (k < verb && q->mentions[k] == q->mentions[i]) k++;
        return k;
    }
    if (!quote_is(q, i, W_DET | W_POSS | W_QUANT)) return i + 1;
    uint32_t k = i + 1;
    while (k + 1 < verb && !quote_is(q, k + 1, W_CAPITAL | W_PREP) && k - i < 3) k++;
    return q->mentions[i + 1] != NO_INDEX ? split_listener(q, i + 1, verb) : k;
}

uint32_t quote_skip_listener(const struct quote_state *q, uint32_t i, uint32_t limit, bool needs_that) {
    if (i >= limit || !quote_is(q, i, W_WORD) || quote_is(q, i, W_NO_LISTENER)) return i;
    if (quote_is(q, i, W_OBJECT)) return i + 1;
    uint32_t k = i + 1, determiner = NO_INDEX;
    for (; k < limit && k - i < LISTENER; k++) {
        if (quote_that(q, k) || quote_is(q, k, W_OPEN | W_COMMA | W_STOP)) return k;
        if (quote_is(q, k, W_SUBJECT | W_CLAUSE_WH) || quote_word(q, k, "to")) return k;
        bool noun_before = !quote_is(q, k - 1, W_PREP | W_COORD | W_DET | W_POSS | W_QUANT);
        if (noun_before && determiner == NO_INDEX && quote_is(q, k, W_DET | W_QUANT | W_POSS) &&
            !quote_word(q, k, "'s"))
            determiner = k;
        if (quote_is(q, k, W_FINITE) && !quote_is(q, k, W_CAPITAL))
            return determiner != NO_INDEX ? determiner : needs_that ? i : split_listener(q, i, k);
        if (noun_before && quote_is(q, k, W_LOCAL)) break;
    }
    return determiner != NO_INDEX ? determiner : k;
}

bool quote_has_verb(const struct quote_state *q, uint32_t i, uint32_t limit) {
    for (uint32_t k = i; k < limit && k - i < QUOTE_REACH; k++) {
        if (quote_is(q, k, W_STOP) && k > i + 1) return false;
        if (k > i && quote_is(q, k, W_RELATIVE) && !quote_is(q, k, W_DET)) return false;
        if (quote_is(q, k, W_FINITE) && !quote_is(q, k, W_CAPITAL)) return true;
    }
    return false;
}

uint32_t quote_clause_end(const struct quote_state *q, uint32_t first, uint32_t limit, uint32_t next_frame) {
    uint32_t end = quote_min(quote_min(limit, next_frame), first + QUOTE_CLAUSE);
    /* A quotation that the ceiling or the next report would cut belongs to the content as a whole. */
    const struct quotation *pair = end > first && end < limit ? quote_at(q, end) : NULL;
    return pair && pair->open > first && pair->open < end ? pair->close : end;
}

static bool is_loose(const struct quote_state *q, uint32_t i, bool left) {
    if (quote_is(q, i, W_COMMA | W_STOP)) return true;
    if (left) return quote_that(q, i) || quote_is(q, i, W_CLOSE);
    return quote_is(q, i, W_COORD | W_CONTRAST | W_OPEN) || quote_word(q, i, "as") || quote_word(q, i, "because");
}

struct range quote_tighten(const struct quote_state *q, struct range r) {
    while (r.first < r.end && is_loose(q, r.first, true)) r.first++;
    while (r.first < r.end && is_loose(q, r.end - 1, false)) r.end--;
    if (r.first < r.end && quote_is(q, r.first, W_COORD) && !quote_is(q, r.first, W_CAPITAL)) r.first++;
    /* A mark that opens or closes a quotation whose other end is outside. */
    const struct quotation *pair = r.first < r.end ? quote_at(q, r.end - 1) : NULL;
    if (pair && pair->close == r.end && pair->open < r.first) r.end--;
    pair = r.first < r.end ? quote_at(q, r.first) : NULL;
    if (pair && pair->open == r.first && pair->close > r.end) r.first++;
    return r;
}

void quote_add_content(struct quote_state *q, struct draft *d, struct range r) {
    const struct quotation *pair = quote_at(q, r.first);
    if (range_empty(r) || !pair || pair->open != r.first || pair->close != r.end) r = quote_tighten(q, r);
    if (range_empty(r) || d->pieces == QUOTE_PIECES) return;
    d->content[d->pieces++] = r;
}

/* "a call by Ruiz, a deputy, to resign": the comma behind the apposition that opens at i, or i. */
static uint32_t over_apposition(const struct quote_state *q, uint32_t i, uint32_t end) {
    if (!quote_is(q, i + 1, W_DET | W_POSS)) return i;
    for (uint32_t k = i + 1; k + 1 < end && k - i < 12; k++) {
        if (quote_is(q, k, W_FINITE | W_STOP | W_MARK)) return i;
        if (quote_is(q, k, W_COMMA)) return quote_word(q, k + 1, "to") || quote_word(q, k + 1, "that") ? k : i;
    }
    return i;
}

uint32_t quote_object_end(const struct quote_state *q, uint32_t first, uint32_t end) {
    for (uint32_t i = first + 1; i < end && i - first < QUOTE_CLAUSE; i++) {
        const struct quotation *pair = quote_at(q, i);
        if (pair && pair->open == i) i = pair->close - 1;
        else if (quote_is(q, i, W_COMMA) && over_apposition(q, i, end) > i) i = over_apposition(q, i, end);
        else if (quote_is(q, i, W_COMMA) && !quote_is(q, i + 1, W_COORD | W_OPEN)) return i;
        else if (quote_is(q, i, W_SUBORD) && !quote_is(q, i, W_COORD | W_WH) && !quote_word(q, i, "as") &&
                 !quote_word(q, i, "than"))
            return i;
        else if (quote_word(q, i, "during") || quote_word(q, i, "when")) return i;
    }
    return end;
}
