/* path.c - how two entities are connected: names to nodes, and the paths between them. */
#include "knotwork/query.h"

enum { MOST_AVOIDED = 1000 };

/* The entities named, as nodes. */
struct naming {
    struct kw_store *store;
    struct kw_arena *arena;
    const struct kw_graph *graph;
    KW_VEC(uint32_t) nodes; /* so far, each once */
};

static enum kw_status add_name(struct naming *n, struct kw_str name, struct kw_error *err)
{
    struct kw_lookup lookup;
    enum kw_status status = kw_lookup(n->store, name, n->arena, &lookup, err);
    if (status != KW_OK)
        return status;
    const struct kw_candidate *found = &lookup.candidates[0];
    const struct kw_node *node = kw_graph_node(n->graph, found->key);
    if (!node)
        return kw_fail(err, KW_NOTFOUND,
                       "%.*s is not in this view: nothing in it joins it to another "
                       "(--voices keeps those who only speak)",
                       KW_STR_ARG(found->name));
    uint32_t number = (uint32_t)(node - n->graph->nodes);
    for (size_t i = 0; i < n->nodes.count; i++) {
        if (n->nodes.items[i] == number)
            return kw_fail(err, KW_USAGE, "'%.*s' names %.*s a second time",
                           KW_STR_ARG(name), KW_STR_ARG(found->name));
    }
    uint32_t *place = KW_PUSH(n->arena, &n->nodes);
    if (!place)
        return kw_nomem(err);
    *place = number;
    return KW_OK;
}

/* All names in the order from, to, via, avoid. */
static enum kw_status add_names(struct naming *n, const struct kw_connection *ask,
                                struct kw_error *err)
{
    enum kw_status status = add_name(n, ask->from, err);
    if (status == KW_OK)
        status = add_name(n, ask->to, err);
    for (size_t i = 0; i < ask->via_count && status == KW_OK; i++)
        status = add_name(n, ask->via[i], err);
    for (size_t i = 0; i < ask->avoid_count && status == KW_OK; i++)
        status = add_name(n, ask->avoid[i], err);
    return status;
}

static enum kw_status check(const struct kw_connection *ask, struct kw_error *err)
{
    if (ask->count == 0 || ask->count > KW_PATH_MOST)
        return kw_fail(err, KW_USAGE, "expected 1 to %d paths, not %u", KW_PATH_MOST,
                       (unsigned)ask->count);
    if (ask->via_count > KW_PATH_VIAS)
        return kw_fail(err, KW_USAGE, "a path can be asked to pass at most %d entities",
                       KW_PATH_VIAS);
    if (ask->avoid_count > MOST_AVOIDED)
        return kw_fail(err, KW_USAGE, "a path can be asked to avoid at most %d entities",
                       MOST_AVOIDED);
    return KW_OK;
}

enum kw_status kw_connect(struct kw_store *store, const struct kw_graph *graph,
                          const struct kw_connection *ask, struct kw_arena *arena,
                          struct kw_connected *out, struct kw_error *err)
{
    struct naming n = {.store = store, .arena = arena, .graph = graph};
    struct kw_connected found = {.graph = graph};
    enum kw_status status = check(ask, err);
    if (status == KW_OK)
        status = add_names(&n, ask, err);
    if (status != KW_OK)
        return status;
    const struct kw_path_request request = {
        .from = n.nodes.items[0],
        .to = n.nodes.items[1],
        .via = &n.nodes.items[2],
        .via_count = ask->via_count,
        .avoid = &n.nodes.items[2 + ask->via_count],
        .avoid_count = ask->avoid_count,
        .count = ask->count,
        .hubs = ask->hubs,
        .in_order = ask->in_order,
    };
    found.from = graph->nodes[request.from].name;
    found.to = graph->nodes[request.to].name;
    status = kw_graph_paths(graph, &request, arena, &found.paths, &found.count, err);
    if (status == KW_OK)
        *out = found;
    return status;
}
