#include "names/lexicon.h"

#include <string.h>

const struct lexicon_entry *lexicon_find(struct str folded) {
    if (folded.n == 0 || folded.n > UINT8_MAX) return NULL;
    for (uint32_t at = (uint32_t)str_hash(folded) & lexicon_mask;; at = (at + 1) & lexicon_mask) {
        const struct lexicon_entry *slot = &lexicon_slots[at];
        if (slot->length == 0) return NULL;
        if (slot->length == folded.n && memcmp(lexicon_text + slot->text, folded.p, folded.n) == 0) return slot;
    }
}

int lexicon_nick(const struct lexicon_entry *a, const struct lexicon_entry *b) {
    if (!a || !b || !a->nicks || !b->nicks) return 0;
    int best = 0;
    for (const uint16_t *x = lexicon_nicks + a->nicks; *x; x++)
        for (const uint16_t *y = lexicon_nicks + b->nicks; *y; y++)
            if ((*x & 0x7fff) == (*y & 0x7fff)) {
                if ((*x | *y) & 0x8000) return 2;
                best = 1;
            }
    return best;
}
