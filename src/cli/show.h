/* Lines for people: ties, claims and passages as the case's commands print them. */
#ifndef CLEW_CLI_SHOW_H
#define CLEW_CLI_SHOW_H

#include "clew.h"

#include "base/buf.h"

const char *show_text(const clew_value *object, const char *key); /* "" when absent */
/* `    "quoted words" — file, paragraph 3 (publisher, date) [passage 12]`, the quote on one line, at most `width` wide.
 */
void show_passage(const clew_value *passage, const char *indent, int width, struct buf *);
/* One row of a ties answer: who, what, with whom; then its evidence. */
void show_tie_row(const clew_value *row, int width, struct buf *);
/* One piece of evidence: role, amount, dates, on whose word, passage. */
void show_evidence(const clew_value *tie, const char *indent, int width, struct buf *);
void show_claim(const clew_value *claim, int width, struct buf *);
/* "2 people fit ...", the list of candidates when there is doubt, and what was not read. Of every case answer. */
void show_head(const clew_value *answer, struct buf *);
void show_unread(const clew_value *answer, struct buf *);

#endif
