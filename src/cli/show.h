/* Lines for people: ties, claims and passages as the case's commands print them. */
#ifndef CLEW_CLI_SHOW_H
#define CLEW_CLI_SHOW_H

#include "clew.h"

#include "base/buf.h"

const char *show_text(const clew_value *object, const char *key); /* "" when absent */
/* Two lines: the quoted words, cut at `width`; then file, page, address (publisher, date) [passage id]. */
void show_passage(const clew_value *passage, const char *indent, int width, struct buf *);
/* One row of a ties answer: who, what, with whom; then its evidence. */
void show_tie_row(const clew_value *row, int width, struct buf *);
/* One piece of evidence: role, amount, dates, on whose word, passage. */
void show_evidence(const clew_value *tie, const char *indent, int width, struct buf *);
void show_claim(const clew_value *claim, int width, struct buf *);
/* Who is meant, and who else it may be. */
void show_head(const clew_value *answer, struct buf *);
/* How many sources could not be read whole, if any. */
void show_unread(const clew_value *answer, struct buf *);

#endif
