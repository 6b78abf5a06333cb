/* Facts that a text says of itself in its head: "Title:", "Source:", "By:", "Date:" lines, or YAML front matter. */
#ifndef CLEW_READ_HEADER_H
#define CLEW_READ_HEADER_H

#include "read/read.h"

/* Takes one key and value into the facts; false when the key is unknown. Values are lent. Keys count without case:
 * title, headline; source, publisher, publication, newspaper, agency; by, byline, author; date, published; lang,
 * language. The first value of a fact stays. */
bool header_take(struct facts *, struct str key, struct str value);
/* Lines "Key: value" at the very top up to a blank line, at least two of the keys known: gives the byte where the text
 * goes on, or 0 when there is no such block. */
size_t header_lines(struct str text, struct facts *);

#endif
