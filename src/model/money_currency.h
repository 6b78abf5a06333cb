/* Currency signs, codes and names. For money.c. */
#ifndef CLEW_MODEL_MONEY_CURRENCY_H
#define CLEW_MODEL_MONEY_CURRENCY_H

#include "model/money.h"

/* A sign or code before a number ("$", "US$", "EUR", "Rs.", "R") at byte i; gives its end, or 0. *glue: the number must
 * follow without a blank. code gets the ISO code, "" when the sign is shared by several currencies. */
size_t money_currency_before(struct str text, size_t i, char code[4], bool *glue);
/* What stands behind a number: a sign, a code, a name ("euros", "Swiss francs", "zł"); gives its end, or 0.
 * *weak: the word has another everyday meaning ("pounds"). */
size_t money_currency_after(struct str text, size_t i, char code[4], bool *weak);

#endif
