#include "ingest/lists.h"

#include "base/heap.h"
#include "base/map.h"
#include "base/vec.h"
#include "ingest/write.h"
#include "match/scan.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>

/* Passages held at a time, and their bytes. */
enum { BATCH = 4096, BATCH_BYTES = 16 << 20 };

struct passage {
    int64_t id, source, number; /* number: within its source, from 0 */
    struct str sha256, text;
    struct vec hits;
};
struct listing {
    struct store *s;
    struct pool *pool;
    struct err *e;
    struct scan *scan;
    struct vec schemas; /* struct str: of the name with this number */
    struct arena names, batch;
    struct scan_worker **workers;
    struct passage *passages;
    size_t count;
    struct map entities; /* "source form" -> id of the entity made for it */
    uint64_t found;
};

static bool ask_int(struct store *s, const char *sql, int64_t *out, struct err *e) {
    struct query r;
    query_open(&r, s, sql);
    *out = query_next(&r) ? query_int(&r, 0) : 0;
    return query_close(&r, e);
}

/* Names above `after` of entities that records gave: no document mentions them, and no publisher is one. */
static bool load_names(struct listing *l, int64_t after) {
    struct scan_build *b = scan_build_new();
    struct query r;
    l->schemas = VEC(struct str);
    query_open(&r, l->s,
               "SELECT n.value, e.schema FROM name n JOIN entity e ON e.id = n.entity WHERE n.id > ? AND e.schema <> "
               "'Address' AND e.key NOT LIKE 'publisher:%' AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.entity = "
               "e.id) ORDER BY n.id");
    query_bind_int(&r, 1, after);
    while (query_next(&r)) {
        struct arena value = {0};
        struct str schema = query_str(&r, 1, &l->names);
        scan_add(b, query_str(&r, 0, &value), name_kind_of_schema(schema), (uint32_t)l->schemas.n);
        vec_push_copy(&l->schemas, &schema);
        arena_done(&value);
    }
    l->scan = scan_finish(b, NULL);
    return query_close(&r, l->e);
}

static void drop_names(struct listing *l) {
    scan_free(l->scan);
    vec_done(&l->schemas);
    map_done(&l->entities);
    arena_done(&l->names);
    l->scan = NULL;
}

/* Passages of running text with ids in (after, last]. */
static bool load_batch(struct listing *l, int64_t after, int64_t last) {
    struct query r;
    size_t bytes = 0;
    arena_reset(&l->batch);
    l->count = 0;
    query_open(&r, l->s,
               "SELECT p.id, p.source, p.id - (SELECT min(id) FROM passage WHERE source = p.source), s.sha256, p.text "
               "FROM passage p JOIN source s ON s.id = p.source WHERE p.id > ? AND p.id <= ? AND p.start IS NOT NULL "
               "ORDER BY p.id");
    query_bind_int(&r, 1, after);
    query_bind_int(&r, 2, last);
    while (l->count < BATCH && bytes < BATCH_BYTES && query_next(&r)) {
        struct passage *p = &l->passages[l->count++];
        *p = (struct passage){.id = query_int(&r, 0), .source = query_int(&r, 1), .number = query_int(&r, 2)};
        p->sha256 = query_str(&r, 3, &l->batch);
        p->text = query_str(&r, 4, &l->batch);
        p->hits = VEC(struct scan_hit);
        bytes += p->text.n;
    }
    return query_close(&r, l->e);
}

static void scan_one(void *context, size_t i, unsigned thread) {
    struct listing *l = context;
    struct passage *p = &l->passages[i];
    for (size_t from = 0, to; from < p->text.n; from = to) {
        to = scan_edge(p->text, p->text.n);
        scan_text(l->workers[thread], p->text, from, to, &p->hits);
    }
    scan_drop_contained(&p->hits, 0);
}

struct spot {
    int64_t from, to; /* code points */
    struct str text;
};

/* The mentions of somebody that reach into a spot, ours included. */
struct there {
    bool in_the_way; /* one is as long as the spot, or sticks out of it */
    int64_t entity;  /* whom those within it mean that are of its kind; 0: nobody, or several */
    struct str schema;
};

static bool look_there(struct listing *l, const struct passage *p, const struct spot *at, enum name_kind kind,
                       struct there *out) {
    struct query r;
    *out = (struct there){0};
    query_open(&r, l->s,
               "SELECT m.entity, e.schema, m.\"from\" >= ?3 AND m.\"to\" <= ?2 AND m.\"to\" - m.\"from\" < ?2 - ?3 "
               "FROM mention m JOIN entity e ON e.id = m.entity WHERE m.passage = ?1 AND m.\"from\" < ?2 AND "
               "m.\"to\" > ?3 ORDER BY m.id");
    query_bind_int(&r, 1, p->id);
    query_bind_int(&r, 2, at->to);
    query_bind_int(&r, 3, at->from);
    bool several = false;
    while (query_next(&r)) {
        int64_t entity = query_int(&r, 0);
        struct str schema = query_str(&r, 1, &l->batch);
        out->in_the_way |= !query_int(&r, 2);
        if (name_kind_of_schema(schema) != kind) continue;
        several |= out->entity && out->entity != entity;
        out->entity = entity;
        out->schema = schema;
    }
    if (several) out->entity = 0;
    return query_close(&r, l->e);
}

/* On one line, as captions are. */
static struct str flat(struct str s, struct arena *a) {
    struct str copy = arena_copy(a, s);
    char *p = (char *)copy.p;
    for (size_t i = 0; i < copy.n; i++)
        if (ascii_space(p[i])) p[i] = ' ';
    return copy;
}

static int64_t insert_entity(struct listing *l, const struct passage *p, const struct spot *at, struct str schema,
                             struct str caption) {
    struct query r;
    struct str key =
        arena_printf(&l->batch, "%.16s.l%lld.%lld", p->sha256.p, (long long)p->number + 1, (long long)at->from);
    query_open(&r, l->s,
               "INSERT INTO entity(key, schema, caption, canonical, source) VALUES (?, ?, ?, 0, ?) RETURNING id");
    query_bind_str(&r, 1, key);
    query_bind_str(&r, 2, schema);
    query_bind_str(&r, 3, caption);
    query_bind_int(&r, 4, p->source);
    int64_t id = query_take_id(&r, l->e);
    if (!id) return 0;
    query_open(&r, l->s, "UPDATE entity SET canonical = id WHERE id = ?");
    query_bind_int(&r, 1, id);
    return query_run(&r, l->e) ? id : 0;
}

static bool insert_name(struct listing *l, int64_t entity, const struct passage *p, const struct spot *at,
                        struct str schema, struct str caption) {
    bool placed = str_eq(caption, at->text);
    struct query r;
    query_open(&r, l->s,
               "INSERT INTO statement(entity, schema, prop, value, source, passage, \"from\", \"to\") "
               "VALUES (?, ?, 'name', ?, ?, ?, ?, ?)");
    query_bind_int(&r, 1, entity);
    query_bind_str(&r, 2, schema);
    query_bind_str(&r, 3, caption);
    query_bind_int(&r, 4, p->source);
    query_bind_id(&r, 5, placed ? p->id : 0);
    query_bind_int(&r, 6, placed ? at->from : 0);
    query_bind_int(&r, 7, placed ? at->to : 0);
    return query_run(&r, l->e) && write_name(l->s, entity, schema, STR("name"), caption, l->e);
}

/* The entity that stands for this name in this document. */
static bool entity_for(struct listing *l, const struct passage *p, const struct spot *at, uint32_t form,
                       struct str schema, int64_t *id) {
    bool fresh;
    struct str key = arena_printf(&l->batch, "%lld %u", (long long)p->source, form);
    uint64_t *known = map_put(&l->entities, key, &fresh);
    if (fresh) {
        struct str caption = flat(at->text, &l->batch);
        int64_t made = insert_entity(l, p, at, schema, caption);
        if (!made || !insert_name(l, made, p, at, schema, caption)) return false;
        *known = (uint64_t)made;
    }
    *id = (int64_t)*known;
    return true;
}

static bool insert_mention(struct listing *l, const struct passage *p, const struct spot *at, int64_t entity,
                           enum name_kind kind) {
    struct query r;
    query_open(&r, l->s,
               "INSERT INTO mention(entity, passage, \"from\", \"to\", text, label) VALUES (?, ?, ?, ?, ?, ?)");
    query_bind_int(&r, 1, entity);
    query_bind_int(&r, 2, p->id);
    query_bind_int(&r, 3, at->from);
    query_bind_int(&r, 4, at->to);
    query_bind_str(&r, 5, at->text);
    query_bind_str(&r, 6, kind == NAME_PERSON ? STR("PER") : STR("ORG"));
    l->found++;
    return query_run(&r, l->e);
}

/* Where the text was read as a part of the name, whoever was meant has the whole name. */
static bool add_mention(struct listing *l, const struct passage *p, const struct spot *at, uint32_t form) {
    uint32_t count;
    const uint32_t *numbers = scan_numbers(l->scan, form, &count);
    struct str schema = *VEC_AT(&l->schemas, struct str, numbers[0]);
    enum name_kind kind = name_kind_of_schema(schema);
    struct there there;
    if (!look_there(l, p, at, kind, &there)) return false;
    if (there.in_the_way) return true;
    int64_t entity = there.entity;
    bool ok = entity ? insert_name(l, entity, p, at, there.schema, flat(at->text, &l->batch))
                     : entity_for(l, p, at, form, schema, &entity);
    return ok && insert_mention(l, p, at, entity, kind);
}

static bool add_hits(struct listing *l, const struct passage *p) {
    for (size_t i = 0; i < p->hits.n; i++) {
        const struct scan_hit *h = VEC_AT(&p->hits, struct scan_hit, i);
        struct spot at = {.from = (int64_t)utf8_count(str_cut(p->text, 0, h->start)),
                          .text = str_cut(p->text, h->start, h->end)};
        at.to = at.from + (int64_t)utf8_count(at.text);
        if (!add_mention(l, p, &at, h->form)) return false;
    }
    return true;
}

/* Names above `names_after` in passages of (after, last]. */
static bool find(struct listing *l, int64_t names_after, int64_t after, int64_t last) {
    if (after >= last) return true;
    bool ok = load_names(l, names_after);
    unsigned threads = pool_threads(l->pool);
    for (unsigned t = 0; t < threads; t++) l->workers[t] = scan_worker_new(l->scan, SCAN_BEST);
    while (ok && l->schemas.n && (ok = load_batch(l, after, last)) && l->count) {
        pool_run(l->pool, l->count, scan_one, l);
        for (size_t i = 0; i < l->count; i++) {
            ok = ok && add_hits(l, &l->passages[i]);
            vec_done(&l->passages[i].hits);
        }
        after = l->passages[l->count - 1].id;
    }
    for (unsigned t = 0; t < threads; t++) scan_worker_free(l->workers[t]);
    drop_names(l);
    return ok;
}

static bool mark_done(struct listing *l) {
    struct query r;
    query_open(&r, l->s,
               "INSERT INTO meta(key, value) VALUES ('listed_names', (SELECT coalesce(max(id), 0) FROM name)), "
               "('listed_passages', (SELECT coalesce(max(id), 0) FROM passage)) "
               "ON CONFLICT(key) DO UPDATE SET value = excluded.value");
    return query_run(&r, l->e);
}

static bool log_run(struct listing *l) {
    char detail[64];
    if (!l->found) return true;
    snprintf(detail, sizeof detail, "mentions %llu", (unsigned long long)l->found);
    return store_log(l->s, "lists", STR("case"), str_of(detail), l->e);
}

bool lists_find(struct store *s, struct pool *pool, uint64_t *found, struct err *e) {
    int64_t names, passages, names_done, passages_done;
    *found = 0;
    if (!ask_int(s, "SELECT coalesce(max(id), 0) FROM name", &names, e) ||
        !ask_int(s, "SELECT coalesce(max(id), 0) FROM passage", &passages, e) ||
        !ask_int(s, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'listed_names'", &names_done, e) ||
        !ask_int(s, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'listed_passages'", &passages_done, e))
        return false;
    if (names == names_done && passages == passages_done) return true;
    struct listing l = {.s = s, .pool = pool, .e = e};
    l.workers = heap_zero(pool_threads(pool), sizeof(struct scan_worker *));
    l.passages = heap_zero(BATCH, sizeof *l.passages);
    bool ok = store_begin(s, e) && (names == names_done || find(&l, names_done, 0, passages_done)) &&
              find(&l, 0, passages_done, passages) && mark_done(&l) && log_run(&l) && store_commit(s, e);
    if (!ok) store_rollback(s);
    *found = l.found;
    arena_done(&l.batch);
    free(l.workers);
    free(l.passages);
    return ok;
}
