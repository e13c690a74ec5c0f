/* rank.c - PageRank by PRPACK, which solves the linear system to the last digits. */
#include "inputs.h"

static const double damping = 0.85;

KW_MEASURE_FN(kw_measure_pagerank)
{
    size_t n = inputs->graph->node_count;
    igraph_vector_t ranks;
    if (inputs->graph->pair_count == 0) {
        for (size_t i = 0; i < n; i++)
            values[i] = 1 / (double)n;
        return KW_OK;
    }
    enum kw_status status = kw_inputs_arcs(inputs, err);
    if (status == KW_OK)
        status = kw_igraph_status(igraph_vector_init(&ranks, 0), err);
    if (status != KW_OK)
        return status;
    status = kw_igraph_status(igraph_pagerank(&inputs->arcs, IGRAPH_PAGERANK_ALGO_PRPACK,
                                              &ranks, NULL, igraph_vss_all(), true,
                                              damping, &inputs->arc_weights, NULL),
                              err);
    for (size_t i = 0; i < n && status == KW_OK; i++)
        values[i] = VECTOR(ranks)[i];
    igraph_vector_destroy(&ranks);
    return status;
}
