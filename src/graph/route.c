/* route.c - lanes, what they cost, hubs, and the cheapest ways to one node. */
#include "graph/route.h"

enum { QUARTERS = 4, STEP = 1000000 }; /* of a story; what any hop costs, in millionths */

/* --- lanes ------------------------------------------------------------------------- */

static const struct kw_edge *edge_of(const struct kw_route_map *map,
                                     const struct kw_lane *lane, uint32_t n)
{
    return &map->graph->edges[map->near.edges[lane->arc + n]];
}

uint32_t kw_lane_quarters(const struct kw_route_map *map, const struct kw_lane *lane)
{
    uint64_t quarters = 0;
    for (uint32_t i = 0; i < lane->arcs && quarters < UINT32_MAX; i++) {
        const struct kw_edge *edge = edge_of(map, lane, i);
        uint64_t weight = edge->weight < UINT32_MAX ? edge->weight : UINT32_MAX;
        quarters += edge->layer == KW_LAYER_STATEMENTS ? weight * QUARTERS : weight;
    }
    return quarters < UINT32_MAX ? (uint32_t)quarters : UINT32_MAX;
}

int32_t kw_lane_day(const struct kw_route_map *map, const struct kw_lane *lane,
                    int32_t day)
{
    int32_t best = KW_DAY_NONE;
    for (uint32_t i = 0; i < lane->arcs; i++) {
        const struct kw_edge *edge = edge_of(map, lane, i);
        if (edge->first == KW_DAY_NONE || edge->last < day)
            continue;
        int32_t left = edge->first > day ? edge->first : day;
        if (best == KW_DAY_NONE || left < best)
            best = left;
    }
    return best;
}

enum kw_status kw_route_map_make(const struct kw_graph *graph, struct kw_arena *arena,
                                 struct kw_route_map *out, struct kw_error *err)
{
    struct kw_route_map map = {.graph = graph};
    size_t n = graph->node_count, used = 0;
    enum kw_status status = kw_graph_adjacency(graph, false, arena, &map.near, err);
    if (status != KW_OK)
        return status;
    uint32_t *offsets = KW_NEW(arena, n + 1, uint32_t);
    struct kw_lane *lanes = KW_NEW(arena, map.near.offsets[n] + 1u, struct kw_lane);
    if (!offsets || !lanes)
        return kw_nomem(err);
    for (uint32_t i = 0; i < n; i++) {
        offsets[i] = (uint32_t)used;
        for (uint32_t a = map.near.offsets[i]; a < map.near.offsets[i + 1]; a++) {
            if (used > offsets[i] && lanes[used - 1].target == map.near.targets[a])
                lanes[used - 1].arcs++;
            else
                lanes[used++] = (struct kw_lane){map.near.targets[a], 0, a, 1};
        }
    }
    offsets[n] = (uint32_t)used;
    map.offsets = offsets;
    map.lanes = lanes;
    for (size_t i = 0; i < used; i++) {
        uint32_t quarters = kw_lane_quarters(&map, &lanes[i]);
        lanes[i].cost = STEP + QUARTERS * STEP / (quarters ? quarters : 1);
    }
    *out = map;
    return KW_OK;
}

enum kw_status kw_route_hubs(const struct kw_route_map *map, struct kw_arena *arena,
                             bool **out, struct kw_error *err)
{
    size_t n = map->graph->node_count;
    double sum = 0, squares = 0; /* of whole numbers: exact, so the same everywhere */
    bool *hubs = KW_NEW(arena, n + 1, bool);
    if (!hubs)
        return kw_nomem(err);
    for (size_t i = 0; i < n; i++) {
        double degree = map->offsets[i + 1] - map->offsets[i];
        sum += degree;
        squares += degree * degree;
    }
    /* d > mean + 2 deviations, times n, without a root. */
    double spread = 4 * ((double)n * squares - sum * sum);
    for (size_t i = 0; i < n; i++) {
        double over = (double)n * (map->offsets[i + 1] - map->offsets[i]) - sum;
        hubs[i] = over > 0 && over * over > spread;
    }
    *out = hubs;
    return KW_OK;
}

/* --- what waits its turn ----------------------------------------------------------- */

static bool comes_before(const struct kw_route_turn *a, const struct kw_route_turn *b)
{
    return a->cost != b->cost ? a->cost < b->cost : a->number < b->number;
}

enum kw_status kw_route_put(struct kw_route_queue *queue, struct kw_arena *arena,
                            uint64_t cost, uint32_t number, struct kw_error *err)
{
    const struct kw_route_turn turn = {cost, number};
    struct kw_route_turn *last = KW_PUSH(arena, &queue->heap);
    if (!last)
        return kw_nomem(err);
    struct kw_route_turn *heap = queue->heap.items;
    size_t at = queue->heap.count - 1;
    for (; at > 0 && comes_before(&turn, &heap[(at - 1) / 2]); at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = turn;
    return KW_OK;
}

bool kw_route_take(struct kw_route_queue *queue, struct kw_route_turn *turn)
{
    struct kw_route_turn *heap = queue->heap.items;
    if (queue->heap.count == 0)
        return false;
    *turn = heap[0];
    const struct kw_route_turn last = heap[--queue->heap.count];
    size_t at = 0, child;
    for (; (child = 2 * at + 1) < queue->heap.count; at = child) {
        if (child + 1 < queue->heap.count && comes_before(&heap[child + 1], &heap[child]))
            child++;
        if (!comes_before(&heap[child], &last))
            break;
        heap[at] = heap[child];
    }
    heap[at] = last;
    return true;
}

/* --- ways to one node -------------------------------------------------------------- */

enum kw_status kw_route_costs(const struct kw_route_map *map, uint32_t target,
                              const bool *closed, struct kw_arena *arena, uint64_t **out,
                              struct kw_error *err)
{
    size_t n = map->graph->node_count;
    uint64_t *costs = KW_NEW(arena, n + 1, uint64_t);
    struct kw_arena *scratch = kw_arena_new();
    struct kw_route_queue queue = {0};
    struct kw_route_turn turn;
    enum kw_status status = costs && scratch ? KW_OK : kw_nomem(err);
    for (size_t i = 0; i < n && status == KW_OK; i++)
        costs[i] = KW_ROUTE_NONE;
    if (status == KW_OK) {
        costs[target] = 0;
        status = kw_route_put(&queue, scratch, 0, target, err);
    }
    while (status == KW_OK && kw_route_take(&queue, &turn)) {
        uint32_t node = turn.number, end = map->offsets[node + 1];
        if (turn.cost > costs[node])
            continue;
        for (uint32_t i = map->offsets[node]; i < end && status == KW_OK; i++) {
            const struct kw_lane *lane = &map->lanes[i];
            uint64_t cost = turn.cost + lane->cost;
            if (closed[lane->target] || cost >= costs[lane->target])
                continue;
            costs[lane->target] = cost;
            status = kw_route_put(&queue, scratch, cost, lane->target, err);
        }
    }
    kw_arena_free(scratch);
    if (status == KW_OK)
        *out = costs;
    return status;
}
