/* XML as a stream of entries, through Expat: each element of a wanted name is handed over as a small tree when it ends,
 * so a list of any length needs the memory of one entry.
 *
 * The text must have been decoded (decode.h): a charset named in the XML declaration is not asked again. No external
 * entity is ever loaded, and Expat stops entity bombs.
 */
#ifndef CLEW_READ_XML_H
#define CLEW_READ_XML_H

#include "base/arena.h"
#include "base/err.h"

enum { XML_DEPTH = 64 };
#define XML_ENTRY ((size_t)16 << 20) /* bytes of one entry's tree */

struct xml_node {
    struct str name, text;  /* text: the character data directly inside, entities resolved */
    struct str *attributes; /* name, value, name, value, ... */
    size_t attribute_count; /* pairs */
    struct xml_node *first, *next;
    struct xml_node *last; /* private */
    size_t cap;            /* private: room for the text */
    uint32_t line;
};

struct xml_reading {
    const char *const *entries; /* names of the elements to hand over, ends with NULL */
    void *context;
    /* The entry lives until the call returns. false stops. */
    bool (*entry)(void *context, const struct xml_node *, struct arena *, struct err *);
    /* Called once with the root element's name and attributes; may be NULL. */
    bool (*root)(void *context, const struct xml_node *, struct arena *, struct err *);
};

/* false: not well-formed (what was complete before has been handed over; the error has the place), or a call said so.
 */
bool xml_read(struct str text, const struct xml_reading *, struct err *);

struct str xml_attribute(const struct xml_node *, const char *name);         /* absent when there is none */
const struct xml_node *xml_child(const struct xml_node *, const char *name); /* the first; NULL when there is none */
struct str xml_text(const struct xml_node *, const char *child); /* trimmed text of the first child of that name */

#endif
