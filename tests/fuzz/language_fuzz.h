/* Any bytes as text, read by the built-in language. */
#ifndef CLEW_TESTS_LANGUAGE_FUZZ_H
#define CLEW_TESTS_LANGUAGE_FUZZ_H

#include "fuzz.h"
#include "language/language.h"
#include "text/charset.h"

/* Opened once: the tables take longer than a reading. */
static inline const struct language *language_fuzz(void) {
    static struct language *language;
    struct err e = {0};
    if (!language) FUZZ_CHECK(language_open(NULL, &language, &e));
    return language;
}

/* The reading's text is in the arena too. */
static inline void language_fuzz_read(const uint8_t *bytes, size_t n, struct arena *a, struct reading *out) {
    struct charset_text decoded;
    charset_decode((struct str){(const char *)bytes, n}, STR("UTF-8"), a, &decoded);
    language_read(language_fuzz(), decoded.text, (struct date){.precision = DATE_NONE}, a, out);
}

#endif
