#include "ingest/add.h"

#include "base/file.h"
#include "base/heap.h"
#include "ingest/lists.h"
#include "ingest/write.h"
#include "match/resolve.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Files understood at a time: enough to keep the cores busy, few enough to bound memory. */
enum { BATCH = 16, MAPPING_CEILING = 1 << 20 };

struct slot {
    struct str path;
    struct file file;
    struct arena arena;
    struct bundle bundle;
    bool opened, known, used;
    struct err unread;
};

struct work {
    struct store *store;
    const struct add *what;
    struct arena *arena;
    struct json *sources;
    uint64_t in, read, partial, refused, known;
    struct slot slots[BATCH];
    size_t slot_count;
};

static bool is_mapping(struct str path) { return str_ends(path, STR(".csv.yml")) || str_ends(path, STR(".tsv.yml")); }

/* The mapping that belongs to a table: the one named, or FILE.yml beside it; absent when there is none. */
static bool load_mapping(const struct add *a, struct str path, struct arena *arena, struct str *out, struct err *e) {
    struct str name = a->mapping ? str_of(a->mapping) : arena_printf(arena, "%.*s.yml", STR_ARG(path));
    struct file f;
    *out = (struct str){0};
    if (!a->mapping && access(name.p, F_OK) != 0) return true;
    if (!file_read(name.p, MAPPING_CEILING, &f, e)) return false;
    *out = arena_copy(arena, f.bytes);
    file_done(&f);
    return true;
}

/* A mapping that was named must be there; without it a table would be read as if nobody had said what it means. */
static bool check_mapping(const struct add *a, struct err *e) {
    struct file f;
    if (!a->mapping) return true;
    if (!file_read(a->mapping, MAPPING_CEILING, &f, e)) return false;
    file_done(&f);
    return true;
}

static void understand(void *context, size_t i, unsigned thread) {
    (void)thread;
    struct work *w = context;
    struct slot *s = &w->slots[i];
    if (s->known) return;
    struct bundle_options o = w->what->options;
    /* A table without the mapping it has would be read for another thing than it is. */
    if (!s->opened || !load_mapping(w->what, s->path, &s->arena, &o.mapping, &s->unread)) {
        bundle_refuse(&s->bundle, s->path, &s->unread, &s->arena);
        return;
    }
    bundle_read(&s->bundle, s->file.bytes, s->path, &o, &s->arena);
}

static void count_notes(const struct bundle *b, struct json *o, struct arena *a) {
    struct json *notes = json_set(a, o, "notes", json_array(a));
    for (size_t i = 0; i < b->notes.n && i < 20; i++) {
        const struct bundle_note *n = VEC_AT(&b->notes, struct bundle_note, i);
        struct buf place = {0};
        place_print(n->place, &place);
        struct json *note = json_add(a, notes, json_object(a));
        json_set_str(a, note, "level", str_of(note_level_name(n->level)));
        json_set_str(a, note, "place", arena_copy(a, buf_str(&place)));
        json_set_str(a, note, "text", arena_copy(a, n->text));
        buf_done(&place);
    }
    json_set_int(a, o, "note_count", (int64_t)b->notes.n);
}

static void report_source(struct work *w, const struct bundle *b) {
    struct arena *a = w->arena;
    struct json *o = json_add(a, w->sources, json_object(a));
    json_set_str(a, o, "path", arena_copy(a, b->path));
    json_set_str(a, o, "state", str_of(b->state));
    json_set_str(a, o, "format", str_of(b->format));
    json_set_str(a, o, "reason", b->reason.p ? arena_copy(a, b->reason) : b->reason);
    json_set_int(a, o, "records", (int64_t)b->records);
    json_set_int(a, o, "passages", (int64_t)b->passages.n);
    json_set_int(a, o, "claims", (int64_t)b->claims.n);
    json_set_int(a, o, "ties", (int64_t)b->ties.n);
    count_notes(b, o, a);
    struct str state = str_of(b->state);
    ++*(str_is(state, "read") ? &w->read : str_is(state, "partial") ? &w->partial : &w->refused);
}

/* Whether what the case has as refused is worth another reading: told how to read it, or never seen inside. */
static bool tries_again(const struct work *w, bool opened) {
    return w->what->options.as || w->what->mapping || !opened;
}

static bool store_slot(struct work *w, struct slot *s, struct err *e) {
    if (s->known) {
        w->known++;
        return true;
    }
    bool twice = false;
    /* The same bytes twice in one batch: the first one is in the case by now. */
    if (!w->what->dry_run &&
        !write_known(w->store, s->bundle.sha256, s->path, tries_again(w, s->bundle.opened), &twice, e))
        return false;
    if (twice) {
        w->known++;
        return true;
    }
    report_source(w, &s->bundle);
    return w->what->dry_run || write_bundle(w->store, &s->bundle, e);
}

static void clear_slot(struct slot *s) {
    if (s->used) bundle_done(&s->bundle);
    if (s->opened) file_done(&s->file);
    arena_done(&s->arena);
    *s = (struct slot){0};
}

static bool open_slot(struct work *w, struct slot *s, struct str path, struct err *e) {
    char sha256[SHA256_HEX + 1];
    *s = (struct slot){.path = path};
    s->opened = file_read(path.p, 0, &s->file, &s->unread);
    if (s->opened) {
        hash_sha256(s->file.bytes, sha256);
        struct str noted = w->what->dry_run ? (struct str){NULL, 0} : path;
        if (!write_known(w->store, sha256, noted, tries_again(w, true), &s->known, e)) return false;
    }
    s->used = !s->known;
    return true;
}

static bool run_batch(struct work *w, struct pool *pool, const struct str *paths, size_t n, struct err *e) {
    bool ok = true;
    w->slot_count = 0;
    for (size_t i = 0; ok && i < n; i++) ok = open_slot(w, &w->slots[w->slot_count++], paths[i], e);
    if (ok) pool_run(pool, n, understand, w);
    for (size_t i = 0; ok && i < n; i++) ok = store_slot(w, &w->slots[i], e);
    for (size_t i = 0; i < w->slot_count; i++) {
        if (!ok && !w->slots[i].bundle.arena) w->slots[i].used = false;
        clear_slot(&w->slots[i]);
    }
    return ok;
}

static bool collect(const struct add *a, struct arena *arena, struct vec *paths, struct vec *unread, struct err *e) {
    for (size_t i = 0; i < a->path_count; i++) {
        struct str path = str_of(a->paths[i]);
        if (str_is(path, "-")) vec_push_copy(paths, &path);
        else if (!file_walk(path.p, arena, paths, unread, e)) return false;
    }
    size_t kept = 0;
    for (size_t i = 0; i < paths->n; i++) {
        struct str *p = VEC_AT(paths, struct str, i);
        /* A mapping beside its table is read with it, not as a document. */
        if (!is_mapping(*p)) *VEC_AT(paths, struct str, kept++) = *p;
    }
    paths->n = kept;
    return true;
}

/* A folder that cannot be opened, or a link, is in the ledger like a file: what it leads to was not read. */
static bool refuse_unread(struct work *w, const struct vec *unread, struct err *e) {
    bool ok = true;
    for (size_t i = 0; ok && i < unread->n; i++) {
        struct str reason = *VEC_AT(unread, struct str, i), path = str_split(&reason, '\t');
        struct arena a = {0};
        struct bundle b;
        struct err why = {.byte = -1};
        err_set(&why, ERR_IO, "not read: %.*s", STR_ARG(reason));
        bundle_refuse(&b, path, &why, &a);
        report_source(w, &b);
        w->in++;
        ok = w->what->dry_run || write_bundle(w->store, &b, e);
        bundle_done(&b);
        arena_done(&a);
    }
    return ok;
}

static void finish(struct work *w, const struct resolve_report *r, bool stopped, struct json **report) {
    struct arena *a = w->arena;
    struct json *o = *report = json_object(a);
    json_set_int(a, o, "in", (int64_t)w->in);
    json_set_int(a, o, "read", (int64_t)w->read);
    json_set_int(a, o, "partial", (int64_t)w->partial);
    json_set_int(a, o, "refused", (int64_t)w->refused);
    json_set_int(a, o, "known", (int64_t)w->known);
    json_set_int(a, o, "joined", (int64_t)r->same);
    json_set_int(a, o, "candidates", (int64_t)r->candidates);
    json_set_int(a, o, "different", (int64_t)r->different);
    json_set_bool(a, o, "stopped", stopped);
    json_set(a, o, "sources", w->sources);
}

bool add_paths(struct store *s, struct pool *pool, const struct add *what, struct arena *arena, struct json **report,
               struct err *e) {
    struct work *w = heap_zero(1, sizeof *w);
    w->store = s;
    w->what = what;
    w->arena = arena;
    w->sources = json_array(arena);
    struct vec paths = VEC(struct str), unread = VEC(struct str);
    struct resolve_report resolved = {0};
    bool ok = check_mapping(what, e) && collect(what, arena, &paths, &unread, e), stopped = false;
    for (size_t i = 0; ok && i < paths.n && !stopped; i += BATCH) {
        size_t n = paths.n - i < BATCH ? paths.n - i : BATCH;
        ok = run_batch(w, pool, VEC_AT(&paths, struct str, i), n, e);
        w->in += n;
        if (what->progress) what->progress(what->context, i + n, paths.n, VEC_AT(&paths, struct str, i + n - 1)->p);
        stopped = what->stop && *what->stop;
    }
    /* Behind the files: one that was read from a folder takes back what an earlier run said of the folder. */
    ok = ok && (stopped || refuse_unread(w, &unread, e));
    /* After a stop too: what is in the case is joined by the same command again. */
    uint64_t listed;
    if (ok && !stopped && !what->dry_run) ok = lists_find(s, pool, &listed, e) && resolve_case(s, pool, &resolved, e);
    if (ok) finish(w, &resolved, stopped, report);
    vec_done(&paths);
    vec_done(&unread);
    free(w);
    return ok;
}
