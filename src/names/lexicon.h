/* What is known of a word before any two names are compared: legal form, title, particle, number, term, place, how
 * common it is as a forename, as a surname and at all, and which nicknames it has.
 *
 * The table is made at build time by src/names/lexicon.py from models/names/lexicon.tsv (recipe:
 * models/names/README.md): constant data, no set-up, one probe a look-up. Forms are folded (text/fold.h); several words
 * are joined by one blank.
 */
#ifndef CLEW_NAMES_LEXICON_H
#define CLEW_NAMES_LEXICON_H

#include "base/str.h"

enum lexicon_flag {
    LEXICON_TITLE = 1,
    LEXICON_PARTICLE = 2,
    LEXICON_STOP = 4,    /* article, conjunction: of no weight in an organisation's name */
    LEXICON_PLACE = 8,   /* `term` is a place */
    LEXICON_PHRASE = 16, /* longer forms start with this one */
    LEXICON_ROMAN = 32   /* `number` is written with Roman numerals */
};

struct lexicon_entry {
    uint32_t text;               /* offset of the form in lexicon_text */
    uint8_t length;              /* of it; 0: a free slot */
    uint8_t flags;               /* enum lexicon_flag */
    uint8_t rarity;              /* sixteenths of a nat; 0: not counted */
    uint8_t given, surname;      /* log2(1 + count) as each */
    uint16_t legal, legal_group; /* the form and its family across countries; 0: none */
    uint16_t term;               /* one meaning in several languages; 0: none */
    uint16_t number;             /* value + 1; 0: none */
    uint32_t nicks; /* offset in lexicon_nicks of group numbers, ended by 0; 0: none. A group's own name has
                       bit 15 set. */
};

const struct lexicon_entry *lexicon_find(struct str folded); /* NULL when unknown */
/* Both stand for the same forename: one is the other's nickname (2) or both are nicknames of a third (1), else 0. */
int lexicon_nick(const struct lexicon_entry *, const struct lexicon_entry *);

enum { LEXICON_WORDS = 6 }; /* words of the longest form */

/* The generated table. */
extern const struct lexicon_entry lexicon_slots[];
extern const uint32_t lexicon_mask;
extern const char lexicon_text[];
extern const uint16_t lexicon_nicks[];

#endif
