#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "match/scan.h"
#include "unit.h"

#include <string.h>

/* A text whose words are known because it is put together from them: the oracle needs no cutting of its own. */
struct piece {
    size_t start, end; /* of the word in the text */
    struct str folded;
    bool joined; /* a name may reach over from the word before */
};
struct spelling {
    const char *written, *folded;
    unsigned behind; /* bytes of `written` that are not covered by a hit */
};
static const struct spelling spellings[] = {
    {"Vera", "vera", 0},
    {"VERA", "vera", 0},
    {"vera", "vera", 0},
    {"Stolnik", "stolnik", 0},
    {"STOLNIK", "stolnik", 0},
    {"Stolnik's", "stolnik", 2},
    {"Stolnik\u2019s", "stolnik", 4},
    {"O'Neill", "oneill", 0},
    {"ONeill", "oneill", 0},
    {"M\u00fcller", "muller", 0},
    {"Mu\u0308ller", "muller", 0},
    {"muller", "muller", 0},
    {"Bank", "bank", 0},
    {"of", "of", 0},
    {"Velesh", "velesh", 0},
    {"Pozharov", "pozharov", 0},
    {"\u0411\u0430\u043d\u043a", "\u0431\u0430\u043d\u043a", 0},
    {"\u0411\u0410\u041d\u041a", "\u0431\u0430\u043d\u043a", 0},
    {"Abcdefghijklmnopqrstuvwxyz0123456789", "abcdefghijklmnopqrstuvwxyz0123456789", 0},
    {"seventeenletters1", "seventeenletters1", 0},
    {"sixteenletters16", "sixteenletters16", 0},
    {"\uff26\uff55\uff4c\uff4c", "full", 0},
    {"x", "x", 0},
};
static const struct {
    const char *written;
    bool joins;
} gaps[] = {{" ", true},       {" ", true},        {" ", true},
            {", ", true},      {"-", true},        {"\n", true},
            {"  ", true},      {" (", true},       {"\u00a0", true},
            {"\n\n", false},   {"; ", false},      {": ", false},
            {"\u3002", false}, {" \u2014 ", true}, {"\r\n \r\n", false},
            {"!", false},      {" \u200f ", true}, {"                                    ", false}};

static uint64_t seed;
static size_t below(size_t n) {
    seed += 0x9e3779b97f4a7c15u;
    uint64_t z = seed;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (size_t)((z ^ (z >> 31)) % n);
}

struct world {
    struct arena arena;
    struct map names; /* folded words with blanks between -> 1 */
    struct scan *scan;
    struct buf text;
    struct vec pieces;
};

enum { COUNT_SPELLINGS = sizeof spellings / sizeof *spellings, LONGEST = 5 };

static void add_name(struct world *w, struct scan_build *b, uint32_t number) {
    struct buf written = {0}, folded = {0};
    bool counts = false;
    for (size_t k = 0, n = 2 + below(LONGEST - 1); k < n; k++) {
        const struct spelling *s = &spellings[below(COUNT_SPELLINGS)];
        buf_add_z(&written, k ? " " : "");
        buf_add_z(&written, s->written);
        buf_add_z(&folded, k ? " " : "");
        buf_add_z(&folded, s->folded);
        counts = counts || strlen(s->folded) > 2;
    }
    scan_add(b, buf_str(&written), NAME_ORGANIZATION, number);
    if (counts) *map_put(&w->names, buf_str(&folded), NULL) = 1; /* "of x" is left out */
    buf_done(&written);
    buf_done(&folded);
}

static void make_names(struct world *w, size_t count) {
    struct scan_build *b = scan_build_new();
    struct scan_count c;
    for (uint32_t i = 0; i < count; i++) add_name(w, b, i);
    w->scan = scan_finish(b, &c);
    assert_int_equal(c.names, count);
}

static void make_text(struct world *w, size_t bytes) {
    bool joined = false;
    buf_clear(&w->text);
    vec_clear(&w->pieces);
    while (w->text.n < bytes) {
        const struct spelling *s = &spellings[below(COUNT_SPELLINGS)];
        struct piece p = {w->text.n, w->text.n + strlen(s->written) - s->behind, str_of(s->folded), joined};
        buf_add_z(&w->text, s->written);
        vec_push_copy(&w->pieces, &p);
        size_t gap = below(sizeof gaps / sizeof *gaps);
        buf_add_z(&w->text, gaps[gap].written);
        joined = gaps[gap].joins;
    }
}

/* Every start, every length, a look into the map of names. */
static void expect(const struct world *w, struct vec *hits) {
    struct buf key = {0};
    for (size_t i = 0; i < w->pieces.n; i++) {
        struct scan_hit best = {0};
        buf_clear(&key);
        for (size_t k = i; k < w->pieces.n && k < i + LONGEST; k++) {
            const struct piece *p = VEC_AT(&w->pieces, struct piece, k);
            if (k > i && !p->joined) break;
            if (k > i) buf_add_byte(&key, ' ');
            buf_add(&key, p->folded);
            if (k > i && map_get(&w->names, buf_str(&key)))
                best = (struct scan_hit){VEC_AT(&w->pieces, struct piece, i)->start, p->end, 0};
        }
        if (best.end) vec_push_copy(hits, &best);
    }
    buf_done(&key);
}

static void same_spans(const struct vec *got, const struct vec *want) {
    for (size_t i = 0; i < got->n && i < want->n; i++) {
        assert_int_equal(VEC_AT(got, struct scan_hit, i)->start, VEC_AT(want, struct scan_hit, i)->start);
        assert_int_equal(VEC_AT(got, struct scan_hit, i)->end, VEC_AT(want, struct scan_hit, i)->end);
    }
    assert_int_equal(got->n, want->n);
}

static const enum scan_level levels[] = {SCAN_PLAIN, SCAN_AVX2, SCAN_AVX512};

static void begin(struct world *w) {
    memset(w, 0, sizeof *w);
    w->pieces = VEC(struct piece);
}

static void end(struct world *w) {
    scan_free(w->scan);
    map_done(&w->names);
    buf_done(&w->text);
    vec_done(&w->pieces);
    arena_done(&w->arena);
}

static void against_oracle(void **state) {
    (void)state;
    struct world w;
    begin(&w);
    seed = 1;
    make_names(&w, 3000);
    for (int round = 0; round < 4; round++) {
        make_text(&w, 50000);
        struct vec want = VEC(struct scan_hit), got = VEC(struct scan_hit);
        expect(&w, &want);
        assert_true(want.n > 300);
        for (size_t l = 0; l < 3; l++) {
            struct scan_worker *worker = scan_worker_new(w.scan, levels[l]);
            vec_clear(&got);
            scan_text(worker, buf_str(&w.text), 0, w.text.n, &got);
            same_spans(&got, &want);
            scan_worker_free(worker);
        }
        vec_done(&want);
        vec_done(&got);
    }
    end(&w);
}

/* The same text in parts gives the same hits, wherever the cuts are. */
static void parts(void **state) {
    (void)state;
    struct world w;
    begin(&w);
    seed = 2;
    make_names(&w, 3000);
    make_text(&w, 20000);
    struct str text = buf_str(&w.text);
    struct vec want = VEC(struct scan_hit), got = VEC(struct scan_hit);
    struct scan_worker *worker = scan_worker_new(w.scan, SCAN_BEST);
    expect(&w, &want);
    for (size_t size = 1; size < 9000; size += 1 + size / 3) {
        vec_clear(&got);
        for (size_t from = 0, to; from < text.n; from = to) {
            to = scan_edge(text, from + size);
            scan_text(worker, text, from, to, &got);
        }
        same_spans(&got, &want);
    }
    scan_worker_free(worker);
    vec_done(&want);
    vec_done(&got);
    end(&w);
}

/* Small texts at every distance from the ends of blocks and batches. */
static void edges(void **state) {
    (void)state;
    struct scan_build *b = scan_build_new();
    scan_add(b, STR("Vera Stolnik of Velesh"), NAME_ORGANIZATION, 0);
    scan_add(b, STR("Bank M\u00fcller"), NAME_ORGANIZATION, 1);
    struct scan *s = scan_finish(b, NULL);
    struct vec got = VEC(struct scan_hit);
    static const char *const fillers[] = {" ", "x", "\u0436", "'"};
    for (size_t l = 0; l < 3; l++) {
        struct scan_worker *worker = scan_worker_new(s, levels[l]);
        for (size_t f = 0; f < 4; f++)
            for (size_t base = 0; base <= 4096; base += 4096 - 100)
                for (size_t pad = 0; pad < 140; pad++) {
                    struct buf text = {0};
                    while (text.n < base + pad) buf_add_z(&text, fillers[f]);
                    buf_add_byte(&text, ' ');
                    size_t at = text.n;
                    buf_add_z(&text, "VERA Stolnik, of\nVelesh. bank MU\u0308LLER");
                    vec_clear(&got);
                    scan_text(worker, buf_str(&text), 0, text.n, &got);
                    assert_int_equal(got.n, 2);
                    assert_int_equal(VEC_AT(&got, struct scan_hit, 0)->start, at);
                    assert_int_equal(VEC_AT(&got, struct scan_hit, 0)->end, at + 23);
                    assert_int_equal(VEC_AT(&got, struct scan_hit, 1)->end, text.n);
                    buf_done(&text);
                }
        scan_worker_free(worker);
    }
    vec_done(&got);
    scan_free(s);
}

/* What a text's hits are with one name in the list: "start-end start-end". */
static void check(const char *name, enum name_kind kind, const char *text, const char *want) {
    struct scan_build *b = scan_build_new();
    scan_add(b, str_of(name), kind, 5);
    struct scan *s = scan_finish(b, NULL);
    struct scan_worker *w = scan_worker_new(s, SCAN_BEST);
    struct vec hits = VEC(struct scan_hit);
    struct buf got = {0};
    scan_text(w, str_of(text), 0, strlen(text), &hits);
    for (size_t i = 0; i < hits.n; i++) {
        const struct scan_hit *h = VEC_AT(&hits, struct scan_hit, i);
        uint32_t n;
        assert_int_equal(scan_numbers(s, h->form, &n)[0], 5);
        assert_int_equal(n, 1);
        if (i) buf_add_byte(&got, '|');
        buf_add(&got, str_cut(str_of(text), h->start, h->end));
    }
    buf_add_byte(&got, 0);
    assert_string_equal(got.p, want);
    buf_done(&got);
    vec_done(&hits);
    scan_worker_free(w);
    scan_free(s);
}

static void order_and_words(void **state) {
    (void)state;
    check("STOLNIK, Vera", NAME_PERSON, "Vera Stolnik met STOLNIK Vera", "Vera Stolnik|STOLNIK Vera");
    check("Vera Anna Stolnik", NAME_PERSON, "Stolnik, Vera Anna; Vera Anna Stolnik",
          "Stolnik, Vera Anna|Vera Anna Stolnik");
    check("Velesh Port", NAME_ORGANIZATION, "Port Velesh, Velesh port", "Velesh port");
    check("Vera Stolnik", NAME_PERSON, "Vera Stolnikova; Revera Stolnik; Vera_Stolnik", "Vera_Stolnik");
    check("Stra\u00dfe Nord", NAME_ORGANIZATION, "strasse NORD", "strasse NORD");
    check("\u0412\u0435\u0440\u0430 \u0421\u0442\u043e\u043b\u044c\u043d\u0438\u043a", NAME_PERSON,
          "\u2014 \u0412\u0415\u0420\u0410 \u0421\u0422\u041e\u041b\u042c\u041d\u0418\u041a!",
          "\u0412\u0415\u0420\u0410 \u0421\u0422\u041e\u041b\u042c\u041d\u0418\u041a");
}

static void next_person(void **state) {
    (void)state;
    static const char *const names[] = {"Ivan Petrov", "Petrov, Ivan", "Petrov Ivan"};
    for (size_t i = 0; i < 3; i++) {
        check(names[i], NAME_PERSON, "Petrov, Ivan; then Petrov, Ivan", "Petrov, Ivan|Petrov, Ivan");
        check(names[i], NAME_PERSON, "Anna Petrov, Ivan Sidorov", "");
        check(names[i], NAME_PERSON, "A. Petrov, Ivan Sidorov; ANNA PETROV, IVAN", "");
        check(names[i], NAME_PERSON, "\u00c5sa  Petrov, Ivan Sidorov", "");
        check(names[i], NAME_PERSON, "Mr. Petrov, Ivan", "Petrov, Ivan");
        check(names[i], NAME_PERSON, "Present\nPetrov, Ivan", "Petrov, Ivan");
        check(names[i], NAME_PERSON, "Anna Petrov Ivan", "Petrov Ivan");
    }
    check("Petrov Lom, Ivan", NAME_PERSON, "Anna Petrov Lom, Ivan Sidorov", "");
    check("John Petrov Jr", NAME_PERSON, "Speaker John Petrov, Jr", "John Petrov, Jr");
    check("Petrov, Ivan", NAME_ORGANIZATION, "House Petrov, Ivan", "Petrov, Ivan");
}

static void single_words(void **state) {
    (void)state;
    check("Will", NAME_ANY, "will Will WILL wIll", "Will|WILL");
    check("GAZMORA", NAME_ANY, "gazmora Gazmora GAZMORA", "Gazmora|GAZMORA");
    check("NAT", NAME_ANY, "nat Nat NAT", "NAT");
    check("eBord", NAME_ANY, "ebord eBord Ebord EBORD", "eBord|EBORD");
    check("velora", NAME_ANY, "velora Velora", "Velora");
    check("\u0437\u0627\u0626\u062f", NAME_ANY, "\u0643\u0627\u0646 \u0632\u0627\u0626\u062f \u0637", "");
    check("General", NAME_ANY, "General GENERAL", "");
    check("12", NAME_ANY, "12", "");
    check("9187629", NAME_ANY, "IMO 9187629.", "9187629");
}

static void without_blanks(void **state) {
    (void)state;
    check("\u7ef4\u62c9\u65af", NAME_PERSON, "\u603b\u7ecf\u7406\u7ef4\u62c9\u65af\u8bf4", "\u7ef4\u62c9\u65af");
    check("\u30f4\u30a7\u30e9", NAME_PERSON, "\u30f4\u30a7\u30e9\u306f \u30f4\u30a7\u30e9\u30fc\u30ca",
          "\u30f4\u30a7\u30e9");
    check("\u30f4\u30a7\u30e9", NAME_PERSON, "\u30a6\u3099\u30a7\u30e9\u306f", "\u30a6\u3099\u30a7\u30e9");
    check("\uae40\ubca0\ub77c", NAME_PERSON, "\uae40\ubca0\ub77c\ub294 \uc774\uae40\ubca0\ub77c", "\uae40\ubca0\ub77c");
    check("\u0e2a\u0e21\u0e0a\u0e32\u0e22", NAME_PERSON, "\u0e19\u0e32\u0e22\u0e2a\u0e21\u0e0a\u0e32\u0e22\u0e44\u0e1b",
          "\u0e2a\u0e21\u0e0a\u0e32\u0e22");
    check("\u5f20", NAME_PERSON, "\u5f20\u5f20", "");
}

static void where_no_hit_goes(void **state) {
    (void)state;
    check("Vera Stolnik", NAME_PERSON, "Vera. Stolnik", "Vera. Stolnik");
    check("Gazmora Bank", NAME_ANY, "of Gazmora. Bank rates", "");
    check("Gazmora Bank", NAME_ANY, "Gazmora: Bank; Gazmora\n \nBank", "");
    check("Gazmora Bank", NAME_ANY, "Gazmora\nBank", "Gazmora\nBank");
    check("Gazmora Bank", NAME_ANY,
          "Gazmora\xff"
          "Bank Gazmora\xe4\xb8 Bank",
          "Gazmora\xff"
          "Bank|Gazmora\xe4\xb8 Bank");
}

static void left_out(void **state) {
    (void)state;
    static const char *const names[] = {"",       "...",    "the Company", "Ltd", "A. B.",
                                        "of the", "\u5f20", "Dr",          "1",   "Vera Stolnik"};
    struct scan_build *b = scan_build_new();
    struct scan_count c;
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++) scan_add(b, str_of(names[i]), NAME_ANY, i);
    struct buf name = {0};
    for (int i = 0; i < 10000; i++) buf_add_z(&name, i % 7 ? "x" : " x");
    scan_add(b, buf_str(&name), NAME_ANY, 99);
    buf_clear(&name);
    for (int i = 0; i < 300; i++) buf_add_z(&name, "y");
    scan_add(b, buf_str(&name), NAME_ANY, 100);
    buf_done(&name);
    struct scan *s = scan_finish(b, &c);
    assert_int_equal(c.names, 12);
    assert_int_equal(c.left_out, 9);
    assert_int_equal(c.too_long, 2);
    assert_int_equal(c.forms, 1);
    scan_free(s);
}

static void nothing_to_find(void **state) {
    (void)state;
    struct scan *s = scan_finish(scan_build_new(), NULL);
    struct scan_worker *w = scan_worker_new(s, SCAN_BEST);
    struct vec hits = VEC(struct scan_hit);
    scan_text(w, STR("Vera Stolnik"), 0, 12, &hits);
    scan_text(w, STR(""), 0, 0, &hits);
    assert_int_equal(hits.n, 0);
    assert_int_equal(scan_edge(STR("ab c"), 1), 2);
    scan_worker_free(w);
    scan_free(s);
}

static void longest_only(void **state) {
    (void)state;
    struct scan_build *b = scan_build_new();
    static const char *const names[] = {"Bank of Velesh", "Velesh", "of Velesh", "Velesh Shipping", "Bank of Velesh"};
    for (uint32_t i = 0; i < 5; i++) scan_add(b, str_of(names[i]), NAME_ORGANIZATION, i);
    struct scan *s = scan_finish(b, NULL);
    struct scan_worker *w = scan_worker_new(s, SCAN_BEST);
    struct vec hits = VEC(struct scan_hit);
    struct str text = STR("Bank of Velesh Shipping, Velesh");
    scan_text(w, text, 0, text.n, &hits);
    assert_int_equal(hits.n, 4);
    scan_drop_contained(&hits, 0);
    assert_int_equal(hits.n, 3);
    uint32_t n;
    const uint32_t *numbers = scan_numbers(s, VEC_AT(&hits, struct scan_hit, 0)->form, &n);
    assert_int_equal(n, 2);
    assert_int_equal(numbers[0], 0);
    assert_int_equal(numbers[1], 4);
    assert_int_equal(VEC_AT(&hits, struct scan_hit, 1)->start, 8);
    vec_done(&hits);
    scan_worker_free(w);
    scan_free(s);
}

/* Sizes at which anything but linear work would be felt. */
static void hostile_sizes(void **state) {
    (void)state;
    struct scan_build *b = scan_build_new();
    for (uint32_t i = 0; i < 100000; i++) scan_add(b, STR("Vera Stolnik"), NAME_ORGANIZATION, i);
    scan_add(b, STR("\u4e2d\u4e2d\u4e2d\u6587"), NAME_ANY, 100000);
    struct scan *s = scan_finish(b, NULL);
    struct scan_worker *w = scan_worker_new(s, SCAN_BEST);
    struct vec hits = VEC(struct scan_hit);
    static const char *const units[] = {"a",     "'",      "\u4e2d",     "\xff",  "\u0301",
                                        "Vera ", "\u202e", "\U0001f600", "\u0e33"};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        struct buf text = {0};
        while (text.n < 3 << 20) buf_add_z(&text, units[u]);
        buf_add(&text, (struct str){"\0 Vera\0Stolnik", 14});
        scan_text(w, buf_str(&text), 0, text.n, &hits);
        scan_text(w, buf_str(&text), 0, scan_edge(buf_str(&text), 1 << 20), &hits);
        buf_done(&text);
    }
    uint32_t n;
    assert_int_equal(hits.n, sizeof units / sizeof *units);
    scan_numbers(s, VEC_AT(&hits, struct scan_hit, 0)->form, &n);
    assert_int_equal(n, 100000);
    vec_done(&hits);
    scan_worker_free(w);
    scan_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_oracle), cmocka_unit_test(parts),
        cmocka_unit_test(edges),          cmocka_unit_test(order_and_words),
        cmocka_unit_test(next_person),    cmocka_unit_test(single_words),
        cmocka_unit_test(without_blanks), cmocka_unit_test(where_no_hit_goes),
        cmocka_unit_test(left_out),       cmocka_unit_test(nothing_to_find),
        cmocka_unit_test(longest_only),   cmocka_unit_test(hostile_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
