#include "api/engine.h"

#include "ingest/scan_files.h"

enum { LIMIT = 20 };

static struct scan *scan_of(const struct index *x, struct scan_count *count) {
    struct scan_build *b = scan_build_new();
    for (uint32_t i = 0; i < index_names(x); i++) scan_add(b, index_name(x, i), index_name_kind(x, i), i);
    return scan_finish(b, count);
}

static bool write_lines(void *context, struct str lines) {
    const struct clew_scan *what = context;
    return what->write(what->context, lines.p, lines.n);
}

bool clew_scan(clew *engine, const struct clew_scan *what, clew_answer **report, struct clew_error *error) {
    struct err e = {0};
    struct index *x;
    if (!engine_open_list(engine, what->list, &x, &e)) return engine_error(&e, error);
    struct scan_count count;
    struct scan *scan = scan_of(x, &count);
    struct clew_scan lent = *what;
    struct scan_files files = {.index = x,
                               .scan = scan,
                               .model = engine->model,
                               .paths = what->paths,
                               .path_count = what->path_count,
                               .as = what->as,
                               .limit = what->limit ? what->limit : LIMIT,
                               .stop = what->stop,
                               .write = write_lines,
                               .context = &lent};
    clew_answer *a = answer_new();
    bool ok = scan_files_run(&files, engine->pool, &a->arena, &a->value, &e);
    scan_free(scan);
    index_close(x);
    if (!ok) {
        clew_answer_free(a);
        return engine_error(&e, error);
    }
    json_set_int(&a->arena, a->value, "names", (int64_t)count.names);
    json_set_int(&a->arena, a->value, "left_out", (int64_t)count.left_out);
    json_set_int(&a->arena, a->value, "too_long", (int64_t)count.too_long);
    *report = a;
    return true;
}
