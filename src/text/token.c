#include "text/token.h"

#include "base/vec.h"
#include "text/sentence.h"

#include <assert.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum glyph { OTHER, SPACE, LOWER, UPPER, DIGIT, MARK };

struct scan {
    struct str text;
    struct arena *arena;
    struct vec tokens;
    char *lower;    /* ASCII lower case of the whole text; tokens with other capitals get their own copy */
    size_t run_end; /* end of the current run of address characters, so that none is walked twice */
    uint32_t paragraph;
    bool space;
    uint8_t double_open, single_open; /* quotation marks open in this paragraph */
};

static enum glyph class_of(uint32_t c) {
    switch (u_charType((UChar32)c)) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER: return UPPER;
    case U_LOWERCASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER: return LOWER;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_FORMAT_CHAR: return MARK;
    case U_DECIMAL_DIGIT_NUMBER: return DIGIT;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_CONTROL_CHAR: return SPACE;
    default: return OTHER;
    }
}

/* Class of the code point at byte i; OTHER with *c == 0 at the end. */
static inline enum glyph look(struct str s, size_t i, size_t *next, uint32_t *c) {
    *next = i;
    *c = 0;
    if (i >= s.n) return OTHER;
    unsigned char b = (unsigned char)s.p[i];
    if (b < 0x80) {
        *next = i + 1;
        *c = b;
        if (b >= 'a' && b <= 'z') return LOWER;
        if (b >= 'A' && b <= 'Z') return UPPER;
        if (b >= '0' && b <= '9') return DIGIT;
        return b <= ' ' || b == 0x7f ? SPACE : OTHER;
    }
    UChar32 point;
    const uint8_t *p = (const uint8_t *)s.p;
    size_t at = i;
    U8_NEXT(p, at, s.n, point);
    *next = at;
    *c = point < 0 ? 0xfffd : (uint32_t)point;
    return class_of(*c);
}

static enum glyph class_at(struct str s, size_t i) {
    size_t next;
    uint32_t c;
    return look(s, i, &next, &c);
}
static bool is_letter(enum glyph k) { return k == LOWER || k == UPPER; }
static bool is_word(enum glyph k) { return k == LOWER || k == UPPER || k == DIGIT; }
static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019; }
static bool is_hyphen(uint32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }

/* The word in lower case; a typographic apostrophe becomes the plain one, so that lexicons need one spelling. */
static struct str lower_of(struct scan *s, size_t start, size_t end) {
    bool ascii = true;
    for (size_t i = start; i < end && ascii; i++) ascii = (unsigned char)s->text.p[i] < 0x80;
    if (ascii) return (struct str){s->lower + start, end - start};
    char *out = arena_new(s->arena, 2 * (end - start) + 1); /* no code point grows more than that in lower case */
    size_t n = 0, next;
    for (size_t i = start; i < end; i = next) {
        uint32_t c;
        look(s->text, i, &next, &c);
        uint32_t low = c == 0x2019 ? '\'' : is_hyphen(c) ? '-' : (uint32_t)u_tolower((UChar32)c);
        UBool bad = false;
        size_t cap = 2 * (end - start);
        U8_APPEND((uint8_t *)out, n, cap, low, bad);
        assert(!bad);
    }
    return (struct str){out, n};
}

/* A capital after a hyphen or apostrophe keeps a word in title shape: "Jean-Pierre", "O'Neill". */
static uint8_t shape_of(struct str word) {
    size_t upper = 0, letters = 0, next;
    bool first_upper = false, odd = false, fresh = true;
    for (size_t i = 0; i < word.n; i = next) {
        uint32_t c;
        enum glyph k = look(word, i, &next, &c);
        if (is_letter(k)) {
            if (!letters) first_upper = k == UPPER;
            odd |= !fresh && k == UPPER;
            letters++;
            upper += k == UPPER;
        }
        fresh = is_apostrophe(c) || is_hyphen(c);
    }
    if (!letters) return SHAPE_OTHER;
    if (upper == letters) return SHAPE_UPPER;
    if (!upper) return SHAPE_LOWER;
    return first_upper && !odd ? SHAPE_TITLE : SHAPE_MIXED;
}

static void emit(struct scan *s, size_t start, size_t end, enum token_kind kind) {
    struct token *t = vec_push(&s->tokens);
    t->start = (uint32_t)start;
    t->end = (uint32_t)end;
    t->paragraph = s->paragraph;
    t->kind = (uint8_t)kind;
    t->space_before = s->space;
    t->lower = lower_of(s, start, end);
    t->hash = token_hash(t->lower);
    t->shape = kind == TOKEN_WORD || kind == TOKEN_NUMBER ? shape_of(str_cut(s->text, start, end)) : SHAPE_OTHER;
    s->space = false;
}

static bool starts_ignoring_case(struct str s, size_t i, const char *prefix) {
    size_t n = strlen(prefix);
    return i + n <= s.n && str_ieq(str_cut(s, i, i + n), (struct str){prefix, n});
}

/* http://..., www....: up to white space or a bracket, without closing punctuation. 0: none starts here. */
static size_t url_end(struct str s, size_t i) {
    char c = s.p[i] | 0x20;
    if (c != 'h' && c != 'w' && c != 'f') return 0;
    if (!starts_ignoring_case(s, i, "http://") && !starts_ignoring_case(s, i, "https://") &&
        !starts_ignoring_case(s, i, "ftp://") && !starts_ignoring_case(s, i, "www."))
        return 0;
    size_t end = i, next;
    uint32_t c32;
    while (end < s.n && look(s, end, &next, &c32) != SPACE && c32 != '<' && c32 != '>' && c32 != '"' && c32 != 0x201c &&
           c32 != 0x201d)
        end = next;
    while (end > i && strchr(".,;:!?)]}'", s.p[end - 1])) end--;
    return end > i + 4 ? end : 0;
}

static bool is_address_char(char c) { return ascii_alnum(c) || (c && strchr("._%+-", c)); }

/* local@domain.tld that starts at i. The run of characters before an @ is walked once, however many tokens it has. */
static size_t email_end(struct scan *s, size_t i) {
    struct str t = s->text;
    if (i >= s->run_end) {
        s->run_end = i;
        while (s->run_end < t.n && is_address_char(t.p[s->run_end])) s->run_end++;
    }
    size_t at = s->run_end;
    if (at >= t.n || t.p[at] != '@' || at == i) return 0;
    size_t end = at + 1, dot = 0;
    while (end < t.n && (ascii_alnum(t.p[end]) || t.p[end] == '-' || t.p[end] == '.')) {
        if (t.p[end] == '.' && end + 1 < t.n && ascii_alnum(t.p[end + 1])) dot = end;
        end++;
    }
    while (end > at + 1 && !ascii_alnum(t.p[end - 1])) end--;
    return dot ? end : 0;
}

/* Whether the point at byte `dot` stands inside a word: initials ("U.S"), domains ("example.org"), not "end.Start". */
static bool dot_joins(struct str s, size_t part, size_t dot) {
    enum glyph after = class_at(s, dot + 1);
    if (!is_letter(after)) return false;
    size_t letters = 0, next;
    uint32_t c;
    for (size_t i = part; i < dot && letters < 3; i = next) letters += is_letter(look(s, i, &next, &c));
    if (letters == 1) return true;
    if (after == LOWER) return true;
    return letters == 2 && class_at(s, part) == UPPER; /* "Ph.D" */
}

/* Hyphens that tie a lower-case part to a name are tokens of their own: "Paris-based", "anti-Lukashenko". */
static bool hyphen_splits(struct scan *s, size_t part, size_t hyphen, size_t after) {
    enum glyph left = class_at(s->text, part), right = class_at(s->text, after);
    if (left == UPPER && right == LOWER) {
        size_t end = after, next;
        uint32_t c;
        while (end < after + 24 && is_letter(look(s->text, end, &next, &c))) end = next;
        return str_is(compound_class(str_cut(s->text, after, end)), "suffix");
    }
    if (left == LOWER && right == UPPER) return str_is(compound_class(str_cut(s->text, part, hyphen)), "prefix");
    return false;
}

/* Whether the joiner at byte `at` ties what stands before it to what follows; *next gets the byte after it. */
static bool joins(struct scan *s, size_t part, size_t at, size_t *next) {
    uint32_t c;
    if (look(s->text, at, next, &c) != OTHER) return false;
    enum glyph after = class_at(s->text, *next);
    if (is_apostrophe(c)) return is_letter(after);
    if (is_hyphen(c)) return is_word(after) && !hyphen_splits(s, part, at, *next);
    if (c == '.') return dot_joins(s->text, part, at);
    if (c == '&') return after == UPPER && class_at(s->text, at - 1) == UPPER;
    return c == '_' && is_word(after);
}

static size_t word_end(struct scan *s, size_t i, bool *dotted) {
    size_t part = i, end = i, next;
    for (;;) {
        uint32_t c;
        enum glyph k = look(s->text, end, &next, &c);
        if (is_word(k) || k == MARK) {
            end = next;
            continue;
        }
        if (!c || !joins(s, part, end, &next)) return end;
        *dotted |= c == '.';
        part = end = next;
    }
}

/* Where "n't", "'s", "'re" ... begin at the end of a word, or `end`. */
static size_t clitic_start(struct str s, size_t start, size_t end) {
    static const char *const clitics[] = {"'s", "'re", "'ve", "'ll", "'d", "'m", "n't"};
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
        size_t at = end;
        const char *c = clitics[i] + strlen(clitics[i]);
        while (c > clitics[i] && at > start) {
            c--;
            if (*c == '\'' && at >= start + 3 && !memcmp(s.p + at - 3, "\xe2\x80\x99", 3)) at -= 3;
            else if ((s.p[at - 1] | 0x20) == (*c | 0x20)) at--;
            else break;
            if (c == clitics[i] && at > start) return at;
        }
    }
    return end;
}

/* A point after a word belongs to it when it is an abbreviation: "U.S.", "J.", "Mr.". */
static bool takes_point(struct scan *s, size_t start, size_t end, bool dotted) {
    if (end >= s->text.n || s->text.p[end] != '.' || (end + 1 < s->text.n && s->text.p[end + 1] == '.')) return false;
    if (end - start == 1 && ascii_upper(s->text.p[start])) return true;
    if (dotted && end >= start + 2 && s->text.p[end - 2] == '.') return true;
    if (end - start > 16) return false;
    return abbreviation_class(lower_of(s, start, end + 1)).p != NULL;
}

static size_t scan_word(struct scan *s, size_t i) {
    bool dotted = false;
    size_t end = word_end(s, i, &dotted);
    if (takes_point(s, i, end, dotted)) {
        emit(s, i, end + 1, TOKEN_WORD);
        return end + 1;
    }
    size_t cut = clitic_start(s->text, i, end);
    emit(s, i, cut, TOKEN_WORD);
    if (cut < end) emit(s, cut, end, TOKEN_WORD);
    return end;
}

/* Digits with points, commas and colons between them, and letters at the end: "1,000", "10:30", "5m", "20th". */
static size_t scan_number(struct scan *s, size_t i) {
    size_t end = i, next;
    for (;;) {
        uint32_t c;
        enum glyph k = look(s->text, end, &next, &c);
        if (is_word(k)) end = next;
        else if ((c == '.' || c == ',' || c == ':') && class_at(s->text, next) == DIGIT &&
                 class_at(s->text, end - 1) == DIGIT)
            end = next;
        else break;
    }
    emit(s, i, end, TOKEN_NUMBER);
    return end;
}

static void quote(struct scan *s, size_t i, size_t end, bool open, uint8_t *state) {
    *state = open;
    emit(s, i, end, open ? TOKEN_QUOTE_OPEN : TOKEN_QUOTE_CLOSE);
}

/* A mark that looks the same on both sides: its neighbours tell, and where they do not, whether one is open. */
static bool plain_opens(const struct scan *s, size_t i, size_t end, uint8_t state) {
    enum glyph before = i && !s->space ? class_at(s->text, i - 1) : SPACE, after = class_at(s->text, end);
    bool left = before == SPACE || (i && strchr("([{-", s->text.p[i - 1]));
    bool right = end >= s->text.n || after == SPACE;
    if (left && !right) return true;
    if (right && !left) return false;
    return !state;
}

static bool scan_single(struct scan *s, size_t i, size_t end, bool curly) {
    enum glyph before = i && !s->space ? class_at(s->text, i - 1) : SPACE, after = class_at(s->text, end);
    bool left = before == SPACE || (i && strchr("([{\"-", s->text.p[i - 1]));
    if (!curly && left && is_letter(after)) quote(s, i, end, true, &s->single_open);
    else if (s->single_open && !is_word(after)) quote(s, i, end, false, &s->single_open);
    else emit(s, i, end, TOKEN_PUNCT);
    return true;
}

/* Quotation marks of the usual families; « and „ also in their reversed use. */
static bool scan_quote(struct scan *s, size_t i, size_t end, uint32_t c) {
    enum glyph after = class_at(s->text, end);
    bool opens_by_place = (s->space || !i) && after != SPACE && end < s->text.n;
    switch (c) {
    case '"': quote(s, i, end, plain_opens(s, i, end, s->double_open), &s->double_open); return true;
    case 0x201c: /* closes a quotation that „ has opened */
        quote(s, i, end, s->double_open != 2 || opens_by_place, &s->double_open);
        return true;
    case 0x201d: quote(s, i, end, opens_by_place && !s->double_open, &s->double_open); return true;
    case 0x201e:
        quote(s, i, end, true, &s->double_open);
        s->double_open = 2;
        return true;
    case 0xab:
    case 0xbb: quote(s, i, end, opens_by_place || (c == 0xab && !s->double_open), &s->double_open); return true;
    case 0x2018:
    case 0x201a: quote(s, i, end, true, &s->single_open); return true;
    case 0x2019: return scan_single(s, i, end, true);
    case '\'': return scan_single(s, i, end, false);
    default: return false;
    }
}

/* Anything else: one code point, or a run of the same ("...", "--", "=====", "``", "''"). */
static size_t scan_mark(struct scan *s, size_t i, size_t end, uint32_t c) {
    bool twin = (c == '`' || c == '\'') && end < s->text.n && s->text.p[end] == (char)c;
    if (twin) {
        quote(s, i, end + 1, c == '`', &s->double_open);
        return end + 1;
    }
    if (scan_quote(s, i, end, c)) return end;
    size_t one = end - i;
    bool bracket = c < 0x80 && strchr("()[]{},;", (int)c);
    while (!bracket && end + one <= s->text.n && !memcmp(s->text.p + i, s->text.p + end, one)) end += one;
    bool symbol = (c < 0x80 && strchr("$%&+<=>@#^~|*_/\\", (int)c)) ||
                  (u_charType((UChar32)c) >= U_MATH_SYMBOL && u_charType((UChar32)c) <= U_OTHER_SYMBOL);
    emit(s, i, end, symbol ? TOKEN_SYMBOL : TOKEN_PUNCT);
    return end;
}

/* White space; a blank line begins a paragraph. */
static size_t skip_space(struct scan *s, size_t i) {
    unsigned breaks = 0;
    size_t next;
    uint32_t c;
    while (i < s->text.n && look(s->text, i, &next, &c) == SPACE) {
        breaks += c == '\n' || c == 0x2029 || (c == '\r' && !(next < s->text.n && s->text.p[next] == '\n'));
        breaks += c == 0x2029 ? 1 : c == 0x0c ? 2 : 0;
        i = next;
    }
    s->space = true;
    if (breaks > 1 && s->tokens.n) {
        s->paragraph = VEC_AT(&s->tokens, struct token, s->tokens.n - 1)->paragraph + 1;
        s->double_open = s->single_open = 0;
    }
    return i;
}

static size_t scan_token(struct scan *s, size_t i) {
    size_t next, end;
    uint32_t c;
    enum glyph k = look(s->text, i, &next, &c);
    if (k == SPACE) return skip_space(s, i);
    if (c < 0x80 && is_word(k) && ((end = url_end(s->text, i)) || (end = email_end(s, i)))) {
        emit(s, i, end, TOKEN_ADDRESS);
        return end;
    }
    if (is_letter(k) || k == MARK) return scan_word(s, i);
    if (k == DIGIT) return scan_number(s, i);
    /* A clitic that stands alone after a digit or bracket: "2019's". */
    if (is_apostrophe(c) && !s->space && next < s->text.n && (s->text.p[next] | 0x20) == 's' &&
        !is_word(class_at(s->text, next + 1)) && i) {
        emit(s, i, next + 1, TOKEN_WORD);
        return next + 1;
    }
    return scan_mark(s, i, next, c);
}

void token_split(struct str text, struct arena *a, struct tokens *out) {
    assert(text.n < UINT32_MAX);
    struct scan s = {.text = text, .arena = a, .tokens = VEC(struct token), .lower = arena_new(a, text.n)};
    for (size_t i = 0; i < text.n; i++) s.lower[i] = ascii_to_lower(text.p[i]);
    for (size_t i = 0; i < text.n;) i = scan_token(&s, i);
    size_t count;
    *out = (struct tokens){.text = text};
    out->token = vec_take(&s.tokens, a, &count);
    out->token_count = (uint32_t)count;
    sentence_split(out, a);
}

uint32_t token_hash(struct str lower) {
    uint64_t h = str_hash(lower);
    return (uint32_t)(h ^ h >> 32);
}

struct str token_text(const struct tokens *t, uint32_t i) {
    return str_cut(t->text, t->token[i].start, t->token[i].end);
}
