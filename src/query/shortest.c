/* shortest.c - shortest paths: breadth first from both ends, the smaller side a level
 * further each time, until the sides meet (Pohl, "Bi-directional search", 1971).
 *
 * When all nodes within f edges of the one end and within b of the other are known and no
 * node is known to both, every path is longer than f + b; so the first meeting tells the
 * length. Each shortest path then has just one node f edges from its beginning. */
#include <string.h>

#include "query/run.h"

enum { MOST_LEVELS = 10000 };
#define NOWHERE UINT32_MAX /* no place */

/* One edge that leads to a node from one that is a level nearer. */
struct arrival {
    uint32_t from; /* place in `met` */
    struct kw_link link;
    const struct arrival *next;
};

struct met {
    int64_t node;
    uint32_t distance;
    const struct arrival *arrivals;
};

struct side {
    struct kw_reach reach;
    struct met *met; /* in the order they were met */
    size_t count, capacity;
    uint32_t *slots; /* places in `met` plus 1, by node; a power of two of them */
    size_t slot_count;
    size_t frontier; /* where the last level begins in `met` */
    uint32_t depth;  /* its distance */
};

struct search {
    const struct kw_flow *flow;
    const struct kw_step *step;
    size_t at;
    struct side sides[2]; /* from the beginning, from the end */
    struct kw_region near; /* of the edges of one node at a time */
    bool all;              /* all of the shortest */
    bool met;
};

static size_t slot_of(const struct side *s, int64_t node)
{
    uint64_t hash = (uint64_t)node * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash >> 32) & (s->slot_count - 1);
    while (s->slots[at] && s->met[s->slots[at] - 1].node != node)
        at = (at + 1) & (s->slot_count - 1);
    return at;
}

static bool grow(struct kw_run *run, struct side *s)
{
    size_t capacity = s->capacity ? 2 * s->capacity : 64;
    if (capacity > UINT32_MAX / 8)
        return false;
    struct met *met = KW_GET(&run->scratch, capacity, struct met);
    uint32_t *slots = KW_GET(&run->scratch, capacity * 2, uint32_t);
    if (!met || !slots)
        return false;
    if (s->count)
        memcpy(met, s->met, s->count * sizeof *met);
    s->met = met;
    s->capacity = capacity;
    s->slots = slots;
    s->slot_count = capacity * 2;
    for (size_t i = 0; i < s->count; i++)
        slots[slot_of(s, met[i].node)] = (uint32_t)i + 1;
    return true;
}

static uint32_t place_of(const struct side *s, int64_t node)
{
    uint32_t slot = s->slots[slot_of(s, node)];
    return slot ? slot - 1 : NOWHERE;
}

/* The place of a node, met now or before; NOWHERE when memory is out. */
static uint32_t meet(struct kw_run *run, struct side *s, int64_t node, uint32_t distance)
{
    if (s->count == s->capacity && !grow(run, s))
        return NOWHERE;
    size_t at = slot_of(s, node);
    if (!s->slots[at]) {
        s->met[s->count] = (struct met){node, distance, NULL};
        s->slots[at] = (uint32_t)++s->count;
    }
    return s->slots[at] - 1;
}

static enum kw_status arrive(struct kw_run *run, struct search *s, struct side *side,
                             uint32_t from, const struct kw_link *link)
{
    int64_t node = side->met[from].node;
    int64_t far = link->from == node ? link->to : link->from;
    uint32_t distance = side->met[from].distance + 1, to = meet(run, side, far, distance);
    if (to == NOWHERE)
        return kw_run_nomem(run);
    struct met *met = &side->met[to];
    if (met->distance != distance || (met->arrivals && !s->all))
        return KW_OK;
    struct arrival *arrival = KW_GET(&run->scratch, 1, struct arrival);
    if (!arrival)
        return kw_run_nomem(run);
    *arrival = (struct arrival){from, *link, met->arrivals};
    met->arrivals = arrival;
    const struct side *other = side == s->sides ? &s->sides[1] : s->sides;
    s->met |= place_of(other, far) != NOWHERE;
    return KW_OK;
}

/* Goes a level further on one side. */
static enum kw_status advance(struct kw_run *run, struct search *s, struct side *side)
{
    size_t begin = side->frontier, end = side->count;
    enum kw_status status = KW_OK;
    for (size_t i = begin; i < end && status == KW_OK; i++) {
        struct kw_region_mark mark = kw_region_mark(&s->near);
        const struct kw_link *links;
        size_t count = 0;
        bool fits;
        status = run->source->expand(run->source->context, side->met[i].node, &side->reach,
                                     &links, &count, run->err);
        for (size_t k = 0; k < count && status == KW_OK; k++) {
            status = kw_run_tick(run);
            if (status == KW_OK)
                status = kw_edge_fits(run, s->step->edge, &links[k], &fits);
            if (status == KW_OK && fits)
                status = arrive(run, s, side, (uint32_t)i, &links[k]);
        }
        kw_region_rewind(&s->near, mark);
    }
    side->frontier = end;
    side->depth++;
    return status;
}

/* --- giving paths -------------------------------------------------------------------- */

static enum kw_status give(struct kw_run *run, struct search *s, struct kw_link *way,
                           size_t length)
{
    const struct kw_step *step = s->step;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, length);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < length; i++) {
        list->items[i].kind = KW_VALUE_EDGE;
        list->items[i].as.edge = &way[i];
    }
    run->row[step->edge->slot] =
        step->edge->many ? kw_value_items(list) : list->items[0];
    enum kw_status status = KW_OK;
    if (step->path->slot >= 0)
        status = kw_path_value(run, step->path, &run->row[step->path->slot]);
    return status == KW_OK ? kw_flow_on(run, s->flow, s->at + 1) : status;
}

/* Fills in `way` from the middle to the beginning, then from the middle to the end. */
static enum kw_status trace(struct kw_run *run, struct search *s, bool back,
                            uint32_t place, uint32_t middle, struct kw_link *way)
{
    const struct side *side = &s->sides[back ? 0 : 1];
    const struct met *met = &side->met[place];
    size_t length = s->sides[0].depth + s->sides[1].depth;
    if (met->distance == 0)
        return back ? trace(run, s, false, place_of(&s->sides[1], s->sides[0].met[middle].node),
                            middle, way)
                    : give(run, s, way, length);
    enum kw_status status = KW_OK;
    for (const struct arrival *a = met->arrivals; a && status == KW_OK; a = a->next) {
        struct kw_region_mark mark = kw_region_mark(&run->scratch);
        way[back ? met->distance - 1 : length - met->distance] = a->link;
        status = kw_run_tick(run);
        if (status == KW_OK)
            status = trace(run, s, back, a->from, middle, way);
        kw_region_rewind(&run->scratch, mark);
        if (!s->all)
            break;
    }
    return status;
}

static enum kw_status give_all(struct kw_run *run, struct search *s)
{
    struct side *ahead = &s->sides[0], *behind = &s->sides[1];
    struct kw_link *way =
        KW_GET(&run->scratch, ahead->depth + behind->depth + 1, struct kw_link);
    enum kw_status status = way ? KW_OK : kw_run_nomem(run);
    for (size_t i = ahead->frontier; i < ahead->count && status == KW_OK; i++) {
        uint32_t other = place_of(behind, ahead->met[i].node);
        if (other == NOWHERE || behind->met[other].distance != behind->depth)
            continue;
        status = trace(run, s, true, (uint32_t)i, (uint32_t)i, way);
        if (!s->all)
            break;
    }
    return status;
}

static enum kw_status search(struct kw_run *run, struct search *s, uint32_t most)
{
    struct side *ahead = &s->sides[0], *behind = &s->sides[1];
    enum kw_status status = KW_OK;
    while (!s->met && ahead->depth + behind->depth < most && status == KW_OK) {
        size_t left = ahead->count - ahead->frontier;
        size_t right = behind->count - behind->frontier;
        if (left == 0 || right == 0)
            return KW_OK;
        status = advance(run, s, left <= right ? ahead : behind);
    }
    return status == KW_OK && s->met ? give_all(run, s) : status;
}

static enum kw_status begin(struct kw_run *run, struct search *s, int64_t from, int64_t to)
{
    const struct kw_edge_pattern *edge = s->step->edge;
    uint32_t most = !edge->many ? 1
                    : edge->max >= 0 && edge->max < MOST_LEVELS ? (uint32_t)edge->max
                                                                : MOST_LEVELS;
    bool none;
    enum kw_status status = KW_OK;
    for (int i = 0; i < 2 && status == KW_OK; i++) {
        struct side *side = &s->sides[i];
        status = kw_reach_make(run, edge, i == 1, &side->reach, &none);
        side->reach.region = &s->near;
        side->reach.whole = edge->properties;
        if (status == KW_OK && meet(run, side, i ? to : from, 0) == NOWHERE)
            status = kw_run_nomem(run);
    }
    if (status != KW_OK)
        return status;
    /* Ends that are one node have the path of no edges, and none else. */
    s->met = from == to && edge->many && edge->min == 0;
    return search(run, s, none || from == to ? 0 : most);
}

enum kw_status kw_step_shortest(struct kw_run *run, const struct kw_flow *flow, size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    const struct kw_value *from = &run->row[step->from];
    const struct kw_value *to = &run->row[step->node->slot];
    struct search s = {.flow = flow, .step = step, .at = at,
                       .near = {.limit = run->scratch.limit},
                       .all = step->path->shortest == KW_ALL_SHORTEST};
    if (from->kind != KW_VALUE_NODE || to->kind != KW_VALUE_NODE)
        return KW_OK;
    if (step->edge->many && step->edge->min > 1)
        return kw_run_fail(run, "a shortest path has no least length but 0 or 1");
    struct kw_region_mark mark = kw_region_mark(&run->scratch);
    enum kw_status status = begin(run, &s, from->as.node, to->as.node);
    kw_region_rewind(&run->scratch, mark);
    kw_region_free(&s.near);
    return status;
}
