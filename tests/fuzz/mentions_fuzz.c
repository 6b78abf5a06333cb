/* Any text is read; tokens and mentions lie within it, in order, and names do not overlap. */
#include "language_fuzz.h"

static void check_tokens(const struct tokens *t) {
    uint32_t end = 0;
    for (uint32_t i = 0; i < t->token_count; i++) {
        FUZZ_CHECK(t->token[i].start >= end && t->token[i].end > t->token[i].start && t->token[i].end <= t->text.n);
        FUZZ_CHECK(t->token[i].sentence < t->sentence_count && t->token[i].paragraph < t->paragraph_count);
        FUZZ_CHECK((t->text.p[t->token[i].start] & 0xc0) != 0x80);
        end = t->token[i].end;
    }
}

static void check_mentions(const struct reading *r) {
    uint32_t end = 0, start = 0;
    for (uint32_t i = 0; i < r->mention_count; i++) {
        const struct mention *m = &r->mentions[i];
        FUZZ_CHECK(m->span.start >= start && m->span.start < m->span.end && m->span.end <= r->tokens.text.n);
        FUZZ_CHECK(m->first_token < m->end_token && m->end_token <= r->tokens.token_count);
        FUZZ_CHECK(m->entity == NO_INDEX || m->entity < r->cluster_count);
        start = m->span.start;
        if (m->label == LABEL_REF) continue;
        FUZZ_CHECK(m->span.start >= end);
        end = m->span.end;
    }
    for (uint32_t i = 0; i < r->cluster_count; i++) FUZZ_CHECK(r->clusters[i].first_mention < r->mention_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena a = {0};
    struct reading r;
    language_fuzz_read(bytes, n, &a, &r);
    check_tokens(&r.tokens);
    check_mentions(&r);
    arena_done(&a);
    return 0;
}
