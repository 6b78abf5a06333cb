/* Mail as RFC 5322 and MIME lay it out: header fields, encoded words, addresses, the tree of parts.
 *
 *     size_t body;
 *     struct str heads = mime_split(message, &body);
 *     struct str subject = mime_words(mime_field(heads, "Subject", a), a);
 *     struct vec parts = VEC(struct mime_part);
 *     bool whole = mime_parts(message, a, &parts);
 * Everything lives in the arena or is lent from the message. Nothing here fails: damage reads as the bytes stand.
 */
#ifndef CLEW_READ_MIME_H
#define CLEW_READ_MIME_H

#include "base/arena.h"
#include "base/vec.h"

enum { MIME_DEPTH = 20, MIME_PARTS = 1000 };

struct mime_part {
    struct str type;     /* lower case: "text/plain"; a part without one is text/plain */
    struct str charset;  /* absent when not declared */
    struct str filename; /* of an attachment; absent */
    struct str body;     /* without its transfer encoding */
    bool attached;       /* Content-Disposition: attachment */
};
struct mime_address {
    struct str name, address; /* name absent when there is none */
};

/* The header fields of a message or part, and where the body begins. */
struct str mime_split(struct str message, size_t *body);
/* The value of the first field of this name, unfolded; absent when there is none. */
struct str mime_field(struct str heads, const char *name, struct arena *);
/* RFC 2047 encoded words made UTF-8. */
struct str mime_words(struct str value, struct arena *);
/* "Ann Example <ann@example.org>, ..."; pushes struct mime_address. */
void mime_addresses(struct str value, struct arena *, struct vec *);
/* The leaves of the tree in order; false when parts were left out because of the ceilings. */
bool mime_parts(struct str message, struct arena *, struct vec *);

#endif
