#include "text/sentence.h"

#include "base/embed.h"
#include "base/vec.h"

#include <assert.h>
#include <string.h>

/* Second column of the line whose first is `key` in a table sorted by bytes; the embedded text is searched as it
 * stands, so nothing has to be set up. Comment lines stand at the head. */
static struct str table_find(struct str table, struct str key) {
    size_t lo = 0, hi = table.n;
    while (lo < hi && table.p[lo] == '#') lo = str_find_byte(table, '\n', lo) + 1;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2, start = mid;
        while (start > lo && table.p[start - 1] != '\n') start--;
        size_t end = str_find_byte(table, '\n', start);
        if (end > table.n) end = table.n;
        struct str rest = str_cut(table, start, end), first = str_split(&rest, '\t');
        int order = str_cmp(key, first);
        if (!order) return rest;
        if (order < 0) hi = start;
        else lo = end + 1;
    }
    return (struct str){0};
}

struct str abbreviation_class(struct str lower) {
    return table_find(embed_find(text_data, "abbreviations.tsv"), lower);
}
struct str compound_class(struct str lower) {
    return table_find(embed_find(text_data, "compounds.tsv"), lower);
}

static bool is_stop(const struct tokens *t, uint32_t i) {
    static const char *const stops[] = {
        ".", "!", "?", "\xe2\x80\xa6", "\xe3\x80\x82", "\xef\xbc\x81", "\xef\xbc\x9f", "\xd8\x9f"};
    if (t->token[i].kind != TOKEN_PUNCT) return false;
    struct str s = token_text(t, i);
    for (size_t k = 0; k < sizeof stops / sizeof *stops; k++)
        if (str_starts(s, str_of(stops[k]))) return true;
    return false;
}

static bool is_closer(const struct tokens *t, uint32_t i) {
    if (t->token[i].kind != TOKEN_PUNCT) return t->token[i].kind == TOKEN_QUOTE_CLOSE;
    char c = t->text.p[t->token[i].start];
    return c == ')' || c == ']';
}

/* Words that begin a sentence far more often than they follow an abbreviation inside one. */
static bool is_starter(struct str lower) {
    static const char *const words[] = {
        "a",      "after", "all",   "although", "an",   "and",   "as",    "at",   "because", "but",     "by",
        "during", "each",  "even",  "for",      "from", "he",    "her",   "his",  "how",     "however", "i",
        "if",     "in",    "it",    "its",      "last", "many",  "more",  "most", "my",      "no",      "not",
        "now",    "on",    "one",   "our",      "she",  "since", "so",    "some", "such",    "that",    "the",
        "their",  "then",  "there", "these",    "they", "this",  "those", "to",   "under",   "we",      "what",
        "when",   "where", "while", "who",      "why",  "with",  "you",   "your"};
    size_t lo = 0, hi = sizeof words / sizeof *words;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int order = str_cmp(lower, str_of(words[mid]));
        if (!order) return true;
        if (order < 0) hi = mid;
        else lo = mid + 1;
    }
    return false;
}

static bool starts_lower(const struct tokens *t, uint32_t i) {
    return t->token[i].kind == TOKEN_WORD && t->token[i].shape == SHAPE_LOWER;
}

/* Whether the abbreviation at i, with its own point, ends the sentence before the token at `next`. */
static bool abbreviation_ends(const struct tokens *t, uint32_t i, uint32_t next) {
    struct str lower = t->token[i].lower, class = abbreviation_class(lower);
    if (!class.p && lower.n == 2 && i && t->token[i - 1].shape == SHAPE_LOWER && t->token[i - 1].kind == TOKEN_WORD)
        return is_starter(t->token[next].lower); /* "vitamin C. The" */
    if (str_is(class, "title")) return false;
    if (str_is(class, "number")) return t->token[next].kind == TOKEN_WORD && t->token[next].shape != SHAPE_LOWER;
    if (t->token[next].kind == TOKEN_QUOTE_OPEN) return true;
    return t->token[next].shape != SHAPE_LOWER && is_starter(t->token[next].lower);
}

/* Whether the sentence ends behind token i when `next` follows in the same paragraph. */
static bool ends_before(const struct tokens *t, uint32_t i, uint32_t next) {
    enum { CLOSERS = 4 }; /* marks looked through, so that a million brackets stay linear */
    uint32_t last = i;
    while (last && i - last < CLOSERS && is_closer(t, last) && t->token[last - 1].paragraph == t->token[i].paragraph)
        last--;
    const struct token *p = &t->token[last];
    if (is_closer(t, next) && !t->token[next].space_before) return false;
    if (starts_lower(t, next)) return false;
    if (is_stop(t, last)) {
        /* A comma or dash goes on, and so does a number right behind an ellipsis. */
        struct str s = token_text(t, next);
        return !(s.n == 1 && memchr(",;:-)", s.p[0], 5)) && (t->token[next].space_before || !is_stop(t, next));
    }
    if (p->kind == TOKEN_WORD && p->end - p->start > 1 && t->text.p[p->end - 1] == '.')
        return abbreviation_ends(t, last, next);
    return false;
}

/* Byte after the line that holds byte i. */
static uint32_t line_end(struct str s, uint32_t i, uint32_t limit) {
    const char *p = memchr(s.p + i, '\n', limit - i);
    return p ? (uint32_t)(p - s.p) : limit;
}

/* Longest line of the paragraph [first, end) of tokens, in bytes. */
static uint32_t longest_line(const struct tokens *t, uint32_t first, uint32_t end) {
    uint32_t limit = t->token[end - 1].end, longest = 0;
    for (uint32_t at = t->token[first].start; at < limit;) {
        uint32_t stop = line_end(t->text, at, limit);
        if (stop - at > longest) longest = stop - at;
        at = stop + 1;
    }
    return longest;
}

/* A line break was meant, not made by wrapping: the next word would still have fitted, or all lines are short. */
static bool break_is_meant(const struct tokens *t, uint32_t i, uint32_t next, uint32_t line_start, uint32_t longest) {
    enum { SHORT_LINES = 45 };
    uint32_t length = t->token[i].end - line_start, word = t->token[next].end - t->token[next].start;
    if (starts_lower(t, next) || str_is(token_text(t, i), ",")) return false;
    return longest < SHORT_LINES || length + 1 + word + 8 < longest;
}

static void close_sentence(struct tokens *t, struct vec *sentences, uint32_t first, uint32_t end) {
    struct sentence *s = vec_push(sentences);
    *s = (struct sentence){t->token[first].start, t->token[end - 1].end, first, end, t->token[first].paragraph};
    for (uint32_t i = first; i < end; i++) t->token[i].sentence = (uint32_t)sentences->n - 1;
}

static void split_paragraph(struct tokens *t, struct vec *sentences, uint32_t first, uint32_t end) {
    uint32_t longest = longest_line(t, first, end), begin = first, line_start = t->token[first].start;
    for (uint32_t i = first; i + 1 < end; i++) {
        uint32_t from = t->token[i].end, to = t->token[i + 1].start;
        bool newline = memchr(t->text.p + from, '\n', to - from) != NULL;
        if (ends_before(t, i, i + 1) || (newline && break_is_meant(t, i, i + 1, line_start, longest))) {
            close_sentence(t, sentences, begin, i + 1);
            begin = i + 1;
        }
        if (newline) line_start = to;
    }
    close_sentence(t, sentences, begin, end);
}

void sentence_split(struct tokens *t, struct arena *a) {
    struct vec sentences = VEC(struct sentence), paragraphs = VEC(struct paragraph);
    for (uint32_t i = 0; i < t->token_count;) {
        uint32_t end = i, first = (uint32_t)sentences.n;
        while (end < t->token_count && t->token[end].paragraph == t->token[i].paragraph) end++;
        split_paragraph(t, &sentences, i, end);
        struct paragraph *p = vec_push(&paragraphs);
        *p = (struct paragraph){t->token[i].start, t->token[end - 1].end, first, (uint32_t)sentences.n};
        i = end;
    }
    size_t n;
    t->sentence = vec_take(&sentences, a, &n);
    t->sentence_count = (uint32_t)n;
    t->paragraph = vec_take(&paragraphs, a, &n);
    t->paragraph_count = (uint32_t)n;
}
