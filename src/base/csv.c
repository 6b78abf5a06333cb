#include "base/csv.h"

#include <string.h>

enum { SNIFF_BYTES = 1 << 16, SNIFF_ROWS = 200, FIRST_FIELDS = 16, DOS_END = 0x1A };

static const char delimiters[] = {',', ';', '\t', '|'};

/* Length of the line end at byte i, 0 when there is none. */
static size_t line_end_at(const struct csv_reader *r, size_t i) {
    if (i >= r->text.n) return 0;
    if (r->text.p[i] == r->line_end) return 1;
    return r->text.p[i] == '\r' && i + 1 < r->text.n && r->text.p[i + 1] == '\n' ? 2 : 0;
}

static bool ends_field(const struct csv_reader *r, size_t i) {
    return i >= r->text.n || r->text.p[i] == r->dialect.delimiter || line_end_at(r, i);
}

static size_t skip_blanks(const struct csv_reader *r, size_t i) {
    while (i < r->text.n && r->text.p[i] == ' ' && r->dialect.delimiter != ' ') i++;
    return i;
}

/* From behind the opening quote to the closing one. *pairs counts doubled quotes; SIZE_MAX: it never closes. A single
 * quote inside belongs to the field while it stands on its first line; behind a line end it opens another row's field,
 * and the one before was left open. */
static size_t find_close(const struct csv_reader *r, size_t i, size_t *pairs) {
    size_t limit = r->text.n, start = i;
    if (r->seen_unclosed) {
        size_t line = str_find_byte(r->text, r->line_end, i);
        if (line != SIZE_MAX) limit = line;
    }
    struct str text = str_cut(r->text, 0, limit);
    for (*pairs = 0;; i++) {
        i = str_find_byte(text, r->dialect.quote, i);
        if (i == SIZE_MAX) return SIZE_MAX;
        if (i + 1 < limit && text.p[i + 1] == r->dialect.quote) {
            ++*pairs;
            i++;
        } else if (ends_field(r, skip_blanks(r, i + 1))) {
            return i;
        } else if (memchr(text.p + start, r->line_end, i - start)) {
            return SIZE_MAX;
        }
    }
}

static struct str without_pairs(struct str s, char quote, size_t pairs, struct arena *a) {
    char *out = arena_raw(a, s.n - pairs);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        out[n++] = s.p[i];
        if (s.p[i] == quote && i + 1 < s.n && s.p[i + 1] == quote) i++;
    }
    return (struct str){out, n};
}

static uint32_t lines_in(struct str s, char line_end) {
    uint32_t n = 0;
    for (size_t i = 0; (i = str_find_byte(s, line_end, i)) != SIZE_MAX; i++) n++;
    return n;
}

/* Cuts the field at r->at, which then stands on the delimiter or line end behind it. */
static bool take_field(struct csv_reader *r, struct arena *a, struct str *out) {
    size_t start = r->at;
    if (r->dialect.quote && start < r->text.n && r->text.p[start] == r->dialect.quote) {
        size_t pairs, close = find_close(r, start + 1, &pairs);
        if (close == SIZE_MAX) return false;
        *out = str_cut(r->text, start + 1, close);
        r->line += lines_in(*out, r->line_end);
        if (pairs) *out = without_pairs(*out, r->dialect.quote, pairs, a);
        r->at = skip_blanks(r, close + 1);
        return true;
    }
    while (!ends_field(r, r->at)) r->at++;
    *out = str_cut(r->text, start, r->at);
    return true;
}

static void add_field(struct csv_row *row, size_t *cap, struct str field, struct arena *a) {
    if (row->n == *cap) {
        struct str *more = arena_array(a, *cap * 2, sizeof *more);
        memcpy(more, row->fields, row->n * sizeof *more);
        row->fields = more;
        *cap *= 2;
    }
    row->fields[row->n++] = field;
}

static int damaged(struct csv_reader *r, size_t start, uint32_t line, struct err *e) {
    bool first = !r->seen_unclosed;
    err_set(e, ERR_SYNTAX, first ? "a quote that is never closed" : "a quote that is not closed on its line");
    err_at(e, (struct place){.byte = (int64_t)r->at, .row = r->row, .line = r->line});
    r->seen_unclosed = true;
    size_t end = str_find_byte(r->text, r->line_end, start);
    r->at = end == SIZE_MAX ? r->text.n : end + 1;
    r->line = line + 1;
    return -1;
}

static void skip_empty_lines(struct csv_reader *r) {
    for (size_t n; (n = line_end_at(r, r->at)); r->line++) r->at += n;
}

int csv_next(struct csv_reader *r, struct arena *a, struct csv_row *row, struct err *e) {
    skip_empty_lines(r);
    if (r->at >= r->text.n) return 0;
    size_t start = r->at, cap = r->expect ? r->expect : FIRST_FIELDS;
    *row = (struct csv_row){.start = start, .row = ++r->row, .line = r->line};
    row->fields = arena_array(a, cap, sizeof *row->fields);
    for (;;) {
        struct str field;
        if (!take_field(r, a, &field)) return damaged(r, start, row->line, e);
        add_field(row, &cap, field, a);
        if (r->at >= r->text.n || r->text.p[r->at] != r->dialect.delimiter) break;
        r->at++;
    }
    row->end = r->at;
    size_t end = line_end_at(r, r->at);
    r->at += end;
    r->line += end > 0;
    r->expect = row->n;
    return 1;
}

/* Excel's own first line. */
static size_t sep_line(struct str text, char *delimiter) {
    if (!str_starts(text, STR("sep=")) || text.n < 6 || !memchr(delimiters, text.p[4], sizeof delimiters)) return 0;
    *delimiter = text.p[4];
    if (text.p[5] == '\n') return 6;
    return text.n > 6 && text.p[5] == '\r' && text.p[6] == '\n' ? 7 : 0;
}

void csv_open(struct csv_reader *r, struct str text, struct csv_dialect dialect) {
    char sep;
    *r = (struct csv_reader){.dialect = dialect, .line = 1, .line_end = '\n'};
    while (text.n && text.p[text.n - 1] == DOS_END) text.n--;
    r->text = text;
    if (str_starts(text, STR("\xEF\xBB\xBF"))) r->at = 3;
    size_t skipped = sep_line(str_cut(text, r->at, text.n), &sep);
    if (skipped) r->line++;
    r->at += skipped;
    if (str_find_byte(text, '\n', 0) == SIZE_MAX) r->line_end = '\r';
}

/* How well a dialect cuts the head of a text: the share of rows (in 1/1000) that are as wide as the first. */
static unsigned fit(struct str head, struct csv_dialect d, size_t *width) {
    struct arena a = {0};
    struct csv_reader r;
    struct csv_row row;
    unsigned rows = 0, same = 0;
    int got;
    *width = 0;
    csv_open(&r, head, d);
    while (rows < SNIFF_ROWS && (got = csv_next(&r, &a, &row, NULL)) != 0) {
        if (!rows++) *width = got > 0 ? row.n : 0;
        same += got > 0 && row.n == *width;
        arena_reset(&a);
    }
    arena_done(&a);
    return rows && *width > 1 ? same * 1000 / rows : 0;
}

void csv_sniff(struct str text, struct csv_dialect *out) {
    struct str head = str_cut(text, 0, SNIFF_BYTES);
    const char *last = text.n > head.n ? memrchr(head.p, '\n', head.n) : NULL;
    if (last) head.n = (size_t)(last - head.p) + 1;
    *out = (struct csv_dialect){',', '"'};
    size_t mark = str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;
    if (sep_line(str_cut(text, mark, text.n), &out->delimiter)) return;
    unsigned best = 0;
    size_t best_width = 0;
    for (size_t i = 0; i < 2 * sizeof delimiters; i++) {
        struct csv_dialect d = {delimiters[i / 2], i % 2 ? 0 : '"'};
        size_t width;
        unsigned score = fit(head, d, &width);
        /* Among dialects that fit equally well the wider one, then the earlier. Unquoted needs a better fit. */
        bool better = score > best || (score == best && width > best_width && d.quote);
        if (!better) continue;
        best = score;
        best_width = width;
        *out = d;
    }
}

void csv_write_field(struct str s, char delimiter, struct buf *b) {
    bool quoted = false;
    for (size_t i = 0; i < s.n && !quoted; i++)
        quoted = s.p[i] == delimiter || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (!quoted) {
        buf_add(b, s);
        return;
    }
    buf_add_byte(b, '"');
    for (size_t from = 0; from < s.n;) {
        size_t quote = str_find_byte(s, '"', from), to = quote == SIZE_MAX ? s.n : quote + 1;
        buf_add(b, str_cut(s, from, to));
        if (quote != SIZE_MAX) buf_add_byte(b, '"');
        from = to;
    }
    buf_add_byte(b, '"');
}

void csv_write_row(const struct str *fields, size_t n, char delimiter, struct buf *b) {
    if (n == 1 && fields[0].n == 0) buf_add(b, STR("\"\""));
    for (size_t i = 0; i < n; i++) {
        if (i) buf_add_byte(b, delimiter);
        csv_write_field(fields[i], delimiter, b);
    }
    buf_add_byte(b, '\n');
}
