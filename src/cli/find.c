#include "cli/command.h"
#include "cli/show.h"

static const struct flag flags[] = {{"limit", "N", "at most so many passages (20)", 'n'},
                                    {"known-by", "DATE", "only what was published by then", 0},
                                    {0}};

static void table(const struct run *r, const clew_value *v, struct buf *b) {
    const clew_value *names = clew_value_get(v, "names"), *passages = clew_value_get(v, "passages");
    for (size_t i = 0; i < clew_value_count(names); i++) {
        const clew_value *n = clew_value_at(names, i);
        buf_printf(b, "%s  %s  #%s  (score %s)\n", show_text(n, "schema"), show_text(n, "name"), show_text(n, "id"),
                   show_text(n, "score"));
    }
    if (clew_value_count(names)) buf_add_byte(b, '\n');
    for (size_t i = 0; i < clew_value_count(passages); i++) {
        const clew_value *p = clew_value_at(passages, i);
        buf_printf(b, "%s, %s%s%s [passage %s]\n    ", show_text(p, "file"), show_text(p, "address"),
                   *show_text(p, "date") ? ", " : "", show_text(p, "date"), show_text(p, "id"));
        /* Some words before the hit, and what fits after it. */
        const char *text = show_text(p, "text");
        int64_t start = clew_value_int(clew_value_get(p, "start")) - 60, at = 0;
        int width = r->width > 40 ? r->width - 8 : 200;
        if (start > 0) buf_add(b, STR("…"));
        for (const char *c = text; *c; c++) {
            if (((unsigned char)*c & 0xC0) != 0x80) at++;
            if (at > start + width) {
                buf_add(b, STR("…"));
                break;
            }
            if (at > start) buf_add_byte(b, *c == '\n' ? ' ' : *c);
        }
        buf_add_byte(b, '\n');
    }
    show_unread(v, b);
}

static int run(struct run *r) {
    struct buf words = {0};
    for (size_t i = 0; i < r->operand_count; i++) {
        if (i) buf_add_byte(&words, ' ');
        buf_add_z(&words, r->operands[i]);
    }
    buf_add_byte(&words, 0);
    struct clew_question q = {.kind = CLEW_FIND, .subjects = {words.p}, .known_by = run_flag(r, "known-by")};
    int status = run_number(r, "limit", 0, &q.limit) ? run_ask(r, &q, "passages", table) : EXIT_ERROR;
    buf_done(&words);
    return status;
}

const struct command command_find = {"find",
                                     "find CASE WORDS...",
                                     "passages and names that hold all the words",
                                     "  clew find my.clew offshore licence\n  clew find my.clew 'minist*'",
                                     flags,
                                     1,
                                     SIZE_MAX,
                                     CASE_READ,
                                     run};
