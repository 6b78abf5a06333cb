/* From a word of the query to the words of the list that could stand for it; private to match/. */
#ifndef CLEW_MATCH_EXPAND_H
#define CLEW_MATCH_EXPAND_H

#include "match/layout.h"

enum {
    EXPAND_MOST = 48,     /* words of the list for one of the query */
    EXPAND_VISITED = 384, /* entries of a bucket that are looked at */
    EXPAND_SPELLINGS = 6, /* readings of a word of another script */
    EXPAND_GROUPS = 31    /* words of the query, joined and split ones included */
};

struct expansion {
    uint32_t word;
    uint16_t likeness; /* 256: the same */
};
/* What one word of the query, or two run together, or half of one, stands for. */
struct expand_group {
    struct expansion list[EXPAND_MOST]; /* the likest first */
    uint32_t count;
    uint32_t weight; /* rarity of the query's word in the list, sixteenths of a nat */
    bool joined;     /* also said by other groups */
};

/* Words of the list that are like `word` (its folded, latin, sound and spelt are set). */
void expand_word(const struct index *, const struct name_token *word, struct arena *, struct expand_group *out);
/* The groups of a name. */
uint32_t expand_name(const struct index *, const struct name *, struct arena *,
                     struct expand_group groups[EXPAND_GROUPS]);
/* Rarity of a word of the list, in sixteenths of a nat. */
uint32_t expand_rarity(const struct index *, uint32_t names);

#endif
