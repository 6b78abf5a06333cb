/* The case file: one SQLite database. Opening, migration, transactions, the log; rows in and rows out.
 *
 *     struct store *s;
 *     if (!store_open("my.clew", STORE_WRITE, &s, e)) return false;
 *     if (!store_begin(s, e)) ...
 *     struct query r;
 *     query_open(&r, s, "INSERT INTO meta(key, value) VALUES (?, ?)");
 *     query_bind_str(&r, 1, key);
 *     query_bind_str(&r, 2, value);
 *     if (!query_run(&r, e)) ...
 *     if (!store_commit(s, e)) ...                      // what was committed survives kill -9 and power loss
 *     store_close(s);
 *
 * Reading:
 *     query_open(&r, s, "SELECT id, caption FROM entity WHERE canonical = ?");
 *     query_bind_int(&r, 1, id);
 *     while (query_next(&r)) use(query_int(&r, 0), query_str(&r, 1, arena));
 *     if (!query_close(&r, e)) return false;             // an error met on the way ends the loop and is told here
 *
 * The tables are in src/store/data/step-1.sql; each step-N.sql leads from format N-1 to N. A newer case is refused, an
 * older one is migrated in one transaction when it is opened for writing ; for reading, a copy of it in
 * memory is migrated. One writer at a time; a second one gets ERR_LOCKED. SQL given here is ours and static: a
 * statement is prepared once and kept.
 */
#ifndef CLEW_STORE_STORE_H
#define CLEW_STORE_STORE_H

#include "base/arena.h"
#include "base/err.h"

#define STORE_APPLICATION_ID 0x636c6577 /* "clew" */
enum { STORE_FORMAT = 2 };              /* that this program writes */

struct store;
struct sqlite3_stmt;

enum store_mode {
    STORE_READ, /* must exist; no statement can change it */
    STORE_WRITE /* is made when there is none */
};
/* *out is the caller's, to store_close; unset on failure. */
bool store_open(const char *path, enum store_mode, struct store **, struct err *);
void store_close(struct store *);

bool store_begin(struct store *, struct err *); /* takes the write lock at once */
bool store_commit(struct store *, struct err *);
void store_rollback(struct store *); /* also fine after a failed commit, or outside of a transaction */

/* One entry of the hash-chained log, inside the caller's transaction. `at` is now, or CLEW_NOW of the environment. */
bool store_log(struct store *, const char *act, struct str object, struct str detail, struct err *);
/* Walks the chain; *entries gets its length. ERR_DAMAGED names the first entry that does not fit. */
bool store_log_check(struct store *, uint64_t *entries, struct err *);

/* SQLite's own integrity and foreign key checks: false with ERR_DAMAGED and its first complaint. */
bool store_integrity(struct store *, struct err *);

/* Runs one read-only statement of a user: every column and row goes to the callbacks as text; NULLs are
 * absent strs. Anything that would write, attach or load is refused; stops after `limit` rows or 60 s. */
struct store_visitor {
    void *context;
    void (*head)(void *context, const struct str *names, size_t n);
    bool (*row)(void *context, const struct str *cells, size_t n); /* false ends it */
};
bool store_query(struct store *, struct str sql, uint64_t limit, const struct store_visitor *, struct err *);

struct query {
    struct store *store;
    struct sqlite3_stmt *statement;
    size_t slot; /* of the cache, or SIZE_MAX */
    int status;  /* SQLite's last answer */
};
void query_open(struct query *, struct store *, const char *static_sql);
void query_bind_int(struct query *, int position, int64_t);
void query_bind_id(struct query *, int position, int64_t id); /* 0 becomes NULL */
void query_bind_real(struct query *, int position, double);
void query_bind_str(struct query *, int position, struct str); /* absent becomes NULL; lent until query_close */
bool query_next(struct query *);
bool query_close(struct query *, struct err *);
bool query_run(struct query *, struct err *); /* for writes: next and close */
/* The id of the row that INSERT ... RETURNING id gave, then close; 0 on error or when it gave none. */
int64_t query_take_id(struct query *, struct err *);
int64_t query_int(struct query *, int column);
double query_real(struct query *, int column);
bool query_null(struct query *, int column);
struct str query_str(struct query *, int column,
                     struct arena *); /* a zero-terminated copy; NULL gives the absent str */

#endif
