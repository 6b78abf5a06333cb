#include "language/tagger.h"

/* Names by the trained model: one greedy walk, see tagger.h. */

/* What no name must win by: training counts a miss like a wrong name, but readers miss more from a miss. */
enum { MISS_COSTS = 80 };

static void add(struct mention_work *w, uint32_t first, uint32_t end, uint8_t tag) {
    struct mention m = mention_over(w->tokens, first, end, tagger_label(tag));
    vec_push_copy(&w->mentions, &m);
}

void mention_tagged(struct mention_work *w) {
    const struct tagger_model *model = &w->language->names;
    struct tagger_text t;
    tagger_prepare(w, &t);
    uint32_t first = 0;
    for (uint32_t i = 0; i < w->tokens->token_count; i++) {
        if (!tagger_wants(&t, i)) continue;
        struct tagger_features f;
        int32_t scores[TAG_COUNT];
        tagger_features(&t, i, &f);
        tagger_score(model, &f, scores);
        scores[TAG_NONE] -= MISS_COSTS;
        uint8_t tag = tagger_best(&t, i, scores);
        tagger_set(&t, i, tag);
        int part = tagger_part(tag);
        if (part == TAG_BEGIN || part == TAG_UNIT) first = i;
        if (part == TAG_LAST || part == TAG_UNIT) add(w, first, i + 1, tag);
    }
}
