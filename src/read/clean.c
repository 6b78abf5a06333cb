#include "read/clean.h"

#include "model/country.h"
#include "model/date.h"

struct str clean_space(struct str s, struct arena *a) {
    s = str_trim(s);
    bool clean = true;
    for (size_t i = 0; i < s.n && clean; i++)
        clean = !ascii_space(s.p[i]) || (s.p[i] == ' ' && !ascii_space(s.p[i + 1]));
    if (clean) return s;
    char *out = arena_new(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!ascii_space(s.p[i])) out[n++] = s.p[i];
        else if (n && out[n - 1] != ' ') out[n++] = ' ';
    }
    return (struct str){out, n};
}

static struct str clean_gender(struct str s) {
    static const char *const male[] = {"m", "male", "mann", "männlich", "homme", "hombre", "муж", "мужской"};
    static const char *const female[] = {"f", "female", "frau", "weiblich", "femme", "mujer", "жен", "женский"};
    for (size_t i = 0; i < sizeof male / sizeof *male; i++) {
        if (str_ieq(s, str_of(male[i]))) return STR("male");
        if (str_ieq(s, str_of(female[i]))) return STR("female");
    }
    return s;
}

static struct str clean_number(struct str s, enum money_style style, struct arena *a) {
    struct money m;
    return money_parse(s, style, &m) ? money_value(m, a) : s;
}

static struct str clean_date(struct str s, struct arena *a) {
    struct date d;
    if (!date_parse(s, &d)) return s;
    struct str text = date_print(d, a);
    return text.n ? text : s;
}

struct str clean_value(const struct property *p, struct str value, enum money_style style, struct arena *a) {
    struct str s = clean_space(value, a);
    if (str_is(p->type, "date")) return clean_date(s, a);
    if (str_is(p->type, "number")) return clean_number(s, style, a);
    if (str_is(p->type, "gender")) return clean_gender(s);
    if (str_is(p->type, "country")) {
        const char *code = country_code(s);
        return code ? str_of(code) : s;
    }
    return str_is(p->type, "text") ? str_trim(value) : s;
}

/* The last mark with other than three digits behind it is a decimal mark; two different marks say it too. */
void clean_style_see(struct clean_style *style, struct str s) {
    size_t last = SIZE_MAX, points = 0, commas = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '.' && s.p[i] != ',') continue;
        last = i;
        *(s.p[i] == '.' ? &points : &commas) += 1;
    }
    if (last == SIZE_MAX) return;
    size_t digits = 0;
    while (last + 1 + digits < s.n && ascii_digit(s.p[last + 1 + digits])) digits++;
    bool point_last = s.p[last] == '.';
    size_t same = point_last ? points : commas;
    if (same > 1) *(point_last ? &style->comma : &style->point) += 1;
    else if (digits != 3 || (points && commas)) *(point_last ? &style->point : &style->comma) += 1;
}

enum money_style clean_style_get(const struct clean_style *style) {
    if (style->point == style->comma) return MONEY_GUESS;
    return style->point > style->comma ? MONEY_POINT : MONEY_COMMA;
}
