/* A list of names as an index: one file, opened by mmap, searched by many threads.
 *
 *     struct index_build *b = index_build_new(0);
 *     index_add(b, &(struct index_entry){.id = STR("Q1"), .schema = STR("Person"), .name = STR("Vera Stolnik")});
 *     bool ok = index_finish(b, "list.idx", e);          // frees b
 *     struct index *x;
 *     if (!index_open("list.idx", &x, e)) return false;  // ERR_DAMAGED: foreign, cut or of another version
 *     ...                                                // match/screen.h
 *     index_close(x);
 * Names are sets of words; search runs on the distinct words (see match/layout.h). Entries of one id are one entity.
 * The same entries in the same order give the same bytes on any number of threads. Nothing stands only in an index: a
 * refused file is simply built again. Opening costs microseconds; pages are read when a search touches them.
 */
#ifndef CLEW_MATCH_INDEX_H
#define CLEW_MATCH_INDEX_H

#include "base/err.h"
#include "names/names.h"

/* One name of an entity. Facts may come with any name of it; the first that are not absent stand. */
struct index_entry {
    struct str id, schema, name;
    struct name_facts facts;
};
struct index;
struct index_build;
struct index_build *index_build_new(unsigned threads);
void index_build_free(struct index_build *); /* of one that is not finished */
/* Copies. Entries may come in any order; names without a word are counted but never found. */
void index_add(struct index_build *, const struct index_entry *);
bool index_finish(struct index_build *, const char *path, struct err *);
/* Builds in memory instead; for small lists that are used once. */
bool index_finish_memory(struct index_build *, struct index **, struct err *);

bool index_is(const char *path); /* has the mark of an index, whatever its state */
bool index_open(const char *path, struct index **, struct err *);
void index_close(struct index *);
/* Brings an opened file into memory of huge pages, on all threads. It costs a fraction of a second for ten million
 * names, and spares a third of the time of thousands of searches; without memory all stays as it was. */
struct pool;
void index_settle(struct index *, struct pool *);
uint64_t index_names(const struct index *);
uint64_t index_entities(const struct index *);
size_t index_bytes(const struct index *);

/* Names and entities by number. Lent until index_close. */
struct str index_name(const struct index *, uint32_t name);
uint32_t index_name_entity(const struct index *, uint32_t name);
enum name_kind index_name_kind(const struct index *, uint32_t name);
struct str index_id(const struct index *, uint32_t entity);
struct str index_caption(const struct index *, uint32_t entity); /* its first name */
void index_facts(const struct index *, uint32_t entity, struct name_facts *);

#endif
