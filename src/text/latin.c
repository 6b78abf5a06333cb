#include "text/latin.h"

#include "base/buf.h"
#include "text/utf8.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum {
    CHUNK = 512,         /* bytes after which the next blank ends a chunk */
    CHUNK_MOST = 1024,   /* bytes without a blank */
    LATIN_MOST = 1 << 15 /* UTF-16 units of a chunk in Latin letters; one code point gives 40 at most */
};

/* Of U+0430 to U+045F. */
static const char *const cyrillic[] = {
    "a", "b", "v",  "g",  "d",  "e",  "zh", "z",  "i",  "y",    "k",  "l", "m",  "n", "o",  "p",
    "r", "s", "t",  "u",  "f",  "kh", "ts", "ch", "sh", "shch", "",   "y", "",   "e", "yu", "ya",
    "e", "e", "dj", "gj", "ye", "dz", "i",  "yi", "j",  "lj",   "nj", "c", "kj", "i", "u",  "dz",
};

/* NULL: left to ICU. `c` is in lower case. The second half are letters of languages other than Arabic (Urdu, Pashto,
 * Sindhi, Kurdish, Uyghur) that ICU does not know. */
static const char *own_letter(uint32_t c) {
    if (c >= 0x430 && c <= 0x45F) return cyrillic[c - 0x430];
    switch (c) {
    case 0x463: return "e";
    case 0x473: return "f";
    case 0x475: return "i";
    case 0x48B: return "y";
    case 0x48D: return "";
    case 0x48F: return "r";
    case 0x491: return "g";
    case 0x493: return "gh";
    case 0x495: return "gh";
    case 0x497: return "j";
    case 0x499: return "z";
    case 0x49B: return "q";
    case 0x49D: return "g";
    case 0x49F: return "k";
    case 0x4A1: return "q";
    case 0x4A3: return "n";
    case 0x4A5: return "n";
    case 0x4A7: return "p";
    case 0x4A9: return "o";
    case 0x4AB: return "s";
    case 0x4AD: return "t";
    case 0x4AF: return "u";
    case 0x4B1: return "u";
    case 0x4B3: return "h";
    case 0x4B5: return "ts";
    case 0x4B7: return "j";
    case 0x4B9: return "j";
    case 0x4BB: return "h";
    case 0x4BD: return "ch";
    case 0x4BF: return "ch";
    case 0x4C0: return "";
    case 0x4C4: return "k";
    case 0x4C8: return "n";
    case 0x4CA: return "n";
    case 0x4CC: return "ch";
    case 0x4CF: return "";
    case 0x4D9: return "a";
    case 0x4E1: return "dz";
    case 0x4E3: return "i";
    case 0x4E9: return "o";
    case 0x4EF: return "u";
    case 0x4F7: return "g";
    case 0x513: return "l";
    case 0x51D: return "w";
    case 0x525: return "p";
    case 0x67C: return "t";
    case 0x681: return "z";
    case 0x684: return "j";
    case 0x685: return "ts";
    case 0x693: return "r";
    case 0x695: return "r";
    case 0x69A: return "sh";
    case 0x6AD: return "ng";
    case 0x6B5: return "l";
    case 0x6BA: return "n";
    case 0x6BC: return "n";
    case 0x6BD: return "n";
    case 0x6BE: return "h";
    case 0x6C1: return "h";
    case 0x6C3: return "h";
    case 0x6C6: return "o";
    case 0x6C7: return "u";
    case 0x6C8: return "u";
    case 0x6CB: return "v";
    case 0x6CD: return "y";
    case 0x6CE: return "e";
    case 0x6D0: return "e";
    case 0x6D2: return "e";
    case 0x6D3: return "e";
    case 0x6D5: return "e";
    default: return NULL;
    }
}

/* u_tolower, without a call for the letters that Slavic languages use. */
static uint32_t lower_of(uint32_t c) {
    if (c >= 0x430 && c <= 0x45F) return c;
    if (c >= 0x410 && c < 0x430) return c + 0x20;
    if (c >= 0x400 && c < 0x410) return c + 0x50;
    return (uint32_t)u_tolower((UChar32)c);
}

static bool has_own_letters(uint32_t c) { return (c >= 0x400 && c <= 0x52F) || (c >= 0x67C && c <= 0x6D5); }

static uint32_t lower_at(struct str s, size_t i, size_t *next) {
    return i < s.n ? lower_of(utf8_decode(s, i, next)) : 0;
}

/* A word's last -ий or -ый is one sound and one letter in English: Дмитрий is Dmitry. */
static bool is_last_iy(struct str s, size_t i, uint32_t c, size_t *end) {
    if (c != 0x438 && c != 0x44B) return false;
    size_t after = i;
    if (lower_at(s, i, end) != 0x439) return false;
    return *end >= s.n || !u_isalpha((UChar32)utf8_decode(s, *end, &after));
}

/* Writes at most twice as many bytes as there are, and two more. */
static size_t write_own(struct str s, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t next, end;
        uint32_t point = utf8_decode(s, i, &next), c = has_own_letters(point) ? lower_of(point) : 0;
        const char *letter = c ? own_letter(c) : NULL;
        if (letter && is_last_iy(s, next, c, &end)) {
            letter = "y";
            next = end;
        }
        struct str written = letter ? str_of(letter) : str_cut(s, i, next);
        memcpy(out + n, written.p, written.n);
        n += written.n;
        i = next;
    }
    return n;
}

static struct str own_to_latin(struct str s, struct arena *a) {
    enum { SHORT = 512 };
    char room[2 * SHORT + 2];
    if (s.n <= SHORT) return arena_copy(a, (struct str){room, write_own(s, room)});
    struct buf b = {0};
    char *out = buf_room(&b, 2 * s.n + 2);
    if (!out) return s;
    b.n += write_own(s, out);
    struct str written = arena_copy(a, buf_str(&b));
    buf_done(&b);
    return written;
}

/* What has to be done: one look at the text, without ICU for the letters of Europe. */
struct need {
    bool compose, own, icu;
};

static struct need look(struct str s) {
    struct need need = {0};
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_decode(s, i, &i);
        UErrorCode status = U_ZERO_ERROR;
        if (c < 0x300 || (c >= 0x1E00 && c < 0x1F00) || (c >= 0x2000 && c < 0x2100)) continue;
        if (c < 0x370) {
            need.compose = true;
        } else if (has_own_letters(c)) {
            bool own = own_letter(lower_of(c)) != NULL;
            need.own = need.own || own;
            need.icu = need.icu || !own;
        } else if (u_isalpha((UChar32)c) && uscript_getScript((UChar32)c, &status) != USCRIPT_LATIN) {
            need.icu = true;
        }
    }
    return need;
}

/* Cuts up to CHUNK_MOST bytes off *rest: behind a blank where there is one, else where no mark or part of a syllable
 * follows, so that composing does not see the cut. */
static struct str chunk(struct str *rest, const UNormalizer2 *nfc) {
    size_t n = rest->n, next;
    if (n > CHUNK_MOST) {
        size_t blank = str_find_byte(str_cut(*rest, 0, CHUNK_MOST), ' ', CHUNK);
        n = blank == SIZE_MAX ? CHUNK_MOST : blank + 1;
        while (((unsigned char)rest->p[n] & 0xC0) == 0x80) n--;
        size_t any = n;
        while (n && (((unsigned char)rest->p[n] & 0xC0) == 0x80 ||
                     !unorm2_hasBoundaryBefore(nfc, (UChar32)utf8_decode(*rest, n, &next))))
            n--;
        if (!n) n = any;
    }
    struct str part = str_cut(*rest, 0, n);
    *rest = str_cut(*rest, n, rest->n);
    return part;
}

/* Changes *n units at p (room for LATIN_MOST); false leaves the chunk as it was. */
typedef bool change_units(const void *with, UChar *p, int32_t *n);

static bool transliterate_units(const void *with, UChar *p, int32_t *n) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t limit = *n;
    utrans_transUChars(with, p, n, LATIN_MOST, 0, &limit, &status);
    return U_SUCCESS(status);
}

static void change_chunk(struct str part, change_units *change, const void *with, struct buf *b) {
    UChar units[LATIN_MOST];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = 0, bytes = 0;
    u_strFromUTF8(units, LATIN_MOST, &n, part.p, (int32_t)part.n, &status);
    bool changed = U_SUCCESS(status) && change(with, units, &n);
    char *room = changed ? buf_room(b, (size_t)n * 3) : NULL;
    if (room) u_strToUTF8(room, n * 3, &bytes, units, n, &status);
    if (!room || U_FAILURE(status)) buf_add(b, part);
    else b->n += (size_t)bytes;
}

static bool is_han_at(struct str s, size_t i) {
    UErrorCode status = U_ZERO_ERROR;
    size_t next;
    return uscript_getScript((UChar32)utf8_decode(s, i, &next), &status) == USCRIPT_HAN;
}

static struct str by_chunks(struct str s, change_units *change, const void *with, struct arena *a) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    struct buf b = {0};
    assert(U_SUCCESS(status));
    while (s.n) {
        struct str part = chunk(&s, nfc);
        change_chunk(part, change, with, &b);
        /* ICU puts blanks between the syllables of Han characters, but not at the end of what it is given. */
        size_t last = part.n - 1;
        while (last && ((unsigned char)part.p[last] & 0xC0) == 0x80) last--;
        if (s.n && change == transliterate_units && is_han_at(part, last) && is_han_at(s, 0)) buf_add_byte(&b, ' ');
    }
    struct str out = arena_copy(a, buf_str(&b));
    buf_done(&b);
    return out;
}

static bool compose_units(const void *with, UChar *p, int32_t *n) {
    UChar composed[CHUNK_MOST * 3];
    UErrorCode status = U_ZERO_ERROR;
    int32_t m = unorm2_normalize(with, p, *n, composed, CHUNK_MOST * 3, &status);
    if (U_FAILURE(status)) return false;
    u_memcpy(p, composed, m);
    *n = m;
    return true;
}

struct str latin_compose(struct str s, struct arena *a) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    assert(U_SUCCESS(status));
    return by_chunks(s, compose_units, nfc, a);
}

enum { IDLE_MOST = 64 };
static struct {
    pthread_mutex_t lock;
    UTransliterator *idle[IDLE_MOST];
    size_t n;
} transliterators = {.lock = PTHREAD_MUTEX_INITIALIZER};

static UTransliterator *take_transliterator(void) {
    UTransliterator *t = NULL;
    pthread_mutex_lock(&transliterators.lock);
    if (transliterators.n) t = transliterators.idle[--transliterators.n];
    pthread_mutex_unlock(&transliterators.lock);
    if (t) return t;
    UErrorCode status = U_ZERO_ERROR;
    t = utrans_openU(u"Greek-Latin/UNGEGN; Any-Latin", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    assert(U_SUCCESS(status)); /* a part of ICU's data, which the program is built against */
    return t;
}

static void put_back(UTransliterator *t) {
    pthread_mutex_lock(&transliterators.lock);
    bool kept = transliterators.n < IDLE_MOST;
    if (kept) transliterators.idle[transliterators.n++] = t;
    pthread_mutex_unlock(&transliterators.lock);
    if (!kept) utrans_close(t);
}

struct str latin_of(struct str s, struct arena *a) {
    struct need need = look(s);
    if (need.compose && (need.own || need.icu)) s = latin_compose(s, a);
    if (need.own) s = own_to_latin(s, a);
    if (need.icu) {
        UTransliterator *t = take_transliterator();
        s = by_chunks(s, transliterate_units, t, a);
        put_back(t);
    }
    return s;
}
