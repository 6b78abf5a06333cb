#include "graph/graph.h"

#include "unit.h"

#include <stdlib.h>

enum { NODES = 7, EDGES = 12, PATHS = 400, ROUNDS = 300 };

/* Every simple path by trying all; several edges between two nodes count once, at the least cost that fits. */
struct trial {
    const struct graph_edge *edges;
    size_t edge_count;
    const struct path_options *o;
    uint32_t to, nodes[NODES];
    double costs[PATHS];
    size_t found;
    bool seen[NODES];
};

static bool may_follow(const struct trial *t, const struct graph_edge *e, int32_t day) {
    return !t->o->time_respecting || e->last >= day;
}

static void try_from(struct trial *t, uint32_t node, uint32_t hops, double cost, int32_t day) {
    if (node == t->to) {
        assert_true(t->found < PATHS);
        t->costs[t->found++] = cost;
        return;
    }
    if (hops == (t->o->hops ? t->o->hops : GRAPH_HOPS) || (hops && t->o->closed && t->o->closed[node])) return;
    t->seen[node] = true;
    for (size_t i = 0; i < t->edge_count; i++) {
        const struct graph_edge *e = &t->edges[i];
        if (e->from != node && e->to != node) continue;
        uint32_t next = e->from == node ? e->to : e->from;
        if (t->seen[next] || !may_follow(t, e, day)) continue;
        try_from(t, next, hops + 1, cost + (double)e->cost, e->first > day ? e->first : day);
    }
    t->seen[node] = false;
}

static int cost_cmp(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

/* Pairs are joined once, so that paths and chains of nodes are the same thing. Costs are sums of quarters: exact. */
static size_t random_edges(struct graph_edge *edges, unsigned *seed) {
    bool joined[NODES][NODES] = {{false}};
    size_t n = 0;
    while (n < EDGES) {
        uint32_t a = (uint32_t)rand_r(seed) % NODES, b = (uint32_t)rand_r(seed) % NODES;
        if (rand_r(seed) % 16 == 0) break;
        if (a == b || joined[a][b]) continue;
        joined[a][b] = joined[b][a] = true;
        int32_t first = rand_r(seed) % 20;
        edges[n] = (struct graph_edge){.from = a, .to = b, .cost = 0.25F * (float)(1 + rand_r(seed) % 8)};
        edges[n].id = (int64_t)n;
        edges[n].first = first;
        edges[n++].last = first + rand_r(seed) % 6;
    }
    return n;
}

/* Each hop is an edge between its two nodes, no node comes twice, days do not run back, ends alone may be closed. */
static void check_path(const struct graph *g, const struct path *p, const struct path_options *o) {
    int32_t day = INT32_MIN;
    double cost = 0;
    for (uint32_t i = 0; i < p->hops; i++) {
        const struct graph_edge *e = &g->edges[p->edges[i]];
        uint32_t from = p->nodes[i], to = p->nodes[i + 1];
        assert_true((e->from == from && e->to == to) || (e->from == to && e->to == from));
        assert_false(o->time_respecting && e->last < day);
        if (e->first > day) day = e->first;
        cost += (double)e->cost;
        for (uint32_t k = 0; k <= i; k++) assert_true(p->nodes[k] != to);
        assert_false(i && o->closed && o->closed[from]);
    }
    assert_true(cost >= p->cost && cost <= p->cost);
}

static void compare(const struct graph_edge *edges, size_t n, uint32_t to, const struct path_options *o) {
    struct arena a = {0};
    struct graph g;
    struct path *paths;
    bool complete;
    struct trial t = {.edges = edges, .edge_count = n, .o = o, .to = to};
    try_from(&t, 0, 0, 0, INT32_MIN);
    qsort(t.costs, t.found, sizeof *t.costs, cost_cmp);
    graph_build(&g, NODES, edges, n);
    size_t found = graph_paths(&g, 0, to, o, &a, &paths, &complete);
    graph_done(&g);
    graph_build(&g, NODES, edges, n);
    assert_true(complete);
    assert_int_equal(found, t.found < o->count ? t.found : o->count);
    for (size_t i = 0; i < found; i++) {
        assert_true(paths[i].cost >= t.costs[i] && paths[i].cost <= t.costs[i]);
        check_path(&g, &paths[i], o);
    }
    graph_done(&g);
    arena_done(&a);
}

static void test_random_graphs(void **state) {
    (void)state;
    unsigned seed = 20;
    for (int round = 0; round < ROUNDS; round++) {
        struct graph_edge edges[EDGES];
        bool closed[NODES];
        size_t n = random_edges(edges, &seed);
        for (int i = 0; i < NODES; i++) closed[i] = rand_r(&seed) % 4 == 0;
        uint32_t to = 1 + (uint32_t)rand_r(&seed) % (NODES - 1), count = 1 + (uint32_t)rand_r(&seed) % 6;
        compare(edges, n, to, &(struct path_options){.count = count});
        compare(edges, n, to, &(struct path_options){.count = count, .time_respecting = true});
        compare(edges, n, to, &(struct path_options){.count = count, .closed = closed});
        compare(edges, n, to,
                &(struct path_options){.count = 100, .hops = 3, .closed = closed, .time_respecting = true});
    }
}

/* 0 -(day 9)- 1 -(day 3)- 2, and a dearer way over 3 whose days run forward. */
static void test_time_does_not_run_back(void **state) {
    (void)state;
    static const struct graph_edge edges[] = {
        {0, 1, 1, 10, 9, 9}, {1, 2, 1, 11, 3, 3}, {0, 3, 4, 12, 1, 1}, {3, 2, 4, 13, 2, 8}};
    struct arena a = {0};
    struct graph g;
    struct path *paths;
    bool complete;
    graph_build(&g, 4, edges, 4);
    assert_int_equal(graph_paths(&g, 0, 2, &(struct path_options){.count = 5}, &a, &paths, &complete), 2);
    assert_int_equal(paths[0].nodes[1], 1);
    struct path_options timed = {.count = 5, .time_respecting = true};
    assert_int_equal(graph_paths(&g, 0, 2, &timed, &a, &paths, &complete), 1);
    assert_int_equal(paths[0].nodes[1], 3);
    assert_int_equal(g.edges[paths[0].edges[1]].id, 13);
    graph_done(&g);
    arena_done(&a);
}

static void test_several_edges_are_one_path(void **state) {
    (void)state;
    static const struct graph_edge edges[] = {{0, 1, 3, 10, 0, 0}, {1, 0, 1, 11, 0, 0}, {0, 1, 2, 12, 0, 0}};
    struct arena a = {0};
    struct graph g;
    struct path *paths;
    bool complete;
    graph_build(&g, 2, edges, 3);
    assert_int_equal(graph_paths(&g, 0, 1, &(struct path_options){.count = 5}, &a, &paths, &complete), 1);
    assert_int_equal(g.edges[paths[0].edges[0]].id, 11);
    assert_int_equal(graph_paths(&g, 0, 0, &(struct path_options){.count = 5}, &a, &paths, &complete), 0);
    graph_done(&g);
    arena_done(&a);
}

static void test_no_way(void **state) {
    (void)state;
    static const struct graph_edge edges[] = {{0, 1, 1, 1, 0, 0}, {2, 3, 1, 2, 0, 0}};
    static const bool closed[] = {false, true, false, false};
    struct arena a = {0};
    struct graph g;
    struct path *paths;
    bool complete = false;
    struct path_options o = {.count = 2, .closed = closed};
    graph_build(&g, 4, edges, 2);
    assert_int_equal(graph_paths(&g, 0, 3, &o, &a, &paths, &complete), 0);
    assert_true(complete);
    assert_int_equal(graph_paths(&g, 0, 1, &o, &a, &paths, &complete), 1); /* a closed node may be an end */
    graph_done(&g);
    graph_build(&g, 1, NULL, 0);
    assert_int_equal(graph_paths(&g, 0, 0, &(struct path_options){.count = 2}, &a, &paths, &complete), 0);
    graph_done(&g);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_graphs),
        cmocka_unit_test(test_time_does_not_run_back),
        cmocka_unit_test(test_several_edges_are_one_path),
        cmocka_unit_test(test_no_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
