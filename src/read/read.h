/* Readers: bytes in, documents and records out.
 *
 * A reader is a function of bytes to a sink. It never touches the store, the network or another file, keeps no state
 * between calls and may be called on any thread, so that every parse of foreign bytes can run in a locked worker.
 * One file a format; the table in read/all.c is the only place that knows them all; formats are recognised by content.
 *
 *     const struct reader *r = read_recognise(bytes, name);   // NULL: no format fits
 *     bool ok = r->read(&input, &sink, e);
 *
 * What a reader gives:
 * - facts() once, first: who published this, when, in what language.
 * - document() for running text (articles, pages, mail bodies): the language layer reads it for claims and ties.
 * - record() for rows and entries of registers and lists: FollowTheMoney entities. An edge of the model (Ownership,
 *   Directorship, Payment, ...) becomes a tie; the record itself is a claim of its publisher.
 * - note() for damage and doubt, with the place; reading goes on. A row that cannot be used is a NOTE_REFUSED note:
 * what goes in is either a record or a note, nothing is lost silently. Strings are lent for the duration of the call
 * that passes them. A callback that returns false ends the reading; the reader then returns false at once with the
 * callback's error in place. false with an error is for input of which nothing (more) can be read; what was given
 * before stays given.
 */
#ifndef CLEW_READ_READ_H
#define CLEW_READ_READ_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/date.h"
#include "model/entity.h"

struct facts {
    struct str title, author;
    struct str publisher; /* on whose word the content rests: "The Meridian Post", "OFAC"; absent when unknown */
    struct str dataset;   /* short stable name for statements: "ofac_sdn", "un_sc"; absent for documents */
    struct str lang;      /* ISO 639-1; absent when unknown */
    struct date date;     /* published */
};

struct page_mark {
    uint32_t page;  /* from 1 */
    uint32_t start; /* byte in the text where it begins */
};

/* Running text, valid UTF-8. Paragraphs are separated by blank lines. */
struct document {
    struct str text;
    const struct page_mark *pages; /* NULL for unpaged text */
    size_t page_count;
    /* Where a file holds several documents (a mailbox): what is this one's own; absent where the facts say it. */
    struct str title, author, address;
    struct date date;
};

/* A tie that no edge schema of the model says (the sender and receiver of a mail, ...). */
struct record_tie {
    const char *type;       /* a tie type of the contract: "contact", ... */
    struct str from, to;    /* entity ids of this or any other record */
    struct str role, topic; /* or absent */
    struct date date;
    uint32_t start, end; /* bytes in the record's text that say it */
};

/* One row or entry. `text` is the passage: the record as "column: value" lines, made with record_text. Values of the
 * entities carry the bytes where they stand in it. Several records may speak of one entity id (fragments). */
struct record {
    struct str text;
    struct str address; /* for people and links: "row 17", "DATAID 6908555" */
    struct place place;
    struct entity *const *entities;
    size_t entity_count;
    const struct record_tie *ties;
    size_t tie_count;
    const struct statement *statements; /* FollowTheMoney statements as they came, when the input is made of them */
    size_t statement_count;
    struct date said;     /* when the publisher says it, if the record tells */
    struct str publisher; /* who says it, where that is not the publisher of the facts; else absent */
};

struct sink {
    void *context;
    bool (*facts)(void *context, const struct facts *, struct err *);
    bool (*document)(void *context, const struct document *, struct err *);
    bool (*record)(void *context, const struct record *, struct err *);
    void (*note)(void *context, const struct note *);
};

struct input {
    struct str bytes;
    struct str name;    /* file name without folders, for recognition and messages */
    struct str mapping; /* FollowTheMoney mapping YAML for tables, or absent */
    const struct model *model;
};

struct reader {
    const char *name;  /* "ofac-sdn": what --as takes and v1_source.format shows */
    const char *title; /* "OFAC SDN list (CSV set)" */
    /* How sure the content is this format, 0 (no) to 100 (its own mark); looks at most at the first 64 KiB. The name is
     * a hint only: it may break ties, never decide alone. */
    int (*recognise)(struct str bytes, struct str name);
    bool (*read)(const struct input *, const struct sink *, struct err *);
};

extern const struct reader *const all_readers[];                        /* ends with NULL */
const struct reader *read_recognise(struct str bytes, struct str name); /* the surest; table order breaks ties */
const struct reader *read_find(struct str name);                        /* by reader name; NULL when unknown */

/* Builds a record's text and finds each value's place in it. Lives in the arena given.
 *     struct record_text t = {.arena = a};
 *     struct entity *e = entity_new(a, id, STR("Person"));
 *     record_line(&t, STR("Name"), row[1]);                 // "Name: AL-ASAD, Bashar\n"
 *     record_value(&t, e, STR("name"), row[1]);             // the value as it stands in the last line that holds it
 *     record.text = buf_str(&t.text);                       // lent; buf_done and vec_done free the two
 * Readers do this through read/draft.h.
 */
struct record_text {
    struct arena *arena;
    struct buf text;
    struct vec values; /* private: where the value of each line stands */
};
void record_line(struct record_text *, struct str column, struct str value); /* left out when the value is empty */
/* entity_add with the span of `written` (how it stands in the text); `value` may be a cleaned form of it, which then
 * keeps `written` as its original. */
void record_value_as(struct record_text *, struct entity *, struct str prop, struct str value, struct str written);
void record_value(struct record_text *, struct entity *, struct str prop, struct str value);
/* Where `written` stands in the text: bytes, half-open; false when nowhere, then both are 0. */
bool record_find(const struct record_text *, struct str written, uint32_t *start, uint32_t *end);

void read_note(const struct sink *, enum note_level, const char *code, struct place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
