/* degree.c - counts over pairs; whole numbers, no library needed. */
#include "inputs.h"

#include <math.h>

static void clear(const struct kw_measure_inputs *inputs, double *values)
{
    for (size_t i = 0; i < inputs->graph->node_count; i++)
        values[i] = 0;
}

KW_MEASURE_FN(kw_measure_degree)
{
    (void)err;
    clear(inputs, values);
    for (size_t i = 0; i < inputs->graph->pair_count; i++) {
        values[inputs->graph->pairs[i].a]++;
        values[inputs->graph->pairs[i].b]++;
    }
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_in_degree)
{
    (void)err;
    clear(inputs, values);
    for (size_t i = 0; i < inputs->graph->pair_count; i++) {
        const struct kw_pair *p = &inputs->graph->pairs[i];
        values[p->a] += p->backward > 0;
        values[p->b] += p->forward > 0;
    }
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_out_degree)
{
    (void)err;
    clear(inputs, values);
    for (size_t i = 0; i < inputs->graph->pair_count; i++) {
        const struct kw_pair *p = &inputs->graph->pairs[i];
        values[p->a] += p->forward > 0;
        values[p->b] += p->backward > 0;
    }
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_strength)
{
    (void)err;
    clear(inputs, values);
    for (size_t i = 0; i < inputs->graph->pair_count; i++) {
        const struct kw_pair *p = &inputs->graph->pairs[i];
        values[p->a] += (double)p->weight;
        values[p->b] += (double)p->weight;
    }
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_nodes)
{
    (void)err;
    *values = (double)inputs->graph->node_count;
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_pairs)
{
    (void)err;
    *values = (double)inputs->graph->pair_count;
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_density)
{
    (void)err;
    double n = (double)inputs->graph->node_count;
    *values = n < 2 ? NAN : (double)inputs->graph->pair_count / (n * (n - 1) / 2);
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_average_degree)
{
    (void)err;
    double n = (double)inputs->graph->node_count;
    *values = n < 1 ? NAN : 2 * (double)inputs->graph->pair_count / n;
    return KW_OK;
}
