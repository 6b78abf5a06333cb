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

/* How many bytes of YYYY-MM-DD an end of a range needs: the year alone when it is the year's first (last) day. */
static int end_grain(int32_t days, bool is_last) {
    int y, m, d;
    date_civil(days, &y, &m, &d);
    bool month_edge = is_last ? d == date_month_length(y, m) : d == 1;
    if (month_edge && m == (is_last ? 12 : 1)) return 4;
    return month_edge ? 7 : 10;
}

static struct str print_days(int32_t days, int grain, struct arena *a) {
    int y, m, d;
    date_civil(days, &y, &m, &d);
    return arena_printf(a, "%.*s", grain, arena_printf(a, "%04d-%02d-%02d", y, m, d).p);
}

/* Both ends in the grain of the finer one. */
static struct str print_range(struct date d, struct arena *a) {
    bool open_first = d.first == DATE_OPEN_FIRST, open_last = d.last == DATE_OPEN_LAST;
    int first = open_first ? 4 : end_grain(d.first, false), last = open_last ? 4 : end_grain(d.last, true);
    int grain = first > last ? first : last;
    if (open_first && open_last) return (struct str){NULL, 0};
    if (open_first) return arena_printf(a, "../%s", print_days(d.last, grain, a).p);
    if (open_last) return arena_printf(a, "%s/..", print_days(d.first, grain, a).p);
    return arena_printf(a, "%s/%s", print_days(d.first, grain, a).p, print_days(d.last, grain, a).p);
}

struct str date_print(struct date d, struct arena *a) {
    switch (d.precision) {
    case DATE_NONE: return (struct str){NULL, 0};
    case DATE_RANGE: return print_range(d, a);
    case DATE_YEAR: return print_days(d.first, 4, a);
    case DATE_MONTH: return print_days(d.first, 7, a);
    default: return print_days(d.first, 10, a);
    }
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
