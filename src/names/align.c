#include "names/align.h"
#include "names/crossing.h"
#include "names/edit.h"
#include "names/sound.h"
#include "names/vocabulary.h"
#include "text/utf8.h"

#include <assert.h>
#include <string.h>

/* A pair of words is worth assigning from this quality (in thousandths) on. */
enum { LEAST_QUALITY = 400, ANSWER_QUALITY = 900, EDIT_QUALITY = 950, SAME = 1000 };

struct guess {
    uint16_t how, cost, length, quality;
};

static size_t longer(size_t a, size_t b) { return a > b ? a : b; }

/* Equal texts, by their first eight bytes (names.h's folded_start and sound_start) before all of them. */
static inline bool same_text(uint64_t start_x, struct str x, uint64_t start_y, struct str y) {
    return start_x == start_y && x.n == y.n && (x.n <= sizeof start_x || memcmp(x.p, y.p, x.n) == 0);
}
static inline bool same_word(const struct name_token *a, const struct name_token *b) {
    return same_text(a->folded_start, a->folded, b->folded_start, b->folded);
}
static inline bool same_sound(const struct name_token *a, const struct name_token *b) {
    return same_text(a->sound_start, a->sound, b->sound_start, b->sound);
}

/* An edit that costs more than this of `whole` is of no quality that is worth assigning. */
static inline unsigned most_useful(unsigned whole) { return whole * (EDIT_QUALITY - LEAST_QUALITY) / EDIT_QUALITY; }

static void rate(struct guess *g, unsigned cost, unsigned whole) {
    if (cost > most_useful(whole)) return;
    g->cost = (uint16_t)cost;
    g->quality = (uint16_t)((whole - cost) * EDIT_QUALITY / whole);
}

/* Hundredths of an edit between a word of another script and a Latin one. */
static void guess_cross(const struct name_token *foreign, const struct name_token *latin, struct guess *g) {
    struct crossing_word w;
    g->length = (uint16_t)longer(foreign->sound.n, latin->sound.n);
    unsigned whole = g->length * 100u, most = most_useful(whole);
    if (crossing_prepare(foreign->folded, &w)) rate(g, crossing_distance(&w, latin->latin, most), whole);
    else rate(g, 10 * edit_cost(foreign->sound, latin->sound, most / 10), whole);
}

static void guess_edit(const struct name_token *a, const struct name_token *b, struct guess *g) {
    *g = (struct guess){.how = ALIGN_EDIT};
    if (a->is_latin != b->is_latin) {
        g->how = ALIGN_CROSS;
        guess_cross(a->is_latin ? b : a, a->is_latin ? a : b, g);
        return;
    }
    if (!a->is_latin && (unsigned char)a->folded.p[0] >= 0xe2) { /* no alphabet: code points carry more than letters */
        g->length = (uint16_t)utf8_count(a->folded);
        unsigned whole = g->length * (unsigned)EDIT_UNIT;
        rate(g, edit_cost_points(a->folded, b->folded, most_useful(whole)), whole);
        return;
    }
    g->length = (uint16_t)longer(a->latin.n, b->latin.n);
    unsigned whole = g->length * (unsigned)EDIT_UNIT, most = most_useful(whole);
    if (edit_least(&a->edit, &b->edit) > most) return;
    rate(g, edit_cost_prepared(&a->edit, a->latin, &b->edit, b->latin, most), whole);
}

/* What lists know of both; 0 is nothing. */
static unsigned guess_known(const struct name_token *a, const struct name_token *b, struct guess *g) {
    if (a->term && a->term == b->term) {
        *g = (struct guess){.how = ALIGN_TERM, .quality = 900};
    } else if (a->nicks && b->nicks) {
        int nick = vocabulary_nick(a->known, b->known);
        *g = (struct guess){.how = ALIGN_NICK, .quality = nick == 2 ? 800 : nick ? 500 : 0};
    } else {
        return 0;
    }
    return g->quality;
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
        if (light_a && light_b && a->particle && a->particle == b->particle)
            *g = (struct guess){.how = ALIGN_SOUND, .quality = 950};
        else if (same_sound(a, b)) *g = (struct guess){.how = ALIGN_SOUND, .quality = 900};
        return light_a && light_b ? true : g->quality > 0 || a->latin.n < 4 || b->latin.n < 4;
    }
    return a->class == NAME_NUMBER || b->class == NAME_NUMBER || a->class == NAME_LEGAL_FORM ||
           b->class == NAME_LEGAL_FORM;
}

/* Whether a learned table reads one of them with some doubt: it tells spellings apart that sound the same. */
static bool has_table(const struct name_token *a, const struct name_token *b) {
    const struct name_token *foreign = a->is_latin ? b : a;
    return foreign->spelt != 0;
}

enum { OWN_RULES = 1 << NAME_PARTICLE | 1 << NAME_TITLE | 1 << NAME_LEGAL_FORM | 1 << NAME_NUMBER | 1 << NAME_INITIAL };

static void guess_words(const struct name_token *a, const struct name_token *b, struct guess *g) {
    if (same_word(a, b)) {
        *g = (struct guess){.how = ALIGN_EXACT, .quality = SAME};
        return;
    }
    if ((1 << a->class | 1 << b->class) & OWN_RULES && guess_by_class(a, b, g)) return;
    bool cross = a->is_latin != b->is_latin, same_latin = (cross || !a->is_latin) && str_eq(a->latin, b->latin);
    if ((same_latin || same_sound(a, b)) && !(cross && has_table(a, b))) {
        *g = (struct guess){.how = cross ? ALIGN_CROSS : ALIGN_SOUND,
                            .length = (uint16_t)a->latin.n,
                            .quality = same_latin ? 980 : 950};
        return;
    }
    struct guess known;
    unsigned quality = guess_known(a, b, &known);
    if (quality < 800) guess_edit(a, b, g);
    if (quality >= 800 || quality > g->quality) *g = known;
}

/* The best assignment (maximal sum of gains) of rows to columns, by shortest augmenting paths. gain[i][j] >= 0; a row
 * may stay free at no gain. column_of[i] is NAME_TOKENS for a free row. */
static void assign(const int32_t gain[NAME_TOKENS][NAME_TOKENS], uint32_t rows, uint32_t columns,
                   uint8_t column_of[NAME_TOKENS]) {
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
        if (row_at[j] && row_at[j] <= rows && gain[row_at[j] - 1][j - 1] > 0)
            column_of[row_at[j] - 1] = (uint8_t)(j - 1);
}

/* Words of a side as bits. */
typedef uint32_t words;
_Static_assert(NAME_TOKENS <= 32, "words of a name have bits");
static words all_words(const struct name *n) { return (words)((UINT64_C(1) << n->count) - 1); }
static bool has(words set, uint32_t i) { return set >> i & 1; }
static uint32_t first_of(words set) { return (uint32_t)__builtin_ctz(set); }

/* Words that are the same in both names and stand once in each answer each other without a guess; the rest of a's words
 * are the rows and the rest of b's the columns of a matrix of guesses, of which only that much is ever filled. */
struct state {
    const struct name *a, *b;
    struct align *out;
    words used_a, used_b;
    words same_a, same_b;
    words answered_a, answered_b; /* a word of the other name is so near that they are no part of a joined word */
    uint32_t row_count, column_count;
    uint8_t rows[NAME_TOKENS], columns[NAME_TOKENS];   /* words of the rest */
    uint8_t row_of[NAME_TOKENS], same_as[NAME_TOKENS]; /* of a word of a: its row; b's word that is the same */
    uint8_t column_of[NAME_TOKENS];                    /* of a row: the best column, NAME_TOKENS for none */
    bool rivals;                                       /* that is no assignment, or not the only best */
    struct guess guess[NAME_TOKENS][NAME_TOKENS];
    int32_t gain[NAME_TOKENS][NAME_TOKENS];
};

static inline struct align_pair *add_pair(struct state *s, enum align_how how, uint32_t a, uint32_t a_count, uint32_t b,
                                          uint32_t b_count) {
    assert(s->out->count < 2 * NAME_TOKENS && a < NAME_TOKENS && b < NAME_TOKENS);
    struct align_pair *p = &s->out->pairs[s->out->count++];
    *p = (struct align_pair){.how = (uint8_t)how,
                             .a = (uint8_t)a,
                             .a_count = (uint8_t)a_count,
                             .b = (uint8_t)b,
                             .b_count = (uint8_t)b_count};
    s->used_a |= ((UINT32_C(1) << a_count) - 1) << a;
    s->used_b |= ((UINT32_C(1) << b_count) - 1) << b;
    return p;
}

static bool weighs(const struct name_token *t) {
    return t->class != NAME_PARTICLE && t->class != NAME_TITLE && t->class != NAME_LEGAL_FORM;
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

/* edit_least for words [from, from + n) of x run together: a letter is cheap to drop where two words meet. */
static unsigned least_joined(const struct name *x, uint32_t from, uint32_t n, const struct name_token *word) {
    struct edit_word joined = {0};
    for (uint32_t i = from; i < from + n; i++) {
        const struct edit_word *part = &x->tokens[i].edit;
        joined.letters |= part->letters;
        joined.near |= part->near;
        joined.length = (uint8_t)(joined.length + part->length);
        joined.soft = (uint8_t)(joined.soft + part->soft + 1);
    }
    return edit_least(&joined, &word->edit);
}

static bool is_joined(const struct name *x, uint32_t from, uint32_t n, const struct name_token *word, unsigned *cost) {
    size_t length = 0;
    for (uint32_t i = from; i < from + n; i++) length += x->tokens[i].latin.n;
    bool foreign = !word->is_latin && x->tokens[from].is_latin;
    size_t slack = foreign ? 3 : 2;
    if (length < 3 || length > EDIT_LETTERS || length + slack < word->latin.n || length > word->latin.n + slack)
        return false;
    char text[JOIN_WORDS * NAME_TOKEN_BYTES];
    unsigned most = (unsigned)(word->latin.n / 6) * EDIT_UNIT;
    if (!foreign && least_joined(x, from, n, word) > most) return false;
    struct str joined = run_together(x, from, n, text);
    if (!foreign && joined.p[0] != word->latin.p[0]) return false;
    struct crossing_word w;
    if (foreign && crossing_prepare(word->folded, &w)) {
        unsigned hundredths = 10 * (most + EDIT_UNIT);
        *cost = crossing_distance(&w, joined, hundredths);
        return *cost <= hundredths;
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
    return k >= (x->kind == NAME_ORGANIZATION ? 2 : 3) && k == word->latin.n;
}

/* The side that has several words where the other has one. */
struct joining {
    const struct name *x;
    words free; /* not used, and without an answer of their own that matters */
};

/* Words of x from `from` on, in a row, that are word j of the other name. */
static bool join_from(struct state *s, const struct joining *side, bool x_is_a, uint32_t from, uint32_t j) {
    const struct name *x = side->x;
    const struct name_token *word = (x_is_a ? s->b : s->a)->tokens + j, *first = &x->tokens[from];
    for (uint32_t n = 2; n <= JOIN_WORDS && from + n <= x->count; n++) {
        if (!has(side->free & ~x->numbers, from + n - 1)) return false;
        unsigned cost = 0;
        bool joined = is_joined(x, from, n, word, &cost);
        if (!joined && !is_acronym(x, from, n, word)) continue;
        bool cross = word->is_latin != first->is_latin && word->spelt;
        enum align_how how = !joined ? ALIGN_ACRONYM : cross ? ALIGN_CROSS : ALIGN_JOINED;
        struct align_pair *p = x_is_a ? add_pair(s, how, from, n, j, 1) : add_pair(s, how, j, 1, from, n);
        p->cost = (uint16_t)cost;
        p->length = (uint16_t)word->latin.n;
        return true;
    }
    return false;
}

static words free_to_join(const struct state *s, bool of_a) {
    const struct name *x = of_a ? s->a : s->b;
    return all_words(x) & ~(of_a ? s->used_a : s->used_b) & ~((of_a ? s->answered_a : s->answered_b) & x->heavy);
}

static void find_joined(struct state *s, bool x_is_a) {
    const struct name *y = x_is_a ? s->b : s->a;
    words open = all_words(y) & ~y->numbers & ~(x_is_a ? s->used_b | s->answered_b : s->used_a | s->answered_a);
    struct joining side = {x_is_a ? s->a : s->b, free_to_join(s, x_is_a)};
    words starts = side.free & (side.free & ~side.x->numbers) >> 1;
    for (; open && starts; open &= open - 1) {
        uint32_t j = first_of(open);
        const struct name_token *word = &y->tokens[j];
        /* A joined word begins with the first letter of what it joins, unless it is of another script. */
        if (word->latin.n < 2 || (word->is_latin && !(word->edit.initial & side.x->initials))) continue;
        for (words from = starts; from; from &= from - 1) {
            const struct name_token *first = &side.x->tokens[first_of(from)];
            bool foreign = !word->is_latin && first->is_latin;
            if (!foreign && first->latin.p[0] != word->latin.p[0]) continue;
            if (!join_from(s, &side, x_is_a, first_of(from), j)) continue;
            side.free = free_to_join(s, x_is_a);
            starts = side.free & (side.free & ~side.x->numbers) >> 1;
            break;
        }
    }
}

/* When every row has one best column and no two want the same, that is the best assignment and the only one. */
static void choose_column(struct state *s, uint32_t r, words *taken) {
    int32_t best = 0;
    uint32_t column = NAME_TOKENS;
    for (uint32_t c = 0; c < s->column_count; c++) {
        int32_t gain = s->gain[r][c];
        if (gain == 0 || gain < best) continue;
        s->rivals |= gain == best;
        best = gain;
        column = c;
    }
    s->column_of[r] = (uint8_t)column;
    s->rivals |= best && has(*taken, column);
    *taken |= UINT32_C(1) << column;
}

/* Joined words have taken some of the matrix. */
static void choose_again(struct state *s) {
    words taken = 0;
    s->rivals = false;
    for (uint32_t r = 0; r < s->row_count; r++) {
        for (uint32_t c = 0; c < s->column_count; c++)
            if (has(s->used_a, s->rows[r]) || has(s->used_b, s->columns[c])) s->gain[r][c] = 0;
        choose_column(s, r, &taken);
    }
}

static bool find_inversion(const struct state *s) {
    const struct align_pair *answers[NAME_TOKENS];
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->out->count; i++)
        if (has(s->a->heavy, s->out->pairs[i].a)) answers[n++] = &s->out->pairs[i];
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n; j++)
            if ((answers[i]->a < answers[j]->a) != (answers[i]->b < answers[j]->b)) return true;
    return false;
}

static void pair_answers(struct state *s) {
    bool joined = s->used_a, inverted = false;
    uint32_t furthest = 0;
    if (joined) choose_again(s);
    if (s->rivals) assign(s->gain, s->row_count, s->column_count, s->column_of);
    for (words left = all_words(s->a) & ~s->used_a; left; left &= left - 1) {
        uint32_t i = first_of(left), j = s->same_as[i];
        if (has(s->same_a, i)) {
            if (has(s->used_b, j)) continue;
            add_pair(s, ALIGN_EXACT, i, 1, j, 1);
        } else {
            uint32_t r = s->row_of[i], c = s->column_of[r];
            if (c == NAME_TOKENS) continue;
            const struct guess *g = &s->guess[r][c];
            struct align_pair *p = add_pair(s, g->how, i, 1, j = s->columns[c], 1);
            p->cost = g->cost;
            p->length = g->length;
        }
        if (!has(s->a->heavy, i)) continue;
        inverted |= j < furthest;
        furthest = j > furthest ? j : furthest;
    }
    s->out->inverted = joined ? find_inversion(s) : inverted;
}

static bool said_again(const struct name *x, words used, uint32_t i) {
    for (; used; used &= used - 1)
        if (same_sound(&x->tokens[first_of(used)], &x->tokens[i])) return true;
    return false;
}

/* Words of both sides in each other's place. */
static bool may_conflict(const struct name_token *x, const struct name_token *y) {
    return x->class == y->class || (weighs(x) && weighs(y) && x->class != NAME_NUMBER && y->class != NAME_NUMBER);
}

/* What is left: repetitions, then words of both sides in each other's place (of like class first), then the rest. */
static void pair_leftovers(struct state *s) {
    words left_a = all_words(s->a) & ~s->used_a, left_b = all_words(s->b) & ~s->used_b;
    for (words left = left_a; left; left &= left - 1) {
        uint32_t i = first_of(left);
        if (said_again(s->a, s->used_a, i)) add_pair(s, ALIGN_REPEATED, i, 1, 0, 0);
    }
    for (words left = left_b; left; left &= left - 1) {
        uint32_t j = first_of(left);
        if (said_again(s->b, s->used_b, j)) add_pair(s, ALIGN_REPEATED, 0, 0, j, 1);
    }
    for (int alike = 1; alike >= 0; alike--)
        for (words rows = left_a & ~s->used_a; rows; rows &= rows - 1)
            for (words columns = left_b & ~s->used_b; columns; columns &= columns - 1) {
                uint32_t i = first_of(rows), j = first_of(columns);
                const struct name_token *x = &s->a->tokens[i], *y = &s->b->tokens[j];
                if ((alike && x->class != y->class) || !may_conflict(x, y)) continue;
                add_pair(s, ALIGN_CONFLICT, i, 1, j, 1);
                break;
            }
    for (words left = left_a & ~s->used_a; left; left &= left - 1) add_pair(s, ALIGN_EXTRA, first_of(left), 1, 0, 0);
    for (words left = left_b & ~s->used_b; left; left &= left - 1) add_pair(s, ALIGN_EXTRA, 0, 0, first_of(left), 1);
}

/* Words of n that are `word`. */
static words same_words(const struct name_token *word, const struct name *n) {
    words same = 0;
    for (uint32_t j = 0; j < n->count; j++) same |= (words)(n->tokens[j].folded_start == word->folded_start) << j;
    for (words maybe = same; maybe; maybe &= maybe - 1)
        if (!same_word(&n->tokens[first_of(maybe)], word)) same &= ~(maybe & -maybe);
    return same;
}

static void find_same(struct state *s) {
    words once_a = 0, seen_b = 0, twice_b = 0;
    for (uint32_t i = 0; i < s->a->count; i++) {
        words same = same_words(&s->a->tokens[i], s->b);
        if (same == 0) continue;
        twice_b |= seen_b & same;
        seen_b |= same;
        if (same & (same - 1)) continue;
        once_a |= UINT32_C(1) << i;
        s->same_as[i] = (uint8_t)first_of(same);
    }
    for (; once_a; once_a &= once_a - 1) {
        uint32_t i = first_of(once_a);
        if (has(twice_b, s->same_as[i])) continue;
        s->same_a |= UINT32_C(1) << i;
        s->same_b |= UINT32_C(1) << s->same_as[i];
    }
    s->answered_a = s->same_a;
    s->answered_b = s->same_b;
}

static void guess_row(struct state *s, uint32_t r) {
    uint32_t i = s->rows[r];
    const struct name_token *x = &s->a->tokens[i];
    for (uint32_t c = 0; c < s->column_count; c++) {
        uint32_t j = s->columns[c];
        const struct name_token *y = &s->b->tokens[j];
        struct guess *g = &s->guess[r][c];
        guess_words(x, y, g);
        s->gain[r][c] = 0;
        if (g->quality < LEAST_QUALITY) continue;
        /* The last term prefers the order of writing among equals. */
        s->gain[r][c] = g->quality * ((x->mass < y->mass ? x->mass : y->mass) + 8) * 4 + (i == j);
        if (g->quality < ANSWER_QUALITY) continue;
        s->answered_a |= UINT32_C(1) << i;
        s->answered_b |= UINT32_C(1) << j;
    }
}

static void guess_rest(struct state *s) {
    words taken = 0;
    for (words left = all_words(s->b) & ~s->same_b; left; left &= left - 1)
        s->columns[s->column_count++] = (uint8_t)first_of(left);
    for (words left = all_words(s->a) & ~s->same_a; left; left &= left - 1) {
        uint32_t r = s->row_count++;
        s->rows[r] = (uint8_t)first_of(left);
        s->row_of[s->rows[r]] = (uint8_t)r;
        guess_row(s, r);
        choose_column(s, r, &taken);
    }
}

void align_names(const struct name *a, const struct name *b, struct align *out) {
    struct state s; /* not the matrix, which is large */
    s.a = a;
    s.b = b;
    s.out = out;
    s.used_a = s.used_b = s.same_a = s.same_b = 0;
    s.row_count = s.column_count = 0;
    s.rivals = false;
    out->count = 0;
    find_same(&s);
    guess_rest(&s);
    find_joined(&s, true);
    find_joined(&s, false);
    pair_answers(&s);
    pair_leftovers(&s);
}
