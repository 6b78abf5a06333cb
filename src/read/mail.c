/* Mail: RFC 5322 messages, and mailboxes (mbox) of them, through GMime.
 *
 * A message gives one record (who wrote to whom, when, about what) and one document (its words: the plain text, else
 * the HTML made text). Messages inside a message are read likewise. Attachments are named in a note, not read.
 */
#include "read/clean.h"
#include "read/decode.h"
#include "read/draft.h"
#include "read/html.h"

#include <gmime/gmime.h>
#include <pthread.h>

enum { MAIL_NESTED = 4, MAIL_PARTS_DEEP = 100, MAIL_PEOPLE = 500 };

struct mail {
    struct draft draft;
    struct arena body; /* of the message being read */
    uint32_t number;   /* of the message in the file */
    unsigned depth;    /* messages around this one */
    bool told, box;    /* facts were given; the file is a mailbox */
    struct err *e;
};

static void init_gmime(void) { g_mime_init(); }

/* Header values may hold any bytes; what is no UTF-8 was written in an unnamed charset. */
static struct str text_of(struct mail *m, const char *s) {
    struct place place = m->draft.place;
    struct str decoded = decode_bytes(str_of(s), (struct str){NULL, 0}, place, m->draft.sink, &m->draft.arena);
    return clean_space(decoded, &m->draft.arena);
}

static struct date date_of(GDateTime *t) {
    if (!t) return (struct date){0};
    int32_t day = date_days(g_date_time_get_year(t), g_date_time_get_month(t), g_date_time_get_day_of_month(t));
    return (struct date){.first = day, .last = day, .precision = DATE_DAY};
}

/* "press@", "no-reply@": an office, not somebody. */
static bool is_office(struct str address) {
    static const char *const offices[] = {"info",   "press",   "office",  "contact",    "noreply",       "no-reply",
                                          "admin",  "support", "sales",   "newsletter", "postmaster",    "webmaster",
                                          "editor", "team",    "service", "billing",    "mailer-daemon", "news"};
    struct str local = str_cut(address, 0, str_find_byte(address, '@', 0));
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
        if (str_ieq(local, str_of(offices[i]))) return true;
    return false;
}

static struct str lower(struct str s, struct arena *a) {
    struct str copy = arena_copy(a, s);
    for (size_t i = 0; i < copy.n; i++) ((char *)copy.p)[i] = ascii_to_lower(copy.p[i]);
    return copy;
}

/* "Hollmark, Petra" is given as people say it. */
static struct str natural(struct str name, struct arena *a) {
    size_t comma = str_find(name, STR(", "), 0);
    if (comma == SIZE_MAX || str_find_byte(name, ',', comma + 1) != SIZE_MAX) return name;
    struct str last = str_cut(name, 0, comma), first = str_cut(name, comma + 2, name.n);
    return arena_printf(a, "%.*s %.*s", STR_ARG(first), STR_ARG(last));
}

/* A name of two words or more is taken for a person's, unless the address is an office's. */
static struct entity *person(struct mail *m, struct str name, struct str address) {
    struct draft *d = &m->draft;
    struct str key = address.n ? lower(address, &d->arena) : name;
    struct str id =
        address.n ? arena_printf(&d->arena, "mailto:%.*s", STR_ARG(key)) : draft_id(d, "mail-name-", &key, 1);
    bool somebody = str_find_byte(name, ' ', 0) != SIZE_MAX && !is_office(address);
    struct entity *e = draft_entity(d, id, somebody ? STR("Person") : STR("LegalEntity"));
    if (!str_ieq(name, address)) draft_put_as(d, e, "name", natural(name, &d->arena), name);
    draft_put(d, e, "email", address);
    return e;
}

/* One address of a list: written into the line, its entity made when the line stands. */
struct contact {
    struct str name, address;
};

static void collect(struct mail *m, InternetAddressList *list, struct vec *out, unsigned depth) {
    for (int i = 0; list && i < internet_address_list_length(list) && out->n < MAIL_PEOPLE; i++) {
        InternetAddress *a = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(a)) {
            if (depth < 4) collect(m, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(a)), out, depth + 1);
            continue;
        }
        struct contact c = {.name = text_of(m, internet_address_get_name(a))};
        c.address = text_of(m, internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(a)));
        if (c.name.n || c.address.n) vec_push_copy(out, &c);
    }
}

static void write_line(struct mail *m, const char *column, const struct vec *contacts) {
    struct buf b = {0};
    for (size_t i = 0; i < contacts->n; i++) {
        const struct contact *c = VEC_AT(contacts, struct contact, i);
        if (i) buf_add(&b, STR(", "));
        if (c->name.n && c->address.n) buf_printf(&b, "%.*s <%.*s>", STR_ARG(c->name), STR_ARG(c->address));
        else buf_add(&b, c->name.n ? c->name : c->address);
    }
    draft_line(&m->draft, column, arena_copy(&m->draft.arena, buf_str(&b)));
    buf_done(&b);
}

struct header {
    struct str from; /* the sender's name, or address */
    struct str from_id, subject;
    struct date date;
};

/* A tie from the sender to each of them. */
static void tie_to(struct mail *m, const struct header *h, const struct vec *contacts, const char *role) {
    struct draft *d = &m->draft;
    for (size_t i = 0; i < contacts->n; i++) {
        const struct contact *c = VEC_AT(contacts, struct contact, i);
        struct entity *e = person(m, c->name, c->address);
        if (!h->from_id.n || str_eq(e->id, h->from_id)) continue;
        struct record_tie tie = {.type = "contact", .from = h->from_id, .to = e->id, .role = str_of(role)};
        tie.topic = h->subject;
        tie.date = h->date;
        record_find(&d->text, c->address.n ? c->address : c->name, &tie.start, &tie.end);
        tie.start = 0; /* from the sender's line to where the receiver stands */
        tie.end += tie.end < d->text.text.n && d->text.text.p[tie.end] == '>';
        vec_push_copy(&d->ties, &tie);
    }
}

static void read_header(struct mail *m, GMimeMessage *message, struct header *h) {
    static const struct {
        GMimeAddressType type;
        const char *column, *role;
    } lists[] = {{GMIME_ADDRESS_TYPE_TO, "To", "to"},
                 {GMIME_ADDRESS_TYPE_CC, "Cc", "cc"},
                 {GMIME_ADDRESS_TYPE_BCC, "Bcc", "bcc"}};
    struct vec from = VEC(struct contact), to[3] = {VEC(struct contact), VEC(struct contact), VEC(struct contact)};
    collect(m, g_mime_message_get_from(message), &from, 0);
    if (!from.n) collect(m, g_mime_message_get_sender(message), &from, 0);
    write_line(m, "From", &from);
    for (size_t i = 0; i < 3; i++) {
        collect(m, g_mime_message_get_addresses(message, lists[i].type), &to[i], 0);
        if (to[i].n == MAIL_PEOPLE)
            draft_note(&m->draft, NOTE_WARNING, "many-receivers", "of the receivers only the first %d were taken",
                       MAIL_PEOPLE);
        write_line(m, lists[i].column, &to[i]);
    }
    h->date = date_of(g_mime_message_get_date(message));
    h->subject = text_of(m, g_mime_message_get_subject(message));
    draft_line(&m->draft, "Date", text_of(m, g_mime_object_get_header(GMIME_OBJECT(message), "Date")));
    draft_line(&m->draft, "Subject", h->subject);
    if (from.n) {
        const struct contact *c = VEC_AT(&from, struct contact, 0);
        h->from = c->name.n ? natural(c->name, &m->draft.arena) : c->address;
        h->from_id = person(m, c->name, c->address)->id;
    }
    for (size_t i = 0; i < 3; i++) {
        tie_to(m, h, &to[i], lists[i].role);
        vec_done(&to[i]);
    }
    vec_done(&from);
}

static struct str content_of(struct mail *m, GMimePart *part) {
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (!content) return (struct str){NULL, 0};
    GMimeStream *memory = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, memory);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
    struct str s = arena_copy(&m->body, (struct str){(const char *)bytes->data, bytes->len});
    g_object_unref(memory);
    return s;
}

/* The words of a message, gathered from its parts in their order. */
struct words {
    struct buf plain, html; /* html: where it stands beside a plain form of the same words */
    struct vec inner;       /* GMimeMessage *, lent: messages inside */
};

static void add_words(struct buf *b, struct str text) {
    text = str_trim(text);
    if (!text.n) return;
    if (b->n) buf_add(b, STR("\n\n"));
    for (struct str rest = text; rest.p;) { /* CR LF becomes LF */
        struct str line = str_split(&rest, '\n');
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        buf_add(b, line);
        if (rest.p) buf_add_byte(b, '\n');
    }
}

static void note_attachment(struct mail *m, GMimePart *part) {
    const char *name = g_mime_part_get_filename(part);
    struct str known = name ? text_of(m, name) : STR("without a name");
    char *type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(GMIME_OBJECT(part)));
    struct str bytes = content_of(m, part);
    draft_note(&m->draft, NOTE_WARNING, "attachment", "attachment not read: %.*s (%s, %zu bytes)", STR_ARG(known),
               type ? type : "unknown type", bytes.n);
    g_free(type);
}

static void read_text(struct mail *m, GMimePart *part, bool alternative, struct words *w) {
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    struct str charset = str_of(g_mime_content_type_get_parameter(type, "charset")), bytes = content_of(m, part);
    if (!charset.n) charset = decode_declared(bytes);
    struct str text = decode_bytes(bytes, charset, m->draft.place, m->draft.sink, &m->body);
    if (!g_mime_content_type_is_type(type, "text", "html")) {
        add_words(&w->plain, text);
        return;
    }
    struct html_text html;
    html_text(html_cut(text), &m->body, &html);
    add_words(alternative ? &w->html : &w->plain, html.text);
}

static void read_part(struct mail *m, GMimeObject *object, bool alternative, unsigned depth, struct words *w) {
    if (depth > MAIL_PARTS_DEEP) {
        draft_note(&m->draft, NOTE_WARNING, "deep-nesting", "parts nested deeper than %d were not read",
                   MAIL_PARTS_DEEP);
    } else if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart *parts = GMIME_MULTIPART(object);
        GMimeContentType *type = g_mime_object_get_content_type(object);
        alternative |= g_mime_content_type_is_type(type, "multipart", "alternative") != 0;
        for (int i = 0; i < g_mime_multipart_get_count(parts); i++)
            read_part(m, g_mime_multipart_get_part(parts, i), alternative, depth + 1, w);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        if (inner) vec_push_copy(&w->inner, &inner);
    } else if (GMIME_IS_PART(object)) {
        GMimePart *part = GMIME_PART(object);
        GMimeContentType *type = g_mime_object_get_content_type(object);
        bool text = !type || g_mime_content_type_is_type(type, "text", "plain") ||
                    g_mime_content_type_is_type(type, "text", "html");
        if (text && !g_mime_part_is_attachment(part)) read_text(m, part, alternative, w);
        else note_attachment(m, part);
    }
}

static bool give_facts(struct mail *m, const struct header *h) {
    if (m->told) return true;
    m->told = true;
    struct facts facts = {.title = STR("Mailbox")};
    if (!m->box) facts = (struct facts){.title = h->subject, .author = h->from, .publisher = h->from, .date = h->date};
    return m->draft.sink->facts(m->draft.sink->context, &facts, m->e);
}

static bool give_document(struct mail *m, const struct header *h, struct str text) {
    if (!text.n) {
        draft_note(&m->draft, NOTE_INFO, "no-text", "the message has no text");
        return true;
    }
    struct document document = {.text = text};
    if (m->box || m->depth) {
        document.title = h->subject, document.author = h->from, document.date = h->date;
        document.address = m->draft.address;
    }
    return m->draft.sink->document(m->draft.sink->context, &document, m->e);
}

static bool read_message(struct mail *m, GMimeMessage *message) {
    struct draft *d = &m->draft;
    struct header h = {0};
    draft_begin(d, "message", ++m->number);
    if (!m->box && !m->depth) d->address = STR("head"), d->place.row = 0;
    arena_reset(&m->body);
    read_header(m, message, &h);
    d->said = h.date;
    struct words w = {.inner = VEC(GMimeMessage *)};
    GMimeObject *content = g_mime_message_get_mime_part(message);
    if (content) read_part(m, content, false, 0, &w);
    struct str text = arena_copy(&m->body, buf_str(w.plain.n ? &w.plain : &w.html));
    bool ok = give_facts(m, &h) && draft_give(d, m->e) && give_document(m, &h, text);
    if (ok && w.inner.n && m->depth == MAIL_NESTED)
        draft_note(d, NOTE_WARNING, "deep-nesting", "messages inside messages inside ... were not read");
    for (size_t i = 0; ok && i < w.inner.n && m->depth < MAIL_NESTED; i++) {
        m->depth++;
        ok = read_message(m, *VEC_AT(&w.inner, GMimeMessage *, i));
        m->depth--;
    }
    buf_done(&w.plain);
    buf_done(&w.html);
    vec_done(&w.inner);
    return ok;
}

static bool read_box(struct mail *m, GMimeParser *parser) {
    do {
        GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
        if (!message) {
            struct place place = {.file = m->draft.in->name, .byte = g_mime_parser_tell(parser)};
            if (!m->told) return err_set(m->e, ERR_SYNTAX, "no mail message could be read") || err_at(m->e, place);
            read_note(m->draft.sink, NOTE_REFUSED, "bad-message", place, "what follows is no mail message");
            return true;
        }
        bool ok = read_message(m, message);
        g_object_unref(message);
        if (!ok) return false;
    } while (m->box && !g_mime_parser_eos(parser));
    return true;
}

/* Mail is made of bytes, a saved one may be in two bytes a character: then it is decoded first. */
static bool is_wide(struct str bytes) { return str_find_byte(str_cut(bytes, 0, 64), 0, 0) != SIZE_MAX; }

static bool read_mail(const struct input *in, const struct sink *sink, struct err *e) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, init_gmime);
    struct arena whole = {0};
    struct str bytes = is_wide(in->bytes) ? decode_input(in, (struct str){NULL, 0}, sink, &whole) : in->bytes;
    struct mail m = {.e = e, .box = str_starts(bytes, STR("From "))};
    draft_init(&m.draft, in, sink);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.p, bytes.n);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_format(parser, m.box ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
    bool ok = read_box(&m, parser);
    g_object_unref(parser);
    g_object_unref(stream);
    draft_done(&m.draft);
    arena_done(&m.body);
    arena_done(&whole);
    return ok;
}

/* A header field's name: printable, no blank, up to the colon. */
static struct str field_name(struct str line) {
    size_t n = 0;
    while (n < line.n && line.p[n] > ' ' && line.p[n] < 0x7f && line.p[n] != ':') n++;
    return n && n < line.n && line.p[n] == ':' ? str_cut(line, 0, n) : (struct str){NULL, 0};
}

/* The header up to its blank line: every line a field or its continuation, and fields that only mail has. */
static int sure_of(struct str head) {
    static const char *const own[] = {"From",         "To",          "Subject",      "Date",     "Received",
                                      "Message-ID",   "Return-Path", "MIME-Version", "Reply-To", "Delivered-To",
                                      "Content-Type", "Cc",          "Sender",       "X-Mailer"};
    struct str rest = str_cut(head, 0, DECODE_HEAD);
    bool box = str_starts(rest, STR("From ")), mark = false;
    unsigned known = 0, odd = 0;
    if (box) str_split(&rest, '\n');
    for (size_t lines = 0; rest.p && lines < 300; lines++) {
        struct str line = str_split(&rest, '\n');
        if (!str_trim(line).n) break;
        if (lines && ascii_space(line.p[0])) continue;
        struct str field = field_name(line);
        if (!field.n) odd++;
        for (size_t i = 0; i < sizeof own / sizeof *own; i++) known += str_ieq(field, str_of(own[i]));
        mark |= str_ieq(field, STR("Message-ID")) || str_ieq(field, STR("MIME-Version")) ||
                str_ieq(field, STR("Received")) || str_ieq(field, STR("Return-Path")) ||
                ((str_ieq(field, STR("From")) || str_ieq(field, STR("To"))) && str_find_byte(line, '@', 0) != SIZE_MAX);
        if (lines == 0 && !field.n) return 0;
    }
    return mark && known >= 2 && odd <= 1 ? 85 : 0;
}

static int recognise(struct str bytes, struct str name) {
    (void)name;
    if (!is_wide(bytes)) return sure_of(bytes);
    if (decode_is_binary(bytes)) return 0;
    struct arena a = {0};
    int sure = sure_of(decode_head(bytes, &a));
    arena_done(&a);
    return sure;
}

const struct reader reader_mail = {
    .name = "mail", .title = "Mail (message or mailbox)", .recognise = recognise, .read = read_mail};
