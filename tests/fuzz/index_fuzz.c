/* An index whose bytes lie: it is refused, or it is searched without a read outside of it. The bytes before the first
 * blank line are listed names, a line each, and the queries as well; the rest is damage, in pieces of six bytes: a
 * section, a place in it (two bytes), and what is put there (three bytes, the last one says how). The head gets its
 * hash anew, as somebody would who means harm. */
#include "base/heap.h"
#include "fuzz.h"
#include "match/layout.h"
#include "match/screen.h"

#include <string.h>

enum { NAMES = 48, QUERIES = 4, PIECE = 6, RESULTS = 5 };

static const char *const schemas[] = {"Person", "Company", "Vessel", "LegalEntity"};

static struct index *build(struct str list) {
    struct index_build *b = index_build_new(1);
    struct err e;
    struct index *x;
    char id[2] = "a";
    for (unsigned i = 0; list.p && i < NAMES; i++) {
        struct index_entry entry = {.id = str_of(id), .schema = str_of(schemas[i % 4]), .name = str_split(&list, '\n')};
        if (i % 3 == 0) entry.facts = (struct name_facts){STR("1961-04-02"), STR("de"), STR("female"), STR("DE 12")};
        index_add(b, &entry);
        id[0] = (char)((unsigned)id[0] + i % 2);
    }
    FUZZ_CHECK(index_finish_memory(b, &x, &e));
    return x;
}

/* Places are counted by the sound head `h`, so that later pieces find what they mean. */
static void put(const struct layout_header *h, char *bytes, size_t size, const uint8_t piece[PIECE]) {
    unsigned section = piece[0] % (LAYOUT_SECTIONS + 1);
    size_t place = (size_t)(piece[1] | piece[2] << 8);
    size_t from = section == LAYOUT_SECTIONS ? 0 : h->offset[section],
           to = section == LAYOUT_SECTIONS ? sizeof *h : size;
    uint32_t number = piece[3] | (uint32_t)piece[4] << 8;
    if (from >= to) return;
    size_t at = from + place % (to - from);
    switch (piece[5] & 3) {
    case 0: bytes[at] = (char)piece[3]; return;
    case 1: number = ~number; break;
    case 2: number <<= 16; break;
    default: break;
    }
    at &= ~(size_t)3;
    if (at + sizeof number <= size) memcpy(bytes + at, &number, sizeof number);
}

/* The damaged copy: NULL when it is refused. */
static struct index *damage(const struct index *x, struct str pieces) {
    size_t size = x->size;
    char *bytes = heap_new(size);
    struct layout_header h;
    struct err e;
    struct index *out;
    memcpy(bytes, x->bytes, size);
    for (; pieces.n >= PIECE; pieces = str_cut(pieces, PIECE, pieces.n))
        put(x->header, bytes, size, (const uint8_t *)pieces.p);
    memcpy(&h, bytes, sizeof h);
    h.hash = str_hash((struct str){(const char *)&h, offsetof(struct layout_header, hash)});
    memcpy(bytes, &h, sizeof h);
    return index_take(bytes, size, &out, &e) ? out : NULL;
}

static volatile unsigned read_bytes;
static void read_text(struct str s) {
    for (size_t i = 0; i < s.n; i++) read_bytes += (unsigned char)s.p[i];
}

static void walk_names(const struct index *x) {
    uint64_t most = index_names(x) < 4 * NAMES ? index_names(x) : 4 * NAMES;
    for (uint32_t i = 0; i <= most; i++) {
        struct name_facts facts;
        uint32_t words[NAME_TOKENS];
        read_text(index_name(x, i));
        read_text(index_id(x, i));
        read_text(index_caption(x, i));
        FUZZ_CHECK(index_name_entity(x, i) < index_entities(x) || index_entities(x) == 0);
        FUZZ_CHECK(index_name_kind(x, i) <= NAME_PLACE);
        index_facts(x, i, &facts);
        read_text(facts.birth_date), read_text(facts.country), read_text(facts.gender), read_text(facts.id);
        FUZZ_CHECK(layout_forward(x, i, words) <= NAME_TOKENS);
    }
}

static void walk_words(const struct index *x) {
    uint64_t most = x->header->words < 8 * NAMES ? x->header->words : 8 * NAMES;
    for (uint32_t i = 0; i <= most; i++) {
        struct str folded, latin, sound;
        struct name_token token;
        if (layout_word_texts(x, i, &folded, &latin, &sound)) read_text(folded), read_text(latin), read_text(sound);
        layout_token(x, i, &token);
        struct layout_list list = layout_postings(x, i), pair = layout_pair_names(x, i, i / 2);
        for (uint32_t k = 0; k < list.count; k++) read_bytes += list.names[k];
        for (uint32_t k = 0; k < pair.count; k++) read_bytes += pair.names[k];
    }
}

static void search(const struct index *x, struct str list) {
    struct screen *s = screen_new(x);
    struct arena a = {0};
    for (size_t i = 0; list.p && i < QUERIES; i++) {
        struct screen_query q = {.name = str_split(&list, '\n'), .facts.birth_date = STR("1961")};
        struct screen_options o = {.limit = RESULTS, .explain = i % 2};
        struct screen_hit *hits;
        size_t n = screen_run(s, &q, &o, &a, &hits);
        FUZZ_CHECK(n <= RESULTS);
        for (size_t k = 0; k < n; k++) {
            FUZZ_CHECK(hits[k].match.score > 0 && hits[k].match.score < 1);
            read_text(index_name(x, hits[k].name));
        }
        arena_reset(&a);
    }
    arena_done(&a);
    screen_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct str all = {(const char *)bytes, n};
    size_t cut = str_find(all, STR("\n\n"), 0);
    struct str list = str_cut(all, 0, cut == SIZE_MAX ? n : cut);
    struct index *sound = build(list), *damaged = damage(sound, cut == SIZE_MAX ? STR("") : str_cut(all, cut + 2, n));
    if (damaged) {
        walk_names(damaged);
        walk_words(damaged);
        search(damaged, list);
    }
    index_close(sound);
    index_close(damaged);
    return 0;
}
