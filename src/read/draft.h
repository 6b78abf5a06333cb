/* A record under construction: its text, entities and ties, given to the sink in one call and then started anew.
 *
 *     struct draft d;
 *     draft_init(&d, in, sink);
 *     for (each row) {
 *         draft_begin(&d, "row", number);
 *         draft_line(&d, "Name", row[1]);
 *         struct entity *e = draft_entity(&d, id, STR("Person"));
 *         draft_put(&d, e, "name", row[1]);
 *         if (!draft_give(&d, err)) break;
 *     }
 *     draft_done(&d);
 * Everything lives in d.arena until the next draft_begin.
 */
#ifndef CLEW_READ_DRAFT_H
#define CLEW_READ_DRAFT_H

#include "read/read.h"

struct draft {
    const struct input *in;
    const struct sink *sink;
    const struct model *model;
    struct arena arena;
    struct record_text text;
    struct vec entities;   /* struct entity * */
    struct vec ties;       /* struct record_tie */
    struct vec statements; /* struct statement */
    struct str address, publisher;
    struct place place;
    struct date said;
    size_t given, noted; /* records and notes so far */
};

void draft_init(struct draft *, const struct input *, const struct sink *);
void draft_done(struct draft *);
/* "row", 17: the address, and the row of the place. */
void draft_begin(struct draft *, const char *unit, uint32_t number);
void draft_line(struct draft *, const char *column, struct str value);
/* The entity of that id, made when the record has none yet. */
struct entity *draft_entity(struct draft *, struct str id, struct str schema);
bool draft_has(const struct draft *, const struct entity *, const char *prop); /* does its schema know the property? */
/* Adds a value, cleaned for its property's type (see clean.h). A property that the schema has not, or that points at
 * an entity, goes to `notes`, so that nothing is lost. */
void draft_put(struct draft *, struct entity *, const char *prop, struct str written);
/* The same where `written` is how it stands in the text and `value` what it means. */
void draft_put_as(struct draft *, struct entity *, const char *prop, struct str value, struct str written);
/* A property of entity type; its span is where the other's name stands. */
void draft_link(struct draft *, struct entity *, const char *prop, const struct entity *to);
void draft_note(struct draft *, enum note_level, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* At the end: a file from which nothing came gets a note that says so. */
void draft_note_if_empty(struct draft *);
bool draft_give(struct draft *, struct err *); /* an empty draft gives nothing */
/* An id made of a prefix and what it stands for: "ofac-link-" and the first hexadecimal digits of a SHA-1. */
struct str draft_id(struct draft *, const char *prefix, const struct str *parts, size_t count);

#endif
