#include "read/ofac_remarks.h"

#include "model/country.h"

/* What a part of the remarks starts with, and where what follows goes. Longer marks stand before their own beginnings.
 */
enum remark_kind {
    REMARK_VALUE,    /* into the property */
    REMARK_DATE,     /* a date or a range of years */
    REMARK_PLACE,    /* a place, whose last part is a country */
    REMARK_QUOTED,   /* a name in single quotes */
    REMARK_LINKED,   /* somebody else */
    REMARK_DOCUMENT, /* number (country) issued date expires date */
    REMARK_WALLET,   /* currency address */
    REMARK_SANCTION  /* says something of the sanction */
};
struct remark {
    struct str mark;
    enum remark_kind kind;
    const char *prop;
};

static const struct remark remarks_known[] = {
    {STR_INIT("DOB "), REMARK_DATE, "birthDate"},
    {STR_INIT("POB "), REMARK_PLACE, "birthPlace"},
    {STR_INIT("nationality "), REMARK_VALUE, "nationality"},
    {STR_INIT("citizen "), REMARK_VALUE, "citizenship"},
    {STR_INIT("Gender "), REMARK_VALUE, "gender"},
    {STR_INIT("a.k.a. "), REMARK_QUOTED, "weakAlias"},
    {STR_INIT("f.k.a. "), REMARK_QUOTED, "previousName"},
    {STR_INIT("n.k.a. "), REMARK_QUOTED, "alias"},
    {STR_INIT("Linked To: "), REMARK_LINKED, "Linked To"},
    {STR_INIT("Passport #"), REMARK_DOCUMENT, "passportNumber"},
    {STR_INIT("Passport "), REMARK_DOCUMENT, "passportNumber"},
    {STR_INIT("Diplomatic Passport "), REMARK_DOCUMENT, "passportNumber"},
    {STR_INIT("Stateless Person Passport "), REMARK_DOCUMENT, "passportNumber"},
    {STR_INIT("SSN "), REMARK_DOCUMENT, "socialSecurityNumber"},
    {STR_INIT("Cedula No. "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Cedula de Residencia "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Cedula de Ciudadania "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("National ID No. "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("National Foreign ID Number "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Personal ID Card "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Residency Number "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("D.N.I. "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("C.U.R.P. "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("R.F.C. "), REMARK_DOCUMENT, "taxNumber"},
    {STR_INIT("I.F.E. "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Electoral Registry No. "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Credencial electoral "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Driver's License No. "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Birth Certificate Number "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Cartilla de Servicio Militar Nacional "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Military Registration Number "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Identification Number "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("LE Number "), REMARK_DOCUMENT, "idNumber"},
    {STR_INIT("Italian Fiscal Code "), REMARK_DOCUMENT, "taxNumber"},
    {STR_INIT("NIT "), REMARK_DOCUMENT, "taxNumber"},
    {STR_INIT("RUC "), REMARK_DOCUMENT, "taxNumber"},
    {STR_INIT("RIF "), REMARK_DOCUMENT, "taxNumber"},
    {STR_INIT("RTN "), REMARK_DOCUMENT, "taxNumber"},
    {STR_INIT("C.U.I.T. "), REMARK_DOCUMENT, "taxNumber"},
    {STR_INIT("Tax ID No. "), REMARK_DOCUMENT, "taxNumber"},
    {STR_INIT("US FEIN "), REMARK_DOCUMENT, "taxNumber"},
    {STR_INIT("V.A.T. Number "), REMARK_DOCUMENT, "vatCode"},
    {STR_INIT("Fiscal Code "), REMARK_DOCUMENT, "taxNumber"},
    {STR_INIT("UK Company Number "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Company Number IMO "), REMARK_DOCUMENT, "imoNumber"},
    {STR_INIT("Company Number "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Registration ID "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Registration Number "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Registered Charity No. "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Commercial Registry Number "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Business Registration Document "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Business Registration Number "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Certificate of Incorporation Number "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Public Registration Number "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Chamber of Commerce Number "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Folio Mercantil No. "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Matricula Mercantil No "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Trade License No. "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("C.R. No. "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Enterprise Number "), REMARK_DOCUMENT, "registrationNumber"},
    {STR_INIT("Government Gazette Number "), REMARK_DOCUMENT, "okpoCode"},
    {STR_INIT("D-U-N-S Number "), REMARK_DOCUMENT, "dunsCode"},
    {STR_INIT("Legal Entity Number "), REMARK_DOCUMENT, "leiCode"},
    {STR_INIT("SWIFT/BIC "), REMARK_DOCUMENT, "swiftBic"},
    {STR_INIT("BIK (RU) "), REMARK_DOCUMENT, "bikCode"},
    {STR_INIT("Vessel Registration Identification IMO "), REMARK_VALUE, "imoNumber"},
    {STR_INIT("MMSI "), REMARK_VALUE, "mmsi"},
    {STR_INIT("Former Vessel Flag "), REMARK_VALUE, "pastFlags"},
    {STR_INIT("Vessel Flag "), REMARK_VALUE, "flag"},
    {STR_INIT("Vessel Type "), REMARK_VALUE, "type"},
    {STR_INIT("Vessel Year of Build "), REMARK_DATE, "buildDate"},
    {STR_INIT("Aircraft Construction Number (also called L/N or S/N or F/N) "), REMARK_VALUE, "serialNumber"},
    {STR_INIT("Aircraft Manufacturer's Serial Number (MSN) "), REMARK_VALUE, "serialNumber"},
    {STR_INIT("Aircraft Manufacture Date "), REMARK_DATE, "buildDate"},
    {STR_INIT("Aircraft Model "), REMARK_VALUE, "model"},
    {STR_INIT("Aircraft Operator "), REMARK_LINKED, "Aircraft Operator"},
    {STR_INIT("Aircraft Tail Number "), REMARK_VALUE, "registrationNumber"},
    {STR_INIT("Website "), REMARK_VALUE, "website"},
    {STR_INIT("Email Address "), REMARK_VALUE, "email"},
    {STR_INIT("Phone Number "), REMARK_VALUE, "phone"},
    {STR_INIT("Telephone: "), REMARK_VALUE, "phone"},
    {STR_INIT("Telephone "), REMARK_VALUE, "phone"},
    {STR_INIT("Organization Established Date "), REMARK_DATE, "incorporationDate"},
    {STR_INIT("Organization Type: "), REMARK_VALUE, "sector"},
    {STR_INIT("Digital Currency Address - "), REMARK_WALLET, "publicKey"},
    {STR_INIT("Additional Sanctions Information - "), REMARK_SANCTION, "provisions"},
    {STR_INIT("Secondary sanctions risk: "), REMARK_SANCTION, "provisions"},
    {STR_INIT("Executive Order "), REMARK_SANCTION, "provisions"},
    {STR_INIT("CAATSA Section "), REMARK_SANCTION, "provisions"},
};
enum { REMARKS_KNOWN = sizeof remarks_known / sizeof *remarks_known };

static const struct remark *remark_find(struct str part) {
    for (size_t i = 0; i < REMARKS_KNOWN; i++)
        if (str_starts(part, remarks_known[i].mark)) return &remarks_known[i];
    return NULL;
}

bool ofac_remarks_like(struct str s) {
    size_t at = 0, parts = 0, known = 0;
    while (at < s.n && parts < 20) {
        size_t end = str_find(s, STR("; "), at);
        struct str part = str_trim(str_cut(s, at, end));
        if (str_starts(part, STR("alt. "))) part = str_cut(part, 5, part.n);
        parts++, known += remark_find(part) != NULL;
        at = end == SIZE_MAX ? s.n : end + 2;
    }
    return known > 0;
}

struct entity *ofac_named(struct draft *d, struct str name) {
    struct entity *other = draft_entity(d, draft_id(d, "ofac-named-", &name, 1), STR("LegalEntity"));
    draft_put(d, other, "name", name);
    return other;
}

static void linked(struct draft *d, struct entity *e, struct str name, const char *role) {
    struct entity *other = ofac_named(d, name);
    struct str ends[2] = {e->id, other->id};
    struct entity *tie = draft_entity(d, draft_id(d, "ofac-link-", ends, 2), STR("UnknownLink"));
    draft_link(d, tie, "subject", e);
    draft_link(d, tie, "object", other);
    draft_put(d, tie, "role", str_of(role));
}

static struct str without_quotes(struct str s) {
    s = str_trim(s);
    if (s.n && s.p[0] == '\'') s = str_cut(s, 1, s.n);
    if (s.n && s.p[s.n - 1] == '\'') s.n--;
    return s;
}

/* "1960 to 1963" and "1960 - 1963" are ranges that dates know as "between 1960 and 1963". */
static void date(struct draft *d, struct entity *e, const char *prop, struct str written) {
    struct str value = written;
    size_t to = str_find(written, STR(" to "), 0);
    if (to != SIZE_MAX)
        value = arena_printf(&d->arena, "between %.*s and %.*s", (int)to, written.p, (int)(written.n - to - 4),
                             written.p + to + 4);
    draft_put_as(d, e, prop, value, written);
}

static void place(struct draft *d, struct entity *e, const char *prop, struct str written) {
    draft_put(d, e, prop, written);
    size_t comma = SIZE_MAX;
    for (size_t at = 0; (at = str_find(written, STR(", "), at)) != SIZE_MAX; at += 2) comma = at;
    struct str last = comma == SIZE_MAX ? written : str_cut(written, comma + 2, written.n);
    const char *code = country_code(last);
    /* "Korea, North" and its like have the comma inside */
    if (!code && comma != SIZE_MAX) code = country_code(written), last = written;
    if (code) draft_put_as(d, e, "birthCountry", str_of(code), last);
}

/* What stands behind `word` up to the next blank-and-word of the kind, in "N123 (Iran) issued 1 May 2001 expires ...".
 */
static struct str behind(struct str s, struct str word) {
    size_t at = str_find(s, word, 0);
    if (at == SIZE_MAX) return (struct str){NULL, 0};
    s = str_cut(s, at + word.n, s.n);
    size_t end = str_find(s, STR(" expires "), 0);
    return str_trim(str_cut(s, 0, end));
}

static struct str number_of(struct str s) {
    size_t end = s.n;
    static const struct str ends[] = {STR_INIT(" ("), STR_INIT(" issued "), STR_INIT(" expires ")};
    for (size_t i = 0; i < 3; i++) {
        size_t at = str_find(s, ends[i], 0);
        if (at < end) end = at;
    }
    s = str_trim(str_cut(s, 0, end));
    while (s.n && (s.p[0] == '#' || s.p[0] == ' ')) s = str_cut(s, 1, s.n);
    return s;
}

static struct str in_brackets(struct str s) {
    size_t open = str_find(s, STR(" ("), 0), close = str_find(s, STR(")"), open == SIZE_MAX ? 0 : open);
    if (open == SIZE_MAX || close == SIZE_MAX) return (struct str){NULL, 0};
    return str_cut(s, open + 2, close);
}

/* The number stands with its owner, and as a document of its own that keeps country and dates. */
static void document(struct draft *d, struct entity *e, const char *prop, struct str label, struct str rest) {
    struct str number = number_of(rest), country = in_brackets(rest);
    if (number.n == 0) return;
    draft_put(d, e, prop, number);
    if (country.n == 0 && behind(rest, STR(" issued ")).n == 0) return;
    struct str parts[3] = {e->id, label, number};
    bool passport = str_is(str_of(prop), "passportNumber");
    struct entity *paper =
        draft_entity(d, draft_id(d, "ofac-id-", parts, 3), passport ? STR("Passport") : STR("Identification"));
    draft_link(d, paper, "holder", e);
    draft_put(d, paper, "type", str_trim(label));
    draft_put(d, paper, "number", number);
    if (country_code(country)) draft_put(d, paper, "country", country);
    draft_put(d, paper, "startDate", behind(rest, STR(" issued ")));
    draft_put(d, paper, "endDate", behind(rest, STR(" expires ")));
}

static void wallet(struct draft *d, struct entity *e, struct str rest) {
    size_t blank = str_find_byte(rest, ' ', 0);
    if (blank == SIZE_MAX) return;
    struct str key = str_trim(str_cut(rest, blank, rest.n)), parts[2] = {e->id, key};
    struct entity *w = draft_entity(d, draft_id(d, "ofac-wallet-", parts, 2), STR("CryptoWallet"));
    draft_link(d, w, "holder", e);
    draft_put(d, w, "currencySymbol", str_cut(rest, 0, blank));
    draft_put(d, w, "publicKey", key);
}

/* "Travel Document Number A0003900", "License No. 42 (Panama)": documents of any other kind. */
static bool other_document(struct draft *d, struct entity *e, struct str part) {
    static const struct str words[] = {STR_INIT(" Number "), STR_INIT(" No. "), STR_INIT(" Code ")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = str_find(str_cut(part, 0, 60), words[i], 0);
        struct str rest = at == SIZE_MAX ? (struct str){NULL, 0} : str_cut(part, at + words[i].n, part.n);
        struct str number = number_of(rest);
        size_t digits = 0;
        for (size_t k = 0; k < number.n; k++) digits += ascii_digit(number.p[k]);
        if (digits < 3 || number.n > 40) continue;
        document(d, e, "idNumber", str_cut(part, 0, at + words[i].n - 1), rest);
        return true;
    }
    return false;
}

static void sanction(struct draft *d, struct str part) {
    for (size_t i = 0; i < d->entities.n; i++) {
        struct entity *s = *VEC_AT(&d->entities, struct entity *, i);
        if (str_is(s->schema, "Sanction")) draft_put(d, s, "provisions", part);
    }
}

static void part_read(struct draft *d, struct entity *e, struct str part) {
    struct str bare = str_starts(part, STR("alt. ")) ? str_cut(part, 5, part.n) : part;
    const struct remark *r = remark_find(bare);
    if (!r) {
        if (!other_document(d, e, bare)) draft_put(d, e, "notes", part);
        return;
    }
    bool value = r->kind == REMARK_VALUE || r->kind == REMARK_DATE || r->kind == REMARK_PLACE;
    if (value && !draft_has(d, e, r->prop)) { /* the label says what it is, so it stays with it */
        draft_put(d, e, "notes", part);
        return;
    }
    struct str rest = str_trim(str_cut(bare, r->mark.n, bare.n));
    switch (r->kind) {
    case REMARK_VALUE: draft_put(d, e, r->prop, rest); break;
    case REMARK_DATE: date(d, e, r->prop, rest); break;
    case REMARK_PLACE: place(d, e, r->prop, rest); break;
    case REMARK_QUOTED: draft_put(d, e, r->prop, without_quotes(rest)); break;
    case REMARK_LINKED: linked(d, e, rest, r->prop); break;
    case REMARK_DOCUMENT: document(d, e, r->prop, str_trim(r->mark), rest); break;
    case REMARK_WALLET: wallet(d, e, rest); break;
    case REMARK_SANCTION: sanction(d, part); break;
    }
}

/* The full stop that ends all remarks does not belong to the last part, unless it ends an abbreviation: "S.A.",
 * "LTD.", "CO.". */
static struct str without_stop(struct str s) {
    if (s.n < 2 || s.p[s.n - 1] != '.') return s;
    if (s.p[s.n - 2] == '.') return str_cut(s, 0, s.n - 1);
    size_t start = s.n - 1;
    while (start > 0 && !ascii_space(s.p[start - 1])) start--;
    struct str word = str_cut(s, start, s.n);
    static const struct str kept[] = {STR_INIT("LTD."),  STR_INIT("CO."),   STR_INIT("INC."),
                                      STR_INIT("CORP."), STR_INIT("LTDA."), STR_INIT("JR.")};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (str_ieq(word, kept[i])) return s;
    bool initials = word.n >= 4 && word.p[1] == '.' && ascii_upper(word.p[0]);
    return initials ? s : str_cut(s, 0, s.n - 1);
}

void ofac_remarks(struct draft *d, struct entity *e, struct str s, bool continued) {
    s = without_stop(str_trim(s));
    bool first = continued;
    for (size_t at = 0; at < s.n;) {
        size_t end = str_find(s, STR("; "), at);
        struct str part = str_trim(str_cut(s, at, end));
        at = end == SIZE_MAX ? s.n : end + 2;
        if (first) draft_note(d, NOTE_INFO, "cut-remark", "the first part goes on from another file and was not taken");
        else if (part.n) part_read(d, e, part);
        first = false;
    }
}
