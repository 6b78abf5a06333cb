/* What is known of a word before any two names are compared: legal form, title, particle, number, term, place, how
 * common it is as a forename, as a surname and at all, and which nicknames it has.
 *
 * The table is made at build time by src/names/vocabulary.py from models/names/vocabulary.tsv (recipe:
 * models/names/README.md): constant data, no set-up, one probe a look-up. Forms are folded (text/fold.h); several words
 * are joined by one blank.
 */
#ifndef CLEW_NAMES_VOCABULARY_H
#define CLEW_NAMES_VOCABULARY_H

#include "base/str.h"

enum vocabulary_flag {
    VOCABULARY_TITLE = 1,
    VOCABULARY_PARTICLE = 2,
    VOCABULARY_STOP = 4,    /* article, conjunction: of no weight in an organisation's name */
    VOCABULARY_PLACE = 8,   /* `term` is a place */
    VOCABULARY_PHRASE = 16, /* longer forms start with this one */
    VOCABULARY_ROMAN = 32   /* `number` is written with Roman numerals */
};

struct vocabulary_entry {
    uint32_t text;               /* offset of the form in vocabulary_text */
    uint8_t length;              /* of it; 0: a free slot */
    uint8_t flags;               /* enum vocabulary_flag */
    uint8_t rarity;              /* sixteenths of a nat; 0: not counted */
    uint8_t given, surname;      /* log2(1 + count) as each */
    uint8_t tag;                 /* highest bits of the form's hash, which tell most others apart */
    uint16_t legal, legal_group; /* the form and its family across countries; 0: none */
    uint16_t term;               /* one meaning in several languages; 0: none */
    uint16_t number;             /* value + 1; 0: none */
    uint32_t nicks; /* offset in vocabulary_nicks of group numbers, ended by 0; 0: none. A group's own name has
                       bit 15 set. */
};

const struct vocabulary_entry *vocabulary_find(struct str folded); /* NULL when unknown */
/* Both stand for the same forename: one is the other's nickname (2) or both are nicknames of a third (1), else 0. */
int vocabulary_nick(const struct vocabulary_entry *, const struct vocabulary_entry *);

enum { VOCABULARY_WORDS = 6 }; /* words of the longest form */

/* The generated table. */
extern const struct vocabulary_entry vocabulary_slots[];
extern const uint32_t vocabulary_mask;
extern const char vocabulary_text[];
extern const uint16_t vocabulary_nicks[];

#endif
