#include "read/decode.h"

#include "text/charset.h"

#include <string.h>

static bool is_control(char c) { return ((unsigned char)c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f; }

/* Two bytes a character: a mark at the start, or a zero in nearly every second byte of the first KiB. */
static bool looks_utf16(struct str s) {
    if (s.n >= 2 && ((s.p[0] == '\xff' && s.p[1] == '\xfe') || (s.p[0] == '\xfe' && s.p[1] == '\xff'))) return true;
    size_t zero[2] = {0, 0}, n = s.n < 1024 ? s.n : 1024;
    for (size_t i = 0; i < n; i++) zero[i & 1] += s.p[i] == 0;
    size_t half = n / 2, most = zero[0] > zero[1] ? zero[0] : zero[1], least = zero[0] + zero[1] - most;
    return half >= 4 && most * 10 > half * 7 && least * 10 < half;
}

static bool has_magic(struct str s) {
    static const struct str magics[] = {STR_INIT("%PDF-"),
                                        STR_INIT("PK\x03\x04"),
                                        STR_INIT("\x1f\x8b"),
                                        STR_INIT("\xd0\xcf\x11\xe0"),
                                        STR_INIT("\x89PNG"),
                                        STR_INIT("\xff\xd8\xff"),
                                        STR_INIT("GIF8"),
                                        STR_INIT("{\\rtf"),
                                        STR_INIT("%!PS"),
                                        STR_INIT("Rar!"),
                                        STR_INIT("7z\xbc\xaf"),
                                        STR_INIT("BZh"),
                                        STR_INIT("\xfd"
                                                 "7zXZ"),
                                        STR_INIT("\x7f"
                                                 "ELF"),
                                        STR_INIT("SQLite format 3"),
                                        STR_INIT("!BDN"),
                                        STR_INIT("AT&TFORM"),
                                        STR_INIT("II*\0"),
                                        STR_INIT("MM\0*"),
                                        STR_INIT("\x28\xb5\x2f\xfd")};
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (str_starts(s, magics[i])) return true;
    /* a PDF may have something before its mark, a damaged one has lost the mark */
    struct str head = str_cut(s, 0, 1024);
    return str_find(head, STR("%PDF-"), 0) != SIZE_MAX ||
           (str_find(head, STR(" 0 obj"), 0) != SIZE_MAX && str_find(head, STR("/Type"), 0) != SIZE_MAX);
}

bool decode_is_binary(struct str bytes) {
    struct str s = str_cut(bytes, 0, DECODE_HEAD);
    if (has_magic(s)) return true;
    if (looks_utf16(s)) return false;
    size_t control = 0;
    for (size_t i = 0; i < s.n; i++) control += is_control(s.p[i]) && s.p[i] != '\f' && s.p[i] != '\x1b';
    return control > 2 + s.n / 200;
}

/* The text with control characters as blanks; the same text when it has none. */
static struct str without_controls(struct str s, struct arena *a, size_t *found) {
    *found = 0;
    while (s.n && (s.p[s.n - 1] == '\x1a' || s.p[s.n - 1] == 0)) s.n--;
    for (size_t i = 0; i < s.n; i++) *found += is_control(s.p[i]);
    if (*found == 0) return s;
    struct str copy = arena_copy(a, s);
    char *p = (char *)copy.p;
    for (size_t i = 0; i < copy.n; i++)
        if (is_control(p[i])) p[i] = ' ';
    return copy;
}

static size_t first_beyond_ascii(struct str s) {
    size_t i = 0;
    while (i < s.n && (unsigned char)s.p[i] < 0x80) i++;
    return i;
}

/* What cannot be seen in the text: that its letters rest on a guess or on a declaration, and how many are lost. */
static void note_charset(const struct charset_text *t, struct str bytes, struct place place, const struct sink *sink) {
    bool here = place.byte < 0, utf8 = str_is(str_of(t->name), "UTF-8");
    if (t->guessed && !utf8) {
        if (here) place.byte = (int64_t)first_beyond_ascii(bytes);
        read_note(sink, NOTE_INFO, "guessed-charset", place,
                  "no UTF-8, and no charset that fits is declared; read as %s", t->name);
    }
    if (!t->replaced) return;
    if (here) place.byte = t->first_bad == SIZE_MAX ? -1 : (int64_t)t->first_bad;
    read_note(sink, NOTE_WARNING, "bad-bytes", place, "%zu characters are not valid %s and were replaced", t->replaced,
              t->name);
}

static struct str decode(struct str bytes, struct str declared, struct place place, const struct sink *sink,
                         struct arena *a, struct charset_text *t) {
    charset_decode(bytes, declared, a, t);
    note_charset(t, bytes, place, sink);
    size_t controls;
    struct str text = without_controls(t->text, a, &controls);
    place.byte = -1;
    if (controls)
        read_note(sink, NOTE_WARNING, "control-characters", place, "%zu control characters were read as blanks",
                  controls);
    return text;
}

struct str decode_bytes(struct str bytes, struct str declared, struct place place, const struct sink *sink,
                        struct arena *a) {
    struct charset_text t;
    return decode(bytes, declared, place, sink, a, &t);
}

struct str decode_input(const struct input *in, struct str declared, const struct sink *sink, struct arena *a) {
    struct place place = {.file = in->name, .byte = -1};
    struct charset_text t;
    struct str text = decode(in->bytes, declared, place, sink, a, &t);
    /* In a mail each part declares one, and that is no news; a file that does so is worth a line. */
    if (declared.n && !t.guessed && !str_starts(str_of(t.name), STR("UTF-")))
        read_note(sink, NOTE_INFO, "declared-charset", place, "read as %s, as it declares", t.name);
    return text;
}

struct str decode_head(struct str bytes, struct arena *a) {
    struct str head = bytes;
    if (bytes.n > DECODE_HEAD) {
        head = str_cut(bytes, 0, DECODE_HEAD);
        const char *end = memrchr(head.p, '\n', head.n);
        /* a line end of UTF-16 little-endian text is two bytes */
        if (end) head.n = (size_t)(end - head.p) + (end[1] == 0 && end + 1 < bytes.p + bytes.n ? 2 : 1);
        while (!end && head.n && ((unsigned char)bytes.p[head.n] & 0xc0) == 0x80) head.n--;
    }
    struct charset_text t;
    charset_decode(head, decode_declared(head), a, &t);
    return t.text;
}

struct str decode_declared(struct str bytes) {
    static const struct str marks[] = {STR_INIT("encoding="), STR_INIT("charset=")};
    struct str head = str_cut(bytes, 0, 1024);
    for (size_t i = 0; i < 2; i++) {
        size_t at = str_find(head, marks[i], 0);
        if (at == SIZE_MAX || head.n == 0) continue;
        if (i == 0 && !str_starts(head, STR("<?xml")) && !str_starts(head, STR("\xef\xbb\xbf<?xml"))) continue;
        struct str s = str_cut(head, at + marks[i].n, head.n);
        while (s.n && (s.p[0] == '"' || s.p[0] == '\'' || s.p[0] == ' ')) s = str_cut(s, 1, s.n);
        size_t n = 0;
        while (n < s.n && (ascii_alnum(s.p[n]) || strchr("-_:.", s.p[n]) != NULL) && s.p[n]) n++;
        if (n) return str_cut(s, 0, n);
    }
    return (struct str){NULL, 0};
}
