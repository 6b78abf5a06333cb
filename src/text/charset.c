#include "text/charset.h"

#include "base/buf.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

enum {
    UNITS = 4096,            /* UTF-16 units decoded at a time */
    DETECT_BYTES = 1 << 17,  /* that detection looks at */
    DETECT_BEFORE = 1 << 10, /* of them, before the first byte that is no ASCII */
    DETECT_SURE = 10,        /* least confidence of 100 that is better than the last resort */
    LABEL = 64
};

static const char last_resort[] = "windows-1252";

struct marked {
    struct str mark;
    const char *name;
};
/* The mark of UTF-32 little-endian begins like that of UTF-16. */
static const struct marked marks[] = {
    {STR_INIT("\xEF\xBB\xBF"), "UTF-8"}, {STR_INIT("\xFF\xFE\0\0"), "UTF-32LE"}, {STR_INIT("\0\0\xFE\xFF"), "UTF-32BE"},
    {STR_INIT("\xFF\xFE"), "UTF-16LE"},  {STR_INIT("\xFE\xFF"), "UTF-16BE"},
};

/* What writers call by the left name is in truth the right one, a superset (the WHATWG list of encodings). */
static const char *const supersets[][2] = {
    {"ISO-8859-1", "windows-1252"}, {"US-ASCII", "windows-1252"}, {"ISO-8859-9", "windows-1254"},
    {"TIS-620", "windows-874"},     {"GB2312", "GB18030"},        {"GBK", "GB18030"},
    {"Shift_JIS", "windows-31j"},   {"EUC-KR", "windows-949"},    {"KS_C_5601-1987", "windows-949"},
    {"ISO-8859-8-I", "ISO-8859-8"},
};

static const char *standard_name(const char *label) {
    UErrorCode status = U_ZERO_ERROR;
    const char *name = ucnv_getStandardName(label, "MIME", &status);
    if (!name) {
        status = U_ZERO_ERROR;
        name = ucnv_getStandardName(label, "IANA", &status);
    }
    if (!name) return NULL;
    for (size_t i = 0; i < sizeof supersets / sizeof *supersets; i++)
        if (str_ieq(str_of(name), str_of(supersets[i][0]))) return supersets[i][1];
    return name;
}

/* NULL for labels nobody knows and for UTF-7, which serves only to hide things. */
static const char *known_label(struct str label) {
    char z[LABEL];
    label = str_trim(label);
    if (!label.n || label.n >= sizeof z) return NULL;
    memcpy(z, label.p, label.n);
    z[label.n] = 0;
    const char *name = standard_name(z);
    return name && !str_starts(str_of(name), STR("UTF-7")) ? name : NULL;
}

/* Text in Latin letters has every other byte zero in UTF-16; it is valid UTF-8 all the same. */
static const char *utf16_without_mark(struct str s) {
    size_t n = s.n < UNITS ? s.n & ~(size_t)1 : UNITS, zeros[2] = {0, 0};
    for (size_t i = 0; i < n; i++) zeros[i & 1] += s.p[i] == 0;
    if (n < 4) return NULL;
    if (zeros[1] * 10 > n * 4 && zeros[0] * 10 < n) return "UTF-16LE";
    if (zeros[0] * 10 > n * 4 && zeros[1] * 10 < n) return "UTF-16BE";
    return NULL;
}

/* ISO-2022-JP and its kin write everything in seven bits, with escapes between. */
static bool has_shift_escapes(struct str s) {
    return str_find(s, STR("\x1b$"), 0) != SIZE_MAX || str_find(s, STR("\x1b("), 0) != SIZE_MAX;
}

/* UTF-8 with a few damaged places: two good sequences for each bad one. Other encodings hit a good one by chance only.
 */
static bool is_mostly_utf8(struct str s) {
    size_t good = 0, bad = 0;
    while (s.n) {
        size_t n = str_utf8(s);
        for (size_t i = 0; i < n; i++) good += (unsigned char)s.p[i] >= 0xC0;
        if (n < s.n) bad++;
        for (n++; n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80;) n++;
        s = str_cut(s, n, s.n);
    }
    return good && good >= 2 * bad;
}

static size_t first_beyond_ascii(struct str s) {
    size_t i = 0;
    while (i < s.n && (unsigned char)s.p[i] < 0x80 && s.p[i] != 0x1B) i++;
    return i;
}

/* UTF-16 and UTF-32 without a zero byte would be a text in one far script without any punctuation or line end. */
static bool is_wide_without_zeros(const char *name, struct str s) {
    bool wide = str_starts(str_of(name), STR("UTF-16")) || str_starts(str_of(name), STR("UTF-32"));
    return wide && str_find_byte(s, 0, 0) == SIZE_MAX;
}

static const char *detect(struct str s) {
    size_t from = first_beyond_ascii(s);
    from = from > DETECT_BEFORE ? from - DETECT_BEFORE : 0;
    struct str part = str_cut(s, from, from + DETECT_BYTES);
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *d = ucsdet_open(&status);
    ucsdet_setText(d, part.p, (int32_t)part.n, &status);
    const UCharsetMatch *match = ucsdet_detect(d, &status);
    const char *name = NULL;
    if (match && U_SUCCESS(status) && ucsdet_getConfidence(match, &status) >= DETECT_SURE)
        name = known_label(str_of(ucsdet_getName(match, &status)));
    ucsdet_close(d);
    /* EBCDIC does not come as files; ICU sees it in short ones. */
    if (str_starts(str_of(name), STR("IBM")) || is_wide_without_zeros(name, s)) name = NULL;
    return name;
}

struct damage {
    const char *start;
    struct charset_text *out;
};

static void on_bad_bytes(const void *context, UConverterToUnicodeArgs *args, const char *bytes, int32_t n,
                         UConverterCallbackReason reason, UErrorCode *status) {
    (void)bytes;
    if (reason > UCNV_IRREGULAR) return;
    const struct damage *d = context;
    static const UChar replacement = 0xFFFD;
    size_t behind = (size_t)(args->source - d->start), length = n > 0 ? (size_t)n : 0;
    if (!d->out->replaced++) d->out->first_bad = behind > length ? behind - length : 0;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

/* A pair of surrogates may be cut by the end of `units`; its first half then waits for the next round. */
static bool convert(struct str s, UConverter *c, struct buf *b) {
    const char *from = s.p, *end = s.p + s.n;
    UChar units[UNITS], *start = units;
    UErrorCode status;
    do {
        UChar *to = start;
        UErrorCode encoded = U_ZERO_ERROR;
        int32_t bytes = 0;
        status = U_ZERO_ERROR;
        ucnv_toUnicode(c, &to, units + UNITS, &from, end, NULL, true, &status);
        bool cut = status == U_BUFFER_OVERFLOW_ERROR && to > units && U16_IS_LEAD(to[-1]);
        int32_t n = (int32_t)(to - units) - cut;
        char *room = buf_room(b, (size_t)n * 3 + 1);
        if (!room) return false;
        u_strToUTF8WithSub(room, n * 3 + 1, &bytes, units, n, 0xFFFD, NULL, &encoded);
        b->n += (size_t)bytes;
        if (cut) units[0] = to[-1];
        start = units + cut;
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    return U_SUCCESS(status);
}

static bool decode(struct str s, size_t mark, const char *name, struct arena *a, struct charset_text *out) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *c = ucnv_open(name, &status);
    if (U_FAILURE(status)) return false;
    *out = (struct charset_text){.name = name, .first_bad = SIZE_MAX};
    struct damage damage = {s.p, out};
    struct buf b = {0};
    ucnv_setToUCallBack(c, on_bad_bytes, &damage, NULL, NULL, &status);
    bool ok = U_SUCCESS(status) && convert(str_cut(s, mark, s.n), c, &b);
    if (ok) out->text = arena_copy(a, buf_str(&b));
    buf_done(&b);
    ucnv_close(c);
    return ok;
}

static const char *marked_name(struct str s, size_t *mark) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!str_starts(s, marks[i].mark)) continue;
        *mark = marks[i].mark.n;
        return marks[i].name;
    }
    return NULL;
}

/* The encoding that was declared, of bytes that are no valid UTF-8 or only seem so; NULL when it cannot be theirs. */
static const char *believed(struct str s, struct str declared) {
    const char *name = known_label(declared);
    /* Markup that was converted to bytes still says UTF-16. */
    return is_wide_without_zeros(name, s) ? NULL : name;
}

void charset_decode(struct str bytes, struct str declared, struct arena *a, struct charset_text *out) {
    size_t mark = 0;
    const char *name = marked_name(bytes, &mark);
    struct str body = str_cut(bytes, mark, bytes.n);
    bool guessed = false;
    if (!name && (name = utf16_without_mark(bytes))) guessed = true;
    bool plain = name ? str_is(str_of(name), "UTF-8") : !has_shift_escapes(bytes);
    if (plain && str_utf8(body) == body.n) {
        *out = (struct charset_text){body.p ? body : STR(""), "UTF-8", 0, SIZE_MAX, false};
        return;
    }
    if (!name && !(name = believed(bytes, declared))) {
        guessed = true;
        name = is_mostly_utf8(bytes) ? "UTF-8" : detect(bytes);
    }
    if (!name || !decode(bytes, mark, name, a, out)) {
        guessed = true;
        decode(bytes, mark, last_resort, a, out);
    }
    out->guessed = guessed;
}
