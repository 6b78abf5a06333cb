/* The remarks of OFAC entries: "DOB 12 May 1966; POB Damascus, Syria; nationality Syria; Passport N123 (Syria);
 * Linked To: SOME COMPANY LTD." taken apart into values of the entity and ties. What is not known goes to `notes`.
 */
#ifndef CLEW_READ_OFAC_REMARKS_H
#define CLEW_READ_OFAC_REMARKS_H

#include "read/draft.h"

/* continued: the text goes on where another was cut, so its first part cannot be understood and is only noted. */
void ofac_remarks(struct draft *, struct entity *, struct str remarks, bool continued);
/* Does this look like remarks (for recognising the comments file)? */
bool ofac_remarks_like(struct str);
/* Somebody who is only named: "Linked To: X". The id is derived from the name, so that all who are linked to X share
 * it. */
struct entity *ofac_named(struct draft *, struct str name);

#endif
