/* Bytes of any encoding become valid UTF-8, once, at the edge.
 *
 * Order: byte order mark; valid UTF-8; a declared charset (HTML, XML, MIME); ICU's detection; windows-1252 as the last
 * resort. What cannot be decoded becomes U+FFFD and is counted.
 */
#ifndef CLEW_TEXT_CHARSET_H
#define CLEW_TEXT_CHARSET_H

#include "base/arena.h"
#include "base/str.h"

struct charset_text {
    struct str
        text; /* valid UTF-8 without a byte order mark; lent from the input when it already was, else in the arena */
    const char *name; /* "UTF-8", "windows-1252", ... static or in the arena */
    size_t replaced;  /* code points that became U+FFFD */
    size_t first_bad; /* byte offset in the input of the first of them; SIZE_MAX when none */
    bool guessed;     /* neither a byte order mark, nor valid UTF-8, nor what was declared */
};
/* declared: a charset label or the absent str. */
void charset_decode(struct str bytes, struct str declared, struct arena *, struct charset_text *out);

#endif
