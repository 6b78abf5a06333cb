/* fold_latin on short names, beside plain ICU doing the same: "Any-Latin; NFKD; [:M:] Remove; Lower" on each name, with
 * one opened transliterator. One line a script; best of ROUNDS, one core. */
#include "bench.h"

#include "text/fold.h"

#include <stdio.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { NAMES = 4000, ROUNDS = 3, NAME_UNITS = 512, PARTS = 4 };

static const struct {
    const char *script, *parts[PARTS];
} scripts[] = {
    {"ASCII", {"Harriet", "Velez-Orlan", "Nordkap", "Holdings Ltd."}},
    {"Latin", {"Jürgen", "Ağaoğlu", "Łucja", "Société Générale"}},
    {"Cyrillic", {"Владлен", "Щербаков", "Юлия", "Ковальский"}},
    {"Greek", {"Γιώργος", "Μανωλάκης", "Ελένη", "Θεοδώρου"}},
    {"Arabic", {"يوسف", "عبد الرحمن", "الخطيب", "منصور"}},
    {"Han", {"李", "王小明", "欧阳", "陈建国"}},
};

static size_t run_plain(UTransliterator *t, const struct str *names) {
    size_t sum = 0;
    for (size_t i = 0; i < NAMES; i++) {
        UChar units[NAME_UNITS];
        char bytes[NAME_UNITS * 3];
        int32_t n = 0, m = 0;
        UErrorCode status = U_ZERO_ERROR;
        u_strFromUTF8(units, NAME_UNITS, &n, names[i].p, (int32_t)names[i].n, &status);
        int32_t limit = n;
        utrans_transUChars(t, units, &n, NAME_UNITS, 0, &limit, &status);
        u_strToUTF8(bytes, sizeof bytes, &m, units, n, &status);
        sum += (size_t)m;
    }
    return sum;
}

static size_t run_fold(const struct str *names) {
    struct arena a = {0};
    size_t sum = 0;
    for (size_t i = 0; i < NAMES; i++) {
        sum += fold_latin(names[i], &a).n;
        arena_reset(&a);
    }
    arena_done(&a);
    return sum;
}

static void compare(size_t script, UTransliterator *t) {
    struct arena a = {0};
    struct str names[NAMES];
    uint64_t seed = 11;
    const char *const *parts = scripts[script].parts;
    for (size_t i = 0; i < NAMES; i++)
        names[i] = arena_printf(&a, "%s %s", parts[bench_below(&seed, PARTS)], parts[bench_below(&seed, PARTS)]);
    double fold = 1e9, plain = 1e9;
    size_t sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double start = bench_seconds();
        sum += run_fold(names);
        double middle = bench_seconds();
        sum += run_plain(t, names);
        double end = bench_seconds();
        if (middle - start < fold) fold = middle - start;
        if (end - middle < plain) plain = end - middle;
    }
    printf("fold: %-8s fold_latin %8.0f names/ms, plain ICU %6.1f names/ms, ratio %.1f (%zu)\n", scripts[script].script,
           NAMES * 1e-3 / fold, NAMES * 1e-3 / plain, plain / fold, sum % 10);
    arena_done(&a);
}

int main(void) {
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *t =
        utrans_openU(u"Any-Latin; NFKD; [:M:] Remove; Lower", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status)) return 1;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) compare(i, t);
    utrans_close(t);
    return 0;
}
