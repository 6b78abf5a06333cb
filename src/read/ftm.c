/* FollowTheMoney entities as JSON lines: one entity a line, also as a JSON array and as the delta files of
 * OpenSanctions
 * ({"op": "ADD", "entity": {...}}). A line that cannot be read is refused with its reason; all others are read. */
#include "base/json.h"
#include "read/decode.h"
#include "read/draft.h"

struct ftm {
    struct draft draft;
    struct json_reader *json;
    uint32_t line;    /* or element of the array */
    const char *unit; /* "line", "entry" */
    bool told;        /* facts were given */
    size_t refused;
};

static void refuse(struct ftm *f, const struct err *e) {
    f->refused++;
    read_note(f->draft.sink, NOTE_REFUSED, e->code == ERR_SYNTAX ? "bad-entity" : err_code_name(e->code),
              f->draft.place, "%s", e->text);
}

/* The entity's values as lines, each with its span. Ids of others are no text that a passage could quote. */
static void write_values(struct draft *d, struct entity *e, const char *prefix) {
    const struct schema *schema = model_find(d->model, e->schema);
    for (size_t i = 0; i < e->count; i++) {
        struct value *v = &e->values[i];
        struct str column = arena_printf(&d->arena, "%s%.*s", prefix, STR_ARG(v->prop));
        record_line(&d->text, column, v->value);
        const struct property *p = schema ? schema_property(schema, v->prop) : NULL;
        if (!p || !str_is(p->type, "entity")) record_find(&d->text, v->value, &v->start, &v->end);
    }
}

static bool give_facts(struct ftm *f, const struct json *entity, struct err *e) {
    if (f->told) return true;
    f->told = true;
    struct facts facts = {0};
    const struct json *datasets = entity ? json_get(entity, STR("datasets")) : NULL;
    if (json_count(datasets) == 1) facts.dataset = json_text(json_at(datasets, 0));
    return f->draft.sink->facts(f->draft.sink->context, &facts, e);
}

static void note_unknown(struct draft *d, const struct entity *e, const struct str *unknown, size_t count) {
    const struct schema *schema = model_find(d->model, e->schema);
    for (size_t i = 0; i < count; i++) {
        struct str near = schema ? schema_suggest_property(schema, unknown[i]) : (struct str){NULL, 0};
        draft_note(d, NOTE_WARNING, "unknown-property", "%.*s has no property \"%.*s\"%s%.*s%s; its values are kept",
                   STR_ARG(e->schema), STR_ARG(unknown[i]), near.n ? ", did you mean \"" : "", STR_ARG(near),
                   near.n ? "\"?" : "");
    }
}

static bool give_entity(struct ftm *f, const struct json *json, struct err *e) {
    struct draft *d = &f->draft;
    struct vec nested = VEC(struct entity *);
    struct entity *entity;
    struct str *unknown = NULL;
    size_t unknown_count = 0;
    struct err why = {.byte = -1};
    if (!entity_from_json(json, d->model, &d->arena, &entity, &nested, &unknown, &unknown_count, &why)) {
        refuse(f, &why);
        vec_done(&nested);
        return true;
    }
    d->address = arena_printf(&d->arena, "%s %u", f->unit, f->line);
    note_unknown(d, entity, unknown, unknown_count);
    draft_line(d, "id", entity->id);
    draft_line(d, "schema", entity->schema);
    struct str seen = json_text(json_get(json, STR("last_seen")));
    if (!seen.n) seen = json_text(json_get(json, STR("last_change")));
    draft_line(d, "last seen", seen);
    date_parse(str_cut(seen, 0, 10), &d->said);
    write_values(d, entity, "");
    vec_push_copy(&d->entities, &entity);
    for (size_t i = 0; i < nested.n; i++) {
        struct entity *n = *VEC_AT(&nested, struct entity *, i);
        write_values(d, n, arena_printf(&d->arena, "%.*s ", STR_ARG(n->schema)).p);
        vec_push_copy(&d->entities, &n);
    }
    vec_done(&nested);
    return draft_give(d, e);
}

static bool give_json(struct ftm *f, const struct json *json, struct err *e) {
    const struct json *inner = json_get(json, STR("entity")), *op = json_get(json, STR("op"));
    if (op && str_is(json_text(op), "DEL")) {
        draft_note(&f->draft, NOTE_INFO, "deleted", "the delta says that %.*s was deleted",
                   STR_ARG(json_text(json_get(inner, STR("id")))));
        return give_facts(f, NULL, e);
    }
    if (op && inner) json = inner;
    return give_facts(f, json, e) && give_entity(f, json, e);
}

static void begin(struct ftm *f, const char *unit) {
    f->unit = unit;
    f->line++;
    draft_begin(&f->draft, unit, f->line);
    if (unit[0] == 'l') f->draft.place.line = f->line, f->draft.place.row = 0;
}

static bool read_lines(struct ftm *f, struct str text, struct err *e) {
    for (struct str rest = text; rest.p;) {
        struct str line = str_trim(str_split(&rest, '\n'));
        begin(f, "line");
        if (!line.n) continue;
        struct json *json;
        struct err why = {.byte = -1};
        if (!json_reader_read(f->json, line, &f->draft.arena, &json, &why)) refuse(f, &why);
        else if (!give_json(f, json, e)) return false;
    }
    return true;
}

/* An element that is damaged costs itself only; where the array is torn, what stood before was given. */
static bool read_array(struct ftm *f, struct str text, struct err *e) {
    struct json_elements it = {.text = text};
    struct str element;
    int more;
    while ((more = json_elements_next(&it, &element, e)) > 0) {
        struct json *json;
        struct err why = {.byte = -1};
        begin(f, "entry");
        if (json_reader_read(f->json, element, &f->draft.arena, &json, &why)) {
            if (!give_json(f, json, e)) return false;
            continue;
        }
        f->draft.place.byte = element.p - text.p + why.byte;
        refuse(f, &why);
    }
    return more == 0;
}

/* Lines, an array, or one entity on several lines. */
static bool read_all(struct ftm *f, struct str text, struct arena *whole, struct err *e) {
    struct str start = str_trim(text), first = str_trim(str_cut(start, 0, str_find_byte(start, '\n', 0)));
    struct json *json = NULL;
    if (first.n && first.p[0] == '[') return read_array(f, text, e);
    if (first.n && first.p[0] == '{' && first.p[first.n - 1] == '}') return read_lines(f, text, e);
    if (!json_reader_read(f->json, text, whole, &json, NULL)) return read_lines(f, text, e);
    begin(f, "entry");
    return give_json(f, json, e);
}

static bool read_ftm(const struct input *in, const struct sink *sink, struct err *e) {
    struct arena whole = {0};
    struct ftm f = {.json = json_reader_new()};
    draft_init(&f.draft, in, sink);
    struct str text = decode_input(in, (struct str){NULL, 0}, sink, &whole);
    bool ok = read_all(&f, text, &whole, e);
    if (ok) ok = give_facts(&f, NULL, e);
    if (ok && !f.refused) draft_note_if_empty(&f.draft);
    json_reader_free(f.json);
    draft_done(&f.draft);
    arena_done(&whole);
    return ok;
}

static int recognise(struct str bytes, struct str name) {
    (void)name;
    if (decode_is_binary(bytes)) return 0;
    struct arena a = {0};
    struct str head = str_trim(decode_head(bytes, &a));
    int sure = 0;
    if (head.n && (head.p[0] == '{' || head.p[0] == '[')) {
        bool schema = str_find(head, STR("\"schema\""), 0) != SIZE_MAX,
             id = str_find(head, STR("\"id\""), 0) != SIZE_MAX;
        bool properties = str_find(head, STR("\"properties\""), 0) != SIZE_MAX;
        bool json_schema = str_find(head, STR("\"$schema\""), 0) != SIZE_MAX;
        sure = schema && properties && id && !json_schema ? 90 : 0;
    }
    arena_done(&a);
    return sure;
}

const struct reader reader_ftm = {
    .name = "ftm", .title = "FollowTheMoney entities (JSON lines)", .recognise = recognise, .read = read_ftm};
