/* Words and numbers of date expressions, for date_parse.c and date_match.c alone.
 *
 * date_tokens cuts a stretch of text into numbers, known words and marks; date_core_read reads the innermost date
 * ("12 May 1975", "May", "Q3 2020", "3-9 May") from a position in them. What stands around it ("circa", "between",
 * "last") is the business of the two callers.
 */
#ifndef CLEW_MODEL_DATE_TOKEN_H
#define CLEW_MODEL_DATE_TOKEN_H

#include "model/date.h"

enum date_word_kind {
    DATE_UNKNOWN,
    DATE_MONTH_NAME, /* value: 1 to 12 */
    DATE_WEEKDAY,    /* 1 Monday to 7 Sunday */
    DATE_SEASON,     /* 1 spring to 4 winter */
    DATE_OF,
    DATE_YEAR_WORD, /* "roku", "года": follows a year */
    DATE_ABOUT,
    DATE_BEFORE,
    DATE_AFTER,
    DATE_SINCE,
    DATE_UNTIL,
    DATE_BETWEEN,
    DATE_FROM,
    DATE_TO,
    DATE_AND,
    DATE_OR,
    DATE_EARLY, /* 1 early, 2 mid, 3 late */
    DATE_QUARTER,
    DATE_HALF,
    DATE_CENTURY,
    DATE_ORDINAL,
    DATE_CARDINAL,
    DATE_LAST,
    DATE_THIS,
    DATE_NEXT,
    DATE_AGO,
    DATE_UNIT,     /* 1 day, 2 week, 3 month, 4 year, 5 decade */
    DATE_DAY_WORD, /* days from today */
    DATE_THE
};
enum {
    DATE_WORD_SHORT = 1,     /* an abbreviation */
    DATE_WORD_AMBIGUOUS = 2, /* a word with another everyday meaning */
    DATE_WORD_CAPITAL = 4    /* English and German names have a capital, those of other languages have none */
};

struct date_word {
    const char *word; /* lower case */
    uint8_t kind;
    int8_t value;
    uint8_t flags;
};
extern const struct date_word date_words[]; /* sorted by word */
extern const size_t date_word_count;

enum date_token_kind { DATE_TOKEN_END, DATE_TOKEN_NUMBER, DATE_TOKEN_WORD, DATE_TOKEN_MARK };
struct date_token {
    size_t start, end;            /* bytes of the text */
    const struct date_word *word; /* of a known word, else NULL */
    int value;                    /* of a number of up to 8 digits, else -1 */
    uint8_t kind, digits;
    char mark;    /* '-' also for the longer dashes, '\'' for every apostrophe, 0 for other bytes */
    bool spaced;  /* white space stands before it */
    bool plural;  /* "1990s" */
    bool ordinal; /* "3rd", "1er" */
    bool capital; /* starts with an upper-case letter */
};

enum { DATE_TOKENS = 24 };
struct date_tokens {
    struct date_token at[DATE_TOKENS + 1]; /* the last one is DATE_TOKEN_END */
    size_t n;
    bool cut; /* the text goes on behind the last token */
};

/* Tokens from byte i on, at most `most`; stops at a blank line. */
void date_tokens(struct str text, size_t i, size_t most, struct date_tokens *);
const struct date_word *date_word_find(struct str word); /* any case; NULL when unknown */
bool date_token_is(const struct date_token *, enum date_word_kind);

/* A date that may lack parts: 0 is unknown. */
struct date_part {
    int year, month, day;
};
/* From the first part's first day to the last part's last day; the same part twice for a plain date. */
struct date_core {
    struct date_part first, last;
    bool ambiguous;
};
/* Reads the date at token k; gives how many tokens it took, 0 for none. */
size_t date_core_read(const struct date_tokens *, size_t k, struct date_core *);
/* Both years must be known; false when a part does not exist (31 April). */
bool date_core_range(struct date_core, struct date *out);
bool date_part_valid(struct date_part);
int date_month_length(int year, int month);

#endif
