#include "language/mention.h"

/* Acronyms that the document explains, "Velesh Maritime Union (VMU)", are organisations wherever they stand, also where
 * the trained model did not see it. */

struct fill {
    struct mention_work *w;
    bool *named;      /* tokens that a name covers */
    struct map known; /* acronyms in lower case */
};

/* The initials of the capitalised tokens of [first, end) are the letters of `acronym`. */
static bool has_initials(const struct mention_work *w, uint32_t first, uint32_t end, struct str acronym) {
    size_t n = 0;
    for (uint32_t i = first; i < end; i++) {
        if (!(w->cues[i] & CUE_CAPITAL)) continue;
        if (n >= acronym.n || w->tokens->token[i].lower.p[0] != acronym.p[n]) return false;
        n++;
    }
    return n == acronym.n && n > 1;
}

static void learn(struct fill *f, const struct mention *m) {
    const struct tokens *t = f->w->tokens;
    uint32_t i = m->end_token + 1;
    if (m->label != LABEL_ORG || i + 1 >= t->token_count || t->token[i].shape != SHAPE_UPPER) return;
    if (!str_is(token_text(t, i - 1), "(") || !str_is(token_text(t, i + 1), ")")) return;
    if (has_initials(f->w, m->first_token, m->end_token, t->token[i].lower))
        *map_put(&f->known, t->token[i].lower, NULL) = 1;
}

static void add_acronyms(struct fill *f) {
    const struct tokens *t = f->w->tokens;
    for (uint32_t i = 0; i < t->token_count; i++) {
        if (f->named[i] || t->token[i].shape != SHAPE_UPPER || !map_get(&f->known, t->token[i].lower)) continue;
        /* "VMU Tower" is the tower's name. */
        if (i + 1 < t->token_count && f->w->cues[i + 1] & CUE_CAPITAL) continue;
        struct mention m = mention_over(t, i, i + 1, LABEL_ORG);
        vec_push_copy(&f->w->mentions, &m);
    }
}

void mention_fill(struct mention_work *w) {
    struct fill f = {.w = w, .named = arena_array(w->arena, w->tokens->token_count, sizeof *f.named)};
    for (size_t k = 0; k < w->mentions.n; k++) {
        const struct mention *m = VEC_AT(&w->mentions, struct mention, k);
        for (uint32_t i = m->first_token; i < m->end_token; i++) f.named[i] = true;
        learn(&f, m);
    }
    if (f.known.n) add_acronyms(&f);
    map_done(&f.known);
}
