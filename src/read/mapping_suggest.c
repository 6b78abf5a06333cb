/* A mapping guessed from a table: header words in several languages say what a column may be, the values of the first
 * rows must agree. Guesses are careful: no column becomes a name whose values do not look like names, and an edge needs
 * both of its ends. */
#include "read/mapping.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "model/date.h"
#include "read/decode.h"
#include "text/fold.h"

#include <string.h>

enum role {
    ROLE_NONE,
    ROLE_NAME,
    ROLE_PERSON,
    ROLE_FIRST,
    ROLE_LAST,
    ROLE_COMPANY,
    ROLE_PAYER,
    ROLE_PAYEE,
    ROLE_PARTY,
    ROLE_AUTHORITY,
    ROLE_SUPPLIER,
    ROLE_OWNER,
    ROLE_DIRECTOR,
    ROLE_AMOUNT,
    ROLE_CURRENCY,
    ROLE_SHARE,
    ROLE_DATE,
    ROLE_START,
    ROLE_END,
    ROLE_SUBJECT,
    ROLE_NUMBER,
    ROLE_STREET,
    ROLE_POSTCODE,
    ROLE_CITY,
    ROLE_COUNTRY,
    ROLE_NATIONALITY,
    ROLE_BIRTH,
    ROLE_GENDER,
    ROLE_EMAIL,
    ROLE_PHONE,
    ROLE_WEBSITE,
    ROLE_LEI,
    ROLE_REGISTER,
    ROLE_POSITION,
    ROLE_COUNT
};

/* What headers say, folded: a header is looked up whole, then by its last word, then by its first. */
static const struct {
    enum role role;
    const char *headers; /* between bars */
} role_words[] = {
    {ROLE_NAME, "|name|full name|fullname|caption|entity|entity name|subject name|naam|nombre|nom|nome|nazwa|imie i "
                "nazwisko|имя|название|наименование|vollstandiger name|"},
    {ROLE_PERSON, "|person|person name|member|member name|official|individual|mitglied|politician|candidate|candidate "
                  "name|abgeordneter|abgeordnete|lobbyist|guest|фио|persona|personne|"},
    {ROLE_FIRST,
     "|first name|firstname|given name|givenname|forename|vorname|prenom|nombre de pila|имя отчество|imie|"},
    {ROLE_LAST, "|last name|lastname|surname|family name|familyname|nachname|familienname|apellido|apellidos|nom de "
                "famille|фамилия|nazwisko|"},
    {ROLE_COMPANY, "|company|company name|name of "
                   "company|firm|firma|firmenname|unternehmen|organisation|organization|organisation name|organization "
                   "name|org|employer|gesellschaft|entreprise|societe|empresa|azienda|компания|организация|spolka|"
                   "business|business name|"},
    {ROLE_PAYER, "|payer|payer name|donor|donor name|spender|spenderin|sender|contributor|contributor "
                 "name|zahler|giver|donateur|donante|ordenante|плательщик|отправитель|from|expended by|paid by|given "
                 "by|lender|debtor|name of donor|"},
    {ROLE_PAYEE, "|payee|payee name|recipient|recipient "
                 "name|beneficiary|receiver|empfanger|zahlungsempfanger|creditor|beneficiaire|beneficiario|"
                 "destinataire|получатель|donee|regulated entity|to|received by|paid to|given to|borrower|"},
    {ROLE_PARTY, "|party|party name|partei|parti|partido|partito|partij|partia|партия|political party|"},
    {ROLE_AUTHORITY, "|authority|buyer|contracting authority|procuring entity|agency|awarding "
                     "agency|vergabestelle|auftraggeber|ministry|purchaser|acheteur|comprador|заказчик|"},
    {ROLE_SUPPLIER, "|supplier|supplier name|vendor|vendor "
                    "name|contractor|awardee|lieferant|auftragnehmer|fournisseur|proveedor|поставщик|winner|"},
    {ROLE_OWNER,
     "|owner|owner name|shareholder|parent|parent "
     "company|gesellschafter|eigentumer|inhaber|actionnaire|propietario|accionista|владелец|акционер|wlasciciel|"},
    {ROLE_DIRECTOR,
     "|director|director name|officer|officer name|manager|geschaftsfuhrer|vorstand|dirigeant|administrador|директор|"},
    {ROLE_AMOUNT, "|amount|amount eur|amount usd|amount gbp|value|value eur|value usd|value "
                  "gbp|betrag|summe|spende|sum|montant|importe|importo|bedrag|kwota|сумма|total|donation|donation "
                  "eur|preis|price|ceiling value|"},
    {ROLE_CURRENCY, "|currency|wahrung|devise|moneda|valuta|валюта|"},
    {ROLE_SHARE, "|share|percentage|percent|anteil|prozent|stake|part|доля|shares percent|"},
    {ROLE_DATE, "|date|datum|jahr|year|received|booked|paid|signed|fecha|data|annee|ano|rok|дата|год|tag|transaction "
                "date|payment date|donation date|received date|eingang|registered|"},
    {ROLE_START, "|start|from date|start date|beginn|since|von|valid from|appointed|"},
    {ROLE_END, "|end|end date|ende|until|bis|valid to|ends|resigned|"},
    {ROLE_SUBJECT, "|subject|purpose|description|reference|verwendungszweck|zweck|gegenstand|betreff|objet|objeto|"
                   "назначение|note|notes|remarks|summary|contract title|"},
    {ROLE_NUMBER,
     "|contract number|contract no|vertragsnummer|aktenzeichen|contract id|piid|award id|number|nummer|no|nr|"},
    {ROLE_STREET, "|street|address|strasse|anschrift|adresse|street address|adress|address line "
                  "1|direccion|indirizzo|адрес|adres|seat or residence|public address|"},
    {ROLE_POSTCODE, "|plz|zip|postcode|postal code|zip code|postleitzahl|code postal|codigo postal|индекс|"},
    {ROLE_CITY, "|city|town|stadt|ort|wohnort|place|ville|ciudad|citta|miasto|город|"},
    {ROLE_COUNTRY, "|country|land|staat|pays|pais|paese|kraj|страна|jurisdiction|"},
    {ROLE_NATIONALITY, "|nationality|citizenship|staatsangehorigkeit|nationalite|nacionalidad|гражданство|"},
    {ROLE_BIRTH, "|birth date|birthdate|date of birth|dob|born|geburtsdatum|geboren|birthday|year of birth|birth "
                 "year|date de naissance|fecha de nacimiento|дата рождения|"},
    {ROLE_GENDER, "|gender|sex|geschlecht|sexe|sexo|пол|"},
    {ROLE_EMAIL, "|email|e mail|mail|email address|"},
    {ROLE_PHONE, "|phone|telephone|telefon|tel|telefono|telephone number|phone number|телефон|"},
    {ROLE_WEBSITE, "|website|web|homepage|web site|"},
    {ROLE_LEI, "|lei|lei code|"},
    {ROLE_REGISTER, "|registration number|company number|registernummer|company no|reg no|register "
                    "number|handelsregister|siren|kvk|company identifier|регистрационный номер|"},
    {ROLE_POSITION, "|position|role|function|funktion|title|amt|office|job title|poste|cargo|должность|occupation|"},
};
enum { ROLE_WORDS = sizeof role_words / sizeof *role_words, ROWS_SEEN = 200, COLUMNS_SEEN = 256 };

struct column {
    struct str name, folded;
    enum role about; /* "donor address" is about the donor; ROLE_NONE when the header names nobody */
    uint32_t filled, numbers, dates, words;
};
struct guess {
    struct arena *a;
    struct column columns[COLUMNS_SEEN];
    size_t count;
    int32_t at[ROLE_COUNT]; /* column of each role, -1 for none */
    struct buf out;
    struct str stem;
};

static bool among(const char *headers, struct str folded) {
    char key[64];
    if (folded.n == 0 || folded.n > sizeof key - 3) return false;
    key[0] = '|';
    memcpy(key + 1, folded.p, folded.n);
    key[folded.n + 1] = '|';
    key[folded.n + 2] = 0;
    return strstr(headers, key) != NULL;
}

static struct str first_word(struct str s) { return str_cut(s, 0, str_find_byte(s, ' ', 0)); }

static struct str last_word(struct str s) {
    size_t n = s.n;
    while (n && s.p[n - 1] != ' ') n--;
    return str_cut(s, n, s.n);
}

/* Three of four filled values must look like what the header says. */
static bool shape_fits(const struct column *c, enum role role) {
    if (c->filled == 0) return false;
    uint32_t most = c->filled * 3 / 4 + (c->filled < 4);
    switch (role) {
    case ROLE_AMOUNT:
    case ROLE_SHARE: return c->numbers >= most;
    case ROLE_DATE:
    case ROLE_START:
    case ROLE_END:
    case ROLE_BIRTH: return c->dates >= most;
    case ROLE_NAME:
    case ROLE_PERSON:
    case ROLE_FIRST:
    case ROLE_LAST:
    case ROLE_COMPANY:
    case ROLE_PAYER:
    case ROLE_PAYEE:
    case ROLE_PARTY:
    case ROLE_AUTHORITY:
    case ROLE_SUPPLIER:
    case ROLE_OWNER:
    case ROLE_DIRECTOR: return c->words >= most;
    default: return true;
    }
}

/* 3: the whole header is such a word; 2: its last word; 1: its first. "entity id" is no entity. */
static int header_fits(const struct column *c, const char *words) {
    if (among(words, c->folded)) return 3;
    struct str last = last_word(c->folded), first = first_word(c->folded);
    if (among("|id|ids|code|key|uri|url|link|type|kind|status|nr|no|number|", last)) return 0;
    if (last.n != c->folded.n && among(words, last)) return 2;
    return first.n != c->folded.n && among(words, first) ? 1 : 0;
}

/* The party whose word stands in the header beside another one. */
static enum role party_named(struct str folded) {
    for (size_t r = 0; r < ROLE_WORDS; r++) {
        if (role_words[r].role < ROLE_PERSON || role_words[r].role > ROLE_DIRECTOR) continue;
        for (struct str rest = folded; rest.p;) {
            struct str word = str_split(&rest, ' ');
            if (word.n != folded.n && among(role_words[r].headers, word)) return role_words[r].role;
        }
    }
    return ROLE_NONE;
}

static void assign_roles(struct guess *g) {
    bool taken[COLUMNS_SEEN] = {0};
    for (size_t i = 0; i < ROLE_COUNT; i++) g->at[i] = -1;
    for (int level = 3; level >= 1; level--)
        for (size_t r = 0; r < ROLE_WORDS; r++)
            for (size_t i = 0; i < g->count && g->at[role_words[r].role] < 0; i++) {
                if (taken[i] || header_fits(&g->columns[i], role_words[r].headers) < level) continue;
                if (!shape_fits(&g->columns[i], role_words[r].role)) continue;
                g->at[role_words[r].role] = (int32_t)i;
                taken[i] = true;
            }
}

static bool has(const struct guess *g, enum role role) { return g->at[role] >= 0; }

/* A YAML string in double quotes: always safe, whatever the header holds. */
static void quoted(struct guess *g, enum role role) { json_write_string(g->columns[g->at[role]].name, &g->out); }

static void entity(struct guess *g, const char *name, const char *schema, const char *literal) {
    buf_printf(&g->out, "        %s:\n          schema: %s\n          key_literal: %.*s-%s\n", name, schema,
               STR_ARG(g->stem), literal);
}

static void keys(struct guess *g, const enum role *roles, size_t count) {
    buf_add(&g->out, STR("          keys: ["));
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        if (!has(g, roles[i])) continue;
        if (!first) buf_add(&g->out, STR(", "));
        quoted(g, roles[i]);
        first = false;
    }
    buf_add(&g->out, STR("]\n          properties:\n"));
}

static void column(struct guess *g, const char *prop, enum role role) {
    if (!has(g, role)) return;
    buf_printf(&g->out, "            %s: {column: ", prop);
    quoted(g, role);
    buf_add(&g->out, STR("}\n"));
}

static void link(struct guess *g, const char *prop, const char *target) {
    buf_printf(&g->out, "            %s: {entity: %s}\n", prop, target);
}

/* Is there a column of that kind which says something of this party, or of nobody by name? */
static bool concerns(const struct guess *g, enum role attribute, enum role party) {
    if (!has(g, attribute)) return false;
    enum role about = g->columns[g->at[attribute]].about;
    return about == ROLE_NONE || about == party;
}

static void address(struct guess *g, enum role party) {
    static const enum role parts[] = {ROLE_STREET, ROLE_POSTCODE, ROLE_CITY};
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) count += concerns(g, parts[i], party);
    if (!count) return;
    buf_add(&g->out, STR("            address: {columns: ["));
    for (size_t i = 0, written = 0; i < 3; i++) {
        if (!concerns(g, parts[i], party)) continue;
        if (written++) buf_add(&g->out, STR(", "));
        quoted(g, parts[i]);
    }
    buf_add(&g->out, count > 1 ? STR("], join: \", \"}\n") : STR("]}\n"));
}

/* What a row says of the one it is about. */
static void attributes(struct guess *g, bool person, enum role party) {
    static const struct {
        const char *prop;
        enum role role;
        bool of_person, of_company;
    } known[] = {{"country", ROLE_COUNTRY, true, true},
                 {"email", ROLE_EMAIL, true, true},
                 {"phone", ROLE_PHONE, true, true},
                 {"website", ROLE_WEBSITE, true, true},
                 {"birthDate", ROLE_BIRTH, true, false},
                 {"nationality", ROLE_NATIONALITY, true, false},
                 {"gender", ROLE_GENDER, true, false},
                 {"position", ROLE_POSITION, true, false},
                 {"registrationNumber", ROLE_REGISTER, false, true},
                 {"leiCode", ROLE_LEI, false, true}};
    address(g, party);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if ((person ? known[i].of_person : known[i].of_company) && concerns(g, known[i].role, party))
            column(g, known[i].prop, known[i].role);
}

static void party(struct guess *g, const char *name, const char *schema, enum role role, bool main) {
    const enum role named[] = {role, main ? ROLE_BIRTH : role};
    entity(g, name, schema, "name");
    keys(g, named, main && has(g, ROLE_BIRTH) ? 2 : 1);
    column(g, "name", role);
    if (main) attributes(g, strcmp(schema, "Person") == 0, role);
}

static void all_keys(struct guess *g) {
    buf_add(&g->out, STR("          keys: ["));
    for (size_t i = 0; i < g->count; i++) {
        if (i) buf_add(&g->out, STR(", "));
        json_write_string(g->columns[i].name, &g->out);
    }
    buf_add(&g->out, STR("]\n          properties:\n"));
}

static void money_columns(struct guess *g) {
    column(g, "amount", ROLE_AMOUNT);
    column(g, "currency", ROLE_CURRENCY);
    column(g, "date", ROLE_DATE);
}

/* Who pays and who receives. A table of gifts may name only one of them as such: then the owner, member or name is the
 * other. */
static bool suggest_payment(struct guess *g) {
    static const enum role payers[] = {ROLE_PAYER, ROLE_OWNER, ROLE_NAME, ROLE_COMPANY, ROLE_PERSON};
    static const enum role payees[] = {ROLE_PAYEE, ROLE_PARTY, ROLE_PERSON};
    enum role payer = ROLE_NONE, payee = ROLE_NONE;
    for (size_t i = 0; i < 3 && payee == ROLE_NONE; i++)
        if (has(g, payees[i])) payee = payees[i];
    for (size_t i = 0; i < 5 && payer == ROLE_NONE; i++)
        if (has(g, payers[i]) && payers[i] != payee) payer = payers[i];
    if (!has(g, ROLE_AMOUNT) || payer == ROLE_NONE || payee == ROLE_NONE) return false;
    if (payee == ROLE_PERSON && payer != ROLE_PAYER) return false; /* neither column says that money moves */
    party(g, "payer", has(g, ROLE_BIRTH) ? "Person" : "LegalEntity", payer, true);
    party(g, "beneficiary",
          payee == ROLE_PARTY    ? "Organization"
          : payee == ROLE_PERSON ? "Person"
                                 : "LegalEntity",
          payee, false);
    entity(g, "payment", "Payment", "payment");
    all_keys(g);
    link(g, "payer", "payer");
    link(g, "beneficiary", "beneficiary");
    money_columns(g);
    column(g, "purpose", ROLE_SUBJECT);
    return true;
}

static bool suggest_contract(struct guess *g) {
    if (!has(g, ROLE_AUTHORITY) || !has(g, ROLE_SUPPLIER)) return false;
    party(g, "authority", "Organization", ROLE_AUTHORITY, false);
    party(g, "supplier", "LegalEntity", ROLE_SUPPLIER, true);
    entity(g, "contract", "Contract", "contract");
    if (has(g, ROLE_NUMBER)) keys(g, (enum role[]){ROLE_NUMBER}, 1);
    else all_keys(g);
    link(g, "authority", "authority");
    column(g, has(g, ROLE_SUBJECT) ? "title" : "name", has(g, ROLE_SUBJECT) ? ROLE_SUBJECT : ROLE_NUMBER);
    column(g, "contractDate", ROLE_DATE);
    entity(g, "award", "ContractAward", "award");
    all_keys(g);
    link(g, "contract", "contract");
    link(g, "supplier", "supplier");
    money_columns(g);
    column(g, "endDate", ROLE_END);
    return true;
}

/* Owners and directors: somebody, a company, and the edge between them. */
static bool suggest_company_tie(struct guess *g) {
    enum role company = has(g, ROLE_COMPANY) ? ROLE_COMPANY : ROLE_NAME;
    enum role other = has(g, ROLE_OWNER) ? ROLE_OWNER : has(g, ROLE_DIRECTOR) ? ROLE_DIRECTOR : ROLE_NONE;
    if (other == ROLE_NONE || !has(g, company)) return false;
    bool owner = other == ROLE_OWNER;
    party(g, "company", "Company", company, true);
    party(g, owner ? "owner" : "director", owner ? "LegalEntity" : "Person", other, false);
    entity(g, "tie", owner ? "Ownership" : "Directorship", "tie");
    keys(g, (enum role[]){company, other, ROLE_START, ROLE_POSITION}, 4);
    link(g, owner ? "owner" : "director", owner ? "owner" : "director");
    link(g, owner ? "asset" : "organization", "company");
    if (owner) column(g, "percentage", ROLE_SHARE);
    column(g, "role", ROLE_POSITION);
    column(g, "startDate", ROLE_START);
    column(g, "endDate", ROLE_END);
    column(g, "date", ROLE_DATE);
    return true;
}

static void person_in_parts(struct guess *g) {
    entity(g, "person", "Person", "name");
    keys(g, (enum role[]){ROLE_FIRST, ROLE_LAST, ROLE_BIRTH}, 3);
    buf_add(&g->out, STR("            name: {columns: ["));
    quoted(g, ROLE_FIRST);
    buf_add(&g->out, STR(", "));
    quoted(g, ROLE_LAST);
    buf_add(&g->out, STR("], join: \" \"}\n"));
    column(g, "firstName", ROLE_FIRST);
    column(g, "lastName", ROLE_LAST);
    attributes(g, true, ROLE_PERSON);
}

static bool suggest_names(struct guess *g) {
    if (has(g, ROLE_FIRST) && has(g, ROLE_LAST)) {
        person_in_parts(g);
        return true;
    }
    enum role who = has(g, ROLE_PERSON) ? ROLE_PERSON : has(g, ROLE_NAME) ? ROLE_NAME : ROLE_COMPANY;
    if (!has(g, who)) return false;
    bool person = who == ROLE_PERSON || has(g, ROLE_BIRTH) || has(g, ROLE_GENDER);
    bool company = who == ROLE_COMPANY || (!person && (has(g, ROLE_LEI) || has(g, ROLE_REGISTER)));
    party(g, "subject", person ? "Person" : company ? "Company" : "LegalEntity", who, true);
    return true;
}

static void see_value(struct column *c, struct str value) {
    value = str_trim(value);
    if (!value.n) return;
    struct money m;
    struct date d;
    size_t letters = 0, digits = 0;
    for (size_t i = 0; i < value.n; i++) {
        letters += ascii_alpha(value.p[i]) || (unsigned char)value.p[i] >= 0x80;
        digits += ascii_digit(value.p[i]);
    }
    c->filled++;
    bool truth = str_ieq(value, STR("true")) || str_ieq(value, STR("false")) || str_ieq(value, STR("yes")) ||
                 str_ieq(value, STR("no"));
    c->words += letters >= 2 && letters > digits && value.n < 200 && !truth;
    c->numbers += money_parse(value, MONEY_GUESS, &m);
    c->dates += date_parse(value, &d);
}

/* "DonationDate" and "donation_date" are the same words. */
static struct str fold_header(struct str name, struct arena *a) {
    struct buf b = {0};
    for (size_t i = 0; i < name.n; i++) {
        if (i && ascii_upper(name.p[i]) && ascii_lower(name.p[i - 1])) buf_add_byte(&b, ' ');
        buf_add_byte(&b, name.p[i]);
    }
    struct str folded = fold_text(buf_str(&b), a);
    buf_done(&b);
    return folded;
}

static bool see_table(struct guess *g, struct str text) {
    struct csv_dialect dialect;
    struct csv_reader csv;
    struct csv_row row;
    struct arena a = {0};
    csv_sniff(text, &dialect);
    csv_open(&csv, text, dialect);
    for (size_t rows = 0; rows <= ROWS_SEEN; arena_reset(&a)) {
        int got = csv_next(&csv, &a, &row, NULL);
        if (got == 0) break;
        if (got < 0) continue;
        if (rows++ == 0) {
            g->count = row.n < COLUMNS_SEEN ? row.n : COLUMNS_SEEN;
            for (size_t i = 0; i < g->count; i++) {
                struct str name = arena_copy(g->a, str_trim(row.fields[i]));
                if (!name.n) name = arena_printf(g->a, "column %zu", i + 1);
                struct str folded = fold_header(name, g->a);
                g->columns[i] = (struct column){.name = name, .folded = folded, .about = party_named(folded)};
            }
        } else {
            for (size_t i = 0; i < g->count && i < row.n; i++) see_value(&g->columns[i], row.fields[i]);
        }
    }
    arena_done(&a);
    return g->count > 0;
}

/* "2011 Spenden-joined.csv" gives "2011_spenden_joined". */
static struct str stem_of(struct str name, struct arena *a) {
    struct str stem = str_cut(name, 0, name.n - path_suffix(name).n);
    struct str folded = arena_copy(a, fold_text(stem, a));
    char *p = (char *)folded.p;
    for (size_t i = 0; i < folded.n; i++)
        if (!ascii_alnum(p[i])) p[i] = '_';
    return folded.n ? folded : STR("table");
}

struct str mapping_suggest(struct str bytes, struct str name, struct arena *a) {
    struct guess *g = arena_new(a, sizeof *g);
    g->a = a;
    g->stem = stem_of(name, a);
    struct str text = decode_head(bytes, a);
    if (!see_table(g, text)) return (struct str){NULL, 0};
    assign_roles(g);
    buf_printf(&g->out, "%.*s:\n  label: ", STR_ARG(g->stem));
    json_write_string(name, &g->out);
    buf_add(&g->out, STR("\n  queries:\n    - csv_url: "));
    json_write_string(name, &g->out);
    buf_add(&g->out, STR("\n      entities:\n"));
    bool any = suggest_payment(g) || suggest_contract(g) || suggest_company_tie(g) || suggest_names(g);
    struct str yaml = any ? arena_copy(a, buf_str(&g->out)) : (struct str){NULL, 0};
    buf_done(&g->out);
    return yaml;
}
