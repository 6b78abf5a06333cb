#include "language/mention.h"

/* The role that a title or an apposition gives a person: "Transport Minister Elena Ruiz", "Elena Ruiz, the minister of
 * transport, ...". */

static const uint32_t ROLE_CUES = CUE_ROLE | CUE_RANK;

static bool is_modifier(const struct tokens *t, uint32_t i) {
    static const char *const words[] = {"former", "then", "acting", "ex", "interim", "deputy", "incoming", "outgoing"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (token_is(t, i, words[k])) return true;
    return false;
}

static struct str cut(const struct tokens *t, uint32_t first, uint32_t end) {
    return str_cut(t->text, t->token[first].start, t->token[end - 1].end);
}

static struct str role_before(const struct mention_work *w, const struct mention *m) {
    const struct tokens *t = w->tokens;
    uint32_t begin = t->sentence[t->token[m->first_token].sentence].first_token, i = m->first_token;
    while (i > begin && w->cues[i - 1] & CUE_HONORIFIC) i--;
    uint32_t end = i;
    while (i > begin && w->cues[i - 1] & ROLE_CUES) i--;
    if (i == end) return (struct str){0};
    /* "Transport Minister": a capitalised ordinary word right before a capitalised role. */
    while (i > begin && w->cues[i] & CUE_CAPITAL && w->cues[i - 1] & CUE_CAPITAL && w->cues[i - 1] & CUE_WORD &&
           !(w->cues[i - 1] & (CUE_FIRST | CUE_HEAD)))
        i--;
    while (i > begin && is_modifier(t, i - 1)) i--;
    return cut(t, i, end);
}

/* Where the apposition that begins at token i ends: at the next comma, bracket, relative pronoun or sentence end. */
static uint32_t apposition_end(const struct tokens *t, uint32_t i, uint32_t end) {
    enum { LONGEST = 14 };
    for (uint32_t k = i; k < end && k < i + LONGEST; k++) {
        struct str s = token_text(t, k);
        if (t->token[k].kind == TOKEN_PUNCT && s.n == 1) return k;
        if (token_is(t, k, "who") || token_is(t, k, "whose") || token_is(t, k, "and")) return k;
    }
    return end < i + LONGEST ? end : i;
}

static struct str role_behind(const struct mention_work *w, const struct mention *m) {
    enum { NEAR = 5 };
    const struct tokens *t = w->tokens;
    uint32_t end = t->sentence[t->token[m->first_token].sentence].end_token, i = m->end_token;
    if (i + 1 >= end || !token_is(t, i, ",")) return (struct str){0};
    i++;
    if (token_is(t, i, "the") || token_is(t, i, "a") || token_is(t, i, "an")) i++;
    uint32_t stop = apposition_end(t, i, end);
    for (uint32_t k = i; k < stop && k < i + NEAR; k++)
        if (w->cues[k] & ROLE_CUES) return cut(t, i, stop);
    return (struct str){0};
}

struct str mention_role(const struct mention_work *w, const struct mention *m) {
    struct str role = role_before(w, m);
    return role.p ? role : role_behind(w, m);
}
