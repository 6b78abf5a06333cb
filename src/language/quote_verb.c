#include "language/quote.h"

/* One verb of reporting, looked at from both sides. */
struct report {
    const struct cue *cue;
    struct verb_group group;
    struct range bounds, subject;
    uint32_t from, after; /* first token of subject and verbs; token behind verb, listener and adverbials */
    bool valid, inverted, passive, participle, subordinate, relative, as, shared;
    bool backward; /* it reported what stands before it */
};

static bool opens_clause(const struct quote_state *q, uint32_t i) {
    if (!quote_is(q, i, W_WORD) || quote_is(q, i, W_FINITE | W_COORD)) return false;
    return !quote_is(q, i, W_PREP) || quote_is(q, i, W_CAPITAL);
}

/* "said Smith, the mayor": the verb before its subject, after words that can be what he said. */
static bool read_inverted(const struct quote_state *q, struct report *r) {
    uint32_t verb = r->cue->first, next = r->cue->end;
    if (!r->group.bare || (r->cue->kind.form != CUE_PAST && r->cue->kind.form != CUE_S)) return false;
    if (!(r->cue->kind.frame & (F_QUOTE | F_CLAUSE)) || verb == r->bounds.first) return false;
    bool after_quote = quote_is(q, verb - 1, W_CLOSE) ||
                       (quote_is(q, verb - 1, W_COMMA) && verb - 1 > r->bounds.first && quote_is(q, verb - 2, W_CLOSE));
    if (!after_quote && !quote_is(q, verb - 1, W_COMMA)) return false;
    /* "Smith, a spokesman, called the plan bad": the comma closes an apposition, not a clause. */
    uint32_t low = r->bounds.first;
    for (uint32_t i = verb; i > low && verb - i < QUOTE_REACH; i--) /* nor "'...,' Smith, a spokesman, told" */
        if (quote_is(q, i - 1, W_CLOSE)) low = i;
    bool clause = (r->cue->kind.frame & F_CLAUSE) && quote_has_verb(q, low, verb - 1);
    if (!after_quote && !clause) return false;
    if (next >= r->bounds.end || !opens_clause(q, next) || quote_that(q, next)) return false;
    if (quote_is(q, next, W_TIME | W_ADVERB | W_OBJECT) && !quote_is(q, next, W_SUBJECT | W_QUANT)) return false;
    struct range subject = quote_phrase_right(q, next, r->bounds.end);
    if (range_empty(subject)) return false;
    uint32_t end = subject.end;
    bool ends = end >= r->bounds.end || quote_is(q, end, W_COMMA | W_STOP | W_MARK);
    if (!ends && !(after_quote && !quote_is(q, end, W_FINITE))) return false;
    r->subject = subject;
    r->from = verb;
    r->after = end;
    return r->inverted = true;
}

/* The agent of a passive: "was told by X". */
static struct range agent(const struct quote_state *q, uint32_t i, uint32_t limit) {
    for (uint32_t k = i; k < limit && k - i < 12; k++) {
        if (quote_is(q, k, W_COMMA | W_STOP | W_OPEN) || quote_that(q, k)) break;
        if (!quote_word(q, k, "by")) continue;
        for (uint32_t n = k + 2; n + 1 < limit && n - k < 12; n++) /* "by X of selling the port" */
            if (quote_word(q, n, "of") && quote_is_gerund(q, n + 1)) limit = n;
        if (quote_is_gerund(q, quote_min(k + 1, limit - 1))) break;
        return quote_phrase_right(q, k + 1, limit);
    }
    return RANGE_NONE;
}

static const struct report *last_report(const struct report *all, uint32_t k) {
    for (uint32_t n = 0; n < k && n < 8; n++)
        if (all[k - 1 - n].valid && all[k - 1 - n].bounds.first == all[k].bounds.first) return &all[k - 1 - n];
    return NULL;
}

/* "Citing rules, officials said": the subject comes behind the comma. */
static struct range subject_behind(const struct quote_state *q, const struct report *r) {
    for (uint32_t i = r->cue->end; i < r->bounds.end && i - r->cue->end < QUOTE_REACH; i++) {
        if (!quote_is(q, i, W_COMMA)) continue;
        struct range subject = quote_phrase_right(q, i + 1, r->bounds.end);
        if (!range_empty(subject) && !quote_is(q, subject.first, W_PREP | W_COORD)) return subject;
    }
    return RANGE_NONE;
}

/* "wrote that Y had told him": what is reported within a report. */
static bool is_nested(const struct quote_state *q, const struct report *r) {
    return r->from > r->bounds.first && (quote_that(q, r->from - 1) || (r - 1)->cue->end == r->from);
}

/* "..., adding that": the speaker of the verb before it, else the subject of the sentence. */
static struct range shared_subject(const struct quote_state *q, const struct report *all, uint32_t k, bool nearest) {
    const struct report *r = &all[k], *last = last_report(all, k);
    if (r->group.first == r->bounds.first) return subject_behind(q, r);
    while (last && last > all && !nearest && is_nested(q, last)) last = last_report(all, (uint32_t)(last - all));
    if (last && !range_empty(last->subject) && !last->relative) return last->subject;
    struct range subject = quote_clause_subject(q, r->bounds.first, r->group.first, nearest);
    return range_empty(subject) && !nearest ? subject_behind(q, r) : subject;
}

/* "X released a statement saying": the words are X's. */
static struct range owner_of_text(const struct quote_state *q, struct range subject, uint32_t low) {
    if (range_empty(subject) || subject.first <= low) return subject;
    const struct lexicon *l = lexicon_get(&q->language->lexicons, "speakers_document");
    const struct lexicon_entry *text = lexicon_find(l, q->tokens->token[subject.end - 1].lower);
    if (!text || !str_is(lexicon_column(text, 1), "document")) return subject;
    struct range owner = quote_clause_subject(q, low, subject.first, true);
    return range_empty(owner) ? subject : owner;
}

static void read_participle(const struct quote_state *q, struct report *all, uint32_t k) {
    struct report *r = &all[k];
    uint32_t first = r->group.first;
    r->participle = true;
    bool starts = first == r->bounds.first;
    r->subordinate = starts;
    bool loose = starts || quote_is(q, first - 1, W_COMMA | W_CLOSE | W_COORD | W_SUBORD | W_STOP | W_PREP);
    if (!starts && quote_is(q, first - 1, W_DET | W_POSS)) return;
    if (!starts && quote_word(q, first - 1, "as")) { /* "was quoted as saying", "quoted X as saying" */
        r->subject = quote_clause_subject(q, r->bounds.first, first - 1, true);
        if (first - 1 > r->bounds.first && !quote_is(q, first - 2, W_FINITE))
            r->subject = quote_subject(q, first - 1, r->bounds.first);
    } else
        r->subject = loose ? shared_subject(q, all, k, false)
                           : owner_of_text(q, quote_subject(q, first, r->bounds.first), r->bounds.first);
    r->from = loose ? first : quote_min(first, range_empty(r->subject) ? first : r->subject.first);
    r->valid = !range_empty(r->subject);
}

/* A base or -s form that nothing marks as a verb must have a subject that can be one. */
static bool is_verb_form(const struct quote_state *q, const struct report *r) {
    uint8_t form = r->cue->kind.form;
    const struct verb_group *g = &r->group;
    if (form == CUE_PART) return g->have || g->be;
    if (form == CUE_PAST || form == CUE_ING) return true;
    if (form == CUE_BASE && (g->modal || g->doing)) return true;
    if (form == CUE_BASE && g->to) return g->governor != NO_INDEX;
    if (g->be || g->have) return false;
    if (form == CUE_S)
        return !r->cue->plural || (r->cue->end >= r->bounds.end || quote_is(q, r->cue->end, W_COMMA | W_STOP));
    uint32_t before = g->first;
    if (before == r->bounds.first) return false;
    if (quote_is(q, before - 1, W_SUBJECT)) return true;
    if (quote_is(q, before - 1, W_CAPITAL | W_COMMA | W_RELATIVE | W_QUANT)) return true;
    return str_ends(q->tokens->token[before - 1].lower, STR("s")) || quote_word(q, before - 1, "people") ||
           quote_word(q, before - 1, "police") || quote_word(q, before - 1, "and");
}

static void find_after(const struct quote_state *q, struct report *r) {
    uint32_t i = r->inverted ? r->after : r->cue->end, limit = r->bounds.end;
    uint16_t frame = r->cue->kind.frame;
    if ((frame & F_LISTENER) && !r->passive && !r->inverted) i = quote_skip_listener(q, i, limit, !(frame & F_CLAUSE));
    if (frame & (F_ABOUT | F_OBJECT | F_TO)) {
        /* "of", "to" may open the content itself. */
        if (!quote_is(q, i, W_PREP) || quote_is(q, i + 1, W_TIME)) i = quote_skip_adverbials(q, i, limit);
        else if (quote_is(q, i, W_LOCAL)) {
            uint32_t k = quote_skip_adverbials(q, i, limit);
            if (quote_is(q, k, W_COMMA | W_OPEN | W_STOP) || quote_that(q, k) || k == limit) i = k;
        }
    } else i = quote_skip_adverbials(q, i, limit);
    r->after = i;
}

static void look(const struct quote_state *q, struct report *all, uint32_t k) {
    struct report *r = &all[k];
    uint8_t form = r->cue->kind.form;
    r->bounds = quote_bounds(q, r->cue->first);
    quote_verb_group(q, r->cue->first, r->bounds.first, &r->group);
    if (form == CUE_ING && !r->group.be && r->group.first > r->bounds.first &&
        quote_is(q, r->group.first - 1, W_GOVERNOR)) {
        quote_verb_group(q, r->group.first - 1, r->bounds.first, &r->group); /* "has started asking" */
        r->group.be = true;
    }
    r->from = r->group.first;
    if (form > CUE_PART || !is_verb_form(q, r)) return;
    if (read_inverted(q, r)) r->valid = true;
    else if (form == CUE_ING && !r->group.be) read_participle(q, all, k);
    else if (r->group.be && form != CUE_ING) {
        r->passive = true;
        r->subject = quote_subject(q, r->group.first, r->bounds.first);
        r->from = range_empty(r->subject) ? r->from : r->subject.first;
        r->valid = !range_empty(r->subject);
    } else {
        uint32_t first = r->group.first, low = r->bounds.first;
        bool shared = first > low && quote_is(q, first - 1, W_COORD);
        if (!shared) r->subject = quote_subject(q, first, low);
        if (range_empty(r->subject) && first > low && quote_is(q, first - 1, W_COORD | W_COMMA))
            r->subject = shared_subject(q, all, k, true), shared = true;
        r->shared = shared;
        r->valid = !range_empty(r->subject);
        r->relative = !shared && first > low && quote_is(q, first - 1, W_RELATIVE);
        if (!shared && r->valid) r->from = r->subject.first;
        if (r->from > low && quote_is(q, r->from - 1, W_SUBORD)) {
            r->as = quote_word(q, r->from - 1, "as");
            r->subordinate = true;
            r->from--;
        }
    }
    bool stump = r->valid && quote_is(q, r->subject.end - 1, W_DET | W_PREP) &&
                 (r->subject.end - r->subject.first > 1 || quote_word(q, r->subject.first, "the")) &&
                 !quote_is(q, r->subject.end - 1, W_SUBJECT) && !quote_is(q, r->subject.end - 1, W_CAPITAL);
    if (stump || quote_word(q, r->subject.first, "you")) r->valid = false;
    if (r->valid) find_after(q, r);
}

/* Where the report after number k begins when it stands beside k, not within what k reports. */
static uint32_t next_beside(const struct quote_state *q, const struct report *all, uint32_t k, uint32_t count) {
    for (uint32_t j = k + 1; j < count && j < k + 8; j++) {
        const struct report *r = &all[j];
        if (!r->valid || r->bounds.first != all[k].bounds.first || r->from <= all[k].cue->end) continue;
        if (quote_at(q, r->from) != quote_at(q, all[k].cue->first)) continue;
        uint32_t before = r->from - 1;
        if (r->shared && r->group.modal) continue; /* "it would stay and would respond" */
        if (r->participle && !quote_is(q, before, W_COMMA | W_COORD | W_CLOSE)) continue;
        if (quote_is(q, before, W_CONTRAST)) return before;
        if (quote_is(q, before, W_COMMA | W_STOP) || r->as) return before;
        if (quote_is(q, before, W_COORD)) return before;
        if (quote_is(q, before, W_CLOSE)) return r->from;
    }
    return NO_INDEX;
}

/* Left end of what a verb reports backward: its sentence, or the quotation in which the sentence begins. */
static uint32_t left_end(const struct quote_state *q, const struct report *all, uint32_t k) {
    const struct report *r = &all[k], *last = last_report(all, k);
    uint32_t low = r->bounds.first;
    if (last && last->backward && last->after < r->from) low = last->after;
    for (uint32_t i = r->from; i > low && r->from - i < QUOTE_CLAUSE; i--) {
        const struct quotation *pair = quote_at(q, i - 1);
        if (pair && pair->open > low) i = pair->open + 1;
        else if (!pair && quote_word(q, i - 1, ";")) return i;
    }
    const struct quotation *pair = quote_at(q, low);
    return pair && pair != quote_at(q, r->cue->first) ? pair->open : low;
}

static struct range whole(const struct quotation *pair) { return (struct range){pair->open, pair->close}; }

/* The quotation that ends right before the frame, also with its comma outside. */
static const struct quotation *quotation_left(const struct quote_state *q, const struct report *r) {
    uint32_t i = r->from;
    if (i > 0 && quote_is(q, i - 1, W_COMMA | W_STOP) && i > 1 && quote_is(q, i - 2, W_CLOSE)) i--;
    if (!i || !quote_is(q, i - 1, W_CLOSE)) return NULL;
    const struct quotation *pair = quote_at(q, i - 1);
    bool same = pair && q->tokens->token[r->from].paragraph == q->tokens->token[pair->open].paragraph;
    return same && pair->close == i ? pair : NULL;
}

/* "..., X said, ...": the part behind, unless it is another thought. */
static void add_rest(struct quote_state *q, struct draft *d, const struct report *r, uint32_t next) {
    uint32_t i = r->after, limit = r->bounds.end;
    if (i >= limit || !quote_is(q, i, W_COMMA | W_OPEN | W_STOP)) return;
    uint32_t first = quote_is(q, i, W_OPEN) ? i : i + 1;
    if (first >= limit) return;
    if (quote_is(q, first, W_OPEN)) {
        const struct quotation *pair = quote_at(q, first);
        if (pair) quote_add_content(q, d, whole(pair));
        return;
    }
    if (quote_is(q, i, W_STOP) || quote_at(q, d->content[0].first)) return;
    bool another = quote_is(q, first, W_CONTRAST | W_SUBORD) || quote_is_gerund(q, first);
    if (another || next == i || quote_word(q, first, "according")) return;
    quote_add_content(q, d, (struct range){first, quote_clause_end(q, first, limit, next)});
}

/* "denied them entry" keeps something back; it denies no charge. */
static bool withholds(const struct quote_state *q, const struct report *r, uint32_t i) {
    if (r->cue->kind.stance != STANCE_DENIES) return false;
    if (quote_is(q, i, W_OBJECT) && !quote_word(q, i, "it")) return true;
    const struct lexicon *l = lexicon_get(&q->language->lexicons, "denials");
    for (uint32_t k = i; k < r->bounds.end && k < i + 5; k++) {
        uint32_t n;
        const struct lexicon_entry *hit = lexicon_match(l, q->tokens, k, &n);
        if (hit && str_is(lexicon_column(hit, 1), "withheld")) return true;
    }
    return false;
}

/* "attacked him for ...", not "attacked the town". */
static bool has_reason(const struct quote_state *q, uint32_t i, uint32_t limit) {
    for (uint32_t k = i + 1; k < limit && k - i < 12 && !quote_is(q, k, W_COMMA | W_STOP); k++)
        if (quote_word(q, k, "for") || quote_word(q, k, "over") || quote_word(q, k, "as")) return true;
    return false;
}

/* Where reported words that follow the verb begin, or NO_INDEX when they are none that it can take. */
static uint32_t content_start(const struct quote_state *q, const struct report *r, const char **rule) {
    uint32_t i = r->after, limit = r->bounds.end;
    uint16_t frame = r->cue->kind.frame;
    while (i < limit && (quote_is(q, i, W_COMMA) || quote_word(q, i, ":"))) i++;
    if (i >= limit) return NO_INDEX;
    bool parted = i > r->after;
    if (quote_is(q, i, W_OPEN)) {
        *rule = "quote:before";
        return frame & (F_QUOTE | F_THAT | F_CLAUSE) || (frame && !parted) ? i : NO_INDEX;
    }
    if (quote_that(q, i) && !quote_is(q, i + 1, W_FINITE | W_COMMA)) {
        *rule = "quote:that";
        return frame & (F_THAT | F_CLAUSE) ? i + 1 : frame & F_OBJECT ? i : NO_INDEX;
    }
    *rule = "quote:clause";
    if (parted && !quote_word(q, i - 1, ":")) return NO_INDEX;
    if (quote_word(q, i, ".") || quote_is(q, i, W_STOP | W_CLOSE)) return NO_INDEX;
    bool question = quote_is(q, i, W_CLAUSE_WH) ||
                    (quote_is(q, i, W_WH) && (r->group.negated || r->cue->kind.stance == STANCE_ASKS));
    if (question && (frame & F_THAT)) return i + 1 < limit && !quote_is(q, i + 1, W_COMMA | W_STOP) ? i : NO_INDEX;
    bool negated_to = quote_is(q, i, W_NOT) && quote_word(q, i + 1, "to");
    if ((quote_word(q, i, "to") || negated_to) && (frame & F_SOMEBODY_TO) && i > r->cue->end && !r->passive) {
        *rule = "quote:request";
        return r->cue->end;
    }
    if (quote_word(q, i, "to") || negated_to) {
        *rule = "quote:infinitive";
        return frame & (F_TO | F_SOMEBODY_TO) ? i : NO_INDEX;
    }
    if ((frame & F_ABOUT) && quote_is(q, i, W_PREP)) {
        *rule = "quote:about";
        return i;
    }
    bool gerund = quote_word(q, i, "having") || quote_word(q, i, "being");
    if (!opens_clause(q, i) && !quote_is(q, i, W_DET | W_POSS | W_QUANT) && !gerund) return NO_INDEX;
    if (frame & F_SOMEBODY_TO)
        for (uint32_t k = i + 1; k < limit && k - i < 16 && !quote_is(q, k, W_COMMA | W_STOP); k++)
            if (quote_word(q, k, "to") && !quote_is(q, k + 1, W_DET | W_POSS | W_CAPITAL)) {
                *rule = "quote:request";
                return i;
            }
    if ((frame & F_BARE) || ((frame & F_CLAUSE) && quote_has_verb(q, i, limit))) return i;
    *rule = "quote:object";
    bool first_person = quote_word(q, r->subject.first, "i") || quote_word(q, r->subject.first, "we");
    if (first_person) return NO_INDEX; /* he tells what he does, not what is said */
    if (frame & F_OBJECT) return withholds(q, r, i) ? NO_INDEX : i;
    return (frame & F_OBJECT_FOR) && has_reason(q, i, limit) ? i : NO_INDEX;
}

/* Whether the frame begins a sentence behind a quotation that had its full stop: then it need not speak of that one. */
static bool begins_anew(const struct quote_state *q, const struct report *r, const struct quotation *pair) {
    if (r->from != r->bounds.first) return false;
    return quote_word(q, pair->close - 2, ".") || quote_word(q, r->from - 1, ".") ||
           !quote_is(q, pair->close - 2, W_STOP | W_COMMA);
}

static bool say_backward(struct quote_state *q, struct draft *d, struct report *all, uint32_t k, uint32_t next) {
    struct report *r = &all[k];
    uint16_t frame = r->cue->kind.frame;
    if (r->participle || r->passive || r->relative || !(frame & (F_QUOTE | F_THAT | F_CLAUSE))) return false;
    const struct quotation *pair = quotation_left(q, r);
    const char *rule;
    if (pair && content_start(q, r, &rule) != NO_INDEX &&
        (begins_anew(q, r, pair) || (!r->inverted && !str_is(str_of(rule), "quote:before"))))
        return false;
    uint32_t left = left_end(q, all, k);
    if (pair && pair->close - pair->open > 3) {
        bool mixed = left < pair->open && pair->open - left > 1 && quote_has_verb(q, left, r->from);
        struct range said = {mixed ? left : pair->open, pair->close};
        quote_add_content(q, d, said);
        d->rule = r->inverted ? "quote:inverted" : "quote:after";
    } else {
        uint32_t comma = r->from - 1;
        if (r->from <= r->bounds.first + 1 || !quote_is(q, comma, W_COMMA)) return false;
        bool ends = r->after >= r->bounds.end || (quote_is(q, r->after, W_STOP) && !quote_word(q, r->after, ":"));
        bool aside = quote_is(q, r->after, W_COMMA) && !quote_is(q, r->after + 1, W_OPEN);
        if ((!ends && !aside) || !(frame & (F_THAT | F_CLAUSE)) || comma <= left) return false;
        if (ends && comma < left + 2) return false;
        quote_add_content(q, d, (struct range){left, comma});
        d->rule = r->inverted ? "quote:inverted-clause" : aside ? "quote:aside" : "quote:after-clause";
    }
    r->backward = d->pieces > 0;
    if (r->backward) add_rest(q, d, r, next);
    return r->backward;
}

/* "called it a disgrace" says something, "a group called Forward" does not. */
static bool names_only(const struct quote_state *q, const struct report *r, uint32_t first, uint32_t end) {
    if (!quote_is(q, r->cue->first, W_NAMING) || r->cue->end - r->cue->first > 1) return false;
    if (quote_is(q, first, W_OBJECT | W_SUBJECT)) return end < first + 2;
    for (uint32_t i = first; i < end && i - first < 12 && !quote_is(q, i, W_FINITE | W_RELATIVE | W_COMMA); i++)
        if (quote_is(q, i, W_OPEN) || (i > first && (quote_word(q, i, "a") || quote_word(q, i, "an")))) return false;
    return true;
}

static uint32_t first_comma(const struct quote_state *q, uint32_t i, uint32_t limit) {
    for (uint32_t k = i; k < limit && k - i < QUOTE_CLAUSE; k++) {
        const struct quotation *pair = quote_at(q, k);
        if (pair && pair->open == k) k = pair->close - 1;
        else if (quote_is(q, k, W_COMMA) && k > i + 1) return k;
    }
    return limit;
}

/* A quotation that stands alone behind the verb is the content; one that goes on in plain words is part of it. */
static uint32_t quotation_end(const struct quote_state *q, uint32_t open, uint32_t end) {
    const struct quotation *pair = quote_at(q, open);
    if (!pair || pair->close >= end) return pair ? pair->close : end;
    uint32_t next = pair->close;
    if (quote_is(q, next, W_STOP)) return next;
    if (quote_is(q, next, W_COMMA)) return quote_is(q, next + 1, W_OPEN) || quote_is(q, next + 2, W_OPEN) ? end : next;
    return pair->close - pair->open > 12 && !quote_is(q, next, W_COORD | W_FINITE) ? next : end;
}

static bool say_forward(struct quote_state *q, struct draft *d, const struct report *r, uint32_t next) {
    uint32_t first = content_start(q, r, &d->rule), limit = r->bounds.end;
    if (r->as && r->from == r->bounds.first && quote_is(q, r->after, W_COMMA)) {
        first = r->after + 1;
        d->rule = "quote:as";
    }
    if (first == NO_INDEX) return false;
    if (r->relative || (r->subordinate && !r->as)) limit = first_comma(q, first, limit);
    uint32_t end = quote_clause_end(q, first, limit, next);
    if (quote_is(q, first, W_OPEN)) end = quotation_end(q, first, end);
    else if (str_is(str_of(d->rule), "quote:object")) end = quote_object_end(q, first, end);
    if (end <= first || names_only(q, r, first, end)) return false;
    quote_add_content(q, d, (struct range){first, end});
    return d->pieces > 0;
}

/* "is said to be rich": nobody says it; what is said is the subject and the rest. "was accused of ..." likewise. */
static bool say_passive(struct quote_state *q, struct draft *d, const struct report *r, uint32_t next) {
    struct range by = agent(q, r->cue->end, r->bounds.end);
    uint32_t i = range_empty(by) ? r->after : by.end, end;
    d->speaker = by;
    d->hearsay = range_empty(by);
    d->passive = true;
    d->rule = "quote:passive";
    while (quote_is(q, i, W_COMMA) || quote_word(q, i, ":")) i++;
    end = quote_clause_end(q, i, r->bounds.end, next);
    if (quote_that(q, i) || quote_is(q, i, W_CLAUSE_WH) || quote_is(q, i, W_OPEN)) {
        quote_add_content(q, d, (struct range){i, end});
        return d->pieces > 0;
    }
    bool infinitive = quote_word(q, i, "to") && quote_is(q, i + 1, W_BE | W_HAVE | W_WORD);
    bool of = quote_word(q, i, "of") || quote_word(q, i, "for") || quote_word(q, i, "as");
    if (!infinitive && !(of && (r->cue->kind.frame & F_OBJECT)) && d->hearsay) return false;
    if (quote_word(q, r->subject.first, "it") || quote_is(q, r->subject.first, W_WH)) return false;
    quote_add_content(q, d, r->subject);
    if (infinitive || of) quote_add_content(q, d, (struct range){i, end});
    return d->pieces > 0;
}

static bool is_refusal(const struct quote_state *q, const struct report *r) {
    uint32_t i = r->cue->end;
    if (!r->group.negated || r->cue->end - r->cue->first > 1) return false;
    struct str verb = q->tokens->token[r->cue->first].lower;
    if (str_is(verb, "respond") || str_is(verb, "comment") || str_is(verb, "reply") || str_is(verb, "answer") ||
        str_is(verb, "elaborate") || str_is(verb, "responded") || str_is(verb, "commented"))
        return true;
    bool tells = str_is(verb, "say") || str_is(verb, "said") || str_is(verb, "specify") || str_is(verb, "disclose") ||
                 str_is(verb, "explain") || str_is(verb, "confirm") || str_is(verb, "reveal");
    return tells && (quote_is(q, i, W_WH | W_CLAUSE_WH) || r->group.modal) && !quote_is(q, r->cue->first - 1, W_TIME);
}

/* Whether something stands before or behind the verb that it could report; one that says nothing ends no other report.
 */
static bool can_say(const struct quote_state *q, struct report *all, uint32_t k) {
    const struct report *r = &all[k];
    const char *rule;
    if (r->passive || r->as || r->cue->kind.stance == STANCE_DECLINES || is_refusal(q, r)) return true;
    if (content_start(q, r, &rule) != NO_INDEX) return true;
    return r->from > 0 && quote_is(q, r->from - 1, W_COMMA | W_CLOSE);
}

static void draft_of(struct quote_state *q, struct report *all, uint32_t k, uint32_t count) {
    struct report *r = &all[k];
    struct draft d = {.cue = {r->cue->first, r->cue->end}, .speaker = r->subject, .stance = r->cue->kind.stance};
    uint32_t next = next_beside(q, all, k, count);
    d.negated = r->group.negated;
    d.promise = r->cue->kind.promise;
    if (is_refusal(q, r)) d.stance = STANCE_DECLINES;
    bool said =
        r->passive ? say_passive(q, &d, r, next) : say_backward(q, &d, all, k, next) || say_forward(q, &d, r, next);
    if (!said && !r->passive && is_refusal(q, r)) {
        quote_add_content(q, &d, (struct range){r->group.first, quote_clause_end(q, r->cue->end, r->bounds.end, next)});
        d.rule = "quote:refusal";
        said = d.pieces > 0;
    }
    r->valid = said && quote_emit(q, &d);
}

void quote_verbs(struct quote_state *q, struct range cues) {
    uint32_t count = cues.end - cues.first;
    if (!count) return;
    struct report *all = arena_array(q->arena, count, sizeof *all);
    for (uint32_t k = 0; k < count; k++) {
        all[k].cue = VEC_AT(&q->cues, struct cue, cues.first + k);
        look(q, all, k);
    }
    for (uint32_t k = 0; k < count; k++) all[k].valid = all[k].valid && can_say(q, all, k);
    for (uint32_t k = 0; k < count; k++) {
        uint8_t form = all[k].cue->kind.form;
        if (form > CUE_PART) quote_phrases(q, all[k].cue, next_beside(q, all, k, count));
        else if (all[k].valid) draft_of(q, all, k, count);
    }
}
