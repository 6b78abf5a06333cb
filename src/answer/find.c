/* Full text and names. */
#include "answer/answer.h"
#include "answer/cite.h"
#include "answer/subject.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { FIND_LIMIT = 20, NAMES_LIMIT = 5 };

/* Every word must occur; quotes around a word keep FTS5 from reading it as an operator. A trailing * is a prefix. */
static struct str match_of(struct str words, struct arena *a) {
    struct buf b = {0};
    for (struct str rest = words; rest.p;) {
        struct str word = str_split(&rest, ' ');
        bool prefix = word.n > 1 && word.p[word.n - 1] == '*';
        struct str folded = fold_text(word, a);
        for (struct str parts = folded; parts.p;) {
            struct str part = str_split(&parts, ' ');
            if (part.n) buf_printf(&b, "%s\"%.*s\"%s", b.n ? " " : "", STR_ARG(part), prefix && !parts.p ? "*" : "");
        }
    }
    struct str s = arena_copy(a, buf_str(&b));
    buf_done(&b);
    return s;
}

/* Where the first of the words stands in the passage: by folding prefixes of words, since folding changes lengths. */
static bool first_hit(struct str text, struct str words, struct arena *a, size_t *from, size_t *to) {
    size_t points = 0;
    for (size_t i = 0; i < text.n;) {
        size_t next, start = i, at = points;
        while (i < text.n && !ascii_space(text.p[i])) utf8_decode(text, i, &next), i = next, points++;
        struct str folded = fold_text(str_cut(text, start, i), a);
        for (struct str rest = words; folded.n && rest.p;) {
            struct str word = str_split(&rest, ' ');
            if (word.n && str_find(folded, word, 0) != SIZE_MAX) return *from = at, *to = points, true;
        }
        while (i < text.n && ascii_space(text.p[i])) i++, points++;
    }
    return false;
}

static bool add_passages(struct store *s, const struct question *q, struct arena *a, struct json *answer,
                         struct err *e) {
    struct json *list = json_set(a, answer, "passages", json_array(a));
    struct str match = match_of(q->subject, a), folded = fold_text(q->subject, a);
    if (!match.n) return true;
    struct query r;
    query_open(&r, s,
               "SELECT rowid FROM passage_text WHERE passage_text MATCH ? ORDER BY bm25(passage_text), rowid LIMIT ?");
    query_bind_str(&r, 1, match);
    query_bind_int(&r, 2, q->limit ? q->limit : FIND_LIMIT);
    while (query_next(&r)) {
        struct json *p = cite_passage(s, query_int(&r, 0), 0, 0, a);
        size_t from = 0, to = 0;
        struct str text = json_text(json_get(p, STR("text")));
        if (!first_hit(text, folded, a, &from, &to)) to = utf8_count(text) < 80 ? utf8_count(text) : 80;
        if (answer_known(q, json_text(json_get(p, STR("date")))))
            json_add(a, list, cite_passage(s, query_int(&r, 0), (int64_t)from, (int64_t)to, a));
    }
    return query_close(&r, e);
}

bool answer_find(struct store *s, const struct question *q, struct arena *a, struct json **out, struct err *e) {
    struct subjects found;
    struct json *o = *out = json_object(a);
    json_set_str(a, o, "query", arena_copy(a, q->subject));
    if (!subjects_find(s, q->subject, NAMES_LIMIT, a, &found, e)) return false;
    struct json *names = json_set(a, o, "names", json_array(a));
    for (size_t i = 0; i < found.count; i++) json_add(a, names, subject_json(&found.items[i], a));
    if (!add_passages(s, q, a, o, e)) return false;
    json_set_int(a, o, "count", (int64_t)(json_count(json_get(o, STR("passages"))) + found.count));
    return answer_unread(s, a, o, e);
}
