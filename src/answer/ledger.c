/* What went in, what came out of it, what was refused and why. */
#include "answer/answer.h"

static bool add_notes(struct store *s, int64_t source, struct arena *a, struct json *o, struct err *e) {
    struct json *list = json_set(a, o, "notes", json_array(a));
    struct query r;
    query_open(&r, s,
               "SELECT level, code, text, page, \"row\", line, byte FROM note WHERE source = ? ORDER BY id LIMIT 1000");
    query_bind_int(&r, 1, source);
    while (query_next(&r)) {
        static const char *const texts[] = {"level", "code", "text"}, *const numbers[] = {"page", "row", "line",
                                                                                          "byte"};
        struct json *n = json_add(a, list, json_object(a));
        for (int i = 0; i < 3; i++) json_set_str(a, n, texts[i], query_str(&r, i, a));
        for (int i = 0; i < 4; i++)
            if (!query_null(&r, 3 + i)) json_set_int(a, n, numbers[i], query_int(&r, 3 + i));
    }
    return query_close(&r, e);
}

static bool add_paths(struct store *s, int64_t source, struct arena *a, struct json *o, struct err *e) {
    struct json *list = json_set(a, o, "paths", json_array(a));
    struct query r;
    query_open(&r, s, "SELECT path FROM occurrence WHERE source = ? ORDER BY path");
    query_bind_int(&r, 1, source);
    while (query_next(&r)) json_add(a, list, json_string(a, query_str(&r, 0, a)));
    return query_close(&r, e);
}

bool answer_ledger(struct store *s, const struct question *q, struct arena *a, struct json **out, struct err *e) {
    (void)q;
    struct json *o = *out = json_object(a), *list = json_array(a);
    int64_t counts[3] = {0};
    struct query r;
    query_open(
        &r, s,
        "SELECT id, name, state, format, reason, records, chars, publisher, date, sha256 FROM source ORDER BY id");
    bool ok = true;
    while (ok && query_next(&r)) {
        static const char *const keys[] = {"name", "state", "format", "reason"}, *const more[] = {"publisher", "date",
                                                                                                  "sha256"};
        struct json *n = json_add(a, list, json_object(a));
        json_set_int(a, n, "source", query_int(&r, 0));
        for (int i = 0; i < 4; i++) json_set_str(a, n, keys[i], query_str(&r, 1 + i, a));
        json_set_int(a, n, "records", query_int(&r, 5));
        json_set_int(a, n, "chars", query_int(&r, 6));
        for (int i = 0; i < 3; i++) json_set_str(a, n, more[i], query_str(&r, 7 + i, a));
        struct str state = json_text(json_get(n, STR("state")));
        counts[str_is(state, "read") ? 0 : str_is(state, "partial") ? 1 : 2]++;
        ok = add_paths(s, query_int(&r, 0), a, n, e) && add_notes(s, query_int(&r, 0), a, n, e);
    }
    if (!query_close(&r, ok ? e : NULL) || !ok) return false;
    json_set_int(a, o, "in", counts[0] + counts[1] + counts[2]);
    json_set_int(a, o, "read", counts[0]);
    json_set_int(a, o, "partial", counts[1]);
    json_set_int(a, o, "refused", counts[2]);
    json_set_int(a, o, "count", (int64_t)json_count(list));
    json_set(a, o, "sources", list);
    return true;
}
