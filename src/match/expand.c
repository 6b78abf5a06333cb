#include "match/expand.h"
#include "names/edit.h"
#include "names/script.h"
#include "names/sound.h"
#include "text/utf8.h"

#include <string.h>

enum { SAME = 256, SAME_SOUND = 236, LEAST_LIKENESS = 80 };

/* log2 in 256ths, by the leading bits and a straight line between powers of two. */
static uint32_t log2_of(uint64_t v) {
    uint32_t whole = 63u - (uint32_t)__builtin_clzll(v | 1);
    uint64_t rest = whole > 8 ? v >> (whole - 8) : v << (8 - whole);
    return whole * 256 + (uint32_t)(rest & 255);
}

uint32_t expand_rarity(const struct index *x, uint32_t names) {
    uint32_t all = log2_of(x->header->names + 1), some = log2_of(names ? names : 1);
    return all > some ? (all - some) * 11 / 256 + 4 : 4; /* 11 sixteenths of a nat are a bit */
}

static void insert(struct expand_group *g, uint32_t word, uint32_t likeness) {
    for (uint32_t i = 0; i < g->count; i++)
        if (g->list[i].word == word) return;
    if (g->count == EXPAND_MOST && g->list[g->count - 1].likeness >= likeness) return;
    if (g->count < EXPAND_MOST) g->count++;
    uint32_t at = g->count - 1;
    for (; at > 0 && g->list[at - 1].likeness < likeness; at--) g->list[at] = g->list[at - 1];
    g->list[at] = (struct expansion){word, (uint16_t)likeness};
}

/* A word of the query: itself, and what it could be in the letters of the list. */
struct asked {
    const struct name_token *token;
    const struct script *script; /* NULL: it is Latin, or there is no table */
    bool latin;
};

static uint32_t likeness_of(const struct asked *q, struct str folded, struct str latin, struct str sound) {
    const struct name_token *t = q->token;
    if (str_eq(t->folded, folded)) return SAME;
    bool is_latin = str_eq(folded, latin);
    size_t longer = t->sound.n > sound.n ? t->sound.n : sound.n;
    unsigned most = (unsigned)longer * 5, whole = (unsigned)longer * EDIT_UNIT, cost;
    if (q->script && is_latin) {
        size_t own = t->latin.n, other = latin.n; /* too long or too short to be worth a look */
        if (2 * own + 4 < other || 2 * other + 4 < own) return 0;
        cost = script_distance(q->script, t->folded, t->spelt, latin, 10 * most + 9) / 10;
    } else {
        if (str_eq(t->latin, latin) || str_eq(t->sound, sound)) return SAME_SOUND;
        cost = q->latin == is_latin ? edit_cost(t->latin, latin, most) : edit_cost_vowelless(t->sound, sound, most);
    }
    return cost >= whole ? 0 : (whole - cost) * (q->script ? SAME_SOUND : 220) / whole;
}

static bool seen_before(const uint32_t *seen, uint32_t count, uint32_t word) {
    for (uint32_t i = count > 32 ? count - 32 : 0; i < count; i++)
        if (seen[i] == word) return true;
    return false;
}

/* The words that share a key with one sound. */
static void expand_sound(const struct index *x, const struct asked *q, struct str sound, struct expand_group *out) {
    uint64_t keys[LAYOUT_KEYS];
    uint32_t seen[EXPAND_VISITED], seen_count = 0;
    size_t n = layout_keys(sound, keys);
    uint64_t mask = x->header->buckets - 1, most = layout_bytes(x, LAYOUT_KEY_WORDS) / sizeof(uint32_t);
    for (size_t k = 0; k < n; k++) __builtin_prefetch(&x->key_buckets[keys[k] & mask]);
    for (size_t k = 0; k < n; k++) {
        uint32_t from = x->key_buckets[keys[k] & mask], to = x->key_buckets[(keys[k] & mask) + 1];
        if (from > to || to > most) continue;
        for (uint32_t i = from; i < to && seen_count < EXPAND_VISITED; i++) {
            if (x->key_words[i] >> 24 != keys[k] >> 56) continue;
            uint32_t id = x->key_words[i] & 0xffffff;
            struct str folded, latin, other;
            if (seen_before(seen, seen_count, id) || !layout_word_texts(x, id, &folded, &latin, &other)) continue;
            seen[seen_count++] = id;
            uint32_t likeness = likeness_of(q, folded, latin, other);
            if (likeness >= LEAST_LIKENESS) insert(out, id, likeness);
        }
    }
}

void expand_word(const struct index *x, const struct name_token *word, struct arena *arena, struct expand_group *out) {
    struct asked q = {.token = word, .latin = str_eq(word->folded, word->latin)};
    if (!q.latin && word->spelt <= SCRIPT_MOST) q.script = script_of(word->folded);
    out->count = 0;
    expand_sound(x, &q, word->sound, out);
    if (q.script) {
        struct str best[EXPAND_SPELLINGS];
        size_t n = script_latin(q.script, word->folded, EXPAND_SPELLINGS, arena, best, NULL);
        for (size_t i = 0; i < n; i++)
            if (!str_eq(best[i], word->latin)) expand_sound(x, &q, sound_of(best[i], arena), out);
    }
    out->joined = false;
    out->weight = expand_rarity(x, out->count && out->list[0].likeness == SAME ? x->words[out->list[0].word].names : 1);
}

static bool carries(const struct name_token *t) {
    return t->class != NAME_PARTICLE && t->class != NAME_TITLE && t->class != NAME_LEGAL_FORM && t->latin.n > 1;
}

static struct name_token as_word(struct str latin, struct arena *arena) {
    return (struct name_token){.folded = latin, .latin = latin, .sound = sound_of(latin, arena)};
}

/* Keeps only what is the same word or sounds the same: for guesses about joined and split words. */
static void only_same(struct expand_group *g) {
    while (g->count && g->list[g->count - 1].likeness < SAME_SOUND) g->count--;
}

/* "van der bilt" may be listed as "vanderbilt". */
static uint32_t add_joined(const struct index *x, const struct name *name, struct arena *arena,
                           struct expand_group *groups, uint32_t n) {
    for (uint32_t from = 0; from + 1 < name->count && from < 8; from++) {
        char text[3 * NAME_TOKEN_BYTES];
        size_t length = 0;
        for (uint32_t i = from; i < name->count && i < from + 3 && n < EXPAND_GROUPS; i++) {
            struct str word = name->tokens[i].latin;
            if (length + word.n > NAME_TOKEN_BYTES) break;
            memcpy(text + length, word.p, word.n);
            length += word.n;
            if (i == from) continue;
            struct name_token joined = as_word(arena_copy(arena, (struct str){text, length}), arena);
            struct expand_group *g = &groups[n];
            expand_word(x, &joined, arena, g);
            only_same(g);
            g->joined = true;
            n += g->count > 0;
        }
    }
    return n;
}

/* "vanderbilt" may be listed as "vander bilt": both parts have to be words of the list. */
static uint32_t add_split(const struct index *x, const struct name_token *t, struct arena *arena,
                          struct expand_group *groups, uint32_t n) {
    enum { LEAST_PART = 3 };
    if (t->latin.n < 2 * LEAST_PART || !str_eq(t->folded, t->latin)) return n;
    for (size_t at = LEAST_PART; at + LEAST_PART <= t->latin.n && n + 1 < EXPAND_GROUPS; at++) {
        struct name_token first = as_word(str_cut(t->latin, 0, at), arena),
                          last = as_word(str_cut(t->latin, at, t->latin.n), arena);
        expand_word(x, &first, arena, &groups[n]);
        only_same(&groups[n]);
        if (!groups[n].count) continue;
        expand_word(x, &last, arena, &groups[n + 1]);
        only_same(&groups[n + 1]);
        if (!groups[n + 1].count) continue;
        groups[n].joined = groups[n + 1].joined = true;
        n += 2;
    }
    return n;
}

/* Names of East Asia stand in one word: its syllables, and all but the first, may be words of the list. */
static uint32_t add_syllables(const struct index *x, const struct name_token *t, struct arena *arena,
                              struct expand_group *groups, uint32_t n) {
    size_t points = utf8_count(t->folded);
    if (t->folded.n != 3 * points || points < 2 || points > 4 || (unsigned char)t->folded.p[0] < 0xe4) return n;
    for (size_t i = 0; i <= points && n < EXPAND_GROUPS; i++) {
        if (i == points && points == 2) break;
        struct str part = i < points ? str_cut(t->folded, 3 * i, 3 * i + 3) : str_cut(t->folded, 3, t->folded.n);
        struct name syllable;
        name_parse(part, NAME_PERSON, arena, &syllable);
        if (syllable.count != 1) continue;
        expand_word(x, &syllable.tokens[0], arena, &groups[n]);
        groups[n].joined = true;
        n += groups[n].count > 0;
    }
    return n;
}

uint32_t expand_name(const struct index *x, const struct name *name, struct arena *arena,
                     struct expand_group groups[EXPAND_GROUPS]) {
    uint32_t n = 0;
    bool any = false, unknown[NAME_TOKENS] = {0};
    for (uint32_t i = 0; i < name->count; i++) any |= carries(&name->tokens[i]);
    for (uint32_t i = 0; i < name->count && n < NAME_TOKENS; i++) {
        if (any && !carries(&name->tokens[i])) continue;
        expand_word(x, &name->tokens[i], arena, &groups[n]);
        unknown[i] = !groups[n].count || groups[n].list[0].likeness < SAME_SOUND;
        n += groups[n].count > 0;
    }
    n = add_joined(x, name, arena, groups, n);
    for (uint32_t i = 0; i < name->count && n < EXPAND_GROUPS; i++)
        if (unknown[i]) {
            n = add_split(x, &name->tokens[i], arena, groups, n);
            n = add_syllables(x, &name->tokens[i], arena, groups, n);
        }
    return n;
}
