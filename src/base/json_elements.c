/* The scan behind json_elements_next: brackets and strings only, values are the reader's business. */
#include "base/json.h"

#include <string.h>

/* The kinds of the open brackets, innermost last. Deeper ones than the reader takes are counted, not told apart: the
 * reader refuses their element. */
struct nest {
    char open[JSON_DEPTH];
    size_t n, deeper;
};

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static size_t skip_space(struct str s, size_t at) {
    while (at < s.n && is_space(s.p[at])) at++;
    return at;
}

static int fail(struct err *e, size_t byte, const char *what) {
    err_set(e, ERR_SYNTAX, "%s", what);
    err_at(e, (struct place){.byte = (int64_t)byte});
    return -1;
}

/* Behind the string that begins at `at`. A raw line end is not allowed in one, so there it was left open: then the
 * position behind its quote, and the line's other quotes are not to be trusted either. */
static size_t skip_string(struct str s, size_t at, size_t *quoteless_until) {
    size_t end = at + 1;
    for (; end < s.n && s.p[end] != '"' && s.p[end] != '\n'; end++)
        if (s.p[end] == '\\') end++;
    if (end >= s.n) return s.n;
    if (s.p[end] == '"') return end + 1;
    *quoteless_until = end;
    return at + 1;
}

static void open_bracket(struct nest *nest, char c) {
    if (nest->n == JSON_DEPTH) nest->deeper++;
    else nest->open[nest->n++] = c;
}

/* false: nothing of the element is open that this could close, so it closes the array. */
static bool close_bracket(struct nest *nest, char c) {
    if (nest->deeper) {
        nest->deeper--;
        return true;
    }
    const char *hit = memrchr(nest->open, c == ']' ? '[' : '{', nest->n);
    if (hit) nest->n = (size_t)(hit - nest->open);
    return hit != NULL;
}

/* Where the element that begins at `at` ends: its comma, the bracket of the array, or the end of the text. */
static size_t element_end(struct str s, size_t at) {
    struct nest nest;
    nest.n = nest.deeper = 0;
    size_t quoteless_until = 0;
    while (at < s.n) {
        char c = s.p[at];
        if (c == '"' && at >= quoteless_until) {
            at = skip_string(s, at, &quoteless_until);
            continue;
        }
        if (c == '[' || c == '{') open_bracket(&nest, c);
        else if (c == ',' && !nest.n) break;
        else if ((c == ']' || c == '}') && !close_bracket(&nest, c) && c == ']') break;
        at++;
    }
    return at;
}

static int open_array(struct json_elements *it, struct err *e) {
    it->open = true;
    size_t at = str_starts(it->text, STR("\xEF\xBB\xBF")) ? 3 : 0;
    at = skip_space(it->text, at);
    if (at == it->text.n || it->text.p[at] != '[') return fail(e, at, "expected an array");
    it->at = skip_space(it->text, at + 1);
    if (it->at < it->text.n && it->text.p[it->at] == ']') {
        it->at++;
        it->end = true;
    }
    return 1;
}

int json_elements_next(struct json_elements *it, struct str *element, struct err *e) {
    *element = (struct str){NULL, 0};
    if (!it->open && open_array(it, e) < 0) return -1;
    size_t from = skip_space(it->text, it->at);
    if (it->end) return from == it->text.n ? 0 : fail(e, from, "more text behind the array");
    if (from == it->text.n) return fail(e, from, "the text ends before the array does");
    size_t to = element_end(it->text, from);
    if (to == it->text.n) return fail(e, from, "the text ends inside this element of the array");
    it->end = it->text.p[to] == ']';
    it->at = to + 1;
    *element = str_trim(str_cut(it->text, from, to));
    return 1;
}
