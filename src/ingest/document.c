/* Running text into the bundle: a passage a paragraph, and what the language layer finds in it. */
#include "ingest/bundle.h"

#include "text/fold.h"
#include "text/utf8.h"

#include <string.h>

/* What turning byte spans of the text into spans of passages needs. */
struct placing {
    struct bundle *b;
    const struct reading *r;
    struct utf8_index index;
    uint32_t first_passage;
    uint32_t first_entity, first_claim; /* bundle numbers of cluster 0 and claim 0 */
};

static uint32_t page_of(const struct document *d, uint32_t byte) {
    uint32_t page = 0;
    for (size_t i = 0; i < d->page_count && d->pages[i].start <= byte; i++) page = d->pages[i].page;
    return page;
}

static void add_passages(struct placing *p, const struct document *d) {
    const struct tokens *t = &p->r->tokens;
    for (uint32_t i = 0; i < t->paragraph_count; i++) {
        const struct paragraph *g = &t->paragraph[i];
        *(struct bundle_passage *)vec_push(&p->b->passages) =
            (struct bundle_passage){.text = arena_copy(p->b->arena, str_cut(d->text, g->start, g->end)),
                                    .address = arena_printf(p->b->arena, "paragraph %u", i + 1),
                                    .page = page_of(d, g->start),
                                    .start = (int64_t)utf8_index_points(&p->index, g->start)};
    }
}

/* The paragraph that holds a byte: the last one that starts at or before it. */
static uint32_t paragraph_at(const struct tokens *t, uint32_t byte) {
    uint32_t lo = 0, hi = t->paragraph_count;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->paragraph[mid].start <= byte) lo = mid;
        else hi = mid;
    }
    return lo;
}

/* The part of a span that lies in one paragraph. */
static struct bundle_span place_in(struct placing *p, struct span s, uint32_t paragraph) {
    const struct paragraph *g = &p->r->tokens.paragraph[paragraph];
    uint32_t start = s.start > g->start ? s.start : g->start, end = s.end < g->end ? s.end : g->end;
    if (start >= end) return (struct bundle_span){.passage = BUNDLE_NONE};
    size_t base = utf8_index_points(&p->index, g->start);
    return (struct bundle_span){p->first_passage + paragraph, (uint32_t)(utf8_index_points(&p->index, start) - base),
                                (uint32_t)(utf8_index_points(&p->index, end) - base),
                                arena_copy(p->b->arena, str_cut(p->r->tokens.text, start, end))};
}

static struct bundle_span place(struct placing *p, struct span s) {
    if (!s.end) return (struct bundle_span){.passage = BUNDLE_NONE};
    return place_in(p, s, paragraph_at(&p->r->tokens, s.start));
}

/* The lexicons speak English: in other scripts a name is found, but whether it is a person's is not known. */
static struct str schema_of(const struct cluster *c) {
    enum mention_label label = c->label;
    if (label != LABEL_LOC && strcmp(text_script(c->name), "Latn") != 0) return STR("LegalEntity");
    return label == LABEL_PER ? STR("Person") : label == LABEL_ORG ? STR("Organization") : STR("Address");
}

/* A document's clusters become entities of their own; matching joins them with others later, or proposes it. */
static void add_clusters(struct placing *p) {
    struct bundle *b = p->b;
    for (uint32_t i = 0; i < p->r->cluster_count; i++) {
        const struct cluster *c = &p->r->clusters[i];
        struct str key = arena_printf(b->arena, "%.16s.e%u.%u", b->sha256, p->first_passage, i + 1);
        uint32_t number = bundle_entity(b, key, schema_of(c));
        if (i == 0) p->first_entity = number;
        struct bundle_entity *e = VEC_AT(&b->entities, struct bundle_entity, number);
        e->caption = arena_copy(b->arena, c->name);
        e->role = c->role.p ? arena_copy(b->arena, c->role) : c->role;
        e->named = true;
        struct bundle_statement *s = vec_push(&b->statements);
        *s = (struct bundle_statement){.entity = number, .schema = e->schema, .prop = STR("name"), .value = e->caption};
        s->span = place(p, p->r->mentions[c->first_mention].span);
        if (!str_eq(s->span.text, s->value)) s->span.passage = BUNDLE_NONE;
    }
}

static uint32_t entity_of(const struct placing *p, uint32_t cluster) {
    return cluster == NO_INDEX ? BUNDLE_NONE : p->first_entity + cluster;
}

static void add_mentions(struct placing *p) {
    for (uint32_t i = 0; i < p->r->mention_count; i++) {
        const struct mention *m = &p->r->mentions[i];
        if (m->label == LABEL_REF) continue;
        struct bundle_span s = place(p, m->span);
        if (s.passage == BUNDLE_NONE) continue;
        *(struct bundle_mention *)vec_push(&p->b->mentions) =
            (struct bundle_mention){entity_of(p, m->entity), s, str_of(mention_labels[m->label]),
                                    m->norm.p ? arena_copy(p->b->arena, m->norm) : m->norm};
    }
}

/* A quotation over several paragraphs becomes a part for each of them. */
static void add_content(struct placing *p, const struct claim *c, struct bundle_claim *to) {
    struct vec parts = VEC(struct bundle_span);
    for (uint32_t k = 0; k < c->content_count; k++) {
        uint32_t first = paragraph_at(&p->r->tokens, c->content[k].start),
                 last = paragraph_at(&p->r->tokens, c->content[k].end - 1);
        for (uint32_t g = first; g <= last; g++) {
            struct bundle_span s = place_in(p, c->content[k], g);
            if (s.passage != BUNDLE_NONE) vec_push_copy(&parts, &s);
        }
    }
    size_t n;
    to->content = vec_take(&parts, p->b->arena, &n);
    to->content_count = (uint32_t)n;
}

static void add_claim(struct placing *p, const struct claim *c, uint32_t outer_shift) {
    struct bundle_claim to = {.speaker = entity_of(p, c->speaker_entity),
                              .speaker_span = place(p, c->speaker),
                              .cue = place(p, c->cue),
                              .speaker_type = speaker_types[c->speaker_type],
                              .form = claim_forms[c->form],
                              .stance = stances[c->stance],
                              .modality = modalities[c->modality],
                              .rule = c->rule,
                              .negated = c->negated,
                              .about = date_print(c->about, p->b->arena),
                              .said = date_print(c->said, p->b->arena),
                              .via = c->via == NO_INDEX ? BUNDLE_NONE : outer_shift + c->via,
                              .answers = BUNDLE_NONE};
    struct span anchor = c->cue.end ? c->cue : c->content_count ? c->content[0] : c->span;
    to.span = place_in(p, c->span, paragraph_at(&p->r->tokens, anchor.start));
    if (to.span.passage == BUNDLE_NONE) to.span = place(p, c->span);
    to.speaker_text = to.speaker_span.text;
    if (to.speaker_span.passage != to.span.passage) to.speaker_span.passage = BUNDLE_NONE;
    if (to.cue.passage != to.span.passage) to.cue.passage = BUNDLE_NONE;
    add_content(p, c, &to);
    vec_push_copy(&p->b->claims, &to);
}

/* The document as a whole is a claim of its author: ties outside of reported speech rest on it. */
static void add_author_claim(struct placing *p) {
    struct bundle *b = p->b;
    const struct bundle_passage *first = VEC_AT(&b->passages, struct bundle_passage, p->first_passage);
    struct str speaker = b->facts.publisher.n ? b->facts.publisher : b->facts.author.n ? b->facts.author : b->name;
    struct bundle_claim c = {.speaker = bundle_publisher(b),
                             .speaker_span.passage = BUNDLE_NONE,
                             .cue.passage = BUNDLE_NONE,
                             .speaker_text = speaker,
                             .speaker_type = "author",
                             .form = "direct",
                             .stance = "asserts",
                             .modality = "fact",
                             .rule = "document",
                             .said = date_print(b->facts.date, b->arena),
                             .via = BUNDLE_NONE,
                             .answers = BUNDLE_NONE};
    c.span = (struct bundle_span){p->first_passage, 0, (uint32_t)utf8_count(first->text), first->text};
    vec_push_copy(&b->claims, &c);
}

static struct str copied(struct placing *p, struct str s) { return s.p ? arena_copy(p->b->arena, s) : s; }

static void add_tie(struct placing *p, const struct tie *t) {
    struct bundle_tie to = {.type = tie_types[t->type],
                            .modality = modalities[t->modality],
                            .rule = t->rule,
                            .from = entity_of(p, t->from_entity),
                            .to = entity_of(p, t->to_entity),
                            .span = place(p, t->span),
                            .trigger = place(p, t->trigger),
                            .role = copied(p, t->role),
                            .topic = copied(p, t->topic),
                            .place = copied(p, t->place),
                            .start_date = date_print(t->date, p->b->arena),
                            .negated = t->negated,
                            .claim = p->first_claim + (t->claim == NO_INDEX ? 0 : 1 + t->claim),
                            .tier = t->tier};
    if (to.from == BUNDLE_NONE || to.to == BUNDLE_NONE || to.span.passage == BUNDLE_NONE) return;
    if (to.trigger.passage != to.span.passage) to.trigger.passage = BUNDLE_NONE;
    if (t->amount != NO_INDEX) {
        const struct mention *m = &p->r->mentions[t->amount];
        to.amount = money_value(m->money, p->b->arena);
        if (m->money.currency[0]) to.currency = arena_copy(p->b->arena, str_of(m->money.currency));
        to.amount_text = copied(p, str_cut(p->r->tokens.text, m->span.start, m->span.end));
    }
    vec_push_copy(&p->b->ties, &to);
}

static bool mentions_in(const struct placing *p, const struct claim *c, uint32_t cluster) {
    for (uint32_t i = 0; i < p->r->mention_count; i++) {
        const struct mention *m = &p->r->mentions[i];
        for (uint32_t k = 0; m->entity == cluster && k < c->content_count; k++)
            if (m->span.start >= c->content[k].start && m->span.end <= c->content[k].end) return true;
    }
    return false;
}

/* What a denial or refusal answers when its own words do not say it: the nearest claim before it, by somebody else,
 * whose content names the one who answers; not further back than a few claims. */
static uint32_t answered_by(const struct placing *p, uint32_t denial) {
    enum { BACK = 8 };
    const struct claim *d = &p->r->claims[denial];
    if (d->speaker_entity == NO_INDEX) return NO_INDEX;
    for (uint32_t i = denial; i-- > 0 && denial - i <= BACK;) {
        const struct claim *c = &p->r->claims[i];
        bool states = c->stance == STANCE_ASSERTS || c->stance == STANCE_ALLEGES;
        if (states && c->speaker_entity != d->speaker_entity && mentions_in(p, c, d->speaker_entity)) return i;
    }
    return NO_INDEX;
}

static void link_denials(struct placing *p) {
    for (uint32_t i = 0; i < p->r->claim_count; i++) {
        enum stance stance = p->r->claims[i].stance;
        uint32_t to = stance == STANCE_DENIES || stance == STANCE_DECLINES ? answered_by(p, i) : NO_INDEX;
        if (to == NO_INDEX) continue;
        VEC_AT(&p->b->claims, struct bundle_claim, p->first_claim + 1 + i)->answers = p->first_claim + 1 + to;
    }
}

void bundle_add_document(struct bundle *b, const struct document *d, const struct language *l) {
    struct arena scratch = {0};
    struct reading r;
    language_read(l, d->text, b->facts.date, &scratch, &r);
    if (!b->facts.lang.p) b->facts.lang = str_of(language_guess(d->text));
    struct placing p = {.b = b, .r = &r, .first_passage = (uint32_t)b->passages.n};
    utf8_index_init(&p.index, d->text, &scratch);
    b->chars += utf8_index_points(&p.index, d->text.n);
    if (r.tokens.paragraph_count) {
        add_passages(&p, d);
        add_clusters(&p);
        add_mentions(&p);
        p.first_claim = (uint32_t)b->claims.n;
        add_author_claim(&p);
        for (uint32_t i = 0; i < r.claim_count; i++) add_claim(&p, &r.claims[i], p.first_claim + 1);
        link_denials(&p);
        for (uint32_t i = 0; i < r.tie_count; i++) add_tie(&p, &r.ties[i]);
    }
    arena_done(&scratch);
}
