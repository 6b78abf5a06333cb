/* The ties of one sentence, without a parser: the tokens are cut into units (noun phrases, verb groups, single
 * prepositions, commas ...) and the rules walk over units.
 *
 *     scene_cut(&scene, sentence);              tie_units.c: tokens to units
 *     tie_of_verbs / _of_nouns / _of_roles      each looks for its triggers, finds the ends, calls tie_add
 *
 * Every search from a trigger is bounded (REACH units), so a sentence of any length costs time in proportion.
 */
#ifndef CLEW_LANGUAGE_TIE_H
#define CLEW_LANGUAGE_TIE_H

#include "base/vec.h"
#include "language/layers.h"

enum { REACH = 30, ENDS_MAX = 4, PHRASES_MAX = 10 };

enum word_class {
    WORD_NOUN, /* a noun, an adjective, anything not known better */
    WORD_NAME,
    WORD_DATE,
    WORD_MONEY,
    WORD_NUMBER,
    WORD_DET,
    WORD_POSSPRON,
    WORD_PRON,
    WORD_POSS, /* 's */
    WORD_PREP,
    WORD_CONJ,
    WORD_REL,
    WORD_SUB,
    WORD_BE,
    WORD_HAVE,
    WORD_DO,
    WORD_MODAL,
    WORD_NOT,
    WORD_ADV,
    WORD_VERB, /* may be one: the place decides */
    WORD_TO,
    WORD_COMMA,
    WORD_OPEN,
    WORD_CLOSE,
    WORD_DASH,
    WORD_QUOTE,
    WORD_STOP
};
enum verb_form { FORM_NONE, FORM_BASE, FORM_S, FORM_PAST, FORM_PART, FORM_PASTPART, FORM_ANY, FORM_ING };

struct word {
    uint8_t class, form;
    bool noun;                        /* also a trigger noun or a role */
    bool money_word;                  /* "funds", "bribe" */
    uint8_t length;                   /* tokens of a verb phrase ("took over") */
    const struct lexicon_entry *verb; /* in tie_verbs, or NULL */
    const struct lexicon_entry *modality;
};

enum unit_kind {
    UNIT_NP,
    UNIT_DATE,
    UNIT_VERB,
    UNIT_PREP,
    UNIT_COMMA,
    UNIT_CONJ,
    UNIT_REL,
    UNIT_SUB,
    UNIT_OPEN,
    UNIT_CLOSE,
    UNIT_DASH,
    UNIT_QUOTE,
    UNIT_STOP
};
struct unit {
    uint8_t kind;
    uint32_t first, end; /* tokens */
    /* of a noun phrase */
    uint32_t mention;       /* that its last word ends: a name, else a reference; or NO_INDEX */
    uint32_t owner, premod; /* names before the head, with and without 's */
    uint32_t money;         /* MONEY mention in it */
    const struct lexicon_entry *role, *noun;
    uint32_t role_first, role_end, noun_first;
    bool pronoun, money_word, number, possessive; /* possessive: "her husband" */
    /* of a verb group */
    const struct lexicon_entry *verb, *bend; /* trigger; what it does to a verb below it ("plans to ...") */
    uint32_t verb_first;
    bool passive, bare_participle, negated, infinitive, ing, copula, have;
    uint8_t modality;
};

struct scene {
    const struct language *language;
    const struct lexicon *words, *verbs, *frames, *nouns, *roles, *light, *blockers, *modality_words;
    struct reading *reading;
    const struct tokens *tokens;
    struct arena *arena;        /* of the results */
    uint32_t *name_at, *ref_at; /* token -> mention or NO_INDEX */
    struct word *words_at;      /* of the sentence: index is token - first */
    struct unit *units;
    uint32_t first, end, unit_count;
    uint32_t sentence;
    bool question;
    struct vec ties; /* struct tie */
};

/* What a rule knows about a tie before it is written down. */
struct draft {
    enum tie_type type;
    uint32_t from, to;                   /* mentions */
    uint32_t trigger_first, trigger_end; /* tokens */
    uint32_t clause_first, clause_end;   /* units in which date, amount, place and topic may stand */
    struct str role;                     /* or absent */
    bool core, negated;
    uint8_t weak; /* 0 as good as the pattern, 1 one step worse, 2 tier C */
    uint8_t modality;
    bool amounts; /* amounts of the clause belong to it */
    const char *rule;
};

/* Ends found for one slot. */
struct ends {
    uint32_t mention[ENDS_MAX];
    uint32_t unit[ENDS_MAX];
    uint32_t count;
    uint8_t weak;
    uint32_t money; /* a subject that is an amount */
};
struct phrase {
    struct str prep;
    uint32_t unit; /* the noun phrase */
};
struct complements {
    uint32_t object, second; /* units, or NO_INDEX */
    struct phrase phrases[PHRASES_MAX];
    uint32_t phrase_count;
    uint32_t end; /* unit after the last one */
};
struct targets {
    struct ends ends;
    uint32_t end; /* unit after the phrase */
};

/* tie_nations.c: adds references to countries by their adjectives; numbers of mentions change */
void tie_nations(const struct language *, struct reading *, struct arena *scratch, struct arena *arena);

/* tie_units.c */
bool scene_open(struct scene *, const struct language *, struct reading *, struct arena *scratch,
                struct arena *results);
void scene_cut(struct scene *, uint32_t sentence);
void scene_describe(const struct scene *, struct unit *);   /* fills a noun phrase from its tokens */
bool scene_is_nation(const struct scene *, uint32_t token); /* first word of "Russian" as a reference to the country */

/* tie_slots.c */
uint32_t scene_subject(const struct scene *, uint32_t verb_unit, struct ends *);
void scene_ends(const struct scene *, uint32_t np, struct ends *); /* the noun phrase and those joined to it by "and" */
void scene_complements(const struct scene *, uint32_t unit, bool verb, struct complements *);
/* Unit of the noun phrase behind the preposition, or NO_INDEX; its ends. */
uint32_t scene_phrase(const struct scene *, const struct complements *, struct str prep);
void scene_phrase_ends(const struct scene *, const struct complements *, struct str prep, struct ends *);
uint32_t scene_entity(const struct scene *, uint32_t np); /* mention, "the minister, X" seen through; or NO_INDEX */
uint32_t scene_head(const struct scene *, uint32_t np);   /* of "A of B in C", from C; NO_INDEX when there is none */
uint32_t scene_skip_back(const struct scene *, uint32_t unit); /* before dates: index of the unit before, or NO_INDEX */
void scene_mood(const struct scene *, uint32_t verb_unit, bool *negated, uint8_t *modality);
bool label_fits(const struct scene *, uint32_t mention, struct str letters);

/* tie_roles.c: ends for "X became chief executive of B": role_unit is the noun phrase with the role. */
bool tie_role_of(struct scene *, uint32_t role_unit, const struct ends *holders, const struct draft *base,
                 const struct ends *fallback);

/* tie_verbs.c, tie_nouns.c, tie_roles.c */
void tie_of_verbs(struct scene *);
void tie_of_nouns(struct scene *);
void tie_of_roles(struct scene *);

/* tie_add.c */
void tie_add(struct scene *, const struct draft *);
bool tie_type_of(struct str name, enum tie_type *);

#endif
