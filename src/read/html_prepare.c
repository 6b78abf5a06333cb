/* A first pass over a page, before gumbo: elements that do not shape text lose their tags, scripts and styles go
 * with what is in them, long attributes are cut off, and no more than HTML_DEPTH elements are open at once. Tree
 * building looks through all open elements at every tag and through all attributes at every attribute, so without this
 * a page of 100,000 nested elements would take minutes. */
#include "read/html.h"

#include <string.h>

enum tag_kind {
    TAG_DROPPED, /* not in the table: its text stays, the tag goes */
    TAG_KEPT,    /* opened and closed */
    TAG_LOOSE,   /* kept, but its end may be missing, and it closes others of its kind */
    TAG_VOID,    /* kept, has no content */
    TAG_RAW,     /* goes with everything up to its end tag */
    TAG_PLAIN    /* kept; its content is text, tags in it are not looked at */
};
struct tag {
    const char *name;
    enum tag_kind kind;
};

static const struct tag tags[] = {
    {"address", TAG_KEPT}, {"article", TAG_KEPT}, {"aside", TAG_KEPT},    {"blockquote", TAG_KEPT},
    {"body", TAG_LOOSE},   {"br", TAG_VOID},      {"button", TAG_KEPT},   {"caption", TAG_LOOSE},
    {"center", TAG_KEPT},  {"dd", TAG_LOOSE},     {"details", TAG_KEPT},  {"div", TAG_KEPT},
    {"dl", TAG_KEPT},      {"dt", TAG_LOOSE},     {"fieldset", TAG_KEPT}, {"figcaption", TAG_KEPT},
    {"figure", TAG_KEPT},  {"footer", TAG_KEPT},  {"h1", TAG_KEPT},       {"h2", TAG_KEPT},
    {"h3", TAG_KEPT},      {"h4", TAG_KEPT},      {"h5", TAG_KEPT},       {"h6", TAG_KEPT},
    {"head", TAG_LOOSE},   {"header", TAG_KEPT},  {"hr", TAG_VOID},       {"html", TAG_LOOSE},
    {"iframe", TAG_RAW},   {"li", TAG_LOOSE},     {"main", TAG_KEPT},     {"meta", TAG_VOID},
    {"nav", TAG_KEPT},     {"noembed", TAG_RAW},  {"ol", TAG_KEPT},       {"p", TAG_LOOSE},
    {"pre", TAG_KEPT},     {"script", TAG_RAW},   {"section", TAG_KEPT},  {"select", TAG_RAW},
    {"style", TAG_RAW},    {"summary", TAG_KEPT}, {"table", TAG_KEPT},    {"tbody", TAG_LOOSE},
    {"td", TAG_LOOSE},     {"template", TAG_RAW}, {"textarea", TAG_RAW},  {"tfoot", TAG_LOOSE},
    {"th", TAG_LOOSE},     {"thead", TAG_LOOSE},  {"title", TAG_PLAIN},   {"tr", TAG_LOOSE},
    {"ul", TAG_KEPT},
};
enum { TAGS = sizeof tags / sizeof *tags, ATTRIBUTES_MAX = 512 };

struct pass {
    struct str in;
    size_t at;
    struct buf *out;
    const struct tag *open[HTML_DEPTH];
    size_t depth, flattened;
};

static const struct tag *tag_find(struct str name) {
    for (size_t i = 0; i < TAGS; i++)
        if (str_ieq(name, str_of(tags[i].name))) return &tags[i];
    return NULL;
}

static struct str name_at(struct str s, size_t at) {
    size_t end = at;
    while (end < s.n && (ascii_alnum(s.p[end]) || s.p[end] == '-' || s.p[end] == ':')) end++;
    return str_cut(s, at, end);
}

/* The byte behind the '>' of the tag whose name ends at `at`; a '>' in a quoted attribute value does not count. */
static size_t tag_end(struct str s, size_t at) {
    char quote = 0;
    bool after_equals = false;
    for (; at < s.n; at++) {
        char c = s.p[at];
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '>') {
            return at + 1;
        } else if (after_equals && (c == '"' || c == '\'')) {
            quote = c;
            after_equals = false;
        } else if (!ascii_space(c)) {
            after_equals = c == '=';
        }
    }
    return s.n;
}

static void emit_tag(struct pass *p, const struct tag *t, struct str attributes) {
    buf_add_byte(p->out, '<');
    buf_add_z(p->out, t->name);
    if (attributes.n <= ATTRIBUTES_MAX || strcmp(t->name, "meta") == 0) buf_add(p->out, str_cut(attributes, 0, 4096));
    else if (memchr("\"'", attributes.p[attributes.n - 1], 2)) buf_add_byte(p->out, ' ');
    buf_add_byte(p->out, '>');
}

static void emit_end(struct pass *p, const struct tag *t) {
    buf_add(p->out, STR("</"));
    buf_add_z(p->out, t->name);
    buf_add_byte(p->out, '>');
}

/* Where the end tag of an element whose content is not looked at begins. */
static size_t raw_end(struct str s, size_t at, struct str name) {
    for (; (at = str_find(s, STR("</"), at)) != SIZE_MAX; at += 2)
        if (str_ieq(str_cut(s, at + 2, at + 2 + name.n), name)) return at;
    return s.n;
}

static void start_tag(struct pass *p) {
    struct str name = name_at(p->in, p->at + 1);
    size_t behind = p->at + 1 + name.n, end = tag_end(p->in, behind);
    struct str attributes = str_cut(p->in, behind, end - (end > behind && p->in.p[end - 1] == '>'));
    while (attributes.n && attributes.p[attributes.n - 1] == '/') attributes.n--;
    const struct tag *t = tag_find(name);
    p->at = end;
    if (!t) return;
    if (t->kind == TAG_RAW) {
        size_t close = raw_end(p->in, end, name);
        p->at = close == p->in.n ? close : tag_end(p->in, close);
        buf_add_byte(p->out, ' ');
    } else if (t->kind == TAG_PLAIN) {
        size_t close = raw_end(p->in, end, name);
        emit_tag(p, t, (struct str){NULL, 0});
        buf_add(p->out, str_cut(p->in, end, close));
        emit_end(p, t);
        p->at = close == p->in.n ? close : tag_end(p->in, close);
    } else if (t->kind == TAG_KEPT && p->depth == HTML_DEPTH) {
        p->flattened++;
        buf_add(p->out, STR("<br><br>"));
    } else {
        if (t->kind == TAG_KEPT) p->open[p->depth++] = t;
        emit_tag(p, t, attributes);
    }
}

/* Closes what was opened inside of it and left open, so that gumbo and this pass agree on what is open. */
static void end_tag(struct pass *p) {
    struct str name = name_at(p->in, p->at + 2);
    p->at = tag_end(p->in, p->at + 2 + name.n);
    const struct tag *t = tag_find(name);
    if (!t || t->kind == TAG_RAW || t->kind == TAG_VOID || t->kind == TAG_PLAIN) return;
    if (t->kind == TAG_LOOSE) {
        if (strcmp(t->name, "html") != 0 && strcmp(t->name, "body") != 0) emit_end(p, t);
        return;
    }
    size_t level = p->depth;
    while (level > 0 && p->open[level - 1] != t) level--;
    if (level == 0) return;
    while (p->depth >= level) emit_end(p, p->open[--p->depth]);
}

/* Comments, declarations and processing instructions. */
static void markup(struct pass *p) {
    bool comment = str_starts(str_cut(p->in, p->at, p->at + 4), STR("<!--"));
    size_t end = str_find(p->in, comment ? STR("-->") : STR(">"), p->at + (comment ? 4 : 1));
    p->at = end == SIZE_MAX ? p->in.n : end + (comment ? 3 : 1);
}

size_t html_prepare(struct str utf8, struct buf *out) {
    struct pass p = {.in = utf8, .out = out};
    while (p.at < utf8.n) {
        size_t less = str_find_byte(utf8, '<', p.at);
        if (less == SIZE_MAX) less = utf8.n;
        buf_add(out, str_cut(utf8, p.at, less));
        p.at = less;
        if (less + 1 >= utf8.n) {
            p.at = utf8.n;
        } else if (ascii_alpha(utf8.p[less + 1])) {
            start_tag(&p);
        } else if (utf8.p[less + 1] == '/' && less + 2 < utf8.n && ascii_alpha(utf8.p[less + 2])) {
            end_tag(&p);
        } else if (strchr("!?/", utf8.p[less + 1])) {
            markup(&p);
        } else {
            buf_add(out, STR("&lt;"));
            p.at = less + 1;
        }
    }
    return p.flattened;
}
