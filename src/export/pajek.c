/* pajek.c - Pajek's .net (V. Batagelj, A. Mrvar, "Pajek: reference manual"): vertices
 * numbered from 1, then arcs, then edges, with names and weights.
 *
 * Readers such as NetworkX take the label for the identity of a vertex, so a name that
 * several nodes have is followed by the key of each.
 */
#include "writer.h"

#include <stdlib.h>

struct vertex {
    struct kw_str name; /* clean */
    uint32_t node;      /* number */
    bool shared;        /* another node has that name too */
};

static int by_name(const void *a, const void *b)
{
    const struct vertex *x = a, *y = b;
    int names = kw_str_cmp(x->name, y->name);
    return names ? names : (x->node > y->node) - (x->node < y->node);
}

static int by_node(const void *a, const void *b)
{
    const struct vertex *x = a, *y = b;
    return (x->node > y->node) - (x->node < y->node);
}

/* As it will be written; empty when memory is out. */
static struct kw_str one_line(struct kw_exporter *x, struct kw_str name)
{
    struct kw_str copy = kw_arena_copy(x->arena, kw_clean(x, name));
    char *at = (char *)(uintptr_t)copy.ptr; /* our own copy */
    for (size_t i = 0; i < copy.len; i++) {
        if ((unsigned char)at[i] < 0x20)
            at[i] = ' ';
    }
    return copy;
}

/* What every vertex is called. */
static enum kw_status find_shared(struct kw_exporter *x, struct kw_error *err)
{
    size_t count = x->graph->node_count;
    struct vertex *v = x->state = KW_NEW(x->arena, count + 1, struct vertex);
    if (!v)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++)
        v[i] = (struct vertex){.name = one_line(x, kw_node_name(&x->graph->nodes[i])),
                               .node = (uint32_t)i};
    qsort(v, count, sizeof *v, by_name);
    for (size_t i = 1; i < count; i++) {
        if (kw_str_eq(v[i - 1].name, v[i].name))
            v[i - 1].shared = v[i].shared = true;
    }
    qsort(v, count, sizeof *v, by_node);
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
    const struct vertex *v = x->state;
    struct kw_str name = v[index].name;
    if (v[index].shared)
        name = kw_arena_printf(x->arena, "%.*s (%.*s)", KW_STR_ARG(name),
                               KW_STR_ARG(x->graph->nodes[index].key));
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
