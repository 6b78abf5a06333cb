/* JSON, strict (RFC 8259): a text becomes a tree of values in an arena; trees and streams become text.
 *
 * Reading: one value a text, UTF-8, no trailing commas, no comments, depth at most JSON_DEPTH. Numbers keep their own
 * characters (12.50 stays 12.50). Errors carry the byte position. Duplicate keys are kept; json_get gives the last.
 *     struct json *v;
 *     if (!json_read(text, &arena, &v, e)) return false;
 *     struct str name = json_text(json_get(v, STR("name")));   // absent str when there is none
 * A string that is no Unicode (half a surrogate pair) is refused; a byte order mark in front is passed over. Strings of
 * the tree live in the arena, in one copy of the text. Large inputs: one json_reader for many texts, see below.
 *
 * Building: json_object, json_array, then json_set and json_add; printing: json_write. Key order is insertion order.
 */
#ifndef CLEW_BASE_JSON_H
#define CLEW_BASE_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#ifdef __cplusplus
extern "C" {
#endif

enum json_type { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };
enum { JSON_DEPTH = 256 };

struct json;
struct json_member {
    struct str key;
    struct json *value;
};

struct json {
    enum json_type type;
    uint32_t n, cap; /* items or members */
    struct str text; /* of a string (unescaped) or a number (as written) */
    union {
        struct json **items;
        struct json_member *members;
    };
};

bool json_read(struct str text, struct arena *, struct json **out, struct err *);

/* Reads many texts with one parser (its buffers are reused): FollowTheMoney lines. Not shared between threads. */
struct json_reader;
struct json_reader *json_reader_new(void);
bool json_reader_read(struct json_reader *, struct str text, struct arena *, struct json **out, struct err *);
void json_reader_free(struct json_reader *);

/* The elements of a top-level array one by one, as slices of the text, so that a damaged one costs only itself and a
 * torn array keeps what stands before the tear:
 *     struct json_elements it = {.text = text};
 *     struct str element;
 *     int more;
 *     while ((more = json_elements_next(&it, &element, e)) > 0) json_reader_read(reader, element, ...);
 * 1: a slice, not parsed yet and empty between two commas; 0: the array ended as it should; -1: the text is no array,
 * ends inside it or goes on behind it, with the byte. One pass, no memory. A bracket that closes another kind than is
 * open closes what stands between as well, and a quote with no other on its line opens no string: so an element that
 * lacks a quote or bracket of its own is cut where it most likely ends. */
struct json_elements {
    struct str text;
    size_t at;      /* private: the byte after the last slice and its comma */
    bool open, end; /* private */
};
int json_elements_next(struct json_elements *, struct str *element, struct err *);

/* Looking: all of these take NULL and values of other types and then give NULL, the absent str, 0 or the default. */
const struct json *json_get(const struct json *object, struct str key);
const struct json *json_at(const struct json *array, size_t i);
size_t json_count(const struct json *array_or_object);
struct str json_text(const struct json *); /* of a string or a number */
bool json_is_true(const struct json *);
int64_t json_i64(const struct json *, int64_t otherwise);

/* Building. Strings are lent: they must live as long as the tree. NULL for a value means null. */
struct json *json_null(struct arena *);
struct json *json_bool(struct arena *, bool);
struct json *json_string(struct arena *, struct str); /* the absent str gives null */
struct json *json_int(struct arena *, int64_t);
/* A number with that many decimals, printed without locale: json_real(a, 0.97314, 4) is 0.9731. */
struct json *json_real(struct arena *, double, int decimals);
struct json *json_array(struct arena *);
struct json *json_object(struct arena *);
struct json *json_add(struct arena *, struct json *array, struct json *value); /* gives value */
struct json *json_set(struct arena *, struct json *object, const char *key,
                      struct json *value); /* replaces; gives value */
void json_set_str(struct arena *, struct json *object, const char *key, struct str);
void json_set_int(struct arena *, struct json *object, const char *key, int64_t);
void json_set_bool(struct arena *, struct json *object, const char *key, bool);

/* Printing: compact, UTF-8 as it is, only the escapes that JSON asks for. `indent` > 0 gives lines. */
void json_write(const struct json *, int indent, struct buf *);
void json_write_string(struct str, struct buf *); /* with its quotes; bytes that are no UTF-8 become U+FFFD */

#ifdef __cplusplus
}
#endif
#endif
