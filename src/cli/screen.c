#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>

static const struct flag flags[] = {{"queries", "CSV", "the names to ask for; \"-\" is stdin", 'q'},
                                    {"query-column", "NAME", "the column of the names (name, else the first)", 0},
                                    {"limit", "N", "entities a query (5)", 'n'},
                                    {"threshold", "T", "leave out scores below (0)", 0},
                                    {"explain", NULL, "with the pieces of every score", 0},
                                    {0}};

static bool write_out(void *context, const char *lines, size_t n) {
    (void)context;
    return fwrite(lines, 1, n, stdout) == n && !run_stopped;
}

static int run(struct run *r) {
    struct clew_error e;
    clew_answer *a;
    struct clew_screen what = {.list = r->operands[0],
                               .queries = run_flag(r, "queries"),
                               .column = run_flag(r, "query-column"),
                               .explain = run_flag(r, "explain"),
                               .write = write_out};
    if (!what.queries) return run_usage(r, "screen needs --queries CSV");
    if (!run_number(r, "limit", 5, &what.limit)) return EXIT_ERROR;
    const char *threshold = run_flag(r, "threshold");
    char *end = NULL;
    if (threshold) what.threshold = strtod(threshold, &end);
    if (threshold && (*end || !(what.threshold >= 0 && what.threshold <= 1)))
        return run_usage(r, "--threshold takes a number from 0 to 1, not \"%s\"", threshold);
    if (!clew_screen(r->engine, &what, &a, &e)) return run_error(&e);
    clew_answer_free(a);
    return EXIT_FOUND;
}

const struct command command_screen = {"screen",
                                       "screen LIST|FILE.idx --queries CSV",
                                       "who of a list these names could be, one JSON line a query",
                                       "  clew screen watch.idx --queries customers.csv --limit 3 > hits.ndjson\n"
                                       "  clew screen sanctions.json --queries customers.csv --explain",
                                       flags,
                                       1,
                                       1,
                                       CASE_NONE,
                                       run};
