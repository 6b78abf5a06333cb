/* A value as a register writes it becomes the form that FollowTheMoney has for its property's type.
 *
 * Dates become 2021-05-03, countries their codes, numbers plain decimals, genders male and female; white space is
 * collapsed everywhere. What cannot be understood stays as it is written.
 */
#ifndef CLEW_READ_CLEAN_H
#define CLEW_READ_CLEAN_H

#include "base/arena.h"
#include "model/money.h"
#include "model/schema.h"

/* The result lives in the arena or is lent from `value`. */
struct str clean_value(const struct property *, struct str value, enum money_style, struct arena *);
struct str clean_space(struct str value, struct arena *); /* trimmed, runs of white space as one blank */
/* What most values of a column say about 1.234 and 1,234; feed them one by one, starting from {0}. */
struct clean_style {
    uint32_t point, comma;
};
void clean_style_see(struct clean_style *, struct str number);
enum money_style clean_style_get(const struct clean_style *);

#endif
