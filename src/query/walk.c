/* walk.c - trails of many edges, paths as values. */
#include "query/run.h"

/* --- edges of nodes met before ------------------------------------------------------- */

#define CACHED_BYTES ((size_t)64 << 20) /* of all walks of a run; more is not kept */

/* The edges of a node, as one walking step sees them. */
struct adjacent {
    int64_t node;
    const struct kw_link *links; /* NULL: an empty slot */
    size_t count;
};

struct cache {
    struct adjacent *slots; /* open addressing; a power of two, or none */
    size_t slot_count, count;
};

static struct adjacent *slot_of(const struct cache *c, int64_t node)
{
    uint64_t hash = (uint64_t)node * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash >> 32) & (c->slot_count - 1);
    while (c->slots[at].links && c->slots[at].node != node)
        at = (at + 1) & (c->slot_count - 1);
    return &c->slots[at];
}

static bool grow_cache(struct kw_run *run, struct cache *c)
{
    struct cache old = *c;
    size_t count = old.slot_count ? 2 * old.slot_count : 64;
    struct adjacent *slots = KW_GET(&run->walked, count, struct adjacent);
    if (!slots)
        return false;
    c->slots = slots;
    c->slot_count = count;
    for (size_t i = 0; i < old.slot_count; i++) {
        if (old.slots[i].links)
            *slot_of(c, old.slots[i].node) = old.slots[i];
    }
    return true;
}

/* --- trails -------------------------------------------------------------------------- */

/* A trail being walked, depth first. */
struct walk {
    struct cache *cache; /* of the step */
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

/* The edges of a node: those of hubs are asked for again and again. */
static enum kw_status links_of(struct kw_run *run, struct walk *w, int64_t node,
                               const struct kw_link **links, size_t *count)
{
    struct cache *c = w->cache;
    bool full = run->walked.held > CACHED_BYTES ||
                (run->walked.limit && run->walked.held > run->walked.limit / 2);
    if (!full && 2 * c->count >= c->slot_count && !grow_cache(run, c))
        return kw_run_nomem(run);
    struct adjacent *slot = c->slot_count ? slot_of(c, node) : NULL;
    if (slot && slot->links) {
        *links = slot->links;
        *count = slot->count;
        return KW_OK;
    }
    static const struct kw_link none;
    w->reach.region = full ? &run->scratch : &run->walked;
    enum kw_status status = run->source->expand(run->source->context, node, &w->reach,
                                                links, count, run->err);
    if (status == KW_OK && !full) {
        *slot = (struct adjacent){node, *count ? *links : &none, *count};
        c->count++;
    }
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
    status = links_of(run, w, node, &links, &count);
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
    if (!run->states[step->state] &&
        !(run->states[step->state] = KW_GET(&run->kept, 1, struct cache)))
        return kw_run_nomem(run);
    w.cache = run->states[step->state];
    enum kw_status status =
        kw_reach_make(run, step->edge, step->backward, &w.reach, &none);
    if (status != KW_OK)
        return status;
    w.reach.whole = run->plan->reads[step->edge->slot];
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
