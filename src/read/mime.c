#include "read/mime.h"

#include "base/buf.h"
#include "text/charset.h"

struct str mime_split(struct str message, size_t *body) {
    for (size_t at = 0; at < message.n;) {
        size_t end = str_find_byte(message, '\n', at);
        if (end == SIZE_MAX) break;
        if (end == at || (end == at + 1 && message.p[at] == '\r')) {
            *body = end + 1;
            return str_cut(message, 0, at);
        }
        at = end + 1;
    }
    *body = message.n;
    return message;
}

/* Valid UTF-8 on one line, without control characters. */
static struct str one_line(struct str value, struct arena *a) {
    struct charset_text decoded;
    charset_decode(value, (struct str){NULL, 0}, a, &decoded);
    char *p = arena_raw(a, decoded.text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < decoded.text.n; i++) {
        char c = decoded.text.p[i];
        if (c != '\r' && c != '\n') p[n++] = (unsigned char)c < ' ' || c == 127 ? ' ' : c;
    }
    return (struct str){p, n};
}

struct str mime_field(struct str heads, const char *name, struct arena *a) {
    struct str want = str_of(name);
    for (size_t at = 0; at < heads.n;) {
        size_t end = str_find_byte(heads, '\n', at);
        if (end == SIZE_MAX) end = heads.n;
        struct str line = str_cut(heads, at, end);
        if (line.n > want.n && line.p[want.n] == ':' && str_ieq(str_cut(line, 0, want.n), want)) {
            while (end + 1 < heads.n && (heads.p[end + 1] == ' ' || heads.p[end + 1] == '\t')) {
                end = str_find_byte(heads, '\n', end + 1);
                if (end == SIZE_MAX) end = heads.n;
            }
            struct str value = str_trim(str_cut(heads, at + want.n + 1, end));
            return one_line(value, a);
        }
        at = end + 1;
    }
    return (struct str){NULL, 0};
}

static int hex_digit(char c) {
    if (ascii_digit(c)) return c - '0';
    c = ascii_to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* word: the variant of RFC 2047, where "_" is a blank. */
static struct str from_quoted_printable(struct str s, bool word, struct arena *a) {
    char *p = arena_raw(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (word && s.p[i] == '_') p[n++] = ' ';
        else if (s.p[i] != '=') p[n++] = s.p[i];
        else if (i + 2 < s.n && hex_digit(s.p[i + 1]) >= 0 && hex_digit(s.p[i + 2]) >= 0) {
            p[n++] = (char)(hex_digit(s.p[i + 1]) * 16 + hex_digit(s.p[i + 2]));
            i += 2;
        } else if (i + 1 < s.n && s.p[i + 1] == '\n') i++;
        else if (i + 2 < s.n && s.p[i + 1] == '\r' && s.p[i + 2] == '\n') i += 2;
        else p[n++] = '=';
    }
    return (struct str){p, n};
}

static int base64_digit(char c) {
    if (ascii_upper(c)) return c - 'A';
    if (ascii_lower(c)) return c - 'a' + 26;
    if (ascii_digit(c)) return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static struct str from_base64(struct str s, struct arena *a) {
    char *p = arena_raw(a, s.n * 3 / 4 + 4);
    size_t n = 0;
    uint32_t bits = 0;
    int have = 0;
    for (size_t i = 0; i < s.n && s.p[i] != '='; i++) {
        int digit = base64_digit(s.p[i]);
        if (digit < 0) continue;
        bits = bits << 6 | (uint32_t)digit;
        have += 6;
        if (have >= 8) {
            have -= 8;
            p[n++] = (char)(bits >> have & 0xff);
        }
    }
    return (struct str){p, n};
}

/* "=?charset?B?text?=" at the start of s: gives the byte behind it, 0 when it is none. */
static size_t encoded_word(struct str s, struct arena *a, struct buf *out) {
    if (!str_starts(s, STR("=?"))) return 0;
    size_t first = str_find_byte(s, '?', 2);
    if (first == SIZE_MAX || first + 2 >= s.n || s.p[first + 2] != '?') return 0;
    size_t end = str_find(s, STR("?="), first + 3);
    if (end == SIZE_MAX) return 0;
    char how = ascii_to_lower(s.p[first + 1]);
    struct str charset = str_cut(s, 2, first), text = str_cut(s, first + 3, end);
    size_t star = str_find_byte(charset, '*', 0); /* RFC 2231: a language may follow */
    if (star != SIZE_MAX) charset = str_cut(charset, 0, star);
    if (how != 'b' && how != 'q') return 0;
    struct charset_text decoded;
    charset_decode(how == 'b' ? from_base64(text, a) : from_quoted_printable(text, true, a), charset, a, &decoded);
    buf_add(out, decoded.text);
    return end + 2;
}

struct str mime_words(struct str value, struct arena *a) {
    if (!value.p) return value;
    struct str s = one_line(value, a);
    struct buf out = {0};
    size_t last = SIZE_MAX; /* length of `out` right behind the last encoded word: blanks between two of them go */
    for (size_t i = 0; i < s.n;) {
        size_t blank = i;
        while (blank < s.n && ascii_space(s.p[blank])) blank++;
        bool between = last == out.n && blank > i && str_starts(str_cut(s, blank, s.n), STR("=?"));
        size_t at = between ? blank : i;
        size_t used = encoded_word(str_cut(s, at, s.n), a, &out);
        if (used) last = out.n, i = at + used;
        else buf_add_byte(&out, s.p[i++]);
    }
    struct str text = one_line(buf_str(&out), a);
    buf_done(&out);
    return text;
}

static struct str unquoted(struct str s, struct arena *a) {
    s = str_trim(s);
    if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"') return s;
    char *p = arena_raw(a, s.n);
    size_t n = 0;
    for (size_t i = 1; i + 1 < s.n; i++) {
        if (s.p[i] == '\\' && i + 2 < s.n) i++;
        p[n++] = s.p[i];
    }
    return (struct str){p, n};
}

static void add_address(struct str one, struct arena *a, struct vec *out) {
    one = str_trim(one);
    size_t open = str_find_byte(one, '<', 0), close = str_find_byte(one, '>', 0);
    struct mime_address m = {0};
    if (open != SIZE_MAX && close != SIZE_MAX && open < close) {
        m.address = str_trim(str_cut(one, open + 1, close));
        m.name = mime_words(unquoted(str_cut(one, 0, open), a), a);
    } else {
        size_t comment = str_find_byte(one, '(', 0); /* "ann@example.org (Ann Example)" */
        m.address = str_trim(str_cut(one, 0, comment));
        if (comment != SIZE_MAX && one.p[one.n - 1] == ')')
            m.name = mime_words(str_cut(one, comment + 1, one.n - 1), a);
    }
    if (str_trim(m.name).n == 0) m.name = (struct str){NULL, 0};
    if (m.address.n && str_find_byte(m.address, '@', 0) != SIZE_MAX) vec_push_copy(out, &m);
}

void mime_addresses(struct str value, struct arena *a, struct vec *out) {
    bool quoted = false;
    size_t start = 0;
    for (size_t i = 0; i <= value.n && value.p; i++) {
        if (i < value.n && value.p[i] == '"') quoted = !quoted;
        if (i < value.n && (quoted || (value.p[i] != ',' && value.p[i] != ';'))) continue;
        add_address(str_cut(value, start, i), a, out);
        start = i + 1;
    }
}

/* A parameter of a structured field: charset, boundary, filename. */
static struct str parameter(struct str value, const char *name, struct arena *a) {
    struct str rest = value, want = str_of(name);
    str_split(&rest, ';');
    while (rest.p) {
        struct str one = str_trim(str_split(&rest, ';'));
        size_t equal = str_find_byte(one, '=', 0);
        if (equal != SIZE_MAX && str_ieq(str_trim(str_cut(one, 0, equal)), want))
            return unquoted(str_cut(one, equal + 1, one.n), a);
    }
    return (struct str){NULL, 0};
}

static struct str lower_type(struct str value, struct arena *a) {
    struct str type = str_trim(str_cut(value, 0, str_find_byte(value, ';', 0)));
    if (type.n == 0) return STR("text/plain");
    char *p = arena_raw(a, type.n);
    for (size_t i = 0; i < type.n; i++) p[i] = ascii_to_lower(type.p[i]);
    return (struct str){p, type.n};
}

static bool add_part(struct str message, struct arena *a, struct vec *out, unsigned depth);

/* The parts between lines of "--boundary". */
static bool add_multipart(struct str body, struct str boundary, struct arena *a, struct vec *out, unsigned depth) {
    struct str mark = arena_printf(a, "--%.*s", STR_ARG(boundary));
    size_t start = SIZE_MAX;
    bool whole = true;
    for (size_t at = 0; at < body.n;) {
        size_t end = str_find_byte(body, '\n', at);
        if (end == SIZE_MAX) end = body.n;
        if (str_starts(str_cut(body, at, end), mark)) {
            if (start != SIZE_MAX) whole &= add_part(str_cut(body, start, at), a, out, depth + 1);
            bool last = str_starts(str_cut(body, at + mark.n, end), STR("--"));
            start = last ? SIZE_MAX : end + 1;
            if (last) return whole;
        }
        at = end + 1;
    }
    if (start < body.n) whole &= add_part(str_cut(body, start, body.n), a, out, depth + 1);
    return whole;
}

static bool add_part(struct str message, struct arena *a, struct vec *out, unsigned depth) {
    if (depth > MIME_DEPTH || out->n >= MIME_PARTS) return false;
    size_t start;
    struct str heads = mime_split(message, &start), body = str_cut(message, start, message.n);
    struct str type = mime_field(heads, "Content-Type", a);
    struct mime_part part = {.type = lower_type(type, a), .charset = parameter(type, "charset", a)};
    struct str boundary = parameter(type, "boundary", a);
    if (str_starts(part.type, STR("multipart/")) && boundary.n) return add_multipart(body, boundary, a, out, depth);
    if (str_is(part.type, "message/rfc822")) return add_part(body, a, out, depth + 1);
    struct str coding = str_trim(mime_field(heads, "Content-Transfer-Encoding", a));
    if (str_ieq(coding, STR("base64"))) body = from_base64(body, a);
    else if (str_ieq(coding, STR("quoted-printable"))) body = from_quoted_printable(body, false, a);
    part.body = body;
    struct str disposition = mime_field(heads, "Content-Disposition", a);
    part.filename = mime_words(parameter(disposition, "filename", a), a);
    if (!part.filename.p) part.filename = mime_words(parameter(type, "name", a), a);
    part.attached = str_ieq(str_cut(disposition, 0, 10), STR("attachment"));
    vec_push_copy(out, &part);
    return true;
}

bool mime_parts(struct str message, struct arena *a, struct vec *out) { return add_part(message, a, out, 0); }
