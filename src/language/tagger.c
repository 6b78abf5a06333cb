#include "language/tagger.h"

/* Features. Every token that is looked at gets about fifty; each is a 64-bit hash of its kind and what it says. */

/* What the whole document shows of a word, before any decision. */
enum sight {
    SEEN_LOWER = 1 << 0,   /* somewhere in lower case */
    SEEN_MID = 1 << 1,     /* with a capital, not first in its sentence */
    SEEN_TITLED = 1 << 2,  /* behind a title */
    SEEN_GIVEN = 1 << 3,   /* behind a given name */
    SEEN_COMPANY = 1 << 4, /* before an organisation's head word or a legal form */
    SEEN_PLACED = 1 << 5,  /* behind "in" */
    SEEN_OWNER = 1 << 6,   /* before "'s" */
    SEEN_SPEAKS = 1 << 7   /* before or behind "said" */
};

struct tagger_memory {
    uint64_t word; /* 0: free */
    uint16_t sights;
    uint8_t decided[4]; /* how often it was none, PER, ORG, LOC; up to 3 */
    uint8_t latest;     /* 1 + label of the latest name with it, 0: none */
};

struct tagger_word {
    uint64_t word, shape;
    uint64_t cues;               /* hash of the cue bits */
    uint32_t run_first, run_end; /* the run of capitalised tokens it stands in; equal for lower-case words */
    uint32_t memory;             /* its slot */
};

static uint64_t mix(uint64_t a, uint64_t b) {
    uint64_t h = (a ^ (b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdu;
    return h ^ (h >> 32);
}

/* "Meridian" gives "Xx", "U.S." "X.X.", "F-16" "X-d". */
static uint64_t shape_hash(struct str s) {
    uint64_t h = 7;
    char last = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i], k = ascii_upper(c)                               ? 'X'
                             : ascii_lower(c) || (unsigned char)c >= 0x80 ? 'x'
                             : ascii_digit(c)                             ? 'd'
                                                                          : c;
        if (k == last && k != 'X') continue;
        if (k == last && i > 1 && ascii_upper(s.p[i - 2])) continue; /* "XX" for two capitals and more */
        h = mix(h, (uint64_t)(unsigned char)k);
        last = k;
    }
    return h;
}

static bool is_capital(const struct mention_work *w, uint32_t i) {
    return w->cues[i] & CUE_CAPITAL && !(w->cues[i] & CUE_TAKEN);
}

static uint32_t memory_slot(struct tagger_text *t, uint64_t word) {
    uint32_t i = (uint32_t)(word >> 32) & t->memory_mask;
    while (t->memory[i].word && t->memory[i].word != word) i = (i + 1) & t->memory_mask;
    t->memory[i].word = word;
    return i;
}

static void make_words(struct tagger_text *t) {
    const struct mention_work *w = t->work;
    uint32_t n = w->tokens->token_count;
    for (uint32_t i = 0; i < n; i++) {
        struct tagger_word *x = &t->words[i];
        x->word = mix(1, w->tokens->token[i].hash) | 1;
        x->shape = is_capital(w, i) ? shape_hash(token_text(w->tokens, i)) : w->tokens->token[i].kind;
        x->cues = w->cues[i] & ~(uint32_t)(CUE_WHEN | CUE_NUMERAL | CUE_CURRENCY);
        x->memory = memory_slot(t, x->word);
    }
    for (uint32_t i = 0; i < n;) {
        uint32_t end = i;
        const uint32_t sentence = w->tokens->token[i].sentence;
        while (end < n && is_capital(w, end) && w->tokens->token[end].sentence == sentence) end++;
        for (uint32_t k = i; k < end; k++) {
            t->words[k].run_first = i;
            t->words[k].run_end = end;
        }
        i = end > i ? end : i + 1;
    }
}

static bool speaks(const struct tokens *t, uint32_t i) {
    return token_is(t, i, "said") || token_is(t, i, "says") || token_is(t, i, "told") || token_is(t, i, "added");
}

static uint16_t sights_of(const struct mention_work *w, uint32_t i) {
    const struct tokens *t = w->tokens;
    if (!(w->cues[i] & CUE_CAPITAL)) return SEEN_LOWER;
    const uint32_t titles = CUE_HONORIFIC | CUE_RANK | CUE_ROLE;
    uint32_t before = i ? w->cues[i - 1] : 0, behind = i + 1 < t->token_count ? w->cues[i + 1] : 0;
    bool company = behind & CUE_CAPITAL && behind & (CUE_HEAD | CUE_LEGAL);
    return (uint16_t)((w->cues[i] & CUE_FIRST ? 0 : SEEN_MID) | (before & titles ? SEEN_TITLED : 0) |
                      (before & (CUE_MALE | CUE_FEMALE) ? SEEN_GIVEN : 0) | (company ? SEEN_COMPANY : 0) |
                      (i && token_is(t, i - 1, "in") ? SEEN_PLACED : 0) | (token_is(t, i + 1, "'s") ? SEEN_OWNER : 0) |
                      (speaks(t, i + 1) || (i && speaks(t, i - 1)) ? SEEN_SPEAKS : 0));
}

void tagger_prepare(const struct mention_work *w, struct tagger_text *t) {
    uint32_t n = w->tokens->token_count, slots = 16;
    while (slots < 2 * n + 2 && slots < 1u << 31) slots *= 2;
    *t = (struct tagger_text){.work = w, .memory_mask = slots - 1};
    t->words = arena_array(w->arena, n + 1, sizeof *t->words);
    t->tags = arena_array(w->arena, n + 1, 1);
    t->memory = arena_array(w->arena, slots, sizeof *t->memory);
    make_words(t);
    for (uint32_t i = 0; i < n; i++)
        if (w->tokens->token[i].kind == TOKEN_WORD) t->memory[t->words[i].memory].sights |= sights_of(w, i);
}

static bool continues(const struct tagger_text *t, uint32_t i) {
    if (!i || t->work->tokens->token[i].sentence != t->work->tokens->token[i - 1].sentence) return false;
    int part = tagger_part(t->tags[i - 1]);
    return part == TAG_BEGIN || part == TAG_INSIDE;
}

/* What a date, amount or identifier covers is never part of a name. */
static bool is_taken(const struct tagger_text *t, uint32_t i) { return t->work->cues[i] & CUE_TAKEN; }

bool tagger_wants(const struct tagger_text *t, uint32_t i) {
    if (is_taken(t, i)) return false;
    if (t->work->cues[i] & CUE_CARELESS) return true;
    return is_capital(t->work, i) || continues(t, i) ||
           (t->work->cues[i] & CUE_PARTICLE && i + 1 < t->work->tokens->token_count && is_capital(t->work, i + 1));
}

bool tagger_allows(const struct tagger_text *t, uint32_t i, uint8_t tag) {
    const struct tokens *k = t->work->tokens;
    int part = tagger_part(tag);
    bool last = i + 1 >= k->token_count || k->token[i + 1].sentence != k->token[i].sentence || is_taken(t, i + 1);
    if (last && (part == TAG_BEGIN || part == TAG_INSIDE)) return false;
    if (continues(t, i))
        return (part == TAG_INSIDE || part == TAG_LAST) && tagger_label(tag) == tagger_label(t->tags[i - 1]);
    return part != TAG_INSIDE && part != TAG_LAST;
}

void tagger_set(struct tagger_text *t, uint32_t i, uint8_t tag) {
    t->tags[i] = tag;
    if (!is_capital(t->work, i)) return;
    struct tagger_memory *m = &t->memory[t->words[i].memory];
    uint32_t which = tag ? 1u + (uint32_t)tagger_label(tag) : 0;
    if (m->decided[which] < 3) m->decided[which]++;
    if (which) m->latest = (uint8_t)which;
}

/* A token near i, or one that stands for the border of its sentence. */
static const struct tagger_word border = {.word = 3, .shape = 3, .cues = 1u << 30};
static const struct tagger_word *near(const struct tagger_text *t, uint32_t i, int by) {
    const struct tokens *k = t->work->tokens;
    int64_t at = (int64_t)i + by;
    if (at < 0 || at >= k->token_count || k->token[at].sentence != k->token[i].sentence) return &border;
    return &t->words[at];
}

static void put(struct tagger_features *f, uint64_t a, uint64_t b) {
    /* The running number of the feature is its kind. */
    f->at[f->n] = mix(mix(f->n + 1, a), b);
    f->n++;
}

static void put_form(const struct tagger_text *t, uint32_t i, struct tagger_features *f) {
    struct str s = t->work->tokens->token[i].lower;
    for (size_t n = 2; n <= 4; n++) {
        bool fits = s.n > n;
        put(f, fits ? str_hash(str_cut(s, s.n - n, s.n)) : 0, 1);
        put(f, fits ? str_hash(str_cut(s, 0, n)) : 0, 2);
    }
}

/* What the lexicons say, token by token and together. */
static void put_cues(const struct tagger_text *t, uint32_t i, struct tagger_features *f) {
    const struct tagger_word *a = near(t, i, -2), *b = near(t, i, -1), *c = &t->words[i], *d = near(t, i, 1),
                             *e = near(t, i, 2);
    const uint64_t person = CUE_CAPITAL | CUE_WORD | CUE_MALE | CUE_FEMALE | CUE_SURNAME | CUE_NAME | CUE_FREQUENT;
    const uint64_t place = CUE_CAPITAL | CUE_PLACE | CUE_PLACE_IN | CUE_COUNTRY | CUE_GEO | CUE_DEMONYM;
    const uint64_t group = CUE_CAPITAL | CUE_ORG | CUE_ORG_IN | CUE_VAGUE | CUE_HEAD | CUE_LEGAL | CUE_FACILITY;
    const uint64_t title = CUE_CAPITAL | CUE_HONORIFIC | CUE_RANK | CUE_ROLE | CUE_CALENDAR | CUE_TAKEN;
    const uint64_t stand = CUE_CAPITAL | CUE_FIRST | CUE_SHOUT | CUE_WORD;
    put(f, c->cues, 0);
    put(f, b->cues, 0);
    put(f, d->cues, 0);
    put(f, c->cues & person, b->cues & (person | title));
    put(f, c->cues & person, d->cues & person);
    put(f, c->cues & place, d->cues & place);
    put(f, c->cues & place, b->cues & place);
    put(f, c->cues & group, d->cues & group);
    put(f, c->cues & group, b->cues & group);
    put(f, c->cues & (person | place | group), c->cues & stand);
    put(f, b->cues & title, c->cues & title);
    put(f, mix(a->cues & (person | title), b->cues & (person | title)), c->cues & person);
    put(f, mix(d->cues & (person | group), e->cues & (person | group)), c->cues & (person | group));
    put(f, mix(b->word, c->cues & (person | place | group)), 0);
    put(f, mix(d->word, c->cues & (person | place | group)), 0);
}

/* The run of capitals the token stands in: its ends, its length, what stands beside it. */
static void put_run(const struct tagger_text *t, uint32_t i, struct tagger_features *f) {
    const struct tagger_word *c = &t->words[i];
    if (c->run_first == c->run_end) return;
    uint32_t length = c->run_end - c->run_first, from = i - c->run_first;
    const struct tagger_word *first = &t->words[c->run_first], *last = &t->words[c->run_end - 1];
    const struct tagger_word *before = near(t, c->run_first, -1), *behind = near(t, c->run_end - 1, 1);
    uint64_t place = mix(length < 6 ? length : 6, from < 5 ? from : 5);
    put(f, place, c->cues & (CUE_FIRST | CUE_SHOUT));
    put(f, last->word, place);
    put(f, last->cues, place);
    put(f, first->word, from < 5 ? from : 5);
    put(f, first->cues, place);
    put(f, before->word, place);
    put(f, behind->word, place);
    put(f, mix(before->word, behind->word), length < 4 ? length : 4);
    put(f, mix(before->cues, last->cues), from < 5 ? from : 5);
    uint64_t all = 0;
    for (uint32_t k = c->run_first; k < c->run_end && k < c->run_first + 12; k++) all |= t->words[k].cues;
    put(f, all & (CUE_HEAD | CUE_LEGAL | CUE_FACILITY | CUE_GEO | CUE_MALE | CUE_FEMALE | CUE_COUNTRY | CUE_ORG),
        place);
}

static void put_memory(const struct tagger_text *t, uint32_t i, struct tagger_features *f) {
    const struct tagger_memory *m = &t->memory[t->words[i].memory];
    const struct tagger_word *behind = near(t, i, 1);
    uint8_t next = behind == &border ? 0 : t->memory[behind->memory].latest;
    uint64_t decided = (uint64_t)(m->decided[0] | m->decided[1] << 2 | m->decided[2] << 4 | m->decided[3] << 6);
    uint64_t stand = t->words[i].cues & (CUE_FIRST | CUE_SHOUT | CUE_WORD);
    put(f, m->sights, stand);
    put(f, decided, stand);
    put(f, m->latest, m->sights);
    put(f, mix(m->latest, next), t->words[i].run_end - i < 3 ? t->words[i].run_end - i : 3);
}

void tagger_features(const struct tagger_text *t, uint32_t i, struct tagger_features *f) {
    const struct tagger_word *a = near(t, i, -2), *b = near(t, i, -1), *c = &t->words[i], *d = near(t, i, 1),
                             *e = near(t, i, 2);
    uint64_t p = i && b != &border ? t->tags[i - 1] : 99, pp = i > 1 && a != &border ? t->tags[i - 2] : 99;
    f->n = 0;
    put(f, 0, 0);
    put(f, c->word, 0);
    put(f, c->word, c->shape);
    put(f, b->word, 0);
    put(f, d->word, 0);
    put(f, a->word, 0);
    put(f, e->word, 0);
    put(f, b->word, c->word);
    put(f, c->word, d->word);
    put(f, a->word, b->word);
    put(f, d->word, e->word);
    put(f, c->shape, c->cues & CUE_FIRST);
    put(f, mix(b->shape, c->shape), d->shape);
    put(f, c->shape, d->word);
    put(f, c->shape, b->word);
    put(f, p, pp);
    put(f, p, c->word);
    put(f, p, c->shape);
    put(f, mix(p, b->word), c->shape);
    put(f, p, c->cues);
    put(f, mix(p, d->word), d->shape);
    put(f, mix(p, pp), c->shape);
    put_form(t, i, f);
    put_cues(t, i, f);
    put_memory(t, i, f);
    put_run(t, i, f);
}
