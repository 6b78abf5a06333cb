#include "language/quote.h"

#include "base/map.h"

#define LABEL_WORDS 5 /* of "MR. SMITH:" in a transcript */

/* The claim that took the quotation gets another piece of content. */
static bool join(struct quote_state *q, struct quotation *pair, uint32_t claim) {
    struct draft *d = VEC_AT(&q->drafts, struct draft, claim);
    if (d->pieces == QUOTE_PIECES || pair->open < d->content[d->pieces - 1].end) return false;
    quote_add_content(q, d, (struct range){pair->open, pair->close});
    pair->claim = claim;
    d->to = quote_max(d->to, pair->close);
    return true;
}

static bool starts_sentence(const struct quote_state *q, uint32_t i) {
    return q->tokens->sentence[q->tokens->token[i].sentence].first_token == i;
}
static bool ends_sentence(const struct quote_state *q, uint32_t end) {
    return q->tokens->sentence[q->tokens->token[end - 1].sentence].end_token <= end + 1;
}

/* "...," X said. "...": the next quotation is his as well, in the same paragraph or filling the next one. */
static bool goes_on(struct quote_state *q, const struct quotation *last, struct quotation *pair) {
    if (!last || last->claim == NO_INDEX) return false;
    const struct token *t = q->tokens->token;
    uint32_t p = t[pair->open].paragraph, before = t[last->open].paragraph;
    const struct draft *d = VEC_AT(&q->drafts, struct draft, last->claim);
    bool whole = d->pieces && d->content[d->pieces - 1].end <= pair->open && !d->passive;
    if (!whole) return false;
    if (last->goes_on) return p == before + 1 && join(q, pair, last->claim);
    if (!starts_sentence(q, pair->open) || !ends_sentence(q, pair->close)) return false;
    const struct sentence *here = &q->tokens->sentence[t[pair->open].sentence];
    uint32_t seen = t[quote_max(last->close, quote_max(d->speaker.end, d->cue.end)) - 1].sentence;
    if (p == before) return t[pair->open].sentence <= seen + 1 && join(q, pair, last->claim);
    bool fills = p == before + 1 && t[here->first_token].start == q->tokens->paragraph[p].start;
    return fills && t[pair->open].sentence == seen + 1 && join(q, pair, last->claim);
}

static bool is_name(const struct quote_state *q, uint32_t i) {
    const struct mention *m = quote_mention(q, i);
    return m && (m->label == LABEL_PER || m->label == LABEL_ORG);
}

static bool is_dash(const struct quote_state *q, uint32_t i) {
    struct str s = token_text(q->tokens, i);
    return str_starts(s, STR("--")) || str_starts(s, STR("\xe2\x80\x93")) || str_starts(s, STR("\xe2\x80\x94")) ||
           str_starts(s, STR("\xe2\x80\x95"));
}

/* Quotation, dash, name, end of the paragraph. */
static bool signed_by(struct quote_state *q, const struct quotation *pair) {
    uint32_t dash = pair->close, end = q->tokens->token_count;
    if (!quote_is(q, dash, W_STOP) || !is_dash(q, dash)) return false;
    struct draft d = {.cue = {dash, dash + 1}, .rule = "quote:signed"};
    if (!is_name(q, dash + 1) && !quote_is(q, dash + 1, W_CAPITAL)) return false;
    d.speaker = quote_phrase_right(q, dash + 1, quote_min(end, dash + QUOTE_REACH));
    quote_add_content(q, &d, (struct range){pair->open, pair->close});
    return !range_empty(d.speaker) && quote_emit(q, &d);
}

/* X: "..."; or a sentence whose verb needs no word of saying: He put it this way: "..." */
static bool introduced(struct quote_state *q, struct quotation *pair) {
    if (!pair->open || !quote_word(q, pair->open - 1, ":")) return false;
    uint32_t colon = pair->open - 1;
    const struct sentence *s = &q->tokens->sentence[q->tokens->token[colon].sentence];
    /* "He called it a disgrace:" goes on with his own words. */
    uint32_t last = q->last_draft[q->tokens->token[colon].sentence];
    if (last && VEC_AT(&q->drafts, struct draft, last - 1)->to == colon) return join(q, pair, last - 1);
    struct draft d = {.rule = "quote:colon"};
    if (is_name(q, s->first_token) && colon - s->first_token <= LABEL_WORDS)
        d.speaker = (struct range){s->first_token, colon};
    else d.speaker = quote_clause_subject(q, s->first_token, colon, false);
    quote_add_content(q, &d, (struct range){pair->open, pair->close});
    return !range_empty(d.speaker) && quote_emit(q, &d);
}

/* A line that begins with a name and a colon: where the colon is, or 0. */
static uint32_t label_colon(const struct quote_state *q, const struct sentence *s) {
    const struct token *t = &q->tokens->token[s->first_token];
    if (t->start && q->tokens->text.p[t->start - 1] != '\n') return 0;
    uint32_t i = s->first_token;
    while (i < s->end_token && i - s->first_token < LABEL_WORDS && quote_is(q, i, W_CAPITAL)) i++;
    return i > s->first_token && quote_word(q, i, ":") ? i : 0;
}

static struct str label_text(const struct quote_state *q, const struct sentence *s, uint32_t colon) {
    return str_cut(q->tokens->text, s->start, q->tokens->token[colon - 1].end);
}

/* A transcript: labels that come back. Everything up to the next label is what its person says. */
static void transcript(struct quote_state *q) {
    const struct tokens *t = q->tokens;
    struct map labels = {0};
    for (uint32_t s = 0; s < t->sentence_count; s++) {
        uint32_t colon = label_colon(q, &t->sentence[s]);
        if (colon) ++*map_put(&labels, label_text(q, &t->sentence[s], colon), NULL);
    }
    struct draft d = {.rule = NULL};
    for (uint32_t s = 0; s <= t->sentence_count && labels.n > 1; s++) {
        uint32_t colon = s < t->sentence_count ? label_colon(q, &t->sentence[s]) : 0;
        if (s < t->sentence_count && !colon) continue;
        if (d.rule) {
            quote_add_content(q, &d, (struct range){d.speaker.end + 1, t->sentence[s - 1].end_token});
            quote_emit(q, &d);
            d = (struct draft){.rule = NULL};
        }
        if (!colon || *map_get(&labels, label_text(q, &t->sentence[s], colon)) < 2) continue;
        d = (struct draft){.speaker = {t->sentence[s].first_token, colon}, .rule = "quote:transcript"};
    }
    map_done(&labels);
}

/* "Smith: taxes will rise" above an article. */
static void headline(struct quote_state *q) {
    const struct tokens *t = q->tokens;
    if (!t->sentence_count || !t->paragraph_count || t->paragraph[0].end_sentence != 1) return;
    const struct sentence *s = &t->sentence[0];
    uint32_t first = s->first_token, i = first, end = s->end_token;
    while (i < end && i - first < LABEL_WORDS && !quote_word(q, i, ":")) i++;
    if (!quote_word(q, i, ":") || i == first || i + 3 > end || !is_name(q, i - 1)) return;
    if (quote_word(q, end - 1, ".") || quote_is(q, i + 1, W_OPEN)) return;
    struct draft d = {.speaker = {first, i}, .rule = "quote:headline"};
    quote_add_content(q, &d, (struct range){i + 1, end});
    quote_emit(q, &d);
}

void quote_bare(struct quote_state *q) {
    const struct quotation *last = NULL;
    for (size_t i = 0; i < q->quotations.n; i++) {
        struct quotation *pair = VEC_AT(&q->quotations, struct quotation, i);
        if (pair->claim == NO_INDEX && !goes_on(q, last, pair) && !signed_by(q, pair)) introduced(q, pair);
        last = pair;
    }
    if (q->tokens->sentence_count) transcript(q);
    headline(q);
}
