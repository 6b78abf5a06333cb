#include "language/quote.h"

#define CHAIN 64 /* claims open around one another */

/* The quotations inside the content are spoken for. */
static void take_quotations(struct quote_state *q, struct range r, uint32_t claim) {
    for (uint32_t i = r.first; i < r.end && i - r.first < QUOTE_CLAUSE;) {
        struct quotation *pair = quote_at(q, i);
        if (!pair) {
            i++;
            continue;
        }
        if (pair->open >= r.first && pair->close <= r.end && pair->claim == NO_INDEX) pair->claim = claim;
        i = pair->close;
    }
}

/* The stretch of text that a draft takes up. */
static void measure(struct draft *d) {
    d->from = d->content[0].first;
    d->to = d->content[d->pieces - 1].end;
    const struct range parts[] = {d->cue, d->speaker};
    for (size_t i = 0; i < 2; i++) {
        if (range_empty(parts[i])) continue;
        d->from = quote_min(d->from, parts[i].first);
        d->to = quote_max(d->to, parts[i].end);
    }
}

static bool is_chained(const struct quote_state *q, const struct draft *d) {
    const struct draft *last = q->drafts.n ? VEC_AT(&q->drafts, struct draft, q->drafts.n - 1) : NULL;
    return last && last->passes_on && !range_empty(d->cue) && last->cue.first == d->cue.first;
}

bool quote_emit(struct quote_state *q, struct draft *d) {
    if (!d->pieces || is_chained(q, d)) return false;
    for (uint32_t p = 0; p < d->pieces; p++) take_quotations(q, d->content[p], (uint32_t)q->drafts.n);
    struct draft inner;
    bool chain = quote_chain(q, d, &inner);
    measure(d);
    vec_push_copy(&q->drafts, d);
    if (!range_empty(d->cue)) q->last_draft[q->tokens->token[d->cue.first].sentence] = (uint32_t)q->drafts.n;
    if (chain) {
        measure(&inner);
        vec_push_copy(&q->drafts, &inner);
    }
    return true;
}

static int by_place(const void *a, const void *b) {
    const struct draft *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (!x->passes_on != !y->passes_on) return x->passes_on ? 1 : -1;
    if (x->to != y->to) return x->to > y->to ? -1 : 1;
    return x->cue.first < y->cue.first ? -1 : x->cue.first > y->cue.first;
}

/* Whether what x says holds all of y. */
static bool holds(const struct draft *x, const struct draft *y) {
    struct range core = range_empty(y->cue) ? y->content[0] : y->cue;
    for (uint32_t p = 0; p < x->pieces; p++)
        if (x->content[p].first <= core.first && core.end <= x->content[p].end) return true;
    return false;
}

/* The claim that passes number i on, a few places before it; or NO_INDEX. */
static uint32_t passed_on_by(const struct quote_state *q, uint32_t i) {
    const struct draft *d = VEC_AT(&q->drafts, struct draft, i);
    for (uint32_t k = i; d->passes_on && k-- > 0 && i - k < CHAIN;) {
        const struct draft *outer = VEC_AT(&q->drafts, struct draft, k);
        if (!range_empty(outer->cue) && outer->cue.first + 1 == d->passes_on) return k;
    }
    return NO_INDEX;
}

/* Claims in order; each finds the innermost one around it among those still open. */
static void finish(struct quote_state *q, struct reading *r) {
    vec_sort(&q->drafts, by_place);
    uint32_t count = (uint32_t)q->drafts.n, open[CHAIN], depth = 0;
    r->claims = arena_array(q->arena, count, sizeof *r->claims);
    r->claim_count = count;
    for (uint32_t i = 0; i < count; i++) {
        const struct draft *d = VEC_AT(&q->drafts, struct draft, i);
        while (depth && VEC_AT(&q->drafts, struct draft, open[depth - 1])->to <= d->from) depth--;
        uint32_t via = passed_on_by(q, i);
        for (uint32_t k = depth; k-- > 0 && via == NO_INDEX;)
            if (holds(VEC_AT(&q->drafts, struct draft, open[k]), d)) via = open[k];
        quote_label(q, d, i ? &r->claims[i - 1] : NULL, via == NO_INDEX ? NULL : &r->claims[via], &r->claims[i]);
        r->claims[i].via = via;
        if (depth < CHAIN) open[depth++] = i;
    }
}

/* The cues of each sentence together, since one report ends where the next one begins. */
static void read_cues(struct quote_state *q) {
    uint32_t first = 0, count = (uint32_t)q->cues.n;
    while (first < count) {
        uint32_t sentence = q->tokens->token[VEC_AT(&q->cues, struct cue, first)->first].sentence, end = first + 1;
        while (end < count && q->tokens->token[VEC_AT(&q->cues, struct cue, end)->first].sentence == sentence) end++;
        quote_verbs(q, (struct range){first, end});
        first = end;
    }
}

void quote_layer(const struct language *l, struct date published, struct arena *arena, struct reading *r) {
    (void)published; /* the mention layer has resolved the dates */
    struct quote_state q = {.language = l,
                            .reading = r,
                            .tokens = &r->tokens,
                            .arena = arena,
                            .cues = VEC(struct cue),
                            .quotations = VEC(struct quotation),
                            .drafts = VEC(struct draft)};
    q.words = arena_array(arena, r->tokens.token_count, sizeof *q.words);
    q.inside = arena_array(arena, r->tokens.token_count, sizeof *q.inside);
    q.mentions = arena_array(arena, r->tokens.token_count, sizeof *q.mentions);
    q.last_draft = arena_array(arena, r->tokens.sentence_count, sizeof *q.last_draft);
    quote_find_words(&q);
    quote_find_pairs(&q);
    read_cues(&q);
    quote_bare(&q);
    finish(&q, r);
    vec_done(&q.cues);
    vec_done(&q.quotations);
    vec_done(&q.drafts);
}
