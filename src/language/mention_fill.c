#include "language/mention.h"

/* What the trained model leaves out although lexicons or the document itself are sure of it: acronyms that the document
 * explains ("Velesh Maritime Union (VMU)"), well-known organisations of several words, initials before a person. */

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

static bool is_free(const struct fill *f, uint32_t i) {
    return i < f->w->tokens->token_count && !f->named[i] && f->w->cues[i] & CUE_CAPITAL && !(f->w->cues[i] & CUE_TAKEN);
}

static void add(struct fill *f, uint32_t first, uint32_t end) {
    struct mention m = mention_over(f->w->tokens, first, end, LABEL_ORG);
    vec_push_copy(&f->w->mentions, &m);
    for (uint32_t i = first; i < end; i++) f->named[i] = true;
}

static void add_acronyms(struct fill *f) {
    const struct tokens *t = f->w->tokens;
    for (uint32_t i = 0; i < t->token_count; i++) {
        if (!is_free(f, i) || t->token[i].shape != SHAPE_UPPER || !map_get(&f->known, t->token[i].lower)) continue;
        if (!is_free(f, i + 1)) add(f, i, i + 1); /* "VMU Tower" is the tower's name */
    }
}

/* A run of capitals that is exactly a known name of two words or more. */
static void add_known(struct fill *f) {
    for (uint32_t i = 0; i < f->w->tokens->token_count; i++) {
        if (!(f->w->cues[i] & CUE_ORG) || f->w->cues[i] & (CUE_VAGUE | CUE_SHOUT) || (i && is_free(f, i - 1))) continue;
        uint32_t end = i + 1;
        while (end < f->w->tokens->token_count && f->w->cues[end] & CUE_ORG_IN && !f->named[end]) end++;
        if (end > i + 1 && is_free(f, i) && !is_free(f, end) && !f->named[end - 1]) add(f, i, end);
    }
}

static bool is_initial(const struct tokens *t, uint32_t i) {
    const struct token *k = &t->token[i];
    return k->shape == SHAPE_UPPER && k->end - k->start == 2 && t->text.p[k->start + 1] == '.';
}

/* "V. Petrov" where the model saw "Petrov". */
static void take_initials(struct fill *f, struct mention *m) {
    const struct tokens *t = f->w->tokens;
    uint32_t first = m->first_token;
    while (first && is_initial(t, first - 1) && is_free(f, first - 1) &&
           t->token[first - 1].sentence == t->token[first].sentence)
        first--;
    if (first == m->first_token) return;
    *m = mention_over(t, first, m->end_token, LABEL_PER);
    for (uint32_t i = first; i < m->end_token; i++) f->named[i] = true;
}

void mention_fill(struct mention_work *w) {
    struct fill f = {.w = w, .named = arena_array(w->arena, w->tokens->token_count + 1, sizeof *f.named)};
    size_t count = w->mentions.n;
    for (size_t k = 0; k < count; k++) {
        const struct mention *m = VEC_AT(&w->mentions, struct mention, k);
        for (uint32_t i = m->first_token; i < m->end_token; i++) f.named[i] = true;
        learn(&f, m);
    }
    for (size_t k = 0; k < count; k++) {
        struct mention *m = VEC_AT(&w->mentions, struct mention, k);
        if (m->label == LABEL_PER) take_initials(&f, m);
    }
    if (f.known.n) add_acronyms(&f);
    add_known(&f);
    map_done(&f.known);
}
