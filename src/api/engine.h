/* What stands behind the opaque types of include/clew.h; for src/api only. */
#ifndef CLEW_API_ENGINE_H
#define CLEW_API_ENGINE_H

#include "clew.h"

#include "base/json.h"
#include "base/pool.h"
#include "language/language.h"
#include "model/schema.h"

struct clew {
    struct language *language;
    const struct model *model;
    struct model *own_model; /* a loaded one, or NULL */
    struct pool *pool;
};

struct clew_answer {
    struct arena arena; /* holds everything of the answer */
    struct json *value;
};

struct clew_answer *answer_new(void);
/* Copies an internal error to the public one, place included; always false. */
bool engine_error(const struct err *, struct clew_error *);
struct index;
/* An index that is there, or one made in memory from a list; to be closed by index_close. */
bool engine_open_list(clew *, const char *path, struct index **, struct err *);

#endif
