/* Any text is read; claims lie within it, in order, an outer one before those nested in it. */
#include "language_fuzz.h"

static void check_span(struct str text, struct span s) {
    FUZZ_CHECK(s.start <= s.end && s.end <= text.n);
    FUZZ_CHECK(s.start == text.n || ((unsigned char)text.p[s.start] & 0xc0) != 0x80);
}

static void check_claim(struct str text, const struct reading *r, uint32_t i) {
    const struct claim *c = &r->claims[i];
    check_span(text, c->span);
    check_span(text, c->cue);
    check_span(text, c->speaker);
    FUZZ_CHECK(c->content_count > 0 && c->rule);
    FUZZ_CHECK(!i || r->claims[i - 1].span.start <= c->span.start);
    FUZZ_CHECK(c->via == NO_INDEX || c->via < i);
    FUZZ_CHECK(c->speaker_entity == NO_INDEX || c->speaker_entity < r->cluster_count);
    for (uint32_t p = 0; p < c->content_count; p++) {
        check_span(text, c->content[p]);
        FUZZ_CHECK(c->content[p].start < c->content[p].end);
        FUZZ_CHECK(c->content[p].start >= c->span.start && c->content[p].end <= c->span.end);
        FUZZ_CHECK(!p || c->content[p - 1].end <= c->content[p].start);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena a = {0};
    struct reading r;
    language_fuzz_read(bytes, n, &a, &r);
    for (uint32_t i = 0; i < r.claim_count; i++) check_claim(r.tokens.text, &r, i);
    arena_done(&a);
    return 0;
}
