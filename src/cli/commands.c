#include "cli/command.h"

extern const struct command command_add, command_find, command_who, command_ties, command_path, command_says,
    command_check, command_ledger, command_extract, command_compare, command_map, command_sql, command_export,
    command_index, command_screen;

const struct command *const commands[] = {&command_add,     &command_find,    &command_who,    &command_ties,
                                          &command_path,    &command_says,    &command_check,  &command_ledger,
                                          &command_extract, &command_compare, &command_map,    &command_sql,
                                          &command_export,  &command_index,   &command_screen, NULL};
