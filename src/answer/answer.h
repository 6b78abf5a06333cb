/* Questions to answers; no printing. Every answer is a JSON object in the arena; its shapes are in docs/answers.md.
 *
 * A question that nothing answers is no error: the answer then has "count": 0, and "unread", how many sources of the
 * case were not or not wholly read, since what was not read is part of every "not found".
 */
#ifndef CLEW_ANSWER_ANSWER_H
#define CLEW_ANSWER_ANSWER_H

#include "base/json.h"
#include "model/date.h"
#include "store/store.h"

enum { QUESTION_LIST = 16 };

struct question {
    struct str subject, other;         /* absent: none */
    struct str only[QUESTION_LIST];    /* tie types; ended by an absent one */
    struct str exclude[QUESTION_LIST]; /* tie types, names of entities, names of sources */
    struct date as_of, known_by;       /* DATE_NONE: any */
    uint32_t min_sources;              /* independent origins */
    uint32_t limit;                    /* 0: the answer's own default */
    bool time_respecting;
};

/* What all answers have in common: *out is set when they return true, and lives in the arena. */
typedef bool answer_fn(struct store *, const struct question *, struct arena *, struct json **out, struct err *);

answer_fn answer_find, answer_who, answer_ties, answer_path;
answer_fn answer_says;  /* what the subject says */
answer_fn answer_about; /* what is said of it */
answer_fn answer_ledger, answer_check, answer_sql;

/* For the files of this folder. */
/* The subject's entities, and "query", "candidates", "ambiguous", "unread" set in a new answer. *entity is the one
 * meant, or 0 when nobody is found; the answer is complete then ("count": 0). */
bool answer_begin(struct store *, struct str name, struct arena *, struct json **, int64_t *entity, struct err *);
bool answer_unread(struct store *, struct arena *, struct json *, struct err *);
bool answer_known(const struct question *, struct str published); /* known_by holds */

#endif
