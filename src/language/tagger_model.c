#include "language/tagger.h"

#include <assert.h>

/* The file, little enough to be used where it lies:
 *
 *     "clew names 1\n" SLOTS in decimal "\n" zeros up to 64 bytes
 *     SLOTS rows: | mark: 3 bytes, low first | weight of each of the 13 tags: signed byte |
 * A row's slot is the first free one at or behind tagger_slot, wrapping round; mark 0 is a free row. */

bool tagger_model_open(struct str bytes, struct tagger_model *m, struct err *e) {
    *m = (struct tagger_model){0};
    struct str head = str_cut(bytes, 0, TAGGER_HEAD), magic = STR(TAGGER_MAGIC);
    if (head.n < TAGGER_HEAD || !str_starts(head, magic))
        return err_set(e, ERR_DAMAGED, "the model of names has no head; build clew again from its sources");
    uint64_t slots;
    size_t end = str_find_byte(head, '\n', magic.n);
    if (!str_to_u64(str_cut(head, magic.n, end), &slots) || !slots || slots > UINT32_MAX ||
        bytes.n != TAGGER_HEAD + slots * TAGGER_ROW)
        return err_set(e, ERR_DAMAGED, "the model of names is cut off; build clew again from its sources");
    m->rows = (const uint8_t *)bytes.p + TAGGER_HEAD;
    m->slots = (uint32_t)slots;
    return true;
}

uint32_t tagger_slot(uint64_t feature, uint32_t slots) { return (uint32_t)(((feature & 0xffffffffu) * slots) >> 32); }
uint32_t tagger_mark(uint64_t feature) {
    uint32_t mark = (uint32_t)(feature >> 40);
    return mark ? mark : 1;
}

static const uint8_t *row_at(const struct tagger_model *m, uint32_t slot, uint32_t mark) {
    assert(m->rows);
    for (;;) {
        const uint8_t *row = m->rows + (size_t)slot * TAGGER_ROW;
        uint32_t here = row[0] | (uint32_t)row[1] << 8 | (uint32_t)row[2] << 16;
        if (here == mark) return row;
        if (!here) return NULL;
        if (++slot == m->slots) slot = 0;
    }
}

void tagger_score(const struct tagger_model *m, const struct tagger_features *f, int32_t scores[TAG_COUNT]) {
    uint32_t slots[TAGGER_FEATURES];
    for (uint32_t i = 0; i < f->n; i++) {
        slots[i] = tagger_slot(f->at[i], m->slots);
        __builtin_prefetch(m->rows + (size_t)slots[i] * TAGGER_ROW);
    }
    /* Whole rows are added, mark and all, since sixteen lanes cost what thirteen do; 72 times 127 fits. */
    int16_t sums[TAGGER_ROW] = {0};
    for (uint32_t i = 0; i < f->n; i++) {
        const uint8_t *row = row_at(m, slots[i], tagger_mark(f->at[i]));
        if (!row) continue;
        for (int k = 0; k < TAGGER_ROW; k++) sums[k] = (int16_t)(sums[k] + (int8_t)row[k]);
    }
    for (int k = 0; k < TAG_COUNT; k++) scores[k] = sums[TAGGER_ROW - TAG_COUNT + k];
}

uint8_t tagger_best(const struct tagger_text *t, uint32_t i, const int32_t scores[TAG_COUNT]) {
    uint8_t best = TAG_COUNT;
    for (uint8_t tag = 0; tag < TAG_COUNT; tag++)
        if (tagger_allows(t, i, tag) && (best == TAG_COUNT || scores[tag] > scores[best])) best = tag;
    return best;
}
