/* A mail (RFC 5322): its head becomes a record with a tie from the sender to each receiver, its words become running
 * text on the sender's word. The plain part is read where there is one, else the HTML one. Attachments are named in
 * notes. */
#include "read/decode.h"
#include "read/html.h"
#include "read/mime.h"

#include "text/utf8.h"

static bool has_field(struct str heads, const char *name) {
    struct arena a = {0};
    bool has = mime_field(heads, name, &a).p != NULL;
    arena_done(&a);
    return has;
}

static int recognise(struct str bytes, struct str name) {
    size_t body;
    struct str heads = mime_split(str_cut(bytes, 0, DECODE_HEAD), &body);
    size_t colon = str_find_byte(heads, ':', 0);
    if (colon == SIZE_MAX || colon == 0 || decode_is_binary(str_cut(heads, 0, 4096))) return 0;
    for (size_t i = 0; i < colon; i++)
        if (!ascii_alnum(heads.p[i]) && heads.p[i] != '-') return 0;
    if (!has_field(heads, "From")) return 0;
    static const char *const own[] = {"Message-ID", "Received", "Return-Path", "MIME-Version", "Delivered-To"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (has_field(heads, own[i])) return 90;
    if (!has_field(heads, "Date")) return 0;
    return str_ends(name, STR(".eml")) ? 80 : has_field(heads, "To") || has_field(heads, "Subject") ? 60 : 0;
}

/* "Sun, 29 Sep 2024 18:12:07 +0300": the day as the sender's clock had it. */
static struct date mail_date(struct str value) {
    size_t comma = str_find_byte(value, ',', 0);
    struct str day = str_trim(str_cut(value, comma == SIZE_MAX ? 0 : comma + 1, value.n));
    size_t words = 0, end = 0;
    while (end < day.n && words < 3) {
        while (end < day.n && !ascii_space(day.p[end])) end++;
        if (++words < 3)
            while (end < day.n && ascii_space(day.p[end])) end++;
    }
    struct date date;
    if (!date_parse(str_cut(day, 0, end), &date)) date = (struct date){0};
    return date;
}

/* A name of two words or more is taken for a person's. */
static const char *schema_of(struct str name) {
    return str_find_byte(str_trim(name), ' ', 0) == SIZE_MAX ? "LegalEntity" : "Person";
}

/* "Hollmark, Petra" is written as people say it. */
static struct str natural(struct str name, struct arena *a) {
    size_t comma = str_find(name, STR(", "), 0);
    if (comma == SIZE_MAX || str_find_byte(name, ',', comma + 1) != SIZE_MAX) return name;
    struct str last = str_cut(name, 0, comma), first = str_cut(name, comma + 2, name.n);
    return arena_printf(a, "%.*s %.*s", STR_ARG(first), STR_ARG(last));
}

struct head {
    struct arena *arena;
    struct record_text text;
    struct vec entities; /* struct entity * */
    struct vec ids;      /* struct str, of receivers */
};

static struct str id_of(struct str address, struct arena *a) {
    char *p = arena_raw(a, address.n);
    for (size_t i = 0; i < address.n; i++) p[i] = ascii_to_lower(address.p[i]);
    return arena_printf(a, "mailto:%.*s", (int)address.n, p);
}

/* One line of the head, "To: Ann Example <ann@example.org>, ...", and those it names. Gives the id of the first. */
static struct str add_people(struct head *h, const char *column, struct str field, struct vec *ids) {
    struct vec people = VEC(struct mime_address);
    mime_addresses(field, h->arena, &people);
    struct str first = {NULL, 0};
    if (people.n) record_line(&h->text, str_of(column), mime_words(field, h->arena));
    for (size_t i = 0; i < people.n; i++) {
        struct mime_address *m = VEC_AT(&people, struct mime_address, i);
        struct str id = id_of(m->address, h->arena);
        struct entity *e = entity_new(h->arena, id, str_of(schema_of(m->name)));
        if (m->name.p) record_value_as(&h->text, e, STR("name"), natural(m->name, h->arena), m->name);
        record_value(&h->text, e, STR("email"), m->address);
        vec_push_copy(&h->entities, &(void *){e});
        if (!first.p) first = id;
        if (ids) vec_push_copy(ids, &id);
    }
    vec_done(&people);
    return first;
}

static bool give_head(const struct input *in, const struct sink *sink, struct str heads, const struct facts *facts,
                      struct arena *a, struct err *e) {
    struct head h = {a, {.arena = a}, VEC(struct entity *), VEC(struct str)};
    struct str from = add_people(&h, "From", mime_field(heads, "From", a), NULL);
    add_people(&h, "To", mime_field(heads, "To", a), &h.ids);
    add_people(&h, "Cc", mime_field(heads, "Cc", a), &h.ids);
    add_people(&h, "Bcc", mime_field(heads, "Bcc", a), &h.ids);
    uint32_t end = (uint32_t)h.text.text.n;
    record_line(&h.text, STR("Date"), mime_field(heads, "Date", a));
    record_line(&h.text, STR("Subject"), facts->title);
    struct record_tie *ties = arena_array(a, h.ids.n, sizeof *ties);
    size_t count = 0;
    for (size_t i = 0; i < h.ids.n && from.p; i++) {
        struct str to = *VEC_AT(&h.ids, struct str, i);
        if (!str_eq(from, to))
            ties[count++] =
                (struct record_tie){"contact", from, to, STR("mail"), facts->title, facts->date, 0, end ? end - 1 : 0};
    }
    struct record record = {.text = record_text_str(&h.text),
                            .address = STR("head"),
                            .place = {.file = in->name, .byte = 0},
                            .entities = (struct entity *const *)(void *)h.entities.p,
                            .entity_count = h.entities.n,
                            .ties = ties,
                            .tie_count = count,
                            .said = facts->date};
    bool ok = record.entity_count == 0 || sink->record(sink->context, &record, e);
    vec_done(&h.entities);
    vec_done(&h.ids);
    return ok;
}

/* Mail ends lines with CR LF; text here has LF. */
static struct str unix_lines(struct str s, struct arena *a) {
    char *p = arena_raw(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\r' || i + 1 >= s.n || s.p[i + 1] != '\n') p[n++] = s.p[i];
    return (struct str){p, n};
}

static struct str part_text(const struct input *in, const struct sink *sink, const struct mime_part *part,
                            struct arena *a) {
    struct input piece = {.bytes = part->body, .name = in->name, .model = in->model};
    struct str text = decode_input(&piece, part->charset, sink, a);
    if (str_is(part->type, "text/html")) {
        struct html_text page;
        size_t cut = text.n < HTML_CEILING ? text.n : HTML_CEILING;
        while (cut < text.n && ((unsigned char)text.p[cut] & 0xc0) == 0x80) cut--;
        html_text(str_cut(text, 0, cut), a, &page);
        return page.text;
    }
    return str_trim(unix_lines(text, a));
}

/* The words: all plain parts; the HTML ones when there is no plain part. What is neither is named in a note. */
static struct str body_text(const struct input *in, const struct sink *sink, struct arena *a) {
    struct vec parts = VEC(struct mime_part);
    struct place place = {.file = in->name, .byte = -1};
    if (!mime_parts(in->bytes, a, &parts))
        read_note(sink, NOTE_WARNING, "too-many-parts", place, "parts past %d, or nested deeper than %d, were not read",
                  MIME_PARTS, MIME_DEPTH);
    bool plain = false;
    for (size_t i = 0; i < parts.n; i++) {
        struct mime_part *p = VEC_AT(&parts, struct mime_part, i);
        plain |= !p->attached && str_is(p->type, "text/plain") && str_trim(p->body).n;
    }
    struct buf text = {0};
    for (size_t i = 0; i < parts.n; i++) {
        struct mime_part *p = VEC_AT(&parts, struct mime_part, i);
        bool html = str_is(p->type, "text/html");
        if (p->attached || (!html && !str_is(p->type, "text/plain"))) {
            struct str name = p->filename.p ? p->filename : STR("without a name");
            read_note(sink, NOTE_WARNING, "attachment", place, "the attachment %.*s (%.*s) was not read", STR_ARG(name),
                      STR_ARG(p->type));
        } else if (html != plain) {
            if (text.n) buf_add(&text, STR("\n\n"));
            buf_add(&text, part_text(in, sink, p, a));
        }
    }
    struct str all = arena_copy(a, buf_str(&text));
    buf_done(&text);
    vec_done(&parts);
    return all;
}

static bool read_mail(const struct input *in, const struct sink *sink, struct err *e) {
    struct arena a = {0};
    size_t start;
    struct str heads = mime_split(in->bytes, &start);
    struct vec from = VEC(struct mime_address);
    mime_addresses(mime_field(heads, "From", &a), &a, &from);
    struct facts facts = {.title = mime_words(mime_field(heads, "Subject", &a), &a),
                          .date = mail_date(mime_field(heads, "Date", &a))};
    if (from.n) {
        struct mime_address *m = VEC_AT(&from, struct mime_address, 0);
        facts.author = facts.publisher = m->name.p ? natural(m->name, &a) : m->address;
    }
    vec_done(&from);
    struct document document = {.text = body_text(in, sink, &a)};
    if (document.text.n == 0)
        read_note(sink, NOTE_INFO, "no-text", (struct place){.file = in->name, .byte = -1}, "the mail has no words");
    bool ok = sink->facts(sink->context, &facts, e) && give_head(in, sink, heads, &facts, &a, e) &&
              (document.text.n == 0 || sink->document(sink->context, &document, e));
    arena_done(&a);
    return ok;
}

const struct reader reader_mail = {
    .name = "mail", .title = "Mail (RFC 5322)", .recognise = recognise, .read = read_mail};
