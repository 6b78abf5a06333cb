/* A date that is parsed prints, and its text form is the same date; a match ends behind its start and inside the text.
 * Every byte of the text is tried. */
#include "fuzz.h"
#include "model/date.h"
#include "text/utf8.h"

enum { LONGEST = 4096 };

static void check_print(struct date d, struct arena *a) {
    struct date again;
    struct str form = date_print(d, a);
    if (d.precision == DATE_NONE || !form.p) return;
    FUZZ_CHECK(d.first <= d.last);
    FUZZ_CHECK(date_parse(form, &again) && date_cmp(d, again) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena a = {0};
    struct str text = {(const char *)bytes, n < LONGEST ? n : LONGEST};
    struct date said = {.first = 19000, .last = 19000, .precision = DATE_DAY}, d;
    text.n = utf8_valid(text);
    if (date_parse(text, &d)) check_print(d, &a);
    else FUZZ_CHECK(d.precision == DATE_NONE);
    for (size_t i = 0; i <= text.n; i++) {
        size_t end = date_match(text, i, said, &d);
        FUZZ_CHECK(end == 0 || (end > i && end <= text.n));
        if (end) check_print(d, &a);
        end = date_match_relative(text, i, said, &d);
        FUZZ_CHECK(end == 0 || (end > i && end <= text.n));
        if (end) check_print(d, &a);
    }
    arena_done(&a);
    return 0;
}
