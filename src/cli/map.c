#include "cli/command.h"

#include <stdio.h>

static const struct flag flags[] = {{"suggest", NULL, "draft a mapping from the table's head and values", 0}, {0}};

static int run(struct run *r) {
    if (!run_flag(r, "suggest")) return run_usage(r, "map takes --suggest");
    struct clew_error e;
    clew_answer *a;
    if (!clew_map_suggest(r->engine, r->operands[0], &a, &e)) return run_error(&e);
    fputs(clew_value_text(clew_value_get(clew_answer_value(a), "mapping")), stdout);
    clew_answer_free(a);
    return EXIT_FOUND;
}

const struct command command_map = {"map",
                                    "map --suggest TABLE.csv",
                                    "draft a FollowTheMoney mapping for a table",
                                    "  clew map --suggest donations.csv > donations.csv.yml",
                                    flags,
                                    1,
                                    1,
                                    CASE_NONE,
                                    run};
