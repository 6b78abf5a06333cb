#include "language/tie.h"

static const struct unit *unit_at(const struct scene *s, uint32_t i) {
    static const struct unit outside = {
        .kind = UNIT_STOP, .mention = NO_INDEX, .owner = NO_INDEX, .premod = NO_INDEX, .money = NO_INDEX};
    return i < s->unit_count ? &s->units[i] : &outside;
}

static uint8_t kind_at(const struct scene *s, uint32_t i) { return unit_at(s, i)->kind; }

static bool word_is(const struct scene *s, uint32_t unit, const char *text) {
    return unit < s->unit_count && str_is(s->tokens->token[s->units[unit].first].lower, text);
}

static void add_end(struct ends *e, uint32_t mention, uint32_t unit) {
    if (mention == NO_INDEX || e->count == ENDS_MAX) return;
    e->mention[e->count] = mention;
    e->unit[e->count++] = unit;
}

bool label_fits(const struct scene *s, uint32_t mention, struct str letters) {
    if (mention == NO_INDEX) return false;
    const struct mention *m = &s->reading->mentions[mention];
    if (m->entity == NO_INDEX) return false;
    enum mention_label label = m->label == LABEL_REF ? s->reading->clusters[m->entity].label : m->label;
    char letter = label == LABEL_PER ? 'P' : label == LABEL_ORG ? 'O' : label == LABEL_LOC ? 'L' : 0;
    return letter && str_find_byte(letters, letter, 0) != SIZE_MAX;
}

static bool is_person(const struct scene *s, uint32_t mention) { return label_fits(s, mention, STR("P")); }

/* ---- single ends ---- */

/* What may follow an apposition: something that closes it. */
static bool closes(const struct scene *s, uint32_t unit) {
    uint8_t k = kind_at(s, unit);
    return k == UNIT_COMMA || k == UNIT_STOP || k == UNIT_CLOSE || k == UNIT_DASH || k == UNIT_QUOTE || k == UNIT_CONJ;
}

uint32_t scene_entity(const struct scene *s, uint32_t np) {
    const struct unit *u = unit_at(s, np);
    if (u->kind != UNIT_NP) return NO_INDEX;
    if (u->mention != NO_INDEX) return s->reading->mentions[u->mention].entity == NO_INDEX ? NO_INDEX : u->mention;
    if (!u->role) return NO_INDEX;
    uint32_t at = np + 1;
    for (int steps = 0; steps < 2 && kind_at(s, at) == UNIT_PREP && kind_at(s, at + 1) == UNIT_NP; steps++) at += 2;
    if (kind_at(s, at) != UNIT_COMMA || kind_at(s, at + 1) != UNIT_NP) return NO_INDEX;
    const struct unit *name = unit_at(s, at + 1);
    return is_person(s, name->mention) && !name->role && closes(s, at + 2) ? name->mention : NO_INDEX;
}

/* The end at np and those joined to it on the right. A name after "and" that has its own verb starts a new clause. */
void scene_ends(const struct scene *s, uint32_t np, struct ends *e) {
    *e = (struct ends){.money = NO_INDEX};
    if (kind_at(s, np) != UNIT_NP) return;
    if (unit_at(s, np)->mention == NO_INDEX) e->money = unit_at(s, np)->money;
    add_end(e, scene_entity(s, np), np);
    if (!e->count || unit_at(s, np)->mention == NO_INDEX) return;
    uint32_t at = np + 1;
    while (kind_at(s, at) == UNIT_COMMA && kind_at(s, at + 1) == UNIT_NP && at < np + 2 * ENDS_MAX) at += 2;
    if (kind_at(s, at) == UNIT_COMMA && kind_at(s, at + 1) == UNIT_CONJ) at++;
    if (kind_at(s, at) != UNIT_CONJ || kind_at(s, at + 1) != UNIT_NP || kind_at(s, at + 2) == UNIT_VERB) return;
    for (uint32_t i = np + 1; i <= at + 1; i++)
        if (kind_at(s, i) == UNIT_NP) add_end(e, scene_entity(s, i), i);
}

/* ---- subjects ---- */

uint32_t scene_skip_back(const struct scene *s, uint32_t unit) {
    while (unit > 0) {
        uint32_t before = unit - 1;
        if (kind_at(s, before) != UNIT_DATE) return before;
        unit = before;
        if (unit > 0 && kind_at(s, unit - 1) == UNIT_PREP) unit--;
    }
    return NO_INDEX;
}

/* The subjects "A, B and C" whose last one is np. What stands after a verb or a preposition belongs to another clause.
 */
static void ends_on_left(const struct scene *s, uint32_t np, struct ends *e) {
    uint32_t list[ENDS_MAX], n = 0, at = np;
    list[n++] = np;
    if (at >= 2 && kind_at(s, at - 1) == UNIT_CONJ) {
        uint32_t k = at - 1;
        if (k >= 1 && kind_at(s, k - 1) == UNIT_COMMA) k--;
        while (k >= 1 && n < ENDS_MAX && kind_at(s, k - 1) == UNIT_NP && unit_at(s, k - 1)->mention != NO_INDEX) {
            list[n++] = k - 1;
            at = k - 1;
            if (at < 2 || kind_at(s, at - 1) != UNIT_COMMA) break;
            k = at - 1;
        }
        uint8_t before = at ? kind_at(s, at - 1) : UNIT_STOP;
        if (n > 1 && (before == UNIT_VERB || before == UNIT_PREP)) n = 1, e->weak = 1;
    }
    while (n) {
        n--;
        add_end(e, scene_entity(s, list[n]), list[n]);
    }
}

/* The head of "A of B in C": steps over prepositional phrases on the left. NO_INDEX when the phrase has no head. */
uint32_t scene_head(const struct scene *s, uint32_t np) {
    for (int steps = 0; steps < 4 && np >= 1 && kind_at(s, np - 1) == UNIT_PREP; steps++) {
        if (np < 2 || kind_at(s, np - 2) != UNIT_NP) return NO_INDEX;
        np -= 2;
    }
    return np;
}

static uint32_t subject(const struct scene *s, uint32_t verb, struct ends *e, int depth);

/* "A is a club owned by B": what is said of the predicate holds of A. */
static uint32_t of_predicate(const struct scene *s, uint32_t np, struct ends *e, int depth) {
    if (np == NO_INDEX || !np || kind_at(s, np) != UNIT_NP || unit_at(s, np)->mention != NO_INDEX) return NO_INDEX;
    const struct unit *before = unit_at(s, np - 1);
    return before->kind == UNIT_VERB && before->copula ? subject(s, np - 1, e, depth + 1) : NO_INDEX;
}

static uint32_t of_phrase(const struct scene *s, uint32_t np, bool nearest, struct ends *e) {
    uint32_t head = nearest ? np : scene_head(s, np);
    if (head == NO_INDEX) return NO_INDEX;
    const struct unit *u = unit_at(s, head);
    if (u->mention == NO_INDEX && u->money != NO_INDEX) e->money = u->money;
    ends_on_left(s, head, e);
    return head;
}

static uint32_t verb_before(const struct scene *s, uint32_t unit, bool infinitives) {
    for (uint32_t i = unit, steps = 0; i > 0 && steps < REACH; steps++) {
        i--;
        uint8_t k = kind_at(s, i);
        if (k == UNIT_QUOTE || k == UNIT_STOP) return NO_INDEX;
        if (k == UNIT_VERB && (infinitives || !s->units[i].infinitive)) return i;
    }
    return NO_INDEX;
}

/* The verb that "and" joins to. "A owns B, which makes C, and bought D": not the one inside the relative clause. */
static uint32_t verb_joined(const struct scene *s, uint32_t conj, bool infinitives) {
    uint32_t found = verb_before(s, conj, infinitives);
    if (found == NO_INDEX || !found || !conj || kind_at(s, conj - 1) != UNIT_COMMA || kind_at(s, found - 1) != UNIT_REL)
        return found;
    uint32_t outer = verb_before(s, found - 1, infinitives);
    return outer == NO_INDEX ? found : outer;
}

static bool by_follows(const struct scene *s, uint32_t verb) {
    return kind_at(s, verb + 1) == UNIT_PREP && word_is(s, verb + 1, "by");
}

static uint32_t opener_of(const struct scene *s, uint32_t closer, uint8_t kind) {
    for (uint32_t i = closer, steps = 0; i > 0 && steps < REACH; steps++) {
        i--;
        uint8_t k = kind_at(s, i);
        if (k == UNIT_STOP || k == UNIT_QUOTE) return NO_INDEX;
        if (k != kind) continue;
        if (i > 0 && (kind_at(s, i - 1) == UNIT_NP || kind_at(s, i - 1) == UNIT_CLOSE)) return i;
    }
    return NO_INDEX;
}

/* The noun phrase before an inserted piece that ends at `closer`: "A, chairman of B, met", "A (56) met". */
static uint32_t before_insertion(const struct scene *s, uint32_t closer, int depth) {
    uint8_t kind = kind_at(s, closer) == UNIT_CLOSE ? UNIT_OPEN : kind_at(s, closer);
    uint32_t opener = opener_of(s, closer, kind);
    if (opener == NO_INDEX || depth > 2) return NO_INDEX;
    const struct unit *first = unit_at(s, opener + 1);
    uint32_t before = opener - 1;
    if (kind == UNIT_COMMA && first->kind == UNIT_NP && opener + 2 == closer && is_person(s, first->mention) &&
        !first->role) {
        /* "the president of B, A, met": the name in the middle is the one */
        uint32_t head = kind_at(s, before) == UNIT_NP ? scene_head(s, before) : NO_INDEX;
        if (head != NO_INDEX && !is_person(s, unit_at(s, head)->mention)) return opener + 1;
    }
    if (kind == UNIT_COMMA) {
        bool fits =
            first->kind == UNIT_REL || first->kind == UNIT_PREP || first->kind == UNIT_DATE ||
            (first->kind == UNIT_VERB && (first->ing || first->bare_participle)) ||
            (first->kind == UNIT_NP && (first->mention == NO_INDEX || first->role || !is_person(s, first->mention)));
        if (!fits) return NO_INDEX;
    }
    if (kind_at(s, before) == UNIT_CLOSE) return before_insertion(s, before, depth + 1);
    return before;
}

static uint32_t of_relative(const struct scene *s, uint32_t rel, struct ends *e, int depth) {
    bool who = word_is(s, rel, "who");
    if ((!who && !word_is(s, rel, "which") && !word_is(s, rel, "that")) || rel == 0) return NO_INDEX;
    struct str wanted = who ? STR("P") : word_is(s, rel, "which") ? STR("OL") : STR("POL");
    uint32_t at = rel - 1;
    if (kind_at(s, at) == UNIT_COMMA && at) at--;
    if (kind_at(s, at) == UNIT_CLOSE) at = before_insertion(s, at, 0);
    for (int steps = 0; steps < 4 && at != NO_INDEX && kind_at(s, at) == UNIT_NP; steps++) {
        uint32_t told = of_predicate(s, at, e, depth);
        if (told != NO_INDEX) return told;
        if (label_fits(s, unit_at(s, at)->mention, wanted)) {
            add_end(e, unit_at(s, at)->mention, at);
            if (steps) e->weak = 1;
            return at;
        }
        if (at >= 2 && kind_at(s, at - 1) == UNIT_PREP) at -= 2;
        else if (at >= 2 && kind_at(s, at - 1) == UNIT_COMMA && unit_at(s, at)->mention == NO_INDEX) at -= 2;
        else break;
    }
    return NO_INDEX;
}

/* "After meeting B, A said", "Educated at B, A is": the noun phrase after a comma that has a verb. */
static uint32_t of_main_clause(const struct scene *s, uint32_t verb, struct ends *e) {
    for (uint32_t i = verb + 1; i < verb + REACH && i + 2 < s->unit_count; i++) {
        uint8_t k = kind_at(s, i), after = kind_at(s, i + 2);
        if (k == UNIT_VERB || k == UNIT_QUOTE || k == UNIT_STOP) return NO_INDEX;
        if (k != UNIT_COMMA || kind_at(s, i + 1) != UNIT_NP || (after != UNIT_VERB && after != UNIT_PREP)) continue;
        e->weak = 1;
        add_end(e, scene_entity(s, i + 1), i + 1);
        return i + 1;
    }
    return NO_INDEX;
}

static bool controls_object(const struct scene *s, const struct unit *verb) {
    static const char *const stems[] = {"ask",   "urge",    "forc",    "persuad",  "encourag", "invit", "want",
                                        "order", "nominat", "appoint", "elect",    "select",   "chos",  "allow",
                                        "help",  "tell",    "told",    "instruct", "enabl"};
    struct str lower = s->tokens->token[verb->verb_first].lower;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (str_starts(lower, str_of(stems[i]))) return true;
    return false;
}

static uint32_t subject_of(const struct scene *s, uint32_t other, struct ends *e, int depth, uint8_t weak) {
    if (other == NO_INDEX) return NO_INDEX;
    uint32_t found = subject(s, other, e, depth + 1);
    if (e->weak < weak) e->weak = weak;
    return found;
}

/* The verb above an infinitive that stands after a noun phrase: "asked B to pay C", "flew to B to meet C". */
static uint32_t of_infinitive(const struct scene *s, uint32_t np, struct ends *e, int depth) {
    uint32_t above = verb_before(s, np, true);
    if (above == NO_INDEX) return NO_INDEX;
    if (above + 1 == np && controls_object(s, unit_at(s, above))) {
        e->weak = 1;
        add_end(e, scene_entity(s, np), np);
        return np;
    }
    return subject_of(s, above, e, depth, 1);
}

static uint32_t after_comma(const struct scene *s, uint32_t verb, uint32_t comma, struct ends *e, int depth) {
    const struct unit *u = unit_at(s, verb);
    if (u->bare_participle && by_follows(s, verb)) {
        uint32_t at = comma ? comma - 1 : NO_INDEX;
        if (at != NO_INDEX && kind_at(s, at) == UNIT_CLOSE) at = before_insertion(s, at, 0);
        return at != NO_INDEX && kind_at(s, at) == UNIT_NP ? of_phrase(s, at, true, e) : NO_INDEX;
    }
    if (u->ing && kind_at(s, comma) == UNIT_COMMA) return subject_of(s, verb_before(s, comma, false), e, depth, 1);
    uint32_t at = before_insertion(s, comma, 0);
    return at != NO_INDEX && kind_at(s, at) == UNIT_NP ? of_phrase(s, at, false, e) : NO_INDEX;
}

static uint32_t subject(const struct scene *s, uint32_t verb, struct ends *e, int depth) {
    if (depth > 3) return NO_INDEX;
    const struct unit *u = unit_at(s, verb);
    uint32_t at = scene_skip_back(s, verb);
    if (at == NO_INDEX) return u->ing || u->bare_participle ? of_main_clause(s, verb, e) : NO_INDEX;
    switch (kind_at(s, at)) {
    case UNIT_NP:
        if (u->infinitive) return of_infinitive(s, at, e, depth);
        if (u->bare_participle && by_follows(s, verb)) {
            uint32_t told = of_predicate(s, at, e, depth);
            return told != NO_INDEX ? told : of_phrase(s, at, true, e);
        }
        return of_phrase(s, at, false, e);
    case UNIT_COMMA:
    case UNIT_CLOSE:
    case UNIT_DASH: return after_comma(s, verb, at, e, depth);
    case UNIT_REL: return of_relative(s, at, e, depth);
    case UNIT_CONJ: return subject_of(s, verb_joined(s, at, u->infinitive), e, depth, 1);
    case UNIT_VERB: return u->infinitive || u->ing ? subject_of(s, at, e, depth, 1) : NO_INDEX;
    case UNIT_PREP:
    case UNIT_SUB: {
        if (!u->ing) return NO_INDEX;
        uint32_t above = verb_before(s, at, false);
        return above == NO_INDEX ? of_main_clause(s, verb, e)
                                 : subject_of(s, above, e, depth, unit_at(s, above)->copula ? 2 : 1);
    }
    default: return NO_INDEX;
    }
}

/* "A, CBE (born 1940), Marquis of C, was": the sentence opens with A, and all between it and its first verb is aside.
 */
static uint32_t opening_name(const struct scene *s, uint32_t verb, struct ends *e) {
    if (unit_at(s, verb)->infinitive || !verb || verb > REACH) return NO_INDEX;
    uint8_t next = kind_at(s, 1), last = kind_at(s, verb - 1);
    if (kind_at(s, 0) != UNIT_NP || (next != UNIT_COMMA && next != UNIT_OPEN)) return NO_INDEX;
    if (last != UNIT_COMMA && last != UNIT_CLOSE) return NO_INDEX;
    bool aside = false;
    for (uint32_t i = 1; i < verb; i++) {
        uint8_t k = kind_at(s, i);
        if (k == UNIT_OPEN || k == UNIT_CLOSE) aside = k == UNIT_OPEN;
        if ((k == UNIT_VERB && !aside) || k == UNIT_QUOTE || k == UNIT_SUB || k == UNIT_REL) return NO_INDEX;
    }
    add_end(e, unit_at(s, 0)->mention, 0);
    return 0;
}

uint32_t scene_subject(const struct scene *s, uint32_t verb_unit, struct ends *e) {
    *e = (struct ends){.money = NO_INDEX};
    uint32_t found = subject(s, verb_unit, e, 0);
    if (e->count || e->money != NO_INDEX) return found;
    uint32_t opening = opening_name(s, verb_unit, e);
    return opening == NO_INDEX ? found : opening;
}

/* ---- objects and prepositional phrases ---- */

/* ", the head of B in C,": gives the unit after the closing comma, or `at`. */
static uint32_t over_apposition(const struct scene *s, uint32_t at) {
    if (kind_at(s, at) != UNIT_COMMA || kind_at(s, at + 1) != UNIT_NP) return at;
    uint32_t end = at + 2;
    while (kind_at(s, end) == UNIT_PREP && kind_at(s, end + 1) == UNIT_NP && end < at + 8) end += 2;
    return end > at + 2 && kind_at(s, end) == UNIT_COMMA ? end + 1 : at;
}

/* After a noun phrase: over "and B", ", B and C" and an apposition between commas. */
static uint32_t over_joined(const struct scene *s, uint32_t at) {
    for (int steps = 0; steps < ENDS_MAX; steps++) {
        if (kind_at(s, at) == UNIT_CONJ && kind_at(s, at + 1) == UNIT_NP && kind_at(s, at + 2) != UNIT_VERB) at += 2;
        else if (over_apposition(s, at) != at) at = over_apposition(s, at);
        else if (kind_at(s, at) == UNIT_COMMA && kind_at(s, at + 1) == UNIT_NP && closes(s, at + 2) &&
                 kind_at(s, at + 2) != UNIT_STOP)
            at += kind_at(s, at + 2) == UNIT_COMMA ? 3 : 2;
        else break;
    }
    return at;
}

static uint32_t over_bracket(const struct scene *s, uint32_t at) {
    for (uint32_t i = at + 1; i < at + REACH && i < s->unit_count; i++)
        if (kind_at(s, i) == UNIT_CLOSE) return i + 1;
    return NO_INDEX;
}

static void phrases(const struct scene *s, uint32_t at, struct complements *c) {
    uint32_t stop = at + REACH;
    while (at < stop && at < s->unit_count) {
        uint8_t k = kind_at(s, at), next = kind_at(s, at + 1);
        if (k == UNIT_PREP && next == UNIT_NP) {
            if (c->phrase_count == PHRASES_MAX) break;
            c->phrases[c->phrase_count++] = (struct phrase){s->tokens->token[s->units[at].first].lower, at + 1};
            at = over_joined(s, at + 2);
        } else if ((k == UNIT_PREP || k == UNIT_SUB) && next == UNIT_DATE) at += 2; /* "in 2019", "since 2019" */
        else if (k == UNIT_DATE) at++;
        else if (k == UNIT_CONJ && next == UNIT_PREP && c->phrase_count && kind_at(s, at + 2) == UNIT_NP) at++;
        else if ((k == UNIT_COMMA || k == UNIT_QUOTE) && (next == UNIT_PREP || next == UNIT_DATE)) at++;
        else if (k == UNIT_OPEN) {
            uint32_t after = over_bracket(s, at);
            if (after == NO_INDEX) break;
            at = after;
        } else break;
    }
    c->end = at;
}

void scene_complements(const struct scene *s, uint32_t unit, bool verb, struct complements *c) {
    *c = (struct complements){.object = NO_INDEX, .second = NO_INDEX};
    uint32_t at = unit + 1, late = at;
    /* "founded in 1970 the company": a date may come first */
    if (verb && kind_at(s, late) == UNIT_PREP && kind_at(s, late + 1) == UNIT_DATE) late += 2;
    else if (verb && kind_at(s, late) == UNIT_DATE) late++;
    if (late > at && kind_at(s, late) == UNIT_NP) at = late;
    if (verb && kind_at(s, at) == UNIT_NP) {
        c->object = at++;
        if (kind_at(s, at) == UNIT_NP) c->second = at++;
        at = over_joined(s, at);
    }
    phrases(s, at, c);
}

uint32_t scene_phrase(const struct scene *s, const struct complements *c, struct str prep) {
    uint32_t found = NO_INDEX;
    for (uint32_t i = 0; i < c->phrase_count; i++) {
        if (!str_eq(c->phrases[i].prep, prep)) continue;
        if (scene_entity(s, c->phrases[i].unit) != NO_INDEX) return c->phrases[i].unit;
        if (found == NO_INDEX) found = c->phrases[i].unit;
    }
    return found;
}

/* The ends behind a preposition, also those of "on A and on B". */
void scene_phrase_ends(const struct scene *s, const struct complements *c, struct str prep, struct ends *e) {
    uint32_t np = scene_phrase(s, c, prep);
    if (np == NO_INDEX) return;
    scene_ends(s, np, e);
    for (uint32_t i = 0; i < c->phrase_count; i++) {
        uint32_t unit = c->phrases[i].unit;
        if (unit <= np + 1 || !str_eq(c->phrases[i].prep, prep) || kind_at(s, unit - 2) != UNIT_CONJ) continue;
        struct ends more;
        scene_ends(s, unit, &more);
        for (uint32_t k = 0; k < more.count; k++) add_end(e, more.mention[k], more.unit[k]);
    }
}

/* ---- did it happen ---- */

static uint8_t modality_of(struct str name) {
    for (uint8_t i = 0; i <= MODALITY_CONDITIONAL; i++)
        if (str_is(name, modalities[i])) return i;
    return MODALITY_FACT;
}

static void bend(const struct unit *above, bool *negated, uint8_t *modality) {
    if (above->bend) {
        uint8_t m = modality_of(lexicon_column(above->bend, 2));
        if (m != MODALITY_FACT) *modality = m;
        *negated ^= str_is(lexicon_column(above->bend, 3), "negated");
    }
    *negated ^= above->negated;
    if (above->modality != MODALITY_FACT && *modality == MODALITY_FACT) *modality = above->modality;
}

/* "if", "whether" in front of the clause of this verb. */
static uint8_t opener_modality(const struct scene *s, uint32_t verb) {
    for (uint32_t i = verb, steps = 0; i > 0 && steps < REACH; steps++) {
        i--;
        uint8_t k = kind_at(s, i);
        if (k == UNIT_VERB || k == UNIT_QUOTE || k == UNIT_STOP) break;
        if (k != UNIT_SUB) continue;
        const struct lexicon_entry *e = lexicon_find(s->modality_words, s->tokens->token[s->units[i].first].lower);
        return e && str_is(lexicon_column(e, 1), "opener") ? modality_of(lexicon_column(e, 2)) : MODALITY_FACT;
    }
    return MODALITY_FACT;
}

void scene_mood(const struct scene *s, uint32_t verb_unit, bool *negated, uint8_t *modality) {
    const struct unit *u = unit_at(s, verb_unit);
    *negated = u->negated;
    *modality = u->modality;
    uint32_t at = verb_unit;
    for (int depth = 0; depth < 3 && (u->infinitive || u->ing); depth++) {
        uint32_t before = scene_skip_back(s, at), above;
        if (before == NO_INDEX) break;
        uint8_t k = kind_at(s, before);
        if (k == UNIT_SUB || (k == UNIT_COMMA && u->ing)) break; /* "after meeting B" did happen */
        above = k == UNIT_VERB ? before : verb_before(s, before, true);
        if (above == NO_INDEX) break;
        bend(unit_at(s, above), negated, modality);
        if (u->infinitive && k == UNIT_NP && !unit_at(s, above)->bend && *modality == MODALITY_FACT)
            *modality = MODALITY_PLAN;
        at = above;
        u = unit_at(s, at);
    }
    uint8_t opener = opener_modality(s, verb_unit);
    if (opener != MODALITY_FACT) *modality = opener;
    if (s->question && *modality == MODALITY_FACT) *modality = MODALITY_POSSIBLE;
}
