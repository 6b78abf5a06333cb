#include "model/entity.h"

#include "base/heap.h"
#include "base/map.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* Lists longer than this are checked for repeats with a map. */
enum { SHORT_LIST = 32 };

struct entity *entity_new(struct arena *a, struct str id, struct str schema) {
    struct entity *e = arena_new(a, sizeof *e);
    e->id = id;
    e->schema = schema;
    return e;
}

static void push_value(struct entity *e, struct arena *a, struct str prop, struct str value) {
    if (e->count == e->cap) {
        size_t cap = e->cap ? e->cap * 2 : 8;
        struct value *grown = arena_array(a, cap, sizeof *grown);
        if (e->count) memcpy(grown, e->values, e->count * sizeof *grown);
        e->values = grown;
        e->cap = cap;
    }
    e->values[e->count++] = (struct value){.prop = prop, .value = value};
}

bool entity_add(struct entity *e, struct arena *a, struct str prop, struct str value) {
    if (!value.n) return false;
    for (size_t i = 0; i < e->count; i++)
        if (str_eq(e->values[i].value, value) && str_eq(e->values[i].prop, prop)) return false;
    push_value(e, a, prop, value);
    return true;
}

struct str entity_first(const struct entity *e, struct str prop) {
    for (size_t i = 0; i < e->count; i++)
        if (str_eq(e->values[i].prop, prop)) return e->values[i].value;
    return (struct str){NULL, 0};
}

struct str entity_caption(const struct entity *e, const struct model *m) {
    const struct schema *s = model_find(m, e->schema);
    for (uint32_t i = 0; s && i < s->caption_count; i++) {
        struct str value = entity_first(e, s->caption[i]);
        if (value.n) return value;
    }
    return e->id;
}

/* --- reading --------------------------------------------------------------------------------------------------- */

struct from_json {
    const struct model *model;
    struct arena *arena;
    struct vec *nested;
    struct vec unknown; /* struct str */
    struct err *e;
};

static bool read_entity(struct from_json *, const struct json *, struct entity **);

/* The text of a value; a nested entity gives its id. Other values (null, lists) give the absent str. */
static bool value_text(struct from_json *f, const struct json *v, struct str *out) {
    *out = v->type == JSON_STRING || v->type == JSON_NUMBER ? v->text : (struct str){NULL, 0};
    if (v->type != JSON_OBJECT) return true;
    struct entity *inner;
    if (!read_entity(f, v, &inner)) return false;
    if (f->nested) *(struct entity **)vec_push(f->nested) = inner;
    *out = inner->id;
    return true;
}

static bool read_list(struct from_json *f, struct entity *e, struct str prop, const struct json *list) {
    struct map seen = {0};
    size_t first = e->count;
    bool ok = true, is_array = list->type == JSON_ARRAY;
    for (size_t i = 0; ok && i < (is_array ? list->n : 1); i++) {
        struct str text;
        ok = value_text(f, is_array ? list->items[i] : list, &text);
        if (!ok || !text.n) continue;
        bool fresh = true;
        if (is_array && list->n > SHORT_LIST) map_put(&seen, text, &fresh);
        else
            for (size_t k = first; k < e->count && fresh; k++) fresh = !str_eq(e->values[k].value, text);
        if (fresh) push_value(e, f->arena, prop, text);
    }
    map_done(&seen);
    return ok;
}

static bool read_properties(struct from_json *f, const struct schema *s, struct entity *e, const struct json *all) {
    if (!all) return true;
    if (all->type != JSON_OBJECT) return err_set(f->e, ERR_SYNTAX, "\"properties\" of an entity must be an object");
    size_t most = 0;
    for (uint32_t i = 0; i < all->n; i++)
        most += all->members[i].value->type == JSON_ARRAY ? all->members[i].value->n : 1;
    e->values = arena_array(f->arena, most, sizeof *e->values);
    e->cap = most;
    for (uint32_t i = 0; i < all->n; i++) {
        struct str name = all->members[i].key;
        const struct property *p = schema_property(s, name);
        if (!p) *(struct str *)vec_push(&f->unknown) = name;
        if (!read_list(f, e, p ? p->name : name, all->members[i].value)) return false;
    }
    return true;
}

static bool read_entity(struct from_json *f, const struct json *j, struct entity **out) {
    if (!j || j->type != JSON_OBJECT) return err_set(f->e, ERR_SYNTAX, "an entity must be a JSON object");
    struct str id = json_text(json_get(j, STR("id"))), name = json_text(json_get(j, STR("schema")));
    if (!id.n) return err_set(f->e, ERR_SYNTAX, "an entity needs an \"id\"");
    const struct schema *s = model_find(f->model, name);
    if (!s) {
        struct str near = model_suggest_schema(f->model, name);
        return err_set(f->e, ERR_SYNTAX, "entity %.*s has schema \"%.*s\", which the model does not have%s%.*s%s",
                       (int)(id.n < 80 ? id.n : 80), id.p, (int)(name.n < 80 ? name.n : 80), name.p ? name.p : "",
                       near.n ? " (near: " : "", STR_ARG(near), near.n ? ")" : "");
    }
    struct entity *e = entity_new(f->arena, id, s->name);
    e->extra = j;
    *out = e;
    return read_properties(f, s, e, json_get(j, STR("properties")));
}

bool entity_from_json(const struct json *j, const struct model *m, struct arena *a, struct entity **out,
                      struct vec *nested, struct str **unknown, size_t *unknown_count, struct err *e) {
    struct from_json f = {.model = m, .arena = a, .nested = nested, .unknown = VEC(struct str), .e = e};
    bool ok = read_entity(&f, j, out);
    size_t n = 0;
    struct str *names = vec_take(&f.unknown, a, &n);
    if (unknown) *unknown = names;
    if (unknown_count) *unknown_count = n;
    return ok;
}

/* --- writing --------------------------------------------------------------------------------------------------- */

/* The values in the order in which they are written: those of one property together, at the place of its first. A
 * counting sort over property numbers. */
static uint32_t *written_order(const struct entity *e) {
    uint32_t *order = heap_zero(e->count, sizeof *order), *group = heap_zero(e->count, sizeof *group);
    struct map numbers = {0};
    for (size_t i = 0; i < e->count; i++) {
        bool fresh = false, same = i && str_eq(e->values[i].prop, e->values[i - 1].prop);
        uint64_t *number = same ? NULL : map_put(&numbers, e->values[i].prop, &fresh);
        if (fresh) *number = numbers.n - 1;
        group[i] = same ? group[i - 1] : (uint32_t)*number;
    }
    uint32_t *start = heap_zero(numbers.n + 1, sizeof *start);
    for (size_t i = 0; i < e->count; i++) start[group[i] + 1]++;
    for (size_t g = 1; g <= numbers.n; g++) start[g] += start[g - 1];
    for (size_t i = 0; i < e->count; i++) order[start[group[i]]++] = (uint32_t)i;
    map_done(&numbers);
    free(start);
    free(group);
    return order;
}

static void write_properties(const struct entity *e, struct buf *b) {
    uint32_t *order = written_order(e);
    struct str prop = {NULL, 0};
    buf_add_byte(b, '{');
    for (size_t i = 0; i < e->count; i++) {
        const struct value *v = &e->values[order[i]];
        if (i && str_eq(v->prop, prop)) {
            buf_add_byte(b, ',');
        } else {
            if (i) buf_add(b, STR("],"));
            json_write_string(v->prop, b);
            buf_add(b, STR(":["));
            prop = v->prop;
        }
        json_write_string(v->value, b);
    }
    buf_add(b, e->count ? STR("]}") : STR("}"));
    free(order);
}

enum { WROTE_ID = 1, WROTE_SCHEMA = 2, WROTE_PROPERTIES = 4 };

static void write_member(const struct entity *e, struct str key, const struct json *value, unsigned *wrote,
                         struct buf *b) {
    unsigned which = str_is(key, "id")           ? WROTE_ID
                     : str_is(key, "schema")     ? WROTE_SCHEMA
                     : str_is(key, "properties") ? WROTE_PROPERTIES
                                                 : 0;
    if (which & *wrote) return;
    *wrote |= which;
    if (b->p[b->n - 1] != '{') buf_add_byte(b, ',');
    json_write_string(key, b);
    buf_add_byte(b, ':');
    if (which == WROTE_ID) json_write_string(e->id, b);
    else if (which == WROTE_SCHEMA) json_write_string(e->schema, b);
    else if (which == WROTE_PROPERTIES) write_properties(e, b);
    else json_write(value, 0, b);
}

void entity_write(const struct entity *e, struct buf *b) {
    unsigned wrote = 0;
    size_t n = json_count(e->extra);
    if (!buf_add_byte(b, '{')) return;
    for (size_t i = 0; i < n; i++) write_member(e, e->extra->members[i].key, e->extra->members[i].value, &wrote, b);
    write_member(e, STR("id"), NULL, &wrote, b);
    write_member(e, STR("schema"), NULL, &wrote, b);
    write_member(e, STR("properties"), NULL, &wrote, b);
    buf_add_byte(b, '}');
}
