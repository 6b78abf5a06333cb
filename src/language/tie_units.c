#include "language/tie.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *name;
    uint8_t class;
} classes[] = {
    {"det", WORD_DET},    {"posspron", WORD_POSSPRON}, {"pron", WORD_PRON}, {"prep", WORD_PREP}, {"conj", WORD_CONJ},
    {"rel", WORD_REL},    {"sub", WORD_SUB},           {"be", WORD_BE},     {"have", WORD_HAVE}, {"do", WORD_DO},
    {"not", WORD_NOT},    {"modal", WORD_MODAL},       {"adv", WORD_ADV},   {"verb", WORD_VERB}, {"noun", WORD_NOUN},
    {"money", WORD_NOUN}, {"her", WORD_POSSPRON},
};
static const char *const forms[] = {"", "base", "s", "past", "part", "pastpart", "any", "ing"};

static struct word *word_at(const struct scene *s, uint32_t token) { return &s->words_at[token - s->first]; }

static enum word_class class_at(const struct scene *s, uint32_t token) {
    return token < s->end ? word_at(s, token)->class : WORD_STOP;
}

static uint8_t form_named(struct str name) {
    for (uint8_t i = 1; i < sizeof forms / sizeof *forms; i++)
        if (str_is(name, forms[i])) return i;
    return FORM_NONE;
}

/* ---- words ---- */

static void class_of_mark(const struct token *t, struct word *w, bool after_word) {
    struct str s = t->lower;
    if (str_is(s, ",")) w->class = WORD_COMMA;
    else if (str_is(s, "'s") || str_is(s, "’s")) w->class = WORD_POSS;
    else if ((str_is(s, "'") || str_is(s, "’")) && after_word && !t->space_before) w->class = WORD_POSS;
    else if (str_is(s, "(") || str_is(s, "[")) w->class = WORD_OPEN;
    else if (str_is(s, ")") || str_is(s, "]")) w->class = WORD_CLOSE;
    else if (str_is(s, "–") || str_is(s, "—") || str_is(s, "-") || str_is(s, "--")) w->class = WORD_DASH;
    else if (t->kind == TOKEN_QUOTE_OPEN || t->kind == TOKEN_QUOTE_CLOSE) w->class = WORD_QUOTE;
    else if (str_is(s, "&") || str_is(s, "/")) w->class = WORD_NOUN;
    else w->class = WORD_STOP;
}

static void class_of_word(const struct scene *s, uint32_t token, struct word *w) {
    const struct token *t = &s->tokens->token[token];
    uint32_t count = 1;
    const struct lexicon_entry *e = lexicon_match(s->words, s->tokens, token, &count);
    for (uint32_t k = token + 1; k < token + count; k++)
        if (s->name_at[k] != NO_INDEX) { /* "at First Bank" is not "at first" */
            e = lexicon_find(s->words, t->lower);
            count = 1;
        }
    if (e) {
        struct str name = lexicon_column(e, 1);
        for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
            if (str_is(name, classes[i].name)) w->class = classes[i].class;
        w->money_word = str_is(name, "money");
        w->form = form_named(lexicon_column(e, 2));
        w->length = (uint8_t)count;
    } else if (t->lower.n > 4 && str_ends(t->lower, STR("ly")) && t->shape == SHAPE_LOWER) w->class = WORD_ADV;
    else if (t->lower.n > 4 && str_ends(t->lower, STR("ed")) && t->shape == SHAPE_LOWER) {
        w->class = WORD_VERB;
        w->form = FORM_PASTPART;
    }
}

/* Verbs inside a sentence are written small; a capital there starts a name or a title. */
static bool may_be_verb(const struct scene *s, uint32_t token) {
    return s->tokens->token[token].shape == SHAPE_LOWER || token == s->first;
}

static void class_of_trigger(const struct scene *s, uint32_t token, struct word *w) {
    uint32_t count = 1;
    const struct lexicon_entry *e = lexicon_match(s->verbs, s->tokens, token, &count);
    if (e) {
        w->class = WORD_VERB;
        w->verb = e;
        w->form = form_named(lexicon_column(e, 1));
        w->length = (uint8_t)count;
    }
    if (w->class == WORD_VERB) {
        w->noun = lexicon_find(s->nouns, s->tokens->token[token].lower) ||
                  lexicon_find(s->roles, s->tokens->token[token].lower);
        if (!may_be_verb(s, token)) w->class = WORD_NOUN;
    }
    w->modality = lexicon_find(s->modality_words, s->tokens->token[token].lower);
}

static void class_of_token(const struct scene *s, uint32_t token) {
    struct word *w = word_at(s, token);
    const struct token *t = &s->tokens->token[token];
    *w = (struct word){.class = WORD_NOUN, .length = 1};
    uint32_t m = s->name_at[token];
    enum mention_label label = m == NO_INDEX ? LABEL_REF : s->reading->mentions[m].label;
    if (label == LABEL_PER || label == LABEL_ORG || label == LABEL_LOC) w->class = WORD_NAME;
    else if (label == LABEL_DATE) w->class = WORD_DATE;
    else if (label == LABEL_MONEY) w->class = WORD_MONEY;
    else if (t->kind == TOKEN_NUMBER) w->class = WORD_NUMBER;
    else if (t->kind == TOKEN_WORD || str_is(t->lower, "'s") || str_is(t->lower, "’s")) {
        class_of_word(s, token, w);
        class_of_trigger(s, token, w);
        if (str_is(t->lower, "'s") || str_is(t->lower, "’s")) w->class = WORD_POSS;
    } else if (t->kind != TOKEN_SYMBOL && t->kind != TOKEN_ADDRESS)
        class_of_mark(t, w, token > s->first && word_at(s, token - 1)->class <= WORD_NAME);
}

/* "secretary of state", "phone call": roles and nouns of several words are no prepositions and verbs. */
static void join_phrases(const struct scene *s) {
    for (uint32_t t = s->first; t < s->end; t++) {
        enum word_class c = word_at(s, t)->class;
        if (c != WORD_NOUN && c != WORD_VERB && c != WORD_PREP) continue; /* "per cent" begins like a preposition */
        uint32_t count = 1, other = 1;
        lexicon_match(s->roles, s->tokens, t, &count);
        lexicon_match(s->nouns, s->tokens, t, &other);
        if (other > count) count = other;
        if (count < 2) continue;
        bool names = false;
        for (uint32_t k = t; k < t + count; k++) names |= word_at(s, k)->class == WORD_NAME;
        for (uint32_t k = t; k < t + count && !names; k++) word_at(s, k)->class = WORD_NOUN;
        t += count - 1;
    }
}

/* "to" before a verb is no preposition; "that" after a noun and before a verb is a relative. "her" before a verb or a
 * mark stands alone. */
static void settle(const struct scene *s) {
    for (uint32_t t = s->first; t < s->end; t++) {
        struct word *w = word_at(s, t);
        struct str lower = s->tokens->token[t].lower;
        uint32_t next = t + 1;
        while (class_at(s, next) == WORD_ADV) next++;
        enum word_class n = class_at(s, next);
        uint8_t form = next < s->end ? word_at(s, next)->form : FORM_NONE;
        if (w->class == WORD_PREP && str_is(lower, "to")) {
            if (n == WORD_BE || n == WORD_HAVE || n == WORD_DO ||
                (n == WORD_VERB && (form == FORM_BASE || form == FORM_ANY)))
                w->class = WORD_TO;
        } else if (w->class == WORD_POSSPRON && str_is(lower, "her")) {
            if (n != WORD_NOUN && n != WORD_NUMBER && n != WORD_NAME && !(n == WORD_VERB && word_at(s, next)->noun))
                w->class = WORD_PRON;
        } else if (w->class == WORD_SUB && str_is(lower, "that") && t > s->first) {
            enum word_class p = class_at(s, t - 1);
            bool verb = n == WORD_BE || n == WORD_HAVE || n == WORD_MODAL || (n == WORD_VERB && form != FORM_BASE);
            if ((p == WORD_NAME || p == WORD_NOUN) && verb) w->class = WORD_REL;
        }
    }
}

/* ---- which words are verbs here ---- */

static bool plural_subject(const struct scene *s, uint32_t token) {
    static const char *const plural[] = {"they", "we", "i", "you", "who", "which", "that"};
    struct str lower = s->tokens->token[token].lower;
    for (size_t i = 0; i < sizeof plural / sizeof *plural; i++)
        if (str_is(lower, plural[i])) return true;
    return word_at(s, token)->class == WORD_NOUN && lower.n > 3 && str_ends(lower, STR("s")) &&
           !str_ends(lower, STR("ss"));
}

static bool starts_object(enum word_class n) {
    return n == WORD_NAME || n == WORD_DET || n == WORD_POSSPRON || n == WORD_PRON || n == WORD_MONEY ||
           n == WORD_NUMBER;
}

/* After another verb only one that bends it ("avoided meeting"); else an adjective ("defeated visiting champion A"). */
static bool ing_is_verb(const struct word *w, enum word_class before, enum word_class after) {
    if (!w->noun) return before != WORD_NOUN || starts_object(after) || after == WORD_PREP || after == WORD_TO;
    if (before == WORD_BE || before == WORD_SUB) return true;
    if (before == WORD_NAME || before == WORD_NOUN) return false;
    return starts_object(after) && after != WORD_NUMBER;
}

static bool s_is_verb(const struct scene *s, const struct word *w, uint32_t before, enum word_class after) {
    switch (class_at(s, before)) {
    case WORD_NAME:
    case WORD_PRON:
    case WORD_REL:
    case WORD_CLOSE:
    case WORD_COMMA:
    case WORD_QUOTE:
    case WORD_DATE:
    case WORD_CONJ: return !w->noun || starts_object(after);
    case WORD_NOUN: return !w->noun || starts_object(after);
    default: return false;
    }
}

static bool verb_here(const struct scene *s, uint32_t token) {
    const struct word *w = word_at(s, token);
    if (w->class != WORD_VERB) return false;
    uint32_t before = token;
    do {
        if (before == s->first) return w->form == FORM_ING || w->form == FORM_PASTPART || w->form == FORM_PART;
        before--;
    } while (class_at(s, before) == WORD_ADV || class_at(s, before) == WORD_NOT);
    enum word_class p = class_at(s, before), n = class_at(s, token + w->length);
    if (p == WORD_DET || p == WORD_POSSPRON || p == WORD_POSS || p == WORD_NUMBER || p == WORD_MONEY) return false;
    if (p == WORD_TO || p == WORD_MODAL || p == WORD_DO) return true;
    switch (w->form) {
    case FORM_BASE:
        if (s->question && p == WORD_NAME) return true; /* "Did A meet B?" */
        return p == WORD_REL || p == WORD_CONJ ||
               ((p == WORD_PRON || p == WORD_NOUN) && plural_subject(s, before) && !(w->noun && p == WORD_NOUN));
    case FORM_S: return s_is_verb(s, w, before, n);
    case FORM_ING: return !(p == WORD_VERB && !word_at(s, before)->modality) && ing_is_verb(w, p, n);
    case FORM_NONE: return false;
    default: return p != WORD_PREP && !(p == WORD_NOUN && n == WORD_NOUN && w->form == FORM_PASTPART && !w->verb);
    }
}

/* ---- units ---- */

static struct unit *push(struct scene *s, enum unit_kind kind, uint32_t first, uint32_t end) {
    struct unit *u = &s->units[s->unit_count++];
    *u = (struct unit){.kind = (uint8_t)kind,
                       .first = first,
                       .end = end,
                       .mention = NO_INDEX,
                       .owner = NO_INDEX,
                       .premod = NO_INDEX,
                       .money = NO_INDEX};
    return u;
}

/* An adverb inside a noun phrase: "a wholly owned subsidiary", "her first husband". */
static bool qualifies(const struct scene *s, uint32_t t, const struct word *before) {
    if (before->class != WORD_DET && before->class != WORD_POSSPRON && before->class != WORD_POSS) return false;
    enum word_class next = class_at(s, t + 1);
    return next == WORD_NOUN || (next == WORD_VERB && !verb_here(s, t + 1));
}

/* One more part of a noun phrase: gives its end, or 0 when the phrase ends before it. */
static uint32_t part_of_phrase(const struct scene *s, uint32_t start, uint32_t t) {
    const struct word *w = word_at(s, t), *before = t > start ? word_at(s, t - 1) : NULL;
    uint32_t m = s->name_at[t];
    switch (w->class) {
    case WORD_PRON: return before ? 0 : t + 1;
    case WORD_DET:
    case WORD_POSSPRON: return before && before->class != WORD_DET ? 0 : t + 1;
    case WORD_NUMBER: return t + 1;
    case WORD_POSS: return before ? t + 1 : 0;
    case WORD_ADV: return before && qualifies(s, t, before) ? t + 1 : 0;
    case WORD_NOUN: return t + 1;
    case WORD_VERB: return verb_here(s, t) ? 0 : t + 1;
    case WORD_NAME:
        if (before && before->class == WORD_NAME && s->reading->mentions[s->name_at[t - 1]].label == LABEL_PER)
            return 0;
        if (before && before->class == WORD_MONEY) return 0;
        return s->reading->mentions[m].end_token;
    case WORD_MONEY: return before && before->class == WORD_NAME ? 0 : s->reading->mentions[m].end_token;
    default: return 0;
    }
}

/* The last role and trigger noun of the phrase: the role may stand before a name, the noun ends the phrase. */
static void find_head(const struct scene *s, struct unit *u) {
    uint32_t name = u->mention == NO_INDEX || s->name_at[u->end - 1] != u->mention
                        ? u->end
                        : s->reading->mentions[u->mention].first_token;
    for (uint32_t t = u->first; t < u->end; t++) {
        if (word_at(s, t)->class == WORD_NAME && !(t == name && u->mention != NO_INDEX)) continue;
        uint32_t count = 1;
        const struct lexicon_entry *e = lexicon_match(s->roles, s->tokens, t, &count);
        if (e && t + count <= u->end && (t + count == name || t + count == u->end || t == name)) {
            if (t == name && t + count >= u->end) continue; /* a name that is a role word */
            u->role = e;
            u->role_first = t;
            u->role_end = t + count;
            t += count - 1;
            continue;
        }
        e = lexicon_match(s->nouns, s->tokens, t, &count);
        if (!e || t + count != u->end) continue;
        u->noun = e;
        u->noun_first = t;
        break;
    }
}

bool scene_is_nation(const struct scene *s, uint32_t token) {
    uint32_t m = s->ref_at[token];
    if (m == NO_INDEX || s->reading->mentions[m].first_token != token || s->reading->mentions[m].entity == NO_INDEX)
        return false;
    return s->reading->clusters[s->reading->mentions[m].entity].label == LABEL_LOC;
}

void scene_describe(const struct scene *s, struct unit *u) {
    uint32_t last = u->end - 1;
    u->pronoun = word_at(s, u->first)->class == WORD_PRON;
    u->number = u->end == u->first + 1 && word_at(s, u->first)->class == WORD_NUMBER;
    uint32_t at_end = s->name_at[last];
    if (at_end != NO_INDEX && word_at(s, last)->class == WORD_NAME) u->mention = at_end;
    else if (word_at(s, last)->class != WORD_POSS && s->ref_at[last] != NO_INDEX &&
             s->reading->mentions[s->ref_at[last]].end_token == u->end)
        u->mention = s->ref_at[last];
    for (uint32_t t = u->first; t < u->end; t++) {
        const struct word *w = word_at(s, t);
        uint32_t m = s->name_at[t];
        u->money_word |= w->money_word;
        if (w->class == WORD_POSS && t > u->first) {
            u->owner = s->name_at[t - 1] != NO_INDEX ? s->name_at[t - 1] : s->ref_at[t - 1];
            u->premod = NO_INDEX;
        } else if (w->class == WORD_POSSPRON) u->owner = s->ref_at[t], u->possessive = true;
        else if (w->class == WORD_MONEY) u->money = m;
        else if (w->class == WORD_NAME && m != u->mention) u->premod = m;
        else if (scene_is_nation(s, t) && t + 1 < u->end && u->premod == NO_INDEX) u->premod = s->ref_at[t];
    }
    /* "A's" before another noun is an owner, no modifier of its own owner */
    if (u->premod != NO_INDEX && u->premod == u->owner) u->premod = NO_INDEX;
    find_head(s, u);
}

static uint32_t take_phrase(struct scene *s, uint32_t t) {
    uint32_t end = t, next;
    while (end < s->end && (next = part_of_phrase(s, t, end)) != 0) {
        bool pronoun = word_at(s, end)->class == WORD_PRON;
        end = next;
        if (pronoun) break;
    }
    if (end > s->end) end = s->end; /* a mention never reaches over its sentence; if it does, the sentence wins */
    if (end == t) return t;
    scene_describe(s, push(s, UNIT_NP, t, end));
    return end;
}

static uint8_t modality_named(struct str name) {
    for (uint8_t i = 0; i <= MODALITY_CONDITIONAL; i++)
        if (str_is(name, modalities[i])) return i;
    return MODALITY_FACT;
}

static void lexical(const struct scene *s, struct unit *u, uint32_t t, bool be, bool auxiliary) {
    const struct word *w = word_at(s, t);
    u->verb_first = t;
    u->end = t + w->length;
    u->verb = w->verb;
    if (w->modality &&
        (str_is(lexicon_column(w->modality, 1), "verb") || str_is(lexicon_column(w->modality, 1), "adjective")))
        u->bend = w->modality;
    bool participle = w->form == FORM_PART || w->form == FORM_PASTPART || w->form == FORM_ANY;
    u->ing = w->form == FORM_ING && !auxiliary;
    u->passive = be && participle;
    u->bare_participle = !auxiliary && participle && w->form != FORM_ANY && !u->infinitive;
}

/* After "is", "has been": an adjective that bends what follows ("due to meet"), or a participle. */
static bool lexical_here(const struct scene *s, uint32_t t, bool be) {
    const struct word *w = word_at(s, t);
    if (w->class == WORD_VERB) return be ? w->form >= FORM_PAST : true;
    return be && w->modality && str_is(lexicon_column(w->modality, 1), "adjective");
}

static uint32_t skip_adverbs(const struct scene *s, uint32_t t, struct unit *u) {
    for (; t < s->end && (class_at(s, t) == WORD_ADV || class_at(s, t) == WORD_NOT); t++) {
        const struct word *w = word_at(s, t);
        if (w->class == WORD_NOT) u->negated = !str_is(s->tokens->token[t].lower, "neither") || u->negated;
        else if (w->modality) u->modality = modality_named(lexicon_column(w->modality, 2));
    }
    return t;
}

/* A verb group: "to" and auxiliaries, then the verb. Gives its end, or t when there is none. */
static uint32_t take_verb(struct scene *s, uint32_t t) {
    struct unit u = {.kind = UNIT_VERB,
                     .first = t,
                     .end = t,
                     .mention = NO_INDEX,
                     .owner = NO_INDEX,
                     .premod = NO_INDEX,
                     .money = NO_INDEX};
    bool be = false, auxiliary = false, have = false;
    uint32_t at = skip_adverbs(s, t, &u);
    for (; at < s->end; at = skip_adverbs(s, at + 1, &u)) {
        const struct word *w = word_at(s, at);
        if (w->class == WORD_TO) u.infinitive = !auxiliary, u.modality = auxiliary ? MODALITY_PLAN : u.modality;
        else if (w->class == WORD_BE) be = true, u.ing |= str_is(s->tokens->token[at].lower, "being");
        else if (w->class == WORD_HAVE) have = true;
        else if (w->class == WORD_MODAL) {
            if (w->modality) u.modality = modality_named(lexicon_column(w->modality, 2));
        } else if (w->class != WORD_DO) break;
        auxiliary |= w->class != WORD_TO;
        u.end = at + 1;
        u.verb_first = at;
    }
    if (at < s->end && (lexical_here(s, at, be) && (auxiliary || u.infinitive || verb_here(s, at))))
        lexical(s, &u, at, be, auxiliary);
    else if (!auxiliary) return t;
    else u.copula = be, u.have = have && !be;
    if (u.infinitive) u.bare_participle = false;
    s->units[s->unit_count++] = u;
    return u.end;
}

static bool mark(struct scene *s, uint32_t t) {
    static const struct {
        uint8_t class, kind;
    } marks[] = {{WORD_PREP, UNIT_PREP},   {WORD_COMMA, UNIT_COMMA}, {WORD_CONJ, UNIT_CONJ},   {WORD_REL, UNIT_REL},
                 {WORD_SUB, UNIT_SUB},     {WORD_OPEN, UNIT_OPEN},   {WORD_CLOSE, UNIT_CLOSE}, {WORD_DASH, UNIT_DASH},
                 {WORD_QUOTE, UNIT_QUOTE}, {WORD_STOP, UNIT_STOP},   {WORD_TO, UNIT_PREP}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].class == word_at(s, t)->class) {
            push(s, marks[i].kind, t, t + 1);
            return true;
        }
    return false;
}

void scene_cut(struct scene *s, uint32_t sentence) {
    const struct sentence *in = &s->tokens->sentence[sentence];
    s->sentence = sentence;
    s->first = in->first_token;
    s->end = in->end_token;
    s->unit_count = 0;
    s->question = s->end > s->first && str_is(s->tokens->token[s->end - 1].lower, "?");
    for (uint32_t t = s->first; t < s->end; t++) class_of_token(s, t);
    join_phrases(s);
    settle(s);
    for (uint32_t t = s->first, next; t < s->end; t = next) {
        if (class_at(s, t) == WORD_DATE) {
            next = s->reading->mentions[s->name_at[t]].end_token;
            push(s, UNIT_DATE, t, next)->mention = s->name_at[t];
            continue;
        }
        next = take_verb(s, t);
        if (next == t) next = take_phrase(s, t);
        if (next == t) next = t + 1, (void)mark(s, t);
    }
}

static void cover(uint32_t *at, const struct reading *r, bool references, const struct lexicon *demonyms) {
    memset(at, 0xff, r->tokens.token_count * sizeof *at);
    for (uint32_t m = 0; m < r->mention_count; m++) {
        const struct mention *x = &r->mentions[m];
        if ((x->label == LABEL_REF) != references) continue;
        if (!references && x->end_token == x->first_token + 1 &&
            lexicon_find(demonyms, r->tokens.token[x->first_token].lower))
            continue; /* "Russian" is no name, whatever the mention layer took it for */
        for (uint32_t t = x->first_token; t < x->end_token && t < r->tokens.token_count; t++) at[t] = m;
    }
}

static uint32_t longest_sentence(const struct tokens *t) {
    uint32_t longest = 1;
    for (uint32_t i = 0; i < t->sentence_count; i++) {
        uint32_t n = t->sentence[i].end_token - t->sentence[i].first_token;
        if (n > longest) longest = n;
    }
    return longest;
}

bool scene_open(struct scene *s, const struct language *l, struct reading *r, struct arena *scratch,
                struct arena *results) {
    if (!r->tokens.token_count) return false;
    const struct lexicons *x = &l->lexicons;
    *s = (struct scene){.language = l, .reading = r, .tokens = &r->tokens, .arena = results, .ties = VEC(struct tie)};
    s->words = lexicon_get(x, "tie_words");
    s->verbs = lexicon_get(x, "tie_verbs");
    s->frames = lexicon_get(x, "tie_frames");
    s->nouns = lexicon_get(x, "tie_nouns");
    s->roles = lexicon_get(x, "roles");
    s->light = lexicon_get(x, "tie_light");
    s->blockers = lexicon_get(x, "tie_blockers");
    s->modality_words = lexicon_get(x, "tie_modality");
    s->name_at = arena_array(scratch, r->tokens.token_count, sizeof *s->name_at);
    s->ref_at = arena_array(scratch, r->tokens.token_count, sizeof *s->ref_at);
    cover(s->name_at, r, false, lexicon_get(x, "demonyms"));
    cover(s->ref_at, r, true, NULL);
    uint32_t longest = longest_sentence(&r->tokens);
    s->words_at = arena_array(scratch, longest, sizeof *s->words_at);
    s->units = arena_array(scratch, longest, sizeof *s->units);
    return true;
}
