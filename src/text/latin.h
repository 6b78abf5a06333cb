/* Letters of every script written in Latin ones; the first step of fold_latin (text/fold.h).
 *
 * Cyrillic goes through a table of ours, as newspapers and passports in English write it (Жуков is Zhukov, Юлия is
 * Yuliya), and so do letters ICU does not know; ICU's own rules follow ISO 9 (Žukov, Ûliâ), whose accents folding then
 * drops. Greek follows UNGEGN, the rest ICU's Any-Latin. Long texts are cut into short chunks at blanks, since ICU
 * moves the rest of a text at every change.
 *
 * ICU's transliterators may not be shared by threads. They are kept in a list behind a lock: a call takes one (or opens
 * one) and puts it back. Opening takes milliseconds, so there are as many as threads that ever met here.
 */
#ifndef CLEW_TEXT_LATIN_H
#define CLEW_TEXT_LATIN_H

#include "base/arena.h"
#include "base/str.h"

/* Valid UTF-8 in and out; lent from the input when all its letters are Latin. Case and accents are whatever comes. */
struct str latin_of(struct str utf8, struct arena *);
/* Unicode normal form C. */
struct str latin_compose(struct str utf8, struct arena *);

#endif
