/* Statements and ids, see entity.h: the digests of FollowTheMoney 4. */
#include "model/entity.h"
#include "text/utf8.h"

#include <stdlib.h>

const char *const statement_columns[14] = {"canonical_id", "entity_id",  "prop",      "prop_type", "schema",
                                           "value",        "dataset",    "origin",    "lang",      "original_value",
                                           "external",     "first_seen", "last_seen", "id"};

/* Types whose values are in no language: FollowTheMoney drops the language tag from their statements. */
static bool in_no_language(struct str type) {
    static const char *const types[] = {"entity", "date", "checksum", "email",    "phone", "gender", "mimetype",
                                        "topic",  "url",  "country",  "language", "ip",    "id"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_is(type, types[i])) return true;
    return false;
}

static struct str type_of(const struct statement *s, const struct model *m) {
    if (s->prop_type.n) return s->prop_type;
    if (str_is(s->prop, "id")) return STR("id");
    const struct schema *schema = model_find(m, s->schema);
    const struct property *p = schema ? schema_property(schema, s->prop) : NULL;
    return p ? p->type : STR("string");
}

static bool is_external(struct str s) { return s.n && str_find_byte(STR("tTyY1"), s.p[0], 0) != SIZE_MAX; }

void statement_id(const struct statement *s, const struct model *m, char hex[SHA1_HEX + 1]) {
    struct buf key = {0};
    buf_add(&key, s->dataset);
    buf_add_byte(&key, '.');
    buf_add(&key, s->entity_id);
    buf_add_byte(&key, '.');
    buf_add(&key, s->prop);
    buf_add_byte(&key, '.');
    buf_add(&key, s->value);
    if (s->lang.n && !in_no_language(type_of(s, m))) {
        buf_add_byte(&key, '@');
        buf_add(&key, s->lang);
    }
    if (is_external(s->external)) buf_add(&key, STR(".ext"));
    hash_sha1(buf_str(&key), hex);
    buf_done(&key);
}

/* White space as Python's str.strip sees it: the keys are hashed without it. */
static bool is_white(uint32_t c) {
    if (c < 0x80) return (c >= 9 && c <= 13) || (c >= 28 && c <= 32);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

static struct str strip(struct str s) {
    size_t next = 0;
    while (s.n && is_white(utf8_decode(s, 0, &next))) s = str_cut(s, next, s.n);
    while (s.n) {
        size_t last = s.n - 1;
        while (last && ((unsigned char)s.p[last] & 0xC0) == 0x80) last--;
        if (!is_white(utf8_decode(s, last, &next))) break;
        s.n = last;
    }
    return s;
}

static int by_bytes(const void *a, const void *b) { return str_cmp(*(const struct str *)a, *(const struct str *)b); }

struct str mapping_id(struct str prefix, struct str literal, const struct str *keys, size_t count, struct arena *a) {
    struct str *sorted = arena_array(a, count, sizeof *sorted);
    struct buf all = {0};
    for (size_t i = 0; i < count; i++) sorted[i] = strip(keys[i]);
    if (count) qsort(sorted, count, sizeof *sorted, by_bytes);
    buf_add(&all, strip(prefix));
    buf_add(&all, strip(literal));
    size_t seed = all.n;
    for (size_t i = 0; i < count; i++) buf_add(&all, sorted[i]);
    char hex[SHA1_HEX + 1];
    bool any = all.n > seed;
    if (any) hash_sha1(buf_str(&all), hex);
    buf_done(&all);
    return any ? arena_copy(a, (struct str){hex, SHA1_HEX}) : (struct str){NULL, 0};
}
