/* Reading ends, rows lie in the text one behind the other, and a row that is written is read as the same fields. */
#include "base/csv.h"
#include "fuzz.h"

static void check_written(const struct csv_row *row, char delimiter) {
    struct arena a = {0};
    struct buf b = {0};
    struct csv_reader r;
    struct csv_row again;
    /* A LF in front makes LF the line end, also when the row has none but CR. */
    buf_add_byte(&b, '\n');
    csv_write_row(row->fields, row->n, delimiter, &b);
    csv_open(&r, buf_str(&b), (struct csv_dialect){delimiter, '"'});
    FUZZ_CHECK(csv_next(&r, &a, &again, NULL) == 1 && again.n == row->n);
    for (size_t i = 0; i < row->n; i++) FUZZ_CHECK(str_eq(row->fields[i], again.fields[i]));
    FUZZ_CHECK(csv_next(&r, &a, &again, NULL) == 0);
    buf_done(&b);
    arena_done(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct str text = {(const char *)bytes, n};
    struct arena a = {0};
    struct csv_dialect d;
    struct csv_reader r;
    struct csv_row row;
    struct err e;
    size_t end = 0;
    int got;
    csv_sniff(text, &d);
    csv_open(&r, text, d);
    while ((got = csv_next(&r, &a, &row, &e)) != 0) {
        FUZZ_CHECK(r.at > end || r.at == n);
        if (got > 0) {
            FUZZ_CHECK(row.start >= end && row.end > row.start && row.end <= n && row.n > 0);
            check_written(&row, d.delimiter);
        } else {
            FUZZ_CHECK(e.code == ERR_SYNTAX && e.row == r.row && e.line > 0);
        }
        end = r.at;
        arena_reset(&a);
    }
    arena_done(&a);
    return 0;
}
