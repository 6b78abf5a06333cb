#include "names/sound.h"

/* Rewriting rules, longest first for each letter; the first that fits is taken. An empty `to` drops the letters. */
static const struct rule {
    const char *from, *to;
    bool end; /* only at the end of the word */
} rules[] = {
    {"aa", "a", 0},  {"ah", "a", 1},   {"ae", "a", 0},   {"ay", "ai", 0}, {"ch", "c", 0},   {"ck", "k", 0},
    {"ce", "si", 0}, {"ci", "si", 0},  {"cy", "si", 0},  {"cz", "c", 0},  {"c", "k", 0},    {"dzh", "j", 0},
    {"dj", "j", 0},  {"dh", "d", 0},   {"eff", "if", 0}, {"ee", "i", 0},  {"eu", "iu", 0},  {"ey", "i", 0},
    {"ei", "i", 0},  {"ew", "iv", 1},  {"e", "i", 0},    {"gh", "g", 0},  {"iy", "i", 0},   {"ij", "i", 1},
    {"ie", "i", 0},  {"ii", "i", 0},   {"kh", "h", 0},   {"oo", "u", 0},  {"ou", "u", 0},   {"ow", "uv", 0},
    {"o", "u", 0},   {"ph", "f", 0},   {"q", "k", 0},    {"sch", "s", 0}, {"shch", "s", 0}, {"sh", "s", 0},
    {"tch", "c", 0}, {"tsch", "c", 0}, {"th", "t", 0},   {"ts", "c", 0},  {"tz", "c", 0},   {"uu", "u", 0},
    {"w", "v", 0},   {"x", "ks", 0},   {"yy", "i", 0},   {"y", "i", 0},   {"zh", "j", 0},   {"z", "s", 0},
};

static const struct rule *rule_at(struct str s, size_t i) {
    const struct rule *best = NULL;
    size_t best_length = 0;
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        if (rules[r].from[0] != s.p[i]) continue;
        struct str from = str_of(rules[r].from);
        if (from.n <= best_length || !str_starts(str_cut(s, i, s.n), from)) continue;
        if (rules[r].end && i + from.n != s.n) continue;
        best = &rules[r];
        best_length = from.n;
    }
    return best;
}

struct str sound_of(struct str latin, struct arena *arena) {
    char *out = arena_new(arena, 2 * latin.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < latin.n;) {
        const struct rule *r = rule_at(latin, i);
        struct str to = r ? str_of(r->to) : str_cut(latin, i, i + 1);
        i += r ? str_of(r->from).n : 1;
        for (size_t k = 0; k < to.n; k++)
            if (n == 0 || out[n - 1] != to.p[k] || ascii_digit(to.p[k])) out[n++] = to.p[k];
    }
    return (struct str){out, n};
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
