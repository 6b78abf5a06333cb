/* The first line is a word of another script, the second a Latin one: costs keep to their ceiling, and a ceiling
 * changes nothing below it. */
#include "fuzz.h"
#include "names/crossing.h"
#include "names/script.h"
#include "text/fold.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    enum { LONGEST = 512, SPELLINGS = 8 };
    struct arena a = {0};
    struct str text = {(const char *)bytes, n < LONGEST ? n : LONGEST};
    text.n = utf8_valid(text);
    struct str other = fold_text(str_split(&text, '\n'), &a), latin = fold_latin(text, &a), spellings[SPELLINGS];
    struct crossing_word w;
    if (crossing_prepare(other, &w)) {
        unsigned cost = crossing_cost(&w, latin, CROSSING_MOST);
        FUZZ_CHECK(w.count > 0 && w.count <= CROSSING_LETTERS && cost <= CROSSING_MOST + 1);
        FUZZ_CHECK(crossing_cost(&w, latin, cost) == cost);
        FUZZ_CHECK(cost < 10 || crossing_cost(&w, latin, cost - 1) == cost);
        FUZZ_CHECK(crossing_distance(&w, latin, 100) <= 101);
    }
    const struct script *s = script_of(other);
    size_t count = s ? script_latin(s, other, SPELLINGS, &a, spellings, NULL) : 0;
    FUZZ_CHECK(count <= SPELLINGS);
    for (size_t i = 0; i < count; i++) FUZZ_CHECK(utf8_valid(spellings[i]) == spellings[i].n);
    arena_done(&a);
    return 0;
}
