/* The bytes of an index (match/index.h): a header, then sections of plain arrays, each on a 64-byte boundary. All
 * numbers are little-endian; offsets are from the start of the file, so it can be mapped anywhere.
 *
 *   words      the distinct words, sorted by their bytes: text, sound, how many names have them
 *   postings   per word the names that have it; of a word that very many have, only the shortest names
 *   pairs      per pair of such frequent words the names that have both
 *   keys       hashed sounds of words, whole and without one letter each, and their consonants: buckets of words
 *   forward    per name its words
 *   strings    names as written, ids, facts
 */
#ifndef CLEW_MATCH_LAYOUT_H
#define CLEW_MATCH_LAYOUT_H

#include "match/index.h"

enum { LAYOUT_VERSION = 1, LAYOUT_ALIGN = 64 };
#define LAYOUT_MAGIC "clewidx\n"

enum {
    LAYOUT_FREQUENT = 1024, /* a word of more names than this is frequent: found through pairs */
    LAYOUT_KEPT = 1024      /* names kept in a frequent word's own list */
};

enum layout_section {
    LAYOUT_WORDS,       /* struct layout_word */
    LAYOUT_TEXT,        /* of words: folded, then Latin, then sound; those equal to the one before are left out */
    LAYOUT_POSTINGS,    /* uint32_t names */
    LAYOUT_PAIRS,       /* struct layout_pair, sorted by words */
    LAYOUT_PAIR_NAMES,  /* uint32_t names */
    LAYOUT_KEY_BUCKETS, /* uint32_t first entry of a bucket; one more than buckets */
    LAYOUT_KEY_WORDS,   /* uint32_t: word in the low 24 bits, 8 bits of the hash above */
    LAYOUT_FORWARD,     /* 3 bytes a word */
    LAYOUT_NAMES,       /* struct layout_name; one more than names */
    LAYOUT_NAME_TEXT,
    LAYOUT_ENTITIES, /* struct layout_entity; one more than entities */
    LAYOUT_ID_TEXT,
    LAYOUT_FACTS, /* uint32_t offsets in LAYOUT_FACT_TEXT, one more than facts; fact 0 is empty */
    LAYOUT_FACT_TEXT,
    LAYOUT_SECTIONS
};

struct layout_word {
    uint32_t text;                /* offset in LAYOUT_TEXT */
    uint8_t folded, latin, sound; /* lengths; 0 for latin or sound: equal to the one before */
    uint8_t flags;                /* unused, 0 */
    uint32_t names;               /* how many have it */
    uint32_t postings;            /* first of its list; the next word's is its end */
};
struct layout_pair {
    uint32_t low, high; /* words */
    uint32_t first;     /* of its names; the next pair's is their end */
};
struct layout_name {
    uint32_t text, forward; /* offsets; the next name's are the ends */
    uint32_t entity;
    uint8_t kind, comma; /* names.h: enum name_kind, struct name */
    uint8_t unused[2];
};
struct layout_entity {
    uint32_t id;                                              /* offset; the next entity's is the end */
    uint32_t caption;                                         /* a name */
    uint32_t schema, birth_date, country, gender, identifier; /* facts */
};

struct layout_header {
    char magic[8];
    uint32_t version;
    uint32_t words_known; /* a stamp of the vocabulary and the rules of names/ that made the words */
    uint64_t size;        /* of the file */
    uint64_t names, entities, words, pairs, buckets, facts;
    uint64_t offset[LAYOUT_SECTIONS + 1]; /* the last is the file's end */
    uint64_t hash;                        /* of all bytes before it */
};

struct index {
    const char *bytes; /* the file */
    size_t size;
    bool mapped; /* else on the heap */
    const struct layout_header *header;
    const struct layout_word *words;
    const struct layout_pair *pairs;
    const struct layout_name *names;
    const struct layout_entity *entities;
    const uint32_t *postings, *pair_names, *key_buckets, *key_words, *facts;
    const unsigned char *forward;
    const char *text, *name_text, *id_text, *fact_text;
};

/* Changes with whatever decides how names become words: an index of another stamp is refused. */
uint32_t index_stamp(void);
/* An index of bytes on the heap, which it then owns (they are freed when refused). */
bool index_take(char *bytes, size_t size, struct index **, struct err *);

static inline uint64_t layout_bytes(const struct index *x, enum layout_section s) {
    return x->header->offset[s + 1] - x->header->offset[s];
}

/* A word's texts; false when the file lies about them. */
bool layout_word_texts(const struct index *, uint32_t word, struct str *folded, struct str *latin, struct str *sound);
/* Names of a list, clamped to the section. */
struct layout_list {
    const uint32_t *names;
    uint32_t count;
};
struct layout_list layout_postings(const struct index *, uint32_t word);
struct layout_list layout_pair_names(const struct index *, uint32_t word, uint32_t other);
/* The words of a name; gives their count, at most NAME_TOKENS. */
uint32_t layout_forward(const struct index *, uint32_t name, uint32_t words[NAME_TOKENS]);

/* Keys of a word's sound, in the order of the file's hashing; calls `use` for each. */
enum { LAYOUT_KEYS = 2 + NAME_TOKEN_BYTES };
size_t layout_keys(struct str sound, uint64_t keys[LAYOUT_KEYS]);

#endif
