/* check, ledger, sql, export: the case itself. */
#include "cli/command.h"
#include "cli/show.h"

#include <stdio.h>
#include <string.h>

static const struct flag no_flags[] = {{0}};

static void check_table(const struct run *r, const clew_value *v, struct buf *b) {
    (void)r;
    const clew_value *checked = clew_value_get(v, "checked"), *problems = clew_value_get(v, "problems");
    for (size_t i = 0; i < clew_value_count(problems); i++) {
        const clew_value *p = clew_value_at(problems, i);
        buf_printf(b, "%s: %s\n", show_text(p, "what"), show_text(p, "text"));
    }
    for (size_t i = 0; i < clew_value_count(checked); i++)
        buf_printf(b, "%12s  %s\n", clew_value_text(clew_value_at(checked, i)), clew_value_key(checked, i));
    buf_add_z(b, clew_value_true(clew_value_get(v, "ok")) ? "all is as it was written\n" : "this case is damaged\n");
}

static int run_check(struct run *r) {
    struct clew_error e;
    clew_answer *a;
    if (!clew_case_ask(r->opened, &(struct clew_question){.kind = CLEW_CHECK}, &a, &e)) return run_error(&e);
    run_print(r, a, "problems", check_table);
    int status = clew_value_true(clew_value_get(clew_answer_value(a), "ok")) ? EXIT_FOUND : EXIT_CASE;
    clew_answer_free(a);
    return status;
}

static void ledger_table(const struct run *r, const clew_value *v, struct buf *b) {
    (void)r;
    const clew_value *sources = clew_value_get(v, "sources");
    buf_printf(b, "%s in = %s read + %s in part + %s refused\n", show_text(v, "in"), show_text(v, "read"),
               show_text(v, "partial"), show_text(v, "refused"));
    for (size_t i = 0; i < clew_value_count(sources); i++) {
        const clew_value *s = clew_value_at(sources, i), *notes = clew_value_get(s, "notes");
        buf_printf(b, "%-8s %-10s %s", show_text(s, "state"), show_text(s, "format"), show_text(s, "name"));
        buf_printf(b, "%s%s\n", *show_text(s, "reason") ? ": " : "", show_text(s, "reason"));
        for (size_t k = 0; k < clew_value_count(notes) && k < 10; k++) {
            const clew_value *n = clew_value_at(notes, k);
            if (strcmp(show_text(n, "text"), show_text(s, "reason")) == 0) continue;
            buf_printf(b, "           %s", show_text(n, "level"));
            for (int w = 0; w < 4; w++) {
                static const char *const where[] = {"page", "row", "line", "byte"};
                if (*show_text(n, where[w])) buf_printf(b, ", %s %s", where[w], show_text(n, where[w]));
            }
            buf_printf(b, ": %s\n", show_text(n, "text"));
        }
        if (clew_value_count(notes) > 10)
            buf_printf(b, "           and %zu more; --json shows them\n", clew_value_count(notes) - 10);
    }
}

static int run_ledger(struct run *r) {
    return run_ask(r, &(struct clew_question){.kind = CLEW_LEDGER}, "sources", ledger_table);
}

static void sql_table(const struct run *r, const clew_value *v, struct buf *b) {
    (void)r;
    const clew_value *rows = clew_value_get(v, "rows"), *head = clew_value_at(rows, 0);
    size_t columns = clew_value_count(head), widths[64] = {0};
    if (columns > 64) columns = 64;
    for (size_t c = 0; c < columns; c++) widths[c] = strlen(clew_value_key(head, c));
    for (size_t i = 0; i < clew_value_count(rows); i++)
        for (size_t c = 0; c < columns; c++) {
            size_t n = clew_value_length(clew_value_at(clew_value_at(rows, i), c));
            if (n > widths[c]) widths[c] = n > 60 ? 60 : n;
        }
    for (size_t c = 0; c < columns; c++)
        buf_printf(b, "%-*s%s", (int)widths[c], clew_value_key(head, c), c + 1 < columns ? "  " : "\n");
    for (size_t i = 0; i < clew_value_count(rows); i++)
        for (size_t c = 0; c < columns; c++)
            buf_printf(b, "%-*s%s", c + 1 < columns ? (int)widths[c] : 0,
                       clew_value_text(clew_value_at(clew_value_at(rows, i), c)), c + 1 < columns ? "  " : "\n");
    if (clew_value_true(clew_value_get(v, "cut"))) buf_add(b, STR("there are more rows; add a LIMIT and OFFSET\n"));
}

static int run_sql(struct run *r) {
    return run_ask(r, &(struct clew_question){.kind = CLEW_SQL, .subjects = {r->operands[0]}}, "rows", sql_table);
}

static const struct flag export_flags[] = {
    {"format", "NAME", "ftm (default), statements, resolver, gexf, graphml, csv, annotations", 'f'},
    {"output", "FILE", "write to FILE instead of stdout", 'o'},
    {0}};

static int run_export(struct run *r) {
    static const char *const names[] = {"ftm", "statements", "resolver", "gexf", "graphml", "csv", "annotations"};
    const char *name = run_flag(r, "format");
    if (!name) name = r->operand_count ? r->operands[0] : "ftm";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        struct clew_error e;
        clew_answer *a;
        if (!clew_case_export(r->opened, (enum clew_export_format)i, &a, &e)) return run_error(&e);
        const char *path = run_flag(r, "output");
        bool ok = run_write(path ? path : "-", clew_value_get(clew_answer_value(a), "text"));
        clew_answer_free(a);
        return ok ? EXIT_FOUND : EXIT_ERROR;
    }
    return run_usage(r, "there is no export format \"%s\"", name);
}

const struct command command_check = {"check",
                                      "check CASE",
                                      "integrity: database, log chain, every quoted span re-read",
                                      "  clew check my.clew",
                                      no_flags,
                                      0,
                                      0,
                                      CASE_READ,
                                      run_check};
const struct command command_ledger = {
    "ledger",  "ledger CASE", "what was read, and what was not and why", "  clew ledger my.clew", no_flags, 0, 0,
    CASE_READ, run_ledger};
const struct command command_sql = {
    "sql",
    "sql CASE QUERY",
    "read-only SQL over the v1_ views",
    "  clew sql my.clew \"SELECT value, source FROM v1_statement WHERE prop = 'address'\"",
    no_flags,
    1,
    1,
    CASE_READ,
    run_sql};
const struct command command_export = {
    "export",
    "export CASE [FORMAT] [-o FILE]",
    "the case in the formats of other tools",
    "  clew export my.clew ftm > entities.ftm.json\n  clew export my.clew gexf -o case.gexf",
    export_flags,
    0,
    1,
    CASE_READ,
    run_export};
