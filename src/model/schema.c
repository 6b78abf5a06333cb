#include "model/schema.h"

#include "base/embed.h"
#include "base/file.h"
#include "base/heap.h"
#include "base/json.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { MODEL_FILE_CEILING = 16 << 20, SCHEMATA_CEILING = 4096, NAME_CEILING = 64 };

struct model {
    struct arena arena;
    struct schema *schemata; /* by name */
    uint32_t count;
};

static int by_schema_name(const void *a, const void *b) {
    return str_cmp(((const struct schema *)a)->name, ((const struct schema *)b)->name);
}

static int by_property_name(const void *a, const void *b) {
    const struct property *const *x = a, *const *y = b;
    return str_cmp((*x)->name, (*y)->name);
}

/* --- reading the JSON ------------------------------------------------------------------------------------------ */

struct loader {
    struct model *model;
    const struct json *schemata; /* the object of all schemata */
    const struct json **source;  /* JSON of each schema, by id */
    const uint32_t **extends;    /* direct parents of each, ended by UINT32_MAX */
    struct property **own;       /* declared properties of each */
    size_t *own_count;
    struct err *e;
};

static struct str member(const struct loader *l, const struct json *object, const char *key) {
    struct str s = json_text(json_get(object, str_of(key)));
    return s.p ? arena_copy(&l->model->arena, s) : s;
}

static bool flag(const struct json *object, const char *key) { return json_is_true(json_get(object, str_of(key))); }

static const struct str *names(const struct loader *l, const struct json *object, const char *key, uint32_t *count) {
    const struct json *array = json_get(object, str_of(key));
    size_t n = array && array->type == JSON_ARRAY ? json_count(array) : 0;
    struct str *out = arena_array(&l->model->arena, n, sizeof *out);
    for (size_t i = 0; i < n; i++) out[i] = arena_copy(&l->model->arena, json_text(json_at(array, i)));
    *count = (uint32_t)n;
    return out;
}

static bool name_fits(struct loader *l, struct str name) {
    if (name.n && name.n <= NAME_CEILING) return true;
    return err_set(l->e, ERR_SYNTAX, "a name of a schema or property is empty or longer than %d bytes", NAME_CEILING);
}

static bool read_property(struct loader *l, uint32_t schema, const struct json_member *from, struct property *p) {
    *p = (struct property){.name = arena_copy(&l->model->arena, from->key), .schema = schema};
    if (!name_fits(l, p->name)) return false;
    p->label = member(l, from->value, "label");
    p->type = member(l, from->value, "type");
    p->range = member(l, from->value, "range");
    p->reverse = member(l, from->value, "reverse");
    p->matchable = flag(from->value, "matchable");
    p->hidden = flag(from->value, "hidden");
    p->stub = flag(from->value, "stub");
    if (!p->label.n) p->label = p->name;
    if (!p->type.n) p->type = STR("string");
    if (p->range.n && !json_get(l->schemata, p->range))
        return err_set(l->e, ERR_SYNTAX, "property %.*s points at schema %.*s, which the model does not have",
                       STR_ARG(p->name), STR_ARG(p->range));
    return true;
}

static bool read_own_properties(struct loader *l, uint32_t id) {
    assert(l->source);
    const struct json *properties = json_get(l->source[id], STR("properties"));
    size_t n = properties && properties->type == JSON_OBJECT ? json_count(properties) : 0;
    l->own[id] = arena_array(&l->model->arena, n, sizeof *l->own[id]);
    l->own_count[id] = n;
    for (size_t i = 0; i < n; i++)
        if (!read_property(l, id, &properties->members[i], &l->own[id][i])) return false;
    return true;
}

static bool read_schema(struct loader *l, struct schema *s) {
    assert(l->source);
    const struct json *j = l->source[s->id], *edge = json_get(j, STR("edge"));
    s->label = member(l, j, "label");
    s->plural = member(l, j, "plural");
    if (!s->label.n) s->label = s->name;
    if (!s->plural.n) s->plural = s->label;
    s->abstract = flag(j, "abstract");
    s->matchable = flag(j, "matchable");
    s->edge = edge && edge->type == JSON_OBJECT;
    if (s->edge) {
        s->edge_source = member(l, edge, "source");
        s->edge_target = member(l, edge, "target");
        s->edge_label = member(l, edge, "label");
        s->edge_directed = flag(edge, "directed");
    }
    s->featured = names(l, j, "featured", &s->featured_count);
    s->caption = names(l, j, "caption", &s->caption_count);
    return read_own_properties(l, s->id);
}

static bool read_extends(struct loader *l, uint32_t id) {
    uint32_t count;
    const struct str *parents = names(l, l->source[id], "extends", &count);
    uint32_t *ids = arena_array(&l->model->arena, (size_t)count + 1, sizeof *ids);
    for (uint32_t i = 0; i < count; i++) {
        const struct schema *parent = model_find(l->model, parents[i]);
        if (!parent)
            return err_set(l->e, ERR_SYNTAX, "schema %.*s extends %.*s, which the model does not have",
                           STR_ARG(l->model->schemata[id].name), STR_ARG(parents[i]));
        ids[i] = parent->id;
    }
    ids[count] = UINT32_MAX;
    l->extends[id] = ids;
    return true;
}

/* Breadth first, so that nearer ancestors stand earlier; each once. A cycle just ends, and is refused. */
static bool collect_parents(struct loader *l, struct schema *s) {
    uint32_t *line = arena_array(&l->model->arena, l->model->count, sizeof *line);
    uint32_t n = 1;
    line[0] = s->id;
    for (uint32_t i = 0; i < n; i++)
        for (const uint32_t *p = l->extends[line[i]]; *p != UINT32_MAX; p++) {
            bool seen = false;
            for (uint32_t k = 0; k < n && !seen; k++) seen = line[k] == *p;
            if (seen && *p == s->id)
                return err_set(l->e, ERR_SYNTAX, "schema %.*s is among its own ancestors", STR_ARG(s->name));
            if (!seen) line[n++] = *p;
        }
    s->parents = line;
    s->parent_count = n;
    return true;
}

static bool has_property(const struct property *const *list, uint32_t n, struct str name) {
    for (uint32_t i = 0; i < n; i++)
        if (str_eq(list[i]->name, name)) return true;
    return false;
}

/* Own properties hide inherited ones of the same name. */
static void collect_properties(struct loader *l, struct schema *s) {
    size_t most = 0;
    for (uint32_t i = 0; i < s->parent_count; i++) most += l->own_count[s->parents[i]];
    const struct property **list = arena_array(&l->model->arena, most, sizeof(struct property *));
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->parent_count; i++)
        for (size_t k = 0; k < l->own_count[s->parents[i]]; k++) {
            const struct property *p = &l->own[s->parents[i]][k];
            if (!has_property(list, n, p->name)) list[n++] = p;
        }
    qsort(list, n, sizeof *list, by_property_name);
    s->properties = list;
    s->property_count = n;
}

static bool open_schemata(struct loader *l, struct arena *scratch) {
    struct model *m = l->model;
    size_t n = l->schemata && l->schemata->type == JSON_OBJECT ? json_count(l->schemata) : 0;
    if (n == 0 || n > SCHEMATA_CEILING)
        return err_set(l->e, ERR_SYNTAX, "a model needs a \"schemata\" object with 1 to %d members", SCHEMATA_CEILING);
    m->schemata = arena_array(&m->arena, n, sizeof *m->schemata);
    for (size_t i = 0; i < n; i++) {
        m->schemata[i].name = arena_copy(&m->arena, l->schemata->members[i].key);
        if (!name_fits(l, m->schemata[i].name)) return false;
    }
    qsort(m->schemata, n, sizeof *m->schemata, by_schema_name);
    for (size_t i = 1; i < n; i++)
        if (str_eq(m->schemata[i - 1].name, m->schemata[i].name))
            return err_set(l->e, ERR_SYNTAX, "the model has schema %.*s twice", STR_ARG(m->schemata[i].name));
    m->count = (uint32_t)n;
    l->source = arena_array(scratch, n, sizeof *l->source);
    l->extends = arena_array(scratch, n, sizeof *l->extends);
    l->own = arena_array(scratch, n, sizeof *l->own);
    l->own_count = arena_array(scratch, n, sizeof *l->own_count);
    for (uint32_t i = 0; i < m->count; i++) {
        m->schemata[i].id = i;
        l->source[i] = json_get(l->schemata, m->schemata[i].name);
    }
    return true;
}

static bool build(struct loader *l, struct arena *scratch) {
    if (!open_schemata(l, scratch)) return false;
    struct model *m = l->model;
    for (uint32_t i = 0; i < m->count; i++)
        if (!read_schema(l, &m->schemata[i]) || !read_extends(l, i)) return false;
    for (uint32_t i = 0; i < m->count; i++) {
        if (!collect_parents(l, &m->schemata[i])) return false;
        collect_properties(l, &m->schemata[i]);
    }
    return true;
}

bool model_read(struct str text, struct model **out, struct err *e) {
    struct arena scratch = {0};
    struct json *root;
    struct model *m = heap_zero(1, sizeof *m);
    struct loader l = {.model = m, .e = e};
    bool ok = json_read(text, &scratch, &root, e);
    if (ok) {
        l.schemata = json_get(root, STR("schemata"));
        ok = build(&l, &scratch);
    }
    arena_done(&scratch);
    if (!ok) {
        model_free(m);
        return false;
    }
    *out = m;
    return true;
}

bool model_load(const char *path, struct model **out, struct err *e) {
    struct file f;
    if (!file_read(path, MODEL_FILE_CEILING, &f, e)) return false;
    bool ok = model_read(f.bytes, out, e);
    file_done(&f);
    return ok || err_at(e, (struct place){.file = str_of(path), .byte = -1});
}

void model_free(struct model *m) {
    if (!m) return;
    arena_done(&m->arena);
    free(m);
}

static struct model *built_in;

static void open_built_in(void) {
    struct err e;
    bool ok = model_read(embed_find(model_data, "schema.json"), &built_in, &e);
    assert(ok);
    (void)ok;
}

const struct model *model_default(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_built_in);
    return built_in;
}

/* --- looking --------------------------------------------------------------------------------------------------- */

uint32_t model_count(const struct model *m) { return m->count; }

const struct schema *model_schema(const struct model *m, uint32_t i) {
    assert(i < m->count);
    return &m->schemata[i];
}

const struct schema *model_find(const struct model *m, struct str name) {
    struct schema key = {.name = name};
    return bsearch(&key, m->schemata, m->count, sizeof key, by_schema_name);
}

const struct property *schema_property(const struct schema *s, struct str name) {
    struct property key = {.name = name};
    const struct property *at = &key;
    const struct property *const *hit = bsearch(&at, s->properties, s->property_count, sizeof at, by_property_name);
    return hit ? *hit : NULL;
}

bool schema_is_a(const struct schema *s, const struct schema *ancestor) {
    for (uint32_t i = 0; i < s->parent_count; i++)
        if (s->parents[i] == ancestor->id) return true;
    return false;
}

const struct schema *schema_common(const struct schema *a, const struct schema *b) {
    if (schema_is_a(a, b)) return a;
    return schema_is_a(b, a) ? b : NULL;
}

/* Levenshtein distance over bytes, ASCII letters without case; `most` + 1 when it is larger. */
static size_t distance(struct str a, struct str b, size_t most) {
    size_t row[NAME_CEILING + 1];
    if (a.n > NAME_CEILING || b.n > NAME_CEILING) return most + 1;
    for (size_t k = 0; k <= b.n; k++) row[k] = k;
    for (size_t i = 0; i < a.n; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t k = 0; k < b.n; k++) {
            size_t replace = diagonal + (ascii_to_lower(a.p[i]) != ascii_to_lower(b.p[k]));
            diagonal = row[k + 1];
            size_t step = (row[k] < row[k + 1] ? row[k] : row[k + 1]) + 1;
            row[k + 1] = replace < step ? replace : step;
        }
    }
    return row[b.n] > most ? most + 1 : row[b.n];
}

/* A third of the letters may differ, three at most. */
static size_t nearness(struct str name) {
    size_t most = name.n / 3 ? name.n / 3 : 1;
    return most > 3 ? 3 : most;
}

struct str model_suggest_schema(const struct model *m, struct str name) {
    size_t best = nearness(name) + 1;
    struct str found = {NULL, 0};
    for (uint32_t i = 0; i < m->count; i++) {
        size_t d = distance(name, m->schemata[i].name, best);
        if (d < best) best = d, found = m->schemata[i].name;
    }
    return found;
}

struct str schema_suggest_property(const struct schema *s, struct str name) {
    size_t best = nearness(name) + 1;
    struct str found = {NULL, 0};
    for (uint32_t i = 0; i < s->property_count; i++) {
        size_t d = distance(name, s->properties[i]->name, best);
        if (d < best) best = d, found = s->properties[i]->name;
    }
    return found;
}
