/* Claims: what someone says, denies, will not comment on; and what others say of them. */
#include "answer/answer.h"
#include "answer/cite.h"
#include "base/vec.h"

enum { SAYS_LIMIT = 200 };

static bool known(const struct question *q, const struct json *claim) {
    return answer_known(q, json_text(json_get(json_get(claim, STR("passage")), STR("date"))));
}

/* The claims that `sql` finds for the subject. */
static bool ask(struct store *s, const struct question *q, const char *sql, struct arena *a, struct json **out,
                struct err *e) {
    int64_t entity;
    if (!answer_begin(s, q->subject, a, out, &entity, e)) return false;
    struct json *answer = *out, *list = json_set(a, answer, "claims", json_array(a));
    if (!entity) return true;
    struct vec passages = VEC(struct json *);
    uint32_t limit = q->limit ? q->limit : SAYS_LIMIT;
    struct query r;
    query_open(&r, s, sql);
    query_bind_int(&r, 1, entity);
    while (json_count(list) < limit && query_next(&r)) {
        struct json *claim = cite_claim(s, query_int(&r, 0), a);
        if (!claim || !known(q, claim)) continue;
        json_add(a, list, claim);
        struct json *p = (struct json *)json_get(claim, STR("passage"));
        vec_push_copy(&passages, &p);
    }
    bool ok = query_close(&r, e);
    json_set_int(a, answer, "count", (int64_t)json_count(list));
    json_set_int(a, answer, "origins", (int64_t)cite_origins((struct json **)(void *)passages.p, passages.n, a));
    vec_done(&passages);
    return ok;
}

/* Denials and refusals first: they are what is looked for most and found least. */
bool answer_says(struct store *s, const struct question *q, struct arena *a, struct json **out, struct err *e) {
    return ask(s, q,
               "SELECT c.id FROM claim c JOIN entity x ON x.id = c.speaker JOIN passage p ON p.id = c.passage "
               "JOIN source src ON src.id = p.source WHERE x.canonical = ?1 AND c.rule NOT IN ('document', 'record') "
               "ORDER BY CASE c.stance WHEN 'denies' THEN 0 WHEN 'declines' THEN 1 ELSE 2 END, coalesce(c.said_date, "
               "src.date), c.id",
               a, out, e);
}

bool answer_about(struct store *s, const struct question *q, struct arena *a, struct json **out, struct err *e) {
    return ask(
        s, q,
        "SELECT DISTINCT c.id FROM entity x JOIN mention m ON m.entity = x.id "
        "JOIN claim_content k ON k.passage = m.passage AND k.\"from\" <= m.\"from\" AND k.\"to\" >= m.\"to\" "
        "JOIN claim c ON c.id = k.claim LEFT JOIN entity sp ON sp.id = c.speaker JOIN passage p ON p.id = c.passage "
        "JOIN source src ON src.id = p.source "
        "WHERE x.canonical = ?1 AND c.rule NOT IN ('document', 'record') AND (sp.id IS NULL OR sp.canonical <> ?1) "
        "ORDER BY coalesce(c.said_date, src.date), c.id",
        a, out, e);
}
