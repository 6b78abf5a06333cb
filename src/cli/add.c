#include "cli/command.h"
#include "cli/show.h"

#include "base/progress.h"

#include <stdio.h>
#include <string.h>

static const struct flag flags[] = {
    {"as", "FORMAT", "read all of them as this format", 0},
    {"map", "MAPPING.yml", "FollowTheMoney mapping for tables (else FILE.yml beside FILE)", 0},
    {"publisher", "NAME", "on whose word they rest (else what the files say)", 0},
    {"dry-run", NULL, "say what would be read, change nothing", 'n'},
    {0}};

static void on_file(void *context, size_t done, size_t total, const char *path) {
    (void)path;
    struct progress *p = context;
    p->total = total;
    progress_step(p, done - p->done);
}

static void table(const struct run *r, const clew_value *v, struct buf *b) {
    (void)r;
    const clew_value *sources = clew_value_get(v, "sources");
    for (size_t i = 0; i < clew_value_count(sources); i++) {
        const clew_value *s = clew_value_at(sources, i), *notes = clew_value_get(s, "notes");
        const char *reason = show_text(s, "reason");
        if (*reason) buf_printf(b, "%s: %s: %s\n", show_text(s, "path"), show_text(s, "state"), reason);
        for (size_t k = 0; k < clew_value_count(notes) && k < 3; k++) {
            const clew_value *n = clew_value_at(notes, k);
            if (strcmp(show_text(n, "text"), reason) == 0) continue;
            buf_printf(b, "%s: %s: %s%s%s\n", show_text(s, "path"), show_text(n, "level"), show_text(n, "place"),
                       *show_text(n, "place") ? ": " : "", show_text(n, "text"));
        }
        int64_t more = clew_value_int(clew_value_get(s, "note_count")) - 3;
        if (more > 0)
            buf_printf(b, "%s: and %lld more notes; clew ledger lists them\n", show_text(s, "path"), (long long)more);
    }
    buf_printf(b, "%s in = %s read + %s in part + %s refused + %s known already\n", show_text(v, "in"),
               show_text(v, "read"), show_text(v, "partial"), show_text(v, "refused"), show_text(v, "known"));
    buf_printf(b, "%s pairs joined, %s doubtful, %s kept apart\n", show_text(v, "joined"), show_text(v, "candidates"),
               show_text(v, "different"));
}

static int run(struct run *r) {
    struct clew_error e;
    clew_answer *a;
    struct progress progress;
    progress_start(&progress, "reading", "files", 0);
    struct clew_add add = {.paths = r->operands,
                           .path_count = r->operand_count,
                           .as = run_flag(r, "as"),
                           .mapping = run_flag(r, "map"),
                           .publisher = run_flag(r, "publisher"),
                           .dry_run = run_flag(r, "dry-run") != NULL,
                           .stop = &run_stopped,
                           .progress = on_file,
                           .context = &progress};
    bool ok = clew_case_add(r->opened, &add, &a, &e);
    progress_end(&progress);
    if (!ok) return run_error(&e);
    run_print(r, a, "sources", table);
    const clew_value *v = clew_answer_value(a);
    int64_t lost = clew_value_int(clew_value_get(v, "refused")) + clew_value_int(clew_value_get(v, "partial"));
    bool stopped = clew_value_true(clew_value_get(v, "stopped"));
    clew_answer_free(a);
    if (stopped) fputs("clew: stopped; what was read is kept, the same command goes on from there\n", stderr);
    return stopped ? EXIT_INTERRUPTED : lost ? EXIT_PARTIAL : EXIT_FOUND;
}

const struct command command_add = {
    "add",
    "add CASE PATH... [--map MAPPING.yml] [--dry-run]",
    "read documents and records into a case",
    "  clew add my.clew articles/ sdn.csv un.xml\n"
    "  clew add my.clew donations.csv --map donations.yml --publisher \"Electoral Office\"",
    flags,
    1,
    SIZE_MAX,
    CASE_WRITE,
    run};
