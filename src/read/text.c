/* Plain text, as it is; and plain text under a block of "Title:", "Source:", "By:", "Date:" lines. */
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

/* Markup and data that no reader of this program knows would only be noise as text. The root's name helps to find out
 * what it is. */
static bool is_data(struct str text, struct err *e) {
    struct str s = str_trim(str_cut(text, 0, DECODE_HEAD));
    if (str_starts(s, STR("<?xml"))) {
        size_t at = 0;
        do at = str_find_byte(s, '<', at + 1);
        while (at != SIZE_MAX && at + 1 < s.n && !ascii_alpha(s.p[at + 1]));
        struct str root = at == SIZE_MAX ? STR("?") : str_cut(s, at + 1, at + 60);
        size_t n = 0;
        while (n < root.n && !ascii_space(root.p[n]) && root.p[n] != '>' && root.p[n] != '/') n++;
        err_set(e, ERR_UNSUPPORTED, "XML of a kind that clew does not read (root element %.*s)", (int)n, root.p);
        return true;
    }
    bool json = s.n > 1 && (s.p[0] == '{' || s.p[0] == '[');
    struct str rest = json ? str_trim(str_cut(s, 1, s.n)) : s;
    json = json && rest.n && (rest.p[0] == '"' || rest.p[0] == '{') && str_find(rest, STR("\":"), 0) != SIZE_MAX;
    if (json) err_set(e, ERR_UNSUPPORTED, "JSON of a kind that clew does not read");
    return json;
}

static bool give(const struct input *in, const struct sink *sink, bool header, struct err *e) {
    struct arena a = {0};
    struct str text = decode_input(in, (struct str){NULL, 0}, sink, &a);
    if (is_data(text, e)) {
        arena_done(&a);
        return false;
    }
    struct facts facts = {0};
    if (header) text = str_cut(text, header_lines(text, &facts), text.n);
    bool empty = str_trim(text).n == 0;
    if (empty)
        read_note(sink, NOTE_REFUSED, "no-text", (struct place){.file = in->name, .byte = -1},
                  "there is no text in it");
    struct document document = {.text = text};
    bool ok = sink->facts(sink->context, &facts, e) && (empty || sink->document(sink->context, &document, e));
    arena_done(&a);
    return ok;
}

static bool read_text(const struct input *in, const struct sink *sink, struct err *e) {
    return give(in, sink, false, e);
}
static bool read_article(const struct input *in, const struct sink *sink, struct err *e) {
    return give(in, sink, true, e);
}

const struct reader reader_text = {
    .name = "text", .title = "Plain text", .recognise = recognise_text, .read = read_text};
const struct reader reader_article = {
    .name = "article", .title = "Plain text with a header block", .recognise = recognise_article, .read = read_article};
