#include "ingest/extract.h"

#include "base/file.h"
#include "base/hash.h"
#include "text/utf8.h"

/* Everything the printing of one reading needs. */
struct printer {
    const struct reading *r;
    struct utf8_index index;
    struct str doc;
    struct arena *arena;
};

static struct str id_of(struct printer *p, char letter, uint32_t i) {
    return i == NO_INDEX ? (struct str){0} : arena_printf(p->arena, "%c%u", letter, i + 1);
}

static struct json *pair_of(struct printer *p, struct span s) {
    if (!s.end) return json_null(p->arena);
    struct json *a = json_array(p->arena);
    json_add(p->arena, a, json_int(p->arena, (int64_t)utf8_index_points(&p->index, s.start)));
    json_add(p->arena, a, json_int(p->arena, (int64_t)utf8_index_points(&p->index, s.end)));
    return a;
}

static void set_span(struct printer *p, struct json *o, struct span s) {
    json_set_int(p->arena, o, "start", (int64_t)utf8_index_points(&p->index, s.start));
    json_set_int(p->arena, o, "end", (int64_t)utf8_index_points(&p->index, s.end));
    json_set_str(p->arena, o, "text", arena_copy(p->arena, str_cut(p->r->tokens.text, s.start, s.end)));
}

static struct json *begin(struct printer *p, const char *kind) {
    struct json *o = json_object(p->arena);
    json_set_str(p->arena, o, "kind", str_of(kind));
    json_set_str(p->arena, o, "doc", p->doc);
    return o;
}

static void set_copy(struct printer *p, struct json *o, const char *key, struct str s) {
    json_set_str(p->arena, o, key, s.p ? arena_copy(p->arena, s) : s);
}

static struct json *mention_json(struct printer *p, const struct mention *m) {
    struct json *o = begin(p, "mention");
    set_span(p, o, m->span);
    json_set_str(p->arena, o, "label", str_of(mention_labels[m->label]));
    json_set_str(p->arena, o, "entity", id_of(p, 'e', m->entity));
    set_copy(p, o, "norm", m->norm);
    return o;
}

static struct json *speaker_json(struct printer *p, const struct claim *c) {
    if (!c->speaker.end) return json_null(p->arena);
    struct json *o = json_object(p->arena);
    set_span(p, o, c->speaker);
    json_set_str(p->arena, o, "entity", id_of(p, 'e', c->speaker_entity));
    json_set_str(p->arena, o, "type", str_of(speaker_types[c->speaker_type]));
    return o;
}

static struct json *claim_json(struct printer *p, uint32_t i) {
    const struct claim *c = &p->r->claims[i];
    struct json *o = begin(p, "claim"), *content = json_array(p->arena);
    json_set_str(p->arena, o, "id", id_of(p, 'c', i));
    set_span(p, o, c->span);
    for (uint32_t k = 0; k < c->content_count; k++) json_add(p->arena, content, pair_of(p, c->content[k]));
    json_set(p->arena, o, "content", content);
    json_set(p->arena, o, "cue", pair_of(p, c->cue));
    json_set(p->arena, o, "speaker", speaker_json(p, c));
    json_set_str(p->arena, o, "form", str_of(claim_forms[c->form]));
    json_set_str(p->arena, o, "stance", str_of(stances[c->stance]));
    json_set_str(p->arena, o, "modality", str_of(modalities[c->modality]));
    json_set_bool(p->arena, o, "negated", c->negated);
    json_set_str(p->arena, o, "about_date", date_print(c->about, p->arena));
    json_set_str(p->arena, o, "said_date", date_print(c->said, p->arena));
    json_set_str(p->arena, o, "via", id_of(p, 'c', c->via));
    json_set_str(p->arena, o, "rule", str_of(c->rule));
    return o;
}

static struct json *end_json(struct printer *p, struct span s, uint32_t entity) {
    struct json *o = json_object(p->arena);
    set_span(p, o, s);
    json_set_str(p->arena, o, "entity", id_of(p, 'e', entity));
    return o;
}

static struct json *amount_json(struct printer *p, uint32_t mention) {
    if (mention == NO_INDEX) return json_null(p->arena);
    const struct mention *m = &p->r->mentions[mention];
    struct json *o = json_object(p->arena);
    json_set_str(p->arena, o, "value", money_value(m->money, p->arena));
    json_set_str(p->arena, o, "currency",
                 m->money.currency[0] ? arena_copy(p->arena, str_of(m->money.currency)) : (struct str){0});
    set_copy(p, o, "text", str_cut(p->r->tokens.text, m->span.start, m->span.end));
    return o;
}

static struct json *tie_json(struct printer *p, const struct tie *t) {
    struct json *o = begin(p, "tie");
    json_set_str(p->arena, o, "type", str_of(tie_types[t->type]));
    set_span(p, o, t->span);
    json_set(p->arena, o, "trigger", pair_of(p, t->trigger));
    json_set(p->arena, o, "from", end_json(p, t->from, t->from_entity));
    json_set(p->arena, o, "to", end_json(p, t->to, t->to_entity));
    set_copy(p, o, "role", t->role);
    json_set(p->arena, o, "amount", amount_json(p, t->amount));
    json_set_str(p->arena, o, "date", date_print(t->date, p->arena));
    set_copy(p, o, "place", t->place);
    set_copy(p, o, "topic", t->topic);
    json_set_bool(p->arena, o, "negated", t->negated);
    json_set_str(p->arena, o, "modality", str_of(modalities[t->modality]));
    json_set_str(p->arena, o, "claim", id_of(p, 'c', t->claim));
    json_set_str(p->arena, o, "tier", arena_copy(p->arena, (struct str){&t->tier, 1}));
    json_set_str(p->arena, o, "rule", str_of(t->rule));
    return o;
}

static void add_reading(const struct reading *r, struct str doc, struct arena *arena, struct json *out) {
    struct printer p = {.r = r, .doc = doc, .arena = arena};
    utf8_index_init(&p.index, r->tokens.text, arena);
    struct json *mentions = json_set(arena, out, "mentions", json_array(arena));
    for (uint32_t i = 0; i < r->mention_count; i++)
        if (r->mentions[i].label != LABEL_REF) json_add(arena, mentions, mention_json(&p, &r->mentions[i]));
    struct json *claims = json_set(arena, out, "claims", json_array(arena));
    for (uint32_t i = 0; i < r->claim_count; i++) json_add(arena, claims, claim_json(&p, i));
    struct json *ties = json_set(arena, out, "ties", json_array(arena));
    for (uint32_t i = 0; i < r->tie_count; i++) json_add(arena, ties, tie_json(&p, &r->ties[i]));
}

/* The sink: texts are put one behind the other, notes become JSON. */
struct collected {
    struct arena *arena;
    struct buf text;
    struct json *notes;
    struct facts facts;
    uint64_t records;
};

static bool on_facts(void *context, const struct facts *f, struct err *e) {
    (void)e;
    struct collected *c = context;
    c->facts = *f;
    struct str *strings[] = {&c->facts.title, &c->facts.author, &c->facts.publisher, &c->facts.dataset, &c->facts.lang};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        if (strings[i]->p) *strings[i] = arena_copy(c->arena, *strings[i]);
    return true;
}

static bool on_document(void *context, const struct document *d, struct err *e) {
    (void)e;
    struct collected *c = context;
    if (c->text.n) buf_add(&c->text, STR("\n\n"));
    buf_add(&c->text, d->text);
    return true;
}

static bool on_record(void *context, const struct record *r, struct err *e) {
    (void)r, (void)e;
    ((struct collected *)context)->records++;
    return true;
}

static void on_note(void *context, const struct note *n) {
    struct collected *c = context;
    struct json *o = json_add(c->arena, c->notes, json_object(c->arena));
    json_set_str(c->arena, o, "level", str_of(note_level_name(n->level)));
    json_set_str(c->arena, o, "code", arena_copy(c->arena, n->code));
    json_set_str(c->arena, o, "text", arena_copy(c->arena, n->text));
    struct buf place = {0};
    place_print(n->place, &place);
    json_set_str(c->arena, o, "place", arena_copy(c->arena, buf_str(&place)));
    buf_done(&place);
}

static struct json *document_json(struct collected *c, struct str doc, struct str bytes, struct str text) {
    struct arena *a = c->arena;
    struct json *o = json_object(a);
    char *hex = arena_new(a, SHA256_HEX + 1);
    hash_sha256(bytes, hex);
    json_set_str(a, o, "kind", STR("document"));
    json_set_str(a, o, "doc", doc);
    json_set_str(a, o, "sha256", str_of(hex));
    json_set_int(a, o, "chars", (int64_t)utf8_count(text));
    json_set_str(a, o, "lang", c->facts.lang.p ? c->facts.lang : str_of(language_guess(text)));
    json_set_str(a, o, "title", c->facts.title);
    json_set_str(a, o, "date", date_print(c->facts.date, a));
    return o;
}

bool extract_bytes(const struct language *l, const struct model *model, struct str bytes, struct str doc,
                   const char *as, struct arena *a, struct json **out, struct err *e) {
    struct str name = path_base(doc);
    const struct reader *reader = as ? read_find(str_of(as)) : read_recognise(bytes, name);
    if (!reader) {
        err_set(e, ERR_UNSUPPORTED, as ? "no reader has the name given with --as" : "no reader knows this format");
        return err_at(e, (struct place){.file = doc, .byte = -1});
    }
    struct collected c = {.arena = a, .notes = json_array(a)};
    struct input input = {.bytes = bytes, .name = name, .model = model};
    struct sink sink = {&c, on_facts, on_document, on_record, on_note};
    bool ok = reader->read(&input, &sink, e);
    struct str text = arena_copy(a, buf_str(&c.text));
    buf_done(&c.text);
    if (!ok) return err_at(e, (struct place){.file = doc, .byte = -1});
    struct reading *r = arena_new(a, sizeof *r);
    language_read(l, text, c.facts.date, a, r);
    *out = json_object(a);
    json_set(a, *out, "document", document_json(&c, doc, bytes, text));
    json_set_str(a, *out, "text", text);
    json_set_int(a, *out, "records", (int64_t)c.records);
    add_reading(r, doc, a, *out);
    json_set(a, *out, "notes", c.notes);
    return true;
}
