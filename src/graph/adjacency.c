/* adjacency.c - compact adjacency by counting sort: edges are sorted by their ends, so
 * every list comes out ascending after one sort of each. */
#include "knotwork/graph.h"

#include <stdlib.h>

struct arc {
    uint32_t target; /* node */
    uint32_t edge;   /* of the graph */
};

static int by_target(const void *a, const void *b)
{
    const struct arc *x = a, *y = b;
    if (x->target != y->target)
        return x->target < y->target ? -1 : 1;
    return (x->edge > y->edge) - (x->edge < y->edge);
}

/* True when the edge may be walked from target to source as well. */
static bool both_ways(const struct kw_edge *edge, bool directed)
{
    if (!directed || edge->layer == KW_LAYER_COOCCURRENCE)
        return true;
    for (unsigned t = 1; t < KW_RELATION_COUNT; t++) {
        if ((edge->type_set >> t & 1) &&
            kw_relation_label((enum kw_relation)t)->symmetric)
            return true;
    }
    return false;
}

/* Fills arcs; offsets[i] ends as the start of node i. */
static void fill(const struct kw_graph *graph, bool directed, uint32_t *offsets,
                 struct arc *arcs)
{
    size_t n = graph->node_count;
    for (size_t i = 0; i < n; i++)
        offsets[i + 1] += offsets[i];
    /* Filling backwards turns ends of lists into their starts. */
    for (size_t e = graph->edge_count; e-- > 0;) {
        const struct kw_edge *edge = &graph->edges[e];
        arcs[--offsets[edge->source]] = (struct arc){edge->target, (uint32_t)e};
        if (both_ways(edge, directed))
            arcs[--offsets[edge->target]] = (struct arc){edge->source, (uint32_t)e};
    }
    for (size_t i = 0; i < n; i++)
        qsort(arcs + offsets[i], offsets[i + 1] - offsets[i], sizeof *arcs, by_target);
}

enum kw_status kw_graph_adjacency(const struct kw_graph *graph, bool directed,
                                  struct kw_arena *arena, struct kw_adjacency *out,
                                  struct kw_error *err)
{
    if (graph->edge_count > UINT32_MAX / 2 || graph->node_count >= UINT32_MAX)
        return kw_fail(err, KW_LIMIT, "too many edges for one graph; narrow the view");
    size_t count = 0;
    uint32_t *offsets = KW_NEW(arena, graph->node_count + 1, uint32_t);
    if (!offsets)
        return kw_nomem(err);
    for (size_t e = 0; e < graph->edge_count; e++) {
        const struct kw_edge *edge = &graph->edges[e];
        bool both = both_ways(edge, directed);
        offsets[edge->source]++;
        offsets[edge->target] += both;
        count += 1u + both;
    }
    struct arc *arcs = KW_NEW(arena, count + 1, struct arc);
    uint32_t *targets = KW_NEW(arena, count + 1, uint32_t);
    uint32_t *edges = KW_NEW(arena, count + 1, uint32_t);
    if (!arcs || !targets || !edges)
        return kw_nomem(err);
    fill(graph, directed, offsets, arcs);
    for (size_t i = 0; i < count; i++) {
        targets[i] = arcs[i].target;
        edges[i] = arcs[i].edge;
    }
    *out = (struct kw_adjacency){.offsets = offsets, .targets = targets, .edges = edges};
    return KW_OK;
}
