/* Which names of a list stand in a text: all of them, exactly, at the speed of reading.
 *
 *     struct scan_build *b = scan_build_new();
 *     scan_add(b, STR("STOLNIK, Vera"), NAME_PERSON, 7);      // 7 is what a hit gives back
 *     struct scan *s = scan_finish(b, &count);                // frees b
 *     struct scan_worker *w = scan_worker_new(s, SCAN_BEST);  // one a thread
 *     struct vec hits = VEC(struct scan_hit);
 *     scan_text(w, text, 0, text.n, &hits);
 *     scan_drop_contained(&hits, 0);
 *     ...scan_numbers(s, hit->form, &n)...
 *
 * What is found
 * - Text and names are cut into words by one rule: letters, digits and marks that touch are a word; apostrophes within
 *   are dropped, and so is the 's of a possessive; words are folded as text/fold.h does (case, accents, ligatures,
 *   widths). Where people write without blanks (Han, kana, Hangul, Thai, Lao, Khmer, Burmese) each character with its
 *   marks is a word of its own, so that names are found wherever they stand: Katakana only as a whole run of Katakana,
 *   Hangul only from the beginning of a word (particles follow it).
 * - A hit is a run of words equal to all words of a name, in the order of the list; for people also with the surname
 *   first or last: "STOLNIK, Vera" and "Vera Stolnik" find each other. Over a comma that is so only where the surname
 *   does not end somebody else's name: "Anna Petrov, Ivan Sidorov" does not name Ivan Petrov.
 * - No hit reaches over a blank line, over ; : ! ? | < > @ = or brackets but round ones (or their like in other
 * scripts), over a full stop behind a word of more than four letters, or over more than SCAN_GAP bytes that are no
 * word.
 * - At each place the longest name counts, and nothing that lies wholly inside of another hit (scan_drop_contained).
 * - A name of one word counts only where it is written like a name: as the list writes it, or in capitals; a list in
 *   capitals says nothing of case, there a first capital is enough (of four letters or less: all). Scripts without
 *   capitals know no such rule.
 * - Left out, and counted: names of no word, of nothing but articles, legal forms, particles and single letters, single
 *   words that are titles or short numbers, single characters, and names beyond the ceilings below.
 * The text may hold anything: bytes that are no UTF-8 end a word.
 *
 * How it is done: 64-bit hashes of words; a filter of a few bits a name that stays in the second cache looks at each
 * word and its next; survivors are looked up in a table of word pairs that tells which lengths are possible, then in
 * the table of names, longest first; what is equal there is compared byte by byte. A byte of text costs
 * some two nanoseconds, a name some 80 bytes, a million names half a second to prepare. The vector units used
 * (enum scan_level) change nothing but speed.
 */
#ifndef CLEW_MATCH_SCAN_H
#define CLEW_MATCH_SCAN_H

#include "base/vec.h"
#include "names/names.h"

enum {
    SCAN_WORDS = 64,       /* words of a name */
    SCAN_WORD_BYTES = 240, /* folded bytes of a word */
    SCAN_GAP = 32          /* bytes between two words of a hit */
};

struct scan_count {
    uint64_t names;    /* added */
    uint64_t left_out; /* of them, for what they are */
    uint64_t too_long; /* of them, for a ceiling */
    uint64_t forms;    /* different things to look for */
};

struct scan_build;
struct scan_build *scan_build_new(void);
/* `number` stands for the name in hits; several names may share one. */
void scan_add(struct scan_build *, struct str name, enum name_kind, uint32_t number);
struct scan;
struct scan *scan_finish(struct scan_build *, struct scan_count *);
void scan_free(struct scan *);
/* The numbers of the names that are written like this form: each once, in rising order. Lent until scan_free. */
const uint32_t *scan_numbers(const struct scan *, uint32_t form, uint32_t *count);

enum scan_level { SCAN_BEST, SCAN_PLAIN, SCAN_AVX2, SCAN_AVX512 };
bool scan_level_runs(enum scan_level); /* here, on this machine */

struct scan_hit {
    uint64_t start, end; /* bytes of the text, half-open */
    uint32_t form;
};
struct scan_worker;
/* A level that does not run here becomes the best one that does. */
struct scan_worker *scan_worker_new(const struct scan *, enum scan_level);
void scan_worker_free(struct scan_worker *);
/* Pushes the hits that start in [from, to), sorted by start and form; several forms may have one span. `from` is 0 or
 * what scan_edge gave, so that a text can be scanned in parts: the hits of all parts are those of the whole. A part has
 * less than 1 GiB. */
void scan_text(struct scan_worker *, struct str text, size_t from, size_t to, struct vec *hits);
/* The first byte at or after `at` that no word reaches over; the end of the text when there is none. */
size_t scan_edge(struct str text, size_t at);
/* Removes, from number `first` on, hits that lie within a longer one. Hits are sorted. */
void scan_drop_contained(struct vec *hits, size_t first);

#endif
