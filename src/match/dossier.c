#include "match/dossier.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "match/resolve.h"
#include "model/date.h"

#include <string.h>

static struct dossier *find(const struct dossiers *all, int64_t id) {
    uint32_t lo = 0, hi = all->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (all->items[mid].id < id) lo = mid + 1;
        else hi = mid;
    }
    return lo < all->count && all->items[lo].id == id ? &all->items[lo] : NULL;
}

/* Edges and other things without a name of their own are not compared: they have no row in `name`. */
static bool load_entities(struct store *s, struct dossiers *all, struct err *e) {
    struct vec items = VEC(struct dossier);
    struct query r;
    query_open(&r, s,
               "SELECT e.id, e.schema, e.caption, iif(src.format = 'table', NULL, src.dataset), src.id, "
               "EXISTS (SELECT 1 FROM mention m WHERE m.entity = e.id), "
               "(SELECT max(n.id) FROM name n WHERE n.entity = e.id) > "
               "coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'resolved'), 0) "
               "FROM entity e JOIN source src ON src.id = e.source "
               "WHERE EXISTS (SELECT 1 FROM name n WHERE n.entity = e.id) ORDER BY e.id");
    while (query_next(&r)) {
        struct dossier *d = vec_push(&items);
        d->id = query_int(&r, 0);
        d->schema = query_str(&r, 1, &all->arena);
        d->caption = query_str(&r, 2, &all->arena);
        d->dataset = query_str(&r, 3, &all->arena);
        if (query_int(&r, 5)) d->document = query_int(&r, 4);
        d->fresh = query_int(&r, 6) != 0;
        d->kind = str_is(d->schema, "Address") ? NAME_PLACE : name_kind_of_schema(d->schema);
        all->fresh_count += d->fresh;
    }
    size_t n;
    all->items = vec_take(&items, &all->arena, &n);
    all->count = (uint32_t)n;
    return query_close(&r, e);
}

static bool load_names(struct store *s, struct dossiers *all, struct err *e) {
    struct query r;
    query_open(&r, s, "SELECT entity, value FROM name ORDER BY entity, id");
    while (query_next(&r)) {
        struct dossier *d = find(all, query_int(&r, 0));
        if (!d || d->name_count == DOSSIER_NAMES) continue;
        if (!d->names) {
            d->names = arena_array(&all->arena, DOSSIER_NAMES, sizeof *d->names);
            d->name_keys = arena_array(&all->arena, DOSSIER_NAMES, sizeof *d->name_keys);
        }
        name_parse(query_str(&r, 1, &all->arena), d->kind, &all->arena, &d->names[d->name_count++]);
    }
    return query_close(&r, e);
}

static const char *const id_props[] = {"leiCode",        "registrationNumber",
                                       "imoNumber",      "passportNumber",
                                       "taxNumber",      "innCode",
                                       "ogrnCode",       "wikidataId",
                                       "idNumber",       "swiftBic",
                                       "mmsi",           "okpoCode",
                                       "vatCode",        "isin",
                                       "uniqueEntityId", "socialSecurityNumber",
                                       "email",          "callSign"};

static void take_fact(struct dossier *d, struct str prop, struct str value, struct arena *a) {
    if (str_is(prop, "birthDate") && d->birth_count < 4) d->birth[d->birth_count++] = value;
    else if ((str_is(prop, "country") || str_is(prop, "nationality") || str_is(prop, "jurisdiction")) && !d->country.p)
        d->country = value;
    else if (str_is(prop, "gender") && !d->gender.p) d->gender = value;
    for (size_t i = 0; i < sizeof id_props / sizeof *id_props; i++)
        if (str_is(prop, id_props[i]) && d->id_count < DOSSIER_IDS && value.n >= 5) {
            /* A register's number is often given under idNumber by another: the value alone decides. */
            bool mail = str_is(prop, "email");
            d->ids[d->id_count++] = arena_printf(a, "%s:%.*s", mail ? "mail" : "id", STR_ARG(value));
            return;
        }
}

static bool load_facts(struct store *s, struct dossiers *all, struct err *e) {
    struct query r;
    query_open(&r, s, "SELECT entity, prop, value FROM statement ORDER BY entity, id");
    while (query_next(&r)) {
        struct dossier *d = find(all, query_int(&r, 0));
        if (d) take_fact(d, query_str(&r, 1, &all->arena), query_str(&r, 2, &all->arena), &all->arena);
    }
    return query_close(&r, e);
}

static void add_keys(struct dossier *d, struct arena *a) {
    struct map seen = {0};
    bool fresh;
    for (uint32_t i = 0; i < d->name_count; i++) {
        struct str keys[NAME_KEYS];
        size_t n = name_keys(&d->names[i], a, keys);
        for (size_t k = 0; k < n; k++) {
            map_put(&seen, keys[k], &fresh);
            d->name_keys[i][k] = str_hash(keys[k]) | 1;
        }
    }
    for (uint32_t i = 0; i < d->id_count; i++) map_put(&seen, d->ids[i], &fresh);
    d->keys = arena_array(a, seen.n, sizeof *d->keys);
    for (size_t i = 0; i < seen.n; i++) d->keys[d->key_count++] = arena_copy(a, map_at(&seen, i)->key);
    map_done(&seen);
}

bool dossiers_load(struct store *s, struct dossiers *all, struct err *e) {
    *all = (struct dossiers){0};
    if (!load_entities(s, all, e)) return dossiers_done(all), false;
    if (!all->fresh_count) return true;
    if (!load_names(s, all, e) || !load_facts(s, all, e)) return dossiers_done(all), false;
    for (uint32_t i = 0; i < all->count; i++) add_keys(&all->items[i], &all->arena);
    return true;
}

void dossiers_done(struct dossiers *all) { arena_done(&all->arena); }

static bool person(const struct dossier *d) { return d->kind == NAME_PERSON; }
static bool thing_kind(const struct dossier *d, enum name_kind k) { return d->kind == k; }

/* Running text does not always tell whether a name is a place's or a company's: a document's place may be either. */
static bool maybe_no_place(const struct dossier *place, const struct dossier *other) {
    return place->document && thing_kind(place, NAME_PLACE) && !thing_kind(other, NAME_PLACE) && !person(other);
}

bool dossier_kinds_fit(const struct dossier *a, const struct dossier *b) {
    if (maybe_no_place(a, b) || maybe_no_place(b, a)) return true;
    if (thing_kind(a, NAME_PLACE) != thing_kind(b, NAME_PLACE)) return false;
    if (thing_kind(a, NAME_VESSEL) != thing_kind(b, NAME_VESSEL)) return false;
    return !(person(a) && thing_kind(b, NAME_ORGANIZATION)) && !(person(b) && thing_kind(a, NAME_ORGANIZATION));
}

bool dossier_comparable(const struct dossier *a, const struct dossier *b) {
    return !(a->document && a->document == b->document) && dossier_kinds_fit(a, b);
}

/* An identifier that both have, or absent. */
static struct str shared_id(const struct dossier *a, const struct dossier *b) {
    for (uint32_t i = 0; i < a->id_count; i++)
        for (uint32_t k = 0; k < b->id_count; k++)
            if (str_eq(a->ids[i], b->ids[k])) return a->ids[i];
    return (struct str){0};
}

/* Two known birth dates that cannot be one. Written dates may be years apart on one list, so every pair must differ. */
static bool birth_conflict(const struct dossier *a, const struct dossier *b) {
    bool known = false;
    for (uint32_t i = 0; i < a->birth_count; i++)
        for (uint32_t k = 0; k < b->birth_count; k++) {
            struct date x, y;
            if (!date_parse(a->birth[i], &x) || !date_parse(b->birth[k], &y)) continue;
            if (date_overlaps(x, y)) return false;
            known = true;
        }
    return known;
}

static struct name_facts facts_of(const struct dossier *d) {
    return (struct name_facts){d->birth_count ? d->birth[0] : (struct str){0}, d->country, d->gender, {0}};
}

/* Full tokens of a name; initials and titles do not tell one person from another. */
static uint32_t full_tokens(const struct name *n) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < n->count; i++)
        count += n->tokens[i].class != NAME_INITIAL && n->tokens[i].class != NAME_TITLE &&
                 n->tokens[i].class != NAME_PARTICLE && n->tokens[i].class != NAME_LEGAL_FORM;
    return count;
}

static bool written_alike(const struct name *a, const struct name *b) {
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!str_eq(a->tokens[i].folded, b->tokens[i].folded)) return false;
    return true;
}

/* "Sample Holdings" and "Sample Holdings Ltd": alike but for a legal form that one of them leaves out. */
static bool alike_but_form(const struct name *a, const struct name *b) {
    uint32_t i = 0, k = 0;
    bool forms_a = false, forms_b = false;
    for (;;) {
        for (; i < a->count && a->tokens[i].class == NAME_LEGAL_FORM; i++) forms_a = true;
        for (; k < b->count && b->tokens[k].class == NAME_LEGAL_FORM; k++) forms_b = true;
        if (i == a->count || k == b->count) break;
        if (!str_eq(a->tokens[i++].folded, b->tokens[k++].folded)) return false;
    }
    return i == a->count && k == b->count && forms_a != forms_b;
}

static bool share_key(const uint64_t a[NAME_KEYS], const uint64_t b[NAME_KEYS]) {
    for (size_t i = 0; i < NAME_KEYS && a[i]; i++)
        for (size_t k = 0; k < NAME_KEYS && b[k]; k++)
            if (a[i] == b[k]) return true;
    return false;
}

/* The pair of names that speaks most for identity; names without a common key are not looked at. */
static double best_names(const struct dossier *a, const struct dossier *b, const struct name **x,
                         const struct name **y) {
    struct name_facts fa = facts_of(a), fb = facts_of(b);
    double best = -1;
    for (uint32_t i = 0; i < a->name_count; i++)
        for (uint32_t k = 0; k < b->name_count; k++) {
            struct name_match m;
            if (!share_key(a->name_keys[i], b->name_keys[k])) continue;
            name_compare_facts(&a->names[i], &fa, &b->names[k], &fb, NULL, &m);
            if (m.score <= best) continue;
            best = m.score;
            *x = &a->names[i];
            *y = &b->names[k];
        }
    return best;
}

static void say(struct verdict *v, enum verdict_kind kind, double score, struct str reason) {
    *v = (struct verdict){kind, score, reason};
}

static struct str both_named(const struct name *x, const struct name *y, struct arena *arena) {
    if (written_alike(x, y)) return arena_printf(arena, "both are named \"%.*s\"", STR_ARG(x->written));
    return arena_printf(arena, "\"%.*s\" and \"%.*s\"", STR_ARG(x->written), STR_ARG(y->written));
}

/* Places are joined by their written name only: near spellings are other towns. A single word is too little to tell
 * that what a document takes for a place is something else. */
static void compare_places(const struct dossier *a, const struct dossier *b, struct arena *arena, struct verdict *out) {
    const struct name *x = &a->names[0], *y = &b->names[0];
    bool other = a->kind != b->kind;
    if (other && full_tokens(x) < 2) return;
    if (written_alike(x, y) || (other && alike_but_form(x, y))) say(out, VERDICT_SAME, 0.95, both_named(x, y, arena));
}

static void say_born(const struct dossier *a, const struct dossier *b, double score, struct str names,
                     struct arena *arena, struct verdict *out) {
    say(out, VERDICT_DIFFERENT, score,
        arena_printf(arena, "%.*s, but born %.*s and %.*s", STR_ARG(names), STR_ARG(a->birth[0]),
                     STR_ARG(b->birth[0])));
}

/* A list gives each of its entities one number: two numbers are two entities, however alike their names. Only names
 * that are written alike are worth a word. */
static void within_list(const struct dossier *a, const struct dossier *b, struct arena *arena, struct verdict *out) {
    for (uint32_t i = 0; i < a->name_count; i++)
        for (uint32_t k = 0; k < b->name_count; k++) {
            const struct name *x = &a->names[i], *y = &b->names[k];
            if (!written_alike(x, y) || full_tokens(x) < 2) continue;
            struct str names = both_named(x, y, arena);
            if (birth_conflict(a, b)) say_born(a, b, 0.5, names, arena, out);
            else
                say(out, VERDICT_CANDIDATE, 0.5,
                    arena_printf(arena, "%.*s, under two numbers of %.*s", STR_ARG(names), STR_ARG(a->dataset)));
            return;
        }
}

static void by_name(const struct dossier *a, const struct dossier *b, struct arena *arena, struct verdict *out) {
    const struct name *x = NULL, *y = NULL;
    double score = best_names(a, b, &x, &y);
    if (!x) return;
    bool one_word = full_tokens(x) < 2 || full_tokens(y) < 2, alike = written_alike(x, y);
    if (score < RESOLVE_PROPOSE && !alike) return;
    if (birth_conflict(a, b)) say_born(a, b, score, both_named(x, y, arena), arena, out);
    else if (score >= RESOLVE_PROPOSE) {
        /* A surname alone fits a whole family: it is proposed, never joined. */
        bool surname = one_word && (person(a) || person(b) || !alike);
        bool same = !surname && (score >= RESOLVE_JOIN || alike_but_form(x, y));
        say(out, same ? VERDICT_SAME : VERDICT_CANDIDATE, score, both_named(x, y, arena));
    }
}

void dossier_compare(const struct dossier *a, const struct dossier *b, struct arena *arena, struct verdict *out) {
    *out = (struct verdict){VERDICT_NONE, 0, {0}};
    if (!a->name_count || !b->name_count) return;
    struct str id = shared_id(a, b);
    if (id.p && !birth_conflict(a, b)) {
        say(out, str_starts(id, STR("mail:")) ? VERDICT_CANDIDATE : VERDICT_SAME, 0.99,
            arena_printf(arena, "both have the identifier %.*s",
                         STR_ARG(str_cut(id, str_find_byte(id, ':', 0) + 1, id.n))));
        if (out->kind == VERDICT_SAME) return;
    }
    struct verdict names = {0};
    if (a->kind == NAME_PLACE || b->kind == NAME_PLACE) compare_places(a, b, arena, &names);
    else if (a->dataset.p && str_eq(a->dataset, b->dataset)) within_list(a, b, arena, &names);
    else by_name(a, b, arena, &names);
    if (names.kind == VERDICT_SAME || names.kind == VERDICT_DIFFERENT || out->kind == VERDICT_NONE) *out = names;
}
