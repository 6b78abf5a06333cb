/* Words across scripts: what a word of another script is in Latin letters, by tables learned from pairs of names.
 *
 * A table says of every chunk of one or two letters which Latin letters stand for it and what that costs (sixteenths of
 * a nat, minus the logarithm of the probability). Hangul is taken apart into its letters first. Tables are trained by
 * models/names/scripts.c from CC0 data; scripts without one are transliterated by rules (text/fold.h).
 * crossing.h says how far a word is from a Latin one.
 *
 *     const struct script *s = script_of(STR("стольник"));           // NULL: no table
 *     struct str best[4];
 *     size_t n = script_latin(s, STR("стольник"), 4, &arena, best);  // "stolnik", "stolnick", ...
 */
#ifndef CLEW_NAMES_SCRIPT_H
#define CLEW_NAMES_SCRIPT_H

#include "base/arena.h"
#include "base/str.h"

enum {
    SCRIPT_LETTERS = 32, /* letters of a word that are looked at */
    SCRIPT_BEAM = 12,
    SCRIPT_CHUNK = 7,   /* Latin letters of a chunk at most */
    SCRIPT_MOST = 4000, /* a cost above that of any word */
    SCRIPT_MAGIC = 0x31726373
};

struct script_chunk {
    uint32_t letters[2]; /* the second is 0 for a chunk of one */
    uint32_t first;      /* entry; the next chunk's is the end */
};
struct script_entry {
    char latin[SCRIPT_CHUNK]; /* zero-padded */
    uint8_t cost;
};
/* The bytes of a table: this, then chunks sorted by letters (one more than counted), then entries, cheapest first. */
struct script {
    uint32_t magic, chunks, entries, unused;
};

/* `folded` is fold_text's. */
const struct script *script_of(struct str folded);
/* The cheapest spellings, cheapest first; at most `most` (and SCRIPT_BEAM) of them, in the arena. 0 when the word has
 * letters that the table does not know. *cost gets that of the first (also when `most` is 0);
 * may be NULL. */
size_t script_latin(const struct script *, struct str folded, size_t most, struct arena *, struct str *out,
                    unsigned *cost);
/* The letters of a word: code points, Hangul taken apart. For the training program too. */
size_t script_letters(struct str folded, uint32_t out[SCRIPT_LETTERS]);

#endif
