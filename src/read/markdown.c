/* Markdown as running text: YAML front matter becomes facts; headings, list items, quotes, tables and code lines become
 * paragraphs; marks go, words stay. */
#include "read/decode.h"
#include "read/header.h"
#include "read/yaml.h"

#include <string.h>

struct page {
    struct buf out;
    bool fenced; /* inside ``` */
    bool blank;  /* a paragraph ends here */
};

/* The front matter between two lines of "---" at the very top: gives the byte behind it, 0 when there is none. */
static size_t front_matter(struct str text, struct str *yaml) {
    size_t start = str_starts(text, STR("---\n")) ? 4 : str_starts(text, STR("---\r\n")) ? 5 : 0;
    if (start == 0) return 0;
    for (size_t at = start; at < text.n;) {
        size_t end = str_find_byte(text, '\n', at);
        struct str line = str_trim(str_cut(text, at, end));
        if (str_is(line, "---") || str_is(line, "...")) {
            *yaml = str_cut(text, start, at);
            return end == SIZE_MAX ? text.n : end + 1;
        }
        if (end == SIZE_MAX) break;
        at = end + 1;
    }
    return 0;
}

static size_t behind_bracket(struct str s, size_t open, char closing) {
    size_t depth = 0;
    for (size_t i = open; i < s.n; i++) {
        if (s.p[i] == '\\') i++;
        else if (s.p[i] == s.p[open]) depth++;
        else if (s.p[i] == closing && --depth == 0) return i + 1;
    }
    return 0;
}

/* Links and tags are looked for this far; what is longer is read as it stands. */
enum { INLINE_REACH = 1000 };

/* "[words](address)", "[words][ref]" and their picture forms: gives the byte behind, 0 when it is none. */
static size_t link_at(struct str s, size_t i, struct str *words) {
    size_t open = i + (s.p[i] == '!');
    s = str_cut(s, 0, i + INLINE_REACH);
    if (open >= s.n || s.p[open] != '[' || str_find_byte(s, ']', open) == SIZE_MAX) return 0;
    size_t close = behind_bracket(s, open, ']');
    if (!close || close >= s.n) return 0;
    size_t end = s.p[close] == '('   ? behind_bracket(s, close, ')')
                 : s.p[close] == '[' ? behind_bracket(s, close, ']')
                                     : 0;
    if (end) *words = str_cut(s, open + 1, close - 1);
    return end;
}

/* "<b>", "</b>", "<https://...>": an address keeps its words. */
static size_t angle_at(struct str s, size_t i, struct str *words) {
    size_t close = str_find_byte(str_cut(s, 0, i + INLINE_REACH), '>', i);
    if (close == SIZE_MAX || i + 1 >= s.n || !(ascii_alpha(s.p[i + 1]) || s.p[i + 1] == '/')) return 0;
    struct str inside = str_cut(s, i + 1, close);
    bool address = str_find(inside, STR("://"), 0) != SIZE_MAX || str_find_byte(inside, '@', 0) != SIZE_MAX;
    *words = address && str_find_byte(inside, ' ', 0) == SIZE_MAX ? inside : (struct str){NULL, 0};
    return close + 1;
}

/* A run of * or _ that marks emphasis, and not 2 * 3 or snake_case. */
static size_t emphasis_at(struct str s, size_t i) {
    char c = s.p[i];
    size_t end = i;
    while (end < s.n && s.p[end] == c) end++;
    bool before = i > 0 && !ascii_space(s.p[i - 1]), after = end < s.n && !ascii_space(s.p[end]);
    if (!before && !after) return 0;
    if (c == '_' && before && after && ascii_alnum(s.p[i - 1]) && ascii_alnum(s.p[end])) return 0;
    return end;
}

static void inline_text(struct buf *out, struct str s, unsigned depth) {
    for (size_t i = 0; i < s.n;) {
        struct str words = {NULL, 0};
        size_t end = 0;
        char c = s.p[i];
        if (c == '\\' && i + 1 < s.n && strchr("\\`*_{}[]()#+-.!|<>~\"'", s.p[i + 1])) {
            buf_add_byte(out, s.p[i + 1]);
            i += 2;
            continue;
        }
        if ((c == '[' || c == '!') && depth < 4) end = link_at(s, i, &words);
        else if (c == '<') end = angle_at(s, i, &words);
        else if (c == '*' || c == '_') end = emphasis_at(s, i);
        else if (c == '`') end = i + 1;
        if (end == 0) {
            buf_add_byte(out, c);
            i++;
            continue;
        }
        if (words.n) inline_text(out, words, depth + 1);
        i = end;
    }
}

static bool only_of(struct str s, const char *set, size_t least) {
    for (size_t i = 0; i < s.n; i++)
        if (!strchr(set, s.p[i])) return false;
    return s.n >= least;
}

/* The mark of a list item: its length with the blank behind it, or 0. */
static size_t item_mark(struct str s) {
    if (s.n > 2 && strchr("-*+", s.p[0]) && s.p[1] == ' ') return 2;
    size_t n = 0;
    while (n < s.n && n < 4 && ascii_digit(s.p[n])) n++;
    return n && n + 1 < s.n && (s.p[n] == '.' || s.p[n] == ')') && s.p[n + 1] == ' ' ? n + 2 : 0;
}

static size_t heading_mark(struct str s) {
    size_t n = 0;
    while (n < s.n && n < 6 && s.p[n] == '#') n++;
    return n && n < s.n && s.p[n] == ' ' ? n + 1 : 0;
}

static void put(struct page *p, struct str line, bool own_paragraph) {
    if (own_paragraph) p->blank = true;
    if (p->out.n) buf_add(&p->out, p->blank ? STR("\n\n") : STR("\n"));
    inline_text(&p->out, line, 0);
    p->blank = own_paragraph;
}

static void put_row(struct page *p, struct str s) {
    struct buf row = {0};
    s = str_trim(str_cut(s, 1, s.n));
    if (s.n && s.p[s.n - 1] == '|') s.n--;
    for (struct str rest = s; rest.p;) {
        struct str cell = str_trim(str_split(&rest, '|'));
        if (row.n && cell.n) buf_add(&row, STR(" | "));
        buf_add(&row, cell);
    }
    put(p, buf_str(&row), true);
    buf_done(&row);
}

static bool is_definition(struct str s) {
    size_t at = str_find(s, STR("]:"), 0);
    return s.n && s.p[0] == '[' && at != SIZE_MAX && at < 60;
}

static void put_line(struct page *p, struct str line) {
    struct str s = str_trim(line);
    while (!p->fenced && s.n && s.p[0] == '>') s = str_trim(str_cut(s, 1, s.n));
    if (str_starts(s, STR("```")) || str_starts(s, STR("~~~"))) {
        p->fenced = !p->fenced;
        p->blank = true;
    } else if (s.n == 0) {
        p->blank = true;
    } else if (p->fenced) {
        if (p->out.n) buf_add(&p->out, p->blank ? STR("\n\n") : STR("\n"));
        buf_add(&p->out, s);
        p->blank = false;
    } else if (heading_mark(s)) {
        while (s.n && s.p[s.n - 1] == '#') s.n--;
        put(p, str_trim(str_cut(s, heading_mark(s), s.n)), true);
    } else if (only_of(s, "-", 3) || only_of(s, "=", 3) || only_of(s, "* ", 3) || only_of(s, "_", 3)) {
        p->blank = true; /* a rule, or the underline of a heading */
    } else if (s.p[0] == '|' && only_of(s, "|-: ", 3)) {
        p->blank = true;
    } else if (s.p[0] == '|') {
        put_row(p, s);
    } else if (item_mark(s)) {
        p->blank = true;
        put(p, str_cut(s, item_mark(s), s.n), false);
    } else if (!is_definition(s)) {
        put(p, s, false);
    }
}

static void read_front(struct str yaml, const struct input *in, const struct sink *sink, struct arena *a,
                       struct facts *facts) {
    struct yaml *map;
    struct err e = {.byte = -1};
    if (!yaml_read(yaml, a, &map, &e)) {
        struct place place = {.file = in->name, .byte = -1, .line = e.line + 1};
        read_note(sink, NOTE_WARNING, "front-matter", place, "the front matter was not read: %s", e.text);
        return;
    }
    for (const struct yaml *n = map->type == YAML_MAP ? map->first : NULL; n; n = n->next)
        header_take(facts, n->key, n->type == YAML_LIST && n->first ? n->first->text : n->text);
}

static bool read_markdown(const struct input *in, const struct sink *sink, struct err *e) {
    struct arena a = {0};
    struct str text = decode_input(in, (struct str){NULL, 0}, sink, &a), yaml = {NULL, 0};
    struct facts facts = {0};
    size_t at = front_matter(text, &yaml);
    if (at) read_front(yaml, in, sink, &a, &facts);
    struct page page = {0};
    for (struct str rest = str_cut(text, at, text.n); rest.p;) put_line(&page, str_split(&rest, '\n'));
    struct document document = {.text = buf_str(&page.out)};
    bool ok = page.out.n ? sink->facts(sink->context, &facts, e) && sink->document(sink->context, &document, e)
                         : err_set(e, ERR_SYNTAX, "there is no text in it");
    buf_done(&page.out);
    arena_done(&a);
    return ok;
}

static int recognise(struct str bytes, struct str name) {
    if (decode_is_binary(bytes)) return 0;
    struct arena a = {0};
    struct str head = decode_head(bytes, &a), yaml = {NULL, 0};
    size_t headings = 0, links = 0, items = 0, lines = 0;
    bool front = front_matter(head, &yaml) && str_find_byte(yaml, ':', 0) != SIZE_MAX;
    for (struct str rest = head; rest.p && lines < 400; lines++) {
        struct str line = str_split(&rest, '\n');
        headings += heading_mark(line) > 0;
        items += item_mark(line) > 0;
        links += str_find(line, STR("]("), 0) != SIZE_MAX || str_find(line, STR("**"), 0) != SIZE_MAX;
    }
    int sure = front ? 60 : headings && headings + links + items >= 3 ? 35 : headings || links >= 2 ? 15 : 0;
    if (sure && (str_ends(name, STR(".md")) || str_ends(name, STR(".markdown")))) sure += 15;
    arena_done(&a);
    return sure;
}

const struct reader reader_markdown = {
    .name = "markdown", .title = "Markdown", .recognise = recognise, .read = read_markdown};
