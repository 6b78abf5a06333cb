/* Numbers as people write them, and the words that multiply them ("million", "Mrd.", "crore"). For money.c. */
#ifndef CLEW_MODEL_MONEY_NUMBER_H
#define CLEW_MODEL_MONEY_NUMBER_H

#include "model/money.h"

struct money_number {
    uint64_t digits;         /* all digits without the point */
    uint8_t decimals;        /* how many of them stand behind it */
    bool thousands_or_point; /* one mark with three digits behind it: read by guess */
};
enum { MONEY_DIGITS = 18 }; /* more digits than this are no amount */

/* The number that starts at byte i; gives its end, or 0. Groups may be set off by comma, point, apostrophe, blank or
 * no-break space. "12,-" and "12.-" end behind the dash. */
size_t money_number_read(struct str text, size_t i, enum money_style, struct money_number *out);
/* "one", "half a", "several": a number in words that calls for a multiplier or a currency; gives its end, or 0. */
size_t money_number_words(struct str text, size_t i, struct money_number *out);
/* The multiplier at byte i ("m" and "k" only glued to the number); *factor gets 1000, 1000000, ... 0: none. */
size_t money_number_factor(struct str text, size_t i, bool glued, uint64_t *factor);
/* In ten-thousandths. false when it is too large; *exact false when digits were lost. */
bool money_number_units(struct money_number, uint64_t factor, int64_t *units, bool *exact);

#endif
