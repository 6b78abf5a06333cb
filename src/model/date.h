/* Dates with the precision that their source has.
 *
 * A date is a range of days [first, last], both inclusive, days since 1970-01-01 in the proleptic Gregorian calendar.
 * "2021" covers a year, "May 2021" a month, "before 2010" has no first day, "between 3 and 9 May 2021" seven days.
 * Text form (FollowTheMoney's, and ISO 8601-2 where that has none): 2021, 2021-05, 2021-05-03, ../2010, 2010/.., A/B.
 */
#ifndef CLEW_MODEL_DATE_H
#define CLEW_MODEL_DATE_H

#include "base/arena.h"
#include "base/str.h"

#define DATE_OPEN_FIRST INT32_MIN
#define DATE_OPEN_LAST INT32_MAX

enum date_precision { DATE_NONE, DATE_DAY, DATE_MONTH, DATE_YEAR, DATE_RANGE };
struct date {
    int32_t first, last; /* days; DATE_OPEN_FIRST / DATE_OPEN_LAST */
    uint8_t precision;   /* enum date_precision; DATE_NONE: no date */
    bool about;          /* "circa" */
    bool ambiguous;      /* 03/04/2021 read by a guess about the order */
};

int32_t date_days(int year, int month, int day); /* no check */
void date_civil(int32_t days, int *year, int *month, int *day);
struct date date_year(int year);
/* The whole str is a date in text form above, or as registers and people write it: 12 May 1975, May 12,
 * 1975, 12.05.1975, 1975/05/12, 12/05/1975 (ambiguous), 19750512, 12-MAY-1975, circa 1963, between 1960 and 1963, Q3
 * 2020, before June 2010, early 2004; months in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish,
 * Russian, Ukrainian. false: it is none. */
bool date_parse(struct str, struct date *out);
/* Finds the date expression that starts at byte i of running text (there must be a word boundary): gives its end byte,
 * or 0 when there is none. The span is the calendar expression alone ("Tuesday", "May 12", "1990s", "2007-2008"): words
 * before it ("last", "early", "the end of") narrow the value but stay outside. What the words leave open (the year of
 * "May 12") is resolved against `said` when it has day precision, else the precision is DATE_NONE. */
size_t date_match(struct str text, size_t i, struct date said, struct date *out);
/* The same for expressions without a calendar word, which annotators do not count as dates: "last week", "yesterday",
 * "three years ago", "the past ten days". */
size_t date_match_relative(struct str text, size_t i, struct date said, struct date *out);
struct str date_print(struct date, struct arena *); /* text form; absent for DATE_NONE */
bool date_overlaps(struct date a, struct date b);   /* a DATE_NONE overlaps everything */
int date_cmp(struct date a, struct date b);         /* by first, then last; DATE_NONE last */

#endif
