/* path.c - measures of shortest paths, unweighted and undirected.
 *
 * Closeness and diameter come from breadth-first searches of our own: integers only, and
 * one search serves both. Distances are symmetric, so a search from a source gives every
 * node its distance to that source, and a sample of sources gives every node a sample of
 * its distances (Eppstein and Wang 2004, J. Graph Algorithms Appl. 8).
 */
#include "inputs.h"

#include <math.h>

/* --- searches
 * -------------------------------------------------------------------------------- */

/* Adds the distances from `source` to all it reaches. `marks` holds the last source that
 * reached each node, + 1; `queue` and `depths` have room for all nodes. */
struct search {
    uint32_t *marks;
    uint32_t *queue;
    uint32_t *depths; /* of queue's nodes */
};

static void search_from(struct kw_measure_inputs *inputs, const struct search *s,
                        uint32_t source)
{
    const struct kw_neighbors *near = &inputs->neighbors;
    size_t head = 0, tail = 0;
    s->marks[source] = source + 1;
    s->queue[tail] = source;
    s->depths[tail++] = 0;
    for (; head < tail; head++) {
        uint32_t node = s->queue[head], depth = s->depths[head];
        inputs->distances[node] += depth;
        inputs->seen[node] += node != source;
        for (uint32_t i = near->offsets[node]; i < near->offsets[node + 1]; i++) {
            uint32_t next = near->targets[i];
            if (s->marks[next] == source + 1)
                continue;
            s->marks[next] = source + 1;
            s->queue[tail] = next;
            s->depths[tail++] = depth + 1;
        }
    }
    if (s->depths[tail - 1] > inputs->longest)
        inputs->longest = s->depths[tail - 1];
}

static enum kw_status measure_distances(struct kw_measure_inputs *inputs,
                                        struct kw_error *err)
{
    size_t n = inputs->graph->node_count;
    uint32_t *sources, count;
    if (inputs->distances)
        return KW_OK;
    enum kw_status status = kw_inputs_neighbors(inputs, err);
    if (status == KW_OK)
        status = kw_inputs_sources(inputs, &sources, &count, err);
    if (status != KW_OK)
        return status;
    struct search s = {KW_NEW(inputs->scratch, n + 1, uint32_t),
                       KW_NEW(inputs->scratch, n + 1, uint32_t),
                       KW_NEW(inputs->scratch, n + 1, uint32_t)};
    inputs->seen = KW_NEW(inputs->scratch, n + 1, uint32_t);
    inputs->distances = KW_NEW(inputs->scratch, n + 1, uint64_t);
    if (!s.marks || !s.queue || !s.depths || !inputs->seen || !inputs->distances)
        return kw_nomem(err);
    for (uint32_t i = 0; i < count; i++)
        search_from(inputs, &s, sources[i]);
    return KW_OK;
}

/* --- measures
 * -------------------------------------------------------------------------------- */

/* Nodes of each component, by label. */
static enum kw_status sizes_of(struct kw_measure_inputs *inputs, uint32_t **sizes,
                               struct kw_error *err)
{
    *sizes = KW_NEW(inputs->scratch, (size_t)inputs->components.count + 1, uint32_t);
    if (!*sizes)
        return kw_nomem(err);
    for (size_t i = 0; i < inputs->graph->node_count; i++)
        (*sizes)[inputs->components.labels[i]]++;
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_closeness)
{
    size_t n = inputs->graph->node_count;
    uint32_t *sizes = NULL;
    enum kw_status status = measure_distances(inputs, err);
    if (status == KW_OK)
        status = kw_inputs_components(inputs, err);
    if (status == KW_OK)
        status = sizes_of(inputs, &sizes, err);
    for (size_t i = 0; i < n && status == KW_OK; i++) {
        double reached = (double)sizes[inputs->components.labels[i]] - 1;
        double mean = (double)inputs->distances[i] / (double)inputs->seen[i];
        if (reached == 0)
            values[i] = 0;
        else if (inputs->seen[i] == 0)
            values[i] = NAN; /* no source of the sample sees it */
        else
            values[i] = reached / ((double)(n - 1) * mean);
    }
    return status;
}

KW_MEASURE_FN(kw_measure_diameter)
{
    *values = NAN;
    if (inputs->graph->node_count == 0 ||
        !kw_measure_exact(inputs->graph, inputs->exact_work))
        return KW_OK;
    enum kw_status status = measure_distances(inputs, err);
    if (status == KW_OK)
        *values = inputs->longest;
    return status;
}

static igraph_error_t count_paths(struct kw_measure_inputs *inputs,
                                  const uint32_t *sources, uint32_t count,
                                  igraph_vector_t *scores)
{
    igraph_vector_int_t some;
    if (count == inputs->graph->node_count)
        return igraph_betweenness(&inputs->united, scores, igraph_vss_all(), false, NULL);
    igraph_error_t code = igraph_vector_int_init(&some, (igraph_integer_t)count);
    if (code != IGRAPH_SUCCESS)
        return code;
    for (uint32_t i = 0; i < count; i++)
        VECTOR(some)[i] = sources[i];
    code = igraph_betweenness_subset(&inputs->united, scores, igraph_vss_all(), false,
                                     igraph_vss_vector(&some), igraph_vss_all(), NULL);
    igraph_vector_int_destroy(&some);
    return code;
}

KW_MEASURE_FN(kw_measure_betweenness)
{
    size_t n = inputs->graph->node_count;
    uint32_t *sources, count;
    igraph_vector_t scores;
    if (n < 3) {
        for (size_t i = 0; i < n; i++)
            values[i] = 0;
        return KW_OK;
    }
    enum kw_status status = kw_inputs_united(inputs, err);
    if (status == KW_OK)
        status = kw_inputs_sources(inputs, &sources, &count, err);
    if (status == KW_OK)
        status = kw_igraph_status(igraph_vector_init(&scores, 0), err);
    if (status != KW_OK)
        return status;
    status = kw_igraph_status(count_paths(inputs, sources, count, &scores), err);
    double scale = (double)n / (double)count;
    double pairs = (double)(n - 1) * (double)(n - 2) / 2;
    for (size_t i = 0; i < n && status == KW_OK; i++)
        values[i] = VECTOR(scores)[i] * scale / pairs;
    igraph_vector_destroy(&scores);
    return status;
}

/* --- notes
 * -------------------------------------------------------------------------------------
 */

struct kw_str kw_path_how(const struct kw_graph *graph, struct kw_arena *arena)
{
    if (kw_measure_exact(graph, KW_EXACT_WORK) || graph->node_count <= KW_SAMPLE)
        return KW_STR("exact");
    return kw_arena_printf(arena,
                           "estimated from %d of %zu entities, seed %u, for ranking only",
                           KW_SAMPLE, graph->node_count, KW_SEED);
}

struct kw_str kw_diameter_how(const struct kw_graph *graph, struct kw_arena *arena)
{
    (void)arena;
    return kw_measure_exact(graph, KW_EXACT_WORK) ? KW_STR("exact")
                                                  : KW_STR("not computed: too large");
}
