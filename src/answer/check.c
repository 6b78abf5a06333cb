/* Integrity: the database, the log's chain, and every quoted span re-read from its passage. */
#include "answer/answer.h"
#include "text/utf8.h"

enum { PROBLEMS = 50 };

/* id, passage text, from, to, words that must stand there; ordered by passage so that each is indexed once. */
struct spans {
    const char *what, *sql;
};
static const struct spans all_spans[] = {
    {"claim", "SELECT c.id, p.id, p.text, c.\"from\", c.\"to\", c.text FROM claim c JOIN passage p ON p.id = c.passage "
              "ORDER BY p.id"},
    {"claim content", "SELECT c.claim, p.id, p.text, c.\"from\", c.\"to\", c.text FROM claim_content c JOIN passage p "
                      "ON p.id = c.passage ORDER BY p.id"},
    {"speaker", "SELECT c.id, p.id, p.text, c.speaker_from, c.speaker_to, c.speaker_text FROM claim c JOIN passage p "
                "ON p.id = c.passage "
                "WHERE c.speaker_from IS NOT NULL ORDER BY p.id"},
    {"cue", "SELECT c.id, p.id, p.text, c.cue_from, c.cue_to, c.cue FROM claim c JOIN passage p ON p.id = c.passage "
            "WHERE c.cue_from IS NOT NULL ORDER BY p.id"},
    {"tie", "SELECT t.id, p.id, p.text, t.\"from\", t.\"to\", t.text FROM tie t JOIN passage p ON p.id = t.passage "
            "ORDER BY p.id"},
    {"mention", "SELECT m.id, p.id, p.text, m.\"from\", m.\"to\", m.text FROM mention m JOIN passage p ON p.id = "
                "m.passage ORDER BY p.id"},
};

struct checking {
    struct store *s;
    struct arena *a;
    struct json *problems, *checked;
};

static void problem(struct checking *c, const char *what, struct str text) {
    if (json_count(c->problems) >= PROBLEMS) return;
    struct json *o = json_add(c->a, c->problems, json_object(c->a));
    json_set_str(c->a, o, "what", str_of(what));
    json_set_str(c->a, o, "text", text);
}

static bool span_holds(const struct utf8_index *index, int64_t from, int64_t to, struct str words) {
    if (from < 0 || to < from || (size_t)to > utf8_index_points(index, index->text.n)) return false;
    return str_eq(str_cut(index->text, utf8_index_byte(index, (size_t)from), utf8_index_byte(index, (size_t)to)),
                  words);
}

static bool check_spans(struct checking *c, const struct spans *spans, struct err *e) {
    struct arena passages = {0}, words = {0};
    struct utf8_index index = {0};
    int64_t passage = 0, n = 0;
    struct query r;
    query_open(&r, c->s, spans->sql);
    while (query_next(&r)) {
        if (query_int(&r, 1) != passage) {
            arena_reset(&passages);
            passage = query_int(&r, 1);
            utf8_index_init(&index, query_str(&r, 2, &passages), &passages);
        }
        n++;
        if (!span_holds(&index, query_int(&r, 3), query_int(&r, 4), query_str(&r, 5, &words)))
            problem(c, spans->what,
                    arena_printf(c->a, "%s %lld does not stand at %lld-%lld of passage %lld", spans->what,
                                 (long long)query_int(&r, 0), (long long)query_int(&r, 3), (long long)query_int(&r, 4),
                                 (long long)passage));
        arena_reset(&words);
    }
    arena_done(&passages);
    arena_done(&words);
    json_set_int(c->a, c->checked, spans->what, n);
    return query_close(&r, e);
}

/* Ties must rest on a claim and a passage of one source. */
static bool check_evidence(struct checking *c, struct err *e) {
    struct query r;
    query_open(&r, c->s,
               "SELECT t.id FROM tie t LEFT JOIN claim c ON c.id = t.claim LEFT JOIN passage p ON p.id = t.passage "
               "LEFT JOIN passage q ON q.id = c.passage WHERE c.id IS NULL OR p.id IS NULL OR p.source <> q.source");
    while (query_next(&r))
        problem(c, "tie", arena_printf(c->a, "tie %lld rests on nobody's word", (long long)query_int(&r, 0)));
    return query_close(&r, e);
}

bool answer_check(struct store *s, const struct question *q, struct arena *a, struct json **out, struct err *e) {
    (void)q;
    struct json *o = *out = json_object(a);
    struct checking c = {s, a, json_array(a), json_object(a)};
    struct err found = {0};
    uint64_t entries = 0;
    if (!store_integrity(s, &found)) problem(&c, "database", arena_copy(a, str_of(found.text)));
    if (!store_log_check(s, &entries, &found)) problem(&c, "log", arena_copy(a, str_of(found.text)));
    json_set_int(a, c.checked, "log entries", (int64_t)entries);
    for (size_t i = 0; i < sizeof all_spans / sizeof *all_spans; i++)
        if (!check_spans(&c, &all_spans[i], e)) return false;
    if (!check_evidence(&c, e)) return false;
    json_set_bool(a, o, "ok", json_count(c.problems) == 0);
    json_set(a, o, "checked", c.checked);
    json_set(a, o, "problems", c.problems);
    json_set_int(a, o, "count", 1);
    return true;
}
