#include "match/build.h"
#include "base/file.h"
#include "base/heap.h"

#include <stdlib.h>
#include <string.h>

struct index_build *index_build_new(unsigned threads) {
    struct index_build *b = heap_zero(1, sizeof *b);
    b->pool = pool_new(threads);
    b->names = VEC(struct build_name);
    b->entities = VEC(struct layout_entity);
    map_put(&b->facts, STR(""), NULL); /* fact 0 */
    return b;
}

static uint32_t fact_number(struct index_build *b, struct str fact) {
    if (fact.n == 0) return 0;
    bool fresh;
    uint64_t *number = map_put(&b->facts, fact, &fresh);
    if (fresh) *number = b->facts.n - 1;
    return (uint32_t)*number;
}

static void add_facts(struct index_build *b, struct layout_entity *to, const struct index_entry *e) {
    if (!to->schema) to->schema = fact_number(b, e->schema);
    if (!to->birth_date) to->birth_date = fact_number(b, e->facts.birth_date);
    if (!to->country) to->country = fact_number(b, e->facts.country);
    if (!to->gender) to->gender = fact_number(b, e->facts.gender);
    if (!to->identifier) to->identifier = fact_number(b, e->facts.id);
}

/* The names of an entity mostly follow each other. */
static bool is_last_id(const struct index_build *b, struct str id) {
    if (b->entities.n == 0) return false;
    const struct layout_entity *last = VEC_AT(&b->entities, struct layout_entity, b->entities.n - 1);
    return str_eq(str_cut(buf_str(&b->id_text), last->id, b->id_text.n), id);
}

static uint64_t entity_of(struct index_build *b, struct str id) {
    if (is_last_id(b, id)) return b->entities.n - 1;
    bool fresh;
    uint64_t *entity = map_put(&b->ids, id, &fresh);
    if (!fresh) return *entity;
    *entity = b->entities.n;
    vec_push_copy(&b->entities, &(struct layout_entity){.id = (uint32_t)b->id_text.n, .caption = (uint32_t)b->names.n});
    buf_add(&b->id_text, id);
    return b->entities.n - 1;
}

void index_add(struct index_build *b, const struct index_entry *e) {
    uint64_t entity = entity_of(b, e->id);
    add_facts(b, VEC_AT(&b->entities, struct layout_entity, entity), e);
    struct str name = e->name;
    if (name.n > NAME_BYTES) name.n = NAME_BYTES;
    vec_push_copy(&b->names, &(struct build_name){(uint32_t)entity, (uint32_t)name.n, b->name_text.n,
                                                  (uint8_t)name_kind_of_schema(e->schema)});
    buf_add(&b->name_text, name);
}

void index_build_free(struct index_build *b) {
    if (!b) return;
    for (unsigned t = 0; t < b->thread_count; t++) {
        map_done(&b->maps[t]);
        free(b->numbers[t]);
    }
    free(b->maps);
    free(b->numbers);
    free(b->blocks);
    free(b->words);
    free(b->word_names);
    free(b->order);
    buf_done(&b->name_text);
    buf_done(&b->id_text);
    vec_done(&b->names);
    vec_done(&b->entities);
    map_done(&b->ids);
    map_done(&b->facts);
    pool_free(b->pool);
    free(b);
}

static bool check_limits(const struct index_build *b, struct err *e) {
    size_t words = 0;
    for (size_t i = 0; i < b->block_count; i++) words += b->blocks[i].word_count;
    if (words >> LAYOUT_FORWARD_BITS || b->entities.n >> LAYOUT_ENTITY_BITS || b->name_text.n >= UINT32_MAX ||
        b->id_text.n >= UINT32_MAX)
        return err_set(e, ERR_LIMIT,
                       "the list has over 134 million entities, 536 million words or 4 GiB of names; split it into "
                       "several indexes");
    if (b->word_count >= 1 << 24)
        return err_set(e, ERR_LIMIT, "the list has over 16 million different words; split it into several indexes");
    return true;
}

static void fact_sections(struct index_build *b, struct build_section *facts, struct build_section *text) {
    struct buf bytes = {0};
    uint32_t *offsets = heap_new((b->facts.n + 1) * sizeof *offsets);
    for (size_t i = 0; i < b->facts.n; i++) {
        offsets[i] = (uint32_t)bytes.n;
        buf_add(&bytes, map_at(&b->facts, i)->key);
    }
    offsets[b->facts.n] = (uint32_t)bytes.n;
    *facts = (struct build_section){offsets, (b->facts.n + 1) * sizeof *offsets};
    *text = (struct build_section){bytes.p, bytes.n};
}

/* Sections that do not need each other. */
struct making {
    struct index_build *build;
    struct build_section *sections;
};

static void make_half(void *context, size_t half, unsigned thread) {
    (void)thread;
    struct index_build *b = ((struct making *)context)->build;
    struct build_section *s = ((struct making *)context)->sections;
    if (half == 0) {
        build_pairs(b, &s[LAYOUT_FORWARD], &s[LAYOUT_NAMES], &s[LAYOUT_WORDS], &s[LAYOUT_PAIR_BUCKETS],
                    &s[LAYOUT_PAIRS], &s[LAYOUT_PAIR_NAMES]);
        return;
    }
    build_weights(b, &s[LAYOUT_WORDS], &s[LAYOUT_WEIGHTS]);
    build_keys(b, &s[LAYOUT_WORDS], &s[LAYOUT_TEXT], &s[LAYOUT_KEY_BUCKETS], &s[LAYOUT_KEY_WORDS]);
    fact_sections(b, &s[LAYOUT_FACTS], &s[LAYOUT_FACT_TEXT]);
}

static bool make_sections(struct index_build *b, struct build_section s[LAYOUT_SECTIONS], struct err *e) {
    build_words(b);
    if (!check_limits(b, e)) return false;
    build_word_texts(b, &s[LAYOUT_WORDS], &s[LAYOUT_TEXT], &s[LAYOUT_PACKED]);
    build_forward(b, &s[LAYOUT_FORWARD], &s[LAYOUT_NAMES]);
    build_postings(b, &s[LAYOUT_FORWARD], &s[LAYOUT_NAMES], &s[LAYOUT_WORDS], &s[LAYOUT_POSTINGS]);
    pool_run(b->pool, 2, make_half, &(struct making){b, s});
    vec_push_copy(&b->entities, &(struct layout_entity){.id = (uint32_t)b->id_text.n});
    s[LAYOUT_ENTITIES] = (struct build_section){b->entities.p, b->entities.n * sizeof(struct layout_entity)};
    s[LAYOUT_NAME_TEXT] = (struct build_section){b->name_text.p, b->name_text.n};
    s[LAYOUT_ID_TEXT] = (struct build_section){b->id_text.p, b->id_text.n};
    return true;
}

/* One stretch of memory with the header and all sections; frees what only the sections hold. */
static char *join_sections(struct index_build *b, struct build_section s[LAYOUT_SECTIONS], size_t *size) {
    struct layout_header h = {.magic = LAYOUT_MAGIC, .version = LAYOUT_VERSION, .words_known = index_stamp()};
    uint64_t at = (sizeof h + LAYOUT_ALIGN - 1) & ~(uint64_t)(LAYOUT_ALIGN - 1);
    for (int i = 0; i < LAYOUT_SECTIONS; i++) {
        h.offset[i] = at;
        at += (s[i].size + LAYOUT_ALIGN - 1) & ~(uint64_t)(LAYOUT_ALIGN - 1);
    }
    h.offset[LAYOUT_SECTIONS] = h.size = at;
    h.names = b->names.n;
    h.entities = b->entities.n - 1;
    h.words = b->word_count;
    h.pairs = s[LAYOUT_PAIRS].size / sizeof(struct layout_pair);
    h.pair_buckets = s[LAYOUT_PAIR_BUCKETS].size / sizeof(uint32_t) - 1;
    h.buckets = s[LAYOUT_KEY_BUCKETS].size / sizeof(uint32_t) - 1;
    h.facts = b->facts.n;
    h.hash = str_hash((struct str){(const char *)&h, offsetof(struct layout_header, hash)});
    char *out = build_memory(at);
    memcpy(out, &h, sizeof h);
    for (int i = 0; i < LAYOUT_SECTIONS; i++) {
        if (s[i].size) memcpy(out + h.offset[i], s[i].bytes, s[i].size);
        if (i != LAYOUT_ENTITIES && i != LAYOUT_NAME_TEXT && i != LAYOUT_ID_TEXT) free(s[i].bytes);
    }
    *size = at;
    return out;
}

static char *make_bytes(struct index_build *b, size_t *size, struct err *e) {
    struct build_section s[LAYOUT_SECTIONS] = {0};
    char *bytes = make_sections(b, s, e) ? join_sections(b, s, size) : NULL;
    index_build_free(b);
    return bytes;
}

bool index_finish(struct index_build *b, const char *path, struct err *e) {
    size_t size;
    char *bytes = make_bytes(b, &size, e);
    bool ok = bytes && file_write(path, (struct str){bytes, size}, e);
    free(bytes);
    return ok;
}

bool index_finish_memory(struct index_build *b, struct index **out, struct err *e) {
    size_t size;
    char *bytes = make_bytes(b, &size, e);
    return bytes && index_take(bytes, size, out, e);
}
