/* From the YAML of a mapping to the structs of mapping.h, with every name checked. */
#include "read/mapping.h"

#include "read/yaml.h"

#include <string.h>

struct compile {
    struct arena *a;
    const struct model *model;
    struct err *e;
};

static bool fail(struct compile *c, const struct yaml *n, const char *what, struct str detail) {
    err_set(c->e, ERR_USAGE, "mapping: %s%s%.*s", what, detail.n ? ": " : "", STR_ARG(detail));
    return err_at(c->e, (struct place){.byte = -1, .line = n ? n->line : 0});
}

/* "key: x", "keys: x" and "keys: [x, y]" are the same. */
static const struct str *list_of(struct compile *c, const struct yaml *map, const char *one, const char *many,
                                 uint32_t *count) {
    struct vec v = VEC(struct str);
    const char *names[2] = {one, many};
    for (size_t i = 0; i < 2; i++) {
        const struct yaml *n = names[i] ? yaml_get(map, names[i]) : NULL;
        if (n && n->type == YAML_SCALAR && n->text.p) vec_push_copy(&v, &n->text);
        for (const struct yaml *item = n && n->type == YAML_LIST ? n->first : NULL; item; item = item->next)
            if (item->text.p) vec_push_copy(&v, &item->text);
    }
    size_t n;
    const struct str *list = vec_take(&v, c->a, &n);
    *count = (uint32_t)n;
    return list;
}

static bool is_true(const struct yaml *n) {
    struct str s = yaml_text(n);
    return str_ieq(s, STR("true")) || str_ieq(s, STR("yes")) || str_is(s, "1");
}

/* The columns that "{{first}} {{last}}" names. */
static const struct str *template_columns(struct compile *c, struct str template, uint32_t *count) {
    struct vec v = VEC(struct str);
    for (size_t at = 0; (at = str_find(template, STR("{{"), at)) != SIZE_MAX;) {
        size_t end = str_find(template, STR("}}"), at);
        if (end == SIZE_MAX) break;
        struct str column = str_trim(str_cut(template, at + 2, end));
        vec_push_copy(&v, &column);
        at = end + 2;
    }
    size_t n;
    const struct str *list = vec_take(&v, c->a, &n);
    *count = (uint32_t)n;
    return list;
}

static bool compile_property(struct compile *c, const struct yaml *n, const struct schema *schema,
                             struct mapping_property *out) {
    out->property = schema_property(schema, n->key);
    if (!out->property) {
        struct str near = schema_suggest_property(schema, n->key);
        return fail(c, n, "no such property",
                    arena_printf(c->a, "%.*s of %.*s%s%.*s%s", STR_ARG(n->key), STR_ARG(schema->name),
                                 near.n ? "; did you mean " : "", STR_ARG(near), near.n ? "?" : ""));
    }
    if (out->property->stub) return fail(c, n, "property is the far end of another one", n->key);
    out->template = yaml_text(yaml_get(n, "template"));
    out->columns = out->template.n ? template_columns(c, out->template, &out->column_count)
                                   : list_of(c, n, "column", "columns", &out->column_count);
    out->literals = list_of(c, n, "literal", "literals", &out->literal_count);
    out->formats = list_of(c, n, "format", "formats", &out->format_count);
    out->at = arena_array(c->a, out->column_count, sizeof *out->at);
    out->has_join = yaml_get(n, "join") != NULL;
    out->join = yaml_text(yaml_get(n, "join"));
    out->split = yaml_text(yaml_get(n, "split"));
    out->entity = yaml_text(yaml_get(n, "entity"));
    out->required = is_true(yaml_get(n, "required"));
    out->target = -1;
    return true;
}

static bool compile_entity(struct compile *c, const struct yaml *n, struct mapping_entity *out) {
    struct str schema = yaml_text(yaml_get(n, "schema"));
    out->name = n->key;
    out->schema = model_find(c->model, schema);
    if (!out->schema) {
        struct str near = model_suggest_schema(c->model, schema);
        return fail(c, n, "no such schema",
                    arena_printf(c->a, "\"%.*s\" of entity %.*s%s%.*s%s", STR_ARG(schema), STR_ARG(n->key),
                                 near.n ? "; did you mean " : "", STR_ARG(near), near.n ? "?" : ""));
    }
    out->keys = list_of(c, n, "key", "keys", &out->key_count);
    out->key_at = arena_array(c->a, out->key_count, sizeof *out->key_at);
    out->literal = yaml_text(yaml_get(n, "key_literal"));
    out->id_column = yaml_text(yaml_get(n, "id_column"));
    if (!out->key_count && !out->id_column.n) return fail(c, n, "an entity needs keys or an id_column", n->key);
    if (out->key_count && out->id_column.n) return fail(c, n, "an entity has keys or an id_column, not both", n->key);
    const struct yaml *properties = yaml_get(n, "properties");
    uint32_t count = properties && properties->type == YAML_MAP ? properties->count : 0;
    out->properties = arena_array(c->a, count, sizeof *out->properties);
    for (const struct yaml *p = count ? properties->first : NULL; p; p = p->next)
        if (!compile_property(c, p, out->schema, &out->properties[out->property_count++])) return false;
    return true;
}

static int32_t entity_index(const struct mapping_query *q, struct str name) {
    for (uint32_t i = 0; i < q->entity_count; i++)
        if (str_eq(q->entities[i].name, name)) return (int32_t)i;
    return -1;
}

/* Entities in an order in which those that are pointed at come first. */
static bool order_entities(struct compile *c, const struct yaml *n, struct mapping_query *q) {
    struct mapping_entity *sorted = arena_array(c->a, q->entity_count, sizeof *sorted);
    bool *done = arena_array(c->a, q->entity_count, sizeof *done);
    for (uint32_t placed = 0; placed < q->entity_count;) {
        uint32_t before = placed;
        for (uint32_t i = 0; i < q->entity_count; i++) {
            bool ready = !done[i];
            for (uint32_t k = 0; ready && k < q->entities[i].property_count; k++) {
                struct str target = q->entities[i].properties[k].entity;
                if (!target.n) continue;
                int32_t at = entity_index(q, target);
                if (at < 0) return fail(c, n, "no such entity in this query", target);
                ready = done[at];
            }
            if (ready) sorted[placed++] = q->entities[i], done[i] = true;
        }
        if (placed == before) return fail(c, n, "entities point at each other in a circle", (struct str){NULL, 0});
    }
    q->entities = sorted;
    for (uint32_t i = 0; i < q->entity_count; i++)
        for (uint32_t k = 0; k < sorted[i].property_count; k++)
            if (sorted[i].properties[k].entity.n)
                sorted[i].properties[k].target = entity_index(q, sorted[i].properties[k].entity);
    return true;
}

static void compile_filters(struct compile *c, const struct yaml *map, bool negative, struct mapping_query *q) {
    for (const struct yaml *n = map && map->type == YAML_MAP ? map->first : NULL; n; n = n->next) {
        struct mapping_filter *f = &q->filters[q->filter_count++];
        f->column = n->key;
        f->negative = negative;
        struct vec v = VEC(struct str);
        if (n->type == YAML_SCALAR) vec_push_copy(&v, &n->text);
        for (const struct yaml *item = n->first; item; item = item->next) vec_push_copy(&v, &item->text);
        size_t count;
        f->values = vec_take(&v, c->a, &count);
        f->count = (uint32_t)count;
    }
}

static bool compile_query(struct compile *c, const struct yaml *n, struct mapping_query *q) {
    static const char *const sql[] = {"database", "database_uri", "table", "tables"};
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
        if (yaml_get(n, sql[i]))
            return err_set(c->e, ERR_UNSUPPORTED,
                           "mapping: SQL sources are not read; export the table as CSV and name it with csv_url");
    q->line = n->line;
    q->files = list_of(c, n, "csv_url", "csv_urls", &q->file_count);
    const struct yaml *filters = yaml_get(n, "filters"), *not = yaml_get(n, "filters_not");
    q->filters = arena_array(c->a, (filters ? filters->count : 0) + (not ? not ->count : 0), sizeof *q->filters);
    compile_filters(c, filters, false, q);
    compile_filters(c, not, true, q);
    const struct yaml *entities = yaml_get(n, "entities");
    if (!entities || entities->type != YAML_MAP || !entities->count)
        return fail(c, n, "a query needs entities", (struct str){NULL, 0});
    q->entities = arena_array(c->a, entities->count, sizeof *q->entities);
    for (const struct yaml *e = entities->first; e; e = e->next)
        if (!compile_entity(c, e, &q->entities[q->entity_count++])) return false;
    return order_entities(c, n, q);
}

bool mapping_parse(struct str text, const struct model *model, struct arena *a, struct mapping **out, struct err *e) {
    struct compile c = {.a = a, .model = model, .e = e};
    struct yaml *root;
    if (!yaml_read(text, a, &root, e)) return false;
    const struct yaml *dataset = root->type == YAML_MAP ? root->first : NULL;
    const struct yaml *queries = dataset ? yaml_get(dataset, "queries") : NULL;
    const struct yaml *single = dataset ? yaml_get(dataset, "query") : NULL;
    if (!queries && !single)
        return fail(&c, dataset, "expected \"name: {queries: [...]}\" at the top", (struct str){NULL, 0});
    struct mapping *m = arena_new(a, sizeof *m);
    m->arena = a;
    m->dataset = dataset->key;
    m->label = yaml_text(yaml_get(dataset, "publisher"));
    if (!m->label.n) m->label = yaml_text(yaml_get(dataset, "label"));
    uint32_t count = queries && queries->type == YAML_LIST ? queries->count : 1;
    m->queries = arena_array(a, count, sizeof *m->queries);
    const struct yaml *q = !queries ? single : queries->type == YAML_LIST ? queries->first : queries;
    for (; q && m->query_count < count; q = q->next)
        if (!compile_query(&c, q, &m->queries[m->query_count++])) return false;
    if (!m->query_count) return fail(&c, queries, "there are no queries", (struct str){NULL, 0});
    *out = m;
    return true;
}
