/* The dossier: names, identifiers, facts, ties, claims and denials, money, timeline; each line with its passage. */
#include "answer/answer.h"
#include "answer/cite.h"
#include "answer/subject.h"
#include "base/map.h"
#include "base/vec.h"

enum { FACTS = 200, TIMELINE = 100 };

struct fact {
    const char *sql, *key;
};

static struct json *fact_json(struct store *s, struct query *r, struct arena *a) {
    struct json *o = json_object(a);
    json_set_str(a, o, "prop", query_str(r, 0, a));
    json_set_str(a, o, "value", query_str(r, 1, a));
    json_set(a, o, "passage",
             query_null(r, 2) ? json_null(a) : cite_passage(s, query_int(r, 2), query_int(r, 3), query_int(r, 4), a));
    json_set_str(a, o, "publisher", query_str(r, 5, a));
    return o;
}

static bool add_facts(struct store *s, const struct fact *f, int64_t entity, struct arena *a, struct json *answer,
                      struct err *e) {
    struct json *list = json_set(a, answer, f->key, json_array(a));
    struct map seen = {0};
    struct query r;
    query_open(&r, s, f->sql);
    query_bind_int(&r, 1, entity);
    while (json_count(list) < FACTS && query_next(&r)) {
        bool fresh;
        struct json *o = fact_json(s, &r, a);
        map_put(&seen,
                arena_printf(a, "%.*s=%.*s", STR_ARG(json_text(json_get(o, STR("prop")))),
                             STR_ARG(json_text(json_get(o, STR("value"))))),
                &fresh);
        if (fresh) json_add(a, list, o);
    }
    map_done(&seen);
    return query_close(&r, e);
}

#define FACT_SELECT                                                                                                    \
    "SELECT t.prop, t.value, t.passage, t.\"from\", t.\"to\", src.publisher FROM statement t JOIN entity x ON x.id = " \
    "t.entity "                                                                                                        \
    "JOIN source src ON src.id = t.source WHERE x.canonical = ?1 AND t.prop "
#define NAME_PROPS "('name', 'alias', 'weakAlias', 'previousName', 'abbreviation')"
#define ID_PROPS                                                                                                       \
    "('leiCode', 'registrationNumber', 'imoNumber', 'passportNumber', 'taxNumber', 'innCode', 'ogrnCode', "            \
    "'wikidataId', 'idNumber', "                                                                                       \
    "'swiftBic', 'mmsi', 'okpoCode', 'vatCode', 'isin', 'uniqueEntityId', 'email', 'phone', 'website', 'callSign')"
#define PART_PROPS "('firstName', 'lastName', 'middleName', 'fatherName', 'secondName', 'motherName', 'nameSuffix')"

/* Who else this may be, or is held apart from: doubtful identity stays visible. One line for each other entity. */
static bool add_identity(struct store *s, int64_t entity, struct arena *a, struct json *answer, struct err *e) {
    struct json *list = json_set(a, answer, "identity", json_array(a));
    struct query r;
    query_open(
        &r, s,
        "SELECT j.judgement, j.score, j.reason, j.\"by\", iif(x.canonical = ?1, y.canonical, x.canonical) AS other, "
        "max(j.score + (j.judgement = 'different')) AS weight FROM judgement j "
        "JOIN entity x ON x.id = j.a JOIN entity y ON y.id = j.b "
        "WHERE (x.canonical = ?1) + (y.canonical = ?1) = 1 AND j.judgement <> 'same' "
        "GROUP BY other ORDER BY weight DESC, other LIMIT 40");
    query_bind_int(&r, 1, entity);
    while (query_next(&r)) {
        struct json *o = json_add(a, list, json_object(a));
        json_set_str(a, o, "judgement", query_str(&r, 0, a));
        json_set(a, o, "entity", entity_json(s, query_int(&r, 4), a));
        json_set(a, o, "score", json_real(a, query_real(&r, 1), 4));
        json_set_str(a, o, "reason", query_str(&r, 2, a));
        json_set_str(a, o, "by", query_str(&r, 3, a));
    }
    return query_close(&r, e);
}

/* Where a listed name of them was found that nothing else had seen there (ingest/lists.h). */
static bool add_listed(struct store *s, int64_t entity, struct arena *a, struct json *answer, struct err *e) {
    struct json *list = json_array(a);
    struct query r;
    query_open(&r, s,
               "SELECT m.passage, m.\"from\", m.\"to\" FROM mention m JOIN entity x ON x.id = m.entity "
               "WHERE x.canonical = ? AND x.key GLOB '*.l[0-9]*.[0-9]*' ORDER BY m.passage, m.\"from\" LIMIT 200");
    query_bind_int(&r, 1, entity);
    while (query_next(&r)) json_add(a, list, cite_passage(s, query_int(&r, 0), query_int(&r, 1), query_int(&r, 2), a));
    if (json_count(list)) json_set(a, answer, "listed", list);
    return query_close(&r, e);
}

/* The members and why they are one. */
static bool add_members(struct store *s, int64_t entity, struct arena *a, struct json *answer, struct err *e) {
    struct json *list = json_set(a, answer, "members", json_array(a));
    struct query r;
    query_open(
        &r, s,
        "SELECT m.id, m.key, m.caption, src.name, (SELECT j.reason FROM judgement j WHERE j.judgement = 'same' AND "
        "m.id IN (j.a, j.b) ORDER BY j.score DESC, j.id LIMIT 1) FROM entity m JOIN source src ON src.id = m.source "
        "WHERE m.canonical = ? ORDER BY m.id LIMIT 100");
    query_bind_int(&r, 1, entity);
    while (query_next(&r)) {
        struct json *o = json_add(a, list, json_object(a));
        json_set_int(a, o, "id", query_int(&r, 0));
        json_set_str(a, o, "key", query_str(&r, 1, a));
        json_set_str(a, o, "name", query_str(&r, 2, a));
        json_set_str(a, o, "file", query_str(&r, 3, a));
        json_set_str(a, o, "reason", query_str(&r, 4, a));
    }
    return query_close(&r, e);
}

struct moment {
    struct date date;
    struct json *entry;
};

static int moment_cmp(const void *x, const void *y) {
    return date_cmp(((const struct moment *)x)->date, ((const struct moment *)y)->date);
}

static void add_moments(const struct json *list, const char *what, const char *date_key, struct arena *a,
                        struct vec *moments) {
    for (size_t i = 0; i < json_count(list); i++) {
        const struct json *item = json_at(list, i);
        struct str text = json_text(json_get(item, str_of(date_key)));
        struct date d;
        if (!text.n || !date_parse(text, &d)) continue;
        struct json *o = json_object(a);
        json_set_str(a, o, "date", text);
        json_set_str(a, o, "what", str_of(what));
        json_set(a, o, what, (struct json *)item);
        *(struct moment *)vec_push(moments) = (struct moment){d, o};
    }
}

static void add_timeline(struct arena *a, struct json *answer) {
    struct vec moments = VEC(struct moment);
    const struct json *ties = json_get(answer, STR("ties"));
    for (size_t i = 0; i < json_count(ties); i++)
        add_moments(json_get(json_at(ties, i), STR("evidence")), "tie", "date", a, &moments);
    add_moments(json_get(answer, STR("claims")), "claim", "said_date", a, &moments);
    vec_sort(&moments, moment_cmp);
    struct json *list = json_set(a, answer, "timeline", json_array(a));
    for (size_t i = 0; i < moments.n && i < TIMELINE; i++) json_add(a, list, VEC_AT(&moments, struct moment, i)->entry);
    vec_done(&moments);
}

static void add_money(struct arena *a, struct json *answer) {
    struct json *list = json_set(a, answer, "money", json_array(a));
    const struct json *ties = json_get(answer, STR("ties"));
    for (size_t i = 0; i < json_count(ties); i++) {
        const struct json *evidence = json_get(json_at(ties, i), STR("evidence"));
        for (size_t k = 0; k < json_count(evidence); k++)
            if (json_count(json_get(json_at(evidence, k), STR("amount"))))
                json_add(a, list, (struct json *)json_at(evidence, k));
    }
}

/* Parts of other answers, as members of this one. */
static bool add_part(answer_fn *ask, struct store *s, const struct question *q, const char *from, const char *to,
                     struct arena *a, struct json *answer, struct err *e) {
    struct json *part;
    if (!ask(s, q, a, &part, e)) return false;
    json_set(a, answer, to, (struct json *)json_get(part, str_of(from)));
    return true;
}

bool answer_who(struct store *s, const struct question *q, struct arena *a, struct json **out, struct err *e) {
    static const struct fact facts[] = {{FACT_SELECT "IN " NAME_PROPS " ORDER BY t.prop <> 'name', t.id", "names"},
                                        {FACT_SELECT "IN " ID_PROPS " ORDER BY t.prop, t.id", "identifiers"},
                                        {FACT_SELECT "NOT IN " NAME_PROPS " AND t.prop NOT IN " ID_PROPS
                                                     " AND t.prop NOT IN " PART_PROPS " ORDER BY t.prop, t.id",
                                         "facts"}};
    int64_t entity;
    if (!answer_begin(s, q->subject, a, out, &entity, e)) return false;
    struct json *answer = *out;
    if (!entity) return true;
    struct question one = *q;
    one.subject = arena_printf(a, "#%lld", (long long)entity);
    one.other = (struct str){0};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (!add_facts(s, &facts[i], entity, a, answer, e)) return false;
    if (!add_part(answer_ties, s, &one, "ties", "ties", a, answer, e) ||
        !add_part(answer_says, s, &one, "claims", "claims", a, answer, e) ||
        !add_part(answer_about, s, &one, "claims", "about", a, answer, e) || !add_identity(s, entity, a, answer, e) ||
        !add_members(s, entity, a, answer, e) || !add_listed(s, entity, a, answer, e))
        return false;
    add_money(a, answer);
    add_timeline(a, answer);
    json_set_int(a, answer, "count", 1);
    return true;
}
