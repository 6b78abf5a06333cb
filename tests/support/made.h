/* Made-up names in any number, and queries for them, from a seed: for benchmarks and for tests at scale.
 *
 *     struct made_entity who;
 *     made_entity(seed, 17, &arena, &who);               // always the same; who.names[0] is its first name
 *     struct made_query q;
 *     made_query(seed, 3, 100000, &arena, &q);           // for one of entities 0 to 99,999, or for a stranger
 *
 * Nothing is stored: an entity is a function of the seed and its number. Words are syllables, by rank; ranks are drawn
 * as on real watchlists, p(rank) ~ (rank + 30)^-1.28 of 2 million. An entity has 3.2 names on average, one of six in
 * another script (Cyrillic, Arabic, Greek, Hebrew, Hangul).
 */
#ifndef CLEW_TESTS_MADE_H
#define CLEW_TESTS_MADE_H

#include "base/arena.h"

enum { MADE_NAMES = 12 };
struct made_entity {
    const char *schema;
    struct str birth_date, country;
    struct str names[MADE_NAMES];
    size_t count;
};
void made_entity(uint64_t seed, uint64_t number, struct arena *, struct made_entity *out);

#define MADE_STRANGER UINT64_MAX
struct made_query {
    struct str name;
    const char *schema, *treatment; /* how the listed name was changed; "stranger" */
    struct str birth_date, country;
    uint64_t entity; /* that is asked for; MADE_STRANGER: none */
};
/* Query `number`, for a list of entities 0 to `entities` - 1. One in `strangers` is for a listed name, the others are
 * for nobody. */
void made_query(uint64_t seed, uint64_t number, uint64_t entities, unsigned strangers, struct arena *,
                struct made_query *out);

/* How many entities the first `names` names are of. */
uint64_t made_entities(uint64_t seed, uint64_t names);

#endif
