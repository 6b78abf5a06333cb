#include "language/language.h"

#include "text/token.h"

#include <string.h>

/* Small words that one language uses far more than its neighbours, between blanks. */
struct profile {
    const char *lang, *words;
};
static const struct profile profiles[] = {
    {"en", " the of and to in that is was for on with by from said has were which are this "},
    {"de", " der die das und ist nicht mit von den dem ein eine auf für sich werden auch wird im zu "},
    {"fr", " le la les des et est une dans que qui pour pas sur par avec au aux du ont cette "},
    {"es", " el la los las de que y en del se por con una para su al como más está fue "},
    {"it", " il di che è la per un una non con del della dei sono nel alla gli le anche più "},
    {"pt", " o os que não uma para com do da dos das em por mais como foi ao pelo são sua "},
    {"nl", " de het een van en dat niet op voor met zijn aan ook bij worden werd naar uit om te "},
    {"pl", " nie się na jest że do przez oraz dla jego która który był jak po od są tym ma "},
    {"ru", " и в не на что с по как из это его был для от он она или также за к "},
    {"uk", " і в не на що з та як із це його був для від він вона або також за до "},
};
enum { PROFILES = sizeof profiles / sizeof *profiles };

static bool has_word(const char *words, struct str w) {
    for (const char *at = words; (at = memchr(at, ' ', strlen(at))); at++)
        if (!strncmp(at + 1, w.p, w.n) && at[1 + w.n] == ' ') return true;
    return false;
}

const char *language_guess(struct str text) {
    enum { LOOK = 16 << 10, LONGEST_WORD = 12, LEAST = 3 };
    uint32_t hits[PROFILES] = {0}, best = 0;
    size_t end = text.n < LOOK ? text.n : LOOK;
    for (size_t i = 0; i < end;) {
        while (i < end && (unsigned char)text.p[i] < 0x80 && !ascii_alnum(text.p[i])) i++;
        size_t start = i;
        while (i < end && ((unsigned char)text.p[i] >= 0x80 || ascii_alnum(text.p[i]))) i++;
        char low[LONGEST_WORD];
        size_t n = i - start;
        if (!n || n > LONGEST_WORD) continue;
        for (size_t k = 0; k < n; k++) low[k] = ascii_to_lower(text.p[start + k]);
        for (uint32_t p = 0; p < PROFILES; p++) hits[p] += has_word(profiles[p].words, (struct str){low, n});
    }
    for (uint32_t p = 1; p < PROFILES; p++)
        if (hits[p] > hits[best]) best = p;
    return hits[best] < LEAST ? "en" : profiles[best].lang;
}
