/* How many pairs of names a second one core compares. usage: matching_pairs PAIRS.csv, with columns schema, name1,
 * name2, is_match. Prints: pairs, then pairs a second scored; scored and explained; parsed, scored and explained; then
 * F1 at the built-in threshold. Best of ROUNDS. */
#include "base/csv.h"
#include "base/file.h"
#include "base/heap.h"
#include "bench.h"
#include "names/names.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 3, LEAST = 200000 }; /* a round compares at least so many */

struct pair {
    struct str written[2];
    struct name names[2];
    enum name_kind kind;
    bool same;
};

static size_t column(const struct csv_row *head, const char *name) {
    for (size_t i = 0; i < head->n; i++)
        if (str_is(head->fields[i], name)) return i;
    fprintf(stderr, "no column %s\n", name);
    exit(2);
}

static size_t read_pairs(const char *path, struct arena *arena, struct pair **out) {
    struct err e = {0};
    struct file file;
    if (!file_read(path, 0, &file, &e)) {
        fprintf(stderr, "%s: %s\n", path, e.text);
        exit(2);
    }
    struct csv_reader reader;
    struct csv_row head = {0}, row;
    csv_open(&reader, file.bytes, (struct csv_dialect){',', '"'});
    size_t n = 0, room = 0;
    if (csv_next(&reader, arena, &head, &e) != 1) return 0;
    size_t schema = column(&head, "schema"), a = column(&head, "name1"), b = column(&head, "name2"),
           same = column(&head, "is_match");
    while (csv_next(&reader, arena, &row, &e) == 1) {
        if (row.n < head.n) continue;
        if (n == room) *out = heap_grow(*out, room = room * 2 + 1024, sizeof **out);
        (*out)[n++] = (struct pair){.written = {arena_copy(arena, row.fields[a]), arena_copy(arena, row.fields[b])},
                                    .kind = name_kind_of_schema(row.fields[schema]),
                                    .same = str_is(row.fields[same], "true")};
    }
    file_done(&file);
    return n;
}

enum how { SCORED, EXPLAINED, PARSED };

static double rate(struct pair *pairs, size_t n, enum how how, double *sum) {
    struct arena scratch = {0};
    double best = 1e9;
    size_t times = (LEAST + n - 1) / n;
    for (int round = 0; round < ROUNDS; round++) {
        double start = bench_seconds();
        for (size_t i = 0; i < times * n; i++) {
            struct pair *p = &pairs[i % n];
            struct name parsed[2] = {p->names[0], p->names[1]};
            struct name_match m;
            for (int side = 0; how == PARSED && side < 2; side++)
                name_parse(p->written[side], p->kind, &scratch, &parsed[side]);
            name_compare(&parsed[0], &parsed[1], how == SCORED ? NULL : &scratch, &m);
            *sum += m.score;
            arena_reset(&scratch);
        }
        double took = bench_seconds() - start;
        if (took < best) best = took;
    }
    arena_done(&scratch);
    return (double)(times * n) / best;
}

static double f1(const struct pair *pairs, size_t n) {
    size_t right = 0, wrong = 0, missed = 0;
    for (size_t i = 0; i < n; i++) {
        struct name_match m;
        name_compare(&pairs[i].names[0], &pairs[i].names[1], NULL, &m);
        right += m.match && pairs[i].same;
        wrong += m.match && !pairs[i].same;
        missed += !m.match && pairs[i].same;
    }
    return right ? 2.0 * (double)right / (double)(2 * right + wrong + missed) : 0;
}

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    struct arena arena = {0};
    struct pair *pairs = NULL;
    size_t n = read_pairs(argv[1], &arena, &pairs);
    if (!n) return 2;
    for (size_t i = 0; i < n; i++)
        for (int side = 0; side < 2; side++)
            name_parse(pairs[i].written[side], pairs[i].kind, &arena, &pairs[i].names[side]);
    double sum = 0;
    double scored = rate(pairs, n, SCORED, &sum), explained = rate(pairs, n, EXPLAINED, &sum),
           parsed = rate(pairs, n, PARSED, &sum);
    printf("%zu\t%.0f\t%.0f\t%.0f\t%.4f\n", n, scored, explained, parsed, f1(pairs, n));
    if (!(sum >= 0)) return 1; /* keeps the work */
    free(pairs);
    arena_done(&arena);
    return 0;
}
