/* FollowTheMoney entities and statements, in memory and as JSON lines, statement CSV and JSON.
 *
 * An entity is an id, a schema and values; it lives in the arena it was read into. Order of values is kept, so that
 * what is read is written back byte for byte (compact JSON as FollowTheMoney writes it).
 */
#ifndef CLEW_MODEL_ENTITY_H
#define CLEW_MODEL_ENTITY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/json.h"
#include "model/schema.h"

struct value {
    struct str prop, value;    /* property name and cleaned value */
    struct str lang, original; /* absent when not known */
    uint32_t start, end;       /* bytes of the value's words in the passage of its record; both 0 when it has none */
};
struct entity {
    struct str id, schema;
    struct value *values;
    size_t count, cap;
    const struct json *extra; /* the JSON object it was read from: its other members and their order; or NULL */
};

struct entity *entity_new(struct arena *, struct str id, struct str schema);
/* Adds a value (empty ones and repeats are left out); strings are lent. false when it was left out. */
bool entity_add(struct entity *, struct arena *, struct str prop, struct str value);
struct str entity_first(const struct entity *, struct str prop); /* absent when there is none */
/* The name to show: the first of the schema's caption properties that has a value, else the id. */
struct str entity_caption(const struct entity *, const struct model *);

/* {"id":..., "schema":..., "properties":{...}}; unknown schema is an error, unknown properties are kept and named in
 * *unknown (an array of str in the arena, *unknown_count of them). Values that are nested entity objects are replaced
 * by their id and pushed to `nested` (a vec of struct entity *), which may be NULL. */
struct vec;
bool entity_from_json(const struct json *, const struct model *, struct arena *, struct entity **out,
                      struct vec *nested, struct str **unknown, size_t *unknown_count, struct err *);
void entity_write(const struct entity *, struct buf *); /* one line without its end */

/* A statement: one value of one entity, as one dataset gives it. Fields as in the FollowTheMoney CSV. */
struct statement {
    struct str canonical_id, entity_id, prop, prop_type, schema, value, dataset, origin, lang, original_value;
    struct str external; /* "t", "True", ... as read; absent or empty for no */
    struct str first_seen, last_seen, id;
};
extern const char *const statement_columns[14]; /* header order */
/* SHA-1 of dataset.entity_id.prop.value, with @lang and .ext as FollowTheMoney does; only linguistic types keep lang.
 */
void statement_id(const struct statement *, const struct model *, char hex[SHA1_HEX + 1]);

/* The id that a mapping query makes: SHA-1 over prefix, literal and the sorted key values; absent when all are empty.
 */
struct str mapping_id(struct str prefix, struct str literal, const struct str *keys, size_t count, struct arena *);

#endif
