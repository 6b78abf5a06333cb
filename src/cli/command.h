/* Commands: one file a command, one entry in the table of commands.c. Help, completion and reference come from the
 * table.
 *
 * A command gets its parsed line in struct run, asks through include/clew.h, and prints through run_print. It returns
 * the exit status: EXIT_FOUND, EXIT_NOTHING, EXIT_ERROR, EXIT_PARTIAL, EXIT_CASE, EXIT_INTERRUPTED.
 */
#ifndef CLEW_CLI_COMMAND_H
#define CLEW_CLI_COMMAND_H

#include "clew.h"

#include "base/buf.h"

enum { EXIT_FOUND = 0, EXIT_NOTHING = 1, EXIT_ERROR = 2, EXIT_PARTIAL = 3, EXIT_CASE = 4, EXIT_INTERRUPTED = 130 };
enum format { FORMAT_TABLE, FORMAT_JSON, FORMAT_NDJSON, FORMAT_CSV };
enum { FLAG_CEILING = 24 };

struct flag {
    const char *name;     /* "limit": given as --limit N or --limit=N */
    const char *argument; /* "N"; NULL for a switch */
    const char *help;
    char letter; /* 'k' also allows -k N; 0: none */
};

struct run;
struct command {
    const char *name, *usage, *summary;
    const char *examples;     /* lines, shown first by help */
    const struct flag *flags; /* ends with a NULL name; --json, --ndjson, --csv, --help are every command's */
    size_t least, most;       /* operands, the case not counted */
    enum { CASE_NONE, CASE_READ, CASE_WRITE } needs;
    int (*run)(struct run *);
};
extern const struct command *const commands[]; /* ends with NULL */

struct run {
    const struct command *command;
    clew *engine;
    clew_case *opened; /* of commands that need one */
    const char *case_path;
    const char *const *operands;
    size_t operand_count;
    struct {
        const struct flag *flag;
        const char *value;
    } flags[FLAG_CEILING];
    size_t flag_count;
    enum format format;
    int width; /* of the terminal; 0 when stdout is none: nothing is cut */
};

const char *run_flag(const struct run *, const char *name); /* NULL when not given; "" for a switch that is */
/* The i-th value of a flag given several times; NULL past the last. */
const char *run_flag_at(const struct run *, const char *name, size_t i);
bool run_number(const struct run *, const char *name, unsigned otherwise, unsigned *out); /* false: error printed */
int run_error(const struct clew_error *); /* prints "clew: ..." and gives the exit status */
int run_usage(const struct run *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints the answer in the format asked for. `rows` names the member with the list of rows (for --ndjson, --csv and the
 * table); `table` prints for people, NULL prints the rows as columns. Gives EXIT_FOUND, or EXIT_NOTHING without rows.
 */
int run_print(const struct run *, clew_answer *, const char *rows,
              void (*table)(const struct run *, const clew_value *, struct buf *));
int run_ask(struct run *, const struct clew_question *, const char *rows,
            void (*table)(const struct run *, const clew_value *, struct buf *));
/* A JSON line for each item of the list. */
void run_add_lines(clew_answer *, const clew_value *list, struct buf *);
/* Writes a text value to a file ("-" is stdout), whole or not at all; false: error printed. */
bool run_write(const char *path, const clew_value *text);
/* Runs a whole line, argv[0] being the program, as main does. */
int run_words(int argc, char **argv);
extern volatile int run_stopped; /* set by Ctrl-C */

#endif
