/* One file, read and understood: everything a source adds to a case, before anything is written.
 *
 * bundle_read is a pure function of the bytes (and of options, lexicons, model), so that files are understood on all
 * cores while one writer stores them in order. References are numbers into the bundle's own lists; entities are named
 * by key, since several sources may speak of one. Spans are in code points of their passage. All memory is the arena's.
 */
#ifndef CLEW_INGEST_BUNDLE_H
#define CLEW_INGEST_BUNDLE_H

#include "base/hash.h"
#include "base/map.h"
#include "base/vec.h"
#include "language/language.h"
#include "read/read.h"

#define BUNDLE_NONE UINT32_MAX

struct bundle_span {
    uint32_t passage; /* number in the bundle, BUNDLE_NONE: no span */
    uint32_t from, to;
    struct str text;
};
struct bundle_passage {
    struct str text, address;
    uint32_t page;
    int64_t start; /* code points in the document; -1 for records */
};
struct bundle_entity {
    struct str key, schema, caption, role, extra;
    bool named; /* false: only referred to, the schema is a guess from the property that refers */
};
struct bundle_statement {
    uint32_t entity;
    struct str schema, prop, value, lang, original;
    struct bundle_span span;
};
struct bundle_mention {
    uint32_t entity;
    struct bundle_span span;
    struct str label, norm;
};
struct bundle_claim {
    struct bundle_span span, speaker_span, cue;
    struct bundle_span *content;
    uint32_t content_count;
    uint32_t speaker; /* entity, or BUNDLE_NONE */
    struct str speaker_text;
    const char *speaker_type, *form, *stance, *modality, *rule;
    bool negated;
    struct str about, said;
    uint32_t via, answers; /* claims, or BUNDLE_NONE */
};
struct bundle_tie {
    const char *type, *modality, *rule;
    uint32_t from, to;
    struct bundle_span span, trigger;
    struct str role, topic, place, amount, currency, amount_text, start_date, end_date;
    bool negated;
    uint32_t claim;
    char tier;
};
struct bundle_note {
    enum note_level level;
    struct str code, text;
    struct place place;
};

struct bundle {
    struct arena *arena;
    char sha256[SHA256_HEX + 1];
    struct str path, name;
    bool opened; /* false: nobody saw the bytes, sha256 is bundle_unread_id's */
    uint64_t bytes, chars, records;
    const char *format; /* NULL: no reader fits */
    const char *state;  /* "read", "partial", "refused" */
    struct str reason;
    struct facts facts;
    struct vec passages, entities, statements, mentions, claims, ties, notes; /* the structs above, in this order */
    struct vec given; /* struct statement: rows of FollowTheMoney statements as they came */
    struct map keys;  /* entity key -> number */
};

struct bundle_options {
    const struct language *language;
    const struct model *model;
    const char *as;       /* reader name, or NULL */
    struct str mapping;   /* YAML, or absent */
    struct str publisher; /* instead of what the input names, or absent */
};

/* Never fails: what cannot be read becomes a bundle of state "refused" with its reason. */
void bundle_read(struct bundle *, struct str bytes, struct str path, const struct bundle_options *, struct arena *);
/* A file or folder that could not even be opened. */
void bundle_refuse(struct bundle *, struct str path, const struct err *, struct arena *);
/* What stands for the SHA-256 of bytes that nobody saw: the same for the same path. */
void bundle_unread_id(struct str path, char sha256[SHA256_HEX + 1]);
void bundle_done(struct bundle *); /* the lists; the arena stays the caller's */

/* For the files that fill it: record.c, document.c. */
uint32_t bundle_entity(struct bundle *, struct str key, struct str schema); /* finds or makes */
uint32_t bundle_publisher(struct bundle *); /* the entity on whose word the source rests */
bool bundle_add_record(struct bundle *, const struct record *, const struct model *);
void bundle_add_document(struct bundle *, const struct document *, const struct language *);

#endif
