/* The bytes of an index (match/index.h): a header, then sections of plain arrays, each on a 64-byte boundary. All
 * numbers are little-endian; offsets are from the start of the file, so it can be mapped anywhere.
 *
 *   words      the distinct words, sorted by their bytes: text, sound, how many names have them
 *   postings   per word the names that have it, the shortest first; of a word that very many have, only the first
 *   pairs      per pair of such frequent words the names that have both, the shortest first
 *   weights    how rare each word is in the list
 *   packed     the Latin letters of words in 16 bytes each, for comparing many at once
 *   keys       hashed spellings and sounds of words, whole and without one letter each, and their consonants: buckets
 *              of words
 *   forward    per name its words
 *   strings    names as written, ids, facts
 */
#ifndef CLEW_MATCH_LAYOUT_H
#define CLEW_MATCH_LAYOUT_H

#include "match/index.h"

enum { LAYOUT_VERSION = 2, LAYOUT_ALIGN = 64 };
#define LAYOUT_MAGIC "clewidx\n"

enum {
    LAYOUT_FREQUENT = 1024, /* a word of more names than this is frequent: found through pairs */
    LAYOUT_KEPT = 1024      /* names kept in a frequent word's own list */
};

enum layout_section {
    LAYOUT_WORDS,        /* struct layout_word */
    LAYOUT_TEXT,         /* of words: folded, then Latin, then sound; those equal to the one before are left out */
    LAYOUT_POSTINGS,     /* uint32_t names */
    LAYOUT_WEIGHTS,      /* uint8_t per word: its rarity in the list, sixteenths of a nat */
    LAYOUT_PACKED,       /* per word its Latin letters, names/lanes.h's lanes_pack; zeros when it cannot be packed */
    LAYOUT_PAIR_BUCKETS, /* uint32_t first pair of a bucket; one more than buckets */
    LAYOUT_PAIRS,        /* struct layout_pair, by bucket */
    LAYOUT_PAIR_NAMES,   /* uint32_t names */
    LAYOUT_KEY_BUCKETS,  /* uint32_t first entry of a bucket; one more than buckets */
    LAYOUT_KEY_WORDS,    /* uint32_t: layout_key_entry */
    LAYOUT_FORWARD,      /* 3 bytes a word */
    LAYOUT_NAMES,        /* struct layout_name; one more than names */
    LAYOUT_NAME_TEXT,
    LAYOUT_ENTITIES, /* struct layout_entity; one more than entities */
    LAYOUT_ID_TEXT,
    LAYOUT_FACTS, /* uint32_t offsets in LAYOUT_FACT_TEXT, one more than facts; fact 0 is empty */
    LAYOUT_FACT_TEXT,
    LAYOUT_SECTIONS
};

enum layout_flag {
    LAYOUT_SPELT = 1, /* two bytes of struct name_token's `spelt` follow the texts */
    LAYOUT_LIGHT = 2  /* a particle, title, legal form or the like: says little */
};
struct layout_word {
    uint32_t text;                /* offset in LAYOUT_TEXT */
    uint8_t folded, latin, sound; /* lengths; 0 for latin or sound: equal to the one before */
    uint8_t flags;                /* enum layout_flag */
    uint32_t names;               /* how many have it */
    uint32_t postings;            /* first of its list; the next word's is its end */
};
struct layout_pair {
    uint32_t low, high;    /* words */
    uint32_t first, count; /* its names */
};
struct layout_name {
    uint32_t text;         /* offset; the next name's is the end */
    uint32_t forward_kind; /* offset in words, the next name's is the end; above LAYOUT_FORWARD_BITS names.h's kind */
    uint32_t entity_comma; /* entity; above LAYOUT_ENTITY_BITS the words before a comma */
};
enum { LAYOUT_FORWARD_BITS = 29, LAYOUT_ENTITY_BITS = 27 };
static inline uint32_t layout_forward_of(const struct layout_name *n) {
    return n->forward_kind & ((1u << LAYOUT_FORWARD_BITS) - 1);
}
static inline uint32_t layout_kind_of(const struct layout_name *n) { return n->forward_kind >> LAYOUT_FORWARD_BITS; }
static inline uint32_t layout_entity_of(const struct layout_name *n) {
    return n->entity_comma & ((1u << LAYOUT_ENTITY_BITS) - 1);
}
static inline uint32_t layout_comma_of(const struct layout_name *n) { return n->entity_comma >> LAYOUT_ENTITY_BITS; }
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
    uint64_t names, entities, words, pairs, pair_buckets, buckets, facts;
    uint64_t offset[LAYOUT_SECTIONS + 1]; /* the last is the file's end */
    uint64_t hash;                        /* of all bytes before it */
};

struct index {
    const char *bytes; /* the file */
    size_t size;
    bool mapped; /* else on the heap */
    int fd;      /* of the mapped file */
    const struct layout_header *header;
    const struct layout_word *words;
    const struct layout_pair *pairs;
    const struct layout_name *names;
    const struct layout_entity *entities;
    const uint32_t *postings, *pair_names, *key_buckets, *key_words, *pair_buckets, *facts;
    const unsigned char *forward, *weights, (*packed)[16];
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
/* The word as names/names.h has it, `written`, class and weight aside; false as above. */
bool layout_token(const struct index *, uint32_t word, struct name_token *);
/* Names of a list, clamped to the section. */
struct layout_list {
    const uint32_t *names;
    uint32_t count;
};
struct layout_list layout_postings(const struct index *, uint32_t word);
struct layout_list layout_pair_names(const struct index *, uint32_t word, uint32_t other);
/* Asks for what the one above will read first, then (far) for what it reads next. */
void layout_pair_prefetch(const struct index *, uint32_t word, uint32_t other, bool far);
static inline uint64_t layout_pair_bucket(uint64_t buckets, uint32_t low, uint32_t high) {
    return ((low * 0x9e3779b97f4a7c15u) ^ (high * 0xc2b2ae3d27d4eb4fu)) * 0x9e3779b97f4a7c15u >> 32 & (buckets - 1);
}
/* The words of a name; gives their count, at most NAME_TOKENS. */
uint32_t layout_forward(const struct index *, uint32_t name, uint32_t words[NAME_TOKENS]);

/* log2 in 256ths, by the leading bits and a straight line between powers of two. */
static inline uint32_t layout_log2(uint64_t v) {
    uint32_t whole = 63u - (uint32_t)__builtin_clzll(v | 1);
    uint64_t rest = whole > 8 ? v >> (whole - 8) : v << (8 - whole);
    return whole * 256 + (uint32_t)(rest & 255);
}

/* An entry of a bucket: the word, whether it is of another script, and as much of the hash as there is room for. */
enum { LAYOUT_KEY_WORD = 0xffffff, LAYOUT_KEY_FOREIGN = 0x1000000 };
static inline uint32_t layout_key_entry(uint64_t key, uint32_t word, bool foreign) {
    return word | (foreign ? LAYOUT_KEY_FOREIGN : 0u) | (uint32_t)(key >> 57) << 25;
}
static inline bool layout_key_is(uint32_t entry, uint64_t key) { return entry >> 25 == key >> 57; }
/* Keys of a word: its spelling and its sound, whole (the first ones: LAYOUT_WHOLE or fewer), then each without one
 * letter, then the consonants. */
enum { LAYOUT_WHOLE = 2, LAYOUT_KEYS = LAYOUT_WHOLE + 2 * NAME_TOKEN_BYTES + 1 };
size_t layout_keys(struct str latin, struct str sound, uint64_t keys[LAYOUT_KEYS]);
/* The first of these alone. */
size_t layout_whole_keys(struct str latin, struct str sound, uint64_t keys[LAYOUT_WHOLE]);

#endif
