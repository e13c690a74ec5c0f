/* walk.c - trails of many edges, shortest paths, paths as values. */
#include <string.h>

#include "query/run.h"

/* A trail being walked, depth first. */
struct walk {
    const struct kw_flow *flow;
    size_t at;
    struct kw_reach reach;
    struct kw_link *trail; /* `length` edges, in the order walked */
    size_t length, capacity;
};

static enum kw_status give_trail(struct kw_run *run, struct walk *w, int64_t node)
{
    const struct kw_step *step = &w->flow->chain->items[w->at];
    bool fits = true;
    if (step->bound) {
        const struct kw_value *v = &run->row[step->node->slot];
        fits = v->kind == KW_VALUE_NODE && v->as.node == node;
    } else {
        run->row[step->node->slot] = kw_value_node(node);
    }
    enum kw_status status = fits ? kw_node_fits(run, step->node, node, &fits) : KW_OK;
    if (status != KW_OK || !fits)
        return status;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, w->length);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < w->length; i++) {
        size_t from = step->backward ? w->length - 1 - i : i;
        list->items[i].kind = KW_VALUE_EDGE;
        list->items[i].as.edge = &w->trail[from];
    }
    struct kw_value value = kw_value_items(list), before = run->row[step->edge->slot];
    if (!step->edge->fresh && !kw_value_same(&before, &value))
        return KW_OK;
    /* Steps behind may walk, too, and must not meet these edges: they are on the list
     * of those in use. */
    run->row[step->edge->slot] = value;
    status = kw_flow_on(run, w->flow, w->at + 1);
    if (!step->edge->fresh)
        run->row[step->edge->slot] = before;
    return status;
}

static enum kw_status walk_on(struct kw_run *run, struct walk *w, int64_t node)
{
    const struct kw_edge_pattern *edge = w->flow->chain->items[w->at].edge;
    const struct kw_link *links;
    size_t count;
    enum kw_status status = KW_OK;
    if ((int64_t)w->length >= edge->min)
        status = give_trail(run, w, node);
    if (status != KW_OK || (edge->max >= 0 && (int64_t)w->length >= edge->max))
        return status;
    if (w->length >= w->capacity)
        return kw_fail(run->err, KW_LIMIT, "a trail got longer than %zu edges; give it an "
                       "upper bound, like *1..4", w->capacity);
    status = run->source->expand(run->source->context, node, &w->reach, &links, &count,
                                 run->err);
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        struct kw_region_mark mark = kw_region_mark(&run->scratch);
        size_t used = run->used_count;
        bool fits = !kw_edge_used(run, &links[i]);
        status = kw_run_tick(run);
        if (status == KW_OK && fits)
            status = kw_edge_fits(run, edge, &links[i], &fits);
        if (status == KW_OK && fits) {
            w->trail[w->length++] = links[i];
            status = kw_edge_use(run, &links[i]);
            if (status == KW_OK)
                status = walk_on(run, w,
                                 links[i].from == node ? links[i].to : links[i].from);
            w->length--;
        }
        run->used_count = used;
        kw_region_rewind(&run->scratch, mark);
    }
    return status;
}

enum kw_status kw_step_walk(struct kw_run *run, const struct kw_flow *flow, size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    const struct kw_value *from = &run->row[step->from];
    struct walk w = {.flow = flow, .at = at, .capacity = run->depth_limit};
    bool none;
    if (from->kind != KW_VALUE_NODE)
        return KW_OK;
    enum kw_status status =
        kw_reach_make(run, step->edge, step->backward, &w.reach, &none);
    if (status != KW_OK)
        return status;
    if (none)
        return step->edge->min == 0 ? give_trail(run, &w, from->as.node) : KW_OK;
    if (step->edge->max >= 0 && (uint64_t)step->edge->max < w.capacity)
        w.capacity = (size_t)step->edge->max;
    w.trail = KW_GET(&run->scratch, w.capacity + 1, struct kw_link);
    return w.trail ? walk_on(run, &w, from->as.node) : kw_run_nomem(run);
}

/* --- paths as values ----------------------------------------------------------------- */

/* Appends the edges in `v` (an edge or a list of them) from the last node on. */
static void append(struct kw_value_path *path, int64_t *nodes,
                   const struct kw_link **edges, const struct kw_value *v)
{
    size_t count = v->kind == KW_VALUE_LIST ? v->as.list->count : 1;
    for (size_t i = 0; i < count; i++) {
        const struct kw_link *link =
            v->kind == KW_VALUE_LIST ? v->as.list->items[i].as.edge : v->as.edge;
        int64_t last = nodes[path->edge_count];
        edges[path->edge_count++] = link;
        nodes[path->edge_count] = link->from == last ? link->to : link->from;
    }
}

enum kw_status kw_path_value(struct kw_run *run, const struct kw_path_pattern *pattern,
                             struct kw_value *out)
{
    size_t length = 0;
    for (size_t i = 0; i < pattern->edge_count; i++) {
        const struct kw_value *v = &run->row[pattern->edges[i]->slot];
        length += v->kind == KW_VALUE_LIST ? v->as.list->count : 1;
    }
    struct kw_value_path *path = KW_GET(&run->scratch, 1, struct kw_value_path);
    int64_t *nodes = KW_GET(&run->scratch, length + 1, int64_t);
    const struct kw_link **edges = KW_GET(&run->scratch, length, const struct kw_link *);
    if (!path || !nodes || !edges)
        return kw_run_nomem(run);
    nodes[0] = run->row[pattern->nodes[0]->slot].as.node;
    for (size_t i = 0; i < pattern->edge_count; i++)
        append(path, nodes, edges, &run->row[pattern->edges[i]->slot]);
    path->nodes = nodes;
    path->edges = edges;
    *out = (struct kw_value){.kind = KW_VALUE_PATH, .as.path = path};
    return KW_OK;
}

/* --- shortest paths ------------------------------------------------------------------ */

/* A node met by the search; `links` lead to it from nodes one edge nearer. */
struct met {
    int64_t node;
    uint32_t distance;
    const struct arrival *arrivals;
};

struct arrival {
    uint32_t from; /* place in `met` */
    struct kw_link link;
    const struct arrival *next;
};

struct search {
    const struct kw_flow *flow;
    size_t at;
    struct kw_reach reach;
    struct met *met;
    size_t count, capacity;
    uint32_t *slots; /* places in `met` plus 1, by node; a power of two */
    size_t slot_count;
    bool all, none; /* all of the shortest; no edge can fit */
};

static bool grow_search(struct kw_run *run, struct search *s)
{
    size_t capacity = s->capacity ? 2 * s->capacity : 64;
    struct met *met = KW_GET(&run->scratch, capacity, struct met);
    uint32_t *slots = KW_GET(&run->scratch, capacity * 4, uint32_t);
    if (!met || !slots || capacity > UINT32_MAX / 8)
        return false;
    if (s->count)
        memcpy(met, s->met, s->count * sizeof *met);
    s->met = met;
    s->capacity = capacity;
    s->slots = slots;
    s->slot_count = capacity * 4;
    for (size_t i = 0; i < s->count; i++) {
        struct kw_value v = kw_value_node(met[i].node);
        size_t at = kw_value_hash(&v) & (s->slot_count - 1);
        while (slots[at])
            at = (at + 1) & (s->slot_count - 1);
        slots[at] = (uint32_t)i + 1;
    }
    return true;
}

/* The place of a node, met now or before; UINT32_MAX when memory is out. */
static uint32_t meet(struct kw_run *run, struct search *s, int64_t node,
                     uint32_t distance)
{
    if (s->count == s->capacity && !grow_search(run, s))
        return UINT32_MAX;
    struct kw_value v = kw_value_node(node);
    size_t at = kw_value_hash(&v) & (s->slot_count - 1);
    while (s->slots[at]) {
        if (s->met[s->slots[at] - 1].node == node)
            return s->slots[at] - 1;
        at = (at + 1) & (s->slot_count - 1);
    }
    s->met[s->count] = (struct met){node, distance, NULL};
    s->slots[at] = (uint32_t)++s->count;
    return (uint32_t)s->count - 1;
}

static enum kw_status arrive(struct kw_run *run, struct search *s, uint32_t from,
                             const struct kw_link *link)
{
    int64_t node = s->met[from].node;
    uint32_t distance = s->met[from].distance + 1;
    uint32_t to = meet(run, s, link->from == node ? link->to : link->from, distance);
    if (to == UINT32_MAX)
        return kw_run_nomem(run);
    if (s->met[to].distance != distance || (s->met[to].arrivals && !s->all))
        return KW_OK;
    struct arrival *arrival = KW_GET(&run->scratch, 1, struct arrival);
    if (!arrival)
        return kw_run_nomem(run);
    *arrival = (struct arrival){from, *link, s->met[to].arrivals};
    s->met[to].arrivals = arrival;
    return KW_OK;
}

/* Breadth first from `from` until `to` is met and its level is complete. */
static enum kw_status search_level(struct kw_run *run, struct search *s, uint32_t place)
{
    const struct kw_edge_pattern *edge = s->flow->chain->items[s->at].edge;
    const struct kw_link *links;
    size_t count;
    bool fits;
    enum kw_status status = run->source->expand(
        run->source->context, s->met[place].node, &s->reach, &links, &count, run->err);
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        status = kw_run_tick(run);
        if (status == KW_OK)
            status = kw_edge_fits(run, edge, &links[i], &fits);
        if (status == KW_OK && fits)
            status = arrive(run, s, place, &links[i]);
    }
    return status;
}

static enum kw_status give_path(struct kw_run *run, struct search *s, struct kw_link *way,
                                size_t length)
{
    const struct kw_step *step = &s->flow->chain->items[s->at];
    struct kw_value_list *list = kw_value_list_new(&run->scratch, length);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < length; i++) {
        list->items[i].kind = KW_VALUE_EDGE;
        list->items[i].as.edge = &way[i];
    }
    run->row[step->edge->slot] = kw_value_items(list);
    if (!step->edge->many && length == 1)
        run->row[step->edge->slot] = list->items[0];
    enum kw_status status = KW_OK;
    if (step->path->slot >= 0)
        status = kw_path_value(run, step->path, &run->row[step->path->slot]);
    return status == KW_OK ? kw_flow_on(run, s->flow, s->at + 1) : status;
}

static enum kw_status go_back(struct kw_run *run, struct search *s, uint32_t place,
                              struct kw_link *way, size_t length)
{
    if (s->met[place].distance == 0)
        return give_path(run, s, way, length);
    enum kw_status status = KW_OK;
    for (const struct arrival *a = s->met[place].arrivals; a && status == KW_OK;
         a = a->next) {
        struct kw_region_mark mark = kw_region_mark(&run->scratch);
        way[s->met[place].distance - 1] = a->link;
        status = kw_run_tick(run);
        if (status == KW_OK)
            status = go_back(run, s, a->from, way, length);
        kw_region_rewind(&run->scratch, mark);
        if (!s->all)
            break;
    }
    return status;
}

static enum kw_status search_paths(struct kw_run *run, struct search *s, int64_t from,
                                   int64_t to)
{
    const struct kw_edge_pattern *edge = s->flow->chain->items[s->at].edge;
    int64_t most = edge->many && edge->max >= 0 ? edge->max : edge->many ? 10000 : 1;
    most = s->none ? 0 : most > 10000 ? 10000 : most;
    uint32_t goal = UINT32_MAX, seen = 1;
    if (meet(run, s, from, 0) == UINT32_MAX)
        return kw_run_nomem(run);
    if (from == to && edge->min == 0)
        goal = 0;
    enum kw_status status = KW_OK;
    for (uint32_t i = 0; i < s->count && status == KW_OK; i++) {
        if ((int64_t)s->met[i].distance >= most || goal == 0 ||
            (goal != UINT32_MAX && s->met[i].distance >= s->met[goal].distance))
            break;
        status = search_level(run, s, i);
        for (; goal == UINT32_MAX && seen < s->count; seen++)
            goal = s->met[seen].node == to ? seen : goal;
    }
    if (status != KW_OK || goal == UINT32_MAX)
        return status;
    size_t length = s->met[goal].distance;
    struct kw_link *way = KW_GET(&run->scratch, length + 1, struct kw_link);
    return way ? go_back(run, s, goal, way, length) : kw_run_nomem(run);
}

enum kw_status kw_step_shortest(struct kw_run *run, const struct kw_flow *flow, size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    const struct kw_value *from = &run->row[step->from];
    const struct kw_value *to = &run->row[step->node->slot];
    struct search s = {.flow = flow, .at = at,
                       .all = step->path->shortest == KW_ALL_SHORTEST};
    if (from->kind != KW_VALUE_NODE || to->kind != KW_VALUE_NODE)
        return KW_OK;
    if (step->edge->many && step->edge->min > 1)
        return kw_run_fail(run, "a shortest path has no least length but 0 or 1");
    struct kw_region_mark mark = kw_region_mark(&run->scratch);
    enum kw_status status = kw_reach_make(run, step->edge, false, &s.reach, &s.none);
    if (status == KW_OK)
        status = search_paths(run, &s, from->as.node, to->as.node);
    kw_region_rewind(&run->scratch, mark);
    return status;
}
