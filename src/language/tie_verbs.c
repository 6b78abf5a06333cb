#include "language/tie.h"

#include <stdio.h>

enum { FRAME_TYPE = 1, FRAME_FROM, FRAME_TO, FRAME_FROM_LABELS, FRAME_TO_LABELS, FRAME_NEEDS, FRAME_FLAGS };

/* One verb in its sentence: what stands around it. */
struct event {
    uint32_t unit, subject_unit;
    struct ends subject;
    struct complements after;
    bool passive, negated;
    uint8_t modality;
};

static const struct unit *unit_at(const struct scene *s, uint32_t i) { return i < s->unit_count ? &s->units[i] : NULL; }

static bool np_at(const struct scene *s, uint32_t i) { return i < s->unit_count && s->units[i].kind == UNIT_NP; }

/* ---- slots ---- */

static void prepositional(const struct scene *s, const struct event *v, struct str prep, struct ends *e) {
    scene_phrase_ends(s, &v->after, prep, e);
}

static void object_of(const struct scene *s, const struct event *v, struct ends *e) {
    if (v->passive) *e = v->subject;
    else if (v->after.object != NO_INDEX) scene_ends(s, v->after.object, e);
}

/* Ends of the slots "O,with,S2" in order of preference. */
static void fill(const struct scene *s, const struct event *v, struct str slots, struct ends *e) {
    *e = (struct ends){.money = NO_INDEX}; /* a line may lack the column */
    for (struct str rest = slots; rest.p;) {
        struct str slot = str_split(&rest, ',');
        *e = (struct ends){.money = NO_INDEX};
        if (str_is(slot, "S")) {
            if (v->passive) prepositional(s, v, STR("by"), e);
            else *e = v->subject;
        } else if (str_is(slot, "O")) object_of(s, v, e);
        else if (str_is(slot, "S2")) {
            if (v->passive || v->after.object != NO_INDEX || v->subject.count < 2) continue;
            for (uint32_t i = 1; i < v->subject.count; i++)
                e->mention[e->count] = v->subject.mention[i], e->unit[e->count++] = v->subject.unit[i];
        } else prepositional(s, v, slot, e);
        if (e->count) return;
    }
}

/* ---- needs ---- */

/* "awarded B a contract worth $2m" pays nothing yet. */
static bool is_other_affair(const struct scene *s, uint32_t np) {
    return np != NO_INDEX && s->units[np].noun && !str_is(lexicon_column(s->units[np].noun, 1), "payment");
}

static bool has_money(const struct scene *s, const struct event *v) {
    if (is_other_affair(s, v->after.object) || is_other_affair(s, v->after.second)) return false;
    if (v->subject.money != NO_INDEX) return true;
    for (uint32_t i = v->unit; i < v->after.end; i++)
        if (s->units[i].kind == UNIT_NP && (s->units[i].money != NO_INDEX || s->units[i].money_word)) return true;
    uint32_t subject = v->subject_unit;
    return subject != NO_INDEX && v->passive && s->units[subject].money_word;
}

static bool names_school(const struct scene *s, uint32_t mention) {
    static const char *const words[] = {"universit", "college",     "school",    "institut",  "academy",
                                        "polytech",  "conservator", "sorbonne",  "harvard",   "oxford",
                                        "cambridge", "yale",        "princeton", "stanford",  "eton",
                                        "seminary",  "lycée",       "école",     "hochschule"};
    const struct mention *m = &s->reading->mentions[mention];
    for (uint32_t t = m->first_token; t < m->end_token; t++)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_starts(s->tokens->token[t].lower, str_of(words[i]))) return true;
    return false;
}

/* "A called B on Tuesday", not "A called B a liar". */
static bool is_call(const struct scene *s, const struct event *v) {
    const struct unit *after = unit_at(s, v->after.object == NO_INDEX ? v->unit + 1 : v->after.object + 1);
    return v->after.second == NO_INDEX &&
           (!after || after->kind == UNIT_PREP || after->kind == UNIT_DATE || after->kind == UNIT_STOP);
}

static bool needs_met(const struct scene *s, const struct event *v, struct str needs, uint32_t to) {
    enum mention_label label = s->reading->mentions[to].label;
    if (str_is(needs, "money")) return has_money(s, v);
    if (str_is(needs, "nomoney"))
        return v->after.second == NO_INDEX &&
               (v->after.object == NO_INDEX || s->units[v->after.object].money == NO_INDEX);
    if (str_is(needs, "edu")) return label == LABEL_ORG || names_school(s, to);
    if (str_is(needs, "school")) return names_school(s, to);
    if (str_is(needs, "place")) return label == LABEL_LOC;
    if (str_is(needs, "call")) return is_call(s, v);
    if (str_is(needs, "service"))
        return v->passive || (v->after.object != NO_INDEX && s->units[v->after.object].mention == NO_INDEX);
    return true;
}

/* ---- frames ---- */

static const char *const rules[][2] = {
    {"tie:contact.verb", "tie:contact.passive"},         {"tie:payment.verb", "tie:payment.passive"},
    {"tie:contract.verb", "tie:contract.passive"},       {"tie:ownership.verb", "tie:ownership.passive"},
    {"tie:founder.verb", "tie:founder.passive"},         {"tie:office.verb", "tie:office.passive"},
    {"tie:employment.verb", "tie:employment.passive"},   {"tie:membership.verb", "tie:membership.passive"},
    {"tie:family.verb", "tie:family.passive"},           {"tie:associate.verb", "tie:associate.passive"},
    {"tie:sanction.verb", "tie:sanction.passive"},       {"tie:legal.verb", "tie:legal.passive"},
    {"tie:endorsement.verb", "tie:endorsement.passive"}, {"tie:education.verb", "tie:education.passive"},
    {"tie:travel.verb", "tie:travel.passive"},           {"tie:other.verb", "tie:other.passive"}};

static void draft_of(const struct scene *s, const struct event *v, struct draft *d) {
    const struct unit *u = &s->units[v->unit];
    *d = (struct draft){
        .trigger_first = u->verb_first, .trigger_end = u->end, .negated = v->negated, .modality = v->modality};
    d->clause_first = v->subject_unit != NO_INDEX && v->subject_unit < v->unit ? v->subject_unit : v->unit;
    d->clause_end = v->after.end;
}

static bool apply(struct scene *s, const struct event *v, const struct lexicon_entry *frame) {
    struct ends from, to;
    struct draft d;
    draft_of(s, v, &d);
    if (!tie_type_of(lexicon_column(frame, FRAME_TYPE), &d.type)) return false;
    fill(s, v, lexicon_column(frame, FRAME_FROM), &from);
    fill(s, v, lexicon_column(frame, FRAME_TO), &to);
    d.core = str_find(lexicon_column(frame, FRAME_FLAGS), STR("core"), 0) != SIZE_MAX;
    d.amounts = d.type == TIE_PAYMENT || d.type == TIE_CONTRACT || d.type == TIE_OWNERSHIP || d.type == TIE_LEGAL ||
                d.type == TIE_FOUNDER;
    d.rule = rules[d.type][v->passive];
    d.weak = v->subject.weak;
    struct str needs = lexicon_column(frame, FRAME_NEEDS);
    bool done = false, thing = d.type == TIE_FOUNDER || d.type == TIE_OWNERSHIP;
    for (uint32_t i = 0; i < from.count; i++)
        for (uint32_t k = 0; k < to.count; k++) {
            if (!label_fits(s, from.mention[i], lexicon_column(frame, FRAME_FROM_LABELS)) ||
                !label_fits(s, to.mention[k], lexicon_column(frame, FRAME_TO_LABELS)) ||
                !needs_met(s, v, needs, to.mention[k]))
                continue;
            if (i > 0 && from.mention[i] == to.mention[k]) continue;
            d.from = from.mention[i];
            d.to = to.mention[k];
            if (d.from == d.to) continue;
            d.weak = v->subject.weak;
            if (thing && label_fits(s, d.to, STR("L")) && !d.weak)
                d.weak = 1; /* most likely a company, taken for a place */
            tie_add(s, &d);
            done = true;
        }
    return done;
}

/* ---- verbs that link a person to a role: became, was appointed, served as ---- */

static uint32_t role_phrase_after(const struct scene *s, const struct event *v, bool needs_as) {
    uint32_t at = v->unit + 1;
    if (!needs_as) {
        if (v->after.second != NO_INDEX && s->units[v->after.second].role) return v->after.second;
        if (np_at(s, at) && s->units[at].role && (v->passive || s->units[at].mention == NO_INDEX)) return at;
        /* "was elected to be president", "appointed B to be president" */
    }
    uint32_t as = scene_phrase(s, &v->after, STR("as"));
    return as != NO_INDEX && s->units[as].role ? as : NO_INDEX;
}

static bool apply_role(struct scene *s, const struct event *v, const struct lexicon_entry *frame) {
    struct draft d;
    draft_of(s, v, &d);
    struct ends holders;
    fill(s, v, lexicon_column(frame, FRAME_FROM), &holders);
    bool appoint = str_is(lexicon_column(frame, FRAME_FROM), "O");
    uint32_t role = role_phrase_after(s, v, str_is(lexicon_column(frame, FRAME_TO), "as"));
    if (role == NO_INDEX || !holders.count) return false;
    d.core = true;
    d.weak = v->subject.weak;
    d.clause_end = v->after.end;
    d.rule = appoint ? "tie:role.appointed" : "tie:role.verb";
    struct ends employer = {.money = NO_INDEX};
    if (appoint && v->passive) prepositional(s, v, STR("by"), &employer);
    else if (appoint) employer = v->subject;
    return tie_role_of(s, role, &holders, &d, appoint ? &employer : NULL);
}

static bool frame_fits(struct scene *s, const struct event *v, struct str name) {
    const struct lexicon_entry *frame = lexicon_find(s->frames, name);
    if (!frame) return false;
    if (str_is(lexicon_column(frame, FRAME_TYPE), "role")) return apply_role(s, v, frame);
    return apply(s, v, frame);
}

/* A bare participle without an object is passive when "by A" follows ("donated to B by A"), "married to", "educated at"
 * with any preposition. */
static bool is_passive(const struct scene *s, const struct event *v) {
    const struct unit *u = &s->units[v->unit];
    if (u->passive) return true;
    if (!u->bare_participle || v->after.object != NO_INDEX) return false;
    uint32_t by = scene_phrase(s, &v->after, STR("by"));
    if (by != NO_INDEX && scene_entity(s, by) != NO_INDEX) return true;
    struct str verb = s->tokens->token[u->verb_first].lower;
    return (str_is(verb, "married") || str_is(verb, "educated")) && v->after.phrase_count &&
           !str_is(v->after.phrases[0].prep, "in");
}

static void of_verb(struct scene *s, uint32_t unit) {
    const struct unit *u = &s->units[unit];
    struct event v = {.unit = unit};
    v.subject_unit = scene_subject(s, unit, &v.subject);
    scene_complements(s, unit, true, &v.after);
    v.passive = is_passive(s, &v);
    scene_mood(s, unit, &v.negated, &v.modality);
    for (struct str rest = lexicon_column(u->verb, 2); rest.p;)
        if (frame_fits(s, &v, str_split(&rest, ','))) break;
}

void tie_of_verbs(struct scene *s) {
    for (uint32_t i = 0; i < s->unit_count; i++)
        if (s->units[i].kind == UNIT_VERB && s->units[i].verb) of_verb(s, i);
}
