#include "ingest/scan_files.h"

#include "base/file.h"
#include "base/heap.h"
#include "ingest/scan_lines.h"
#include "read/read.h"
#include "text/charset.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Files held at a time; a large one ends the batch. Parts are small enough to keep all threads busy. */
enum { BATCH = 64, BATCH_BYTES = 128 << 20, PART = 4 << 20 };

struct todo {
    struct str path;
    struct str reason; /* why it cannot be read; absent when it may be */
};
struct one {
    struct str path;
    struct file file;
    bool opened, plain, ok;
    struct err unread;     /* why it or a part of it was not read */
    struct arena arena;    /* of a decoded text */
    struct str text;       /* plain: all of it */
    struct buf lines;      /* else: what the reader's texts gave */
    uint64_t hits, points; /* points: of the documents of the file so far */
    bool partial;
};
struct part {
    struct one *of;
    size_t from, to;
    struct vec hits;
    uint64_t points, line; /* before `from` */
    struct buf lines;
};
struct job {
    const struct scan_files *what;
    struct scan_worker **workers;
    struct scan_lines **printers;
    struct vec *hits; /* one a thread, for texts of readers */
    struct one files[BATCH];
    size_t file_count;
    struct vec parts;
    struct json *unread;
    struct arena *arena;
    uint64_t in, read, partial, found;
};

/* A reader's sink on one thread. */
struct sink_state {
    struct job *job;
    struct one *file;
    unsigned thread;
};

static uint64_t word_at(const char *p) {
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* Code points and line ends of a stretch, eight bytes at a time. */
static void measure(struct str s, uint64_t *points, uint64_t *lines) {
    const uint64_t ones = 0x0101010101010101u;
    size_t i = 0;
    uint64_t tails = 0, ends = 0;
    for (; i + 8 <= s.n; i += 8) {
        uint64_t v = word_at(s.p + i), line = v ^ ones * '\n';
        tails += (uint64_t)__builtin_popcountll((v >> 7 & ~(v >> 6)) & ones);
        /* a byte is zero when neither its low seven bits, plus 127, nor its top bit reach the top bit */
        uint64_t some = ((line & ones * 0x7F) + ones * 0x7F) | line;
        ends += (uint64_t)__builtin_popcountll(~some & ones * 0x80);
    }
    for (; i < s.n; i++) {
        tails += ((unsigned char)s.p[i] & 0xC0) == 0x80;
        ends += s.p[i] == '\n';
    }
    *points += s.n - tails;
    *lines += ends;
}

static void print_hits(struct job *j, struct str text, const struct vec *hits, struct scan_place p, size_t from,
                       unsigned thread, struct buf *out) {
    uint64_t points = p.start, lines = p.line, unused;
    scan_lines_begin(j->printers[thread]);
    for (size_t i = 0; i < hits->n; i++) {
        const struct scan_hit *h = VEC_AT(hits, struct scan_hit, i);
        measure(str_cut(text, from, h->start), &points, &lines);
        from = h->start;
        p.start = p.end = points;
        if (p.line) p.line = lines;
        measure(str_cut(text, h->start, h->end), &p.end, &unused);
        scan_lines_add(j->printers[thread], text, h, &p, out);
    }
}

/* A text that a reader lends: scanned and printed at once. */
static void scan_lent(struct sink_state *s, struct str text, struct scan_place p) {
    struct job *j = s->job;
    struct vec *hits = &j->hits[s->thread];
    vec_clear(hits);
    for (size_t from = 0, to; from < text.n; from = to) {
        to = scan_edge(text, text.n - from > PART ? from + PART : text.n);
        scan_text(j->workers[s->thread], text, from, to, hits);
    }
    scan_drop_contained(hits, 0);
    p.doc = s->file->path;
    s->file->hits += hits->n;
    print_hits(j, text, hits, p, 0, s->thread, &s->file->lines);
}

static uint32_t page_of(const struct document *d, uint64_t byte) {
    uint32_t page = 0;
    for (size_t i = 0; i < d->page_count && d->pages[i].start <= byte; i++) page = d->pages[i].page;
    return page;
}

static bool on_facts(void *context, const struct facts *f, struct err *e) {
    (void)context, (void)f, (void)e;
    return true;
}

/* Pages are scanned one by one, so that each hit has its own: no name goes over the end of a page. */
static bool on_document(void *context, const struct document *d, struct err *e) {
    (void)e;
    struct sink_state *s = context;
    uint64_t unused = 0;
    struct scan_place p = {.address = d->address};
    if (s->file->points) s->file->points += 2; /* the blank line between two documents of one file */
    for (size_t i = 0; i <= d->page_count; i++) {
        size_t from = i ? d->pages[i - 1].start : 0, to = i < d->page_count ? d->pages[i].start : d->text.n;
        p.page = page_of(d, from);
        p.start = s->file->points;
        scan_lent(s, str_cut(d->text, from, to), p);
        measure(str_cut(d->text, from, to), &s->file->points, &unused);
    }
    return true;
}

static bool on_record(void *context, const struct record *r, struct err *e) {
    (void)e;
    scan_lent(context, r->text, (struct scan_place){.address = r->address});
    return true;
}

static void on_note(void *context, const struct note *n) {
    struct one *file = ((struct sink_state *)context)->file;
    if (n->level != NOTE_REFUSED || file->partial) return;
    file->partial = true;
    err_set(&file->unread, ERR_SYNTAX, "%.*s", STR_ARG(n->text));
    err_at(&file->unread, n->place);
}

/* Whether the bytes are text that can be scanned as they are. */
static bool take_plain(struct one *f, const struct reader *r) {
    struct charset_text t;
    if (!str_is(str_of(r->name), "text")) return false;
    charset_decode(f->file.bytes, (struct str){NULL, 0}, &f->arena, &t);
    if (t.replaced || t.guessed || str_trim(t.text).n == 0) return false;
    f->text = t.text;
    return true;
}

static void read_one(void *context, size_t i, unsigned thread) {
    struct job *j = context;
    struct one *f = &j->files[i];
    struct str name = path_base(f->path);
    if (!f->opened) return;
    const struct reader *r = j->what->as ? read_find(str_of(j->what->as)) : read_recognise(f->file.bytes, name);
    if (!r) {
        if (j->what->as) err_set(&f->unread, ERR_USAGE, "there is no reader \"%s\"", j->what->as);
        else err_set(&f->unread, ERR_UNSUPPORTED, "no reader knows this format");
        return;
    }
    f->plain = f->ok = take_plain(f, r);
    if (f->plain) return;
    struct sink_state state = {j, f, thread};
    struct sink sink = {&state, on_facts, on_document, on_record, on_note};
    struct input input = {.bytes = f->file.bytes, .name = name, .model = j->what->model};
    struct err e = {.byte = -1};
    f->ok = r->read(&input, &sink, &e);
    if (f->ok) return;
    f->unread = e;
    f->partial = f->hits > 0 || f->points > 0;
}

static void scan_part(void *context, size_t i, unsigned thread) {
    struct job *j = context;
    struct part *p = VEC_AT(&j->parts, struct part, i);
    scan_text(j->workers[thread], p->of->text, p->from, p->to, &p->hits);
}

static void print_part(void *context, size_t i, unsigned thread) {
    struct job *j = context;
    struct part *p = VEC_AT(&j->parts, struct part, i);
    struct scan_place place = {.doc = p->of->path, .start = p->points, .line = p->line + 1};
    print_hits(j, p->of->text, &p->hits, place, p->from, thread, &p->lines);
}

static void make_parts(struct job *j) {
    for (size_t i = 0; i < j->file_count; i++) {
        struct one *f = &j->files[i];
        for (size_t from = 0, to; f->plain && from < f->text.n; from = to) {
            to = scan_edge(f->text, f->text.n - from > PART ? from + PART : f->text.n);
            *(struct part *)vec_push(&j->parts) =
                (struct part){.of = f, .from = from, .to = to, .hits = VEC(struct scan_hit)};
        }
    }
}

/* What one part cannot know: that its first hits lie within the last of the part before, and what was counted there. */
static void join_parts(struct job *j) {
    for (size_t i = 0; i < j->parts.n; i++) {
        struct part *p = VEC_AT(&j->parts, struct part, i), *before = i ? p - 1 : NULL;
        bool follows = before && before->of == p->of;
        scan_drop_contained(&p->hits, 0);
        if (follows) {
            struct str skipped = str_cut(p->of->text, before->from, before->to);
            p->points = before->points;
            p->line = before->line;
            measure(skipped, &p->points, &p->line);
        }
        uint64_t end = follows && before->hits.n ? VEC_AT(&before->hits, struct scan_hit, before->hits.n - 1)->end : 0;
        size_t kept = 0;
        for (size_t k = 0; k < p->hits.n; k++) {
            const struct scan_hit *h = VEC_AT(&p->hits, struct scan_hit, k);
            if (h->end > end) *VEC_AT(&p->hits, struct scan_hit, kept++) = *h;
        }
        p->hits.n = kept;
        p->of->hits += kept;
    }
}

static void report_unread(struct job *j, const struct one *f) {
    struct buf reason = {0};
    err_print(&f->unread, &reason);
    struct json *o = json_add(j->arena, j->unread, json_object(j->arena));
    json_set_str(j->arena, o, "path", arena_copy(j->arena, f->path));
    json_set_str(j->arena, o, "reason", arena_copy(j->arena, buf_str(&reason)));
    buf_done(&reason);
}

static bool give(struct job *j, struct buf *lines) {
    bool ok = lines->n == 0 || j->what->write(j->what->context, buf_str(lines));
    buf_done(lines);
    return ok;
}

/* Lines in the order of the files; a file has parts or lines of its reader. */
static bool finish_batch(struct job *j) {
    bool ok = true;
    for (size_t i = 0, k = 0; i < j->file_count; i++) {
        struct one *f = &j->files[i];
        ok = give(j, &f->lines) && ok;
        for (struct part *p; k < j->parts.n && (p = VEC_AT(&j->parts, struct part, k))->of == f; k++) {
            ok = ok && give(j, &p->lines);
            buf_done(&p->lines);
            vec_done(&p->hits);
        }
        bool partial = f->partial || (f->ok && f->unread.code);
        j->in++;
        j->partial += partial;
        j->read += f->ok && !partial;
        j->found += f->hits;
        if (!f->ok || partial) report_unread(j, f);
        if (f->opened) file_done(&f->file);
        arena_done(&f->arena);
    }
    vec_clear(&j->parts);
    j->file_count = 0;
    return ok;
}

static bool run_batch(struct job *j, struct pool *pool) {
    pool_run(pool, j->file_count, read_one, j);
    make_parts(j);
    pool_run(pool, j->parts.n, scan_part, j);
    join_parts(j);
    pool_run(pool, j->parts.n, print_part, j);
    return finish_batch(j);
}

static void open_one(struct job *j, const struct todo *t) {
    struct one *f = &j->files[j->file_count++];
    *f = (struct one){.path = t->path, .unread = {.byte = -1}};
    if (t->reason.p) err_set(&f->unread, ERR_IO, "%.*s", STR_ARG(t->reason));
    else f->opened = file_read(t->path.p, 0, &f->file, &f->unread);
}

static bool run_all(struct job *j, struct pool *pool, const struct vec *todo, bool *stopped, struct err *e) {
    bool ok = true;
    for (size_t i = 0; ok && i < todo->n && !*stopped;) {
        size_t bytes = 0;
        while (i < todo->n && j->file_count < BATCH && bytes < BATCH_BYTES) {
            open_one(j, VEC_AT(todo, struct todo, i++));
            bytes += j->files[j->file_count - 1].file.bytes.n;
        }
        if (!run_batch(j, pool)) ok = err_set(e, ERR_STOPPED, "stopped");
        *stopped = j->what->stop && *j->what->stop;
    }
    return ok;
}

/* A path that is not there is a file that was not read; the others are gone through. */
static void collect_one(const char *path, struct arena *arena, struct vec *todo) {
    struct vec paths = VEC(struct str), unread = VEC(struct str);
    struct err e = {.byte = -1};
    if (strcmp(path, "-") == 0) *(struct todo *)vec_push(todo) = (struct todo){.path = STR("-")};
    else if (!file_walk(path, arena, &paths, &unread, &e))
        *(struct todo *)vec_push(todo) = (struct todo){str_of(path), arena_copy(arena, str_of(e.text))};
    for (size_t i = 0; i < paths.n; i++)
        *(struct todo *)vec_push(todo) = (struct todo){.path = *VEC_AT(&paths, struct str, i)};
    for (size_t i = 0; i < unread.n; i++) {
        struct str reason = *VEC_AT(&unread, struct str, i), name = str_split(&reason, '\t');
        *(struct todo *)vec_push(todo) = (struct todo){arena_copy(arena, name), reason};
    }
    vec_done(&paths);
    vec_done(&unread);
}

static struct json *report_of(const struct job *j, bool stopped, struct arena *a) {
    struct json *o = json_object(a);
    json_set_int(a, o, "files", (int64_t)j->in);
    json_set_int(a, o, "read", (int64_t)j->read);
    json_set_int(a, o, "partial", (int64_t)j->partial);
    json_set_int(a, o, "hits", (int64_t)j->found);
    json_set_bool(a, o, "stopped", stopped);
    json_set(a, o, "unread", j->unread);
    return o;
}

bool scan_files_run(const struct scan_files *what, struct pool *pool, struct arena *arena, struct json **report,
                    struct err *e) {
    unsigned threads = pool_threads(pool);
    struct job *j = heap_zero(1, sizeof *j);
    *j = (struct job){.what = what, .parts = VEC(struct part), .unread = json_array(arena), .arena = arena};
    j->workers = heap_zero(threads, sizeof *j->workers);
    j->printers = heap_zero(threads, sizeof *j->printers);
    j->hits = heap_zero(threads, sizeof *j->hits);
    for (unsigned t = 0; t < threads; t++) {
        j->workers[t] = scan_worker_new(what->scan, SCAN_BEST);
        j->printers[t] = scan_lines_new(what->index, what->scan, what->limit);
        j->hits[t] = VEC(struct scan_hit);
    }
    struct vec todo = VEC(struct todo);
    bool stopped = false;
    for (size_t i = 0; i < what->path_count; i++) collect_one(what->paths[i], arena, &todo);
    bool ok = run_all(j, pool, &todo, &stopped, e);
    if (ok) *report = report_of(j, stopped, arena);
    for (unsigned t = 0; t < threads; t++) {
        scan_worker_free(j->workers[t]);
        scan_lines_free(j->printers[t]);
        vec_done(&j->hits[t]);
    }
    vec_done(&todo);
    vec_done(&j->parts);
    free(j->workers);
    free(j->printers);
    free(j->hits);
    free(j);
    return ok;
}
