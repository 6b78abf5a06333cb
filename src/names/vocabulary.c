#include "names/vocabulary.h"

#include <string.h>

const struct vocabulary_entry *vocabulary_find(struct str folded) {
    if (folded.n == 0 || folded.n > UINT8_MAX) return NULL;
    uint64_t hash = str_hash(folded);
    for (uint32_t at = (uint32_t)hash & vocabulary_mask;; at = (at + 1) & vocabulary_mask) {
        const struct vocabulary_entry *slot = &vocabulary_slots[at];
        if (slot->length == 0) return NULL;
        if (slot->tag == hash >> 56 && slot->length == folded.n &&
            memcmp(vocabulary_text + slot->text, folded.p, folded.n) == 0)
            return slot;
    }
}

int vocabulary_nick(const struct vocabulary_entry *a, const struct vocabulary_entry *b) {
    if (!a || !b || !a->nicks || !b->nicks) return 0;
    int best = 0;
    for (const uint16_t *x = vocabulary_nicks + a->nicks; *x; x++)
        for (const uint16_t *y = vocabulary_nicks + b->nicks; *y; y++)
            if ((*x & 0x7fff) == (*y & 0x7fff)) {
                if ((*x | *y) & 0x8000) return 2;
                best = 1;
            }
    return best;
}
