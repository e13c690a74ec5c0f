/* bootstrap.c - how far values of entities, and their ranks, depend on which stories
 * happened to be written: Efron's bootstrap (1979, Annals of Statistics 7) over stories.
 *
 * A replicate draws as many stories as hold evidence, with replacement. A pair weighs
 * what the stories drawn add to it, as often as they were drawn; one that no story drawn
 * holds is not there. What the view chose (entities, least weight, backbone, top) stays
 * chosen. An interval runs from the k-th least to the k-th greatest of v replicates that
 * have a value, k = (v + 1) * 0.025 rounded down (Efron and Tibshirani 1993, p. 160).
 *
 * Threads take replicates in turn. Each draws from numbers of its own, and the k-th of a
 * set has no order, so that the number of threads changes no bit. Only the tails are
 * kept.
 */
#include "inputs.h"

#include "base/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double tail_share = 0.025;

/* The k least and k greatest of what came so far, from the outside in. */
struct tails {
    double *least, *greatest; /* room for `most` of each */
    uint32_t count;           /* how many came */
};

/* A node's value or rank, on its way into `tails`. */
struct placed {
    double value;
    uint32_t node;
};

/* A replicate under way. */
struct replicate {
    uint32_t number;
    uint32_t *draws; /* by story: how often it was drawn */
    struct kw_pair *pairs;
    double **values;       /* by measure, then node */
    double **ranks;        /* likewise */
    struct placed *placed; /* room to rank in */
};

struct bootstrap {
    const struct kw_graph *graph;
    const struct kw_measure *const *measures;
    size_t count;                   /* of measures */
    uint32_t wanted, next;          /* replicates */
    uint32_t most;                  /* values a tail keeps */
    struct replicate *replicates;   /* by slot */
    struct tails **values, **ranks; /* by measure, then node */
};

/* --- ranks ------------------------------------------------------------------------ */

/* The greatest first; what has no value comes last. */
static int by_value(const void *a, const void *b)
{
    double x = ((const struct placed *)a)->value, y = ((const struct placed *)b)->value;
    if (isnan(x) || isnan(y))
        return isnan(x) - isnan(y);
    return (x < y) - (x > y);
}

/* 1 + how many are greater; NaN for NaN. */
static void rank(const double *values, size_t n, struct placed *placed, double *ranks)
{
    for (size_t i = 0; i < n; i++)
        placed[i] = (struct placed){values[i], (uint32_t)i};
    qsort(placed, n, sizeof *placed, by_value);
    for (size_t i = 0, first = 0; i < n; i++) {
        if (i && placed[i].value != placed[first].value)
            first = i;
        ranks[placed[i].node] = isnan(placed[i].value) ? NAN : (double)first + 1;
    }
}

/* --- one replicate ---------------------------------------------------------------- */

void kw_bootstrap_draw(const struct kw_graph *graph, uint32_t replicate, uint32_t *draws)
{
    uint64_t state = (uint64_t)KW_SEED << 32 | replicate;
    state = kw_random(&state);
    memset(draws, 0, graph->story_count * sizeof *draws);
    for (uint32_t i = 0; i < graph->story_count; i++)
        draws[kw_random(&state) % graph->story_count]++;
}

static uint32_t narrow(uint64_t count)
{
    return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

size_t kw_bootstrap_weigh(const struct kw_graph *graph, const uint32_t *draws,
                          struct kw_pair *pairs)
{
    size_t kept = 0;
    for (size_t i = 0; i < graph->pair_count; i++) {
        uint64_t weight = 0, forward = 0, backward = 0;
        for (size_t k = graph->share_starts[i]; k < graph->share_starts[i + 1]; k++) {
            const struct kw_share *share = &graph->shares[k];
            uint64_t times = draws[share->story];
            weight += times * share->weight;
            forward += times * share->forward;
            backward += times * share->backward;
        }
        if (weight)
            pairs[kept++] =
                (struct kw_pair){graph->pairs[i].a, graph->pairs[i].b, narrow(weight),
                                 narrow(forward), narrow(backward)};
    }
    return kept;
}

static enum kw_status next_replicate(void *context, size_t slot, bool *more,
                                     struct kw_error *err)
{
    (void)err;
    struct bootstrap *b = context;
    *more = b->next < b->wanted;
    b->replicates[slot].number = b->next++;
    return KW_OK;
}

static enum kw_status compute(void *context, size_t slot, struct kw_error *err)
{
    const struct bootstrap *b = context;
    const struct replicate *r = &b->replicates[slot];
    struct kw_graph drawn = *b->graph;
    struct kw_measure_inputs inputs = kw_inputs_usual(&drawn);
    kw_bootstrap_draw(b->graph, r->number, r->draws);
    drawn.pairs = r->pairs;
    drawn.pair_count = kw_bootstrap_weigh(b->graph, r->draws, r->pairs);
    drawn.counts = NULL; /* are those of other pairs; no measure of nodes reads them */
    enum kw_status status =
        kw_measures_run(&inputs, b->measures, b->count, r->values, err);
    for (size_t m = 0; m < b->count && status == KW_OK; m++)
        rank(r->values[m], drawn.node_count, r->placed, r->ranks[m]);
    return status;
}

/* --- tails ------------------------------------------------------------------------ */

/* Puts `value` into its place among those nearest to the outside; `sign` is 1 where the
 * outside is below. */
static void insert(double *tail, uint32_t used, uint32_t most, double value, int sign)
{
    uint32_t at = used < most ? used : most;
    if (at == most && sign * value >= sign * tail[most - 1])
        return;
    at = at == most ? most - 1 : at;
    for (; at > 0 && sign * value < sign * tail[at - 1]; at--)
        tail[at] = tail[at - 1];
    tail[at] = value;
}

static void note(struct tails *tails, uint32_t most, double value)
{
    if (isnan(value))
        return;
    insert(tails->least, tails->count, most, value, 1);
    insert(tails->greatest, tails->count, most, value, -1);
    tails->count++;
}

static enum kw_status note_replicate(void *context, size_t slot, struct kw_error *err)
{
    (void)err;
    struct bootstrap *b = context;
    const struct replicate *r = &b->replicates[slot];
    for (size_t m = 0; m < b->count; m++) {
        for (size_t i = 0; i < b->graph->node_count; i++) {
            note(&b->values[m][i], b->most, r->values[m][i]);
            note(&b->ranks[m][i], b->most, r->ranks[m][i]);
        }
    }
    return KW_OK;
}

/* NaN where too few replicates had a value. */
static void bounds(const struct tails *tails, double *low, double *high)
{
    uint32_t k = (uint32_t)((tails->count + 1) * tail_share);
    *low = k ? tails->least[k - 1] : NAN;
    *high = k ? tails->greatest[k - 1] : NAN;
}

/* --- all of them ------------------------------------------------------------------ */

static enum kw_status make_tails(const struct bootstrap *b, struct kw_arena *arena,
                                 struct tails ***out, struct kw_error *err)
{
    size_t n = b->graph->node_count;
    *out = KW_NEW(arena, b->count + 1, struct tails *);
    for (size_t m = 0; *out && m < b->count; m++) {
        struct tails *tails = (*out)[m] = KW_NEW(arena, n + 1, struct tails);
        double *room = KW_NEW(arena, 2 * n * b->most + 1, double);
        if (!tails || !room)
            return kw_nomem(err);
        for (size_t i = 0; i < n; i++, room += 2 * b->most)
            tails[i] = (struct tails){room, room + b->most, 0};
    }
    return *out ? KW_OK : kw_nomem(err);
}

static enum kw_status make_replicate(const struct bootstrap *b, struct kw_arena *arena,
                                     struct replicate *r, struct kw_error *err)
{
    size_t n = b->graph->node_count + 1;
    r->draws = KW_NEW(arena, (size_t)b->graph->story_count + 1, uint32_t);
    r->pairs = KW_NEW(arena, b->graph->pair_count + 1, struct kw_pair);
    r->placed = KW_NEW(arena, n, struct placed);
    r->values = KW_NEW(arena, b->count + 1, double *);
    r->ranks = KW_NEW(arena, b->count + 1, double *);
    if (!r->draws || !r->pairs || !r->placed || !r->values || !r->ranks)
        return kw_nomem(err);
    for (size_t m = 0; m < b->count; m++) {
        r->values[m] = KW_NEW(arena, n, double);
        r->ranks[m] = KW_NEW(arena, n, double);
        if (!r->values[m] || !r->ranks[m])
            return kw_nomem(err);
    }
    return KW_OK;
}

static enum kw_status make(struct bootstrap *b, unsigned jobs, struct kw_arena *arena,
                           struct kw_error *err)
{
    size_t slots = kw_pool_slots(jobs);
    b->most = (uint32_t)((b->wanted + 1) * tail_share);
    b->replicates = KW_NEW(arena, slots, struct replicate);
    enum kw_status status = b->replicates ? KW_OK : kw_nomem(err);
    for (size_t i = 0; i < slots && status == KW_OK; i++)
        status = make_replicate(b, arena, &b->replicates[i], err);
    if (status == KW_OK)
        status = make_tails(b, arena, &b->values, err);
    if (status == KW_OK)
        status = make_tails(b, arena, &b->ranks, err);
    return status;
}

static enum kw_status finish(const struct bootstrap *b, double *const *values,
                             struct kw_arena *arena, struct kw_interval **out,
                             struct kw_error *err)
{
    size_t n = b->graph->node_count;
    struct replicate *r = &b->replicates[0]; /* its room is free again */
    for (size_t m = 0; m < b->count; m++) {
        out[m] = KW_NEW(arena, n + 1, struct kw_interval);
        if (!out[m])
            return kw_nomem(err);
        rank(values[m], n, r->placed, r->ranks[0]);
        for (size_t i = 0; i < n; i++) {
            out[m][i].rank = r->ranks[0][i];
            bounds(&b->values[m][i], &out[m][i].low, &out[m][i].high);
            bounds(&b->ranks[m][i], &out[m][i].rank_low, &out[m][i].rank_high);
        }
    }
    return KW_OK;
}

enum kw_status kw_measures_bootstrap(const struct kw_graph *graph,
                                     const struct kw_measure *const *measures,
                                     size_t count, double *const *values,
                                     uint32_t replicates, unsigned jobs,
                                     struct kw_arena *arena, struct kw_interval **out,
                                     struct kw_error *err)
{
    struct bootstrap b = {
        .graph = graph, .measures = measures, .count = count, .wanted = replicates};
    const struct kw_pool_work work = {
        .context = &b, .next = next_replicate, .work = compute, .done = note_replicate};
    if (!graph->shares || replicates < KW_BOOTSTRAP_LEAST)
        return kw_fail(err, KW_USAGE, "a bootstrap needs shares and %d replicates",
                       KW_BOOTSTRAP_LEAST);
    for (size_t m = 0; m < count; m++) {
        if (measures[m]->scope != KW_SCOPE_NODE || kw_measure_is_label(measures[m]))
            return kw_fail(err, KW_USAGE, "%s is no number of a node", measures[m]->name);
    }
    struct kw_arena *scratch = kw_arena_new();
    if (!scratch)
        return kw_nomem(err);
    enum kw_status status = make(&b, jobs, scratch, err);
    if (status == KW_OK)
        status = kw_pool_run(&work, jobs ? jobs : 1, err);
    if (status == KW_OK)
        status = finish(&b, values, arena, out, err);
    kw_arena_free(scratch);
    return status;
}
