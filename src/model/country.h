/* Countries and territories: names, adjectives and codes in many languages to ISO 3166-1 alpha-2, lower case, as
 * FollowTheMoney writes them ("de", "gb", "eu", "suhh" for the Soviet Union). */
#ifndef CLEW_MODEL_COUNTRY_H
#define CLEW_MODEL_COUNTRY_H

#include "base/str.h"

/* "Deutschland", "Федеративная Республика Германия", "DEU", "de", "Germany" give "de"; NULL for none. Static. */
const char *country_code(struct str name_or_code);
/* The English short name of a code, static; NULL for none. */
const char *country_name(struct str code);
/* "German", "Russian": the country of an English demonym; NULL for none. */
const char *country_of_demonym(struct str word);

#endif
