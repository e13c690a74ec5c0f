/* group.c - connected components and communities. */
#include "inputs.h"

#include <math.h>
#include <stdlib.h>

/* --- labels ----------------------------------------------------------------------- */

struct part {
    uint32_t label;    /* as found */
    uint32_t size;     /* nodes */
    uint32_t smallest; /* node */
};

static int by_size(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return (x->smallest > y->smallest) - (x->smallest < y->smallest);
}

/* Turns labels below `n` into 1 ... count, by size, then smallest node. */
static enum kw_status order_labels(struct kw_measure_inputs *inputs, uint32_t *labels,
                                   struct kw_partition *out, struct kw_error *err)
{
    uint32_t n = (uint32_t)inputs->graph->node_count, count = 0;
    struct part *parts = KW_NEW(inputs->scratch, (size_t)n + 1, struct part);
    uint32_t *places = KW_NEW(inputs->scratch, (size_t)n + 1, uint32_t);
    if (!parts || !places)
        return kw_nomem(err);
    for (uint32_t i = 0; i < n; i++) { /* places: part + 1 of each label as found */
        if (places[labels[i]] == 0) {
            parts[count] = (struct part){labels[i], 0, i};
            places[labels[i]] = ++count;
        }
        parts[places[labels[i]] - 1].size++;
    }
    qsort(parts, count, sizeof *parts, by_size);
    for (uint32_t i = 0; i < count; i++)
        places[parts[i].label] = i + 1;
    for (uint32_t i = 0; i < n; i++)
        labels[i] = places[labels[i]];
    *out = (struct kw_partition){labels, count, count ? parts[0].size : 0};
    return KW_OK;
}

static void copy_labels(const struct kw_measure_inputs *inputs,
                        const struct kw_partition *partition, double *values)
{
    for (size_t i = 0; i < inputs->graph->node_count; i++)
        values[i] = partition->labels[i];
}

/* --- components ------------------------------------------------------------------- */

/* The least node of the part, halving the way there. */
static uint32_t root_of(uint32_t *parents, uint32_t node)
{
    while (parents[node] != node) {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    return node;
}

enum kw_status kw_inputs_components(struct kw_measure_inputs *inputs,
                                    struct kw_error *err)
{
    const struct kw_graph *graph = inputs->graph;
    uint32_t n = (uint32_t)graph->node_count;
    if (inputs->components.labels)
        return KW_OK;
    uint32_t *parents = KW_NEW(inputs->scratch, (size_t)n + 1, uint32_t);
    if (!parents)
        return kw_nomem(err);
    for (uint32_t i = 0; i < n; i++)
        parents[i] = i;
    for (size_t i = 0; i < graph->pair_count; i++) {
        uint32_t a = root_of(parents, graph->pairs[i].a);
        uint32_t b = root_of(parents, graph->pairs[i].b);
        parents[a < b ? b : a] = a < b ? a : b;
    }
    for (uint32_t i = 0; i < n; i++)
        parents[i] = root_of(parents, i);
    return order_labels(inputs, parents, &inputs->components, err);
}

KW_MEASURE_FN(kw_measure_component)
{
    enum kw_status status = kw_inputs_components(inputs, err);
    if (status == KW_OK)
        copy_labels(inputs, &inputs->components, values);
    return status;
}

KW_MEASURE_FN(kw_measure_components)
{
    enum kw_status status = kw_inputs_components(inputs, err);
    if (status == KW_OK)
        *values = inputs->components.count;
    return status;
}

KW_MEASURE_FN(kw_measure_giant)
{
    double n = (double)inputs->graph->node_count;
    enum kw_status status = kw_inputs_components(inputs, err);
    if (status == KW_OK)
        *values = n > 0 ? (double)inputs->components.largest / n : NAN;
    return status;
}

/* --- communities ------------------------------------------------------------------ */

enum { MOST_ITERATIONS = 10 };
static const double randomness = 0.01; /* "beta" of the Leiden algorithm */

/* Runs Leiden for modularity until it stands still. Modularity is the quality where node
 * weights are strengths and the resolution is 1 / 2m. */
static igraph_error_t run_leiden(struct kw_measure_inputs *inputs,
                                 igraph_vector_t *strengths, igraph_vector_int_t *members)
{
    igraph_real_t quality = 0, before = -INFINITY;
    double twice = 2 * igraph_vector_sum(&inputs->weights);
    igraph_error_t code = igraph_strength(&inputs->united, strengths, igraph_vss_all(),
                                          IGRAPH_ALL, IGRAPH_LOOPS, &inputs->weights);
    igraph_rng_seed(igraph_rng_default(), KW_SEED);
    for (int i = 0; i < MOST_ITERATIONS && code == IGRAPH_SUCCESS; i++) {
        bool begun = i > 0 || inputs->follow;
        /* Up to 0.10.2 at least, it makes its next graph in place of one that it has
         * destroyed, and that still waits on the clean-up stack. */
        kw_igraph_lose(true);
        code = igraph_community_leiden(&inputs->united, &inputs->weights, strengths,
                                       1 / twice, randomness, begun, 1, members, NULL,
                                       &quality);
        kw_igraph_lose(false);
        if (quality <= before + 1e-9)
            break;
        before = quality;
    }
    if (code == IGRAPH_SUCCESS)
        code = igraph_modularity(&inputs->united, members, &inputs->weights, 1, false,
                                 &inputs->modularity);
    return code;
}

static enum kw_status find_communities(struct kw_measure_inputs *inputs, uint32_t *labels,
                                       struct kw_error *err)
{
    igraph_vector_t strengths;
    igraph_vector_int_t members;
    enum kw_status status = kw_igraph_status(igraph_vector_init(&strengths, 0), err);
    if (status != KW_OK)
        return status;
    igraph_integer_t n = (igraph_integer_t)inputs->graph->node_count;
    status = kw_igraph_status(igraph_vector_int_init(&members, n), err);
    if (status == KW_OK) {
        if (inputs->follow)
            status = kw_communities_begin(inputs, labels, err);
        for (igraph_integer_t i = 0; i < n; i++)
            VECTOR(members)[i] = labels[i];
        if (status == KW_OK)
            status = kw_igraph_status(run_leiden(inputs, &strengths, &members), err);
        for (size_t i = 0; i < inputs->graph->node_count && status == KW_OK; i++)
            labels[i] = (uint32_t)VECTOR(members)[i];
        igraph_vector_int_destroy(&members);
    }
    igraph_vector_destroy(&strengths);
    return status;
}

static enum kw_status make_communities(struct kw_measure_inputs *inputs,
                                       struct kw_error *err)
{
    uint32_t n = (uint32_t)inputs->graph->node_count;
    enum kw_status status = KW_OK;
    if (inputs->communities.labels)
        return KW_OK;
    uint32_t *labels = KW_NEW(inputs->scratch, (size_t)n + 1, uint32_t);
    if (!labels)
        return kw_nomem(err);
    for (uint32_t i = 0; i < n; i++)
        labels[i] = i; /* without edges everybody is alone */
    inputs->modularity = NAN;
    if (inputs->graph->pair_count) {
        status = kw_inputs_united(inputs, err);
        if (status == KW_OK)
            status = find_communities(inputs, labels, err);
    }
    if (status == KW_OK)
        status = order_labels(inputs, labels, &inputs->communities, err);
    if (status == KW_OK && inputs->follow)
        status = kw_communities_follow(inputs, &inputs->communities, err);
    return status;
}

KW_MEASURE_FN(kw_measure_community)
{
    enum kw_status status = make_communities(inputs, err);
    if (status == KW_OK)
        copy_labels(inputs, &inputs->communities, values);
    return status;
}

KW_MEASURE_FN(kw_measure_communities)
{
    enum kw_status status = make_communities(inputs, err);
    if (status == KW_OK)
        *values = inputs->communities.count;
    return status;
}

KW_MEASURE_FN(kw_measure_modularity)
{
    enum kw_status status = make_communities(inputs, err);
    if (status == KW_OK)
        *values = inputs->modularity;
    return status;
}

struct kw_str kw_community_how(const struct kw_graph *graph, struct kw_arena *arena)
{
    (void)graph;
    return kw_arena_printf(arena, "Leiden, modularity, resolution 1, seed %u", KW_SEED);
}
