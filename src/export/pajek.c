/* pajek.c - Pajek's .net (V. Batagelj, A. Mrvar, "Pajek: reference manual"): vertices
 * numbered from 1, then arcs, then edges, with names and weights.
 *
 * Readers such as NetworkX take the label for the identity of a vertex, so a name that
 * several nodes have is followed by the key of each.
 */
#include "writer.h"

#include <stdlib.h>

static int by_name(const void *a, const void *b)
{
    const struct kw_node *x = *(const struct kw_node *const *)a,
                         *y = *(const struct kw_node *const *)b;
    int names = kw_str_cmp(kw_node_name(x), kw_node_name(y));
    return names ? names : (x > y) - (x < y);
}

/* Marks the nodes that share a name, by number. */
static enum kw_status find_shared(struct kw_exporter *x, struct kw_error *err)
{
    const struct kw_graph *g = x->graph;
    const struct kw_node **order =
        KW_NEW(x->arena, g->node_count + 1, const struct kw_node *);
    bool *shared = x->state = KW_NEW(x->arena, g->node_count + 1, bool);
    if (!order || !shared)
        return kw_nomem(err);
    for (size_t i = 0; i < g->node_count; i++)
        order[i] = &g->nodes[i];
    qsort(order, g->node_count, sizeof *order, by_name);
    for (size_t i = 1; i < g->node_count; i++) {
        if (kw_str_eq(kw_node_name(order[i - 1]), kw_node_name(order[i])))
            shared[order[i - 1] - g->nodes] = shared[order[i] - g->nodes] = true;
    }
    return KW_OK;
}

static enum kw_status begin(struct kw_exporter *x, struct kw_error *err)
{
    enum kw_status status = find_shared(x, err);
    if (status == KW_OK)
        kw_out_printf(x->out, "*Vertices %zu\n", x->graph->node_count);
    return status;
}

static void node(struct kw_exporter *x, size_t index)
{
    const bool *shared = x->state;
    const struct kw_node *n = &x->graph->nodes[index];
    struct kw_str name = kw_node_name(n);
    if (shared[index])
        name = kw_arena_printf(x->arena, "%.*s (%.*s)", KW_STR_ARG(name),
                               KW_STR_ARG(n->key));
    kw_out_printf(x->out, "%zu ", index + 1);
    kw_pajek_quote(x->out, name);
    kw_out_byte(x->out, '\n');
}

static void put_edges(struct kw_exporter *x, bool symmetric, const char *heading)
{
    char text[KW_VALUE_TEXT];
    kw_out_add(x->out, kw_str_of(heading));
    for (size_t i = 0; i < x->graph->edge_count; i++) {
        const struct kw_edge *e = &x->graph->edges[i];
        struct kw_value weight = {.number = (double)e->weight};
        if (e->symmetric != symmetric || e->weight == 0)
            continue;
        kw_out_printf(x->out, "%u %u ", e->source + 1, e->target + 1);
        kw_out_add(x->out, kw_value_text(KW_ATTRIBUTE_NUMBER, &weight, text));
        kw_out_add(x->out, KW_STR(" l \""));
        kw_out_add(x->out, kw_edge_label(e));
        kw_out_add(x->out, KW_STR("\"\n"));
    }
}

static void end(struct kw_exporter *x)
{
    put_edges(x, false, "*Arcs\n");
    put_edges(x, true, "*Edges\n");
}

const struct kw_graph_writer kw_pajek_writer = {begin, node, NULL, end};
