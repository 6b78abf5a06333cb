/* Ties and claims as answers show them: each with its passage, and on whose word it rests. The JSON and its strings
 * live in the caller's arena. A store that does not answer shows as a thing that is not there; the query of the caller,
 * which gave the ids, tells the error. */
#ifndef CLEW_ANSWER_CITE_H
#define CLEW_ANSWER_CITE_H

#include "base/json.h"
#include "base/vec.h"
#include "model/date.h"
#include "store/store.h"

/* {"id","source","file","title","publisher","date","page","address","start","end","quote","text"}: start and end are
 * code points of the quote in "text", the whole passage. An id that does not exist gives an empty object. */
struct json *cite_passage(struct store *, int64_t passage, int64_t from, int64_t to, struct arena *);

/* One tie with its speaker and passage; NULL when there is none of that id. */
struct json *cite_tie(struct store *, int64_t tie, struct arena *);
/* One claim: speaker, stance, content parts, via (nested: the outer claim), what it answers and what answers it,
 * passage; NULL when there is none of that id. */
struct json *cite_claim(struct store *, int64_t claim, struct arena *);

/* Whether a claim of this rule is told by somebody in the text; a document or register speaks for itself. */
bool cite_reported(struct str rule);

/* How many of the passages are independent: those of one source, and two that share half of the
 * shorter one's four-word runs, are one origin. `passages` are JSON from cite_passage. Each gets a member "origin", a
 * number from 1. */
size_t cite_origins(struct json *const *passages, size_t n, struct arena *);

/* Whether what starts and ends at these dates holds on the day(s) of `as_of`; unknown ends hold. */
bool cite_holds(struct str start, struct str end, struct date as_of);

#endif
