#include "match/scan.h"

#include "base/heap.h"
#include "match/scan_cut.h"
#include "match/scan_table.h"
#include "names/vocabulary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Words wait until this many are there; the last SCAN_WORDS - 1 then stay, since names that begin in them may go on. */
enum {
    TOKENS = 1024,
    TOKEN_MOST = TOKENS + SCAN_EDGES / 2,
    TOKEN_ROOM = TOKENS + SCAN_EDGES,
    SHORT_WORD = 4,
    SCAN_LOAD = 16
};

/* A word that begins a name, if the tables do not deceive. */
struct candidate {
    uint32_t token, lengths;
    uint32_t words, form; /* the longest name that seems to stand there; form + 1 */
};
struct scan_worker {
    const struct scan *scan;
    struct scan_fold *fold;
    scan_cut_fn *cut;
    bool bmi2; /* of the level: SCAN_BMI2 runs */
    struct scan_runs runs;
    /* The part at hand: positions count from `from`. */
    struct str text;
    size_t from;
    uint32_t to;
    struct vec *hits;
    uint32_t n;
    uint64_t hash[TOKEN_ROOM], pair[TOKEN_ROOM]; /* of a word; of it and the next one */
    struct span {
        uint32_t start, end;
    } span[TOKEN_ROOM];
    uint32_t pairs[TOKEN_ROOM], singles[TOKEN_ROOM]; /* those that pass the filters */
    struct candidate candidates[TOKEN_ROOM];
    struct scan_word word;
    char tail[SCAN_BATCH];
};

struct scan_worker *scan_worker_new(const struct scan *s, enum scan_level level) {
    struct scan_worker *w = heap_zero(1, sizeof *w);
    w->scan = s;
    w->fold = scan_fold_new();
    w->cut = scan_cut_of(level);
    w->bmi2 = level != SCAN_PLAIN && scan_level_runs(SCAN_AVX2);
    return w;
}

void scan_worker_free(struct scan_worker *w) {
    if (!w) return;
    scan_fold_free(w->fold);
    free(w);
}

SCAN_ALWAYS uint64_t load(const char *p) {
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* Which bytes of a word's first and second eight belong to it. */
static const uint64_t keep[SCAN_LOAD + 1][2] = {
#define SHORT(n)                                                                                                       \
    { ((uint64_t)1 << (n)*8) - 1, 0 }
#define LONG(n)                                                                                                        \
    { ~(uint64_t)0, ((uint64_t)1 << (n)*8) - 1 }
    SHORT(0),
    SHORT(1),
    SHORT(2),
    SHORT(3),
    SHORT(4),
    SHORT(5),
    SHORT(6),
    SHORT(7),
    LONG(0),
    LONG(1),
    LONG(2),
    LONG(3),
    LONG(4),
    LONG(5),
    LONG(6),
    LONG(7),
    {~(uint64_t)0, ~(uint64_t)0}};

/* A run of ASCII letters and digits, with SCAN_LOAD bytes to read; letters get their lower case from the bit that
 * digits have already. */
SCAN_ALWAYS uint64_t hash_short(const char *p, uint32_t n) {
    const uint64_t lower = 0x2020202020202020u;
    return scan_mix((load(p) | lower) & keep[n][0], (load(p + 8) | lower) & keep[n][1]);
}

static uint64_t hash_ascii(const char *p, uint32_t n) {
    if (n > SCAN_WORD_BYTES) return 0;
    char copy[SCAN_WORD_BYTES + SCAN_LOAD] = {0};
    for (uint32_t i = 0; i < n; i++) copy[i] = (char)(p[i] | 0x20);
    return scan_hash(copy, n);
}

static bool is_break_byte(char c) { return c && strchr(";:!?|<>@=[]{}", c) != NULL; }

/* Their like beyond ASCII: ideographic comma and stop, full-width marks, the paragraph separator, Arabic ones. */
static bool is_break_beyond(const char *p) {
    static const char *const marks[] = {"\u3001", "\u3002", "\uff01", "\uff1f", "\uff1a",
                                        "\uff1b", "\u2029", "\u061f", "\u061b"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(p, marks[i], strlen(marks[i])) == 0) return true;
    return false;
}

static bool is_short(const struct scan_worker *w, uint32_t token) {
    uint32_t letters = 0;
    for (uint32_t i = w->span[token].start; i < w->span[token].end && letters <= SHORT_WORD; i++)
        letters += ((unsigned char)w->text.p[w->from + i] & 0xC0) != 0x80;
    return letters <= SHORT_WORD;
}

/* Whether a name may go on over the bytes between two of its words. */
static bool gap_joins(const struct scan_worker *w, uint32_t before, uint32_t from, uint32_t to) {
    if (from >= to || (to - from == 1 && w->text.p[w->from + from] == ' ')) return true;
    if (to - from > SCAN_GAP) return false;
    char gap[SCAN_GAP + 1] = {0};
    memcpy(gap, w->text.p + w->from + from, to - from);
    unsigned lines = 0;
    for (uint32_t i = 0; i < to - from; i++) {
        bool last = i + 1 == to - from;
        if (is_break_byte(gap[i])) return false;
        if (gap[i] == '\n' && ++lines == 2) return false;
        if (gap[i] == '.' && !last && ascii_space(gap[i + 1]) && !is_short(w, before)) return false;
        if ((unsigned char)gap[i] >= 0x80 && is_break_beyond(gap + i)) return false;
    }
    return true;
}

static enum scan_kind kind_before(struct scan_worker *w, size_t at) {
    size_t back = at, next;
    while (back > 0 && at - back < 4) {
        back--;
        if (((unsigned char)w->text.p[back] & 0xC0) != 0x80) break;
    }
    return back < at ? scan_kind_at(w->fold, w->text, back, &next) : SCAN_BREAK;
}

static enum scan_kind kind_behind(struct scan_worker *w, size_t at) {
    size_t next;
    return at < w->text.n ? scan_kind_at(w->fold, w->text, at, &next) : SCAN_BREAK;
}

static bool edges_fit(struct scan_worker *w, const struct scan_form *f, size_t start, size_t end) {
    if (f->flags & SCAN_STARTS_HANGUL && kind_before(w, start) == SCAN_HANGUL) return false;
    if (f->flags & SCAN_STARTS_KATAKANA && kind_before(w, start) == SCAN_KATAKANA) return false;
    return !(f->flags & SCAN_ENDS_KATAKANA) || kind_behind(w, end) != SCAN_KATAKANA;
}

/* same_words for ASCII without apostrophes; -1 when it is not that. */
static int same_ascii(struct str span, struct str form) {
    size_t at = 0;
    bool blank = false;
    for (size_t i = 0; i < span.n; i++) {
        char c = span.p[i];
        if (!scan_alnum(c)) {
            if (scan_is_word_byte(c)) return -1;
            blank = true;
            continue;
        }
        if (blank && (at >= form.n || form.p[at++] != ' ')) return 0;
        if (at >= form.n || form.p[at++] != (c | 0x20)) return 0;
        blank = false;
    }
    return at == form.n;
}

/* Byte for byte: the span cut again must give the words of the form. */
static bool same_words(struct scan_worker *w, const struct scan_form *f, size_t start, size_t end) {
    struct str left = {w->scan->text + f->text, f->n};
    int ascii = same_ascii(str_cut(w->text, start, end), left);
    if (ascii >= 0) return ascii;
    struct scan_words it = scan_words_of(w->fold, w->text, start, end);
    for (bool first = true; scan_words_next(&it, &w->word); first = false) {
        if (!first && !str_starts(left, STR(" "))) return false;
        if (!first) left = str_cut(left, 1, left.n);
        if (w->word.n > left.n || memcmp(w->word.bytes, left.p, w->word.n) != 0) return false;
        left = str_cut(left, w->word.n, left.n);
    }
    return left.n == 0;
}

static bool is_capital(struct scan_worker *w, size_t start, size_t end) {
    struct scan_words it = scan_words_of(w->fold, w->text, start, end);
    if (!scan_words_next(&it, &w->word)) return false;
    uint32_t capitals = scan_capitals(str_cut(w->text, w->word.start, w->word.end));
    if (capitals == 1) return false;
    while (capitals > 3) capitals >>= 1;
    return capitals == 3;
}

/* Whether a surname at `start` ends somebody else's name: a word with a capital stands right before it that is no
 * title or the like. */
static bool name_goes_before(struct scan_worker *w, size_t start) {
    size_t end = start, from;
    while (end > 0 && w->text.p[end - 1] == ' ') end--;
    if (end == start) return false;
    if (end > 0 && w->text.p[end - 1] == '.') end--;
    for (from = end; from > 0 && end - from < SCAN_WORD_BYTES && scan_is_word_byte(w->text.p[from - 1]);) from--;
    if (from == end || !is_capital(w, from, end)) return false;
    const struct vocabulary_entry *v = vocabulary_find((struct str){w->word.bytes, w->word.n});
    return !v || w->word.n == 1 || !(v->flags & (VOCABULARY_TITLE | VOCABULARY_PARTICLE | VOCABULARY_STOP));
}

/* "Anna Petrov, Ivan Sidorov" are two people, and neither is Ivan Petrov. */
static bool joins_people(struct scan_worker *w, const struct scan_form *f, size_t start, size_t end) {
    if (!(f->flags & SCAN_SURNAME_FIRST) || str_find_byte(str_cut(w->text, start, end), ',', 0) == SIZE_MAX)
        return false;
    return name_goes_before(w, start);
}

static void hit(struct scan_worker *w, size_t start, size_t end, uint32_t form) {
    struct scan_hit *h = vec_push(w->hits);
    *h = (struct scan_hit){start, end, form};
}

/* Looks for names of just these words. */
static bool find_name(struct scan_worker *w, uint32_t token, uint32_t words, uint64_t hash) {
    const struct scan *s = w->scan;
    uint64_t mask = ((uint64_t)1 << (64 - s->slot_shift)) - 1;
    size_t start = w->from + w->span[token].start, end = w->from + w->span[token + words - 1].end;
    bool found = false;
    for (uint64_t at = hash >> s->slot_shift; s->slots[at].form; at = (at + 1) & mask) {
        uint32_t number = s->slots[at].form - 1;
        const struct scan_form *f = &s->forms[number];
        if (s->slots[at].tag != scan_tag(hash) || f->words != words || end <= start) continue;
        if (!same_words(w, f, start, end) || !edges_fit(w, f, start, end)) continue;
        if (joins_people(w, f, start, end)) continue;
        if (words == 1 && !scan_capitals_fit(f->capitals, scan_capitals(str_cut(w->text, start, end)))) continue;
        hit(w, start, end, number);
        found = true;
        if (words > 1) break; /* a form of several words is there once */
    }
    return found;
}

static uint32_t lengths_of(const struct scan *s, uint64_t pair) {
    uint64_t mask = ((uint64_t)1 << (64 - s->pair_shift)) - 1;
    for (uint64_t at = pair >> s->pair_shift; s->pairs[at].lengths; at = (at + 1) & mask)
        if (s->pairs[at].tag == scan_tag(pair)) return s->pairs[at].lengths;
    return 0;
}

/* Hashes of the first 2, 3, ... words from this one on, as far as names may reach; gives the most words. */
static uint32_t hash_runs(const struct scan_worker *w, uint32_t token, uint32_t lengths,
                          uint64_t hashes[SCAN_WORDS + 1]) {
    uint32_t n = 2, most = w->n - token < SCAN_WORDS ? w->n - token : SCAN_WORDS;
    if (!(lengths >> 31)) {
        uint32_t longest = 33 - (uint32_t)__builtin_clz(lengths);
        if (longest < most) most = longest;
    }
    if (most < 2 || !gap_joins(w, token, w->span[token].end, w->span[token + 1].start)) return 0;
    for (hashes[2] = w->pair[token];
         n < most && gap_joins(w, token + n - 1, w->span[token + n - 1].end, w->span[token + n].start); n++)
        hashes[n + 1] = scan_hash_next(hashes[n], w->hash[token + n]);
    return n;
}

/* The longest name of two words or more, but no more than `most`, that begins with the candidate. */
static bool find_long(struct scan_worker *w, const struct candidate *c, uint32_t most) {
    uint64_t hashes[SCAN_WORDS + 1];
    uint32_t n = hash_runs(w, c->token, c->lengths, hashes);
    for (n = n < most ? n : most; n >= 2; n--)
        if (c->lengths & scan_length_bit(n) && find_name(w, c->token, n, hashes[n])) return true;
    return false;
}

/* Words that pass a filter, without a branch on what they are. */
SCAN_ALWAYS uint32_t filter_any(const uint64_t *restrict filter, unsigned shift, const uint64_t *restrict hashes,
                                uint32_t n, uint32_t *restrict passed) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < n; i++) {
        passed[count] = i;
        count += (uint32_t)scan_filter_has(filter[hashes[i] >> shift], hashes[i]);
    }
    return count;
}

typedef uint32_t filter_fn(const uint64_t *, unsigned, const uint64_t *, uint32_t, uint32_t *);
static uint32_t filter_plain(const uint64_t *f, unsigned shift, const uint64_t *hashes, uint32_t n, uint32_t *passed) {
    return filter_any(f, shift, hashes, n, passed);
}
SCAN_BMI2 static uint32_t filter_bmi2(const uint64_t *f, unsigned shift, const uint64_t *hashes, uint32_t n,
                                      uint32_t *passed) {
    return filter_any(f, shift, hashes, n, passed);
}

/* The tables are larger than any cache: what will be looked at is asked for in a pass of its own before. */
static uint32_t gather(struct scan_worker *w, uint32_t pair_count) {
    const struct scan *s = w->scan;
    uint32_t n = 0;
    for (uint32_t i = 0; i < pair_count; i++) __builtin_prefetch(&s->pairs[w->pair[w->pairs[i]] >> s->pair_shift]);
    for (uint32_t i = 0; i < pair_count; i++) {
        uint32_t lengths = lengths_of(s, w->pair[w->pairs[i]]);
        w->candidates[n] = (struct candidate){.token = w->pairs[i], .lengths = lengths};
        n += lengths != 0;
    }
    return n;
}

/* Number + 1 of the first form with this tag; 0: there is none. */
static uint32_t probe(const struct scan *s, uint64_t hash) {
    uint64_t mask = ((uint64_t)1 << (64 - s->slot_shift)) - 1, at = hash >> s->slot_shift;
    while (s->slots[at].form && s->slots[at].tag != scan_tag(hash)) at = (at + 1) & mask;
    return s->slots[at].form;
}

/* The longest name that a candidate seems to be, and its form and text asked for; those that are none go. */
static uint32_t choose(struct scan_worker *w, uint32_t n) {
    const struct scan *s = w->scan;
    uint64_t hashes[SCAN_WORDS + 1];
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct candidate *c = &w->candidates[i];
        for (uint32_t k = hash_runs(w, c->token, c->lengths, hashes); k >= 2; k--)
            if (c->lengths & scan_length_bit(k)) __builtin_prefetch(&s->slots[hashes[k] >> s->slot_shift]);
    }
    for (uint32_t i = 0; i < n; i++) {
        struct candidate c = w->candidates[i];
        for (c.words = hash_runs(w, c.token, c.lengths, hashes); c.words >= 2; c.words--)
            if (c.lengths & scan_length_bit(c.words) && (c.form = probe(s, hashes[c.words])) != 0) break;
        if (c.words < 2) continue;
        __builtin_prefetch(&s->forms[c.form - 1]);
        w->candidates[kept++] = c;
    }
    for (uint32_t i = 0; i < kept; i++) __builtin_prefetch(s->text + s->forms[w->candidates[i].form - 1].text);
    return kept;
}

/* Both lists rise; a single word counts only where no longer name begins. */
static void verify(struct scan_worker *w, uint32_t candidates, uint32_t single_count) {
    const struct scan *s = w->scan;
    candidates = choose(w, candidates);
    for (uint32_t i = 0; i < single_count; i++) __builtin_prefetch(&s->slots[w->hash[w->singles[i]] >> s->slot_shift]);
    for (uint32_t i = 0, k = 0; i < candidates || k < single_count;) {
        uint32_t long_at = i < candidates ? w->candidates[i].token : UINT32_MAX;
        uint32_t single_at = k < single_count ? w->singles[k] : UINT32_MAX;
        bool found = long_at <= single_at && find_long(w, &w->candidates[i], w->candidates[i].words);
        if (single_at <= long_at && !found) find_name(w, single_at, 1, w->hash[single_at]);
        i += long_at <= single_at;
        k += single_at <= long_at;
    }
}

/* Looks at the waiting words from which on all is known: all of them at the end. */
static void flush(struct scan_worker *w, bool end) {
    uint32_t n = end ? w->n : w->n < SCAN_WORDS ? 0 : w->n - (SCAN_WORDS - 1), pairs, singles;
    while (n > 0 && w->span[n - 1].start >= w->to) n--; /* these belong to the next part */
    if (w->n && w->span[0].start >= w->to) w->n = n = 0;
    if (w->n) w->pair[w->n - 1] = 0;
    const struct scan *s = w->scan;
    filter_fn *filter = w->bmi2 ? filter_bmi2 : filter_plain;
    pairs = filter(s->pair, s->pair_filter_shift, w->pair, n, w->pairs);
    singles = s->has_single ? filter(s->single, s->single_filter_shift, w->hash, n, w->singles) : 0;
    verify(w, gather(w, pairs), singles);
    uint32_t left = end ? 0 : w->n - n;
    memmove(w->hash, w->hash + n, left * sizeof *w->hash);
    memmove(w->pair, w->pair + n, left * sizeof *w->pair);
    memmove(w->span, w->span + n, left * sizeof *w->span);
    w->n = left;
}

static void add_token(struct scan_worker *w, uint64_t hash, uint32_t start, uint32_t end) {
    uint32_t n = w->n++;
    w->hash[n] = hash;
    w->span[n] = (struct span){start, end};
    if (n) w->pair[n - 1] = scan_hash_next(w->hash[n - 1], hash);
}

static void add_special(struct scan_worker *w, size_t start, size_t end) {
    struct scan_words it = scan_words_of(w->fold, w->text, start, end);
    for (;;) {
        if (w->n >= TOKEN_MOST) flush(w, false); /* first, since it uses w->word */
        if (!scan_words_next(&it, &w->word)) break;
        uint64_t hash = w->word.n > SCAN_WORD_BYTES ? 0 : scan_hash(w->word.bytes, w->word.n);
        add_token(w, hash, (uint32_t)(w->word.start - w->from), (uint32_t)(w->word.end - w->from));
    }
}

/* Runs from number `k` on that are short words in reach of a whole load; gives the first that is none. The line of the
 * filter is asked for as soon as it is known. */
SCAN_ALWAYS uint32_t add_short_any(struct scan_worker *w, uint32_t k, uint32_t safe) {
    const char *p = w->text.p + w->from;
    const uint64_t *filter = w->scan->pair;
    unsigned shift = w->scan->pair_filter_shift;
    uint32_t n = w->n, runs = w->runs.n;
    uint64_t before = n ? w->hash[n - 1] : 0, unused, *pair = n ? &w->pair[n - 1] : &unused;
    for (; k < runs; k++) {
        struct span run;
        memcpy(&run, &w->runs.edge[2 * k], sizeof run);
        uint32_t bytes = run.end - run.start; /* more than any word when it is special */
        if (__builtin_expect(bytes > SCAN_LOAD || run.start > safe, 0)) break;
        uint64_t hash = hash_short(p + run.start, bytes);
        *pair = scan_hash_next(before, hash);
        __builtin_prefetch(&filter[*pair >> shift]);
        w->hash[n] = before = hash;
        w->span[n] = run;
        pair = &w->pair[n++];
    }
    w->n = n;
    return k;
}

static uint32_t add_short_plain(struct scan_worker *w, uint32_t k, uint32_t safe) { return add_short_any(w, k, safe); }
SCAN_BMI2 static uint32_t add_short_bmi2(struct scan_worker *w, uint32_t k, uint32_t safe) {
    return add_short_any(w, k, safe);
}

static void add_runs(struct scan_worker *w) {
    const char *p = w->text.p + w->from;
    size_t readable = w->text.n - w->from;
    uint32_t (*add_short)(struct scan_worker *, uint32_t, uint32_t) = w->bmi2 ? add_short_bmi2 : add_short_plain;
    if (readable < SCAN_LOAD) readable = 0;
    for (uint32_t k = 0; k < w->runs.n; k++) {
        if (readable) k = add_short(w, k, (uint32_t)(readable - SCAN_LOAD));
        if (k == w->runs.n) break;
        uint32_t start = w->runs.edge[2 * k], end = w->runs.edge[2 * k + 1];
        if (end & SCAN_SPECIAL) add_special(w, w->from + start, w->from + (end & ~SCAN_SPECIAL));
        else add_token(w, hash_ascii(p + start, end - start), start, end);
    }
}

void scan_text(struct scan_worker *w, struct str text, size_t from, size_t to, struct vec *hits) {
    assert(from <= to && to <= text.n && to - from < (size_t)1 << 30);
    w->text = text;
    w->from = from;
    w->to = (uint32_t)(to - from);
    w->hits = hits;
    w->n = 0;
    w->runs.open = w->runs.open_special = false;
    w->runs.n = 0;
    size_t at = from, beyond = 0;
    for (; at < text.n && beyond < SCAN_WORDS; at += SCAN_BATCH) {
        const char *p = text.p + at;
        if (text.n - at < SCAN_BATCH) {
            memset(w->tail, 0, sizeof w->tail);
            p = memcpy(w->tail, p, text.n - at);
        }
        w->cut(p, (uint32_t)(at - from), &w->runs);
        add_runs(w);
        if (at >= to) beyond += w->runs.n;
        if (w->n >= TOKENS) flush(w, false);
    }
    if (w->runs.open && at >= text.n) { /* a batch that was full to the text's last byte */
        w->runs.edge[0] = w->runs.edge[2 * w->runs.n];
        w->runs.edge[1] = (uint32_t)(text.n - from) | (w->runs.open_special ? SCAN_SPECIAL : 0);
        w->runs.n = 1;
        add_runs(w);
    }
    flush(w, true);
}

size_t scan_edge(struct str text, size_t at) {
    if (at == 0) return 0;
    while (at < text.n && scan_is_word_byte(text.p[at - 1]) && scan_is_word_byte(text.p[at])) at++;
    return at < text.n ? at : text.n;
}

void scan_drop_contained(struct vec *hits, size_t first) {
    size_t kept = first;
    uint64_t start = 0, end = 0; /* of the hit that reaches furthest */
    for (size_t i = first; i < hits->n; i++) {
        struct scan_hit h = *VEC_AT(hits, struct scan_hit, i);
        bool same = kept > first && h.start == start && h.end == end;
        if (kept > first && h.end <= end && !same) continue;
        start = h.start;
        end = h.end;
        *VEC_AT(hits, struct scan_hit, kept++) = h;
    }
    hits->n = kept;
}
