/* UTF-8, and positions in code points.
 *
 * Inside, text is valid UTF-8 and positions are bytes; everything that leaves clew (JSON, case file) counts code
 * points. text/charset.h turns bytes of any encoding into valid UTF-8 once, at the edge.
 */
#ifndef CLEW_TEXT_UTF8_H
#define CLEW_TEXT_UTF8_H

#include "base/arena.h"
#include "base/str.h"

/* Length of the valid prefix: s.n when all is valid (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF). */
size_t utf8_valid(struct str s);
/* The code point at byte i of valid text; *next gets the byte after it. */
uint32_t utf8_decode(struct str s, size_t i, size_t *next);
/* Writes 1 to 4 bytes, gives their count. */
size_t utf8_encode(uint32_t code_point, char out[4]);
size_t utf8_count(struct str s); /* code points of valid text */

/* Byte positions to code points of one text (constant time) and back (a binary search): a count every 64 bytes. Texts
 * of less than 4 GiB. Bytes behind a code point's first count as behind it; points behind the end give the length. */
struct utf8_index {
    struct str text;
    uint32_t *counts;
    bool ascii;
};
void utf8_index_init(struct utf8_index *, struct str text, struct arena *); /* memory lives in the arena */
size_t utf8_index_points(const struct utf8_index *, size_t byte);           /* code points before that byte */
size_t utf8_index_byte(const struct utf8_index *, size_t point);            /* byte where that code point starts */

#endif
