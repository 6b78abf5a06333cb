#include "answer/answer.h"

#include "answer/subject.h"

enum { CANDIDATES = 10 };

bool answer_unread(struct store *s, struct arena *a, struct json *answer, struct err *e) {
    struct query r;
    query_open(&r, s, "SELECT count(*) FROM source WHERE state <> 'read'");
    json_set_int(a, answer, "unread", query_next(&r) ? query_int(&r, 0) : 0);
    return query_close(&r, e);
}

bool answer_begin(struct store *s, struct str name, struct arena *a, struct json **out, int64_t *entity,
                  struct err *e) {
    struct subjects found;
    struct json *o = *out = json_object(a);
    *entity = 0;
    json_set_str(a, o, "query", arena_copy(a, name));
    if (!subjects_find(s, name, CANDIDATES, a, &found, e)) return false;
    if (found.count) *entity = found.items[0].id;
    json_set(a, o, "entity", found.count ? subject_json(&found.items[0], a) : json_null(a));
    subjects_set(&found, a, o);
    json_set_int(a, o, "count", 0);
    return answer_unread(s, a, o, e);
}

bool answer_known(const struct question *q, struct str published) {
    struct date d;
    if (q->known_by.precision == DATE_NONE) return true;
    return published.n && date_parse(published, &d) && d.first <= q->known_by.last;
}
