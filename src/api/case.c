#include "api/engine.h"

#include "answer/answer.h"
#include "answer/export.h"
#include "base/heap.h"
#include "ingest/add.h"

#include <stdlib.h>

struct clew_case {
    clew *engine;
    struct store *store;
};

bool clew_case_open(clew *engine, const char *path, enum clew_mode mode, clew_case **out, struct clew_error *error) {
    struct err e = {0};
    struct store *s;
    if (!store_open(path, mode == CLEW_WRITE ? STORE_WRITE : STORE_READ, &s, &e)) return engine_error(&e, error);
    clew_case *c = heap_zero(1, sizeof *c);
    *c = (clew_case){engine, s};
    *out = c;
    return true;
}

void clew_case_close(clew_case *c) {
    if (!c) return;
    store_close(c->store);
    free(c);
}

/* Hands the answer over, or frees it and tells why there is none. */
static bool give(bool ok, clew_answer *a, const struct err *e, clew_answer **out, struct clew_error *error) {
    if (ok) {
        *out = a;
        return true;
    }
    clew_answer_free(a);
    return engine_error(e, error);
}

bool clew_case_add(clew_case *c, const struct clew_add *what, clew_answer **out, struct clew_error *error) {
    struct err e = {0};
    clew_answer *a = answer_new();
    struct add add = {.paths = what->paths,
                      .path_count = what->path_count,
                      .mapping = what->mapping,
                      .options = {.language = c->engine->language,
                                  .model = c->engine->model,
                                  .as = what->as,
                                  .publisher = str_of(what->publisher)},
                      .dry_run = what->dry_run,
                      .stop = what->stop,
                      .progress = what->progress,
                      .context = what->context};
    return give(add_paths(c->store, c->engine->pool, &add, &a->arena, &a->value, &e), a, &e, out, error);
}

static void take_list(const char *const *from, struct str *to) {
    for (size_t i = 0; i < CLEW_FILTERS && from[i]; i++) to[i] = str_of(from[i]);
}

static bool take_date(const char *text, struct date *to, struct err *e) {
    *to = (struct date){0};
    if (!text || date_parse(str_of(text), to)) return true;
    return err_set(e, ERR_USAGE, "\"%s\" is no date; write 2021, 2021-05 or 2021-05-03", text);
}

static bool known_types(const struct str *types, struct err *e) {
    for (size_t i = 0; i < QUESTION_LIST && types[i].p; i++) {
        bool known = false;
        for (int t = TIE_CONTACT; t <= TIE_OTHER; t++) known = known || str_is(types[i], tie_types[t]);
        if (!known)
            return err_set(e, ERR_USAGE, "there is no kind of tie \"%.*s\"; see clew help ties", STR_ARG(types[i]));
    }
    return true;
}

bool clew_case_ask(clew_case *c, const struct clew_question *what, clew_answer **out, struct clew_error *error) {
    _Static_assert((int)CLEW_FILTERS == (int)QUESTION_LIST, "filters of the public question fit the internal one");
    static answer_fn *const answers[] = {
        [CLEW_FIND] = answer_find,     [CLEW_WHO] = answer_who,     [CLEW_TIES] = answer_ties,
        [CLEW_PATH] = answer_path,     [CLEW_SAYS] = answer_says,   [CLEW_ABOUT] = answer_about,
        [CLEW_LEDGER] = answer_ledger, [CLEW_CHECK] = answer_check, [CLEW_SQL] = answer_sql};
    struct err e = {0};
    clew_answer *a = answer_new();
    if ((size_t)what->kind >= sizeof answers / sizeof *answers)
        return give(err_set(&e, ERR_USAGE, "there is no question number %d", (int)what->kind), a, &e, out, error);
    struct question q = {.subject = str_of(what->subjects[0] ? what->subjects[0] : ""),
                         .other = str_of(what->subjects[1]),
                         .min_sources = what->min_sources,
                         .limit = what->limit,
                         .time_respecting = what->time_respecting};
    take_list(what->only, q.only);
    take_list(what->exclude, q.exclude);
    bool ok = take_date(what->as_of, &q.as_of, &e) && take_date(what->known_by, &q.known_by, &e) &&
              known_types(q.only, &e) && answers[what->kind](c->store, &q, &a->arena, &a->value, &e);
    return give(ok, a, &e, out, error);
}

bool clew_case_export(clew_case *c, enum clew_export_format format, clew_answer **out, struct clew_error *error) {
    struct err e = {0};
    clew_answer *a = answer_new();
    struct buf text = {0};
    bool ok = export_case(c->store, c->engine->model, (enum export_format)format, &text, &e);
    if (ok) {
        a->value = json_object(&a->arena);
        json_set_str(&a->arena, a->value, "text", arena_copy(&a->arena, buf_str(&text)));
    }
    buf_done(&text);
    return give(ok, a, &e, out, error);
}
