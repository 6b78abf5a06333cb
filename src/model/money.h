/* Amounts of money: "$1.8 billion", "EUR 1.234,56", "as much as 30,000 dollars", "1 234 567,00 zł", "£5m", "5 Mio.
 * Euro".
 *
 * The value is an exact decimal text ("1800000000", "1234.56", no exponent), since sums must equal their rows.
 */
#ifndef CLEW_MODEL_MONEY_H
#define CLEW_MODEL_MONEY_H

#include "base/arena.h"
#include "base/str.h"

enum money_bound { MONEY_EXACT, MONEY_ABOUT, MONEY_AT_MOST, MONEY_AT_LEAST };
struct money {
    int64_t units;    /* the value in ten-thousandths; |value| < 9e14 */
    char currency[4]; /* ISO 4217, "" when unknown */
    uint8_t bound;    /* enum money_bound */
};

/* How a number's point and comma are to be read when both readings are possible ("1.234"). */
enum money_style { MONEY_GUESS, MONEY_POINT, MONEY_COMMA };

/* The whole str is a number, with or without a currency (tables). "16.872,57" with MONEY_GUESS is 16872.57. */
bool money_parse(struct str, enum money_style, struct money *out);
/* Finds an amount with its currency that starts at byte i of running text: gives its end byte, or 0. A leading "about",
 * "up to", "as much as", "at least", "more than" before i belongs to the bound and is the caller's to include:
 * *start_out gets where the whole expression starts. */
size_t money_match(struct str text, size_t i, struct money *out, size_t *start_out);
struct str money_value(struct money, struct arena *); /* "1800000000" or "1234.5" */

#endif
