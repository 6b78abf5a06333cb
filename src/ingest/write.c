#include "ingest/write.h"

#include "base/file.h"
#include "base/heap.h"
#include "names/names.h"
#include "text/fold.h"

#include <stdlib.h>

/* Ids that the case gave to the things of a bundle. */
struct writer {
    struct store *s;
    const struct bundle *b;
    struct err *e;
    struct arena scratch;
    int64_t source;
    int64_t *passages, *entities, *claims;
};

static int64_t passage_id(const struct writer *w, uint32_t i) { return i == BUNDLE_NONE ? 0 : w->passages[i]; }
static int64_t entity_id(const struct writer *w, uint32_t i) { return i == BUNDLE_NONE ? 0 : w->entities[i]; }

static bool add_occurrence(struct store *s, int64_t source, struct str path, struct err *e) {
    struct query r;
    query_open(&r, s, "INSERT OR IGNORE INTO occurrence(source, path) VALUES (?, ?)");
    query_bind_int(&r, 1, source);
    query_bind_str(&r, 2, path);
    return query_run(&r, e);
}

static bool has_occurrence(struct store *s, int64_t source, struct str path) {
    struct query r;
    query_open(&r, s, "SELECT 1 FROM occurrence WHERE source = ? AND path = ?");
    query_bind_int(&r, 1, source);
    query_bind_str(&r, 2, path);
    bool hit = query_next(&r);
    return query_close(&r, NULL) && hit;
}

/* One row about a source, by a statement that asks for its sha256 alone; 0 when there is none. */
static bool find_source(struct store *s, const char *sql, const char *sha256, int64_t *id, struct err *e) {
    struct query r;
    query_open(&r, s, sql);
    query_bind_str(&r, 1, str_of(sha256));
    *id = query_next(&r) ? query_int(&r, 0) : 0;
    return query_close(&r, e);
}

static bool run_for(struct store *s, const char *sql, int64_t id, struct err *e) {
    struct query r;
    query_open(&r, s, sql);
    query_bind_int(&r, 1, id);
    return query_run(&r, e);
}

static bool forget_notes(struct store *s, int64_t source, struct err *e) {
    return run_for(s, "DELETE FROM note WHERE source = ?", source, e);
}

static bool forget_path(struct store *s, struct str path, struct err *e) {
    char id[SHA256_HEX + 1];
    int64_t source;
    bundle_unread_id(path, id);
    if (!find_source(s, "SELECT id FROM source WHERE sha256 = ?", id, &source, e)) return false;
    return !source || (forget_notes(s, source, e) && run_for(s, "DELETE FROM occurrence WHERE source = ?", source, e) &&
                       run_for(s, "DELETE FROM source WHERE id = ?", source, e));
}

/* The file of this path was read: what said that it or its folder could not even be opened is no longer true. */
static bool forget_unread(struct store *s, struct str path, struct err *e) {
    size_t folder = path.n - path_base(path).n;
    return forget_path(s, path, e) && (!folder || forget_path(s, str_cut(path, 0, folder - 1), e));
}

static bool note_path(struct store *s, int64_t id, struct str path, struct err *e) {
    bool ok = store_begin(s, e) && forget_unread(s, path, e) && add_occurrence(s, id, path, e) && store_commit(s, e);
    if (!ok) store_rollback(s);
    return ok;
}

bool write_known(struct store *s, const char sha256[SHA256_HEX + 1], struct str path, bool again, bool *known,
                 struct err *e) {
    int64_t id, kept;
    if (!find_source(s, "SELECT id FROM source WHERE sha256 = ?", sha256, &id, e)) return false;
    if (!find_source(s, "SELECT id FROM source WHERE sha256 = ? AND state <> 'refused'", sha256, &kept, e))
        return false;
    *known = again ? kept != 0 : id != 0;
    return !*known || !path.p || has_occurrence(s, id, path) || note_path(s, id, path, e);
}

/* Whether the case says of this source just what the bundle says: refused, and why. */
static bool is_refused_alike(struct store *s, const struct bundle *b, bool *alike, struct err *e) {
    *alike = false;
    if (b->state[0] != 'r' || b->state[2] != 'f') return true;
    struct query r;
    query_open(&r, s,
               "SELECT 1 FROM source JOIN occurrence ON source = id WHERE sha256 = ?1 AND path = ?2 AND "
               "state = 'refused' AND format IS ?3 AND reason IS ?4");
    query_bind_str(&r, 1, str_of(b->sha256));
    query_bind_str(&r, 2, b->path);
    query_bind_str(&r, 3, str_of(b->format));
    query_bind_str(&r, 4, b->reason);
    *alike = query_next(&r);
    return query_close(&r, e);
}

static bool write_source(struct writer *w) {
    const struct bundle *b = w->b;
    struct query r;
    query_open(
        &r, w->s,
        "INSERT INTO source(sha256, name, bytes, format, state, reason, title, author, publisher, dataset, lang, date, "
        "records, chars) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        /* only a refused one is written again (write_known) */
        "ON CONFLICT(sha256) DO UPDATE SET format = excluded.format, state = excluded.state, reason = excluded.reason, "
        "title = excluded.title, author = excluded.author, publisher = excluded.publisher, dataset = excluded.dataset, "
        "lang = excluded.lang, date = excluded.date, records = excluded.records, chars = excluded.chars RETURNING id");
    struct str format = str_of(b->format), date = date_print(b->facts.date, &w->scratch);
    const struct str texts[] = {str_of(b->sha256), b->name};
    query_bind_str(&r, 1, texts[0]);
    query_bind_str(&r, 2, texts[1]);
    query_bind_int(&r, 3, (int64_t)b->bytes);
    query_bind_str(&r, 4, format);
    query_bind_str(&r, 5, str_of(b->state));
    query_bind_str(&r, 6, b->reason);
    query_bind_str(&r, 7, b->facts.title);
    query_bind_str(&r, 8, b->facts.author);
    query_bind_str(&r, 9, b->facts.publisher);
    query_bind_str(&r, 10, b->facts.dataset);
    query_bind_str(&r, 11, b->facts.lang);
    query_bind_str(&r, 12, date);
    query_bind_int(&r, 13, (int64_t)b->records);
    query_bind_int(&r, 14, (int64_t)b->chars);
    w->source = query_take_id(&r, w->e);
    return w->source && forget_notes(w->s, w->source, w->e) && (!b->opened || forget_unread(w->s, b->path, w->e)) &&
           add_occurrence(w->s, w->source, b->path, w->e);
}

static bool write_passage(struct writer *w, size_t i) {
    const struct bundle_passage *p = VEC_AT(&w->b->passages, struct bundle_passage, i);
    struct query r;
    query_open(&r, w->s, "INSERT INTO passage(source, page, address, start, text) VALUES (?, ?, ?, ?, ?) RETURNING id");
    query_bind_int(&r, 1, w->source);
    query_bind_id(&r, 2, p->page);
    query_bind_str(&r, 3, p->address);
    if (p->start >= 0) query_bind_int(&r, 4, p->start);
    query_bind_str(&r, 5, p->text);
    if (!(w->passages[i] = query_take_id(&r, w->e))) return false;
    struct arena folded = {0};
    query_open(&r, w->s, "INSERT INTO passage_text(rowid, folded) VALUES (?, ?)");
    query_bind_int(&r, 1, w->passages[i]);
    query_bind_str(&r, 2, fold_text(p->text, &folded));
    bool ok = query_run(&r, w->e);
    arena_done(&folded);
    return ok;
}

/* A new key makes a row; a known one takes the better schema and caption: what was only referred to gets its record. */
static bool write_entity(struct writer *w, size_t i) {
    const struct bundle_entity *n = VEC_AT(&w->b->entities, struct bundle_entity, i);
    struct query r;
    query_open(&r, w->s,
               "INSERT INTO entity(key, schema, caption, canonical, source, role, extra) "
               "VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6) "
               "ON CONFLICT(key) DO UPDATE SET schema = iif(?7 AND caption = key, excluded.schema, schema), "
               "caption = iif(caption = key, excluded.caption, caption), extra = coalesce(extra, excluded.extra) "
               "RETURNING id, canonical");
    query_bind_str(&r, 1, n->key);
    query_bind_str(&r, 2, n->schema);
    query_bind_str(&r, 3, n->caption);
    query_bind_int(&r, 4, w->source);
    query_bind_str(&r, 5, n->role);
    query_bind_str(&r, 6, n->extra);
    query_bind_int(&r, 7, n->named);
    int64_t canonical = query_next(&r) ? query_int(&r, 1) : 0;
    w->entities[i] = r.status == 100 /* SQLITE_ROW */ ? query_int(&r, 0) : 0;
    if (!query_run(&r, w->e) || !w->entities[i]) return false;
    if (canonical) return true;
    query_open(&r, w->s, "UPDATE entity SET canonical = id WHERE id = ?");
    query_bind_int(&r, 1, w->entities[i]);
    return query_run(&r, w->e);
}

static bool is_name(struct str prop) {
    static const char *const names[] = {"name", "alias", "weakAlias", "previousName", "abbreviation"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(prop, names[i])) return true;
    return false;
}

bool write_name(struct store *s, int64_t entity, struct str schema, struct str prop, struct str value, struct err *e) {
    struct arena a = {0};
    struct name name;
    struct str keys[NAME_KEYS];
    name_parse(value, name_kind_of_schema(schema), &a, &name);
    size_t n = name_keys(&name, &a, keys);
    struct query r;
    query_open(&r, s, "INSERT OR IGNORE INTO name(entity, kind, value, folded) VALUES (?, ?, ?, ?) RETURNING id");
    query_bind_int(&r, 1, entity);
    query_bind_str(&r, 2, prop);
    query_bind_str(&r, 3, value);
    query_bind_str(&r, 4, fold_latin(value, &a));
    int64_t id = query_next(&r) ? query_int(&r, 0) : 0;
    bool ok = query_run(&r, e);
    for (size_t i = 0; ok && id && i < n; i++) {
        query_open(&r, s, "INSERT OR IGNORE INTO name_key(key, name) VALUES (?, ?)");
        query_bind_str(&r, 1, keys[i]);
        query_bind_int(&r, 2, id);
        ok = query_run(&r, e);
    }
    arena_done(&a);
    return ok;
}

static bool write_statement(struct writer *w, size_t i) {
    const struct bundle_statement *st = VEC_AT(&w->b->statements, struct bundle_statement, i);
    bool placed = st->span.passage != BUNDLE_NONE;
    struct query r;
    query_open(&r, w->s,
               "INSERT INTO statement(entity, schema, prop, value, lang, original, source, passage, \"from\", \"to\") "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query_bind_int(&r, 1, w->entities[st->entity]);
    query_bind_str(&r, 2, st->schema);
    query_bind_str(&r, 3, st->prop);
    query_bind_str(&r, 4, st->value);
    query_bind_str(&r, 5, st->lang);
    query_bind_str(&r, 6, st->original);
    query_bind_int(&r, 7, w->source);
    query_bind_id(&r, 8, passage_id(w, st->span.passage));
    query_bind_int(&r, 9, placed ? st->span.from : 0);
    query_bind_int(&r, 10, placed ? st->span.to : 0);
    return query_run(&r, w->e) &&
           (!is_name(st->prop) || write_name(w->s, w->entities[st->entity], st->schema, st->prop, st->value, w->e));
}

static bool write_mention(struct writer *w, size_t i) {
    const struct bundle_mention *m = VEC_AT(&w->b->mentions, struct bundle_mention, i);
    struct query r;
    query_open(
        &r, w->s,
        "INSERT INTO mention(entity, passage, \"from\", \"to\", text, label, norm) VALUES (?, ?, ?, ?, ?, ?, ?)");
    query_bind_id(&r, 1, entity_id(w, m->entity));
    query_bind_int(&r, 2, passage_id(w, m->span.passage));
    query_bind_int(&r, 3, m->span.from);
    query_bind_int(&r, 4, m->span.to);
    query_bind_str(&r, 5, m->span.text);
    query_bind_str(&r, 6, m->label);
    query_bind_str(&r, 7, m->norm);
    return query_run(&r, w->e);
}

static bool write_content(struct writer *w, const struct bundle_claim *c, int64_t claim) {
    bool ok = true;
    for (uint32_t i = 0; ok && i < c->content_count; i++) {
        struct query r;
        query_open(&r, w->s,
                   "INSERT INTO claim_content(claim, part, passage, \"from\", \"to\", text) VALUES (?, ?, ?, ?, ?, ?)");
        query_bind_int(&r, 1, claim);
        query_bind_int(&r, 2, i + 1);
        query_bind_int(&r, 3, passage_id(w, c->content[i].passage));
        query_bind_int(&r, 4, c->content[i].from);
        query_bind_int(&r, 5, c->content[i].to);
        query_bind_str(&r, 6, c->content[i].text);
        ok = query_run(&r, w->e);
    }
    return ok;
}

static void bind_part(struct query *r, int position, const struct bundle_span *s) {
    if (s->passage == BUNDLE_NONE) return;
    query_bind_int(r, position, s->from);
    query_bind_int(r, position + 1, s->to);
}

static bool write_claim(struct writer *w, size_t i) {
    const struct bundle_claim *c = VEC_AT(&w->b->claims, struct bundle_claim, i);
    struct query r;
    query_open(&r, w->s,
               "INSERT INTO claim(passage, \"from\", \"to\", text, speaker, speaker_text, speaker_from, speaker_to, "
               "speaker_type, "
               "cue_from, cue_to, cue, form, stance, modality, negated, about_date, said_date, via, answers, rule) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
    query_bind_int(&r, 1, passage_id(w, c->span.passage));
    query_bind_int(&r, 2, c->span.from);
    query_bind_int(&r, 3, c->span.to);
    query_bind_str(&r, 4, c->span.text);
    query_bind_id(&r, 5, entity_id(w, c->speaker));
    query_bind_str(&r, 6, c->speaker_text);
    bind_part(&r, 7, &c->speaker_span);
    query_bind_str(&r, 9, str_of(c->speaker_type));
    bind_part(&r, 10, &c->cue);
    if (c->cue.passage != BUNDLE_NONE) query_bind_str(&r, 12, c->cue.text);
    query_bind_str(&r, 13, str_of(c->form));
    query_bind_str(&r, 14, str_of(c->stance));
    query_bind_str(&r, 15, str_of(c->modality));
    query_bind_int(&r, 16, c->negated);
    query_bind_str(&r, 17, c->about);
    query_bind_str(&r, 18, c->said);
    if (c->via != BUNDLE_NONE) query_bind_int(&r, 19, w->claims[c->via]);
    if (c->answers != BUNDLE_NONE) query_bind_int(&r, 20, w->claims[c->answers]);
    query_bind_str(&r, 21, str_of(c->rule));
    w->claims[i] = query_take_id(&r, w->e);
    return w->claims[i] && write_content(w, c, w->claims[i]);
}

static bool write_tie(struct writer *w, size_t i) {
    const struct bundle_tie *t = VEC_AT(&w->b->ties, struct bundle_tie, i);
    struct query r;
    query_open(
        &r, w->s,
        "INSERT INTO tie(type, source_entity, target_entity, passage, \"from\", \"to\", text, trigger_from, "
        "trigger_to, role, "
        "topic, place, amount, currency, amount_text, start_date, end_date, negated, modality, claim, tier, rule) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query_bind_str(&r, 1, str_of(t->type));
    query_bind_int(&r, 2, entity_id(w, t->from));
    query_bind_int(&r, 3, entity_id(w, t->to));
    query_bind_int(&r, 4, passage_id(w, t->span.passage));
    query_bind_int(&r, 5, t->span.from);
    query_bind_int(&r, 6, t->span.to);
    query_bind_str(&r, 7, t->span.text);
    bind_part(&r, 8, &t->trigger);
    const struct str texts[] = {t->role,     t->topic,       t->place,      t->amount,
                                t->currency, t->amount_text, t->start_date, t->end_date};
    for (int k = 0; k < 8; k++) query_bind_str(&r, 10 + k, texts[k]);
    query_bind_int(&r, 18, t->negated);
    query_bind_str(&r, 19, str_of(t->modality));
    query_bind_int(&r, 20, w->claims[t->claim]);
    query_bind_str(&r, 21, (struct str){&t->tier, 1});
    query_bind_str(&r, 22, str_of(t->rule));
    return query_run(&r, w->e);
}

static bool write_given(struct writer *w, size_t i) {
    const struct statement *s = VEC_AT(&w->b->given, struct statement, i);
    const struct str fields[] = {s->canonical_id, s->entity_id,  s->prop,      s->prop_type, s->schema,
                                 s->value,        s->dataset,    s->origin,    s->lang,      s->original_value,
                                 s->external,     s->first_seen, s->last_seen, s->id};
    struct query r;
    query_open(&r, w->s,
               "INSERT INTO given_statement(source, canonical_id, entity_id, prop, prop_type, schema, value, dataset, "
               "origin, lang, "
               "original_value, external, first_seen, last_seen, statement_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
               "?, ?, ?, ?, ?)");
    query_bind_int(&r, 1, w->source);
    for (int k = 0; k < (int)(sizeof fields / sizeof *fields); k++) query_bind_str(&r, 2 + k, fields[k]);
    return query_run(&r, w->e);
}

static bool write_note(struct writer *w, size_t i) {
    const struct bundle_note *n = VEC_AT(&w->b->notes, struct bundle_note, i);
    struct query r;
    query_open(
        &r, w->s,
        "INSERT INTO note(source, level, code, text, page, \"row\", line, byte) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    query_bind_int(&r, 1, w->source);
    query_bind_str(&r, 2, str_of(note_level_name(n->level)));
    query_bind_str(&r, 3, n->code);
    query_bind_str(&r, 4, n->text);
    query_bind_id(&r, 5, n->place.page);
    query_bind_id(&r, 6, n->place.row);
    query_bind_id(&r, 7, n->place.line);
    if (n->place.byte >= 0) query_bind_int(&r, 8, n->place.byte);
    return query_run(&r, w->e);
}

static bool write_all(struct writer *w, const struct vec *things, bool (*one)(struct writer *, size_t)) {
    for (size_t i = 0; i < things->n; i++)
        if (!one(w, i)) return false;
    return true;
}

static bool write_parts(struct writer *w) {
    const struct bundle *b = w->b;
    return write_source(w) && write_all(w, &b->passages, write_passage) && write_all(w, &b->entities, write_entity) &&
           write_all(w, &b->statements, write_statement) && write_all(w, &b->mentions, write_mention) &&
           write_all(w, &b->claims, write_claim) && write_all(w, &b->ties, write_tie) &&
           write_all(w, &b->notes, write_note) && write_all(w, &b->given, write_given) &&
           store_log(w->s, "add", str_of(b->sha256), b->path, w->e);
}

bool write_bundle(struct store *s, const struct bundle *b, struct err *e) {
    struct writer w = {.s = s, .b = b, .e = e};
    bool alike;
    if (!is_refused_alike(s, b, &alike, e)) return false;
    if (alike) return true;
    w.passages = heap_zero(b->passages.n, sizeof *w.passages);
    w.entities = heap_zero(b->entities.n, sizeof *w.entities);
    w.claims = heap_zero(b->claims.n, sizeof *w.claims);
    bool ok = store_begin(s, e) && write_parts(&w) && store_commit(s, e);
    if (!ok) store_rollback(s);
    free(w.passages);
    free(w.entities);
    free(w.claims);
    arena_done(&w.scratch);
    return ok;
}
