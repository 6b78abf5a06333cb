/* The reading half of base/json.h, and the only C++ of the engine.
 *
 * simdjson does what takes SIMD: it checks the UTF-8, finds every string, and lists where each token begins (its
 * "stage 1"). The walk over that list is ours and not simdjson's On-Demand, for three reasons: the number of tokens is
 * checked at every step, an error knows its exact byte, and strings are lent instead of copied. The text is copied into
 * the arena once; a string of the tree is a slice of that copy, unescaped in place where it has escapes.
 *
 *     {"name":["Ada","B\u00e9"],"n":1.50}     tokens: { "name : [ "Ada , "B.. ] , "n : 1.50 }
 */
#include <cassert>
#include <cstdarg>
#include <cstdint>
#include <cstring>
#include <memory>
#include <simdjson.h>

extern "C" {
#include "base/heap.h"
#include "base/json.h"
}
#include <cstdlib>

using simdjson::internal::dom_parser_implementation;

namespace {

/* An item or member whose container is not closed yet. */
struct open_value {
    str key;
    json value;
};

struct walk {
    char *text; /* the copy in the arena, padded */
    size_t n;
    const uint32_t *token; /* n_tokens positions, then the length of the text */
    size_t n_tokens, at;
    struct arena *arena;
    json_reader *reader;
    struct err *e;
};

} // namespace

struct json_reader {
    std::unique_ptr<dom_parser_implementation> indexer;
    open_value *stack;
    size_t depth, cap;
};

namespace {

bool fail(walk &w, size_t byte, const char *what) {
    err_set(w.e, ERR_SYNTAX, "%s", what);
    place p = {};
    p.byte = (int64_t)byte;
    return err_at(w.e, p);
}

size_t position(const walk &w) { return w.at < w.n_tokens ? w.token[w.at] : w.n; }
char peek(const walk &w) { return w.at < w.n_tokens ? w.text[w.token[w.at]] : '\0'; }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* Where the token ends: before the white space that stands in front of the next one. */
size_t token_end(const walk &w, size_t token) {
    size_t end = token + 1 < w.n_tokens ? w.token[token + 1] : w.n;
    while (is_space(w.text[end - 1])) end--;
    return end;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The four digits of \uXXXX, -1 when they are not four. */
int hex4(const char *p, size_t n) {
    int v = 0;
    if (n < 4) return -1;
    for (int i = 0; i < 4; i++) {
        int d = hex_digit(p[i]);
        if (d < 0) return -1;
        v = v * 16 + d;
    }
    return v;
}

char *put_utf8(char *to, int c) {
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

/* \uXXXX or a pair of them at `from`, which stands behind the u; gives the end of it, NULL when it is no character.
 * Half a pair is refused: it has no UTF-8. */
const char *unescape_unicode(const char *from, const char *end, char *&to) {
    int c = hex4(from, (size_t)(end - from));
    if (c < 0 || (c >= 0xDC00 && c <= 0xDFFF)) return nullptr;
    from += 4;
    if (c >= 0xD800 && c <= 0xDBFF) {
        if (end - from < 6 || from[0] != '\\' || from[1] != 'u') return nullptr;
        int low = hex4(from + 2, 4);
        if (low < 0xDC00 || low > 0xDFFF) return nullptr;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        from += 6;
    }
    to = put_utf8(to, c);
    return from;
}

/* In place: what an escape stands for is never longer than the escape. */
bool unescape(walk &w, char *p, size_t n, const char *escape, str *out) {
    const char *from = escape, *end = p + n;
    char *to = p + (escape - p);
    while (from < end) {
        if (*from != '\\') {
            *to++ = *from++;
            continue;
        }
        static const char names[] = "\"\\/bfnrtu", means[] = "\"\\/\b\f\n\r\t";
        const char *name = from + 1 < end ? (const char *)memchr(names, from[1], sizeof names - 1) : nullptr;
        if (!name) return fail(w, (size_t)(from - w.text), "no such escape in a string");
        const char *start = from;
        from += 2;
        if (*name != 'u') {
            *to++ = means[name - names];
        } else if (!(from = unescape_unicode(from, end, to))) {
            return fail(w, (size_t)(start - w.text), "a \\u escape that is no character");
        }
    }
    *out = {p, (size_t)(to - p)};
    return true;
}

bool take_string(walk &w, str *out) {
    size_t start = w.token[w.at] + 1, end = token_end(w, w.at) - 1;
    w.at++;
    assert(end >= start && w.text[end] == '"'); /* stage 1 saw every string closed */
    char *p = w.text + start;
    size_t n = end - start;
    const char *escape = n ? (const char *)memchr(p, '\\', n) : nullptr;
    if (escape) return unescape(w, p, n, escape, out);
    *out = {p, n};
    return true;
}

size_t digits(const char *p, size_t n, size_t i) {
    while (i < n && ascii_digit(p[i])) i++;
    return i;
}

/* number = [ "-" ] ( "0" / 1-9 digits ) [ "." digits ] [ ("e"/"E") ["+"/"-"] digits ] */
bool is_number(const char *p, size_t n) {
    size_t i = n && p[0] == '-' ? 1 : 0, start = i;
    i = digits(p, n, i);
    if (i == start || (p[start] == '0' && i > start + 1)) return false;
    if (i < n && p[i] == '.') {
        start = ++i;
        i = digits(p, n, i);
        if (i == start) return false;
    }
    if (i < n && (p[i] == 'e' || p[i] == 'E')) {
        i++;
        if (i < n && (p[i] == '+' || p[i] == '-')) i++;
        start = i;
        i = digits(p, n, i);
        if (i == start) return false;
    }
    return i == n;
}

bool take_scalar(walk &w, json *out) {
    size_t start = position(w), n = token_end(w, w.at) - start;
    const char *p = w.text + start;
    if (ascii_digit(*p) || *p == '-') {
        if (!is_number(p, n)) return fail(w, start, "not a JSON number");
        out->type = JSON_NUMBER;
        out->text = {p, n};
    } else if (n == 4 && !memcmp(p, "true", 4)) {
        out->type = JSON_TRUE;
    } else if (n == 5 && !memcmp(p, "false", 5)) {
        out->type = JSON_FALSE;
    } else if (n == 4 && !memcmp(p, "null", 4)) {
        out->type = JSON_NULL;
    } else {
        return fail(w, start, "expected a value");
    }
    w.at++;
    return true;
}

open_value *push(json_reader *r) {
    if (r->depth == r->cap) {
        r->cap = r->cap ? r->cap * 2 : 256;
        r->stack = (open_value *)heap_grow(r->stack, r->cap, sizeof *r->stack);
    }
    return &r->stack[r->depth++];
}

/* Moves the values above `from` from the stack into the arena: one block for the values, behind their list. */
void close_container(walk &w, size_t from, json *out) {
    json_reader *r = w.reader;
    size_t n = r->depth - from;
    r->depth = from;
    out->n = out->cap = (uint32_t)n;
    if (!n) return;
    bool object = out->type == JSON_OBJECT;
    size_t list = n * (object ? sizeof(json_member) : sizeof(json *));
    char *block = (char *)arena_raw(w.arena, list + n * sizeof(json));
    json *values = (json *)(void *)(block + list);
    if (object) out->members = (json_member *)(void *)block;
    else out->items = (json **)(void *)block;
    for (size_t i = 0; i < n; i++) {
        const open_value *v = &r->stack[from + i];
        values[i] = v->value;
        if (object) out->members[i] = {v->key, &values[i]};
        else out->items[i] = &values[i];
    }
}

bool take_value(walk &w, int depth, json *out);

bool take_key(walk &w, str *key) {
    if (peek(w) != '"') return fail(w, position(w), "expected a key in quotes");
    if (!take_string(w, key)) return false;
    if (peek(w) != ':') return fail(w, position(w), "expected ':'");
    w.at++;
    return true;
}

bool take_container(walk &w, int depth, json *out) {
    bool object = out->type == JSON_OBJECT;
    char close = object ? '}' : ']';
    size_t from = w.reader->depth;
    if (depth == JSON_DEPTH) {
        err_set(w.e, ERR_LIMIT, "nested deeper than %d", (int)JSON_DEPTH);
        place p = {};
        p.byte = (int64_t)position(w);
        return err_at(w.e, p);
    }
    w.at++;
    if (peek(w) == close) {
        w.at++;
        return true;
    }
    for (;;) {
        str key = {nullptr, 0};
        if (object && !take_key(w, &key)) return false;
        json value = {};
        if (!take_value(w, depth + 1, &value)) return false;
        *push(w.reader) = {key, value};
        char next = peek(w);
        if (next != close && next != ',')
            return fail(w, position(w), object ? "expected ',' or '}'" : "expected ',' or ']'");
        w.at++;
        if (next == close) break;
    }
    close_container(w, from, out);
    return true;
}

bool take_value(walk &w, int depth, json *out) {
    switch (peek(w)) {
    case '{': out->type = JSON_OBJECT; return take_container(w, depth, out);
    case '[': out->type = JSON_ARRAY; return take_container(w, depth, out);
    case '"': out->type = JSON_STRING; return take_string(w, &out->text);
    default: break;
    }
    if (w.at == w.n_tokens) return fail(w, w.n, "the text ends where a value is expected");
    return take_scalar(w, out);
}

/* simdjson says that a string is not closed or has a control character, not where. */
bool fail_in_string(walk &w) {
    bool inside = false;
    size_t open = 0;
    for (size_t i = 0; i < w.n; i++) {
        char c = w.text[i];
        if (c == '"') {
            inside = !inside;
            open = i;
        } else if (inside && c == '\\') {
            i++;
        } else if (inside && (unsigned char)c < 0x20) {
            return fail(w, i, "a control character in a string; it must be escaped");
        }
    }
    return fail(w, open, "a string that is not closed");
}

bool index_tokens(walk &w) {
    json_reader *r = w.reader;
    if (w.n > simdjson::SIMDJSON_MAXSIZE_BYTES) return err_set(w.e, ERR_LIMIT, "JSON text of more than 4 GiB");
    simdjson::error_code error = simdjson::SUCCESS;
    if (w.n > r->indexer->capacity()) error = r->indexer->set_capacity(w.n < SIZE_MAX / 4 ? w.n + w.n / 2 : w.n);
    if (!error) error = r->indexer->stage1((const uint8_t *)w.text, w.n, simdjson::stage1_mode::regular);
    w.token = r->indexer->structural_indexes.get();
    w.n_tokens = error ? 0 : r->indexer->n_structural_indexes;
    switch (error) {
    case simdjson::SUCCESS: return true;
    case simdjson::EMPTY: return fail(w, w.n, "the text ends where a value is expected");
    case simdjson::UTF8_ERROR: return fail(w, str_utf8({w.text, w.n}), "bytes that are not UTF-8");
    case simdjson::UNCLOSED_STRING:
    case simdjson::UNESCAPED_CHARS: return fail_in_string(w);
    default: return err_set(w.e, ERR_SYNTAX, "not JSON: %s", simdjson::error_message(error));
    }
}

} // namespace

extern "C" struct json_reader *json_reader_new(void) {
    auto *r = new json_reader{};
    auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(1 << 16, 1, r->indexer);
    assert(!error);
    (void)error;
    return r;
}

extern "C" void json_reader_free(struct json_reader *r) {
    if (r) free(r->stack);
    delete r;
}

/* A byte order mark in front is passed over, as RFC 8259 (8.1) allows. */
extern "C" bool json_reader_read(struct json_reader *r, str text, struct arena *a, json **out, struct err *e) {
    walk w = {};
    w.text = (char *)arena_raw(a, text.n + simdjson::SIMDJSON_PADDING);
    if (text.n) memcpy(w.text, text.p, text.n);
    memset(w.text + text.n, ' ', simdjson::SIMDJSON_PADDING);
    if (text.n >= 3 && !memcmp(w.text, "\xEF\xBB\xBF", 3)) memset(w.text, ' ', 3);
    w.n = text.n;
    w.arena = a;
    w.reader = r;
    w.e = e;
    r->depth = 0;
    json *root = (json *)arena_new(a, sizeof *root);
    if (!index_tokens(w) || !take_value(w, 0, root)) return false;
    if (w.at < w.n_tokens) return fail(w, position(w), "more text behind the value");
    *out = root;
    return true;
}

extern "C" bool json_read(str text, struct arena *a, json **out, struct err *e) {
    json_reader *r = json_reader_new();
    bool ok = json_reader_read(r, text, a, out, e);
    json_reader_free(r);
    return ok;
}
