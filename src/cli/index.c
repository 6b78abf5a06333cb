#include "cli/command.h"

#include <stdio.h>

static const struct flag flags[] = {{"output", "FILE.idx", "the index to write", 'o'}, {0}};

static void table(const struct run *r, const clew_value *v, struct buf *b) {
    (void)r;
    buf_printf(b, "%s names of %s entities", clew_value_text(clew_value_get(v, "names")),
               clew_value_text(clew_value_get(v, "entities")));
    if (clew_value_int(clew_value_get(v, "refused")))
        buf_printf(b, ", %s rows could not be used", clew_value_text(clew_value_get(v, "refused")));
    buf_add_byte(b, '\n');
}

static int run(struct run *r) {
    struct clew_error e;
    clew_answer *a;
    struct clew_index what = {r->operands, r->operand_count, run_flag(r, "output")};
    if (!what.output) return run_usage(r, "index needs -o FILE.idx");
    if (!clew_index(r->engine, &what, &a, &e)) return run_error(&e);
    bool refused = clew_value_int(clew_value_get(clew_answer_value(a), "refused")) > 0;
    run_print(r, a, NULL, table);
    clew_answer_free(a);
    return refused ? EXIT_PARTIAL : EXIT_FOUND;
}

const struct command command_index = {"index",
                                      "index LIST... -o FILE.idx",
                                      "make an index of the names of lists, for screen and scan",
                                      "  clew index sanctions.json register.csv -o watch.idx",
                                      flags,
                                      1,
                                      SIZE_MAX,
                                      CASE_NONE,
                                      run};
