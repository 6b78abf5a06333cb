/* Which tokens are names of people, organisations, places: a linear model over hashed features, learned by
 * models/language/train_names.c with the very same features. Whole numbers only: same text and model, same names
 * everywhere.
 *
 *     struct tagger_text t;
 *     tagger_prepare(&work, &t);
 *     for each token i that tagger_wants: tagger_features(&t, i, &f); score; pick a tag that tagger_allows;
 *         tagger_set(&t, i, tag);
 * Reading goes left to right and greedily. What the document showed elsewhere of a word (in lower case, behind "Mr",
 * before "Ltd") and what was decided for it before are features too.
 */
#ifndef CLEW_LANGUAGE_TAGGER_H
#define CLEW_LANGUAGE_TAGGER_H

#include "language/mention.h"

/* Tags: none, then begin, inside, last, unit (a name of one token) for PER, ORG, LOC. */
enum { TAG_NONE, TAG_BEGIN = 1, TAG_INSIDE, TAG_LAST, TAG_UNIT, TAG_PARTS = 4, TAG_COUNT = 13 };
static inline uint8_t tagger_tag(enum mention_label label, int part) {
    return (uint8_t)(TAG_PARTS * (int)label + part);
}
static inline int tagger_part(uint8_t tag) { return tag ? (tag - 1) % TAG_PARTS + 1 : TAG_NONE; }
static inline enum mention_label tagger_label(uint8_t tag) { return (enum mention_label)((tag - 1) / TAG_PARTS); }

enum { TAGGER_FEATURES = 72 };
struct tagger_features {
    uint64_t at[TAGGER_FEATURES];
    uint32_t n;
};

struct tagger_word; /* what a token's features are made of */
struct tagger_memory;
struct tagger_text {
    const struct mention_work *work;
    struct tagger_word *words;
    uint8_t *tags;
    struct tagger_memory *memory; /* open addressing by word */
    uint32_t memory_mask;
};
void tagger_prepare(const struct mention_work *, struct tagger_text *);
/* Whether token i can be part of a name, given the tag before it; all others are TAG_NONE without a look. */
bool tagger_wants(const struct tagger_text *, uint32_t i);
void tagger_features(const struct tagger_text *, uint32_t i, struct tagger_features *);
bool tagger_allows(const struct tagger_text *, uint32_t i, uint8_t tag);
/* Notes the decision for token i, for the tokens to come. */
void tagger_set(struct tagger_text *, uint32_t i, uint8_t tag);

/* A model file: a head line, then rows of 16 bytes: 3 of the feature's hash, 13 weights. See tagger_model.c. */
enum { TAGGER_ROW = 16, TAGGER_HEAD = 64 };
#define TAGGER_MAGIC "clew names 1\n"
bool tagger_model_open(struct str bytes, struct tagger_model *, struct err *);
/* Slot where a feature's row begins its search, and the three bytes that tell it from others there (never all 0). */
uint32_t tagger_slot(uint64_t feature, uint32_t slots);
uint32_t tagger_mark(uint64_t feature);
void tagger_score(const struct tagger_model *, const struct tagger_features *, int32_t scores[TAG_COUNT]);
/* The allowed tag with the highest score; the lowest number of equals. */
uint8_t tagger_best(const struct tagger_text *, uint32_t i, const int32_t scores[TAG_COUNT]);

#endif
