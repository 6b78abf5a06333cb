#include "ingest/scan_lines.h"

#include "base/heap.h"
#include "base/json.h"
#include "text/token.h"

#include <stdlib.h>

/* What is looked at around a hit, and what is shown at most, to either side. */
enum { AROUND = 600, SHOWN = 400, LIMIT_MOST = 1000 };

struct scan_lines {
    const struct index *index;
    const struct scan *scan;
    unsigned limit;
    struct arena names, sentences;
    uint32_t *entities; /* of the hit at hand */
    /* The stretch whose sentences are known: hits come in order, and often several to a paragraph. */
    bool known;
    size_t from, to;
    struct tokens tokens;
};

struct scan_lines *scan_lines_new(const struct index *x, const struct scan *s, unsigned limit) {
    struct scan_lines *l = heap_zero(1, sizeof *l);
    l->index = x;
    l->scan = s;
    l->limit = limit < LIMIT_MOST ? limit : LIMIT_MOST;
    l->entities = heap_zero((size_t)l->limit + 1, sizeof *l->entities);
    return l;
}

void scan_lines_free(struct scan_lines *l) {
    if (!l) return;
    arena_done(&l->names);
    arena_done(&l->sentences);
    free(l->entities);
    free(l);
}

void scan_lines_begin(struct scan_lines *l) { l->known = false; }

static bool is_tail(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/* The nearest blank line before and behind, within AROUND bytes; else a place between two code points. */
static size_t paragraph_start(struct str s, size_t at) {
    size_t least = at > AROUND ? at - AROUND : 0, i = at;
    while (i > least && !(i >= 2 && s.p[i - 1] == '\n' && s.p[i - 2] == '\n')) i--;
    while (i < at && is_tail(s.p[i])) i++;
    return i;
}

static size_t paragraph_end(struct str s, size_t at) {
    size_t most = s.n - at > AROUND ? at + AROUND : s.n, i = at;
    while (i < most && !(s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == '\n')) i++;
    while (i > at && i < s.n && is_tail(s.p[i])) i--;
    return i;
}

static struct str shorten(struct str s, size_t from, size_t to, size_t start, size_t end) {
    if (start > from + SHOWN) {
        from = start - SHOWN;
        while (is_tail(s.p[from])) from++;
    }
    if (to > end + SHOWN) {
        to = end + SHOWN;
        while (is_tail(s.p[to])) to--;
    }
    return str_cut(s, from, to);
}

/* The sentences that the hit touches. */
static struct str sentence_around(struct scan_lines *l, struct str text, const struct scan_hit *h) {
    if (!l->known || h->start < l->from || h->end > l->to) {
        arena_reset(&l->sentences);
        l->known = true;
        l->from = paragraph_start(text, h->start);
        l->to = paragraph_end(text, h->end);
        token_split(str_cut(text, l->from, l->to), &l->sentences, &l->tokens);
    }
    size_t start = h->start - l->from, end = h->end - l->from, from = start, to = end;
    for (uint32_t i = 0; i < l->tokens.sentence_count; i++) {
        const struct sentence *s = &l->tokens.sentence[i];
        if (s->end <= start || s->start >= end) continue;
        if (s->start < from) from = s->start;
        if (s->end > to) to = s->end;
    }
    return shorten(text, l->from + from, l->from + to, h->start, h->end);
}

static void add_number(struct buf *b, struct str key, uint64_t n) {
    buf_add(b, key);
    buf_add_u64(b, n);
}

/* Six decimals, cut towards zero. */
static void add_score(struct buf *b, double score) {
    uint64_t millionths = (uint64_t)(score * 1e6);
    buf_add_u64(b, millionths / 1000000);
    buf_add_byte(b, '.');
    for (uint64_t digit = 100000; digit; digit /= 10) buf_add_byte(b, (char)('0' + millionths / digit % 10));
}

static double score_of(struct scan_lines *l, struct str written, uint32_t name) {
    struct name a, b;
    struct name_match m;
    enum name_kind kind = index_name_kind(l->index, name);
    arena_reset(&l->names);
    name_parse(written, kind, &l->names, &a);
    name_parse(index_name(l->index, name), kind, &l->names, &b);
    name_compare(&a, &b, NULL, &m);
    return m.score;
}

/* The first name of each entity, up to the limit, and how many names were not looked at. */
static uint32_t choose(struct scan_lines *l, uint32_t form, uint32_t *names, uint32_t *more) {
    uint32_t count, n = 0, i = 0;
    const uint32_t *numbers = scan_numbers(l->scan, form, &count);
    for (; i < count && n < l->limit; i++) {
        uint32_t entity = index_name_entity(l->index, numbers[i]), k = 0;
        while (k < n && l->entities[k] != entity) k++;
        if (k < n) continue;
        l->entities[n] = entity;
        names[n++] = numbers[i];
    }
    *more = count - i;
    return n;
}

void scan_lines_add(struct scan_lines *l, struct str text, const struct scan_hit *h, const struct scan_place *p,
                    struct buf *b) {
    uint32_t names[LIMIT_MOST], more, n = choose(l, h->form, names, &more);
    struct str written = str_cut(text, h->start, h->end), sentence = sentence_around(l, text, h);
    for (uint32_t i = 0; i < n; i++) {
        buf_add(b, STR("{\"doc\":"));
        json_write_string(p->doc, b);
        add_number(b, STR(",\"start\":"), p->start);
        add_number(b, STR(",\"end\":"), p->end);
        buf_add(b, STR(",\"text\":"));
        json_write_string(written, b);
        buf_add(b, STR(",\"id\":"));
        json_write_string(index_id(l->index, l->entities[i]), b);
        buf_add(b, STR(",\"name\":"));
        json_write_string(index_name(l->index, names[i]), b);
        buf_add(b, STR(",\"score\":"));
        add_score(b, score_of(l, written, names[i]));
        if (more && i + 1 == n) add_number(b, STR(",\"more\":"), more);
        if (p->page) add_number(b, STR(",\"page\":"), p->page);
        if (p->line) add_number(b, STR(",\"line\":"), p->line);
        if (p->address.n) {
            buf_add(b, STR(",\"address\":"));
            json_write_string(p->address, b);
        }
        buf_add(b, STR(",\"sentence\":"));
        json_write_string(sentence, b);
        buf_add(b, STR("}\n"));
    }
}
