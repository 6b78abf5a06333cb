/* Ties of any text with any mentions: the layer ends, spans lie inside the text, ends are clusters. Upper-case runs of
 * letters are taken for names, so that mutated bytes make new sentences of triggers and names. */
#include "language/layers.h"
#include "language_fuzz.h"
#include "text/utf8.h"

enum { CLUSTERS = 6 };

static enum mention_label label_of(const struct token *t) {
    static const enum mention_label labels[] = {LABEL_PER, LABEL_ORG, LABEL_LOC, LABEL_DATE, LABEL_MONEY, LABEL_REF};
    return labels[(unsigned char)(t->lower.p[0]) % 6];
}

static void mark_names(struct reading *r, struct arena *a) {
    r->mentions = arena_array(a, r->tokens.token_count + 1, sizeof *r->mentions);
    r->clusters = arena_array(a, CLUSTERS, sizeof *r->clusters);
    r->cluster_count = CLUSTERS;
    for (uint32_t i = 0; i < CLUSTERS; i++)
        r->clusters[i] =
            (struct cluster){.name = STR("X"), .label = (enum mention_label)(i % 3), .first_mention = NO_INDEX};
    for (uint32_t i = 0; i < r->tokens.token_count; i++) {
        const struct token *t = &r->tokens.token[i];
        if (t->kind != TOKEN_WORD || t->shape == SHAPE_LOWER || !t->lower.n) continue;
        struct mention *m = &r->mentions[r->mention_count++];
        *m = (struct mention){.span = {t->start, t->end}, .label = label_of(t), .first_token = i, .end_token = i + 1};
        bool named = m->label != LABEL_DATE && m->label != LABEL_MONEY;
        m->entity = named ? (uint32_t)(t->lower.n + (unsigned char)t->lower.p[0]) % CLUSTERS : NO_INDEX;
        if (m->label == LABEL_DATE) m->date = date_year(2000);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct str text = {(const char *)bytes, n};
    if (n > 1 << 16 || utf8_valid(text) != n) return 0;
    struct arena a = {0};
    struct reading r = {0};
    token_split(text, &a, &r.tokens);
    mark_names(&r, &a);
    tie_layer(language_fuzz(), (struct date){0}, &a, &r);
    for (uint32_t i = 0; i < r.tie_count; i++) {
        const struct tie *t = &r.ties[i];
        FUZZ_CHECK(t->span.start < t->span.end && t->span.end <= n);
        FUZZ_CHECK(t->trigger.start >= t->span.start && t->trigger.end <= t->span.end);
        FUZZ_CHECK(t->from.start >= t->span.start && t->to.end <= t->span.end);
        FUZZ_CHECK(t->from_entity < r.cluster_count && t->to_entity < r.cluster_count &&
                   t->from_entity != t->to_entity);
        FUZZ_CHECK(t->amount == NO_INDEX || r.mentions[t->amount].label == LABEL_MONEY);
        FUZZ_CHECK(!i || r.ties[i - 1].span.start <= t->span.start);
    }
    arena_done(&a);
    return 0;
}
