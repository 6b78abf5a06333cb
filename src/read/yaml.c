#include "read/yaml.h"

#include <yaml.h>

#include <assert.h>

struct builder {
    struct arena *arena;
    struct yaml *open[YAML_DEPTH];
    size_t depth;
    struct yaml *root;
    struct str key; /* of the value that comes next in a map */
    bool has_key;
    struct err *e;
};

static bool fail(struct builder *b, const yaml_event_t *event, const char *why) {
    err_set(b->e, ERR_SYNTAX, "%s", why);
    return err_at(b->e, (struct place){.byte = -1, .line = (uint32_t)event->start_mark.line + 1});
}

static struct yaml *add(struct builder *b, const yaml_event_t *event, enum yaml_type type) {
    struct yaml *n = arena_new(b->arena, sizeof *n);
    n->type = type;
    n->line = (uint32_t)event->start_mark.line + 1;
    if (b->depth == 0) {
        if (!b->root) b->root = n;
        return n;
    }
    struct yaml *parent = b->open[b->depth - 1];
    assert(parent);
    if (parent->type == YAML_MAP) {
        n->key = b->key;
        b->has_key = false;
    }
    if (parent->last) parent->last->next = n;
    else parent->first = n;
    parent->last = n;
    parent->count++;
    return n;
}

static bool is_in_map(const struct builder *b) {
    const struct yaml *top = b->depth ? b->open[b->depth - 1] : NULL;
    return top && top->type == YAML_MAP;
}

static bool on_scalar(struct builder *b, const yaml_event_t *event) {
    struct str s = {(const char *)event->data.scalar.value, event->data.scalar.length};
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    bool null = plain && (s.n == 0 || str_is(s, "~") || str_is(s, "null"));
    s = null ? (struct str){NULL, 0} : arena_copy(b->arena, s);
    bool in_map = is_in_map(b);
    if (in_map && !b->has_key) {
        b->key = s;
        b->has_key = true;
    } else {
        add(b, event, YAML_SCALAR)->text = s;
    }
    return true;
}

static bool on_open(struct builder *b, const yaml_event_t *event, enum yaml_type type) {
    bool in_map = is_in_map(b);
    if (in_map && !b->has_key) return fail(b, event, "a key must be plain text");
    if (b->depth == YAML_DEPTH) return fail(b, event, "lists and maps are nested too deeply");
    struct yaml *n = add(b, event, type);
    b->open[b->depth++] = n;
    return true;
}

static bool on_event(struct builder *b, const yaml_event_t *event, bool *end) {
    switch (event->type) {
    case YAML_SCALAR_EVENT: return on_scalar(b, event);
    case YAML_SEQUENCE_START_EVENT: return on_open(b, event, YAML_LIST);
    case YAML_MAPPING_START_EVENT: return on_open(b, event, YAML_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: b->depth--; return true;
    case YAML_ALIAS_EVENT: return fail(b, event, "YAML aliases are not read; write the value out");
    case YAML_DOCUMENT_END_EVENT:
    case YAML_STREAM_END_EVENT: *end = true; return true;
    default: return true;
    }
}

bool yaml_read(struct str text, struct arena *a, struct yaml **out, struct err *e) {
    *out = NULL;
    if (text.n > YAML_CEILING) return err_set(e, ERR_LIMIT, "YAML of more than 4 MiB is not read");
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) return err_set(e, ERR_LIMIT, "no memory for the YAML parser");
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.p, text.n);
    struct builder b = {.arena = a, .e = e};
    bool ok = true, end = false;
    while (ok && !end) {
        yaml_event_t event;
        ok = yaml_parser_parse(&parser, &event);
        if (!ok) {
            err_set(e, ERR_SYNTAX, "not valid YAML: %s", parser.problem ? parser.problem : "unknown reason");
            err_at(e, (struct place){.byte = -1, .line = (uint32_t)parser.problem_mark.line + 1});
            break;
        }
        ok = on_event(&b, &event, &end);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    *out = b.root;
    return ok && (b.root || err_set(e, ERR_SYNTAX, "the YAML is empty"));
}

const struct yaml *yaml_get(const struct yaml *map, const char *key) {
    if (!map || map->type != YAML_MAP) return NULL;
    for (const struct yaml *n = map->first; n; n = n->next)
        if (str_is(n->key, key)) return n;
    return NULL;
}

struct str yaml_text(const struct yaml *n) {
    return n && n->type == YAML_SCALAR ? n->text : (struct str){NULL, 0};
}
