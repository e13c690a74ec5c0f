/* search.c - distances in steps, undirected: closeness, harmonic centrality,
 * diameter and average path.
 *
 * One search starts from 64 nodes at once, each a bit of a word (Then et al. 2014, "The
 * More the Merrier", PVLDB 8), and threads take such groups in turn; their sums are added
 * in the order of the groups, so that the number of threads changes no bit. Distances are
 * symmetric: a sample of sources gives every node a sample of its distances (Eppstein and
 * Wang 2004, J. Graph Algorithms Appl. 8).
 */
#include "inputs.h"

#include "base/pool.h"
#include "turns.h"

#include <math.h>
#include <string.h>

enum { GROUP = 64 };

/* What one group of sources needs, and what it found. */
struct group {
    uint64_t *seen, *now, *next;  /* by node: a bit for each source */
    uint32_t *frontier, *reached; /* nodes with a bit in `now`, in `next` */
    uint64_t *distances;          /* by node: sum of distances to the sources */
    double *inverses;             /* by node: sum of 1 / distance */
    uint32_t *counts;             /* by node: sources that reach it */
    uint32_t longest;             /* the greatest distance */
};

struct searches {
    struct kw_measure_inputs *inputs;
    struct group *groups; /* by slot */
};

/* Walks from the frontier to what no search has seen before; the number of nodes. */
static size_t advance(const struct kw_neighbors *near, struct group *g, size_t count)
{
    size_t reached = 0;
    for (size_t f = 0; f < count; f++) {
        uint32_t node = g->frontier[f];
        uint64_t bits = g->now[node];
        for (uint32_t i = near->offsets[node]; i < near->offsets[node + 1]; i++) {
            uint32_t to = near->targets[i];
            uint64_t fresh = bits & ~g->seen[to];
            if (!fresh)
                continue;
            if (!g->next[to])
                g->reached[reached++] = to;
            g->next[to] |= fresh;
        }
    }
    return reached;
}

static unsigned bits_of(uint64_t x)
{
    x -= (x >> 1) & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
    x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
    return (unsigned)((x * 0x0101010101010101u) >> 56);
}

/* Makes what was reached at `depth` the frontier. */
static void settle(struct group *g, size_t count, size_t reached, uint32_t depth)
{
    for (size_t f = 0; f < count; f++)
        g->now[g->frontier[f]] = 0;
    for (size_t r = 0; r < reached; r++) {
        uint32_t node = g->reached[r];
        unsigned fresh = bits_of(g->next[node]);
        g->seen[node] |= g->next[node];
        g->distances[node] += (uint64_t)depth * fresh;
        g->inverses[node] += (double)fresh / depth;
        g->counts[node] += fresh;
    }
    uint64_t *words = g->now;
    g->now = g->next;
    g->next = words;
    uint32_t *nodes = g->frontier;
    g->frontier = g->reached;
    g->reached = nodes;
    if (reached)
        g->longest = depth;
}

static void search(void *context, size_t slot, const uint32_t *sources,
                   uint32_t source_count)
{
    struct searches *s = context;
    struct group *g = &s->groups[slot];
    size_t n = s->inputs->graph->node_count, count = 0;
    memset(g->seen, 0, n * sizeof *g->seen);
    memset(g->distances, 0, n * sizeof *g->distances);
    memset(g->inverses, 0, n * sizeof *g->inverses);
    memset(g->counts, 0, n * sizeof *g->counts);
    g->longest = 0;
    for (uint32_t i = 0; i < source_count; i++) {
        g->frontier[count++] = sources[i];
        g->now[sources[i]] = g->seen[sources[i]] = (uint64_t)1 << i;
    }
    for (uint32_t depth = 1; count; depth++) {
        size_t reached = advance(&s->inputs->neighbors, g, count);
        settle(g, count, reached, depth);
        count = reached;
    }
}

static void add_group(void *context, size_t slot)
{
    struct searches *s = context;
    const struct group *g = &s->groups[slot];
    struct kw_distances *total = &s->inputs->distances;
    for (size_t i = 0; i < s->inputs->graph->node_count; i++) {
        total->sums[i] += (double)g->distances[i];
        total->inverses[i] += g->inverses[i];
        total->seen[i] += g->counts[i];
    }
    if (g->longest > total->longest)
        total->longest = g->longest;
}

static enum kw_status make_groups(struct searches *s, size_t count, struct kw_error *err)
{
    struct kw_arena *scratch = s->inputs->scratch;
    size_t n = s->inputs->graph->node_count + 1;
    s->groups = KW_NEW(scratch, count, struct group);
    for (size_t i = 0; s->groups && i < count; i++) {
        struct group *g = &s->groups[i];
        g->seen = KW_NEW(scratch, n, uint64_t);
        g->now = KW_NEW(scratch, n, uint64_t);
        g->next = KW_NEW(scratch, n, uint64_t);
        g->frontier = KW_NEW(scratch, n, uint32_t);
        g->reached = KW_NEW(scratch, n, uint32_t);
        g->distances = KW_NEW(scratch, n, uint64_t);
        g->inverses = KW_NEW(scratch, n, double);
        g->counts = KW_NEW(scratch, n, uint32_t);
        if (!g->seen || !g->now || !g->next || !g->frontier || !g->reached ||
            !g->distances || !g->inverses || !g->counts)
            return kw_nomem(err);
    }
    return s->groups ? KW_OK : kw_nomem(err);
}

static enum kw_status measure_distances(struct kw_measure_inputs *inputs,
                                        struct kw_error *err)
{
    struct searches s = {.inputs = inputs};
    struct kw_turns turns = {
        .context = &s, .size = GROUP, .search = search, .add = add_group};
    struct kw_distances *total = &inputs->distances;
    size_t n = inputs->graph->node_count + 1;
    uint32_t *sources = NULL;
    if (inputs->graph->view.distance == KW_DISTANCE_INVERSE)
        return kw_inputs_lengths(inputs, false, err);
    if (total->sums)
        return KW_OK;
    enum kw_status status = kw_inputs_neighbors(inputs, err);
    if (status == KW_OK)
        status = kw_inputs_sources(inputs, inputs->exact_search, &sources, &turns.count,
                                   err);
    if (status == KW_OK)
        status = make_groups(&s, kw_pool_slots(inputs->jobs), err);
    if (status != KW_OK)
        return status;
    turns.sources = sources;
    total->seen = KW_NEW(inputs->scratch, n, uint32_t);
    total->inverses = KW_NEW(inputs->scratch, n, double);
    total->sums = KW_NEW(inputs->scratch, n, double);
    if (!total->seen || !total->inverses || !total->sums)
        return kw_nomem(err);
    return kw_turns_run(&turns, inputs->jobs, inputs->scratch, err);
}

/* Up to which searches start from every node. */
static uint64_t search_work(const struct kw_measure_inputs *inputs)
{
    return inputs->graph->view.distance == KW_DISTANCE_INVERSE ? inputs->exact_work
                                                               : inputs->exact_search;
}

/* --- measures --------------------------------------------------------------------- */

/* Nodes of each component, by label. */
static enum kw_status sizes_of(struct kw_measure_inputs *inputs, uint32_t **sizes,
                               struct kw_error *err)
{
    enum kw_status status = kw_inputs_components(inputs, err);
    if (status != KW_OK)
        return status;
    *sizes = KW_NEW(inputs->scratch, (size_t)inputs->components.count + 1, uint32_t);
    if (!*sizes)
        return kw_nomem(err);
    for (size_t i = 0; i < inputs->graph->node_count; i++)
        (*sizes)[inputs->components.labels[i]]++;
    return KW_OK;
}

/* Closeness, or harmonic centrality: both are a mean over the sources that see a node,
 * times the share of all others that it reaches. */
static enum kw_status fill(struct kw_measure_inputs *inputs, bool inverses,
                           double *values, struct kw_error *err)
{
    const struct kw_distances *d = &inputs->distances;
    double others = (double)inputs->graph->node_count - 1;
    uint32_t *sizes = NULL;
    enum kw_status status = measure_distances(inputs, err);
    if (status == KW_OK)
        status = sizes_of(inputs, &sizes, err);
    for (size_t i = 0; i < inputs->graph->node_count && status == KW_OK; i++) {
        double reached = (double)sizes[inputs->components.labels[i]] - 1;
        if (reached == 0)
            values[i] = 0;
        else if (d->seen[i] == 0)
            values[i] = NAN; /* no source of the sample sees it */
        else if (inverses)
            values[i] = d->inverses[i] / d->seen[i] * reached / others;
        else
            values[i] = reached / (others * (d->sums[i] / d->seen[i]));
    }
    return status;
}

KW_MEASURE_FN(kw_measure_closeness)
{
    return fill(inputs, false, values, err);
}

KW_MEASURE_FN(kw_measure_harmonic)
{
    return fill(inputs, true, values, err);
}

KW_MEASURE_FN(kw_measure_diameter)
{
    *values = NAN;
    if (inputs->graph->node_count == 0 ||
        !kw_measure_exact(inputs->graph, search_work(inputs)))
        return KW_OK;
    enum kw_status status = measure_distances(inputs, err);
    if (status == KW_OK)
        *values = inputs->distances.longest;
    return status;
}

KW_MEASURE_FN(kw_measure_average_path)
{
    double sum = 0, seen = 0;
    enum kw_status status = measure_distances(inputs, err);
    for (size_t i = 0; i < inputs->graph->node_count && status == KW_OK; i++) {
        sum += inputs->distances.sums[i];
        seen += inputs->distances.seen[i];
    }
    *values = seen > 0 ? sum / seen : NAN;
    return status;
}

/* --- notes ------------------------------------------------------------------------ */

static uint64_t usual_work(const struct kw_graph *graph)
{
    return graph->view.distance == KW_DISTANCE_INVERSE ? KW_EXACT_WORK : KW_EXACT_SEARCH;
}

struct kw_str kw_search_how(const struct kw_graph *graph, struct kw_arena *arena)
{
    return kw_sample_how(graph, usual_work(graph), arena);
}

struct kw_str kw_diameter_how(const struct kw_graph *graph, struct kw_arena *arena)
{
    if (!kw_measure_exact(graph, usual_work(graph)))
        return KW_STR("not computed: too large");
    return kw_arena_printf(arena, "exact%s", kw_distance_how(graph));
}
