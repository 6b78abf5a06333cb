/* A name taken apart: cut into words, phrases such as "joint stock company" found, every word given its class and its
 * weight. */
#include "base/heap.h"
#include "base/map.h"
#include "base/vec.h"
#include "names/names.h"
#include "names/script.h"
#include "names/sound.h"
#include "names/vocabulary.h"
#include "text/fold.h"
#include "text/latin.h"
#include "text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

/* Weights, in nats, of words that no list counts, and of the classes that carry little. */
static const float UNKNOWN_WEIGHT = 11, PARTICLE_WEIGHT = 1, TITLE_WEIGHT = 1, INITIAL_WEIGHT = 2, STOP_WEIGHT = 0.5F;

static bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == '`' || c == 0xb4 || (c >= 0x2b9 && c <= 0x2bf) || c == 0x2018 || c == 0x2019 ||
           c == 0x201b || c == 0x2032 || c == 0x55a || c == 0x5f3;
}

/* Zero-width and direction marks stand inside words without being seen. */
static bool is_unseen(uint32_t c) {
    return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) ||
           c == 0xfeff;
}

static inline bool is_ascii_word(uint32_t c) { return (c | 0x20) - 'a' < 26 || c - '0' < 10; }

static bool is_word_beyond_ascii(uint32_t c) {
    int8_t type = u_charType((UChar32)c);
    return u_isalnum((UChar32)c) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK ||
           type == U_ENCLOSING_MARK || type == U_LETTER_NUMBER;
}

static inline bool is_word(uint32_t c) { return c < 0x80 ? is_ascii_word(c) : is_word_beyond_ascii(c); }

static inline uint32_t point_at(struct str s, size_t i, size_t *next) {
    unsigned char byte = (unsigned char)s.p[i];
    if (byte >= 0x80) return utf8_decode(s, i, next);
    *next = i + 1;
    return byte;
}

/* Valid UTF-8 of at most NAME_BYTES; bytes that are none become blanks. */
static struct str sanitised(struct str in, struct arena *arena) {
    if (in.n > NAME_BYTES) {
        in.n = NAME_BYTES;
        while (in.n && ((unsigned char)in.p[in.n] & 0xc0) == 0x80) in.n--;
    }
    size_t valid = utf8_valid(in);
    if (valid == in.n) return in;
    struct str copy = arena_copy(arena, in);
    char *bytes = (char *)copy.p; /* our own copy */
    while (valid < copy.n) {
        bytes[valid] = ' ';
        valid += utf8_valid(str_cut(copy, valid, copy.n));
    }
    return copy;
}

/* A stretch of letters, digits, marks and what stands inside a word: one chunk of the name. */
struct chunk {
    struct str text;
    bool dotted; /* has a full stop inside */
    bool comma;  /* a comma follows */
};

static bool next_chunk(struct str s, size_t *at, struct chunk *out) {
    size_t next = 0, end;
    for (; *at < s.n; *at = next)
        if (is_word(point_at(s, *at, &next))) break;
    if (*at >= s.n) return false;
    *out = (struct chunk){.text = str_cut(s, *at, *at)};
    for (end = *at; end < s.n; end = next) {
        uint32_t c = point_at(s, end, &next);
        bool stop_inside = c == '.' && next < s.n && is_word(point_at(s, next, &(size_t){0}));
        if (stop_inside) out->dotted = true;
        if (!is_word(c) && !stop_inside && !is_apostrophe(c) && !is_unseen(c)) break;
    }
    out->text.n = end - *at;
    for (*at = end; *at < s.n; *at = next) {
        uint32_t c = point_at(s, *at, &next);
        if (is_word(c)) break;
        if (c == ',') out->comma = true;
        if (c == '&' || c == '+') break;
    }
    return true;
}

/* "A.B.C." and "G.m.b.H." are one word; "A.Nazarbayev" is two. */
static bool is_abbreviation(struct str dotted) {
    size_t parts = 0, single = 0;
    for (struct str rest = dotted; rest.p;) {
        struct str part = str_split(&rest, '.');
        size_t letters = utf8_count(part);
        if (letters > 3) return false;
        parts++;
        single += letters == 1;
    }
    return parts > 1 && single > 0;
}

static struct str without_blanks(struct str s, struct arena *arena) {
    if (str_find_byte(s, ' ', 0) == SIZE_MAX) return s;
    char *out = arena_new(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ') out[n++] = s.p[i];
    return (struct str){out, n};
}

static struct str clamped(struct str s) {
    if (s.n <= NAME_TOKEN_BYTES) return s;
    s.n = NAME_TOKEN_BYTES;
    while (s.n && ((unsigned char)s.p[s.n] & 0xc0) == 0x80) s.n--;
    return s;
}

static bool is_ascii(struct str s) {
    unsigned char all = 0;
    for (size_t i = 0; i < s.n; i++) all |= (unsigned char)s.p[i];
    return all < 0x80;
}

/* What fold_text and fold_latin give, without their general machinery. */
static void fold_ascii(struct name_token *t, struct str written, struct arena *arena) {
    char *out = arena_raw(arena, written.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < written.n; i++)
        if (is_ascii_word((unsigned char)written.p[i])) out[n++] = (char)(written.p[i] | 0x20);
    t->folded = t->latin = clamped((struct str){out, n});
}

/* The learned spelling in Latin letters; Cyrillic has established rules of its own. */
static bool spell(struct name_token *t, struct arena *arena) {
    const struct script *s = script_of(t->folded);
    if (!s || ((unsigned char)t->folded.p[0] & 0xfc) == 0xd0) return false;
    struct str best[1];
    if (!script_latin(s, t->folded, 1, arena, best, NULL)) return false;
    t->latin = clamped(best[0]);
    return t->latin.n > 0;
}

static void fold_any(struct name_token *t, struct str written, struct arena *arena) {
    t->folded = clamped(without_blanks(fold_text(written, arena), arena));
    if (spell(t, arena)) return;
    struct str latin = latin_of(written, arena);
    if (latin.p == written.p) t->latin = t->folded; /* it has no letter but Latin ones */
    else t->latin = clamped(without_blanks(fold_text(latin, arena), arena));
    if (t->latin.n == 0) t->latin = t->folded;
}

struct name_cache {
    struct map map; /* written to number + 1 in `folded` */
    struct vec folded;
    struct arena arena;
};

struct name_cache *name_cache_new(void) {
    struct name_cache *c = heap_zero(1, sizeof *c);
    c->folded = VEC(struct name_token);
    return c;
}

void name_cache_free(struct name_cache *c) {
    if (!c) return;
    map_done(&c->map);
    vec_done(&c->folded);
    arena_done(&c->arena);
    free(c);
}

void name_cache_trim(struct name_cache *c, size_t most) {
    if (c->map.n <= most) return;
    map_clear(&c->map);
    c->folded.n = 0;
    arena_reset(&c->arena);
}

static void fold_cached(struct name_token *t, struct str written, struct name_cache *cache) {
    bool fresh;
    uint64_t *number = map_put(&cache->map, written, &fresh);
    if (fresh) {
        *number = cache->folded.n;
        fold_any(vec_push(&cache->folded), written, &cache->arena);
    }
    const struct name_token *known = VEC_AT(&cache->folded, struct name_token, *number);
    t->folded = known->folded;
    t->latin = known->latin;
}

struct splitter {
    struct name *name;
    struct arena *arena;
    struct name_cache *cache;
    bool as_written; /* words are cut out only, not folded */
};

static void add_token(struct splitter *s, struct str written) {
    struct name *name = s->name;
    if (name->count == NAME_TOKENS) return;
    struct name_token *t = &name->tokens[name->count];
    *t = (struct name_token){.written = written, .class = NAME_WORD};
    if (s->as_written) t->folded = written;
    else if (is_ascii(written)) fold_ascii(t, written, s->arena);
    else if (s->cache) fold_cached(t, written, s->cache);
    else fold_any(t, written, s->arena);
    if (t->folded.n) name->count++;
}

static void add_and(struct splitter *s, struct str written) {
    struct name *name = s->name;
    if (name->count == NAME_TOKENS) return;
    name->tokens[name->count++] =
        (struct name_token){.written = written, .folded = STR("and"), .latin = STR("and"), .class = NAME_WORD};
}

static void split_words(struct splitter *s, struct str text) {
    size_t at = 0;
    struct chunk chunk;
    while (s->name->count < NAME_TOKENS) {
        size_t next = at;
        for (; at < text.n; at = next)
            if (is_word(point_at(text, at, &next)) || text.p[at] == '&' || text.p[at] == '+') break;
        if (at < text.n && (text.p[at] == '&' || text.p[at] == '+')) {
            if (s->name->count) add_and(s, str_cut(text, at, at + 1));
            at++;
            continue;
        }
        if (!next_chunk(text, &at, &chunk)) return;
        if (chunk.dotted && !is_abbreviation(chunk.text)) {
            for (struct str rest = chunk.text; rest.p;) add_token(s, str_split(&rest, '.'));
        } else {
            add_token(s, chunk.text);
        }
        if (chunk.comma && s->name->comma == 0) s->name->comma = s->name->count;
    }
}

/* Several tokens become one whose folded form has blanks. */
static void join_tokens(struct name *name, uint32_t from, uint32_t count, struct str phrase) {
    struct name_token *t = &name->tokens[from], *last = &name->tokens[from + count - 1];
    t->written.n = (size_t)(last->written.p + last->written.n - t->written.p);
    t->folded = t->latin = phrase;
    memmove(t + 1, last + 1, (name->count - from - count) * sizeof *t);
    name->count -= count - 1;
}

/* The longest legal form, title or number phrase that starts at token `from`; its tokens become one. Their own entries
 * are in `known`. */
static void join_phrase(struct name *name, uint32_t from, struct arena *arena) {
    const struct vocabulary_entry *e = name->tokens[from].known, *phrase = NULL;
    if (!e || !(e->flags & VOCABULARY_PHRASE)) return;
    char text[VOCABULARY_WORDS * (NAME_TOKEN_BYTES + 1)];
    size_t n = name->tokens[from].folded.n, found_length = 0;
    uint32_t found = 0;
    memcpy(text, name->tokens[from].folded.p, n);
    for (uint32_t i = from + 1; i < name->count && i < from + VOCABULARY_WORDS; i++) {
        struct str word = name->tokens[i].folded;
        text[n++] = ' ';
        memcpy(text + n, word.p, word.n);
        n += word.n;
        e = vocabulary_find((struct str){text, n});
        if (!e) break;
        if (e->legal) {
            found = i - from + 1;
            found_length = n;
            phrase = e;
        }
        if (!(e->flags & VOCABULARY_PHRASE)) break;
    }
    if (found < 2 || found >= name->count) return;
    join_tokens(name, from, found, arena_copy(arena, (struct str){text, found_length}));
    name->tokens[from].known = phrase;
}

/* "forty four" is one number. */
static void join_number(struct name *name, uint32_t i, struct arena *arena) {
    const struct vocabulary_entry *tens = name->tokens[i].known;
    if (!tens || tens->number < 21 || tens->number > 91 || i + 1 >= name->count) return;
    struct str next = name->tokens[i + 1].folded;
    const struct vocabulary_entry *ones = name->tokens[i + 1].known;
    uint64_t digit = 0;
    if (ones && ones->number > 1 && ones->number <= 10 && !(ones->flags & VOCABULARY_ROMAN)) digit = ones->number - 1u;
    else if (next.n != 1 || !str_to_u64(next, &digit) || digit == 0) return;
    uint32_t value = (uint32_t)(tens->number - 1u + digit);
    join_tokens(name, i, 2, arena_printf(arena, "%u", value));
    name->tokens[i].known = vocabulary_find(name->tokens[i].folded);
}

/* Legal forms of one or two letters are words elsewhere: they count at either end of the name only, and so do all of
 * them in the name of a person, at its end. */
static bool is_legal_here(const struct name *name, uint32_t i, const struct vocabulary_entry *e) {
    if (!e || !e->legal || name->count == 1 || name->kind == NAME_VESSEL) return false;
    bool last = i + 1 == name->count, first = i == 0;
    if (name->kind == NAME_PERSON)
        return last && i > 1 && !e->given && !e->surname && (e->rarity <= 16 || e->length > 3);
    return first || last || e->length > 3 || name->tokens[i - 1].class == NAME_LEGAL_FORM ||
           (i + 1 < name->count && name->tokens[i + 1].known && name->tokens[i + 1].known->legal);
}

static bool is_number_here(const struct name *name, uint32_t i, const struct vocabulary_entry *e) {
    if (name->tokens[i].digits) return true;
    if (!e || !e->number) return false;
    /* In the name of a person "i", "v" and "x" are initials; elsewhere a Roman numeral does not stand first. */
    if (e->flags & VOCABULARY_ROMAN) return i > 0 && (name->kind != NAME_PERSON || e->length > 1);
    return name->kind != NAME_PERSON;
}

static enum name_token_class class_of(const struct name *name, uint32_t i) {
    const struct name_token *t = &name->tokens[i];
    const struct vocabulary_entry *e = t->known;
    bool person = name->kind == NAME_PERSON || name->kind == NAME_ANY;
    if (is_legal_here(name, i, e)) return NAME_LEGAL_FORM;
    if (is_number_here(name, i, e)) return NAME_NUMBER;
    if (t->single) return NAME_INITIAL;
    if (person && e && (e->flags & VOCABULARY_TITLE) && name->count > 1) return NAME_TITLE;
    if (e && (e->flags & VOCABULARY_PARTICLE) && person) return NAME_PARTICLE;
    if (e && (e->flags & VOCABULARY_STOP)) return NAME_PARTICLE;
    if (!person) return e && (e->flags & VOCABULARY_PLACE) ? NAME_PLACE_WORD : NAME_WORD;
    if (t->patronymic && i > 0) return NAME_PATRONYMIC;
    return NAME_GIVEN;
}

/* Of a person's words that are neither title nor particle, the ones before a comma are the family name, else the last
 * one is, unless the lists say that the first is a surname and the last a forename. */
static void mark_family(struct name *name, uint32_t comma) {
    uint32_t first = NAME_TOKENS, last = NAME_TOKENS;
    for (uint32_t i = 0; i < name->count; i++) {
        if (name->tokens[i].class != NAME_GIVEN) continue;
        if (first == NAME_TOKENS) first = i;
        last = i;
    }
    if (last == NAME_TOKENS || first == last) {
        if (last != NAME_TOKENS && name->count > 1) name->tokens[last].class = NAME_FAMILY;
        return;
    }
    if (comma > 0 && comma < name->count) {
        for (uint32_t i = 0; i < comma; i++)
            if (name->tokens[i].class == NAME_GIVEN) name->tokens[i].class = NAME_FAMILY;
        return;
    }
    const struct vocabulary_entry *f = name->tokens[first].known, *l = name->tokens[last].known;
    int first_family = f ? f->surname - f->given : 0, last_family = l ? l->surname - l->given : 0;
    name->tokens[first_family > 0 && last_family < 0 ? first : last].class = NAME_FAMILY;
}

static float weight_of(const struct name_token *t) {
    const struct vocabulary_entry *e = t->known;
    float known = e && e->rarity ? (float)e->rarity / 16 : UNKNOWN_WEIGHT;
    switch (t->class) {
    case NAME_PARTICLE: return e && (e->flags & VOCABULARY_STOP) ? STOP_WEIGHT : PARTICLE_WEIGHT;
    case NAME_TITLE: return TITLE_WEIGHT;
    case NAME_LEGAL_FORM: return 1;
    case NAME_INITIAL: return INITIAL_WEIGHT;
    case NAME_NUMBER: return 3.5F;
    case NAME_GIVEN:
    case NAME_FAMILY:
    case NAME_PATRONYMIC:
    case NAME_PLACE_WORD:
    case NAME_WORD: break;
    }
    /* Short words meet by chance. */
    float longest = 2.2F * (float)t->latin.n;
    return known < longest ? known : longest;
}

static void join_phrases(struct name *name, struct arena *arena) {
    for (uint32_t i = 0; i < name->count; i++) {
        join_phrase(name, i, arena);
        join_number(name, i, arena);
    }
}

static void look_up(struct name *name) {
    for (struct name_token *t = name->tokens; t < name->tokens + name->count; t++)
        t->known = vocabulary_find(t->folded);
}

/* know: leave in `known` what the lists have of every word as it is folded. */
static void split(struct str utf8, enum name_kind kind, bool know, struct name_cache *cache, struct arena *arena,
                  struct name *out) {
    struct name_token tokens[NAME_TOKENS];
    struct str s = sanitised(utf8, arena);
    *out = (struct name){.written = utf8, .kind = kind, .tokens = tokens};
    split_words(&(struct splitter){.name = out, .arena = arena, .cache = cache}, s);
    if (know) look_up(out);
    if (kind != NAME_PERSON) join_phrases(out, arena);
    out->tokens = arena_raw(arena, out->count * sizeof *tokens);
    memcpy(out->tokens, tokens, out->count * sizeof *tokens);
}

bool name_quote(struct name *name, struct arena *arena) {
    struct name_token tokens[NAME_TOKENS];
    struct name cut = {.tokens = tokens};
    split_words(&(struct splitter){.name = &cut, .as_written = true}, sanitised(name->written, arena));
    if (cut.count != name->count) return false;
    for (uint32_t i = 0; i < cut.count; i++) name->tokens[i].written = tokens[i].written;
    return true;
}

const struct vocabulary_entry *name_token_known(const struct name_token *t) {
    const struct vocabulary_entry *e = vocabulary_find(t->folded);
    return e || str_eq(t->folded, t->latin) ? e : vocabulary_find(t->latin);
}

void name_split(struct str utf8, enum name_kind kind, struct name_cache *cache, struct arena *arena, struct name *out) {
    split(utf8, kind, kind != NAME_PERSON, cache, arena, out);
}

/* `known` is what the lists have of the folded word. */
static void know_latin(struct name_token *t) {
    t->spelt = 0;
    if (t->latin.p == t->folded.p || str_eq(t->folded, t->latin)) return;
    if (!t->known) t->known = vocabulary_find(t->latin);
    const struct script *s = script_of(t->folded);
    unsigned cost = SCRIPT_MOST + 1;
    if (s) script_latin(s, t->folded, 0, NULL, NULL, &cost);
    t->spelt = s ? (uint16_t)cost : 0;
}

void name_token_know(struct name_token *t) {
    t->known = vocabulary_find(t->folded);
    know_latin(t);
}

static void sum_up(struct name *name) {
    uint32_t latin = 0;
    name->mass = name->letters = name->content_words = 0;
    name->initials = name->heavy = name->numbers = 0;
    for (uint32_t i = 0; i < name->count; i++) {
        const struct name_token *t = &name->tokens[i];
        name->mass += t->mass;
        name->letters += (int32_t)t->latin.n;
        if (t->class != NAME_PARTICLE && t->class != NAME_TITLE && t->class != NAME_LEGAL_FORM)
            name->heavy |= UINT32_C(1) << i;
        if (t->class == NAME_NUMBER) name->numbers |= UINT32_C(1) << i;
        name->initials |= t->edit.initial;
        latin += t->is_latin;
    }
    name->content_words = __builtin_popcount(name->heavy);
    name->in_latin = 2 * latin >= name->count;
}

void name_classify(struct name *name) {
    for (uint32_t i = 0; i < name->count; i++)
        if (!name->tokens[i].prepared) name_token_prepare(&name->tokens[i]);
    for (uint32_t i = 0; i < name->count; i++) name->tokens[i].class = class_of(name, i);
    if (name->kind == NAME_PERSON || name->kind == NAME_ANY) mark_family(name, name->comma);
    for (uint32_t i = 0; i < name->count; i++) {
        struct name_token *t = &name->tokens[i];
        t->weight = weight_of(t);
        t->mass = (int32_t)lrintf(t->weight * 16);
    }
    sum_up(name);
}

void name_parse_cached(struct str utf8, enum name_kind kind, struct name_cache *cache, struct arena *arena,
                       struct name *out) {
    split(utf8, kind, true, cache, arena, out);
    for (uint32_t i = 0; i < out->count; i++) {
        know_latin(&out->tokens[i]);
        out->tokens[i].sound = sound_of(out->tokens[i].latin, arena);
    }
    name_classify(out);
}

void name_parse(struct str utf8, enum name_kind kind, struct arena *arena, struct name *out) {
    name_parse_cached(utf8, kind, NULL, arena, out);
}

enum name_kind name_kind_of_schema(struct str schema) {
    static const struct {
        const char *schema;
        enum name_kind kind;
    } kinds[] = {
        {"Person", NAME_PERSON},           {"Company", NAME_ORGANIZATION},  {"Organization", NAME_ORGANIZATION},
        {"PublicBody", NAME_ORGANIZATION}, {"Vessel", NAME_VESSEL},         {"Airplane", NAME_VESSEL},
        {"Vehicle", NAME_VESSEL},          {"Address", NAME_PLACE},         {"RealEstate", NAME_PLACE},
        {"Asset", NAME_ORGANIZATION},      {"Security", NAME_ORGANIZATION},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_ieq(schema, str_of(kinds[i].schema))) return kinds[i].kind;
    return NAME_ANY;
}
