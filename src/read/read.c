#include "read/read.h"

#include <stdarg.h>
#include <stdio.h>

/* One line of a record: where its value stands. */
struct line_value {
    uint32_t start, end;
};

/* A record is one row or entry; what is longer is cut by the readers, not here. */
#define RECORD_CEILING ((size_t)64 << 20)

void record_line(struct record_text *t, struct str column, struct str value) {
    if (str_trim(value).n == 0) return;
    t->text.ceiling = RECORD_CEILING;
    buf_add(&t->text, column);
    buf_add(&t->text, STR(": "));
    size_t start = t->text.n;
    if (!buf_add(&t->text, value) || !buf_add_byte(&t->text, '\n')) return;
    if (t->values.size == 0) t->values = VEC(struct line_value);
    *(struct line_value *)vec_push(&t->values) = (struct line_value){(uint32_t)start, (uint32_t)(start + value.n)};
}

static bool word_at_edge(struct str s, size_t start, size_t end) {
    bool left = start > 0 && ascii_alnum(s.p[start - 1]) && ascii_alnum(s.p[start]);
    bool right = end < s.n && ascii_alnum(s.p[end - 1]) && ascii_alnum(s.p[end]);
    return left || right;
}

/* Where `written` stands in one line's value: as whole words if it does so anywhere, else where it stands at all. */
static size_t find_in_value(struct str value, struct str written) {
    size_t first = str_find(value, written, 0);
    for (size_t at = first; at != SIZE_MAX; at = str_find(value, written, at + 1))
        if (!word_at_edge(value, at, at + written.n)) return at;
    return first;
}

bool record_find(const struct record_text *t, struct str written, uint32_t *start, uint32_t *end) {
    *start = *end = 0;
    if (written.n == 0) return false;
    for (size_t i = t->values.n; i-- > 0;) {
        const struct line_value *v = VEC_AT(&t->values, struct line_value, i);
        size_t at = find_in_value(str_cut(buf_str(&t->text), v->start, v->end), written);
        if (at == SIZE_MAX) continue;
        *start = v->start + (uint32_t)at;
        *end = *start + (uint32_t)written.n;
        return true;
    }
    return false;
}

void record_value_as(struct record_text *t, struct entity *e, struct str prop, struct str value, struct str written) {
    if (!entity_add(e, t->arena, prop, value)) return;
    struct value *v = &e->values[e->count - 1];
    record_find(t, written, &v->start, &v->end);
    if (written.n && !str_eq(value, written)) v->original = written;
}

void record_value(struct record_text *t, struct entity *e, struct str prop, struct str value) {
    record_value_as(t, e, prop, value, value);
}

void read_note(const struct sink *sink, enum note_level level, const char *code, struct place place, const char *format,
               ...) {
    char text[ERR_TEXT];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    struct note note = {.level = level, .code = str_of(code), .text = str_of(text), .place = place};
    sink->note(sink->context, &note);
}

const struct reader *read_recognise(struct str bytes, struct str name) {
    const struct reader *best = NULL;
    int surest = 0;
    for (size_t i = 0; all_readers[i]; i++) {
        int sure = all_readers[i]->recognise(bytes, name);
        if (sure > surest) surest = sure, best = all_readers[i];
    }
    return best;
}

const struct reader *read_find(struct str name) {
    for (size_t i = 0; all_readers[i]; i++)
        if (str_is(name, all_readers[i]->name)) return all_readers[i];
    return NULL;
}
