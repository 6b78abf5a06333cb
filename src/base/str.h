/* A slice of bytes: pointer and length, lent, never owned and not terminated.
 *
 * Text is UTF-8 everywhere inside clew; a str may hold any bytes until it has been decoded (text/utf8.h).
 * Nothing here allocates. A str is valid as long as the memory it was cut from: the header that hands one out says
 * how long that is. {NULL, 0} is "absent"; {p, 0} is "empty".
 */
#ifndef CLEW_BASE_STR_H
#define CLEW_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *p;
    size_t n;
};

/* STR("literal") as an expression, STR_INIT("literal") in static tables. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_INIT(literal)                                                                                              \
    { "" literal, sizeof(literal) - 1 }
/* printf("%.*s", STR_ARG(s)) */
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_of(const char *zero_terminated);           /* NULL gives the absent str */
struct str str_cut(struct str s, size_t from, size_t to); /* [from, to), clamped to s */
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *zero_terminated);
bool str_ieq(struct str a, struct str b); /* ASCII letters compared without case */
int str_cmp(struct str a, struct str b);  /* byte order; <0, 0, >0 */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Position of the first `needle` at or after `from`, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
size_t str_find_byte(struct str s, char c, size_t from);
struct str str_trim(struct str s); /* without ASCII white space at both ends */
/* Cuts the part before `sep` off *rest and returns it; after the last part *rest becomes absent (p == NULL).
 *     for (struct str rest = line; rest.p;) { struct str part = str_split(&rest, ';'); ... } */
struct str str_split(struct str *rest, char sep);
/* Whole str as a decimal; false when there is any other byte or it does not fit. */
bool str_to_u64(struct str s, uint64_t *out);
bool str_to_i64(struct str s, int64_t *out);
uint64_t str_hash(struct str s); /* stable across machines and releases */
/* Length of the prefix that is UTF-8 (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF); s.n when all is.
 */
size_t str_utf8(struct str s);

bool ascii_space(char c);
bool ascii_digit(char c);
bool ascii_upper(char c);
bool ascii_lower(char c);
bool ascii_alpha(char c);
bool ascii_alnum(char c);
char ascii_to_lower(char c);

#endif
