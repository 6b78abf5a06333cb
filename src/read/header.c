#include "read/header.h"

enum fact { FACT_TITLE, FACT_PUBLISHER, FACT_AUTHOR, FACT_DATE, FACT_LANG };
static const struct {
    const char *key;
    enum fact fact;
} keys[] = {{"title", FACT_TITLE},
            {"headline", FACT_TITLE},
            {"source", FACT_PUBLISHER},
            {"publisher", FACT_PUBLISHER},
            {"publication", FACT_PUBLISHER},
            {"newspaper", FACT_PUBLISHER},
            {"agency", FACT_PUBLISHER},
            {"by", FACT_AUTHOR},
            {"byline", FACT_AUTHOR},
            {"author", FACT_AUTHOR},
            {"date", FACT_DATE},
            {"published", FACT_DATE},
            {"lang", FACT_LANG},
            {"language", FACT_LANG}};

static void set(struct str *into, struct str value) {
    if (!into->n) *into = value;
}

static struct str lang_code(struct str value) {
    static const char *const names[][2] = {{"english", "en"},   {"german", "de"},  {"french", "fr"},
                                           {"russian", "ru"},   {"spanish", "es"}, {"italian", "it"},
                                           {"ukrainian", "uk"}, {"deutsch", "de"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_ieq(value, str_of(names[i][0]))) return str_of(names[i][1]);
    bool code = value.n >= 2 && ascii_lower(value.p[0]) && ascii_lower(value.p[1]) &&
                (value.n == 2 || !ascii_alnum(value.p[2]));
    return code ? str_cut(value, 0, 2) : (struct str){NULL, 0};
}

bool header_take(struct facts *f, struct str key, struct str value) {
    key = str_trim(key), value = str_trim(value);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!str_ieq(key, str_of(keys[i].key))) continue;
        switch (keys[i].fact) {
        case FACT_TITLE: set(&f->title, value); break;
        case FACT_PUBLISHER: set(&f->publisher, value); break;
        case FACT_AUTHOR: set(&f->author, value); break;
        case FACT_LANG: set(&f->lang, lang_code(value)); break;
        case FACT_DATE:
            /* a clock time may follow the day */
            if (f->date.precision == DATE_NONE && !date_parse(value, &f->date))
                date_parse(str_cut(value, 0, 10), &f->date);
            break;
        }
        return true;
    }
    return false;
}

size_t header_lines(struct str text, struct facts *out) {
    struct facts f = {0};
    size_t known = 0, at = 0;
    for (size_t lines = 0; at < text.n && lines < 16; lines++) {
        size_t end = str_find_byte(text, '\n', at);
        if (end == SIZE_MAX) return 0;
        struct str line = str_trim(str_cut(text, at, end));
        at = end + 1;
        if (line.n == 0) {
            if (known < 2) return 0;
            *out = f;
            return at;
        }
        size_t colon = str_find_byte(line, ':', 0);
        if (colon == SIZE_MAX || colon > 30) return 0;
        known += header_take(&f, str_cut(line, 0, colon), str_cut(line, colon + 1, line.n));
        if (known == 0) return 0;
    }
    return 0;
}
