#include "read/draft.h"

#include "base/hash.h"
#include "read/clean.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void draft_init(struct draft *d, const struct input *in, const struct sink *sink) {
    *d = (struct draft){.in = in, .sink = sink, .model = in->model ? in->model : model_default()};
    d->entities = VEC(struct entity *);
    d->ties = VEC(struct record_tie);
    d->statements = VEC(struct statement);
}

void draft_done(struct draft *d) {
    buf_done(&d->text.text);
    vec_done(&d->text.values);
    vec_done(&d->entities);
    vec_done(&d->ties);
    vec_done(&d->statements);
    arena_done(&d->arena);
}

void draft_begin(struct draft *d, const char *unit, uint32_t number) {
    arena_reset(&d->arena);
    buf_clear(&d->text.text);
    vec_clear(&d->text.values);
    vec_clear(&d->entities);
    vec_clear(&d->ties);
    vec_clear(&d->statements);
    d->text.arena = &d->arena;
    d->said = (struct date){0};
    d->publisher = (struct str){NULL, 0};
    d->place = (struct place){.file = d->in->name, .byte = -1, .row = number};
    d->address = arena_printf(&d->arena, "%s %u", unit, number);
}

void draft_line(struct draft *d, const char *column, struct str value) { record_line(&d->text, str_of(column), value); }

struct entity *draft_entity(struct draft *d, struct str id, struct str schema) {
    for (size_t i = 0; i < d->entities.n; i++) {
        struct entity *e = *VEC_AT(&d->entities, struct entity *, i);
        if (str_eq(e->id, id)) return e;
    }
    struct entity *e = entity_new(&d->arena, id, schema);
    vec_push_copy(&d->entities, &e);
    return e;
}

static const struct property *property_of(const struct draft *d, const struct entity *e, struct str prop) {
    const struct schema *schema = model_find(d->model, e->schema);
    return schema ? schema_property(schema, prop) : NULL;
}

bool draft_has(const struct draft *d, const struct entity *e, const char *prop) {
    return property_of(d, e, str_of(prop)) != NULL;
}

void draft_put_as(struct draft *d, struct entity *e, const char *name, struct str value, struct str written) {
    struct str prop = str_of(name);
    if (str_trim(value).n == 0) return;
    const struct property *p = property_of(d, e, prop);
    if (!p || str_is(p->type, "entity")) {
        if (property_of(d, e, STR("notes"))) record_value(&d->text, e, STR("notes"), written);
        return;
    }
    record_value_as(&d->text, e, prop, clean_value(p, value, MONEY_GUESS, &d->arena), written);
}

void draft_put(struct draft *d, struct entity *e, const char *prop, struct str written) {
    written = str_trim(written);
    draft_put_as(d, e, prop, written, written);
}

void draft_link(struct draft *d, struct entity *e, const char *prop, const struct entity *to) {
    if (!entity_add(e, &d->arena, str_of(prop), to->id)) return;
    struct value *v = &e->values[e->count - 1];
    for (size_t i = 0; i < to->count && v->end == 0; i++)
        if (str_is(to->values[i].prop, "name")) v->start = to->values[i].start, v->end = to->values[i].end;
}

void draft_note(struct draft *d, enum note_level level, const char *code, const char *format, ...) {
    char text[ERR_TEXT];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    d->noted++;
    read_note(d->sink, level, code, d->place, "%s", text);
}

void draft_note_if_empty(struct draft *d) {
    d->place = (struct place){.file = d->in->name, .byte = -1};
    if (!d->given && !d->noted) draft_note(d, NOTE_WARNING, "no-records", "there is nothing in it but its frame");
}

bool draft_give(struct draft *d, struct err *e) {
    if (d->entities.n == 0 && d->text.text.n == 0) return true;
    d->given++;
    struct record r = {.text = arena_copy(&d->arena, buf_str(&d->text.text)),
                       .address = d->address,
                       .place = d->place,
                       .entities = (struct entity *const *)(void *)d->entities.p,
                       .entity_count = d->entities.n,
                       .ties = (const struct record_tie *)(void *)d->ties.p,
                       .tie_count = d->ties.n,
                       .statements = (const struct statement *)(void *)d->statements.p,
                       .statement_count = d->statements.n,
                       .said = d->said,
                       .publisher = d->publisher};
    return d->sink->record(d->sink->context, &r, e);
}

struct str draft_id(struct draft *d, const char *prefix, const struct str *parts, size_t count) {
    struct buf b = {0};
    for (size_t i = 0; i < count; i++) {
        buf_add(&b, parts[i]);
        buf_add_byte(&b, '\n');
    }
    char hex[SHA1_HEX + 1];
    hash_sha1(buf_str(&b), hex);
    buf_done(&b);
    return arena_printf(&d->arena, "%s%.20s", prefix, hex);
}
