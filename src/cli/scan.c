#include "cli/command.h"

#include "base/csv.h"
#include "base/json.h"

#include <stdio.h>

static const struct flag flags[] = {{"as", "FORMAT", "read the files as this format (text: the bytes as they are)", 0},
                                    {"limit", "N", "entities shown for one place (20)", 'n'},
                                    {0}};

/* Lines on their way out: as they are, gathered for one document, or taken apart again for people and tables. */
struct output {
    const struct run *r;
    struct buf all; /* of --json */
    struct json_reader *reader;
    struct arena arena;
    struct buf last; /* file shown */
};

static const char *const columns[] = {"doc",   "start", "end",  "text", "id",      "name",
                                      "score", "more",  "page", "line", "address", "sentence"};

static void add_csv(const struct json *hit, struct buf *b) {
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (i) buf_add_byte(b, ',');
        csv_write_field(json_text(json_get(hit, str_of(columns[i]))), ',', b);
    }
    buf_add_byte(b, '\n');
}

static void add_flat(struct str s, struct buf *b) {
    for (size_t i = 0; i < s.n; i++) buf_add_byte(b, ascii_space(s.p[i]) ? ' ' : s.p[i]);
}

/* A file once, then its hits: where, the words, who, and the sentence. */
static void add_table(struct output *o, const struct json *hit, struct buf *b) {
    struct str doc = json_text(json_get(hit, STR("doc"))), address = json_text(json_get(hit, STR("address")));
    struct str page = json_text(json_get(hit, STR("page"))), line = json_text(json_get(hit, STR("line"))),
               more = json_text(json_get(hit, STR("more")));
    if (!str_eq(doc, buf_str(&o->last))) {
        if (o->last.n) buf_add_byte(b, '\n');
        buf_printf(b, "%.*s\n", STR_ARG(doc));
        buf_clear(&o->last);
        buf_add(&o->last, doc);
    }
    buf_add(b, STR("  "));
    if (page.n) buf_printf(b, "page %.*s, ", STR_ARG(page));
    if (line.n) buf_printf(b, "line %.*s, ", STR_ARG(line));
    if (address.n) buf_printf(b, "%.*s, ", STR_ARG(address));
    buf_printf(b, "%.*s: ", STR_ARG(json_text(json_get(hit, STR("start")))));
    add_flat(json_text(json_get(hit, STR("text"))), b);
    buf_printf(b, " = %.*s [%.*s]", STR_ARG(json_text(json_get(hit, STR("name")))),
               STR_ARG(json_text(json_get(hit, STR("id")))));
    if (more.n) buf_printf(b, " and %.*s more names", STR_ARG(more));
    buf_add(b, STR("\n      \""));
    add_flat(json_text(json_get(hit, STR("sentence"))), b);
    buf_add(b, STR("\"\n"));
}

static bool write_out(void *context, const char *lines, size_t n) {
    struct output *o = context;
    struct buf b = {0};
    for (struct str rest = {lines, n}; rest.p && o->r->format != FORMAT_NDJSON;) {
        struct str line = str_split(&rest, '\n');
        struct json *hit;
        if (line.n == 0) continue;
        if (o->r->format == FORMAT_JSON) {
            if (o->all.n) buf_add(&o->all, STR(",\n    "));
            buf_add(&o->all, line);
            continue;
        }
        if (!json_reader_read(o->reader, line, &o->arena, &hit, NULL)) continue;
        if (o->r->format == FORMAT_CSV) add_csv(hit, &b);
        else add_table(o, hit, &b);
        arena_reset(&o->arena);
    }
    struct str out = o->r->format == FORMAT_NDJSON ? (struct str){lines, n} : buf_str(&b);
    bool ok = out.n == 0 || fwrite(out.p, 1, out.n, stdout) == out.n;
    buf_done(&b);
    return ok && !run_stopped;
}

static void print_head(const struct output *o) {
    if (o->r->format != FORMAT_CSV) return;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) printf("%s%s", i ? "," : "", columns[i]);
    putchar('\n');
}

static void print_foot(struct output *o, clew_answer *a) {
    const clew_value *v = clew_answer_value(a);
    if (o->r->format == FORMAT_JSON) {
        fputs(o->all.n ? "{\n  \"hits\": [\n    " : "{\n  \"hits\": [", stdout);
        fwrite(o->all.p, 1, o->all.n, stdout);
        printf("%s],\n  \"report\": %s\n}\n", o->all.n ? "\n  " : "", clew_value_json(a, v));
    }
    const clew_value *unread = clew_value_get(v, "unread");
    for (size_t i = 0; i < clew_value_count(unread); i++) {
        const clew_value *u = clew_value_at(unread, i);
        fprintf(stderr, "clew: %s: %s\n", clew_value_text(clew_value_get(u, "path")),
                clew_value_text(clew_value_get(u, "reason")));
    }
    int64_t left = clew_value_int(clew_value_get(v, "left_out")),
            longer = clew_value_int(clew_value_get(v, "too_long"));
    if (left)
        fprintf(stderr,
                "clew: %lld of %s names were not looked for: they are common words, titles or legal forms only\n",
                (long long)left, clew_value_text(clew_value_get(v, "names")));
    if (longer) fprintf(stderr, "clew: %lld names were not looked for: they are too long\n", (long long)longer);
}

static int status_of(const clew_value *v) {
    int64_t files = clew_value_int(clew_value_get(v, "files")), read = clew_value_int(clew_value_get(v, "read")),
            partial = clew_value_int(clew_value_get(v, "partial"));
    if (clew_value_true(clew_value_get(v, "stopped"))) return EXIT_INTERRUPTED;
    if (files && !read && !partial) return EXIT_ERROR;
    if (read < files) return EXIT_PARTIAL;
    return clew_value_int(clew_value_get(v, "hits")) ? EXIT_FOUND : EXIT_NOTHING;
}

static int run(struct run *r) {
    struct clew_error e;
    clew_answer *a;
    struct output o = {.r = r, .reader = json_reader_new()};
    struct clew_scan what = {.list = r->operands[0],
                             .paths = r->operands + 1,
                             .path_count = r->operand_count - 1,
                             .as = run_flag(r, "as"),
                             .stop = &run_stopped,
                             .write = write_out,
                             .context = &o};
    int status = EXIT_ERROR;
    if (run_number(r, "limit", 20, &what.limit)) {
        print_head(&o);
        if (clew_scan(r->engine, &what, &a, &e)) {
            print_foot(&o, a);
            status = status_of(clew_answer_value(a));
            clew_answer_free(a);
        } else {
            status = run_error(&e);
        }
    }
    json_reader_free(o.reader);
    arena_done(&o.arena);
    buf_done(&o.all);
    buf_done(&o.last);
    return status;
}

const struct command command_scan = {"scan",
                                     "scan LIST|FILE.idx FILE|FOLDER... [--ndjson]",
                                     "which names of a list stand in documents, tables and mail",
                                     "  clew scan sanctions.json inbox/\n"
                                     "  clew scan watch.idx --ndjson report.html minutes.txt > hits.ndjson",
                                     flags,
                                     2,
                                     SIZE_MAX,
                                     CASE_NONE,
                                     run};
