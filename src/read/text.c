/* Plain text, as it is; plain text under a block of "Title:", "Source:", "By:", "Date:" lines; and what only looks like
 * text: XML and JSON of kinds that no reader knows, refused with a word on what they are. */
#include "read/decode.h"
#include "read/header.h"

static int recognise_text(struct str bytes, struct str name) {
    (void)name;
    if (bytes.n == 0 || decode_is_binary(bytes)) return 0;
    struct arena a = {0};
    struct str head = decode_head(bytes, &a);
    size_t replaced = 0;
    for (size_t at = 0; (at = str_find(head, STR("\xef\xbf\xbd"), at)) != SIZE_MAX; at += 3) replaced++;
    int sure = replaced > 2 + head.n / 50 ? 0 : str_trim(head).n ? 10 : 5;
    arena_done(&a);
    return sure;
}

static int recognise_article(struct str bytes, struct str name) {
    if (recognise_text(bytes, name) == 0) return 0;
    struct arena a = {0};
    struct facts facts;
    int sure = header_lines(decode_head(bytes, &a), &facts) ? 55 : 0;
    arena_done(&a);
    return sure;
}

static bool give(const struct input *in, const struct sink *sink, bool header, struct err *e) {
    struct arena a = {0};
    struct str text = decode_input(in, (struct str){NULL, 0}, sink, &a);
    struct facts facts = {0};
    if (header) text = str_cut(text, header_lines(text, &facts), text.n);
    struct document document = {.text = text};
    bool ok = str_trim(text).n ? sink->facts(sink->context, &facts, e) && sink->document(sink->context, &document, e)
                               : err_set(e, ERR_SYNTAX, "there is no text in it");
    arena_done(&a);
    return ok;
}

static bool read_text(const struct input *in, const struct sink *sink, struct err *e) {
    return give(in, sink, false, e);
}
static bool read_article(const struct input *in, const struct sink *sink, struct err *e) {
    return give(in, sink, true, e);
}

/* Markup and data that nobody here knows would only be noise as text. */
static bool is_xml(struct str s) { return str_starts(s, STR("<?xml")); }

static bool is_json(struct str s) {
    if (s.n < 2 || (s.p[0] != '{' && s.p[0] != '[')) return false;
    struct str rest = str_trim(str_cut(s, 1, s.n));
    return rest.n && (rest.p[0] == '"' || rest.p[0] == '{') && str_find(rest, STR("\":"), 0) != SIZE_MAX;
}

static int recognise_data(struct str bytes, struct str name) {
    if (recognise_text(bytes, name) == 0) return 0;
    struct arena a = {0};
    struct str head = str_trim(decode_head(bytes, &a));
    int sure = is_xml(head) || is_json(head) ? 12 : 0;
    arena_done(&a);
    return sure;
}

/* The name of the root element, behind declarations and comments. */
static struct str root_name(struct str s) {
    size_t at = 0;
    do at = str_find_byte(s, '<', at + 1);
    while (at != SIZE_MAX && at + 1 < s.n && !ascii_alpha(s.p[at + 1]));
    if (at == SIZE_MAX) return STR("unknown");
    struct str root = str_cut(s, at + 1, at + 60);
    size_t n = 0;
    while (n < root.n && !ascii_space(root.p[n]) && root.p[n] != '>' && root.p[n] != '/') n++;
    return str_cut(root, 0, n);
}

static bool read_data(const struct input *in, const struct sink *sink, struct err *e) {
    (void)sink;
    struct arena a = {0};
    struct str head = str_trim(decode_head(in->bytes, &a));
    if (is_xml(head))
        err_set(e, ERR_UNSUPPORTED,
                "XML of a kind that clew does not read (root element %.*s); --as text reads it as it is",
                STR_ARG(root_name(head)));
    else err_set(e, ERR_UNSUPPORTED, "JSON of a kind that clew does not read; --as text reads it as it is");
    arena_done(&a);
    return false;
}

const struct reader reader_data = {
    .name = "data", .title = "Unknown XML or JSON", .recognise = recognise_data, .read = read_data};
const struct reader reader_text = {
    .name = "text", .title = "Plain text", .recognise = recognise_text, .read = read_text};
const struct reader reader_article = {
    .name = "article", .title = "Plain text with a header block", .recognise = recognise_article, .read = read_article};
