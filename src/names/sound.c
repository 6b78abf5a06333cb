#include "names/sound.h"

#define SET(c) (UINT32_C(1) << ((c) - 'a'))
#define RULE(rest, to)                                                                                                 \
    { rest, to, sizeof(rest), false }
#define RULE_AT_END(rest, to)                                                                                          \
    { rest, to, sizeof(rest), true }

/* Rewriting rules by the first letter, the longest first; the first that fits is taken. */
enum { RULES = 6, RULE_LETTERS = 4 };
struct rule {
    char rest[RULE_LETTERS], to[3]; /* what follows the first letter */
    uint8_t length;                 /* 0: no further rule */
    bool end;                       /* only at the end of the word */
};
static const struct letter {
    char alone[3];    /* what it becomes when no rule fits */
    uint32_t seconds; /* letters behind it with which a rule begins */
    struct rule rules[RULES + 1];
} letters[26] = {
    ['a' - 'a'] = {"a",
                   SET('a') | SET('e') | SET('h') | SET('y'),
                   {RULE("a", "a"), RULE_AT_END("h", "a"), RULE("e", "a"), RULE("y", "ai")}},
    ['c' - 'a'] = {"k",
                   SET('e') | SET('h') | SET('i') | SET('k') | SET('y') | SET('z'),
                   {RULE("h", "c"), RULE("k", "k"), RULE("e", "si"), RULE("i", "si"), RULE("y", "si"), RULE("z", "c")}},
    ['d' - 'a'] = {"d", SET('h') | SET('j') | SET('z'), {RULE("zh", "j"), RULE("j", "j"), RULE("h", "d")}},
    ['e' - 'a'] = {"i",
                   SET('e') | SET('f') | SET('i') | SET('u') | SET('w') | SET('y'),
                   {RULE("ff", "if"), RULE("e", "i"), RULE("u", "iu"), RULE("y", "i"), RULE("i", "i"),
                    RULE_AT_END("w", "iv")}},
    ['g' - 'a'] = {"g", SET('h'), {RULE("h", "g")}},
    ['i' - 'a'] = {"i",
                   SET('e') | SET('i') | SET('j') | SET('y'),
                   {RULE("y", "i"), RULE_AT_END("j", "i"), RULE("e", "i"), RULE("i", "i")}},
    ['k' - 'a'] = {"k", SET('h'), {RULE("h", "h")}},
    ['o' - 'a'] = {"u", SET('o') | SET('u') | SET('w'), {RULE("o", "u"), RULE("u", "u"), RULE("w", "uv")}},
    ['p' - 'a'] = {"p", SET('h'), {RULE("h", "f")}},
    ['s' - 'a'] = {"s", SET('c') | SET('h'), {RULE("hch", "s"), RULE("ch", "s"), RULE("h", "s")}},
    ['t' - 'a'] = {"t",
                   SET('c') | SET('h') | SET('s') | SET('z'),
                   {RULE("sch", "c"), RULE("ch", "c"), RULE("h", "t"), RULE("s", "c"), RULE("z", "c")}},
    ['u' - 'a'] = {"u", SET('u'), {RULE("u", "u")}},
    ['y' - 'a'] = {"i", SET('y'), {RULE("y", "i")}},
    ['z' - 'a'] = {"s", SET('h'), {RULE("h", "j")}},
    ['b' - 'a'] = {.alone = "b"},
    ['f' - 'a'] = {.alone = "f"},
    ['h' - 'a'] = {.alone = "h"},
    ['j' - 'a'] = {.alone = "j"},
    ['l' - 'a'] = {.alone = "l"},
    ['m' - 'a'] = {.alone = "m"},
    ['n' - 'a'] = {.alone = "n"},
    ['q' - 'a'] = {.alone = "k"},
    ['r' - 'a'] = {.alone = "r"},
    ['v' - 'a'] = {.alone = "v"},
    ['w' - 'a'] = {.alone = "v"},
    ['x' - 'a'] = {.alone = "ks"},
};

static const struct rule *rule_at(struct str s, size_t i, const struct letter *letter) {
    for (const struct rule *r = letter->rules; r->length; r++) {
        size_t end = i + r->length, k = 1;
        if (end > s.n || (r->end && end != s.n)) continue;
        while (k < r->length && s.p[i + k] == r->rest[k - 1]) k++;
        if (k == r->length) return r;
    }
    return NULL;
}

static size_t letter_number(char c) { return (unsigned char)c - (size_t)'a'; }

/* Adds a letter unless it is the last one again; digits count each. */
static inline size_t add(char *out, size_t n, char c) {
    out[n] = c;
    return n + (n == 0 || out[n - 1] != c || (c >= '0' && c <= '9'));
}

size_t sound_write(struct str latin, char *out) {
    size_t n = 0;
    for (size_t i = 0, step; i < latin.n; i += step) {
        size_t number = letter_number(latin.p[i]);
        const char *to = latin.p + i;
        size_t count = step = 1;
        if (number < 26) {
            const struct letter *letter = &letters[number];
            size_t second = i + 1 < latin.n ? letter_number(latin.p[i + 1]) : 26;
            const struct rule *r = second < 26 && letter->seconds >> second & 1 ? rule_at(latin, i, letter) : NULL;
            to = r ? r->to : letter->alone;
            step = r ? r->length : 1;
            count = 1 + (to[1] != 0);
        }
        n = add(out, n, to[0]);
        if (count == 2) n = add(out, n, to[1]);
    }
    return n;
}

struct str sound_of(struct str latin, struct arena *arena) {
    char *out = arena_raw(arena, SOUND_GROWS * latin.n + 1);
    return (struct str){out, sound_write(latin, out)};
}

struct str sound_frame(struct str sound, struct arena *arena) {
    char *out = arena_new(arena, sound.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < sound.n; i++) {
        char c = sound.p[i];
        bool vowel = c == 'a' || c == 'i' || c == 'u';
        if (vowel && i > 0) continue;
        if (vowel) c = 'a';
        if (n == 0 || out[n - 1] != c) out[n++] = c;
    }
    return (struct str){out, n};
}
