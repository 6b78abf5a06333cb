#include "api/engine.h"

#include "base/file.h"
#include "base/map.h"
#include "match/batch.h"
#include "match/list.h"
#include "read/read.h"

#include <string.h>

/* Entities of a record file on their way into an index. */
struct gathering {
    struct index_build *build;
    struct list_count *count;
};

static bool is_name(struct str prop) {
    return str_is(prop, "name") || str_is(prop, "alias") || str_is(prop, "weakAlias") || str_is(prop, "previousName");
}

static struct str first_of(const struct entity *e, const char *const *props) {
    struct str s = {0};
    for (; *props && !s.n; props++) s = entity_first(e, str_of(*props));
    return s;
}

static bool take_record(void *context, const struct record *r, struct err *e) {
    static const char *const country[] = {"country", "nationality", "citizenship", "jurisdiction", NULL};
    static const char *const number[] = {"leiCode",  "imoNumber", "registrationNumber", "innCode", "passportNumber",
                                         "idNumber", NULL};
    struct gathering *g = context;
    (void)e;
    for (size_t i = 0; i < r->entity_count; i++) {
        const struct entity *x = r->entities[i];
        struct index_entry entry = {.id = x->id, .schema = x->schema};
        entry.facts = (struct name_facts){entity_first(x, STR("birthDate")), first_of(x, country),
                                          entity_first(x, STR("gender")), first_of(x, number)};
        for (size_t k = 0; k < x->count; k++) {
            if (!is_name(x->values[k].prop)) continue;
            entry.name = x->values[k].value;
            index_add(g->build, &entry);
            g->count->names++;
        }
    }
    return true;
}

static bool take_facts(void *context, const struct facts *f, struct err *e) {
    (void)context, (void)f, (void)e;
    return true;
}
static bool take_document(void *context, const struct document *d, struct err *e) {
    (void)context, (void)d, (void)e;
    return true;
}
static void take_note(void *context, const struct note *n) {
    struct gathering *g = context;
    g->count->refused += n->level == NOTE_REFUSED;
}

static bool read_list(clew *engine, const char *path, struct index_build *b, struct list_count *count, struct err *e) {
    struct file file;
    if (!file_read(path, (size_t)8 << 30, &file, e)) return false;
    bool ok;
    const struct reader *r = NULL;
    struct str name = path_base(str_of(path));
    if (list_recognise(file.bytes)) {
        ok = list_add(b, file.bytes, count, e);
    } else if ((r = read_recognise(file.bytes, name))) {
        struct gathering g = {b, count};
        struct sink sink = {&g, take_facts, take_document, take_record, take_note};
        ok = r->read(&(struct input){.bytes = file.bytes, .name = name, .model = engine->model}, &sink, e);
    } else {
        ok = err_set(e, ERR_UNSUPPORTED,
                     "%s: no format of lists that clew knows; a CSV needs the columns entity_id and name", path);
    }
    file_done(&file);
    return ok;
}

static bool read_lists(clew *engine, const char *const *paths, size_t n, struct index_build *b,
                       struct list_count *count, struct err *e) {
    for (size_t i = 0; i < n; i++)
        if (!read_list(engine, paths[i], b, count, e)) return false;
    if (!count->names) return err_set(e, ERR_SYNTAX, "%s: the list has no names", n ? paths[0] : "");
    return true;
}

bool clew_index(clew *engine, const struct clew_index *what, clew_answer **report, struct clew_error *error) {
    struct err e = {0};
    struct list_count count = {0};
    struct index *x;
    struct index_build *b = index_build_new(pool_threads(engine->pool));
    if (!read_lists(engine, what->lists, what->list_count, b, &count, &e)) {
        index_build_free(b);
        return engine_error(&e, error);
    }
    if (!index_finish(b, what->output, &e) || !index_open(what->output, &x, &e)) return engine_error(&e, error);
    clew_answer *a = answer_new();
    a->value = json_object(&a->arena);
    json_set_int(&a->arena, a->value, "names", (int64_t)index_names(x));
    json_set_int(&a->arena, a->value, "entities", (int64_t)index_entities(x));
    json_set_int(&a->arena, a->value, "refused", (int64_t)count.refused);
    index_close(x);
    *report = a;
    return true;
}

bool engine_open_list(clew *engine, const char *path, struct index **x, struct err *e) {
    if (index_is(path)) return index_open(path, x, e);
    struct list_count count = {0};
    struct index_build *b = index_build_new(pool_threads(engine->pool));
    if (read_lists(engine, &path, 1, b, &count, e)) return index_finish_memory(b, x, e);
    index_build_free(b);
    return false;
}

static bool write_lines(void *context, struct str lines) {
    const struct clew_screen *what = context;
    return what->write(what->context, lines.p, lines.n);
}

bool clew_screen(clew *engine, const struct clew_screen *what, clew_answer **report, struct clew_error *error) {
    struct err e = {0};
    struct index *x;
    struct file queries;
    if (!engine_open_list(engine, what->list, &x, &e)) return engine_error(&e, error);
    bool ok = file_read(what->queries, (size_t)8 << 30, &queries, &e);
    uint64_t asked = 0;
    if (ok) {
        struct batch_options o = {.screen = {what->limit ? what->limit : 5, what->threshold, what->explain},
                                  .column = str_of(what->column),
                                  .threads = pool_threads(engine->pool)};
        struct clew_screen lent = *what;
        ok = batch_run(x, queries.bytes, &o, write_lines, &lent, &asked, &e);
        file_done(&queries);
    }
    index_close(x);
    if (!ok) return engine_error(&e, error);
    clew_answer *a = answer_new();
    a->value = json_object(&a->arena);
    json_set_int(&a->arena, a->value, "asked", (int64_t)asked);
    *report = a;
    return true;
}
