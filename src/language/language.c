#include "language/language.h"

#include "base/embed.h"
#include "base/heap.h"
#include "language/layers.h"
#include "language/tagger.h"

#include <stdio.h>
#include <stdlib.h>

enum { MODEL_CEILING = 64 << 20 };

const char *const mention_labels[] = {"PER",   "ORG",  "LOC",    "DATE", "MONEY", "EMAIL", "DOMAIN",
                                      "PHONE", "IBAN", "WALLET", "LEI",  "IMO",   "ID",    "REF"};
const char *const speaker_types[] = {"named", "anonymous", "spokesperson", "document", "author", "unknown"};
const char *const claim_forms[] = {"direct", "indirect", "mixed"};
const char *const stances[] = {"asserts", "denies", "declines", "alleges", "asks"};
const char *const modalities[] = {"fact", "promise", "plan", "possible", "conditional"};
const char *const tie_types[] = {"contact",     "payment",    "contract", "ownership", "founder",  "office",
                                 "employment",  "membership", "family",   "associate", "sanction", "legal",
                                 "endorsement", "education",  "travel",   "other"};

/* The built-in model, or the one in the user's folder. */
static bool open_names(const char *folder, struct language *l, struct err *e) {
    struct str bytes = embed_find(weights_data, "names_en.model");
    if (folder) {
        char path[4096];
        int n = snprintf(path, sizeof path, "%s/names_en.model", folder);
        if (n > 0 && (size_t)n < sizeof path && file_kind(path) == FILE_REGULAR) {
            if (!file_read(path, MODEL_CEILING, &l->names_file, e)) return false;
            bytes = l->names_file.bytes;
        }
    }
    return !bytes.p || tagger_model_open(bytes, &l->names, e);
}

bool language_open(const char *folder, struct language **out, struct err *e) {
    struct language *l = heap_zero(1, sizeof *l);
    if (!lexicons_open(folder, &l->lexicons, e) || !open_names(folder, l, e)) {
        language_close(l);
        return false;
    }
    *out = l;
    return true;
}

void language_close(struct language *l) {
    if (!l) return;
    lexicons_done(&l->lexicons);
    file_done(&l->names_file);
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
