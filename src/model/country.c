#include "model/country.h"

#include "base/embed.h"
#include "base/map.h"
#include "text/fold.h"

#include <assert.h>
#include <pthread.h>

enum { TERRITORIES = 320, LONGEST_NAME = 200 };

struct territory {
    const char *code, *name;
};
struct countries {
    struct arena arena;
    struct territory at[TERRITORIES];
    size_t n;
    struct map names, demonyms, codes; /* folded name, lower-case demonym, code to territory number */
};

static void put(struct map *m, struct str key, size_t territory) {
    bool fresh;
    uint64_t *slot = map_put(m, key, &fresh);
    if (fresh) *slot = territory; /* earlier tables win */
}

/* "Wallis & Futuna" and "Wallis and Futuna" are one: folding drops the sign, this the word. */
static struct str name_key(struct str name, struct arena *scratch) {
    struct str folded = fold_text(name, scratch);
    size_t at = str_find(folded, STR(" and "), 0);
    if (at == SIZE_MAX) return folded;
    return arena_printf(scratch, "%.*s%.*s", (int)at, folded.p, (int)(folded.n - at - 4), folded.p + at + 4);
}

static void put_name(struct countries *c, struct str name, size_t territory, struct arena *scratch) {
    struct str folded = name_key(name, scratch);
    if (folded.n) put(&c->names, folded, territory);
}

static size_t territory_of(struct countries *c, struct str code) {
    bool fresh;
    uint64_t *slot = map_put(&c->codes, code, &fresh);
    if (fresh) {
        assert(c->n < TERRITORIES);
        *slot = c->n;
        c->at[c->n++] = (struct territory){.code = arena_copy(&c->arena, code).p};
    }
    return (size_t)*slot;
}

/* code, demonyms, names; "=" before the first name makes it the one to show. */
static void read_words(struct countries *c, struct str line, struct arena *scratch) {
    size_t t = territory_of(c, str_split(&line, '\t'));
    struct str demonyms = str_split(&line, '\t'), names = line;
    for (struct str rest = demonyms; rest.p;) {
        struct str word = str_split(&rest, '|');
        if (word.n) put(&c->demonyms, fold_text(word, scratch), t);
    }
    if (str_starts(names, STR("="))) {
        names = str_cut(names, 1, names.n);
        size_t end = str_find_byte(names, '|', 0);
        c->at[t].name = arena_copy(&c->arena, str_cut(names, 0, end)).p;
    }
    for (struct str rest = names; rest.p;) put_name(c, str_split(&rest, '|'), t, scratch);
}

/* code, alpha-3, English name, other names. */
static void read_codes(struct countries *c, struct str line, struct arena *scratch) {
    struct str code = str_split(&line, '\t'), alpha3 = str_split(&line, '\t');
    size_t t = territory_of(c, code);
    put_name(c, code, t, scratch);
    if (alpha3.n) put_name(c, alpha3, t, scratch);
}

static void read_english(struct countries *c, struct str line, struct arena *scratch) {
    size_t t = territory_of(c, str_split(&line, '\t'));
    str_split(&line, '\t');
    struct str name = str_split(&line, '\t');
    if (!c->at[t].name) c->at[t].name = arena_copy(&c->arena, name).p;
    put_name(c, name, t, scratch);
}

static void read_others(struct countries *c, struct str line, struct arena *scratch) {
    size_t t = territory_of(c, str_split(&line, '\t'));
    str_split(&line, '\t');
    str_split(&line, '\t');
    for (struct str rest = line; rest.p;) put_name(c, str_split(&rest, '|'), t, scratch);
}

typedef void read_line(struct countries *, struct str line, struct arena *scratch);

static void read_table(struct countries *c, const char *file, read_line *read) {
    struct arena scratch = {0};
    for (struct str rest = embed_find(model_data, file); rest.p;) {
        struct str line = str_split(&rest, '\n');
        if (line.n && line.p[0] != '#') read(c, line, &scratch);
        arena_reset(&scratch);
    }
    arena_done(&scratch);
}

static struct countries table;

/* Codes first, then the words kept by hand, then CLDR's: the earlier table wins where two know a name. */
static void open_table(void) {
    read_table(&table, "countries.tsv", read_codes);
    read_table(&table, "country_words.tsv", read_words);
    read_table(&table, "countries.tsv", read_english);
    read_table(&table, "countries.tsv", read_others);
}

static const struct countries *countries(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_table);
    return &table;
}

static const char *look_up(const struct map *m, struct str key) {
    const uint64_t *t = key.n ? map_get(m, key) : NULL;
    return t ? countries()->at[*t].code : NULL;
}

/* As it is, without "the", or without what stands in brackets behind it. */
const char *country_code(struct str s) {
    const struct countries *c = countries();
    struct arena scratch = {0};
    s = str_trim(s);
    if (!s.n || s.n > LONGEST_NAME) return NULL;
    const uint64_t *exact = map_get(&c->codes, s);
    if (exact) return c->at[*exact].code;
    struct str folded = name_key(s, &scratch);
    const char *code = look_up(&c->names, folded);
    if (!code && str_starts(folded, STR("the "))) code = look_up(&c->names, str_cut(folded, 4, folded.n));
    size_t bracket = str_find_byte(s, '(', 0);
    if (!code && bracket != SIZE_MAX && bracket > 0)
        code = look_up(&c->names, name_key(str_cut(s, 0, bracket), &scratch));
    arena_done(&scratch);
    return code;
}

const char *country_name(struct str code) {
    const struct countries *c = countries();
    const uint64_t *t = map_get(&c->codes, code);
    return t ? c->at[*t].name : NULL;
}

const char *country_of_demonym(struct str word) {
    const struct countries *c = countries();
    struct arena scratch = {0};
    if (!word.n || word.n > LONGEST_NAME) return NULL;
    const char *code = look_up(&c->demonyms, fold_text(word, &scratch));
    arena_done(&scratch);
    return code;
}
