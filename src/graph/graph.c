#include "graph/graph.h"

#include "base/heap.h"
#include "base/vec.h"

#include <assert.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

void graph_build(struct graph *g, uint32_t node_count, const struct graph_edge *edges, size_t edge_count) {
    assert(edge_count < UINT32_MAX / 2);
    *g = (struct graph){.node_count = node_count, .edge_count = (uint32_t)edge_count};
    g->starts = heap_zero((size_t)node_count + 1, sizeof *g->starts);
    g->arcs = heap_zero(2 * edge_count, sizeof *g->arcs);
    g->edges = heap_zero(edge_count, sizeof *g->edges);
    if (edge_count) memcpy(g->edges, edges, edge_count * sizeof *edges);
    for (size_t i = 0; i < edge_count; i++) {
        g->starts[edges[i].from + 1]++;
        g->starts[edges[i].to + 1]++;
    }
    for (uint32_t i = 0; i < node_count; i++) g->starts[i + 1] += g->starts[i];
    uint32_t *next = heap_zero(node_count, sizeof *next);
    for (size_t i = 0; i < edge_count; i++) {
        const struct graph_edge *e = &edges[i];
        g->arcs[g->starts[e->from] + next[e->from]++] = (struct graph_arc){e->to, (uint32_t)i};
        g->arcs[g->starts[e->to] + next[e->to]++] = (struct graph_arc){e->from, (uint32_t)i};
    }
    free(next);
}

void graph_done(struct graph *g) {
    free(g->starts);
    free(g->arcs);
    free(g->edges);
    *g = (struct graph){0};
}

/* A partial path is a chain of steps back to the start. */
struct step {
    uint32_t node, edge, back; /* back: number of the step before, UINT32_MAX at the start */
    uint32_t hops;
    int32_t day; /* earliest day on which this step may have happened */
    double cost, bound;
};

struct search {
    const struct graph *g;
    const struct path_options *o;
    uint32_t to;
    double *rest;     /* exact cost from each node to the target */
    struct vec steps; /* struct step, all ever made */
    struct vec heap;  /* uint32_t, a binary heap of steps by bound */
};

static bool before(const struct search *s, uint32_t x, uint32_t y) {
    const struct step *a = VEC_AT(&s->steps, struct step, x), *b = VEC_AT(&s->steps, struct step, y);
    return a->bound < b->bound || (a->bound <= b->bound && x < y);
}

static uint32_t *slot(const struct search *s, size_t i) { return VEC_AT(&s->heap, uint32_t, i); }

static void swap(struct search *s, size_t i, size_t k) {
    uint32_t keep = *slot(s, i);
    *slot(s, i) = *slot(s, k);
    *slot(s, k) = keep;
}

static void heap_push(struct search *s, uint32_t step) {
    vec_push_copy(&s->heap, &step);
    for (size_t i = s->heap.n - 1; i && before(s, *slot(s, i), *slot(s, (i - 1) / 2)); i = (i - 1) / 2)
        swap(s, i, (i - 1) / 2);
}

static uint32_t heap_pop(struct search *s) {
    uint32_t top = *slot(s, 0);
    swap(s, 0, s->heap.n - 1);
    vec_pop(&s->heap);
    for (size_t i = 0;;) {
        size_t left = 2 * i + 1, least = i;
        for (size_t k = left; k < left + 2 && k < s->heap.n; k++)
            if (before(s, *slot(s, k), *slot(s, least))) least = k;
        if (least == i) break;
        swap(s, i, least);
        i = least;
    }
    return top;
}

static void clear(struct search *s) {
    vec_clear(&s->steps);
    vec_clear(&s->heap);
}

static void add_step(struct search *s, struct step step) {
    vec_push_copy(&s->steps, &step);
    heap_push(s, (uint32_t)s->steps.n - 1);
}

/* Dijkstra from the target: what is still to pay from every node. Unreached nodes stay at DBL_MAX. */
static void measure(struct search *s, uint32_t from) {
    for (uint32_t i = 0; i < s->g->node_count; i++) s->rest[i] = DBL_MAX;
    add_step(s, (struct step){.node = s->to, .back = UINT32_MAX});
    while (s->heap.n) {
        struct step at = *VEC_AT(&s->steps, struct step, heap_pop(s));
        if (at.cost >= s->rest[at.node]) continue;
        s->rest[at.node] = at.cost;
        if (s->o->closed && s->o->closed[at.node] && at.node != s->to && at.node != from) continue;
        for (uint32_t i = s->g->starts[at.node]; i < s->g->starts[at.node + 1]; i++) {
            const struct graph_arc *arc = &s->g->arcs[i];
            double cost = at.cost + (double)s->g->edges[arc->edge].cost;
            if (cost < s->rest[arc->to]) add_step(s, (struct step){.node = arc->to, .cost = cost, .bound = cost});
        }
    }
    clear(s);
}

static bool visited(const struct search *s, uint32_t step, uint32_t node) {
    for (; step != UINT32_MAX; step = VEC_AT(&s->steps, struct step, step)->back)
        if (VEC_AT(&s->steps, struct step, step)->node == node) return true;
    return false;
}

static void extend(struct search *s, uint32_t number) {
    struct step at = *VEC_AT(&s->steps, struct step, number);
    uint32_t most = s->o->hops ? s->o->hops : GRAPH_HOPS;
    if (at.hops == most || (at.hops && s->o->closed && s->o->closed[at.node])) return;
    for (uint32_t i = s->g->starts[at.node]; i < s->g->starts[at.node + 1]; i++) {
        const struct graph_arc *arc = &s->g->arcs[i];
        const struct graph_edge *e = &s->g->edges[arc->edge];
        if (s->rest[arc->to] >= DBL_MAX || visited(s, number, arc->to)) continue;
        if (s->o->time_respecting && e->last < at.day) continue;
        double cost = at.cost + (double)e->cost;
        add_step(s, (struct step){arc->to, arc->edge, number, at.hops + 1, e->first > at.day ? e->first : at.day, cost,
                                  cost + s->rest[arc->to]});
    }
}

static void keep(const struct search *s, uint32_t number, struct arena *a, struct path *out) {
    const struct step *at = VEC_AT(&s->steps, struct step, number);
    *out = (struct path){arena_array(a, at->hops + 1, sizeof(uint32_t)), arena_array(a, at->hops, sizeof(uint32_t)),
                         at->hops, at->cost};
    for (uint32_t i = at->hops;; i--) {
        out->nodes[i] = at->node;
        if (i == 0) break;
        out->edges[i - 1] = at->edge;
        at = VEC_AT(&s->steps, struct step, at->back);
    }
}

/* Two paths over the same nodes (several ties between two entities) are one answer: the first, cheapest is kept. */
static bool same_nodes(const struct search *s, uint32_t number, const struct path *p) {
    const struct step *at = VEC_AT(&s->steps, struct step, number);
    if (at->hops != p->hops) return false;
    for (uint32_t i = at->hops;; i--) {
        if (at->node != p->nodes[i]) return false;
        if (i == 0) return true;
        at = VEC_AT(&s->steps, struct step, at->back);
    }
}

size_t graph_paths(const struct graph *g, uint32_t from, uint32_t to, const struct path_options *o, struct arena *a,
                   struct path **out, bool *complete) {
    struct search s = {g, o, to, heap_zero(g->node_count, sizeof(double)), VEC(struct step), VEC(uint32_t)};
    size_t found = 0, taken = 0;
    *out = arena_array(a, o->count, sizeof **out);
    measure(&s, from);
    if (from != to && s.rest[from] < DBL_MAX)
        add_step(&s, (struct step){.node = from, .back = UINT32_MAX, .day = INT32_MIN});
    while (s.heap.n && found < o->count && taken++ < GRAPH_STEPS) {
        uint32_t number = heap_pop(&s);
        if (VEC_AT(&s.steps, struct step, number)->node != to) {
            extend(&s, number);
            continue;
        }
        bool fresh = true;
        for (size_t i = 0; i < found; i++) fresh = fresh && !same_nodes(&s, number, &(*out)[i]);
        if (fresh) keep(&s, number, a, &(*out)[found++]);
    }
    *complete = found == o->count || s.heap.n == 0;
    free(s.rest);
    vec_done(&s.steps);
    vec_done(&s.heap);
    return found;
}
