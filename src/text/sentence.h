/* The second half of token_split: sentences and paragraphs over finished tokens. Nothing outside src/text includes
 * this. */
#ifndef CLEW_TEXT_SENTENCE_H
#define CLEW_TEXT_SENTENCE_H

#include "text/token.h"

/* Fills sentence and paragraph of `t`, whose tokens know their paragraph, and the sentence of every token. */
void sentence_split(struct tokens *t, struct arena *);

/* The class of an abbreviation written with its point ("mr." gives "title"), or the absent str. */
struct str abbreviation_class(struct str lower);
/* "prefix" for "anti", "suffix" for "based": parts that a hyphen ties to a name without becoming part of it. */
struct str compound_class(struct str lower);

#endif
