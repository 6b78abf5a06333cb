/* What is worked out of a word once, so that comparing it and telling its class look at a few numbers. */
#include "names/names.h"
#include "names/vocabulary.h"
#include "text/utf8.h"

#include <endian.h>
#include <string.h>

static bool all_digits(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_digit(s.p[i])) return false;
    return s.n > 0;
}

static bool is_patronymic(struct str latin) {
    static const struct str ends[] = {
        STR_INIT("ovich"), STR_INIT("evich"), STR_INIT("ovna"),   STR_INIT("evna"), STR_INIT("ovych"),
        STR_INIT("evych"), STR_INIT("ivna"),  STR_INIT("yovych"), STR_INIT("ovic"), STR_INIT("ichna"),
        STR_INIT("oglu"),  STR_INIT("ogly"),  STR_INIT("kyzy"),   STR_INIT("gyzy"),
    };
    char last = latin.n < 7 ? 0 : latin.p[latin.n - 1];
    if (last != 'h' && last != 'a' && last != 'c' && last != 'u' && last != 'y') return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *end = latin.p + latin.n - ends[i].n;
        if (latin.n > ends[i].n + 2 && *end == *ends[i].p && memcmp(end, ends[i].p, ends[i].n) == 0) return true;
    }
    return false;
}

static uint64_t start_of(struct str s) {
    uint64_t start = 0;
    if (s.n) memcpy(&start, s.p, s.n < sizeof start ? s.n : sizeof start);
    return be64toh(start);
}

/* Particles that stand for each other: articles of Arabic names, words for "son of", words for "of". */
static uint8_t particle_number(struct str s) {
    static const char *const article[] = {"al", "el", "ul", "ad", "as", "ar", "at", "an", "az", "ash", "ur", NULL};
    static const char *const son[] = {"bin", "ben", "ibn", "ould", "wuld", NULL};
    static const char *const of[] = {"de",  "di",    "da",  "do",  "of", "von", "van",
                                     "del", "della", "dos", "des", "du", NULL};
    const char *const *const lists[] = {[NAME_ARTICLE] = article, [NAME_SON] = son, [NAME_OF] = of};
    for (uint8_t k = NAME_ARTICLE; k <= NAME_OF; k++)
        for (const char *const *list = lists[k]; *list; list++)
            if (**list == *s.p && str_is(s, *list)) return k;
    return 0;
}

void name_token_prepare(struct name_token *t) {
    t->folded_start = start_of(t->folded);
    t->sound_start = start_of(t->sound);
    t->is_latin = t->folded.p == t->latin.p ? t->folded.n == t->latin.n : str_eq(t->folded, t->latin);
    edit_prepare(t->latin, &t->edit);
    t->nicks = t->known ? t->known->nicks : 0;
    t->term = t->known ? t->known->term : 0;
    bool light = t->known && t->known->flags & (VOCABULARY_PARTICLE | VOCABULARY_STOP | VOCABULARY_TITLE);
    t->particle = light ? particle_number(t->folded) : 0;
    t->digits = all_digits(t->folded);
    t->single = t->latin.n == 1 && utf8_count(t->folded) == 1;
    t->patronymic = is_patronymic(t->latin);
    t->prepared = true;
}
