/* A hash map from byte strings to 64-bit values (an index, an id, or a pointer cast by the caller).
 *
 *     struct map m = {0};
 *     bool fresh;
 *     uint64_t *v = map_put(&m, key, &fresh);  // the key's bytes are copied
 *     if (fresh) *v = 7;
 *     uint64_t *hit = map_get(&m, key);        // NULL when absent
 *     map_done(&m);
 * Entries keep the order of insertion: map_at(m, i) for i < m.n, so a walk is deterministic. Pointers to values are
 * valid until the next map_put. Nothing is ever removed.
 */
#ifndef CLEW_BASE_MAP_H
#define CLEW_BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
    struct str key;
    uint64_t hash, value;
};

struct map {
    struct map_entry *entries;
    size_t n, cap;
    uint32_t *slots; /* entry number + 1, 0 is free */
    size_t slot_count;
    struct arena keys;
};

uint64_t *map_put(struct map *, struct str key, bool *fresh);  /* fresh may be NULL; a fresh value is 0 */
uint64_t *map_put_int(struct map *, int64_t key, bool *fresh); /* the key is its decimal text */
uint64_t *map_get(const struct map *, struct str key);
const struct map_entry *map_at(const struct map *, size_t i);
void map_clear(struct map *);
void map_done(struct map *);

#endif
