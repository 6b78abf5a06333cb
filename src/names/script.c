#include "names/script.h"
#include "base/embed.h"
#include "text/utf8.h"

#include <string.h>

enum { HANGUL = 0xac00, HANGUL_END = 0xd7a4, JAMO_VOWELS = 21, JAMO_ENDS = 28 };

size_t script_letters(struct str folded, uint32_t out[SCRIPT_LETTERS]) {
    size_t n = 0;
    for (size_t i = 0; i < folded.n && n + 3 <= SCRIPT_LETTERS;) {
        uint32_t c = utf8_decode(folded, i, &i);
        if (c < HANGUL || c >= HANGUL_END) {
            out[n++] = c;
            continue;
        }
        c -= HANGUL;
        out[n++] = 0x1100 + c / (JAMO_VOWELS * JAMO_ENDS);
        out[n++] = 0x1161 + c / JAMO_ENDS % JAMO_VOWELS;
        if (c % JAMO_ENDS) out[n++] = 0x11a7 + c % JAMO_ENDS;
    }
    return n;
}

static const char *table_name(uint32_t c) {
    if (c >= 0x400 && c < 0x530) return "cyrillic.script";
    if (c >= 0x590 && c < 0x600) return "hebrew.script";
    if ((c >= 0x600 && c < 0x780) || (c >= 0xfb50 && c < 0xfe00)) return "arabic.script";
    if (c >= 0x3040 && c < 0x3100) return "katakana.script";
    if (c >= 0x4e00 && c < 0xa000) return "han.script";
    if (c >= HANGUL && c < HANGUL_END) return "hangul.script";
    return NULL;
}

const struct script *script_of(struct str folded) {
    if (folded.n < 2 || (unsigned char)folded.p[0] < 0xd0) return NULL;
    const char *name = table_name(utf8_decode(folded, 0, &(size_t){0}));
    struct str bytes = name ? embed_find(names_data, name) : (struct str){0};
    if (bytes.n < sizeof(struct script)) return NULL;
    const struct script *s = (const void *)bytes.p;
    return s->magic == SCRIPT_MAGIC ? s : NULL;
}

static const struct script_chunk *chunks_of(const struct script *s) { return (const void *)(s + 1); }
static const struct script_entry *entries_of(const struct script *s) {
    return (const void *)(chunks_of(s) + s->chunks + 1);
}

/* Hiragana is read as Katakana. */
static uint32_t as_trained(uint32_t c) { return c >= 0x3041 && c <= 0x3096 ? c + 0x60 : c; }

static const struct script_chunk *find_chunk(const struct script *s, uint32_t a, uint32_t b) {
    const struct script_chunk *chunks = chunks_of(s);
    uint32_t from = 0, to = s->chunks;
    while (from < to) {
        uint32_t middle = (from + to) / 2;
        const struct script_chunk *c = &chunks[middle];
        if (c->letters[0] < a || (c->letters[0] == a && c->letters[1] < b)) from = middle + 1;
        else to = middle;
    }
    return from < s->chunks && chunks[from].letters[0] == a && chunks[from].letters[1] == b ? &chunks[from] : NULL;
}

static size_t latin_length(const struct script_entry *e) {
    size_t n = 0;
    while (n < SCRIPT_CHUNK && e->latin[n]) n++;
    return n;
}

struct spelling {
    unsigned cost;
    uint8_t n;
    char text[2 * SCRIPT_LETTERS + SCRIPT_CHUNK];
};

/* Keeps the cheapest SCRIPT_BEAM different spellings, cheapest first; of equal cost the first in the alphabet. */
static void keep(struct spelling *beam, size_t *n, const struct spelling *from, const struct script_entry *e) {
    size_t length = latin_length(e);
    if (from->n + length > 2 * SCRIPT_LETTERS) return;
    struct spelling next = *from;
    memcpy(next.text + next.n, e->latin, length);
    next.n = (uint8_t)(next.n + length);
    next.cost += e->cost;
    for (size_t i = 0; i < *n; i++)
        if (beam[i].n == next.n && memcmp(beam[i].text, next.text, next.n) == 0) {
            if (beam[i].cost <= next.cost) return;
            memmove(&beam[i], &beam[i + 1], (*n - i - 1) * sizeof *beam);
            (*n)--;
            break;
        }
    size_t at = *n;
    while (at > 0 && beam[at - 1].cost > next.cost) at--;
    if (at == SCRIPT_BEAM) return;
    if (*n == SCRIPT_BEAM) (*n)--;
    memmove(&beam[at + 1], &beam[at], (*n - at) * sizeof *beam);
    beam[at] = next;
    (*n)++;
}

/* The best way to read a word up to one of its letters: its last chunk's cheapest reading. */
struct step {
    const struct script_entry *last;
    unsigned cost;
    uint8_t chunk, n; /* letters of that chunk; Latin letters up to here */
};

/* The cheapest spelling alone needs no beam: it goes on from the cheapest up to each letter. False when it is too long
 * for one of the beam, which then takes another. */
static bool read_cheapest(const struct script *s, const uint32_t *letters, size_t n, struct step steps[]) {
    steps[0] = (struct step){0};
    for (size_t end = 1; end <= n; end++) {
        steps[end] = (struct step){.cost = UINT32_MAX};
        for (size_t length = end > 1 ? 2 : 1; length >= 1; length--) {
            const struct step *from = &steps[end - length];
            if (from->cost == UINT32_MAX) continue;
            const struct script_chunk *c =
                find_chunk(s, as_trained(letters[end - length]), length == 2 ? as_trained(letters[end - 1]) : 0);
            if (!c || c->first == c[1].first) continue;
            const struct script_entry *e = &entries_of(s)[c->first];
            size_t latin = from->n + latin_length(e);
            if (latin > 2 * SCRIPT_LETTERS) return false;
            if (from->cost + e->cost >= steps[end].cost) continue;
            steps[end] = (struct step){e, from->cost + e->cost, (uint8_t)length, (uint8_t)latin};
        }
    }
    return true;
}

static struct str spelling_of(const struct step *steps, size_t n, struct arena *arena) {
    size_t length = steps[n].n;
    char *text = arena_raw(arena, length + 1);
    text[length] = 0;
    for (size_t at = n; at; at -= steps[at].chunk) {
        size_t latin = latin_length(steps[at].last);
        memcpy(text + steps[at].n - latin, steps[at].last->latin, latin);
    }
    return (struct str){text, length};
}

size_t script_latin(const struct script *s, struct str folded, size_t most, struct arena *arena, struct str *out,
                    unsigned *cost) {
    uint32_t letters[SCRIPT_LETTERS];
    size_t n = script_letters(folded, letters);
    struct step steps[SCRIPT_LETTERS + 1];
    if (most <= 1 && n && read_cheapest(s, letters, n, steps)) {
        if (steps[n].cost == UINT32_MAX) return 0;
        if (cost) *cost = steps[n].cost;
        if (most) *out = spelling_of(steps, n, arena);
        return most;
    }
    struct spelling beams[3][SCRIPT_BEAM]; /* of the ends i, i + 1, i + 2 */
    size_t counts[3] = {1, 0, 0};
    beams[0][0] = (struct spelling){0};
    for (size_t i = 0; i < n; i++) {
        for (size_t length = 1; length <= 2 && i + length <= n; length++) {
            const struct script_chunk *c =
                find_chunk(s, as_trained(letters[i]), length == 2 ? as_trained(letters[i + 1]) : 0);
            if (!c) continue;
            for (size_t k = 0; k < counts[i % 3]; k++)
                for (uint32_t e = c->first; e < c[1].first && e < c->first + SCRIPT_BEAM; e++)
                    keep(beams[(i + length) % 3], &counts[(i + length) % 3], &beams[i % 3][k], &entries_of(s)[e]);
        }
        counts[i % 3] = 0;
    }
    size_t found = counts[n % 3] < most ? counts[n % 3] : most;
    if (n == 0) return 0;
    for (size_t k = 0; k < found; k++)
        out[k] = arena_copy(arena, (struct str){beams[n % 3][k].text, beams[n % 3][k].n});
    if (counts[n % 3] && cost) *cost = beams[n % 3][0].cost;
    return found;
}
