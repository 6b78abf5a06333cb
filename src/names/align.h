/* Which word of one name answers to which of the other, and how: the step before any weighing.
 *
 * Words that answer exactly, words that are joined or split, abbreviations, and then the best assignment of the rest.
 * What is left on both sides conflicts; what is left on one side is extra.
 */
#ifndef CLEW_NAMES_ALIGN_H
#define CLEW_NAMES_ALIGN_H

#include "names/names.h"

enum align_how {
    ALIGN_EXACT,
    ALIGN_SOUND,      /* another spelling of the same sound */
    ALIGN_EDIT,       /* `cost` tenths of an edit apart */
    ALIGN_CROSS,      /* two scripts, `cost` hundredths of an edit apart */
    ALIGN_NICK,       /* a nickname or the same name in another language */
    ALIGN_INITIAL,    /* "J." and "John" */
    ALIGN_TERM,       /* the same word in another language */
    ALIGN_LEGAL,      /* the same legal form */
    ALIGN_LEGAL_NEAR, /* legal forms of one family */
    ALIGN_NUMBER,
    ALIGN_JOINED,   /* "van der bilt" and "vanderbilt" */
    ALIGN_ACRONYM,  /* "PLA" and "People's Liberation Army" */
    ALIGN_REPEATED, /* one side says a word again */
    ALIGN_CONFLICT, /* different words in each other's place */
    ALIGN_EXTRA     /* one side only: the other has count 0 */
};

struct align_pair {
    uint8_t how;                    /* enum align_how */
    uint8_t a, a_count, b, b_count; /* words [a, a + a_count) of one, [b, b + b_count) of the other */
    uint16_t cost, length;          /* of the edit, in tenths (ALIGN_CROSS: hundredths); letters of the longer word */
    int16_t nats;                   /* by score.c: what the answer is worth, in sixteenths of a nat */
    uint8_t quality;                /* by score.c: how good it is, in sixteenths */
};
struct align {
    struct align_pair pairs[2 * NAME_TOKENS];
    uint32_t count;
    bool inverted; /* words that carry weight stand in another order */
};
void align_names(const struct name *a, const struct name *b, struct align *out);

#endif
