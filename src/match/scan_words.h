/* A text cut into folded words, one after the other: the rule that match/scan.h states, in its plain form. For
 * src/match only; the fast path of scan_cut.c gives the same words.
 *
 * Folding is that of text/fold.h, asked once for each code point that is met and kept in pages of 256; marks that it
 * keeps stay decomposed, so that composed and decomposed writings are equal.
 */
#ifndef CLEW_MATCH_SCAN_WORDS_H
#define CLEW_MATCH_SCAN_WORDS_H

#include "match/scan.h"

enum scan_kind {
    SCAN_LETTERS,    /* belongs to a word */
    SCAN_BREAK,      /* ends one */
    SCAN_NOTHING,    /* neither: joiners, directions, tatweel */
    SCAN_DROPPED,    /* a mark that folding drops; a hit still covers it */
    SCAN_APOSTROPHE, /* dropped too, and begins a possessive */
    SCAN_MARK,       /* a mark that is kept: belongs to what stands before it */
    SCAN_ALONE,      /* a word of its own */
    SCAN_KATAKANA,   /* likewise, and names end with the run */
    SCAN_HANGUL,     /* likewise, and names begin with the run */
    SCAN_SEVERAL     /* folds to several of these, see scan_words_next */
};

struct scan_fold; /* the pages; one a thread */
struct scan_fold *scan_fold_new(void);
void scan_fold_free(struct scan_fold *);
enum scan_kind scan_kind_at(struct scan_fold *, struct str text, size_t at, size_t *next);

struct scan_word {
    size_t start, end;                /* bytes of the text, without a possessive */
    uint32_t n;                       /* folded bytes; more than SCAN_WORD_BYTES: too long, and `bytes` is cut */
    enum scan_kind kind;              /* SCAN_LETTERS, SCAN_ALONE, SCAN_KATAKANA or SCAN_HANGUL */
    char bytes[SCAN_WORD_BYTES + 64]; /* zeros behind the end */
};
struct scan_words {
    struct scan_fold *fold;
    struct str text;
    size_t at, end;
    struct str rest; /* of what the code point before `at` folds to */
    size_t rest_start;
};
/* Words of text[from, to). */
struct scan_words scan_words_of(struct scan_fold *, struct str text, size_t from, size_t to);
bool scan_words_next(struct scan_words *, struct scan_word *);

/* The hash of a folded word: 16 bytes at a time, zeros behind the end. */
uint64_t scan_hash(const char *padded, size_t n);

static inline bool scan_alnum(char c) {
    unsigned char u = (unsigned char)c;
    return (unsigned)((u | 0x20) - 'a') <= 25 || (unsigned)(u - '0') <= 9;
}

static inline uint64_t scan_mix(uint64_t low, uint64_t high) {
    uint64_t h = low * 0xBF58476D1CE4E5B9u ^ high * 0x94D049BB133111EBu;
    return h ^ h >> 32;
}
/* The hash of a run of words, from that of its beginning and the next word's. Its top bits are the best. */
static inline uint64_t scan_hash_next(uint64_t run, uint64_t word) {
    return (run + (word << 29 | word >> 35)) * 0xD6E8FEB86659FD93u;
}

#endif
