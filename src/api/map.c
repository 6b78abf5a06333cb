#include "api/engine.h"

#include "base/file.h"
#include "read/mapping.h"

bool clew_map_suggest(clew *engine, const char *path, clew_answer **out, struct clew_error *error) {
    (void)engine;
    struct err e = {0};
    struct file file;
    if (!file_read(path, 0, &file, &e)) return engine_error(&e, error);
    clew_answer *a = answer_new();
    struct str yaml = mapping_suggest(file.bytes, path_base(str_of(path)), &a->arena);
    file_done(&file);
    a->value = json_object(&a->arena);
    json_set_str(&a->arena, a->value, "mapping", arena_copy(&a->arena, yaml));
    *out = a;
    return true;
}
