/* What is looked for, as the scan meets it: two filters, a table of word pairs, a table of names. For src/match only.
 */
#ifndef CLEW_MATCH_SCAN_TABLE_H
#define CLEW_MATCH_SCAN_TABLE_H

#include "match/scan_words.h"

enum scan_form_flag {
    SCAN_STARTS_HANGUL = 1,   /* found only where no Hangul stands before it */
    SCAN_STARTS_KATAKANA = 2, /* ... no Katakana */
    SCAN_ENDS_KATAKANA = 4,   /* ... nor behind it */
    SCAN_SURNAME_FIRST = 8    /* a person's, and nothing else: over a comma it begins with the surname */
};
/* One thing to look for: the folded words of names, and of a single word also its capitals. */
struct scan_form {
    uint64_t text;     /* its folded words, each but the last with a blank behind it */
    uint32_t n;        /* bytes of them */
    uint32_t first;    /* of its numbers; the next form's is their end */
    uint32_t capitals; /* of a single word, see scan_capitals; else 0 */
    uint8_t words, flags;
};

/* Tables of powers of two, searched from the top bits of the hash on; free slots have no `lengths` or `form`. */
struct scan_pair {
    uint32_t tag, lengths; /* of names with these two first words, see scan_length_bit */
};
struct scan_slot {
    uint32_t tag, form; /* number + 1 */
};
struct scan {
    uint64_t *pair;   /* a filter: three bits within one word for the first two words of a name */
    uint64_t *single; /* the same for names of one word */
    unsigned pair_filter_shift, single_filter_shift;
    bool has_single;
    struct scan_pair *pairs;
    struct scan_slot *slots;
    unsigned pair_shift, slot_shift;
    struct scan_form *forms;
    uint32_t form_count;
    char *text;
    uint32_t *numbers;
};

static inline uint32_t scan_tag(uint64_t hash) { return (uint32_t)(hash >> 16); }
/* Whether the three bits of a filter's word are set, as 0 or 1; and the three. */
static inline uint64_t scan_filter_has(uint64_t word, uint64_t hash) {
    return word >> (hash >> 26 & 63) & word >> (hash >> 32 & 63) & word >> (hash >> 38 & 63) & 1;
}
static inline uint64_t scan_filter_bits(uint64_t hash) {
    return (uint64_t)1 << (hash >> 26 & 63) | (uint64_t)1 << (hash >> 32 & 63) | (uint64_t)1 << (hash >> 38 & 63);
}
/* Names of 2 to 32 words have a bit each, longer ones share the last. */
static inline uint32_t scan_length_bit(uint32_t words) { return 1u << (words > 32 ? 31 : words - 2); }

/* Which letters of a word are capitals: a bit a letter that has a case, below a top bit; 1: none has. Words of more
 * letters than fit, likewise 1. */
uint32_t scan_capitals(struct str written);
/* Whether a word written like `text` may be the name written like `name`, see match/scan.h. */
bool scan_capitals_fit(uint32_t name, uint32_t text);

#endif
