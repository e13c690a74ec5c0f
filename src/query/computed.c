/* computed.c - measures and the like as properties: asked for once, looked up by key. */
#include "query/computed.h"

#include <math.h>

enum kw_status kw_computing_new(const struct kw_computed *from, struct kw_arena *arena,
                                struct kw_computing **out, struct kw_error *err)
{
    struct kw_computing *new = KW_NEW(arena, 1, struct kw_computing);
    size_t count = 0;
    while (from->properties[count].name)
        count++;
    if (!new || !(new->named = KW_NEW(arena, count + 1, bool)) ||
        !(new->values = KW_NEW(arena, count + 1, double *)))
        return kw_nomem(err);
    new->from = from;
    new->arena = arena;
    new->count = count;
    *out = new;
    return KW_OK;
}

/* --- names ------------------------------------------------------------------------ */

static bool is_own(const struct kw_source *source, struct kw_str name)
{
    const char *own;
    for (unsigned n = 0; (own = source->property(source->context, n)); n++) {
        if (kw_str_eq(kw_str_of(own), name))
            return true;
    }
    return false;
}

/* The row of a computed property; `count` where there is none. */
static size_t find(const struct kw_computing *c, struct kw_str name, bool of_edges)
{
    size_t row = 0;
    while (row < c->count && !(c->from->properties[row].of_edges == of_edges &&
                               kw_str_eq(kw_str_of(c->from->properties[row].name), name)))
        row++;
    return row;
}

void kw_computed_name(const struct kw_source *source, struct kw_str name, bool of_edges)
{
    struct kw_computing *c = source->computing;
    if (c && !is_own(source, name))
        c->named[find(c, name, of_edges)] = true; /* the place after the last is spare */
}

const char *kw_property_name(const struct kw_source *source, unsigned n)
{
    unsigned own = 0;
    while (own <= n && source->property(source->context, own))
        own++;
    if (own > n)
        return source->property(source->context, n);
    return source->computing ? source->computing->from->properties[n - own].name : NULL;
}

/* --- values ----------------------------------------------------------------------- */

static enum kw_status compute(struct kw_computing *c, struct kw_error *err)
{
    size_t *rows = KW_NEW(c->arena, c->count + 1, size_t);
    double **values = KW_NEW(c->arena, c->count + 1, double *);
    size_t count = 0;
    if (!rows || !values)
        return kw_nomem(err);
    for (size_t i = 0; i < c->count; i++) {
        if (c->named[i] && !c->values[i])
            rows[count++] = i;
    }
    enum kw_status status =
        c->from->compute(c->from->context, rows, count, &c->graph, values, err);
    for (size_t i = 0; i < count && status == KW_OK; i++)
        c->values[rows[i]] = values[i];
    return status;
}

/* The place of a node in the graph; `node_count` when the view has none such. */
static enum kw_status find_node(const struct kw_source *source, int64_t node,
                                struct kw_region *region, size_t *out,
                                struct kw_error *err)
{
    const struct kw_graph *graph = source->computing->graph;
    const struct kw_value of = kw_value_node(node);
    struct kw_value key;
    enum kw_status status =
        source->read(source->context, &of, KW_STR("key"), region, &key, err);
    *out = graph->node_count;
    if (status != KW_OK || key.kind != KW_VALUE_STRING)
        return status;
    const struct kw_node *found = kw_graph_node(graph, key.as.string);
    if (found)
        *out = (size_t)(found - graph->nodes);
    return KW_OK;
}

/* The place of the pair that an edge joins; `pair_count` when there is none. */
static enum kw_status find_pair(const struct kw_source *source,
                                const struct kw_link *link, struct kw_region *region,
                                size_t *out, struct kw_error *err)
{
    const struct kw_graph *graph = source->computing->graph;
    size_t a = 0, b = 0, low = 0, high = graph->pair_count;
    enum kw_status status = find_node(source, link->from, region, &a, err);
    if (status == KW_OK)
        status = find_node(source, link->to, region, &b, err);
    size_t first = a < b ? a : b, second = a < b ? b : a;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct kw_pair *pair = &graph->pairs[middle];
        if (pair->a < first || (pair->a == first && pair->b < second))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < graph->pair_count && graph->pairs[low].a == first &&
                 graph->pairs[low].b == second;
    *out = found ? low : graph->pair_count;
    return status;
}

static enum kw_status read_computed(const struct kw_source *source,
                                    const struct kw_value *of, size_t row,
                                    struct kw_region *region, struct kw_value *out,
                                    struct kw_error *err)
{
    struct kw_computing *c = source->computing;
    bool node = of->kind == KW_VALUE_NODE;
    size_t place = 0;
    enum kw_status status = KW_OK;
    c->named[row] = true;
    if (!c->values[row])
        status = compute(c, err);
    if (status == KW_OK)
        status = node ? find_node(source, of->as.node, region, &place, err)
                      : find_pair(source, of->as.edge, region, &place, err);
    if (status != KW_OK || place == (node ? c->graph->node_count : c->graph->pair_count))
        return status;
    double value = c->values[row][place];
    if (!isnan(value))
        *out = c->from->properties[row].integer ? kw_value_integer((int64_t)value)
                                                : kw_value_float(value);
    return KW_OK;
}

enum kw_status kw_property_read(const struct kw_source *source, const struct kw_value *of,
                                struct kw_str name, struct kw_region *region,
                                struct kw_value *out, struct kw_error *err)
{
    const struct kw_computing *c = source->computing;
    enum kw_status status = source->read(source->context, of, name, region, out, err);
    if (status != KW_OK || !c || !kw_is_null(out) || is_own(source, name))
        return status;
    size_t row = find(c, name, of->kind == KW_VALUE_EDGE);
    return row < c->count ? read_computed(source, of, row, region, out, err) : KW_OK;
}
