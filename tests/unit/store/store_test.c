#include "store/store.h"

#include "base/embed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

static char folder[] = "/tmp/clew-store-XXXXXX", path[64];

static int make_folder(void **state) {
    (void)state;
    strcpy(folder, "/tmp/clew-store-XXXXXX");
    if (!mkdtemp(folder)) return -1;
    snprintf(path, sizeof path, "%s/a.clew", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static void run_raw(const char *sql) {
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static int64_t number(struct store *s, const char *sql) {
    struct query q;
    struct err e = {0};
    query_open(&q, s, sql);
    int64_t n = query_next(&q) ? query_int(&q, 0) : -1;
    assert_true(query_close(&q, &e));
    return n;
}

/* A case as the first format made it, with a denial in it. */
static void make_first_format(void) {
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    struct str step = embed_find(store_data, "step-1.sql");
    assert_non_null(step.p);
    assert_int_equal(sqlite3_exec(db, step.p, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    run_raw("PRAGMA application_id = 0x636c6577; PRAGMA user_version = 1;"
            "INSERT INTO source(id, sha256, name, bytes, state) VALUES (1, 'x', 'a.txt', 4, 'read');"
            "INSERT INTO passage(id, source, address, text) VALUES (1, 1, 'paragraph 1', 'text');"
            "INSERT INTO claim(id, passage, \"from\", \"to\", text, speaker_type, stance, modality, rule) "
            "VALUES (1, 1, 0, 4, 'text', 'named', 'asserts', 'fact', 'r');"
            "INSERT INTO claim(id, passage, \"from\", \"to\", text, speaker_type, stance, modality, answers, rule) "
            "VALUES (2, 1, 0, 4, 'text', 'named', 'denies', 'fact', 1, 'r');");
}

static void first_format_is_migrated_when_written(void **state) {
    (void)state;
    struct store *s;
    struct err e = {0};
    make_first_format();
    assert_true(store_open(path, STORE_WRITE, &s, &e));
    assert_int_equal(number(s, "PRAGMA user_version"), STORE_FORMAT);
    assert_int_equal(number(s, "SELECT answers FROM v1_reply WHERE claim = 2"), 1);
    assert_int_equal(number(s, "SELECT count(*) FROM log WHERE act = 'migrate'"), 1);
    store_close(s);
}

static void first_format_is_read_without_a_change(void **state) {
    (void)state;
    struct store *s;
    struct err e = {0};
    struct stat before, after;
    make_first_format();
    assert_int_equal(stat(path, &before), 0);
    assert_true(store_open(path, STORE_READ, &s, &e));
    assert_int_equal(number(s, "SELECT answers FROM v1_reply WHERE claim = 2"), 1);
    store_close(s);
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
    assert_int_equal(before.st_size, after.st_size);
}

static void what_is_no_case_is_refused(void **state) {
    (void)state;
    struct store *s;
    struct err e = {0};
    run_raw("CREATE TABLE t(x); PRAGMA user_version = 1;");
    assert_false(store_open(path, STORE_WRITE, &s, &e));
    assert_int_equal(e.code, ERR_DAMAGED);
    unlink(path);
    make_first_format();
    run_raw("PRAGMA user_version = 999");
    assert_false(store_open(path, STORE_READ, &s, &e));
    assert_int_equal(e.code, ERR_UNSUPPORTED);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("this is a letter, not a database, and it is long enough to have a header of its own: 0123456789", f);
    fclose(f);
    assert_false(store_open(path, STORE_READ, &s, &e));
    assert_int_equal(e.code, ERR_DAMAGED);
    assert_false(store_open("/nowhere/a.clew", STORE_READ, &s, &e));
    assert_int_equal(e.code, ERR_IO);
}

static void second_writer_is_told(void **state) {
    (void)state;
    struct store *a, *b;
    struct err e = {0};
    assert_true(store_open(path, STORE_WRITE, &a, &e));
    assert_true(store_open(path, STORE_WRITE, &b, &e));
    assert_true(store_begin(a, &e));
    assert_false(store_begin(b, &e));
    assert_int_equal(e.code, ERR_LOCKED);
    store_rollback(a);
    assert_true(store_begin(b, &e));
    store_rollback(b);
    store_close(a);
    store_close(b);
}

static void changed_log_is_found(void **state) {
    (void)state;
    static const char *const tampering[] = {
        "UPDATE log SET detail = 'other' WHERE id = 3", "DELETE FROM log WHERE id = 2",
        "UPDATE log SET at = '1999' WHERE id = 1",
        "INSERT INTO log SELECT 99, at, actor, act, object, detail, previous, hash FROM log WHERE id = 4"};
    for (size_t i = 0; i < sizeof tampering / sizeof *tampering; i++) {
        struct store *s;
        struct err e = {0};
        uint64_t entries;
        unlink(path);
        assert_true(store_open(path, STORE_WRITE, &s, &e));
        for (int k = 0; k < 5; k++)
            assert_true(store_begin(s, &e) && store_log(s, "test", STR("object"), STR("detail"), &e) &&
                        store_commit(s, &e));
        assert_true(store_log_check(s, &entries, &e));
        assert_int_equal(entries, 6);
        store_close(s);
        run_raw(tampering[i]);
        assert_true(store_open(path, STORE_READ, &s, &e));
        assert_false(store_log_check(s, &entries, &e));
        assert_int_equal(e.code, ERR_DAMAGED);
        store_close(s);
    }
}

static void no_head(void *context, const struct str *names, size_t n) { (void)context, (void)names, (void)n; }
static bool count_row(void *context, const struct str *cells, size_t n) {
    (void)cells, (void)n;
    ++*(int *)context;
    return true;
}

static void users_sql_only_reads(void **state) {
    (void)state;
    static const char *const refused[] = {"DELETE FROM meta",
                                          "PRAGMA user_version = 7",
                                          "ATTACH '/tmp/x' AS x",
                                          "",
                                          "SELECT 1; SELECT 2",
                                          "SELECT load_extension('x')",
                                          "SELEC",
                                          "INSERT INTO meta VALUES ('a', 'b') RETURNING key"};
    struct store *s;
    struct err e = {0};
    int rows = 0;
    struct store_visitor v = {&rows, no_head, count_row};
    assert_true(store_open(path, STORE_WRITE, &s, &e));
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(store_query(s, str_of(refused[i]), 10, &v, &e));
    assert_int_equal(rows, 0);
    assert_true(store_query(s, STR("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"),
                            10, &v, &e));
    assert_int_equal(rows, 10);
    store_close(s);
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {CASE(first_format_is_migrated_when_written),
                                       CASE(first_format_is_read_without_a_change),
                                       CASE(what_is_no_case_is_refused),
                                       CASE(second_writer_is_told),
                                       CASE(changed_log_is_found),
                                       CASE(users_sql_only_reads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
