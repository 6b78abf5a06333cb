#include "made.h"
#include "base/buf.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* ---- chance: a stream per thing that is made ---- */

static uint64_t next(uint64_t *state) { /* splitmix64 */
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static uint64_t stream(uint64_t seed, uint64_t kind, uint64_t number) {
    uint64_t state = seed * 0x100000001b3u + kind;
    state = next(&state) ^ number;
    return next(&state);
}

static unsigned below(uint64_t *state, unsigned n) { return (unsigned)((next(state) >> 32) * n >> 32); }
static double chance(uint64_t *state) { return (double)(next(state) >> 11) * 0x1p-53; }
static bool percent(uint64_t *state, unsigned p) { return below(state, 100) < p; }

/* ---- words: syllables, and how each script writes them ---- */

enum script { LATIN, CYRILLIC, ARABIC, GREEK, HEBREW, HANGUL, SCRIPTS };
enum { ONSETS = 20, VOWELS = 5, CODAS = 10, SYLLABLES = 5 };

static const char *const onsets[HANGUL][ONSETS] = {
    {"", "b", "ch", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "sh", "t", "v", "z", "st", "br"},
    {"", "б", "ч", "д", "ф", "г", "х", "к", "л", "м", "н", "п", "р", "с", "ш", "т", "в", "з", "ст", "бр"},
    {"", "ب", "تش", "د", "ف", "غ", "ه", "ك", "ل", "م", "ن", "ب", "ر", "س", "ش", "ت", "ف", "ز", "ست", "بر"},
    {"", "μπ", "τσ", "ντ", "φ", "γκ", "χ", "κ", "λ", "μ", "ν", "π", "ρ", "σ", "σ", "τ", "β", "ζ", "στ", "μπρ"},
    {"", "ב", "צ'", "ד", "פ", "ג", "ה", "ק", "ל", "מ", "נ", "פ", "ר", "ס", "ש", "ט", "ו", "ז", "סט", "בר"}};
static const char *const vowels[HANGUL][VOWELS] = {{"a", "e", "i", "o", "u"},
                                                   {"а", "е", "и", "о", "у"},
                                                   {"ا", "ي", "ي", "و", "و"},
                                                   {"α", "ε", "ι", "ο", "ου"},
                                                   {"א", "", "י", "ו", "ו"}};
static const char *const codas[HANGUL][CODAS] = {{"", "", "", "n", "r", "l", "k", "s", "m", "t"},
                                                 {"", "", "", "н", "р", "л", "к", "с", "м", "т"},
                                                 {"", "", "", "ن", "ر", "ل", "ك", "س", "م", "ت"},
                                                 {"", "", "", "ν", "ρ", "λ", "κ", "σ", "μ", "τ"},
                                                 {"", "", "", "נ", "ר", "ל", "ק", "ס", "מ", "ט"}};
/* Hangul is composed: numbers of the letters in a syllable block. */
static const uint8_t hangul_onset[ONSETS] = {11, 7, 14, 3, 17, 0, 18, 15, 5, 6, 2, 17, 5, 9, 9, 16, 7, 12, 9, 7};
static const uint8_t hangul_vowel[VOWELS] = {0, 5, 20, 8, 13};
static const uint8_t hangul_coda[CODAS] = {0, 0, 0, 4, 8, 8, 1, 19, 16, 19};

static const char *const lines[] = {"Trading",  "Shipping", "Energy",     "Holding",    "Logistics", "Group",
                                    "Bank",     "Steel",    "Industries", "Investment", "Marine",    "Systems",
                                    "Aviation", "Foods",    "Services",   "Foundation", "Chemical",  "Electronics"};
static const char *const forms[] = {"LLC", "Ltd", "JSC", "Limited", "GmbH", "OOO", "FZE", "Inc", "SA", "AG", "SARL"};
static const char *const particles[] = {"al", "al", "bin", "abu", "de", "van", "von", "el", "del"};
static const char *const countries[] = {"us", "gb", "de", "fr", "ir", "pk", "in", "tr", "ng", "co", "mx",
                                        "br", "rs", "it", "es", "ae", "cy", "ru", "ua", "iq", "gr", "il"};
enum { LINES = 18, FORMS = 11, PARTICLES = 9, COUNTRIES = 22 };

struct word {
    const char *fixed; /* a word that has no form in other scripts; else */
    uint32_t rank;
};

static uint32_t draw_rank(uint64_t *state) {
    enum { WORDS = 2000000 };
    const double shift = 30, power = -0.28; /* of the integral of (rank + shift)^-1.28 */
    double first = pow(shift, power), last = pow(WORDS + shift, power);
    return (uint32_t)(pow(first - chance(state) * (first - last), 1 / power) - shift);
}

static struct word draw_word(uint64_t *state) { return (struct word){NULL, draw_rank(state)}; }

static void add_hangul(struct buf *out, unsigned onset, unsigned vowel, unsigned coda) {
    unsigned c = 0xac00 + (hangul_onset[onset] * 21u + hangul_vowel[vowel]) * 28u + hangul_coda[coda];
    buf_add_byte(out, (char)(0xe0 | c >> 12));
    buf_add_byte(out, (char)(0x80 | (c >> 6 & 63)));
    buf_add_byte(out, (char)(0x80 | (c & 63)));
}

/* The word of a rank: frequent ones are short, and some have an accent. */
static void add_ranked(struct buf *out, uint32_t rank, enum script script) {
    static const char *const accented[VOWELS] = {"á", "é", "í", "ó", "ü"};
    uint64_t state = stream(1, 1, rank);
    unsigned count = 2 + (rank > 1500) * below(&state, 2) + (rank > 60000) * below(&state, 2);
    bool accent = below(&state, 24) == 0 && script == LATIN;
    size_t start = out->n;
    assert(count < SYLLABLES);
    for (unsigned i = 0; i < count; i++) {
        unsigned onset = below(&state, ONSETS), vowel = below(&state, VOWELS), coda = below(&state, CODAS);
        if (script == HANGUL) {
            add_hangul(out, onset, vowel, coda);
            continue;
        }
        buf_add_z(out, onsets[script][onset]);
        buf_add_z(out, accent && i == 1 ? accented[vowel] : vowels[script][vowel]);
        buf_add_z(out, codas[script][coda]);
    }
    if (script == LATIN && out->p[start] >= 'a' && out->p[start] <= 'z') out->p[start] = (char)(out->p[start] - 32);
}

/* ---- entities ---- */

enum { WORDS = 6 };
struct name_of {
    struct word words[WORDS];
    unsigned count;
    enum script script; /* that the entity has besides Latin; LATIN: none */
    bool person;
};

static const char *draw_person(uint64_t *state, struct name_of *n) {
    n->person = true;
    n->words[n->count++] = draw_word(state);
    if (percent(state, 40)) n->words[n->count++] = draw_word(state);
    if (percent(state, 25)) n->words[n->count++] = draw_word(state);
    if (percent(state, 15)) n->words[n->count++] = (struct word){particles[below(state, PARTICLES)], 0};
    n->words[n->count++] = draw_word(state);
    return "Person";
}

static const char *draw_thing(uint64_t *state, struct name_of *n) {
    n->words[n->count++] = draw_word(state);
    if (percent(state, 50)) n->words[n->count++] = draw_word(state);
    if (percent(state, 15)) return "Vessel";
    n->words[n->count++] = (struct word){lines[below(state, LINES)], 0};
    if (percent(state, 50)) n->words[n->count++] = (struct word){lines[below(state, LINES)], 0};
    if (percent(state, 75)) n->words[n->count++] = (struct word){forms[below(state, FORMS)], 0};
    return percent(state, 70) ? "Company" : "Organization";
}

static struct str written(const struct name_of *n, enum script script, struct arena *arena) {
    struct buf text = {0};
    for (unsigned i = 0; i < n->count; i++) {
        const struct word *w = &n->words[i];
        if (w->fixed && script != LATIN) continue;
        if (text.n) buf_add_byte(&text, ' ');
        if (w->fixed) buf_add_z(&text, w->fixed);
        else add_ranked(&text, w->rank, script);
    }
    struct str out = arena_copy(arena, buf_str(&text));
    buf_done(&text);
    return out;
}

static void drop_word(struct name_of *n, unsigned at) {
    memmove(&n->words[at], &n->words[at + 1], (n->count - at - 1) * sizeof *n->words);
    n->count--;
}

static struct str with_comma(const struct name_of *n, struct arena *arena) {
    struct name_of first = *n, last = *n;
    first.count--;
    last.words[0] = n->words[n->count - 1];
    last.count = 1;
    struct str family = written(&last, LATIN, arena), given = written(&first, LATIN, arena);
    return arena_printf(arena, "%.*s, %.*s", STR_ARG(family), STR_ARG(given));
}

/* One blank less. */
static struct str joined(struct str name, uint64_t *state, struct arena *arena) {
    size_t blank = str_find_byte(name, ' ', 0);
    if (blank == SIZE_MAX) return name;
    size_t other = str_find_byte(name, ' ', blank + 1);
    if (other != SIZE_MAX && below(state, 2)) blank = other;
    struct str out = arena_copy(arena, name);
    memmove((char *)out.p + blank, out.p + blank + 1, out.n - blank);
    ((char *)out.p)[blank] = ascii_to_lower(out.p[blank]);
    return (struct str){out.p, out.n - 1};
}

static struct str draw_alias(const struct name_of *n, uint64_t *state, struct arena *arena) {
    struct name_of other = *n;
    unsigned kind = below(state, 6);
    if (n->script != LATIN && percent(state, 50)) return written(n, n->script, arena);
    if (kind == 0 && n->count > 2) drop_word(&other, 1);
    if (kind == 1 && n->person) return with_comma(n, arena);
    if (kind == 2 && n->person) {
        struct str name = written(n, LATIN, arena);
        size_t blank = str_find_byte(name, ' ', 0);
        return arena_printf(arena, "%.1s. %.*s", name.p, STR_ARG(str_cut(name, blank + 1, name.n)));
    }
    if (kind == 3 && n->count < WORDS) other.words[other.count++] = draw_word(state);
    if (kind == 4) return joined(written(n, LATIN, arena), state, arena);
    if (kind == 5) {
        other.words[0] = n->words[n->count - 1];
        memcpy(other.words + 1, n->words, (n->count - 1) * sizeof *n->words);
    }
    return written(&other, LATIN, arena);
}

static void add_name(struct made_entity *e, struct str name) {
    for (size_t i = 0; i < e->count; i++)
        if (str_eq(e->names[i], name)) return;
    if (name.n) e->names[e->count++] = name;
}

static void draw_entity(uint64_t *state, struct name_of *n, struct arena *arena, struct made_entity *out) {
    *n = (struct name_of){.script = LATIN};
    *out = (struct made_entity){0};
    out->schema = percent(state, 64) ? draw_person(state, n) : draw_thing(state, n);
    if (percent(state, 36)) n->script = 1 + below(state, SCRIPTS - 1);
    out->country = str_of(countries[below(state, COUNTRIES)]);
    if (n->person && percent(state, 70)) {
        unsigned year = 1930 + below(state, 40) + below(state, 35);
        out->birth_date = arena_printf(arena, "%u", year);
        if (percent(state, 60))
            out->birth_date = arena_printf(arena, "%u-%02u-%02u", year, 1 + below(state, 12), 1 + below(state, 28));
    }
    add_name(out, written(n, n->script != LATIN && percent(state, 50) ? n->script : LATIN, arena));
    if (!out->count) add_name(out, written(n, LATIN, arena)); /* all of it had no form there */
    while (out->count < MADE_NAMES && percent(state, 73)) add_name(out, draw_alias(n, state, arena));
}

void made_entity(uint64_t seed, uint64_t number, struct arena *arena, struct made_entity *out) {
    uint64_t state = stream(seed, 2, number);
    struct name_of n;
    draw_entity(&state, &n, arena, out);
}

uint64_t made_entities(uint64_t seed, uint64_t names) {
    struct arena arena = {0};
    uint64_t count = 0, made = 0;
    for (; made < names; count++) {
        struct made_entity e;
        made_entity(seed, count, &arena, &e);
        made += e.count;
        arena_reset(&arena);
    }
    arena_done(&arena);
    return count;
}

/* ---- queries ---- */

static bool is_latin(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0xcc) return false; /* beyond Latin with accents */
    return true;
}

/* A place where a letter and its neighbour are plain ones. */
static bool draw_place(struct str name, uint64_t *state, size_t *at) {
    for (int turn = 0; turn < 16 && name.n > 2; turn++) {
        *at = 1 + below(state, (unsigned)name.n - 2);
        if (ascii_lower(name.p[*at]) && ascii_lower(name.p[*at + 1])) return true;
    }
    return false;
}

/* One letter of a Latin name changed; the name itself where that is not to be had. */
static struct str spoilt(struct str name, const char *how, uint64_t *state, struct arena *arena) {
    size_t at;
    if (!is_latin(name) || !draw_place(name, state, &at)) return name;
    struct str before = str_cut(name, 0, at), after = str_cut(name, at + 1, name.n);
    char c = name.p[at], drawn = (char)('a' + below(state, 26));
    if (!strcmp(how, "drop")) return arena_printf(arena, "%.*s%.*s", STR_ARG(before), STR_ARG(after));
    if (!strcmp(how, "double")) return arena_printf(arena, "%.*s%c%c%.*s", STR_ARG(before), c, c, STR_ARG(after));
    if (!strcmp(how, "insert")) return arena_printf(arena, "%.*s%c%c%.*s", STR_ARG(before), c, drawn, STR_ARG(after));
    if (!strcmp(how, "swap"))
        return arena_printf(arena, "%.*s%c%c%.*s", STR_ARG(before), after.p[0], c, STR_ARG(str_cut(after, 1, after.n)));
    if (!strcmp(how, "vowel")) drawn = vowels[LATIN][below(state, VOWELS)][0];
    return arena_printf(arena, "%.*s%c%.*s", STR_ARG(before), drawn, STR_ARG(after));
}

static struct str without_accents(struct str name, struct arena *arena) {
    static const char *const marks[] = {"á", "a", "é", "e", "í", "i", "ó", "o", "ü", "u"};
    struct buf out = {0};
    for (size_t i = 0; i < name.n;) {
        size_t k = 0;
        while (k < 10 && !str_starts(str_cut(name, i, name.n), str_of(marks[k]))) k += 2;
        if (k < 10) buf_add_z(&out, marks[k + 1]);
        else buf_add_byte(&out, name.p[i]);
        i += k < 10 ? 2 : 1;
    }
    struct str copy = arena_copy(arena, buf_str(&out));
    buf_done(&out);
    return copy;
}

/* The listed name turned into what somebody may ask. */
static struct str treat(const struct name_of *n, struct str name, const char *how, uint64_t *state,
                        struct arena *arena) {
    if (!strcmp(how, "same")) return name;
    if (!strcmp(how, "script")) return is_latin(name) ? written(n, n->script, arena) : written(n, LATIN, arena);
    if (!strcmp(how, "comma")) return n->count > 1 ? with_comma(n, arena) : name;
    if (!strcmp(how, "accents")) return without_accents(name, arena);
    if (!strcmp(how, "joined")) return joined(name, state, arena);
    if (!strcmp(how, "two")) return spoilt(spoilt(name, "swap", state, arena), "replace", state, arena);
    return spoilt(name, how, state, arena);
}

void made_query(uint64_t seed, uint64_t number, uint64_t entities, unsigned strangers, struct arena *arena,
                struct made_query *out) {
    static const char *const treatments[] = {"same",    "swap",  "vowel", "drop",    "double", "insert",
                                             "replace", "comma", "two",   "accents", "joined", "script"};
    uint64_t state = stream(seed, 3, number);
    bool listed = strangers < 2 || below(&state, strangers) == 0;
    uint64_t who = listed ? next(&state) % entities : entities + number;
    uint64_t own = stream(seed, 2, who);
    struct name_of n;
    struct made_entity e;
    draw_entity(&own, &n, arena, &e);
    struct str name = e.names[below(&state, (unsigned)e.count)];
    *out = (struct made_query){.name = name,
                               .schema = e.schema,
                               .treatment = "stranger",
                               .birth_date = e.birth_date,
                               .country = e.country,
                               .entity = MADE_STRANGER};
    if (!listed) return;
    out->treatment = treatments[below(&state, sizeof treatments / sizeof *treatments)];
    out->name = treat(&n, name, out->treatment, &state, arena);
    if (!out->name.n) out->name = name;
    out->entity = who;
}
