/* cut.c - what holds the graph together: core numbers, and the entities and pairs without
 * which more of it falls apart. */
#include "inputs.h"

/* --- cores ------------------------------------------------------------------------ */

/* The nodes by degree, sorted by counting, with their places (Batagelj and Zaversnik
 * 2003, "An O(m) Algorithm for Cores Decomposition of Networks"). */
struct cores {
    uint32_t *degrees; /* what is left of them; the core number in the end */
    uint32_t *nodes;   /* by degree */
    uint32_t *places;  /* of nodes in `nodes` */
    uint32_t *bins;    /* where each degree begins in `nodes` */
};

static void sort_by_degree(const struct kw_neighbors *near, uint32_t n, struct cores *c)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i < n; i++) {
        c->degrees[i] = near->offsets[i + 1] - near->offsets[i];
        c->bins[c->degrees[i]]++;
    }
    for (uint32_t d = 0; d < n; d++) {
        uint32_t count = c->bins[d];
        c->bins[d] = start;
        start += count;
    }
    for (uint32_t i = 0; i < n; i++) {
        c->places[i] = c->bins[c->degrees[i]]++;
        c->nodes[c->places[i]] = i;
    }
    for (uint32_t d = n; d-- > 1;)
        c->bins[d] = c->bins[d - 1];
    c->bins[0] = 0;
}

/* Takes one from the degree of `node`: it changes places with the first of its bin. */
static void lower(struct cores *c, uint32_t node)
{
    uint32_t degree = c->degrees[node]--;
    uint32_t first = c->nodes[c->bins[degree]];
    if (first != node) {
        c->nodes[c->places[node]] = first;
        c->places[first] = c->places[node];
        c->nodes[c->bins[degree]] = node;
        c->places[node] = c->bins[degree];
    }
    c->bins[degree]++;
}

KW_MEASURE_FN(kw_measure_core)
{
    uint32_t n = (uint32_t)inputs->graph->node_count;
    const struct kw_neighbors *near = &inputs->neighbors;
    enum kw_status status = kw_inputs_neighbors(inputs, err);
    if (status != KW_OK)
        return status;
    struct cores c = {KW_NEW(inputs->scratch, (size_t)n + 1, uint32_t),
                      KW_NEW(inputs->scratch, (size_t)n + 1, uint32_t),
                      KW_NEW(inputs->scratch, (size_t)n + 1, uint32_t),
                      KW_NEW(inputs->scratch, (size_t)n + 1, uint32_t)};
    if (!c.degrees || !c.nodes || !c.places || !c.bins)
        return kw_nomem(err);
    sort_by_degree(near, n, &c);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t node = c.nodes[i];
        for (uint32_t j = near->offsets[node]; j < near->offsets[node + 1]; j++) {
            if (c.degrees[near->targets[j]] > c.degrees[node])
                lower(&c, near->targets[j]);
        }
        values[node] = c.degrees[node];
    }
    return KW_OK;
}

/* --- articulations and bridges ---------------------------------------------------- */

/* A search in depth (Hopcroft and Tarjan 1973, Comm. ACM 16) without recursion. */
struct depth {
    const struct kw_neighbors *near;
    uint32_t *times;   /* when a node was found, from 1; 0: not yet */
    uint32_t *lowest;  /* the earliest node its part of the tree has a pair to */
    uint32_t *parents; /* its pair to the node it was found from, + 1; 0: a root */
    uint32_t *next;    /* the neighbor to look at next */
    uint32_t *stack;
    uint32_t clock;
};

static void enter(struct depth *d, uint32_t node, uint32_t parent)
{
    d->times[node] = d->lowest[node] = ++d->clock;
    d->parents[node] = parent;
    d->next[node] = d->near->offsets[node];
}

static void leave(struct kw_cuts *cuts, struct depth *d, uint32_t node, uint32_t above)
{
    if (d->lowest[node] < d->lowest[above])
        d->lowest[above] = d->lowest[node];
    if (d->lowest[node] > d->times[above])
        cuts->bridges[d->parents[node] - 1] = true;
    if (d->lowest[node] >= d->times[above])
        cuts->parts[above]++;
}

static void search_from(struct kw_cuts *cuts, struct depth *d, uint32_t root)
{
    size_t count = 1;
    d->stack[0] = root;
    enter(d, root, 0);
    while (count) {
        uint32_t node = d->stack[count - 1], at = d->next[node]++;
        if (at == d->near->offsets[node + 1]) {
            if (--count)
                leave(cuts, d, node, d->stack[count - 1]);
            continue;
        }
        uint32_t to = d->near->targets[at];
        if (!d->times[to]) {
            enter(d, to, d->near->pairs[at] + 1);
            d->stack[count++] = to;
        } else if (d->near->pairs[at] + 1 != d->parents[node] &&
                   d->times[to] < d->lowest[node]) {
            d->lowest[node] = d->times[to];
        }
    }
    /* A root holds its parts together only if there are two. */
    if (cuts->parts[root])
        cuts->parts[root]--;
}

static enum kw_status find_cuts(struct kw_measure_inputs *inputs, struct kw_error *err)
{
    size_t n = inputs->graph->node_count + 1;
    struct kw_cuts *cuts = &inputs->cuts;
    if (cuts->parts)
        return KW_OK;
    enum kw_status status = kw_inputs_ties(inputs, err);
    if (status != KW_OK)
        return status;
    struct depth d = {&inputs->neighbors,
                      KW_NEW(inputs->scratch, n, uint32_t),
                      KW_NEW(inputs->scratch, n, uint32_t),
                      KW_NEW(inputs->scratch, n, uint32_t),
                      KW_NEW(inputs->scratch, n, uint32_t),
                      KW_NEW(inputs->scratch, n, uint32_t),
                      0};
    cuts->bridges = KW_NEW(inputs->scratch, inputs->graph->pair_count + 1, bool);
    cuts->parts = KW_NEW(inputs->scratch, n, uint32_t);
    if (!d.times || !d.lowest || !d.parents || !d.next || !d.stack || !cuts->bridges ||
        !cuts->parts)
        return kw_nomem(err);
    for (uint32_t i = 0; i < inputs->graph->node_count; i++) {
        if (!d.times[i])
            search_from(cuts, &d, i);
    }
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_articulation)
{
    enum kw_status status = find_cuts(inputs, err);
    for (size_t i = 0; i < inputs->graph->node_count && status == KW_OK; i++)
        values[i] = inputs->cuts.parts[i] > 0;
    return status;
}

KW_MEASURE_FN(kw_measure_bridge)
{
    enum kw_status status = find_cuts(inputs, err);
    for (size_t i = 0; i < inputs->graph->pair_count && status == KW_OK; i++)
        values[i] = inputs->cuts.bridges[i];
    return status;
}
