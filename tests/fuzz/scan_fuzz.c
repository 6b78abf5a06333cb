/* A list and a text: the hits lie in the text, in order, and the same ones come on every level and in parts. The bytes
 * before the first blank line are names, a line each; the rest is the text. */
#include "fuzz.h"
#include "match/scan.h"

static void check(const struct scan *s, struct str text, const struct vec *want, enum scan_level level, size_t part) {
    struct scan_worker *w = scan_worker_new(s, level);
    struct vec got = VEC(struct scan_hit);
    for (size_t from = 0, to; from < text.n; from = to) {
        to = scan_edge(text, part && text.n - from > part ? from + part : text.n);
        scan_text(w, text, from, to, &got);
    }
    FUZZ_CHECK(got.n == want->n);
    for (size_t i = 0; i < got.n; i++) {
        const struct scan_hit *a = VEC_AT(&got, struct scan_hit, i), *b = VEC_AT(want, struct scan_hit, i);
        FUZZ_CHECK(a->start == b->start && a->end == b->end && a->form == b->form);
    }
    vec_done(&got);
    scan_worker_free(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct str all = {(const char *)bytes, n};
    size_t cut = str_find(all, STR("\n\n"), 0);
    struct str list = str_cut(all, 0, cut == SIZE_MAX ? n / 2 : cut),
               text = str_cut(all, cut == SIZE_MAX ? n / 2 : cut, n);
    struct scan_build *b = scan_build_new();
    uint32_t number = 0;
    for (struct str rest = list; rest.p; number++)
        scan_add(b, str_split(&rest, '\n'), number % 2 ? NAME_PERSON : NAME_ANY, number);
    struct scan *s = scan_finish(b, NULL);
    struct scan_worker *w = scan_worker_new(s, SCAN_PLAIN);
    struct vec hits = VEC(struct scan_hit);
    scan_text(w, text, 0, text.n, &hits);
    uint64_t start = 0;
    for (size_t i = 0; i < hits.n; i++) {
        const struct scan_hit *h = VEC_AT(&hits, struct scan_hit, i);
        uint32_t count;
        const uint32_t *numbers = scan_numbers(s, h->form, &count);
        FUZZ_CHECK(h->start >= start && h->start < h->end && h->end <= text.n);
        FUZZ_CHECK(count > 0 && numbers[0] < number);
        start = h->start;
    }
    check(s, text, &hits, SCAN_AVX2, 0);
    check(s, text, &hits, SCAN_BEST, 7);
    scan_drop_contained(&hits, 0);
    vec_done(&hits);
    scan_worker_free(w);
    scan_free(s);
    return 0;
}
