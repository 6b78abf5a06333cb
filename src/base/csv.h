/* CSV and TSV after RFC 4180, as they come: quoted fields with line breaks, doubled quotes, CR LF or LF, ragged rows,
 * a last line without its end, a byte order mark, DOS end-of-file marks, Excel's "sep=;" line, CR alone where a text
 * has no LF. Empty lines are passed over. A quote inside an unquoted field is an ordinary character; inside a quoted
 * one it ends the field only before a delimiter or line end (blanks between are dropped), so "The "Big" Company" is
 * read as meant. A quote that never closes damages its row; from there on quoted fields have to close on their own
 * line, which keeps reading linear.
 *
 *     struct csv_dialect d;
 *     csv_sniff(head_of_text, &d);
 *     struct csv_reader r;
 *     csv_open(&r, text, d);
 *     struct csv_row row;
 *     int got;
 *     while ((got = csv_next(&r, &arena, &row, e)) == 1) use(row.fields[0]);
 *     if (got < 0) return false;   // with the place; reading can go on after the damaged row
 * Fields are lent from the text where possible, else they live in the arena. Text must be UTF-8 (text/charset.h).
 */
#ifndef CLEW_BASE_CSV_H
#define CLEW_BASE_CSV_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct csv_dialect {
    char delimiter; /* ',' ';' '\t' '|' */
    char quote;     /* '"', or 0 when nothing is quoted */
};

struct csv_row {
    struct str *fields;
    size_t n;
    size_t start, end;  /* bytes of the row in the text, without its line end */
    uint32_t row, line; /* both from 1: record number, and number of its first line */
};

struct csv_reader {
    struct str text;
    struct csv_dialect dialect;
    size_t at;
    uint32_t row, line;
    char line_end;      /* '\n', or '\r' when the text has no LF */
    bool seen_unclosed; /* a quote that never closes was met */
    size_t expect;      /* fields of the row before */
};

/* Looks at the first 64 KiB; ',' when nothing speaks for another. */
void csv_sniff(struct str text, struct csv_dialect *out);
void csv_open(struct csv_reader *, struct str text, struct csv_dialect); /* skips a byte order mark */
/* 1: a row; 0: the end; -1: a damaged row (err has its place), the next call goes on with the next line. */
int csv_next(struct csv_reader *, struct arena *, struct csv_row *, struct err *);
/* One field with quotes where it needs them. */
void csv_write_field(struct str, char delimiter, struct buf *);
/* A row that is one empty field is written as "", since an empty line is no row. */
void csv_write_row(const struct str *fields, size_t n, char delimiter, struct buf *); /* ends with LF */

#endif
