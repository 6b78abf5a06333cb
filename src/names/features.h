/* What is weighed when two names are compared: the features of an alignment, in sixteenths, and their weights.
 *
 * A weight is in 1/4096 of a unit of log-odds per whole feature; src/names/weights.c holds the trained table (recipe:
 * models/names/README.md). Sums are integers: equal on every machine, and the pieces of an explanation add up exactly.
 */
#ifndef CLEW_NAMES_FEATURES_H
#define CLEW_NAMES_FEATURES_H

#include "names/names.h"

/* Amounts named _W count nats of rarity, the others count words. */
/* clang-format off */
#define FEATURES(X) \
    X(PRIOR) X(EXACT_W) X(EXACT_FAMILY) X(SOUND_W) X(SOUND_N) X(EDIT_N) X(EDIT_COST) X(EDIT_REL) X(EDIT_W) \
    X(EDIT_SHORT) X(EDIT_FAMILY) X(EDIT_FAR) X(CROSS_N) X(NICK) X(INITIAL) X(TERM) \
    X(LEGAL) X(LEGAL_NEAR) X(NUMBER) X(JOINED_N) X(JOINED_W) X(ACRONYM) X(REPEATED) X(CONFLICT_FAMILY) \
    X(CONFLICT_GIVEN) X(CONFLICT_PATRONYMIC) X(CONFLICT_WORD) X(CONFLICT_TERM) X(CONFLICT_PLACE) \
    X(CONFLICT_NUMBER) X(NUMBER_THIN) X(CONFLICT_LEGAL) X(CONFLICT_INITIAL) X(CONFLICT_LIGHT) X(CONFLICT_W) X(EXTRA_FAMILY) \
    X(EXTRA_GIVEN) X(EXTRA_PATRONYMIC) X(EXTRA_WORD) X(EXTRA_TERM) X(EXTRA_PLACE) X(EXTRA_NUMBER) \
    X(EXTRA_LEGAL) X(EXTRA_INITIAL) X(EXTRA_LIGHT) X(EXTRA_W) X(INVERTED) X(COVER_SMALL) X(COVER_LARGE) \
    X(LETTERS) X(ONE_WORD) X(ONE_OF_MANY) X(ONE_UNSURE) \
    X(ALL_UNSURE) X(ALL_SAME) X(SCRIPTS) \
    X(CROSS_NET) X(CROSS_LOW) X(EDIT_LOW) X(EDIT_KNOWN) X(EDIT_DENSE) X(THIN_6) X(THIN_12) \
    X(ONE_PERSON) X(SON_SWAPPED)
/* clang-format on */

#define FEATURES_ENUM(name) FEATURE_##name,
enum feature { FEATURES(FEATURES_ENUM) FEATURE_COUNT };
/* Persons, organisations and vessels, each in one script, in two, and in two of which one writes syllables or words. */
enum { FEATURE_WHOLE = 16, FEATURE_KINDS = 9 };

/* Weights of a kind, by feature. */
extern const int32_t feature_weights[FEATURE_KINDS][FEATURE_COUNT];
/* A match is a sum of at least this, in 1/65536 of a unit of log-odds. */
extern const int64_t feature_threshold;

extern const char *const feature_names[FEATURE_COUNT];
/* The features of a pair, for training: the sums that name_compare weighs. Gives the kind they count as. */
unsigned feature_values(const struct name *a, const struct name *b, int32_t out[FEATURE_COUNT]);

#endif
