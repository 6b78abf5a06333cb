#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

const struct json *json_get(const struct json *object, struct str key) {
    if (!object || object->type != JSON_OBJECT) return NULL;
    for (size_t i = object->n; i-- > 0;)
        if (str_eq(object->members[i].key, key)) return object->members[i].value;
    return NULL;
}

const struct json *json_at(const struct json *array, size_t i) {
    return array && array->type == JSON_ARRAY && i < array->n ? array->items[i] : NULL;
}

size_t json_count(const struct json *v) { return v && (v->type == JSON_ARRAY || v->type == JSON_OBJECT) ? v->n : 0; }

struct str json_text(const struct json *v) {
    return v && (v->type == JSON_STRING || v->type == JSON_NUMBER) ? v->text : (struct str){NULL, 0};
}

bool json_is_true(const struct json *v) { return v && v->type == JSON_TRUE; }

int64_t json_i64(const struct json *v, int64_t otherwise) {
    int64_t i;
    return v && v->type == JSON_NUMBER && str_to_i64(v->text, &i) ? i : otherwise;
}

static struct json *value(struct arena *a, enum json_type type, struct str text) {
    struct json *v = arena_new(a, sizeof *v);
    v->type = type;
    v->text = text;
    return v;
}

struct json *json_null(struct arena *a) {
    return value(a, JSON_NULL, (struct str){NULL, 0});
}
struct json *json_array(struct arena *a) {
    return value(a, JSON_ARRAY, (struct str){NULL, 0});
}
struct json *json_object(struct arena *a) {
    return value(a, JSON_OBJECT, (struct str){NULL, 0});
}

struct json *json_bool(struct arena *a, bool b) {
    return value(a, b ? JSON_TRUE : JSON_FALSE, (struct str){NULL, 0});
}

struct json *json_string(struct arena *a, struct str s) {
    return s.p ? value(a, JSON_STRING, s) : json_null(a);
}

struct json *json_int(struct arena *a, int64_t i) {
    return value(a, JSON_NUMBER, arena_printf(a, "%lld", (long long)i));
}

/* printf writes the decimal point of the locale, one or more bytes that are no digits. */
struct json *json_real(struct arena *a, double real, int decimals) {
    assert(decimals >= 0);
    if (!isfinite(real)) return json_null(a);
    struct str s = arena_printf(a, "%.*f", decimals, real);
    char *p = arena_raw(a, s.n + 1);
    size_t n = 0;
    bool zero = true;
    for (size_t i = 0; i < s.n; i++) {
        bool kept = ascii_digit(s.p[i]) || s.p[i] == '-';
        if (kept) p[n++] = s.p[i];
        else if (ascii_digit(p[n - 1])) p[n++] = '.';
        if (s.p[i] >= '1' && s.p[i] <= '9') zero = false;
    }
    p[n] = 0;
    struct str text = {p, n};
    return value(a, JSON_NUMBER, zero && p[0] == '-' ? str_cut(text, 1, n) : text);
}

/* Arrays and objects double their room in the arena; the old room stays there unused. */
static void *grown(struct arena *a, struct json *v, const void *old, size_t size) {
    if (v->n < v->cap) return NULL;
    assert(v->cap <= UINT32_MAX / 2);
    v->cap = v->cap ? v->cap * 2 : 4;
    void *room = arena_array(a, v->cap, size);
    if (v->n) memcpy(room, old, v->n * size);
    return room;
}

struct json *json_add(struct arena *a, struct json *array, struct json *v) {
    assert(array->type == JSON_ARRAY);
    struct json **room = grown(a, array, array->items, sizeof *room);
    if (room) array->items = room;
    if (!v) v = json_null(a);
    return array->items[array->n++] = v;
}

struct json *json_set(struct arena *a, struct json *object, const char *key, struct json *v) {
    assert(object->type == JSON_OBJECT);
    if (!v) v = json_null(a);
    for (size_t i = object->n; i-- > 0;)
        if (str_is(object->members[i].key, key)) return object->members[i].value = v;
    struct json_member *room = grown(a, object, object->members, sizeof *room);
    if (room) object->members = room;
    object->members[object->n++] = (struct json_member){str_of(key), v};
    return v;
}

void json_set_str(struct arena *a, struct json *object, const char *key, struct str s) {
    json_set(a, object, key, json_string(a, s));
}

void json_set_int(struct arena *a, struct json *object, const char *key, int64_t i) {
    json_set(a, object, key, json_int(a, i));
}

void json_set_bool(struct arena *a, struct json *object, const char *key, bool b) {
    json_set(a, object, key, json_bool(a, b));
}

static void write_escape(unsigned char c, struct buf *b) {
    static const char letters[] = "btn\0fr"; /* \b is 8, \r is 13; 11 has no letter */
    if (c == '"' || c == '\\') {
        buf_add(b, (struct str){(char[]){'\\', (char)c}, 2});
    } else if (c >= 8 && c <= 13 && letters[c - 8]) {
        buf_add(b, (struct str){(char[]){'\\', letters[c - 8]}, 2});
    } else {
        buf_printf(b, "\\u%04x", c);
    }
}

static void write_valid(struct str s, struct buf *b) {
    size_t plain = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        buf_add(b, str_cut(s, plain, i));
        write_escape(c, b);
        plain = i + 1;
    }
    buf_add(b, str_cut(s, plain, s.n));
}

void json_write_string(struct str s, struct buf *b) {
    buf_add_byte(b, '"');
    for (struct str rest = s; rest.n;) {
        size_t valid = str_utf8(rest);
        write_valid(str_cut(rest, 0, valid), b);
        if (valid < rest.n) buf_add(b, STR("\xEF\xBF\xBD"));
        rest = str_cut(rest, valid + 1, rest.n);
    }
    buf_add_byte(b, '"');
}

static void new_line(int spaces, struct buf *b) {
    buf_add_byte(b, '\n');
    for (int i = 0; i < spaces; i++) buf_add_byte(b, ' ');
}

static void write_at(const struct json *v, int indent, int depth, struct buf *b);

static void write_inside(const struct json *v, int indent, int depth, struct buf *b) {
    for (uint32_t i = 0; i < v->n; i++) {
        if (i) buf_add_byte(b, ',');
        if (indent > 0) new_line(indent * (depth + 1), b);
        if (v->type == JSON_OBJECT) {
            json_write_string(v->members[i].key, b);
            buf_add(b, indent > 0 ? STR(": ") : STR(":"));
        }
        write_at(v->type == JSON_OBJECT ? v->members[i].value : v->items[i], indent, depth + 1, b);
    }
    if (indent > 0 && v->n) new_line(indent * depth, b);
}

static void write_at(const struct json *v, int indent, int depth, struct buf *b) {
    switch (v->type) {
    case JSON_NULL: buf_add(b, STR("null")); break;
    case JSON_FALSE: buf_add(b, STR("false")); break;
    case JSON_TRUE: buf_add(b, STR("true")); break;
    case JSON_NUMBER: buf_add(b, v->text); break;
    case JSON_STRING: json_write_string(v->text, b); break;
    case JSON_ARRAY:
    case JSON_OBJECT:
        buf_add_byte(b, v->type == JSON_ARRAY ? '[' : '{');
        write_inside(v, indent, depth, b);
        buf_add_byte(b, v->type == JSON_ARRAY ? ']' : '}');
        break;
    }
}

void json_write(const struct json *v, int indent, struct buf *b) { write_at(v, indent, 0, b); }
