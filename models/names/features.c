/* Prints the features of name pairs, for train.py.  usage: names_features < PAIRS.tsv > FEATURES.tsv
 *
 * A line of input is schema, name, name, where "?Person" says that the kind of the first is not known; a line of output
 * the kind, then every feature in sixteenths. The first line of the output names them. */
#include "names/features.h"

#include <stdio.h>
#include <stdlib.h>

static void print_pair(struct str schema, struct str x, struct str y, struct arena *arena) {
    struct name a, b;
    int32_t values[FEATURE_COUNT];
    bool asked = str_starts(schema, STR("?"));
    if (asked) schema = str_cut(schema, 1, schema.n);
    name_parse(x, asked ? NAME_ANY : name_kind_of_schema(schema), arena, &a);
    name_parse(y, name_kind_of_schema(schema), arena, &b);
    printf("%u", feature_values(&a, &b, values));
    for (int i = 0; i < FEATURE_COUNT; i++) printf("\t%d", values[i]);
    printf("\n");
}

int main(void) {
    struct arena arena = {0};
    char *line = NULL;
    size_t cap = 0;
    printf("KIND");
    for (int i = 0; i < FEATURE_COUNT; i++) printf("\t%s", feature_names[i]);
    printf("\n");
    for (ssize_t n; (n = getline(&line, &cap, stdin)) > 0;) {
        struct str rest = str_trim((struct str){line, (size_t)n});
        struct str schema = str_split(&rest, '\t'), x = str_split(&rest, '\t'), y = str_split(&rest, '\t');
        if (!y.p) return 2;
        print_pair(schema, x, y, &arena);
        arena_reset(&arena);
    }
    free(line);
    arena_done(&arena);
    return ferror(stdin) ? 2 : 0;
}
