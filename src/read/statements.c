/* FollowTheMoney statements: one value of one entity a row, as CSV, as JSON lines and as the pack format (CSV whose
 * property is written "Person:name"; old files of it have no header). Rows that follow each other and speak of one
 * entity become one record. */
#include "base/json.h"
#include "read/decode.h"
#include "read/draft.h"
#include "read/rows.h"

#include <string.h>

/* Columns of pack files that were written before they had a header. */
static const char *const legacy_columns[] = {"entity_id",      "prop",   "value",    "dataset",    "lang",
                                             "original_value", "target", "external", "first_seen", "last_seen"};
enum { COLUMNS = 14, LEGACY_COLUMNS = 10, GROUP_MAX = 1000 };
enum column {
    CANONICAL,
    ENTITY,
    PROP,
    PROP_TYPE,
    SCHEMA,
    VALUE,
    DATASET,
    ORIGIN,
    LANG,
    ORIGINAL,
    EXTERNAL,
    FIRST,
    LAST,
    ID
};
static const char *const names[COLUMNS] = {"canonical_id", "entity_id",  "prop",      "prop_type", "schema",
                                           "value",        "dataset",    "origin",    "lang",      "original_value",
                                           "external",     "first_seen", "last_seen", "id"};

struct statements {
    struct draft draft;
    struct str dataset; /* of the first statement */
    struct str id;      /* of the entity being gathered; owned, empty between entities */
    struct buf id_memory;
    uint32_t first, last, count; /* rows of the record being gathered */
    bool told;
};

static bool is_yes(struct str s) {
    return str_is(s, "t") || str_ieq(s, STR("true")) || str_is(s, "1") || str_ieq(s, STR("yes"));
}

static bool give_facts(struct statements *s, struct err *e) {
    if (s->told) return true;
    s->told = true;
    struct facts facts = {.dataset = s->dataset};
    return s->draft.sink->facts(s->draft.sink->context, &facts, e);
}

static bool give(struct statements *s, struct err *e) {
    if (s->count == 0) return true;
    struct draft *d = &s->draft;
    d->address = s->first == s->last ? arena_printf(&d->arena, "row %u", s->first)
                                     : arena_printf(&d->arena, "rows %u to %u", s->first, s->last);
    s->count = 0;
    return draft_give(d, e);
}

static void begin(struct statements *s, struct str id, uint32_t row) {
    draft_begin(&s->draft, "row", row);
    buf_clear(&s->id_memory);
    buf_add(&s->id_memory, id);
    s->id = buf_str(&s->id_memory);
    s->first = row;
    draft_line(&s->draft, "id", arena_copy(&s->draft.arena, id));
}

static void refuse(struct statements *s, uint32_t row, const char *code, const char *why, struct str what) {
    struct place place = {.file = s->draft.in->name, .byte = -1, .row = row};
    read_note(s->draft.sink, NOTE_REFUSED, code, place, "%s%s%.*s", why, what.n ? ": " : "", (int)what.n,
              what.n ? what.p : "");
}

/* The more specific of what is known and what the row says; a contradiction leaves the first. */
static void take_schema(struct draft *d, struct entity *e, const struct schema *schema) {
    const struct schema *known = model_find(d->model, e->schema);
    const struct schema *both = known ? schema_common(known, schema) : schema;
    if (both) e->schema = both->name;
    else
        draft_note(d, NOTE_WARNING, "schema-conflict", "%.*s is called both %.*s and %.*s", STR_ARG(e->id),
                   STR_ARG(e->schema), STR_ARG(schema->name));
}

/* The row word for word, so that it can be written again as it came. */
static void keep_row(struct draft *d, const struct str f[COLUMNS]) {
    struct statement *to = vec_push(&d->statements);
    struct str *fields[COLUMNS] = {
        &to->canonical_id, &to->entity_id,  &to->prop,      &to->prop_type, &to->schema,
        &to->value,        &to->dataset,    &to->origin,    &to->lang,      &to->original_value,
        &to->external,     &to->first_seen, &to->last_seen, &to->id};
    for (size_t c = 0; c < COLUMNS; c++) *fields[c] = arena_copy(&d->arena, f[c]);
}

static void add_value(struct statements *s, struct entity *e, const struct schema *schema,
                      const struct str f[COLUMNS]) {
    struct draft *d = &s->draft;
    const struct property *p = schema_property(schema, f[PROP]);
    if (!p && !str_is(f[PROP], "id"))
        draft_note(d, NOTE_WARNING, "unknown-property", "%.*s has no property \"%.*s\"; its values are kept",
                   STR_ARG(schema->name), STR_ARG(f[PROP]));
    struct str prop = p ? p->name : arena_copy(&d->arena, f[PROP]), value = arena_copy(&d->arena, f[VALUE]);
    record_line(&d->text, prop, value);
    if (str_is(prop, "id")) return; /* says only that there is such an entity */
    if (is_yes(f[EXTERNAL])) {
        draft_note(d, NOTE_INFO, "external", "an external statement of %.*s was kept as text only", STR_ARG(e->id));
        return;
    }
    if (p && str_is(p->type, "entity")) {
        entity_add(e, &d->arena, prop, value);
        return;
    }
    size_t before = e->count;
    record_value(&d->text, e, prop, value);
    if (e->count == before) return;
    e->values[before].lang = f[LANG].n ? arena_copy(&d->arena, f[LANG]) : (struct str){NULL, 0};
    e->values[before].original = f[ORIGINAL].n ? arena_copy(&d->arena, f[ORIGINAL]) : (struct str){NULL, 0};
}

/* One statement, whatever format it came in. */
static bool take(struct statements *s, struct str f[COLUMNS], uint32_t row, struct arena *a, struct err *e) {
    size_t colon = str_find_byte(f[PROP], ':', 0);
    if (!f[SCHEMA].n && colon != SIZE_MAX) {
        f[SCHEMA] = str_cut(f[PROP], 0, colon);
        f[PROP] = str_cut(f[PROP], colon + 1, f[PROP].n);
    }
    if (!f[CANONICAL].n) f[CANONICAL] = f[ENTITY];
    const struct schema *schema = model_find(s->draft.model, f[SCHEMA]);
    if (!s->dataset.n && f[DATASET].n) s->dataset = arena_copy(a, f[DATASET]);
    if (!give_facts(s, e)) return false;
    if (!f[CANONICAL].n || !f[PROP].n || !f[VALUE].n) {
        refuse(s, row, "short-row", "a statement needs an entity, a property and a value", (struct str){NULL, 0});
        return true;
    }
    if (!schema) {
        refuse(s, row, "unknown-schema", "no such schema", f[SCHEMA]);
        return true;
    }
    bool same = s->count && s->count < GROUP_MAX && str_eq(s->id, f[CANONICAL]);
    if (!same) {
        if (!give(s, e)) return false;
        begin(s, f[CANONICAL], row);
    }
    s->count++, s->last = row;
    keep_row(&s->draft, f);
    struct entity *entity = draft_entity(&s->draft, arena_copy(&s->draft.arena, f[CANONICAL]), schema->name);
    take_schema(&s->draft, entity, schema);
    add_value(s, entity, schema, f);
    if (f[LAST].n) date_parse(str_cut(f[LAST], 0, 10), &s->draft.said);
    return true;
}

/* Which of our columns stands where; gives whether the row is a header. */
static bool bind(const struct csv_row *row, int32_t at[COLUMNS]) {
    bool entity = false, prop = false;
    for (size_t c = 0; c < COLUMNS; c++) at[c] = -1;
    for (size_t i = 0; i < row->n; i++)
        for (size_t c = 0; c < COLUMNS; c++)
            if (str_is(str_trim(row->fields[i]), names[c])) {
                at[c] = (int32_t)i;
                entity |= c == ENTITY, prop |= c == PROP;
            }
    return entity && prop;
}

static void bind_legacy(int32_t at[COLUMNS]) {
    for (size_t c = 0; c < COLUMNS; c++) {
        at[c] = -1;
        for (int32_t i = 0; i < LEGACY_COLUMNS; i++)
            if (strcmp(names[c], legacy_columns[i]) == 0) at[c] = i;
    }
}

static bool read_csv(struct statements *s, struct str text, struct arena *a, struct err *e) {
    struct arena row = {0};
    struct rows rows;
    int32_t at[COLUMNS];
    bool first = true, ok = true;
    rows_open(&rows, s->draft.in, s->draft.sink, text, (struct csv_dialect){.delimiter = ',', .quote = '"'}, &row);
    while (ok && rows_next(&rows)) {
        if (first) {
            first = false;
            if (bind(&rows.row, at)) continue;
            bind_legacy(at);
        }
        struct str f[COLUMNS] = {{NULL, 0}};
        for (size_t c = 0; c < COLUMNS; c++)
            if (at[c] >= 0 && (size_t)at[c] < rows.row.n) f[c] = rows.row.fields[at[c]];
        ok = take(s, f, rows.row.row, a, e);
    }
    arena_done(&row);
    return ok;
}

static bool read_json(struct statements *s, struct str text, struct arena *a, struct err *e) {
    struct arena line_arena = {0};
    struct json_reader *reader = json_reader_new();
    uint32_t number = 0;
    bool ok = true;
    for (struct str rest = text; rest.p && ok; arena_reset(&line_arena)) {
        struct str line = str_trim(str_split(&rest, '\n')), f[COLUMNS];
        struct json *json;
        struct err why = {.byte = -1};
        number++;
        if (!line.n) continue;
        if (!json_reader_read(reader, line, &line_arena, &json, &why)) {
            refuse(s, number, "bad-statement", why.text, (struct str){NULL, 0});
            continue;
        }
        for (size_t c = 0; c < COLUMNS; c++) f[c] = json_text(json_get(json, str_of(names[c])));
        if (json_is_true(json_get(json, STR("external")))) f[EXTERNAL] = STR("t");
        ok = take(s, f, number, a, e);
    }
    json_reader_free(reader);
    arena_done(&line_arena);
    return ok;
}

static bool read_statements(const struct input *in, const struct sink *sink, struct err *e) {
    struct arena whole = {0};
    struct statements s = {0};
    draft_init(&s.draft, in, sink);
    struct str text = decode_input(in, (struct str){NULL, 0}, sink, &whole), start = str_trim(text);
    bool json = start.n && start.p[0] == '{';
    bool ok = (json ? read_json : read_csv)(&s, text, &whole, e) && give_facts(&s, e) && give(&s, e);
    draft_done(&s.draft);
    buf_done(&s.id_memory);
    arena_done(&whole);
    return ok;
}

/* "Person:name" in the second of ten columns. */
static bool is_legacy_pack(const struct csv_row *row) {
    if (row->n != LEGACY_COLUMNS) return false;
    size_t colon = str_find_byte(row->fields[1], ':', 0);
    return colon != SIZE_MAX && model_find(model_default(), str_cut(row->fields[1], 0, colon));
}

static int recognise(struct str bytes, struct str name) {
    (void)name;
    if (bytes.n == 0 || decode_is_binary(bytes)) return 0;
    struct arena a = {0};
    struct str head = decode_head(bytes, &a), start = str_trim(head);
    int sure = 0;
    if (start.n && start.p[0] == '{') {
        struct str line = str_cut(start, 0, str_find_byte(start, '\n', 0));
        bool all = str_find(line, STR("\"entity_id\""), 0) != SIZE_MAX &&
                   str_find(line, STR("\"prop\""), 0) != SIZE_MAX && str_find(line, STR("\"value\""), 0) != SIZE_MAX;
        sure = all ? 95 : 0;
    } else {
        struct csv_reader csv;
        struct csv_row row;
        int32_t at[COLUMNS];
        csv_open(&csv, head, (struct csv_dialect){.delimiter = ',', .quote = '"'});
        if (csv_next(&csv, &a, &row, NULL) == 1)
            sure = bind(&row, at) && at[VALUE] >= 0 ? 95 : is_legacy_pack(&row) ? 85 : 0;
    }
    arena_done(&a);
    return sure;
}

const struct reader reader_statements = {.name = "statements",
                                         .title = "FollowTheMoney statements (CSV, JSON lines, pack)",
                                         .recognise = recognise,
                                         .read = read_statements};
