#include "language/tie.h"

#include <assert.h>
#include <string.h>

bool tie_type_of(struct str name, enum tie_type *out) {
    for (size_t i = 0; i < (size_t)TIE_OTHER + 1; i++)
        if (str_is(name, tie_types[i])) {
            *out = (enum tie_type)i;
            return true;
        }
    return false;
}

/* "the final", "homage": words near the trigger that make it mean something else. */
static bool blocked(const struct scene *s, const struct draft *d) {
    enum { BEFORE = 8, AFTER = 16 };
    uint32_t from = d->trigger_first > s->first + BEFORE ? d->trigger_first - BEFORE : s->first;
    uint32_t to = d->trigger_end + AFTER < s->end ? d->trigger_end + AFTER : s->end, count;
    for (uint32_t t = from; t < to; t++) {
        const struct lexicon_entry *e = lexicon_match(s->blockers, s->tokens, t, &count);
        if (!e) continue;
        for (struct str rest = lexicon_column(e, 1); rest.p;)
            if (str_is(str_split(&rest, ','), tie_types[d->type])) return true;
    }
    return false;
}

/* "the Second World War" is named and does nothing. */
static bool is_happening(const struct scene *s, const struct mention *m) {
    const struct lexicon_entry *e =
        m->end_token ? lexicon_find(s->blockers, s->tokens->token[m->end_token - 1].lower) : NULL;
    return e && str_is(lexicon_column(e, 1), "end");
}

static bool is_date(const struct scene *s, uint32_t unit) {
    const struct unit *u = &s->units[unit];
    return u->kind == UNIT_DATE && s->reading->mentions[u->mention].date.precision != DATE_NONE;
}

/* The date of the clause, else one that opens the sentence ("On Tuesday, ...") when no other verb stands between. */
static struct date date_of(const struct scene *s, const struct draft *d) {
    bool aside = false; /* a date in brackets is one of birth, not of the tie */
    for (uint32_t i = d->clause_first; i < d->clause_end && i < s->unit_count; i++) {
        if (s->units[i].kind == UNIT_OPEN || s->units[i].kind == UNIT_CLOSE) aside = s->units[i].kind == UNIT_OPEN;
        if (aside || !is_date(s, i)) continue;
        struct date found = s->reading->mentions[s->units[i].mention].date;
        bool from = i > 0 && str_is(s->tokens->token[s->units[i - 1].first].lower, "from");
        if (from && i + 2 < s->unit_count && is_date(s, i + 2) && s->units[i + 1].kind == UNIT_PREP) {
            struct date until = s->reading->mentions[s->units[i + 2].mention].date;
            if (until.last >= found.first) found.last = until.last, found.precision = DATE_RANGE;
        }
        return found;
    }
    uint32_t first = s->unit_count && s->units[0].kind == UNIT_PREP ? 1 : 0;
    if (first < d->clause_first && first < s->unit_count && is_date(s, first)) {
        for (uint32_t i = first; i < d->clause_first; i++)
            if (s->units[i].kind == UNIT_VERB || i > REACH) return (struct date){0};
        return s->reading->mentions[s->units[first].mention].date;
    }
    return (struct date){0};
}

static uint32_t amount_of(const struct scene *s, const struct draft *d) {
    for (uint32_t i = d->clause_first; d->amounts && i < d->clause_end && i < s->unit_count; i++)
        if (s->units[i].kind == UNIT_NP && s->units[i].money != NO_INDEX) return s->units[i].money;
    return NO_INDEX;
}

static bool any_of(struct str word, const char *const *list) {
    for (; *list; list++)
        if (str_is(word, *list)) return true;
    return false;
}

static struct str unit_text(const struct scene *s, uint32_t first, uint32_t end) {
    return str_cut(s->tokens->text, s->tokens->token[s->units[first].first].start,
                   s->tokens->token[s->units[end - 1].end - 1].end);
}

/* "in Paris" is a place, "over the licence" a topic; neither is an end of the tie. */
static void circumstances(const struct scene *s, const struct draft *d, struct tie *t) {
    static const char *const at[] = {"in", "at", "near", "outside", NULL};
    static const char *const over[] = {"about", "over", "on", "regarding", "concerning", NULL};
    bool talks = d->type == TIE_CONTACT || d->type == TIE_PAYMENT || d->type == TIE_CONTRACT || d->type == TIE_OTHER;
    for (uint32_t i = d->clause_first; i + 1 < d->clause_end && i + 1 < s->unit_count; i++) {
        if (s->units[i].kind != UNIT_PREP || s->units[i + 1].kind != UNIT_NP) continue;
        const struct unit *np = &s->units[i + 1];
        if (np->mention == d->from || np->mention == d->to) continue;
        struct str prep = s->tokens->token[s->units[i].first].lower;
        if (!t->place.p && any_of(prep, at) && label_fits(s, np->mention, STR("L")))
            t->place = unit_text(s, i + 1, i + 2);
        if (talks && !t->topic.p && any_of(prep, over) && np->money == NO_INDEX && !np->pronoun && !np->number) {
            bool of = i + 3 < s->unit_count && s->units[i + 2].kind == UNIT_PREP && s->units[i + 3].kind == UNIT_NP &&
                      str_is(s->tokens->token[s->units[i + 2].first].lower, "of");
            t->topic = unit_text(s, i + 1, of ? i + 4 : i + 2);
        }
    }
}

/* By its name, or as a nation by its adjective. */
static bool is_named(const struct scene *s, uint32_t mention) {
    const struct mention *m = &s->reading->mentions[mention];
    return m->label != LABEL_REF || s->reading->clusters[m->entity].label == LABEL_LOC;
}

static char tier_of(const struct scene *s, const struct draft *d) {
    if (d->weak > 1) return 'C';
    bool names = is_named(s, d->from) && is_named(s, d->to);
    return names && d->core && !d->weak && !d->negated && d->modality == MODALITY_FACT ? 'A' : 'B';
}

static struct span around(struct span a, struct span b) {
    return (struct span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

void tie_add(struct scene *s, const struct draft *d) {
    if (d->from == NO_INDEX || d->to == NO_INDEX) return;
    const struct mention *from = &s->reading->mentions[d->from], *to = &s->reading->mentions[d->to];
    if (from->entity == NO_INDEX || to->entity == NO_INDEX || from->entity == to->entity || blocked(s, d)) return;
    if (is_happening(s, from) || is_happening(s, to)) return;
    assert(d->trigger_first < d->trigger_end && d->trigger_end <= s->end);
    struct tie *t = vec_push(&s->ties);
    t->type = d->type;
    t->trigger = (struct span){s->tokens->token[d->trigger_first].start, s->tokens->token[d->trigger_end - 1].end};
    t->from = from->span;
    t->to = to->span;
    t->from_entity = from->entity;
    t->to_entity = to->entity;
    t->span = around(around(t->from, t->to), t->trigger);
    t->role = d->role;
    t->amount = amount_of(s, d);
    t->date = date_of(s, d);
    circumstances(s, d, t);
    t->negated = d->negated;
    t->modality = (enum modality)d->modality;
    t->claim = NO_INDEX;
    t->tier = tier_of(s, d);
    t->rule = d->rule;
}
