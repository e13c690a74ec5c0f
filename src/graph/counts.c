/* counts.c - how many different documents, stories and outlets hold an edge.
 *
 * Stories and outlets follow from documents, so that one list of (edge, document) serves
 * all three counts, and pairs.c too.
 */
#include "build.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Sorts `count` values and drops what comes twice. */
static size_t distinct(uint32_t *values, size_t count)
{
    size_t kept = 0;
    if (count > 1)
        qsort(values, count, sizeof *values, by_value);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || values[i] != values[kept - 1])
            values[kept++] = values[i];
    }
    return kept;
}

/* Lays the evidence out by edge, in `starts` and `held`; twice the same is dropped. */
static enum kw_status by_edge(struct kw_draft *d, size_t *most, struct kw_error *err)
{
    size_t edges = d->edge_count, at = 0;
    d->starts = KW_NEW(d->scratch, edges + 2, size_t);
    d->held = KW_NEW(d->scratch, d->evidence.count + 1, uint32_t);
    if (!d->starts || !d->held)
        return kw_nomem(err);
    /* Counting sort: starts[e + 2] counts, then starts[e + 1] is where e goes next. */
    for (size_t i = 0; i < d->evidence.count; i++)
        d->starts[d->evidence.items[i].edge + 2]++;
    for (size_t e = 1; e < edges; e++)
        d->starts[e + 1] += d->starts[e];
    for (size_t i = 0; i < d->evidence.count; i++) {
        const struct kw_draft_evidence *evidence = &d->evidence.items[i];
        d->held[d->starts[evidence->edge + 1]++] = evidence->held;
    }
    *most = 0;
    for (size_t e = 0; e < edges; e++) {
        size_t start = d->starts[e], count = d->starts[e + 1] - start;
        size_t kept = distinct(d->held + start, count);
        d->starts[e] = at;
        for (size_t i = 0; i < kept; i++)
            d->held[at++] = d->held[start + i];
        *most = kept > *most ? kept : *most;
    }
    d->starts[edges] = at;
    return KW_OK;
}

static uint64_t weight_of(const struct kw_draft_edge *edge, enum kw_weight weight)
{
    switch (weight) {
    case KW_WEIGHT_MENTIONS:
        return edge->mentions;
    case KW_WEIGHT_DOCUMENTS:
        return edge->documents;
    case KW_WEIGHT_OUTLETS:
        return edge->outlets;
    default:
        return edge->stories;
    }
}

/* Counts one edge; `room` holds as many values as it has documents. */
static void count_edge(const struct kw_draft *d, size_t number, uint32_t *room)
{
    struct kw_draft_edge *edge = kw_draft_edge_at(d, number);
    size_t outlets = 0, count = d->starts[number + 1] - d->starts[number];
    const uint32_t *held = d->held + d->starts[number];
    for (size_t i = 0; i < count; i++)
        room[i] = held[i] / 2;
    edge->documents = distinct(room, count);
    for (size_t i = 0; i < count; i++)
        room[i] = d->documents.items[held[i] / 2].story;
    edge->stories = distinct(room, count);
    for (size_t i = 0; i < count; i++) {
        uint32_t outlet = d->documents.items[held[i] / 2].outlet;
        if (outlet)
            room[outlets++] = outlet;
    }
    edge->outlets = distinct(room, outlets);
    if (edge->outlets == 0)
        edge->outlets = 1;
}

enum kw_status kw_draft_count(struct kw_draft *d, struct kw_error *err)
{
    size_t most = 0;
    enum kw_status status = by_edge(d, &most, err);
    if (status != KW_OK)
        return status;
    uint32_t *room = KW_NEW(d->scratch, most + 1, uint32_t);
    if (!room)
        return kw_nomem(err);
    for (size_t e = 0; e < d->edge_count; e++) {
        struct kw_draft_edge *edge = kw_draft_edge_at(d, e);
        count_edge(d, e, room);
        edge->weight = weight_of(edge, d->view->weight);
        edge->chosen = edge->weight >= d->view->minimum;
    }
    return KW_OK;
}
