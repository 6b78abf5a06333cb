/* Tables: CSV, TSV and their kin with a header row, read through a mapping. Without one, the mapping that
 * mapping_suggest would write is used; when that finds no names, rows are kept as text that can be searched. */
#include "read/decode.h"
#include "read/mapping.h"
#include "read/rows.h"

/* A row longer than this is a table gone wrong (an unclosed quote). */
enum { TABLE_COLUMNS = 4096 };

struct table {
    const struct input *in;
    const struct sink *sink;
    struct arena whole, row;
    struct str text;
    struct csv_dialect dialect;
    struct str *header;
    size_t columns;
    struct mapping *mapping; /* NULL: none */
};

static bool take_header(struct table *t, struct rows *rows, struct err *e) {
    if (!rows_next(rows)) return err_set(e, ERR_SYNTAX, "the table is empty");
    if (rows->row.n > TABLE_COLUMNS)
        return err_set(e, ERR_LIMIT, "a table of more than %d columns is not read", TABLE_COLUMNS);
    t->columns = rows->row.n;
    t->header = arena_array(&t->whole, t->columns, sizeof *t->header);
    for (size_t i = 0; i < t->columns; i++) {
        struct str name = arena_copy(&t->whole, str_trim(rows->row.fields[i]));
        t->header[i] = name.n ? name : arena_printf(&t->whole, "column %zu", i + 1);
    }
    return true;
}

static bool make_mapping(struct table *t, struct err *e) {
    const struct model *model = t->in->model ? t->in->model : model_default();
    if (t->in->mapping.n) {
        return mapping_parse(t->in->mapping, model, &t->whole, &t->mapping, e) &&
               mapping_bind(t->mapping, t->header, t->columns, t->in, t->sink, e);
    }
    struct str yaml = mapping_suggest(t->text, t->in->name, &t->whole);
    if (!yaml.n) return true;
    if (!mapping_parse(yaml, model, &t->whole, &t->mapping, e) ||
        !mapping_bind(t->mapping, t->header, t->columns, t->in, t->sink, e))
        return false;
    t->mapping->label = t->mapping->dataset = (struct str){NULL, 0}; /* nobody has said who publishes it */
    return true;
}

/* How each column writes its numbers is decided over all rows, since "1.234" alone does not tell. */
static void see_styles(struct table *t) {
    struct clean_style *seen = arena_array(&t->whole, t->columns, sizeof *seen);
    struct csv_reader csv;
    struct csv_row row;
    csv_open(&csv, t->text, t->dialect);
    for (int got; (got = csv_next(&csv, &t->row, &row, NULL)) != 0; arena_reset(&t->row))
        for (size_t i = 0; got > 0 && i < row.n && i < t->columns; i++)
            clean_style_see(&seen[i], str_trim(row.fields[i]));
    for (size_t i = 0; i < t->columns; i++) t->mapping->styles[i] = clean_style_get(&seen[i]);
}

static void note_width(struct draft *d, size_t n, size_t expected) {
    if (n < expected) draft_note(d, NOTE_WARNING, "short-row", "%zu fields where the header has %zu", n, expected);
    if (n > expected) draft_note(d, NOTE_WARNING, "long-row", "%zu fields where the header has %zu", n, expected);
}

static bool read_rows(struct table *t, struct rows *rows, struct draft *d, struct err *e) {
    while (rows_next(rows)) {
        const struct csv_row *row = &rows->row;
        draft_begin(d, "row", row->row);
        d->place = rows_place(rows);
        note_width(d, row->n, t->columns);
        for (size_t i = 0; i < row->n; i++) {
            const char *name = i < t->columns ? t->header[i].p : "further column";
            draft_line(d, name, str_trim(row->fields[i]));
        }
        if (t->mapping) mapping_row(t->mapping, row->fields, row->n, d);
        if (!draft_give(d, e)) return false;
    }
    return true;
}

static bool run(struct table *t, struct err *e) {
    struct rows rows;
    rows_open(&rows, t->in, t->sink, t->text, t->dialect, &t->row);
    if (!take_header(t, &rows, e) || !make_mapping(t, e)) return false;
    struct facts facts = {0};
    if (t->mapping) facts.publisher = t->mapping->label, facts.dataset = t->mapping->dataset;
    if (!t->sink->facts(t->sink->context, &facts, e)) return false;
    if (t->mapping) see_styles(t);
    struct draft d;
    draft_init(&d, t->in, t->sink);
    bool ok = read_rows(t, &rows, &d, e);
    if (ok && !rows.refused) draft_note_if_empty(&d);
    draft_done(&d);
    return ok;
}

static bool read_table(const struct input *in, const struct sink *sink, struct err *e) {
    struct table t = {.in = in, .sink = sink};
    t.text = decode_input(in, (struct str){NULL, 0}, sink, &t.whole);
    csv_sniff(t.text, &t.dialect);
    bool ok = run(&t, e);
    arena_done(&t.row);
    arena_done(&t.whole);
    return ok;
}

/* Rows of one width, two columns or more; the more of them, and the shorter their header's words, the surer. */
static int sure_of(struct str head) {
    struct csv_dialect d;
    struct csv_reader csv;
    struct csv_row row;
    struct arena a = {0};
    size_t width = 0, same = 0, total = 0, wordy = 0;
    csv_sniff(head, &d);
    csv_open(&csv, head, d);
    for (int got; total < 200 && (got = csv_next(&csv, &a, &row, NULL)) != 0; arena_reset(&a)) {
        if (got > 0 && row.n == 1 && !str_trim(row.fields[0]).n) continue;
        total++;
        if (got < 0) continue;
        if (total == 1) width = row.n;
        same += row.n == width;
        for (size_t i = 0; total == 1 && i < row.n; i++) wordy += row.fields[i].n > 60;
    }
    arena_done(&a);
    bool bracket = head.n && (head.p[0] == '{' || head.p[0] == '<' || (head.p[0] == '[' && d.delimiter == ','));
    if (width < 2 || total < 2 || wordy || bracket) return 0;
    size_t share = same * 100 / total;
    if (share < 40) return 0;
    if (share < 70) return 5; /* for a name to decide */
    int sure = d.delimiter == ',' ? 20 : 30;
    if (share >= 95) sure += 15;
    if (width >= 3 && total >= 3) sure += 10;
    return sure;
}

static int recognise(struct str bytes, struct str name) {
    if (bytes.n == 0 || decode_is_binary(bytes)) return 0;
    struct arena a = {0};
    int sure = sure_of(decode_head(bytes, &a));
    bool named = str_ends(name, STR(".csv")) || str_ends(name, STR(".tsv")) || str_ends(name, STR(".tab"));
    arena_done(&a);
    return sure && named ? sure + 20 : sure;
}

const struct reader reader_table = {
    .name = "table", .title = "Table (CSV, TSV)", .recognise = recognise, .read = read_table};
