/* One check a kind of identifier, for identifier.c: the whole str is valid, *norm gets the normal form. */
#ifndef CLEW_MODEL_IDENTIFIER_CHECK_H
#define CLEW_MODEL_IDENTIFIER_CHECK_H

#include "model/identifier.h"

typedef bool identifier_check(struct str, struct arena *, struct str *norm);
identifier_check identifier_check_iban, identifier_check_bic, identifier_check_lei, identifier_check_isin;
identifier_check identifier_check_imo, identifier_check_mmsi, identifier_check_inn, identifier_check_ogrn;
identifier_check identifier_check_vat;
identifier_check identifier_check_btc, identifier_check_eth, identifier_check_tron;
identifier_check identifier_check_email, identifier_check_domain, identifier_check_url, identifier_check_phone;
identifier_check identifier_check_wikidata, identifier_check_ip;

enum { IDENTIFIER_LONGEST = 2048 /* bytes of a URL; others are far shorter */ };

/* Without blanks, points, dashes and the like, letters in upper case; absent when more than `most` characters remain
 * or another byte stands in it. */
struct str identifier_check_compact(struct str, size_t most, struct arena *);
bool identifier_check_digits(struct str, size_t least, size_t most);
bool identifier_check_tld(struct str label); /* lower case */
bool identifier_check_luhn(struct str digits);

#endif
