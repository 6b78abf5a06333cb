/* What the words around a date do to its range: "early 2004", "before 2010", "since May". For date_parse.c and
 * date_match.c. */
#ifndef CLEW_MODEL_DATE_NARROW_H
#define CLEW_MODEL_DATE_NARROW_H

#include "model/date_token.h"

/* third: 1 early, 2 mid, 3 late. Thirds of days for a month, of months for a year, of years beyond. */
struct date date_narrow_third(struct date, int third);
struct date date_narrow_before(struct date); /* ends the day before the date starts */
struct date date_narrow_after(struct date);
struct date date_narrow_since(struct date);
struct date date_narrow_until(struct date);

#endif
