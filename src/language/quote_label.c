#include "language/quote.h"

#define ROLE_REACH 200 /* mentions before "the minister" among which he is looked for */
#define PREDICATE 8    /* tokens around a first verb that tell its modality */

struct speaker_words {
    const struct lexicon *anonymous, *documents, *spokespersons;
};

static struct speaker_words speaker_words(const struct quote_state *q) {
    const struct lexicons *all = &q->language->lexicons;
    return (struct speaker_words){lexicon_get(all, "speakers_anonymous"), lexicon_get(all, "speakers_document"),
                                  lexicon_get(all, "speakers_spokesperson")};
}

/* An entry of that class somewhere in the range. */
static bool has_class(const struct quote_state *q, const struct lexicon *l, struct range r, const char *class) {
    uint32_t n;
    for (uint32_t i = r.first; i < r.end; i++) {
        const struct lexicon_entry *hit = lexicon_match(l, q->tokens, i, &n);
        struct str rest = hit && i + n <= r.end ? lexicon_column(hit, 1) : (struct str){0};
        while (rest.p) /* "paper,outlet" */
            if (str_is(str_split(&rest, ','), class)) return true;
    }
    return false;
}

/* The words that end with the head noun: up to the first comma, preposition or relative clause. */
static struct range head_words(const struct quote_state *q, struct range r) {
    uint32_t i = r.first + 1;
    while (i < r.end && !quote_is(q, i, W_COMMA | W_RELATIVE | W_FINITE) &&
           !(quote_is(q, i, W_PREP) && quote_mention(q, i) == NULL))
        i++;
    return (struct range){r.first, i};
}

static bool is_owner(const struct quote_state *q, const struct mention *m) {
    struct str last = q->tokens->token[m->end_token - 1].lower;
    return quote_word(q, m->end_token, "'s") || str_ends(last, STR("s'")) || quote_word(q, m->end_token, "'");
}

/* "President of Mexico Elena Ruiz", but not "a lawyer for Ms Ruiz", "a friend of Senator Ruiz". */
static bool ends_title(const struct quote_state *q, uint32_t i, uint32_t low) {
    if (i <= low || quote_is(q, i - 1, W_PREP | W_DET) || !quote_is(q, i - 1, W_CAPITAL)) return false;
    const struct lexicon *titles = lexicon_get(&q->language->lexicons, "titles");
    return i - 1 == low || !quote_is(q, i - 2, W_PREP) || !lexicon_find(titles, q->tokens->token[i - 1].lower);
}

/* The person named in the range as the speaker himself: in the head, or right behind a comma. */
static const struct mention *person_in(const struct quote_state *q, struct range r, struct range head) {
    const struct lexicon *anonymous = lexicon_get(&q->language->lexicons, "speakers_anonymous");
    const struct mention *found = NULL;
    for (uint32_t i = r.first; i < r.end; i++) {
        const struct mention *m = quote_mention(q, i);
        bool alone = m && m->end_token + 1 == r.end; /* "Ruiz's" cut off from what he owns */
        if (!m || m->label != LABEL_PER || m->first_token != i || (is_owner(q, m) && !alone)) continue;
        bool apposed = i > r.first && quote_is(q, i - 1, W_COMMA);
        bool behind_title = m->end_token == r.end && ends_title(q, i, r.first);
        bool owned = m->end_token < head.end && !quote_is(q, m->end_token, W_CAPITAL) && /* "Ruiz campaign officials" */
                     has_class(q, anonymous, (struct range){head.end - 1, head.end}, "head");
        if (i < head.end && !owned) found = m;
        else if ((apposed || behind_title) && !found) found = m;
    }
    return found;
}

/* The organisation or place that ends the head: "the Transport Ministry", "France". */
static const struct mention *body_in(const struct quote_state *q, struct range head) {
    const struct mention *m = quote_mention(q, head.end - 1);
    return m && (m->label == LABEL_ORG || m->label == LABEL_LOC) ? m : NULL;
}

static uint32_t first_entity(const struct quote_state *q, struct range r) {
    for (uint32_t i = r.first; i < r.end; i++) {
        const struct mention *m = quote_mention(q, i);
        if (m && m->entity != NO_INDEX && m->label <= LABEL_LOC) return m->entity;
    }
    return NO_INDEX;
}

/* A capital makes a name of the head noun; at the start of a sentence only where no table knows the word. */
static bool has_name_shape(const struct quote_state *q, struct range head) {
    uint32_t last = head.end - 1;
    while (last > head.first && !quote_is(q, last, W_WORD)) last--;
    if (!quote_is(q, last, W_CAPITAL)) return false;
    if (q->tokens->sentence[q->tokens->token[last].sentence].first_token != last) return true;
    return !lexicon_find(lexicon_get(&q->language->lexicons, "words"), q->tokens->token[last].lower);
}

/* Words behind the speaker that keep a name back reach to the end of the sentence. */
static bool keeps_name_back(const struct quote_state *q, const struct speaker_words *w, struct range speaker,
                            struct range cue) {
    uint32_t end = q->tokens->sentence[q->tokens->token[speaker.first].sentence].end_token;
    uint32_t last = quote_max(speaker.end, cue.end);
    struct range r = {speaker.first, quote_min(end, last + QUOTE_REACH)};
    return has_class(q, w->anonymous, r, "mark");
}

/* "the ministry", "its ministry", "Ms Ruiz's office", "Ruiz campaign": one of its kind, so it has a name. */
static bool is_particular(const struct quote_state *q, struct range head) {
    if (quote_word(q, head.first, "the")) return true;
    for (uint32_t i = head.first; i + 1 < head.end; i++)
        if (quote_is(q, i, W_POSS) || (quote_mention(q, i) && !quote_is(q, head.first, W_DET))) return true;
    return false;
}

/* "the minister": the person named last of whom the text told that role, or NO_INDEX. */
static uint32_t holder_of_role(const struct quote_state *q, struct range head) {
    struct str noun = q->tokens->token[head.end - 1].lower;
    if (!quote_word(q, head.first, "the") || str_ends(noun, STR("s"))) return NO_INDEX;
    uint32_t low = 0, high = q->reading->mention_count;
    while (low < high) { /* the mentions before the phrase */
        uint32_t middle = low + (high - low) / 2;
        if (q->reading->mentions[middle].first_token < head.first) low = middle + 1;
        else high = middle;
    }
    for (uint32_t n = 0; low-- > 0 && n < ROLE_REACH; n++) {
        const struct mention *m = &q->reading->mentions[low];
        if (m->label != LABEL_PER || m->entity == NO_INDEX) continue;
        struct str rest = q->reading->clusters[m->entity].role;
        for (struct str word = str_split(&rest, ' '); word.p; word = str_split(&rest, ' '))
            if (str_eq(word, noun)) return m->entity;
    }
    return NO_INDEX;
}

static enum speaker_type type_of_phrase(const struct quote_state *q, struct range r, struct range cue,
                                        uint32_t *entity) {
    struct speaker_words w = speaker_words(q);
    struct range head = head_words(q, r), last = {head.end - 1, head.end};
    const struct mention *person = person_in(q, r, head), *body = body_in(q, head);
    if (person) {
        *entity = person->entity;
        return SPEAKER_NAMED;
    }
    if (has_class(q, w.spokespersons, r, "head")) {
        *entity = first_entity(q, r);
        return *entity == NO_INDEX && keeps_name_back(q, &w, r, cue) ? SPEAKER_ANONYMOUS : SPEAKER_SPOKESPERSON;
    }
    if (keeps_name_back(q, &w, r, cue)) return SPEAKER_ANONYMOUS;
    bool outlet = has_class(q, w.documents, head, "outlet") || has_class(q, w.documents, head, "paper");
    if (body) {
        *entity = body->entity;
        return outlet ? SPEAKER_DOCUMENT : SPEAKER_NAMED;
    }
    uint32_t reference = mention_at_token(q->reading, head.end - 1);
    if (has_class(q, w.documents, last, "document") || has_class(q, w.documents, head, "paper"))
        return SPEAKER_DOCUMENT;
    if (reference != NO_INDEX && q->reading->mentions[reference].entity != NO_INDEX) {
        *entity = q->reading->mentions[reference].entity;
        return SPEAKER_NAMED;
    }
    if (has_name_shape(q, head)) return outlet ? SPEAKER_DOCUMENT : SPEAKER_NAMED;
    uint32_t holder = holder_of_role(q, head);
    if (holder != NO_INDEX) {
        *entity = holder;
        return SPEAKER_NAMED;
    }
    if (has_class(q, w.anonymous, r, "knows") || has_class(q, w.anonymous, last, "head")) return SPEAKER_ANONYMOUS;
    if (is_particular(q, head) && has_class(q, w.anonymous, last, "body")) return SPEAKER_NAMED;
    return has_class(q, w.documents, head, "document") ? SPEAKER_DOCUMENT : SPEAKER_ANONYMOUS;
}

static bool is_pronoun(const struct quote_state *q, struct range r) {
    return r.end == r.first + 1 && quote_is(q, r.first, W_SUBJECT | W_OBJECT | W_POSS | W_RELATIVE) &&
           quote_mention(q, r.first) == NULL;
}

static bool is_speech_person(const struct quote_state *q, uint32_t i) {
    return quote_word(q, i, "i") || quote_word(q, i, "we") || quote_word(q, i, "my") || quote_word(q, i, "our");
}

/* Who speaks. `before`: the claim before this one in the text, from which a pronoun that nothing resolves takes its
 * type; `outer`: the claim whose content this one stands in, or NULL. */
static void label_speaker(const struct quote_state *q, const struct draft *d, const struct claim *before,
                          const struct claim *outer, struct claim *c) {
    c->speaker_entity = NO_INDEX;
    c->speaker_type = SPEAKER_UNKNOWN;
    if (range_empty(d->speaker)) return;
    c->speaker_type = SPEAKER_NAMED;
    uint32_t reference = mention_at_token(q->reading, d->speaker.first);
    if (!is_pronoun(q, d->speaker)) c->speaker_type = type_of_phrase(q, d->speaker, d->cue, &c->speaker_entity);
    else if (is_speech_person(q, d->speaker.first)) {
        c->speaker_type = outer                           ? outer->speaker_type
                          : quote_at(q, d->speaker.first) ? SPEAKER_UNKNOWN
                                                          : SPEAKER_AUTHOR;
        c->speaker_entity = outer ? outer->speaker_entity : NO_INDEX;
    } else if (reference != NO_INDEX && q->reading->mentions[reference].entity != NO_INDEX)
        c->speaker_entity = q->reading->mentions[reference].entity;
    else if (before && !range_empty(d->speaker)) c->speaker_type = before->speaker_type;
}

/* A quoted name or title makes no quotation. */
static bool quotes_words(const struct quote_state *q, uint32_t open) {
    const struct quotation *pair = quote_at(q, open);
    for (uint32_t i = open + 1; pair && i < pair->close && i - open < QUOTE_REACH; i++)
        if (quote_is(q, i, W_WORD) && !quote_is(q, i, W_CAPITAL | W_PREP | W_DET | W_COORD)) return true;
    return false;
}

static enum claim_form form_of(const struct quote_state *q, const struct draft *d) {
    bool direct = d->pieces > 0, any = false;
    for (uint32_t p = 0; p < d->pieces; p++) {

        struct range r = d->content[p];
        const struct quotation *pair = quote_at(q, r.first);
        bool whole = pair && pair->open == r.first && pair->close == r.end;
        direct &= whole || (quote_is(q, r.first, W_OPEN) && quote_is(q, r.end - 1, W_CLOSE));
        for (uint32_t i = r.first; i < r.end && i - r.first < QUOTE_CLAUSE; i++)
            any |= quote_is(q, i, W_OPEN) && quotes_words(q, i);
    }
    if (d->rule && str_is(str_of(d->rule), "quote:transcript")) return FORM_DIRECT;
    return direct ? FORM_DIRECT : any ? FORM_MIXED : FORM_INDIRECT;
}

/* First finite verb of the words from i on, or NO_INDEX. */
static uint32_t first_verb(const struct quote_state *q, struct range r) {
    for (uint32_t i = r.first; i < r.end && i - r.first < QUOTE_REACH; i++)
        if (quote_is(q, i, W_FINITE) && !quote_is(q, i, W_CAPITAL)) return i;
    return NO_INDEX;
}

static bool holds_condition(const struct quote_state *q, const struct lexicon *l, struct range r) {
    r.end = quote_min(r.end, r.first + QUOTE_REACH);
    return has_class(q, l, r, "conditional");
}

/* Who holds an office or speaks for one can bind it: a body, its spokesperson, a person with a post. */
static bool can_bind(const struct quote_state *q, const struct claim *c) {
    if (c->speaker_type == SPEAKER_SPOKESPERSON || c->speaker_type == SPEAKER_AUTHOR) return true;
    if (c->speaker_type != SPEAKER_NAMED || c->speaker_entity == NO_INDEX) return false;
    const struct cluster *who = &q->reading->clusters[c->speaker_entity];
    if (who->label != LABEL_PER) return true;
    const struct lexicon *roles = lexicon_get(&q->language->lexicons, "roles");
    struct str rest = who->role;
    for (struct str word = str_split(&rest, ' '); word.p; word = str_split(&rest, ' ')) {
        const struct lexicon_entry *role = lexicon_find(roles, word);
        struct str class = role ? lexicon_column(role, 1) : (struct str){0};
        if (str_is(class, "office") || str_is(class, "ownership") || str_is(class, "founder")) return true;
    }
    return false;
}

/* "by 31 January", "within three months": a day on which the word can be held against its giver. */
static bool has_deadline(const struct quote_state *q, struct range r) {
    for (uint32_t i = r.first; i + 1 < r.end && i - r.first < QUOTE_REACH; i++) {
        if (!quote_word(q, i, "by") && !quote_word(q, i, "before") && !quote_word(q, i, "within")) continue;
        for (uint32_t k = i + 1; k < r.end && k - i < 5 && !quote_is(q, k, W_COMMA | W_STOP | W_PREP); k++) {
            const struct mention *m = quote_mention(q, k);
            if ((m && m->label == LABEL_DATE) || quote_is(q, k, W_TIME)) return true;
            if (quote_word(q, k, "days") || quote_word(q, k, "weeks") || quote_word(q, k, "months")) return true;
        }
        if (quote_word(q, i + 1, "the") && quote_word(q, i + 2, "end")) return true;
    }
    return false;
}

/* "I will sell every share", not "I will be brief". */
static bool is_deed(const struct quote_state *q, uint32_t verb) {
    static const char *const words[] = {"be", "have", "see", "say", "tell", "ask", "know", "remember", "need", "die"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (quote_word(q, verb, words[i])) return false;
    return true;
}

/* "I will sell it", "it will be sold by May": the speaker binds himself or what he answers for. */
static bool is_promise(const struct quote_state *q, const struct draft *d, const struct claim *c, uint32_t verb) {
    struct range r = d->content[0];
    if (verb == NO_INDEX || verb == r.first || d->stance != STANCE_ASSERTS || !can_bind(q, c)) return false;
    bool shall = quote_word(q, verb, "will") || quote_word(q, verb, "shall") || quote_word(q, verb, "'ll") ||
                 quote_word(q, verb, "’ll");
    bool would = quote_word(q, verb, "would") && c->form != FORM_DIRECT;
    if (!shall && !would) return false;
    uint32_t subject = verb - 1, next = verb + 1;
    while (subject > r.first && quote_is(q, subject, W_ADVERB)) subject--;
    while (next + 1 < r.end && quote_is(q, next, W_ADVERB)) next++;
    bool first_person = is_speech_person(q, subject);
    if (!has_deadline(q, r)) return shall && first_person && is_deed(q, next);
    bool other = would && quote_is(q, subject, W_SUBJECT) && !quote_word(q, subject, "there");
    bool passive = quote_word(q, next, "be") && next + 1 < r.end &&
                   (str_ends(q->tokens->token[next + 1].lower, STR("ed")) || quote_is(q, next + 1, W_VERB));
    return first_person || passive || (other && !quote_word(q, next, "be"));
}

/* What the first verb of the content tells: will and plans to are a plan, may is possible, would with if a condition.
 */
static enum modality modality_of(const struct quote_state *q, const struct draft *d, const struct claim *c) {
    const struct lexicon *l = lexicon_get(&q->language->lexicons, "modality");
    struct range r = d->content[0];
    if (d->stance == STANCE_ASKS || d->stance == STANCE_DECLINES || d->stance == STANCE_DENIES) return MODALITY_FACT;
    if (d->promise) return MODALITY_PROMISE;
    uint32_t verb = first_verb(q, r);
    if (is_promise(q, d, c, verb)) return holds_condition(q, l, r) ? MODALITY_CONDITIONAL : MODALITY_PROMISE;
    /* Where no word is known for a verb, "plans to" may still tell. */
    struct range predicate = verb == NO_INDEX ? (struct range){r.first, quote_min(r.end, r.first + PREDICATE)}
                                              : (struct range){verb, quote_min(r.end, verb + PREDICATE / 2)};
    for (uint32_t i = predicate.first; i < predicate.end; i++) { /* "was sold in May" */
        const struct mention *m = quote_mention(q, i);
        if (m && m->label == LABEL_DATE) predicate.end = i;
    }
    bool would = has_class(q, l, predicate, "would"), plan = has_class(q, l, predicate, "plan");
    if ((would || plan) && holds_condition(q, l, r)) return MODALITY_CONDITIONAL;
    if (plan) return MODALITY_PLAN;
    if (has_class(q, l, predicate, "possible")) return MODALITY_POSSIBLE;
    return MODALITY_FACT;
}

/* "rejected" and the like deny only a charge or a demand: "rejected the claim",
 * "rejected calls for an inquiry", not "rejected the offer". */
static bool denies_charge(const struct quote_state *q, const struct draft *d) {
    struct str cue = range_empty(d->cue) ? (struct str){0} : q->tokens->token[d->cue.first].lower;
    if (str_starts(cue, STR("den")) || str_starts(cue, STR("refut"))) return true;
    struct range r = {d->content[0].first, quote_min(d->content[0].end, d->content[0].first + 7)};
    bool clause = d->content[0].first > d->cue.end; /* behind "that" */
    const struct lexicon *denials = lexicon_get(&q->language->lexicons, "denials");
    return clause || has_class(q, denials, r, "charge") || has_class(q, denials, r, "demand");
}

/* "That is not true", said to a charge, denies it; "I urge the government to ..." asks. */
static enum stance stance_of(const struct quote_state *q, const struct draft *d) {
    struct range r = d->content[0];
    if (d->stance == STANCE_DENIES) return d->negated || !denies_charge(q, d) ? STANCE_ASSERTS : STANCE_DENIES;
    if (d->stance != STANCE_ASSERTS || !d->pieces) return d->stance;
    while (r.first < r.end && quote_is(q, r.first, W_OPEN)) r.first++;
    if (is_speech_person(q, r.first)) {
        static const char *const asks[] = {"urge", "ask", "call", "demand", "appeal", "request", "beg", "implore"};
        for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
            if (quote_word(q, r.first + 1, asks[i])) return STANCE_ASKS;
    }
    if (r.end - r.first > 14 || range_empty(d->speaker)) return STANCE_ASSERTS;
    const struct lexicon *denials = lexicon_get(&q->language->lexicons, "denials");
    struct range start = {r.first, quote_min(r.end, r.first + 4)};
    return has_class(q, denials, start, "charge") && has_class(q, denials, r, "answer") ? STANCE_DENIES
                                                                                        : STANCE_ASSERTS;
}

static struct date date_in(const struct quote_state *q, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end && i - first < QUOTE_CLAUSE; i++) {
        const struct mention *m = quote_mention(q, i);
        if (m && m->label == LABEL_DATE && m->date.precision != DATE_NONE) return m->date;
    }
    return (struct date){.precision = DATE_NONE};
}

static struct span span_of(const struct quote_state *q, struct range r) {
    if (range_empty(r)) return SPAN_NONE;
    return (struct span){q->tokens->token[r.first].start, q->tokens->token[r.end - 1].end};
}

/* The date beside the verb: between speaker, verb and content, or right behind them. */
static struct date date_said(const struct quote_state *q, const struct draft *d) {
    uint32_t low = range_empty(d->speaker) ? d->cue.first : quote_min(d->speaker.first, d->cue.first);
    uint32_t high = quote_max(d->speaker.end, d->cue.end);
    if (range_empty(d->cue)) return (struct date){.precision = DATE_NONE};
    uint32_t end = quote_min(high + PREDICATE, q->tokens->sentence[q->tokens->token[d->cue.first].sentence].end_token);
    for (uint32_t p = 0; p < d->pieces; p++)
        if (d->content[p].first >= high && d->content[p].first < end) end = d->content[p].first;
    return date_in(q, low, end);
}

static void label_span(struct claim *c) {
    c->span = c->content_count ? c->content[0] : c->cue;
    if (c->content_count) c->span.end = c->content[c->content_count - 1].end;
    const struct span parts[] = {c->cue, c->speaker};
    for (size_t i = 0; i < 2; i++) {
        if (!parts[i].end) continue;
        c->span.start = quote_min(c->span.start, parts[i].start);
        c->span.end = quote_max(c->span.end, parts[i].end);
    }
}

void quote_label(const struct quote_state *q, const struct draft *d, const struct claim *before,
                 const struct claim *outer, struct claim *c) {
    c->content = arena_array(q->arena, d->pieces, sizeof *c->content);
    c->content_count = d->pieces;
    for (uint32_t p = 0; p < d->pieces; p++) c->content[p] = span_of(q, d->content[p]);
    c->cue = span_of(q, d->cue);
    c->speaker = span_of(q, d->speaker);
    label_span(c);
    label_speaker(q, d, before, outer, c);
    c->form = form_of(q, d);
    c->stance = stance_of(q, d);
    c->modality = modality_of(q, d, c);
    c->negated = d->negated && d->stance != STANCE_DENIES && c->stance != STANCE_DECLINES;
    c->about = date_in(q, d->content[0].first, d->content[0].end);
    c->said = date_said(q, d);
    c->rule = d->rule;
}
