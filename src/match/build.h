/* What the steps of building an index hand to each other; private to match/. */
#ifndef CLEW_MATCH_BUILD_H
#define CLEW_MATCH_BUILD_H

#include "base/buf.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/vec.h"
#include "match/layout.h"

/* Arrays of this size live in huge pages: first touch of ordinary ones is slow. */
void *build_memory(size_t bytes); /* zeroed; free with free() */

struct build_name {
    uint32_t entity;
    uint32_t length; /* of its text */
    uint64_t text;   /* offset in the text of all names */
    uint8_t kind;
};

/* Names in blocks, each cut into words by one thread; words are numbers of that thread's map until they are sorted. */
enum { BUILD_BLOCK = 8192 };
struct build_block {
    uint32_t *words;
    uint8_t counts[BUILD_BLOCK], commas[BUILD_BLOCK];
    uint32_t word_count;
    unsigned thread;
};

struct index_build {
    struct pool *pool;
    struct buf name_text, id_text;
    struct vec names;      /* struct build_name */
    struct vec entities;   /* struct layout_entity */
    struct map ids, facts; /* id to entity, fact to number */
    /* Made by build_words: */
    struct build_block *blocks;
    size_t block_count;
    struct str *words; /* the distinct words: folded, and Latin behind a zero byte where it differs */
    uint32_t word_count;
    uint32_t *word_names; /* how many names have it */
    uint32_t *order;      /* the names by how many words they have, the shortest first */
    struct map *maps;     /* a thread's own words, and their numbers among all */
    uint32_t **numbers;
    unsigned thread_count;
};

void build_words(struct index_build *);

/* A section under construction. */
struct build_section {
    void *bytes;
    uint64_t size;
};
void build_word_texts(struct index_build *, struct build_section *words, struct build_section *text,
                      struct build_section *packed);
void build_forward(struct index_build *, struct build_section *forward, struct build_section *names);
void build_postings(struct index_build *, const struct build_section *forward, const struct build_section *names,
                    struct build_section *words, struct build_section *postings);
void build_pairs(struct index_build *, const struct build_section *forward, const struct build_section *names,
                 const struct build_section *words, struct build_section *buckets, struct build_section *pairs,
                 struct build_section *pair_names);
void build_weights(struct index_build *, const struct build_section *words, struct build_section *weights);
void build_keys(struct index_build *, const struct build_section *words, const struct build_section *text,
                struct build_section *buckets, struct build_section *key_words);

#endif
