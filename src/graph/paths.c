/* paths.c - the k best paths between two nodes: parts of all paths, each with its best.
 *
 * A part is the paths that begin with certain nodes and then do not go on to certain
 * others. The best path of the best part is the next best of all; the rest of its part is
 * cut into a part for each place where another path may leave it.
 */
#include "graph/route.h"

#include <string.h>

#define NONE UINT32_MAX

enum {
    MOST_LABELS = 1 << 24,  /* of one search: 640 MB */
    MOST_SEARCHES = 100000, /* with `via`, where a way found need not be a path */
};

/* A way from the start to a node. */
struct label {
    uint64_t cost;
    uint32_t node;
    uint32_t before; /* the label it came from, or NONE */
    uint32_t next;   /* the label settled before it in the same state, or NONE */
    uint32_t hubs;   /* passed so far */
    int32_t day;     /* of its last hop, where order counts */
    uint32_t passed; /* bit set of `via` */
};

/* A part of the paths, and the best way in it. */
struct part {
    uint64_t cost;
    const uint32_t *nodes; /* the way; may pass a node twice where there are `via` */
    size_t count;          /* of `nodes` */
    size_t fixed;          /* so many nodes at the start are those of the part */
    const uint32_t *shut;  /* where the way does not go from the last of these */
    size_t shut_count;
    bool done; /* it was taken */
};

struct search {
    struct kw_route_map map;
    const struct kw_path_request *request;
    struct kw_arena *arena;   /* of the result */
    struct kw_arena *scratch; /* of one search for a way */
    bool *closed;             /* nodes not to enter: `avoid`, and the start of a part */
    const bool *hub;
    uint32_t *bit;                    /* of each node: which `via` it is, or 0 */
    uint64_t *rest[KW_PATH_VIAS + 1]; /* costs to the end, then to each `via` */
    uint32_t *settled;                /* by state: its last settled label, or NONE */
    KW_VEC(struct label) labels;      /* of one search */
    struct kw_route_queue queue;      /* likewise; turns are labels */
    KW_VEC(struct part) parts;
    KW_VEC(struct kw_path) paths;
    size_t searches;
};

static uint32_t all_passed(const struct search *s)
{
    return (1u << s->request->via_count) - 1;
}

/* A cost below which no way leads on from a label to the end. */
static uint64_t bound(const struct search *s, const struct label *label)
{
    uint64_t most = s->rest[0][label->node];
    for (size_t i = 0; i < s->request->via_count && most != KW_ROUTE_NONE; i++) {
        uint64_t there = s->rest[i + 1][label->node];
        uint64_t on = s->rest[0][s->request->via[i]];
        if (label->passed >> i & 1)
            continue;
        if (there == KW_ROUTE_NONE || on == KW_ROUTE_NONE)
            return KW_ROUTE_NONE;
        most = there + on > most ? there + on : most;
    }
    return most;
}

/* --- one search -------------------------------------------------------------------- */

/* The label one hop on; false when the hop is not allowed. */
static bool step(const struct search *s, const struct label *label, uint32_t number,
                 const struct kw_lane *lane, struct label *out)
{
    const struct kw_path_request *request = s->request;
    struct label next = *label;
    next.node = lane->target;
    next.before = number;
    next.cost += lane->cost;
    next.passed |= s->bit[lane->target];
    if (next.node == request->to && next.passed != all_passed(s))
        return false;
    if (next.node != request->to && !s->bit[next.node] && s->hub[next.node] &&
        ++next.hubs > request->hubs)
        return false;
    if (request->in_order) {
        next.day = kw_lane_day(&s->map, lane, label->day);
        if (next.day == KW_DAY_NONE)
            return false;
    }
    *out = next;
    return true;
}

static enum kw_status wait(struct search *s, const struct label *label,
                           struct kw_error *err)
{
    uint64_t rest = bound(s, label);
    if (rest == KW_ROUTE_NONE)
        return KW_OK;
    if (s->labels.count >= MOST_LABELS)
        return kw_fail(err, KW_LIMIT, "too many ways to look at; narrow the view");
    struct label *place = KW_PUSH(s->scratch, &s->labels);
    if (!place)
        return kw_nomem(err);
    *place = *label;
    return kw_route_put(&s->queue, s->scratch, label->cost + rest,
                        (uint32_t)(s->labels.count - 1), err);
}

/* Whether a way no dearer was settled in its state that leaves as much open; if not, the
 * label is settled. */
static bool is_settled(struct search *s, uint32_t number)
{
    struct label *label = &s->labels.items[number];
    uint32_t *state =
        &s->settled[((size_t)label->node << s->request->via_count) + label->passed];
    for (uint32_t i = *state; i != NONE; i = s->labels.items[i].next) {
        const struct label *other = &s->labels.items[i];
        if (other->hubs <= label->hubs && other->day <= label->day)
            return true;
    }
    label->next = *state;
    *state = number;
    return false;
}

static bool is_shut(const struct part *part, uint32_t node)
{
    for (size_t i = 0; i < part->shut_count; i++) {
        if (part->shut[i] == node)
            return true;
    }
    return false;
}

static const struct kw_lane *lane_between(const struct kw_route_map *map, uint32_t from,
                                          uint32_t to)
{
    const struct kw_lane *lane = &map->lanes[map->offsets[from]];
    while (lane->target != to)
        lane++;
    return lane;
}

/* Begins a search at the end of what a part fixes; those nodes are closed for now. False
 * when what it fixes is not allowed. */
static bool begin(struct search *s, const struct part *part, struct label *out)
{
    struct label label = {.node = part->nodes[0], .before = NONE, .day = KW_DAY_NONE};
    for (size_t i = 0; i < part->fixed; i++)
        s->closed[part->nodes[i]] = true;
    for (size_t i = 1; i < part->fixed; i++) {
        if (!step(s, &label, NONE, lane_between(&s->map, label.node, part->nodes[i]),
                  &label))
            return false;
    }
    *out = label;
    return true;
}

/* Copies the way to a label behind what the part fixes. */
static enum kw_status trace(const struct search *s, uint32_t number, struct part *part,
                            struct kw_error *err)
{
    size_t count = part->fixed;
    const struct label *labels = s->labels.items;
    for (uint32_t i = number; labels[i].before != NONE; i = labels[i].before)
        count++;
    uint32_t *nodes = KW_NEW(s->arena, count, uint32_t);
    if (!nodes)
        return kw_nomem(err);
    memcpy(nodes, part->nodes, part->fixed * sizeof *nodes);
    part->cost = labels[number].cost;
    part->nodes = nodes;
    part->count = count;
    for (uint32_t i = number; labels[i].before != NONE; i = labels[i].before)
        nodes[--count] = labels[i].node;
    return KW_OK;
}

/* Finds the best way of a part; part->count is 0 if there is none. */
static enum kw_status find_way(struct search *s, struct part *part, struct kw_error *err)
{
    struct label start;
    struct kw_route_turn turn;
    size_t states = s->map.graph->node_count << s->request->via_count;
    enum kw_status status = KW_OK;
    part->count = 0;
    kw_arena_reset(s->scratch);
    memset(&s->labels, 0, sizeof s->labels);
    memset(&s->queue, 0, sizeof s->queue);
    memset(s->settled, 0xFF, states * sizeof *s->settled);
    if (++s->searches > MOST_SEARCHES)
        return kw_fail(err, KW_LIMIT, "too many ways to look at; narrow the view");
    if (begin(s, part, &start))
        status = wait(s, &start, err);
    while (status == KW_OK && kw_route_take(&s->queue, &turn)) {
        const struct label label = s->labels.items[turn.number];
        if (label.node == s->request->to)
            return trace(s, turn.number, part, err);
        if (is_settled(s, turn.number))
            continue;
        uint32_t end = s->map.offsets[label.node + 1];
        for (uint32_t i = s->map.offsets[label.node]; i < end && status == KW_OK; i++) {
            const struct kw_lane *lane = &s->map.lanes[i];
            struct label next;
            if (!s->closed[lane->target] &&
                !(label.before == NONE && is_shut(part, lane->target)) &&
                step(s, &label, turn.number, lane, &next))
                status = wait(s, &next, err);
        }
    }
    return status;
}

/* Adds a part with its best way, if it has one. */
static enum kw_status add_part(struct search *s, const struct part *fresh,
                               struct kw_error *err)
{
    struct part part = *fresh;
    enum kw_status status = find_way(s, &part, err);
    for (size_t i = 0; i < fresh->fixed; i++)
        s->closed[fresh->nodes[i]] = false;
    if (status != KW_OK || part.count == 0)
        return status;
    struct part *place = KW_PUSH(s->arena, &s->parts);
    if (!place)
        return kw_nomem(err);
    *place = part;
    return KW_OK;
}

/* --- parts ------------------------------------------------------------------------- */

/* Of equally dear ways the one whose nodes come first. */
static bool is_better(const struct part *a, const struct part *b)
{
    size_t i = 0;
    if (a->cost != b->cost)
        return a->cost < b->cost;
    while (i < a->count && i < b->count && a->nodes[i] == b->nodes[i])
        i++;
    return i < a->count && i < b->count ? a->nodes[i] < b->nodes[i] : a->count < b->count;
}

static struct part *best_part(struct search *s)
{
    struct part *best = NULL;
    for (size_t i = 0; i < s->parts.count; i++) {
        struct part *part = &s->parts.items[i];
        if (!part->done && (!best || is_better(part, best)))
            best = part;
    }
    return best;
}

/* Nodes at the start of a way before one comes back. */
static size_t count_apart(const struct search *s, const struct part *part)
{
    size_t count = 0;
    while (count < part->count && !s->closed[part->nodes[count]])
        s->closed[part->nodes[count++]] = true;
    for (size_t i = 0; i < count; i++)
        s->closed[part->nodes[i]] = false;
    return count;
}

/* The rest of a part without its best way: a part for each of the first `apart` nodes. */
static enum kw_status cut_up(struct search *s, const struct part *whole, size_t apart,
                             struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t fixed = whole->fixed; fixed <= apart && status == KW_OK; fixed++) {
        size_t kept = fixed == whole->fixed ? whole->shut_count : 0;
        if (fixed == whole->count)
            break;
        uint32_t *shut = KW_NEW(s->arena, kept + 1, uint32_t);
        if (!shut)
            return kw_nomem(err);
        for (size_t i = 0; i < kept; i++)
            shut[i] = whole->shut[i];
        shut[kept] = whole->nodes[fixed];
        struct part part = {
            .nodes = whole->nodes, .fixed = fixed, .shut = shut, .shut_count = kept + 1};
        status = add_part(s, &part, err);
    }
    return status;
}

/* --- paths ------------------------------------------------------------------------- */

static bool tells_better(const struct kw_edge *a, const struct kw_edge *b)
{
    if (a->layer != b->layer)
        return a->layer == KW_LAYER_STATEMENTS;
    return a->weight > b->weight;
}

/* The edge that tells best how the ends of a lane are joined; where order counts, of
 * those that are passed on `day`. */
static uint32_t best_edge(const struct search *s, const struct kw_lane *lane, int32_t day)
{
    const struct kw_edge *edges = s->map.graph->edges;
    uint32_t best = NONE;
    for (uint32_t i = 0; i < lane->arcs; i++) {
        uint32_t edge = s->map.near.edges[lane->arc + i];
        if (s->request->in_order && (edges[edge].first == KW_DAY_NONE ||
                                     edges[edge].first > day || edges[edge].last < day))
            continue;
        if (best == NONE || tells_better(&edges[edge], &edges[best]))
            best = edge;
    }
    return best;
}

static enum kw_status add_path(struct search *s, const struct part *part,
                               struct kw_error *err)
{
    size_t count = part->count - 1, weakest = 0;
    int32_t day = KW_DAY_NONE;
    struct kw_hop *hops = KW_NEW(s->arena, count, struct kw_hop);
    struct kw_path *path = KW_PUSH(s->arena, &s->paths);
    if (!hops || !path)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++) {
        const struct kw_lane *lane =
            lane_between(&s->map, part->nodes[i], part->nodes[i + 1]);
        day = s->request->in_order ? kw_lane_day(&s->map, lane, day) : day;
        hops[i] = (struct kw_hop){
            .from = part->nodes[i],
            .to = part->nodes[i + 1],
            .edge = best_edge(s, lane, day),
            .quarters = kw_lane_quarters(&s->map, lane),
            .cost = lane->cost,
        };
        weakest = hops[i].cost > hops[weakest].cost ? i : weakest;
    }
    *path = (struct kw_path){hops, count, weakest, part->cost};
    return KW_OK;
}

static enum kw_status find_paths(struct search *s, struct kw_error *err)
{
    struct part whole = {.nodes = &s->request->from, .fixed = 1};
    enum kw_status status = add_part(s, &whole, err);
    while (status == KW_OK && s->paths.count < s->request->count) {
        struct part *best = best_part(s);
        if (!best)
            break;
        best->done = true;
        const struct part taken = *best; /* adding parts moves them */
        size_t apart = count_apart(s, &taken);
        if (apart == taken.count)
            status = add_path(s, &taken, err);
        if (status == KW_OK && s->paths.count < s->request->count)
            status = cut_up(s, &taken, apart, err);
    }
    return status;
}

/* What is the same for all searches. */
static enum kw_status prepare(struct search *s, struct kw_error *err)
{
    const struct kw_path_request *request = s->request;
    size_t n = s->map.graph->node_count;
    bool *hub = KW_NEW(s->arena, n + 1, bool); /* nothing is one */
    s->closed = KW_NEW(s->arena, n + 1, bool);
    s->bit = KW_NEW(s->arena, n + 1, uint32_t);
    s->settled = KW_NEW(s->arena, (n << request->via_count) + 1, uint32_t);
    if (!hub || !s->closed || !s->bit || !s->settled)
        return kw_nomem(err);
    for (size_t i = 0; i < request->via_count; i++)
        s->bit[request->via[i]] = 1u << i;
    for (size_t i = 0; i < request->avoid_count; i++)
        s->closed[request->avoid[i]] = true;
    enum kw_status status = KW_OK;
    if (request->hubs != KW_PATH_ANY)
        status = kw_route_hubs(&s->map, s->arena, &hub, err);
    s->hub = hub;
    if (status == KW_OK)
        status =
            kw_route_costs(&s->map, request->to, s->closed, s->arena, &s->rest[0], err);
    for (size_t i = 0; i < request->via_count && status == KW_OK; i++)
        status = kw_route_costs(&s->map, request->via[i], s->closed, s->arena,
                                &s->rest[i + 1], err);
    return status;
}

enum kw_status kw_graph_paths(const struct kw_graph *graph,
                              const struct kw_path_request *request,
                              struct kw_arena *arena, const struct kw_path **paths,
                              size_t *count, struct kw_error *err)
{
    struct search s = {.request = request, .arena = arena, .scratch = kw_arena_new()};
    enum kw_status status = s.scratch ? KW_OK : kw_nomem(err);
    if (status == KW_OK)
        status = kw_route_map_make(graph, arena, &s.map, err);
    if (status == KW_OK)
        status = prepare(&s, err);
    if (status == KW_OK)
        status = find_paths(&s, err);
    kw_arena_free(s.scratch);
    if (status != KW_OK)
        return status;
    *paths = s.paths.items;
    *count = s.paths.count;
    return KW_OK;
}
