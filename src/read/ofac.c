/* The CSV set of the US Treasury's Office of Foreign Assets Control: SDN list and consolidated (non-SDN) list.
 *
 * No file has a header; each is known by its number of columns and what stands in them:
 *     sdn.csv, cons_prim.csv     12: ent_num, name, type, program, title, call sign, vessel type, tonnage, gross
 *                                    tonnage, flag, owner, remarks
 *     alt.csv, cons_alt.csv       5: ent_num, alt_num, aka|fka|nka, name, remarks
 *     add.csv, cons_add.csv       6: ent_num, add_num, address, city and postal code, country, remarks
 *     *_comments.csv              2: ent_num, remarks that did not fit into the first file, cut anywhere
 * "-0- " stands for nothing. Files end with a DOS end-of-file mark. ent_num joins the four, and editions over time.
 */
#include "read/decode.h"
#include "read/draft.h"
#include "read/ofac_remarks.h"
#include "read/rows.h"

#include <string.h>

enum ofac_kind { OFAC_NONE, OFAC_PRIMARY, OFAC_ALIASES, OFAC_ADDRESSES, OFAC_COMMENTS };

static const struct csv_dialect DIALECT = {.delimiter = ',', .quote = '"'};

/* "-0- " and what a cut-off file leaves of it. */
static struct str field(const struct rows *r, size_t i) {
    struct str s = rows_field(r, i);
    if (str_is(s, "-0-") || str_is(s, "-0") || str_is(s, "-")) return (struct str){NULL, 0};
    return s;
}

static bool all_digits(struct str s) {
    uint64_t number;
    return s.n <= 9 && str_to_u64(s, &number);
}

static bool one_of(struct str s, const char *const *words) {
    for (; *words; words++)
        if (str_ieq(s, str_of(*words))) return true;
    return false;
}

static enum ofac_kind kind_of_row(const struct csv_row *row) {
    static const char *const types[] = {"-0-", "individual", "entity", "vessel", "aircraft", NULL};
    static const char *const aliases[] = {"aka", "fka", "nka", NULL};
    if (row->n < 2 || !all_digits(str_trim(row->fields[0]))) return OFAC_NONE;
    struct str third = row->n > 2 ? str_trim(row->fields[2]) : (struct str){NULL, 0};
    bool second_number = all_digits(str_trim(row->fields[1]));
    if (row->n == 12) return one_of(third, types) && !second_number ? OFAC_PRIMARY : OFAC_NONE;
    if (row->n == 5) return one_of(third, aliases) && second_number ? OFAC_ALIASES : OFAC_NONE;
    if (row->n == 6) {
        bool null = false;
        for (size_t i = 2; i < 6; i++) null |= str_starts(str_trim(row->fields[i]), STR("-0-"));
        return null && second_number ? OFAC_ADDRESSES : OFAC_NONE;
    }
    return row->n == 2 && !second_number && ofac_remarks_like(row->fields[1]) ? OFAC_COMMENTS : OFAC_NONE;
}

/* The kind that at least two of three rows of the head have; remarks go on anywhere, so half of them must do. */
static enum ofac_kind kind_of_text(struct str text) {
    struct csv_reader csv;
    struct csv_row row;
    struct arena a = {0};
    size_t seen[OFAC_COMMENTS + 1] = {0}, total = 0;
    csv_open(&csv, str_cut(text, 0, DECODE_HEAD), DIALECT);
    for (int got; total < 200 && (got = csv_next(&csv, &a, &row, NULL)) != 0; total++) {
        if (got > 0) seen[kind_of_row(&row)]++;
        arena_reset(&a);
    }
    arena_done(&a);
    for (enum ofac_kind k = OFAC_PRIMARY; k < OFAC_COMMENTS; k++)
        if (seen[k] && seen[k] * 3 >= total * 2) return k;
    return seen[OFAC_COMMENTS] * 2 >= total && total ? OFAC_COMMENTS : OFAC_NONE;
}

static int recognise(struct str bytes, struct str name) {
    (void)name;
    if (bytes.n == 0 || !ascii_digit(bytes.p[0])) return 0;
    struct arena a = {0};
    enum ofac_kind kind = kind_of_text(decode_head(bytes, &a));
    arena_done(&a);
    return kind == OFAC_NONE ? 0 : kind == OFAC_COMMENTS ? 80 : 95;
}

static struct str entity_id(struct draft *d, struct str number) {
    return arena_printf(&d->arena, "ofac-%.*s", STR_ARG(number));
}

static const char *company_schema(struct str name) {
    static const char *const forms[] = {
        "LTD",     "LTD.",   "LIMITED", "INC",    "INC.", "LLC",  "L.L.C.", "GMBH",   "S.A.",  "S.A",
        "SA",      "S.A.S.", "S.L.",    "S.R.L.", "SRL",  "SARL", "AG",     "CO.",    "CORP.", "CORP",
        "COMPANY", "PLC",    "B.V.",    "N.V.",   "OOO",  "OAO",  "ZAO",    "PAO",    "JSC",   "PJSC",
        "OJSC",    "LTDA.",  "LTDA",    "C.V.",   "FZE",  "FZCO", "E.U.",   "D.O.O.", "SPA",   "S.P.A.",
        "KG",      "AS",     "A.S.",    "BHD",    "PTE",  "SDN",  "SAL",    "S.A.L.", NULL};
    for (struct str rest = name; rest.p;) {
        struct str word = str_split(&rest, ' ');
        if (word.n && word.p[word.n - 1] == ',') word.n--;
        if (word.p > name.p && one_of(word, forms)) return "Company";
    }
    return "Organization";
}

static const char *schema_of(struct str type, struct str name) {
    if (str_ieq(type, STR("individual"))) return "Person";
    if (str_ieq(type, STR("vessel"))) return "Vessel";
    if (str_ieq(type, STR("aircraft"))) return "Airplane";
    return company_schema(name);
}

/* "AL-SOMEONE, First Middle": family name before the comma. */
static void person_name(struct draft *d, struct entity *e, struct str name) {
    size_t comma = str_find(name, STR(", "), 0);
    if (comma == SIZE_MAX) return;
    draft_put(d, e, "lastName", str_cut(name, 0, comma));
    draft_put(d, e, "firstName", str_cut(name, comma + 2, name.n));
}

/* "SYRIA] [LEBANON": a sanction a programme. */
static void programs(struct draft *d, struct entity *e, struct str list) {
    for (size_t at = 0; at < list.n;) {
        size_t end = str_find(list, STR("] ["), at);
        struct str program = str_trim(str_cut(list, at, end));
        at = end == SIZE_MAX ? list.n : end + 3;
        while (program.n && (program.p[0] == '[' || program.p[0] == ' ')) program = str_cut(program, 1, program.n);
        while (program.n && (program.p[program.n - 1] == ']' || program.p[program.n - 1] == '.')) program.n--;
        if (program.n == 0) continue;
        struct str id = arena_printf(&d->arena, "%.*s-%.*s", STR_ARG(e->id), STR_ARG(program));
        struct entity *sanction = draft_entity(d, id, STR("Sanction"));
        draft_link(d, sanction, "entity", e);
        entity_add(sanction, &d->arena, STR("authority"), STR("OFAC"));
        entity_add(sanction, &d->arena, STR("country"), STR("us"));
        draft_put(d, sanction, "program", program);
    }
}

static void vessel_owner(struct draft *d, struct entity *vessel, struct str owner) {
    if (owner.n == 0) return;
    struct entity *company = ofac_named(d, owner);
    struct entity *tie = draft_entity(d, arena_printf(&d->arena, "%.*s-owner", STR_ARG(vessel->id)), STR("Ownership"));
    draft_link(d, tie, "owner", company);
    draft_link(d, tie, "asset", vessel);
}

static void read_primary(struct draft *d, const struct rows *r) {
    static const char *const columns[] = {"ent_num",   "SDN_Name", "SDN_Type", "Program",   "Title",      "Call_Sign",
                                          "Vess_type", "Tonnage",  "GRT",      "Vess_flag", "Vess_owner", "Remarks"};
    for (size_t i = 0; i < 12; i++) draft_line(d, columns[i], field(r, i));
    struct str name = field(r, 1), type = field(r, 2);
    struct entity *e = draft_entity(d, entity_id(d, field(r, 0)), str_of(schema_of(type, name)));
    bool person = str_is(e->schema, "Person");
    draft_put(d, e, "name", name);
    if (person) person_name(d, e, name);
    programs(d, e, field(r, 3));
    draft_put(d, e, person ? "position" : "notes", field(r, 4));
    draft_put(d, e, "callSign", field(r, 5));
    draft_put(d, e, "type", field(r, 6));
    draft_put(d, e, "deadweightTonnage", field(r, 7));
    draft_put(d, e, "grossRegisteredTonnage", field(r, 8));
    draft_put(d, e, "flag", field(r, 9));
    vessel_owner(d, e, field(r, 10));
    ofac_remarks(d, e, field(r, 11), false);
}

static void read_alias(struct draft *d, const struct rows *r) {
    static const char *const columns[] = {"ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"};
    for (size_t i = 0; i < 5; i++) draft_line(d, columns[i], field(r, i));
    struct entity *e = draft_entity(d, entity_id(d, field(r, 0)), STR("Thing"));
    draft_put(d, e, str_ieq(field(r, 2), STR("fka")) ? "previousName" : "alias", field(r, 3));
    draft_put(d, e, "notes", field(r, 4));
}

/* Street, place and country stand in the text as one written address, which is what addresses are compared by. */
static void read_address(struct draft *d, const struct rows *r) {
    struct buf b = {0};
    for (size_t i = 2; i < 5; i++) {
        struct str part = field(r, i);
        if (part.n && b.n) buf_add(&b, STR(", "));
        buf_add(&b, part);
    }
    struct str written = arena_copy(&d->arena, buf_str(&b));
    buf_done(&b);
    draft_line(d, "ent_num", field(r, 0));
    draft_line(d, "add_num", field(r, 1));
    draft_line(d, "Address", written);
    draft_line(d, "Country", field(r, 4));
    draft_line(d, "add_remarks", field(r, 5));
    struct entity *e = draft_entity(d, entity_id(d, field(r, 0)), STR("Thing"));
    if (field(r, 2).n || field(r, 3).n) draft_put(d, e, "address", written);
    struct str country = field(r, 4), region = STR("Region: ");
    draft_put(d, e, "country", str_starts(country, region) ? str_cut(country, region.n, country.n) : country);
    draft_put(d, e, "notes", field(r, 5));
}

/* The file of further remarks does not say what its entries are; what is said of them often does. */
static const char *schema_of_remarks(struct str s) {
    static const struct str person[] = {STR_INIT("DOB "), STR_INIT("POB "), STR_INIT("Gender "), STR_INIT("Passport ")};
    static const struct str thing[] = {STR_INIT("Vessel "), STR_INIT("Aircraft "), STR_INIT("MMSI ")};
    for (size_t i = 0; i < sizeof person / sizeof *person; i++)
        if (str_find(s, person[i], 0) != SIZE_MAX) return "Person";
    for (size_t i = 0; i < sizeof thing / sizeof *thing; i++)
        if (str_find(s, thing[i], 0) != SIZE_MAX) return "Thing";
    return "LegalEntity";
}

static void read_comment(struct draft *d, const struct rows *r) {
    draft_line(d, "ent_num", field(r, 0));
    draft_line(d, "Remarks, continued", field(r, 1));
    struct entity *e = draft_entity(d, entity_id(d, field(r, 0)), str_of(schema_of_remarks(field(r, 1))));
    ofac_remarks(d, e, field(r, 1), true);
}

static bool give_facts(const struct sink *sink, enum ofac_kind kind, struct err *e) {
    static const char *const titles[] = {"", "OFAC list: entries", "OFAC list: other names", "OFAC list: addresses",
                                         "OFAC list: further remarks"};
    struct facts facts = {
        .title = str_of(titles[kind]), .publisher = STR("OFAC"), .dataset = STR("us_ofac_sdn"), .lang = STR("en")};
    return sink->facts(sink->context, &facts, e);
}

static bool read_rows(struct rows *r, struct draft *d, enum ofac_kind kind, struct err *e) {
    static const size_t least[] = {0, 12, 4, 5, 2};
    while (rows_next(r)) {
        draft_begin(d, "row", r->row.row);
        d->place = rows_place(r);
        if (r->row.n < least[kind] || !all_digits(field(r, 0))) {
            draft_note(d, NOTE_REFUSED, "short-row",
                       "%zu columns that do not start with an entry number; %zu are needed", r->row.n, least[kind]);
            continue;
        }
        if (kind == OFAC_PRIMARY) read_primary(d, r);
        else if (kind == OFAC_ALIASES) read_alias(d, r);
        else if (kind == OFAC_ADDRESSES) read_address(d, r);
        else read_comment(d, r);
        if (!draft_give(d, e)) return false;
    }
    return true;
}

static bool read_ofac(const struct input *in, const struct sink *sink, struct err *e) {
    struct arena whole = {0}, row = {0};
    struct str text = decode_input(in, (struct str){NULL, 0}, sink, &whole);
    enum ofac_kind kind = kind_of_text(text);
    bool ok = kind != OFAC_NONE || err_set(e, ERR_SYNTAX,
                                           "no file of the OFAC CSV set: 12, 6, 5 or 2 columns that "
                                           "start with an entry number are expected");
    if (ok) {
        struct rows rows;
        struct draft d;
        draft_init(&d, in, sink);
        rows_open(&rows, in, sink, text, DIALECT, &row);
        ok = give_facts(sink, kind, e) && read_rows(&rows, &d, kind, e);
        if (ok && !rows.refused) draft_note_if_empty(&d);
        draft_done(&d);
    }
    arena_done(&row);
    arena_done(&whole);
    return ok;
}

const struct reader reader_ofac = {
    .name = "ofac", .title = "OFAC sanctions list (CSV set)", .recognise = recognise, .read = read_ofac};
