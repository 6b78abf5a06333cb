/* The parts of the mention layer among themselves.
 *
 *     cues -> patterns (dates, money, identifiers) -> names by the model, filled up by rules, titles cut off
 *          -> clusters -> references (pronouns, "the minister")
 * Without a model the names come from rules alone.
 */
#ifndef CLEW_LANGUAGE_MENTION_H
#define CLEW_LANGUAGE_MENTION_H

#include "base/vec.h"
#include "language/layers.h"

/* What the lexicons know of a token, as bits. */
enum cue {
    CUE_CAPITAL = 1 << 0, /* its first letter is a capital */
    CUE_WORD = 1 << 1,    /* an ordinary English word when in lower case */
    CUE_MALE = 1 << 2,    /* given name of men */
    CUE_FEMALE = 1 << 3,  /* given name of women; both bits: of both */
    CUE_SURNAME = 1 << 4,
    CUE_NAME = 1 << 5,     /* part of some person's name */
    CUE_FREQUENT = 1 << 6, /* ... of many persons' */
    CUE_HEAD = 1 << 7,     /* Ministry, Bank, Committee */
    CUE_LEGAL = 1 << 8,    /* Ltd, GmbH */
    CUE_FACILITY = 1 << 9, /* Street, Airport */
    CUE_GEO = 1 << 10,     /* River, Province */
    CUE_HONORIFIC = 1 << 11,
    CUE_RANK = 1 << 12,
    CUE_ROLE = 1 << 13,
    CUE_PLACE = 1 << 14,    /* first token of a place name */
    CUE_PLACE_IN = 1 << 15, /* further one */
    CUE_COUNTRY = 1 << 16,  /* of a country, region or large city */
    CUE_ORG = 1 << 17,      /* first token of a known organisation */
    CUE_ORG_IN = 1 << 18,
    CUE_VAGUE = 1 << 19,    /* an organisation only where the context agrees */
    CUE_CALENDAR = 1 << 20, /* month or weekday */
    CUE_DEMONYM = 1 << 21,  /* German, Russian */
    CUE_PARTICLE = 1 << 22, /* de, van, bin, al */
    CUE_FIRST = 1 << 23,    /* first word of its sentence, quotes apart */
    CUE_SHOUT = 1 << 24,    /* in a sentence whose words nearly all begin with capitals */
    CUE_TAKEN = 1 << 25,    /* covered by a date, amount or identifier */
    CUE_NUMERAL = 1 << 26,  /* "five", "half", "a": may begin an amount in words */
    CUE_CURRENCY = 1 << 29, /* "dollars", or a word that begins the name of a currency */
    CUE_WHEN = 1 << 28,     /* "last", "between": may begin a date */
    CUE_CARELESS = 1 << 27  /* a name in lower case, says a gazetteer */
};

struct mention_work {
    const struct language *language;
    struct date published;
    struct arena *arena;
    struct reading *reading;
    const struct tokens *tokens;
    uint32_t *cues;      /* one a token */
    struct vec mentions; /* struct mention, in no order until all are found */
};

void mention_cues(struct mention_work *);
void mention_patterns(struct mention_work *);
void mention_names(struct mention_work *);
void mention_titles(struct mention_work *); /* cuts titles out of the names found */ /* by rules */
void mention_tagged(struct mention_work *);                                          /* by the trained model */
/* Adds names that the model left out. */
void mention_fill(struct mention_work *);
/* Both want reading->mentions in place; mention_references gives further mentions to add. */
void mention_clusters(struct mention_work *);
void mention_references(struct mention_work *, struct vec *references);
/* What a title before a person or an apposition behind says of it, or the absent str. */
struct str mention_role(const struct mention_work *, const struct mention *);

/* A mention over tokens [first, end). */
struct mention mention_over(const struct tokens *, uint32_t first, uint32_t end, enum mention_label);
/* Whether token i, in lower case, is this word. */
bool token_is(const struct tokens *, uint32_t i, const char *lower);

#endif
