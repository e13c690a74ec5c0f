/* rank.c - PageRank, by Gauss and Seidel's iteration over who leads to whom.
 *
 * Each round takes the newest ranks of all neighbors, which needs about half the rounds
 * of the power method (Arasu et al. 2002, "PageRank Computation and the Structure of the
 * Web"). It ends when all ranks together change by no more than 1e-12.
 */
#include "inputs.h"

#include <math.h>

enum { MOST_ROUNDS = 1000 };
static const double damping = 0.85;
static const double precision = 1e-12; /* of all ranks together, which are 1 */

/* What leads to node i: sources[offsets[i]] ... */
struct arcs {
    size_t n;
    uint32_t *offsets;
    uint32_t *sources;
    double *weights;
    double *out; /* by node: the sum of weights that lead on; 0: nothing does */
};

/* Leaves where node i's arcs begin in offsets[i + 1]; filling in moves it to its end. */
static size_t count(const struct kw_graph *graph, struct arcs *arcs)
{
    size_t total = 0;
    for (size_t i = 0; i < graph->pair_count; i++) {
        const struct kw_pair *p = &graph->pairs[i];
        arcs->offsets[p->b + 2] += p->forward > 0;
        arcs->offsets[p->a + 2] += p->backward > 0;
        arcs->out[p->a] += (double)p->forward;
        arcs->out[p->b] += (double)p->backward;
        total += (size_t)(p->forward > 0) + (p->backward > 0);
    }
    for (size_t i = 2; i <= arcs->n; i++)
        arcs->offsets[i] += arcs->offsets[i - 1];
    return total;
}

static void add(struct arcs *arcs, uint32_t from, uint32_t to, uint64_t weight)
{
    if (weight == 0)
        return;
    uint32_t at = arcs->offsets[to + 1]++;
    arcs->sources[at] = from;
    arcs->weights[at] = (double)weight;
}

static enum kw_status make(struct kw_measure_inputs *inputs, struct arcs *arcs,
                           struct kw_error *err)
{
    const struct kw_graph *graph = inputs->graph;
    size_t n = arcs->n = graph->node_count;
    arcs->offsets = KW_NEW(inputs->scratch, n + 2, uint32_t);
    arcs->out = KW_NEW(inputs->scratch, n + 1, double);
    if (!arcs->offsets || !arcs->out)
        return kw_nomem(err);
    size_t total = count(graph, arcs);
    arcs->sources = KW_NEW(inputs->scratch, total + 1, uint32_t);
    arcs->weights = KW_NEW(inputs->scratch, total + 1, double);
    if (!arcs->sources || !arcs->weights)
        return kw_nomem(err);
    for (size_t i = 0; i < graph->pair_count; i++) {
        const struct kw_pair *p = &graph->pairs[i];
        add(arcs, p->a, p->b, p->forward);
        add(arcs, p->b, p->a, p->backward);
    }
    return KW_OK;
}

/* One round; how much ranks changed. `flow` is rank over what leads on, by node; `loose`
 * the sum of ranks that nothing leads on from. */
static double improve(const struct arcs *arcs, double *ranks, double *flow, double *loose)
{
    double n = (double)arcs->n, changed = 0;
    for (size_t i = 0; i < arcs->n; i++) {
        double sum = 0;
        for (uint32_t k = arcs->offsets[i]; k < arcs->offsets[i + 1]; k++)
            sum += arcs->weights[k] * flow[arcs->sources[k]];
        double rank = (1 - damping) / n + damping * (sum + *loose / n);
        changed += fabs(rank - ranks[i]);
        if (arcs->out[i] > 0)
            flow[i] = rank / arcs->out[i];
        else
            *loose += rank - ranks[i];
        ranks[i] = rank;
    }
    return changed;
}

KW_MEASURE_FN(kw_measure_pagerank)
{
    size_t n = inputs->graph->node_count;
    struct arcs arcs = {0};
    double loose = 0, sum = 0;
    enum kw_status status = make(inputs, &arcs, err);
    double *flow = KW_NEW(inputs->scratch, n + 1, double);
    if (status != KW_OK || !flow)
        return status != KW_OK ? status : kw_nomem(err);
    for (size_t i = 0; i < n; i++) {
        values[i] = 1 / (double)n;
        flow[i] = arcs.out[i] > 0 ? values[i] / arcs.out[i] : 0;
        loose += arcs.out[i] > 0 ? 0 : values[i];
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
        if (improve(&arcs, values, flow, &loose) <= precision)
            break;
        loose = 0; /* summed anew, or its errors would add up */
        for (size_t i = 0; i < n; i++)
            loose += arcs.out[i] > 0 ? 0 : values[i];
    }
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    for (size_t i = 0; i < n; i++)
        values[i] /= sum;
    return KW_OK;
}
