#include "language/quote.h"

/* "X, quoting Y, said", "X said ..., citing Y": Y says it first, and X passes it on. */

static bool passes_on(const struct quote_state *q, uint32_t comma) {
    return quote_is(q, comma, W_COMMA) && (quote_word(q, comma + 1, "citing") || quote_word(q, comma + 1, "quoting"));
}

static bool is_known(const struct quote_state *q, const char *table, uint32_t i) {
    return lexicon_find(lexicon_get(&q->language->lexicons, table), q->tokens->token[i].lower) != NULL;
}

/* Somebody or a text that can say things: "citing two officials", not "citing the weather". */
static bool is_source(const struct quote_state *q, struct range r) {
    for (uint32_t i = r.first; i < r.end && !quote_is(q, i, W_COMMA); i++) {
        const struct mention *m = quote_mention(q, i);
        if (i > r.first && quote_is(q, i, W_PREP)) return false;
        if (m && (m->label == LABEL_PER || m->label == LABEL_ORG)) return true;
        bool noun = !quote_is(q, i, W_DET | W_POSS | W_QUANT);
        if (noun && (is_known(q, "speakers_anonymous", i) || is_known(q, "speakers_document", i) ||
                     is_known(q, "speakers_spokesperson", i)))
            return true;
    }
    return false;
}

bool quote_chain(const struct quote_state *q, struct draft *outer, struct draft *inner) {
    if (range_empty(outer->speaker) || range_empty(outer->cue)) return false;
    uint32_t limit = quote_bounds(q, outer->cue.first).end, comma = NO_INDEX;
    uint32_t frame_end = quote_max(outer->speaker.end, outer->cue.end);
    for (uint32_t i = outer->speaker.first; i < outer->speaker.end && comma == NO_INDEX; i++)
        if (passes_on(q, i)) comma = i, limit = outer->speaker.end;
    if (comma == NO_INDEX && passes_on(q, frame_end)) comma = frame_end;
    if (comma == NO_INDEX && passes_on(q, outer->content[outer->pieces - 1].end))
        comma = outer->content[outer->pieces - 1].end;
    if (comma == NO_INDEX || comma + 2 >= limit) return false;
    struct range source = quote_phrase_right(q, comma + 2, limit);
    if (range_empty(source) || !is_source(q, source)) return false;
    if (comma < outer->speaker.end) outer->speaker.end = comma;
    *inner = *outer;
    inner->cue = (struct range){comma + 1, comma + 2};
    inner->speaker = source;
    inner->passes_on = outer->cue.first + 1;
    inner->rule = "quote:chain";
    return true;
}
