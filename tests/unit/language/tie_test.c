#include "base/buf.h"
#include "language/layers.h"
#include "tie_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Sentences with their mentions marked, so that the rules are tested without the layers before them:
 *     [P:Ada Quill] person, [O:...] organisation, [L:...] place, [D:...] date, [M:...] amount,
 *     [0:she] a reference to the first cluster of the sentence; {what is said} the content of a claim. */

enum { MARKS = 16 };

struct made {
    char text[1024];
    uint32_t length;
    struct span mention[MARKS];
    char kind[MARKS];
    uint32_t count;
    struct span content;
};

static void read_marks(const char *source, struct made *m) {
    memset(m, 0, sizeof *m);
    for (const char *p = source; *p; p++) {
        if (*p == '[') {
            m->kind[m->count] = p[1];
            m->mention[m->count].start = m->length;
            p += 2;
        } else if (*p == ']') m->mention[m->count++].end = m->length;
        else if (*p == '{') m->content.start = m->length;
        else if (*p == '}') m->content.end = m->length;
        else m->text[m->length++] = *p;
    }
}

static uint32_t token_from(const struct tokens *t, uint32_t byte) {
    uint32_t i = 0;
    while (i < t->token_count && t->token[i].start < byte) i++;
    return i;
}

static enum mention_label label_of(char kind) {
    switch (kind) {
    case 'P': return LABEL_PER;
    case 'O': return LABEL_ORG;
    case 'L': return LABEL_LOC;
    case 'D': return LABEL_DATE;
    case 'M': return LABEL_MONEY;
    default: return LABEL_REF;
    }
}

static uint32_t cluster_of(struct reading *r, struct str name, enum mention_label label, uint32_t mention) {
    for (uint32_t i = 0; i < r->cluster_count; i++)
        if (str_eq(r->clusters[i].name, name)) return i;
    r->clusters[r->cluster_count] = (struct cluster){.name = name, .label = label, .first_mention = mention};
    return r->cluster_count++;
}

static void set_mention(struct reading *r, const struct made *m, uint32_t i) {
    struct mention *x = &r->mentions[i];
    struct str words = str_cut(r->tokens.text, m->mention[i].start, m->mention[i].end);
    *x = (struct mention){.span = m->mention[i], .label = label_of(m->kind[i]), .entity = NO_INDEX};
    x->first_token = token_from(&r->tokens, x->span.start);
    x->end_token = token_from(&r->tokens, x->span.end);
    if (x->label == LABEL_REF) x->entity = (uint32_t)(m->kind[i] - '0');
    else if (x->label == LABEL_DATE) assert_true(date_parse(words, &x->date));
    else if (x->label != LABEL_MONEY) x->entity = cluster_of(r, words, x->label, i);
}

static void make(const struct made *m, struct arena *a, struct reading *r) {
    *r = (struct reading){0};
    token_split((struct str){m->text, m->length}, a, &r->tokens);
    r->mentions = arena_array(a, MARKS, sizeof *r->mentions);
    r->clusters = arena_array(a, MARKS, sizeof *r->clusters);
    r->mention_count = m->count;
    for (uint32_t i = 0; i < m->count; i++) set_mention(r, m, i);
    if (!m->content.end) return;
    r->claims = arena_array(a, 1, sizeof *r->claims);
    r->claim_count = 1;
    r->claims[0] =
        (struct claim){.span = {0, m->length}, .content_count = 1, .speaker_entity = NO_INDEX, .via = NO_INDEX};
    r->claims[0].content = arena_array(a, 1, sizeof(struct span));
    r->claims[0].content[0] = m->content;
}

static void put_span(struct buf *b, const struct reading *r, struct span s) {
    buf_add(b, str_cut(r->tokens.text, s.start, s.end));
}

static void put_tie(struct buf *b, const struct reading *r, const struct tie *t, struct arena *a) {
    if (b->n) buf_add(b, STR("; "));
    buf_add(b, str_of(tie_types[t->type]));
    buf_add(b, STR(": "));
    put_span(b, r, t->from);
    buf_add(b, STR(" > "));
    put_span(b, r, t->to);
    if (t->role.p) buf_add(b, STR(", role ")), buf_add(b, t->role);
    if (t->amount != NO_INDEX) buf_add(b, STR(", amount ")), put_span(b, r, r->mentions[t->amount].span);
    if (t->date.precision) buf_add(b, STR(", date ")), buf_add(b, date_print(t->date, a));
    if (t->place.p) buf_add(b, STR(", place ")), buf_add(b, t->place);
    if (t->topic.p) buf_add(b, STR(", topic ")), buf_add(b, t->topic);
    if (t->negated) buf_add(b, STR(", not"));
    if (t->modality != MODALITY_FACT) buf_add(b, STR(", ")), buf_add(b, str_of(modalities[t->modality]));
    if (t->claim != NO_INDEX) buf_add(b, STR(", said"));
    buf_add(b, STR(" "));
    buf_add_byte(b, t->tier);
}

static void cases_hold(void **state) {
    const struct language *l = *state;
    uint32_t wrong = 0;
    for (size_t i = 0; i < sizeof tie_cases / sizeof *tie_cases; i++) {
        struct arena a = {0};
        struct buf b = {0};
        struct made m;
        struct reading r;
        read_marks(tie_cases[i].text, &m);
        make(&m, &a, &r);
        tie_layer(l, (struct date){0}, &a, &r);
        for (uint32_t k = 0; k < r.tie_count; k++) put_tie(&b, &r, &r.ties[k], &a);
        if (!str_is((struct str){b.p, b.n}, tie_cases[i].ties)) {
            print_error("%s\n  want %s\n  got  %.*s\n", tie_cases[i].text, tie_cases[i].ties, (int)b.n,
                        b.p ? (char *)b.p : "");
            wrong++;
        }
        buf_done(&b);
        arena_done(&a);
    }
    assert_int_equal(wrong, 0);
}

/* A country named by its adjective gets a cluster of its own; the mentions stay in order. */
static void nations_get_clusters(void **state) {
    struct arena a = {0};
    struct made m;
    struct reading r;
    read_marks("[P:Ada Quill] met Russian President [P:Viktor Orlenko] in [L:Vienna].", &m);
    make(&m, &a, &r);
    tie_layer(*state, (struct date){0}, &a, &r);
    assert_int_equal(r.mention_count, 4);
    assert_int_equal(r.cluster_count, 4);
    for (uint32_t i = 1; i < r.mention_count; i++) assert_true(r.mentions[i - 1].span.start < r.mentions[i].span.start);
    for (uint32_t i = 0; i < r.cluster_count; i++) assert_int_equal(r.mentions[r.clusters[i].first_mention].entity, i);
    assert_true(str_is(r.clusters[3].name, "Russia"));
    arena_done(&a);
}

/* A text without sentence ends, all triggers and names: time must stay in proportion, spans inside the text. */
static void long_sentences_are_survived(void **state) {
    struct arena a = {0};
    struct buf b = {0};
    for (int i = 0; i < 20000; i++) buf_add(&b, STR("Ada Quill and Velmar Bank, who met, paid, owned, of, "));
    struct reading r;
    language_read(*state, (struct str){(const char *)b.p, b.n}, (struct date){0}, &a, &r);
    for (uint32_t i = 0; i < r.tie_count; i++)
        assert_true(r.ties[i].span.end <= b.n && r.ties[i].span.start < r.ties[i].span.end);
    buf_done(&b);
    arena_done(&a);
}

static int open_language(void **state) {
    struct err e = {0};
    struct language *l;
    if (!language_open(NULL, &l, &e)) return -1;
    *state = l;
    return 0;
}

static int close_language(void **state) {
    language_close(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(cases_hold), cmocka_unit_test(nations_get_clusters),
                                       cmocka_unit_test(long_sentences_are_survived)};
    return cmocka_run_group_tests(tests, open_language, close_language);
}
