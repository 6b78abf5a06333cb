#include "base/heap.h"
#include "base/pool.h"
#include "match/layout.h"
#include "names/vocabulary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Raise it when names/parse.c or names/sound.c cut or sound words otherwise. */
enum { WORD_RULES = 2 };

uint32_t index_stamp(void) { return WORD_RULES << 24 ^ vocabulary_mask; }

static bool is_power_of_two(uint64_t n) { return n && (n & (n - 1)) == 0; }

static bool section_sizes_fit(const struct index *x) {
    const struct layout_header *h = x->header;
    struct {
        enum layout_section section;
        uint64_t count, ends, size; /* things, what stands behind them for the last one's end, bytes of each */
    } fixed[] = {
        {LAYOUT_WORDS, h->words, 1, sizeof(struct layout_word)},
        {LAYOUT_WEIGHTS, h->words, 0, 1},
        {LAYOUT_PACKED, h->words, 0, 16},
        {LAYOUT_PAIR_BUCKETS, h->pair_buckets, 1, sizeof(uint32_t)},
        {LAYOUT_PAIRS, h->pairs, 0, sizeof(struct layout_pair)},
        {LAYOUT_KEY_BUCKETS, h->buckets, 1, sizeof(uint32_t)},
        {LAYOUT_NAMES, h->names, 1, sizeof(struct layout_name)},
        {LAYOUT_ENTITIES, h->entities, 1, sizeof(struct layout_entity)},
        {LAYOUT_FACTS, h->facts, 1, sizeof(uint32_t)},
    };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (fixed[i].count >= UINT32_MAX ||
            layout_bytes(x, fixed[i].section) < (fixed[i].count + fixed[i].ends) * fixed[i].size)
            return false;
    return is_power_of_two(h->buckets) && is_power_of_two(h->pair_buckets);
}

static bool check(const struct index *x, struct err *e) {
    const char *again = "; build it again with clew index";
    const struct layout_header *h = x->header;
    if (x->size < sizeof *h || memcmp(h->magic, LAYOUT_MAGIC, sizeof h->magic) != 0)
        return err_set(e, ERR_DAMAGED, "this is no index of names%s", again);
    if (h->version != LAYOUT_VERSION || h->words_known != index_stamp())
        return err_set(e, ERR_DAMAGED, "the index was made by another version of clew%s", again);
    if (h->hash != str_hash((struct str){x->bytes, offsetof(struct layout_header, hash)}))
        return err_set(e, ERR_DAMAGED, "the head of the index is damaged%s", again);
    if (h->size != x->size) return err_set(e, ERR_DAMAGED, "the index is cut or has grown%s", again);
    uint64_t last = sizeof *h;
    for (int i = 0; i <= LAYOUT_SECTIONS; i++) {
        if (h->offset[i] < last || h->offset[i] > x->size || h->offset[i] % LAYOUT_ALIGN)
            return err_set(e, ERR_DAMAGED, "the sections of the index do not fit%s", again);
        last = h->offset[i];
    }
    if (!section_sizes_fit(x)) return err_set(e, ERR_DAMAGED, "the sections of the index do not fit%s", again);
    return true;
}

static const void *section(const struct index *x, enum layout_section s) { return x->bytes + x->header->offset[s]; }

static void find_sections(struct index *x) {
    x->header = (const void *)x->bytes;
    x->words = section(x, LAYOUT_WORDS);
    x->weights = section(x, LAYOUT_WEIGHTS);
    x->packed = section(x, LAYOUT_PACKED);
    x->pair_buckets = section(x, LAYOUT_PAIR_BUCKETS);
    x->pairs = section(x, LAYOUT_PAIRS);
    x->names = section(x, LAYOUT_NAMES);
    x->entities = section(x, LAYOUT_ENTITIES);
    x->postings = section(x, LAYOUT_POSTINGS);
    x->pair_names = section(x, LAYOUT_PAIR_NAMES);
    x->key_buckets = section(x, LAYOUT_KEY_BUCKETS);
    x->key_words = section(x, LAYOUT_KEY_WORDS);
    x->facts = section(x, LAYOUT_FACTS);
    x->forward = section(x, LAYOUT_FORWARD);
    x->text = section(x, LAYOUT_TEXT);
    x->name_text = section(x, LAYOUT_NAME_TEXT);
    x->id_text = section(x, LAYOUT_ID_TEXT);
    x->fact_text = section(x, LAYOUT_FACT_TEXT);
}

static bool open_bytes(const char *bytes, size_t size, int fd, struct index **out, struct err *e) {
    struct index *x = heap_zero(1, sizeof *x);
    *x = (struct index){.bytes = bytes, .size = size, .fd = fd, .mapped = fd >= 0, .header = (const void *)bytes};
    if (!check(x, e)) {
        index_close(x);
        return false;
    }
    find_sections(x);
    *out = x;
    return true;
}

bool index_take(char *bytes, size_t size, struct index **out, struct err *e) {
    return open_bytes(bytes, size, -1, out, e);
}

bool index_is(const char *path) {
    char mark[sizeof LAYOUT_MAGIC - 1];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    bool is = read(fd, mark, sizeof mark) == sizeof mark && memcmp(mark, LAYOUT_MAGIC, sizeof mark) == 0;
    close(fd);
    return is;
}

bool index_open(const char *path, struct index **out, struct err *e) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) {
        int reason = errno;
        if (fd >= 0) close(fd);
        return err_set(e, ERR_IO, "%s: %s", path, strerror(reason));
    }
    void *bytes = st.st_size > 0 ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
    if (bytes == MAP_FAILED) {
        close(fd);
        return err_set(e, ERR_DAMAGED, "%s: this is no index of names; build it with clew index", path);
    }
    madvise(bytes, (size_t)st.st_size, MADV_RANDOM);
    return open_bytes(bytes, (size_t)st.st_size, fd, out, e);
}

enum { PIECE = 8 << 20, HUGE_PAGE = 2 << 20 };
struct reading {
    const struct index *index;
    char *bytes;
    atomic_bool failed;
};

static void read_piece(void *context, size_t piece, unsigned thread) {
    (void)thread;
    struct reading *r = context;
    size_t at = piece * PIECE, end = at + PIECE < r->index->size ? at + PIECE : r->index->size;
    while (at < end) {
        ssize_t got = pread(r->index->fd, r->bytes + at, end - at, (off_t)at);
        if (got <= 0) {
            atomic_store(&r->failed, true);
            return;
        }
        at += (size_t)got;
    }
}

void index_settle(struct index *x, struct pool *pool) {
    if (!x->mapped || x->size < HUGE_PAGE) return;
    size_t rounded = (x->size + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);
    struct reading r = {.index = x, .bytes = aligned_alloc(HUGE_PAGE, rounded)};
    if (!r.bytes) return;
    madvise(r.bytes, rounded, MADV_HUGEPAGE);
    pool_run(pool, (x->size + PIECE - 1) / PIECE, read_piece, &r);
    if (atomic_load(&r.failed) || memcmp(r.bytes, x->bytes, sizeof *x->header) != 0) {
        free(r.bytes); /* the map serves as before */
        return;
    }
    munmap((void *)x->bytes, x->size);
    close(x->fd);
    x->bytes = r.bytes;
    x->mapped = false;
    find_sections(x);
}

void index_close(struct index *x) {
    if (!x) return;
    if (x->mapped) {
        munmap((void *)x->bytes, x->size);
        close(x->fd);
    } else {
        free((void *)x->bytes);
    }
    free(x);
}

uint64_t index_names(const struct index *x) { return x->header->names; }
uint64_t index_entities(const struct index *x) { return x->header->entities; }
size_t index_bytes(const struct index *x) { return x->size; }

static struct str text_between(const struct index *x, enum layout_section s, uint32_t from, uint32_t to) {
    if (from > to || to > layout_bytes(x, s)) return STR("");
    return (struct str){x->bytes + x->header->offset[s] + from, to - from};
}

struct str index_name(const struct index *x, uint32_t name) {
    if (name >= x->header->names) return STR("");
    return text_between(x, LAYOUT_NAME_TEXT, x->names[name].text, x->names[name + 1].text);
}

uint32_t index_name_entity(const struct index *x, uint32_t name) {
    uint32_t entity = name < x->header->names ? layout_entity_of(&x->names[name]) : 0;
    return entity < x->header->entities ? entity : 0;
}

enum name_kind index_name_kind(const struct index *x, uint32_t name) {
    uint32_t kind = name < x->header->names ? layout_kind_of(&x->names[name]) : NAME_ANY;
    return kind <= NAME_PLACE ? (enum name_kind)kind : NAME_ANY;
}

struct str index_id(const struct index *x, uint32_t entity) {
    if (entity >= x->header->entities) return STR("");
    return text_between(x, LAYOUT_ID_TEXT, x->entities[entity].id, x->entities[entity + 1].id);
}

struct str index_caption(const struct index *x, uint32_t entity) {
    return entity < x->header->entities ? index_name(x, x->entities[entity].caption) : STR("");
}

static struct str fact(const struct index *x, uint32_t number) {
    if (number >= x->header->facts) return STR("");
    return text_between(x, LAYOUT_FACT_TEXT, x->facts[number], x->facts[number + 1]);
}

void index_facts(const struct index *x, uint32_t entity, struct name_facts *out) {
    *out = (struct name_facts){0};
    if (entity >= x->header->entities) return;
    const struct layout_entity *e = &x->entities[entity];
    *out = (struct name_facts){fact(x, e->birth_date), fact(x, e->country), fact(x, e->gender), fact(x, e->identifier)};
}
