/* FollowTheMoney mappings: YAML that says how the columns of a table become entities.
 *
 *     dataset_name:
 *       label: who publishes this
 *       queries:
 *         - csv_url: donations.csv          only its file name counts: the table is the file at hand
 *           filters: {Kind: person}         and filters_not
 *           entities:
 *             donor:
 *               schema: Person
 *               key: Donor                  or keys, key_literal, id_column
 *               properties:
 *                 name: {column: Donor}     column(s), literal(s), entity, join, split, format, required, template
 *
 *     struct mapping *m;
 *     if (!mapping_parse(yaml, model, arena, &m, e)) return false;
 *     if (!mapping_bind(m, header, count, file_name, sink, e)) return false;
 *     for (each row) mapping_row(m, fields, count, &draft);
 * Ids are made as FollowTheMoney makes them. SQL sources are refused. Not shared between threads.
 */
#ifndef CLEW_READ_MAPPING_H
#define CLEW_READ_MAPPING_H

#include "read/clean.h"
#include "read/draft.h"

struct mapping_property {
    const struct property *property;
    const struct str *columns, *literals, *formats;
    uint32_t column_count, literal_count, format_count;
    int32_t *at; /* of each column in the bound table; -1 when the table has it not */
    struct str join, split, template, entity;
    int32_t target; /* the entity meant, in its query */
    bool required, has_join;
};
struct mapping_entity {
    struct str name, literal, id_column;
    const struct schema *schema;
    const struct str *keys;
    int32_t *key_at, id_at;
    uint32_t key_count, property_count;
    struct mapping_property *properties;
};
struct mapping_filter {
    struct str column;
    const struct str *values;
    uint32_t count;
    int32_t at;
    bool negative;
};
struct mapping_query {
    const struct str *files; /* of csv_url(s) */
    struct mapping_filter *filters;
    struct mapping_entity *entities; /* in an order in which each stands behind those that it points at */
    uint32_t file_count, filter_count, entity_count, line;
    bool bound; /* takes part for the table at hand */
};
struct mapping {
    struct str dataset, label, prefix;
    struct mapping_query *queries;
    uint32_t query_count;
    const struct str *header; /* of the bound table */
    enum money_style *styles; /* how each column writes numbers */
    size_t column_count;
    struct arena *arena;
};

bool mapping_parse(struct str yaml, const struct model *, struct arena *, struct mapping **, struct err *);
/* Finds the columns. A query that names a column which the table has not is left out with a note; that all are left out
 * is an error. */
bool mapping_bind(struct mapping *, const struct str *header, size_t count, const struct input *, const struct sink *,
                  struct err *);
/* Adds the row's entities to the draft, whose text already has the row's lines. */
void mapping_row(const struct mapping *, const struct str *fields, size_t count, struct draft *);

/* A first mapping for a table, guessed from its header and its first rows: YAML text in the arena; absent when nothing
 * in it looks like a name. */
struct str mapping_suggest(struct str bytes, struct str name, struct arena *);

#endif
