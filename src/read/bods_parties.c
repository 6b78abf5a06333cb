#include "read/bods_parties.h"

#include "model/country.h"

static struct str text(const struct json *object, const char *key) { return json_text(json_get(object, str_of(key))); }

static void put(struct draft *d, struct entity *e, const char *column, const char *prop, struct str value) {
    draft_line(d, column, value);
    draft_put(d, e, prop, value);
}

/* {"name": "Saudi Arabia", "code": "SA"}: the name is written, the code is meant. "US-DE" is a part of a country. */
static void put_country(struct draft *d, struct entity *e, const char *column, const char *prop,
                        const struct json *country) {
    struct str name = text(country, "name"), code = text(country, "code");
    struct str written = name.n ? name : code;
    draft_line(d, column, written);
    const char *known = country_code(str_cut(code, 0, 2));
    draft_put_as(d, e, prop, known ? str_of(known) : written, written);
}

static void put_address(struct draft *d, struct entity *e, const char *column, const struct json *address) {
    const struct json *country = json_get(address, STR("country"));
    struct str parts[] = {text(address, "address"), text(address, "postCode"), text(country, "name")};
    struct buf b = {0};
    for (size_t i = 0; i < 3; i++) {
        if (!parts[i].n || str_find(buf_str(&b), parts[i], 0) != SIZE_MAX) continue;
        if (b.n) buf_add(&b, STR(", "));
        buf_add(&b, parts[i]);
    }
    struct str written = arena_copy(&d->arena, buf_str(&b));
    buf_done(&b);
    if (parts[0].n || parts[1].n) put(d, e, column, "address", written);
    if (country) put_country(d, e, "Country", "country", country);
}

static bool has(struct str s, const char *word) { return str_find(s, str_of(word), 0) != SIZE_MAX; }

static const char *identifier_property(const struct entity *e, struct str scheme) {
    bool person = str_is(e->schema, "Person");
    if (has(scheme, "LEI")) return "leiCode";
    if (has(scheme, "PASSPORT")) return "passportNumber";
    if (has(scheme, "TAXID") || has(scheme, "-TIN") || has(scheme, "-NIP") || has(scheme, "-CUI")) return "taxNumber";
    if (has(scheme, "VAT")) return "vatCode";
    if (has(scheme, "DUNS")) return "dunsCode";
    if (has(scheme, "US-SAM")) return "uniqueEntityId";
    return person ? "idNumber" : "registrationNumber";
}

static void put_identifiers(struct draft *d, struct entity *e, const struct json *list) {
    for (size_t i = 0; i < json_count(list); i++) {
        const struct json *id = json_at(list, i);
        struct str scheme = text(id, "scheme"), label = scheme.n ? scheme : text(id, "schemeName");
        struct str column = label.n ? arena_printf(&d->arena, "Identifier (%.*s)", STR_ARG(label)) : STR("Identifier");
        put(d, e, column.p, identifier_property(e, scheme), text(id, "id"));
    }
}

static void put_addresses(struct draft *d, struct entity *e, const struct json *list) {
    for (size_t i = 0; i < json_count(list); i++) put_address(d, e, "Address", json_at(list, i));
}

static void put_unspecified(struct draft *d, struct entity *e, const struct json *why) {
    put(d, e, "Unspecified, reason", "notes", text(why, "reason"));
    put(d, e, "Unspecified, description", "notes", text(why, "description"));
}

void bods_entity(struct draft *d, const struct json *details, struct str record) {
    const struct json *type = json_get(details, STR("entityType"));
    struct str kind = text(type, "type");
    const char *schema = str_is(kind, "registeredEntity")                     ? "Company"
                         : str_is(kind, "state") || str_is(kind, "stateBody") ? "PublicBody"
                                                                              : "LegalEntity";
    struct entity *e = draft_entity(d, record, str_of(schema));
    put(d, e, "Name", "name", text(details, "name"));
    const struct json *others = json_get(details, STR("alternateNames"));
    for (size_t i = 0; i < json_count(others); i++) put(d, e, "Other name", "alias", json_text(json_at(others, i)));
    draft_line(d, "Entity type", kind);
    put(d, e, "Legal form", "legalForm", text(type, "details"));
    put_identifiers(d, e, json_get(details, STR("identifiers")));
    const struct json *jurisdiction = json_get(details, STR("jurisdiction"));
    if (!jurisdiction) jurisdiction = json_get(details, STR("incorporatedInJurisdiction"));
    if (jurisdiction) put_country(d, e, "Jurisdiction", "jurisdiction", jurisdiction);
    put(d, e, "Founded", "incorporationDate", text(details, "foundingDate"));
    put(d, e, "Dissolved", "dissolutionDate", text(details, "dissolutionDate"));
    put_addresses(d, e, json_get(details, STR("addresses")));
    put(d, e, "Address of record", "sourceUrl", text(details, "uri"));
    put_unspecified(d, e, json_get(details, STR("unspecifiedEntityDetails")));
}

static void put_names(struct draft *d, struct entity *e, const struct json *list) {
    for (size_t i = 0; i < json_count(list); i++) {
        const struct json *name = json_at(list, i);
        struct str type = text(name, "type");
        bool other = str_is(type, "alternative") || str_is(type, "transliteration");
        bool former = str_is(type, "former") || str_is(type, "birth");
        struct str column = type.n ? arena_printf(&d->arena, "Name (%.*s)", STR_ARG(type)) : STR("Name");
        put(d, e, column.p, former ? "previousName" : other ? "alias" : "name", text(name, "fullName"));
        draft_put(d, e, "lastName", text(name, "familyName"));
        draft_put(d, e, "firstName", text(name, "givenName"));
        put(d, e, "Patronymic", "fatherName", text(name, "patronymicName"));
    }
}

static void put_exposure(struct draft *d, struct entity *e, const struct json *exposure) {
    struct str status = text(exposure, "status");
    draft_line(d, "Politically exposed", status);
    if (str_is(status, "isPep")) draft_put_as(d, e, "topics", STR("role.pep"), status);
    const struct json *list = json_get(exposure, STR("details"));
    for (size_t i = 0; i < json_count(list); i++)
        put(d, e, "Politically exposed, reason", "notes", text(json_at(list, i), "reason"));
}

void bods_person(struct draft *d, const struct json *details, struct str record) {
    struct entity *e = draft_entity(d, record, STR("Person"));
    draft_line(d, "Person type", text(details, "personType"));
    put_names(d, e, json_get(details, STR("names")));
    put_identifiers(d, e, json_get(details, STR("identifiers")));
    const struct json *countries = json_get(details, STR("nationalities"));
    for (size_t i = 0; i < json_count(countries); i++)
        put_country(d, e, "Nationality", "nationality", json_at(countries, i));
    countries = json_get(details, STR("taxResidencies"));
    for (size_t i = 0; i < json_count(countries); i++)
        put_country(d, e, "Tax residence", "country", json_at(countries, i));
    put(d, e, "Born", "birthDate", text(details, "birthDate"));
    put(d, e, "Died", "deathDate", text(details, "deathDate"));
    const struct json *born = json_get(details, STR("placeOfBirth"));
    put(d, e, "Place of birth", "birthPlace", text(born, "address"));
    if (json_get(born, STR("country")))
        put_country(d, e, "Country of birth", "birthCountry", json_get(born, STR("country")));
    if (json_get(details, STR("placeOfResidence")))
        put_address(d, e, "Residence", json_get(details, STR("placeOfResidence")));
    put_addresses(d, e, json_get(details, STR("addresses")));
    put_exposure(d, e, json_get(details, STR("politicalExposure")));
    put_unspecified(d, e, json_get(details, STR("unspecifiedPersonDetails")));
}

struct str bods_party(struct draft *d, const struct json *party, struct str record, const char *end) {
    struct str id = json_text(party);
    if (id.n) {
        draft_line(d, end, id);
        return id;
    }
    struct str reason = text(party, "reason"), description = text(party, "description");
    if (!reason.n && !description.n) return id;
    id = arena_printf(&d->arena, "%.*s-unspecified-%s", STR_ARG(record), end);
    struct entity *e = draft_entity(d, id, STR("LegalEntity"));
    put(d, e, arena_printf(&d->arena, "%s, unspecified", end).p, "notes", reason);
    put(d, e, arena_printf(&d->arena, "%s, description", end).p, "notes", description);
    return id;
}
