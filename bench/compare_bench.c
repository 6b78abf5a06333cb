/* Two names taken apart and compared, with and without the explanation, beside the plainest thing that gives a number
 * for two names: Levenshtein's distance by two rows, of the names as they are. One core, CPU time, best of ROUNDS.
 *
 *     compare_bench              pairs it makes: one in eight the same name, the others alike in a word or two
 *     compare_bench PAIRS.tsv    lines of schema, name, name, between tabs */
#include "bench.h"

#include "base/vec.h"
#include "names/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS = 20000, ROUNDS = 5, WORD = 24 };

struct pair {
    struct str written[2];
    enum name_kind kind;
    struct name names[2];
};

static const char *const given[] = {"Vera",  "Marko", "Arben", "Tarik", "Elena", "Johan", "Maria",  "Ivan",
                                    "Omar",  "Li",    "Anna",  "Paulo", "Igor",  "Sara",  "Nikola", "Chen",
                                    "Fatma", "Jorge", "Lucia", "Erik",  "Amina", "Petra", "David",  "Yusuf"};
static const char *const syllable[] = {"ve",  "sto", "lnik", "dro", "zdov", "ra", "mal",  "ker", "ben", "sha", "ri",
                                       "nov", "ski", "ova",  "ti",  "gar",  "el", "khan", "su",  "po",  "wic", "jan",
                                       "bo",  "lim", "zu",   "fre", "her",  "tz", "ay",   "on",  "qua", "xi"};
static const char *const trade[] = {"Trading", "Holdings", "Shipping", "Energy", "Bank", "Group", "Marine", "Media"};
static const char *const legal[] = {"Ltd", "GmbH", "LLC", "Inc", "S.A.", "AG"};

#define DRAW(list, seed) (list)[bench_below((seed), sizeof(list) / sizeof *(list))]

static struct str surname(uint64_t *seed, struct arena *a) {
    char text[3 * WORD];
    int n = snprintf(text, sizeof text, "%s%s%s", DRAW(syllable, seed), DRAW(syllable, seed),
                     bench_below(seed, 2) ? DRAW(syllable, seed) : "");
    text[0] = (char)(text[0] - 'a' + 'A');
    return arena_copy(a, (struct str){text, (size_t)n});
}

static struct str mistyped(struct str s, uint64_t *seed, struct arena *a) {
    struct str copy = arena_copy(a, s);
    char *p = (char *)copy.p; /* our own */
    for (size_t edits = 1 + bench_below(seed, 2); edits; edits--)
        p[bench_below(seed, s.n)] = (char)('a' + bench_below(seed, 26));
    return copy;
}

static void make_pair(struct pair *p, uint64_t *seed, struct arena *a) {
    struct str family = surname(seed, a), other = bench_below(seed, 2) ? surname(seed, a) : mistyped(family, seed, a);
    const char *first = DRAW(given, seed), *second = DRAW(given, seed);
    p->kind = bench_below(seed, 3) ? NAME_PERSON : NAME_ORGANIZATION;
    if (p->kind == NAME_ORGANIZATION) {
        p->written[0] = arena_printf(a, "%.*s %s %s", STR_ARG(family), DRAW(trade, seed), DRAW(legal, seed));
        p->written[1] = arena_printf(a, "%.*s %s %s", STR_ARG(other), DRAW(trade, seed), DRAW(legal, seed));
        return;
    }
    bool middle = bench_below(seed, 3) == 0;
    p->written[0] = arena_printf(a, "%s%s%s %.*s", first, middle ? " " : "", middle ? second : "", STR_ARG(family));
    if (bench_below(seed, 8) == 0) p->written[1] = arena_printf(a, "%.*s, %s", STR_ARG(family), first);
    else p->written[1] = arena_printf(a, "%s %.*s", bench_below(seed, 2) ? first : second, STR_ARG(other));
}

static void read_pairs(const char *path, struct vec *out, struct arena *a) {
    FILE *f = fopen(path, "r");
    if (!f) perror(path), exit(2);
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t n; (n = getline(&line, &cap, f)) > 0;) {
        struct str rest = arena_copy(a, str_trim((struct str){line, (size_t)n}));
        struct pair p = {.kind = name_kind_of_schema(str_split(&rest, '\t'))};
        p.written[0] = str_split(&rest, '\t');
        p.written[1] = str_split(&rest, '\t');
        *(struct pair *)vec_push(out) = p;
    }
    free(line);
    fclose(f);
}

static unsigned levenshtein(struct str a, struct str b) {
    static unsigned rows[2][NAME_BYTES + 1];
    unsigned *last = rows[0], *row = rows[1];
    if (b.n > NAME_BYTES) b.n = NAME_BYTES;
    for (size_t j = 0; j <= b.n; j++) last[j] = (unsigned)j;
    for (size_t i = 0; i < a.n; i++) {
        row[0] = (unsigned)i + 1;
        for (size_t j = 0; j < b.n; j++) {
            unsigned v = last[j] + (a.p[i] != b.p[j]);
            if (last[j + 1] + 1 < v) v = last[j + 1] + 1;
            row[j + 1] = row[j] + 1 < v ? row[j] + 1 : v;
        }
        unsigned *swap = last;
        last = row;
        row = swap;
    }
    return last[b.n];
}

struct times {
    double parse, explained, scored, plain;
    size_t matches, pieces;
};

static void least(double *best, double since) {
    double t = bench_seconds() - since;
    if (*best == 0 || t < *best) *best = t;
}

static void run(struct pair *pairs, size_t n, struct times *t) {
    struct arena kept = {0}, a = {0};
    struct name_match m;
    double start = bench_seconds();
    for (size_t i = 0; i < 2 * n; i++)
        name_parse(pairs[i / 2].written[i % 2], pairs[i / 2].kind, &kept, &pairs[i / 2].names[i % 2]);
    least(&t->parse, start);
    start = bench_seconds();
    t->matches = t->pieces = 0;
    for (size_t i = 0; i < n; i++) {
        name_compare(&pairs[i].names[0], &pairs[i].names[1], &a, &m);
        t->matches += m.match;
        t->pieces += m.piece_count;
        arena_reset(&a);
    }
    least(&t->explained, start);
    start = bench_seconds();
    for (size_t i = 0; i < n; i++) {
        name_compare(&pairs[i].names[0], &pairs[i].names[1], NULL, &m);
        t->matches -= m.match;
    }
    least(&t->scored, start);
    start = bench_seconds();
    for (size_t i = 0; i < n; i++) t->matches += levenshtein(pairs[i].written[0], pairs[i].written[1]) > 2 * NAME_BYTES;
    least(&t->plain, start);
    arena_done(&a);
    arena_done(&kept);
}

int main(int argc, char **argv) {
    struct vec all = VEC(struct pair);
    struct arena a = {0};
    struct times t = {0};
    uint64_t seed = 7;
    if (argc > 1) read_pairs(argv[1], &all, &a);
    else
        for (int i = 0; i < PAIRS; i++) make_pair(vec_push(&all), &seed, &a);
    if (!all.n) return 1;
    for (int round = 0; round < ROUNDS; round++) run(VEC_AT(&all, struct pair, 0), all.n, &t);
    double n = (double)all.n, explained = t.explained / n, scored = t.scored / n, plain = t.plain / n;
    printf("compare: parse %.3f us a name, %.2f M names/s\n", t.parse / n / 2 * 1e6, 2 * n / t.parse * 1e-6);
    printf("compare: explained %.3f us a pair, %.2f M pairs/s, %.1f pieces a pair\n", explained * 1e6, 1e-6 / explained,
           (double)t.pieces / n);
    printf("compare: scored only %.3f us a pair, %.2f M pairs/s\n", scored * 1e6, 1e-6 / scored);
    printf("compare: plain Levenshtein %.3f us a pair; explained costs %.2f of it\n", plain * 1e6, explained / plain);
    vec_done(&all);
    arena_done(&a);
    return 0;
}
