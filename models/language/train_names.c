/* train-names CORPUS.jsonl MODEL [EPOCHS]
 *
 * Learns the model of src/language/tagger.h from a corpus made by make_names_corpus.py: an averaged perceptron
 * that reads each document as the engine does, greedily and with its own earlier decisions. One thread, whole numbers,
 * a fixed order: the same corpus gives the same bytes. */
#include "base/file.h"
#include "base/heap.h"
#include "base/json.h"
#include "language/tagger.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* MARGIN: the right tag must win by that much, or the weights move although it won. */
enum { EPOCHS = 6, MARGIN = 100, SKETCH = 1 << 24, LEAST_SEEN = 2, MODEL_BYTES = 4000000 };

struct row {
    uint64_t feature; /* 0: free */
    int32_t weight[TAG_COUNT];
    int64_t moved[TAG_COUNT]; /* sum of step number times change: gives the average without touching every row */
};
struct document {
    struct reading reading;
    struct mention_work work;
    uint8_t *gold;
};
struct trainer {
    struct language *language;
    struct arena arena;
    struct vec documents; /* struct document */
    uint8_t *sketch;      /* how often a feature is seen, saturating */
    struct row *rows;
    size_t mask, count;
    int64_t step;
};

/* The gold tags: mentions whose ends are no token borders are left out. */
static void lay_gold(struct document *d, const struct json *mentions, struct str text, struct arena *a) {
    struct utf8_index index;
    utf8_index_init(&index, text, a);
    const struct tokens *t = &d->reading.tokens;
    d->gold = arena_array(a, t->token_count + 1, 1);
    uint32_t i = 0;
    for (size_t k = 0; k < json_count(mentions); k++) {
        const struct json *m = json_at(mentions, k);
        size_t start = utf8_index_byte(&index, (size_t)json_i64(json_at(m, 0), 0));
        size_t end = utf8_index_byte(&index, (size_t)json_i64(json_at(m, 1), 0));
        struct str label = json_text(json_at(m, 2));
        enum mention_label l = str_is(label, "PER") ? LABEL_PER : str_is(label, "ORG") ? LABEL_ORG : LABEL_LOC;
        while (i && t->token[i - 1].start >= start) i--;
        while (i < t->token_count && t->token[i].start < start) i++;
        uint32_t stop = i;
        while (stop < t->token_count && t->token[stop].end < end) stop++;
        if (stop >= t->token_count || t->token[i].start != start || t->token[stop].end != end) continue;
        if (t->token[i].sentence != t->token[stop].sentence) continue;
        for (uint32_t x = i; x <= stop; x++)
            d->gold[x] = tagger_tag(l, i == stop ? TAG_UNIT : x == i ? TAG_BEGIN : x == stop ? TAG_LAST : TAG_INSIDE);
    }
}

static bool load(struct trainer *tr, const char *path, struct err *e) {
    struct file f;
    if (!file_read(path, 0, &f, e)) return false;
    struct str bytes = arena_copy(&tr->arena, f.bytes);
    file_done(&f);
    for (struct str rest = bytes; rest.p;) {
        struct str line = str_split(&rest, '\n');
        struct json *v;
        if (!line.n) continue;
        if (!json_read(line, &tr->arena, &v, e)) return false;
        struct document *d = heap_zero(1, sizeof *d);
        struct str text = json_text(json_get(v, STR("text")));
        token_split(text, &tr->arena, &d->reading.tokens);
        d->work = (struct mention_work){.language = tr->language,
                                        .arena = &tr->arena,
                                        .reading = &d->reading,
                                        .tokens = &d->reading.tokens,
                                        .mentions = VEC(struct mention)};
        mention_cues(&d->work);
        mention_patterns(&d->work);
        vec_done(&d->work.mentions);
        lay_gold(d, json_get(v, STR("mentions")), text, &tr->arena);
        vec_push_copy(&tr->documents, &d);
    }
    return true;
}

static struct row *row_of(struct trainer *tr, uint64_t feature, bool make) {
    size_t i = (size_t)(feature ^ feature >> 29) & tr->mask;
    while (tr->rows[i].feature && tr->rows[i].feature != feature) i = (i + 1) & tr->mask;
    if (tr->rows[i].feature) return &tr->rows[i];
    if (!make) return NULL;
    if (2 * ++tr->count > tr->mask) {
        fprintf(stderr, "train-names: more features than rows\n");
        exit(2);
    }
    tr->rows[i].feature = feature;
    return &tr->rows[i];
}

static void score(struct trainer *tr, const struct tagger_features *f, int32_t scores[TAG_COUNT]) {
    memset(scores, 0, TAG_COUNT * sizeof *scores);
    for (uint32_t i = 0; i < f->n; i++) {
        const struct row *r = row_of(tr, f->at[i], false);
        if (!r) continue;
        for (int k = 0; k < TAG_COUNT; k++) scores[k] += r->weight[k];
    }
}

static void change(struct trainer *tr, uint64_t feature, uint8_t tag, int by) {
    if (tr->sketch[feature % SKETCH] < LEAST_SEEN) return;
    struct row *r = row_of(tr, feature, true);
    r->weight[tag] += by;
    r->moved[tag] += by * tr->step;
}

/* The strongest rival of the right tag. */
static uint8_t best_other(const struct tagger_text *t, uint32_t i, const int32_t scores[TAG_COUNT], uint8_t gold) {
    uint8_t best = TAG_COUNT;
    for (uint8_t tag = 0; tag < TAG_COUNT; tag++)
        if (tag != gold && tagger_allows(t, i, tag) && (best == TAG_COUNT || scores[tag] > scores[best])) best = tag;
    return best;
}

/* One walk over a document; wrong and narrow decisions move the weights. Gives the number of them. */
static uint32_t learn(struct trainer *tr, struct document *d) {
    struct arena scratch = {0};
    struct mention_work w = d->work;
    w.arena = &scratch;
    struct tagger_text t;
    tagger_prepare(&w, &t);
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < w.tokens->token_count; i++) {
        if (!tagger_wants(&t, i)) continue;
        struct tagger_features f;
        int32_t scores[TAG_COUNT];
        tagger_features(&t, i, &f);
        score(tr, &f, scores);
        uint8_t tag = tagger_best(&t, i, scores), gold = d->gold[i];
        tr->step++;
        wrong += tag != gold;
        if (tagger_allows(&t, i, gold)) {
            uint8_t rival = best_other(&t, i, scores, gold);
            if (rival != TAG_COUNT && scores[gold] - scores[rival] < MARGIN) {
                for (uint32_t k = 0; k < f.n; k++) {
                    change(tr, f.at[k], gold, 1);
                    change(tr, f.at[k], rival, -1);
                }
            }
        }
        tagger_set(&t, i, tag);
    }
    arena_done(&scratch);
    return wrong;
}

/* Counts the features of the right reading, so that what is seen once gets no row. */
static void count_features(struct trainer *tr, struct document *d) {
    struct arena scratch = {0};
    struct mention_work w = d->work;
    w.arena = &scratch;
    struct tagger_text t;
    tagger_prepare(&w, &t);
    for (uint32_t i = 0; i < w.tokens->token_count; i++) {
        if (!tagger_wants(&t, i)) continue;
        struct tagger_features f;
        tagger_features(&t, i, &f);
        for (uint32_t k = 0; k < f.n; k++) {
            uint8_t *n = &tr->sketch[f.at[k] % SKETCH];
            if (*n < LEAST_SEEN) ++*n;
        }
        tagger_set(&t, i, d->gold[i]);
    }
    arena_done(&scratch);
}

static void shuffle(struct vec *v, uint64_t seed) {
    for (size_t i = v->n; i > 1; i--) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        size_t k = (size_t)(seed >> 33) % i;
        struct document **a = vec_at(v, i - 1, v->size), **b = vec_at(v, k, v->size), *swap = *a;
        *a = *b;
        *b = swap;
    }
}

/* The average weight over all steps, times the number of steps. */
static int64_t average(const struct trainer *tr, const struct row *r, int tag) {
    return (int64_t)r->weight[tag] * tr->step - r->moved[tag];
}
static int64_t size_of(int64_t x) { return x < 0 ? -x : x; }

/* The largest weight that still gets its own value; one in ten thousand is cut to it. */
static int64_t ceiling_of(const struct trainer *tr) {
    int64_t most = 1;
    uint64_t all = 0;
    for (size_t i = 0; i <= tr->mask; i++)
        for (int k = 0; k < TAG_COUNT && tr->rows[i].feature; k++) {
            int64_t x = size_of(average(tr, &tr->rows[i], k));
            if (x > most) most = x;
            all += x > 0;
        }
    for (;;) {
        uint64_t above = 0;
        for (size_t i = 0; i <= tr->mask; i++)
            for (int k = 0; k < TAG_COUNT && tr->rows[i].feature; k++)
                above += size_of(average(tr, &tr->rows[i], k)) > most * 4 / 5;
        if (above * 10000 > all) return most;
        most = most * 4 / 5;
    }
}

static int8_t small_weight(int64_t x, int64_t ceiling) {
    int64_t q = (size_of(x) * 127 + ceiling / 2) / ceiling;
    if (q > 127) q = 127;
    return (int8_t)(x < 0 ? -q : q);
}

static int largest(const struct trainer *tr, const struct row *r, int64_t ceiling) {
    int most = 0;
    for (int k = 0; k < TAG_COUNT; k++) {
        int q = small_weight(average(tr, r, k), ceiling);
        if (q < 0) q = -q;
        if (q > most) most = q;
    }
    return most;
}

/* Most features of a text have no row, and a look for one ends at a free slot: nearly half of them stay free. */
static size_t slots_for(size_t rows) { return rows * 9 / 5 + 1; }

/* The least largest weight of the rows that fit the model's size. */
static int threshold(const struct trainer *tr, int64_t ceiling, size_t *kept) {
    size_t with[129] = {0};
    for (size_t i = 0; i <= tr->mask; i++)
        if (tr->rows[i].feature) with[largest(tr, &tr->rows[i], ceiling)]++;
    int least = 128;
    *kept = 0;
    while (least > 1 && slots_for(*kept + with[least - 1]) * TAGGER_ROW < MODEL_BYTES) *kept += with[--least];
    return least;
}

static bool write_model(const struct trainer *tr, const char *path, struct err *e) {
    int64_t ceiling = ceiling_of(tr);
    size_t kept;
    int least = threshold(tr, ceiling, &kept);
    uint32_t slots = (uint32_t)slots_for(kept);
    size_t size = TAGGER_HEAD + (size_t)slots * TAGGER_ROW;
    uint8_t *bytes = heap_zero(size, 1), *rows = bytes + TAGGER_HEAD;
    snprintf((char *)bytes, TAGGER_HEAD, TAGGER_MAGIC "%u\n", slots);
    for (size_t i = 0; i <= tr->mask; i++) {
        const struct row *r = &tr->rows[i];
        if (!r->feature || largest(tr, r, ceiling) < least) continue;
        uint32_t slot = tagger_slot(r->feature, slots), mark = tagger_mark(r->feature);
        uint8_t *at;
        while (at = rows + (size_t)slot * TAGGER_ROW, at[0] | at[1] | at[2]) slot = slot + 1 == slots ? 0 : slot + 1;
        for (int k = 0; k < 3; k++) at[k] = (uint8_t)(mark >> 8 * k);
        for (int k = 0; k < TAG_COUNT; k++) at[3 + k] = (uint8_t)small_weight(average(tr, r, k), ceiling);
    }
    printf("%zu of %zu rows, least weight %d, %zu bytes\n", kept, tr->count, least, size);
    bool ok = file_write(path, (struct str){(char *)bytes, size}, e);
    free(bytes);
    return ok;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: train-names CORPUS.jsonl MODEL [EPOCHS]\n");
        return 2;
    }
    struct trainer tr = {.documents = VEC(struct document *), .mask = (1u << 22) - 1};
    struct err e;
    int epochs = argc > 3 ? atoi(argv[3]) : EPOCHS;
    if (!language_open(NULL, &tr.language, &e) || !load(&tr, argv[1], &e)) {
        fprintf(stderr, "train-names: %s\n", e.text);
        return 2;
    }
    tr.sketch = heap_zero(SKETCH, 1);
    tr.rows = heap_zero(tr.mask + 1, sizeof *tr.rows);
    for (size_t i = 0; i < tr.documents.n; i++) count_features(&tr, *VEC_AT(&tr.documents, struct document *, i));
    for (int epoch = 0; epoch < epochs; epoch++) {
        uint32_t wrong = 0;
        shuffle(&tr.documents, (uint64_t)epoch + 1);
        for (size_t i = 0; i < tr.documents.n; i++) wrong += learn(&tr, *VEC_AT(&tr.documents, struct document *, i));
        printf("epoch %d: %u wrong, %zu rows\n", epoch + 1, wrong, tr.count);
    }
    if (!write_model(&tr, argv[2], &e)) {
        fprintf(stderr, "train-names: %s\n", e.text);
        return 2;
    }
    return 0;
}
