#include "cli/command.h"

#include <stdio.h>
#include <string.h>

static const struct flag flags[] = {{"as", "FORMAT", "read as this format (text: the bytes as they are)", 0},
                                    {"lang", "CODE", "language of the text (en)", 0},
                                    {"text-out", "FOLDER", "write each document's text to FOLDER/NAME.txt", 0},
                                    {0}};

static void add_table(const clew_value *v, struct buf *b) {
    static const char *const lists[] = {"mentions", "claims", "ties"};
    for (size_t l = 0; l < 3; l++) {
        const clew_value *list = clew_value_get(v, lists[l]);
        for (size_t i = 0; i < clew_value_count(list); i++) {
            const clew_value *o = clew_value_at(list, i), *kind = clew_value_get(o, l == 0   ? "label"
                                                                                    : l == 1 ? "stance"
                                                                                             : "type");
            buf_printf(b, "%-8s %6lld  %-10s %s\n", clew_value_text(clew_value_get(o, "kind")),
                       (long long)clew_value_int(clew_value_get(o, "start")), clew_value_text(kind),
                       clew_value_text(clew_value_get(o, "text")));
        }
    }
}

static bool write_text(const struct run *r, const char *path, const clew_value *v) {
    const char *folder = run_flag(r, "text-out"), *base = strrchr(path, '/');
    if (!folder) return true;
    struct buf name = {0};
    buf_printf(&name, "%s/%s.txt", folder, base ? base + 1 : path);
    buf_add_byte(&name, 0);
    bool ok = run_write(name.p, clew_value_get(v, "text"));
    buf_done(&name);
    return ok;
}

static bool one(struct run *r, const char *path, bool *damaged) {
    struct clew_error e;
    clew_answer *a;
    const char *as = run_flag(r, "as");
    if (!clew_extract(r->engine, &(struct clew_extract){path, as}, &a, &e)) {
        run_error(&e);
        return false;
    }
    const clew_value *v = clew_answer_value(a), *notes = clew_value_get(v, "notes");
    for (size_t i = 0; i < clew_value_count(notes); i++) {
        const clew_value *n = clew_value_at(notes, i);
        *damaged = true;
        fprintf(stderr, "clew: %s: %s: %s\n", path, clew_value_text(clew_value_get(n, "place")),
                clew_value_text(clew_value_get(n, "text")));
    }
    struct buf b = {0};
    if (r->format == FORMAT_JSON) {
        buf_add_z(&b, clew_answer_json(a, 2));
        buf_add_byte(&b, '\n');
    } else if (r->format == FORMAT_NDJSON) {
        buf_add_z(&b, clew_value_json(a, clew_value_get(v, "document")));
        buf_add_byte(&b, '\n');
        run_add_lines(a, clew_value_get(v, "mentions"), &b);
        run_add_lines(a, clew_value_get(v, "claims"), &b);
        run_add_lines(a, clew_value_get(v, "ties"), &b);
    } else {
        add_table(v, &b);
    }
    fwrite(b.p, 1, b.n, stdout);
    buf_done(&b);
    bool ok = write_text(r, path, v);
    clew_answer_free(a);
    return ok;
}

static int run(struct run *r) {
    const char *lang = run_flag(r, "lang");
    if (lang && strcmp(lang, "en") != 0) return run_usage(r, "there are lexicons for en only, not for \"%s\"", lang);
    size_t bad = 0;
    bool damaged = false;
    for (size_t i = 0; i < r->operand_count && !run_stopped; i++) bad += !one(r, r->operands[i], &damaged);
    if (run_stopped) return EXIT_INTERRUPTED;
    if (bad == r->operand_count) return EXIT_ERROR;
    return bad || damaged ? EXIT_PARTIAL : EXIT_FOUND;
}

const struct command command_extract = {
    "extract",
    "extract FILE... [--as FORMAT] [--text-out FOLDER] [--ndjson]",
    "mentions, claims and ties of documents, without a case",
    "  clew extract --ndjson article.html | grep '\"kind\":\"claim\"'\n  clew extract --as text notes.txt",
    flags,
    1,
    SIZE_MAX,
    CASE_NONE,
    run};
