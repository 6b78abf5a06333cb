/* YAML as a tree of text, through libyaml. Scalars are never turned into numbers, dates or truth values, so that
 * `country: NO` stays Norway. No anchors or aliases; depth at most YAML_DEPTH; one document.
 */
#ifndef CLEW_READ_YAML_H
#define CLEW_READ_YAML_H

#include "base/arena.h"
#include "base/err.h"

enum { YAML_DEPTH = 32 };
#define YAML_CEILING ((size_t)4 << 20)

enum yaml_type { YAML_SCALAR, YAML_LIST, YAML_MAP };
struct yaml {
    enum yaml_type type;
    struct str key;  /* in a map */
    struct str text; /* of a scalar */
    struct yaml *first, *next;
    struct yaml *last; /* private */
    uint32_t line, count;
};

bool yaml_read(struct str text, struct arena *, struct yaml **out, struct err *);
/* NULL gives NULL and the absent str. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);
struct str yaml_text(const struct yaml *scalar); /* "null" and "~" unquoted are absent */

#endif
