/* pair.c - measures of two entities: counts, and how far they share windows beyond
 * chance.
 *
 * Association is told by four numbers: windows that name a, that name b, that name both,
 * and all windows of the view, with one document for each story.
 */
#include "inputs.h"

#include <math.h>

#define COUNT(array, member)                                                             \
    KW_MEASURE_FN(kw_measure_pair_##member)                                              \
    {                                                                                    \
        (void)err;                                                                       \
        for (size_t i = 0; i < inputs->graph->pair_count; i++)                           \
            values[i] = inputs->graph->array[i].member;                                  \
        return KW_OK;                                                                    \
    }

COUNT(pairs, weight)
COUNT(pairs, forward)
COUNT(pairs, backward)
COUNT(counts, mentions)
COUNT(counts, documents)
COUNT(counts, stories)
COUNT(counts, outlets)
COUNT(counts, windows)

/* A pair's four numbers. */
struct shared {
    double a, b, both, all;
};

static struct shared shared_of(const struct kw_graph *graph, size_t pair)
{
    const struct kw_pair *p = &graph->pairs[pair];
    return (struct shared){(double)graph->nodes[p->a].windows,
                           (double)graph->nodes[p->b].windows,
                           graph->counts[pair].windows, (double)graph->windows};
}

static enum kw_status of_pairs(const struct kw_measure_inputs *inputs, double *values,
                               double (*value)(struct shared))
{
    for (size_t i = 0; i < inputs->graph->pair_count; i++) {
        struct shared s = shared_of(inputs->graph, i);
        values[i] = s.a > 0 && s.b > 0 ? value(s) : NAN;
    }
    return KW_OK;
}

static double npmi(struct shared s)
{
    if (s.both == 0)
        return -1; /* the limit */
    if (s.both == s.all)
        return NAN;
    return log(s.both * s.all / (s.a * s.b)) / log(s.all / s.both);
}

KW_MEASURE_FN(kw_measure_npmi)
{
    (void)err;
    return of_pairs(inputs, values, npmi);
}

/* A cell's share: what was seen against what chance would give. */
static double cell(double seen, double row, double column, double all)
{
    return seen > 0 ? seen * log(seen * all / (row * column)) : 0;
}

static double g2(struct shared s)
{
    double not_a = s.all - s.a, not_b = s.all - s.b;
    double sum = cell(s.both, s.a, s.b, s.all) + cell(s.a - s.both, s.a, not_b, s.all) +
                 cell(s.b - s.both, not_a, s.b, s.all) +
                 cell(not_a - s.b + s.both, not_a, not_b, s.all);
    /* Independence to the last digit leaves noise. */
    return 2 * sum < 1e-9 ? 0 : 2 * sum;
}

KW_MEASURE_FN(kw_measure_g2)
{
    (void)err;
    return of_pairs(inputs, values, g2);
}

static double association(struct shared s)
{
    return s.both * s.all / (s.a * s.b);
}

KW_MEASURE_FN(kw_measure_association)
{
    (void)err;
    return of_pairs(inputs, values, association);
}
