/* A mapping at work: bound to the columns of one table, then row by row. */
#include "read/mapping.h"

#include "base/file.h"

#include <string.h>

static int32_t column_at(const struct mapping *m, struct str name) {
    for (size_t i = 0; i < m->column_count; i++)
        if (str_eq(str_trim(m->header[i]), name)) return (int32_t)i;
    return -1;
}

/* Notes the first column of a list that the table has not; gives whether there was none. */
static bool bind_list(const struct mapping *m, const struct str *names, uint32_t count, int32_t *at,
                      struct str *missing) {
    for (uint32_t i = 0; i < count; i++) {
        at[i] = column_at(m, names[i]);
        if (at[i] < 0 && !missing->n) *missing = names[i];
    }
    return !missing->n;
}

static bool bind_query(const struct mapping *m, struct mapping_query *q, struct str *missing) {
    for (uint32_t i = 0; i < q->filter_count; i++) bind_list(m, &q->filters[i].column, 1, &q->filters[i].at, missing);
    for (uint32_t i = 0; i < q->entity_count; i++) {
        struct mapping_entity *e = &q->entities[i];
        bind_list(m, e->keys, e->key_count, e->key_at, missing);
        if (e->id_column.n) bind_list(m, &e->id_column, 1, &e->id_at, missing);
        for (uint32_t k = 0; k < e->property_count; k++)
            bind_list(m, e->properties[k].columns, e->properties[k].column_count, e->properties[k].at, missing);
    }
    return !missing->n;
}

static bool names_file(const struct mapping_query *q, struct str name) {
    for (uint32_t i = 0; i < q->file_count; i++)
        if (str_eq(path_base(q->files[i]), name)) return true;
    return false;
}

bool mapping_bind(struct mapping *m, const struct str *header, size_t count, const struct input *in,
                  const struct sink *sink, struct err *e) {
    m->header = header;
    m->column_count = count;
    m->styles = arena_array(m->arena, count, sizeof *m->styles);
    bool any_named = false, any_bound = false;
    for (uint32_t i = 0; i < m->query_count; i++) any_named |= names_file(&m->queries[i], in->name);
    struct str first_missing = {NULL, 0};
    for (uint32_t i = 0; i < m->query_count; i++) {
        struct mapping_query *q = &m->queries[i];
        q->bound = false;
        if (any_named && !names_file(q, in->name)) continue;
        struct str missing = {NULL, 0};
        q->bound = bind_query(m, q, &missing);
        any_bound |= q->bound;
        if (q->bound) continue;
        if (!first_missing.n) first_missing = missing;
        struct place place = {.file = in->name, .byte = -1};
        read_note(sink, NOTE_WARNING, "missing-column", place,
                  "the mapping's query at line %u names the column \"%.*s\", which the table has not; it was left out",
                  q->line, STR_ARG(missing));
    }
    return any_bound || err_set(e, ERR_USAGE, "the mapping names the column \"%.*s\", which the table has not",
                                STR_ARG(first_missing));
}

static struct str cell(const struct str *fields, size_t count, int32_t at) {
    return at >= 0 && (size_t)at < count ? str_trim(fields[at]) : (struct str){NULL, 0};
}

static bool passes(const struct mapping_query *q, const struct str *fields, size_t count) {
    for (uint32_t i = 0; i < q->filter_count; i++) {
        const struct mapping_filter *f = &q->filters[i];
        bool found = false;
        for (uint32_t k = 0; k < f->count; k++) found |= str_eq(cell(fields, count, f->at), f->values[k]);
        if (found == f->negative) return false;
    }
    return true;
}

static struct str entity_id(const struct mapping *m, const struct mapping_entity *e, const struct str *fields,
                            size_t count, struct arena *a) {
    if (e->id_column.n) return cell(fields, count, e->id_at);
    struct str *keys = arena_array(a, e->key_count, sizeof *keys);
    for (uint32_t i = 0; i < e->key_count; i++) keys[i] = cell(fields, count, e->key_at[i]);
    return mapping_id(m->prefix, e->literal, keys, e->key_count, a);
}

/* A date as strptime would read it: %Y %y %m %d %B %b, any of them once. */
static bool date_by_format(struct str s, struct str format, struct arena *a, struct str *out) {
    int year = 0, month = 0, day = 0;
    size_t at = 0;
    for (size_t i = 0; i < format.n; i++) {
        if (format.p[i] != '%' || i + 1 == format.n) {
            if (at >= s.n || s.p[at++] != format.p[i]) return false;
            continue;
        }
        char c = format.p[++i];
        if (!strchr("YymdeHMS", c)) return false;
        size_t end = at, most = c == 'Y' ? 4 : 2;
        while (end < s.n && end - at < most && ascii_digit(s.p[end])) end++;
        int64_t number;
        if (end == at || !str_to_i64(str_cut(s, at, end), &number)) return false;
        at = end;
        if (c == 'Y') year = (int)number;
        else if (c == 'y') year = (int)number + (number < 69 ? 2000 : 1900);
        else if (c == 'm') month = (int)number;
        else if (c == 'd' || c == 'e') day = (int)number;
    }
    if (at != s.n || year == 0 || month > 12 || day > 31) return false;
    *out = day     ? arena_printf(a, "%04d-%02d-%02d", year, month, day)
           : month ? arena_printf(a, "%04d-%02d", year, month)
                   : arena_printf(a, "%04d", year);
    return true;
}

static void put_value(const struct mapping_property *p, struct entity *e, struct str written, enum money_style style,
                      struct draft *d) {
    struct str value = {NULL, 0};
    written = str_trim(written);
    if (!written.n) return;
    for (uint32_t i = 0; i < p->format_count && !value.n; i++)
        date_by_format(written, p->formats[i], &d->arena, &value);
    if (!value.n) value = clean_value(p->property, written, style, &d->arena);
    record_value_as(&d->text, e, p->property->name, value, written);
}

static void put_split(const struct mapping_property *p, struct entity *e, struct str value, enum money_style style,
                      struct draft *d) {
    if (!p->split.n) {
        put_value(p, e, value, style, d);
        return;
    }
    for (size_t at = 0; at <= value.n;) {
        size_t end = str_find(value, p->split, at);
        if (end == SIZE_MAX) end = value.n;
        put_value(p, e, str_cut(value, at, end), style, d);
        at = end + p->split.n;
    }
}

static struct str fill_template(const struct mapping_property *p, const struct str *fields, size_t count,
                                struct arena *a) {
    struct buf b = {0};
    size_t at = 0;
    for (uint32_t i = 0; i < p->column_count; i++) {
        size_t open = str_find(p->template, STR("{{"), at), close = str_find(p->template, STR("}}"), open);
        buf_add(&b, str_cut(p->template, at, open));
        buf_add(&b, cell(fields, count, p->at[i]));
        at = close + 2;
    }
    buf_add(&b, str_cut(p->template, at, p->template.n));
    struct str s = arena_copy(a, str_trim(buf_str(&b)));
    buf_done(&b);
    return s;
}

static struct str join(const struct mapping_property *p, const struct str *fields, size_t count, struct arena *a) {
    struct buf b = {0};
    uint32_t parts = 0;
    for (uint32_t i = 0; i < p->literal_count + p->column_count; i++) {
        struct str part = i < p->literal_count ? p->literals[i] : cell(fields, count, p->at[i - p->literal_count]);
        if (!part.n) continue;
        if (parts++) buf_add(&b, p->join);
        buf_add(&b, part);
    }
    struct str s = arena_copy(a, buf_str(&b));
    buf_done(&b);
    return s;
}

static void put_property(const struct mapping *m, const struct mapping_property *p, struct entity *e,
                         struct entity *const *made, const struct str *fields, size_t count, struct draft *d) {
    if (p->entity.n) {
        if (made[p->target]) draft_link(d, e, p->property->name.p, made[p->target]);
    } else if (p->template.n) {
        put_split(p, e, fill_template(p, fields, count, &d->arena), MONEY_GUESS, d);
    } else if (p->has_join) {
        put_split(p, e, join(p, fields, count, &d->arena), MONEY_GUESS, d);
    } else {
        for (uint32_t i = 0; i < p->literal_count; i++) put_split(p, e, p->literals[i], MONEY_GUESS, d);
        for (uint32_t i = 0; i < p->column_count; i++)
            put_split(p, e, cell(fields, count, p->at[i]), p->at[i] >= 0 ? m->styles[p->at[i]] : MONEY_GUESS, d);
    }
}

/* A required property that stays empty drops the entity; one of an edge's two ends missing does it too, since the edge
 * would tie nobody. */
static bool is_complete(const struct mapping_entity *m, const struct entity *e) {
    for (uint32_t i = 0; i < m->property_count; i++) {
        const struct mapping_property *p = &m->properties[i];
        bool end = m->schema->edge && (str_eq(p->property->name, m->schema->edge_source) ||
                                       str_eq(p->property->name, m->schema->edge_target));
        if ((p->required || (end && p->entity.n)) && !entity_first(e, p->property->name).p) return false;
    }
    return true;
}

static void run_query(const struct mapping *m, const struct mapping_query *q, const struct str *fields, size_t count,
                      struct draft *d) {
    struct entity **made = arena_array(&d->arena, q->entity_count, sizeof *made);
    for (uint32_t i = 0; i < q->entity_count; i++) {
        const struct mapping_entity *me = &q->entities[i];
        struct str id = entity_id(m, me, fields, count, &d->arena);
        if (!id.n) continue;
        struct entity *e = entity_new(&d->arena, id, me->schema->name);
        for (uint32_t k = 0; k < me->property_count; k++)
            put_property(m, &me->properties[k], e, made, fields, count, d);
        if (!is_complete(me, e)) continue;
        made[i] = e;
        vec_push_copy(&d->entities, &e);
    }
}

void mapping_row(const struct mapping *m, const struct str *fields, size_t count, struct draft *d) {
    for (uint32_t i = 0; i < m->query_count; i++)
        if (m->queries[i].bound && passes(&m->queries[i], fields, count))
            run_query(m, &m->queries[i], fields, count, d);
}
