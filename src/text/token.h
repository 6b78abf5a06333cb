/* A text cut into tokens, sentences and paragraphs, each a byte range of the text; one pass, no memory but the result.
 *
 * Tokens cover everything but white space. Words keep what belongs together: "U.S.", "e-mail", "O'Neill", "3.5",
 * "1,000", "a.b@example.org", "http://example.org/x"; "don't" is "do" "n't" and "Smith's" is "Smith" "'s". Sentences
 * end at . ! ? … and at paragraph ends; not after abbreviations (text/data/abbreviations.tsv), initials, or before a
 * lower-case letter; a closing quote belongs to the sentence it closes. A paragraph ends at a blank line; a line break
 * inside a paragraph ends a sentence only after a heading-like line.
 */
#ifndef CLEW_TEXT_TOKEN_H
#define CLEW_TEXT_TOKEN_H

#include "base/arena.h"
#include "base/str.h"

enum token_kind {
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_PUNCT,
    TOKEN_QUOTE_OPEN,
    TOKEN_QUOTE_CLOSE,
    TOKEN_SYMBOL,
    TOKEN_ADDRESS
};
enum token_shape { SHAPE_LOWER, SHAPE_TITLE, SHAPE_UPPER, SHAPE_MIXED, SHAPE_OTHER }; /* of a word's letters */

struct token {
    uint32_t start, end; /* bytes, half-open */
    uint32_t sentence, paragraph;
    struct str lower; /* the word in lower case (full Unicode), in the arena or lent */
    uint8_t kind, shape;
    bool space_before; /* white space stands before it */
    uint32_t hash;     /* of `lower`, see token_hash */
};
struct sentence {
    uint32_t start, end;             /* bytes without white space at the ends */
    uint32_t first_token, end_token; /* half-open */
    uint32_t paragraph;
};
struct paragraph {
    uint32_t start, end;
    uint32_t first_sentence, end_sentence;
};
struct tokens {
    struct str text; /* lent */
    struct token *token;
    struct sentence *sentence;
    struct paragraph *paragraph;
    uint32_t token_count, sentence_count, paragraph_count;
};

/* `text` is valid UTF-8 of less than 4 GiB and must live as long as the result. */
void token_split(struct str text, struct arena *, struct tokens *out);
struct str token_text(const struct tokens *, uint32_t i);
uint32_t token_hash(struct str lower);

#endif
