/* Who of a list could this name be? The best entities of an index, scored and explained.
 *
 *     struct screen *s = screen_new(x);                 // one a thread; the index is shared
 *     struct screen_query q = {.name = STR("Wera Stolnik")};
 *     struct screen_options o = {.limit = 5};
 *     struct screen_hit *hits;
 *     size_t n = screen_run(s, &q, &o, &arena, &hits);  // best first; lives in the arena
 *     screen_free(s);
 * Words of the query are looked up among the distinct words of the list: as they are, by sound, with a letter more,
 * less or other, by their consonants, joined and split. Names that have these words are gathered within a budget, the
 * surest lists first, weighed roughly, and the best compared in full (names/names.h). The answer depends on the index
 * and the query alone.
 */
#ifndef CLEW_MATCH_SCREEN_H
#define CLEW_MATCH_SCREEN_H

#include "match/index.h"

struct screen_query {
    struct str name;
    struct str schema; /* or absent: names are compared as what the listed one is */
    struct name_facts facts;
};
struct screen_options {
    size_t limit;     /* entities; at most SCREEN_LIMIT */
    double threshold; /* scores below are left out */
    bool explain;
};
enum { SCREEN_LIMIT = 200 };

struct screen_hit {
    uint32_t entity, name; /* the name of it that answers best */
    struct name_match match;
};

struct screen;
struct screen *screen_new(const struct index *);
void screen_free(struct screen *);
size_t screen_run(struct screen *, const struct screen_query *, const struct screen_options *, struct arena *,
                  struct screen_hit **out);

#endif
