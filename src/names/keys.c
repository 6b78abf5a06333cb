/* Keys for blocking: the rare words of a name as they sound, their consonants, and pairs of what is common. */
#include "names/names.h"
#include "names/sound.h"
#include "names/vocabulary.h"

static bool carries(const struct name_token *t) {
    return t->class != NAME_PARTICLE && t->class != NAME_TITLE && t->class != NAME_LEGAL_FORM &&
           t->class != NAME_INITIAL;
}

static void add_key(struct str key, struct str keys[NAME_KEYS], size_t *n) {
    if (*n == NAME_KEYS || key.n < 2) return;
    for (size_t i = 0; i < *n; i++)
        if (str_eq(keys[i], key)) return;
    keys[(*n)++] = key;
}

/* Words by falling weight; their order in the name breaks ties. */
static size_t by_weight(const struct name *name, const struct name_token *out[NAME_TOKENS]) {
    size_t n = 0;
    for (uint32_t i = 0; i < name->count; i++) {
        const struct name_token *t = &name->tokens[i];
        if (!carries(t)) continue;
        size_t at = n++;
        for (; at > 0 && out[at - 1]->weight < t->weight; at--) out[at] = out[at - 1];
        out[at] = t;
    }
    return n;
}

static struct str initials_key(const struct name *name, struct arena *arena) {
    char letters[NAME_TOKENS];
    size_t n = 0;
    for (uint32_t i = 0; i < name->count; i++) {
        const struct name_token *t = &name->tokens[i];
        if (t->class != NAME_PARTICLE && t->class != NAME_LEGAL_FORM && t->latin.n) letters[n++] = t->latin.p[0];
    }
    return n >= 3 ? arena_printf(arena, ".%.*s", (int)n, letters) : (struct str){0};
}

static struct str joined_key(const struct name *name, struct arena *arena) {
    char *text = arena_new(arena, NAME_TOKENS * NAME_TOKEN_BYTES);
    size_t n = 0, words = 0;
    for (uint32_t i = 0; i < name->count; i++) {
        const struct name_token *t = &name->tokens[i];
        if (t->class == NAME_TITLE || t->class == NAME_LEGAL_FORM) continue;
        for (size_t k = 0; k < t->latin.n; k++) text[n++] = t->latin.p[k];
        words++;
    }
    return words > 1 ? sound_frame(sound_of((struct str){text, n}, arena), arena) : (struct str){0};
}

size_t name_keys(const struct name *name, struct arena *arena, struct str keys[NAME_KEYS]) {
    const struct name_token *words[NAME_TOKENS];
    size_t count = by_weight(name, words), n = 0;
    for (size_t i = 0; i < count && i < 5; i++) {
        struct str frame = sound_frame(words[i]->sound, arena);
        add_key(frame.n >= 3 ? frame : words[i]->sound, keys, &n);
        if (i < 3) add_key(words[i]->sound, keys, &n);
    }
    add_key(joined_key(name, arena), keys, &n);
    for (uint32_t i = 0; i < name->count; i++) /* an abbreviation meets the first letters of what it stands for */
        if (name->tokens[i].latin.n >= 3 && name->tokens[i].latin.n <= 5 && name->kind != NAME_PERSON)
            add_key(arena_printf(arena, ".%.*s", STR_ARG(name->tokens[i].latin)), keys, &n);
    add_key(initials_key(name, arena), keys, &n);
    return n;
}
