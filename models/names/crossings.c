/* Trains a table of names/crossing.h.
 * usage: names_crossings SCRIPT < PAIRS.tsv > src/names/data/SCRIPT.letters
 *        names_crossings measure [TABLE] < PAIRS.tsv
 *
 * A line of input is a Latin word, the word in the other script (blanks between letters are dropped), a count. Every
 * Latin letter is aligned with none, one or two letters of the other script by expectation maximisation: first for each
 * letter alone, with all pairs of letters that occur; then, with the pairs that proved useful, for each letter between
 * its neighbours, probabilities of a context drawn towards those of the smaller ones. Pairs of words that the model
 * cannot explain are no transliterations and left out. `measure` ranks all Latin words of the input for words of the
 * other script and prints how often a right one is first or among ten. Deterministic. */
#include "base/file.h"
#include "base/heap.h"
#include "base/map.h"
#include "base/vec.h"
#include "names/crossing.h"
#include "names/script.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SIDES = CROSSING_SIDES,
    ALONE_ROUNDS = 5,
    ROUNDS = 8,
    FIRST_CHECKED = 3,
    MOST_LETTERS = 96,
    TRIED_PAIRS = 1500,
    KEPT_PAIRS = 96,
    LEAST_LETTER = 5, /* words that a letter has to occur in */
    TABLE_BYTES = 1 << 24
};
/* How many sightings the smaller contexts weigh as, for one letter, two and three. */
static const double DRAWN[] = {1, 4, 4}, LEAST_PER_LETTER = -2.6, DIAGONAL = 0.45, LEAST_PAIR = 30, LEAST_SEEN = 2,
                    BY_RULE = 0.05, ODD = 0.01;

/* Contexts: a letter alone, behind its left neighbour, before its right one, between both. */
enum { LEFT = SIDES, RIGHT = LEFT + SIDES * SIDES, BETWEEN = RIGHT + SIDES * SIDES };
enum { CONTEXTS = BETWEEN + SIDES * SIDES * SIDES };

enum spelling { LETTERS, JAMO, KANA, READINGS };
static const struct language {
    const char *name;
    uint32_t first, end;
    enum spelling spelling;
    const char *alike; /* letters that the pairs may lack, each followed by those it is like */
} languages[] = {
    {"cyrillic", 0x430, 0x530, LETTERS,
     "іи їи єе ґг ўу ђдж ћч љль њнь џдж ѕдз јй ѓг ќк қк ғг ңн үу ұу һх өо әа җж ҳх ҷч ӯу ӣи ѣе ѳф ѵи ѝи ёе йи"},
    {"arabic", 0x620, 0x6d4, LETTERS, "پب چتش ژز گغ ڤف ٹت ڈد ڑر ڭك ڨق ڥف ۋو ېي ەه ۇو ۆو ۈو ۉو ڕر ڵل ێي"},
    {"hebrew", 0x5d0, 0x5eb, LETTERS, ""},
    {"katakana", 0x30a1, 0x30fd, KANA, ""},
    {"hangul", 0xac00, 0xd7a4, JAMO, ""},
    {"han", 0x4e00, 0x9fa6, READINGS, ""},
    {"greek", 0x3b1, 0x3ca, LETTERS, "ςσ"},
    {"georgian", 0x10d0, 0x10ff, LETTERS, "ჱე ჲი ჳუ ჴხ ჵო"},
    {"armenian", 0x561, 0x588, LETTERS, "ևեւ"},
    {"devanagari", 0x900, 0x980, LETTERS, "ँं ऽ् ॉो ऑओ ळल ञन ङन ृर ऋर ऍए ॅे"},
    {"thai", 0xe01, 0xe5b, LETTERS, "ฃข ฅค ฆค ฌช ญย ฎด ฏต ฐถ ฑท ฒท ณน ฬล ษส ฤร ๆย ํน"},
};

struct word {
    uint16_t letters[CROSSING_LETTERS];
    uint8_t n;
};
struct pair {
    struct word latin, other;
    bool dropped;
    double weight;
};
/* Sums and probabilities of every context and column. */
struct table {
    double *cells, *sums;
};
struct trainer {
    const struct language *language;
    struct vec pairs;             /* struct pair */
    uint32_t codes[MOST_LETTERS]; /* of letter i + 1 */
    size_t letters, columns, contexts;
    uint16_t two[MOST_LETTERS + 1][MOST_LETTERS + 1]; /* the column of two letters; 0: none */
    struct table seen, now;                           /* of the last round and of this */
    double *probability;
};

/* ---- The letters of a word ---- */

/* Consonant and vowel of every kana from U+30A1 on; small vowels in capitals. */
static const char *const kana[] = {"a",  "A",  "i",  "I",  "u",  "U",  "e",  "E",  "o",  "O",  "ka", "ga", "ki", "gi",
                                   "ku", "gu", "ke", "ge", "ko", "go", "sa", "za", "si", "zi", "su", "zu", "se", "ze",
                                   "so", "zo", "ta", "da", "ti", "di", "Q",  "tu", "du", "te", "de", "to", "do", "na",
                                   "ni", "nu", "ne", "no", "ha", "ba", "pa", "hi", "bi", "pi", "hu", "bu", "pu", "he",
                                   "be", "pe", "ho", "bo", "po", "ma", "mi", "mu", "me", "mo", "Ya", "ya", "Yu", "yu",
                                   "Yo", "yo", "ra", "ri", "ru", "re", "ro", "Wa", "wa", "wi", "we", "wo", "N",  "vu"};

/* The letters of one code point, at most CROSSING_SPELT. */
static size_t spell(const struct language *l, uint32_t c, struct arena *arena, uint32_t out[CROSSING_SPELT]) {
    size_t n = 0;
    if (l->spelling == JAMO && c >= 0xac00 && c < 0xd7a4) {
        char text[4];
        uint32_t letters[SCRIPT_LETTERS];
        n = script_letters((struct str){text, utf8_encode(c, text)}, letters);
        memcpy(out, letters, n * sizeof *out);
    } else if (l->spelling == KANA && c >= 0x30a1 && c < 0x30a1 + sizeof kana / sizeof *kana) {
        for (const char *p = kana[c - 0x30a1]; *p; p++) out[n++] = (uint32_t)*p;
    } else if (l->spelling == READINGS && c >= l->first && c < l->end) {
        char text[4];
        struct str latin = fold_latin((struct str){text, utf8_encode(c, text)}, arena);
        for (size_t i = 0; i < latin.n && n < CROSSING_SPELT; i++)
            if (ascii_lower(latin.p[i])) out[n++] = (uint32_t)latin.p[i];
    } else {
        out[n++] = c >= 0x3041 && c <= 0x3096 ? c + 0x60 : c;
    }
    return n;
}

static size_t number_of(const struct trainer *t, uint32_t code) {
    for (size_t i = 0; i < t->letters; i++)
        if (t->codes[i] == code) return i + 1;
    return 0;
}

/* The letters of a code point as numbers, through what it is like if need be; 0 of them when it is unknown. */
static size_t numbers_of(const struct trainer *t, uint32_t c, struct arena *arena, uint16_t out[CROSSING_SPELT]) {
    uint32_t codes[CROSSING_SPELT];
    size_t n = spell(t->language, c, arena, codes);
    for (size_t i = 0; i < n; i++)
        if (!(out[i] = (uint16_t)number_of(t, codes[i]))) n = 0;
    for (struct str rest = str_of(t->language->alike); n == 0 && rest.n;) {
        struct str row = str_split(&rest, ' ');
        size_t at;
        if (utf8_decode(row, 0, &at) != c) continue;
        for (; at < row.n; n++)
            if (!(out[n] = (uint16_t)number_of(t, utf8_decode(row, at, &at)))) return 0;
    }
    return n;
}

struct line {
    struct str latin, other;
    double count;
};

static struct line cut_line(struct str text, char joined[256]) {
    struct line l = {.latin = str_split(&text, '\t')};
    struct str spaced = str_split(&text, '\t');
    uint64_t times = 1;
    size_t n = 0;
    for (size_t i = 0; i < spaced.n && n < 256; i++)
        if (spaced.p[i] != ' ') joined[n++] = spaced.p[i];
    str_to_u64(str_trim(text), &times);
    l.other = (struct str){joined, n};
    l.count = (double)times;
    return l;
}

static bool take_latin(struct str folded, struct word *out) {
    for (size_t i = 0; i < folded.n; i++) {
        if (!ascii_lower(folded.p[i])) continue;
        if (out->n == CROSSING_LETTERS) return false;
        out->letters[out->n++] = (uint16_t)(folded.p[i] - 'a' + 1);
    }
    return out->n > 0;
}

static void take_pair(struct trainer *t, struct line l, struct arena *arena) {
    struct pair p = {.weight = log(1 + l.count)};
    struct str folded = fold_text(l.other, arena);
    for (size_t i = 0; i < folded.n;) {
        uint16_t numbers[CROSSING_SPELT];
        size_t n = numbers_of(t, utf8_decode(folded, i, &i), arena, numbers);
        if (n == 0 || p.other.n + n > CROSSING_LETTERS) return;
        memcpy(p.other.letters + p.other.n, numbers, n * sizeof *numbers);
        p.other.n = (uint8_t)(p.other.n + n);
    }
    if (p.other.n && take_latin(fold_latin(l.latin, arena), &p.latin)) vec_push_copy(&t->pairs, &p);
}

static int by_code(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* The letters of the script that enough words have, by code. */
static void find_letters(struct trainer *t, const struct vec *lines, struct arena *arena) {
    struct map counts = {0};
    for (size_t i = 0; i < lines->n; i++, arena_reset(arena)) {
        char joined[256];
        struct str folded = fold_text(cut_line(*VEC_AT(lines, struct str, i), joined).other, arena);
        for (size_t k = 0; k < folded.n;) {
            uint32_t codes[CROSSING_SPELT], c = utf8_decode(folded, k, &k);
            size_t n = c >= t->language->first && c < t->language->end ? spell(t->language, c, arena, codes) : 0;
            for (size_t j = 0; j < n; j++) ++*map_put(&counts, (struct str){(char *)&codes[j], sizeof *codes}, NULL);
        }
    }
    for (size_t i = 0; i < counts.n; i++)
        if (map_at(&counts, i)->value >= LEAST_LETTER && t->letters < MOST_LETTERS)
            memcpy(&t->codes[t->letters++], map_at(&counts, i)->key.p, sizeof *t->codes);
    qsort(t->codes, t->letters, sizeof *t->codes, by_code);
    map_done(&counts);
}

/* ---- Contexts and their probabilities ---- */

static void contexts_of(const struct word *w, size_t j, size_t out[4]) {
    size_t left = j ? w->letters[j - 1] : 0, here = w->letters[j], right = j + 1u < w->n ? w->letters[j + 1] : 0;
    out[0] = here;
    out[1] = LEFT + left * SIDES + here;
    out[2] = RIGHT + here * SIDES + right;
    out[3] = BETWEEN + (left * SIDES + here) * SIDES + right;
}

/* The two smaller contexts that a context is drawn to. */
static void smaller(size_t context, size_t out[2]) {
    if (context >= BETWEEN) {
        size_t three = context - BETWEEN;
        out[0] = LEFT + three / SIDES;
        out[1] = RIGHT + three % (SIDES * SIDES);
    } else if (context >= RIGHT) {
        out[0] = out[1] = (context - RIGHT) / SIDES;
    } else {
        out[0] = out[1] = (context - LEFT) % SIDES;
    }
}

static double *cells_of(const struct trainer *t, double *cells, size_t context) { return cells + context * t->columns; }

static double unseen(const struct trainer *t, size_t column) {
    return column == 0 ? .02 : column <= t->letters ? .01 : .001;
}

static void estimate(struct trainer *t) {
    for (size_t x = 0; x < t->contexts; x++) {
        double *out = cells_of(t, t->probability, x), *count = cells_of(t, t->seen.cells, x);
        double drawn = DRAWN[x < LEFT ? 0 : x < BETWEEN ? 1 : 2], all = t->seen.sums[x] + drawn;
        size_t under[2] = {0};
        if (x >= LEFT) smaller(x, under);
        for (size_t k = 0; k < t->columns; k++) {
            double before = unseen(t, k);
            if (x >= LEFT)
                before = (cells_of(t, t->probability, under[0])[k] + cells_of(t, t->probability, under[1])[k]) / 2;
            out[k] = (count[k] + drawn * before) / all;
        }
    }
}

static void make_tables(struct trainer *t, size_t contexts, size_t columns) {
    t->contexts = contexts;
    t->columns = columns;
    struct table *tables[] = {&t->seen, &t->now};
    for (int i = 0; i < 2; i++) {
        tables[i]->cells = heap_zero(contexts * columns, sizeof(double));
        tables[i]->sums = heap_zero(contexts, sizeof(double));
    }
    t->probability = heap_zero(contexts * columns, sizeof(double));
}

static void free_tables(struct trainer *t) {
    free(t->seen.cells);
    free(t->seen.sums);
    free(t->now.cells);
    free(t->now.sums);
    free(t->probability);
}

/* ---- Expectation maximisation ---- */

typedef double lattice[CROSSING_LETTERS + 1][CROSSING_LETTERS + 1];

/* The column of the `length` letters from i on, 0 for none; false when it has none. */
static bool column_of(const struct trainer *t, const struct word *other, size_t i, size_t length, size_t *column) {
    if (i + length > other->n) return false;
    *column = length == 0 ? 0 : length == 1 ? other->letters[i] : t->two[other->letters[i]][other->letters[i + 1]];
    return length == 0 || *column;
}

/* Before the first round a step weighs by how even it is. */
static double even(const struct pair *p, size_t length) {
    static const double longer[] = {1, .3, .009};
    return longer[length] / (1 + 2 * fabs((double)length - (double)p->other.n / p->latin.n));
}

/* Forward and backward sums of a pair; adds its expected counts. Gives the logarithm of its probability. */
static double expect(struct trainer *t, const struct pair *p, bool first) {
    static lattice forward, backward;
    static double steps[CROSSING_LETTERS][CROSSING_LETTERS + 1][3];
    const struct word *latin = &p->latin, *other = &p->other;
    size_t m = latin->n, n = other->n, context[4], column = 0;
    bool alone = t->contexts == LEFT;
    memset(forward, 0, sizeof forward);
    memset(backward, 0, sizeof backward);
    memset(steps, 0, sizeof steps);
    forward[0][0] = backward[m][n] = 1;
    for (size_t j = 0; j < m; j++) {
        contexts_of(latin, j, context);
        const double *probability = cells_of(t, t->probability, context[alone ? 0 : 3]);
        for (size_t i = 0; i <= n; i++)
            for (size_t k = 0; k < 3 && forward[j][i] > 0; k++) {
                double along = (double)(j + 1) / (double)m - (double)(i + k) / (double)n;
                if (!column_of(t, other, i, k, &column) || fabs(along) > DIAGONAL) continue;
                steps[j][i][k] = first ? even(p, k) : probability[column];
                forward[j + 1][i + k] += forward[j][i] * steps[j][i][k];
            }
    }
    double total = forward[m][n];
    if (total <= 0) return -INFINITY;
    for (size_t j = m; j-- > 0;) {
        contexts_of(latin, j, context);
        for (size_t i = 0; i <= n; i++)
            for (size_t k = 0; k < 3; k++) {
                if (steps[j][i][k] <= 0) continue;
                double after = steps[j][i][k] * backward[j + 1][i + k],
                       count = p->weight * forward[j][i] * after / total;
                backward[j][i] += after;
                column_of(t, other, i, k, &column);
                for (size_t c = 0; c < (alone ? 1 : 4); c++) {
                    cells_of(t, t->now.cells, context[c])[column] += count;
                    t->now.sums[context[c]] += count;
                }
            }
    }
    return log(total);
}

static void one_round(struct trainer *t, int round) {
    double sum = 0;
    size_t used = 0;
    for (size_t i = 0; i < t->pairs.n; i++) {
        struct pair *p = VEC_AT(&t->pairs, struct pair, i);
        if (p->dropped) continue;
        double l = expect(t, p, round == 0) / (p->latin.n > p->other.n ? p->latin.n : p->other.n);
        if (round >= FIRST_CHECKED && !(l > LEAST_PER_LETTER)) p->dropped = true;
        if (isfinite(l)) sum += l, used++;
    }
    fprintf(stderr, "round %d: %zu pairs, %.4f a letter\n", round, used, sum / (double)used);
    struct table seen = t->now;
    t->now = t->seen;
    t->seen = seen;
    memset(t->now.cells, 0, t->contexts * t->columns * sizeof(double));
    memset(t->now.sums, 0, t->contexts * sizeof(double));
    estimate(t);
}

/* ---- Letters that are written in pairs ---- */

/* Gives a column to the two letters with the largest count of `most` at most, from `column` on; none below `least`. */
static size_t choose_pairs(struct trainer *t, double (*counts)[MOST_LETTERS + 1], double least, size_t most) {
    size_t chosen = 0;
    memset(t->two, 0, sizeof t->two);
    for (; chosen < most; chosen++) {
        size_t a = 0, b = 0;
        for (size_t x = 1; x <= t->letters; x++)
            for (size_t y = 1; y <= t->letters; y++)
                if (counts[x][y] > (a ? counts[a][b] : least)) a = x, b = y;
        if (!a) break;
        counts[a][b] = 0;
        t->two[a][b] = (uint16_t)(1 + t->letters + chosen);
    }
    return chosen;
}

static void try_pairs(struct trainer *t) {
    static double counts[MOST_LETTERS + 1][MOST_LETTERS + 1];
    for (size_t i = 0; i < t->pairs.n; i++) {
        const struct pair *p = VEC_AT(&t->pairs, struct pair, i);
        for (size_t k = 0; k + 1 < p->other.n; k++) counts[p->other.letters[k]][p->other.letters[k + 1]] += p->weight;
    }
    size_t chosen = choose_pairs(t, counts, LEAST_PAIR, TRIED_PAIRS);
    make_tables(t, LEFT, 1 + t->letters + chosen);
}

/* Goes from letters alone to letters in context, with the pairs that most Latin letters stood for. */
static void keep_pairs(struct trainer *t) {
    static double counts[MOST_LETTERS + 1][MOST_LETTERS + 1];
    static uint16_t old_two[MOST_LETTERS + 1][MOST_LETTERS + 1];
    for (size_t x = 1; x <= t->letters; x++)
        for (size_t y = 1; y <= t->letters; y++)
            for (size_t c = 0; c < LEFT && t->two[x][y]; c++)
                counts[x][y] += cells_of(t, t->seen.cells, c)[t->two[x][y]];
    memcpy(old_two, t->two, sizeof old_two);
    size_t chosen = choose_pairs(t, counts, LEAST_PAIR, KEPT_PAIRS);
    struct trainer old = *t;
    make_tables(t, CONTEXTS, 1 + t->letters + chosen);
    for (size_t c = 0; c < LEFT; c++) {
        double *to = cells_of(t, t->seen.cells, c);
        const double *from = cells_of(&old, old.seen.cells, c);
        memcpy(to, from, (1 + t->letters) * sizeof *to);
        for (size_t x = 1; x <= t->letters; x++)
            for (size_t y = 1; y <= t->letters; y++)
                if (t->two[x][y]) to[t->two[x][y]] = from[old_two[x][y]];
        t->seen.sums[c] = old.seen.sums[c];
    }
    free_tables(&old);
    estimate(t);
    fprintf(stderr, "%zu letters, %zu pairs of letters\n", t->letters, chosen);
}

/* ---- Output ---- */

/* The context whose row serves this one: itself, or the better known of the smaller ones where it was hardly seen. */
static size_t serving(const struct trainer *t, size_t context) {
    while (context >= LEFT && t->seen.sums[context] < LEAST_SEEN) {
        size_t under[2];
        smaller(context, under);
        context = under[t->seen.sums[under[1]] > t->seen.sums[under[0]]];
    }
    return context;
}

static void write_signs(const struct trainer *t, struct arena *arena) {
    for (uint32_t c = t->language->first; c < t->language->end; c++, arena_reset(arena)) {
        uint16_t numbers[CROSSING_SPELT];
        uint8_t bytes[CROSSING_SPELT] = {0};
        size_t n = numbers_of(t, c, arena, numbers);
        for (size_t i = 0; i < n; i++) bytes[i] = (uint8_t)numbers[i];
        fwrite(bytes, 1, sizeof bytes, stdout);
    }
}

/* Somebody may always write otherwise. */
static void write_row(const struct trainer *t, size_t context) {
    for (size_t k = 0; k < t->columns; k++) {
        double p = (1 - ODD) * cells_of(t, t->probability, context)[k] + ODD / (double)t->columns, cost = -16 * log(p);
        putchar(cost > 254 ? 254 : (int)lround(cost));
    }
    putchar(255);
}

static void write_table(const struct trainer *t, struct arena *arena) {
    static uint16_t rows[SIDES * SIDES * SIDES], row_of[CONTEXTS];
    static size_t contexts[CONTEXTS];
    size_t count = 0;
    for (size_t i = 0; i < SIDES * SIDES * SIDES; i++) {
        size_t context = serving(t, BETWEEN + i);
        if (!row_of[context]) {
            contexts[count++] = context;
            row_of[context] = (uint16_t)count;
        }
        rows[i] = (uint16_t)(row_of[context] - 1);
    }
    struct crossing head = {.magic = CROSSING_MAGIC,
                            .first = t->language->first,
                            .count = t->language->end - t->language->first,
                            .letters = (uint16_t)t->letters,
                            .columns = (uint16_t)(t->columns + 1),
                            .rows = (uint16_t)count};
    fwrite(&head, sizeof head, 1, stdout);
    fwrite(rows, sizeof rows, 1, stdout);
    write_signs(t, arena);
    for (size_t x = 0; x <= t->letters; x++)
        for (size_t y = 0; y <= t->letters; y++) putchar(t->two[x][y] ? t->two[x][y] : (int)t->columns);
    for (size_t i = 0; i < count; i++) write_row(t, contexts[i]);
    fprintf(stderr, "%zu rows of %u\n", count, head.columns);
}

/* ---- Measuring ---- */

struct measured {
    const struct crossing *table; /* NULL: the program's own */
    struct map latin, other;      /* Latin words to numbers; words of the other script to lists in `answers` */
    struct vec answers;           /* struct vec of uint32_t */
    struct vec folded;            /* struct str, of Latin words */
};

/* Words of the same cost stand in each other's way: half of them come first. */
static double place_of(const struct measured *m, size_t asked, struct arena *arena) {
    struct crossing_word w;
    const struct vec *right = VEC_AT(&m->answers, struct vec, asked);
    unsigned *costs = arena_new(arena, m->folded.n * sizeof *costs), best = CROSSING_MOST + 1;
    struct str other = fold_text(map_at(&m->other, asked)->key, arena);
    if (!(m->table ? crossing_prepare_with(m->table, other, &w) : crossing_prepare(other, &w)))
        return (double)m->folded.n;
    for (size_t i = 0; i < m->folded.n; i++)
        costs[i] = crossing_cost(&w, *VEC_AT(&m->folded, struct str, i), CROSSING_MOST);
    for (size_t i = 0; i < right->n; i++)
        if (costs[*VEC_AT(right, uint32_t, i)] < best) best = costs[*VEC_AT(right, uint32_t, i)];
    double before = 0, same = 0;
    for (size_t i = 0; i < m->folded.n; i++) before += costs[i] < best, same += costs[i] == best;
    return before + (same - 1) / 2;
}

static void measure(const struct crossing *table, const struct vec *lines, struct arena *arena) {
    enum { ASKED = 2000 };
    struct measured m = {.table = table, .answers = VEC(struct vec), .folded = VEC(struct str)};
    struct arena place = {0};
    for (size_t i = 0; i < lines->n; i++) {
        char joined[256];
        struct line l = cut_line(*VEC_AT(lines, struct str, i), joined);
        bool fresh;
        uint64_t *number = map_put(&m.latin, l.latin, &fresh);
        if (fresh) {
            *number = m.folded.n;
            *(struct str *)vec_push(&m.folded) = fold_latin(l.latin, arena);
        }
        uint32_t latin = (uint32_t)*number;
        number = map_put(&m.other, l.other, &fresh);
        if (fresh) {
            *number = m.answers.n;
            *(struct vec *)vec_push(&m.answers) = VEC(uint32_t);
        }
        vec_push_copy(VEC_AT(&m.answers, struct vec, *number), &latin);
    }
    size_t step = m.other.n / ASKED + 1, asked = 0, first = 0, ten = 0;
    for (size_t i = 0; i < m.other.n; i += step, asked++, arena_reset(&place)) {
        double at = place_of(&m, i, &place);
        first += at < 1;
        ten += at < 10;
    }
    printf("R@1 %.4f R@10 %.4f, %zu of %zu words among %zu\n", (double)first / (double)asked,
           (double)ten / (double)asked, asked, m.other.n, m.folded.n);
    for (size_t i = 0; i < m.answers.n; i++) vec_done(VEC_AT(&m.answers, struct vec, i));
    vec_done(&m.answers);
    vec_done(&m.folded);
    map_done(&m.latin);
    map_done(&m.other);
    arena_done(&place);
}

static void train(struct trainer *t, const struct vec *lines, struct arena *arena) {
    t->pairs = VEC(struct pair);
    find_letters(t, lines, arena);
    for (size_t i = 0; i < lines->n; i++, arena_reset(arena)) {
        struct str text = *VEC_AT(lines, struct str, i);
        char joined[256];
        take_pair(t, cut_line(text, joined), arena);
        struct line by_rule = cut_line(text, joined);
        by_rule.latin = fold_latin(by_rule.other, arena);
        by_rule.count = BY_RULE;
        if (t->language->spelling == READINGS) take_pair(t, by_rule, arena);
    }
    fprintf(stderr, "%zu pairs of %zu lines\n", t->pairs.n, lines->n);
    try_pairs(t);
    for (int round = 0; round < ROUNDS; round++) {
        if (round == ALONE_ROUNDS) keep_pairs(t);
        one_round(t, round);
    }
    write_table(t, arena);
    free_tables(t);
    vec_done(&t->pairs);
}

int main(int argc, char **argv) {
    static struct trainer t;
    struct arena kept = {0}, arena = {0};
    struct vec lines = VEC(struct str);
    bool measures = (argc == 2 || argc == 3) && strcmp(argv[1], "measure") == 0;
    struct file table = {0};
    struct err e;
    if (measures && argc == 3 && !file_read(argv[2], TABLE_BYTES, &table, &e)) {
        fprintf(stderr, "%s: %s\n", argv[2], e.text);
        return 2;
    }
    for (size_t i = 0; argc == 2 && i < sizeof languages / sizeof *languages; i++)
        if (strcmp(languages[i].name, argv[1]) == 0) t.language = &languages[i];
    if (!t.language && !measures) {
        fprintf(
            stderr,
            "usage: names_crossings SCRIPT < PAIRS.tsv > TABLE\n       names_crossings measure [TABLE] < PAIRS.tsv\n");
        return 2;
    }
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t n; (n = getline(&line, &cap, stdin)) > 0;)
        *(struct str *)vec_push(&lines) = arena_copy(&kept, (struct str){line, (size_t)n});
    if (measures) measure(crossing_table(table.bytes), &lines, &arena);
    else train(&t, &lines, &arena);
    free(line);
    file_done(&table);
    vec_done(&lines);
    arena_done(&kept);
    arena_done(&arena);
    return ferror(stdout) ? 2 : 0;
}
