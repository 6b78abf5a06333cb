/* The consolidated list of the UN Security Council: XML, an INDIVIDUAL or ENTITY element an entry.
 *
 * The primary name is the name parts in their order with single blanks, nothing else: two editions are compared by it.
 * LISTED_ON is the day of the first listing, not of this edition's. Line breaks inside values are an artefact of the
 * publisher's printing and read as blanks.
 */
#include "read/clean.h"
#include "read/decode.h"
#include "read/draft.h"
#include "read/xml.h"

#include "model/country.h"

struct un {
    struct draft draft;
    uint32_t number;
};

static struct str text_of(struct draft *d, const struct xml_node *n, const char *child) {
    return clean_space(xml_text(n, child), &d->arena);
}

/* The texts of these children in order, joined. */
static struct str joined(struct draft *d, const struct xml_node *n, const char *const *children, const char *between) {
    struct buf b = {0};
    for (; *children; children++) {
        struct str part = text_of(d, n, *children);
        if (part.n && b.n) buf_add_z(&b, between);
        buf_add(&b, part);
    }
    struct str s = arena_copy(&d->arena, buf_str(&b));
    buf_done(&b);
    return s;
}

static void put_line(struct draft *d, struct entity *e, const char *column, const char *prop, struct str value) {
    draft_line(d, column, value);
    draft_put(d, e, prop, value);
}

/* A value of the entry as a line and a property; "na" and the like say that nothing is known. */
static void put_text(struct draft *d, struct entity *e, const char *column, const char *prop, struct str value) {
    if (str_ieq(value, STR("na")) || str_ieq(value, STR("n/a")) || str_ieq(value, STR("unknown"))) return;
    put_line(d, e, column, prop, value);
}

/* Values that are repeated: <NATIONALITY><VALUE>..</VALUE></NATIONALITY>. */
static void put_values(struct draft *d, struct entity *e, const struct xml_node *n, const char *column,
                       const char *prop) {
    for (const struct xml_node *v = n->first; v; v = v->next) {
        if (!str_is(v->name, "VALUE")) continue;
        struct str s = clean_space(v->text, &d->arena);
        bool listed = s.n > 3 && ascii_lower(s.p[0]) && s.p[1] == ')' && s.p[2] == ' '; /* "a) Minister of ..." */
        put_text(d, e, column, prop, listed ? str_cut(s, 3, s.n) : s);
    }
}

/* One element often holds several names: "Foo; Bar (good quality)". They are kept as written, cut at semicolons. */
static void put_alias(struct draft *d, struct entity *e, const struct xml_node *n) {
    struct str names = text_of(d, n, "ALIAS_NAME"), quality = text_of(d, n, "QUALITY");
    if (names.n == 0) return;
    const char *prop = str_ieq(quality, STR("Low"))      ? "weakAlias"
                       : str_ieq(quality, STR("f.k.a.")) ? "previousName"
                                                         : "alias";
    draft_line(d, quality.n ? arena_printf(&d->arena, "Alias (%.*s)", STR_ARG(quality)).p : "Alias", names);
    for (struct str rest = names; rest.p;) draft_put(d, e, prop, str_split(&rest, ';'));
    static const char *const place[] = {"CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", NULL};
    draft_line(d, "Alias date of birth", text_of(d, n, "DATE_OF_BIRTH"));
    draft_line(d, "Alias place of birth", joined(d, n, place, ", "));
    draft_line(d, "Alias note", text_of(d, n, "NOTE"));
}

static void put_birth(struct draft *d, struct entity *e, const struct xml_node *n) {
    struct str date = text_of(d, n, "DATE"), year = text_of(d, n, "YEAR");
    struct str from = text_of(d, n, "FROM_YEAR"), to = text_of(d, n, "TO_YEAR");
    struct str type = text_of(d, n, "TYPE_OF_DATE"), written = date.n ? date : year, value;
    bool about = str_ieq(type, STR("APPROXIMATELY"));
    if (written.n == 0 && from.n && to.n) {
        written = arena_printf(&d->arena, "between %.*s and %.*s", STR_ARG(from), STR_ARG(to));
    }
    /* some dates carry a time zone: 1963-01-01-05:00 */
    value = date.n > 10 && date.p[4] == '-' ? str_cut(date, 0, 10) : written;
    if (about) draft_line(d, "Date of birth (approximately)", written);
    else draft_line(d, "Date of birth", written);
    draft_put_as(d, e, "birthDate", value, written);
    draft_line(d, "Date of birth, note", text_of(d, n, "NOTE"));
}

static void put_birth_place(struct draft *d, struct entity *e, const struct xml_node *n) {
    static const char *const parts[] = {"STREET", "CITY", "STATE_PROVINCE", "COUNTRY", NULL};
    put_line(d, e, "Place of birth", "birthPlace", joined(d, n, parts, ", "));
    struct str country = text_of(d, n, "COUNTRY");
    if (country_code(country)) draft_put(d, e, "birthCountry", country);
    draft_line(d, "Place of birth, note", text_of(d, n, "NOTE"));
}

static void put_address(struct draft *d, struct entity *e, const struct xml_node *n) {
    static const char *const parts[] = {"STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", NULL};
    struct str written = joined(d, n, parts, ", "), country = text_of(d, n, "COUNTRY");
    draft_line(d, "Address", written);
    if (!str_eq(written, country)) draft_put(d, e, "address", written);
    draft_put(d, e, "country", country);
    draft_line(d, "Address, note", text_of(d, n, "NOTE"));
}

static void put_document(struct draft *d, struct entity *e, const struct xml_node *n) {
    static const char *const types[] = {"TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", NULL};
    struct str number = text_of(d, n, "NUMBER"), type = joined(d, n, types, ", ");
    struct str country = text_of(d, n, "ISSUING_COUNTRY");
    if (country.n == 0) country = text_of(d, n, "COUNTRY_OF_ISSUE");
    if (number.n == 0) number = text_of(d, n, "NOTE");
    if (number.n == 0) return;
    bool passport = str_find(type, STR("assport"), 0) != SIZE_MAX;
    draft_line(d, type.n ? type.p : "Document", number);
    draft_line(d, "Issuing country", country);
    draft_line(d, "Date of issue", text_of(d, n, "DATE_OF_ISSUE"));
    draft_line(d, "Document, note", text_of(d, n, "NOTE"));
    draft_put(d, e, passport ? "passportNumber" : "idNumber", number);
    struct str parts[3] = {e->id, type, number};
    struct entity *paper =
        draft_entity(d, draft_id(d, "un-id-", parts, 3), passport ? STR("Passport") : STR("Identification"));
    draft_link(d, paper, "holder", e);
    draft_put(d, paper, "type", type);
    draft_put(d, paper, "number", number);
    draft_put(d, paper, "country", country);
    draft_put(d, paper, "startDate", text_of(d, n, "DATE_OF_ISSUE"));
}

struct un_part {
    const char *element;
    void (*put)(struct draft *, struct entity *, const struct xml_node *);
};
static const struct un_part parts_known[] = {
    {"INDIVIDUAL_ALIAS", put_alias},         {"ENTITY_ALIAS", put_alias},
    {"INDIVIDUAL_DATE_OF_BIRTH", put_birth}, {"INDIVIDUAL_PLACE_OF_BIRTH", put_birth_place},
    {"INDIVIDUAL_ADDRESS", put_address},     {"ENTITY_ADDRESS", put_address},
    {"INDIVIDUAL_DOCUMENT", put_document},
};
struct un_values {
    const char *element, *column, *prop;
};
static const struct un_values values_known[] = {
    {"TITLE", "Title", "title"},
    {"DESIGNATION", "Designation", "position"},
    {"NATIONALITY", "Nationality", "nationality"},
};

static void put_parts(struct draft *d, struct entity *e, const struct xml_node *n) {
    for (const struct xml_node *c = n->first; c; c = c->next) {
        for (size_t i = 0; i < sizeof parts_known / sizeof *parts_known; i++)
            if (str_is(c->name, parts_known[i].element)) parts_known[i].put(d, e, c);
        for (size_t i = 0; i < sizeof values_known / sizeof *values_known; i++)
            if (str_is(c->name, values_known[i].element))
                put_values(d, e, c, values_known[i].column, values_known[i].prop);
    }
}

static void put_sanction(struct draft *d, struct entity *e, const struct xml_node *n, struct str reference) {
    struct entity *s = draft_entity(d, arena_printf(&d->arena, "un-%.*s-listing", STR_ARG(reference)), STR("Sanction"));
    draft_link(d, s, "entity", e);
    entity_add(s, &d->arena, STR("authority"), STR("UN Security Council"));
    put_line(d, s, "List", "program", text_of(d, n, "UN_LIST_TYPE"));
    draft_put(d, s, "unscId", reference);
    put_line(d, s, "Listed on", "listingDate", str_cut(text_of(d, n, "LISTED_ON"), 0, 10));
    draft_line(d, "Submitted by", text_of(d, n, "SUBMITTED_BY"));
    const struct xml_node *updates = xml_child(n, "LAST_DAY_UPDATED");
    for (const struct xml_node *v = updates ? updates->first : NULL; v; v = v->next) {
        struct str day = str_cut(clean_space(v->text, &d->arena), 0, 10);
        draft_line(d, "Updated on", day);
        draft_put(d, s, "modifiedAt", day);
    }
}

static void put_names(struct draft *d, struct entity *e, const struct xml_node *n, bool person) {
    static const char *const parts[] = {"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", NULL};
    put_line(d, e, "Name", "name", joined(d, n, parts, " "));
    if (person) {
        draft_put(d, e, "firstName", text_of(d, n, "FIRST_NAME"));
        draft_put(d, e, "secondName", text_of(d, n, "SECOND_NAME"));
    }
    put_line(d, e, "Name in original script", "alias", text_of(d, n, "NAME_ORIGINAL_SCRIPT"));
}

static bool on_entry(void *context, const struct xml_node *n, struct arena *arena, struct err *e) {
    struct un *un = context;
    struct draft *d = &un->draft;
    (void)arena;
    draft_begin(d, "entry", ++un->number);
    d->place.line = n->line;
    struct str reference = text_of(d, n, "REFERENCE_NUMBER"), number = text_of(d, n, "DATAID");
    if (reference.n == 0) {
        draft_note(d, NOTE_REFUSED, "no-reference", "an entry without REFERENCE_NUMBER (DATAID %.*s)", STR_ARG(number));
        return true;
    }
    bool person = str_is(n->name, "INDIVIDUAL");
    d->address = arena_printf(&d->arena, "DATAID %.*s", STR_ARG(number));
    draft_line(d, "Reference number", reference);
    draft_line(d, "Data id", number);
    draft_line(d, "Version", text_of(d, n, "VERSIONNUM"));
    struct entity *entity = draft_entity(d, arena_printf(&d->arena, "un-%.*s", STR_ARG(reference)),
                                         person ? STR("Person") : STR("Organization"));
    put_names(d, entity, n, person);
    put_line(d, entity, "Gender", "gender", text_of(d, n, "GENDER"));
    put_parts(d, entity, n);
    put_sanction(d, entity, n, reference);
    put_line(d, entity, "Comments", "notes", text_of(d, n, "COMMENTS1"));
    return draft_give(d, e);
}

static bool on_root(void *context, const struct xml_node *root, struct arena *arena, struct err *e) {
    struct un *un = context;
    (void)arena;
    struct facts facts = {.title = STR("Consolidated list of the UN Security Council"),
                          .publisher = STR("UN Security Council"),
                          .dataset = STR("un_sc_sanctions"),
                          .lang = STR("en")};
    date_parse(str_cut(xml_attribute(root, "dateGenerated"), 0, 10), &facts.date);
    return un->draft.sink->facts(un->draft.sink->context, &facts, e);
}

static int recognise(struct str bytes, struct str name) {
    (void)name;
    if (str_find(str_cut(bytes, 0, 2048), STR("<CONSOLIDATED_LIST"), 0) != SIZE_MAX) return 100;
    struct arena a = {0}; /* two bytes a character */
    struct str head = decode_is_binary(bytes) ? (struct str){NULL, 0} : decode_head(str_cut(bytes, 0, 4096), &a);
    int sure = str_find(head, STR("<CONSOLIDATED_LIST"), 0) != SIZE_MAX ? 100 : 0;
    arena_done(&a);
    return sure;
}

static bool read_un(const struct input *in, const struct sink *sink, struct err *e) {
    static const char *const entries[] = {"INDIVIDUAL", "ENTITY", NULL};
    struct arena whole = {0};
    struct un un = {0};
    draft_init(&un.draft, in, sink);
    struct str text = decode_input(in, decode_declared(in->bytes), sink, &whole);
    struct xml_reading reading = {.entries = entries, .context = &un, .entry = on_entry, .root = on_root};
    bool ok = xml_read(text, &reading, e);
    if (ok) draft_note_if_empty(&un.draft);
    draft_done(&un.draft);
    arena_done(&whole);
    return ok;
}

const struct reader reader_un = {
    .name = "un", .title = "UN Security Council consolidated list (XML)", .recognise = recognise, .read = read_un};
