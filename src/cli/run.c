#include "cli/command.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

volatile int run_stopped;

const char *run_flag_at(const struct run *r, const char *name, size_t at) {
    for (size_t i = 0; i < r->flag_count; i++)
        if (strcmp(r->flags[i].flag->name, name) == 0 && at-- == 0) return r->flags[i].value;
    return NULL;
}

const char *run_flag(const struct run *r, const char *name) { return run_flag_at(r, name, 0); }

bool run_number(const struct run *r, const char *name, unsigned otherwise, unsigned *out) {
    const char *text = run_flag(r, name);
    uint64_t n = otherwise;
    if (text && (!str_to_u64(str_of(text), &n) || n > UINT32_MAX)) {
        run_usage(r, "--%s takes a whole number, not \"%s\"", name, text);
        return false;
    }
    *out = (unsigned)n;
    return true;
}

int run_error(const struct clew_error *e) {
    fprintf(stderr, "clew: %s\n", e->text);
    if (e->code == CLEW_STOPPED) return EXIT_INTERRUPTED;
    return e->code == CLEW_LOCKED || e->code == CLEW_DAMAGED ? EXIT_CASE : EXIT_ERROR;
}

int run_usage(const struct run *r, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("clew: ", stderr);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "\nusage: clew %s\n", r->command->usage);
    return EXIT_ERROR;
}

static struct str cell(clew_answer *a, const clew_value *v) {
    if (clew_value_count(v)) return str_of(clew_value_json(a, v));
    return (struct str){clew_value_text(v), clew_value_length(v)};
}

/* Columns are the members of the first row. true and false have no text of their own. */
static void add_cell(clew_answer *a, const clew_value *v, struct buf *b) {
    const char *word = clew_value_true(v) ? "true" : NULL;
    csv_write_field(word ? str_of(word) : cell(a, v), ',', b);
}

static void print_csv(clew_answer *a, const clew_value *rows, struct buf *b) {
    const clew_value *head = clew_value_at(rows, 0);
    size_t columns = clew_value_count(head);
    for (size_t c = 0; c < columns; c++) {
        if (c) buf_add_byte(b, ',');
        csv_write_field(str_of(clew_value_key(head, c)), ',', b);
    }
    if (columns) buf_add_byte(b, '\n');
    for (size_t i = 0; i < clew_value_count(rows); i++) {
        for (size_t c = 0; c < columns; c++) {
            if (c) buf_add_byte(b, ',');
            add_cell(a, clew_value_get(clew_value_at(rows, i), clew_value_key(head, c)), b);
        }
        buf_add_byte(b, '\n');
    }
}

static void print_columns(clew_answer *a, const clew_value *rows, struct buf *b) {
    const clew_value *head = clew_value_at(rows, 0);
    for (size_t i = 0; i < clew_value_count(rows); i++) {
        for (size_t c = 0; c < clew_value_count(head); c++) {
            if (c) buf_add(b, STR("  "));
            buf_add(b, cell(a, clew_value_get(clew_value_at(rows, i), clew_value_key(head, c))));
        }
        buf_add_byte(b, '\n');
    }
}

void run_add_lines(clew_answer *a, const clew_value *list, struct buf *b) {
    for (size_t i = 0; i < clew_value_count(list); i++) {
        buf_add_z(b, clew_value_json(a, clew_value_at(list, i)));
        buf_add_byte(b, '\n');
    }
}

bool run_write(const char *path, const clew_value *text) {
    struct err e = {0};
    if (file_write(path, (struct str){clew_value_text(text), clew_value_length(text)}, &e)) return true;
    fprintf(stderr, "clew: %s: %s\n", path, e.text);
    return false;
}

int run_print(const struct run *r, clew_answer *a, const char *rows_name,
              void (*table)(const struct run *, const clew_value *, struct buf *)) {
    const clew_value *v = clew_answer_value(a), *rows = rows_name ? clew_value_get(v, rows_name) : v;
    struct buf b = {0};
    switch (r->format) {
    case FORMAT_JSON:
        buf_add_z(&b, clew_answer_json(a, 2));
        buf_add_byte(&b, '\n');
        break;
    case FORMAT_NDJSON: run_add_lines(a, rows, &b); break;
    case FORMAT_CSV: print_csv(a, rows, &b); break;
    case FORMAT_TABLE:
        if (table) table(r, v, &b);
        else print_columns(a, rows, &b);
        break;
    }
    fwrite(b.p, 1, b.n, stdout);
    buf_done(&b);
    return clew_value_count(rows) ? EXIT_FOUND : EXIT_NOTHING;
}

int run_ask(struct run *r, const struct clew_question *q, const char *rows,
            void (*table)(const struct run *, const clew_value *, struct buf *)) {
    struct clew_error e;
    clew_answer *a;
    if (!clew_case_ask(r->opened, q, &a, &e)) return run_error(&e);
    int status = run_print(r, a, rows, table);
    clew_answer_free(a);
    return status;
}
