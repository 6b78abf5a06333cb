#include "language/mention.h"

bool token_is(const struct tokens *t, uint32_t i, const char *lower) {
    return i < t->token_count && str_is(t->token[i].lower, lower);
}

struct mention mention_over(const struct tokens *t, uint32_t first, uint32_t end, enum mention_label label) {
    return (struct mention){.span = {t->token[first].start, t->token[end - 1].end},
                            .label = label,
                            .first_token = first,
                            .end_token = end,
                            .entity = NO_INDEX};
}

static int by_place(const void *a, const void *b) {
    const struct mention *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    return (x->span.end < y->span.end) - (x->span.end > y->span.end); /* the longer one first */
}

static void publish(struct mention_work *w) {
    vec_sort(&w->mentions, by_place);
    size_t n = w->mentions.n;
    w->reading->mentions = arena_array(w->arena, n, sizeof *w->reading->mentions);
    for (size_t i = 0; i < n; i++) w->reading->mentions[i] = *VEC_AT(&w->mentions, struct mention, i);
    w->reading->mention_count = (uint32_t)n;
}

/* References stand between the names now, so the clusters' first mentions have new numbers. */
static void renumber(struct reading *r) {
    for (uint32_t i = 0; i < r->cluster_count; i++) r->clusters[i].first_mention = NO_INDEX;
    for (uint32_t i = 0; i < r->mention_count; i++) {
        const struct mention *m = &r->mentions[i];
        if (m->entity == NO_INDEX || m->label == LABEL_REF) continue;
        struct cluster *c = &r->clusters[m->entity];
        if (c->first_mention == NO_INDEX) c->first_mention = i;
    }
}

void mention_layer(const struct language *l, struct date published, struct arena *a, struct reading *r) {
    struct mention_work w = {.language = l,
                             .published = published,
                             .arena = a,
                             .reading = r,
                             .tokens = &r->tokens,
                             .mentions = VEC(struct mention)};
    mention_cues(&w);
    mention_patterns(&w);
    if (l->names.slots) {
        mention_tagged(&w);
        mention_fill(&w);
    } else mention_names(&w);
    mention_titles(&w);
    publish(&w);
    mention_clusters(&w);
    struct vec references = VEC(struct mention);
    mention_references(&w, &references);
    for (size_t i = 0; i < r->mention_count; i++) *VEC_AT(&w.mentions, struct mention, i) = r->mentions[i];
    for (size_t i = 0; i < references.n; i++) vec_push_copy(&w.mentions, vec_at(&references, i, references.size));
    vec_done(&references);
    publish(&w);
    renumber(r);
    vec_done(&w.mentions);
}

uint32_t mention_at_token(const struct reading *r, uint32_t token) {
    enum { BACK = 8 }; /* references are short and few at one place */
    uint32_t lo = 0, hi = r->mention_count, found = NO_INDEX;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (r->mentions[mid].first_token <= token) lo = mid + 1;
        else hi = mid;
    }
    for (uint32_t i = lo, back = 0; i && back < BACK; back++) {
        const struct mention *m = &r->mentions[--i];
        if (token >= m->end_token) continue;
        if (m->label != LABEL_REF) return i;
        if (found == NO_INDEX) found = i;
    }
    return found;
}
