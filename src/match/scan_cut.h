/* The fast half of cutting: where runs of word bytes lie, 64 bytes at a step. For src/match/scan*.c only.
 *
 * A run is ASCII letters and digits, apostrophes and all bytes beyond ASCII that touch. A run of nothing but letters
 * and digits is a word; the others are marked SCAN_SPECIAL and cut by scan_words_next.
 */
#ifndef CLEW_MATCH_SCAN_CUT_H
#define CLEW_MATCH_SCAN_CUT_H

#include "match/scan.h"

/* Functions compiled for the bit instructions that come with AVX2, beside the plain ones. */
#if defined(__x86_64__)
#define SCAN_BMI2 __attribute__((target("bmi,bmi2")))
#else
#define SCAN_BMI2
#endif
#define SCAN_ALWAYS static inline __attribute__((always_inline))

enum { SCAN_BLOCK = 64, SCAN_BATCH = 4096, SCAN_EDGES = SCAN_BATCH + SCAN_BLOCK };
#define SCAN_SPECIAL 0x80000000u

/* Starts and ends of runs by turns. The last one's end comes with a later batch while a run is open. */
struct scan_runs {
    uint32_t edge[SCAN_EDGES]; /* SCAN_SPECIAL is in the end */
    uint32_t n;                /* finished runs: 2 * n edges */
    bool open, open_special;   /* whether edge[2 * n] is the start of one that goes on, and has had a special byte */
};
/* `bytes` holds a whole batch; `base` is what positions count from its first byte. Replaces the finished runs. */
typedef void scan_cut_fn(const char *bytes, uint32_t base, struct scan_runs *);
scan_cut_fn *scan_cut_of(enum scan_level);
bool scan_is_word_byte(char c);

#endif
