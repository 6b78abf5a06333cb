/* Every kind takes every text; the normal form of a valid one is valid and its own normal form. */
#include "fuzz.h"
#include "model/country.h"
#include "model/identifier.h"
#include "text/utf8.h"

enum { LONGEST = 4096 };

static void check_valid(enum identifier_kind kind, struct str s, struct arena *a) {
    struct str norm, again;
    if (!identifier_valid(kind, s, a, &norm)) return;
    FUZZ_CHECK(norm.n && identifier_valid(kind, norm, a, &again) && str_eq(norm, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena a = {0};
    struct str text = {(const char *)bytes, n < LONGEST ? n : LONGEST}, norm;
    enum identifier_kind kind;
    text.n = utf8_valid(text);
    for (int k = ID_NONE; k <= ID_IP; k++) check_valid((enum identifier_kind)k, text, &a);
    country_code(text);
    country_of_demonym(text);
    for (size_t i = 0; i <= text.n; i++) {
        size_t end = identifier_match(text, i, &a, &kind, &norm);
        FUZZ_CHECK(end == 0 ? kind == ID_NONE : end > i && end <= text.n && norm.n);
        arena_reset(&a);
    }
    arena_done(&a);
    return 0;
}
