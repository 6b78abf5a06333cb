#include "read/html.h"

#include "read/clean.h"
#include "read/decode.h"

#include <gumbo.h>
#include <string.h>

/* Text being written: white space is held back until a word follows. */
struct writer {
    struct buf out;
    unsigned breaks; /* 1: a line break is due, 2: a blank line */
    bool blank;      /* a blank is due */
    unsigned pre;    /* inside <pre>, that many deep */
    bool cell;       /* a mark between two cells of a row is due */
};

static void due(struct writer *w, unsigned breaks) {
    if (w->breaks < breaks) w->breaks = breaks;
    w->cell = false;
}

static void flush(struct writer *w) {
    if (w->out.n) {
        if (w->breaks) buf_add(&w->out, w->breaks == 1 ? STR("\n") : STR("\n\n"));
        else if (w->cell) buf_add(&w->out, STR(" | "));
        else if (w->blank) buf_add_byte(&w->out, ' ');
    }
    w->breaks = 0;
    w->blank = w->cell = false;
}

static void write_text(struct writer *w, struct str s) {
    for (size_t i = 0; i < s.n;) {
        if (ascii_space(s.p[i]) || (s.p[i] == '\xc2' && i + 1 < s.n && s.p[i + 1] == '\xa0')) {
            if (w->pre && s.p[i] == '\n') due(w, w->breaks < 2 ? w->breaks + 1 : 2);
            else w->blank = true;
            i += s.p[i] == '\xc2' ? 2 : 1;
            continue;
        }
        size_t end = i;
        while (end < s.n && !ascii_space(s.p[end]) && !(s.p[end] == '\xc2' && end + 1 < s.n && s.p[end + 1] == '\xa0'))
            end++;
        flush(w);
        buf_add(&w->out, str_cut(s, i, end));
        i = end;
    }
}

static bool is_hidden(const GumboElement *e) {
    if (e->tag == GUMBO_TAG_NAV || e->tag == GUMBO_TAG_BUTTON || e->tag == GUMBO_TAG_HEAD) return true;
    const GumboAttribute *role = gumbo_get_attribute(&e->attributes, "role");
    if (role && strcmp(role->value, "navigation") == 0) return true;
    return gumbo_get_attribute(&e->attributes, "hidden") != NULL;
}

/* How an element breaks the text before and after it. */
static unsigned breaks_of(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_BR: return 1;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML: return 0;
    default: return 2;
    }
}

/* As deep as html_prepare lets elements nest, and the loose ones between them. */
static void walk(struct writer *w, const GumboNode *node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA || node->type == GUMBO_NODE_WHITESPACE) {
        write_text(w, str_of(node->v.text.text));
        return;
    }
    if (node->type != GUMBO_NODE_ELEMENT || is_hidden(&node->v.element)) return;
    const GumboElement *e = &node->v.element;
    unsigned breaks = breaks_of(e->tag);
    bool cell = e->tag == GUMBO_TAG_TD || e->tag == GUMBO_TAG_TH;
    if (e->tag == GUMBO_TAG_BR) due(w, w->breaks < 2 ? w->breaks + 1 : 2);
    else if (breaks) due(w, breaks);
    w->pre += e->tag == GUMBO_TAG_PRE;
    for (unsigned i = 0; i < e->children.length; i++) walk(w, e->children.data[i]);
    w->pre -= e->tag == GUMBO_TAG_PRE;
    if (breaks && e->tag != GUMBO_TAG_BR) due(w, breaks);
    if (cell && w->breaks == 0) w->cell = true;
}

static struct str attribute(const GumboElement *e, const char *name) {
    const GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);
    return a ? str_trim(str_of(a->value)) : (struct str){NULL, 0};
}

static void take(struct str *into, struct str value, struct arena *a) {
    if (!into->n && value.n) *into = clean_space(arena_copy(a, value), a);
}

static void read_meta(const GumboElement *e, struct html_text *out, struct arena *a) {
    static const char *const publishers[] = {"og:site_name", "publisher", "dc.publisher", "application-name"};
    static const char *const authors[] = {"author", "article:author", "dc.creator", "parsely-author", "byl"};
    static const char *const dates[] = {"article:published_time", "date",         "dc.date",
                                        "dc.date.issued",         "pubdate",      "datepublished",
                                        "parsely-pub-date",       "publish-date", "dcterms.created"};
    struct str key = attribute(e, "property"), content = attribute(e, "content");
    if (!key.n) key = attribute(e, "name");
    if (!key.n) key = attribute(e, "itemprop");
    for (size_t i = 0; i < sizeof publishers / sizeof *publishers; i++)
        if (str_ieq(key, str_of(publishers[i]))) take(&out->publisher, content, a);
    for (size_t i = 0; i < sizeof authors / sizeof *authors; i++)
        if (str_ieq(key, str_of(authors[i])) && !str_starts(content, STR("http"))) take(&out->author, content, a);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        if (!str_ieq(key, str_of(dates[i])) || out->date.precision != DATE_NONE) continue;
        if (!date_parse(str_cut(content, 0, 10), &out->date)) date_parse(content, &out->date);
    }
    if (str_ieq(key, STR("og:title")) && content.n) { /* <title> often has the site's name behind it */
        out->title = (struct str){NULL, 0};
        take(&out->title, content, a);
    }
}

static void read_head(const GumboNode *root, struct html_text *out, struct arena *a) {
    struct str lang = attribute(&root->v.element, "lang");
    if (lang.n >= 2) {
        char code[2] = {ascii_to_lower(lang.p[0]), ascii_to_lower(lang.p[1])};
        if (ascii_lower(code[0]) && ascii_lower(code[1]) && (lang.n == 2 || !ascii_alpha(lang.p[2])))
            out->lang = arena_copy(a, (struct str){code, 2});
    }
    for (unsigned i = 0; i < root->v.element.children.length; i++) {
        const GumboNode *head = root->v.element.children.data[i];
        if (head->type != GUMBO_NODE_ELEMENT) continue;
        for (unsigned k = 0; k < head->v.element.children.length; k++) {
            const GumboNode *n = head->v.element.children.data[k];
            if (n->type != GUMBO_NODE_ELEMENT) continue;
            if (n->v.element.tag == GUMBO_TAG_META) read_meta(&n->v.element, out, a);
            bool title = n->v.element.tag == GUMBO_TAG_TITLE && n->v.element.children.length;
            const GumboNode *text = title ? n->v.element.children.data[0] : NULL;
            if (text && text->type == GUMBO_NODE_TEXT) take(&out->title, str_of(text->v.text.text), a);
        }
    }
}

/* gumbo asks for memory of a tree that dies as a whole, so an arena serves it and nothing is freed one by one (its own
 * destructor calls itself for every level). */
static void *gumbo_memory(void *arena, size_t n) { return arena_new(arena, n); }
static void gumbo_forget(void *arena, void *p) { (void)arena, (void)p; }

void html_text(struct str utf8, struct arena *a, struct html_text *out) {
    *out = (struct html_text){0};
    struct arena tree = {0};
    struct buf page = {0};
    out->flattened = html_prepare(utf8, &page);
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = gumbo_memory;
    options.deallocator = gumbo_forget;
    options.userdata = &tree;
    options.max_errors = 0;
    GumboOutput *parsed = gumbo_parse_with_options(&options, page.p ? page.p : "", page.n);
    struct writer w = {0};
    if (parsed->root) {
        read_head(parsed->root, out, a);
        walk(&w, parsed->root);
    }
    out->text = arena_copy(a, buf_str(&w.out));
    buf_done(&w.out);
    buf_done(&page);
    arena_done(&tree);
}

struct str html_cut(struct str utf8) {
    size_t cut = HTML_CEILING;
    if (utf8.n <= cut) return utf8;
    while (cut && ((unsigned char)utf8.p[cut] & 0xc0) == 0x80) cut--;
    return str_cut(utf8, 0, cut);
}

static size_t count_tags(struct str s) {
    static const char *const common[] = {"<p>",   "<p ",    "<div",  "<br",     "<td",    "<li>",
                                         "<h1",   "<h2",    "<span", "<a href", "<table", "<body",
                                         "<head", "<title", "<meta", "<center", "<font",  "<b>"};
    size_t count = 0;
    for (size_t at = 0; (at = str_find_byte(s, '<', at)) != SIZE_MAX && count < 50; at++)
        for (size_t i = 0; i < sizeof common / sizeof *common; i++)
            count += str_ieq(str_cut(s, at, at + strlen(common[i])), str_of(common[i]));
    return count;
}

static int recognise(struct str bytes, struct str name) {
    if (decode_is_binary(bytes)) return 0;
    struct arena a = {0};
    struct str head = str_trim(decode_head(bytes, &a));
    int sure = 0;
    bool own = str_ieq(str_cut(head, 0, 14), STR("<!doctype html")) || str_ieq(str_cut(head, 0, 5), STR("<html"));
    bool marked = own;
    for (size_t at = 0; !marked && (at = str_find(head, STR("<"), at)) != SIZE_MAX && at < 4096; at++)
        marked = str_ieq(str_cut(head, at, at + 5), STR("<html"));
    size_t tags = marked ? 0 : count_tags(head);
    if (own) sure = 90;
    else if (marked && head.n && head.p[0] == '<') sure = 80;
    else if (head.n && head.p[0] == '<' && tags >= 2 && !str_starts(head, STR("<?xml"))) sure = 60;
    else if (tags >= 8) sure = 25;
    struct str suffix = str_cut(name, name.n > 5 ? name.n - 5 : 0, name.n);
    if (sure && (str_ends(suffix, STR(".html")) || str_ends(suffix, STR(".htm")))) sure += 5;
    arena_done(&a);
    return sure;
}

static bool read_html(const struct input *in, const struct sink *sink, struct err *e) {
    struct arena a = {0};
    struct str page = decode_input(in, decode_declared(in->bytes), sink, &a);
    struct place place = {.file = in->name, .byte = -1};
    if (page.n > HTML_CEILING) {
        page = html_cut(page);
        place.byte = (int64_t)page.n;
        read_note(sink, NOTE_WARNING, "too-long", place, "the page is longer than 16 MiB; the rest was not read");
    }
    struct html_text t;
    html_text(page, &a, &t);
    place.byte = -1;
    if (t.flattened)
        read_note(sink, NOTE_WARNING, "deep-nesting", place,
                  "%zu elements nested deeper than %d were read as plain text", t.flattened, HTML_DEPTH);
    struct facts facts = {
        .title = t.title, .author = t.author, .publisher = t.publisher, .lang = t.lang, .date = t.date};
    struct document document = {.text = t.text};
    bool ok = t.text.n ? sink->facts(sink->context, &facts, e) && sink->document(sink->context, &document, e)
                       : err_set(e, ERR_SYNTAX, "the page has no text");
    arena_done(&a);
    return ok;
}

const struct reader reader_html = {.name = "html", .title = "HTML page", .recognise = recognise, .read = read_html};
