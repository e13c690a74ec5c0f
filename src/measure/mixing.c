/* mixing.c - who is joined to whom: reciprocity and assortativity. */
#include "inputs.h"

#include <math.h>

KW_MEASURE_FN(kw_measure_reciprocity)
{
    double arcs = 0, answered = 0;
    (void)err;
    for (size_t i = 0; i < inputs->graph->pair_count; i++) {
        const struct kw_pair *p = &inputs->graph->pairs[i];
        arcs += (p->forward > 0) + (p->backward > 0);
        answered += p->forward && p->backward ? 2 : 0;
    }
    *values = arcs > 0 ? answered / arcs : NAN;
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_type_assortativity)
{
    const struct kw_graph *graph = inputs->graph;
    double ends[KW_TYPE_COUNT] = {0}, inside = 0, chance = 0;
    double all = 2 * (double)graph->pair_count;
    (void)err;
    for (size_t i = 0; i < graph->pair_count; i++) {
        enum kw_type a = graph->nodes[graph->pairs[i].a].type;
        enum kw_type b = graph->nodes[graph->pairs[i].b].type;
        ends[a]++;
        ends[b]++;
        inside += a == b ? 2 : 0;
    }
    for (unsigned t = 0; t < KW_TYPE_COUNT; t++)
        chance += ends[t] * ends[t];
    /* chance = all * all where everybody is of one type. */
    *values = all > 0 && chance < all * all
                  ? (inside * all - chance) / (all * all - chance)
                  : NAN;
    return KW_OK;
}

/* Pearson's correlation in whole numbers until the end: sums of degrees fit. */
KW_MEASURE_FN(kw_measure_degree_assortativity)
{
    const struct kw_graph *graph = inputs->graph;
    enum kw_status status = kw_inputs_neighbors(inputs, err);
    const uint32_t *offsets = inputs->neighbors.offsets;
    double products = 0, sums = 0, squares = 0, m = (double)graph->pair_count;
    for (size_t i = 0; i < graph->pair_count && status == KW_OK; i++) {
        double a = offsets[graph->pairs[i].a + 1] - offsets[graph->pairs[i].a];
        double b = offsets[graph->pairs[i].b + 1] - offsets[graph->pairs[i].b];
        products += a * b;
        sums += (a + b) / 2;
        squares += (a * a + b * b) / 2;
    }
    double spread = m * squares - sums * sums;
    *values = spread > 0 ? (m * products - sums * sums) / spread : NAN;
    return status;
}
