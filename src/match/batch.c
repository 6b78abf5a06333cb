#include "match/batch.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/heap.h"
#include "base/json.h"
#include "base/pool.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    STRETCH = 64,   /* queries of one piece of work */
    STRETCHES = 64, /* pieces between two writes */
    SETTLING = 4096 /* bytes of index for one of queries, below which bringing it into memory pays */
};

struct batch {
    const struct index *index;
    const struct batch_options *options;
    struct screen **screens;
    struct arena *arenas; /* one a thread */
    struct screen_query *queries;
    size_t count;
    uint64_t first_row;
    struct buf lines[STRETCHES];
};

enum { COLUMN_NAME, COLUMN_SCHEMA, COLUMN_BIRTH, COLUMN_COUNTRY, COLUMN_GENDER, COLUMN_ID, COLUMNS };

static uint64_t microseconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

/* A decimal with a fixed number of places, cut towards zero so that nothing prints as 1. */
static void write_decimal(double v, int places, struct buf *b) {
    static const double tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    if (v < 0) buf_add_byte(b, '-');
    uint64_t scaled = (uint64_t)(fabs(v) * tens[places]), unit = (uint64_t)tens[places];
    buf_add_u64(b, scaled / unit);
    buf_add_byte(b, '.');
    for (uint64_t rest = scaled % unit, digit = unit / 10; digit; digit /= 10)
        buf_add_byte(b, (char)('0' + rest / digit % 10));
}

static void write_pieces(const struct name_match *m, struct buf *b) {
    buf_add(b, STR(",\"logit\":"));
    write_decimal(m->logit, 6, b);
    buf_add(b, STR(",\"pieces\":["));
    for (size_t i = 0; i < m->piece_count; i++) {
        buf_add(b, i ? STR(",{\"text\":") : STR("{\"text\":"));
        json_write_string(m->pieces[i].text, b);
        buf_add(b, STR(",\"weight\":"));
        write_decimal(m->pieces[i].weight, 6, b);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void write_hit(const struct index *x, const struct screen_hit *h, bool explain, struct buf *b) {
    buf_add(b, STR("{\"id\":"));
    json_write_string(index_id(x, h->entity), b);
    buf_add(b, STR(",\"caption\":"));
    json_write_string(index_caption(x, h->entity), b);
    buf_add(b, STR(",\"name\":"));
    json_write_string(index_name(x, h->name), b);
    buf_add(b, STR(",\"score\":"));
    write_decimal(h->match.score, 6, b);
    buf_add(b, h->match.match ? STR(",\"match\":true") : STR(",\"match\":false"));
    if (explain) write_pieces(&h->match, b);
    buf_add_byte(b, '}');
}

static void run_stretch(void *context, size_t stretch, unsigned thread) {
    struct batch *batch = context;
    struct buf *b = &batch->lines[stretch];
    for (size_t i = stretch * STRETCH; i < batch->count && i < (stretch + 1) * STRETCH; i++) {
        struct screen_hit *hits;
        uint64_t start = microseconds();
        size_t n = screen_run(batch->screens[thread], &batch->queries[i], &batch->options->screen,
                              &batch->arenas[thread], &hits);
        uint64_t took = microseconds() - start;
        buf_add(b, STR("{\"row\":"));
        buf_add_u64(b, batch->first_row + i);
        buf_add(b, STR(",\"query\":"));
        json_write_string(batch->queries[i].name, b);
        buf_add(b, STR(",\"us\":"));
        buf_add_u64(b, took);
        buf_add(b, STR(",\"results\":["));
        for (size_t k = 0; k < n; k++) {
            if (k) buf_add_byte(b, ',');
            write_hit(batch->index, &hits[k], batch->options->screen.explain, b);
        }
        buf_add(b, STR("]}\n"));
        arena_reset(&batch->arenas[thread]);
    }
}

static bool find_columns(const struct csv_row *head, struct str wanted, size_t at[COLUMNS], struct err *e) {
    static const char *const names[COLUMNS] = {"name", "schema", "birth_date", "country", "gender", "id"};
    for (int c = 0; c < COLUMNS; c++) {
        struct str name = c == COLUMN_NAME && wanted.n ? wanted : str_of(names[c]);
        at[c] = SIZE_MAX;
        for (size_t i = 0; i < head->n; i++)
            if (str_ieq(str_trim(head->fields[i]), name)) at[c] = i;
    }
    if (at[COLUMN_NAME] != SIZE_MAX) return true;
    if (wanted.n) return err_set(e, ERR_USAGE, "the queries have no column \"%.*s\"", STR_ARG(wanted));
    at[COLUMN_NAME] = 0;
    return true;
}

static struct str field(const struct csv_row *row, size_t column) {
    return column < row->n ? row->fields[column] : (struct str){0};
}

/* A damaged row is asked as a name without a word, so that every row has its line. */
static size_t read_queries(struct csv_reader *reader, const size_t at[COLUMNS], struct arena *arena,
                           struct screen_query *queries) {
    struct csv_row row;
    size_t n = 0;
    for (int got; n < STRETCH * STRETCHES && (got = csv_next(reader, arena, &row, NULL)) != 0;) {
        if (got < 0) row.n = 0;
        queries[n++] = (struct screen_query){field(&row, at[COLUMN_NAME]),
                                             field(&row, at[COLUMN_SCHEMA]),
                                             {field(&row, at[COLUMN_BIRTH]), field(&row, at[COLUMN_COUNTRY]),
                                              field(&row, at[COLUMN_GENDER]), field(&row, at[COLUMN_ID])}};
    }
    return n;
}

static bool run_all(struct batch *batch, struct pool *pool, struct csv_reader *reader, const size_t at[COLUMNS],
                    bool (*write)(void *, struct str), void *context, struct err *e) {
    struct arena arena = {0};
    bool ok = true;
    while (ok && (batch->count = read_queries(reader, at, &arena, batch->queries)) > 0) {
        size_t stretches = (batch->count + STRETCH - 1) / STRETCH;
        pool_run(pool, stretches, run_stretch, batch);
        for (size_t i = 0; i < stretches; i++) {
            if (ok && !write(context, buf_str(&batch->lines[i]))) ok = err_set(e, ERR_STOPPED, "stopped");
            buf_clear(&batch->lines[i]);
        }
        batch->first_row += batch->count;
        arena_reset(&arena);
    }
    arena_done(&arena);
    return ok;
}

bool batch_run(struct index *x, struct str csv, const struct batch_options *options,
               bool (*write)(void *context, struct str lines), void *context, uint64_t *asked, struct err *e) {
    struct csv_dialect dialect;
    struct csv_reader reader;
    struct csv_row head;
    struct arena arena = {0};
    size_t at[COLUMNS];
    *asked = 0;
    csv_sniff(str_cut(csv, 0, 1 << 16), &dialect);
    csv_open(&reader, csv, dialect);
    if (csv_next(&reader, &arena, &head, e) != 1 || !find_columns(&head, options->column, at, e)) {
        arena_done(&arena);
        return e && e->code ? false : err_set(e, ERR_SYNTAX, "the queries have no first row that names the columns");
    }
    struct pool *pool = pool_new(options->threads);
    unsigned threads = pool_threads(pool);
    if (csv.n > index_bytes(x) / SETTLING) index_settle(x, pool);
    struct batch *batch = heap_zero(1, sizeof *batch);
    batch->index = x;
    batch->options = options;
    batch->screens = heap_zero(threads, sizeof *batch->screens);
    batch->arenas = heap_zero(threads, sizeof *batch->arenas);
    batch->queries = heap_zero(STRETCH * STRETCHES, sizeof *batch->queries);
    for (unsigned t = 0; t < threads; t++) batch->screens[t] = screen_new(x);
    bool ok = run_all(batch, pool, &reader, at, write, context, e);
    *asked = batch->first_row;
    for (unsigned t = 0; t < threads; t++) {
        screen_free(batch->screens[t]);
        arena_done(&batch->arenas[t]);
    }
    for (int i = 0; i < STRETCHES; i++) buf_done(&batch->lines[i]);
    free(batch->screens);
    free(batch->arenas);
    free(batch->queries);
    free(batch);
    pool_free(pool);
    arena_done(&arena);
    return ok;
}
