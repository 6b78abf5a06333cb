/* HTML as running text: blocks become paragraphs with blank lines between them, controls, menus and scripts are left
 * out, and what the page says of itself becomes facts.
 *
 * Pages of any nesting are read in linear time: html_prepare leaves only the elements that shape text, at most
 * HTML_DEPTH of them open at once, before gumbo builds its tree.
 */
#ifndef CLEW_READ_HTML_H
#define CLEW_READ_HTML_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/date.h"

enum { HTML_DEPTH = 200 };
#define HTML_CEILING ((size_t)16 << 20) /* bytes of a page that are read */

struct html_text {
    struct str text; /* may be empty */
    struct str title, author, publisher, lang;
    struct date date;
    size_t flattened; /* elements that were left out because too many were open */
};
/* utf8: valid UTF-8 of at most HTML_CEILING bytes. Everything lives in the arena. */
void html_text(struct str utf8, struct arena *, struct html_text *out);

/* At most HTML_CEILING bytes of it, cut between characters. */
struct str html_cut(struct str utf8);

/* The page with only the elements that shape text, and of those only short attributes. Gives `flattened`. */
size_t html_prepare(struct str utf8, struct buf *out);

#endif
