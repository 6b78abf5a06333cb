/* Two names weighed: an alignment's pieces, each a few features times their weights; the sum is the log-odds. */
#include "names/align.h"
#include "names/explain.h"
#include "names/features.h"
#include "names/vocabulary.h"

#include "model/date.h"
#include "text/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

#define FEATURES_NAME(name) #name,
const char *const feature_names[FEATURE_COUNT] = {FEATURES(FEATURES_NAME)};

/* A sum of features times weights has 1/65536 of a unit of log-odds as its unit. */
static const double LOGIT_UNIT = 1.0 / 65536;
enum { ONE_LOGIT = 65536, NOTHING_SAID = -12 * ONE_LOGIT, SURE_WEIGHT = 3 * FEATURE_WHOLE };

struct tally {
    const struct name *a, *b;
    const int32_t *weights;
    int32_t *values; /* of every feature, or NULL */
    int64_t total, piece;
    bool other_number; /* a number of one side stands against another of the other */
};

static void count(struct tally *t, enum feature f, int32_t sixteenths) {
    t->piece += (int64_t)t->weights[f] * sixteenths;
    if (t->values) t->values[f] += sixteenths;
}

static void count_one(struct tally *t, enum feature f) { count(t, f, FEATURE_WHOLE); }

static const struct name_token *word_a(const struct tally *t, const struct align_pair *p) {
    return &t->a->tokens[p->a];
}
static const struct name_token *word_b(const struct tally *t, const struct align_pair *p) {
    return &t->b->tokens[p->b];
}

_Static_assert(FEATURE_WHOLE == 16, "name_token.mass counts sixteenths");

static int32_t mass_of(const struct name *n, unsigned from, unsigned count_of) {
    int32_t mass = 0;
    const struct name_token *t = &n->tokens[from];
    for (; count_of; count_of--, t++) mass += t->mass;
    return mass;
}

/* The rarity of a pair: of the more common word. */
static int32_t pair_weight(const struct tally *t, const struct align_pair *p) {
    if (p->a_count == 0) return word_b(t, p)->mass;
    if (p->b_count == 0) return word_a(t, p)->mass;
    int32_t x = mass_of(t->a, p->a, p->a_count), y = mass_of(t->b, p->b, p->b_count);
    return x < y ? x : y;
}

/* Edits a letter, in sixteenths. */
static int32_t relative_cost(const struct align_pair *p) {
    int32_t letters = p->length * 10;
    return letters ? p->cost * FEATURE_WHOLE / letters : 0;
}

static bool both_family(const struct tally *t, const struct align_pair *p) {
    return word_a(t, p)->class == NAME_FAMILY && word_b(t, p)->class == NAME_FAMILY;
}

/* Nats that a pair is worth: how rare the word is, less what it costs that one side spells it otherwise. An edit is a
 * slip that happens once in some hundred words; a table says what a reading costs. */
enum {
    EDIT_NATS = 5,
    CROSS_NATS = 4,
    LETTER_NATS16 = 35,
    NET_MOST = 12 * FEATURE_WHOLE,
    NET_LEAST = -8 * FEATURE_WHOLE,
    NUMBER_NATS = 14 /* with as much that agrees a number may be a slip, with less it is what tells the two apart */
};

static int32_t clamp(int32_t x, int32_t least, int32_t most) { return x < least ? least : x > most ? most : x; }

/* What meeting a Latin word by chance is worth: its rarity, or that of its letters when nothing counts it. */
static int32_t chance(const struct name_token *w) {
    int32_t letters = LETTER_NATS16 * (int32_t)w->latin.n;
    return w->known && w->known->rarity && w->known->rarity < letters ? w->known->rarity : letters;
}

static int32_t edit_nats(const struct align_pair *p) { return p->cost * FEATURE_WHOLE * EDIT_NATS / 10; }

/* `whole` is the rarity of the more common side, `net` what is left of it after the cost of writing one as the other.
 */
static void cross_nats(const struct tally *t, const struct align_pair *p, int32_t *whole, int32_t *net) {
    int32_t a = 0, b = 0;
    for (unsigned i = p->a; i < p->a + (unsigned)p->a_count; i++) a += chance(&t->a->tokens[i]);
    for (unsigned i = p->b; i < p->b + (unsigned)p->b_count; i++) b += chance(&t->b->tokens[i]);
    *whole = a < b ? a : b;
    *net = clamp(*whole - p->cost * FEATURE_WHOLE * CROSS_NATS / 100, NET_LEAST, NET_MOST);
}

/* What a pair that answers is worth, and how good it is. Words of two scripts that the reading makes less likely than
 * chance does are two words. */
static void value_pair(const struct tally *t, struct align_pair *p) {
    int32_t w = pair_weight(t, p), whole, quality = FEATURE_WHOLE;
    switch ((enum align_how)p->how) {
    case ALIGN_CROSS:
        cross_nats(t, p, &whole, &w);
        quality = w > 0 && whole > 0 ? clamp(FEATURE_WHOLE * 3 * w / (2 * whole), 0, FEATURE_WHOLE) : 0;
        if (w >= 0) break;
        p->how = ALIGN_CONFLICT;
        w = quality = 0;
        break;
    case ALIGN_EDIT:
        quality = clamp(FEATURE_WHOLE - 2 * relative_cost(p), 0, FEATURE_WHOLE);
        w = clamp(w - edit_nats(p), 0, w);
        break;
    case ALIGN_NICK: quality = 12; /* fall through */
    case ALIGN_SOUND:
    case ALIGN_JOINED: w = clamp(w - FEATURE_WHOLE, 0, w); break;
    case ALIGN_INITIAL:
        w /= 2;
        quality = 8;
        break;
    case ALIGN_CONFLICT:
    case ALIGN_EXTRA:
    case ALIGN_REPEATED: w = quality = 0; break;
    case ALIGN_ACRONYM: quality = 12; break;
    case ALIGN_EXACT:
    case ALIGN_TERM:
    case ALIGN_LEGAL:
    case ALIGN_LEGAL_NEAR:
    case ALIGN_NUMBER: break;
    }
    p->nats = (int16_t)w;
    p->quality = (uint8_t)quality;
}

/* Han, Hangul and Kana: a letter is a syllable or a word. */
static bool is_dense(const struct name_token *w) { return (unsigned char)w->folded.p[0] >= 0xe2; }

static bool is_name(const struct name_token *w) { return w->known && (w->known->given || w->known->surname); }

static void count_edit(struct tally *t, const struct align_pair *p, int32_t w) {
    int32_t relative = relative_cost(p);
    count_one(t, FEATURE_EDIT_N);
    count(t, FEATURE_EDIT_COST, p->cost * FEATURE_WHOLE / 10);
    count(t, FEATURE_EDIT_REL, 4 * relative);
    count(t, FEATURE_EDIT_W, w * (FEATURE_WHOLE - relative) / FEATURE_WHOLE);
    if (p->length <= 4) count_one(t, FEATURE_EDIT_SHORT);
    if (both_family(t, p)) count_one(t, FEATURE_EDIT_FAMILY);
    if (relative >= 5) count_one(t, FEATURE_EDIT_FAR);
    count(t, FEATURE_EDIT_LOW, clamp(4 * FEATURE_WHOLE - w + edit_nats(p), 0, NET_MOST));
    if (is_name(word_a(t, p)) && is_name(word_b(t, p))) count_one(t, FEATURE_EDIT_KNOWN);
    if (is_dense(word_a(t, p))) count_one(t, FEATURE_EDIT_DENSE);
}

static void count_cross(struct tally *t, const struct align_pair *p) {
    count_one(t, FEATURE_CROSS_N);
    if (p->a_count + p->b_count > 2) count_one(t, FEATURE_JOINED_N);
    count(t, FEATURE_CROSS_NET, p->nats);
    count(t, FEATURE_CROSS_LOW, clamp(3 * FEATURE_WHOLE - p->nats, 0, NET_MOST));
}

static void count_matched(struct tally *t, const struct align_pair *p) {
    int32_t w = pair_weight(t, p);
    switch ((enum align_how)p->how) {
    case ALIGN_EXACT:
        count(t, FEATURE_EXACT_W, w);
        if (both_family(t, p)) count_one(t, FEATURE_EXACT_FAMILY);
        break;
    case ALIGN_SOUND:
        count(t, FEATURE_SOUND_W, w);
        count_one(t, FEATURE_SOUND_N);
        break;
    case ALIGN_EDIT: count_edit(t, p, w); break;
    case ALIGN_CROSS: count_cross(t, p); break;
    case ALIGN_NICK: count_one(t, FEATURE_NICK); break;
    case ALIGN_INITIAL: count_one(t, FEATURE_INITIAL); break;
    case ALIGN_TERM: count_one(t, FEATURE_TERM); break;
    case ALIGN_LEGAL: count_one(t, FEATURE_LEGAL); break;
    case ALIGN_LEGAL_NEAR: count_one(t, FEATURE_LEGAL_NEAR); break;
    case ALIGN_NUMBER: count_one(t, FEATURE_NUMBER); break;
    case ALIGN_JOINED:
        count_one(t, FEATURE_JOINED_N);
        count(t, FEATURE_JOINED_W, w);
        break;
    case ALIGN_ACRONYM: count_one(t, FEATURE_ACRONYM); break;
    case ALIGN_REPEATED: count_one(t, FEATURE_REPEATED); break;
    case ALIGN_CONFLICT:
    case ALIGN_EXTRA: break;
    }
}

/* What kind of word is left over; `conflict` and `extra` are the features that count it. */
static void left_features(const struct name_token *w, enum feature *conflict, enum feature *extra) {
    static const enum feature of[][2] = {
        [NAME_GIVEN] = {FEATURE_CONFLICT_GIVEN, FEATURE_EXTRA_GIVEN},
        [NAME_FAMILY] = {FEATURE_CONFLICT_FAMILY, FEATURE_EXTRA_FAMILY},
        [NAME_PATRONYMIC] = {FEATURE_CONFLICT_PATRONYMIC, FEATURE_EXTRA_PATRONYMIC},
        [NAME_PARTICLE] = {FEATURE_CONFLICT_LIGHT, FEATURE_EXTRA_LIGHT},
        [NAME_TITLE] = {FEATURE_CONFLICT_LIGHT, FEATURE_EXTRA_LIGHT},
        [NAME_LEGAL_FORM] = {FEATURE_CONFLICT_LEGAL, FEATURE_EXTRA_LEGAL},
        [NAME_NUMBER] = {FEATURE_CONFLICT_NUMBER, FEATURE_EXTRA_NUMBER},
        [NAME_PLACE_WORD] = {FEATURE_CONFLICT_PLACE, FEATURE_EXTRA_PLACE},
        [NAME_INITIAL] = {FEATURE_CONFLICT_INITIAL, FEATURE_EXTRA_INITIAL},
        [NAME_WORD] = {FEATURE_CONFLICT_WORD, FEATURE_EXTRA_WORD},
    };
    *conflict = of[w->class][0];
    *extra = of[w->class][1];
    if (w->class == NAME_WORD && w->known && w->known->term)
        *conflict = FEATURE_CONFLICT_TERM, *extra = FEATURE_EXTRA_TERM;
}

static void count_left(struct tally *t, const struct align_pair *p) {
    enum feature conflict_a, conflict_b, extra;
    if (p->how == ALIGN_EXTRA) {
        left_features(p->a_count ? word_a(t, p) : word_b(t, p), &conflict_a, &extra);
        count_one(t, extra);
        count(t, FEATURE_EXTRA_W, pair_weight(t, p));
        return;
    }
    left_features(word_a(t, p), &conflict_a, &extra);
    left_features(word_b(t, p), &conflict_b, &extra);
    /* Of two classes the one that is listed first decides: it says more. */
    count_one(t, conflict_a < conflict_b ? conflict_a : conflict_b);
    t->other_number |= conflict_a == FEATURE_CONFLICT_NUMBER && conflict_b == FEATURE_CONFLICT_NUMBER;
    count(t, FEATURE_CONFLICT_W, pair_weight(t, p));
}

static void count_pair(struct tally *t, const struct align_pair *p) {
    if (p->how == ALIGN_CONFLICT || p->how == ALIGN_EXTRA) count_left(t, p);
    else count_matched(t, p);
}

static int32_t letters_of(const struct name *n, unsigned from, unsigned count_of) {
    int32_t letters = 0;
    const struct name_token *t = &n->tokens[from];
    for (; count_of; count_of--, t++) letters += (int32_t)t->latin.n;
    return letters;
}

/* Words of weight that are the same on both sides, letter for letter or by their spelling in another script. */
static int32_t sure_words(const struct tally *t, const struct align *al) {
    int32_t n = 0;
    for (uint32_t k = 0; k < al->count; k++) {
        const struct align_pair *p = &al->pairs[k];
        bool same = p->how == ALIGN_EXACT || p->how == ALIGN_JOINED || p->how == ALIGN_ACRONYM || p->how == ALIGN_CROSS;
        n += same && pair_weight(t, p) >= SURE_WEIGHT && p->nats >= SURE_WEIGHT;
    }
    return n;
}

/* What the pair as a whole says: how much of either side has an answer. */
static void count_coverage(struct tally *t, const struct align *al) {
    int32_t got_a = 0, got_b = 0, letters = 0, words_a = t->a->content_words, words_b = t->b->content_words;
    int32_t nats = 0;
    for (uint32_t k = 0; k < al->count; k++) {
        const struct align_pair *p = &al->pairs[k];
        int32_t q = p->quality;
        nats += p->nats;
        if (q == 0) continue;
        int32_t x = letters_of(t->a, p->a, p->a_count), y = letters_of(t->b, p->b, p->b_count);
        got_a += q * mass_of(t->a, p->a, p->a_count);
        got_b += q * mass_of(t->b, p->b, p->b_count);
        letters += q * (x < y ? x : y);
    }
    int32_t share_a = t->a->mass ? got_a / t->a->mass : 0, share_b = t->b->mass ? got_b / t->b->mass : 0;
    int32_t longer = t->a->letters > t->b->letters ? t->a->letters : t->b->letters;
    count(t, FEATURE_COVER_SMALL, share_a > share_b ? share_a : share_b);
    count(t, FEATURE_COVER_LARGE, share_a > share_b ? share_b : share_a);
    count(t, FEATURE_LETTERS, longer ? letters / longer : 0);
    count(t, FEATURE_THIN_6, clamp(6 * FEATURE_WHOLE - nats, 0, NET_MOST));
    count(t, FEATURE_THIN_12, clamp(12 * FEATURE_WHOLE - nats, 0, NET_MOST));
    if (t->other_number) count(t, FEATURE_NUMBER_THIN, clamp(NUMBER_NATS * FEATURE_WHOLE - nats, 0, NET_MOST));
    int32_t fewer = words_a < words_b ? words_a : words_b, more = words_a + words_b - fewer;
    if (fewer <= 1) count_one(t, more > 1 ? FEATURE_ONE_OF_MANY : FEATURE_ONE_WORD);
    if (fewer <= 1 && more > 1 && (t->a->kind == NAME_PERSON || t->b->kind == NAME_PERSON))
        count_one(t, FEATURE_ONE_PERSON);
    if (fewer > 1 && share_a == FEATURE_WHOLE && share_b == FEATURE_WHOLE) count_one(t, FEATURE_ALL_SAME);
    if (sure_words(t, al)) return;
    count_one(t, FEATURE_ALL_UNSURE);
    if (fewer <= 1 && more > 1) count_one(t, FEATURE_ONE_UNSURE);
}

static bool is_company_like(const struct name *n) {
    for (uint32_t i = 0; i < n->count; i++) {
        const struct name_token *t = &n->tokens[i];
        if (t->class == NAME_LEGAL_FORM || t->class == NAME_NUMBER) return true;
        if (t->known && t->known->term && !t->known->given && !t->known->surname) return true;
    }
    return false;
}

static unsigned kind_of(const struct name *a, const struct name *b) {
    enum name_kind kind = a->kind == NAME_ANY ? b->kind : a->kind;
    if (kind == NAME_ANY) return is_company_like(a) || is_company_like(b);
    return kind == NAME_PERSON ? 0 : kind == NAME_VESSEL ? 2 : 1;
}

static bool is_dense_name(const struct name *n) {
    for (uint32_t i = 0; i < n->count; i++)
        if (!n->tokens[i].is_latin) return is_dense(&n->tokens[i]);
    return false;
}

/* Which of the weights: by what the names are of, and whether they are in two scripts. */
static unsigned weights_of(const struct name *a, const struct name *b) {
    if (a->in_latin == b->in_latin) return kind_of(a, b);
    return kind_of(a, b) + (is_dense_name(a->in_latin ? b : a) ? 6u : 3u);
}

/* Ends a piece: what was counted since the last one goes to the total under `text`. */
static inline void close_piece(struct tally *t, struct explanation *e, struct str text) {
    if (e->pieces && (t->piece != 0 || e->count == 0)) {
        assert(e->count < e->cap);
        e->pieces[e->count++] = (struct name_piece){text, (double)t->piece * LOGIT_UNIT};
    }
    t->total += t->piece;
    t->piece = 0;
}

static int compare_tokens(const struct name *a, const struct name *b) {
    for (uint32_t i = 0; i < a->count && i < b->count; i++) {
        const struct name_token *x = &a->tokens[i], *y = &b->tokens[i];
        if (x->folded_start != y->folded_start) return x->folded_start < y->folded_start ? -1 : 1;
        int c = str_cmp(x->folded, y->folded);
        if (c) return c;
    }
    if (a->count != b->count) return a->count < b->count ? -1 : 1;
    return str_cmp(a->written, b->written);
}

/* "Karim bin Omar" is no other way to write "Omar bin Karim". */
static bool has_son(const struct name *n) {
    for (uint32_t i = 1; i + 1 < n->count; i++)
        if (n->tokens[i].particle == NAME_SON) return true;
    return false;
}

/* Weighs the pair in one fixed order of its sides, so that the result is symmetric whatever ties the alignment has. */
static void weigh(struct tally *t, struct explanation *e, const struct name *a, const struct name *b,
                  struct arena *explain) {
    bool swapped = compare_tokens(a, b) > 0, none = a->count == 0 || b->count == 0;
    struct align al;
    t->a = swapped ? b : a;
    t->b = swapped ? a : b;
    t->weights = feature_weights[weights_of(a, b)];
    if (!none) align_names(t->a, t->b, &al);
    for (uint32_t i = 0; !none && i < al.count; i++) value_pair(t, &al.pairs[i]);
    explain_init(e, t->a, t->b, none ? NULL : &al, explain);
    count_one(t, FEATURE_PRIOR);
    close_piece(t, e, STR("before any word is seen"));
    if (none) {
        t->piece = NOTHING_SAID;
        close_piece(t, e, STR("a name without a word"));
        return;
    }
    for (uint32_t i = 0; i < al.count; i++) {
        count_pair(t, &al.pairs[i]);
        close_piece(t, e, e->pieces ? explain_pair(e, t->a, t->b, &al.pairs[i], swapped) : (struct str){0});
    }
    if (al.inverted) count_one(t, FEATURE_INVERTED);
    if (al.inverted && has_son(t->a) && has_son(t->b)) count_one(t, FEATURE_SON_SWAPPED);
    close_piece(t, e, STR("order of words"));
    if (a->in_latin != b->in_latin) count_one(t, FEATURE_SCRIPTS);
    close_piece(t, e, STR("two scripts"));
    count_coverage(t, &al);
    close_piece(t, e, STR("how much of both names agrees"));
}

unsigned feature_values(const struct name *a, const struct name *b, int32_t out[FEATURE_COUNT]) {
    for (int i = 0; i < FEATURE_COUNT; i++) out[i] = 0;
    struct tally t = {.values = out};
    struct explanation none;
    weigh(&t, &none, a, b, NULL);
    return weights_of(a, b);
}

/* Facts beside the name have no training data that may be used: these are judgements, in tenths of log-odds. */
enum {
    SAME_DAY = 30,
    SAME_MONTH = 20,
    SAME_YEAR = 12,
    SWAPPED_DAY = 15, /* day and month in the other order */
    SLIPPED_DAY = 8,  /* one digit of the date differs */
    NEAR_YEAR = -8,   /* the year beside it */
    OTHER_DATE = -45,
    SAME_COUNTRY = 5,
    OTHER_COUNTRY = -8,
    OTHER_GENDER = -25,
    SAME_ID = 60,
    OTHER_ID = -10
};

static void say(struct tally *t, struct explanation *e, int tenths, struct str text) {
    t->piece = (int64_t)tenths * ONE_LOGIT / 10;
    close_piece(t, e, text);
}

static int differing_digits(struct str a, struct str b) {
    int n = 0;
    if (a.n != b.n) return 99;
    for (size_t i = 0; i < a.n; i++) n += a.p[i] != b.p[i];
    return n;
}

/* Birth dates of day precision may be mistyped; of lower precision they may only agree or not. */
static void weigh_days(struct tally *t, struct explanation *e, struct date x, struct date y) {
    int year_x, month_x, day_x, year_y, month_y, day_y;
    date_civil(x.first, &year_x, &month_x, &day_x);
    date_civil(y.first, &year_y, &month_y, &day_y);
    char text_x[24], text_y[24];
    int n = snprintf(text_x, sizeof text_x, "%04d%02d%02d", year_x, month_x, day_x);
    int m = snprintf(text_y, sizeof text_y, "%04d%02d%02d", year_y, month_y, day_y);
    struct str digits_x = {text_x, (size_t)n}, digits_y = {text_y, (size_t)m};
    if (x.first == y.first) say(t, e, SAME_DAY, STR("same birth date"));
    else if (year_x == year_y && month_x == day_y && day_x == month_y)
        say(t, e, SWAPPED_DAY, STR("birth date with day and month swapped"));
    else if (differing_digits(digits_x, digits_y) == 1) say(t, e, SLIPPED_DAY, STR("birth date but for one digit"));
    else say(t, e, OTHER_DATE, STR("another birth date"));
}

static void weigh_dates(struct tally *t, struct explanation *e, struct str a, struct str b) {
    struct date x, y;
    if (!a.n || !b.n || utf8_valid(a) != a.n || utf8_valid(b) != b.n) return; /* lists and files may hold anything */
    if (!date_parse(a, &x) || !date_parse(b, &y) || !x.precision || !y.precision) return;
    if (x.precision == DATE_DAY && y.precision == DATE_DAY) {
        weigh_days(t, e, x, y);
        return;
    }
    bool month =
        x.precision != DATE_YEAR && x.precision != DATE_RANGE && y.precision != DATE_YEAR && y.precision != DATE_RANGE;
    if (date_overlaps(x, y)) {
        say(t, e, month ? SAME_MONTH : SAME_YEAR, STR("birth dates agree"));
        return;
    }
    int64_t gap = x.first > y.last ? (int64_t)x.first - y.last : (int64_t)y.first - x.last;
    say(t, e, gap <= 366 || x.about || y.about ? NEAR_YEAR : OTHER_DATE, STR("another birth date"));
}

static void weigh_facts(struct tally *t, struct explanation *e, const struct name_facts *x,
                        const struct name_facts *y) {
    weigh_dates(t, e, x->birth_date, y->birth_date);
    if (x->country.n && y->country.n) {
        bool same = str_ieq(x->country, y->country);
        say(t, e, same ? SAME_COUNTRY : OTHER_COUNTRY, same ? STR("same country") : STR("another country"));
    }
    if (x->gender.n && y->gender.n && ascii_to_lower(x->gender.p[0]) != ascii_to_lower(y->gender.p[0]))
        say(t, e, OTHER_GENDER, STR("another gender"));
    if (x->id.n && y->id.n) {
        bool same = str_ieq(x->id, y->id);
        say(t, e, same ? SAME_ID : OTHER_ID, same ? STR("same identifier") : STR("another identifier"));
    }
}

void name_compare(const struct name *a, const struct name *b, struct arena *explain, struct name_match *out) {
    static const struct name_facts unknown;
    name_compare_facts(a, &unknown, b, &unknown, explain, out);
}

static void finish(struct tally *t, struct explanation *e, struct name_match *out) {
    double logit = (double)t->total * LOGIT_UNIT;
    *out = (struct name_match){.score = 1 / (1 + exp(-logit)), .logit = logit, .match = t->total >= feature_threshold};
    out->pieces = e->pieces;
    out->piece_count = e->count;
}

void name_compare_facts(const struct name *a, const struct name_facts *facts_a, const struct name *b,
                        const struct name_facts *facts_b, struct arena *explain, struct name_match *out) {
    struct tally t = {0};
    struct explanation e;
    weigh(&t, &e, a, b, explain);
    weigh_facts(&t, &e, facts_a, facts_b);
    finish(&t, &e, out);
}
