/* Prepared statements, kept by the address of their SQL; and the SQL of users, which may only read. */
#include "store/private.h"

#include <time.h>

/* A failed prepare leaves no statement; the error comes out of query_close. */
void query_open(struct query *r, struct store *s, const char *sql) {
    *r = (struct query){.store = s, .slot = SIZE_MAX};
    for (size_t i = 0; i < s->cache.n; i++) {
        struct cached *c = VEC_AT(&s->cache, struct cached, i);
        if (c->sql != sql || c->used) continue;
        c->used = true;
        r->slot = i;
        r->statement = c->statement;
        return;
    }
    r->status = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &r->statement, NULL);
    if (r->status != SQLITE_OK) return;
    r->slot = s->cache.n;
    *(struct cached *)vec_push(&s->cache) = (struct cached){sql, r->statement, true};
}

void query_bind_int(struct query *r, int position, int64_t v) {
    if (r->statement) sqlite3_bind_int64(r->statement, position, v);
}

void query_bind_id(struct query *r, int position, int64_t id) {
    if (r->statement && id) sqlite3_bind_int64(r->statement, position, id);
}

void query_bind_real(struct query *r, int position, double v) {
    if (r->statement) sqlite3_bind_double(r->statement, position, v);
}

void query_bind_str(struct query *r, int position, struct str s) {
    if (r->statement && s.p) sqlite3_bind_text64(r->statement, position, s.p, s.n, SQLITE_STATIC, SQLITE_UTF8);
}

bool query_next(struct query *r) {
    if (!r->statement) return false;
    r->status = sqlite3_step(r->statement);
    return r->status == SQLITE_ROW;
}

bool query_close(struct query *r, struct err *e) {
    bool ok = r->status == SQLITE_OK || r->status == SQLITE_ROW || r->status == SQLITE_DONE;
    if (!ok) store_fail(r->store, "the case does not answer", e);
    if (r->statement) {
        sqlite3_reset(r->statement);
        sqlite3_clear_bindings(r->statement);
        VEC_AT(&r->store->cache, struct cached, r->slot)->used = false;
    }
    *r = (struct query){0};
    return ok;
}

bool query_run(struct query *r, struct err *e) {
    while (query_next(r)) {}
    return query_close(r, e);
}

int64_t query_take_id(struct query *r, struct err *e) {
    int64_t id = query_next(r) ? query_int(r, 0) : 0;
    if (r->status == SQLITE_ROW) r->status = sqlite3_step(r->statement);
    return query_close(r, e) ? id : 0;
}

int64_t query_int(struct query *r, int column) { return sqlite3_column_int64(r->statement, column); }
double query_real(struct query *r, int column) { return sqlite3_column_double(r->statement, column); }
bool query_null(struct query *r, int column) { return sqlite3_column_type(r->statement, column) == SQLITE_NULL; }

struct str query_str(struct query *r, int column, struct arena *a) {
    const char *p = (const char *)sqlite3_column_text(r->statement, column);
    if (!p) return (struct str){0};
    return arena_copy(a, (struct str){p, (size_t)sqlite3_column_bytes(r->statement, column)});
}

/* Only reading: no ATTACH, no PRAGMA that changes anything, no extension. */
static int authorise(void *context, int action, const char *a, const char *b, const char *c, const char *d) {
    (void)context, (void)c, (void)d;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: return b && sqlite3_stricmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
        return a && (!sqlite3_stricmp(a, "table_info") || !sqlite3_stricmp(a, "table_list")) ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

static int out_of_time(void *deadline) { return time(NULL) > *(time_t *)deadline; }

static struct str column_str(sqlite3_stmt *q, int i) {
    const char *p = (const char *)sqlite3_column_text(q, i);
    return (struct str){p, p ? (size_t)sqlite3_column_bytes(q, i) : 0};
}

static void give_rows(sqlite3_stmt *q, uint64_t limit, const struct store_visitor *v) {
    struct arena a = {0};
    size_t n = (size_t)sqlite3_column_count(q);
    struct str *cells = arena_array(&a, n, sizeof *cells);
    for (size_t i = 0; i < n; i++) cells[i] = str_of(sqlite3_column_name(q, (int)i));
    v->head(v->context, cells, n);
    for (uint64_t row = 0; row < limit && sqlite3_step(q) == SQLITE_ROW; row++) {
        for (size_t i = 0; i < n; i++) cells[i] = column_str(q, (int)i);
        if (!v->row(v->context, cells, n)) break;
    }
    arena_done(&a);
}

bool store_query(struct store *s, struct str sql, uint64_t limit, const struct store_visitor *v, struct err *e) {
    time_t deadline = time(NULL) + STORE_QUERY_SECONDS;
    sqlite3_stmt *q = NULL;
    const char *rest = NULL;
    sqlite3_set_authorizer(s->db, authorise, NULL);
    sqlite3_progress_handler(s->db, 100000, out_of_time, &deadline);
    bool ok = sqlite3_prepare_v2(s->db, sql.p, (int)sql.n, &q, &rest) == SQLITE_OK;
    if (!ok) err_set(e, ERR_USAGE, "SQL: %s", sqlite3_errmsg(s->db));
    else if (!q) ok = err_set(e, ERR_USAGE, "SQL: there is no statement");
    else if (str_trim(str_of(rest)).n) ok = err_set(e, ERR_USAGE, "SQL: one statement at a time");
    else if (!sqlite3_stmt_readonly(q))
        ok = err_set(e, ERR_USAGE, "SQL: only reading is allowed; a case changes through clew's commands");
    else {
        give_rows(q, limit, v);
        int code = sqlite3_errcode(s->db) & 0xff;
        if (code == SQLITE_INTERRUPT) ok = err_set(e, ERR_LIMIT, "SQL: stopped after %d seconds", STORE_QUERY_SECONDS);
        else if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
            ok = err_set(e, ERR_IO, "SQL: %s", sqlite3_errmsg(s->db));
    }
    sqlite3_finalize(q);
    sqlite3_progress_handler(s->db, 0, NULL, NULL);
    sqlite3_set_authorizer(s->db, NULL, NULL);
    return ok;
}
