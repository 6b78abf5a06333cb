#include "cli/command.h"

extern const struct command command_extract, command_compare;

const struct command *const commands[] = {&command_extract, &command_compare, NULL};
