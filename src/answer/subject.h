/* Who is meant: a name, as a person types it, to the entities of the case that bear it.
 *
 * "#12" and FollowTheMoney ids name one entity. Anything else is compared with all names that share a key with it (any
 * script, any order of words); a part of a name ("Orlov") finds the names that contain it. Best first.
 */
#ifndef CLEW_ANSWER_SUBJECT_H
#define CLEW_ANSWER_SUBJECT_H

#include "base/json.h"
#include "store/store.h"

struct subject {
    int64_t id;                             /* canonical */
    struct str caption, schema, role, name; /* name: the one that fits */
    double score;                           /* 1 for ids */
    uint64_t weight;                        /* mentions and ties, for equal scores */
};
struct subjects {
    struct subject *items;
    size_t count;
    size_t meant; /* how many fit equally well: 1 is clear, more is an ambiguous name, 0 is none */
};
/* At most `limit` subjects, in the arena. */
bool subjects_find(struct store *, struct str name, size_t limit, struct arena *, struct subjects *, struct err *);
struct json *subject_json(const struct subject *, struct arena *);
/* "candidates": the list, and "ambiguous" when several fit equally well. */
void subjects_set(const struct subjects *, struct arena *, struct json *answer);
/* {"id","name","schema"} of an entity. */
struct json *entity_json(struct store *, int64_t canonical, struct arena *);

#endif
