#include "language/quote.h"

static uint32_t clause_left(const struct quote_state *q, uint32_t i, uint32_t low) {
    for (uint32_t k = i; k > low && i - k < QUOTE_REACH; k--) {
        if (quote_is(q, k - 1, W_STOP | W_MARK) || quote_that(q, k - 1)) return k;
        if (quote_is(q, k - 1, W_COORD) && k - 1 > low && quote_is(q, k - 2, W_COMMA)) return k;
        if (quote_is(q, k - 1, W_SUBORD | W_RELATIVE) && !quote_is(q, k - 1, W_COORD)) return k;
    }
    return i - low < QUOTE_REACH ? low : i;
}

static uint32_t clause_right(const struct quote_state *q, uint32_t i, uint32_t limit) {
    uint32_t k = i;
    for (; k < limit && k - i < QUOTE_REACH; k++) {
        if (quote_is(q, k, W_STOP | W_MARK)) break;
        if (quote_is(q, k, W_COMMA) && quote_is(q, k + 1, W_COORD | W_RELATIVE | W_SUBORD)) break;
    }
    return k;
}

/* "according to plan" has no speaker. */
static bool no_source(const struct quote_state *q, struct range r) {
    static const char *const words[] = {"plan", "schedule", "size", "need", "merit", "age", "tradition", "custom"};
    if (range_empty(r)) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (r.end == r.first + 1 && quote_word(q, r.first, words[i])) return true;
    return false;
}

/* Start of the words before a phrase: the sentence, or a quotation in which the sentence begins. */
static uint32_t words_before(const struct quote_state *q, uint32_t cue, uint32_t low) {
    const struct quotation *pair = low < cue ? quote_at(q, low) : NULL;
    return pair && pair != quote_at(q, cue) ? pair->open : low;
}

/* "According to X on Monday, ...", "According to X, quoting Y, ...": the comma before what is said. */
static uint32_t behind_source(const struct quote_state *q, uint32_t i, uint32_t limit) {
    uint32_t comma = quote_skip_adverbials(q, i, limit);
    if (quote_is(q, comma, W_COMMA)) i = comma;
    if (!quote_is(q, i, W_COMMA) || !quote_is_gerund(q, i + 1)) return i;
    for (uint32_t k = i + 1; k < limit && k - i < QUOTE_REACH; k++)
        if (quote_is(q, k, W_COMMA)) return k;
    return i;
}

static void according(struct quote_state *q, const struct cue *cue, uint32_t next) {
    struct range bounds = quote_bounds(q, cue->first);
    struct draft d = {.cue = {cue->first, cue->end}, .rule = "quote:according"};
    d.speaker = quote_phrase_right(q, cue->end, bounds.end);
    if (no_source(q, d.speaker)) return;
    if (quote_is(q, d.speaker.end, W_FINITE)) { /* "According to the paper, Smith said": no apposition */
        uint32_t comma = d.speaker.end - 1;
        while (comma > d.speaker.first && !quote_is(q, comma, W_COMMA)) comma--;
        if (comma > d.speaker.first) d.speaker.end = comma;
    }
    uint32_t first = cue->first, after = d.speaker.end;
    while (first > bounds.first && quote_is(q, first - 1, W_COORD | W_ADVERB)) first--;
    bool begins = first == bounds.first || quote_is(q, first - 1, W_STOP);
    if (!begins && quote_is(q, first, W_COORD) && quote_is(q, first - 1, W_COMMA)) begins = true;
    bool aside = !begins && quote_is(q, first - 1, W_COMMA) && quote_is(q, after, W_COMMA);
    bool relative = aside && first > bounds.first + 1 && quote_is(q, first - 2, W_RELATIVE);
    if (!begins && !relative)
        quote_add_content(q, &d, (struct range){words_before(q, cue->first, bounds.first), first});
    if (begins) after = behind_source(q, after, bounds.end);
    if (next <= after + 1) next = NO_INDEX; /* "According to the paper, Smith said ...": all of it */
    if (begins || (aside && !quote_is(q, after + 1, W_CONTRAST)))
        quote_add_content(q, &d, (struct range){after, quote_clause_end(q, after, bounds.end, next)});
    quote_emit(q, &d);
}

/* "allegedly", "reportedly": the clause around the adverb, said by nobody in the text. */
static void adverb(struct quote_state *q, const struct cue *cue) {
    struct range bounds = quote_bounds(q, cue->first);
    struct draft d = {.cue = {cue->first, cue->end}, .stance = cue->kind.stance, .hearsay = true};
    d.rule = "quote:adverb";
    uint32_t first = clause_left(q, cue->first, bounds.first);
    uint32_t last = q->last_draft[q->tokens->token[cue->first].sentence];
    if (last) { /* "they claimed he allegedly left": within what was claimed */
        const struct range said = VEC_AT(&q->drafts, struct draft, last - 1)->content[0];
        if (said.first > first && said.first < cue->first && cue->end <= said.end) first = said.first;
    }
    quote_add_content(q, &d, (struct range){first, clause_right(q, cue->end, bounds.end)});
    quote_emit(q, &d);
}

/* "X could not be reached": the refusal is its own content; what it is about belongs to it. */
static void refusal(struct quote_state *q, const struct cue *cue, uint32_t next) {
    struct range bounds = quote_bounds(q, cue->first);
    struct verb_group group;
    quote_verb_group(q, cue->first, bounds.first, &group);
    struct draft d = {.cue = {cue->first, cue->end}, .stance = STANCE_DECLINES, .rule = "quote:refusal"};
    if (group.first > bounds.first && quote_is(q, group.first - 1, W_COORD))
        d.speaker = quote_clause_subject(q, bounds.first, group.first, true);
    else d.speaker = quote_subject(q, group.first, bounds.first);
    if (range_empty(d.speaker)) d.speaker = quote_clause_subject(q, bounds.first, group.first, false);
    if (range_empty(d.speaker)) return;
    uint32_t end = quote_clause_end(q, cue->end, bounds.end, next), first = cue->end;
    for (uint32_t i = first; i < end && i - first < QUOTE_REACH; i++)
        if (quote_is(q, i, W_COMMA) && quote_is(q, i + 1, W_COORD | W_CONTRAST | W_SUBORD)) end = i;
    bool manner = quote_word(q, first, "from") || quote_word(q, first, "by") || quote_word(q, first, "in") ||
                  quote_word(q, first, "at") || quote_word(q, first, "with"); /* "could not answer from memory" */
    bool has_topic = end > first && quote_is(q, first, W_WORD) && !manner;
    quote_add_content(q, &d, (struct range){has_topic ? first : cue->first, has_topic || manner ? end : cue->end});
    quote_emit(q, &d);
}

/* Whose claim it is: "his repeated claim", "Smith's claim", "claims by Smith". */
static struct range owner(const struct quote_state *q, const struct cue *cue, struct range bounds) {
    for (uint32_t i = cue->first; i > bounds.first && cue->first - i < 4; i--) {
        if (quote_is(q, i - 1, W_COMMA | W_STOP | W_MARK | W_PREP | W_FINITE)) break;
        if (!quote_is(q, i - 1, W_POSS)) continue;
        if (!quote_word(q, i - 1, "'s")) return (struct range){i - 1, i};
        return quote_subject(q, i - 1, bounds.first);
    }
    bool by = quote_word(q, cue->end, "by") || quote_word(q, cue->end, "from");
    return by ? quote_phrase_right(q, cue->end + 1, bounds.end) : RANGE_NONE;
}

/* "The claim that X did Y is false": the content ends before the verb whose subject the claim is. */
static uint32_t end_as_subject(const struct quote_state *q, uint32_t first, uint32_t end) {
    uint32_t verbs = 0;
    for (uint32_t i = first; i < end && i - first < QUOTE_REACH; i++) {
        if (!quote_is(q, i, W_FINITE) || quote_is(q, i, W_CAPITAL)) continue;
        bool continues = quote_is(q, i - 1, W_AUX | W_ADVERB | W_RELATIVE | W_SUBJECT | W_COORD);
        if (verbs && !continues) return i;
        verbs++;
    }
    return end;
}

static void noun(struct quote_state *q, const struct cue *cue, uint32_t next) {
    struct range bounds = quote_bounds(q, cue->first);
    struct draft d = {.cue = {cue->first, cue->end}, .stance = cue->kind.stance, .promise = cue->kind.promise};
    d.rule = "quote:noun";
    bool aside =
        cue->first > bounds.first + 1 && quote_is(q, cue->first - 1, W_DET) && quote_is(q, cue->first - 2, W_LOCAL);
    if (aside) return; /* "said in a statement that" */
    d.speaker = owner(q, cue, bounds);
    uint32_t first = cue->end;
    if (!range_empty(d.speaker) && d.speaker.first >= first) first = d.speaker.end;
    if (!(cue->kind.frame & F_OBJECT)) {
        if (!quote_that(q, first) || quote_is(q, first + 1, W_FINITE)) return;
        first++;
    }
    uint32_t end = quote_clause_end(q, first, bounds.end, next);
    bool subject = !quote_has_verb(q, bounds.first, cue->first);
    if (subject) end = end_as_subject(q, first, end);
    d.hearsay = range_empty(d.speaker);
    quote_add_content(q, &d, (struct range){first, end});
    quote_emit(q, &d);
}

void quote_phrases(struct quote_state *q, const struct cue *cue, uint32_t next) {
    switch (cue->kind.form) {
    case CUE_ACCORDING: according(q, cue, next); break;
    case CUE_ADVERB: adverb(q, cue); break;
    case CUE_REFUSAL: refusal(q, cue, next); break;
    default: noun(q, cue, next);
    }
}
