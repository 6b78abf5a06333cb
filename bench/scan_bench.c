/* Names of a list found in text: clew against automata over the same names and the same text, CPU time of one thread.
 *
 * usage: scan_bench [NAMES [MEGABYTES [HYPERSCAN_NAMES]]]      (1,000,000 names, 128 MB; Hyperscan with 100,000; 0:
 * clew alone) Peers: the Rust aho-corasick crate (python3 -m pip install ahocorasick_rs) and Hyperscan (apt-get install
 * libhyperscan-dev; a million names take it over a minute to compile). They get the text in lower case, without the
 * folding that clew does. Names and text are made from a seed. The answer check: every hit of theirs that stands
 * between word boundaries is one of ours or lies within one. */
#include "bench.h"

#include "base/buf.h"
#include "base/heap.h"
#include "match/scan.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#if __has_include(<hs/hs.h>)
#include <hs/hs.h>
#define HYPERSCAN 1
#endif

enum { COMMON = 40000, GIVEN = 20000, FAMILY = 24000, WORD = 24, ROUNDS = 5, PEER_BYTES = 16 << 20 };

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

/* A peer's hit that begins and ends at a word, and is none of ours, not even in part. `ours` rises. */
static size_t missing(const struct vec *ours, const struct vec *theirs, struct str text, size_t *whole) {
    size_t lost = 0, k = 0;
    uint64_t reach = 0;
    *whole = 0;
    for (size_t i = 0; i < theirs->n; i++) {
        const struct scan_hit *h = VEC_AT(theirs, struct scan_hit, i);
        if (h->start > 0 && ascii_alnum(text.p[h->start - 1])) continue;
        if (h->end < text.n && ascii_alnum(text.p[h->end])) continue;
        ++*whole;
        for (; k < ours->n && VEC_AT(ours, struct scan_hit, k)->start <= h->start; k++)
            if (VEC_AT(ours, struct scan_hit, k)->end > reach) reach = VEC_AT(ours, struct scan_hit, k)->end;
        lost += h->end > reach;
    }
    return lost;
}

static void compare(const char *peer, const struct material *m, const struct vec *theirs, double built, double took,
                    size_t bytes) {
    struct vec ours = VEC(struct scan_hit);
    struct scan *s = build(m);
    struct material part = *m;
    part.text.n = bytes;
    double mine = run(s, &part, SCAN_BEST, &ours);
    size_t whole, lost = missing(&ours, theirs, buf_str(&part.text), &whole);
    printf("scan: %s, %zu names: built in %.1f s, %.4f GB/s, %zu hits, %zu of them whole words, %zu not ours\n", peer,
           m->at.n, built, (double)bytes / 1e9 / took, theirs->n, whole, lost);
    printf("scan: clew, the same %zu MB: %.3f GB/s, %zu hits; ratio %.1f\n", bytes >> 20, (double)bytes / 1e9 / mine,
           ours.n, took / mine);
    vec_done(&ours);
    scan_free(s);
}

static struct str lower(struct arena *a, struct str s) {
    struct str copy = arena_copy(a, s);
    for (size_t i = 0; i < copy.n; i++) ((char *)copy.p)[i] = ascii_to_lower(copy.p[i]);
    return copy;
}

static void write_lower(const char *path, struct str s, char end_of_name) {
    struct arena a = {0};
    struct str copy = lower(&a, s);
    FILE *f = fopen(path, "wb");
    for (size_t i = 0; i < copy.n; i++)
        if (copy.p[i] == 0) ((char *)copy.p)[i] = end_of_name;
    if (f) {
        fwrite(copy.p, 1, copy.n, f);
        fclose(f);
    }
    arena_done(&a);
}

static void against_aho_corasick(const struct material *m) {
    char folder[] = "/tmp/scan_bench_XXXXXX", command[512], names[64], text[64], hits[64];
    size_t bytes = m->text.n < PEER_BYTES ? m->text.n : PEER_BYTES;
    if (!mkdtemp(folder)) return;
    snprintf(names, sizeof names, "%s/names", folder);
    snprintf(text, sizeof text, "%s/text", folder);
    snprintf(hits, sizeof hits, "%s/hits", folder);
    write_lower(names, buf_str(&m->names), '\n');
    write_lower(text, str_cut(buf_str(&m->text), 0, bytes), ' ');
    snprintf(command, sizeof command, "python3 bench/scan_peer.py %s %s %s", names, text, hits);
    FILE *peer = popen(command, "r"), *found = NULL;
    double built, took;
    struct vec theirs = VEC(struct scan_hit);
    bool ran = peer && fscanf(peer, "%lf %lf", &built, &took) == 2;
    if (peer) ran = pclose(peer) == 0 && ran;
    if (ran) found = fopen(hits, "r");
    for (struct scan_hit h = {0}; found && fscanf(found, "%lu %lu", &h.start, &h.end) == 2;) vec_push_copy(&theirs, &h);
    if (found) fclose(found);
    if (ran) compare("aho-corasick (Rust)", m, &theirs, built, took, bytes);
    else
        printf(
            "scan: no aho-corasick here; python3 -m pip install ahocorasick_rs, and run from the project's folder\n");
    unlink(names);
    unlink(text);
    unlink(hits);
    rmdir(folder);
    vec_done(&theirs);
}

#ifdef HYPERSCAN
struct hyperscan {
    __typeof__(hs_compile_lit_multi) *compile;
    __typeof__(hs_alloc_scratch) *alloc;
    __typeof__(hs_scan) *scan;
};

/* It has no start of match for so many literals: the end less the name's length is it. */
struct heard {
    const struct material *m;
    struct vec hits;
};
static int hear(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    (void)from, (void)flags;
    struct heard *h = context;
    *(struct scan_hit *)vec_push(&h->hits) = (struct scan_hit){to - strlen(name_at(h->m, id)), to, 0};
    return 0;
}

static int by_start(const void *x, const void *y) {
    const struct scan_hit *a = x, *b = y;
    return (a->start > b->start) - (a->start < b->start);
}

static void run_hyperscan(const struct hyperscan *hs, const struct material *m) {
    struct arena a = {0};
    size_t n = m->at.n, bytes = m->text.n < PEER_BYTES ? m->text.n : PEER_BYTES;
    const char **names = arena_array(&a, n, sizeof *names);
    size_t *lengths = arena_array(&a, n, sizeof *lengths);
    unsigned *flags = arena_array(&a, n, sizeof *flags), *ids = arena_array(&a, n, sizeof *ids);
    for (unsigned i = 0; i < n; i++) {
        names[i] = lower(&a, str_of(name_at(m, i))).p;
        lengths[i] = strlen(names[i]);
        ids[i] = i;
    }
    hs_database_t *db = NULL;
    hs_scratch_t *scratch = NULL;
    hs_compile_error_t *problem = NULL;
    struct str text = lower(&a, str_cut(buf_str(&m->text), 0, bytes));
    struct heard heard = {m, VEC(struct scan_hit)};
    double start = bench_seconds();
    if (hs->compile(names, flags, ids, lengths, (unsigned)n, HS_MODE_BLOCK, NULL, &db, &problem) == HS_SUCCESS &&
        hs->alloc(db, &scratch) == HS_SUCCESS) {
        double built = bench_seconds();
        hs->scan(db, text.p, (unsigned)text.n, 0, scratch, hear, &heard);
        double took = bench_seconds() - built;
        vec_sort(&heard.hits, by_start);
        compare("Hyperscan", m, &heard.hits, built - start, took, bytes);
    }
    vec_done(&heard.hits);
    arena_done(&a);
}

static void against_hyperscan(const struct material *m) {
    void *library = dlopen("libhs.so.5", RTLD_NOW);
    struct hyperscan hs = {0};
    if (library) {
        *(void **)&hs.compile = dlsym(library, "hs_compile_lit_multi");
        *(void **)&hs.alloc = dlsym(library, "hs_alloc_scratch");
        *(void **)&hs.scan = dlsym(library, "hs_scan");
    }
    if (hs.compile && hs.alloc && hs.scan) run_hyperscan(&hs, m);
    else printf("scan: no Hyperscan here\n");
}
#else
static void against_hyperscan(const struct material *m) {
    (void)m;
    printf("scan: built without Hyperscan; apt-get install libhyperscan-dev\n");
}
#endif

static size_t argument(int argc, char **argv, int i, size_t otherwise) {
    return argc > i ? strtoul(argv[i], NULL, 10) : otherwise;
}

int main(int argc, char **argv) {
    static const char *const level_names[] = {"best", "plain", "avx2", "avx512"};
    size_t names = argument(argc, argv, 1, 1000000), megabytes = argument(argc, argv, 2, 128),
           fewer = argument(argc, argv, 3, 100000);
    struct material m, small;
    make(&m, names, megabytes << 20);
    struct scan *s = build(&m);
    struct vec hits = VEC(struct scan_hit);
    for (enum scan_level level = SCAN_AVX512; level >= SCAN_PLAIN; level--) {
        if (!scan_level_runs(level)) continue;
        double took = run(s, &m, level, &hits);
        printf("scan: clew %-6s %6.3f GB/s a core, %zu hits (%zu names inserted)\n", level_names[level],
               (double)m.text.n / 1e9 / took, hits.n, m.inserted);
    }
    vec_done(&hits);
    scan_free(s);
    if (!fewer) return 0;
    against_aho_corasick(&m);
    make(&small, fewer, PEER_BYTES);
    against_hyperscan(&small);
    return 0;
}
