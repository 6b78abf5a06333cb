#include "language/tie.h"

/* Which ends a class of role may have. Letters as in label_fits; a place counts only for roles marked "place". */
static const struct role_class {
    const char *name;
    enum tie_type type;
    const char *holder, *target;
    bool modifier; /* "Acme spokesman": a name before the role is its far end */
    const char *rule;
} role_classes[] = {
    {"office", TIE_OFFICE, "P", "O", true, "office"},
    {"employment", TIE_EMPLOYMENT, "P", "PO", true, "employment"},
    {"membership", TIE_MEMBERSHIP, "PO", "O", true, "membership"},
    {"family", TIE_FAMILY, "P", "P", false, "family"},
    {"associate", TIE_ASSOCIATE, "PO", "PO", true, "associate"},
    {"founder", TIE_FOUNDER, "P", "O", true, "founder"},
    {"ownership", TIE_OWNERSHIP, "PO", "PO", true, "ownership"},
    {"education", TIE_EDUCATION, "P", "O", true, "education"},
    {"endorsement", TIE_ENDORSEMENT, "P", "P", true, "endorsement"},
    {"contract", TIE_CONTRACT, "O", "PO", true, "contract"},
    {"payment", TIE_PAYMENT, "PO", "PO", true, "payment"},
};

enum way { TITLE, COPULA, APPOSITION, NAME_AFTER, LINKED };
#define RULES(class)                                                                                                   \
    {                                                                                                                  \
        "tie:" class ".title", "tie:" class ".copula", "tie:" class ".apposition", "tie:" class ".name-after",         \
            "tie:" class ".linked"                                                                                     \
    }
static const char *const role_rules[][5] = {RULES("office"),    RULES("employment"), RULES("membership"),
                                            RULES("family"),    RULES("associate"),  RULES("founder"),
                                            RULES("ownership"), RULES("education"),  RULES("endorsement"),
                                            RULES("contract"),  RULES("payment")};

static const struct role_class *class_of(const struct unit *u) {
    struct str name = lexicon_column(u->role, 1);
    for (size_t i = 0; i < sizeof role_classes / sizeof *role_classes; i++)
        if (str_is(name, role_classes[i].name)) return &role_classes[i];
    return NULL;
}

static uint8_t kind_at(const struct scene *s, uint32_t i) {
    return i < s->unit_count ? s->units[i].kind : (uint8_t)UNIT_STOP;
}

static struct str prep_at(const struct scene *s, uint32_t i) { return s->tokens->token[s->units[i].first].lower; }

static bool is_role_noun(const struct scene *s, uint32_t i) {
    return kind_at(s, i) == UNIT_NP && s->units[i].role && class_of(&s->units[i]);
}

/* ---- the far end ---- */

static bool target_fits(const struct scene *s, const struct role_class *c, const struct unit *u, uint32_t mention) {
    if (label_fits(s, mention, str_of(c->target))) return true;
    return str_is(lexicon_column(u->role, 2), "place") && label_fits(s, mention, STR("L"));
}

/* A company is sometimes taken for a place; "of", "at" say that it is one that has officers. */
static bool target_may_fit(const struct scene *s, const struct role_class *c, uint32_t mention, struct str prep) {
    if (c->type == TIE_FAMILY || c->type == TIE_ASSOCIATE || c->type == TIE_MEMBERSHIP || c->type == TIE_ENDORSEMENT)
        return false;
    if (c->type == TIE_EMPLOYMENT && !str_is(prep, "at")) return false;
    return (str_is(prep, "of") || str_is(prep, "at")) && label_fits(s, mention, STR("L"));
}

static void push_target(struct targets *t, uint32_t mention, uint32_t unit) {
    if (t->ends.count == ENDS_MAX) return;
    t->ends.mention[t->ends.count] = mention;
    t->ends.unit[t->ends.count++] = unit;
}

static bool is_company_role(struct str role) {
    static const char *const words[] = {"chief executive",
                                        "chief executive officer",
                                        "ceo",
                                        "cfo",
                                        "coo",
                                        "chief financial officer",
                                        "chief operating officer",
                                        "managing director",
                                        "board member",
                                        "finance director"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(role, words[i])) return true;
    return false;
}

static void add_target(const struct scene *s, const struct role_class *c, const struct unit *u, uint32_t mention,
                       uint32_t unit, struct targets *t) {
    if (target_fits(s, c, u, mention)) {
        push_target(t, mention, unit);
    } else if (is_company_role(u->role->phrase) && label_fits(s, mention, STR("P"))) {
        push_target(t, mention, unit); /* nobody has a chief executive: "Apple" was taken for a person */
        t->ends.weak = 1;
    }
}

static bool joins_role(struct str prep, bool title) {
    static const char *const preps[] = {"of", "at", "for", "to", "in", "on", "with", "within"};
    if (title) return str_is(prep, "of") || str_is(prep, "to");
    for (size_t i = 0; i < sizeof preps / sizeof *preps; i++)
        if (str_is(prep, preps[i])) return true;
    return false;
}

/* "of B", "of the board of B", "of trade in B": up to three prepositional phrases deep. */
static void targets_after(const struct scene *s, const struct role_class *c, uint32_t role_unit, struct targets *t) {
    const struct unit *u = &s->units[role_unit];
    bool title = u->role_end < u->end;
    if (title && !str_is(lexicon_column(u->role, 2), "place")) return; /* "his cousin A of B" */
    for (uint32_t at = role_unit + 1;
         at < role_unit + 7 && kind_at(s, at) == UNIT_PREP && kind_at(s, at + 1) == UNIT_NP; at += 2) {
        if (!joins_role(prep_at(s, at), title)) return;
        struct ends found;
        scene_ends(s, at + 1, &found);
        uint32_t before = t->ends.count;
        for (uint32_t i = 0; i < found.count; i++) {
            if (i && !target_fits(s, c, u, found.mention[i])) break;
            add_target(s, c, u, found.mention[i], found.unit[i], t);
            if (t->ends.count > before) t->end = found.unit[i] + 1;
        }
        if (t->ends.count == before && found.count && target_may_fit(s, c, found.mention[0], prep_at(s, at))) {
            push_target(t, found.mention[0], at + 1);
            t->ends.weak = 1;
            t->end = at + 2;
        }
        if (t->ends.count > before) return;
        const struct unit *np = &s->units[at + 1];
        if (np->pronoun || np->money != NO_INDEX || title) return;
        if (np->owner != NO_INDEX && target_fits(s, c, u, np->owner)) { /* "head of B's board" */
            add_target(s, c, u, np->owner, at + 1, t);
            t->end = at + 2;
            return;
        }
        t->end = at + 2;
        if (kind_at(s, at + 2) == UNIT_CONJ && kind_at(s, at + 3) == UNIT_NP && kind_at(s, at + 4) == UNIT_PREP &&
            s->units[at + 3].mention == NO_INDEX && !s->units[at + 3].role)
            at += 2;                                                      /* "of research and development at B" */
        if (np->premod != NO_INDEX && target_fits(s, c, u, np->premod)) { /* "head of the B region" */
            add_target(s, c, u, np->premod, at + 1, t);
            return;
        }
    }
}

/* "A and her husband B", "A, his wife, B", with a pronoun that the mention layer left open. */
static void add_neighbour(const struct scene *s, const struct role_class *c, uint32_t role_unit, struct targets *t) {
    if (role_unit < 2) return;
    uint8_t before = kind_at(s, role_unit - 1);
    if ((before != UNIT_CONJ && before != UNIT_COMMA) || kind_at(s, role_unit - 2) != UNIT_NP) return;
    uint32_t np = scene_head(s, role_unit - 2);
    if (np != NO_INDEX) add_target(s, c, &s->units[role_unit], s->units[np].mention, np, t);
}

static void find_targets(const struct scene *s, uint32_t role_unit, struct targets *t) {
    const struct unit *u = &s->units[role_unit];
    const struct role_class *c = class_of(u);
    *t = (struct targets){.ends = {.money = NO_INDEX}, .end = role_unit + 1};
    if (u->owner != NO_INDEX) add_target(s, c, u, u->owner, role_unit, t);
    if (u->premod != NO_INDEX && c->modifier && s->reading->mentions[u->premod].end_token <= u->role_first)
        add_target(s, c, u, u->premod, role_unit, t);
    if (u->possessive && u->owner == NO_INDEX) add_neighbour(s, c, role_unit, t);
    if (t->ends.count && (c->type == TIE_FAMILY || c->type == TIE_ASSOCIATE)) return; /* "B's ally in the Senate" */
    targets_after(s, c, role_unit, t);
    if (kind_at(s, t->end) != UNIT_OPEN) return; /* "director of B (BB)" */
    for (uint32_t i = t->end; i < t->end + 5; i++)
        if (kind_at(s, i) == UNIT_CLOSE) {
            t->end = i + 1;
            return;
        }
}

/* ---- writing it down ---- */

static bool is_status(struct str word) {
    static const char *const words[] = {"former", "ex",       "then",     "acting",  "interim",
                                        "late",   "incoming", "outgoing", "longtime"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(word, words[i])) return true;
    return false;
}

/* "former chief executive": the role with the words before it, without names and articles; "former B director" gives
 * "former director". */
static struct str role_text(const struct scene *s, const struct unit *u) {
    uint32_t first = u->role_first;
    while (first > u->first) {
        uint8_t class = s->words_at[first - 1 - s->first].class;
        if ((class != WORD_NOUN && class != WORD_VERB) || scene_is_nation(s, first - 1)) break;
        first--;
    }
    struct str text = str_cut(s->tokens->text, s->tokens->token[first].start, s->tokens->token[u->role_end - 1].end);
    /* "former president A's daughter": what stands before the owner is the owner's */
    uint32_t from = u->owner == NO_INDEX ? u->first : s->reading->mentions[u->owner].end_token;
    for (uint32_t t = from; t < first; t++)
        if (is_status(s->tokens->token[t].lower))
            return arena_printf(s->arena, "%.*s %.*s", STR_ARG(s->tokens->token[t].lower), STR_ARG(text));
    return text;
}

static bool write(struct scene *s, const struct unit *u, const struct ends *holders, const struct ends *targets,
                  const struct draft *base, enum way way) {
    const struct role_class *c = class_of(u);
    bool reverse = str_is(lexicon_column(u->role, 3), "reverse"), done = false;
    struct draft d = *base;
    d.type = c->type;
    d.trigger_first = u->role_first;
    d.trigger_end = u->role_end;
    d.role = role_text(s, u);
    if (!d.rule) d.rule = role_rules[c - role_classes][way];
    for (uint32_t i = 0; i < holders->count; i++) {
        if (!label_fits(s, holders->mention[i], reverse ? STR("O") : str_of(c->holder))) continue;
        for (uint32_t k = 0; k < targets->count; k++) {
            d.from = reverse ? targets->mention[k] : holders->mention[i];
            d.to = reverse ? holders->mention[i] : targets->mention[k];
            tie_add(s, &d);
            done = true;
        }
    }
    return done;
}

bool tie_role_of(struct scene *s, uint32_t role_unit, const struct ends *holders, const struct draft *base,
                 const struct ends *fallback) {
    if (!is_role_noun(s, role_unit)) return false;
    struct targets t;
    find_targets(s, role_unit, &t);
    if (!t.ends.count && is_role_noun(s, role_unit + 2) && kind_at(s, role_unit + 1) == UNIT_CONJ)
        find_targets(s, role_unit + 2, &t);
    if (!t.ends.count && fallback) t.ends = *fallback;
    struct draft d = *base;
    if (d.clause_end < t.end) d.clause_end = t.end;
    return write(s, &s->units[role_unit], holders, &t.ends, &d, LINKED);
}

/* ---- who holds it ---- */

struct holder {
    struct ends ends;
    enum way way;
    uint32_t first_unit, verb; /* verb of a copula, or NO_INDEX */
    struct ends family;        /* whose relative it is, for the next one in a list */
};

static void one(struct ends *e, uint32_t mention, uint32_t unit) {
    *e = (struct ends){.count = 1, .money = NO_INDEX};
    e->mention[0] = mention;
    e->unit[0] = unit;
}

static bool may_close(const struct scene *s, uint32_t i) {
    uint8_t k = kind_at(s, i);
    return k != UNIT_NP && (k != UNIT_VERB || s->units[i].bare_participle);
}

/* The named end before a comma: "A", "A of C", "A (56)", "A, 56". */
static uint32_t named_before(const struct scene *s, uint32_t comma, const char *labels) {
    uint32_t at = comma;
    for (int steps = 0; steps < 4 && at > 0; steps++) {
        at--;
        uint8_t k = kind_at(s, at);
        if (k == UNIT_CLOSE) {
            while (at > 0 && kind_at(s, at) != UNIT_OPEN && comma - at < REACH) at--;
            continue;
        }
        if (k != UNIT_NP) return NO_INDEX;
        if (s->units[at].number && at > 0 && kind_at(s, at - 1) == UNIT_COMMA) {
            at--;
            continue;
        }
        if (label_fits(s, s->units[at].mention, str_of(labels)) && !s->units[at].pronoun) return at;
        if (at < 2 || kind_at(s, at - 1) != UNIT_PREP) return NO_INDEX;
        at--;
    }
    return NO_INDEX;
}

/* "one of B's allies": the role phrase starts at "one". */
static uint32_t one_of(const struct scene *s, uint32_t role_unit) {
    if (role_unit < 2 || kind_at(s, role_unit - 1) != UNIT_PREP || !str_is(prep_at(s, role_unit - 1), "of"))
        return role_unit;
    return str_is(s->tokens->token[s->units[role_unit - 2].first].lower, "one") ? role_unit - 2 : role_unit;
}

/* "a lawyer, professor of D, and founder of B": the list of which the role is the last item starts at "a lawyer". */
static uint32_t start_of(const struct scene *s, uint32_t role_unit) {
    uint32_t start = one_of(s, role_unit);
    bool joined = false;
    for (int items = 0; items < 5 && start >= 2; items++) {
        uint32_t at = start - 1;
        uint8_t k = kind_at(s, at);
        if (k != UNIT_CONJ && !(k == UNIT_COMMA && joined)) return start;
        if (k == UNIT_CONJ && kind_at(s, at - 1) == UNIT_COMMA) at--;
        if (!at || kind_at(s, at - 1) != UNIT_NP) return start;
        uint32_t head = scene_head(s, at - 1);
        if (head == NO_INDEX ||
            (s->units[head].mention != NO_INDEX && s->reading->mentions[s->units[head].mention].label != LABEL_REF))
            return start;
        joined = true;
        start = head;
    }
    return start;
}

static bool by_copula(const struct scene *s, uint32_t start, struct holder *h) {
    if (!start || kind_at(s, start - 1) != UNIT_VERB || !s->units[start - 1].copula) return false;
    scene_subject(s, start - 1, &h->ends);
    h->way = COPULA;
    h->verb = start - 1;
    h->first_unit = start - 1;
    return h->ends.count > 0;
}

/* "A is a mathematician, professor at B": an apposition to what A is. */
static bool by_predicate(const struct scene *s, uint32_t comma, struct holder *h) {
    if (!comma || kind_at(s, comma - 1) != UNIT_NP) return false;
    uint32_t head = scene_head(s, comma - 1);
    if (head == NO_INDEX || s->units[head].mention != NO_INDEX || !by_copula(s, head, h)) return false;
    h->way = APPOSITION;
    return true;
}

static bool by_apposition(const struct scene *s, uint32_t start, uint32_t end, const char *labels, struct holder *h) {
    uint8_t before = start ? kind_at(s, start - 1) : (uint8_t)UNIT_STOP;
    if (before == UNIT_PREP && str_is(prep_at(s, start - 1), "as") && start > 1 &&
        !str_is(s->tokens->token[s->units[start - 1].first - 1].lower, "well"))
        before = kind_at(s, --start - 1);
    if (before != UNIT_COMMA && before != UNIT_DASH && before != UNIT_OPEN) return false;
    if (!may_close(s, end)) return false;
    uint32_t name = named_before(s, start - 1, labels);
    if (name == NO_INDEX) return before == UNIT_COMMA && by_predicate(s, start - 1, h);
    one(&h->ends, s->units[name].mention, name);
    h->way = APPOSITION;
    h->first_unit = name;
    return true;
}

static bool by_name_after(const struct scene *s, uint32_t role_unit, uint32_t end, const char *labels,
                          struct holder *h) {
    if (kind_at(s, end) != UNIT_COMMA || kind_at(s, end + 1) != UNIT_NP) return false;
    const struct unit *name = &s->units[end + 1];
    if (name->role || !label_fits(s, name->mention, str_of(labels)) || name->pronoun) return false;
    if (s->reading->mentions[name->mention].first_token > name->first + 1)
        return false; /* an item of a list, with its own title */
    uint8_t after = kind_at(s, end + 2);
    if (after == UNIT_NP || after == UNIT_PREP) return false;
    if (after == UNIT_VERB && s->units[role_unit].owner == NO_INDEX && role_unit &&
        kind_at(s, role_unit - 1) == UNIT_PREP)
        return false;
    one(&h->ends, name->mention, end + 1);
    h->way = NAME_AFTER;
    h->first_unit = role_unit;
    return true;
}

/* "The chairman of B is A." */
static bool by_copula_after(const struct scene *s, uint32_t role_unit, uint32_t end, const char *labels,
                            struct holder *h) {
    if (kind_at(s, end) != UNIT_VERB || !s->units[end].copula || kind_at(s, end + 1) != UNIT_NP) return false;
    if (role_unit && kind_at(s, role_unit - 1) == UNIT_PREP) return false;
    const struct unit *name = &s->units[end + 1];
    if (name->role || name->pronoun || !label_fits(s, name->mention, str_of(labels))) return false;
    one(&h->ends, name->mention, end + 1);
    h->way = COPULA;
    h->verb = end;
    h->first_unit = role_unit;
    return true;
}

static bool find_holder(const struct scene *s, uint32_t role_unit, uint32_t end, struct holder *h) {
    const struct unit *u = &s->units[role_unit];
    const struct role_class *c = class_of(u);
    const char *labels = str_is(lexicon_column(u->role, 3), "reverse") ? "O" : c->holder;
    *h = (struct holder){.verb = NO_INDEX, .first_unit = role_unit};
    if (u->role_end < u->end ||
        (u->mention != NO_INDEX && s->reading->mentions[u->mention].first_token <= u->role_first &&
         s->reading->mentions[u->mention].label != LABEL_REF)) {
        one(&h->ends, u->mention, role_unit);
        h->way = TITLE;
        return u->mention != NO_INDEX && u->role_end < u->end;
    }
    uint32_t start = start_of(s, role_unit);
    const char *beside = c->type == TIE_MEMBERSHIP ? "P" : labels; /* lists of bodies look like appositions */
    return by_copula(s, start, h) || by_apposition(s, start, end, beside, h) ||
           by_name_after(s, role_unit, end, beside, h) || by_copula_after(s, start, end, labels, h);
}

/* ---- all roles of a sentence ---- */

static void of_role(struct scene *s, uint32_t i, struct holder *last, uint32_t *last_end) {
    struct targets t;
    struct holder h;
    find_targets(s, i, &t);
    if (!t.ends.count && kind_at(s, i + 1) == UNIT_CONJ && is_role_noun(s, i + 2) &&
        class_of(&s->units[i]) == class_of(&s->units[i + 2]) && s->units[i].role_end == s->units[i].end)
        find_targets(s, i + 2, &t); /* "chairman and director of B" */
    if (!t.ends.count && *last_end == i - 1 && kind_at(s, i - 1) == UNIT_CONJ &&
        class_of(&s->units[i])->type == TIE_FAMILY && last->family.count)
        t.ends = last->family; /* "her husband A and son C" */
    bool joined = i && s->units[i].role_end == s->units[i].end && kind_at(s, i - 1) == UNIT_CONJ &&
                  *last_end == i - 1 && last->ends.count;
    if (joined) h = *last;
    else if (!find_holder(s, i, t.end, &h)) return;
    struct draft d = {.clause_first = h.first_unit, .clause_end = t.end, .core = true};
    d.weak = h.ends.weak > t.ends.weak ? h.ends.weak : t.ends.weak;
    for (int steps = 0;
         steps < 2 && (kind_at(s, d.clause_end) == UNIT_DATE ||
                       (kind_at(s, d.clause_end) == UNIT_PREP && kind_at(s, d.clause_end + 1) == UNIT_DATE));
         steps++)
        d.clause_end += kind_at(s, d.clause_end) == UNIT_DATE ? 1 : 2;
    if (h.verb != NO_INDEX) scene_mood(s, h.verb, &d.negated, &d.modality);
    write(s, &s->units[i], &h.ends, &t.ends, &d, h.way);
    *last = h;
    if (class_of(&s->units[i])->type == TIE_FAMILY) last->family = t.ends;
    *last_end = t.end;
    if (s->units[i].role_end == s->units[i].end && kind_at(s, i + 1) == UNIT_CONJ) *last_end = i + 1;
}

/* "Velmar Bank chairman A's house": the titled name is an owner inside the phrase. */
static void of_owner(struct scene *s, uint32_t i) {
    struct unit u = s->units[i];
    const struct mention *m = u.owner == NO_INDEX ? NULL : &s->reading->mentions[u.owner];
    if (!m || m->label != LABEL_PER || m->first_token <= u.first) return;
    u = (struct unit){.kind = UNIT_NP,
                      .first = u.first,
                      .end = m->end_token,
                      .mention = NO_INDEX,
                      .owner = NO_INDEX,
                      .premod = NO_INDEX,
                      .money = NO_INDEX};
    scene_describe(s, &u);
    const struct role_class *c = u.role ? class_of(&u) : NULL;
    if (!c || !c->modifier || u.role_end != m->first_token) return;
    uint32_t target = u.owner != NO_INDEX ? u.owner : u.premod;
    if (target == NO_INDEX || !target_fits(s, c, &u, target)) return;
    struct ends holder, end;
    one(&holder, u.mention, i);
    one(&end, target, i);
    struct draft d = {.clause_first = i, .clause_end = i + 1, .core = true};
    write(s, &u, &holder, &end, &d, TITLE);
}

void tie_of_roles(struct scene *s) {
    struct holder last = {.verb = NO_INDEX};
    uint32_t last_end = NO_INDEX;
    for (uint32_t i = 0; i < s->unit_count; i++) {
        if (is_role_noun(s, i)) of_role(s, i, &last, &last_end);
        if (s->units[i].kind == UNIT_NP) of_owner(s, i);
    }
}
