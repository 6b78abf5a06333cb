#include "base/err.h"

#include "base/buf.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(struct err *e, enum err_code code, const char *format, ...) {
    if (!e) return false;
    *e = (struct err){.code = code, .byte = -1};
    va_list args;
    va_start(args, format);
    int n = vsnprintf(e->text, sizeof e->text, format, args);
    va_end(args);
    if (n >= (int)sizeof e->text) memcpy(e->text + sizeof e->text - 4, "...", 4);
    return false;
}

bool err_at(struct err *e, struct place p) {
    if (!e) return false;
    if (!e->file[0] && p.file.n) {
        size_t skip = p.file.n < sizeof e->file ? 0 : p.file.n - (sizeof e->file - 1);
        memcpy(e->file, p.file.p + skip, p.file.n - skip);
        e->file[p.file.n - skip] = 0;
    }
    if (e->byte < 0) e->byte = p.byte;
    if (!e->page) e->page = p.page;
    if (!e->row) e->row = p.row;
    if (!e->line) e->line = p.line;
    return false;
}

bool err_errno(struct err *e, const char *what, struct str file) {
    char why[128];
    const char *text = strerror_r(errno, why, sizeof why);
    err_set(e, ERR_IO, "%s: %s", what, text);
    return err_at(e, (struct place){.file = file, .byte = -1});
}

const char *err_code_name(enum err_code c) {
    static const char *const names[] = {"none",  "io",        "syntax", "unsupported", "limit",
                                        "usage", "not-found", "locked", "damaged",     "stopped"};
    return names[c];
}

const char *note_level_name(enum note_level l) {
    static const char *const names[] = {"info", "warning", "refused"};
    return names[l];
}

void place_print(struct place p, struct buf *b) {
    const char *comma = p.file.n ? ", " : "";
    buf_add(b, p.file);
    if (p.page) buf_printf(b, "%spage %u", comma, p.page), comma = ", ";
    if (p.row) buf_printf(b, "%srow %u", comma, p.row), comma = ", ";
    if (p.line) buf_printf(b, "%sline %u", comma, p.line), comma = ", ";
    if (p.byte >= 0) buf_printf(b, "%sbyte %lld", comma, (long long)p.byte);
}

void err_print(const struct err *e, struct buf *b) {
    struct place p = {str_of(e->file), e->byte, e->page, e->row, e->line};
    size_t before = b->n;
    place_print(p, b);
    if (b->n > before) buf_add(b, STR(": "));
    buf_add_z(b, e->text);
}
