/* A weighted graph in compressed rows, and its best simple paths.
 *
 *     struct graph g;
 *     graph_build(&g, node_count, edges, edge_count);     // edges are copied; each is walked both ways
 *     struct path *paths;                                 // in the arena, still good after graph_done
 *     bool complete;
 *     size_t n = graph_paths(&g, from, to, &(struct path_options){.count = 3}, &arena, &paths, &complete);
 *     graph_done(&g);
 * Costs are positive. Paths come in rising order of cost, equal ones in order of their edges, and visit no node twice;
 * of several edges between two nodes the cheapest that fits is taken. From a node to itself there is no path. A search
 * looks first at what can still become short (A* with the exact distance to the target) and gives up after GRAPH_STEPS
 * steps, which *complete tells.
 */
#ifndef CLEW_GRAPH_GRAPH_H
#define CLEW_GRAPH_GRAPH_H

#include "base/arena.h"

enum { GRAPH_HOPS = 12, GRAPH_STEPS = 400000 };

struct graph_edge {
    uint32_t from, to;
    float cost;
    int64_t id;          /* the caller's */
    int32_t first, last; /* days when it may have happened, for time-respecting paths */
};
struct graph_arc {
    uint32_t to, edge;
};
struct graph {
    uint32_t node_count, edge_count;
    uint32_t *starts; /* node_count + 1 */
    struct graph_arc *arcs;
    struct graph_edge *edges;
};
struct path {
    uint32_t *nodes; /* hops + 1 */
    uint32_t *edges; /* hops; numbers in graph.edges */
    uint32_t hops;
    double cost;
};
struct path_options {
    uint32_t count;       /* best so many */
    uint32_t hops;        /* at most; 0: GRAPH_HOPS */
    bool time_respecting; /* each edge may have happened at or after the one before it */
    const bool *closed;   /* nodes that may only be ends, or NULL */
};

void graph_build(struct graph *, uint32_t node_count, const struct graph_edge *, size_t edge_count);
void graph_done(struct graph *);
size_t graph_paths(const struct graph *, uint32_t from, uint32_t to, const struct path_options *, struct arena *,
                   struct path **out, bool *complete);

#endif
