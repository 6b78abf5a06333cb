#include "base/map.h"

#include "base/heap.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static size_t slot_of(const struct map *m, struct str key, uint64_t hash) {
    size_t mask = m->slot_count - 1, i = (size_t)hash & mask;
    while (m->slots[i]) {
        const struct map_entry *e = &m->entries[m->slots[i] - 1];
        if (e->hash == hash && str_eq(e->key, key)) break;
        i = (i + 1) & mask;
    }
    return i;
}

static void rehash(struct map *m) {
    size_t count = m->slot_count ? m->slot_count * 2 : 16;
    free(m->slots);
    m->slots = heap_zero(count, sizeof *m->slots);
    m->slot_count = count;
    for (size_t e = 0; e < m->n; e++) {
        size_t i = (size_t)m->entries[e].hash & (count - 1);
        while (m->slots[i]) i = (i + 1) & (count - 1);
        m->slots[i] = (uint32_t)(e + 1);
    }
}

uint64_t *map_put(struct map *m, struct str key, bool *fresh) {
    if (4 * (m->n + 1) > 3 * m->slot_count) rehash(m);
    uint64_t hash = str_hash(key);
    size_t i = slot_of(m, key, hash);
    if (fresh) *fresh = !m->slots[i];
    if (!m->slots[i]) {
        assert(m->n < UINT32_MAX - 1);
        if (m->n == m->cap) {
            m->cap = m->cap ? m->cap * 2 : 16;
            m->entries = heap_grow(m->entries, m->cap, sizeof *m->entries);
        }
        m->entries[m->n] = (struct map_entry){arena_copy(&m->keys, key), hash, 0};
        m->slots[i] = (uint32_t)++m->n;
    }
    return &m->entries[m->slots[i] - 1].value;
}

uint64_t *map_put_int(struct map *m, int64_t key, bool *fresh) {
    char text[24];
    int n = snprintf(text, sizeof text, "%lld", (long long)key);
    return map_put(m, (struct str){text, (size_t)n}, fresh);
}

uint64_t *map_get(const struct map *m, struct str key) {
    if (!m->n) return NULL;
    size_t i = slot_of(m, key, str_hash(key));
    return m->slots[i] ? &m->entries[m->slots[i] - 1].value : NULL;
}

const struct map_entry *map_at(const struct map *m, size_t i) {
    assert(i < m->n);
    return &m->entries[i];
}

void map_clear(struct map *m) {
    for (size_t i = 0; i < m->slot_count; i++) m->slots[i] = 0;
    m->n = 0;
    arena_reset(&m->keys);
}

void map_done(struct map *m) {
    free(m->entries);
    free(m->slots);
    arena_done(&m->keys);
    *m = (struct map){0};
}
