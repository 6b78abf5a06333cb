/* Errors and notes: what went wrong, where, why, and what to do.
 *
 * A function that can fail returns bool and takes the caller's `struct err *` last:
 *     return err_set(e, ERR_SYNTAX, "unclosed quote; close it or read the file with --as text");
 * err_set always returns false. `e` may be NULL when the caller does not care for the reason. err_at adds the place,
 * once: the innermost place wins. There is no last-error state; the library prints nothing.
 *
 * An error ends an operation. Damage in the input does not: it is a *note*, data with a place, which the case keeps so
 * that users can ask what was not read. Readers hand notes to their sink (read/read.h).
 */
#ifndef CLEW_BASE_ERR_H
#define CLEW_BASE_ERR_H

#include "base/str.h"

enum err_code {
    ERR_NONE,
    ERR_IO,          /* the system refused: no such file, disk full, permission */
    ERR_SYNTAX,      /* the bytes are not what the format allows */
    ERR_UNSUPPORTED, /* well-formed, but clew does not read it */
    ERR_LIMIT,       /* a ceiling was met */
    ERR_USAGE,       /* the caller asked for something that does not exist */
    ERR_NOT_FOUND,
    ERR_LOCKED,  /* another process writes to the case */
    ERR_DAMAGED, /* a case or index is not what its own checks say */
    ERR_STOPPED  /* interrupted on request */
};

/* Where in the input. 0 means unknown for page, row and line (all count from 1); byte counts from 0, -1 is unknown.
 * `file` is a name as the user gave it; lent. */
struct place {
    struct str file;
    int64_t byte;
    uint32_t page, row, line;
};
#define PLACE_UNKNOWN ((struct place){.byte = -1})

enum { ERR_TEXT = 480, ERR_FILE = 256 };

struct err {
    enum err_code code;
    char text[ERR_TEXT]; /* one sentence, cut with "..." when longer */
    char file[ERR_FILE]; /* empty when unknown; the end of a longer name */
    int64_t byte;        /* -1 when unknown */
    uint32_t page, row, line;
};

bool err_set(struct err *, enum err_code, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Adds the place unless one is known already; always returns false. */
bool err_at(struct err *, struct place);
/* err_set with the text of errno: "cannot open: No such file or directory". */
bool err_errno(struct err *, const char *what, struct str file);
const char *err_code_name(enum err_code); /* "io", "syntax", ... stable words for JSON */
struct buf;
/* "file:line 7: unclosed quote; close it ..." */
void err_print(const struct err *, struct buf *);
void place_print(struct place, struct buf *); /* "a.csv, row 7" */

enum note_level { NOTE_INFO, NOTE_WARNING, NOTE_REFUSED };

/* Damage or doubt found while reading. Strings are lent for the duration of the call that passes the note. */
struct note {
    enum note_level level;
    struct str code; /* stable word: "short-row", "bad-utf8", "unknown-property" */
    struct str text; /* one sentence for people */
    struct place place;
};
const char *note_level_name(enum note_level); /* "info", "warning", "refused" */

#endif
