#include "text/fold.h"

#include "base/buf.h"
#include "text/fold_letters.h"
#include "text/latin.h"
#include "text/utf8.h"

#include <assert.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

/* Longest decomposition of one code point: U+FDFA, 18 units. */
enum { DECOMPOSED = 32 };

struct folding {
    struct buf out;
    const UNormalizer2 *nfkd;
    bool blank;   /* something that is no letter was passed since the last one */
    bool compose; /* what was kept may have a composed form: Hangul, kana, Indic vowel signs */
};

static bool is_ascii(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

static struct str fold_ascii(struct str s, struct arena *a) {
    char *out = arena_raw(a, s.n + 1);
    size_t n = 0;
    bool blank = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (ascii_alnum(c)) {
            if (blank && n) out[n++] = ' ';
            blank = false;
            out[n++] = ascii_to_lower(c);
        } else if (c != '\'' && c != '`') {
            blank = true;
        }
    }
    out[n] = 0;
    return (struct str){out, n};
}

/* Also the signs that stand for ayin, hamza and soft signs in transliterations. */
static bool is_apostrophe(uint32_t c) {
    switch (c) {
    case '\'':
    case '`':
    case 0xB4:
    case 0x241:
    case 0x242:
    case 0x294:
    case 0x55A:
    case 0x5F3:
    case 0x5F4:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xA78B:
    case 0xA78C:
    case 0xFF07: return true;
    default: return (c >= 0x2B9 && c <= 0x2BF) || c == 0x2C8 || c == 0x2CA || c == 0x2CB;
    }
}

/* Letters, in lower case, that have no decomposition although readers take them for others. */
static const char *same_letter(uint32_t c) {
    switch (c) {
    case 0xDF: return "ss";
    case 0xE6: return "ae";
    case 0xF0: return "d";
    case 0xF8: return "o";
    case 0xFE: return "th";
    case 0x111: return "d";
    case 0x127: return "h";
    case 0x131: return "i";
    case 0x138: return "k";
    case 0x142: return "l";
    case 0x14B: return "n";
    case 0x153: return "oe";
    case 0x167: return "t";
    case 0x180: return "b";
    case 0x188: return "c";
    case 0x192: return "f";
    case 0x199: return "k";
    case 0x19A: return "l";
    case 0x19E: return "n";
    case 0x1A5: return "p";
    case 0x1AB: return "t";
    case 0x1AD: return "t";
    case 0x1B4: return "y";
    case 0x1B6: return "z";
    case 0x1DD: return "e";
    case 0x1E5: return "g";
    case 0x225: return "z";
    case 0x247: return "e";
    case 0x249: return "j";
    case 0x24D: return "r";
    case 0x24F: return "y";
    case 0x253: return "b";
    case 0x254: return "o";
    case 0x256: return "d";
    case 0x257: return "d";
    case 0x259: return "a"; /* Azerbaijani: Əliyev, Aliyev */
    case 0x25B: return "e";
    case 0x260: return "g";
    case 0x263: return "g";
    case 0x268: return "i";
    case 0x26A: return "i";
    case 0x272: return "n";
    case 0x289: return "u";
    case 0x28B: return "v";
    case 0x251: return "a";
    case 0x261: return "g";
    case 0x269: return "i";
    case 0x26F: return "u";
    case 0x275: return "o";
    case 0x27E: return "r";
    case 0x283: return "sh";
    case 0x288: return "t";
    case 0x28A: return "u";
    case 0x28C: return "a";
    case 0x292: return "zh";
    case 0x37B: return "o";
    case 0x2C65: return "a";
    case 0x2C66: return "t";
    case 0x23C: return "c";
    case 0x3C2: return "\u03C3"; /* final sigma */
    case 0x629: return "\u0647"; /* Arabic and Persian writings of one letter */
    case 0x649: return "\u064A";
    case 0x6A9: return "\u0643";
    case 0x6CC: return "\u064A";
    case 0x6BA: return "\u0646";
    case 0x6BE: return "\u0647";
    case 0x6C1: return "\u0647";
    case 0x6D2: return "\u064A";
    case 0x671: return "\u0627";
    default: return NULL;
    }
}

/* A mark says nothing to a reader of these scripts; elsewhere it is a vowel or another letter (Hindi, Thai, kana). */
static bool is_dropped_mark(uint32_t c) {
    if (c == 0x3099 || c == 0x309A) return false;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript((UChar32)c, &status)) {
    case USCRIPT_INHERITED:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
    case USCRIPT_SYRIAC: return true;
    default: return false;
    }
}

static void keep(struct folding *f, struct str letters) {
    if (f->blank && f->out.n) buf_add_byte(&f->out, ' ');
    f->blank = false;
    buf_add(&f->out, letters);
}

static void keep_letter(struct folding *f, uint32_t c) {
    uint32_t folded = (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT);
    const char *same = same_letter(folded);
    char bytes[4];
    keep(f, same ? str_of(same) : (struct str){bytes, utf8_encode(folded, bytes)});
}

/* One code point that has no further decomposition. */
static void fold_point(struct folding *f, uint32_t c) {
    if (c < 0x80) {
        char lower = ascii_to_lower((char)c);
        if (ascii_alnum(lower)) keep(f, (struct str){&lower, 1});
        else f->blank = true;
        return;
    }
    uint32_t type = U_MASK(u_charType((UChar32)c));
    if (type & U_GC_CF_MASK) return;
    if (type & U_GC_M_MASK) {
        if (is_dropped_mark(c)) return;
        f->compose = true;
        keep_letter(f, c);
    } else if (type & U_GC_ND_MASK) {
        char digit = (char)('0' + u_charDigitValue((UChar32)c));
        keep(f, (struct str){&digit, 1});
    } else if (c == 0x640) {
        return; /* tatweel only stretches a word */
    } else if (type & (U_GC_L_MASK | U_GC_NL_MASK)) {
        if (c >= 0x1100 && c <= 0x11FF) f->compose = true;
        keep_letter(f, c);
    } else {
        f->blank = true;
    }
}

static void fold_decomposed(struct folding *f, uint32_t c) {
    if (is_apostrophe(c)) return;
    UChar units[DECOMPOSED];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = c < 0x80 ? -1 : unorm2_getDecomposition(f->nfkd, (UChar32)c, units, DECOMPOSED, &status);
    if (n < 0 || U_FAILURE(status)) {
        fold_point(f, c);
        return;
    }
    char bytes[3 * DECOMPOSED];
    int32_t m = 0;
    u_strToUTF8(bytes, sizeof bytes, &m, units, n, &status);
    struct str parts = {bytes, (size_t)m};
    for (size_t i = 0; i < parts.n;) {
        uint32_t part = utf8_decode(parts, i, &i);
        if (!is_apostrophe(part)) fold_point(f, part);
    }
}

static void fold_points(struct folding *f, struct str s) {
    UErrorCode status = U_ZERO_ERROR;
    f->nfkd = unorm2_getNFKDInstance(&status);
    assert(U_SUCCESS(status));
    for (size_t i = 0; i < s.n;) fold_decomposed(f, utf8_decode(s, i, &i));
}

bool fold_letter_of(uint32_t c, char out[FOLD_LETTER]) {
    char bytes[4];
    struct folding f = {0}, behind = {.out = {0}};
    memset(out, 0, FOLD_LETTER);
    fold_points(&f, (struct str){bytes, utf8_encode(c, bytes)});
    struct str text = buf_str(&f.out);
    /* A letter in front of it shows whether it begins with a blank. */
    buf_add_byte(&behind.out, 'a');
    fold_points(&behind, (struct str){bytes, utf8_encode(c, bytes)});
    bool blank = text.n == 0 ? behind.blank : buf_str(&behind.out).n != text.n + 1 || behind.blank;
    bool fits = text.n <= FOLD_LETTER && !f.compose && !(text.n && blank);
    if (fits && text.n) memcpy(out, text.p, text.n);
    if (fits && blank) out[0] = ' ';
    buf_done(&f.out);
    buf_done(&behind.out);
    return fits;
}

/* The place in fold_letters of the character of two or three bytes at i; FOLD_LETTERS when it has none. */
static size_t letter_at(const unsigned char *p, size_t left, size_t *bytes) {
    *bytes = 2;
    if (p[0] >= 0xc2 && p[0] < 0xdc && left >= 2) return ((p[0] & 0x1fu) << 6 | (p[1] & 0x3fu)) - FOLD_FIRST;
    *bytes = 3;
    if (left < 3) return FOLD_LETTERS;
    uint32_t c = (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
    if (p[0] == 0xe1 && c >= FOLD_SECOND && c < FOLD_SECOND_END) return c - FOLD_SECOND + FOLD_FIRST_END - FOLD_FIRST;
    if (p[0] == 0xe2 && c < FOLD_THIRD_END) return c - FOLD_THIRD + FOLD_LETTERS - (FOLD_THIRD_END - FOLD_THIRD);
    return FOLD_LETTERS;
}

/* Texts in the letters of Europe and the Near East, without ICU: what a character becomes does not depend on its
 * neighbours. False when it meets another; out has room for FOLD_GROWS(s.n). */
#define FOLD_GROWS(n) ((n) / 2 * 5 + 8)
static bool fold_by_table(struct str s, char *out, size_t *length) {
    size_t n = 0, bytes;
    bool blank = false;
    for (size_t i = 0; i < s.n; i += bytes) {
        unsigned char c = (unsigned char)s.p[i];
        char ascii[FOLD_LETTER] = {0};
        const char *letter = ascii;
        bytes = 1;
        if (c < 0x80) {
            if (c == '\'' || c == '`') continue;
            ascii[0] = ascii_alnum((char)c) ? ascii_to_lower((char)c) : ' ';
        } else {
            size_t at = letter_at((const unsigned char *)s.p + i, s.n - i, &bytes);
            if (at == FOLD_LETTERS || fold_letters[at][0] == FOLD_NOT_HERE) return false;
            letter = fold_letters[at];
        }
        if (letter[0] == ' ') blank = true;
        if (letter[0] == 0 || letter[0] == ' ') continue;
        if (blank && n) out[n++] = ' ';
        blank = false;
        memcpy(out + n, letter, FOLD_LETTER);
        for (size_t k = 0; k < FOLD_LETTER && letter[k]; k++) n++;
    }
    *length = n;
    return true;
}

struct str fold_text(struct str s, struct arena *a) {
    enum { SHORT = 1024 };
    char room[FOLD_GROWS(SHORT)];
    size_t n;
    if (is_ascii(s)) return fold_ascii(s, a);
    if (s.n <= SHORT && fold_by_table(s, room, &n)) return arena_copy(a, (struct str){room, n});
    struct folding f = {0};
    fold_points(&f, s);
    struct str out = f.compose ? latin_compose(buf_str(&f.out), a) : arena_copy(a, buf_str(&f.out));
    buf_done(&f.out);
    return out;
}

struct str fold_latin(struct str s, struct arena *a) {
    if (is_ascii(s)) return fold_ascii(s, a);
    return fold_text(latin_of(s, a), a);
}

const char *text_script(struct str s) {
    UScriptCode found = USCRIPT_COMMON;
    for (size_t i = 0; i < s.n;) {
        UChar32 c = (UChar32)utf8_decode(s, i, &i);
        if (c < 0x80 ? !ascii_alpha((char)c) : !u_isalpha(c)) continue;
        UErrorCode status = U_ZERO_ERROR;
        UScriptCode script = c < 0x80 ? USCRIPT_LATIN : uscript_getScript(c, &status);
        if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == found) continue;
        if (found != USCRIPT_COMMON) return "Zzzz";
        found = script;
    }
    return uscript_getShortName(found);
}
