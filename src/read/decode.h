/* The edge where bytes of any encoding become text that readers can work on: valid UTF-8 without control characters.
 *
 * decode_input is what most readers call first; it hands the sink a note for whatever had to be replaced or guessed,
 * and for text in an older charset.
 * decode_head is for recognition: the first 64 KiB, cut at a line end, no notes.
 */
#ifndef CLEW_READ_DECODE_H
#define CLEW_READ_DECODE_H

#include "read/read.h"

#define DECODE_HEAD ((size_t)64 << 10)

/* declared: a charset that the bytes name themselves, or absent. The text lives in the arena or is lent from the input.
 * Control characters other than tab and line ends become blanks; a DOS end-of-file mark at the end is left out. */
struct str decode_input(const struct input *, struct str declared, const struct sink *, struct arena *);
/* The same for a part of an input (a mail's body): place is what the notes name. */
struct str decode_bytes(struct str bytes, struct str declared, struct place, const struct sink *, struct arena *);
struct str decode_head(struct str bytes, struct arena *);
/* Bytes of pictures, archives, programs, ...: what no reader of text should take. Empty input is not binary. */
bool decode_is_binary(struct str bytes);
/* The charset that an XML declaration or an HTML meta element in the first KiB names; absent when none does. */
struct str decode_declared(struct str bytes);

#endif
