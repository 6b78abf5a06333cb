#include "cli/command.h"

extern const struct command command_extract, command_compare, command_map;

const struct command *const commands[] = {&command_extract, &command_compare, &command_map, NULL};
