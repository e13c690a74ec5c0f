/* triangle.c - who of its neighbors know each other: clustering, transitivity, and Burt's
 * constraint and effective size.
 *
 * Every triangle is met once, from its end of least degree (Latapy 2008, Theor. Comput.
 * Sci. 407), and gives its share to all that is counted from triangles: O(m sqrt m) even
 * where hubs make looking at all neighbors of neighbors quadratic.
 */
#include "inputs.h"

#include <math.h>

/* A corner of a triangle, and the pair opposite to it. */
struct corner {
    uint32_t node;
    uint32_t opposite;
};

struct walk {
    struct kw_measure_inputs *inputs;
    uint32_t *starts;  /* of `ups`, by node */
    uint32_t *ups;     /* neighbors later in the order of degrees */
    uint32_t *pairs;   /* of each of them */
    double *strengths; /* by node */
    double *greatest;  /* by node: weight of its heaviest pair */
};

/* What `ego` spends on `other` through `via`; `pair` joins it to the other. */
static void lend(const struct walk *w, const struct corner *ego,
                 const struct corner *other, const struct corner *via)
{
    const struct kw_pair *pairs = w->inputs->graph->pairs;
    struct kw_triangles *t = &w->inputs->triangles;
    double to_via = (double)pairs[other->opposite].weight / w->strengths[ego->node];
    double between = (double)pairs[ego->opposite].weight;
    bool second = pairs[via->opposite].b == ego->node;
    t->lent[2 * (size_t)via->opposite + second] +=
        to_via * between / w->strengths[via->node];
    t->redundant[ego->node] += to_via * between / w->greatest[other->node];
}

static void add_triangle(const struct walk *w, struct corner a, struct corner b,
                         struct corner c)
{
    struct kw_triangles *t = &w->inputs->triangles;
    t->counts[a.node]++;
    t->counts[b.node]++;
    t->counts[c.node]++;
    lend(w, &a, &b, &c);
    lend(w, &a, &c, &b);
    lend(w, &b, &a, &c);
    lend(w, &b, &c, &a);
    lend(w, &c, &a, &b);
    lend(w, &c, &b, &a);
}

/* Lists of neighbors that come later in the order of degrees. */
static enum kw_status climb(struct walk *w, struct kw_error *err)
{
    const struct kw_neighbors *near = &w->inputs->neighbors;
    struct kw_arena *scratch = w->inputs->scratch;
    size_t n = w->inputs->graph->node_count, used = 0;
    uint32_t *order = NULL;
    enum kw_status status = kw_inputs_by_degree(w->inputs, &order, err);
    if (status != KW_OK)
        return status;
    uint32_t *ranks = KW_NEW(scratch, n + 1, uint32_t);
    w->starts = KW_NEW(scratch, n + 2, uint32_t);
    w->ups = KW_NEW(scratch, w->inputs->graph->pair_count + 1, uint32_t);
    w->pairs = KW_NEW(scratch, w->inputs->graph->pair_count + 1, uint32_t);
    if (!ranks || !w->starts || !w->ups || !w->pairs)
        return kw_nomem(err);
    for (size_t i = 0; i < n; i++)
        ranks[order[i]] = (uint32_t)i;
    for (size_t node = 0; node < n; node++) {
        w->starts[node] = (uint32_t)used;
        for (uint32_t i = near->offsets[node]; i < near->offsets[node + 1]; i++) {
            if (ranks[near->targets[i]] > ranks[node])
                continue;
            w->ups[used] = near->targets[i];
            w->pairs[used++] = near->pairs[i];
        }
    }
    w->starts[n] = (uint32_t)used;
    return KW_OK;
}

/* Meets every triangle. `marks` holds, by node, the pair that joins it to `a`, + 1. */
static void meet(const struct walk *w, uint32_t *marks)
{
    for (uint32_t a = 0; a < w->inputs->graph->node_count; a++) {
        for (uint32_t i = w->starts[a]; i < w->starts[a + 1]; i++)
            marks[w->ups[i]] = w->pairs[i] + 1;
        for (uint32_t i = w->starts[a]; i < w->starts[a + 1]; i++) {
            uint32_t b = w->ups[i];
            for (uint32_t j = w->starts[b]; j < w->starts[b + 1]; j++) {
                uint32_t c = w->ups[j];
                if (marks[c])
                    add_triangle(w, (struct corner){a, w->pairs[j]},
                                 (struct corner){b, marks[c] - 1},
                                 (struct corner){c, w->pairs[i]});
            }
        }
        for (uint32_t i = w->starts[a]; i < w->starts[a + 1]; i++)
            marks[w->ups[i]] = 0;
    }
}

static void weigh(const struct walk *w)
{
    const struct kw_graph *graph = w->inputs->graph;
    for (size_t i = 0; i < graph->pair_count; i++) {
        const struct kw_pair *p = &graph->pairs[i];
        double weight = (double)p->weight;
        w->strengths[p->a] += weight;
        w->strengths[p->b] += weight;
        w->greatest[p->a] = fmax(w->greatest[p->a], weight);
        w->greatest[p->b] = fmax(w->greatest[p->b], weight);
    }
}

static enum kw_status find_triangles(struct kw_measure_inputs *inputs,
                                     struct kw_error *err)
{
    struct kw_triangles *t = &inputs->triangles;
    struct walk w = {.inputs = inputs};
    size_t n = inputs->graph->node_count + 1;
    if (t->counts)
        return KW_OK;
    enum kw_status status = kw_inputs_ties(inputs, err);
    if (status == KW_OK)
        status = climb(&w, err);
    if (status != KW_OK)
        return status;
    uint32_t *marks = KW_NEW(inputs->scratch, n, uint32_t);
    w.greatest = KW_NEW(inputs->scratch, n, double);
    w.strengths = t->strengths = KW_NEW(inputs->scratch, n, double);
    t->redundant = KW_NEW(inputs->scratch, n, double);
    t->lent = KW_NEW(inputs->scratch, 2 * inputs->graph->pair_count + 1, double);
    t->counts = KW_NEW(inputs->scratch, n, uint64_t);
    if (!marks || !w.greatest || !w.strengths || !t->redundant || !t->lent || !t->counts)
        return kw_nomem(err);
    weigh(&w);
    meet(&w, marks);
    return KW_OK;
}

static double degree_of(const struct kw_measure_inputs *inputs, size_t node)
{
    return inputs->neighbors.offsets[node + 1] - inputs->neighbors.offsets[node];
}

/* --- measures --------------------------------------------------------------------- */

KW_MEASURE_FN(kw_measure_clustering)
{
    enum kw_status status = find_triangles(inputs, err);
    for (size_t i = 0; i < inputs->graph->node_count && status == KW_OK; i++) {
        double k = degree_of(inputs, i);
        values[i] = k < 2 ? NAN : (double)inputs->triangles.counts[i] / (k * (k - 1) / 2);
    }
    return status;
}

KW_MEASURE_FN(kw_measure_transitivity)
{
    double closed = 0, all = 0;
    enum kw_status status = find_triangles(inputs, err);
    for (size_t i = 0; i < inputs->graph->node_count && status == KW_OK; i++) {
        double k = degree_of(inputs, i);
        closed += (double)inputs->triangles.counts[i];
        all += k * (k - 1) / 2;
    }
    *values = all > 0 ? closed / all : NAN;
    return status;
}

KW_MEASURE_FN(kw_measure_average_clustering)
{
    double sum = 0, count = 0;
    enum kw_status status = find_triangles(inputs, err);
    for (size_t i = 0; i < inputs->graph->node_count && status == KW_OK; i++) {
        double k = degree_of(inputs, i);
        if (k < 2)
            continue;
        sum += (double)inputs->triangles.counts[i] / (k * (k - 1) / 2);
        count++;
    }
    *values = count > 0 ? sum / count : NAN;
    return status;
}

KW_MEASURE_FN(kw_measure_constraint)
{
    const struct kw_graph *graph = inputs->graph;
    const struct kw_triangles *t = &inputs->triangles;
    enum kw_status status = find_triangles(inputs, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < graph->node_count; i++)
        values[i] = degree_of(inputs, i) > 0 ? 0 : NAN;
    for (size_t i = 0; i < graph->pair_count; i++) {
        const struct kw_pair *p = &graph->pairs[i];
        double from_a = (double)p->weight / t->strengths[p->a] + t->lent[2 * i];
        double from_b = (double)p->weight / t->strengths[p->b] + t->lent[2 * i + 1];
        values[p->a] += from_a * from_a;
        values[p->b] += from_b * from_b;
    }
    return KW_OK;
}

KW_MEASURE_FN(kw_measure_effective_size)
{
    enum kw_status status = find_triangles(inputs, err);
    for (size_t i = 0; i < inputs->graph->node_count && status == KW_OK; i++) {
        double k = degree_of(inputs, i);
        values[i] = k > 0 ? k - inputs->triangles.redundant[i] : NAN;
    }
    return status;
}
