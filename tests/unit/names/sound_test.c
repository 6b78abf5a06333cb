#include "names/sound.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void spellings_of_one_sound(void **state) {
    (void)state;
    static const struct {
        const char *latin, *sound;
    } cases[] = {
        {"mohammed", "muhamid"},
        {"muhamad", "muhamad"},
        {"tchaikovsky", "caikuvski"},
        {"chaykovskiy", "caikuvski"},
        {"dzhuma", "juma"},
        {"juma", "juma"},
        {"sarah", "sara"},
        {"sarahan", "sarahan"},
        {"andrew", "andriv"},
        {"rewa", "riva"},
        {"nij", "ni"},
        {"nija", "nija"},
        {"shchuka", "suka"},
        {"schulz", "suls"},
        {"aaron", "arun"},
        {"xerxes", "ksirksis"},
        {"jeff", "jif"},
        {"b0011", "b0011"},
        {"q\xc3\xa9", "k\xc3\xa9"},
        {"", ""},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str got = sound_of(str_of(cases[i].latin), &a);
        if (!str_is(got, cases[i].sound)) fail_msg("%s: %.*s, not %s", cases[i].latin, STR_ARG(got), cases[i].sound);
    }
    arena_done(&a);
}

static void never_grows_beyond_its_room(void **state) {
    (void)state;
    char in[64], out[64 * SOUND_GROWS + 2];
    for (int c = 1; c < 256; c++)
        for (int d = 1; d < 256; d++) {
            for (size_t i = 0; i < sizeof in; i++) in[i] = (char)(i % 2 ? d : c);
            out[sizeof out - 1] = '!';
            assert_true(sound_write((struct str){in, sizeof in}, out) <= sizeof in * SOUND_GROWS);
            assert_int_equal(out[sizeof out - 1], '!');
        }
}

static void frames(void **state) {
    (void)state;
    struct arena a = {0};
    assert_true(str_is(sound_frame(STR("muhamad"), &a), "mhmd"));
    assert_true(str_is(sound_frame(STR("uksan"), &a), "aksn"));
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_sound),
        cmocka_unit_test(never_grows_beyond_its_room),
        cmocka_unit_test(frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
