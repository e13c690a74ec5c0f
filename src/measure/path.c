/* path.c - shortest paths by their steps, undirected: betweenness of entities and pairs.
 *
 * Brandes' algorithm (2001, J. Math. Sociol. 25) level by level. Two arrays hold what the
 * level just done has and 0 everywhere else, so both directions are plain sums over
 * neighbors, without a branch and without lists of predecessors; where the frontier has
 * more neighbors than what is not yet reached, the unreached look back instead (Beamer
 * et al. 2012, "Direction-Optimizing Breadth-First Search", SC). Nodes are numbered by
 * degree, which keeps those met most in the cache. Threads take groups of sources in
 * turn; sums are added in the order of the groups, so that the number of threads changes
 * no bit.
 */
#include "inputs.h"

#include "base/pool.h"
#include "turns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GROUP = 16 };
#define UNREACHED UINT32_MAX

/* What one group of sources needs, and what it found. */
struct group {
    uint32_t *levels;  /* by node: distance from the source, or UNREACHED */
    uint32_t *queue;   /* nodes as they are reached */
    uint32_t *starts;  /* where each level begins in `queue`, and where the last ends */
    double *paths;     /* by node: shortest paths from the source */
    double *now;       /* by node: what the level just done has, else 0 */
    double *sums;      /* by node: sum of dependencies */
    double *pair_sums; /* by pair, likewise; NULL: not asked for */
};

struct search {
    struct kw_measure_inputs *inputs;
    uint32_t n;
    bool edges;              /* pairs are asked for */
    const uint32_t *offsets; /* adjacency, by rank of degree */
    const uint32_t *targets;
    const uint32_t *pairs;   /* of each target */
    const uint32_t *ranks;   /* of nodes */
    struct group *groups;     /* by slot */
    double *sums, *pair_sums; /* of all groups so far, by rank and by pair */
};

/* --- one source ------------------------------------------------------------------- */

/* The frontier tells its neighbors; the number of nodes reached. */
static uint32_t push(const struct search *s, struct group *g, uint32_t level)
{
    uint32_t tail = g->starts[level + 1];
    for (uint32_t q = g->starts[level]; q < g->starts[level + 1]; q++) {
        uint32_t node = g->queue[q];
        for (uint32_t i = s->offsets[node]; i < s->offsets[node + 1]; i++) {
            uint32_t to = s->targets[i];
            if (g->levels[to] == UNREACHED) {
                g->levels[to] = level + 1;
                g->paths[to] = 0;
                g->queue[tail++] = to;
            }
            if (g->levels[to] == level + 1)
                g->paths[to] += g->paths[node];
        }
    }
    return tail;
}

static double sum_near(const struct search *s, const double *values, uint32_t node)
{
    double sum = 0;
    for (uint32_t i = s->offsets[node]; i < s->offsets[node + 1]; i++)
        sum += values[s->targets[i]];
    return sum;
}

/* Who is not reached yet asks its neighbors. */
static uint32_t pull(const struct search *s, struct group *g, uint32_t level)
{
    uint32_t tail = g->starts[level + 1];
    for (uint32_t q = g->starts[level]; q < g->starts[level + 1]; q++)
        g->now[g->queue[q]] = g->paths[g->queue[q]];
    for (uint32_t node = 0; node < s->n; node++) {
        if (g->levels[node] != UNREACHED)
            continue;
        double paths = sum_near(s, g->now, node);
        if (paths > 0) {
            g->levels[node] = level + 1;
            g->paths[node] = paths;
            g->queue[tail++] = node;
        }
    }
    for (uint32_t q = g->starts[level]; q < g->starts[level + 1]; q++)
        g->now[g->queue[q]] = 0;
    return tail;
}

/* Reaches all there is from `source`; the number of levels. */
static uint32_t spread(const struct search *s, struct group *g, uint32_t source)
{
    uint64_t waiting = s->offsets[s->n], ahead;
    uint32_t level = 0;
    memset(g->levels, 0xFF, s->n * sizeof *g->levels);
    g->levels[source] = 0;
    g->paths[source] = 1;
    g->queue[0] = source;
    g->starts[0] = 0;
    g->starts[1] = 1;
    for (;; level++) {
        ahead = 0;
        for (uint32_t q = g->starts[level]; q < g->starts[level + 1]; q++)
            ahead += s->offsets[g->queue[q] + 1] - s->offsets[g->queue[q]];
        waiting -= ahead;
        uint32_t tail = ahead > waiting ? pull(s, g, level) : push(s, g, level);
        if (tail == g->starts[level + 1])
            return level + 1;
        g->starts[level + 2] = tail;
    }
}

static void add_pairs(const struct search *s, struct group *g, uint32_t node)
{
    for (uint32_t i = s->offsets[node]; i < s->offsets[node + 1]; i++)
        g->pair_sums[s->pairs[i]] += g->paths[node] * g->now[s->targets[i]];
}

/* Gives back along the paths. `now` holds (1 + dependency) / paths of one level. */
static void collect(const struct search *s, struct group *g, uint32_t levels)
{
    uint32_t level = levels - 1;
    for (uint32_t q = g->starts[level]; q < g->starts[level + 1]; q++)
        g->now[g->queue[q]] = 1 / g->paths[g->queue[q]];
    while (level-- > 0) {
        for (uint32_t q = g->starts[level]; q < g->starts[level + 1]; q++) {
            uint32_t node = g->queue[q];
            double dependency = g->paths[node] * sum_near(s, g->now, node);
            if (s->edges)
                add_pairs(s, g, node);
            if (level)
                g->sums[node] += dependency;
            g->paths[node] = (1 + dependency) / g->paths[node];
        }
        for (uint32_t q = g->starts[level + 1]; q < g->starts[level + 2]; q++)
            g->now[g->queue[q]] = 0;
        for (uint32_t q = g->starts[level]; q < g->starts[level + 1]; q++)
            g->now[g->queue[q]] = g->paths[g->queue[q]];
    }
    g->now[g->queue[0]] = 0;
}

/* --- all sources ------------------------------------------------------------------ */

static void search_group(void *context, size_t slot, const uint32_t *sources,
                         uint32_t source_count)
{
    const struct search *s = context;
    struct group *g = &s->groups[slot];
    memset(g->sums, 0, s->n * sizeof *g->sums);
    if (s->edges)
        memset(g->pair_sums, 0, s->inputs->graph->pair_count * sizeof *g->pair_sums);
    for (uint32_t i = 0; i < source_count; i++)
        collect(s, g, spread(s, g, s->ranks[sources[i]]));
}

static void add_group(void *context, size_t slot)
{
    struct search *s = context;
    const struct group *g = &s->groups[slot];
    for (uint32_t i = 0; i < s->n; i++)
        s->sums[i] += g->sums[i];
    for (size_t i = 0; s->edges && i < s->inputs->graph->pair_count; i++)
        s->pair_sums[i] += g->pair_sums[i];
}

static enum kw_status make_groups(struct search *s, size_t count, struct kw_error *err)
{
    struct kw_arena *scratch = s->inputs->scratch;
    size_t n = (size_t)s->n + 2;
    s->groups = KW_NEW(scratch, count, struct group);
    for (size_t i = 0; s->groups && i < count; i++) {
        struct group *g = &s->groups[i];
        g->levels = KW_NEW(scratch, n, uint32_t);
        g->queue = KW_NEW(scratch, n, uint32_t);
        g->starts = KW_NEW(scratch, n + 1, uint32_t);
        g->paths = KW_NEW(scratch, n, double);
        g->now = KW_NEW(scratch, n, double);
        g->sums = KW_NEW(scratch, n, double);
        if (s->edges)
            g->pair_sums = KW_NEW(scratch, s->inputs->graph->pair_count + 1, double);
        if (!g->levels || !g->queue || !g->starts || !g->paths || !g->now || !g->sums ||
            (s->edges && !g->pair_sums))
            return kw_nomem(err);
    }
    return s->groups ? KW_OK : kw_nomem(err);
}

/* The adjacency with nodes numbered by degree, greatest first. */
static enum kw_status by_degree(struct search *s, struct kw_error *err)
{
    const struct kw_neighbors *near = &s->inputs->neighbors;
    struct kw_arena *scratch = s->inputs->scratch;
    uint32_t n = s->n, arcs = near->offsets[n];
    uint32_t *order = NULL;
    enum kw_status status = kw_inputs_by_degree(s->inputs, &order, err);
    if (status != KW_OK)
        return status;
    uint32_t *ranks = KW_NEW(scratch, (size_t)n + 1, uint32_t);
    uint32_t *offsets = KW_NEW(scratch, (size_t)n + 2, uint32_t);
    uint32_t *targets = KW_NEW(scratch, (size_t)arcs + 1, uint32_t);
    uint32_t *pairs = KW_NEW(scratch, s->edges ? (size_t)arcs + 1 : 1, uint32_t);
    if (!ranks || !offsets || !targets || !pairs)
        return kw_nomem(err);
    for (uint32_t i = 0; i < n; i++) {
        ranks[order[i]] = i;
        offsets[i + 2] = near->offsets[order[i] + 1] - near->offsets[order[i]];
    }
    for (uint32_t i = 2; i <= n; i++)
        offsets[i] += offsets[i - 1];
    for (uint32_t i = 0; i < n; i++) { /* in this order lists come out ascending */
        uint32_t node = order[i];
        for (uint32_t j = near->offsets[node]; j < near->offsets[node + 1]; j++) {
            uint32_t at = offsets[ranks[near->targets[j]] + 1]++;
            targets[at] = i;
            if (s->edges)
                pairs[at] = near->pairs[j];
        }
    }
    s->ranks = ranks;
    s->offsets = offsets;
    s->targets = targets;
    s->pairs = pairs;
    return KW_OK;
}

void kw_share_paths(const struct kw_measure_inputs *inputs, double *sums,
                    double *pair_sums, uint32_t sources)
{
    size_t nodes = inputs->graph->node_count;
    double n = (double)nodes;
    double scale = n / sources / 2; /* every pair is met from both ends */
    for (size_t i = 0; i < nodes; i++)
        sums[i] = nodes < 3 ? 0 : sums[i] * scale / ((n - 1) * (n - 2) / 2);
    for (size_t i = 0; pair_sums && i < inputs->graph->pair_count; i++)
        pair_sums[i] = pair_sums[i] * scale / (n * (n - 1) / 2);
}

static enum kw_status count_paths(struct kw_measure_inputs *inputs, bool edges,
                                  struct kw_error *err)
{
    struct search s = {
        .inputs = inputs, .n = (uint32_t)inputs->graph->node_count, .edges = edges};
    struct kw_turns turns = {
        .context = &s, .size = GROUP, .search = search_group, .add = add_group};
    uint32_t *sources = NULL;
    if (edges ? inputs->pair_between != NULL : inputs->between != NULL)
        return KW_OK;
    enum kw_status status =
        edges ? kw_inputs_ties(inputs, err) : kw_inputs_neighbors(inputs, err);
    if (status == KW_OK)
        status =
            kw_inputs_sources(inputs, inputs->exact_work, &sources, &turns.count, err);
    if (status == KW_OK)
        status = by_degree(&s, err);
    if (status == KW_OK)
        status = make_groups(&s, kw_pool_slots(inputs->jobs), err);
    if (status != KW_OK)
        return status;
    turns.sources = sources;
    s.sums = KW_NEW(inputs->scratch, (size_t)s.n + 1, double);
    inputs->between = KW_NEW(inputs->scratch, (size_t)s.n + 1, double);
    s.pair_sums = inputs->pair_between =
        edges ? KW_NEW(inputs->scratch, inputs->graph->pair_count + 1, double) : NULL;
    if (!s.sums || !inputs->between || (edges && !inputs->pair_between))
        return kw_nomem(err);
    status = kw_turns_run(&turns, inputs->jobs, inputs->scratch, err);
    if (status != KW_OK)
        return status;
    for (uint32_t i = 0; i < s.n; i++)
        inputs->between[i] = s.sums[s.ranks[i]];
    kw_share_paths(inputs, inputs->between, s.pair_sums, turns.count);
    return KW_OK;
}

/* By steps or by length, as the view has it. */
static enum kw_status find_between(struct kw_measure_inputs *inputs, bool edges,
                                   struct kw_error *err)
{
    if (inputs->graph->view.distance == KW_DISTANCE_INVERSE)
        return kw_inputs_lengths(inputs, edges, err);
    return count_paths(inputs, edges, err);
}

/* --- measures --------------------------------------------------------------------- */

KW_MEASURE_FN(kw_measure_betweenness)
{
    enum kw_status status = find_between(inputs, false, err);
    for (size_t i = 0; i < inputs->graph->node_count && status == KW_OK; i++)
        values[i] = inputs->between[i];
    return status;
}

KW_MEASURE_FN(kw_measure_pair_betweenness)
{
    enum kw_status status = find_between(inputs, true, err);
    for (size_t i = 0; i < inputs->graph->pair_count && status == KW_OK; i++)
        values[i] = inputs->pair_between[i];
    return status;
}

/* --- notes ------------------------------------------------------------------------ */

struct kw_str kw_sample_how(const struct kw_graph *graph, uint64_t exact_work,
                            struct kw_arena *arena)
{
    const char *distance = kw_distance_how(graph);
    if (kw_measure_exact(graph, exact_work) || graph->node_count <= KW_SAMPLE)
        return kw_arena_printf(arena, "exact%s", distance);
    return kw_arena_printf(
        arena, "estimated from %d of %zu entities, seed %u, for ranking only%s",
        KW_SAMPLE, graph->node_count, KW_SEED, distance);
}

const char *kw_distance_how(const struct kw_graph *graph)
{
    return graph->view.distance == KW_DISTANCE_INVERSE ? "; distance is 1 / weight" : "";
}

struct kw_str kw_path_how(const struct kw_graph *graph, struct kw_arena *arena)
{
    return kw_sample_how(graph, KW_EXACT_WORK, arena);
}
