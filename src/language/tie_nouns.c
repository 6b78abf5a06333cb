#include "language/tie.h"

enum { NOUN_TYPE = 1, NOUN_FROM, NOUN_TO, NOUN_FROM_LABELS, NOUN_TO_LABELS, NOUN_FLAGS };

/* A trigger noun in its sentence: "a $2m donation from A to B". */
struct affair {
    uint32_t unit;
    const struct lexicon_entry *entry;
    uint32_t verb;     /* that governs it, or NO_INDEX */
    bool giver, taker; /* what the subject of that verb is */
    bool passive;      /* the noun is the subject: "a contract was awarded to A by B" */
    struct ends subject;
    struct complements after, of_verb;
    uint32_t indirect; /* "gave A a contract": unit of A, or NO_INDEX */
};

static uint8_t kind_at(const struct scene *s, uint32_t i) {
    return i < s->unit_count ? s->units[i].kind : (uint8_t)UNIT_STOP;
}

static bool flag(const struct affair *a, const char *name) {
    return str_find(lexicon_column(a->entry, NOUN_FLAGS), str_of(name), 0) != SIZE_MAX;
}

static const struct lexicon_entry *light_verb(const struct scene *s, uint32_t verb) {
    return lexicon_find(s->light, s->tokens->token[s->units[verb].verb_first].lower);
}

/* "A signed a contract", "A gave B a contract", "B was awarded a contract", "a contract was awarded". */
static void governor(const struct scene *s, struct affair *a) {
    a->verb = a->indirect = NO_INDEX;
    uint32_t before = a->unit ? a->unit - 1 : 0, after = a->unit + 1;
    if (a->unit && kind_at(s, before) == UNIT_VERB) a->verb = before;
    else if (a->unit > 1 && kind_at(s, before) == UNIT_NP && kind_at(s, before - 1) == UNIT_VERB &&
             light_verb(s, before - 1)) {
        a->verb = before - 1;
        a->indirect = before;
    }
    /* "controls, through C, 31 per cent of B" */
    if (a->unit > 4 && kind_at(s, before) == UNIT_COMMA && kind_at(s, before - 1) == UNIT_NP &&
        kind_at(s, before - 2) == UNIT_PREP && kind_at(s, before - 3) == UNIT_COMMA &&
        kind_at(s, before - 4) == UNIT_VERB)
        a->verb = before - 4;
    const struct lexicon_entry *light = a->verb == NO_INDEX ? NULL : light_verb(s, a->verb);
    if (light) {
        a->giver = str_is(lexicon_column(light, 1), "giver") && !s->units[a->verb].passive;
        a->taker = str_is(lexicon_column(light, 1), "taker") || s->units[a->verb].passive;
        scene_subject(s, a->verb, &a->subject);
        return;
    }
    a->verb = NO_INDEX;
    uint32_t end = a->after.end;
    if (kind_at(s, end) != UNIT_VERB || !(s->units[end].passive || s->units[end].bare_participle) || end < after)
        return;
    a->passive = true;
    a->verb = end;
    scene_complements(s, end, true, &a->of_verb);
}

static void phrase_ends(const struct scene *s, const struct affair *a, struct str prep, struct ends *e) {
    scene_phrase_ends(s, &a->after, prep, e);
    if (!e->count && a->passive) scene_phrase_ends(s, &a->of_verb, prep, e);
}

static void just(struct ends *e, uint32_t mention, uint32_t unit) {
    if (mention == NO_INDEX) return;
    e->count = 1;
    e->mention[0] = mention;
    e->unit[0] = unit;
}

/* "after talks with B", "for a meeting with B": the subject of the clause it stands in. */
static void clause_subject(const struct scene *s, const struct affair *a, struct ends *e) {
    if (a->unit < 2 || kind_at(s, a->unit - 1) != UNIT_PREP) return;
    static const char *const preps[] = {"for", "in", "during", "at"};
    struct str prep = s->tokens->token[s->units[a->unit - 1].first].lower;
    bool fits = false;
    for (size_t i = 0; i < sizeof preps / sizeof *preps; i++) fits |= str_is(prep, preps[i]);
    for (uint32_t i = a->unit - 1, steps = 0; fits && i > 0 && steps < 8; steps++) {
        i--;
        uint8_t k = kind_at(s, i);
        if (k == UNIT_STOP || k == UNIT_QUOTE || k == UNIT_COMMA || k == UNIT_SUB) return;
        if (k != UNIT_VERB) continue;
        scene_subject(s, i, e);
        e->weak = 2;
        return;
    }
}

/* "A's meeting"; in "A received her degree" the subject says it better. */
static void by_owner(const struct scene *s, const struct affair *a, struct ends *e) {
    uint32_t owner = s->units[a->unit].owner;
    just(e, owner, a->unit);
    if (!e->count || !a->subject.count || s->reading->mentions[owner].label != LABEL_REF) return;
    if (s->reading->mentions[owner].entity == s->reading->mentions[a->subject.mention[0]].entity) *e = a->subject;
}

static void fill_from(const struct scene *s, const struct affair *a, struct ends *e) {
    const struct unit *u = &s->units[a->unit];
    *e = (struct ends){.money = NO_INDEX}; /* a line may lack the column */
    for (struct str rest = lexicon_column(a->entry, NOUN_FROM); rest.p;) {
        struct str slot = str_split(&rest, ',');
        *e = (struct ends){.money = NO_INDEX};
        if (str_is(slot, "poss")) by_owner(s, a, e);
        else if (str_is(slot, "premod")) just(e, u->premod, a->unit);
        else if (str_is(slot, "subj") || str_is(slot, "giver")) {
            if (a->giver) *e = a->subject;
            if (a->taker && str_is(slot, "subj") && !s->units[a->verb].passive)
                *e = a->subject; /* "received a degree" */
        } else if (!str_is(slot, "between")) phrase_ends(s, a, slot, e);
        if (e->count) return;
    }
    if (flag(a, "poss-only")) return;
    if (a->taker || a->indirect != NO_INDEX) phrase_ends(s, a, STR("by"), e);
    if (!e->count && str_is(lexicon_column(a->entry, NOUN_TYPE), "contact")) clause_subject(s, a, e);
}

static void fill_to(const struct scene *s, const struct affair *a, struct ends *e) {
    *e = (struct ends){.money = NO_INDEX};
    if (a->indirect != NO_INDEX) scene_ends(s, a->indirect, e);
    else if (a->taker &&
             (s->units[a->verb].passive || str_find(lexicon_column(a->entry, NOUN_FROM), STR("subj"), 0) == SIZE_MAX))
        *e = a->subject;
    if (e->count) return;
    for (struct str rest = lexicon_column(a->entry, NOUN_TO); rest.p;) {
        phrase_ends(s, a, str_split(&rest, ','), e);
        if (e->count) return;
    }
}

/* ---- writing it down ---- */

static const char *const noun_rules[] = {
    "tie:contact.noun",     "tie:payment.noun",   "tie:contract.noun",   "tie:ownership.noun",
    "tie:founder.noun",     "tie:office.noun",    "tie:employment.noun", "tie:membership.noun",
    "tie:family.noun",      "tie:associate.noun", "tie:sanction.noun",   "tie:legal.noun",
    "tie:endorsement.noun", "tie:education.noun", "tie:travel.noun",     "tie:other.noun"};

static bool has_money(const struct scene *s, const struct draft *d) {
    for (uint32_t i = d->clause_first; i < d->clause_end && i < s->unit_count; i++)
        if (s->units[i].kind == UNIT_NP && s->units[i].money != NO_INDEX) return true;
    return false;
}

static void pair(struct scene *s, const struct affair *a, struct draft *d, uint32_t from, uint32_t to) {
    if (!label_fits(s, from, lexicon_column(a->entry, NOUN_FROM_LABELS)) ||
        !label_fits(s, to, lexicon_column(a->entry, NOUN_TO_LABELS)))
        return;
    d->from = from;
    d->to = to;
    tie_add(s, d);
}

static void base_draft(const struct scene *s, const struct affair *a, struct draft *d) {
    const struct unit *u = &s->units[a->unit];
    *d =
        (struct draft){.trigger_first = u->noun_first, .trigger_end = u->end, .core = flag(a, "core"), .amounts = true};
    d->clause_first = a->verb != NO_INDEX && a->verb < a->unit ? a->verb : a->unit;
    d->clause_end = a->passive ? a->of_verb.end : a->after.end;
    d->rule = noun_rules[d->type];
    if (a->verb != NO_INDEX) scene_mood(s, a->verb, &d->negated, &d->modality);
}

/* "between A and B" */
static bool between(struct scene *s, const struct affair *a, struct draft *d) {
    if (str_find(lexicon_column(a->entry, NOUN_FROM), STR("between"), 0) == SIZE_MAX) return false;
    uint32_t np = scene_phrase(s, &a->after, STR("between"));
    if (np == NO_INDEX) return false;
    struct ends e;
    scene_ends(s, np, &e);
    if (e.count == 1 &&
        kind_at(s, np + 1) == UNIT_CONJ) { /* a verb after B belongs to the noun: "a meeting between A and B took" */
        uint32_t second = scene_entity(s, np + 2);
        if (second != NO_INDEX) e.mention[e.count] = second, e.unit[e.count++] = np + 2;
    }
    for (uint32_t i = 1; i < e.count; i++) pair(s, a, d, e.mention[0], e.mention[i]);
    return e.count > 1;
}

/* "switched it off at the request of A": A is tied to who did it. */
static void of_agent(struct scene *s, const struct affair *a, struct draft *d) {
    struct ends from, doer;
    fill_from(s, a, &from);
    if (!from.count || a->unit < 2 || kind_at(s, a->unit - 1) != UNIT_PREP) return;
    for (uint32_t i = a->unit - 1, steps = 0; i > 0 && steps < REACH; steps++) {
        i--;
        if (kind_at(s, i) == UNIT_STOP || kind_at(s, i) == UNIT_QUOTE) return;
        if (kind_at(s, i) != UNIT_VERB) continue;
        scene_subject(s, i, &doer);
        if (s->units[i].passive) {
            struct complements c;
            scene_complements(s, i, true, &c);
            uint32_t by = scene_phrase(s, &c, STR("by"));
            if (by != NO_INDEX) scene_ends(s, by, &doer);
            else if (s->units[doer.unit[0]].owner != NO_INDEX || doer.count) doer.weak = 1;
        }
        d->clause_first = i;
        d->role = str_cut(s->tokens->text, s->tokens->token[s->units[i].verb_first].start,
                          s->tokens->token[s->units[i].end - 1].end);
        scene_mood(s, i, &d->negated, &d->modality);
        d->weak = doer.weak;
        for (uint32_t k = 0; k < doer.count; k++) pair(s, a, d, from.mention[0], doer.mention[k]);
        return;
    }
}

static void of_noun(struct scene *s, uint32_t unit) {
    struct affair a = {.unit = unit, .entry = s->units[unit].noun, .subject = {.money = NO_INDEX}};
    scene_complements(s, unit, false, &a.after);
    governor(s, &a);
    struct draft d;
    base_draft(s, &a, &d);
    if (!tie_type_of(lexicon_column(a.entry, NOUN_TYPE), &d.type)) return;
    d.rule = noun_rules[d.type];
    if (flag(&a, "agent")) {
        of_agent(s, &a, &d);
        return;
    }
    if (flag(&a, "money") && !has_money(s, &d)) return;
    if (between(s, &a, &d)) return;
    struct ends from, to;
    fill_from(s, &a, &from);
    fill_to(s, &a, &to);
    d.weak = from.weak > to.weak ? from.weak : to.weak;
    if (!to.count &&
        str_find(lexicon_column(a.entry, NOUN_FROM), STR("between"), 0) != SIZE_MAX) /* "A and B held talks" */
        for (uint32_t i = 1; i < from.count; i++) pair(s, &a, &d, from.mention[0], from.mention[i]);
    for (uint32_t i = 0; i < from.count; i++)
        for (uint32_t k = 0; k < to.count; k++) pair(s, &a, &d, from.mention[i], to.mention[k]);
}

void tie_of_nouns(struct scene *s) {
    for (uint32_t i = 0; i < s->unit_count; i++)
        if (s->units[i].kind == UNIT_NP && s->units[i].noun) of_noun(s, i);
}
