#include "model/date_narrow.h"

/* The ends of a third of the steps first..last: 1 is early, 3 late. */
static void third_of(int first, int last, int third, int *from, int *to) {
    int count = last - first + 1;
    *from = first + count * (third - 1) / 3;
    *to = first + count * third / 3 - 1;
}

struct date date_narrow_third(struct date d, int third) {
    int y1, m1, d1, y2, m2, d2, from, to;
    if (d.precision == DATE_NONE || d.precision == DATE_DAY) return d;
    date_civil(d.first, &y1, &m1, &d1);
    date_civil(d.last, &y2, &m2, &d2);
    if (y2 - y1 > 2) {
        third_of(y1, y2, third, &from, &to);
        d.first = date_days(from, 1, 1);
        d.last = date_days(to, 12, 31);
    } else if (d.precision == DATE_YEAR) {
        third_of(1, 12, third, &from, &to);
        d.first = date_days(y1, from, 1);
        d.last = date_days(y1, to, date_month_length(y1, to));
    } else {
        third_of(d.first, d.last, third, &from, &to);
        d.first = from;
        d.last = to;
    }
    d.precision = DATE_RANGE;
    return d;
}

/* Text form has four digits for a year: what would lie beyond is no date. */
static bool beyond(int32_t days) { return days < date_days(1, 1, 1) || days > date_days(9999, 12, 31); }

struct date date_narrow_before(struct date d) {
    if (beyond(d.first - 1)) return (struct date){.precision = DATE_NONE};
    d.last = d.first - 1;
    d.first = DATE_OPEN_FIRST;
    d.precision = DATE_RANGE;
    return d;
}

struct date date_narrow_after(struct date d) {
    if (beyond(d.last + 1)) return (struct date){.precision = DATE_NONE};
    d.first = d.last + 1;
    d.last = DATE_OPEN_LAST;
    d.precision = DATE_RANGE;
    return d;
}

struct date date_narrow_since(struct date d) {
    d.last = DATE_OPEN_LAST;
    d.precision = DATE_RANGE;
    return d;
}

struct date date_narrow_until(struct date d) {
    d.first = DATE_OPEN_FIRST;
    d.precision = DATE_RANGE;
    return d;
}
