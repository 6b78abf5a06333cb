#include "model/money_currency.h"

#include <string.h>

struct sign {
    const char *text, *code;
};

/* Signs before a number; "" where several countries share one. Longest first where one starts another. */
static const struct sign signs[] = {
    {"US$", "USD"}, {"U.S.$", "USD"}, {"USD$", "USD"}, {"AU$", "AUD"},  {"A$", "AUD"},   {"CA$", "CAD"},
    {"C$", "CAD"},  {"CAD$", "CAD"},  {"NZ$", "NZD"},  {"HK$", "HKD"},  {"SG$", "SGD"},  {"S$", "SGD"},
    {"NT$", "TWD"}, {"N$", "NAD"},    {"R$", "BRL"},   {"J$", "JMD"},   {"TT$", "TTD"},  {"G$", "GYD"},
    {"EC$", "XCD"}, {"BZ$", "BZD"},   {"Bds$", "BBD"}, {"BDS$", "BBD"}, {"FJ$", "FJD"},  {"F$", "FJD"},
    {"MX$", "MXN"}, {"RD$", "DOP"},   {"CLP$", "CLP"}, {"COP$", "COP"}, {"MOP$", "MOP"}, {"B$", ""},
    {"ZW$", "ZWL"}, {"Z$", "ZWL"},    {"L$", "LRD"},   {"$", "USD"},    {"€", "EUR"},    {"£", "GBP"},
    {"¥", "JPY"},   {"RMB¥", "CNY"},  {"₹", "INR"},    {"₽", "RUB"},  {"₴", "UAH"},    {"₺", "TRY"},
    {"₦", "NGN"},   {"₩", "KRW"},     {"₪", "ILS"},    {"₫", "VND"},    {"₱", "PHP"},    {"฿", "THB"},
    {"₡", "CRC"},   {"₲", "PYG"},     {"GH₵", "GHS"},  {"GH¢", "GHS"},  {"₵", "GHS"},    {"₸", "KZT"},
    {"₾", "GEL"}, {"₼", "AZN"},   {"៛", "KHR"},    {"₭", "LAK"},    {"₮", "MNT"},    {"৳", "BDT"},
    {"₿", "XBT"},
};

/* Letters that are a currency before a number. `glue`: only without a blank between them. */
static const struct {
    const char *text, *code;
    bool glue;
} marks[] = {
    {"Rs.", "", false},     {"Rs", "", false},     {"Re.", "", false},    {"RM", "MYR", false},
    {"Rp.", "IDR", false},  {"Rp", "IDR", false},  {"RMB", "CNY", false}, {"LE", "EGP", false},
    {"L.E.", "EGP", false}, {"KSh", "KES", false}, {"Ksh", "KES", false}, {"Ksh.", "KES", false},
    {"Sh", "", false},      {"Shs", "", false},    {"Sh.", "", false},    {"USh", "UGX", false},
    {"Ush", "UGX", false},  {"TSh", "TZS", false}, {"Tsh", "TZS", false}, {"GHc", "GHS", false},
    {"Tk", "BDT", false},   {"Tk.", "BDT", false}, {"Fr.", "CHF", false}, {"SFr", "CHF", false},
    {"sFr.", "CHF", false}, {"Dh", "", false},     {"Dhs", "AED", false}, {"SR", "SAR", false},
    {"QR", "QAR", false},   {"RO", "OMR", false},  {"KD", "KWD", false},  {"BD", "BHD", false},
    {"Php", "PHP", false},  {"Bs", "", false},     {"kr", "", false},     {"Kč", "CZK", false},
    {"zł", "PLN", false},   {"R", "ZAR", true},    {"P", "", true},       {"K", "", true},
    {"B/.", "PAB", false},  {"S/", "PEN", false},  {"Gs.", "PYG", false}, {"Q", "GTQ", true},
    {"M", "LSL", true},     {"N", "NGN", true},
};

/* ISO 4217. Those that are English words as well count only behind a number. */
static const char codes[] =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK "
    "HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL "
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON "
    "RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
    "UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL BTC ETH DEM FRF ITL ESP NLG";
static const char code_words[] = "ALL BAM BOB COP CUP ERN GEL LAK MAD MOP PEN SDG SOS TOP TRY SLE STN ETH BTC";

/* Names behind a number. "" means that the country decides; see the next table. */
static const struct {
    const char *name, *code;
} names[] = {
    {"dollar", "USD"},
    {"dollars", "USD"},
    {"dólares", "USD"},
    {"dollari", "USD"},
    {"долларов", "USD"},
    {"euro", "EUR"},
    {"euros", "EUR"},
    {"евро", "EUR"},
    {"євро", "EUR"},
    {"pound", "GBP"},
    {"pounds", "GBP"},
    {"pounds sterling", "GBP"},
    {"yen", "JPY"},
    {"yuan", "CNY"},
    {"renminbi", "CNY"},
    {"rmb", "CNY"},
    {"rupee", ""},
    {"rupees", ""},
    {"ruble", "RUB"},
    {"rubles", "RUB"},
    {"rouble", "RUB"},
    {"roubles", "RUB"},
    {"рублей", "RUB"},
    {"рубля", "RUB"},
    {"руб", "RUB"},
    {"peso", ""},
    {"pesos", ""},
    {"franc", ""},
    {"francs", ""},
    {"franken", "CHF"},
    {"cfa francs", ""},
    {"fcfa", ""},
    {"cfa", ""},
    {"krona", "SEK"},
    {"kronor", "SEK"},
    {"krone", ""},
    {"kroner", ""},
    {"koruna", "CZK"},
    {"korunas", "CZK"},
    {"crowns", ""},
    {"zloty", "PLN"},
    {"zlotys", "PLN"},
    {"złoty", "PLN"},
    {"złotych", "PLN"},
    {"złote", "PLN"},
    {"zł", "PLN"},
    {"kč", "CZK"},
    {"ft", "HUF"},
    {"kr", ""},
    {"lei", "RON"},
    {"leva", "BGN"},
    {"forint", "HUF"},
    {"forints", "HUF"},
    {"hryvnia", "UAH"},
    {"hryvnias", "UAH"},
    {"hryvnya", "UAH"},
    {"гривень", "UAH"},
    {"грн", "UAH"},
    {"lira", "TRY"},
    {"liras", "TRY"},
    {"rand", "ZAR"},
    {"rands", "ZAR"},
    {"reais", "BRL"},
    {"real", "BRL"},
    {"won", "KRW"},
    {"baht", "THB"},
    {"ringgit", "MYR"},
    {"rupiah", "IDR"},
    {"shilling", ""},
    {"shillings", ""},
    {"dinar", ""},
    {"dinars", ""},
    {"dirham", ""},
    {"dirhams", ""},
    {"riyal", ""},
    {"riyals", ""},
    {"rial", ""},
    {"rials", ""},
    {"naira", "NGN"},
    {"cedi", "GHS"},
    {"cedis", "GHS"},
    {"kwacha", ""},
    {"kwachas", ""},
    {"birr", "ETB"},
    {"shekel", "ILS"},
    {"shekels", "ILS"},
    {"tenge", "KZT"},
    {"taka", "BDT"},
    {"dong", "VND"},
    {"som", "KGS"},
    {"soms", "KGS"},
    {"manat", ""},
    {"manats", ""},
    {"lari", "GEL"},
    {"dram", "AMD"},
    {"drams", "AMD"},
    {"pula", "BWP"},
    {"meticais", "MZN"},
    {"metical", "MZN"},
    {"kyat", "MMK"},
    {"kyats", "MMK"},
    {"riel", "KHR"},
    {"kip", "LAK"},
    {"colones", "CRC"},
    {"colons", "CRC"},
    {"soles", "PEN"},
    {"guaranies", "PYG"},
    {"lempiras", "HNL"},
    {"quetzales", "GTQ"},
    {"quetzals", "GTQ"},
    {"bolivars", "VES"},
    {"bolívares", "VES"},
    {"bolivares", "VES"},
    {"ariary", "MGA"},
    {"dalasi", "GMD"},
    {"dalasis", "GMD"},
    {"leones", ""},
    {"kina", "PGK"},
    {"vatu", "VUV"},
    {"afghanis", "AFN"},
    {"afghani", "AFN"},
    {"ngultrum", "BTN"},
    {"maloti", "LSL"},
    {"emalangeni", "SZL"},
    {"kwanzas", "AOA"},
    {"kwanza", "AOA"},
    {"bitcoins", "BTC"},
    {"bitcoin", "BTC"},
    {"deutsche mark", "DEM"},
    {"d-mark", "DEM"},
    {"deutschmarks", "DEM"},
    {"pesetas", "ESP"},
    {"sterling", "GBP"},
    {"tugriks", "MNT"},
    {"lempira", "HNL"},
    {"cents", ""},
    {"pence", "GBP"},
};

/* Country word before the name, start of the name, code. */
static const struct {
    const char *country, *name, *code;
} national[] = {
    {"us", "dollar", "USD"},
    {"u.s.", "dollar", "USD"},
    {"american", "dollar", "USD"},
    {"united states", "dollar", "USD"},
    {"australian", "dollar", "AUD"},
    {"canadian", "dollar", "CAD"},
    {"new zealand", "dollar", "NZD"},
    {"singapore", "dollar", "SGD"},
    {"hong kong", "dollar", "HKD"},
    {"taiwan", "dollar", "TWD"},
    {"new taiwan", "dollar", "TWD"},
    {"namibian", "dollar", "NAD"},
    {"namibia", "dollar", "NAD"},
    {"jamaican", "dollar", "JMD"},
    {"zimbabwe", "dollar", "ZWL"},
    {"zimbabwean", "dollar", "ZWL"},
    {"guyana", "dollar", "GYD"},
    {"guyanese", "dollar", "GYD"},
    {"fijian", "dollar", "FJD"},
    {"liberian", "dollar", "LRD"},
    {"british", "pound", "GBP"},
    {"egyptian", "pound", "EGP"},
    {"lebanese", "pound", "LBP"},
    {"syrian", "pound", "SYP"},
    {"sudanese", "pound", "SDG"},
    {"south sudanese", "pound", "SSP"},
    {"irish", "pound", "IEP"},
    {"indian", "rupee", "INR"},
    {"pakistani", "rupee", "PKR"},
    {"pakistan", "rupee", "PKR"},
    {"sri lankan", "rupee", "LKR"},
    {"sri lanka", "rupee", "LKR"},
    {"nepali", "rupee", "NPR"},
    {"nepalese", "rupee", "NPR"},
    {"mauritian", "rupee", "MUR"},
    {"seychelles", "rupee", "SCR"},
    {"mexican", "peso", "MXN"},
    {"argentine", "peso", "ARS"},
    {"chilean", "peso", "CLP"},
    {"colombian", "peso", "COP"},
    {"philippine", "peso", "PHP"},
    {"cuban", "peso", "CUP"},
    {"dominican", "peso", "DOP"},
    {"uruguayan", "peso", "UYU"},
    {"swiss", "franc", "CHF"},
    {"french", "franc", "FRF"},
    {"cfa", "franc", ""},
    {"rwandan", "franc", "RWF"},
    {"rwanda", "franc", "RWF"},
    {"congolese", "franc", "CDF"},
    {"burundian", "franc", "BIF"},
    {"guinean", "franc", "GNF"},
    {"djiboutian", "franc", "DJF"},
    {"swedish", "kron", "SEK"},
    {"norwegian", "kron", "NOK"},
    {"danish", "kron", "DKK"},
    {"icelandic", "kron", "ISK"},
    {"czech", "", "CZK"},
    {"swedish", "crown", "SEK"},
    {"norwegian", "crown", "NOK"},
    {"danish", "crown", "DKK"},
    {"russian", "", "RUB"},
    {"belarusian", "r", "BYN"},
    {"turkish", "lir", "TRY"},
    {"italian", "lir", "ITL"},
    {"kenyan", "shilling", "KES"},
    {"kenya", "shilling", "KES"},
    {"ugandan", "shilling", "UGX"},
    {"uganda", "shilling", "UGX"},
    {"tanzanian", "shilling", "TZS"},
    {"tanzania", "shilling", "TZS"},
    {"somali", "shilling", "SOS"},
    {"kuwaiti", "dinar", "KWD"},
    {"iraqi", "dinar", "IQD"},
    {"jordanian", "dinar", "JOD"},
    {"bahraini", "dinar", "BHD"},
    {"algerian", "dinar", "DZD"},
    {"tunisian", "dinar", "TND"},
    {"serbian", "dinar", "RSD"},
    {"libyan", "dinar", "LYD"},
    {"uae", "dirham", "AED"},
    {"emirati", "dirham", "AED"},
    {"moroccan", "dirham", "MAD"},
    {"saudi", "ri", "SAR"},
    {"qatari", "ri", "QAR"},
    {"yemeni", "ri", "YER"},
    {"omani", "ri", "OMR"},
    {"iranian", "ri", "IRR"},
    {"zambian", "kwacha", "ZMW"},
    {"malawi", "kwacha", "MWK"},
    {"malawian", "kwacha", "MWK"},
    {"azerbaijani", "manat", "AZN"},
    {"turkmen", "manat", "TMT"},
    {"chinese", "yuan", "CNY"},
    {"japanese", "yen", "JPY"},
    {"south korean", "won", "KRW"},
    {"north korean", "won", "KPW"},
    {"south african", "rand", "ZAR"},
    {"brazilian", "rea", "BRL"},
    {"thai", "baht", "THB"},
    {"malaysian", "ringgit", "MYR"},
    {"indonesian", "rupiah", "IDR"},
    {"polish", "z", "PLN"},
    {"ukrainian", "hryv", "UAH"},
    {"hungarian", "forint", "HUF"},
    {"romanian", "le", "RON"},
    {"bulgarian", "le", "BGN"},
    {"israeli", "shekel", "ILS"},
    {"new israeli", "shekel", "ILS"},
    {"nigerian", "naira", "NGN"},
    {"ghanaian", "cedi", "GHS"},
    {"ghana", "cedi", "GHS"},
    {"ethiopian", "birr", "ETB"},
    {"sierra leonean", "leone", "SLE"},
};

bool money_currency_letter(struct str t, size_t i) {
    if (i >= t.n) return false;
    unsigned char c = (unsigned char)t.p[i];
    return ascii_alnum(t.p[i]) || (c >= 0xC3 && !(c == 0xE2 && i + 1 < t.n && (unsigned char)t.p[i + 1] <= 0x81));
}

static bool letter_at(struct str t, size_t i) { return money_currency_letter(t, i) && !ascii_digit(t.p[i]); }

static bool starts(struct str t, size_t i, const char *text) { return str_starts(str_cut(t, i, t.n), str_of(text)); }

static size_t word_at(struct str t, size_t i, const char *lower) {
    struct str w = str_of(lower);
    if (i + w.n > t.n || !str_ieq(str_cut(t, i, i + w.n), w) || letter_at(t, i + w.n)) return 0;
    return i + w.n;
}

/* One of the codes, in capitals, no letter behind it. */
static size_t code_at(struct str t, size_t i, struct money_currency *out) {
    size_t n = 0;
    while (i + n < t.n && ascii_upper(t.p[i + n])) n++;
    if (n != 3 || letter_at(t, i + n)) return 0;
    size_t at = str_find(str_of(codes), str_cut(t, i, i + 3), 0);
    if (at == SIZE_MAX || at % 4) return 0;
    memcpy(out->code, t.p + i, 3);
    return i + 3;
}

static void set_code(struct money_currency *out, const char *code) {
    memset(out->code, 0, sizeof out->code);
    memcpy(out->code, code, strlen(code));
}

size_t money_currency_before(struct str t, size_t i, struct money_currency *out) {
    const char *best = NULL;
    size_t length = 0;
    *out = (struct money_currency){.glue = false};
    if (i >= t.n) return 0;
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
        size_t n = signs[k].text[0] == t.p[i] ? strlen(signs[k].text) : 0;
        if (n > length && starts(t, i, signs[k].text)) best = signs[k].code, length = n;
    }
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        size_t n = marks[k].text[0] == t.p[i] ? strlen(marks[k].text) : 0;
        if (n <= length || !starts(t, i, marks[k].text) || letter_at(t, i + n)) continue;
        best = marks[k].code;
        length = n;
        out->glue = marks[k].glue;
        out->weak = marks[k].glue && strcmp(marks[k].text, "R") != 0;
    }
    if (best) {
        set_code(out, best);
        return i + length;
    }
    size_t end = code_at(t, i, out);
    out->weak = end && str_find(str_of(code_words), str_of(out->code), 0) != SIZE_MAX;
    return end;
}

static bool is_weak(const char *name) {
    static const char *const weak[] = {"pound", "pounds", "real", "crowns", "ft", "won", "som", "cfa", "sterling"};
    for (size_t i = 0; i < sizeof weak / sizeof *weak; i++)
        if (strcmp(weak[i], name) == 0) return true;
    return false;
}

static size_t name_at(struct str t, size_t i, struct money_currency *out) {
    size_t best = 0;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        if (ascii_to_lower(t.p[i]) != names[k].name[0] && (unsigned char)t.p[i] < 0x80) continue;
        size_t end = word_at(t, i, names[k].name);
        if (end <= best) continue;
        best = end;
        set_code(out, names[k].code);
        out->weak = is_weak(names[k].name);
        out->hundredth = strcmp(names[k].name, "cents") == 0 || strcmp(names[k].name, "pence") == 0;
    }
    return best;
}

/* "Swiss francs": the country's word, then a name. */
static size_t national_at(struct str t, size_t i, struct money_currency *out) {
    for (size_t k = 0; k < sizeof national / sizeof *national; k++) {
        if (ascii_to_lower(t.p[i]) != national[k].country[0]) continue;
        size_t end = word_at(t, i, national[k].country), name;
        if (!end && starts(t, i, "U.S.") && strcmp(national[k].country, "u.s.") == 0) end = i + 4;
        if (!end || end + 1 >= t.n || t.p[end] != ' ') continue;
        struct str prefix = str_of(national[k].name);
        if (!str_ieq(str_cut(t, end + 1, end + 1 + prefix.n), prefix)) continue;
        if (!(name = name_at(t, end + 1, out))) continue;
        set_code(out, national[k].code);
        out->weak = false;
        return name;
    }
    return 0;
}

size_t money_currency_after(struct str t, size_t i, struct money_currency *out) {
    *out = (struct money_currency){.glue = false};
    if (i >= t.n) return 0;
    size_t end = code_at(t, i, out);
    if (!end) end = national_at(t, i, out);
    if (!end) end = name_at(t, i, out);
    if (end) return end;
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
        size_t after = i + strlen(signs[k].text);
        if (!starts(t, i, signs[k].text) || letter_at(t, after)) continue;
        if (after < t.n && ascii_digit(t.p[after])) return 0; /* "5 $10": the sign belongs to the next number */
        set_code(out, signs[k].code);
        return after;
    }
    return 0;
}
