#include "match/layout.h"
#include "names/sound.h"

#include <string.h>

bool layout_word_texts(const struct index *x, uint32_t word, struct str *folded, struct str *latin, struct str *sound) {
    if (word >= x->header->words) return false;
    const struct layout_word *w = &x->words[word];
    uint64_t most = layout_bytes(x, LAYOUT_TEXT);
    if (w->text > most || most - w->text < (uint64_t)w->folded + w->latin + w->sound + 2) return false;
    *folded = (struct str){x->text + w->text, w->folded};
    *latin = w->latin ? (struct str){folded->p + w->folded, w->latin} : *folded;
    *sound = w->sound ? (struct str){folded->p + w->folded + w->latin, w->sound} : *latin;
    return true;
}

bool layout_token(const struct index *x, uint32_t word, struct name_token *t) {
    if (!layout_word_texts(x, word, &t->folded, &t->latin, &t->sound)) return false;
    const struct layout_word *w = &x->words[word];
    const unsigned char *spelt = (const unsigned char *)x->text + w->text + w->folded + w->latin + w->sound;
    t->known = name_token_known(t);
    t->spelt = w->flags & LAYOUT_SPELT ? (uint16_t)(spelt[0] | spelt[1] << 8) : 0;
    return true;
}

static struct layout_list list_of(const uint32_t *section, uint64_t bytes, uint32_t first, uint32_t end) {
    uint64_t most = bytes / sizeof(uint32_t);
    if (first > end || end > most) return (struct layout_list){0};
    return (struct layout_list){section + first, end - first};
}

struct layout_list layout_postings(const struct index *x, uint32_t word) {
    if (word >= x->header->words) return (struct layout_list){0};
    return list_of(x->postings, layout_bytes(x, LAYOUT_POSTINGS), x->words[word].postings, x->words[word + 1].postings);
}

void layout_pair_prefetch(const struct index *x, uint32_t word, uint32_t other, bool far) {
    uint32_t low = word < other ? word : other, high = word < other ? other : word;
    const uint32_t *bucket = &x->pair_buckets[layout_pair_bucket(x->header->pair_buckets, low, high)];
    if (!far) __builtin_prefetch(bucket);
    else if (bucket[0] < x->header->pairs) __builtin_prefetch(&x->pairs[bucket[0]]);
}

struct layout_list layout_pair_names(const struct index *x, uint32_t word, uint32_t other) {
    uint32_t low = word < other ? word : other, high = word < other ? other : word;
    const uint32_t *bucket = &x->pair_buckets[layout_pair_bucket(x->header->pair_buckets, low, high)];
    for (uint32_t i = bucket[0]; i < bucket[1] && i < x->header->pairs; i++) {
        const struct layout_pair *p = &x->pairs[i];
        if (p->low == low && p->high == high)
            return list_of(x->pair_names, layout_bytes(x, LAYOUT_PAIR_NAMES), p->first, p->first + p->count);
    }
    return (struct layout_list){0};
}

uint32_t layout_forward(const struct index *x, uint32_t name, uint32_t words[NAME_TOKENS]) {
    if (name >= x->header->names) return 0;
    uint64_t from = layout_forward_of(&x->names[name]), to = layout_forward_of(&x->names[name + 1]);
    if (from > to || 3 * to > layout_bytes(x, LAYOUT_FORWARD) || to - from > NAME_TOKENS) return 0;
    for (uint64_t i = from; i < to; i++) {
        const unsigned char *p = x->forward + 3 * i;
        words[i - from] = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
    }
    return (uint32_t)(to - from);
}

/* A multiplicative hash of a stretch of bytes without the one at `skip`. */
static uint64_t hash_without(struct str s, size_t skip, uint64_t seed) {
    uint64_t h = seed;
    for (size_t i = 0; i < s.n; i++)
        if (i != skip) h = (h ^ (unsigned char)s.p[i]) * 0x9e3779b97f4a7c15u, h ^= h >> 29;
    h *= 0xbf58476d1ce4e5b9u;
    return h ^ (h >> 32);
}

static void add_key(uint64_t key, uint64_t keys[LAYOUT_KEYS], size_t *n) {
    for (size_t i = 0; i < *n; i++)
        if (keys[i] == key) return;
    keys[(*n)++] = key;
}

enum { WHOLE = 0x51 };

size_t layout_whole_keys(struct str latin, struct str sound, uint64_t keys[LAYOUT_WHOLE]) {
    if (latin.n > NAME_TOKEN_BYTES) latin.n = NAME_TOKEN_BYTES;
    if (sound.n > NAME_TOKEN_BYTES) sound.n = NAME_TOKEN_BYTES;
    keys[0] = hash_without(latin, SIZE_MAX, WHOLE);
    if (str_eq(latin, sound)) return 1;
    keys[1] = hash_without(sound, SIZE_MAX, WHOLE);
    return LAYOUT_WHOLE;
}

size_t layout_keys(struct str latin, struct str sound, uint64_t keys[LAYOUT_KEYS]) {
    enum { FRAME = 0x77, LEAST = 3 };
    size_t n = layout_whole_keys(latin, sound, keys);
    if (latin.n > NAME_TOKEN_BYTES) latin.n = NAME_TOKEN_BYTES;
    if (sound.n > NAME_TOKEN_BYTES) sound.n = NAME_TOKEN_BYTES;
    if (latin.n >= LEAST)
        for (size_t i = 0; i < latin.n; i++) add_key(hash_without(latin, i, WHOLE), keys, &n);
    if (sound.n >= LEAST)
        for (size_t i = 0; i < sound.n; i++) add_key(hash_without(sound, i, WHOLE), keys, &n);
    char frame[NAME_TOKEN_BYTES];
    size_t length = 0;
    for (size_t i = 0; i < sound.n; i++) {
        char c = sound.p[i];
        if (c == 'a' || c == 'i' || c == 'u') continue;
        if (length == 0 || frame[length - 1] != c) frame[length++] = c;
    }
    if (length >= 2) add_key(hash_without((struct str){frame, length}, SIZE_MAX, FRAME), keys, &n);
    return n;
}
