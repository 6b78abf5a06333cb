#include "base/map.h"
#include "language/tie.h"

#include <string.h>

/* "the Russian minister": the adjective stands for the country. Where a role follows it becomes a reference to the
 * country's cluster, which is made when the document does not name the country otherwise. */

struct nations {
    const struct lexicon *demonyms, *roles;
    struct reading *reading;
    struct arena *arena, *scratch;
    struct vec found, clusters; /* struct mention, struct cluster: the new ones */
    struct map places;          /* name in lower case -> cluster */
};

static struct str lower_copy(struct arena *a, struct str s) {
    struct str copy = arena_copy(a, s);
    char *p = (char *)copy.p; /* just copied, so ours */
    for (size_t i = 0; i < copy.n; i++) p[i] = ascii_to_lower(p[i]);
    return copy;
}

static void learn_places(struct nations *n) {
    for (uint32_t i = 0; i < n->reading->cluster_count; i++) {
        if (n->reading->clusters[i].label != LABEL_LOC) continue;
        bool fresh;
        uint64_t *v = map_put(&n->places, lower_copy(n->scratch, n->reading->clusters[i].name), &fresh);
        if (fresh) *v = i;
    }
}

/* Cluster of the place that the entry names; a new one when no name of it is known here. */
static uint32_t cluster_of(struct nations *n, const struct lexicon_entry *e) {
    struct str first = {0};
    for (struct str rest = lexicon_column(e, 1); rest.p;) {
        struct str name = str_split(&rest, '|');
        if (!first.p) first = name;
        const uint64_t *v = map_get(&n->places, lower_copy(n->scratch, name));
        if (v) return (uint32_t)*v;
    }
    uint32_t number = n->reading->cluster_count + (uint32_t)n->clusters.n;
    *(struct cluster *)vec_push(&n->clusters) =
        (struct cluster){.name = arena_copy(n->arena, first), .label = LABEL_LOC};
    *map_put(&n->places, lower_copy(n->scratch, first), NULL) = number;
    return number;
}

static bool role_follows(const struct nations *n, uint32_t token) {
    enum { AHEAD = 4 };
    const struct tokens *t = &n->reading->tokens;
    uint32_t end = t->sentence[t->token[token - 1].sentence].end_token, count;
    for (uint32_t i = token; i < end && i < token + AHEAD && t->token[i].kind == TOKEN_WORD; i++) {
        const struct lexicon_entry *e = lexicon_match(n->roles, t, i, &count);
        if (e && str_is(lexicon_column(e, 2), "place")) return true;
    }
    return false;
}

/* Inside a longer name ("Russian Railways") the adjective is part of that name. */
static bool in_longer_name(const struct reading *r, uint32_t token, uint32_t *next) {
    while (*next < r->mention_count && r->mentions[*next].end_token <= token) ++*next;
    for (uint32_t m = *next; m < r->mention_count && r->mentions[m].first_token <= token; m++) {
        const struct mention *x = &r->mentions[m];
        if (x->label != LABEL_REF && x->end_token > token &&
            (x->end_token - x->first_token > 1 || x->label == LABEL_PER))
            return true;
    }
    return false;
}

static void find(struct nations *n) {
    struct reading *r = n->reading;
    uint32_t next = 0;
    for (uint32_t i = 0; i < r->tokens.token_count; i++) {
        uint32_t count = 1;
        if (r->tokens.token[i].shape != SHAPE_TITLE) continue;
        const struct lexicon_entry *e = lexicon_match(n->demonyms, &r->tokens, i, &count);
        if (!e || in_longer_name(r, i, &next) || !role_follows(n, i + count)) continue;
        struct mention *m = vec_push(&n->found);
        m->span = (struct span){r->tokens.token[i].start, r->tokens.token[i + count - 1].end};
        m->label = LABEL_REF;
        m->first_token = i;
        m->end_token = i + count;
        m->entity = cluster_of(n, e);
    }
}

/* Both lists are by start; numbers of mentions move, so clusters follow. */
static void merge(struct nations *n) {
    struct reading *r = n->reading;
    uint32_t added = (uint32_t)n->found.n, fresh = (uint32_t)n->clusters.n, count = r->mention_count + added;
    struct mention *all = arena_array(n->arena, count, sizeof *all);
    uint32_t *moved = arena_array(n->scratch, r->mention_count + 1, sizeof *moved), old = 0, ours = 0;
    struct cluster *clusters = arena_array(n->arena, r->cluster_count + fresh, sizeof *clusters);
    if (r->cluster_count) memcpy(clusters, r->clusters, r->cluster_count * sizeof *clusters);
    for (uint32_t i = 0; i < fresh; i++) {
        clusters[r->cluster_count + i] = *VEC_AT(&n->clusters, struct cluster, i);
        clusters[r->cluster_count + i].first_mention = NO_INDEX;
    }
    for (uint32_t at = 0; at < count; at++) {
        const struct mention *x = ours < added ? VEC_AT(&n->found, struct mention, ours) : NULL;
        if (!x || (old < r->mention_count && r->mentions[old].span.start <= x->span.start)) {
            moved[old] = at;
            all[at] = r->mentions[old++];
            continue;
        }
        all[at] = *x;
        ours++;
        if (clusters[x->entity].first_mention == NO_INDEX && x->entity >= r->cluster_count)
            clusters[x->entity].first_mention = at;
    }
    for (uint32_t i = 0; i < r->cluster_count; i++)
        if (clusters[i].first_mention < r->mention_count) clusters[i].first_mention = moved[clusters[i].first_mention];
    r->mentions = all;
    r->mention_count = count;
    r->clusters = clusters;
    r->cluster_count += fresh;
}

void tie_nations(const struct language *l, struct reading *r, struct arena *scratch, struct arena *arena) {
    struct nations n = {.reading = r,
                        .arena = arena,
                        .scratch = scratch,
                        .found = VEC(struct mention),
                        .clusters = VEC(struct cluster)};
    n.demonyms = lexicon_get(&l->lexicons, "demonyms");
    n.roles = lexicon_get(&l->lexicons, "roles");
    learn_places(&n);
    find(&n);
    if (n.found.n) merge(&n);
    vec_done(&n.found);
    vec_done(&n.clusters);
    map_done(&n.places);
}
