#include "language/quote.h"

#include <string.h>

enum family { DOUBLE, SINGLE, ANGLE };

static enum family family_of(const struct quote_state *q, uint32_t i) {
    struct str s = token_text(q->tokens, i);
    if (str_is(s, "\"") || str_is(s, "''") || str_is(s, "``") || str_is(s, "“") || str_is(s, "”") || str_is(s, "„"))
        return DOUBLE;
    if (str_is(s, "«") || str_is(s, "»") || str_is(s, "‹") || str_is(s, "›")) return ANGLE;
    return SINGLE;
}

static void add(struct quote_state *q, uint32_t open, uint32_t close, bool goes_on) {
    if (close <= open + 1) return;
    uint32_t number = (uint32_t)q->quotations.n;
    struct quotation *made = vec_push(&q->quotations);
    *made = (struct quotation){open, close, goes_on, NO_INDEX};
    for (uint32_t i = open; i < close; i++) q->inside[i] = number;
}

/* The token behind a paragraph. */
static uint32_t paragraph_end(const struct tokens *t, uint32_t p) {
    return t->sentence[t->paragraph[p].end_sentence - 1].end_token;
}

static bool opens_again(const struct quote_state *q, uint32_t p, enum family family) {
    const struct tokens *t = q->tokens;
    if (p >= t->paragraph_count) return false;
    uint32_t first = t->sentence[t->paragraph[p].first_sentence].first_token;
    return t->token[first].kind == TOKEN_QUOTE_OPEN && family_of(q, first) == family;
}

/* A quotation that its paragraph does not close either goes on in the next one, or lost its mark: then it reaches to
 * the end of the paragraph that it fills, or of its sentence. */
static void close_unclosed(struct quote_state *q, uint32_t open, uint32_t p, enum family family) {
    const struct tokens *t = q->tokens;
    if (opens_again(q, p + 1, family)) {
        add(q, open, paragraph_end(t, p), true);
        return;
    }
    if (family == SINGLE) return;
    bool fills = open == t->sentence[t->paragraph[p].first_sentence].first_token;
    add(q, open, fills ? paragraph_end(t, p) : t->sentence[t->token[open].sentence].end_token, false);
}

/* A closing mark alone, behind punctuation: its quotation began with the sentence, or with the one after the last
 * quotation of the paragraph. */
static uint32_t add_unopened(struct quote_state *q, uint32_t close, uint32_t last) {
    const struct tokens *t = q->tokens;
    uint32_t s = t->token[close].sentence;
    if (close == last || !quote_is(q, close - 1, W_COMMA | W_STOP)) return last;
    uint32_t open = t->sentence[s].first_token;
    if (last && quote_is(q, last - 1, W_CLOSE) && t->token[last].sentence < s &&
        t->token[last - 1].paragraph == t->token[close].paragraph)
        open = t->sentence[t->token[last].sentence + 1].first_token;
    if (open < last) return last;
    add(q, open, close + 1, false);
    return close + 1;
}

/* Marks of another family inside a quotation belong to it: a quotation within the quotation. */
static void pair_paragraph(struct quote_state *q, uint32_t p) {
    const struct tokens *t = q->tokens;
    uint32_t first = t->sentence[t->paragraph[p].first_sentence].first_token, end = paragraph_end(t, p);
    uint32_t open = NO_INDEX, last = first;
    enum family family = DOUBLE;
    for (uint32_t i = first; i < end; i++) {
        if (!quote_is(q, i, W_MARK)) continue;
        enum family mine = family_of(q, i);
        if (open == NO_INDEX) {
            if (!quote_is(q, i, W_OPEN)) {
                if (mine == DOUBLE) last = add_unopened(q, i, last);
                continue;
            }
            open = i;
            family = mine;
        } else if (mine == family && quote_is(q, i, W_CLOSE)) {
            add(q, open, i + 1, false);
            last = i + 1;
            open = NO_INDEX;
        } else if ((mine == family && i > open + 1) || family == SINGLE) {
            if (mine != family && !quote_is(q, i, W_OPEN)) continue;
            open = i; /* the mark before was never closed */
            family = mine;
        }
    }
    if (open != NO_INDEX) close_unclosed(q, open, p, family);
}

void quote_find_pairs(struct quote_state *q) {
    memset(q->inside, 0xff, q->tokens->token_count * sizeof *q->inside);
    for (uint32_t p = 0; p < q->tokens->paragraph_count; p++)
        if (q->tokens->paragraph[p].end_sentence > q->tokens->paragraph[p].first_sentence) pair_paragraph(q, p);
}

struct quotation *quote_at(const struct quote_state *q, uint32_t token) {
    if (token >= q->tokens->token_count || q->inside[token] == NO_INDEX) return NULL;
    return VEC_AT(&q->quotations, struct quotation, q->inside[token]);
}
