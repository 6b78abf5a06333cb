/* An amount that is parsed prints as a number that reads back as the same amount; a match lies inside the text. */
#include "fuzz.h"
#include "model/money.h"
#include "text/utf8.h"

#include <string.h>

enum { LONGEST = 4096 };

static void check_value(struct money m, struct arena *a) {
    struct money again;
    FUZZ_CHECK(strlen(m.currency) <= 3 && m.bound <= MONEY_AT_LEAST);
    FUZZ_CHECK(money_parse(money_value(m, a), MONEY_POINT, &again) && again.units == m.units);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena a = {0};
    struct str text = {(const char *)bytes, n < LONGEST ? n : LONGEST};
    struct money m;
    text.n = utf8_valid(text);
    for (int style = MONEY_GUESS; style <= MONEY_COMMA; style++)
        if (money_parse(text, (enum money_style)style, &m)) check_value(m, &a);
    for (size_t i = 0; i <= text.n; i++) {
        size_t start, end = money_match(text, i, &m, &start);
        FUZZ_CHECK(start <= i && (end == 0 || (end > i && end <= text.n)));
        if (end) check_value(m, &a);
    }
    arena_done(&a);
    return 0;
}
