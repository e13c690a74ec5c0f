/* length.c - shortest paths where a pair is as long as 1 / its weight: betweenness and
 * distances, undirected.
 *
 * Dijkstra's algorithm (1959, Numer. Math. 1) over a heap of four children, then Brandes'
 * sums (2001, J. Math. Sociol. 25) over the nodes in the order they were settled. Sums of
 * fractions do not come out alike (1/3 + 1/6 and 1/2), so two lengths are the same where
 * they differ by less than 1e-10 of themselves, as igraph has it. Which neighbors a path
 * comes from is asked of the final lengths, once to count paths and once to give back:
 * both always agree. Threads take groups of sources in turn; sums are added in the order
 * of the groups, so that the number of threads changes no bit.
 */
#include "inputs.h"

#include "base/pool.h"
#include "turns.h"

#include <math.h>
#include <string.h>

enum { GROUP = 16, CHILDREN = 4 };
#define UNSETTLED UINT32_MAX
static const double same = 1 + 1e-10;

/* What one group of sources needs, and what it found. */
struct group {
    double *lengths;      /* by node: of the shortest path from the source */
    uint32_t *heap;       /* nodes met and not settled, the nearest first */
    uint32_t *places;     /* by node: where it is in the heap */
    uint32_t heap_count;  /* nodes in it */
    uint32_t *queue;      /* nodes as they are settled */
    uint32_t *turns;      /* by node: its place in `queue`, or UNSETTLED */
    double *paths;        /* by node: shortest paths from the source */
    double *dependencies; /* by node */
    double *sums;         /* by node: sum of dependencies */
    double *pair_sums;    /* by pair, likewise; NULL: not asked for */
    struct kw_distances found;
};

struct search {
    struct kw_measure_inputs *inputs;
    uint32_t n;
    const double *spans; /* lengths of pairs, in the order of neighbors */
    struct group *groups;     /* by slot */
    double *sums, *pair_sums; /* of all groups so far; pairs NULL: not asked for */
};

/* --- the heap --------------------------------------------------------------------- */

static void put(struct group *g, uint32_t at, uint32_t node)
{
    g->heap[at] = node;
    g->places[node] = at;
}

/* Moves a node that is at `at`, or has come nearer there, up to its place. */
static void rise(struct group *g, uint32_t at, uint32_t node)
{
    while (at > 0) {
        uint32_t above = (at - 1) / CHILDREN;
        if (g->lengths[g->heap[above]] <= g->lengths[node])
            break;
        put(g, at, g->heap[above]);
        at = above;
    }
    put(g, at, node);
}

/* Takes the nearest node out. Needs: there is one. */
static uint32_t take(struct group *g)
{
    uint32_t nearest = g->heap[0], node = g->heap[--g->heap_count], at = 0;
    for (;;) {
        uint32_t first = at * CHILDREN + 1, least = first;
        if (first >= g->heap_count)
            break;
        for (uint32_t c = first + 1; c < first + CHILDREN && c < g->heap_count; c++) {
            if (g->lengths[g->heap[c]] < g->lengths[g->heap[least]])
                least = c;
        }
        if (g->lengths[node] <= g->lengths[g->heap[least]])
            break;
        put(g, at, g->heap[least]);
        at = least;
    }
    put(g, at, node);
    return nearest;
}

/* --- one source ------------------------------------------------------------------- */

/* Settles all there is from `source`; the number of nodes. */
static uint32_t settle(const struct search *s, struct group *g, uint32_t source)
{
    const struct kw_neighbors *near = &s->inputs->neighbors;
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        g->lengths[i] = INFINITY;
        g->turns[i] = UNSETTLED;
    }
    g->lengths[source] = 0;
    g->heap_count = 1;
    put(g, 0, source);
    while (g->heap_count) {
        uint32_t node = take(g);
        g->turns[node] = count;
        g->queue[count++] = node;
        for (uint32_t i = near->offsets[node]; i < near->offsets[node + 1]; i++) {
            uint32_t to = near->targets[i];
            double length = g->lengths[node] + s->spans[i];
            if (length >= g->lengths[to])
                continue;
            uint32_t at = isinf(g->lengths[to]) ? g->heap_count++ : g->places[to];
            g->lengths[to] = length;
            rise(g, at, to);
        }
    }
    return count;
}

/* Whether a shortest path to `node` comes from its neighbor at `arc`. */
static bool comes_from(const struct search *s, const struct group *g, uint32_t node,
                       uint32_t arc)
{
    uint32_t from = s->inputs->neighbors.targets[arc];
    return g->turns[from] < g->turns[node] &&
           g->lengths[from] + s->spans[arc] <= g->lengths[node] * same;
}

static void count_paths(const struct search *s, struct group *g, uint32_t count)
{
    const struct kw_neighbors *near = &s->inputs->neighbors;
    g->paths[g->queue[0]] = 1;
    for (uint32_t q = 1; q < count; q++) {
        uint32_t node = g->queue[q];
        g->paths[node] = 0;
        for (uint32_t i = near->offsets[node]; i < near->offsets[node + 1]; i++) {
            if (comes_from(s, g, node, i))
                g->paths[node] += g->paths[near->targets[i]];
        }
    }
}

/* Gives back along the paths. */
static void collect(const struct search *s, struct group *g, uint32_t count)
{
    const struct kw_neighbors *near = &s->inputs->neighbors;
    for (uint32_t q = 0; q < count; q++)
        g->dependencies[g->queue[q]] = 0;
    for (uint32_t q = count; q-- > 1;) {
        uint32_t node = g->queue[q];
        double share = (1 + g->dependencies[node]) / g->paths[node];
        g->sums[node] += g->dependencies[node];
        for (uint32_t i = near->offsets[node]; i < near->offsets[node + 1]; i++) {
            if (!comes_from(s, g, node, i))
                continue;
            double given = g->paths[near->targets[i]] * share;
            g->dependencies[near->targets[i]] += given;
            if (g->pair_sums)
                g->pair_sums[near->pairs[i]] += given;
        }
    }
}

static void note_distances(struct group *g, uint32_t count)
{
    for (uint32_t q = 1; q < count; q++) {
        uint32_t node = g->queue[q];
        g->found.sums[node] += g->lengths[node];
        g->found.inverses[node] += 1 / g->lengths[node];
        g->found.seen[node]++;
        g->found.longest = fmax(g->found.longest, g->lengths[node]);
    }
}

/* --- all sources ------------------------------------------------------------------ */

static void search_group(void *context, size_t slot, const uint32_t *sources,
                         uint32_t source_count)
{
    const struct search *s = context;
    struct group *g = &s->groups[slot];
    memset(g->sums, 0, s->n * sizeof *g->sums);
    memset(g->found.sums, 0, s->n * sizeof *g->found.sums);
    memset(g->found.inverses, 0, s->n * sizeof *g->found.inverses);
    memset(g->found.seen, 0, s->n * sizeof *g->found.seen);
    g->found.longest = 0;
    if (g->pair_sums)
        memset(g->pair_sums, 0, s->inputs->graph->pair_count * sizeof *g->pair_sums);
    for (uint32_t i = 0; i < source_count; i++) {
        uint32_t count = settle(s, g, sources[i]);
        count_paths(s, g, count);
        collect(s, g, count);
        note_distances(g, count);
    }
}

static void add_group(void *context, size_t slot)
{
    struct search *s = context;
    const struct group *g = &s->groups[slot];
    struct kw_distances *total = &s->inputs->distances;
    for (uint32_t i = 0; i < s->n; i++) {
        s->sums[i] += g->sums[i];
        total->sums[i] += g->found.sums[i];
        total->inverses[i] += g->found.inverses[i];
        total->seen[i] += g->found.seen[i];
    }
    for (size_t i = 0; g->pair_sums && i < s->inputs->graph->pair_count; i++)
        s->pair_sums[i] += g->pair_sums[i];
    total->longest = fmax(total->longest, g->found.longest);
}

static bool make_found(struct kw_arena *arena, size_t n, struct kw_distances *found)
{
    *found = (struct kw_distances){.sums = KW_NEW(arena, n, double),
                                   .inverses = KW_NEW(arena, n, double),
                                   .seen = KW_NEW(arena, n, uint32_t)};
    return found->sums && found->inverses && found->seen;
}

static bool make_group(struct kw_arena *arena, size_t n, size_t pairs, struct group *g)
{
    *g = (struct group){
        .lengths = KW_NEW(arena, n, double),
        .heap = KW_NEW(arena, n, uint32_t),
        .places = KW_NEW(arena, n, uint32_t),
        .queue = KW_NEW(arena, n, uint32_t),
        .turns = KW_NEW(arena, n, uint32_t),
        .paths = KW_NEW(arena, n, double),
        .dependencies = KW_NEW(arena, n, double),
        .sums = KW_NEW(arena, n, double),
        .pair_sums = pairs ? KW_NEW(arena, pairs, double) : NULL,
    };
    return g->lengths && g->heap && g->places && g->queue && g->turns && g->paths &&
           g->dependencies && g->sums && (g->pair_sums || !pairs) &&
           make_found(arena, n, &g->found);
}

static enum kw_status make(struct search *s, bool edges, struct kw_error *err)
{
    struct kw_measure_inputs *inputs = s->inputs;
    const struct kw_neighbors *near = &inputs->neighbors;
    size_t n = (size_t)s->n + 1, slots = kw_pool_slots(inputs->jobs);
    size_t pairs = edges ? inputs->graph->pair_count + 1 : 0, arcs = near->offsets[s->n];
    double *spans = KW_NEW(inputs->scratch, arcs + 1, double);
    s->sums = KW_NEW(inputs->scratch, n, double);
    s->pair_sums = pairs ? KW_NEW(inputs->scratch, pairs, double) : NULL;
    s->groups = KW_NEW(inputs->scratch, slots, struct group);
    if (!spans || !s->sums || (pairs && !s->pair_sums) || !s->groups ||
        !make_found(inputs->scratch, n, &inputs->distances))
        return kw_nomem(err);
    for (size_t i = 0; i < arcs; i++)
        spans[i] = 1.0 / inputs->graph->pairs[near->pairs[i]].weight;
    s->spans = spans;
    for (size_t i = 0; i < slots; i++) {
        if (!make_group(inputs->scratch, n, pairs, &s->groups[i]))
            return kw_nomem(err);
    }
    return KW_OK;
}

enum kw_status kw_inputs_lengths(struct kw_measure_inputs *inputs, bool edges,
                                 struct kw_error *err)
{
    struct search s = {.inputs = inputs, .n = (uint32_t)inputs->graph->node_count};
    struct kw_turns turns = {
        .context = &s, .size = GROUP, .search = search_group, .add = add_group};
    uint32_t *sources = NULL;
    if (edges ? inputs->pair_between != NULL : inputs->between != NULL)
        return KW_OK;
    enum kw_status status = kw_inputs_ties(inputs, err);
    if (status == KW_OK)
        status =
            kw_inputs_sources(inputs, inputs->exact_work, &sources, &turns.count, err);
    if (status == KW_OK)
        status = make(&s, edges, err);
    if (status != KW_OK)
        return status;
    turns.sources = sources;
    status = kw_turns_run(&turns, inputs->jobs, inputs->scratch, err);
    if (status != KW_OK)
        return status;
    kw_share_paths(inputs, s.sums, s.pair_sums, turns.count);
    inputs->between = s.sums;
    inputs->pair_between = s.pair_sums;
    return KW_OK;
}
