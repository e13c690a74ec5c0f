/* times.c - when the nodes of a graph are there, for formats with time. */
#include "writer.h"

static void widen(int32_t *first, int32_t *last, int32_t from, int32_t to)
{
    if (from != KW_DAY_NONE && (*first == KW_DAY_NONE || from < *first))
        *first = from;
    if (to != KW_DAY_NONE && (*last == KW_DAY_NONE || to > *last))
        *last = to;
}

enum kw_status kw_node_times_gather(struct kw_exporter *x, struct kw_node_times *out,
                                    struct kw_error *err)
{
    const struct kw_graph *g = x->graph;
    struct kw_node_times times = {
        .first = KW_NEW(x->arena, g->node_count + 1, int32_t),
        .last = KW_NEW(x->arena, g->node_count + 1, int32_t),
    };
    if (!times.first || !times.last)
        return kw_nomem(err);
    for (size_t i = 0; i < g->node_count; i++) {
        times.first[i] = g->nodes[i].first;
        times.last[i] = g->nodes[i].last;
    }
    for (size_t i = 0; i < g->edge_count; i++) {
        const struct kw_edge *e = &g->edges[i];
        widen(&times.first[e->source], &times.last[e->source], e->first, e->last);
        widen(&times.first[e->target], &times.last[e->target], e->first, e->last);
    }
    for (size_t i = 0; i < g->node_count; i++)
        times.any =
            times.any || times.first[i] != KW_DAY_NONE || times.last[i] != KW_DAY_NONE;
    *out = times;
    return KW_OK;
}
