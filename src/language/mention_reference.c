#include "language/mention.h"

/* Pronouns and definite descriptions that stand for a person or organisation named shortly before: "he", "its", "the
 * minister", "the company". Conservative: what has no clear candidate near by stays unresolved. */

enum { RECENT = 32, SENTENCES_BACK = 3 };

/* A mention that a later word may refer to. */
struct candidate {
    uint32_t entity, sentence, token;
    bool owner; /* "Ruiz's": rarely what a pronoun means */
};
/* The newest candidates, the latest at (n - 1) % RECENT. */
struct trail {
    struct candidate items[RECENT];
    uint32_t n;
};
struct resolver {
    struct mention_work *work;
    const struct lexicon *nouns, *titles;
    struct trail people, organisations;
    struct vec *out;
};

static const struct candidate *back(const struct trail *t, uint32_t i) { return &t->items[(t->n - 1 - i) % RECENT]; }
static uint32_t depth(const struct trail *t) { return t->n < RECENT ? t->n : RECENT; }

static void follow(struct resolver *r, uint32_t entity, uint32_t first, uint32_t end) {
    enum mention_label label = r->work->reading->clusters[entity].label;
    if (label == LABEL_LOC) return;
    struct trail *t = label == LABEL_PER ? &r->people : &r->organisations;
    t->items[t->n++ % RECENT] =
        (struct candidate){entity, r->work->tokens->token[first].sentence, first, token_is(r->work->tokens, end, "'s")};
}

static bool fits_gender(const struct cluster *c, char gender, bool sure) {
    return sure ? c->gender == gender : !c->gender || c->gender == gender;
}

/* The earliest candidate of that sentence, since that is mostly its subject; owners only when there is nobody else. */
static uint32_t first_in_sentence(const struct resolver *r, uint32_t sentence, char gender, bool sure) {
    uint32_t found = NO_INDEX, owner = NO_INDEX;
    for (uint32_t i = 0; i < depth(&r->people); i++) {
        const struct candidate *c = back(&r->people, i);
        if (c->sentence < sentence) break;
        if (c->sentence > sentence || !fits_gender(&r->work->reading->clusters[c->entity], gender, sure)) continue;
        if (c->owner) owner = c->entity;
        else found = c->entity;
    }
    return found != NO_INDEX ? found : owner;
}

static uint32_t person_for(struct resolver *r, uint32_t sentence, char gender) {
    for (uint32_t k = 0; k <= SENTENCES_BACK && k <= sentence; k++) {
        uint32_t e = first_in_sentence(r, sentence - k, gender, true);
        if (e == NO_INDEX) e = first_in_sentence(r, sentence - k, gender, false);
        if (e == NO_INDEX) continue;
        struct cluster *c = &r->work->reading->clusters[e];
        if (!c->gender) c->gender = gender;
        return e;
    }
    return NO_INDEX;
}

static char gender_of_pronoun(struct str w) {
    static const char *const he[] = {"he", "him", "his", "himself"}, *const she[] = {"she", "her", "hers", "herself"};
    for (size_t k = 0; k < 4; k++) {
        if (str_is(w, he[k])) return 'm';
        if (str_is(w, she[k])) return 'f';
    }
    return 0;
}

/* "it" only where it acts, as an organisation does; "its" as a rule. */
static bool it_acts(const struct tokens *t, uint32_t i) {
    static const char *const verbs[] = {
        "said",     "announced", "denied", "declined",  "paid",     "bought",  "sold",     "owns",     "owned",
        "signed",   "won",       "agreed", "plans",     "planned",  "expects", "hired",    "acquired", "employs",
        "reported", "told",      "added",  "confirmed", "rejected", "refused", "received", "donated",  "transferred"};
    if (token_is(t, i, "its") || token_is(t, i, "itself")) return true;
    if (!token_is(t, i, "it")) return false;
    uint32_t k = i + 1;
    if (token_is(t, k, "had") || token_is(t, k, "has") || token_is(t, k, "would") || token_is(t, k, "will")) k++;
    for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++)
        if (token_is(t, k, verbs[v])) return true;
    return false;
}

static uint32_t organisation_for_it(const struct resolver *r, uint32_t sentence) {
    uint32_t found = NO_INDEX, at = NO_INDEX;
    for (uint32_t i = 0; i < depth(&r->organisations); i++) {
        const struct candidate *c = back(&r->organisations, i);
        if (c->sentence + 1 < sentence || (at != NO_INDEX && c->sentence < at)) break;
        at = c->sentence;
        found = c->entity;
    }
    return found;
}

/* Whether `text` has the word, without regard to case. */
static bool has_word(struct str text, struct str word) {
    for (size_t i = 0; i + word.n <= text.n; i++) {
        bool start = !i || !ascii_alnum(text.p[i - 1]), end = i + word.n == text.n || !ascii_alnum(text.p[i + word.n]);
        if (start && end && str_ieq(str_cut(text, i, i + word.n), word)) return true;
    }
    return false;
}
static bool has_one_of(struct str text, struct str list) {
    for (struct str rest = list; rest.p;) {
        struct str word = str_split(&rest, ',');
        if (word.n && has_word(text, word)) return true;
    }
    return false;
}

static bool is_public(struct str name) {
    static const char words[] = "ministry,parliament,police,court,university,party,committee,commission,council,senate,"
                                "congress,army,navy,government,department,agency,nations,church,hospital,union,nato,eu";
    return has_one_of(name, str_of(words));
}

static uint32_t organisation_for(const struct resolver *r, struct str noun, struct str words, uint32_t sentence) {
    enum { FAR = 12 };
    for (uint32_t i = 0; i < depth(&r->organisations); i++) {
        const struct candidate *c = back(&r->organisations, i);
        if (c->sentence + FAR < sentence) break;
        struct str name = r->work->reading->clusters[c->entity].name;
        if (str_is(words, "-") ? !is_public(name) : has_word(name, noun) || has_one_of(name, words)) return c->entity;
    }
    return NO_INDEX;
}

static uint32_t holder_of(const struct resolver *r, struct str role, char gender) {
    for (uint32_t i = 0; i < depth(&r->people); i++) {
        const struct candidate *c = back(&r->people, i);
        const struct cluster *cl = &r->work->reading->clusters[c->entity];
        if (cl->role.p && has_word(cl->role, role) && (!gender || fits_gender(cl, gender, false))) return c->entity;
    }
    return NO_INDEX;
}

/* "the minister", "the company" at token i; *end gets the token behind it. */
static uint32_t description_at(const struct resolver *r, uint32_t i, uint32_t *end) {
    const struct tokens *t = r->work->tokens;
    uint32_t count = 0, sentence = t->token[i].sentence, limit = t->sentence[sentence].end_token;
    if (i + 1 >= limit || r->work->cues[i + 1] & CUE_CAPITAL) return NO_INDEX;
    const struct lexicon_entry *e = lexicon_match(r->titles, t, i + 1, &count);
    bool person = e != NULL;
    if (!e) e = lexicon_match(r->nouns, t, i + 1, &count);
    if (!e) return NO_INDEX;
    *end = i + 1 + count;
    /* "the minister of", "the company Acme", "the bank account": something else is meant. */
    if (*end < limit && (token_is(t, *end, "of") || token_is(t, *end, "for") || r->work->cues[*end] & CUE_CAPITAL))
        return NO_INDEX;
    if (person || str_is(lexicon_column(e, 1), "PER")) {
        struct str gender = person ? lexicon_column(e, 2) : (struct str){0};
        return holder_of(r, e->phrase, gender.n ? gender.p[0] : 0);
    }
    return organisation_for(r, e->phrase, lexicon_column(e, 2), sentence);
}

static void add(struct resolver *r, uint32_t first, uint32_t end, uint32_t entity) {
    struct mention m = mention_over(r->work->tokens, first, end, LABEL_REF);
    m.entity = entity;
    vec_push_copy(r->out, &m);
    follow(r, entity, first, end);
}

static void resolve(struct resolver *r, uint32_t i) {
    const struct tokens *t = r->work->tokens;
    uint32_t sentence = t->token[i].sentence, end = i + 1, entity = NO_INDEX;
    char gender = gender_of_pronoun(t->token[i].lower);
    if (gender) entity = person_for(r, sentence, gender);
    else if (it_acts(t, i)) entity = organisation_for_it(r, sentence);
    else if (token_is(t, i, "the")) entity = description_at(r, i, &end);
    if (entity != NO_INDEX) add(r, i, end, entity);
}

void mention_references(struct mention_work *w, struct vec *references) {
    struct resolver r = {.work = w,
                         .nouns = lexicon_get(&w->language->lexicons, "references"),
                         .titles = lexicon_get(&w->language->lexicons, "titles"),
                         .out = references};
    const struct reading *reading = w->reading;
    uint32_t m = 0;
    for (uint32_t i = 0; i < w->tokens->token_count; i++) {
        while (m < reading->mention_count && reading->mentions[m].end_token <= i) m++;
        if (m < reading->mention_count && reading->mentions[m].first_token <= i) {
            const struct mention *now = &reading->mentions[m];
            if (now->first_token == i && now->entity != NO_INDEX) follow(&r, now->entity, i, now->end_token);
            continue;
        }
        resolve(&r, i);
    }
}
