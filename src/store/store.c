#include "store/private.h"

#include "base/buf.h"
#include "base/embed.h"
#include "base/hash.h"
#include "base/heap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BUSY_MS = 2000 };

bool store_fail(const struct store *s, const char *what, struct err *e) {
    int code = s->db ? sqlite3_errcode(s->db) & 0xff : SQLITE_NOMEM;
    const char *why = s->db ? sqlite3_errmsg(s->db) : "out of memory";
    enum err_code kind = ERR_IO;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        err_set(e, ERR_LOCKED, "another process writes to this case; wait for it to end, then run the command again");
        return err_at(e, (struct place){.file = str_of(s->path), .byte = -1});
    }
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) kind = ERR_DAMAGED;
    if (code == SQLITE_FULL)
        err_set(e, kind,
                "%s: the disk is full; what was acknowledged before is safe, make room and run the command again",
                what);
    else
        err_set(e, kind, "%s: %s%s", what, why,
                kind == ERR_DAMAGED ? "; this is no intact case file, take the last good copy" : "");
    return err_at(e, (struct place){.file = str_of(s->path), .byte = -1});
}

static bool run(struct store *s, const char *sql, const char *what, struct err *e) {
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK || store_fail(s, what, e);
}

static bool number(struct store *s, const char *sql, int64_t *out, struct err *e) {
    struct query r;
    query_open(&r, s, sql);
    *out = query_next(&r) ? query_int(&r, 0) : 0;
    return query_close(&r, e);
}

static bool apply_step(struct store *s, int step, struct err *e) {
    char name[32];
    snprintf(name, sizeof name, "step-%d.sql", step);
    struct str sql = embed_find(store_data, name);
    struct buf b = {0};
    buf_add(&b, sql);
    buf_printf(&b, "\nPRAGMA user_version = %d;", step);
    bool ok = sql.p && run(s, b.p, "bringing the case to the current format", e);
    buf_done(&b);
    return ok;
}

/* All steps up to today's format, or none of them. */
static bool migrate(struct store *s, int from, struct err *e) {
    if (!store_begin(s, e)) return false;
    bool ok = true;
    if (from == 0) {
        char sql[64];
        snprintf(sql, sizeof sql, "PRAGMA application_id = %d", STORE_APPLICATION_ID);
        ok = run(s, sql, "making the case", e);
    }
    for (int step = from + 1; ok && step <= STORE_FORMAT; step++) ok = apply_step(s, step, e);
    char detail[32];
    snprintf(detail, sizeof detail, "%d", STORE_FORMAT);
    ok = ok && store_log(s, from ? "migrate" : "create", STR("case"), str_of(detail), e) && store_commit(s, e);
    if (!ok) store_rollback(s);
    return ok;
}

/* Reading an older case without touching it: a copy in memory is brought up to date. */
static bool copy_to_memory(struct store *s, struct err *e) {
    sqlite3 *memory = NULL;
    bool ok = sqlite3_open(":memory:", &memory) == SQLITE_OK;
    sqlite3_backup *b = ok ? sqlite3_backup_init(memory, "main", s->db, "main") : NULL;
    ok = b && sqlite3_backup_step(b, -1) == SQLITE_DONE;
    if (b) sqlite3_backup_finish(b);
    if (!ok) {
        sqlite3_close(memory);
        return store_fail(s, "reading an older case", e);
    }
    sqlite3_close(s->db);
    s->db = memory;
    return true;
}

static void forget_statements(struct store *s) {
    for (size_t i = 0; i < s->cache.n; i++) sqlite3_finalize(VEC_AT(&s->cache, struct cached, i)->statement);
    vec_done(&s->cache);
}

static bool check_identity(struct store *s, int64_t *format, struct err *e) {
    int64_t application, tables;
    if (!number(s, "PRAGMA application_id", &application, e) || !number(s, "PRAGMA user_version", format, e) ||
        !number(s, "SELECT count(*) FROM sqlite_schema", &tables, e))
        return false;
    bool fresh = application == 0 && *format == 0 && tables == 0;
    if (!fresh && application != STORE_APPLICATION_ID) {
        err_set(e, ERR_DAMAGED, "an SQLite file, but not a clew case; name another file");
        return err_at(e, (struct place){.file = str_of(s->path), .byte = -1});
    }
    if (*format > STORE_FORMAT) {
        err_set(e, ERR_UNSUPPORTED, "made by a newer clew (case format %lld, this program knows %d); update clew",
                (long long)*format, STORE_FORMAT);
        return err_at(e, (struct place){.file = str_of(s->path), .byte = -1});
    }
    return true;
}

static bool set_up(struct store *s, struct err *e) {
    sqlite3_busy_timeout(s->db, BUSY_MS);
    sqlite3_extended_result_codes(s->db, 1);
    int64_t format;
    if (!check_identity(s, &format, e)) return false;
    if (s->mode == STORE_WRITE) {
        if (!run(s,
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = "
                 "-65536",
                 "opening the case", e))
            return false;
    } else if (format && format < STORE_FORMAT) {
        forget_statements(s);
        if (!copy_to_memory(s, e)) return false;
    } else if (!format) {
        err_set(e, ERR_DAMAGED, "an empty file, not a case; make one with clew add");
        return err_at(e, (struct place){.file = str_of(s->path), .byte = -1});
    }
    if (format < STORE_FORMAT && !migrate(s, (int)format, e)) return false;
    return s->mode == STORE_WRITE ||
           run(s, "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF", "opening the case", e);
}

bool store_open(const char *path, enum store_mode mode, struct store **out, struct err *e) {
    if (mode != STORE_WRITE && access(path, R_OK) != 0) return err_errno(e, "cannot open the case", str_of(path));
    struct store *s = heap_zero(1, sizeof *s);
    s->path = strdup(path);
    s->cache = VEC(struct cached);
    s->mode = mode;
    /* A reader too opens for writing where it may: what a killed writer left in the write-ahead log is played back. */
    int flags = mode == STORE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
    if (mode != STORE_WRITE && access(path, W_OK) != 0) flags = SQLITE_OPEN_READONLY;
    bool ok = sqlite3_open_v2(path, &s->db, flags, NULL) == SQLITE_OK || store_fail(s, "cannot open the case", e);
    if (!ok || !set_up(s, e)) {
        store_close(s);
        return false;
    }
    *out = s;
    return true;
}

void store_close(struct store *s) {
    if (!s) return;
    forget_statements(s);
    sqlite3_close(s->db);
    free(s->path);
    free(s);
}

bool store_begin(struct store *s, struct err *e) { return run(s, "BEGIN IMMEDIATE", "writing to the case", e); }
bool store_commit(struct store *s, struct err *e) { return run(s, "COMMIT", "writing to the case", e); }
void store_rollback(struct store *s) {
    if (!sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

bool store_integrity(struct store *s, struct err *e) {
    struct arena a = {0};
    struct query r;
    query_open(&r, s, "PRAGMA integrity_check(1)");
    struct str first = query_next(&r) ? query_str(&r, 0, &a) : STR("no answer");
    bool ok = query_close(&r, e);
    if (ok && !str_is(first, "ok")) ok = err_set(e, ERR_DAMAGED, "the database is damaged: %.*s", STR_ARG(first));
    if (ok) {
        query_open(&r, s, "PRAGMA foreign_key_check");
        bool hit = query_next(&r);
        struct str table = hit ? query_str(&r, 0, &a) : STR("");
        ok = query_close(&r, e);
        if (ok && hit) ok = err_set(e, ERR_DAMAGED, "a row of table %.*s refers to nothing", STR_ARG(table));
    }
    arena_done(&a);
    return ok;
}

static void now(char out[32]) {
    const char *fixed = getenv("CLEW_NOW");
    time_t t = time(NULL);
    struct tm tm;
    if (fixed) snprintf(out, 32, "%s", fixed);
    else if (gmtime_r(&t, &tm)) strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

/* What is hashed: the fields with their lengths, so that no two entries look alike. */
static void entry_hash(const struct str fields[5], struct str previous, char hex[SHA256_HEX + 1]) {
    struct buf b = {0};
    for (int i = 0; i < 5; i++) {
        buf_printf(&b, "%zu:", fields[i].n);
        buf_add(&b, fields[i]);
    }
    buf_add(&b, previous);
    hash_sha256(buf_str(&b), hex);
    buf_done(&b);
}

bool store_log(struct store *s, const char *act, struct str object, struct str detail, struct err *e) {
    struct arena a = {0};
    char at[32], hex[SHA256_HEX + 1];
    struct query r;
    query_open(&r, s, "SELECT hash FROM log ORDER BY id DESC LIMIT 1");
    struct str previous = query_next(&r) ? query_str(&r, 0, &a) : STR("");
    bool ok = query_close(&r, e);
    now(at);
    struct str fields[5] = {str_of(at), STR("clew"), str_of(act), object, detail};
    entry_hash(fields, previous, hex);
    if (ok) {
        query_open(&r, s,
                   "INSERT INTO log(at, actor, act, object, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (int i = 0; i < 5; i++) query_bind_str(&r, i + 1, fields[i]);
        query_bind_str(&r, 6, previous);
        query_bind_str(&r, 7, str_of(hex));
        ok = query_run(&r, e);
    }
    arena_done(&a);
    return ok;
}

bool store_log_check(struct store *s, uint64_t *entries, struct err *e) {
    struct arena a = {0}, kept = {0};
    struct str previous = STR("");
    struct query r;
    int64_t bad = 0;
    *entries = 0;
    query_open(&r, s, "SELECT at, actor, act, object, detail, previous, hash, id FROM log ORDER BY id");
    while (!bad && query_next(&r)) {
        struct str fields[5];
        char hex[SHA256_HEX + 1];
        for (int i = 0; i < 5; i++) fields[i] = query_str(&r, i, &a);
        entry_hash(fields, previous, hex);
        ++*entries;
        if (!str_eq(query_str(&r, 5, &a), previous) || !str_is(query_str(&r, 6, &a), hex) ||
            query_int(&r, 7) != (int64_t)*entries)
            bad = query_int(&r, 7);
        arena_reset(&kept);
        previous = arena_copy(&kept, str_of(hex));
        arena_reset(&a);
    }
    bool ok = query_close(&r, e);
    if (ok && bad)
        ok = err_set(e, ERR_DAMAGED, "log entry %lld does not follow from the one before: the log was changed",
                     (long long)bad);
    arena_done(&a);
    arena_done(&kept);
    return ok;
}
