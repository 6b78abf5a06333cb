#include "match/scan_table.h"

#include "base/buf.h"
#include "base/heap.h"
#include "names/vocabulary.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unicode/uchar.h>

/* Filters at their largest still fit the second cache; smaller lists get smaller ones. */
enum { FILTER_BITS_MOST = 17, HUGE_PAGE = 2 << 20 };
enum { NAME_CEILING = 1 << 14, SHORT_NUMBER = 5, ACRONYM = 4 };

struct entry {
    uint32_t form, number;
};
struct scan_build {
    struct scan_fold *fold;
    struct scan_count count;
    struct buf text;
    struct vec forms;   /* struct scan_form */
    struct vec hashes;  /* uint64_t: of each form */
    struct vec pairs;   /* uint64_t: of each form's first two words; of one word, its hash */
    struct vec entries; /* struct entry */
    struct scan_slot *slots;
    unsigned shift;
    struct scan_word *words; /* of the name at hand: SCAN_WORDS */
};

static unsigned shift_for(uint64_t things) {
    unsigned bits = 4;
    while ((uint64_t)1 << bits < things * 2) bits++;
    return 64 - bits;
}

/* Zeroed; large ones on huge pages, since every look goes to another page. */
static void *table_new(uint64_t count, size_t size) {
    void *p;
    uint64_t bytes = (count * size + HUGE_PAGE - 1) & ~(uint64_t)(HUGE_PAGE - 1);
    if (count * size < HUGE_PAGE / 4 || posix_memalign(&p, HUGE_PAGE, bytes) != 0) return heap_zero(count, size);
    madvise(p, bytes, MADV_HUGEPAGE);
    memset(p, 0, bytes);
    return p;
}

struct scan_build *scan_build_new(void) {
    struct scan_build *b = heap_zero(1, sizeof *b);
    b->fold = scan_fold_new();
    b->forms = VEC(struct scan_form);
    b->hashes = VEC(uint64_t);
    b->pairs = VEC(uint64_t);
    b->entries = VEC(struct entry);
    b->shift = shift_for(0);
    b->slots = heap_zero((size_t)1 << (64 - b->shift), sizeof *b->slots);
    b->words = heap_zero(SCAN_WORDS, sizeof *b->words);
    return b;
}

/* Letters behind the thirty-first do not decide whether a word is a name. */
uint32_t scan_capitals(struct str s) {
    uint32_t pattern = 1;
    for (size_t i = 0; i < s.n && pattern < 0x80000000u;) {
        UChar32 c;
        int32_t at = (int32_t)i;
        U8_NEXT((const uint8_t *)s.p, at, (int32_t)s.n, c);
        i = (size_t)at;
        if (c < 0) continue;
        bool upper = u_isupper(c) || u_istitle(c);
        if (upper || u_islower(c)) pattern = pattern << 1 | upper;
    }
    return pattern;
}

static uint32_t letters_of(uint32_t capitals) { return 31 - (uint32_t)__builtin_clz(capitals); }

bool scan_capitals_fit(uint32_t name, uint32_t text) {
    if (name == 1 || text == 1) return name == text;
    uint32_t n = letters_of(text), all = (1u << n) - 1, top = 1u << n;
    bool text_upper = text == (top | all), text_title = text == (top | 1u << (n - 1));
    uint32_t m = letters_of(name), capitals = name & ((1u << m) - 1);
    if (text == name ? capitals != 0 : text_upper) return true;
    bool says_nothing = capitals == 0 || (capitals == (1u << m) - 1 && m > ACRONYM);
    return says_nothing && text_title;
}

static const struct vocabulary_entry *known(const struct scan_word *w) {
    return vocabulary_find((struct str){w->bytes, w->n});
}

static uint32_t points_of(const struct scan_word *w) { return (uint32_t)utf8_count((struct str){w->bytes, w->n}); }

static bool is_small(const struct scan_word *w) {
    const struct vocabulary_entry *v = known(w);
    if (w->kind == SCAN_LETTERS && points_of(w) == 1) return true;
    return v && (v->legal || v->flags & (VOCABULARY_STOP | VOCABULARY_PARTICLE));
}

static bool is_number(const struct scan_word *w) {
    for (uint32_t i = 0; i < w->n; i++)
        if (!ascii_digit(w->bytes[i])) return false;
    return true;
}

/* Names that would be found everywhere and mean nothing there. */
static bool says_nothing(const struct scan_word *words, uint32_t n) {
    if (n == 1) {
        const struct vocabulary_entry *v = known(words);
        return words->kind != SCAN_LETTERS || is_small(words) || (v && v->flags & VOCABULARY_TITLE) ||
               (is_number(words) && words->n < SHORT_NUMBER);
    }
    for (uint32_t i = 0; i < n; i++)
        if (!is_small(&words[i])) return false;
    return true;
}

static void place_slot(struct scan_slot *slots, unsigned shift, uint64_t hash, uint32_t form) {
    uint64_t mask = ((uint64_t)1 << (64 - shift)) - 1, at = hash >> shift;
    while (slots[at].form) at = (at + 1) & mask;
    slots[at] = (struct scan_slot){scan_tag(hash), form + 1};
}

static void grow_slots(struct scan_build *b) {
    if ((b->forms.n + 1) * 2 <= (uint64_t)1 << (64 - b->shift)) return;
    free(b->slots);
    b->shift -= 1;
    b->slots = table_new((uint64_t)1 << (64 - b->shift), sizeof *b->slots);
    for (uint32_t i = 0; i < b->forms.n; i++) place_slot(b->slots, b->shift, *VEC_AT(&b->hashes, uint64_t, i), i);
}

/* The number of the form, made when it is new. `text` is the last thing in b->text and goes when the form is known. */
static uint32_t intern(struct scan_build *b, const struct scan_form *form, uint64_t hash, uint64_t pair) {
    uint64_t mask = ((uint64_t)1 << (64 - b->shift)) - 1;
    for (uint64_t at = hash >> b->shift; b->slots[at].form; at = (at + 1) & mask) {
        if (b->slots[at].tag != scan_tag(hash)) continue;
        struct scan_form *f = VEC_AT(&b->forms, struct scan_form, b->slots[at].form - 1);
        if (f->n != form->n || f->capitals != form->capitals) continue;
        if (memcmp(b->text.p + f->text, b->text.p + form->text, f->n) != 0) continue;
        b->text.n = form->text;
        f->flags &= (uint8_t)(form->flags | ~SCAN_SURNAME_FIRST);
        return b->slots[at].form - 1;
    }
    grow_slots(b);
    place_slot(b->slots, b->shift, hash, (uint32_t)b->forms.n);
    vec_push_copy(&b->forms, form);
    vec_push_copy(&b->hashes, &hash);
    vec_push_copy(&b->pairs, &pair);
    return (uint32_t)b->forms.n - 1;
}

/* The words from `first` on, then those before it. */
static void add_form(struct scan_build *b, uint32_t n, uint32_t first, struct scan_form form, uint32_t number) {
    form.text = b->text.n;
    form.words = (uint8_t)n;
    uint64_t hash = 0, pair = 0;
    for (uint32_t k = 0; k < n; k++) {
        const struct scan_word *w = &b->words[(first + k) % n];
        uint64_t word = scan_hash(w->bytes, w->n);
        if (k) buf_add_byte(&b->text, ' ');
        buf_add(&b->text, (struct str){w->bytes, w->n});
        hash = k ? scan_hash_next(hash, word) : word;
        if (k < 2) pair = hash;
        if (k == 0 && w->kind == SCAN_HANGUL) form.flags |= SCAN_STARTS_HANGUL;
        if (k == 0 && w->kind == SCAN_KATAKANA) form.flags |= SCAN_STARTS_KATAKANA;
        if (k == n - 1 && w->kind == SCAN_KATAKANA) form.flags |= SCAN_ENDS_KATAKANA;
    }
    form.n = (uint32_t)(b->text.n - form.text);
    struct entry entry = {intern(b, &form, hash, pair), number};
    vec_push_copy(&b->entries, &entry);
}

/* Words before the first comma; 0: there is none between words. */
static uint32_t comma_in(const struct scan_build *b, struct str name, uint32_t n) {
    size_t comma = str_find_byte(name, ',', 0);
    for (uint32_t k = 1; comma != SIZE_MAX && k < n; k++)
        if (b->words[k - 1].end <= comma && b->words[k].start > comma) return k;
    return 0;
}

/* Where people's names are turned: at the comma, else before the last word. */
static uint32_t turn_of(const struct scan_build *b, struct str name, enum name_kind kind, uint32_t n) {
    uint32_t comma = comma_in(b, name, n);
    if (n < 2 || (kind != NAME_PERSON && (kind != NAME_ANY || !comma))) return 0;
    for (uint32_t k = 0; k < n; k++)
        if (b->words[k].kind != SCAN_LETTERS) return 0;
    return comma ? comma : n - 1;
}

void scan_add(struct scan_build *b, struct str name, enum name_kind kind, uint32_t number) {
    uint32_t n = 0;
    bool more = false;
    b->count.names++;
    struct scan_words it = scan_words_of(b->fold, name, 0, name.n < NAME_CEILING ? name.n : NAME_CEILING);
    while (n < SCAN_WORDS && scan_words_next(&it, &b->words[n])) more = more || b->words[n++].n > SCAN_WORD_BYTES;
    if (n == SCAN_WORDS) {
        struct scan_word extra;
        more = more || scan_words_next(&it, &extra);
    }
    if (more || name.n > NAME_CEILING) {
        b->count.too_long++;
        return;
    }
    if (n == 0 || says_nothing(b->words, n)) {
        b->count.left_out++;
        return;
    }
    struct scan_form form = {.capitals = n == 1 ? scan_capitals(str_cut(name, b->words->start, b->words->end)) : 0};
    uint32_t turn = turn_of(b, name, kind, n);
    bool comma = turn && comma_in(b, name, n);
    if (turn && (comma || n == 2)) form.flags = SCAN_SURNAME_FIRST;
    add_form(b, n, 0, form, number);
    form.flags = comma && n > 2 ? 0 : SCAN_SURNAME_FIRST;
    if (turn) add_form(b, n, turn, form, number);
}

static void add_pair(struct scan *s, uint64_t pair, uint32_t words) {
    s->pair[pair >> s->pair_filter_shift] |= scan_filter_bits(pair);
    uint64_t mask = ((uint64_t)1 << (64 - s->pair_shift)) - 1, at = pair >> s->pair_shift;
    while (s->pairs[at].lengths && s->pairs[at].tag != scan_tag(pair)) at = (at + 1) & mask;
    s->pairs[at].tag = scan_tag(pair);
    s->pairs[at].lengths |= scan_length_bit(words);
}

/* For eight bits or more a name, while the ceiling allows. */
static unsigned filter_shift(uint64_t names) {
    unsigned bits = 4;
    while (bits < FILTER_BITS_MOST && (uint64_t)8 << bits < names) bits++;
    return 64 - bits;
}

static void fill_filters(struct scan *s, const struct scan_build *b) {
    uint64_t singles = 0;
    for (uint32_t i = 0; i < s->form_count; i++) singles += s->forms[i].words == 1;
    s->has_single = singles > 0;
    s->pair_filter_shift = filter_shift(s->form_count - singles);
    s->single_filter_shift = filter_shift(singles);
    s->pair = table_new((uint64_t)1 << (64 - s->pair_filter_shift), sizeof *s->pair);
    s->single = table_new((uint64_t)1 << (64 - s->single_filter_shift), sizeof *s->single);
    s->pair_shift = shift_for(b->forms.n);
    s->pairs = table_new((uint64_t)1 << (64 - s->pair_shift), sizeof *s->pairs);
    for (uint32_t i = 0; i < s->form_count; i++) {
        uint64_t hash = *VEC_AT(&b->pairs, uint64_t, i);
        if (s->forms[i].words > 1) add_pair(s, hash, s->forms[i].words);
        else s->single[hash >> s->single_filter_shift] |= scan_filter_bits(hash);
    }
}

/* Numbers by form, in the order in which they came; one that came twice in a row stands once. */
static void fill_numbers(struct scan *s, const struct scan_build *b) {
    uint32_t *next = heap_zero((size_t)s->form_count + 1, sizeof *next),
             *fresh = heap_zero(s->form_count, sizeof *fresh);
    const struct entry *entries = (const void *)b->entries.p;
    for (size_t pass = 0; pass < 2; pass++) {
        memset(fresh, 0, s->form_count * sizeof *fresh);
        for (size_t i = 0; i < b->entries.n; i++) {
            uint32_t f = entries[i].form;
            if (fresh[f] == entries[i].number + 1) continue;
            fresh[f] = entries[i].number + 1;
            if (pass == 0) next[f + 1]++;
            else s->numbers[next[f]++] = entries[i].number;
        }
        if (pass) break;
        for (uint32_t f = 0; f < s->form_count; f++) next[f + 1] += next[f], s->forms[f].first = next[f];
        s->forms[s->form_count].first = next[s->form_count];
        s->numbers = heap_zero(next[s->form_count], sizeof *s->numbers);
    }
    free(next);
    free(fresh);
}

struct scan *scan_finish(struct scan_build *b, struct scan_count *count) {
    struct scan *s = heap_zero(1, sizeof *s);
    s->form_count = (uint32_t)b->forms.n;
    vec_push(&b->forms); /* whose `first` ends the last one */
    s->forms = (void *)b->forms.p;
    b->forms.n--;
    s->text = b->text.p;
    s->slots = b->slots;
    s->slot_shift = b->shift;
    fill_numbers(s, b);
    fill_filters(s, b);
    b->count.forms = s->form_count;
    if (count) *count = b->count;
    scan_fold_free(b->fold);
    vec_done(&b->hashes);
    vec_done(&b->pairs);
    vec_done(&b->entries);
    free(b->words);
    free(b);
    return s;
}

void scan_free(struct scan *s) {
    if (!s) return;
    free(s->pair);
    free(s->single);
    free(s->pairs);
    free(s->slots);
    free(s->forms);
    free(s->text);
    free(s->numbers);
    free(s);
}

const uint32_t *scan_numbers(const struct scan *s, uint32_t form, uint32_t *count) {
    *count = s->forms[form + 1].first - s->forms[form].first;
    return s->numbers + s->forms[form].first;
}
