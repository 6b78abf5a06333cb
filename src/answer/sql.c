/* Read-only SQL over the views. */
#include "answer/answer.h"

enum { ROWS_LIMIT = 100000 };

struct table {
    struct arena *a;
    struct json *rows;
    struct str *names;
    uint64_t limit;
    bool cut;
};

static void on_head(void *context, const struct str *names, size_t n) {
    struct table *t = context;
    t->names = arena_array(t->a, n, sizeof *t->names);
    for (size_t i = 0; i < n; i++) {
        size_t same = 0;
        for (size_t k = 0; k < i; k++) same += str_eq(names[k], names[i]);
        /* Members of one object need names of their own: a repeated column becomes name_2. */
        t->names[i] = same ? arena_printf(t->a, "%.*s_%zu", STR_ARG(names[i]), same + 1) : arena_copy(t->a, names[i]);
    }
}

static bool on_row(void *context, const struct str *cells, size_t n) {
    struct table *t = context;
    t->cut = json_count(t->rows) == t->limit;
    if (t->cut) return false;
    struct json *o = json_add(t->a, t->rows, json_object(t->a));
    for (size_t i = 0; i < n; i++)
        json_set_str(t->a, o, t->names[i].p, cells[i].p ? arena_copy(t->a, cells[i]) : cells[i]);
    return true;
}

bool answer_sql(struct store *s, const struct question *q, struct arena *a, struct json **out, struct err *e) {
    struct table t = {.a = a, .rows = json_array(a), .limit = q->limit ? q->limit : ROWS_LIMIT};
    struct store_visitor visitor = {&t, on_head, on_row};
    if (!store_query(s, q->subject, t.limit + 1, &visitor, e)) return false;
    struct json *o = *out = json_object(a);
    json_set_int(a, o, "count", (int64_t)json_count(t.rows));
    json_set_bool(a, o, "cut", t.cut);
    json_set(a, o, "rows", t.rows);
    return true;
}
