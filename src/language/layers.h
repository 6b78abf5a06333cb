/* The layers of language.h among themselves; nothing outside src/language includes this.
 *
 * Each layer fills its part of the reading, in this order:
 *     token_split -> mention_layer -> quote_layer -> tie_layer
 */
#ifndef CLEW_LANGUAGE_LAYERS_H
#define CLEW_LANGUAGE_LAYERS_H

#include "base/file.h"
#include "language/language.h"
#include "language/lexicon.h"

/* A model file, see tagger.h; kept where it lies: in the program, or in the memory of a user's file. */
struct tagger_model {
    const uint8_t *rows;
    uint32_t slots; /* 0: no model */
};
struct language {
    struct lexicons lexicons;
    struct tagger_model names;
    struct file names_file; /* a user's, or empty */
};

/* Fills mentions (also LABEL_REF ones: pronouns and definite descriptions that were resolved) and clusters. */
void mention_layer(const struct language *, struct date published, struct arena *, struct reading *);
void quote_layer(const struct language *, struct date published, struct arena *, struct reading *);
void tie_layer(const struct language *, struct date published, struct arena *, struct reading *);

/* The mention that covers token i, or NO_INDEX; names first, then LABEL_REF. */
uint32_t mention_at_token(const struct reading *, uint32_t token);

#endif
