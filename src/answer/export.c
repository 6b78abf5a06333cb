#include "answer/export.h"

#include "base/csv.h"
#include "base/json.h"
#include "model/entity.h"
#include "text/utf8.h"

enum { COLUMNS = 14 }; /* of a statement, as in statement_columns */

struct exporting {
    struct store *s;
    const struct model *model;
    struct buf *out;
    struct arena a; /* of one item */
    struct err *e;
};

static bool write_entity(struct exporting *x, int64_t id, struct str key, struct str schema, struct str extra) {
    struct entity *e = entity_new(&x->a, key, schema);
    struct query r;
    query_open(&r, x->s, "SELECT prop, value FROM statement WHERE entity = ? ORDER BY id");
    query_bind_int(&r, 1, id);
    while (query_next(&r)) entity_add(e, &x->a, query_str(&r, 0, &x->a), query_str(&r, 1, &x->a));
    if (!query_close(&r, x->e)) return false;
    struct json *more;
    if (extra.n && json_read(extra, &x->a, &more, NULL)) e->extra = more;
    entity_write(e, x->out);
    return buf_add_byte(x->out, '\n');
}

/* What is only referred to has no statement and is left out. */
static bool export_ftm(struct exporting *x) {
    struct query r;
    query_open(
        &r, x->s,
        "SELECT id, key, schema, extra FROM entity e WHERE EXISTS (SELECT 1 FROM statement t WHERE t.entity = e.id) "
        "AND key NOT LIKE 'publisher:%' ORDER BY id");
    bool ok = true;
    while (ok && query_next(&r)) {
        ok = write_entity(x, query_int(&r, 0), query_str(&r, 1, &x->a), query_str(&r, 2, &x->a),
                          query_str(&r, 3, &x->a));
        arena_reset(&x->a);
    }
    return query_close(&r, ok ? x->e : NULL) && ok;
}

static void statement_fields(const struct statement *s, struct str out[COLUMNS]) {
    const struct str all[COLUMNS] = {s->canonical_id, s->entity_id,  s->prop,      s->prop_type, s->schema,
                                     s->value,        s->dataset,    s->origin,    s->lang,      s->original_value,
                                     s->external,     s->first_seen, s->last_seen, s->id};
    for (int i = 0; i < COLUMNS; i++) out[i] = all[i].p ? all[i] : STR("");
}

static struct str prop_type(const struct exporting *x, struct str schema, struct str prop) {
    const struct schema *s = model_find(x->model, schema);
    const struct property *p = s ? schema_property(s, prop) : NULL;
    return p ? p->type : STR("");
}

/* As FollowTheMoney writes its CSV: every field quoted, lines end with LF. */
static void write_quoted(const struct str fields[14], struct buf *out) {
    for (int i = 0; i < 14; i++) {
        buf_add_z(out, i ? ",\"" : "\"");
        for (struct str rest = fields[i]; rest.n;) {
            size_t quote = str_find_byte(rest, '"', 0), end = quote == SIZE_MAX ? rest.n : quote + 1;
            buf_add(out, str_cut(rest, 0, end));
            if (quote != SIZE_MAX) buf_add_byte(out, '"');
            rest = str_cut(rest, end, rest.n);
        }
        buf_add_byte(out, '"');
    }
    buf_add_byte(out, '\n');
}

/* Sources that were made of statements: word for word, in their order. */
static bool given_statements(struct exporting *x, int64_t source, uint64_t *count) {
    struct query r;
    query_open(&r, x->s,
               "SELECT canonical_id, entity_id, prop, prop_type, schema, value, dataset, origin, lang, original_value, "
               "external, "
               "first_seen, last_seen, statement_id FROM given_statement WHERE source = ? ORDER BY id");
    query_bind_int(&r, 1, source);
    for (; query_next(&r); ++*count) {
        struct str fields[14];
        for (int i = 0; i < 14; i++) fields[i] = query_str(&r, i, &x->a);
        write_quoted(fields, x->out);
        arena_reset(&x->a);
    }
    return query_close(&r, x->e);
}

static bool made_statements(struct exporting *x, int64_t source) {
    struct query r;
    query_open(&r, x->s,
               "SELECT c.key, e.key, t.prop, t.schema, t.value, coalesce(src.dataset, src.name), t.lang, t.original "
               "FROM statement t JOIN entity e ON e.id = t.entity JOIN entity c ON c.id = e.canonical "
               "JOIN source src ON src.id = t.source WHERE t.source = ? ORDER BY t.id");
    query_bind_int(&r, 1, source);
    while (query_next(&r)) {
        struct statement s = {.canonical_id = query_str(&r, 0, &x->a),
                              .entity_id = query_str(&r, 1, &x->a),
                              .prop = query_str(&r, 2, &x->a),
                              .schema = query_str(&r, 3, &x->a),
                              .value = query_str(&r, 4, &x->a),
                              .dataset = query_str(&r, 5, &x->a),
                              .lang = query_str(&r, 6, &x->a),
                              .original_value = query_str(&r, 7, &x->a)};
        struct str fields[14];
        char id[SHA1_HEX + 1];
        s.prop_type = prop_type(x, s.schema, s.prop);
        statement_id(&s, x->model, id);
        s.id = str_of(id);
        statement_fields(&s, fields);
        write_quoted(fields, x->out);
        arena_reset(&x->a);
    }
    return query_close(&r, x->e);
}

static bool export_statements(struct exporting *x) {
    struct str fields[14];
    for (int i = 0; i < 14; i++) fields[i] = str_of(statement_columns[i]);
    write_quoted(fields, x->out);
    struct query r;
    query_open(&r, x->s, "SELECT id FROM source ORDER BY id");
    bool ok = true;
    while (ok && query_next(&r)) {
        uint64_t given = 0;
        ok = given_statements(x, query_int(&r, 0), &given) && (given || made_statements(x, query_int(&r, 0)));
    }
    return query_close(&r, ok ? x->e : NULL) && ok;
}

/* nomenklatura: [target, source, judgement, score, user, created_at]; the target is the larger id. */
static bool export_resolver(struct exporting *x) {
    struct query r;
    query_open(&r, x->s,
               "SELECT max(a.key, b.key), min(a.key, b.key), CASE j.judgement WHEN 'same' THEN 'positive' WHEN "
               "'different' THEN 'negative' "
               "WHEN 'unsure' THEN 'unsure' ELSE 'no_judgement' END, j.score, j.\"by\", j.at FROM judgement j "
               "JOIN entity a ON a.id = j.a JOIN entity b ON b.id = j.b ORDER BY j.id");
    while (query_next(&r)) {
        struct json *line = json_array(&x->a);
        for (int i = 0; i < 3; i++) json_add(&x->a, line, json_string(&x->a, query_str(&r, i, &x->a)));
        json_add(&x->a, line, query_null(&r, 3) ? json_null(&x->a) : json_real(&x->a, query_real(&r, 3), 4));
        for (int i = 4; i < 6; i++) json_add(&x->a, line, json_string(&x->a, query_str(&r, i, &x->a)));
        json_write(line, 0, x->out);
        buf_add_byte(x->out, '\n');
        arena_reset(&x->a);
    }
    return query_close(&r, x->e);
}

/* Text for XML: the five signs escaped, what XML 1.0 forbids left out. */
static void xml(struct str s, struct buf *out) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        switch (c) {
        case '&': buf_add(out, STR("&amp;")); break;
        case '<': buf_add(out, STR("&lt;")); break;
        case '>': buf_add(out, STR("&gt;")); break;
        case '"': buf_add(out, STR("&quot;")); break;
        default:
            if ((unsigned char)c >= 0x20 || c == '\t' || c == '\n') buf_add_byte(out, c);
        }
    }
}

/* A pattern with a %s for each cell, which is written XML-escaped. */
static void fill(struct buf *out, const char *pattern, const struct str *cells) {
    for (const char *p = pattern; *p; p++) {
        if (p[0] == '%' && p[1] == 's') {
            xml(*cells++, out);
            p++;
        } else {
            buf_add_byte(out, *p);
        }
    }
}

/* Every row of the SQL: through the XML pattern, or as a row of CSV when there is none. */
static bool each(struct exporting *x, const char *sql, int columns, const char *pattern) {
    struct query r;
    struct str cells[12];
    query_open(&r, x->s, sql);
    while (query_next(&r)) {
        for (int i = 0; i < columns; i++) {
            cells[i] = query_str(&r, i, &x->a);
            if (!cells[i].p) cells[i] = STR("");
        }
        if (pattern) fill(x->out, pattern, cells);
        else csv_write_row(cells, (size_t)columns, ',', x->out);
        arena_reset(&x->a);
    }
    return query_close(&r, x->e);
}

static const char gexf_node[] =
    "<node id=\"%s\" label=\"%s\"><attvalues><attvalue for=\"0\" value=\"%s\"/></attvalues></node>\n";
static const char gexf_edge[] =
    "<edge id=\"%s\" source=\"%s\" target=\"%s\" label=\"%s\"><attvalues><attvalue for=\"0\" value=\"%s\"/>"
    "<attvalue for=\"1\" value=\"%s\"/><attvalue for=\"2\" value=\"%s\"/><attvalue for=\"3\" value=\"%s\"/>"
    "</attvalues></edge>\n";
static const char graphml_node[] =
    "<node id=\"n%s\"><data key=\"name\">%s</data><data key=\"schema\">%s</data></node>\n";
static const char graphml_edge[] =
    "<edge id=\"e%s\" source=\"n%s\" target=\"n%s\"><data key=\"type\">%s</data><data key=\"speaker\">%s</data>"
    "<data key=\"date\">%s</data><data key=\"file\">%s</data><data key=\"quote\">%s</data></edge>\n";

#define NODES                                                                                                          \
    "SELECT id, caption, schema FROM v1_entity WHERE id IN (SELECT source_entity FROM v1_tie UNION SELECT "            \
    "target_entity FROM v1_tie) ORDER BY id"
#define EDGES                                                                                                          \
    "SELECT t.id, t.source_entity, t.target_entity, t.type, t.speaker_text, t.start_date, s.name, t.text FROM v1_tie " \
    "t "                                                                                                               \
    "JOIN v1_source s ON s.id = t.source ORDER BY t.id"

static bool export_gexf(struct exporting *x) {
    buf_add_z(
        x->out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
        "<graph mode=\"static\" defaultedgetype=\"directed\">\n"
        "<attributes class=\"node\"><attribute id=\"0\" title=\"schema\" type=\"string\"/></attributes>\n"
        "<attributes class=\"edge\"><attribute id=\"0\" title=\"speaker\" type=\"string\"/><attribute id=\"1\" "
        "title=\"date\" "
        "type=\"string\"/><attribute id=\"2\" title=\"file\" type=\"string\"/><attribute id=\"3\" title=\"quote\" "
        "type=\"string\"/></attributes>\n<nodes>\n");
    if (!each(x, NODES, 3, gexf_node)) return false;
    buf_add_z(x->out, "</nodes>\n<edges>\n");
    if (!each(x, EDGES, 8, gexf_edge)) return false;
    return buf_add_z(x->out, "</edges>\n</graph>\n</gexf>\n");
}

static bool export_graphml(struct exporting *x) {
    static const char *const keys[][2] = {{"name", "node"}, {"schema", "node"}, {"type", "edge"}, {"speaker", "edge"},
                                          {"date", "edge"}, {"file", "edge"},   {"quote", "edge"}};
    buf_add_z(
        x->out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        buf_printf(x->out, "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"string\"/>\n", keys[i][0],
                   keys[i][1], keys[i][0]);
    buf_add_z(x->out, "<graph edgedefault=\"directed\">\n");
    if (!each(x, NODES, 3, graphml_node) || !each(x, EDGES, 8, graphml_edge)) return false;
    return buf_add_z(x->out, "</graph>\n</graphml>\n");
}

static bool export_csv(struct exporting *x) {
    static const char *const names[] = {"type",       "from",     "to",      "role",   "amount", "currency",
                                        "start_date", "end_date", "speaker", "stance", "file",   "quote"};
    struct str head[12];
    for (int i = 0; i < 12; i++) head[i] = str_of(names[i]);
    csv_write_row(head, 12, ',', x->out);
    return each(x,
                "SELECT t.type, t.source_name, t.target_name, t.role, t.amount, t.currency, t.start_date, t.end_date, "
                "t.speaker_text, t.stance, "
                "s.name, t.text FROM v1_tie t JOIN v1_source s ON s.id = t.source ORDER BY t.id",
                12, NULL);
}

enum { AROUND = 32 }; /* code points of prefix and suffix, as Hypothesis uses */

static struct str around(struct utf8_index *index, size_t from, size_t to) {
    size_t points = utf8_index_points(index, index->text.n);
    if (to > points) to = points;
    return str_cut(index->text, utf8_index_byte(index, from), utf8_index_byte(index, to));
}

static void write_annotation(struct exporting *x, struct query *r) {
    struct arena *a = &x->a;
    struct str text = query_str(r, 2, a), kind = query_str(r, 0, a);
    size_t from = (size_t)query_int(r, 3), to = (size_t)query_int(r, 4), start = (size_t)query_int(r, 5);
    struct utf8_index index;
    utf8_index_init(&index, text, a);
    struct json *o = json_object(a), *target = json_object(a), *selectors = json_array(a), *quote = json_object(a),
                *position = json_object(a);
    json_set_str(a, o, "@context", STR("http://www.w3.org/ns/anno.jsonld"));
    json_set_str(a, o, "id", arena_printf(a, "urn:clew:%.*s:%lld", STR_ARG(kind), (long long)query_int(r, 1)));
    json_set_str(a, o, "type", STR("Annotation"));
    struct json *body = json_set(a, o, "body", json_object(a));
    json_set_str(a, body, "type", STR("TextualBody"));
    json_set_str(a, body, "value", query_str(r, 7, a));
    json_set_str(a, quote, "type", STR("TextQuoteSelector"));
    json_set_str(a, quote, "exact", around(&index, from, to));
    json_set_str(a, quote, "prefix", around(&index, from > AROUND ? from - AROUND : 0, from));
    json_set_str(a, quote, "suffix", around(&index, to, to + AROUND));
    json_set_str(a, position, "type", STR("TextPositionSelector"));
    json_set_int(a, position, "start", (int64_t)(start + from));
    json_set_int(a, position, "end", (int64_t)(start + to));
    json_add(a, selectors, quote);
    json_add(a, selectors, position);
    json_set_str(a, target, "source", arena_printf(a, "urn:sha256:%.*s", STR_ARG(query_str(r, 6, a))));
    json_set(a, target, "selector", selectors);
    json_set(a, o, "target", target);
    json_write(o, 0, x->out);
    buf_add_byte(x->out, '\n');
}

static bool export_annotations(struct exporting *x) {
    struct query r;
    query_open(
        &r, x->s,
        "SELECT 'claim', c.id, p.text, c.\"from\", c.\"to\", coalesce(p.start, 0), s.sha256, c.stance || ': ' || "
        "coalesce(c.speaker_text, '') "
        "FROM claim c JOIN passage p ON p.id = c.passage JOIN source s ON s.id = p.source WHERE c.rule NOT IN "
        "('document', 'record') "
        "UNION ALL SELECT 'tie', t.id, p.text, t.\"from\", t.\"to\", coalesce(p.start, 0), s.sha256, t.type || "
        "': ' || a.caption || ' -> ' || b.caption "
        "FROM tie t JOIN passage p ON p.id = t.passage JOIN source s ON s.id = p.source JOIN entity a ON a.id = "
        "t.source_entity "
        "JOIN entity b ON b.id = t.target_entity ORDER BY 1, 2");
    while (query_next(&r)) {
        write_annotation(x, &r);
        arena_reset(&x->a);
    }
    return query_close(&r, x->e);
}

bool export_case(struct store *s, const struct model *m, enum export_format format, struct buf *out, struct err *e) {
    static bool (*const writers[])(struct exporting *) = {
        export_ftm, export_statements, export_resolver, export_gexf, export_graphml, export_csv, export_annotations};
    struct exporting x = {.s = s, .model = m, .out = out, .e = e};
    bool ok = writers[format](&x);
    arena_done(&x.a);
    if (ok && out->full) ok = err_set(e, ERR_LIMIT, "the export is larger than 4 GiB; export parts with clew sql");
    return ok;
}
