#include "model/date_token.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { WORD_BYTES = 40 }; /* the longest word of the table has 24 */

struct lexer {
    struct str text;
    size_t at;
};

/* The next code point, or -1 at the end. */
static int32_t peek(const struct lexer *l, size_t *next) {
    if (l->at >= l->text.n) return -1;
    return (int32_t)utf8_decode(l->text, l->at, next);
}

static bool is_letter(int32_t c) {
    if (c < 128) return c > 0 && ascii_alpha((char)c);
    return u_isalpha(c) != 0;
}

static int compare_word(const void *key, const void *row) { return strcmp(key, ((const struct date_word *)row)->word); }

const struct date_word *date_word_find(struct str word) {
    char lower[WORD_BYTES + 4];
    size_t n = 0;
    for (size_t i = 0; i < word.n && n < WORD_BYTES;) {
        if ((unsigned char)word.p[i] < 0x80) {
            lower[n++] = ascii_to_lower(word.p[i++]);
            continue;
        }
        uint32_t c = utf8_decode(word, i, &i);
        n += utf8_encode((uint32_t)u_tolower((UChar32)c), lower + n);
    }
    lower[n] = 0;
    return n < WORD_BYTES ? bsearch(lower, date_words, date_word_count, sizeof *date_words, compare_word) : NULL;
}

bool date_token_is(const struct date_token *t, enum date_word_kind kind) {
    return t->kind == DATE_TOKEN_WORD && t->word && t->word->kind == kind;
}

/* Skips white space; false at a blank line or the end. */
static bool skip_space(struct lexer *l, bool *skipped) {
    size_t next = 0, lines = 0;
    *skipped = false;
    for (;;) {
        int32_t c = peek(l, &next);
        if (c < 0) return false;
        bool space = c < 128 ? ascii_space((char)c) : c == 0xA0 || c == 0x202F || c == 0x2009;
        if (!space) return lines < 2;
        lines += c == '\n';
        *skipped = true;
        l->at = next;
    }
}

static void word_token(struct lexer *l, struct date_token *t) {
    size_t next = 0;
    int32_t c = peek(l, &next);
    t->kind = DATE_TOKEN_WORD;
    t->capital = c < 128 ? ascii_upper((char)c) : u_isupper(c) != 0;
    while (c >= 0 && (is_letter(c) || c == 0x2019)) {
        size_t after = next;
        if (c == 0x2019) { /* an apostrophe belongs to the word only between letters of Ukrainian */
            struct lexer ahead = {l->text, next};
            c = peek(&ahead, &after);
            if (c < 0x400 || c > 0x52F) break;
        }
        l->at = next;
        c = peek(l, &next);
    }
    t->end = l->at;
    t->word = date_word_find(str_cut(l->text, t->start, t->end));
}

/* What is glued to the end of a number: "1990s", "3rd", "1er", "5º". */
static void number_suffix(struct lexer *l, struct date_token *t) {
    static const char *const ordinals[] = {"st", "nd", "rd", "th", "er", "re", "º", "ª", "ème", "e", "o"};
    struct lexer end = *l;
    size_t next = 0;
    for (int32_t c; (c = peek(&end, &next)) >= 0 && (is_letter(c) || c == 0xBA || c == 0xAA);) end.at = next;
    struct str suffix = str_cut(l->text, l->at, end.at);
    t->plural = str_is(suffix, "s");
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        t->ordinal = t->ordinal || str_is(suffix, ordinals[i]);
    if (t->plural || t->ordinal) l->at = end.at;
}

static void number_token(struct lexer *l, struct date_token *t) {
    t->kind = DATE_TOKEN_NUMBER;
    size_t start = l->at;
    int64_t value = 0;
    while (l->at < l->text.n && ascii_digit(l->text.p[l->at])) {
        if (value < 100000000) value = value * 10 + (l->text.p[l->at] - '0');
        l->at++;
    }
    size_t digits = l->at - start;
    t->digits = (uint8_t)(digits < 255 ? digits : 255);
    t->value = digits <= 8 ? (int)value : -1;
    number_suffix(l, t);
    t->end = l->at;
}

static void mark_token(struct lexer *l, struct date_token *t) {
    size_t next = 0;
    int32_t c = peek(l, &next);
    t->kind = DATE_TOKEN_MARK;
    if (c == '-' || (c >= 0x2010 && c <= 0x2015)) t->mark = '-';
    else if (c == '\'' || c == 0x2018 || c == 0x2019) t->mark = '\'';
    else t->mark = c < 128 ? (char)c : 0;
    t->end = l->at = next;
}

void date_tokens(struct str text, size_t i, size_t most, struct date_tokens *out) {
    struct lexer l = {text, i};
    out->n = 0;
    out->cut = false;
    if (most > DATE_TOKENS) most = DATE_TOKENS;
    for (bool spaced; skip_space(&l, &spaced);) {
        if (out->n == most) {
            out->cut = true;
            break;
        }
        struct date_token *t = &out->at[out->n++];
        *t = (struct date_token){.start = l.at, .spaced = spaced};
        size_t next = 0;
        int32_t c = peek(&l, &next);
        if (c < 128 && ascii_digit((char)c)) number_token(&l, t);
        else if (is_letter(c)) word_token(&l, t);
        else mark_token(&l, t);
    }
    if (l.at < text.n) out->cut = true;
    out->at[out->n] = (struct date_token){.kind = DATE_TOKEN_END, .start = l.at, .end = l.at, .spaced = true};
}
