#include "language/language.h"

#include "base/heap.h"
#include "language/layers.h"

#include <stdlib.h>

const char *const mention_labels[] = {"PER",   "ORG",  "LOC",    "DATE", "MONEY", "EMAIL", "DOMAIN",
                                      "PHONE", "IBAN", "WALLET", "LEI",  "IMO",   "ID",    "REF"};
const char *const speaker_types[] = {"named", "anonymous", "spokesperson", "document", "author", "unknown"};
const char *const claim_forms[] = {"direct", "indirect", "mixed"};
const char *const stances[] = {"asserts", "denies", "declines", "alleges", "asks"};
const char *const modalities[] = {"fact", "promise", "plan", "possible", "conditional"};
const char *const tie_types[] = {"contact",     "payment",    "contract", "ownership", "founder",  "office",
                                 "employment",  "membership", "family",   "associate", "sanction", "legal",
                                 "endorsement", "education",  "travel",   "other"};

bool language_open(const char *folder, struct language **out, struct err *e) {
    struct language *l = heap_zero(1, sizeof *l);
    if (!lexicons_open(folder, &l->lexicons, e)) {
        free(l);
        return false;
    }
    *out = l;
    return true;
}

void language_close(struct language *l) {
    if (!l) return;
    lexicons_done(&l->lexicons);
    free(l);
}

void language_read(const struct language *l, struct str text, struct date published, struct arena *a,
                   struct reading *r) {
    *r = (struct reading){0};
    token_split(text, a, &r->tokens);
    mention_layer(l, published, a, r);
    quote_layer(l, published, a, r);
    tie_layer(l, published, a, r);
}
