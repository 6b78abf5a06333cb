#include "match/expand.h"
#include "base/heap.h"
#include "match/walk.h"
#include "names/edit.h"
#include "names/lanes.h"
#include "names/script.h"
#include "names/sound.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Likeness of two words; 256 is the same word. */
enum {
    SAME = 256,
    SAME_SOUND = 236,
    SAME_LETTERS = 220,
    SAME_CONSONANTS = 200,
    LEAST_LIKENESS = 80,
    SURE = 226, /* from here on a word of another script needs no walk */
    WHOLE = 256
};
enum {
    VISITED = 2048,   /* words of the list that share a key, looked at for one word of the query */
    SEEN_BITS = 12,   /* of the set of these: twice as many slots */
    WEIGHED = 72,     /* of these the nearest by letters, whose likeness is worked out */
    PROMISE = 96,     /* a bit more of names is worth 256 / PROMISE of likeness */
    WEIGHED_FAR = 64, /* the same for a word of another script */
    MEMOS = 1 << 15,
    MEMO_KEY = 64
};

struct memo {
    uint64_t hash;
    struct expand_group group;
    uint8_t length; /* of the key; 0: free */
    char key[MEMO_KEY];
};

struct expander {
    const struct index *index;
    uint32_t latin; /* words before this one are in Latin letters */
    enum lanes_level level;
    uint32_t seen[1 << SEEN_BITS], seen_epoch[1 << SEEN_BITS], epoch;
    uint32_t found[VISITED], found_count;
    bool foreign[VISITED]; /* of another script than Latin */
    uint8_t distance[VISITED];
    const unsigned char *packed[VISITED];
    struct memo *memos;
};

struct expander *expander_new(const struct index *x) {
    struct expander *e = heap_zero(1, sizeof *e);
    e->index = x;
    e->latin = walk_latin(x);
    e->level = lanes_level();
    e->memos = heap_zero(MEMOS, sizeof *e->memos);
    return e;
}

void expander_free(struct expander *e) {
    if (!e) return;
    free(e->memos);
    free(e);
}

/* Of words that are about as like, the one that more names have is more likely meant. */
static void insert(const struct index *x, struct expand_group *g, uint32_t most, uint32_t word, uint32_t likeness) {
    uint32_t promise = likeness + layout_log2(x->words[word].names) / PROMISE;
    if (g->count == most && g->list[g->count - 1].promise >= promise) return;
    if (g->count < most) g->count++;
    uint32_t at = g->count - 1;
    for (; at > 0 && g->list[at - 1].promise < promise; at--) g->list[at] = g->list[at - 1];
    g->list[at] = (struct expansion){word, (uint16_t)likeness, (uint16_t)promise};
}

/* A word of the query: itself, and what it could be in the letters of the list. */
struct asked {
    const struct name_token *token;
    struct crossing_word crossing;
    bool latin, crosses; /* it is Latin; it is not, and there is a table for its script */
    struct str spellings[EXPAND_SPELLINGS];
    size_t spelling_count;
};

/* Hebrew and Arabic letters: vowels are mostly not written. */
static bool lacks_vowels(struct str folded) {
    return folded.n && (unsigned char)folded.p[0] >= 0xd6 && (unsigned char)folded.p[0] <= 0xdb;
}

static uint32_t likeness_of(const struct asked *q, struct str folded, struct str latin, struct str sound) {
    const struct name_token *t = q->token;
    if (str_eq(t->folded, folded)) return SAME;
    bool is_latin = str_eq(folded, latin);
    size_t longer = t->sound.n > sound.n ? t->sound.n : sound.n;
    unsigned most = (unsigned)longer * 5, whole = (unsigned)longer * EDIT_UNIT, cost, best = SAME_LETTERS;
    if (q->crosses && is_latin) {
        size_t own = t->latin.n, other = latin.n; /* too long or too short to be worth a look */
        if (2 * own + 4 < other || 2 * other + 4 < own) return 0;
        cost = crossing_distance(&q->crossing, latin, 10 * most + 9) / 10;
        best = SAME_SOUND;
    } else if (str_eq(t->latin, latin) || str_eq(t->sound, sound)) {
        return q->latin == is_latin ? SAME_SOUND : SAME_LETTERS;
    } else if (q->latin != is_latin && lacks_vowels(is_latin ? t->folded : folded)) {
        cost = edit_cost_vowelless(t->sound, sound, most);
        best = SAME_CONSONANTS;
    } else {
        cost = edit_cost(t->latin, latin, most);
        if (q->latin != is_latin) best = SAME_CONSONANTS;
    }
    return cost >= whole ? 0 : (whole - cost) * best / whole;
}

/* Remembers a word of the list that shares a key. */
static void find(struct expander *e, uint32_t word, bool foreign) {
    if (word >= e->index->header->words) return; /* a damaged list */
    uint32_t at = word * 0x9e3779b1u >> (32 - SEEN_BITS);
    for (; e->seen_epoch[at] == e->epoch; at = (at + 1) & ((1 << SEEN_BITS) - 1))
        if (e->seen[at] == word) return;
    if (e->found_count == VISITED) return;
    e->seen_epoch[at] = e->epoch;
    e->seen[at] = word;
    __builtin_prefetch(&e->index->packed[word]);
    e->foreign[e->found_count] = foreign;
    e->found[e->found_count++] = word;
}

static void find_by_keys(struct expander *e, const uint64_t *keys, size_t n) {
    const struct index *x = e->index;
    uint64_t mask = x->header->buckets - 1, most = layout_bytes(x, LAYOUT_KEY_WORDS) / sizeof(uint32_t);
    for (size_t k = 0; k < n; k++) __builtin_prefetch(&x->key_buckets[keys[k] & mask]);
    for (size_t k = 0; k < n; k++)
        if (x->key_buckets[keys[k] & mask] < most) __builtin_prefetch(&x->key_words[x->key_buckets[keys[k] & mask]]);
    for (size_t k = 0; k < n; k++) {
        uint32_t from = x->key_buckets[keys[k] & mask], to = x->key_buckets[(keys[k] & mask) + 1];
        for (uint32_t i = from; i < to && i < most; i++)
            if (layout_key_is(x->key_words[i], keys[k]))
                find(e, x->key_words[i] & LAYOUT_KEY_WORD, x->key_words[i] & LAYOUT_KEY_FOREIGN);
    }
}

/* How far the letters of what was found are from the nearest spelling; words too long to be packed count as near. */
static void measure(struct expander *e, const struct asked *q) {
    static const unsigned char unpacked[LANES_WORD];
    unsigned char spelling[LANES_WORD];
    uint8_t distance[VISITED];
    for (uint32_t i = 0; i < e->found_count; i++) e->packed[i] = e->index->packed[e->found[i]];
    memset(e->distance, LANES_WORD, e->found_count);
    for (size_t s = 0; s < q->spelling_count; s++) {
        if (!lanes_pack(q->spellings[s], spelling)) {
            memset(e->distance, 0, e->found_count);
            return;
        }
        lanes_words(e->level, spelling, e->packed, e->found_count, LANES_WORD - 1, distance);
        for (uint32_t i = 0; i < e->found_count; i++)
            if (distance[i] < e->distance[i]) e->distance[i] = distance[i];
    }
    for (uint32_t i = 0; i < e->found_count; i++)
        if (memcmp(e->packed[i], unpacked, LANES_WORD) == 0) e->distance[i] = 0;
}

/* The nearest of what was found that is foreign or not, at most `most`; gives how many. */
static uint32_t choose(struct expander *e, bool foreign, uint32_t most, uint32_t out[WEIGHED]) {
    uint32_t count[LANES_WORD + 1] = {0}, left = most, n = 0, last = 0;
    for (uint32_t i = 0; i < e->found_count; i++)
        if (e->foreign[i] == foreign) count[e->distance[i]]++;
    for (; last < LANES_WORD && count[last] <= left; last++) left -= count[last]; /* `left` of the words at `last` */
    for (uint32_t i = 0; i < e->found_count; i++) {
        if (e->foreign[i] != foreign || e->distance[i] > last) continue;
        if (e->distance[i] == last && left == 0) continue;
        left -= e->distance[i] == last;
        __builtin_prefetch(&e->index->words[e->found[i]]);
        out[n++] = e->found[i];
    }
    return n;
}

/* Works out the likeness of these, and keeps the best `most`. */
static void weigh(struct expander *e, const struct asked *q, bool foreign, uint32_t most, struct expand_group *out) {
    const struct index *x = e->index;
    uint32_t chosen[WEIGHED], n = choose(e, foreign, q->latin == foreign || q->crosses ? WEIGHED_FAR : WEIGHED, chosen);
    for (uint32_t i = 0; i < n; i++) __builtin_prefetch(x->text + x->words[chosen[i]].text);
    out->count = 0;
    for (uint32_t i = 0; i < n; i++) {
        struct str folded, latin, sound;
        if (!layout_word_texts(x, chosen[i], &folded, &latin, &sound)) continue;
        uint32_t likeness = likeness_of(q, folded, latin, sound);
        if (likeness >= LEAST_LIKENESS) insert(x, out, most, chosen[i], likeness);
    }
}

/* Words of both kinds have room of their own, so that the many slips of one do not keep out the other. */
static void weigh_all(struct expander *e, const struct asked *q, struct expand_group *out) {
    struct expand_group far;
    weigh(e, q, !q->latin, EXPAND_NEAR, out);
    weigh(e, q, q->latin, EXPAND_MOST - EXPAND_NEAR, &far);
    for (uint32_t i = 0; i < far.count; i++) insert(e->index, out, EXPAND_MOST, far.list[i].word, far.list[i].likeness);
}

static void start(struct expander *e) {
    e->found_count = 0;
    e->epoch++;
}

/* The word itself, or one in Latin letters that hardly could be written otherwise. */
static bool surely_found(const struct expander *e, const struct expand_group *g) {
    for (uint32_t i = 0; i < g->count; i++)
        if (g->list[i].likeness == SAME || (g->list[i].word < e->latin && g->list[i].likeness >= SURE)) return true;
    return false;
}

/* Words that no key of a spelling finds. */
static void walk(const struct expander *e, const struct asked *q, struct expand_group *out) {
    struct walk_hit hits[WALK_MOST];
    uint32_t n = walk_crossing(e->index, e->latin, &q->crossing, hits);
    for (uint32_t i = 0; i < n; i++) {
        struct str folded, latin, sound;
        bool known = false;
        for (uint32_t k = 0; k < out->count && !known; k++) known = out->list[k].word == hits[i].word;
        if (known || !layout_word_texts(e->index, hits[i].word, &folded, &latin, &sound)) continue;
        uint32_t likeness = likeness_of(q, folded, latin, sound);
        if (likeness >= LEAST_LIKENESS) insert(e->index, out, EXPAND_MOST, hits[i].word, likeness);
    }
}

static void expand_afresh(struct expander *e, const struct name_token *word, struct arena *arena,
                          struct expand_group *out) {
    uint64_t keys[LAYOUT_KEYS];
    struct asked q = {.token = word, .latin = str_eq(word->folded, word->latin)};
    q.crosses = !q.latin && crossing_prepare(word->folded, &q.crossing);
    const struct script *script = q.latin ? NULL : script_of(word->folded);
    q.spellings[q.spelling_count++] = word->latin;
    out->count = 0;
    start(e);
    find_by_keys(e, keys, layout_keys(word->latin, word->sound, keys));
    if (script) {
        struct str best[EXPAND_SPELLINGS];
        size_t n = script_latin(script, word->folded, EXPAND_SPELLINGS, arena, best, NULL);
        for (size_t i = 0; i < n && q.spelling_count < EXPAND_SPELLINGS; i++) {
            if (str_eq(best[i], word->latin)) continue;
            find_by_keys(e, keys, layout_keys(best[i], sound_of(best[i], arena), keys));
            q.spellings[q.spelling_count++] = best[i];
        }
    }
    measure(e, &q);
    weigh_all(e, &q, out);
    if (q.crosses && !surely_found(e, out)) walk(e, &q, out);
}

static size_t memo_key(const struct name_token *word, char key[MEMO_KEY]) {
    bool latin = str_eq(word->folded, word->latin);
    size_t n = word->folded.n + (latin ? 0 : 1 + word->latin.n);
    if (n > MEMO_KEY) return 0;
    memcpy(key, word->folded.p, word->folded.n);
    if (latin) return n;
    key[word->folded.n] = 0;
    memcpy(key + word->folded.n + 1, word->latin.p, word->latin.n);
    return n;
}

/* Words of the list that are like `word`. */
static void expand_word(struct expander *e, const struct name_token *word, struct arena *arena,
                        struct expand_group *out) {
    char key[MEMO_KEY];
    size_t n = memo_key(word, key);
    uint64_t hash = str_hash((struct str){key, n});
    struct memo *m = &e->memos[hash & (MEMOS - 1)];
    if (n == 0 || m->length != n || m->hash != hash || memcmp(m->key, key, n) != 0) {
        expand_afresh(e, word, arena, out);
        if (n == 0) return;
        m->hash = hash;
        m->length = (uint8_t)n;
        memcpy(m->key, key, n);
        m->group.count = out->count;
        memcpy(m->group.list, out->list, out->count * sizeof *out->list);
        return;
    }
    out->count = m->group.count;
    memcpy(out->list, m->group.list, m->group.count * sizeof *out->list);
}

/* Words of the list with these letters or of this sound: for guesses about joined and split words. */
static bool expand_same(struct expander *e, struct str latin, uint32_t least, struct arena *arena,
                        struct expand_group *out) {
    uint64_t keys[LAYOUT_WHOLE];
    struct str sound = least == SAME ? latin : sound_of(latin, arena);
    out->count = 0;
    start(e);
    find_by_keys(e, keys, layout_whole_keys(latin, sound, keys));
    for (uint32_t i = 0; i < e->found_count; i++) {
        struct str folded, other, heard;
        if (!layout_word_texts(e->index, e->found[i], &folded, &other, &heard)) continue;
        bool is_latin = str_eq(folded, other);
        uint32_t likeness = str_eq(folded, latin)                          ? SAME
                            : str_eq(other, latin) || str_eq(heard, sound) ? (is_latin ? SAME_SOUND : SAME_LETTERS)
                                                                           : 0;
        if (likeness >= least) insert(e->index, out, EXPAND_MOST, e->found[i], likeness);
    }
    return out->count > 0;
}

static bool carries(const struct name_token *t) {
    return t->class != NAME_PARTICLE && t->class != NAME_TITLE && t->class != NAME_LEGAL_FORM && t->latin.n > 1;
}

/* "van der bilt" may be listed as "vanderbilt". */
static uint32_t add_joined(struct expander *e, const struct name *name, struct arena *arena,
                           struct expand_group *groups, uint32_t n) {
    for (uint32_t from = 0; from + 1 < name->count && from < 8; from++) {
        char text[NAME_TOKEN_BYTES];
        size_t length = 0;
        for (uint32_t i = from; i < name->count && i < from + 3 && n < EXPAND_GROUPS; i++) {
            struct str word = name->tokens[i].latin;
            if (length + word.n > NAME_TOKEN_BYTES) break;
            memcpy(text + length, word.p, word.n);
            length += word.n;
            if (i == from ||
                !expand_same(e, arena_copy(arena, (struct str){text, length}), SAME_LETTERS, arena, &groups[n]))
                continue;
            groups[n].light = false;
            groups[n].tokens = ((2u << i) - 1) & ~((1u << from) - 1);
            groups[n++].share = WHOLE;
        }
    }
    return n;
}

/* The word of another script that is written just so: they are in order. */
static bool expand_written(const struct expander *e, struct str folded, struct expand_group *out) {
    uint32_t from = e->latin, to = (uint32_t)e->index->header->words;
    struct str word = {0}, latin, sound;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (!layout_word_texts(e->index, middle, &word, &latin, &sound)) break; /* a damaged list */
        if (str_cmp(word, folded) < 0) from = middle + 1;
        else to = middle;
    }
    out->count = 0;
    if (from < e->index->header->words && layout_word_texts(e->index, from, &word, &latin, &sound) &&
        str_eq(word, folded))
        insert(e->index, out, EXPAND_MOST, from, SAME);
    return out->count > 0;
}

static bool expand_part(struct expander *e, struct str folded, bool latin, struct arena *arena,
                        struct expand_group *out) {
    return latin ? expand_same(e, folded, SAME, arena, out) : expand_written(e, folded, out);
}

/* "vanderbilt" may be listed as "vander bilt": both parts have to be words of the list. */
static uint32_t add_split(struct expander *e, const struct name *name, uint32_t token, struct arena *arena,
                          struct expand_group *groups, uint32_t n) {
    struct str word = name->tokens[token].folded;
    bool latin = str_eq(word, name->tokens[token].latin);
    size_t least = latin ? 3 : (unsigned char)word.p[0] >= 0xe2 ? 2 * 3 : 3 * 2; /* letters, of as many bytes */
    for (size_t at = least; at + least <= word.n && n + 1 < EXPAND_GROUPS; at++) {
        if (((unsigned char)word.p[at] & 0xc0) == 0x80) continue;
        if (!expand_part(e, str_cut(word, 0, at), latin, arena, &groups[n]) ||
            !expand_part(e, str_cut(word, at, word.n), latin, arena, &groups[n + 1]))
            continue;
        groups[n].light = groups[n + 1].light = false;
        groups[n].tokens = groups[n + 1].tokens = 1u << token;
        groups[n].share = (uint32_t)(WHOLE * at / word.n);
        groups[n + 1].share = WHOLE - groups[n].share;
        n += 2;
    }
    return n;
}

/* Names of East Asia stand in one word: its syllables, and all but the first, may be words of the list. */
static uint32_t add_syllables(struct expander *e, const struct name *name, uint32_t token, struct arena *arena,
                              struct expand_group *groups, uint32_t n) {
    const struct name_token *t = &name->tokens[token];
    size_t points = utf8_count(t->folded);
    if (t->folded.n != 3 * points || points < 2 || points > 4 || (unsigned char)t->folded.p[0] < 0xe4) return n;
    for (size_t i = 0; i <= points && n < EXPAND_GROUPS; i++) {
        if (i == points && points == 2) break;
        struct str part = i < points ? str_cut(t->folded, 3 * i, 3 * i + 3) : str_cut(t->folded, 3, t->folded.n);
        struct name syllable;
        name_parse(part, NAME_PERSON, arena, &syllable);
        if (syllable.count != 1) continue;
        expand_word(e, &syllable.tokens[0], arena, &groups[n]);
        groups[n].light = false;
        groups[n].tokens = 1u << token;
        groups[n].share = (uint32_t)(WHOLE * (i < points ? 1 : points - 1) / points);
        n += groups[n].count > 0;
    }
    return n;
}

/* Whether the list has the word, or one that sounds the same. */
static bool knows(const struct expand_group *g) {
    for (uint32_t i = 0; i < g->count; i++)
        if (g->list[i].likeness >= SAME_LETTERS) return true;
    return false;
}

uint32_t expand_name(struct expander *e, const struct name *name, struct arena *arena,
                     struct expand_group groups[EXPAND_GROUPS]) {
    uint32_t n = 0;
    bool any = false, unknown[NAME_TOKENS] = {0};
    for (uint32_t i = 0; i < name->count; i++) any |= carries(&name->tokens[i]);
    for (uint32_t i = 0; i < name->count && n < NAME_TOKENS; i++) {
        groups[n].light = any && !carries(&name->tokens[i]);
        if (groups[n].light) expand_same(e, name->tokens[i].latin, SAME_LETTERS, arena, &groups[n]);
        else expand_word(e, &name->tokens[i], arena, &groups[n]);
        unknown[i] = !groups[n].light && !knows(&groups[n]);
        groups[n].tokens = 1u << i;
        groups[n].share = WHOLE;
        n += groups[n].count > 0;
    }
    n = add_joined(e, name, arena, groups, n);
    for (uint32_t i = 0; i < name->count && n < EXPAND_GROUPS; i++)
        if (unknown[i]) {
            n = add_split(e, name, i, arena, groups, n);
            n = add_syllables(e, name, i, arena, groups, n);
        }
    return n;
}
