/* Sounds: a Latin word as it is heard, and its consonants, so that spellings of one name in many alphabets and
 * languages meet.
 *
 * sound_of:     "mohammed", "muhamad" give "muhamad"; "tchaikovsky", "chaykovskiy" give "caikuvski"
 * sound_frame:  the consonants of it behind a mark for a vowel in front: "mhmd", "ckvsk"
 * Both take folded Latin letters (text/fold.h's fold_latin); other bytes stay as they are.
 */
#ifndef CLEW_NAMES_SOUND_H
#define CLEW_NAMES_SOUND_H

#include "base/arena.h"
#include "base/str.h"

struct str sound_of(struct str latin, struct arena *);
/* The same into the caller's own room: SOUND_GROWS bytes for each of the word's and one more. Gives the length. */
enum { SOUND_GROWS = 2 };
size_t sound_write(struct str latin, char *out);
struct str sound_frame(struct str sound, struct arena *);

#endif
