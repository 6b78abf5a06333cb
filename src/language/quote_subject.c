#include "language/quote.h"

#define COMMAS 8      /* of one apposition chain */
#define NICKNAME 6    /* tokens of a nickname in quotation marks */
#define BRACKET 14    /* tokens in brackets behind a name */
#define APPOSITION 30 /* tokens */
#define RELATIVE 24   /* tokens of "who had heard of it" */

static bool is_token(const struct quote_state *q, uint32_t i, char c) {
    const struct token *t = &q->tokens->token[i];
    return t->end == t->start + 1 && q->tokens->text.p[t->start] == c;
}

static bool is_time(const struct quote_state *q, uint32_t i) {
    const struct mention *m = quote_mention(q, i);
    return quote_is(q, i, W_TIME) || (m && m->label == LABEL_DATE);
}

/* "on Tuesday", "late Monday", "this week": how many tokens of it end at i. */
static uint32_t time_before(const struct quote_state *q, uint32_t i, uint32_t low) {
    uint32_t first = i;
    while (first > low && i - first < 6 && is_time(q, first - 1)) first--;
    if (first == i) return 0;
    if (first > low && (quote_word(q, first - 1, "late") || quote_word(q, first - 1, "early"))) first--;
    if (first > low &&
        (quote_word(q, first - 1, "on") || quote_word(q, first - 1, "this") || quote_word(q, first - 1, "in")))
        first--;
    return i - first;
}

/* "went on to say": the verb that stands before "to", at most three words off. */
static uint32_t governor_before(const struct quote_state *q, uint32_t to, uint32_t low) {
    for (uint32_t i = to; i > low && to - i < 3; i--) {
        if (quote_is(q, i - 1, W_COMMA | W_STOP | W_MARK)) break;
        if (quote_is(q, i - 1, W_GOVERNOR)) return i - 1;
    }
    return NO_INDEX;
}

static bool note_auxiliary(const struct quote_state *q, uint32_t i, struct verb_group *g) {
    if (!quote_is(q, i, W_AUX | W_NOT)) return false;
    g->be |= quote_is(q, i, W_BE);
    g->have |= quote_is(q, i, W_HAVE);
    g->modal |= quote_is(q, i, W_MODAL);
    g->doing |= quote_is(q, i, W_DO);
    g->negated |= quote_is(q, i, W_NOT);
    return true;
}

void quote_verb_group(const struct quote_state *q, uint32_t verb, uint32_t low, struct verb_group *g) {
    *g = (struct verb_group){.first = verb, .governor = NO_INDEX};
    uint32_t i = verb, taken;
    while (i > low && verb - i < 16) {
        if (quote_is(q, i - 1, W_COMMA | W_STOP | W_MARK)) {
            /* "X, however, said" */
            bool framed = i > low + 3 && quote_is(q, i - 1, W_COMMA) && quote_is(q, i - 2, W_ADVERB) &&
                          quote_is(q, i - 3, W_COMMA) && !is_time(q, i - 2);
            if (!framed) break;
            i -= 3;
        } else if (note_auxiliary(q, i - 1, g)) i--;
        else if ((taken = time_before(q, i, low)) && i - taken > low) i -= taken;
        else if (quote_is(q, i - 1, W_ADVERB)) i--;
        else if (quote_word(q, i - 1, "to") && !g->to) {
            g->to = true;
            g->governor = governor_before(q, i - 1, low);
            i = g->governor == NO_INDEX ? i - 1 : g->governor;
        } else break;
    }
    g->first = i;
    g->bare = i == verb;
}

/* Adverbs, conjunctions and dates in front of a noun phrase do not belong to it. */
static uint32_t trim_left(const struct quote_state *q, uint32_t first, uint32_t end) {
    while (first < end) {
        bool small = quote_is(q, first, W_COORD | W_COMMA) ||
                     (quote_is(q, first, W_ADVERB) && !quote_is(q, first, W_QUANT | W_DET));
        bool time = is_time(q, first) && first + 1 < end && !quote_is(q, first + 1, W_POSS);
        bool mark = !quote_is(q, first, W_WORD | W_OPEN) && !is_token(q, first, '(') && !is_token(q, first, '$');
        if (!small && !time && !mark) break;
        first++;
    }
    return first;
}

/* "In Washington the minister": the part behind the prepositional phrase. */
static uint32_t skip_preposition(const struct quote_state *q, uint32_t first, uint32_t end) {
    if (!quote_is(q, first, W_PREP)) return first;
    const struct mention *last = quote_mention(q, end - 1);
    if (last && last->first_token > first + 1) return last->first_token;
    for (uint32_t i = end - 1; i > first + 1; i--)
        if (quote_is(q, i, W_DET | W_POSS) && !quote_word(q, i, "'s")) return i;
    return end;
}

/* Whether token i - 1 ends a walk to the left; verb tells that it did as the verb of another clause. */
static bool ends_phrase(const struct quote_state *q, uint32_t i, bool *verb) {
    if (quote_is(q, i - 1, W_COMMA | W_STOP | W_MARK)) return true;
    if (quote_is(q, i - 1, W_FINITE) && !quote_is(q, i - 1, W_CAPITAL)) return *verb = true;
    if (quote_is(q, i - 1, W_SUBJECT) || quote_that(q, i - 1)) return true;
    if (quote_is(q, i - 1, W_OBJECT) && !quote_is(q, i - 1, W_POSS)) return *verb = true;
    if (quote_is(q, i - 1, W_CONTRAST)) return true;
    bool starts = q->tokens->sentence[q->tokens->token[i - 1].sentence].first_token == i - 1;
    return quote_is(q, i - 1, W_SUBORD | W_WH) && (starts || !quote_is(q, i - 1, W_CAPITAL));
}

/* A bracket or a nickname that ends at i: where it begins, else i. */
static uint32_t over_insertion(const struct quote_state *q, uint32_t i, uint32_t low) {
    if (is_token(q, i - 1, ')')) {
        for (uint32_t k = i - 1; k > low && i - k < BRACKET; k--)
            if (is_token(q, k - 1, '(')) return k - 1;
    } else if (quote_is(q, i - 1, W_CLOSE)) {
        const struct quotation *pair = quote_at(q, i - 1);
        if (pair && pair->close == i && pair->open > low && i - pair->open <= NICKNAME &&
            quote_is(q, pair->open - 1, W_CAPITAL))
            return pair->open;
    }
    return i;
}

/* "a man who had heard of it": where the relative clause that ends at i begins; i when there is none. */
static uint32_t over_relative(const struct quote_state *q, uint32_t i, uint32_t low) {
    bool verb = false;
    for (uint32_t k = i; k > low + 1 && i - k < RELATIVE; k--) {
        if (quote_is(q, k - 1, W_COMMA | W_STOP | W_MARK | W_SUBORD | W_CONTRAST)) break;
        if (quote_is(q, k - 1, W_SUBJECT) && !quote_word(q, k - 1, "who")) break;
        if (quote_word(q, k - 1, "who"))
            return verb && !quote_is(q, k - 2,
                                     W_FINITE | W_PREP | W_COORD | W_DET | W_QUANT | W_OBJECT | W_SUBJECT | W_ADVERB |
                                         W_COMMA | W_STOP | W_MARK)
                       ? k - 1
                       : i;
        verb |= quote_is(q, k - 1, W_FINITE);
    }
    return i;
}

static struct range phrase_left(const struct quote_state *q, uint32_t end, uint32_t low) {
    if (end <= low) return RANGE_NONE;
    bool pronoun = quote_is(q, end - 1, W_SUBJECT) && quote_is(q, end - 1, W_WORD);
    if (pronoun) return (struct range){end - 1, end};
    uint32_t i = end, conjunction = NO_INDEX;
    bool verb = false;
    while (i > low && end - i < QUOTE_REACH) {
        uint32_t jump = over_insertion(q, i, low);
        if (jump < i) {
            i = jump;
            continue;
        }
        if (ends_phrase(q, i, &verb)) {
            jump = verb || quote_is(q, i - 1, W_WH) ? over_relative(q, i, low) : i;
            if (jump == i) break;
            i = jump;
            verb = false;
            continue;
        }
        if (quote_is(q, i - 1, W_COORD)) conjunction = i - 1;
        i--;
    }
    if (verb && conjunction != NO_INDEX) i = conjunction + 1;
    if (verb && quote_word(q, i, "to") && quote_is(q, i + 1, W_DET)) i++; /* "belongs to a student in Arden, who" */
    i = trim_left(q, i, end);
    if (i < end) i = trim_left(q, skip_preposition(q, i, end), end);
    return i < end ? (struct range){i, end} : RANGE_NONE;
}

/* Whether a stretch between commas can be the head of a subject: "the mayor", not "on Tuesday", "when he came". */
static bool is_head(const struct quote_state *q, uint32_t first, uint32_t end) {
    if (first >= end || quote_is(q, first, W_PREP | W_SUBORD | W_WH)) return false;
    struct str start = q->tokens->token[first].lower;
    if (start.n > 5 && str_ends(start, STR("ing")) && quote_mention(q, first) == NULL) return false;
    bool noun = false;
    for (uint32_t i = first; i < end; i++) {
        if (quote_is(q, i, W_RELATIVE) && i > first) break;
        if (quote_is(q, i, W_FINITE) && !quote_is(q, i, W_CAPITAL)) return false;
        if (quote_is(q, i, W_STOP)) return false;
        noun |= quote_is(q, i, W_WORD) && !quote_is(q, i, W_ADVERB | W_PREP | W_COORD | W_DET) && !is_time(q, i);
    }
    return noun;
}

static bool joins_verb(const struct quote_state *q, uint32_t first, uint32_t end) {
    first = trim_left(q, first, end);
    return first + 1 < end && quote_is(q, first, W_VERB) && !quote_is(q, first, W_CAPITAL) &&
           quote_is(q, first + 1, W_DET | W_POSS | W_OBJECT | W_CAPITAL);
}

/* The subject whose apposition a comma closes: the leftmost stretch between commas that can be its head. */
static struct range apposed(const struct quote_state *q, uint32_t comma, uint32_t low) {
    uint32_t commas[COMMAS], n = 0, i = comma;
    while (i > low && comma - i < QUOTE_REACH) {
        uint32_t jump = over_insertion(q, i, low);
        if (jump < i) {
            i = jump;
            continue;
        }
        if (quote_is(q, i - 1, W_STOP | W_MARK)) break;
        if (quote_is(q, i - 1, W_COMMA)) {
            if (n == COMMAS) break;
            commas[n++] = i - 1;
        }
        i--;
    }
    for (uint32_t k = n + 1; k-- > 0;) {
        uint32_t end = k ? commas[k - 1] : comma, first = trim_left(q, k == n ? i : commas[k] + 1, end);
        if (!is_head(q, first, end)) continue;
        for (uint32_t j = k; j-- > 0;) /* "Smith praised the crew, thanked the council, and": verbs that share it */
            if (joins_verb(q, commas[j] + 1, j ? commas[j - 1] : comma)) return (struct range){first, commas[j]};
        return (struct range){first, comma};
    }
    struct range r = phrase_left(q, n ? commas[0] : comma, low);
    return range_empty(r) ? r : (struct range){r.first, comma};
}

/* "name Elena Ruiz, the mayor, who": the apposition and the name before it. */
static struct range with_name(const struct quote_state *q, struct range r, uint32_t low) {
    if (range_empty(r) || r.first < low + 2 || !quote_is(q, r.first, W_DET | W_POSS)) return r;
    const struct mention *name = quote_is(q, r.first - 1, W_COMMA) ? quote_mention(q, r.first - 2) : NULL;
    if (name && name->label == LABEL_PER && name->first_token >= low) r.first = name->first_token;
    return r;
}

struct range quote_subject(const struct quote_state *q, uint32_t end, uint32_t low) {
    if (end <= low) return RANGE_NONE;
    if (quote_is(q, end - 1, W_COMMA)) return apposed(q, end - 1, low);
    if (quote_is(q, end - 1, W_RELATIVE) && end - 1 > low) {
        uint32_t before = end - 1;
        if (quote_is(q, before - 1, W_COMMA)) before--;
        return with_name(q, phrase_left(q, before, low), low);
    }
    struct range r = phrase_left(q, end, low);
    if (range_empty(r)) return r;
    const struct mention *place = quote_mention(q, r.first);
    bool town = place && place->label == LABEL_LOC && place->end_token == end && r.first > low + 1;
    const struct mention *near = town ? quote_mention(q, r.first - 2) : NULL;
    if (near && near->label == LABEL_LOC && quote_is(q, r.first - 1, W_COMMA)) { /* "the mayor of Columbus, Ohio" */
        struct range more = phrase_left(q, r.first - 1, low);
        if (!range_empty(more)) r.first = more.first;
    }
    return r;
}

struct range quote_clause_subject(const struct quote_state *q, uint32_t low, uint32_t before, bool nearest) {
    uint32_t from = nearest && before - low > QUOTE_REACH ? before - QUOTE_REACH : low;
    uint32_t count = quote_min(before - from, QUOTE_REACH);
    for (uint32_t n = 0; n < count; n++) {
        uint32_t i = nearest ? before - 1 - n : from + n;
        if (!quote_is(q, i, W_FINITE) || quote_is(q, i, W_CAPITAL) || q->inside[i] != q->inside[low]) continue;
        struct verb_group group;
        quote_verb_group(q, i, low, &group);
        struct range subject = quote_subject(q, group.first, low);
        if (!range_empty(subject) && !quote_that(q, subject.first)) return subject;
    }
    return RANGE_NONE;
}

/* A comma at i opens an apposition of the phrase before it: "a lawyer for the firm", "who left", "54". */
static bool opens_apposition(const struct quote_state *q, uint32_t i, uint32_t limit) {
    if (i + 1 >= limit || !quote_is(q, i, W_COMMA)) return false;
    if (quote_is(q, i + 1, W_DET | W_POSS) || quote_word(q, i + 1, "who") || quote_word(q, i + 1, "whose")) return true;
    if (q->tokens->token[i + 1].kind == TOKEN_NUMBER) return true;
    return quote_is(q, i + 1, W_WORD) &&
           !quote_is(q, i + 1, W_SUBJECT | W_PREP | W_COORD | W_SUBORD | W_ADVERB | W_AUX) &&
           !quote_is_gerund(q, i + 1) && !is_time(q, i + 1);
}

/* Where the apposition behind the comma at i ends: at a comma or at the limit, with no verb of its own. 0: it is none.
 */
static uint32_t apposition_end(const struct quote_state *q, uint32_t i, uint32_t limit) {
    bool relative = quote_is(q, i + 1, W_WH);
    bool all_names = true; /* "the minister, Elena Ruiz said" */
    uint32_t k = i + 1;
    for (; k < limit && k - i < APPOSITION; k++) {
        if (quote_is(q, k, W_STOP | W_MARK | W_COMMA)) break;
        relative |= quote_is(q, k, W_RELATIVE);
        if (!relative && quote_is(q, k, W_FINITE) && !quote_is(q, k, W_CAPITAL)) return all_names ? k : 0;
        all_names &= quote_is(q, k, W_CAPITAL);
    }
    return k - i < APPOSITION ? k : 0;
}

static bool ends_right(const struct quote_state *q, uint32_t i, uint32_t first) {
    if (quote_is(q, i, W_COMMA | W_STOP | W_MARK)) return true;
    if (quote_is(q, i, W_FINITE) && !quote_is(q, i, W_CAPITAL)) return true;
    if (i > first && (quote_is(q, i, W_SUBJECT) || quote_that(q, i))) return true;
    if (quote_is(q, i, W_WH | W_CONTRAST)) return true;
    bool new_phrase = quote_is(q, i, W_DET) && i > first && quote_is(q, i - 1, W_CAPITAL);
    if (new_phrase && !quote_is(q, i, W_CAPITAL)) return true; /* "According to Smith the port ..." */
    if (quote_is(q, i, W_SUBORD) && !quote_is(q, i, W_CAPITAL)) return true;
    if (i > first && quote_is(q, i, W_ADVERB) && !quote_is(q, i, W_CAPITAL)) return true;
    if (is_time(q, i) && !quote_is(q, i + 1, W_POSS)) return true;
    bool bound =
        quote_word(q, i, "of") || quote_word(q, i, "for") || quote_word(q, i, "from") || quote_word(q, i, "at");
    bool rank = quote_word(q, i, "to") && quote_is(q, i - 1, W_CAPITAL) == quote_is(q, i + 1, W_CAPITAL | W_DET) &&
                quote_is(q, i + 1, W_DET | W_CAPITAL); /* "Ambassador to the United Nations" */
    if (i > first && !quote_is(q, i - 1, W_CAPITAL)) { /* "a lawyer with the firm", "an official in Arden" */
        const struct mention *place = quote_mention(q, i + 1 + (quote_is(q, i + 1, W_DET) ? 1 : 0));
        bound |= quote_word(q, i, "with") || (quote_word(q, i, "in") && place && place->label <= LABEL_LOC);
    }
    return quote_is(q, i, W_PREP) && !bound && !rank;
}

/* "four people familiar with the talks", "two officials who asked not to be named": how many tokens, or 0. */
static uint32_t anonymity_at(const struct quote_state *q, uint32_t i, uint32_t limit) {
    uint32_t n = quote_anonymity(q, i);
    if (n || !quote_word(q, i, "who")) return n;
    for (uint32_t k = i + 1; k < limit && k - i < 5 && quote_is(q, k, W_WORD); k++)
        if ((n = quote_anonymity(q, k))) return k + n - i;
    return 0;
}

struct range quote_phrase_right(const struct quote_state *q, uint32_t first, uint32_t limit) {
    uint32_t i = first;
    while (i < limit && i - first < QUOTE_REACH) {
        if (is_token(q, i, '(')) {
            uint32_t k = i;
            while (k < limit && k - i < BRACKET && !is_token(q, k, ')')) k++;
            if (k < limit && is_token(q, k, ')')) i = k + 1;
            else break;
            continue;
        }
        uint32_t mark = i > first ? anonymity_at(q, i, limit) : 0;
        if (mark) {
            i += mark;
            continue;
        }
        if (ends_right(q, i, first)) break;
        bool pronoun = i == first && quote_is(q, i, W_SUBJECT);
        i++;
        if (pronoun) break;
    }
    if (i == first) return RANGE_NONE;
    while (i > first + 1 && quote_is(q, i - 1, W_COORD | W_PREP)) i--;
    uint32_t end = i;
    while (opens_apposition(q, i, limit) && (i = apposition_end(q, i, limit)) && i < first + QUOTE_REACH) end = i;
    return (struct range){first, end};
}
