/* Names of a list found in text: clew against an automaton over the same names and the same text.
 *
 * usage: scan_bench [NAMES [MEGABYTES]]      (1,000,000 names, 128 MB)
 * Names and text are made from a seed. The answer check: every hit of the automaton that stands between word boundaries
 * is a hit of ours or lies within one. */
#include "bench.h"

#include "base/buf.h"
#include "base/heap.h"
#include "match/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COMMON = 40000, GIVEN = 20000, FAMILY = 24000, WORD = 24, ROUNDS = 3 };

struct words {
    char (*text)[WORD];
    size_t n;
};

static const char *const syllables[] = {"ba", "ko",  "ri", "ven", "sto", "mar", "li", "da",  "ne", "ter", "ov",  "an",
                                        "el", "is",  "tu", "pra", "go",  "shi", "en", "al",  "or", "win", "dle", "th",
                                        "ce", "ing", "ed", "ly",  "me",  "ra",  "no", "ski", "ez", "ham", "ton", "ur"};
static const char *const small_words[] = {"the", "of", "and",  "to", "in", "a",   "said", "for", "that", "on",
                                          "is",  "it", "with", "by", "at", "was", "from", "its", "he",   "be"};

static struct words make_words(size_t n, unsigned most, bool capital, uint64_t *seed) {
    struct words w = {heap_zero(n, WORD), n};
    for (size_t i = 0; i < n; i++) {
        size_t parts = 1 + bench_below(seed, most), at = 0;
        for (size_t k = 0; k < parts + (capital || i > 200); k++) {
            const char *s = syllables[bench_below(seed, sizeof syllables / sizeof *syllables)];
            memcpy(w.text[i] + at, s, strlen(s));
            at += strlen(s);
        }
        if (capital) w.text[i][0] = (char)(w.text[i][0] - 32);
    }
    return w;
}

/* Frequent words first, as in any text. */
static const char *draw(const struct words *w, uint64_t *seed) {
    double u = (double)(bench_random(seed) >> 11) / 9007199254740992.0;
    return w->text[(size_t)(u * u * u * (double)w->n)];
}

static void add_name(struct buf *b, const struct words *common, const struct words *given, const struct words *family,
                     uint64_t *seed) {
    if (bench_below(seed, 5) == 0) { /* an organisation */
        for (size_t k = 2 + bench_below(seed, 3), i = 0; i < k; i++) {
            const char *word = common->text[bench_below(seed, common->n)];
            if (i) buf_add_byte(b, ' ');
            buf_add_byte(b, (char)(word[0] - 32));
            buf_add_z(b, word + 1);
        }
        buf_add_z(b, bench_below(seed, 2) ? " Ltd" : " Company");
        return;
    }
    buf_add_z(b, draw(given, seed));
    buf_add_byte(b, ' ');
    if (bench_below(seed, 3) == 0) {
        buf_add_z(b, draw(given, seed));
        buf_add_byte(b, ' ');
    }
    size_t start = b->n;
    buf_add_z(b, draw(family, seed));
    if (bench_below(seed, 4) == 0) b->p[start + bench_below(seed, b->n - start)] = (char)('a' + bench_below(seed, 26));
}

struct material {
    struct buf names; /* zero-terminated, one behind the other */
    struct vec at;    /* size_t */
    struct buf text;
    size_t inserted;
};

static const char *name_at(const struct material *m, size_t i) { return m->names.p + *VEC_AT(&m->at, size_t, i); }

static void make(struct material *m, size_t names, size_t bytes) {
    uint64_t seed = 7;
    struct words common = make_words(COMMON, 3, false, &seed), given = make_words(GIVEN, 2, true, &seed),
                 family = make_words(FAMILY, 3, true, &seed);
    *m = (struct material){.at = VEC(size_t)};
    for (size_t i = 0; i < names; i++) {
        *(size_t *)vec_push(&m->at) = m->names.n;
        add_name(&m->names, &common, &given, &family, &seed);
        buf_add_byte(&m->names, 0);
    }
    for (size_t in_line = 0; m->text.n < bytes; in_line++) {
        size_t what = bench_below(&seed, 1000);
        if (what < 5) buf_add_z(&m->text, name_at(m, bench_below(&seed, names))), m->inserted++;
        else if (what < 25) buf_add_z(&m->text, draw(&given, &seed));
        else if (what < 45) buf_add_z(&m->text, draw(&family, &seed));
        else if (what < 400) buf_add_z(&m->text, small_words[bench_below(&seed, 20)]);
        else buf_add_z(&m->text, draw(&common, &seed));
        if (what % 83 == 0) buf_add_z(&m->text, ",");
        if (what % 97 == 0) buf_add_z(&m->text, ".");
        if (what == 999 || what == 500) buf_add_z(&m->text, "'s");
        buf_add_byte(&m->text, in_line % 14 == 13 ? '\n' : ' ');
    }
    free(common.text);
    free(given.text);
    free(family.text);
}

static struct scan *build(const struct material *m) {
    double start = bench_seconds();
    struct scan_build *b = scan_build_new();
    struct scan_count count;
    for (size_t i = 0; i < m->at.n; i++) scan_add(b, str_of(name_at(m, i)), NAME_ORGANIZATION, (uint32_t)i);
    struct scan *s = scan_finish(b, &count);
    printf("scan: %zu names, %llu forms, built in %.2f s\n", m->at.n, (unsigned long long)count.forms,
           bench_seconds() - start);
    return s;
}

static double run(const struct scan *s, const struct material *m, enum scan_level level, struct vec *hits) {
    double best = 1e9;
    struct scan_worker *w = scan_worker_new(s, level);
    for (int round = 0; round < ROUNDS; round++) {
        vec_clear(hits);
        double start = bench_seconds();
        scan_text(w, buf_str(&m->text), 0, m->text.n, hits);
        scan_drop_contained(hits, 0);
        double took = bench_seconds() - start;
        if (took < best) best = took;
    }
    scan_worker_free(w);
    return best;
}

int main(int argc, char **argv) {
    size_t names = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000,
           megabytes = argc > 2 ? strtoul(argv[2], NULL, 10) : 128;
    static const char *const level_names[] = {"best", "plain", "avx2", "avx512"};
    struct material m;
    make(&m, names, megabytes << 20);
    struct scan *s = build(&m);
    struct vec hits = VEC(struct scan_hit);
    double size = (double)m.text.n / 1e9;
    for (enum scan_level level = SCAN_AVX512; level >= SCAN_PLAIN; level--) {
        if (!scan_level_runs(level)) continue;
        double took = run(s, &m, level, &hits);
        printf("scan: clew %-6s %6.3f GB/s a core, %zu hits (%zu names inserted)\n", level_names[level], size / took,
               hits.n, m.inserted);
    }
    vec_done(&hits);
    scan_free(s);
    return 0;
}
