/* The table of commands: one line a command, in the order in which help shows them. */
#include "cli/command.h"

/* clang-format off */
#define ALL(X) \
    X(demo)    \
    X(add)     \
    X(find)    \
    X(who)     \
    X(ties)    \
    X(path)    \
    X(says)    \
    X(ledger)  \
    X(check)   \
    X(sql)     \
    X(export)  \
    X(map)     \
    X(extract) \
    X(compare) \
    X(index)   \
    X(screen)  \
    X(scan)
/* clang-format on */

#define DECLARE(name) extern const struct command command_##name;
#define ENTRY(name) &command_##name,

ALL(DECLARE)

const struct command *const commands[] = {ALL(ENTRY) NULL};
