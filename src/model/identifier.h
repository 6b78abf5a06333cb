/* Identifiers with their checksums: found in running text, or validated and normalised in records. */
#ifndef CLEW_MODEL_IDENTIFIER_H
#define CLEW_MODEL_IDENTIFIER_H

#include "base/arena.h"
#include "base/str.h"

enum identifier_kind {
    ID_NONE,
    ID_IBAN,
    ID_BIC,
    ID_LEI,
    ID_IMO,
    ID_MMSI,
    ID_ISIN,
    ID_INN,
    ID_OGRN,
    ID_BTC,
    ID_ETH,
    ID_TRON,
    ID_VAT,
    ID_EMAIL,
    ID_DOMAIN,
    ID_URL,
    ID_PHONE,
    ID_WIKIDATA,
    ID_IP
};
/* "IBAN", "LEI", "IMO", ...; the contract's labels: WALLET for the three chains. Static. */
const char *identifier_name(enum identifier_kind);

/* The whole str is a valid one of that kind (its checksum holds); *norm gets the normal form in the arena. */
bool identifier_valid(enum identifier_kind, struct str, struct arena *, struct str *norm);
/* The identifier that starts at byte i of running text: gives its end byte and kind, or 0. Only what has a checksum or
 * an unmistakable form is found. A quick first look at the byte makes most calls cheap. */
size_t identifier_match(struct str text, size_t i, struct arena *, enum identifier_kind *, struct str *norm);

#endif
