/* Lexicons: TSV tables of words and phrases, compiled into the program, editable by users.
 *
 * A file has a comment header that names its columns ("# phrase<TAB>class<TAB>..."), then one entry a line. The first
 * column is a phrase in lower case, tokens separated by one blank, matched against the lower-case tokens of the text.
 *     const struct lexicon *cues = lexicon_get(&l->lexicons, "cues");
 *     uint32_t tokens;
 *     const struct lexicon_entry *hit = lexicon_match(cues, &reading->tokens, i, &tokens);  // longest at token i
 *     if (hit && str_is(lexicon_column(hit, 1), "denies")) ...
 */
#ifndef CLEW_LANGUAGE_LEXICON_H
#define CLEW_LANGUAGE_LEXICON_H

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "text/token.h"

struct lexicon_entry {
    struct str phrase;
    const struct str *columns; /* columns[0] is the phrase */
    uint32_t column_count;
    uint32_t line; /* in its file, for explanations */
};
struct lexicon {
    struct str name;    /* file name without ".tsv" */
    struct map phrases; /* phrase -> entry number; prefixes of longer phrases -> UINT32_MAX */
    struct lexicon_entry *entries;
    uint32_t entry_count, longest; /* tokens of the longest phrase */
    uint64_t *filter;              /* bits by token_hash of first words: most tokens need no look into the map */
    uint32_t filter_mask;
};
struct lexicons {
    struct arena arena;
    struct lexicon *items;
    uint32_t count;
};

/* All built-in tables (src/language/data, embedded by the build), with the files of `folder` on top (NULL: none). */
bool lexicons_open(const char *folder, struct lexicons *, struct err *);
void lexicons_done(struct lexicons *);
const struct lexicon *lexicon_get(const struct lexicons *, const char *name); /* asserts that it exists */
/* false: no phrase begins with this token. */
static inline bool lexicon_may_begin(const struct lexicon *l, const struct token *t) {
    uint32_t bit = t->hash & l->filter_mask;
    return l->filter[bit >> 6] >> (bit & 63) & 1;
}
/* Longest entry that starts at token i within its sentence, or NULL; *tokens gets how many it covers. */
const struct lexicon_entry *lexicon_match(const struct lexicon *, const struct tokens *, uint32_t i, uint32_t *tokens);
const struct lexicon_entry *lexicon_find(const struct lexicon *, struct str phrase); /* whole phrase */
struct str lexicon_column(const struct lexicon_entry *, uint32_t i); /* absent when the line has fewer */

#endif
