/* A sink that writes everything it is given as lines of text, for tests of readers, and checks what readers promise:
 * facts come first and once, text is valid UTF-8, every value's bytes stand where the value says.
 */
#ifndef CLEW_TESTS_READ_DUMP_H
#define CLEW_TESTS_READ_DUMP_H

#include "base/buf.h"
#include "model/date.h"
#include "read/read.h"
#include "text/utf8.h"

#include <assert.h>
#include <string.h>

struct dump {
    struct buf out;
    unsigned facts, documents, records, notes, entities;
    bool quiet; /* checks only */
};

static inline void dump_str(struct dump *d, const char *label, struct str s) {
    assert(utf8_valid(s) == s.n);
    if (s.n && !d->quiet) buf_printf(&d->out, "  %s: %.*s\n", label, STR_ARG(s));
}

static inline void dump_date(struct dump *d, const char *label, struct date date) {
    struct arena a = {0};
    if (date.precision != DATE_NONE) dump_str(d, label, date_print(date, &a));
    arena_done(&a);
}

static inline bool dump_facts(void *context, const struct facts *f, struct err *e) {
    struct dump *d = context;
    (void)e;
    assert(d->facts++ == 0 && d->documents == 0 && d->records == 0);
    buf_add(&d->out, STR("facts\n"));
    dump_str(d, "title", f->title);
    dump_str(d, "author", f->author);
    dump_str(d, "publisher", f->publisher);
    dump_str(d, "dataset", f->dataset);
    dump_str(d, "lang", f->lang);
    dump_date(d, "date", f->date);
    return true;
}

static inline bool dump_document(void *context, const struct document *doc, struct err *e) {
    struct dump *d = context;
    (void)e;
    assert(d->facts == 1 && utf8_valid(doc->text) == doc->text.n && doc->text.n > 0);
    d->documents++;
    if (d->quiet) return true;
    buf_printf(&d->out, "document, %zu bytes\n", doc->text.n);
    dump_str(d, "title", doc->title);
    dump_str(d, "author", doc->author);
    dump_str(d, "address", doc->address);
    dump_date(d, "date", doc->date);
    for (struct str rest = doc->text; rest.p;) {
        struct str line = str_split(&rest, '\n');
        buf_printf(&d->out, "  |%.*s\n", STR_ARG(line));
    }
    return true;
}

static inline void dump_value(struct dump *d, const struct record *r, const struct value *v) {
    assert(v->start <= v->end && v->end <= r->text.n);
    if (d->quiet) return;
    buf_printf(&d->out, "    %.*s = %.*s", STR_ARG(v->prop), STR_ARG(v->value));
    struct str written = str_cut(r->text, v->start, v->end);
    if (v->end == 0) buf_add(&d->out, STR("  (no span)"));
    else if (!str_eq(written, v->value)) buf_printf(&d->out, "  <- \"%.*s\"", STR_ARG(written));
    if (v->lang.n) buf_printf(&d->out, "  @%.*s", STR_ARG(v->lang));
    buf_add_byte(&d->out, '\n');
}

static inline bool dump_record(void *context, const struct record *r, struct err *e) {
    struct dump *d = context;
    (void)e;
    assert(d->facts == 1 && utf8_valid(r->text) == r->text.n);
    d->records++;
    d->entities += (unsigned)r->entity_count;
    if (!d->quiet) buf_printf(&d->out, "record \"%.*s\"\n", STR_ARG(r->address));
    dump_date(d, "said", r->said);
    dump_str(d, "publisher", r->publisher);
    for (struct str rest = r->text; rest.n && !d->quiet;) {
        struct str line = str_split(&rest, '\n');
        buf_printf(&d->out, "  |%.*s\n", STR_ARG(line));
    }
    for (size_t i = 0; i < r->entity_count; i++) {
        const struct entity *entity = r->entities[i];
        if (!d->quiet) buf_printf(&d->out, "  %.*s %.*s\n", STR_ARG(entity->schema), STR_ARG(entity->id));
        for (size_t k = 0; k < entity->count; k++) dump_value(d, r, &entity->values[k]);
    }
    for (size_t i = 0; i < r->tie_count; i++) {
        const struct record_tie *t = &r->ties[i];
        assert(t->start <= t->end && t->end <= r->text.n);
        if (!d->quiet)
            buf_printf(&d->out, "  tie %s %.*s -> %.*s \"%.*s\"\n", t->type, STR_ARG(t->from), STR_ARG(t->to),
                       STR_ARG(str_cut(r->text, t->start, t->end)));
        dump_str(d, "  role", t->role);
        dump_str(d, "  topic", t->topic);
        dump_date(d, "  date", t->date);
    }
    return true;
}

static inline void dump_note(void *context, const struct note *n) {
    struct dump *d = context;
    d->notes++;
    if (d->quiet) return;
    buf_printf(&d->out, "note %s %.*s: %.*s", note_level_name(n->level), STR_ARG(n->code), STR_ARG(n->text));
    if (n->place.page) buf_printf(&d->out, " [page %u]", n->place.page);
    if (n->place.row) buf_printf(&d->out, " [row %u]", n->place.row);
    if (n->place.line) buf_printf(&d->out, " [line %u]", n->place.line);
    if (n->place.byte >= 0) buf_printf(&d->out, " [byte %lld]", (long long)n->place.byte);
    buf_add_byte(&d->out, '\n');
}

static inline struct sink dump_sink(struct dump *d) {
    return (struct sink){
        .context = d, .facts = dump_facts, .document = dump_document, .record = dump_record, .note = dump_note};
}

#endif
