#include "api/engine.h"

#include "base/embed.h"
#include "base/heap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool engine_error(const struct err *e, struct clew_error *out) {
    if (!out) return false;
    struct buf b = {0};
    err_print(e, &b);
    *out = (struct clew_error){.code = (enum clew_code)e->code};
    snprintf(out->text, sizeof out->text, "%.*s", STR_ARG(buf_str(&b)));
    buf_done(&b);
    return false;
}

bool clew_open(const struct clew_options *options, clew **out, struct clew_error *error) {
    struct err e = {0};
    struct clew_options o = options ? *options : (struct clew_options){0};
    clew *c = heap_zero(1, sizeof *c);
    bool ok = language_open(o.lexicons, &c->language, &e);
    if (ok && o.model) ok = model_load(o.model, &c->own_model, &e);
    if (!ok) {
        clew_close(c);
        return engine_error(&e, error);
    }
    c->model = c->own_model ? c->own_model : model_default();
    c->pool = pool_new(o.threads);
    *out = c;
    return true;
}

void clew_close(clew *c) {
    if (!c) return;
    language_close(c->language);
    model_free(c->own_model);
    pool_free(c->pool);
    free(c);
}

struct clew_answer *answer_new(void) {
    return heap_zero(1, sizeof(struct clew_answer));
}

void clew_answer_free(clew_answer *a) {
    if (!a) return;
    arena_done(&a->arena);
    free(a);
}

/* clew_value is the public name of struct json. */
static const struct json *in(const clew_value *v) { return (const struct json *)v; }
static const clew_value *out_of(const struct json *v) { return (const clew_value *)v; }

const clew_value *clew_answer_value(const clew_answer *a) { return out_of(a->value); }

static const char *print_to(clew_answer *a, const struct json *v, int indent) {
    struct buf b = {0};
    json_write(v, indent, &b);
    const char *text = arena_copy(&a->arena, buf_str(&b)).p;
    buf_done(&b);
    return text;
}

const char *clew_answer_json(clew_answer *a, int indent) { return print_to(a, a->value, indent); }
const char *clew_value_json(clew_answer *a, const clew_value *v) { return print_to(a, in(v), 0); }

const clew_value *clew_value_get(const clew_value *v, const char *key) { return out_of(json_get(in(v), str_of(key))); }
const clew_value *clew_value_at(const clew_value *v, size_t i) {
    const struct json *j = in(v);
    if (j && j->type == JSON_OBJECT) return i < j->n ? out_of(j->members[i].value) : NULL;
    return out_of(json_at(j, i));
}
size_t clew_value_count(const clew_value *v) { return json_count(in(v)); }

/* Strings of answers are zero-terminated: answers are built from literals and copies in their arena only. */
const char *clew_value_key(const clew_value *v, size_t i) {
    const struct json *j = in(v);
    return j && j->type == JSON_OBJECT && i < j->n ? j->members[i].key.p : "";
}

const char *clew_value_text(const clew_value *v) {
    struct str s = json_text(in(v));
    return s.p ? s.p : "";
}

size_t clew_value_length(const clew_value *v) { return json_text(in(v)).n; }
int64_t clew_value_int(const clew_value *v) { return json_i64(in(v), 0); }
bool clew_value_true(const clew_value *v) { return json_is_true(in(v)); }

bool clew_example(size_t i, const char **path, const char **bytes, size_t *length) {
    const struct embedded *f = examples_data;
    while (i && f->name.p) f++, i--;
    if (!f->name.p) return false;
    *path = f->name.p;
    *bytes = f->bytes.p;
    *length = f->bytes.n;
    return true;
}
