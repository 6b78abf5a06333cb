/* Folding: what searching and comparing see instead of the written form.
 *
 * fold_text: NFKD, marks dropped, case folded, letters that NFKD leaves alone mapped (ł l, ß ss, ø o, đ d, æ ae, ı i
 * ...), apostrophes dropped, runs of anything that is no letter or digit become one blank, none at the ends.
 *     "Müller-Lüdenscheidt, Straße" gives "muller ludenscheidt strasse"; other scripts keep their letters.
 * fold_latin: the same after transliteration of every script to Latin (ICU), for names:
 *     "Владимир Путин" gives "vladimir putin".
 * Pure functions of their input (ICU 72 data); ASCII takes a fast path. Results live in the arena.
 */
#ifndef CLEW_TEXT_FOLD_H
#define CLEW_TEXT_FOLD_H

#include "base/arena.h"
#include "base/str.h"

struct str fold_text(struct str utf8, struct arena *);
struct str fold_latin(struct str utf8, struct arena *);

/* The one script of a text's letters: "Latn", "Cyrl", "Arab", "Hani", ...; "Zyyy" for none, "Zzzz" for several. Static.
 */
const char *text_script(struct str utf8);

#endif
