#include "names/crossing.h"
#include "base/embed.h"
#include "text/utf8.h"

#include <string.h>

enum { SIDES = CROSSING_SIDES, EDIT = 112 /* an edit is worth seven nats */ };

static const char *table_name(uint32_t c) {
    if (c >= 0x3b1 && c < 0x3ca) return "greek.letters";
    if (c >= 0x400 && c < 0x530) return "cyrillic.letters";
    if (c >= 0x561 && c < 0x588) return "armenian.letters";
    if (c >= 0x5d0 && c < 0x5f0) return "hebrew.letters";
    if (c >= 0x620 && c < 0x700) return "arabic.letters";
    if (c >= 0x900 && c < 0x980) return "devanagari.letters";
    if (c >= 0xe01 && c < 0xe5b) return "thai.letters";
    if (c >= 0x10d0 && c < 0x10ff) return "georgian.letters";
    if (c >= 0x3041 && c < 0x3100) return "katakana.letters";
    if (c >= 0x4e00 && c < 0xa000) return "han.letters";
    if (c >= 0xac00 && c < 0xd7a4) return "hangul.letters";
    return NULL;
}

struct parts {
    const uint16_t *rows;
    const uint8_t *signs, *pairs, *costs;
};

static struct parts parts_of(const struct crossing *t) {
    size_t side = t->letters + 1u;
    struct parts p = {.rows = (const void *)(t + 1)};
    p.signs = (const uint8_t *)(p.rows + SIDES * SIDES * SIDES);
    p.pairs = p.signs + (size_t)t->count * CROSSING_SPELT;
    p.costs = p.pairs + side * side;
    return p;
}

const struct crossing *crossing_table(struct str bytes) {
    if (bytes.n < sizeof(struct crossing)) return NULL;
    const struct crossing *t = (const void *)bytes.p;
    if (t->magic != CROSSING_MAGIC) return NULL;
    const uint8_t *end = parts_of(t).costs + (size_t)t->rows * t->columns;
    return end == (const uint8_t *)bytes.p + bytes.n ? t : NULL;
}

/* Latin letters that look like Cyrillic ones stand among these: hand-typed "i" in Ukrainian and Belarusian names. */
static uint32_t meant(const struct crossing *t, uint32_t c) {
    static const char like[] = "aаbвcсeеhнiіkкmмoоpрtтxхyу";
    if (c >= 0x3041 && c <= 0x3096) return c + 0x60; /* Hiragana is read as Katakana */
    if (c >= 0x80 || t->first < 0x400 || t->first >= 0x530) return c;
    for (const char *p = like; *p; p += 3)
        if (*p == (char)c) return utf8_decode((struct str){p + 1, 2}, 0, &(size_t){0});
    return c;
}

bool crossing_prepare_with(const struct crossing *t, struct str folded, struct crossing_word *out) {
    struct parts p = parts_of(t);
    uint8_t never = (uint8_t)(t->columns - 1), numbers[CROSSING_LETTERS];
    size_t n = 0;
    for (size_t i = 0; i < folded.n && n < CROSSING_LETTERS;) {
        uint32_t c = meant(t, utf8_decode(folded, i, &i));
        const uint8_t *sign =
            c >= t->first && c - t->first < t->count ? p.signs + (c - t->first) * CROSSING_SPELT : NULL;
        if (!sign || !*sign) numbers[n++] = 0;
        for (size_t k = 0; sign && k < CROSSING_SPELT && sign[k] && n < CROSSING_LETTERS; k++) numbers[n++] = sign[k];
    }
    *out = (struct crossing_word){.table = t, .count = (uint8_t)n};
    for (size_t i = 0; i < n; i++) {
        out->letters[i] = numbers[i] ? numbers[i] : never;
        out->pairs[i] = i + 1 < n ? p.pairs[numbers[i] * (t->letters + 1u) + numbers[i + 1]] : never;
    }
    return n > 0;
}

bool crossing_prepare(struct str folded, struct crossing_word *out) {
    size_t first = 0;
    while (first < folded.n && (unsigned char)folded.p[first] < 0x80) first++;
    if (first == folded.n || (unsigned char)folded.p[first] < 0xce) return false;
    const char *name = table_name(utf8_decode(folded, first, &(size_t){0}));
    const struct crossing *t = name ? crossing_table(embed_find(names_data, name)) : NULL;
    return t && crossing_prepare_with(t, folded, out);
}

static unsigned side_of(char c) { return ascii_lower(c) ? (unsigned)(c - 'a') + 1 : 0; }

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* One more Latin letter: old[i] and next[i] are the costs of the first i letters of the other script. Gives the least.
 */
static unsigned add_letter(const struct crossing_word *w, const uint8_t *costs, const uint16_t *old, uint16_t *next) {
    unsigned all = next[0] = (uint16_t)(old[0] + costs[0]);
    for (size_t i = 0; i < w->count; i++) {
        unsigned best = least(old[i + 1] + costs[0], old[i] + costs[w->letters[i]]);
        if (i) best = least(best, old[i - 1] + costs[w->pairs[i - 1]]);
        best = least(best, next[i] + (unsigned)CROSSING_UNSAID);
        all = least(all, best);
        next[i + 1] = (uint16_t)best;
    }
    return all;
}

void crossing_start(const struct crossing_word *w, struct crossing_row *out) {
    for (size_t i = 0; i <= w->count; i++) out->costs[i] = (uint16_t)(i * CROSSING_UNSAID);
}

unsigned crossing_step(const struct crossing_word *w, char before, char here, char after,
                       const struct crossing_row *from, struct crossing_row *out) {
    struct parts p = parts_of(w->table);
    size_t context = (side_of(before) * SIDES + side_of(here)) * SIDES + side_of(after);
    return add_letter(w, p.costs + (size_t)p.rows[context] * w->table->columns, from->costs, out->costs);
}

unsigned crossing_cost(const struct crossing_word *w, struct str latin, unsigned most) {
    struct crossing_row rows[2];
    crossing_start(w, &rows[0]);
    size_t m = latin.n < CROSSING_LATIN ? latin.n : CROSSING_LATIN;
    for (size_t j = 0; j < m; j++) {
        char before = j ? latin.p[j - 1] : 0, after = j + 1 < m ? latin.p[j + 1] : 0;
        if (crossing_step(w, before, latin.p[j], after, &rows[j % 2], &rows[(j + 1) % 2]) > most) return most + 1;
    }
    unsigned cost = rows[m % 2].costs[w->count];
    return cost <= most ? cost : most + 1;
}

unsigned crossing_distance(const struct crossing_word *w, struct str latin, unsigned most) {
    unsigned distance = crossing_cost(w, latin, (most + 1) * EDIT / 100) * 100 / EDIT;
    return distance <= most ? distance : most + 1;
}
