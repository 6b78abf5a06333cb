/* The FollowTheMoney model as data: schemata, their properties, inheritance, edges; built in, replaceable from a file.
 *
 * The built-in model is generated from the followthemoney package by src/model/generate_schema.py (facts only).
 * `--model FILE` loads the same JSON from a file. A model is immutable after opening and shared by all threads.
 */
#ifndef CLEW_MODEL_SCHEMA_H
#define CLEW_MODEL_SCHEMA_H

#include "base/err.h"
#include "base/str.h"

struct property {
    struct str name, label;       /* "birthDate", "Birth date" */
    struct str type;              /* FtM type name: "name", "date", "country", "identifier", "entity", "address", ... */
    struct str range;             /* schema that an entity property points at, else absent */
    struct str reverse;           /* its name seen from there, else absent */
    bool matchable, hidden, stub; /* stub: the reverse end of another property, holds no values */
    uint32_t schema;              /* the schema that declares it */
};
struct schema {
    struct str name, label, plural;
    uint32_t id;
    bool abstract, matchable, edge, edge_directed;
    struct str edge_source, edge_target, edge_label; /* property names, when edge */
    const uint32_t *parents;                         /* itself and all ancestors, nearest first */
    uint32_t parent_count;
    const struct property *const *properties; /* own and inherited, by name */
    uint32_t property_count;
    const struct str *featured, *caption; /* property names, in order */
    uint32_t featured_count, caption_count;
};
struct model;

const struct model *model_default(void); /* process lifetime, built on first use */
bool model_load(const char *path, struct model **, struct err *);
bool model_read(struct str json, struct model **, struct err *); /* the same from bytes */
void model_free(struct model *);
uint32_t model_count(const struct model *);
const struct schema *model_schema(const struct model *, uint32_t i);            /* by name order */
const struct schema *model_find(const struct model *, struct str name);         /* NULL when unknown */
const struct property *schema_property(const struct schema *, struct str name); /* NULL when unknown */
bool schema_is_a(const struct schema *, const struct schema *ancestor);
/* The more specific of two when one is an ancestor of the other, else NULL (fragments of one id are merged by it). */
const struct schema *schema_common(const struct schema *, const struct schema *);
/* The nearest schema or property name by edit distance, for error messages; absent when nothing is near. */
struct str model_suggest_schema(const struct model *, struct str name);
struct str schema_suggest_property(const struct schema *, struct str name);

#endif
