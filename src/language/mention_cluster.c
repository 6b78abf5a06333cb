#include "language/mention.h"

#include <string.h>

/* Clusters: the mentions of one person, organisation or place within the document.
 *
 * Every cluster enters the keys by which a later mention may find it (full name, first and last name, surname alone,
 * acronym, short form); the newest cluster wins a key that is not a full name. */

enum { KEY_BYTES = 512 };

struct cluster_work {
    struct mention_work *work;
    struct map keys;     /* kind and words -> cluster number */
    struct vec clusters; /* struct cluster */
    struct vec lengths;  /* uint32_t: tokens of the cluster's fullest form */
};

/* Kinds of keys. */
#define KEY_FULL 'F'    /* label and all words */
#define KEY_ENDS 'E'    /* first and last word of a person */
#define KEY_INITIAL 'I' /* initial and surname, from a person written with the whole given name */
#define KEY_SHORT 'J'   /* initial and surname, from a person written so */
#define KEY_PART 'P'    /* surname, or given name, of a person known by both */
#define KEY_ALONE 'A'   /* one word of a person not yet known by more */
#define KEY_ACRONYM 'C'
#define KEY_HEAD 'H' /* first word or words of an organisation */

struct key {
    char bytes[KEY_BYTES];
    size_t n;
};

static struct key key_of(char kind) { return (struct key){{kind}, 1}; }
static void key_add(struct key *k, struct str word) {
    while (word.n > 1 && word.p[word.n - 1] == '.') word.n--;
    if (k->n + word.n + 1 > KEY_BYTES) return; /* names that long differ before */
    k->bytes[k->n++] = ' ';
    memcpy(k->bytes + k->n, word.p, word.n);
    k->n += word.n;
}
static void key_add_initial(struct key *k, struct str word) {
    size_t n = 1;
    while (n < word.n && ((unsigned char)word.p[n] & 0xc0) == 0x80) n++;
    key_add(k, str_cut(word, 0, n));
}

static uint32_t look_up(const struct cluster_work *c, const struct key *k) {
    const uint64_t *v = map_get(&c->keys, (struct str){k->bytes, k->n});
    return v ? (uint32_t)*v : NO_INDEX;
}
static void enter(struct cluster_work *c, const struct key *k, uint32_t cluster) {
    *map_put(&c->keys, (struct str){k->bytes, k->n}, NULL) = cluster;
}

/* The words of a mention that tell it from others: without "the" and, for organisations, without legal forms. */
struct words {
    uint32_t first, end, count;
};
static struct words words_of(const struct cluster_work *c, const struct mention *m) {
    const struct tokens *t = c->work->tokens;
    struct words w = {m->first_token, m->end_token, 0};
    if (w.first + 1 < w.end && token_is(t, w.first, "the")) w.first++;
    if (m->label == LABEL_ORG)
        while (w.end > w.first + 1 && c->work->cues[w.end - 1] & CUE_LEGAL) w.end--;
    /* A particle at the front belongs to the surname: "van der Berg" is one name, not three. */
    uint32_t name = w.first;
    if (m->label == LABEL_PER)
        while (name + 1 < w.end && c->work->cues[name] & CUE_PARTICLE) name++;
    w.count = name > w.first ? 1 : w.end - w.first;
    return w;
}
static struct str word(const struct cluster_work *c, uint32_t i) { return c->work->tokens->token[i].lower; }

static struct key full_key(const struct cluster_work *c, const struct mention *m, struct words w) {
    struct key k = key_of(KEY_FULL);
    k.bytes[k.n++] = (char)('0' + m->label);
    for (uint32_t i = w.first; i < w.end; i++) key_add(&k, word(c, i));
    return k;
}
static struct key pair_key(const struct cluster_work *c, char kind, struct words w) {
    struct key k = key_of(kind);
    if (kind == KEY_ENDS) key_add(&k, word(c, w.first));
    else key_add_initial(&k, word(c, w.first));
    key_add(&k, word(c, w.end - 1));
    return k;
}
static struct key word_key(const struct cluster_work *c, char kind, uint32_t token) {
    struct key k = key_of(kind);
    key_add(&k, word(c, token));
    return k;
}

static bool is_initial(struct str s) { return s.n == 1 || (s.n == 2 && s.p[1] == '.'); }

static char gender_of_cues(uint32_t cues) {
    bool male = cues & CUE_MALE, female = cues & CUE_FEMALE;
    return male == female ? 0 : male ? 'm' : 'f';
}

/* What a title before the name says: "Mrs", "spokesman". */
static char gender_of_title(const struct cluster_work *c, uint32_t first) {
    const struct lexicon *titles = lexicon_get(&c->work->language->lexicons, "titles");
    if (!first || !(c->work->cues[first - 1] & (CUE_HONORIFIC | CUE_ROLE))) return 0;
    const struct lexicon_entry *e = lexicon_find(titles, word(c, first - 1));
    struct str g = e ? lexicon_column(e, 2) : (struct str){0};
    return g.n ? g.p[0] : 0;
}

static uint32_t find_person(const struct cluster_work *c, const struct mention *m, struct words w) {
    struct key k = full_key(c, m, w);
    uint32_t hit = w.count > 1 ? look_up(c, &k) : NO_INDEX;
    if (hit != NO_INDEX) return hit;
    if (w.count == 1) {
        k = word_key(c, KEY_PART, w.end - 1);
        hit = look_up(c, &k);
        char title = gender_of_title(c, m->first_token);
        if (hit != NO_INDEX && title) {
            char known = VEC_AT(&c->clusters, struct cluster, hit)->gender;
            if (known && known != title) hit = NO_INDEX;
        }
        if (hit != NO_INDEX) return hit;
        k = word_key(c, KEY_ALONE, w.end - 1);
        return look_up(c, &k);
    }
    k = pair_key(c, KEY_ENDS, w);
    if ((hit = look_up(c, &k)) != NO_INDEX) return hit;
    k = pair_key(c, is_initial(word(c, w.first)) ? KEY_INITIAL : KEY_SHORT, w);
    if ((hit = look_up(c, &k)) != NO_INDEX) return hit;
    k = word_key(c, KEY_ALONE, w.end - 1);
    return look_up(c, &k);
}

static void enter_person(struct cluster_work *c, const struct mention *m, struct words w, uint32_t cluster) {
    struct key k = full_key(c, m, w);
    enter(c, &k, cluster);
    if (w.count == 1) {
        struct key part = word_key(c, KEY_PART, w.end - 1);
        k = word_key(c, KEY_ALONE, w.end - 1);
        if (look_up(c, &k) == NO_INDEX && look_up(c, &part) == NO_INDEX) enter(c, &k, cluster);
        return;
    }
    k = pair_key(c, KEY_ENDS, w);
    enter(c, &k, cluster);
    k = pair_key(c, is_initial(word(c, w.first)) ? KEY_SHORT : KEY_INITIAL, w);
    enter(c, &k, cluster);
    k = word_key(c, KEY_PART, w.end - 1);
    enter(c, &k, cluster);
    if (!is_initial(word(c, w.first))) {
        k = word_key(c, KEY_PART, w.first);
        enter(c, &k, cluster);
    }
    /* The surname has its person now: another given name before it is somebody else's. */
    k = word_key(c, KEY_ALONE, w.end - 1);
    enter(c, &k, NO_INDEX);
}

/* "European Central Bank" gives "ecb"; small words do not count. */
static struct key acronym_key(const struct cluster_work *c, struct words w) {
    struct key k = key_of(KEY_ACRONYM);
    k.bytes[k.n++] = ' ';
    uint32_t letters = 0;
    for (uint32_t i = w.first; i < w.end && k.n < KEY_BYTES; i++) {
        if (!(c->work->cues[i] & CUE_CAPITAL)) continue;
        k.bytes[k.n++] = word(c, i).p[0];
        letters++;
    }
    if (letters < 2) k.n = 0;
    return k;
}

static struct key acronym_itself(const struct cluster_work *c, uint32_t token) {
    struct key k = key_of(KEY_ACRONYM);
    k.bytes[k.n++] = ' ';
    struct str s = word(c, token);
    for (size_t i = 0; i < s.n && k.n < KEY_BYTES; i++)
        if (s.p[i] != '.') k.bytes[k.n++] = s.p[i];
    return k;
}

static uint32_t find_organisation(const struct cluster_work *c, const struct mention *m, struct words w) {
    struct key k = full_key(c, m, w);
    uint32_t hit = look_up(c, &k);
    if (hit != NO_INDEX) return hit;
    if (w.count == 1 && c->work->tokens->token[w.first].shape == SHAPE_UPPER) {
        k = acronym_itself(c, w.first);
        if ((hit = look_up(c, &k)) != NO_INDEX) return hit;
    }
    k = key_of(KEY_HEAD);
    for (uint32_t i = w.first; i < w.end; i++) key_add(&k, word(c, i));
    return look_up(c, &k);
}

/* The first word alone names an organisation only when it is no ordinary word, place or nationality. */
static void enter_organisation(struct cluster_work *c, const struct mention *m, struct words w, uint32_t cluster) {
    const uint32_t common = CUE_WORD | CUE_PLACE | CUE_DEMONYM | CUE_HEAD | CUE_MALE | CUE_FEMALE;
    const struct tokens *t = c->work->tokens;
    struct key k = full_key(c, m, w);
    enter(c, &k, cluster);
    if (w.count > 1) {
        k = acronym_key(c, w);
        if (k.n) enter(c, &k, cluster);
        k = key_of(KEY_HEAD);
        key_add(&k, word(c, w.first));
        if (!(c->work->cues[w.first] & common)) enter(c, &k, cluster);
        if (w.count > 2 && c->work->cues[w.first + 1] & CUE_CAPITAL) {
            key_add(&k, word(c, w.first + 1));
            enter(c, &k, cluster);
        }
    }
    /* "Velesh Maritime Union (VMU)" */
    if (m->end_token + 2 < t->token_count && str_is(token_text(t, m->end_token), "(") &&
        str_is(token_text(t, m->end_token + 2), ")") && c->work->cues[m->end_token + 1] & CUE_CAPITAL) {
        k = acronym_itself(c, m->end_token + 1);
        enter(c, &k, cluster);
        k = key_of(KEY_HEAD);
        key_add(&k, word(c, m->end_token + 1));
        enter(c, &k, cluster);
    }
}

static uint32_t cluster_for(struct cluster_work *c, const struct mention *m, struct words w) {
    switch (m->label) {
    case LABEL_PER: return find_person(c, m, w);
    case LABEL_ORG: return find_organisation(c, m, w);
    default: {
        struct key k = full_key(c, m, w);
        return look_up(c, &k);
    }
    }
}

static void learn_gender(struct cluster_work *c, struct cluster *cl, const struct mention *m, struct words w) {
    char g = gender_of_title(c, m->first_token);
    if (!g && w.count > 1 && !cl->gender) g = gender_of_cues(c->work->cues[w.first]);
    if (g) cl->gender = g;
}

static void join(struct cluster_work *c, uint32_t number) {
    struct mention *m = &c->work->reading->mentions[number];
    struct words w = words_of(c, m);
    uint32_t cluster = cluster_for(c, m, w), length = m->end_token - m->first_token;
    struct str text = str_cut(c->work->tokens->text, m->span.start, m->span.end);
    if (cluster == NO_INDEX) {
        cluster = (uint32_t)c->clusters.n;
        *(struct cluster *)vec_push(&c->clusters) = (struct cluster){text, m->label, number, {0}, 0};
        *(uint32_t *)vec_push(&c->lengths) = length;
    }
    struct cluster *cl = VEC_AT(&c->clusters, struct cluster, cluster);
    uint32_t *longest = VEC_AT(&c->lengths, uint32_t, cluster);
    if (length > *longest) {
        *longest = length;
        cl->name = text;
    }
    m->entity = cluster;
    if (m->label == LABEL_PER) {
        learn_gender(c, cl, m, w);
        if (!cl->role.p) cl->role = mention_role(c->work, m);
        enter_person(c, m, w, cluster);
    } else if (m->label == LABEL_ORG) {
        enter_organisation(c, m, w, cluster);
    } else {
        struct key k = full_key(c, m, w);
        enter(c, &k, cluster);
    }
}

void mention_clusters(struct mention_work *w) {
    struct cluster_work c = {.work = w, .clusters = VEC(struct cluster), .lengths = VEC(uint32_t)};
    for (uint32_t i = 0; i < w->reading->mention_count; i++)
        if (w->reading->mentions[i].label <= LABEL_LOC) join(&c, i);
    size_t n;
    w->reading->clusters = vec_take(&c.clusters, w->arena, &n);
    w->reading->cluster_count = (uint32_t)n;
    vec_done(&c.lengths);
    map_done(&c.keys);
}
