#include "text/utf8.h"

#include "unit.h"

static void points_at_the_borders(void **state) {
    (void)state;
    static const struct {
        uint32_t point;
        const char *bytes;
    } cases[] = {
        {0x24, "$"},
        {0x7F, "\x7F"},
        {0x80, "\xC2\x80"},
        {0x7FF, "\xDF\xBF"},
        {0x800, "\xE0\xA0\x80"},
        {0xD7FF, "\xED\x9F\xBF"},
        {0xE000, "\xEE\x80\x80"},
        {0xFFFF, "\xEF\xBF\xBF"},
        {0x10000, "\xF0\x90\x80\x80"},
        {0x10FFFF, "\xF4\x8F\xBF\xBF"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[4];
        size_t next, n = utf8_encode(cases[i].point, out);
        struct str bytes = {out, n};
        assert_str(bytes, cases[i].bytes);
        assert_int_equal(utf8_decode(str_of(cases[i].bytes), 0, &next), cases[i].point);
        assert_int_equal(next, n);
        assert_int_equal(utf8_valid(str_of(cases[i].bytes)), n);
    }
}

static void check_every_position(struct str text, bool ascii) {
    struct arena a = {0};
    struct utf8_index x;
    size_t point = 0, next;
    utf8_index_init(&x, text, &a);
    assert_int_equal(x.ascii, ascii);
    for (size_t i = 0; i < text.n; i = next, point++) {
        utf8_decode(text, i, &next);
        assert_int_equal(utf8_index_points(&x, i), point);
        assert_int_equal(utf8_index_byte(&x, point), i);
    }
    assert_int_equal(utf8_count(text), point);
    assert_int_equal(utf8_index_points(&x, text.n), point);
    assert_int_equal(utf8_index_byte(&x, point), text.n);
    assert_int_equal(utf8_index_byte(&x, point + 5), text.n);
    arena_done(&a);
}

static void positions_there_and_back(void **state) {
    (void)state;
    char text[700];
    size_t n = 0;
    static const char *const parts[] = {"a", "\u00e9", "\u20ac", "\U0001F600"};
    check_every_position(STR(""), true);
    check_every_position(STR("plain"), true);
    for (size_t i = 0; n + 4 < sizeof text; i++) {
        struct str part = str_of(parts[(i * i + i / 3) % 4]);
        memcpy(text + n, part.p, part.n);
        n += part.n;
        check_every_position((struct str){text, n}, i < 1);
    }
    memset(text, 'a', 640);
    memcpy(text + 128, "\u20ac", 3);
    for (size_t end = 131; end <= 640; end++) check_every_position((struct str){text, end}, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(points_at_the_borders),
                                       cmocka_unit_test(positions_there_and_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
