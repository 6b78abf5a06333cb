#include "language/mention.h"

#include "model/country.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* Answers for words seen before: the country table folds and searches, which is slow for every capital. */
enum { DEMONYMS = 1024 };
struct demonyms {
    uint32_t word[DEMONYMS]; /* hash; 0: free */
    bool yes[DEMONYMS];
};

struct tables {
    struct demonyms *demonyms;
    const struct lexicon *words, *names, *places, *organisations, *heads, *titles, *small;
};

static bool starts_with_capital(struct str s) {
    if (!s.n) return false;
    if ((unsigned char)s.p[0] < 0x80) return ascii_upper(s.p[0]);
    UChar32 c;
    size_t i = 0;
    const uint8_t *p = (const uint8_t *)s.p;
    U8_NEXT(p, i, s.n, c);
    return c > 0 && (u_isupper(c) || u_istitle(c));
}

/* "al-Sample", "d'Example": the article is written small and stays with the name. */
static bool has_small_article(struct str s) {
    static const char *const articles[] = {"al-",  "el-", "ad-", "an-", "ar-", "as-",
                                           "ash-", "at-", "az-", "ul-", "d'",  "d’"};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        struct str article = str_of(articles[i]);
        if (str_starts(s, article) && starts_with_capital(str_cut(s, article.n, s.n))) return true;
    }
    return false;
}

static uint32_t name_cues(const struct lexicon *names, const struct token *t) {
    enum { FREQUENT = 5 };
    const struct lexicon_entry *e = lexicon_may_begin(names, t) ? lexicon_find(names, t->lower) : NULL;
    if (!e) return 0;
    struct str kind = lexicon_column(e, 1);
    uint64_t frequency = 0;
    str_to_u64(lexicon_column(e, 2), &frequency);
    uint32_t cues = CUE_NAME | (frequency >= FREQUENT ? CUE_FREQUENT : 0);
    switch (kind.n ? kind.p[0] : 0) {
    case 'm': return cues | CUE_MALE;
    case 'f': return cues | CUE_FEMALE;
    case 'b': return cues | CUE_MALE | CUE_FEMALE;
    case 's': return cues | CUE_SURNAME;
    default: return cues;
    }
}

static uint32_t head_cue(const struct lexicon *heads, const struct tokens *t, uint32_t i, uint32_t *count) {
    const struct lexicon_entry *e = lexicon_match(heads, t, i, count);
    if (!e) return 0;
    struct str kind = lexicon_column(e, 1);
    return str_is(kind, "legal")          ? CUE_LEGAL
           : str_is(kind, "organisation") ? CUE_HEAD
           : str_is(kind, "facility")     ? CUE_FACILITY
                                          : CUE_GEO;
}

static uint32_t title_cue(struct str kind) {
    return str_is(kind, "honorific") ? CUE_HONORIFIC : str_is(kind, "rank") ? CUE_RANK : CUE_ROLE;
}

static void mark(struct mention_work *w, uint32_t first, uint32_t count, uint32_t cue, uint32_t cue_in) {
    for (uint32_t k = 0; k < count; k++) w->cues[first + k] |= k ? cue_in : cue;
}

/* Names of the gazetteers count only where they are written as names; acronyms only in capitals. */
static void gazetteer_cues(struct mention_work *w, const struct tables *l, uint32_t i) {
    const struct tokens *t = w->tokens;
    uint32_t count;
    const struct lexicon_entry *e = lexicon_match(l->places, t, i, &count);
    bool capitals = t->token[i].shape == SHAPE_UPPER;
    if (e && (t->token[i].end - t->token[i].start > 2 || capitals)) {
        uint64_t size = 0;
        str_to_u64(lexicon_column(e, 2), &size);
        bool large = size >= 6, acronym = count == 1 && t->token[i].lower.n <= 3;
        if (!acronym || capitals)
            mark(w, i, count, CUE_PLACE | (large ? CUE_COUNTRY : 0), CUE_PLACE_IN | (large ? CUE_COUNTRY : 0));
    }
    e = lexicon_match(l->organisations, t, i, &count);
    if (!e) return;
    struct str kind = lexicon_column(e, 1);
    if (str_is(kind, "acronym") && !capitals) return;
    mark(w, i, count, CUE_ORG | (str_is(kind, "word") ? CUE_VAGUE : 0), CUE_ORG_IN);
}

static bool is_demonym(const struct mention_work *w, const struct tables *l, uint32_t i) {
    uint32_t hash = w->tokens->token[i].hash | 1, slot = hash / 2 % DEMONYMS;
    if (l->demonyms->word[slot] != hash) {
        l->demonyms->word[slot] = hash;
        l->demonyms->yes[slot] = country_of_demonym(token_text(w->tokens, i)) != NULL;
    }
    return l->demonyms->yes[slot];
}

/* Names that somebody wrote without capitals, "from lisa in tampa bay"; only what is no ordinary word. */
static void careless_cues(struct mention_work *w, const struct tables *l, uint32_t i) {
    const struct token *t = &w->tokens->token[i];
    const uint32_t sure = CUE_MALE | CUE_FEMALE;
    if (t->lower.n < 3) return;
    uint32_t name = name_cues(l->names, t);
    if (name & sure) w->cues[i] |= name | CUE_CARELESS;
    uint32_t count;
    const struct lexicon_entry *e = lexicon_match(l->places, w->tokens, i, &count);
    if (e && t->lower.n > 3 && !(w->cues[i] & CUE_PARTICLE))
        mark(w, i, count, CUE_PLACE | CUE_CARELESS, CUE_PLACE_IN | CUE_CARELESS);
}

static bool has(struct str kinds, const char *kind) { return str_find(kinds, str_of(kind), 0) != SIZE_MAX; }

static void token_cues(struct mention_work *w, const struct tables *l, uint32_t i) {
    const struct token *t = &w->tokens->token[i];
    if (t->kind != TOKEN_WORD) return;
    uint32_t count = 1;
    const struct lexicon_entry *title = lexicon_match(l->titles, w->tokens, i, &count);
    if (title) mark(w, i, count, title_cue(lexicon_column(title, 1)), title_cue(lexicon_column(title, 1)));
    const struct lexicon_entry *other = lexicon_may_begin(l->small, t) ? lexicon_find(l->small, t->lower) : NULL;
    if (other) {
        struct str kind = lexicon_column(other, 1);
        w->cues[i] |= (has(kind, "particle") ? CUE_PARTICLE : 0) | (has(kind, "numeral") ? CUE_NUMERAL : 0) |
                      (has(kind, "calendar") ? CUE_CALENDAR : 0) | (has(kind, "when") ? CUE_WHEN : 0) |
                      (has(kind, "currency") ? CUE_CURRENCY : 0);
    }
    struct str text = token_text(w->tokens, i);
    bool word = lexicon_may_begin(l->words, t);
    if (!starts_with_capital(text) && !(t->shape == SHAPE_MIXED && has_small_article(text))) {
        if (!word && t->shape == SHAPE_LOWER) careless_cues(w, l, i);
        return;
    }
    word = word && lexicon_find(l->words, t->lower);
    w->cues[i] |= CUE_CAPITAL | name_cues(l->names, t) | (word ? CUE_WORD : 0);
    if (is_demonym(w, l, i)) w->cues[i] |= CUE_DEMONYM;
    uint32_t head = head_cue(l->heads, w->tokens, i, &count);
    if (head) mark(w, i, count, head, head);
    gazetteer_cues(w, l, i);
}

static void sentence_cues(struct mention_work *w, const struct sentence *s) {
    enum { LONG_ENOUGH = 5 };
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = s->first_token; i < s->end_token; i++) {
        if (w->tokens->token[i].kind != TOKEN_WORD) continue;
        if (!words) w->cues[i] |= CUE_FIRST;
        words++;
        capitals += (w->cues[i] & CUE_CAPITAL) != 0;
    }
    if (words < LONG_ENOUGH || capitals * 10 < words * 7) return;
    for (uint32_t i = s->first_token; i < s->end_token; i++) w->cues[i] |= CUE_SHOUT;
}

void mention_cues(struct mention_work *w) {
    const struct lexicons *all = &w->language->lexicons;
    struct tables l = {.demonyms = arena_new(w->arena, sizeof(struct demonyms)),
                       .words = lexicon_get(all, "words"),
                       .names = lexicon_get(all, "person_names"),
                       .places = lexicon_get(all, "places"),
                       .organisations = lexicon_get(all, "organisations"),
                       .heads = lexicon_get(all, "heads"),
                       .titles = lexicon_get(all, "titles"),
                       .small = lexicon_get(all, "small_words")};
    w->cues = arena_array(w->arena, w->tokens->token_count, sizeof *w->cues);
    for (uint32_t i = 0; i < w->tokens->token_count; i++) token_cues(w, &l, i);
    for (uint32_t i = 0; i < w->tokens->sentence_count; i++) sentence_cues(w, &w->tokens->sentence[i]);
}
