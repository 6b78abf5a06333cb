#include "language/quote.h"

#include <string.h>

/* In the order of the bits of enum word_class. */
static const char *const class_names[] = {
    "det",    "quant", "poss",     "subject",     "object", "prep",   "local", "coord", "contrast",
    "subord", "wh",    "clausewh", "relative",    "be",     "have",   "do",    "modal", "not",
    "adverb", "time",  "governor", "noaddressee", "venue",  "naming", "verb"};
/* In the order of enum cue_form, for the forms of the tables. */
static const char *const form_names[] = {"base", "s", "ing", "past", "part", "according", "adverb", "refusal", "noun"};
static const char frame_letters[] = "qtcaoirpfb";

#define IN_TABLE (1u << 31) /* marks a parsed entry; words of the table get no classes by their form */

/* Class bits of one entry, parsed when it is first met. */
static uint32_t entry_classes(const struct lexicon_entry *entry) {
    uint32_t bits = IN_TABLE;
    for (struct str rest = lexicon_column(entry, 1); rest.p;) {
        struct str name = str_split(&rest, ',');
        for (size_t i = 0; i < sizeof class_names / sizeof *class_names; i++)
            if (str_is(name, class_names[i])) bits |= 1u << i;
    }
    return bits;
}

static struct cue_kind entry_cue(const struct lexicon_entry *entry) {
    struct cue_kind kind = {.ready = true};
    struct str form = lexicon_column(entry, 1), frame = lexicon_column(entry, 2), stance = lexicon_column(entry, 3);
    for (uint8_t i = 0; i < sizeof form_names / sizeof *form_names; i++)
        if (str_is(form, form_names[i])) kind.form = i;
    for (size_t i = 0; i < frame.n; i++) {
        const char *letter = memchr(frame_letters, frame.p[i], sizeof frame_letters - 1);
        if (letter) kind.frame |= (uint16_t)(1u << (letter - frame_letters));
    }
    for (uint8_t i = STANCE_ASSERTS; i <= STANCE_ASKS; i++)
        if (str_is(stance, stances[i])) kind.stance = i;
    kind.promise = str_is(lexicon_column(entry, 4), "promise");
    return kind;
}

bool quote_word(const struct quote_state *q, uint32_t token, const char *lower) {
    return token < q->tokens->token_count && str_is(q->tokens->token[token].lower, lower);
}

bool quote_that(const struct quote_state *q, uint32_t token) {
    if (!quote_word(q, token, "that")) return false;
    if (!quote_is(q, token + 1, W_WORD)) return true;
    static const char *const governors[] = {"with", "of", "on", "about", "to", "from", "for", "by", "at"};
    for (size_t i = 0; token && i < sizeof governors / sizeof *governors; i++)
        if (quote_word(q, token - 1, governors[i])) return quote_is(q, token + 1, W_SUBJECT | W_DET | W_POSS | W_AUX);
    return true;
}

uint32_t quote_anonymity(const struct quote_state *q, uint32_t token) {
    uint32_t n = 0;
    const struct lexicon *l = lexicon_get(&q->language->lexicons, "speakers_anonymous");
    const struct lexicon_entry *hit = lexicon_match(l, q->tokens, token, &n);
    if (!hit || n < 2) return 0;
    return str_is(lexicon_column(hit, 1), "mark") || str_is(lexicon_column(hit, 1), "knows") ? n : 0;
}

static uint32_t punctuation_classes(const struct quote_state *q, const struct token *t) {
    if (t->kind == TOKEN_QUOTE_OPEN) return W_OPEN;
    if (t->kind == TOKEN_QUOTE_CLOSE) return W_CLOSE;
    if (t->kind != TOKEN_PUNCT && t->kind != TOKEN_SYMBOL) return W_WORD;
    struct str s = str_cut(q->tokens->text, t->start, t->end);
    if (str_is(s, ",")) return W_COMMA;
    if (s.p[0] == '.' || s.p[0] == '?' || s.p[0] == '!' || s.p[0] == ':' || s.p[0] == ';') return W_STOP;
    if (str_is(s, "--") || str_is(s, "---") || (s.n == 3 && !memcmp(s.p, "\xe2\x80", 2))) return W_STOP; /* dashes */
    return 0;
}

static bool ends_with(struct str s, const char *suffix, size_t least) {
    return s.n >= least && str_ends(s, str_of(suffix));
}

/* Words of no table: adverbs by -ly, finite verbs by -ed unless an article or the like makes an adjective of it. */
static uint32_t classes_by_form(const struct quote_state *q, uint32_t i, uint32_t before) {
    const struct token *t = &q->tokens->token[i];
    if (t->kind != TOKEN_WORD || t->shape != SHAPE_LOWER) return 0;
    if (ends_with(t->lower, "ly", 5)) return W_ADVERB;
    if (ends_with(t->lower, "ed", 5) && !(before & (W_DET | W_POSS | W_PREP | W_QUANT | W_COMMA))) return W_VERB;
    return 0;
}

static uint32_t classes_of(const struct quote_state *q, const struct lexicon *grammar, uint32_t *parsed, uint32_t i) {
    const struct token *t = &q->tokens->token[i];
    uint32_t before = i ? q->words[i - 1] : 0, bits = punctuation_classes(q, t);
    if (!(bits & W_WORD)) return bits;
    if (t->shape == SHAPE_TITLE || t->shape == SHAPE_UPPER || t->shape == SHAPE_MIXED) bits |= W_CAPITAL;
    const struct lexicon_entry *entry = lexicon_find(grammar, t->lower);
    if (!entry) return bits | classes_by_form(q, i, before);
    uint32_t *known = &parsed[entry - grammar->entries];
    if (!*known) *known = entry_classes(entry);
    bits |= *known & ~IN_TABLE;
    if (str_is(t->lower, "'s")) bits &= ~(uint32_t)(before & (W_SUBJECT | W_WH) ? W_POSS : W_BE);
    /* "May", "Will", "March" as names or months. */
    bool starts = i == q->tokens->sentence[t->sentence].first_token;
    if ((bits & W_CAPITAL) && !starts && !(before & W_OPEN) && t->shape == SHAPE_TITLE)
        bits &= ~(uint32_t)(W_MODAL | W_VERB | W_BE | W_HAVE);
    return bits;
}

/* A capital in running text makes a name of a word, not a cue: "the State Department". */
static bool is_running(const struct quote_state *q, uint32_t i, bool headline) {
    const struct token *t = &q->tokens->token[i];
    if (headline || !(q->words[i] & W_CAPITAL)) return true;
    return i == q->tokens->sentence[t->sentence].first_token || quote_is(q, i - 1, W_OPEN);
}

/* A sentence with capitals nearly throughout: a headline or a shouted text, where they tell nothing. */
static bool is_headline(const struct quote_state *q, const struct sentence *s) {
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = s->first_token; i < s->end_token; i++)
        if (quote_is(q, i, W_WORD) && q->tokens->token[i].lower.n > 3) {
            words++;
            capitals += quote_is(q, i, W_CAPITAL);
        }
    return words > 2 && capitals * 4 >= words * 3;
}

struct cue_tables {
    const struct lexicon *verbs, *nouns;
    struct cue_kind *verb_kinds, *noun_kinds;
};

static const struct cue_kind *kind_of(const struct lexicon *lexicon, struct cue_kind *kinds,
                                      const struct lexicon_entry *entry) {
    struct cue_kind *kind = &kinds[entry - lexicon->entries];
    if (!kind->ready) *kind = entry_cue(entry);
    return kind;
}

/* After a determiner, a possessive or "of" a word that can be both is the noun. */
static bool noun_place(const struct quote_state *q, uint32_t i) {
    if (!i || q->tokens->token[i - 1].sentence != q->tokens->token[i].sentence) return false;
    return quote_is(q, i - 1, W_DET | W_POSS | W_QUANT) || quote_word(q, i - 1, "of") || quote_word(q, i - 1, "by");
}

/* What stands behind an -s form tells whether it is a verb or a plural: "shows that", not "court documents, ...". */
static bool takes_object(const struct quote_state *q, uint32_t i) {
    static const char *const words[] = {"that", "the",     "a",   "an",    "he",  "she", "it",
                                        "they", "his",     "her", "their", "its", "how", "why",
                                        "what", "whether", "no",  "there", "to",  "him", "them"};
    if (i >= q->tokens->token_count) return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (quote_word(q, i, words[k])) return true;
    uint8_t shape = q->tokens->token[i].shape;
    return q->tokens->token[i].kind == TOKEN_QUOTE_OPEN || shape == SHAPE_TITLE || shape == SHAPE_UPPER;
}

static uint32_t add_cue(struct quote_state *q, const struct cue_tables *tables, uint32_t i) {
    uint32_t verb_tokens = 0, noun_tokens = 0;
    const struct lexicon_entry *verb = lexicon_match(tables->verbs, q->tokens, i, &verb_tokens);
    const struct lexicon_entry *noun = lexicon_match(tables->nouns, q->tokens, i, &noun_tokens);
    if (!verb && !noun) return 0;
    const struct cue_kind *kind = verb ? kind_of(tables->verbs, tables->verb_kinds, verb) : NULL;
    bool could_be_noun = noun && (!kind || kind->form == CUE_BASE || kind->form == CUE_S);
    /* "a person briefed on the talks": how he knows, not what he says */
    if (kind && quote_anonymity(q, i)) {
        q->words[i] &= ~(uint32_t)W_VERB;
        return 0;
    }
    if (could_be_noun && (!kind || noun_place(q, i) || noun_tokens > verb_tokens)) {
        kind = kind_of(tables->nouns, tables->noun_kinds, noun);
        verb_tokens = noun_tokens;
    }
    if (!kind) return 0;
    struct cue *cue = vec_push(&q->cues);
    *cue = (struct cue){i, i + verb_tokens, could_be_noun && !takes_object(q, i + verb_tokens), *kind};
    if (kind->form == CUE_PAST || (kind->form == CUE_S && !noun && takes_object(q, i + 1))) q->words[i] |= W_VERB;
    return verb_tokens;
}

static void mark_mentions(struct quote_state *q) {
    memset(q->mentions, 0xff, q->tokens->token_count * sizeof *q->mentions);
    for (uint32_t m = 0; m < q->reading->mention_count; m++) {
        const struct mention *mention = &q->reading->mentions[m];
        if (mention->label == LABEL_REF) continue;
        for (uint32_t i = mention->first_token; i < mention->end_token; i++) q->mentions[i] = m;
    }
}

void quote_find_words(struct quote_state *q) {
    const struct tokens *t = q->tokens;
    const struct lexicons *all = &q->language->lexicons;
    const struct lexicon *grammar = lexicon_get(all, "grammar");
    struct cue_tables tables = {.verbs = lexicon_get(all, "cues"), .nouns = lexicon_get(all, "cue_nouns")};
    tables.verb_kinds = arena_array(q->arena, tables.verbs->entry_count, sizeof *tables.verb_kinds);
    tables.noun_kinds = arena_array(q->arena, tables.nouns->entry_count, sizeof *tables.noun_kinds);
    uint32_t *parsed = arena_array(q->arena, grammar->entry_count, sizeof *parsed);
    mark_mentions(q);
    for (uint32_t i = 0; i < t->token_count; i++) q->words[i] = classes_of(q, grammar, parsed, i);
    for (uint32_t s = 0; s < t->sentence_count; s++) {
        bool headline = is_headline(q, &t->sentence[s]);
        for (uint32_t i = t->sentence[s].first_token; i < t->sentence[s].end_token;) {
            uint32_t taken = quote_is(q, i, W_WORD) && is_running(q, i, headline) ? add_cue(q, &tables, i) : 0;
            i += taken ? taken : 1;
        }
    }
}
