#include "language/mention.h"

/* A trained model sometimes takes a title into the name: "Florida Rep. Ada Quill", "Velmar Bank CEO". The role is cut
 * out; what stands before it keeps a mention of its own when it is a place or an organisation. */

enum { NAME_MAX = 4 };

struct cut {
    uint32_t role, after; /* tokens: the role phrase is [role, after) */
};

static bool is_throne(struct str role) {
    static const char *const words[] = {"king", "queen",   "pope",    "emperor",   "sultan", "emir",
                                        "tsar", "monarch", "captain", "general",   "star",   "judge",
                                        "head", "reader",  "fellow",  "principal", "leader"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(role, words[i])) return true;
    return false;
}

/* The last role phrase inside the mention, title words only. */
static bool find_role(const struct mention_work *w, const struct mention *m, struct cut *c) {
    const struct lexicon *roles = lexicon_get(&w->language->lexicons, "roles");
    bool found = false;
    *c = (struct cut){0};
    for (uint32_t i = m->first_token; i < m->end_token; i++) {
        uint32_t count = 1;
        const struct lexicon_entry *e = lexicon_match(roles, w->tokens, i, &count);
        if (!e || i + count > m->end_token || is_throne(e->phrase)) continue;
        struct str class = lexicon_column(e, 1);
        if (!str_is(class, "office") && !str_is(class, "employment")) continue;
        *c = (struct cut){i, i + count};
        found = true;
        i += count - 1;
    }
    return found;
}

static bool looks_like_person(const struct mention_work *w, const struct mention *m, uint32_t first) {
    uint32_t n = m->end_token - first;
    if (!n || n > NAME_MAX) return false;
    for (uint32_t i = first; i < m->end_token; i++)
        if (!(w->cues[i] & (CUE_CAPITAL | CUE_PARTICLE)) ||
            w->cues[i] & (CUE_HEAD | CUE_FACILITY | CUE_GEO | CUE_LEGAL))
            return false;
    return m->label == LABEL_PER || w->cues[first] & (CUE_MALE | CUE_FEMALE | CUE_NAME);
}

/* "Florida", "DNC" before the role; "Deputy", "Foreign" are nothing. */
static bool keep_front(const struct mention_work *w, const struct mention *m, uint32_t end, struct mention *front) {
    uint32_t first = m->first_token, c = w->cues[first];
    if (end <= first) return false;
    if (token_is(w->tokens, end - 1, "of") || token_is(w->tokens, end - 1, "the")) return false;
    bool acronym = end == first + 1 && w->tokens->token[first].shape == SHAPE_UPPER;
    if (c & (CUE_PLACE | CUE_COUNTRY)) *front = mention_over(w->tokens, first, end, LABEL_LOC);
    else if (c & CUE_ORG || acronym || (m->label == LABEL_ORG && !(c & CUE_WORD)))
        *front = mention_over(w->tokens, first, end, LABEL_ORG);
    else return false;
    return true;
}

/* Names of organisations that end in a role ("Office of the Prime Minister") stay whole. */
static bool ends_in_role(const struct mention_work *w, const struct mention *m, const struct cut *c) {
    return m->label == LABEL_ORG && c->after == m->end_token && c->role > m->first_token &&
           !token_is(w->tokens, c->role - 1, "the") && !token_is(w->tokens, c->role - 1, "of") &&
           !(w->cues[c->role] & CUE_HEAD);
}

void mention_titles(struct mention_work *w) {
    size_t n = w->mentions.n;
    for (size_t i = 0; i < n; i++) {
        struct mention m = *VEC_AT(&w->mentions, struct mention, i), front;
        struct cut c;
        if (m.label > LABEL_LOC || m.end_token - m.first_token < 2 || !find_role(w, &m, &c)) continue;
        if (ends_in_role(w, &m, &c)) {
            *VEC_AT(&w->mentions, struct mention, i) = mention_over(w->tokens, m.first_token, c.role, LABEL_ORG);
            continue;
        }
        if (c.after >= m.end_token || !looks_like_person(w, &m, c.after)) continue;
        *VEC_AT(&w->mentions, struct mention, i) = mention_over(w->tokens, c.after, m.end_token, LABEL_PER);
        if (keep_front(w, &m, c.role, &front)) vec_push_copy(&w->mentions, &front);
    }
}
