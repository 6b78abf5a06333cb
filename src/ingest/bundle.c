#include "ingest/bundle.h"

#include "base/file.h"
#include "text/fold.h"

#include <string.h>

struct reading_state {
    struct bundle *b;
    const struct bundle_options *options;
};

uint32_t bundle_entity(struct bundle *b, struct str key, struct str schema) {
    bool fresh;
    uint64_t *number = map_put(&b->keys, key, &fresh);
    if (!fresh) return (uint32_t)*number;
    *number = b->entities.n;
    struct bundle_entity *e = vec_push(&b->entities);
    e->key = arena_copy(b->arena, key);
    e->schema = arena_copy(b->arena, schema);
    e->caption = e->key;
    return (uint32_t)*number;
}

uint32_t bundle_publisher(struct bundle *b) {
    if (!b->facts.publisher.n) return BUNDLE_NONE;
    struct str folded = fold_latin(b->facts.publisher, b->arena);
    uint32_t i = bundle_entity(b, arena_printf(b->arena, "publisher:%.*s", STR_ARG(folded)), STR("LegalEntity"));
    struct bundle_entity *e = VEC_AT(&b->entities, struct bundle_entity, i);
    if (e->named) return i;
    e->named = true;
    e->caption = b->facts.publisher;
    *(struct bundle_statement *)vec_push(&b->statements) = (struct bundle_statement){
        .entity = i, .schema = e->schema, .prop = STR("name"), .value = e->caption, .span.passage = BUNDLE_NONE};
    return i;
}

static void copy_strs(struct arena *a, struct str **strings, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strings[i]->p) *strings[i] = arena_copy(a, *strings[i]);
}

static bool on_facts(void *context, const struct facts *f, struct err *e) {
    (void)e;
    struct reading_state *s = context;
    struct facts *to = &s->b->facts;
    *to = *f;
    copy_strs(s->b->arena, (struct str *[]){&to->title, &to->author, &to->publisher, &to->dataset, &to->lang}, 5);
    if (s->options->publisher.n) to->publisher = s->options->publisher;
    return true;
}

static bool on_document(void *context, const struct document *d, struct err *e) {
    (void)e;
    struct reading_state *s = context;
    struct facts file = s->b->facts, *own = &s->b->facts; /* a mailbox holds documents of many authors */
    if (d->author.n) own->author = own->publisher = arena_copy(s->b->arena, d->author);
    if (d->date.precision != DATE_NONE) own->date = d->date;
    bundle_add_document(s->b, d, s->options->language);
    s->b->facts = file;
    return true;
}

static bool on_record(void *context, const struct record *r, struct err *e) {
    (void)e;
    struct reading_state *s = context;
    s->b->records++;
    struct str publisher = s->b->facts.publisher;
    if (r->publisher.n) s->b->facts.publisher = arena_copy(s->b->arena, r->publisher);
    bool ok = bundle_add_record(s->b, r, s->options->model);
    s->b->facts.publisher = publisher;
    return ok;
}

static void on_note(void *context, const struct note *n) {
    struct bundle *b = ((struct reading_state *)context)->b;
    struct bundle_note *to = vec_push(&b->notes);
    *to = (struct bundle_note){n->level, arena_copy(b->arena, n->code), arena_copy(b->arena, n->text), n->place};
    to->place.file = (struct str){0};
}

static void start(struct bundle *b, struct str path, struct arena *a) {
    *b = (struct bundle){.arena = a,
                         .passages = VEC(struct bundle_passage),
                         .entities = VEC(struct bundle_entity),
                         .statements = VEC(struct bundle_statement),
                         .mentions = VEC(struct bundle_mention),
                         .claims = VEC(struct bundle_claim),
                         .ties = VEC(struct bundle_tie),
                         .notes = VEC(struct bundle_note),
                         .given = VEC(struct statement)};
    b->path = arena_copy(a, path);
    b->name = path_base(b->path);
    b->state = "read";
}

static void refuse(struct bundle *b, const struct err *e) {
    struct buf text = {0};
    err_print(e, &text);
    b->reason = arena_copy(b->arena, buf_str(&text));
    buf_done(&text);
    *(struct bundle_note *)vec_push(&b->notes) = (struct bundle_note){
        NOTE_REFUSED, str_of(err_code_name(e->code)), b->reason, {{0}, e->byte, e->page, e->row, e->line}};
}

void bundle_unread_id(struct str path, char sha256[SHA256_HEX + 1]) {
    struct buf b = {0};
    buf_add(&b, STR("unread:"));
    buf_add(&b, path);
    hash_sha256(buf_str(&b), sha256);
    buf_done(&b);
}

void bundle_refuse(struct bundle *b, struct str path, const struct err *e, struct arena *a) {
    start(b, path, a);
    bundle_unread_id(path, b->sha256);
    b->state = "refused";
    refuse(b, e);
}

/* A file is partial when something of it was lost: a refused row, or an end that could not be reached. When nothing of
 * it is left it is refused, and the first loss is the reason. */
static void set_state(struct bundle *b, bool ok) {
    const struct bundle_note *lost = NULL;
    for (size_t i = 0; i < b->notes.n && !lost; i++) {
        const struct bundle_note *n = VEC_AT(&b->notes, struct bundle_note, i);
        if (n->level == NOTE_REFUSED) lost = n;
    }
    if (ok && !lost) return;
    b->state = b->passages.n ? "partial" : "refused";
    if (!b->reason.p && !b->passages.n && lost) b->reason = lost->text;
}

void bundle_read(struct bundle *b, struct str bytes, struct str path, const struct bundle_options *o, struct arena *a) {
    start(b, path, a);
    b->opened = true;
    b->bytes = bytes.n;
    hash_sha256(bytes, b->sha256);
    struct err e = {0};
    const struct reader *reader = o->as ? read_find(str_of(o->as)) : read_recognise(bytes, b->name);
    if (!reader) {
        if (o->as) err_set(&e, ERR_USAGE, "there is no reader \"%s\"", o->as);
        else err_set(&e, ERR_UNSUPPORTED, "no reader knows this format");
        b->state = "refused";
        refuse(b, &e);
        return;
    }
    b->format = reader->name;
    b->facts.publisher = o->publisher;
    struct reading_state state = {b, o};
    struct sink sink = {&state, on_facts, on_document, on_record, on_note};
    bool ok = reader->read(&(struct input){bytes, b->name, o->mapping, o->model}, &sink, &e);
    if (!ok) refuse(b, &e);
    set_state(b, ok);
}

void bundle_done(struct bundle *b) {
    vec_done(&b->passages);
    vec_done(&b->entities);
    vec_done(&b->statements);
    vec_done(&b->mentions);
    vec_done(&b->claims);
    vec_done(&b->ties);
    vec_done(&b->notes);
    vec_done(&b->given);
    map_done(&b->keys);
}
