/* What unit tests include: cmocka with what it needs, and comparing of slices. */
#ifndef CLEW_TESTS_UNIT_H
#define CLEW_TESTS_UNIT_H

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define assert_str(got, want) unit_assert_str((got), (want), __FILE__, __LINE__)

static inline void unit_assert_str(struct str got, const char *want, const char *file, int line) {
    if (str_is(got, want)) return;
    print_error("got  \"%.*s\"\nwant \"%s\"\n", STR_ARG(got), want);
    _fail(file, line);
}

#endif
