#include "language/lexicon.h"

#include "base/embed.h"
#include "base/file.h"
#include "base/vec.h"

#include <assert.h>
#include <string.h>

enum { PHRASE_BYTES = 256, LEXICON_FILE_CEILING = 64 << 20 };

struct building {
    struct lexicon lexicon;
    struct vec entries; /* struct lexicon_entry; a taken-away one keeps its place with an absent phrase */
};

/* Enters the phrase and, for the longest match, every prefix of whole tokens. */
static void enter(struct building *b, struct str phrase, uint64_t number) {
    uint32_t tokens = 1;
    for (size_t i = 0; i < phrase.n; i++) {
        if (phrase.p[i] != ' ') continue;
        bool fresh;
        uint64_t *v = map_put(&b->lexicon.phrases, str_cut(phrase, 0, i), &fresh);
        if (fresh) *v = UINT32_MAX;
        tokens++;
    }
    *map_put(&b->lexicon.phrases, phrase, NULL) = number;
    if (tokens > b->lexicon.longest) b->lexicon.longest = tokens;
}

static void take_away(struct building *b, struct str phrase) {
    uint64_t *v = map_get(&b->lexicon.phrases, phrase);
    if (!v || *v == UINT32_MAX) return;
    VEC_AT(&b->entries, struct lexicon_entry, *v)->phrase = (struct str){0};
    *v = UINT32_MAX;
}

static void read_line(struct building *b, struct arena *a, struct str line, uint32_t number) {
    enum { COLUMNS = 16 };
    struct str columns[COLUMNS], rest = line;
    uint32_t count = 0;
    while (rest.p && count < COLUMNS) columns[count++] = str_split(&rest, '\t');
    columns[0] = str_trim(columns[0]);
    if (!columns[0].n || columns[0].n >= PHRASE_BYTES) return;
    struct lexicon_entry *e = vec_push(&b->entries);
    struct str *kept = arena_array(a, count, sizeof *kept);
    memcpy(kept, columns, count * sizeof *kept);
    *e = (struct lexicon_entry){columns[0], kept, count, number};
    enter(b, columns[0], b->entries.n - 1);
}

static void read_table(struct building *b, struct arena *a, struct str text) {
    uint32_t number = 0;
    for (struct str rest = text; rest.p;) {
        struct str line = str_split(&rest, '\n');
        number++;
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        if (!line.n || line.p[0] == '#') continue;
        if (line.p[0] == '-' && line.n > 1) {
            struct str columns = str_cut(line, 1, line.n);
            take_away(b, str_trim(str_split(&columns, '\t')));
        } else read_line(b, a, line, number);
    }
}

static bool read_user_table(const char *folder, struct building *b, struct arena *a, struct err *e) {
    struct str path = arena_printf(a, "%s/%.*s.tsv", folder, STR_ARG(b->lexicon.name));
    if (file_kind(path.p) != FILE_REGULAR) return true;
    struct file f;
    if (!file_read(path.p, LEXICON_FILE_CEILING, &f, e)) return false;
    read_table(b, a, arena_copy(a, f.bytes));
    file_done(&f);
    return true;
}

/* Sixteen bits an entry: one look in sixteen that finds nothing passes. */
static void make_filter(struct building *b, struct arena *a) {
    uint32_t bits = 1024;
    while (bits < 16 * b->entries.n && bits < 1u << 30) bits *= 2;
    b->lexicon.filter = arena_array(a, bits / 64, sizeof *b->lexicon.filter);
    b->lexicon.filter_mask = bits - 1;
    for (size_t i = 0; i < b->entries.n; i++) {
        struct str phrase = VEC_AT(&b->entries, struct lexicon_entry, i)->phrase;
        uint32_t bit = token_hash(str_cut(phrase, 0, str_find_byte(phrase, ' ', 0))) & b->lexicon.filter_mask;
        b->lexicon.filter[bit >> 6] |= (uint64_t)1 << (bit & 63);
    }
}

static void finish(struct building *b, struct arena *a, struct lexicon *out) {
    size_t n;
    make_filter(b, a);
    b->lexicon.entries = vec_take(&b->entries, a, &n);
    b->lexicon.entry_count = (uint32_t)n;
    *out = b->lexicon;
}

bool lexicons_open(const char *folder, struct lexicons *l, struct err *e) {
    *l = (struct lexicons){0};
    if (folder && file_kind(folder) != FILE_FOLDER)
        return err_set(e, ERR_USAGE, "%s is no folder; name the folder that holds your lexicons", folder);
    uint32_t files = 0;
    while (language_data[files].name.p) files++;
    l->items = arena_array(&l->arena, files, sizeof *l->items);
    bool ok = true;
    for (uint32_t i = 0; i < files && ok; i++) {
        struct str name = language_data[i].name;
        if (!str_ends(name, STR(".tsv"))) continue;
        struct building b = {.entries = VEC(struct lexicon_entry)};
        b.lexicon.name = str_cut(name, 0, name.n - 4);
        read_table(&b, &l->arena, language_data[i].bytes);
        ok = !folder || read_user_table(folder, &b, &l->arena, e);
        finish(&b, &l->arena, &l->items[l->count++]);
    }
    if (!ok) lexicons_done(l);
    return ok;
}

void lexicons_done(struct lexicons *l) {
    for (uint32_t i = 0; i < l->count; i++) map_done(&l->items[i].phrases);
    arena_done(&l->arena);
    *l = (struct lexicons){0};
}

const struct lexicon *lexicon_get(const struct lexicons *l, const char *name) {
    for (uint32_t i = 0; i < l->count; i++)
        if (str_is(l->items[i].name, name)) return &l->items[i];
    assert(!"no lexicon of that name is compiled in");
    return NULL;
}

const struct lexicon_entry *lexicon_match(const struct lexicon *l, const struct tokens *t, uint32_t i,
                                          uint32_t *tokens) {
    char key[PHRASE_BYTES];
    size_t n = 0;
    if (!lexicon_may_begin(l, &t->token[i])) return NULL;
    uint32_t end = t->sentence[t->token[i].sentence].end_token;
    const struct lexicon_entry *best = NULL;
    for (uint32_t k = i; k < end && k - i < l->longest; k++) {
        struct str word = t->token[k].lower;
        if (n + word.n + 1 >= sizeof key) break;
        if (n) key[n++] = ' ';
        memcpy(key + n, word.p, word.n);
        n += word.n;
        const uint64_t *v = map_get(&l->phrases, (struct str){key, n});
        if (!v) break;
        if (*v == UINT32_MAX) continue;
        best = &l->entries[*v];
        *tokens = k - i + 1;
    }
    return best;
}

const struct lexicon_entry *lexicon_find(const struct lexicon *l, struct str phrase) {
    const uint64_t *v = map_get(&l->phrases, phrase);
    return v && *v != UINT32_MAX ? &l->entries[*v] : NULL;
}

struct str lexicon_column(const struct lexicon_entry *e, uint32_t i) {
    return i < e->column_count ? e->columns[i] : (struct str){0};
}
