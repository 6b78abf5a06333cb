#include "names/align.h"
#include "names/edit.h"
#include "names/script.h"
#include "names/sound.h"
#include "names/vocabulary.h"

#include <assert.h>
#include <string.h>

/* A pair of words is worth assigning from this quality (in thousandths) on. */
enum { LEAST_QUALITY = 400, SAME = 1000 };

struct guess {
    uint8_t how;
    uint16_t cost, length, quality;
};

static size_t longer(size_t a, size_t b) { return a > b ? a : b; }

static bool in_list(struct str s, const char *const *list) {
    for (; *list; list++)
        if (str_is(s, *list)) return true;
    return false;
}

/* Particles that stand for each other: articles of Arabic names, words for "son of". */
static bool same_particle(struct str a, struct str b) {
    static const char *const article[] = {"al", "el", "ul", "ad", "as", "ar", "at", "an", "az", "ash", "ur", NULL};
    static const char *const son[] = {"bin", "ben", "ibn", "ould", "wuld", NULL};
    static const char *const of[] = {"de",  "di",    "da",  "do",  "of", "von", "van",
                                     "del", "della", "dos", "des", "du", NULL};
    return (in_list(a, article) && in_list(b, article)) || (in_list(a, son) && in_list(b, son)) ||
           (in_list(a, of) && in_list(b, of));
}

static bool is_latin(const struct name_token *t) { return str_eq(t->folded, t->latin); }

/* Hundredths of an edit between a word of another script and a Latin one. */
static void guess_cross(const struct name_token *foreign, const struct name_token *latin, struct guess *g) {
    const struct script *s = script_of(foreign->folded);
    g->length = (uint16_t)longer(foreign->sound.n, latin->sound.n);
    unsigned most = g->length * 60u;
    if (s && foreign->spelt <= SCRIPT_MOST)
        g->cost = (uint16_t)script_distance(s, foreign->folded, foreign->spelt, latin->latin, most);
    else g->cost = (uint16_t)(10 * edit_cost(foreign->sound, latin->sound, most / 10));
    unsigned whole = g->length * 100u;
    g->quality = g->cost >= whole ? 0 : (uint16_t)((whole - g->cost) * 950u / whole);
}

static struct guess guess_edit(const struct name_token *a, const struct name_token *b) {
    bool latin_a = is_latin(a), latin_b = is_latin(b);
    struct guess g = {.how = ALIGN_EDIT};
    if (latin_a != latin_b) {
        g.how = ALIGN_CROSS;
        guess_cross(latin_a ? b : a, latin_a ? a : b, &g);
        return g;
    }
    if (!latin_a && (unsigned char)a->folded.p[0] >= 0xe2) { /* no alphabet: code points carry more than letters */
        uint32_t points = 0;
        for (size_t i = 0; i < a->folded.n; i++) points += ((unsigned char)a->folded.p[i] & 0xc0) != 0x80;
        g.length = (uint16_t)points;
        g.cost = (uint16_t)edit_cost_points(a->folded, b->folded, g.length * 6u);
    } else {
        g.length = (uint16_t)longer(a->latin.n, b->latin.n);
        g.cost = (uint16_t)edit_cost(a->latin, b->latin, g.length * 6u);
    }
    unsigned whole = g.length * (unsigned)EDIT_UNIT;
    g.quality = g.cost >= whole ? 0 : (uint16_t)((whole - g.cost) * 950u / whole);
    return g;
}

static struct guess guess_known(const struct name_token *a, const struct name_token *b) {
    const struct vocabulary_entry *x = a->known, *y = b->known;
    if (!x || !y) return (struct guess){0};
    if (x->term && x->term == y->term) return (struct guess){.how = ALIGN_TERM, .quality = 900};
    int nick = vocabulary_nick(x, y);
    return (struct guess){.how = ALIGN_NICK, .quality = nick == 2 ? 800 : nick ? 500 : 0};
}

static bool same_number(const struct name_token *a, const struct name_token *b) {
    uint64_t x = 0, y = 0;
    bool has_x = str_to_u64(a->folded, &x), has_y = str_to_u64(b->folded, &y);
    if (!has_x && a->known && a->known->number) x = a->known->number - 1u, has_x = true;
    if (!has_y && b->known && b->known->number) y = b->known->number - 1u, has_y = true;
    return has_x && has_y && x == y;
}

/* Words of a class that has its own rules: true when that settles the pair. */
static bool guess_by_class(const struct name_token *a, const struct name_token *b, struct guess *g) {
    *g = (struct guess){0};
    if (a->class == NAME_NUMBER && b->class == NAME_NUMBER) {
        if (same_number(a, b)) *g = (struct guess){.how = ALIGN_NUMBER, .quality = SAME};
        return true;
    }
    if (a->class == NAME_LEGAL_FORM && b->class == NAME_LEGAL_FORM) {
        if (a->known->legal == b->known->legal) *g = (struct guess){.how = ALIGN_LEGAL, .quality = SAME};
        else if (a->known->legal_group == b->known->legal_group)
            *g = (struct guess){.how = ALIGN_LEGAL_NEAR, .quality = 700};
        return true;
    }
    if (a->class == NAME_INITIAL || b->class == NAME_INITIAL) {
        bool fits = a->latin.n && b->latin.n && a->latin.p[0] == b->latin.p[0];
        if (fits && a->class != NAME_NUMBER && b->class != NAME_NUMBER)
            *g = (struct guess){.how = ALIGN_INITIAL, .quality = 500};
        return true;
    }
    bool light_a = a->class == NAME_PARTICLE || a->class == NAME_TITLE,
         light_b = b->class == NAME_PARTICLE || b->class == NAME_TITLE;
    if (light_a || light_b) {
        if (light_a && light_b && same_particle(a->folded, b->folded))
            *g = (struct guess){.how = ALIGN_SOUND, .quality = 950};
        else if (str_eq(a->sound, b->sound)) *g = (struct guess){.how = ALIGN_SOUND, .quality = 900};
        return light_a && light_b ? true : g->quality > 0 || a->latin.n < 4 || b->latin.n < 4;
    }
    return a->class == NAME_NUMBER || b->class == NAME_NUMBER || a->class == NAME_LEGAL_FORM ||
           b->class == NAME_LEGAL_FORM;
}

/* Whether a learned table reads one of them: it tells spellings apart that sound the same. */
static bool has_table(const struct name_token *a, const struct name_token *b) {
    const struct name_token *foreign = is_latin(a) ? b : a;
    return foreign->spelt != 0;
}

static struct guess guess_words(const struct name_token *a, const struct name_token *b) {
    struct guess g;
    if (str_eq(a->folded, b->folded)) return (struct guess){.how = ALIGN_EXACT, .quality = SAME};
    if (guess_by_class(a, b, &g)) return g;
    bool cross = is_latin(a) != is_latin(b);
    if (!(cross && has_table(a, b)) && (str_eq(a->latin, b->latin) || str_eq(a->sound, b->sound)))
        return (struct guess){.how = cross ? ALIGN_CROSS : ALIGN_SOUND,
                              .length = (uint16_t)a->latin.n,
                              .quality = str_eq(a->latin, b->latin) ? 980 : 950};
    struct guess known = guess_known(a, b);
    if (known.quality >= 800) return known;
    g = guess_edit(a, b);
    return known.quality > g.quality ? known : g;
}

/* The best assignment (maximal sum of gains) of rows to columns, by shortest augmenting paths. gain[i][j] >= 0; a row
 * may stay free at no gain. column_of[i] is NAME_TOKENS for a free row. */
static void assign(const int32_t gain[NAME_TOKENS][NAME_TOKENS], uint32_t rows, uint32_t columns,
                   uint32_t column_of[NAME_TOKENS]) {
    enum { SIDE = NAME_TOKENS + 1 };
    uint32_t size = rows > columns ? rows : columns;
    int32_t u[SIDE] = {0}, v[SIDE] = {0};
    uint32_t row_at[SIDE] = {0}, way[SIDE] = {0};
    for (uint32_t i = 1; i <= size; i++) {
        int32_t least[SIDE];
        bool used[SIDE] = {0};
        for (uint32_t j = 0; j <= size; j++) least[j] = INT32_MAX;
        uint32_t j0 = 0;
        row_at[0] = i;
        do {
            used[j0] = true;
            uint32_t i0 = row_at[j0], j1 = 0;
            int32_t delta = INT32_MAX;
            for (uint32_t j = 1; j <= size; j++) {
                if (used[j]) continue;
                int32_t cost = i0 <= rows && j <= columns ? -gain[i0 - 1][j - 1] : 0;
                int32_t reduced = cost - u[i0] - v[j];
                if (reduced < least[j]) least[j] = reduced, way[j] = j0;
                if (least[j] < delta) delta = least[j], j1 = j;
            }
            for (uint32_t j = 0; j <= size; j++) {
                if (used[j]) u[row_at[j]] += delta, v[j] -= delta;
                else if (least[j] != INT32_MAX) least[j] -= delta;
            }
            j0 = j1;
        } while (row_at[j0] != 0);
        for (; j0; j0 = way[j0]) row_at[j0] = row_at[way[j0]];
    }
    for (uint32_t i = 0; i < rows; i++) column_of[i] = NAME_TOKENS;
    for (uint32_t j = 1; j <= columns; j++)
        if (row_at[j] && row_at[j] <= rows && gain[row_at[j] - 1][j - 1] > 0) column_of[row_at[j] - 1] = j - 1;
}

struct state {
    const struct name *a, *b;
    struct guess guess[NAME_TOKENS][NAME_TOKENS];
    bool used_a[NAME_TOKENS], used_b[NAME_TOKENS];
    struct align *out;
};

static struct align_pair *add_pair(struct state *s, enum align_how how, uint32_t a, uint32_t a_count, uint32_t b,
                                   uint32_t b_count) {
    assert(s->out->count < 2 * NAME_TOKENS);
    struct align_pair *p = &s->out->pairs[s->out->count++];
    *p = (struct align_pair){.how = (uint8_t)how,
                             .a = (uint8_t)a,
                             .a_count = (uint8_t)a_count,
                             .b = (uint8_t)b,
                             .b_count = (uint8_t)b_count};
    for (uint32_t i = 0; i < a_count; i++) s->used_a[a + i] = true;
    for (uint32_t i = 0; i < b_count; i++) s->used_b[b + i] = true;
    return p;
}

static bool weighs(const struct name_token *t) {
    return t->class != NAME_PARTICLE && t->class != NAME_TITLE && t->class != NAME_LEGAL_FORM;
}

/* Does a word of the other name answer to this one well enough that it is no part of a joined word? */
static bool answered(const struct state *s, bool of_a, uint32_t i) {
    uint32_t n = of_a ? s->b->count : s->a->count;
    for (uint32_t k = 0; k < n; k++)
        if ((of_a ? s->guess[i][k] : s->guess[k][i]).quality >= 900) return true;
    return false;
}

enum { JOIN_WORDS = 5 };

/* The words [from, from + n) run together, or their first letters. */
static struct str run_together(const struct name *x, uint32_t from, uint32_t n,
                               char out[JOIN_WORDS * NAME_TOKEN_BYTES]) {
    size_t length = 0;
    for (uint32_t i = from; i < from + n; i++) {
        memcpy(out + length, x->tokens[i].latin.p, x->tokens[i].latin.n);
        length += x->tokens[i].latin.n;
    }
    return (struct str){out, length};
}

static bool is_joined(const struct name *x, uint32_t from, uint32_t n, const struct name_token *word, unsigned *cost) {
    size_t length = 0;
    for (uint32_t i = from; i < from + n; i++) length += x->tokens[i].latin.n;
    bool foreign = !is_latin(word) && is_latin(&x->tokens[from]);
    size_t slack = foreign ? 3 : 2;
    if (length < 3 || length > EDIT_LETTERS || length + slack < word->latin.n || length > word->latin.n + slack)
        return false;
    char text[JOIN_WORDS * NAME_TOKEN_BYTES];
    unsigned most = (unsigned)(word->latin.n / 6) * EDIT_UNIT;
    struct str joined = run_together(x, from, n, text);
    if (!foreign && joined.p[0] != word->latin.p[0]) return false;
    const struct script *s = foreign ? script_of(word->folded) : NULL;
    if (s) {
        unsigned hundredths = 10 * (most + EDIT_UNIT),
                 distance = script_distance(s, word->folded, word->spelt, joined, hundredths);
        *cost = distance;
        return distance <= hundredths;
    }
    *cost = edit_cost(joined, word->latin, most);
    return *cost <= most;
}

/* `word` has the first letters of the words [from, from + n), articles and conjunctions left out. */
static bool is_acronym(const struct name *x, uint32_t from, uint32_t n, const struct name_token *word) {
    size_t k = 0;
    for (uint32_t i = from; i < from + n; i++) {
        const struct name_token *t = &x->tokens[i];
        if (t->class == NAME_PARTICLE && n > 2) {
            if (i == from || i + 1 == from + n) return false;
            continue;
        }
        if (k >= word->latin.n || t->latin.n == 0 || t->latin.p[0] != word->latin.p[k]) return false;
        k++;
    }
    return k >= 2 && k == word->latin.n;
}

/* Words of x, in a row, that are one word of the other name. */
static void find_joined(struct state *s, bool x_is_a) {
    const struct name *x = x_is_a ? s->a : s->b, *y = x_is_a ? s->b : s->a;
    bool *used_x = x_is_a ? s->used_a : s->used_b, *used_y = x_is_a ? s->used_b : s->used_a;
    for (uint32_t j = 0; j < y->count; j++) {
        const struct name_token *word = &y->tokens[j];
        if (used_y[j] || word->class == NAME_NUMBER || word->latin.n < 2 || answered(s, !x_is_a, j)) continue;
        for (uint32_t from = 0; from + 1 < x->count && !used_y[j]; from++) {
            for (uint32_t n = 2; n <= JOIN_WORDS && from + n <= x->count; n++) {
                const struct name_token *last = &x->tokens[from + n - 1];
                if (used_x[from] || used_x[from + n - 1] || last->class == NAME_NUMBER) break;
                if (weighs(last) && answered(s, x_is_a, from + n - 1)) break;
                if (weighs(&x->tokens[from]) && answered(s, x_is_a, from)) break;
                unsigned cost = 0;
                bool joined = is_joined(x, from, n, word, &cost);
                if (!joined && !is_acronym(x, from, n, word)) continue;
                bool cross = is_latin(word) != is_latin(&x->tokens[from]) && script_of(word->folded);
                enum align_how how = !joined ? ALIGN_ACRONYM : cross ? ALIGN_CROSS : ALIGN_JOINED;
                struct align_pair *p = x_is_a ? add_pair(s, how, from, n, j, 1) : add_pair(s, how, j, 1, from, n);
                p->cost = (uint16_t)cost;
                p->length = (uint16_t)word->latin.n;
                break;
            }
        }
    }
}

static void assign_rest(struct state *s) {
    int32_t gain[NAME_TOKENS][NAME_TOKENS];
    uint32_t column_of[NAME_TOKENS];
    for (uint32_t i = 0; i < s->a->count; i++)
        for (uint32_t j = 0; j < s->b->count; j++) {
            const struct guess *g = &s->guess[i][j];
            float x = s->a->tokens[i].weight, y = s->b->tokens[j].weight;
            int32_t weight = (int32_t)(16 * (x < y ? x : y)) + 8;
            bool free_pair = !s->used_a[i] && !s->used_b[j] && g->quality >= LEAST_QUALITY;
            /* The last term prefers the order of writing among equals. */
            gain[i][j] = free_pair ? g->quality * weight * 4 + (i == j) : 0;
        }
    assign(gain, s->a->count, s->b->count, column_of);
    for (uint32_t i = 0; i < s->a->count; i++) {
        uint32_t j = column_of[i];
        if (j == NAME_TOKENS || gain[i][j] <= 1) continue;
        const struct guess *g = &s->guess[i][j];
        struct align_pair *p = add_pair(s, g->how, i, 1, j, 1);
        p->cost = g->cost;
        p->length = g->length;
    }
}

static bool said_again(const struct name *x, const bool *used, uint32_t i) {
    for (uint32_t k = 0; k < x->count; k++)
        if (k != i && used[k] && str_eq(x->tokens[k].sound, x->tokens[i].sound)) return true;
    return false;
}

/* What is left: repetitions, then words of both sides in each other's place (of like class first), then the rest. */
static void pair_leftovers(struct state *s) {
    for (uint32_t i = 0; i < s->a->count; i++)
        if (!s->used_a[i] && said_again(s->a, s->used_a, i)) add_pair(s, ALIGN_REPEATED, i, 1, 0, 0);
    for (uint32_t j = 0; j < s->b->count; j++)
        if (!s->used_b[j] && said_again(s->b, s->used_b, j)) add_pair(s, ALIGN_REPEATED, 0, 0, j, 1);
    for (int alike = 1; alike >= 0; alike--)
        for (uint32_t i = 0; i < s->a->count; i++)
            for (uint32_t j = 0; j < s->b->count && !s->used_a[i]; j++) {
                const struct name_token *x = &s->a->tokens[i], *y = &s->b->tokens[j];
                if (s->used_b[j] || (alike && x->class != y->class)) continue;
                if (x->class != y->class &&
                    (!weighs(x) || !weighs(y) || x->class == NAME_NUMBER || y->class == NAME_NUMBER))
                    continue;
                add_pair(s, ALIGN_CONFLICT, i, 1, j, 1);
            }
    for (uint32_t i = 0; i < s->a->count; i++)
        if (!s->used_a[i]) add_pair(s, ALIGN_EXTRA, i, 1, 0, 0);
    for (uint32_t j = 0; j < s->b->count; j++)
        if (!s->used_b[j]) add_pair(s, ALIGN_EXTRA, 0, 0, j, 1);
}

static bool find_inversion(const struct state *s) {
    const struct align *o = s->out;
    for (uint32_t i = 0; i < o->count; i++)
        for (uint32_t j = 0; j < o->count; j++) {
            const struct align_pair *p = &o->pairs[i], *q = &o->pairs[j];
            if (p->how >= ALIGN_REPEATED || q->how >= ALIGN_REPEATED || !weighs(&s->a->tokens[p->a]) ||
                !weighs(&s->a->tokens[q->a]))
                continue;
            if (p->a < q->a && p->b > q->b) return true;
        }
    return false;
}

void align_names(const struct name *a, const struct name *b, struct align *out) {
    struct state s = {.a = a, .b = b, .out = out};
    out->count = 0;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t j = 0; j < b->count; j++) s.guess[i][j] = guess_words(&a->tokens[i], &b->tokens[j]);
    find_joined(&s, true);
    find_joined(&s, false);
    assign_rest(&s);
    pair_leftovers(&s);
    out->inverted = find_inversion(&s);
}
