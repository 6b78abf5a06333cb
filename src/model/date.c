#include "model/date.h"

#include "model/date_token.h"

#include <assert.h>

/* Days of the civil calendar after Howard Hinnant's "chrono-compatible low-level date algorithms": years start in
 * March, so that the leap day is the last of its year; eras have 400 years. */
int32_t date_days(int year, int month, int day) {
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void date_civil(int32_t days, int *year, int *month, int *day) {
    int64_t z = (int64_t)days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = (int)(z - era * 146097);
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int m = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = (int)(year_of_era + era * 400) + (*month <= 2);
}

int date_month_length(int year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : lengths[month - 1];
}

struct date date_year(int year) {
    return (struct date){date_days(year, 1, 1), date_days(year, 12, 31), DATE_YEAR, false, false};
}

bool date_part_valid(struct date_part p) {
    if (p.year < 1 || p.year > 9999 || p.month < 0 || p.month > 12 || p.day < 0) return false;
    return p.day == 0 || (p.month && p.day <= date_month_length(p.year, p.month));
}

static int32_t first_day(struct date_part p) { return date_days(p.year, p.month ? p.month : 1, p.day ? p.day : 1); }

static int32_t last_day(struct date_part p) {
    int month = p.month ? p.month : 12;
    return date_days(p.year, month, p.day ? p.day : date_month_length(p.year, month));
}

bool date_core_range(struct date_core c, struct date *out) {
    if (!date_part_valid(c.first) || !date_part_valid(c.last)) return false;
    bool same = c.first.year == c.last.year && c.first.month == c.last.month && c.first.day == c.last.day;
    enum date_precision precision = c.first.day ? DATE_DAY : c.first.month ? DATE_MONTH : DATE_YEAR;
    *out = (struct date){.first = first_day(c.first),
                         .last = last_day(c.last),
                         .precision = (uint8_t)(same ? precision : DATE_RANGE),
                         .ambiguous = c.ambiguous};
    return out->first <= out->last;
}

/* The coarsest way to write one end of a range: the year when it is the year's first (last) day, and so on. */
static struct str print_end(int32_t days, bool is_last, struct arena *a) {
    int y, m, d;
    date_civil(days, &y, &m, &d);
    bool month_edge = is_last ? d == date_month_length(y, m) : d == 1;
    if (month_edge && m == (is_last ? 12 : 1)) return arena_printf(a, "%04d", y);
    if (month_edge) return arena_printf(a, "%04d-%02d", y, m);
    return arena_printf(a, "%04d-%02d-%02d", y, m, d);
}

static struct str print_range(struct date d, struct arena *a) {
    struct str first = d.first == DATE_OPEN_FIRST ? STR("..") : print_end(d.first, false, a);
    struct str last = d.last == DATE_OPEN_LAST ? STR("..") : print_end(d.last, true, a);
    /* "2021/2021-06" would be read as starting with the whole year: ends of different grain are written as days. */
    if (first.n != last.n && first.n > 2 && last.n > 2) {
        int y, m, day;
        date_civil(d.first, &y, &m, &day);
        first = arena_printf(a, "%04d-%02d-%02d", y, m, day);
        date_civil(d.last, &y, &m, &day);
        last = arena_printf(a, "%04d-%02d-%02d", y, m, day);
    }
    return arena_printf(a, "%.*s/%.*s", STR_ARG(first), STR_ARG(last));
}

struct str date_print(struct date d, struct arena *a) {
    int y, m, day;
    if (d.precision == DATE_NONE) return (struct str){NULL, 0};
    if (d.precision == DATE_RANGE) {
        struct str whole = print_range(d, a);
        return str_starts(whole, STR("../")) && str_ends(whole, STR("/..")) ? (struct str){NULL, 0} : whole;
    }
    date_civil(d.first, &y, &m, &day);
    if (d.precision == DATE_YEAR) return arena_printf(a, "%04d", y);
    if (d.precision == DATE_MONTH) return arena_printf(a, "%04d-%02d", y, m);
    return arena_printf(a, "%04d-%02d-%02d", y, m, day);
}

bool date_overlaps(struct date a, struct date b) {
    if (a.precision == DATE_NONE || b.precision == DATE_NONE) return true;
    return a.first <= b.last && b.first <= a.last;
}

int date_cmp(struct date a, struct date b) {
    bool no_a = a.precision == DATE_NONE, no_b = b.precision == DATE_NONE;
    if (no_a || no_b) return no_a - no_b;
    if (a.first != b.first) return a.first < b.first ? -1 : 1;
    return (a.last > b.last) - (a.last < b.last);
}
