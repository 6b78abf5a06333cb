#include "match/scan_words.h"

#include "base/heap.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

enum { PAGE = 256, PAGES = 0x110000 / PAGE, INLINE_BYTES = 14 };

/* What a code point folds to: in place, or, when it is long, a pointer into the arena. */
struct point {
    uint8_t kind, n;
    char bytes[INLINE_BYTES];
};
struct scan_fold {
    struct point *pages[PAGES];
    struct arena arena;
};

struct scan_fold *scan_fold_new(void) {
    return heap_zero(1, sizeof(struct scan_fold));
}

void scan_fold_free(struct scan_fold *f) {
    if (!f) return;
    arena_done(&f->arena);
    free(f);
}

/* Tolerant: 1 byte and U+FFFD for what is no UTF-8. */
static uint32_t decode(struct str s, size_t i, size_t *next) {
    const unsigned char *p = (const unsigned char *)s.p + i;
    size_t left = s.n - i;
    *next = i + 1;
    if (p[0] < 0x80) return p[0];
    if (p[0] < 0xC2 || p[0] > 0xF4) return 0xFFFD;
    size_t n = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (left < n) return 0xFFFD;
    uint32_t c = p[0] & (0xFFu >> (n + 1));
    for (size_t k = 1; k < n; k++) {
        if ((p[k] & 0xC0) != 0x80) return 0xFFFD;
        c = c << 6 | (p[k] & 0x3Fu);
    }
    if ((n == 3 && (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF))) || (n == 4 && (c < 0x10000 || c > 0x10FFFF)))
        return 0xFFFD;
    *next = i + n;
    return c;
}

/* Of a letter as folding leaves it. */
static enum scan_kind kind_of_letter(uint32_t c) {
    if (c < 0x80) return SCAN_LETTERS;
    if (c >= 0x1100 && c <= 0x11FF) return c < 0x1160 ? SCAN_HANGUL : SCAN_MARK; /* vowels and finals follow */
    if (U_MASK(u_charType((UChar32)c)) & U_GC_M_MASK) return SCAN_MARK;
    if (uscript_hasScript((UChar32)c, USCRIPT_KATAKANA)) return SCAN_KATAKANA;
    static const UScriptCode alone[] = {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_THAI,
                                        USCRIPT_LAO, USCRIPT_KHMER,    USCRIPT_MYANMAR};
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
        if (uscript_hasScript((UChar32)c, alone[i])) return SCAN_ALONE;
    return SCAN_LETTERS;
}

static enum scan_kind kind_of_nothing(uint32_t c) {
    uint32_t type = U_MASK(u_charType((UChar32)c));
    if (type & U_GC_M_MASK) return SCAN_DROPPED;
    return type & U_GC_CF_MASK || c == 0x640 ? SCAN_NOTHING : SCAN_APOSTROPHE;
}

/* Of what a code point folds to: one kind where it can be one. */
static enum scan_kind kind_of(uint32_t c, struct str folded) {
    if (folded.n == 0) return kind_of_nothing(c);
    if (str_is(folded, " ")) return SCAN_BREAK;
    enum scan_kind kind = SCAN_SEVERAL;
    for (size_t i = 0; i < folded.n;) {
        bool first = i == 0;
        uint32_t letter = utf8_decode(folded, i, &i);
        if (letter == ' ') return SCAN_SEVERAL;
        enum scan_kind next = kind_of_letter(letter);
        if (first) kind = next;
        else if (next != SCAN_MARK && (next != SCAN_LETTERS || kind != SCAN_LETTERS)) return SCAN_SEVERAL;
    }
    return kind;
}

static struct str decomposed(struct str s, struct arena *a) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    UChar in[64], out[128];
    int32_t n, m;
    u_strFromUTF8(in, 64, &n, s.p, (int32_t)s.n, &status);
    m = unorm2_normalize(nfd, in, n, out, 128, &status);
    char *bytes = arena_raw(a, 3 * 128 + 1);
    u_strToUTF8(bytes, 3 * 128 + 1, &n, out, m, &status);
    assert(U_SUCCESS(status));
    return (struct str){bytes, (size_t)n};
}

/* Folded between two letters, so that a blank shows at either side. */
static void make_point(struct scan_fold *f, uint32_t c, struct point *to, struct arena *scratch) {
    char around[6] = "x";
    *to = (struct point){.kind = SCAN_BREAK};
    if (c >= 0xD800 && c <= 0xDFFF) return;
    size_t n = 1 + utf8_encode(c, around + 1);
    around[n++] = 'x';
    struct str folded = fold_text((struct str){around, n}, scratch);
    folded = str_cut(folded, 1, folded.n - 1);
    for (size_t i = 0; i < folded.n; i++)
        if ((unsigned char)folded.p[i] >= 0x80) {
            folded = decomposed(folded, scratch);
            break;
        }
    assert(folded.n <= UINT8_MAX);
    to->kind = (uint8_t)kind_of(c, folded);
    to->n = (uint8_t)folded.n;
    if (folded.n <= INLINE_BYTES) {
        memcpy(to->bytes, folded.p, folded.n);
    } else {
        const char *kept = arena_copy(&f->arena, folded).p;
        memcpy(to->bytes, &kept, sizeof kept);
    }
}

static struct point *make_page(struct scan_fold *f, uint32_t page) {
    struct arena scratch = {0};
    struct point *points = f->pages[page] = arena_array(&f->arena, PAGE, sizeof *points);
    for (uint32_t i = 0; i < PAGE; i++) {
        make_point(f, page * PAGE + i, &points[i], &scratch);
        arena_reset(&scratch);
    }
    arena_done(&scratch);
    return points;
}

static const struct point *find_point(struct scan_fold *f, uint32_t c) {
    struct point *points = f->pages[c / PAGE];
    if (!points) points = make_page(f, c / PAGE);
    return &points[c % PAGE];
}

static struct str folded_bytes(const struct point *p) {
    if (p->n <= INLINE_BYTES) return (struct str){p->bytes, p->n};
    const char *kept;
    memcpy(&kept, p->bytes, sizeof kept);
    return (struct str){kept, p->n};
}

enum scan_kind scan_kind_at(struct scan_fold *f, struct str text, size_t at, size_t *next) {
    return (enum scan_kind)find_point(f, decode(text, at, next))->kind;
}

struct scan_words scan_words_of(struct scan_fold *f, struct str text, size_t from, size_t to) {
    assert(to <= text.n);
    return (struct scan_words){.fold = f, .text = (struct str){text.p, to}, .at = from, .end = to};
}

/* One step: a code point, or a part of what one folds to. */
struct piece {
    enum scan_kind kind;
    struct str bytes;
    size_t start, end; /* in the text */
    size_t next;       /* of the text, or of the rest */
    bool of_rest;
};

static void look(struct scan_words *it, struct piece *p) {
    *p = (struct piece){.start = it->at, .of_rest = it->rest.n > 0};
    if (p->of_rest) {
        uint32_t c = utf8_decode(it->rest, 0, &p->next);
        p->kind = c == ' ' ? SCAN_BREAK : kind_of_letter(c);
        p->bytes = str_cut(it->rest, 0, p->next);
        p->start = it->rest_start;
        p->end = it->at;
        return;
    }
    const struct point *point = find_point(it->fold, decode(it->text, it->at, &p->next));
    p->kind = (enum scan_kind)point->kind;
    p->bytes = folded_bytes(point);
    p->end = p->next;
}

static void step(struct scan_words *it, const struct piece *p) {
    if (p->of_rest) it->rest = str_cut(it->rest, p->next, it->rest.n);
    else it->at = p->next;
}

static void append(struct scan_word *w, const struct piece *p) {
    if (w->n == 0) w->start = p->start;
    w->end = p->end;
    if (w->n + p->bytes.n <= SCAN_WORD_BYTES)
        memcpy(w->bytes + w->n, p->bytes.p, p->bytes.n), w->n += (uint32_t)p->bytes.n;
    else w->n = SCAN_WORD_BYTES + 1;
}

/* Whether the piece belongs to the word, to which it is added; else the word is over. */
static bool take(struct scan_word *w, const struct piece *p) {
    switch (p->kind) {
    case SCAN_LETTERS:
        if (w->n && w->kind != SCAN_LETTERS) return false;
        w->kind = w->n ? w->kind : SCAN_LETTERS;
        append(w, p);
        return true;
    case SCAN_MARK:
        if (w->n == 0) w->kind = SCAN_LETTERS;
        append(w, p);
        return true;
    case SCAN_ALONE:
    case SCAN_KATAKANA:
    case SCAN_HANGUL:
        if (w->n) return false;
        w->kind = p->kind;
        append(w, p);
        return true;
    case SCAN_DROPPED:
        if (w->n) w->end = p->end;
        return true;
    default: return true;
    }
}

/* Letters and digits of ASCII that go on with a word of letters or begin one, as far as they go: nearly all there is.
 */
static bool take_ascii(struct scan_words *it, struct scan_word *w) {
    size_t at = it->at;
    if (w->n ? w->kind != SCAN_LETTERS : false) return false;
    uint32_t n = w->n;
    while (at < it->end && scan_alnum(it->text.p[at]) && n < SCAN_WORD_BYTES)
        w->bytes[n++] = (char)(it->text.p[at++] | 0x20);
    if (at == it->at) return false;
    if (w->n == 0) w->start = it->at, w->kind = SCAN_LETTERS;
    w->n = n;
    w->end = it->at = at;
    return true;
}

bool scan_words_next(struct scan_words *it, struct scan_word *w) {
    size_t possessive_end = 0;
    uint32_t possessive = 0; /* length before the last apostrophe */
    w->n = 0;
    while (it->rest.n || it->at < it->end) {
        struct piece p;
        if (it->rest.n == 0 && take_ascii(it, w)) continue;
        look(it, &p);
        if (p.kind == SCAN_SEVERAL) {
            it->rest = p.bytes;
            it->rest_start = it->at;
            it->at = p.next;
            continue;
        }
        if (p.kind == SCAN_BREAK) {
            step(it, &p);
            if (w->n) break;
            continue;
        }
        if (p.kind == SCAN_APOSTROPHE) possessive = w->n, possessive_end = w->end;
        if (!take(w, &p)) break;
        step(it, &p);
    }
    if (w->n == 0) return false;
    if (possessive && w->n == possessive + 1 && w->n <= SCAN_WORD_BYTES && w->bytes[possessive] == 's') {
        w->n = possessive;
        w->end = possessive_end;
    }
    memset(w->bytes + (w->n <= SCAN_WORD_BYTES ? w->n : 0), 0, 16);
    return true;
}

static uint64_t load(const char *p) {
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

uint64_t scan_hash(const char *padded, size_t n) {
    uint64_t h = 0;
    for (; n > 16; n -= 16, padded += 16) h = scan_mix(load(padded) ^ h, load(padded + 8));
    return scan_mix(load(padded) ^ h, load(padded + 8));
}
