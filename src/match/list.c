#include "match/list.h"
#include "base/csv.h"
#include "base/json.h"

enum { COLUMN_ID, COLUMN_NAME, COLUMN_SCHEMA, COLUMN_BIRTH, COLUMN_COUNTRY, COLUMN_GENDER, COLUMN_IDENTIFIER, COLUMNS };

static void refuse(struct list_count *c, uint32_t line) {
    if (c->refused++ == 0) c->first_refused = line;
}

static struct str after_mark(struct str bytes) {
    return str_starts(bytes, STR("\xef\xbb\xbf")) ? str_cut(bytes, 3, bytes.n) : bytes;
}

static bool find_columns(const struct csv_row *head, size_t at[COLUMNS]) {
    static const char *const names[COLUMNS] = {"entity_id", "name", "schema", "birth_date", "country", "gender", "id"};
    for (int c = 0; c < COLUMNS; c++) {
        at[c] = SIZE_MAX;
        for (size_t i = 0; i < head->n; i++)
            if (str_ieq(str_trim(head->fields[i]), str_of(names[c]))) at[c] = i;
    }
    return at[COLUMN_ID] != SIZE_MAX && at[COLUMN_NAME] != SIZE_MAX;
}

static struct str field(const struct csv_row *row, size_t column) {
    return column < row->n ? row->fields[column] : (struct str){0};
}

static bool add_csv(struct index_build *b, struct str bytes, struct list_count *count, struct err *e) {
    struct csv_dialect dialect;
    struct csv_reader reader;
    struct csv_row row;
    struct arena arena = {0};
    size_t at[COLUMNS];
    int got;
    csv_sniff(str_cut(bytes, 0, 1 << 16), &dialect);
    csv_open(&reader, bytes, dialect);
    bool ok = csv_next(&reader, &arena, &row, e) == 1 && find_columns(&row, at);
    if (!ok) err_set(e, ERR_SYNTAX, "a list of names needs the columns entity_id and name in its first row");
    while (ok && (got = csv_next(&reader, &arena, &row, NULL)) != 0) {
        struct str name = got == 1 ? field(&row, at[COLUMN_NAME]) : (struct str){0},
                   id = got == 1 ? field(&row, at[COLUMN_ID]) : (struct str){0};
        if (name.n == 0 || id.n == 0) {
            refuse(count, reader.line);
        } else {
            index_add(b, &(struct index_entry){id,
                                               field(&row, at[COLUMN_SCHEMA]),
                                               name,
                                               {field(&row, at[COLUMN_BIRTH]), field(&row, at[COLUMN_COUNTRY]),
                                                field(&row, at[COLUMN_GENDER]), field(&row, at[COLUMN_IDENTIFIER])}});
            count->names++;
        }
        if (arena.total) arena_reset(&arena);
    }
    arena_done(&arena);
    return ok;
}

static struct str first_of(const struct json *properties, const char *name) {
    return json_text(json_at(json_get(properties, str_of(name)), 0));
}

static struct str first_of_any(const struct json *properties, const char *const *names) {
    struct str s = {0};
    for (; *names && s.n == 0; names++) s = first_of(properties, *names);
    return s;
}

static bool add_entity(struct index_build *b, const struct json *entity, struct list_count *count) {
    static const char *const named[] = {"name", "alias", "weakAlias", "previousName", "abbreviation"};
    static const char *const countries[] = {"country", "nationality", "citizenship", "jurisdiction", NULL};
    static const char *const ids[] = {"leiCode",  "imoNumber", "registrationNumber", "innCode", "passportNumber",
                                      "idNumber", NULL};
    const struct json *properties = json_get(entity, STR("properties"));
    struct index_entry entry = {.id = json_text(json_get(entity, STR("id"))),
                                .schema = json_text(json_get(entity, STR("schema")))};
    if (entry.id.n == 0 || !properties) return false;
    entry.facts = (struct name_facts){first_of(properties, "birthDate"), first_of_any(properties, countries),
                                      first_of(properties, "gender"), first_of_any(properties, ids)};
    for (size_t k = 0; k < sizeof named / sizeof *named; k++) {
        const struct json *values = json_get(properties, str_of(named[k]));
        for (size_t i = 0; i < json_count(values); i++) {
            entry.name = json_text(json_at(values, i));
            if (entry.name.n == 0) continue;
            index_add(b, &entry);
            count->names++;
        }
    }
    return true;
}

static bool add_json_lines(struct index_build *b, struct str bytes, struct list_count *count) {
    struct json_reader *reader = json_reader_new();
    struct arena arena = {0};
    uint32_t line = 0;
    for (struct str rest = bytes; rest.p;) {
        struct str text = str_trim(str_split(&rest, '\n'));
        struct json *entity;
        line++;
        if (text.n == 0) continue;
        if (!json_reader_read(reader, text, &arena, &entity, NULL) || !add_entity(b, entity, count))
            refuse(count, line);
        arena_reset(&arena);
    }
    arena_done(&arena);
    json_reader_free(reader);
    return true;
}

bool list_recognise(struct str bytes) {
    struct csv_dialect dialect;
    struct csv_reader reader;
    struct csv_row row;
    struct arena arena = {0};
    size_t at[COLUMNS];
    bytes = after_mark(bytes);
    if (str_starts(bytes, STR("{"))) return str_find(str_cut(bytes, 0, 1 << 14), STR("\"properties\""), 0) != SIZE_MAX;
    csv_sniff(str_cut(bytes, 0, 1 << 16), &dialect);
    csv_open(&reader, str_cut(bytes, 0, 1 << 16), dialect);
    bool is_list = csv_next(&reader, &arena, &row, NULL) == 1 && find_columns(&row, at);
    arena_done(&arena);
    return is_list;
}

bool list_add(struct index_build *b, struct str bytes, struct list_count *count, struct err *e) {
    bytes = after_mark(bytes);
    return str_starts(bytes, STR("{")) ? add_json_lines(b, bytes, count) : add_csv(b, bytes, count, e);
}
