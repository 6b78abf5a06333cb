/* Writes what bench/matching_bench.py measures on, made from a seed.
 *
 * usage: matching_made NAMES QUERIES PAIRS FOLDER
 * FOLDER/list.csv: NAMES names; FOLDER/queries.csv: QUERIES queries, half of them for listed names, with the entity
 * that is asked for; FOLDER/pairs.csv: PAIRS pairs of names, half of them two spellings of one, half of them two that
 * share a word. */
#include "base/buf.h"
#include "base/csv.h"
#include "made.h"

#include <stdio.h>
#include <stdlib.h>

enum { SEED = 1, STRANGERS = 2 };

static void add_row(FILE *f, const struct str *fields, size_t n) {
    struct buf line = {0};
    csv_write_row(fields, n, ',', &line);
    fwrite(line.p, 1, line.n, f);
    buf_done(&line);
}

static FILE *open_in(const char *folder, const char *name, struct arena *arena) {
    FILE *f = fopen(arena_printf(arena, "%s/%s", folder, name).p, "w");
    if (f) return f;
    perror(folder);
    exit(2);
}

static uint64_t write_list(FILE *f, uint64_t names) {
    struct arena arena = {0};
    uint64_t entity = 0, made = 0;
    fputs("entity_id,schema,name,birth_date,country\n", f);
    for (; made < names; entity++) {
        struct made_entity e;
        made_entity(SEED, entity, &arena, &e);
        struct str id = arena_printf(&arena, "m%llu", (unsigned long long)entity);
        for (size_t i = 0; i < e.count && made < names; i++, made++)
            add_row(f, (struct str[]){id, str_of(e.schema), e.names[i], e.birth_date, e.country}, 5);
        arena_reset(&arena);
    }
    arena_done(&arena);
    return entity;
}

static void write_queries(FILE *f, uint64_t count, uint64_t entities) {
    struct arena arena = {0};
    fputs("name,schema,birth_date,country,entity_id,treatment\n", f);
    for (uint64_t i = 0; i < count; i++) {
        struct made_query q;
        made_query(SEED, i, entities, STRANGERS, &arena, &q);
        struct str id = {0};
        if (q.entity != MADE_STRANGER) id = arena_printf(&arena, "m%llu", (unsigned long long)q.entity);
        add_row(f, (struct str[]){q.name, str_of(q.schema), q.birth_date, q.country, id, str_of(q.treatment)}, 6);
        arena_reset(&arena);
    }
    arena_done(&arena);
}

/* The first word of one name and the others of the other. */
static struct str crossed(struct str a, struct str b, struct arena *arena) {
    size_t first = str_find_byte(a, ' ', 0), rest = str_find_byte(b, ' ', 0);
    struct str head = str_cut(a, 0, first), tail = str_cut(b, rest == SIZE_MAX ? 0 : rest + 1, b.n);
    return arena_printf(arena, "%.*s %.*s", STR_ARG(head), STR_ARG(tail));
}

static void write_pairs(FILE *f, uint64_t count) {
    struct arena arena = {0};
    fputs("schema,name1,name2,is_match\n", f);
    for (uint64_t i = 0; i < count; i++) {
        struct made_entity e, other;
        struct made_query q;
        made_query(SEED, i, count, 1, &arena, &q);
        made_entity(SEED, q.entity, &arena, &e);
        made_entity(SEED, count + i, &arena, &other);
        bool same = i % 2 == 0;
        struct str name = same ? q.name : crossed(e.names[0], other.names[0], &arena);
        add_row(f, (struct str[]){str_of(e.schema), e.names[0], name, str_of(same ? "true" : "false")}, 4);
        arena_reset(&arena);
    }
    arena_done(&arena);
}

int main(int argc, char **argv) {
    if (argc != 5) return 2;
    struct arena arena = {0};
    FILE *list = open_in(argv[4], "list.csv", &arena), *queries = open_in(argv[4], "queries.csv", &arena),
         *pairs = open_in(argv[4], "pairs.csv", &arena);
    write_queries(queries, strtoull(argv[2], NULL, 10), write_list(list, strtoull(argv[1], NULL, 10)));
    write_pairs(pairs, strtoull(argv[3], NULL, 10));
    int failed = (fclose(list) != 0) + (fclose(queries) != 0) + (fclose(pairs) != 0);
    arena_done(&arena);
    return failed ? 2 : 0;
}
