/* Currency signs, codes and names. For money.c. */
#ifndef CLEW_MODEL_MONEY_CURRENCY_H
#define CLEW_MODEL_MONEY_CURRENCY_H

#include "model/money.h"

struct money_currency {
    char code[4];   /* ISO; "" when several countries share the sign or name */
    bool glue;      /* the number must follow without a blank: "R20" */
    bool weak;      /* letters that mean other things too ("P81", "COP 27", "200 pounds"): only with a large amount */
    bool hundredth; /* "cents" */
};

/* A sign or code before a number ("$", "US$", "EUR", "Rs.", "R") at byte i; gives its end, or 0. */
size_t money_currency_before(struct str text, size_t i, struct money_currency *out);
/* What stands behind a number: a sign, a code, a name ("euros", "Swiss francs", "zł"); gives its end, or 0. */
size_t money_currency_after(struct str text, size_t i, struct money_currency *out);
/* A letter or digit begins at byte i; general punctuation does not. */
bool money_currency_letter(struct str text, size_t i);

#endif
