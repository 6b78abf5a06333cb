/* From a word of the query to the words of the list that could stand for it; private to match/.
 *
 * An expander belongs to one thread and one index. It remembers words that it has expanded: queries repeat them.
 */
#ifndef CLEW_MATCH_EXPAND_H
#define CLEW_MATCH_EXPAND_H

#include "match/layout.h"

enum {
    EXPAND_MOST = 64,     /* words of the list for one of the query */
    EXPAND_NEAR = 40,     /* of these in its own letters, Latin or not */
    EXPAND_SPELLINGS = 6, /* readings of a word of another script */
    EXPAND_GROUPS = 31    /* words of the query, joined and split ones included */
};

struct expansion {
    uint32_t word;
    uint16_t likeness; /* 256: the same */
    uint16_t promise;  /* likeness, and a little for words of many names */
};
/* What one word of the query, or two run together, or half of one, stands for. */
struct expand_group {
    struct expansion list[EXPAND_MOST]; /* the most promising first; the rest of the array is not set */
    uint32_t count;
    uint32_t tokens; /* of the query that it stands for, by bit */
    uint32_t share;  /* of its one token, in 256ths; 256: the whole */
    bool light;      /* says too little to look for names by it */
};

struct expander;
struct expander *expander_new(const struct index *);
void expander_free(struct expander *);
/* The groups of a name whose words have folded, latin, sound and spelt. */
uint32_t expand_name(struct expander *, const struct name *, struct arena *, struct expand_group groups[EXPAND_GROUPS]);

#endif
