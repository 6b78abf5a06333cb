#include "cli/command.h"

#include "base/csv.h"
#include "base/file.h"

#include <stdio.h>
#include <string.h>

static const struct flag flags[] = {{"schema", "NAME", "FollowTheMoney schema of both (LegalEntity)", 0},
                                    {"file", "FILE", "compare the rows of a CSV with columns schema,name1,name2", 0},
                                    {0}};

static void table(const struct run *r, const clew_value *v, struct buf *b) {
    (void)r;
    buf_printf(b, "%s  %s\n", clew_value_text(clew_value_get(v, "score")),
               clew_value_true(clew_value_get(v, "match")) ? "match" : "no match");
    const clew_value *pieces = clew_value_get(v, "pieces");
    for (size_t i = 0; i < clew_value_count(pieces); i++) {
        const clew_value *p = clew_value_at(pieces, i);
        buf_printf(b, "  %10s  %s\n", clew_value_text(clew_value_get(p, "weight")),
                   clew_value_text(clew_value_get(p, "text")));
    }
    buf_printf(b, "  %10s  log-odds in all\n", clew_value_text(clew_value_get(v, "logit")));
}

static const char *column(struct arena *a, const struct csv_row *head, const struct csv_row *row, const char *name) {
    for (size_t i = 0; i < head->n && i < row->n; i++)
        if (str_is(str_trim(head->fields[i]), name) && row->fields[i].n) return arena_copy(a, row->fields[i]).p;
    return NULL;
}

/* One side of a row: name1, birth_date1, ... or name2, ... */
static void take_side(struct arena *a, const struct csv_row *head, const struct csv_row *row, int i,
                      struct clew_compare *q) {
    const char *const names[] = {"name", "birth_date", "country", "gender", "id"};
    const char **to[] = {&q->name[i], &q->birth_date[i], &q->country[i], &q->gender[i], &q->id[i]};
    for (int k = 0; k < 5; k++) *to[k] = column(a, head, row, arena_printf(a, "%s%d", names[k], i + 1).p);
}

static bool add_row(struct run *r, struct arena *a, const struct csv_row *head, const struct csv_row *row,
                    struct buf *b) {
    struct clew_compare q = {.schema = column(a, head, row, "schema")};
    take_side(a, head, row, 0, &q);
    take_side(a, head, row, 1, &q);
    for (int i = 0; i < 2; i++)
        if (!q.name[i]) q.name[i] = "";
    struct clew_error e;
    clew_answer *answer;
    if (!clew_compare(r->engine, &q, &answer, &e)) return run_error(&e), false;
    const clew_value *v = clew_answer_value(answer);
    struct str *cells = arena_array(a, head->n + 2, sizeof *cells);
    for (size_t i = 0; i < head->n; i++) cells[i] = i < row->n ? row->fields[i] : STR("");
    cells[head->n] = arena_copy(a, str_of(clew_value_text(clew_value_get(v, "score"))));
    cells[head->n + 1] = clew_value_true(clew_value_get(v, "match")) ? STR("true") : STR("false");
    csv_write_row(cells, head->n + 2, ',', b);
    clew_answer_free(answer);
    return true;
}

static int compare_file(struct run *r, const char *path) {
    struct err e = {0};
    struct file file;
    if (!file_read(path, 0, &file, &e)) {
        fprintf(stderr, "clew: %s: %s\n", path, e.text);
        return EXIT_ERROR;
    }
    struct arena heads = {0}, rows = {0};
    struct csv_reader reader;
    struct csv_row head = {0}, row;
    struct buf b = {0};
    csv_open(&reader, file.bytes, (struct csv_dialect){',', '"'});
    int status = EXIT_FOUND, got = csv_next(&reader, &heads, &head, &e);
    if (got == 1) {
        struct str *cells = arena_array(&heads, head.n + 2, sizeof *cells);
        memcpy(cells, head.fields, head.n * sizeof *cells);
        cells[head.n] = STR("score");
        cells[head.n + 1] = STR("match");
        csv_write_row(cells, head.n + 2, ',', &b);
    }
    while (got != 0 && (got = csv_next(&reader, &rows, &row, &e)) != 0) {
        if (got < 0) {
            fprintf(stderr, "clew: %s: line %u: %s\n", path, e.line, e.text);
            status = EXIT_PARTIAL;
        } else if (!add_row(r, &rows, &head, &row, &b)) {
            status = EXIT_ERROR;
            break;
        }
        arena_reset(&rows);
    }
    fwrite(b.p, 1, b.n, stdout);
    buf_done(&b);
    arena_done(&heads);
    arena_done(&rows);
    file_done(&file);
    return status;
}

static int run(struct run *r) {
    /* `compare --csv FILE`: with one operand --csv means the file's rows. */
    if (r->format == FORMAT_CSV && r->operand_count == 1) return compare_file(r, r->operands[0]);
    if (run_flag(r, "file")) return compare_file(r, run_flag(r, "file"));
    if (r->operand_count != 2) return run_usage(r, "compare takes two names, or --csv FILE");
    struct clew_error e;
    clew_answer *a;
    struct clew_compare q = {.name = {r->operands[0], r->operands[1]}, .schema = run_flag(r, "schema")};
    if (!clew_compare(r->engine, &q, &a, &e)) return run_error(&e);
    run_print(r, a, NULL, table);
    clew_answer_free(a);
    return EXIT_FOUND;
}

const struct command command_compare = {"compare",
                                        "compare NAME1 NAME2 [--schema Person] | compare --csv FILE",
                                        "how likely two names mean one and the same, and why",
                                        "  clew compare \"Ana Petrova\" \"Анна Петрова\" --schema Person\n"
                                        "  clew compare --csv pairs.csv > scored.csv",
                                        flags,
                                        0,
                                        2,
                                        CASE_NONE,
                                        run};
