/* Beneficial Ownership Data Standard 0.4: statements about entities, persons and the relationships between them, as one
 * JSON array or as JSON lines. Each statement is a record, said on its statementDate by its source. An interest of a
 * relationship becomes an edge: shares and votes Ownership, seats on a board Directorship, other control Control.
 *
 * One recordId may come again with status updated or closed; the edges keep their ids, so later statements add to them.
 */
#include "base/json.h"
#include "read/bods_parties.h"
#include "read/decode.h"

#include <string.h>

struct bods {
    struct draft draft;
    uint32_t number;  /* of the statement */
    size_t read, old; /* statements understood; of versions before 0.4 */
    bool told;        /* facts were given */
    struct str publisher;
    struct arena *whole;
};

enum interest_kind { INTEREST_OWNERSHIP, INTEREST_BOARD, INTEREST_CONTROL, INTEREST_OTHER };

static enum interest_kind kind_of(struct str type) {
    static const struct {
        const char *type;
        enum interest_kind kind;
    } kinds[] = {{"shareholding", INTEREST_OWNERSHIP},
                 {"votingRights", INTEREST_OWNERSHIP},
                 {"rightsToSurplusAssetsOnDissolution", INTEREST_OWNERSHIP},
                 {"rightsToProfitOrIncome", INTEREST_OWNERSHIP},
                 {"beneficialOwnership", INTEREST_OWNERSHIP},
                 {"boardMember", INTEREST_BOARD},
                 {"boardChair", INTEREST_BOARD},
                 {"seniorManagingOfficial", INTEREST_BOARD},
                 {"appointmentOfBoard", INTEREST_CONTROL},
                 {"otherInfluenceOrControl", INTEREST_CONTROL},
                 {"controlViaCompanyRulesOrArticles", INTEREST_CONTROL},
                 {"controlByLegalFramework", INTEREST_CONTROL}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(type, kinds[i].type)) return kinds[i].kind;
    return INTEREST_OTHER;
}

/* The two ends of each kind's edge: the interested party, and what the interest is in. */
static const struct {
    const char *schema, *from, *to;
} edges[] = {[INTEREST_OWNERSHIP] = {"Ownership", "owner", "asset"},
             [INTEREST_BOARD] = {"Directorship", "director", "organization"},
             [INTEREST_CONTROL] = {"Control", "controller", "controlled"},
             [INTEREST_OTHER] = {"UnknownLink", "subject", "object"}};

/* "75", "75 to 100", "more than 50". */
static struct str share_text(struct draft *d, const struct json *share) {
    struct str exact = json_text(json_get(share, STR("exact")));
    struct str least = json_text(json_get(share, STR("minimum"))), most = json_text(json_get(share, STR("maximum")));
    if (!least.n) least = json_text(json_get(share, STR("exclusiveMinimum")));
    if (!most.n) most = json_text(json_get(share, STR("exclusiveMaximum")));
    if (exact.n) return exact;
    if (least.n && most.n) return arena_printf(&d->arena, "%.*s-%.*s", STR_ARG(least), STR_ARG(most));
    if (least.n) return arena_printf(&d->arena, "at least %.*s", STR_ARG(least));
    return most.n ? arena_printf(&d->arena, "at most %.*s", STR_ARG(most)) : most;
}

/* An end of an edge; its span is where the text names the record. */
static void put_end(struct draft *d, struct entity *edge, const char *prop, struct str id) {
    if (!entity_add(edge, &d->arena, str_of(prop), id)) return;
    struct value *v = &edge->values[edge->count - 1];
    record_find(&d->text, id, &v->start, &v->end);
}

static void put_interest(struct draft *d, const struct json *interest, struct str record, size_t number, bool closed,
                         struct str party, struct str subject) {
    struct str type = json_text(json_get(interest, STR("type")));
    if (!type.n) type = STR("unknownInterest");
    enum interest_kind kind = kind_of(type);
    if (!model_find(d->model, str_of(edges[kind].schema))) kind = INTEREST_OTHER; /* older models lack Control */
    struct str share = share_text(d, json_get(interest, STR("share")));
    draft_line(d, "Interest", type);
    draft_line(d, "Share, percent", share);
    draft_line(d, "Direct or indirect", json_text(json_get(interest, STR("directOrIndirect"))));
    draft_line(d, "From", json_text(json_get(interest, STR("startDate"))));
    draft_line(d, "Until", json_text(json_get(interest, STR("endDate"))));
    draft_line(d, "Details", json_text(json_get(interest, STR("details"))));
    struct str id = arena_printf(&d->arena, "%.*s-%.*s%s", STR_ARG(record), STR_ARG(type), number ? "-more" : "");
    struct entity *edge = draft_entity(d, id, str_of(edges[kind].schema));
    put_end(d, edge, edges[kind].from, party);
    put_end(d, edge, edges[kind].to, subject);
    draft_put(d, edge, "role", type);
    if (kind == INTEREST_OWNERSHIP) draft_put(d, edge, "percentage", share);
    draft_put(d, edge, "startDate", json_text(json_get(interest, STR("startDate"))));
    draft_put(d, edge, "endDate", json_text(json_get(interest, STR("endDate"))));
    draft_put(d, edge, "summary", json_text(json_get(interest, STR("details"))));
    if (closed) entity_add(edge, &d->arena, STR("status"), STR("closed"));
}

/* The same type twice in one statement would give two edges one id. */
static bool seen_before(const struct json *interests, size_t i) {
    struct str type = json_text(json_get(json_at(interests, i), STR("type")));
    for (size_t k = 0; k < i; k++)
        if (str_eq(type, json_text(json_get(json_at(interests, k), STR("type"))))) return true;
    return false;
}

static bool put_relationship(struct draft *d, const struct json *details, struct str record, bool closed) {
    struct str subject = bods_party(d, json_get(details, STR("subject")), record, "subject");
    struct str party = bods_party(d, json_get(details, STR("interestedParty")), record, "interestedParty");
    if (!subject.n || !party.n) {
        draft_note(d, NOTE_REFUSED, "no-party", "a relationship needs a subject and an interestedParty");
        return false;
    }
    const struct json *interests = json_get(details, STR("interests"));
    for (size_t i = 0; i < json_count(interests); i++)
        put_interest(d, json_at(interests, i), record, seen_before(interests, i), closed, party, subject);
    if (json_count(interests)) return true;
    struct entity *edge = draft_entity(d, record, STR("UnknownLink"));
    put_end(d, edge, "subject", party);
    put_end(d, edge, "object", subject);
    entity_add(edge, &d->arena, STR("role"), STR("relationship"));
    if (closed) entity_add(edge, &d->arena, STR("status"), STR("closed"));
    return true;
}

/* Who gives out the statements, which are often those of others. */
static struct str publishing_name(const struct json *statement) {
    return json_text(json_get(json_get(json_get(statement, STR("publicationDetails")), STR("publisher")), STR("name")));
}

/* On whose word the statement rests: who asserts it, else the register its address belongs to, else its publisher. */
static struct str publisher_of(const struct json *statement) {
    static const char *const registers[][2] = {{"gleif.org", "GLEIF"},
                                               {"companieshouse.gov.uk", "Companies House"},
                                               {"company-information.service.gov.uk", "Companies House"}};
    const struct json *source = json_get(statement, STR("source"));
    struct str asserted = json_text(json_get(json_at(json_get(source, STR("assertedBy")), 0), STR("name")));
    if (asserted.n) return asserted;
    struct str url = json_text(json_get(source, STR("url")));
    for (size_t i = 0; i < sizeof registers / sizeof *registers; i++)
        if (str_find(url, str_of(registers[i][0]), 0) != SIZE_MAX) return str_of(registers[i][1]);
    return publishing_name(statement);
}

static bool give_facts(struct bods *b, const struct json *statement, struct err *e) {
    if (b->told) return true;
    b->told = true;
    struct facts facts = {.title = STR("Beneficial ownership statements"), .dataset = STR("bods")};
    struct str file = publishing_name(statement);
    b->publisher = arena_copy(b->whole, file.n ? file : publisher_of(statement));
    facts.publisher = b->publisher;
    struct str day = json_text(json_get(json_get(statement, STR("publicationDetails")), STR("publicationDate")));
    date_parse(str_cut(day, 0, 10), &facts.date);
    return b->draft.sink->facts(b->draft.sink->context, &facts, e);
}

/* What is no statement of 0.4 is refused with the reason. */
static bool is_statement(struct bods *b, const struct json *s) {
    if (json_get(s, STR("recordType")) && json_get(s, STR("recordId")) && json_get(s, STR("recordDetails")))
        return true;
    if (json_get(s, STR("statementID")) || json_get(s, STR("statementType"))) {
        b->old++;
        draft_note(&b->draft, NOTE_REFUSED, "old-version",
                   "a statement of BODS 0.3 or older; clew reads 0.4, the standard's converter updates such files");
    } else {
        draft_note(&b->draft, NOTE_REFUSED, "no-statement",
                   "no BODS statement: recordType, recordId or recordDetails "
                   "are missing");
    }
    return false;
}

static bool give_statement(struct bods *b, const struct json *s, struct err *e) {
    struct draft *d = &b->draft;
    if (!is_statement(b, s)) return true;
    struct str type = json_text(json_get(s, STR("recordType"))), record = json_text(json_get(s, STR("recordId")));
    struct str status = json_text(json_get(s, STR("recordStatus"))), day = json_text(json_get(s, STR("statementDate")));
    const struct json *details = json_get(s, STR("recordDetails"));
    if (!give_facts(b, s, e)) return false;
    if (!record.n) {
        draft_note(d, NOTE_REFUSED, "no-record-id", "recordId is empty or no text");
        return true;
    }
    struct str statement = json_text(json_get(s, STR("statementId")));
    d->address = arena_printf(&d->arena, "statement %.*s", STR_ARG(statement));
    d->publisher = publisher_of(s);
    if (str_eq(d->publisher, b->publisher)) d->publisher = (struct str){NULL, 0};
    date_parse(str_cut(day, 0, 10), &d->said);
    draft_line(d, "Record", record);
    draft_line(d, "Type", type);
    draft_line(d, "Status", status);
    draft_line(d, "Statement date", day);
    bool ok = true;
    if (str_is(type, "entity")) bods_entity(d, details, record);
    else if (str_is(type, "person")) bods_person(d, details, record);
    else if (str_is(type, "relationship")) ok = put_relationship(d, details, record, str_is(status, "closed"));
    else {
        ok = false;
        draft_note(d, NOTE_REFUSED, "unknown-type", "recordType \"%.*s\" is none of entity, person, relationship",
                   STR_ARG(type));
    }
    b->read += ok;
    return !ok || draft_give(d, e);
}

static void begin(struct bods *b, bool line) {
    draft_begin(&b->draft, line ? "line" : "statement", ++b->number);
    if (line) b->draft.place.line = b->number, b->draft.place.row = 0;
}

static bool read_lines(struct bods *b, struct json_reader *reader, struct str text, struct err *e) {
    for (struct str rest = text; rest.p;) {
        struct str line = str_trim(str_split(&rest, '\n'));
        struct json *json;
        struct err why = {.byte = -1};
        begin(b, true);
        if (!line.n) continue;
        if (!json_reader_read(reader, line, &b->draft.arena, &json, &why))
            draft_note(&b->draft, NOTE_REFUSED, "bad-json", "%s", why.text);
        else if (!give_statement(b, json, e)) return false;
    }
    return true;
}

/* An element that is damaged costs itself only; where the array is torn, what stood before was given. */
static bool read_array(struct bods *b, struct json_reader *reader, struct str text, struct err *e) {
    struct json_elements it = {.text = text};
    struct str element;
    int more;
    while ((more = json_elements_next(&it, &element, e)) > 0) {
        struct json *json;
        struct err why = {.byte = -1};
        begin(b, false);
        if (json_reader_read(reader, element, &b->draft.arena, &json, &why)) {
            if (!give_statement(b, json, e)) return false;
            continue;
        }
        b->draft.place.byte = element.p - text.p + why.byte;
        draft_note(&b->draft, NOTE_REFUSED, "bad-json", "%s", why.text);
    }
    return more == 0;
}

static bool read_all(struct bods *b, struct json_reader *reader, struct str text, struct err *e) {
    struct str start = str_trim(text), first = str_trim(str_cut(start, 0, str_find_byte(start, '\n', 0)));
    struct json *json;
    if (first.n && first.p[0] == '[') return read_array(b, reader, text, e);
    if (first.n > 1 && first.p[0] == '{' && first.p[first.n - 1] == '}') return read_lines(b, reader, text, e);
    if (!json_reader_read(reader, text, b->whole, &json, e)) return false;
    begin(b, false);
    return give_statement(b, json, e);
}

static bool read_bods(const struct input *in, const struct sink *sink, struct err *e) {
    struct arena whole = {0};
    struct bods b = {.whole = &whole};
    draft_init(&b.draft, in, sink);
    struct json_reader *reader = json_reader_new();
    bool ok = read_all(&b, reader, decode_input(in, (struct str){NULL, 0}, sink, &whole), e);
    if (ok && !b.read && b.old)
        ok = err_set(e, ERR_UNSUPPORTED,
                     "ownership data of BODS 0.3 or older; clew reads 0.4, the standard's converter "
                     "updates such files");
    struct facts none = {0};
    if (ok && !b.told) ok = sink->facts(sink->context, &none, e);
    if (ok) draft_note_if_empty(&b.draft);
    json_reader_free(reader);
    draft_done(&b.draft);
    arena_done(&whole);
    return ok;
}

static int recognise(struct str bytes, struct str name) {
    (void)name;
    if (decode_is_binary(bytes)) return 0;
    struct arena a = {0};
    struct str head = str_trim(decode_head(bytes, &a));
    bool json = head.n && (head.p[0] == '{' || head.p[0] == '[');
    bool now =
        str_find(head, STR("\"recordDetails\""), 0) != SIZE_MAX && str_find(head, STR("\"recordType\""), 0) != SIZE_MAX;
    bool old = str_find(head, STR("\"statementType\""), 0) != SIZE_MAX &&
               str_find(head, STR("\"statementID\""), 0) != SIZE_MAX;
    arena_done(&a);
    return json && (now || old) ? 96 : 0;
}

const struct reader reader_bods = {
    .name = "bods", .title = "Beneficial ownership statements (BODS 0.4)", .recognise = recognise, .read = read_bods};
