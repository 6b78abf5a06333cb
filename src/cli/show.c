#include "cli/show.h"

#include <string.h>

enum { QUOTE_WIDTH = 160, EVIDENCE_SHOWN = 4 };

const char *show_text(const clew_value *object, const char *key) {
    return clew_value_text(clew_value_get(object, key));
}

/* One line, cut at `width` code points with an ellipsis. */
static void add_line(const char *text, size_t width, struct buf *b) {
    size_t points = 0;
    for (const char *p = text; *p; p++) {
        if (((unsigned char)*p & 0xC0) != 0x80 && points++ == width) {
            buf_add(b, STR("…"));
            return;
        }
        bool blank = *p == '\n' || *p == '\t' || *p == '\r';
        buf_add_byte(b, blank ? ' ' : *p);
    }
}

void show_passage(const clew_value *p, const char *indent, int width, struct buf *b) {
    const char *publisher = show_text(p, "publisher"), *date = show_text(p, "date"), *page = show_text(p, "page");
    buf_printf(b, "%s\"", indent);
    add_line(show_text(p, "quote"), width > 40 ? (size_t)width - 12 : QUOTE_WIDTH, b);
    buf_printf(b, "\"\n%s  %s, %s%s%s", indent, show_text(p, "file"), *page ? "page " : "", page, *page ? ", " : "");
    buf_add_z(b, show_text(p, "address"));
    if (*publisher || *date) buf_printf(b, " (%s%s%s)", publisher, *publisher && *date ? ", " : "", date);
    buf_printf(b, " [passage %s]\n", show_text(p, "id"));
}

static void add_speaker(const clew_value *tie, struct buf *b) {
    const clew_value *speaker = clew_value_get(tie, "speaker");
    const char *type = show_text(speaker, "type"), *name = show_text(speaker, "name"),
               *text = show_text(speaker, "text");
    if (!*name) name = text;
    if (!*name) name = "nobody named";
    buf_printf(b, "%s", name);
    if (strcmp(type, "named") != 0 && *type) buf_printf(b, " [%s]", type);
    if (*text && strcmp(text, name) != 0) buf_printf(b, ", as \"%s\"", text);
}

void show_evidence(const clew_value *t, const char *indent, int width, struct buf *b) {
    const clew_value *amount = clew_value_get(t, "amount");
    const char *parts[] = {show_text(t, "role"),     show_text(amount, "text"), show_text(t, "date"),
                           show_text(t, "end_date"), show_text(t, "place"),     show_text(t, "topic")};
    static const char *const before[] = {"", "", "", "until ", "in ", "about "};
    buf_add_z(b, indent);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (*parts[i]) buf_printf(b, "%s%s; ", before[i], parts[i]);
    if (clew_value_true(clew_value_get(t, "negated"))) buf_add(b, STR("NOT; "));
    const char *modality = show_text(t, "modality"), *stance = show_text(t, "stance");
    if (*modality && strcmp(modality, "fact") != 0) buf_printf(b, "%s; ", modality);
    add_speaker(t, b);
    buf_printf(b, " %s\n", *stance ? stance : "says");
    char deeper[64];
    size_t n = strlen(indent);
    memset(deeper, ' ', sizeof deeper);
    deeper[n + 2 < sizeof deeper ? n + 2 : sizeof deeper - 1] = 0;
    show_passage(clew_value_get(t, "passage"), deeper, width, b);
}

void show_tie_row(const clew_value *row, int width, struct buf *b) {
    const clew_value *evidence = clew_value_get(row, "evidence");
    buf_printf(b, "%-11s %s → %s", show_text(row, "type"), show_text(clew_value_get(row, "from"), "name"),
               show_text(clew_value_get(row, "to"), "name"));
    int64_t said = clew_value_int(clew_value_get(row, "said")),
            origins = clew_value_int(clew_value_get(row, "origins"));
    int64_t denied = clew_value_int(clew_value_get(row, "denied")),
            more = (int64_t)clew_value_count(evidence) - EVIDENCE_SHOWN;
    buf_printf(b, "   (%lld passage%s, %lld independent", (long long)said, said == 1 ? "" : "s", (long long)origins);
    if (denied) buf_printf(b, "; denied in %lld", (long long)denied);
    buf_add(b, STR(")\n"));
    for (size_t i = 0; i < clew_value_count(evidence) && i < EVIDENCE_SHOWN; i++)
        show_evidence(clew_value_at(evidence, i), "    ", width, b);
    if (more > 0) buf_printf(b, "    and %lld more; --json shows them\n", (long long)more);
}

static void add_replies(const clew_value *list, const char *before, struct buf *b) {
    for (size_t i = 0; i < clew_value_count(list) && i < 4; i++) {
        const clew_value *r = clew_value_at(list, i);
        buf_printf(b, "    %s ", before);
        add_speaker(r, b);
        buf_printf(b, " (%s): \"", show_text(r, "stance"));
        add_line(show_text(r, "quote"), 90, b);
        buf_printf(b, "\" [%s, passage %s]\n", show_text(r, "file"), show_text(r, "passage"));
    }
}

void show_claim(const clew_value *c, int width, struct buf *b) {
    const clew_value *via = clew_value_get(c, "via"), *content = clew_value_get(c, "content");
    const char *said = show_text(c, "said_date"), *modality = show_text(c, "modality"), *form = show_text(c, "form");
    add_speaker(c, b);
    buf_printf(b, " %s", show_text(c, "stance"));
    if (strcmp(modality, "fact") != 0) buf_printf(b, " (%s)", modality);
    if (clew_value_true(clew_value_get(c, "negated"))) buf_add(b, STR(", negated"));
    if (strcmp(form, "direct") == 0) buf_add(b, STR(", word for word"));
    if (*said) buf_printf(b, ", %s", said);
    if (clew_value_count(via)) {
        buf_add(b, STR(", as told by "));
        add_speaker(via, b);
    }
    buf_add(b, STR(":\n"));
    for (size_t i = 0; i < clew_value_count(content); i++) {
        buf_add(b, STR("    » "));
        add_line(show_text(clew_value_at(content, i), "text"), width > 40 ? (size_t)width - 8 : 400, b);
        buf_add_byte(b, '\n');
    }
    show_passage(clew_value_get(c, "passage"), "    ", width, b);
    add_replies(clew_value_get(c, "answers"), "answers", b);
    add_replies(clew_value_get(c, "replies"), "answered by", b);
}

void show_head(const clew_value *answer, struct buf *b) {
    const clew_value *list = clew_value_get(answer, "candidates");
    if (!clew_value_count(list)) {
        buf_printf(b, "nobody and nothing of the name \"%s\" is in the case\n", show_text(answer, "query"));
        return;
    }
    const clew_value *first = clew_value_at(list, 0);
    const char *role = show_text(first, "role");
    buf_printf(b, "%s  (%s%s%s, #%s)\n", show_text(first, "name"), show_text(first, "schema"), *role ? ", " : "", role,
               show_text(first, "id"));
    bool doubt = clew_value_true(clew_value_get(answer, "ambiguous"));
    for (size_t i = 1; i < clew_value_count(list) && i < 6; i++) {
        const clew_value *c = clew_value_at(list, i);
        buf_printf(b, "  %s %s  (%s, #%s, score %s)\n",
                   doubt && i == 1 ? "or just as well" : "other candidate:", show_text(c, "name"),
                   show_text(c, "schema"), show_text(c, "id"), show_text(c, "score"));
    }
    buf_add_byte(b, '\n');
}

void show_unread(const clew_value *answer, struct buf *b) {
    int64_t n = clew_value_int(clew_value_get(answer, "unread"));
    if (n)
        buf_printf(b, "\n%lld source%s of this case could not be read whole; clew ledger says why\n", (long long)n,
                   n == 1 ? "" : "s");
}
