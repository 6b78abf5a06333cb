#include "read/xml.h"

#include <expat.h>
#include <string.h>

struct walk {
    const struct xml_reading *reading;
    XML_Parser parser;
    struct arena arena; /* of the entry being read */
    struct xml_node *open[XML_DEPTH];
    size_t depth;  /* of the document */
    size_t inside; /* elements of the entry that are open; 0 between entries */
    struct err *e;
    bool stopped;
};

static void stop(struct walk *w) {
    w->stopped = true;
    XML_StopParser(w->parser, XML_FALSE);
}

static void stop_limit(struct walk *w, const char *what) {
    err_set(w->e, ERR_LIMIT, "%s; the rest of the file was not read", what);
    err_at(w->e, (struct place){.byte = -1, .line = (uint32_t)XML_GetCurrentLineNumber(w->parser)});
    stop(w);
}

static struct xml_node *node_new(struct walk *w, const char *name, const char **attributes) {
    struct xml_node *n = arena_new(&w->arena, sizeof *n);
    n->name = arena_copy(&w->arena, str_of(name));
    n->line = (uint32_t)XML_GetCurrentLineNumber(w->parser);
    size_t count = 0;
    while (attributes[count]) count++;
    n->attributes = arena_array(&w->arena, count, sizeof *n->attributes);
    n->attribute_count = count / 2;
    for (size_t i = 0; i < count; i++) n->attributes[i] = arena_copy(&w->arena, str_of(attributes[i]));
    return n;
}

static bool wanted(const struct walk *w, const char *name) {
    for (const char *const *entry = w->reading->entries; *entry; entry++)
        if (strcmp(*entry, name) == 0) return true;
    return false;
}

static void on_start(void *context, const char *name, const char **attributes) {
    struct walk *w = context;
    if (w->stopped) return;
    if (w->depth++ == 0 && w->reading->root) {
        struct xml_node *root = node_new(w, name, attributes);
        if (!w->reading->root(w->reading->context, root, &w->arena, w->e)) stop(w);
        arena_reset(&w->arena);
    }
    if (w->inside == 0 && !wanted(w, name)) return;
    if (w->inside == XML_DEPTH) {
        stop_limit(w, "elements are nested too deeply");
        return;
    }
    struct xml_node *n = node_new(w, name, attributes);
    if (w->inside > 0) {
        struct xml_node *parent = w->open[w->inside - 1];
        if (parent->last) parent->last->next = n;
        else parent->first = n;
        parent->last = n;
    }
    w->open[w->inside++] = n;
    if (w->arena.total > XML_ENTRY) stop_limit(w, "an entry is larger than 16 MiB");
}

static void on_text(void *context, const char *p, int n) {
    struct walk *w = context;
    if (w->inside == 0 || w->stopped) return;
    struct xml_node *node = w->open[w->inside - 1];
    if (node->text.n + (size_t)n > node->cap) {
        node->cap = 2 * (node->text.n + (size_t)n);
        char *room = arena_new(&w->arena, node->cap);
        if (node->text.n) memcpy(room, node->text.p, node->text.n);
        node->text.p = room;
    }
    memcpy((char *)node->text.p + node->text.n, p, (size_t)n);
    node->text.n += (size_t)n;
    if (w->arena.total > XML_ENTRY) stop_limit(w, "an entry is larger than 16 MiB");
}

static void on_end(void *context, const char *name) {
    struct walk *w = context;
    (void)name;
    w->depth--;
    if (w->inside == 0 || w->stopped || --w->inside > 0) return;
    if (!w->reading->entry(w->reading->context, w->open[0], &w->arena, w->e)) stop(w);
    arena_reset(&w->arena);
}

/* Expat counts bytes of one call in an int. */
static bool feed(XML_Parser p, struct str text) {
    enum { PIECE = 1 << 20 };
    for (size_t at = 0;; at += PIECE) {
        struct str piece = str_cut(text, at, at + PIECE);
        bool last = at + PIECE >= text.n;
        if (XML_Parse(p, piece.p ? piece.p : "", (int)piece.n, last) != XML_STATUS_OK) return false;
        if (last) return true;
    }
}

bool xml_read(struct str text, const struct xml_reading *reading, struct err *e) {
    struct walk w = {.reading = reading, .e = e, .parser = XML_ParserCreate("UTF-8")};
    if (!w.parser) return err_set(e, ERR_LIMIT, "no memory for the XML parser");
    XML_SetUserData(w.parser, &w);
    XML_SetElementHandler(w.parser, on_start, on_end);
    XML_SetCharacterDataHandler(w.parser, on_text);
    XML_SetHashSalt(w.parser, 1); /* the same run every time; entries are not kept in Expat's tables */
    bool ok = feed(w.parser, text);
    if (!ok && !w.stopped) {
        err_set(e, ERR_SYNTAX, "not well-formed XML (%s); what stood before was read",
                XML_ErrorString(XML_GetErrorCode(w.parser)));
        err_at(e, (struct place){.byte = (int64_t)XML_GetCurrentByteIndex(w.parser),
                                 .line = (uint32_t)XML_GetCurrentLineNumber(w.parser)});
    }
    XML_ParserFree(w.parser);
    arena_done(&w.arena);
    return ok && !w.stopped;
}

struct str xml_attribute(const struct xml_node *n, const char *name) {
    for (size_t i = 0; n && i < n->attribute_count; i++)
        if (str_is(n->attributes[2 * i], name)) return n->attributes[2 * i + 1];
    return (struct str){NULL, 0};
}

const struct xml_node *xml_child(const struct xml_node *n, const char *name) {
    for (const struct xml_node *c = n ? n->first : NULL; c; c = c->next)
        if (str_is(c->name, name)) return c;
    return NULL;
}

struct str xml_text(const struct xml_node *n, const char *child) {
    const struct xml_node *c = xml_child(n, child);
    return c ? str_trim(c->text) : (struct str){NULL, 0};
}
