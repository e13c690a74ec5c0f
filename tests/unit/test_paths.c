/* test_paths.c - the best paths between two entities, against all simple paths of small
 * random graphs; and what a hop is made of. */
#include "check.h"

#include <stdlib.h>

#include "knotwork/graph.h"

enum { ROUNDS = 300, MOST_NODES = 9, MOST_EDGES = 40, MOST_PATHS = 200000, WANTED = 12 };

static unsigned draw(uint64_t *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % below;
}

/* A random graph: some pairs with several edges, some edges without a day. */
struct network {
    struct kw_graph graph;
    struct kw_node nodes[MOST_NODES];
    struct kw_edge edges[MOST_EDGES];
};

static void fill(struct network *network, uint64_t *seed)
{
    unsigned n = 5 + draw(seed, MOST_NODES - 4), m = n - 2 + draw(seed, MOST_EDGES - 8);
    memset(network, 0, sizeof *network);
    network->graph = (struct kw_graph){.nodes = network->nodes,
                                       .node_count = n,
                                       .edges = network->edges,
                                       .edge_count = m};
    for (unsigned i = 0; i < m; i++) {
        struct kw_edge *edge = &network->edges[i];
        edge->source = draw(seed, 3) ? draw(seed, n) : 0; /* which may become a hub */
        edge->target = (edge->source + 1 + draw(seed, n - 1)) % n;
        edge->layer = (enum kw_layer)draw(seed, KW_LAYER_COUNT);
        edge->weight = 1 + draw(seed, 5);
        edge->first = draw(seed, 6) ? (int32_t)draw(seed, 20) : KW_DAY_NONE;
        edge->last = edge->first;
        if (edge->first != KW_DAY_NONE)
            edge->last += (int32_t)draw(seed, 8);
    }
}

/* --- by brute force --------------------------------------------------------------- */

/* Every simple path, walked over the plain list of edges. */
struct all {
    const struct kw_graph *graph;
    const struct kw_path_request *request;
    uint32_t way[MOST_NODES];
    size_t length;
    uint64_t *costs;
    size_t count;
};

static bool joins(const struct kw_edge *edge, uint32_t a, uint32_t b)
{
    return (edge->source == a && edge->target == b) ||
           (edge->source == b && edge->target == a);
}

/* What a hop costs, from its definition; 0: the two are not joined. */
static uint64_t hop_cost(const struct kw_graph *graph, uint32_t a, uint32_t b)
{
    uint64_t quarters = 0;
    for (size_t i = 0; i < graph->edge_count; i++) {
        if (joins(&graph->edges[i], a, b))
            quarters += graph->edges[i].weight *
                        (graph->edges[i].layer == KW_LAYER_STATEMENTS ? 4 : 1);
    }
    return quarters ? 1000000 + 4000000 / quarters : 0;
}

static bool is_hub(const struct kw_graph *graph, uint32_t node)
{
    double sum = 0, squares = 0, own = 0, n = (double)graph->node_count;
    for (uint32_t a = 0; a < graph->node_count; a++) {
        double degree = 0;
        for (uint32_t b = 0; b < graph->node_count; b++)
            degree += a != b && hop_cost(graph, a, b) > 0;
        own = a == node ? degree : own;
        sum += degree / n;
        squares += degree * degree / n;
    }
    double over = own - sum, spread = squares - sum * sum;
    return over > 0 && over * over > 4 * spread + 1e-9;
}

/* The earliest day a way can end on; false when it cannot be walked in order. */
static bool is_in_order(const struct all *all)
{
    int32_t day = INT32_MIN;
    for (size_t i = 1; i < all->length; i++) {
        int64_t best = INT64_MAX;
        for (size_t e = 0; e < all->graph->edge_count; e++) {
            const struct kw_edge *edge = &all->graph->edges[e];
            int64_t left = edge->first > day ? edge->first : day;
            if (joins(edge, all->way[i - 1], all->way[i]) && edge->first != KW_DAY_NONE &&
                left <= edge->last && left < best)
                best = left;
        }
        if (best == INT64_MAX)
            return false;
        day = (int32_t)best;
    }
    return true;
}

static bool holds(const uint32_t *nodes, size_t count, uint32_t node)
{
    for (size_t i = 0; i < count; i++) {
        if (nodes[i] == node)
            return true;
    }
    return false;
}

static bool is_wanted(const struct all *all)
{
    const struct kw_path_request *r = all->request;
    uint32_t hubs = 0;
    for (size_t i = 0; i < r->via_count; i++) {
        if (!holds(all->way, all->length, r->via[i]))
            return false;
    }
    for (size_t i = 1; i + 1 < all->length && r->hubs != KW_PATH_ANY; i++)
        hubs +=
            !holds(r->via, r->via_count, all->way[i]) && is_hub(all->graph, all->way[i]);
    return (r->hubs == KW_PATH_ANY || hubs <= r->hubs) &&
           (!r->in_order || is_in_order(all));
}

static void walk(struct all *all, uint64_t cost)
{
    uint32_t last = all->way[all->length - 1];
    if (last == all->request->to) {
        if (is_wanted(all)) {
            assert_true(all->count < MOST_PATHS);
            all->costs[all->count++] = cost;
        }
        return;
    }
    for (uint32_t next = 0; next < all->graph->node_count; next++) {
        uint64_t hop = holds(all->way, all->length, next) ||
                               holds(all->request->avoid, all->request->avoid_count, next)
                           ? 0
                           : hop_cost(all->graph, last, next);
        if (hop == 0)
            continue;
        all->way[all->length++] = next;
        walk(all, cost + hop);
        all->length--;
    }
}

static int by_cost(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* --- the paths found -------------------------------------------------------------- */

/* A path is what was asked for, and says of itself what is true. */
static void check_path(const struct kw_graph *graph,
                       const struct kw_path_request *request, const struct kw_path *path)
{
    struct all one = {
        .graph = graph, .request = request, .way = {request->from}, .length = 1};
    uint64_t cost = 0, most = 0;
    for (size_t i = 0; i < path->hop_count; i++) {
        const struct kw_hop *hop = &path->hops[i];
        assert_int_equal(hop->from, one.way[i]);
        assert_false(holds(one.way, one.length, hop->to));
        assert_int_equal(hop->cost, hop_cost(graph, hop->from, hop->to));
        assert_true(joins(&graph->edges[hop->edge], hop->from, hop->to));
        one.way[one.length++] = hop->to;
        cost += hop->cost;
        most = hop->cost > most ? hop->cost : most;
    }
    assert_int_equal(one.way[one.length - 1], request->to);
    assert_int_equal(cost, path->cost);
    assert_int_equal(path->hops[path->weakest].cost, most);
    assert_true(is_wanted(&one));
}

static bool same_way(const struct kw_path *a, const struct kw_path *b)
{
    bool same = a->hop_count == b->hop_count;
    for (size_t i = 0; i < a->hop_count && same; i++)
        same = a->hops[i].to == b->hops[i].to;
    return same;
}

static void check_request(const struct kw_graph *graph,
                          const struct kw_path_request *request, struct kw_arena *arena,
                          uint64_t *costs, size_t *found)
{
    struct all all = {.graph = graph,
                      .request = request,
                      .way = {request->from},
                      .length = 1,
                      .costs = costs};
    const struct kw_path *paths;
    size_t count;
    struct kw_error err = {0};
    walk(&all, 0);
    qsort(costs, all.count, sizeof *costs, by_cost);
    if (kw_graph_paths(graph, request, arena, &paths, &count, &err) != KW_OK)
        fail_msg("%s", err.text);
    assert_int_equal(count, all.count < request->count ? all.count : request->count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(paths[i].cost, costs[i]);
        check_path(graph, request, &paths[i]);
        for (size_t k = 0; k < i; k++)
            assert_false(same_way(&paths[i], &paths[k]));
    }
    *found += count;
}

static void paths_are_the_best_of_all(void **state)
{
    uint64_t *costs = calloc(MOST_PATHS, sizeof *costs), seed = 3;
    size_t found[8] = {0}; /* by what was asked for */
    (void)state;
    assert_non_null(costs);
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        struct network network;
        uint32_t picked[5];
        fill(&network, &seed);
        for (size_t i = 0; i < 5; i++) {
            do
                picked[i] = draw(&seed, (unsigned)network.graph.node_count);
            while (holds(picked, i, picked[i]));
        }
        for (unsigned what = 0; what < 8; what++) {
            struct kw_path_request request = {
                .from = picked[0],
                .to = picked[1],
                .via = &picked[2],
                .via_count = what & 1 ? 1 + round % 2 : 0,
                .avoid = &picked[4],
                .avoid_count = round % 2,
                .hubs = what & 2 ? round % 2 : KW_PATH_ANY,
                .in_order = what & 4,
                .count = WANTED,
            };
            check_request(&network.graph, &request, arena, costs, &found[what]);
        }
        kw_arena_free(arena);
    }
    for (unsigned what = 0; what < 8; what++)
        assert_true(found[what] > ROUNDS / 4); /* each kind of question had answers */
    free(costs);
}

static void memory_may_end_at_any_point(void **state)
{
    struct network network;
    uint64_t seed = 7;
    struct kw_path_request request = {.to = 1, .count = 3, .hubs = 1};
    enum kw_status status = KW_NOMEM;
    (void)state;
    fill(&network, &seed);
    for (long n = 0; status == KW_NOMEM; n++) {
        struct kw_arena *arena = kw_arena_new();
        const struct kw_path *paths = NULL;
        size_t count = 0;
        kw_arena_fail_after(arena, n);
        status = kw_graph_paths(&network.graph, &request, arena, &paths, &count, NULL);
        assert_true(status == KW_OK || (status == KW_NOMEM && !paths && !count));
        kw_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_the_best_of_all),
        cmocka_unit_test(memory_may_end_at_any_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
