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

static bool give(const struct input *in, const struct sink *sink, bool header, struct err *e) {
    struct arena a = {0};
    struct str text = decode_input(in, (struct str){NULL, 0}, sink, &a);
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
