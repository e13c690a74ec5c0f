/* route.h - a graph made ready for walking; private to src/graph.
 *
 * A lane is all edges between two nodes, whatever their direction and layer: one hop.
 * What a hop costs is told in knotwork/graph.h.
 */
#ifndef KW_GRAPH_ROUTE_H
#define KW_GRAPH_ROUTE_H

#include "knotwork/graph.h"

struct kw_lane {
    uint32_t target; /* node */
    uint32_t cost;   /* in millionths */
    uint32_t arc;    /* its edges are near.edges[arc] ... */
    uint32_t arcs;   /* ... so many of them */
};

struct kw_route_map {
    const struct kw_graph *graph;
    struct kw_adjacency near;    /* without directions */
    const uint32_t *offsets;     /* lanes of node i: offsets[i] ... offsets[i + 1] - 1 */
    const struct kw_lane *lanes; /* of a node by target */
};

/* Errors: KW_NOMEM, KW_LIMIT. Cost: O(edges log edges). */
KW_CHECKED enum kw_status kw_route_map_make(const struct kw_graph *graph,
                                            struct kw_arena *arena,
                                            struct kw_route_map *out,
                                            struct kw_error *err);

/* Quarters of a story behind a lane, at most UINT32_MAX. */
uint32_t kw_lane_quarters(const struct kw_route_map *map, const struct kw_lane *lane);

/* The day at which a lane is left by somebody who comes to it on `day`: the earliest day
 * not before it that lies in the time of one of its edges; KW_DAY_NONE when there is
 * none. A `day` of KW_DAY_NONE is before all others. */
int32_t kw_lane_day(const struct kw_route_map *map, const struct kw_lane *lane,
                    int32_t day);

/* Which nodes are hubs: those with more neighbors than the mean and two standard
 * deviations. Owns: the flags live in `arena`. */
KW_CHECKED enum kw_status kw_route_hubs(const struct kw_route_map *map,
                                        struct kw_arena *arena, bool **out,
                                        struct kw_error *err);

/* What the cheapest way from each node to `target` costs, KW_ROUTE_NONE where there is
 * none or it leads through a `closed` node. Dijkstra 1959, "A note on two problems in
 * connexion with graphs". Owns: the costs live in `arena`. Cost: O(lanes log lanes). */
#define KW_ROUTE_NONE UINT64_MAX
KW_CHECKED enum kw_status kw_route_costs(const struct kw_route_map *map, uint32_t target,
                                         const bool *closed, struct kw_arena *arena,
                                         uint64_t **out, struct kw_error *err);

/* --- what waits its turn ---------------------------------------------------------- */

struct kw_route_turn {
    uint64_t cost;   /* the least comes first */
    uint32_t number; /* then the least number */
};

/* A binary heap in an arena; zero it to start. */
struct kw_route_queue {
    KW_VEC(struct kw_route_turn) heap;
};

KW_CHECKED enum kw_status kw_route_put(struct kw_route_queue *queue,
                                       struct kw_arena *arena, uint64_t cost,
                                       uint32_t number, struct kw_error *err);
/* False when nothing waits. */
bool kw_route_take(struct kw_route_queue *queue, struct kw_route_turn *turn);

#endif
