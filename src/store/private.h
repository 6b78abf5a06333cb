/* Shared by the files of src/store only. */
#ifndef CLEW_STORE_PRIVATE_H
#define CLEW_STORE_PRIVATE_H

#include "base/vec.h"
#include "store/store.h"

#include <sqlite3.h>

enum { STORE_QUERY_SECONDS = 60 };

struct cached {
    const char *sql; /* by address: ours are static */
    sqlite3_stmt *statement;
    bool used;
};

struct store {
    sqlite3 *db;
    char *path;
    struct vec cache; /* struct cached */
    enum store_mode mode;
};

/* SQLite's complaint in our terms; always false. */
bool store_fail(const struct store *, const char *what, struct err *);

#endif
