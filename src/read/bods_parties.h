/* The entities and persons of BODS statements, and those that a relationship only points at. */
#ifndef CLEW_READ_BODS_PARTIES_H
#define CLEW_READ_BODS_PARTIES_H

#include "base/json.h"
#include "read/draft.h"

void bods_entity(struct draft *, const struct json *details, struct str record);
void bods_person(struct draft *, const struct json *details, struct str record);
/* The id of a relationship's end: the record it names, or, where the statement says that nobody is named and why, an
 * entity made for this relationship alone, which holds the reason. Absent when there is neither. */
struct str bods_party(struct draft *, const struct json *party, struct str record, const char *end);

#endif
