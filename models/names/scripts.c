/* Trains a table of names/script.h.  usage: names_scripts SCRIPT < PAIRS.tsv > src/names/data/SCRIPT.script
 *
 * A line of input is a Latin word, the word in the other script (blanks between letters are dropped), a count. Chunks
 * of one or two letters are aligned with zero to `longest` Latin ones by expectation maximisation; pairs that the
 * model cannot explain by the third round are no transliterations and left out from then on. Every letter of the
 * script's blocks starts with what ICU's rules say of it, so that letters the pairs lack are known. Deterministic. */
#include "base/heap.h"
#include "base/map.h"
#include "base/vec.h"
#include "names/script.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 8, LATIN = 32, FIRST_CHECKED = 3, ENTRIES = 96 };
static const double PRIOR = 0.5, LEAST_COUNT = 0.3, TWO_LETTERS = 0.7, LEAST_PER_LETTER = -2.6, DIAGONAL = 0.4,
                    LEAST_PROBABILITY = 1e-6;

static const struct language {
    const char *name;
    size_t chunk, longest; /* letters of a chunk, Latin letters of one */
    uint32_t blocks[4];    /* first and behind the last, twice */
} languages[] = {
    {"cyrillic", 2, 4, {0x400, 0x530, 0, 0}},
    {"arabic", 2, 4, {0x620, 0x6d4, 0, 0}},
    {"hebrew", 2, 4, {0x5d0, 0x5eb, 0, 0}},
    {"katakana", 2, 4, {0x30a1, 0x30fd, 0, 0}},
    {"hangul", 2, 4, {0x1100, 0x1113, 0x1161, 0x11c3}},
    {"han", 1, 7, {0x4e00, 0x9fa6, 0, 0}},
};

struct step {
    uint8_t i, j, to_i, to_j;
    uint32_t chunk;
};

struct pair {
    uint32_t letters[SCRIPT_LETTERS];
    char latin[LATIN];
    uint8_t n, m;
    bool dropped;
    double weight;
    struct step *steps; /* all steps of aligning it, in an order that goes forward; on the heap */
    size_t step_count;
};
struct trainer {
    const struct language *language;
    struct vec pairs;  /* struct pair */
    struct map chunks; /* letters and Latin letters to a number of probability and count */
    double *probability, *count;
    size_t cap;
};

static size_t chunk_number(struct trainer *t, const uint32_t *letters, size_t length, const char *latin, size_t k) {
    char key[2 * sizeof(uint32_t) + SCRIPT_CHUNK] = {0};
    memcpy(key, letters, length * sizeof *letters);
    memcpy(key + 2 * sizeof(uint32_t), latin, k);
    struct str text = {key, sizeof key};
    bool fresh;
    uint64_t *number = map_put(&t->chunks, text, &fresh);
    if (fresh) *number = t->chunks.n - 1;
    if (*number >= t->cap) {
        size_t cap = t->cap ? 2 * t->cap : 1 << 16;
        t->probability = heap_grow(t->probability, cap, sizeof *t->probability);
        t->count = heap_grow(t->count, cap, sizeof *t->count);
        for (size_t i = t->cap; i < cap; i++) t->probability[i] = t->count[i] = 0;
        t->cap = cap;
    }
    return *number;
}

static void find_steps(struct trainer *t, struct pair *p) {
    static struct step out[SCRIPT_LETTERS * (LATIN + 1) * 2 * (SCRIPT_CHUNK + 1)];
    size_t count = 0;
    for (uint8_t i = 0; i < p->n; i++)
        for (uint8_t j = 0; j <= p->m; j++)
            for (uint8_t length = 1; length <= t->language->chunk && i + length <= p->n; length++)
                for (uint8_t k = 0; k <= t->language->longest && j + k <= p->m; k++) {
                    double along = (double)(i + length) / p->n - (double)(j + k) / p->m;
                    if ((length == 2 && k == 0) || fabs(along) > DIAGONAL) continue;
                    size_t number = chunk_number(t, p->letters + i, length, p->latin + j, k);
                    out[count++] = (struct step){i, j, (uint8_t)(i + length), (uint8_t)(j + k), (uint32_t)number};
                }
    p->steps = heap_new((count + 1) * sizeof *out);
    memcpy(p->steps, out, count * sizeof *out);
    p->step_count = count;
}

/* Steps that have become all but impossible are forgotten. */
static void forget_steps(const struct trainer *t, struct pair *p) {
    size_t kept = 0;
    for (size_t s = 0; s < p->step_count; s++)
        if (t->probability[p->steps[s].chunk] > LEAST_PROBABILITY) p->steps[kept++] = p->steps[s];
    p->step_count = kept;
}

/* Forward and backward sums of a pair; adds its expected counts. Gives the logarithm of its probability. */
static double expect(struct trainer *t, const struct pair *p) {
    const struct step *steps = p->steps;
    size_t count = p->step_count;
    static double forward[SCRIPT_LETTERS + 1][LATIN + 1], backward[SCRIPT_LETTERS + 1][LATIN + 1];
    memset(forward, 0, sizeof forward);
    memset(backward, 0, sizeof backward);
    forward[0][0] = backward[p->n][p->m] = 1;
    for (size_t s = 0; s < count; s++)
        forward[steps[s].to_i][steps[s].to_j] += forward[steps[s].i][steps[s].j] * t->probability[steps[s].chunk];
    for (size_t s = count; s-- > 0;)
        backward[steps[s].i][steps[s].j] += backward[steps[s].to_i][steps[s].to_j] * t->probability[steps[s].chunk];
    double total = forward[p->n][p->m];
    if (total <= 0) return -INFINITY;
    for (size_t s = 0; s < count; s++)
        t->count[steps[s].chunk] += p->weight * forward[steps[s].i][steps[s].j] * t->probability[steps[s].chunk] *
                                    backward[steps[s].to_i][steps[s].to_j] / total;
    return log(total);
}

/* Counts become probabilities of the Latin letters given the chunk; longer chunks pay a little. */
static void maximise(struct trainer *t) {
    struct map totals = {0};
    for (size_t i = 0; i < t->chunks.n; i++) {
        struct str key = str_cut(map_at(&t->chunks, i)->key, 0, 2 * sizeof(uint32_t));
        uint64_t *slot = map_put(&totals, key, NULL);
        double sum;
        memcpy(&sum, slot, sizeof sum);
        sum += t->count[i];
        memcpy(slot, &sum, sizeof sum);
    }
    for (size_t i = 0; i < t->chunks.n; i++) {
        struct str key = map_at(&t->chunks, i)->key;
        double sum;
        memcpy(&sum, map_get(&totals, str_cut(key, 0, 2 * sizeof(uint32_t))), sizeof sum);
        uint32_t second;
        memcpy(&second, key.p + sizeof second, sizeof second);
        t->probability[i] = sum > 0 ? t->count[i] / (sum + 0.5) * (second ? TWO_LETTERS : 1) : 0;
        t->count[i] = 0;
    }
    map_done(&totals);
}

static void add_rules(struct trainer *t, struct arena *arena) {
    for (int b = 0; b < 4; b += 2)
        for (uint32_t c = t->language->blocks[b]; c < t->language->blocks[b + 1]; c++) {
            char text[4];
            struct str latin = fold_latin((struct str){text, utf8_encode(c, text)}, arena);
            bool letters = latin.n > 0 && latin.n <= t->language->longest;
            for (size_t i = 0; i < latin.n; i++) letters &= ascii_lower(latin.p[i]);
            if (letters) t->count[chunk_number(t, &c, 1, latin.p, latin.n)] += PRIOR;
            arena_reset(arena);
        }
}

static bool take_pair(struct trainer *t, struct str line, struct arena *arena) {
    struct str rest = line, latin = fold_latin(str_split(&rest, '\t'), arena), spaced = str_split(&rest, '\t');
    char joined[256];
    size_t n = 0;
    uint64_t times = 1;
    for (size_t i = 0; i < spaced.n && n < sizeof joined; i++)
        if (spaced.p[i] != ' ') joined[n++] = spaced.p[i];
    str_to_u64(str_trim(rest), &times);
    struct pair p = {.weight = log(1 + (double)times)};
    struct str folded = fold_text((struct str){joined, n}, arena);
    p.n = (uint8_t)script_letters(folded, p.letters);
    for (size_t i = 0; i < latin.n && p.m < LATIN; i++)
        if (ascii_lower(latin.p[i])) p.latin[p.m++] = latin.p[i];
    if (str_find_byte(folded, ' ', 0) != SIZE_MAX || p.n == 0 || p.m == 0 || p.n > 16 || p.m > 20) return false;
    for (size_t i = 0; i < p.n; i++) {
        const uint32_t *b = t->language->blocks;
        if (!((p.letters[i] >= b[0] && p.letters[i] < b[1]) || (p.letters[i] >= b[2] && p.letters[i] < b[3])))
            return false;
    }
    vec_push_copy(&t->pairs, &p);
    return true;
}

static void train(struct trainer *t) {
    for (size_t i = 0; i < t->pairs.n; i++) { /* at first steps weigh by how even they are */
        struct pair *p = VEC_AT(&t->pairs, struct pair, i);
        find_steps(t, p);
        for (size_t s = 0; s < p->step_count; s++) {
            const struct step *at = &p->steps[s];
            double even = (double)(at->to_j - at->j) - (double)p->m / p->n * (at->to_i - at->i);
            t->count[at->chunk] += 0.05 * p->weight / (1 + fabs(even));
        }
    }
    for (int round = 0; round < ROUNDS; round++) {
        struct arena arena = {0};
        add_rules(t, &arena);
        arena_done(&arena);
        maximise(t);
        size_t kept = 0;
        double sum = 0;
        for (size_t i = 0; i < t->pairs.n; i++) {
            struct pair *p = VEC_AT(&t->pairs, struct pair, i);
            if (p->dropped) continue;
            if (round > 0) forget_steps(t, p);
            double l = expect(t, p) / (p->n > p->m ? p->n : p->m);
            if (round >= FIRST_CHECKED && !(l > LEAST_PER_LETTER)) p->dropped = true;
            if (isfinite(l)) sum += l, kept++;
        }
        fprintf(stderr, "round %d: %zu pairs, %.4f a letter\n", round, kept, sum / (double)kept);
    }
    struct arena arena = {0};
    add_rules(t, &arena);
    arena_done(&arena);
}

struct row {
    uint32_t letters[2];
    char latin[SCRIPT_CHUNK];
    double count;
};

static int by_letters(const void *x, const void *y) {
    const struct row *a = x, *b = y;
    for (int i = 0; i < 2; i++)
        if (a->letters[i] != b->letters[i]) return a->letters[i] < b->letters[i] ? -1 : 1;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return memcmp(a->latin, b->latin, SCRIPT_CHUNK);
}

/* Rare chunks are left out: of one letter all but the likeliest ENTRIES, of two those that one pair alone asks for. */
static void write_table(struct trainer *t) {
    struct vec rows = VEC(struct row), chunks = VEC(struct script_chunk), entries = VEC(struct script_entry);
    for (size_t i = 0; i < t->chunks.n; i++) {
        struct row r = {.count = t->count[i]};
        struct str key = map_at(&t->chunks, i)->key;
        memcpy(r.letters, key.p, sizeof r.letters);
        memcpy(r.latin, key.p + sizeof r.letters, SCRIPT_CHUNK);
        if (r.count >= (r.letters[1] ? 5 * LEAST_COUNT : LEAST_COUNT) || (r.count >= PRIOR && !r.letters[1]))
            vec_push_copy(&rows, &r);
    }
    vec_sort(&rows, by_letters);
    for (size_t i = 0; i < rows.n;) {
        const struct row *first = VEC_AT(&rows, struct row, i);
        double total = 0.5;
        size_t end = i;
        for (; end < rows.n &&
               memcmp(VEC_AT(&rows, struct row, end)->letters, first->letters, sizeof first->letters) == 0;
             end++)
            total += VEC_AT(&rows, struct row, end)->count;
        vec_push_copy(&chunks, &(struct script_chunk){{first->letters[0], first->letters[1]}, (uint32_t)entries.n});
        for (size_t k = i; k < end && k < i + ENTRIES; k++) {
            const struct row *r = VEC_AT(&rows, struct row, k);
            double cost = -16 * log(r->count / total * (first->letters[1] ? TWO_LETTERS : 1));
            struct script_entry e = {.cost = (uint8_t)(cost > 255 ? 255 : lround(cost))};
            memcpy(e.latin, r->latin, SCRIPT_CHUNK);
            vec_push_copy(&entries, &e);
        }
        i = end;
    }
    vec_push_copy(&chunks, &(struct script_chunk){{UINT32_MAX, UINT32_MAX}, (uint32_t)entries.n});
    struct script head = {SCRIPT_MAGIC, (uint32_t)chunks.n - 1, (uint32_t)entries.n, 0};
    fwrite(&head, sizeof head, 1, stdout);
    fwrite(chunks.p, chunks.size, chunks.n, stdout);
    fwrite(entries.p, entries.size, entries.n, stdout);
    fprintf(stderr, "%zu chunks, %zu entries\n", chunks.n - 1, entries.n);
    vec_done(&rows);
    vec_done(&chunks);
    vec_done(&entries);
}

int main(int argc, char **argv) {
    struct trainer t = {.pairs = VEC(struct pair)};
    for (size_t i = 0; argc == 2 && i < sizeof languages / sizeof *languages; i++)
        if (strcmp(languages[i].name, argv[1]) == 0) t.language = &languages[i];
    if (!t.language) {
        fprintf(stderr, "usage: names_scripts cyrillic|arabic|hebrew|katakana|hangul|han < PAIRS.tsv > TABLE\n");
        return 2;
    }
    struct arena arena = {0};
    char *line = NULL;
    size_t cap = 0, refused = 0;
    for (ssize_t n; (n = getline(&line, &cap, stdin)) > 0; arena_reset(&arena))
        refused += !take_pair(&t, (struct str){line, (size_t)n}, &arena);
    fprintf(stderr, "%zu pairs, %zu lines of other scripts or lengths left out\n", t.pairs.n, refused);
    train(&t);
    write_table(&t);
    for (size_t i = 0; i < t.pairs.n; i++) free(VEC_AT(&t.pairs, struct pair, i)->steps);
    free(line);
    free(t.probability);
    free(t.count);
    vec_done(&t.pairs);
    map_done(&t.chunks);
    arena_done(&arena);
    return ferror(stdout) ? 2 : 0;
}
