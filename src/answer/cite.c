#include "answer/cite.h"

#include "answer/subject.h"
#include "base/map.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdlib.h>

enum { RUN = 4 }; /* words */

static void set_text(struct query *r, int column, struct json *o, const char *key, struct arena *a) {
    json_set_str(a, o, key, query_str(r, column, a));
}

static struct str slice(struct str text, int64_t from, int64_t to, struct arena *a) {
    struct utf8_index index;
    utf8_index_init(&index, text, a);
    return arena_copy(a, str_cut(text, utf8_index_byte(&index, (size_t)from), utf8_index_byte(&index, (size_t)to)));
}

struct json *cite_passage(struct store *s, int64_t passage, int64_t from, int64_t to, struct arena *a) {
    struct json *o = json_object(a);
    struct query r;
    query_open(&r, s,
               "SELECT p.id, p.source, s.name, s.title, s.publisher, s.date, p.page, p.address, p.text "
               "FROM passage p JOIN source s ON s.id = p.source WHERE p.id = ?");
    query_bind_int(&r, 1, passage);
    if (query_next(&r)) {
        static const char *const keys[] = {"file", "title", "publisher", "date"};
        struct str text = query_str(&r, 8, a);
        json_set_int(a, o, "id", query_int(&r, 0));
        json_set_int(a, o, "source", query_int(&r, 1));
        for (int i = 0; i < 4; i++) set_text(&r, 2 + i, o, keys[i], a);
        json_set(a, o, "page", query_null(&r, 6) ? json_null(a) : json_int(a, query_int(&r, 6)));
        set_text(&r, 7, o, "address", a);
        json_set_int(a, o, "start", from);
        json_set_int(a, o, "end", to);
        json_set_str(a, o, "quote", slice(text, from, to, a));
        json_set_str(a, o, "text", text);
    }
    query_close(&r, NULL);
    return o;
}

static struct json *speaker_json(struct query *r, int text, struct arena *a) {
    struct json *o = json_object(a);
    set_text(r, text, o, "text", a);
    set_text(r, text + 1, o, "type", a);
    json_set(a, o, "entity", query_null(r, text + 2) ? json_null(a) : json_int(a, query_int(r, text + 2)));
    set_text(r, text + 3, o, "name", a);
    return o;
}

static struct json *amount_json(struct query *r, int column, struct arena *a) {
    if (query_null(r, column)) return json_null(a);
    struct json *o = json_object(a);
    set_text(r, column, o, "value", a);
    set_text(r, column + 1, o, "currency", a);
    set_text(r, column + 2, o, "text", a);
    return o;
}

struct json *cite_tie(struct store *s, int64_t tie, struct arena *a) {
    struct query r;
    query_open(
        &r, s,
        "SELECT t.id, t.type, x.canonical, y.canonical, t.passage, t.\"from\", t.\"to\", t.role, t.topic, t.place, "
        "t.amount, t.currency, t.amount_text, t.start_date, t.end_date, t.negated, t.modality, t.tier, t.rule, "
        "c.speaker_text, c.speaker_type, z.canonical, zc.caption, c.stance, c.id, c.rule "
        "FROM tie t JOIN entity x ON x.id = t.source_entity JOIN entity y ON y.id = t.target_entity "
        "JOIN claim c ON c.id = t.claim LEFT JOIN entity z ON z.id = c.speaker LEFT JOIN entity zc ON zc.id = "
        "z.canonical "
        "WHERE t.id = ?");
    query_bind_int(&r, 1, tie);
    struct json *o = NULL;
    if (query_next(&r)) {
        static const char *const keys[] = {"role", "topic", "place"};
        o = json_object(a);
        json_set_int(a, o, "tie", query_int(&r, 0));
        set_text(&r, 1, o, "type", a);
        json_set(a, o, "from", entity_json(s, query_int(&r, 2), a));
        json_set(a, o, "to", entity_json(s, query_int(&r, 3), a));
        for (int i = 0; i < 3; i++) set_text(&r, 7 + i, o, keys[i], a);
        json_set(a, o, "amount", amount_json(&r, 10, a));
        set_text(&r, 13, o, "date", a);
        set_text(&r, 14, o, "end_date", a);
        json_set_bool(a, o, "negated", query_int(&r, 15) != 0);
        set_text(&r, 16, o, "modality", a);
        set_text(&r, 17, o, "tier", a);
        set_text(&r, 18, o, "rule", a);
        json_set(a, o, "speaker", speaker_json(&r, 19, a));
        set_text(&r, 23, o, "stance", a);
        json_set_int(a, o, "claim", query_int(&r, 24));
        json_set_bool(a, o, "reported", cite_reported(query_str(&r, 25, a)));
        json_set(a, o, "passage", cite_passage(s, query_int(&r, 4), query_int(&r, 5), query_int(&r, 6), a));
    }
    query_close(&r, NULL);
    return o;
}

static struct json *content_json(struct store *s, int64_t claim, struct arena *a) {
    struct json *list = json_array(a);
    struct query r;
    query_open(&r, s, "SELECT passage, \"from\", \"to\", text FROM claim_content WHERE claim = ? ORDER BY part");
    query_bind_int(&r, 1, claim);
    while (query_next(&r)) {
        struct json *o = json_add(a, list, json_object(a));
        json_set_int(a, o, "passage", query_int(&r, 0));
        json_set_int(a, o, "start", query_int(&r, 1));
        json_set_int(a, o, "end", query_int(&r, 2));
        set_text(&r, 3, o, "text", a);
    }
    query_close(&r, NULL);
    return list;
}

/* The claim that this one is told in, without its own passage. */
static struct json *outer_json(struct store *s, int64_t claim, struct arena *a) {
    if (!claim) return json_null(a);
    struct query r;
    query_open(&r, s,
               "SELECT c.speaker_text, c.speaker_type, z.canonical, zc.caption, c.stance, c.cue FROM claim c "
               "LEFT JOIN entity z ON z.id = c.speaker LEFT JOIN entity zc ON zc.id = z.canonical WHERE c.id = ?");
    query_bind_int(&r, 1, claim);
    struct json *o = json_object(a);
    json_set_int(a, o, "claim", claim);
    if (query_next(&r)) {
        json_set(a, o, "speaker", speaker_json(&r, 0, a));
        set_text(&r, 4, o, "stance", a);
        set_text(&r, 5, o, "cue", a);
    }
    query_close(&r, NULL);
    return o;
}

/* The other end of replies: who denies this claim or would not comment on it, or which claims this one answers. */
static struct json *replies_json(struct store *s, const char *sql, int64_t claim, struct arena *a) {
    struct json *list = json_array(a);
    struct query r;
    query_open(&r, s, sql);
    query_bind_int(&r, 1, claim);
    while (query_next(&r)) {
        struct json *o = json_add(a, list, json_object(a));
        json_set_int(a, o, "claim", query_int(&r, 0));
        json_set(a, o, "speaker", speaker_json(&r, 1, a));
        set_text(&r, 5, o, "stance", a);
        set_text(&r, 6, o, "quote", a);
        set_text(&r, 7, o, "file", a);
        json_set_int(a, o, "passage", query_int(&r, 8));
        set_text(&r, 9, o, "reason", a);
    }
    query_close(&r, NULL);
    return list;
}

#define REPLY_SELECT                                                                                                   \
    "SELECT c.id, c.speaker_text, c.speaker_type, z.canonical, zc.caption, c.stance, c.text, src.name, p.id, "         \
    "k.reason "                                                                                                        \
    "FROM reply k JOIN claim c ON c.id = "
#define REPLY_JOIN                                                                                                     \
    " JOIN passage p ON p.id = c.passage JOIN source src ON src.id = p.source "                                        \
    "LEFT JOIN entity z ON z.id = c.speaker LEFT JOIN entity zc ON zc.id = z.canonical WHERE "

struct json *cite_claim(struct store *s, int64_t claim, struct arena *a) {
    struct query r;
    query_open(
        &r, s,
        "SELECT c.id, c.speaker_text, c.speaker_type, z.canonical, zc.caption, c.stance, c.modality, c.form, "
        "c.negated, "
        "c.cue, c.about_date, c.said_date, c.via, c.answers, c.rule, c.passage, c.\"from\", c.\"to\" FROM claim c "
        "LEFT JOIN entity z ON z.id = c.speaker LEFT JOIN entity zc ON zc.id = z.canonical WHERE c.id = ?");
    query_bind_int(&r, 1, claim);
    struct json *o = NULL;
    if (query_next(&r)) {
        static const char *const keys[] = {"stance", "modality", "form"};
        o = json_object(a);
        json_set_int(a, o, "claim", query_int(&r, 0));
        json_set(a, o, "speaker", speaker_json(&r, 1, a));
        for (int i = 0; i < 3; i++) set_text(&r, 5 + i, o, keys[i], a);
        json_set_bool(a, o, "negated", query_int(&r, 8) != 0);
        set_text(&r, 9, o, "cue", a);
        json_set(a, o, "content", content_json(s, claim, a));
        set_text(&r, 10, o, "about_date", a);
        set_text(&r, 11, o, "said_date", a);
        json_set(a, o, "via", outer_json(s, query_int(&r, 12), a));
        json_set(a, o, "answers",
                 replies_json(s, REPLY_SELECT "k.answers" REPLY_JOIN "k.claim = ? ORDER BY c.id LIMIT 20", claim, a));
        json_set(a, o, "replies",
                 replies_json(s, REPLY_SELECT "k.claim" REPLY_JOIN "k.answers = ? ORDER BY c.id LIMIT 20", claim, a));
        set_text(&r, 14, o, "rule", a);
        json_set(a, o, "passage", cite_passage(s, query_int(&r, 15), query_int(&r, 16), query_int(&r, 17), a));
    }
    query_close(&r, NULL);
    return o;
}

bool cite_reported(struct str rule) { return !str_is(rule, "document") && !str_is(rule, "record"); }

struct runs {
    uint64_t *hashes; /* sorted */
    size_t n;
};

static int hash_cmp(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

/* The hashes of all runs of four words; shorter texts are one run. */
static struct runs runs_of(struct str text, struct arena *a) {
    struct str folded = fold_text(text, a);
    struct vec starts = VEC(size_t);
    for (size_t i = 0; i < folded.n; i++)
        if (i == 0 || folded.p[i - 1] == ' ') *(size_t *)vec_push(&starts) = i;
    size_t words = starts.n;
    size_t n = words == 0 ? 0 : words < RUN ? 1 : words - RUN + 1;
    uint64_t *hashes = arena_array(a, n, sizeof *hashes);
    for (size_t i = 0; i < n; i++) {
        size_t last = i + RUN < words ? *VEC_AT(&starts, size_t, i + RUN) : folded.n;
        hashes[i] = str_hash(str_trim(str_cut(folded, *VEC_AT(&starts, size_t, i), last)));
    }
    vec_done(&starts);
    qsort(hashes, n, sizeof *hashes, hash_cmp); /* equal ones are alike: the order is the same everywhere */
    return (struct runs){hashes, n};
}

static bool copies(const struct runs *a, const struct runs *b) {
    size_t shared = 0, least = a->n < b->n ? a->n : b->n;
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        uint64_t x = a->hashes[i], y = b->hashes[k];
        shared += x == y;
        i += x <= y;
        k += y <= x;
    }
    return least && 2 * shared >= least;
}

size_t cite_origins(struct json *const *passages, size_t n, struct arena *a) {
    struct runs *runs = arena_array(a, n, sizeof *runs);
    size_t *origin = arena_array(a, n, sizeof *origin), origins = 0;
    for (size_t i = 0; i < n; i++) {
        runs[i] = runs_of(json_text(json_get(passages[i], STR("text"))), a);
        for (size_t k = 0; k < i && !origin[i]; k++) {
            bool same_source =
                json_i64(json_get(passages[i], STR("source")), 0) == json_i64(json_get(passages[k], STR("source")), 0);
            if (same_source || copies(&runs[i], &runs[k])) origin[i] = origin[k];
        }
        if (!origin[i]) origin[i] = ++origins;
        json_set_int(a, passages[i], "origin", (int64_t)origin[i]);
    }
    return origins;
}

bool cite_holds(struct str start, struct str end, struct date as_of) {
    struct date s, t;
    if (as_of.precision == DATE_NONE) return true;
    if (start.n && date_parse(start, &s) && s.first > as_of.last) return false;
    return !(end.n && date_parse(end, &t) && t.last < as_of.first);
}
