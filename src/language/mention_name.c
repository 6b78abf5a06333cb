#include "language/mention.h"

/* Names by rules over the cues of the lexicons: runs of capitalised words, cut and labelled by the evidence in them,
 * beside them, and earlier in the document. */

struct run {
    uint32_t first, end; /* tokens, half-open */
};

static uint32_t cues_at(const struct mention_work *w, uint32_t i) {
    return i < w->tokens->token_count ? w->cues[i] : 0;
}
static uint32_t sentence_end(const struct mention_work *w, uint32_t i) {
    return w->tokens->sentence[w->tokens->token[i].sentence].end_token;
}

static bool is_name_token(const struct mention_work *w, uint32_t i) {
    const struct token *t = &w->tokens->token[i];
    uint32_t c = w->cues[i];
    if (c & CUE_TAKEN || t->kind != TOKEN_WORD || !(c & CUE_CAPITAL)) return false;
    if (c & CUE_CALENDAR && !(c & (CUE_MALE | CUE_FEMALE))) return false;
    if (t->lower.n == 1 && str_is(t->lower, "i")) return false;
    return !(c & CUE_DEMONYM) || c & CUE_PLACE;
}

/* An ordinary word that has its capital from standing first. */
static bool is_plain_start(const struct mention_work *w, uint32_t i) {
    uint32_t c = w->cues[i], next = cues_at(w, i + 1);
    if (!(c & CUE_FIRST) || !(c & CUE_WORD) || c & CUE_COUNTRY) return false;
    if (c & (CUE_HEAD | CUE_MALE | CUE_FEMALE) && next & CUE_CAPITAL) return false;
    return !(next & CUE_LEGAL);
}

/* Tokens that may stand inside a name behind token i: particles, "&", "of" after an organisation's head word. */
static uint32_t bridge(const struct mention_work *w, uint32_t i, uint32_t end, bool head) {
    const struct tokens *t = w->tokens;
    uint32_t k = i;
    while (k < end && k < i + 3 && w->cues[k] & CUE_PARTICLE && !(w->cues[k] & CUE_CAPITAL)) k++;
    if (k > i && k < end && is_name_token(w, k)) return k;
    if (i + 1 < end && token_is(t, i, "&") && is_name_token(w, i + 1)) return i + 1;
    if (!head || i >= end || !(token_is(t, i, "of") || token_is(t, i, "for"))) return 0;
    k = i + 1;
    if (k < end && token_is(t, k, "the")) k++;
    return k < end && is_name_token(w, k) ? k : 0;
}

static struct run run_from(const struct mention_work *w, uint32_t i) {
    uint32_t end = sentence_end(w, i), k = i + 1;
    bool head = w->cues[i] & (CUE_HEAD | CUE_FACILITY);
    while (k < end) {
        if (!is_name_token(w, k)) {
            uint32_t next = bridge(w, k, end, head);
            if (!next) break;
            k = next;
        }
        head |= (w->cues[k] & (CUE_HEAD | CUE_FACILITY)) != 0;
        k++;
    }
    return (struct run){i, k};
}

/* Titles at the front are no part of the name. */
static struct run without_titles(const struct mention_work *w, struct run r, bool *titled) {
    while (r.first + 1 < r.end && w->cues[r.first] & (CUE_HONORIFIC | CUE_RANK | CUE_ROLE) &&
           !(w->cues[r.first] & CUE_HEAD && !(w->cues[r.first + 1] & CUE_NAME))) {
        r.first++;
        *titled = true;
    }
    return r;
}

static uint32_t all_of(const struct mention_work *w, struct run r) {
    uint32_t c = 0;
    for (uint32_t i = r.first; i < r.end; i++) c |= w->cues[i];
    return c;
}

static bool is_covered(const struct mention_work *w, struct run r, uint32_t first, uint32_t in) {
    if (!(w->cues[r.first] & first)) return false;
    for (uint32_t i = r.first + 1; i < r.end; i++)
        if (!(w->cues[i] & in)) return false;
    return true;
}

static bool behind_place_word(const struct mention_work *w, uint32_t i) {
    static const char *const words[] = {"in", "at", "from", "near", "to"};
    if (!i) return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (token_is(w->tokens, i - 1, words[k])) return true;
    return false;
}

/* 0: no name. */
static int label_of(const struct mention_work *w, struct run r, bool titled) {
    uint32_t c = all_of(w, r), last = w->cues[r.end - 1], count = r.end - r.first;
    if (last & CUE_LEGAL && count > 1) return LABEL_ORG + 1;
    if (is_covered(w, r, CUE_ORG, CUE_ORG_IN) && !(w->cues[r.first] & CUE_VAGUE)) return LABEL_ORG + 1;
    if (is_covered(w, r, CUE_PLACE, CUE_PLACE_IN) && (c & CUE_COUNTRY || !titled)) {
        bool person = count > 1 && w->cues[r.first] & (CUE_MALE | CUE_FEMALE) && !(c & CUE_COUNTRY);
        if (!person) return LABEL_LOC + 1;
    }
    if (c & CUE_HEAD && count > 1) return LABEL_ORG + 1;
    if (last & (CUE_FACILITY | CUE_GEO) && count > 1) return LABEL_LOC + 1;
    if (w->cues[r.first] & CUE_GEO && count > 1) return LABEL_LOC + 1;
    if (titled) return LABEL_PER + 1;
    bool shout = w->cues[r.first] & CUE_SHOUT;
    if (count > 1 && w->cues[r.first] & (CUE_MALE | CUE_FEMALE)) return LABEL_PER + 1;
    if (count > 1 && c & CUE_NAME && !shout && !(w->cues[r.first] & CUE_WORD)) return LABEL_PER + 1;
    if (count == 1 && w->tokens->token[r.first].shape == SHAPE_UPPER && !shout && w->tokens->token[r.first].lower.n > 1)
        return LABEL_ORG + 1;
    if (shout || (count == 1 && c & CUE_WORD)) return 0;
    if (behind_place_word(w, r.first)) return LABEL_LOC + 1;
    if (c & CUE_NAME) return LABEL_PER + 1;
    return count > 1 ? LABEL_ORG + 1 : 0;
}

void mention_names(struct mention_work *w) {
    for (uint32_t i = 0; i < w->tokens->token_count;) {
        if (!is_name_token(w, i) || is_plain_start(w, i)) {
            i++;
            continue;
        }
        bool titled = i && w->cues[i - 1] & (CUE_HONORIFIC | CUE_RANK | CUE_ROLE);
        struct run r = run_from(w, i);
        uint32_t end = r.end;
        r = without_titles(w, r, &titled);
        int label = label_of(w, r, titled);
        if (label) {
            struct mention m = mention_over(w->tokens, r.first, r.end, (enum mention_label)(label - 1));
            vec_push_copy(&w->mentions, &m);
        }
        i = end;
    }
}
