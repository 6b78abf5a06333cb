/* Who says what: the parts of quote_layer among themselves.
 *
 *   quote_words     what each token can be in a clause; cues; quotation marks paired
 *   quote_subject   the noun phrase left or right of a verb, its group of auxiliaries
 *   quote_content   which words are said
 *   quote_verb, quote_phrase, quote_bare   the rules: verbs; according to, nouns, adverbs; quotations without a cue
 *   quote_chain     who is quoted in turn
 *   quote_label     speaker type and entity, stance, modality, negation, dates
 *   quote           all of it in order, and which claim stands within which
 *
 * There are no tags and no arcs here: clauses are chunked by small words (data/grammar.tsv) and punctuation. Ranges
 * are of tokens, half-open; an empty one means none. Every walk has a ceiling, so hostile text costs linear time.
 */
#ifndef CLEW_LANGUAGE_QUOTE_H
#define CLEW_LANGUAGE_QUOTE_H

#include "base/vec.h"
#include "language/layers.h"

#define QUOTE_REACH 80   /* tokens that a walk through one clause looks at */
#define QUOTE_PIECES 12  /* parts of one content; what comes after them is a claim of its own */
#define QUOTE_CLAUSE 400 /* tokens of reported words without quotation marks */

enum word_class {
    W_DET = 1 << 0,
    W_QUANT = 1 << 1,
    W_POSS = 1 << 2,
    W_SUBJECT = 1 << 3,
    W_OBJECT = 1 << 4,
    W_PREP = 1 << 5,
    W_LOCAL = 1 << 6,
    W_COORD = 1 << 7,
    W_CONTRAST = 1 << 8,
    W_SUBORD = 1 << 9,
    W_WH = 1 << 10,
    W_CLAUSE_WH = 1 << 11,
    W_RELATIVE = 1 << 12,
    W_BE = 1 << 13,
    W_HAVE = 1 << 14,
    W_DO = 1 << 15,
    W_MODAL = 1 << 16,
    W_NOT = 1 << 17,
    W_ADVERB = 1 << 18,
    W_TIME = 1 << 19,
    W_GOVERNOR = 1 << 20,
    W_NO_LISTENER = 1 << 21,
    W_VENUE = 1 << 22,
    W_NAMING = 1 << 23,
    W_VERB = 1 << 24,
    /* by their form, not from the table */
    W_COMMA = 1 << 25,
    W_STOP = 1 << 26, /* punctuation that ends a clause: . ? ! ; : and dashes */
    W_OPEN = 1 << 27,
    W_CLOSE = 1 << 28,
    W_WORD = 1 << 29,
    W_CAPITAL = 1 << 30
};
#define W_AUX (W_BE | W_HAVE | W_DO | W_MODAL)
#define W_FINITE (W_AUX | W_VERB)
#define W_MARK (W_OPEN | W_CLOSE)

enum cue_form { CUE_BASE, CUE_S, CUE_ING, CUE_PAST, CUE_PART, CUE_ACCORDING, CUE_ADVERB, CUE_REFUSAL, CUE_NOUN };
enum frame {
    F_QUOTE = 1,
    F_THAT = 2,
    F_CLAUSE = 4,
    F_LISTENER = 8,
    F_OBJECT = 16,
    F_TO = 32,
    F_SOMEBODY_TO = 64,
    F_ABOUT = 128,
    F_OBJECT_FOR = 256,
    F_BARE = 512
};
struct cue_kind {
    uint8_t form, stance;
    uint16_t frame;
    bool promise, ready;
};
struct cue {
    uint32_t first, end;
    bool plural; /* an -s form that is a noun as well, with nothing behind it that it could govern */
    struct cue_kind kind;
};
struct range {
    uint32_t first, end;
};
#define RANGE_NONE ((struct range){0, 0})

/* A pair of quotation marks. Where a paragraph ends inside one, `close` is the paragraph's end and the next paragraph
 * takes it up again. */
struct quotation {
    uint32_t open, close; /* token of the first mark; token behind the last one */
    bool goes_on;
    uint32_t claim; /* that took it, or NO_INDEX */
};

struct draft {
    struct range speaker, cue, content[QUOTE_PIECES];
    uint32_t pieces;
    uint32_t from, to; /* tokens of the frame: speaker, cue and what stands around them */
    enum stance stance;
    bool negated, promise, passive, hearsay; /* hearsay: nobody in the text says it */
    uint32_t passes_on; /* the claim whose cue begins at this token - 1 reports this one; 0: none */
    const char *rule;
};

struct quote_state {
    const struct language *language;
    struct reading *reading;
    const struct tokens *tokens;
    struct arena *arena;
    uint32_t *words;      /* class bits of every token */
    uint32_t *inside;     /* number of the quotation that covers a token, or NO_INDEX */
    uint32_t *mentions;   /* number of the name, date or sum that covers a token, or NO_INDEX */
    uint32_t *last_draft; /* of each sentence by its cue: number + 1, or 0 */
    struct vec cues, quotations, drafts;
};

static inline bool quote_is(const struct quote_state *q, uint32_t i, uint32_t classes) {
    return i < q->tokens->token_count && (q->words[i] & classes);
}
/* The name, date or sum that covers a token, or NULL; tokens beyond the text are covered by none. */
static inline const struct mention *quote_mention(const struct quote_state *q, uint32_t i) {
    if (i >= q->tokens->token_count || q->mentions[i] == NO_INDEX) return NULL;
    return &q->reading->mentions[q->mentions[i]];
}
static inline bool quote_is_gerund(const struct quote_state *q, uint32_t i) {
    return i < q->tokens->token_count && str_ends(q->tokens->token[i].lower, STR("ing"));
}
static inline bool range_empty(struct range r) { return r.first >= r.end; }
static inline uint32_t quote_min(uint32_t a, uint32_t b) { return a < b ? a : b; }
static inline uint32_t quote_max(uint32_t a, uint32_t b) { return a > b ? a : b; }

/* quote_words.c: fills words, mentions, cues (in text order, longest first, not overlapping). */
void quote_find_words(struct quote_state *);
bool quote_word(const struct quote_state *, uint32_t token, const char *lower);
/* "that" where it opens a clause: not in "familiar with that conversation". */
bool quote_that(const struct quote_state *, uint32_t token);
/* Tokens of a phrase that keeps the speaker's name back ("mark") or tells how he knows ("knows"), or 0. */
uint32_t quote_anonymity(const struct quote_state *, uint32_t token);
/* quote_pair.c: fills quotations and inside. */
void quote_find_pairs(struct quote_state *);
/* The quotation that covers the token, or NULL. */
struct quotation *quote_at(const struct quote_state *, uint32_t token);

/* quote_subject.c */
struct verb_group {
    uint32_t first; /* its first word: "has not yet said" begins at "has" */
    bool be, have, modal, doing, negated, to, bare;
    uint32_t governor; /* "went on to say": token of "went", else NO_INDEX */
};
void quote_verb_group(const struct quote_state *, uint32_t verb, uint32_t low, struct verb_group *);
/* The noun phrase that ends right before `end`, not before `low`; its apposition is part of it. */
struct range quote_subject(const struct quote_state *, uint32_t end, uint32_t low);
/* The subject of the first verb (or the nearest one) in [low, before), for a verb further on that shares it. */
struct range quote_clause_subject(const struct quote_state *, uint32_t low, uint32_t before, bool nearest);
/* The noun phrase that begins at `first`, with its apposition, ending before `limit`. */
struct range quote_phrase_right(const struct quote_state *, uint32_t first, uint32_t limit);

/* quote_content.c */
/* Bounds of the clause structure around a token: its sentence, or the quotation it stands in. */
struct range quote_bounds(const struct quote_state *, uint32_t token);
uint32_t quote_skip_adverbials(const struct quote_state *, uint32_t i, uint32_t limit);
uint32_t quote_skip_listener(const struct quote_state *, uint32_t i, uint32_t limit, bool needs_that);
/* Whether a finite verb stands in [i, limit), not in a relative clause. */
bool quote_has_verb(const struct quote_state *, uint32_t i, uint32_t limit);
/* Where words reported from `first` on end, at most at limit. next_frame: token where the next report begins. */
uint32_t quote_clause_end(const struct quote_state *, uint32_t first, uint32_t limit, uint32_t next_frame);
/* A thing that is spoken about ends where the circumstances of the speaking begin. */
uint32_t quote_object_end(const struct quote_state *, uint32_t first, uint32_t end);
/* Cuts marks and conjunctions off both ends. */
struct range quote_tighten(const struct quote_state *, struct range);
void quote_add_content(struct quote_state *, struct draft *, struct range);

/* quote_verb.c, quote_phrase.c, quote_bare.c: each adds drafts. */
void quote_verbs(struct quote_state *, struct range cues_of_sentence);
void quote_phrases(struct quote_state *, const struct cue *, uint32_t next_frame);
void quote_bare(struct quote_state *);
/* The draft joins the others and takes the quotations in its content; false when it says nothing. */
bool quote_emit(struct quote_state *, struct draft *);

/* quote_chain.c: whether the words come from a source that the speaker names: "X, citing Y, said". Cuts it off the
 * outer speaker and fills the inner draft. */
bool quote_chain(const struct quote_state *, struct draft *outer, struct draft *inner);

/* quote_label.c */
/* Fills the claim from its draft. before: the claim before it in the text; outer: the one it stands in; or NULL. */
void quote_label(const struct quote_state *, const struct draft *, const struct claim *before,
                 const struct claim *outer, struct claim *);

#endif
