#include "language/tie.h"

#include "base/map.h"

#include <string.h>

/* ---- which sentences are worth a look ---- */

/* Two mentions with entities, one of them a name. */
static bool *promising(const struct reading *r, struct arena *scratch) {
    bool *out = arena_array(scratch, r->tokens.sentence_count, sizeof *out);
    uint8_t *seen = arena_array(scratch, r->tokens.sentence_count, sizeof *seen);
    uint8_t *names = arena_array(scratch, r->tokens.sentence_count, sizeof *names);
    for (uint32_t m = 0; m < r->mention_count; m++) {
        const struct mention *x = &r->mentions[m];
        if (x->entity == NO_INDEX || x->first_token >= r->tokens.token_count) continue;
        uint32_t i = r->tokens.token[x->first_token].sentence;
        if (seen[i] < 2) seen[i]++;
        if (x->label != LABEL_REF) names[i] = 1;
        out[i] = seen[i] == 2 && names[i];
    }
    return out;
}

/* ---- which claim holds a tie ---- */

struct piece {
    uint32_t start, end, claim;
};

static int by_piece(const void *a, const void *b) {
    const struct piece *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->end != y->end) return x->end > y->end ? -1 : 1;
    return (x->claim > y->claim) - (x->claim < y->claim);
}

static void content_pieces(const struct reading *r, struct vec *out) {
    for (uint32_t c = 0; c < r->claim_count; c++)
        for (uint32_t i = 0; i < r->claims[c].content_count; i++)
            *(struct piece *)vec_push(out) =
                (struct piece){r->claims[c].content[i].start, r->claims[c].content[i].end, c};
    vec_sort(out, by_piece);
}

/* Pieces nest or follow one another; a stack of the open ones has the innermost on top. Ties are sorted by trigger. */
static void hang_on_claims(struct reading *r, struct tie **ties, uint32_t count) {
    enum { DEPTH = 16 };
    struct vec pieces = VEC(struct piece);
    content_pieces(r, &pieces);
    struct piece open[DEPTH];
    uint32_t depth = 0;
    size_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct tie *t = ties[i];
        for (; next < pieces.n && VEC_AT(&pieces, struct piece, next)->start <= t->trigger.start; next++) {
            struct piece p = *VEC_AT(&pieces, struct piece, next);
            while (depth && open[depth - 1].end <= p.start) depth--;
            if (depth == DEPTH) memmove(open, open + 1, (--depth) * sizeof *open);
            open[depth++] = p;
        }
        for (uint32_t k = depth; k-- > 0 && t->claim == NO_INDEX;)
            if (open[k].end >= t->trigger.end) t->claim = open[k].claim;
        if (t->claim == NO_INDEX) continue;
        if (t->modality == MODALITY_CONDITIONAL) t->modality = MODALITY_PLAN; /* "said it would pay" */
        if (r->claims[t->claim].modality == MODALITY_PROMISE && t->modality == MODALITY_PLAN)
            t->modality = MODALITY_PROMISE;
    }
    vec_done(&pieces);
}

static int by_trigger(const void *a, const void *b) {
    const struct tie *x = *(struct tie *const *)a, *y = *(struct tie *const *)b;
    return (x->trigger.start > y->trigger.start) - (x->trigger.start < y->trigger.start);
}

static void find_claims(struct reading *r, struct vec *ties) {
    struct vec order = VEC(struct tie *);
    for (size_t i = 0; i < ties->n; i++) *(struct tie **)vec_push(&order) = VEC_AT(ties, struct tie, i);
    vec_sort(&order, by_trigger);
    if (order.n) hang_on_claims(r, (struct tie **)(void *)order.p, (uint32_t)order.n);
    vec_done(&order);
}

/* ---- one tie once ---- */

static bool is_lasting(enum tie_type type) {
    return type == TIE_OWNERSHIP || type == TIE_FOUNDER || type == TIE_OFFICE || type == TIE_EMPLOYMENT ||
           type == TIE_MEMBERSHIP || type == TIE_FAMILY || type == TIE_ASSOCIATE || type == TIE_EDUCATION;
}

static bool goes_both_ways(enum tie_type type) {
    return type == TIE_CONTACT || type == TIE_FAMILY || type == TIE_ASSOCIATE;
}

/* A lasting tie is told once a document by each speaker, an event once a place. */
static struct str key_of(const struct tie *t, const struct reading *r, struct arena *scratch) {
    uint32_t a = t->from_entity, b = t->to_entity, place = t->trigger.start;
    (void)r;
    if (goes_both_ways(t->type) && a > b) a = t->to_entity, b = t->from_entity;
    if (is_lasting(t->type)) place = 0;
    else if (t->amount != NO_INDEX) place = t->amount; /* "received a loan of $2m": verb and noun tell one payment */
    return arena_printf(scratch, "%d %u %u %u %u %d %d", (int)t->type, a, b, place, t->claim, t->negated,
                        (int)t->modality);
}

static bool better(const struct tie *a, const struct tie *b) { return a->tier < b->tier; }

static int by_start(const void *a, const void *b) {
    const struct tie *x = a, *y = b;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static void keep_once(struct vec *ties, const struct reading *r, struct arena *scratch, struct vec *out) {
    struct map seen = {0};
    for (size_t i = 0; i < ties->n; i++) {
        const struct tie *t = VEC_AT(ties, struct tie, i);
        bool fresh;
        uint64_t *at = map_put(&seen, key_of(t, r, scratch), &fresh);
        if (fresh) {
            *at = out->n;
            vec_push_copy(out, t);
        } else if (better(t, VEC_AT(out, struct tie, *at))) *VEC_AT(out, struct tie, *at) = *t;
    }
    map_done(&seen);
    vec_sort(out, by_start);
}

void tie_layer(const struct language *l, struct date published, struct arena *arena, struct reading *r) {
    (void)published; /* the mention layer has read the dates against it */
    struct arena scratch = {0};
    struct scene s;
    tie_nations(l, r, &scratch, arena);
    if (!scene_open(&s, l, r, &scratch, arena)) {
        arena_done(&scratch);
        return;
    }
    bool *look = promising(r, &scratch);
    for (uint32_t i = 0; i < r->tokens.sentence_count; i++) {
        if (!look[i]) continue;
        scene_cut(&s, i);
        tie_of_verbs(&s);
        tie_of_nouns(&s);
        tie_of_roles(&s);
    }
    find_claims(r, &s.ties);
    struct vec kept = VEC(struct tie);
    keep_once(&s.ties, r, &scratch, &kept);
    size_t n;
    r->ties = vec_take(&kept, arena, &n);
    r->tie_count = (uint32_t)n;
    vec_done(&s.ties);
    arena_done(&scratch);
}
