#include "read/rows.h"

void rows_open(struct rows *r, const struct input *in, const struct sink *sink, struct str text, struct csv_dialect d,
               struct arena *arena) {
    *r = (struct rows){.in = in, .sink = sink, .arena = arena};
    csv_open(&r->csv, text, d);
}

struct place rows_place(const struct rows *r) {
    return (struct place){.file = r->in->name, .byte = -1, .row = r->row.row, .line = r->row.line};
}

static void refuse(struct rows *r, const struct err *e) {
    struct place place = {.file = r->in->name, .byte = e->byte, .row = e->row, .line = e->line};
    read_note(r->sink, NOTE_REFUSED, "bad-row", place, "%s", e->text);
    r->refused++;
}

static bool empty_row(const struct csv_row *row) {
    for (size_t i = 0; i < row->n; i++)
        if (str_trim(row->fields[i]).n) return false;
    return true;
}

bool rows_next(struct rows *r) {
    for (;;) {
        arena_reset(r->arena);
        struct err e = {.byte = -1};
        int got = csv_next(&r->csv, r->arena, &r->row, &e);
        if (got == 0) return false;
        if (got < 0) refuse(r, &e);
        else if (!empty_row(&r->row)) return true;
    }
}

struct str rows_field(const struct rows *r, size_t i) {
    return i < r->row.n ? str_trim(r->row.fields[i]) : (struct str){NULL, 0};
}
