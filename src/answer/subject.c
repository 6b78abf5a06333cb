#include "answer/subject.h"

#include "base/map.h"
#include "base/vec.h"
#include "names/names.h"
#include "text/fold.h"

enum { NAMES_A_KEY = 400 };

/* Below this a name is no candidate. A name that contains the words asked for is one; when only one word was given, it
 * says no more about a name of that one word than about longer ones that hold it: what the case knows most of is meant.
 */
static const double least_score = 0.5, contains_score = 0.6, word_score = 0.95;

struct search {
    struct store *s;
    struct arena *a;
    struct str folded;
    struct name query;
    struct vec found; /* struct subject, one an entity */
    struct map seen;  /* canonical id as text -> index in found */
};

static bool contains_words(struct str folded, struct str words) {
    for (struct str rest = words; rest.p;) {
        struct str word = str_split(&rest, ' '), all = folded;
        bool hit = word.n == 0;
        while (!hit && all.p) hit = str_eq(str_split(&all, ' '), word);
        if (!hit) return false;
    }
    return words.n > 0;
}

static double score_of(struct search *q, struct str name, struct str folded, struct str schema) {
    bool one_word = str_find_byte(q->folded, ' ', 0) == SIZE_MAX;
    if (one_word && contains_words(folded, q->folded)) return word_score;
    if (str_eq(folded, q->folded)) return 1;
    struct name other;
    name_parse(name, name_kind_of_schema(schema), q->a, &other);
    struct name query;
    name_parse(q->query.written, other.kind, q->a, &query);
    struct name_match m;
    name_compare(&query, &other, NULL, &m);
    return m.score < contains_score && contains_words(folded, q->folded) ? contains_score : m.score;
}

static void offer(struct search *q, int64_t id, struct str name, double score) {
    bool fresh;
    uint64_t *at = map_put_int(&q->seen, id, &fresh);
    if (fresh) {
        *at = q->found.n;
        *(struct subject *)vec_push(&q->found) = (struct subject){.id = id};
    }
    struct subject *s = VEC_AT(&q->found, struct subject, *at);
    if (score > s->score) {
        s->score = score;
        s->name = name;
    }
}

static bool take_names(struct search *q, struct query *r, struct err *e) {
    while (query_next(r)) {
        struct str name = query_str(r, 1, q->a);
        double score = score_of(q, name, query_str(r, 2, q->a), query_str(r, 3, q->a));
        if (score >= least_score) offer(q, query_int(r, 0), name, score);
    }
    return query_close(r, e);
}

static bool by_folded(struct search *q, struct err *e) {
    struct query r;
    query_open(&r, q->s,
               "SELECT e.canonical, n.value, n.folded, e.schema FROM name n JOIN entity e ON e.id = n.entity WHERE "
               "n.folded = ?");
    query_bind_str(&r, 1, q->folded);
    return take_names(q, &r, e);
}

static bool by_key(struct search *q, struct str key, struct err *e) {
    struct query r;
    query_open(&r, q->s,
               "SELECT e.canonical, n.value, n.folded, e.schema FROM name_key k JOIN name n ON n.id = k.name "
               "JOIN entity e ON e.id = n.entity WHERE k.key = ? ORDER BY n.id LIMIT ?");
    query_bind_str(&r, 1, key);
    query_bind_int(&r, 2, NAMES_A_KEY);
    return take_names(q, &r, e);
}

static bool by_words(struct search *q, struct err *e) {
    struct query r;
    struct buf pattern = {0};
    buf_printf(&pattern, "%% %.*s %%", STR_ARG(q->folded));
    query_open(&r, q->s,
               "SELECT e.canonical, n.value, n.folded, e.schema FROM name n JOIN entity e ON e.id = n.entity "
               "WHERE ' ' || n.folded || ' ' LIKE ? ORDER BY n.id LIMIT 2000");
    query_bind_str(&r, 1, buf_str(&pattern));
    bool ok = take_names(q, &r, e);
    buf_done(&pattern);
    return ok;
}

static bool by_id(struct search *q, struct str name, struct err *e) {
    uint64_t id = 0;
    bool number = name.n > 1 && name.p[0] == '#' && str_to_u64(str_cut(name, 1, name.n), &id);
    struct query r;
    query_open(&r, q->s, "SELECT canonical, caption FROM entity WHERE id = ?1 OR key = ?2");
    query_bind_int(&r, 1, number ? (int64_t)id : 0);
    query_bind_str(&r, 2, name);
    if (query_next(&r)) offer(q, query_int(&r, 0), query_str(&r, 1, q->a), 1);
    return query_close(&r, e);
}

static bool describe(struct search *q, struct subject *s, struct err *e) {
    struct query r;
    query_open(&r, q->s,
               "SELECT c.caption, c.schema, (SELECT m.role FROM entity m WHERE m.canonical = c.id AND m.role IS NOT "
               "NULL LIMIT 1), "
               "(SELECT count(*) FROM tie t JOIN entity m ON m.id IN (t.source_entity, t.target_entity) WHERE "
               "m.canonical = c.id) + "
               "(SELECT count(*) FROM mention x JOIN entity m ON m.id = x.entity WHERE m.canonical = c.id) "
               "FROM entity c WHERE c.id = ?");
    query_bind_int(&r, 1, s->id);
    if (query_next(&r)) {
        s->caption = query_str(&r, 0, q->a);
        s->schema = query_str(&r, 1, q->a);
        s->role = query_str(&r, 2, q->a);
        s->weight = (uint64_t)query_int(&r, 3);
    }
    return query_close(&r, e);
}

static int subject_cmp(const void *x, const void *y) {
    const struct subject *a = x, *b = y;
    if (a->score > b->score) return -1;
    if (a->score < b->score) return 1;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static bool search(struct search *q, struct str name, struct err *e) {
    if (!by_id(q, name, e)) return false;
    if (q->found.n) return true;
    q->folded = fold_latin(name, q->a);
    name_parse(name, NAME_ANY, q->a, &q->query);
    struct str keys[NAME_KEYS];
    size_t n = name_keys(&q->query, q->a, keys);
    if (!by_folded(q, e)) return false;
    for (size_t i = 0; i < n; i++)
        if (!by_key(q, keys[i], e)) return false;
    return q->folded.n == 0 || by_words(q, e);
}

/* Persons and organisations of equal score are equally meant; a place of the same name is not. */
static size_t count_meant(const struct subjects *s) {
    size_t n = 0;
    while (n < s->count && s->items[n].score >= s->items[0].score && s->items[n].score >= 0.9 &&
           (n == 0 || !str_is(s->items[n].schema, "Address")))
        n++;
    return n ? n : s->count > 0;
}

bool subjects_find(struct store *s, struct str name, size_t limit, struct arena *a, struct subjects *out,
                   struct err *e) {
    struct search q = {.s = s, .a = a, .found = VEC(struct subject)};
    *out = (struct subjects){0};
    bool ok = search(&q, str_trim(name), e);
    for (size_t i = 0; ok && i < q.found.n; i++) ok = describe(&q, VEC_AT(&q.found, struct subject, i), e);
    if (ok) {
        vec_sort(&q.found, subject_cmp);
        if (q.found.n > limit) q.found.n = limit;
        out->items = vec_take(&q.found, a, &out->count);
        out->meant = count_meant(out);
    }
    vec_done(&q.found);
    map_done(&q.seen);
    return ok;
}

struct json *subject_json(const struct subject *s, struct arena *a) {
    struct json *o = json_object(a);
    json_set_int(a, o, "id", s->id);
    json_set_str(a, o, "name", s->caption);
    json_set_str(a, o, "schema", s->schema);
    json_set_str(a, o, "role", s->role);
    json_set_str(a, o, "matched", s->name);
    json_set(a, o, "score", json_real(a, s->score, 4));
    json_set_int(a, o, "weight", (int64_t)s->weight);
    return o;
}

void subjects_set(const struct subjects *s, struct arena *a, struct json *answer) {
    struct json *list = json_set(a, answer, "candidates", json_array(a));
    for (size_t i = 0; i < s->count; i++) json_add(a, list, subject_json(&s->items[i], a));
    json_set_bool(a, answer, "ambiguous", s->meant > 1);
}

struct json *entity_json(struct store *s, int64_t canonical, struct arena *a) {
    struct json *o = json_object(a);
    struct query r;
    query_open(&r, s, "SELECT caption, schema FROM entity WHERE id = ?");
    query_bind_int(&r, 1, canonical);
    json_set_int(a, o, "id", canonical);
    if (query_next(&r)) {
        json_set_str(a, o, "name", query_str(&r, 0, a));
        json_set_str(a, o, "schema", query_str(&r, 1, a));
    }
    query_close(&r, NULL);
    return o;
}
