/* graphml.c - GraphML as every reader takes it (http://graphml.graphdrawing.org,
 * XSD 1.1).
 *
 * Directed throughout, with a boolean where direction means nothing: NetworkX refuses
 * graphs that mix, igraph and graphology ignore the mark. Every key has a name, a type
 * and a scope, empty values are left out, identifiers are NMTOKENs, and the file shows
 * early that it is UTF-8.
 */
#include "writer.h"

/* What opens the value of each attribute: `<data key="n.label">` and so on. */
struct opens {
    struct kw_str *nodes; /* by attribute */
    struct kw_str *edges; /* likewise */
};

static const char *const type_names[] = {
    [KW_ATTRIBUTE_TEXT] = "string",
    [KW_ATTRIBUTE_INTEGER] = "long",
    [KW_ATTRIBUTE_NUMBER] = "double",
    [KW_ATTRIBUTE_BOOL] = "boolean",
};

static void put(struct kw_exporter *x, const char *text)
{
    kw_out_add(x->out, kw_str_of(text));
}

static void put_key(struct kw_exporter *x, const char *scope, const char *name,
                    enum kw_attribute_type type, const char *meaning)
{
    kw_out_printf(x->out,
                  "  <key id=\"%c.%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\">"
                  "<desc>",
                  scope[0], name, scope, name, type_names[type]);
    kw_xml_content(x->out, kw_str_of(meaning));
    put(x, "</desc></key>\n");
}

/* What the weights count is part of what the file says. */
static void put_view(struct kw_exporter *x)
{
    const struct kw_view *view = &x->graph->view;
    kw_out_printf(x->out, "<!-- weight: %s", kw_weight_label(view->weight)->name);
    if (view->layers >> KW_LAYER_COOCCURRENCE & 1) {
        if (view->sliding)
            kw_out_printf(x->out, "; co-occurrence in %u sentences", view->sliding);
        else
            kw_out_printf(x->out, "; co-occurrence in one %s",
                          kw_window_label(view->window)->name);
    }
    put(x, " -->\n");
}

static enum kw_status make_opens(struct kw_exporter *x, struct kw_error *err)
{
    size_t nodes = x->node_count + x->column_count;
    struct opens *opens = x->state = KW_NEW(x->arena, 1, struct opens);
    if (!opens)
        return kw_nomem(err);
    opens->nodes = KW_NEW(x->arena, nodes, struct kw_str);
    opens->edges = KW_NEW(x->arena, x->edge_count, struct kw_str);
    if (!opens->nodes || !opens->edges)
        return kw_nomem(err);
    for (size_t i = 0; i < nodes; i++) {
        opens->nodes[i] = kw_arena_printf(x->arena, "\n      <data key=\"n.%s\">",
                                          kw_exporter_node_name(x, i));
        if (!opens->nodes[i].ptr)
            return kw_nomem(err);
    }
    for (size_t i = 0; i < x->edge_count; i++) {
        opens->edges[i] =
            kw_arena_printf(x->arena, "\n      <data key=\"e.%s\">", x->edges[i].name);
        if (!opens->edges[i].ptr)
            return kw_nomem(err);
    }
    return KW_OK;
}

static enum kw_status begin(struct kw_exporter *x, struct kw_error *err)
{
    enum kw_status status = make_opens(x, err);
    if (status != KW_OK)
        return status;
    kw_out_printf(x->out,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<!-- knotwork %s \xC2\xB7 entities and relations -->\n",
                  kw_version());
    put_view(x);
    put(x, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
           " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
           " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
           " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    for (size_t i = 0; i < x->node_count + x->column_count; i++)
        put_key(x, "node", kw_exporter_node_name(x, i), kw_exporter_node_type(x, i),
                kw_exporter_node_meaning(x, i));
    for (size_t i = 0; i < x->edge_count; i++)
        put_key(x, "edge", x->edges[i].name, x->edges[i].type, x->edges[i].meaning);
    put(x, "  <graph id=\"knotwork\" edgedefault=\"directed\">\n");
    return KW_OK;
}

static void put_value(struct kw_exporter *x, struct kw_str open,
                      enum kw_attribute_type type, const struct kw_value *value)
{
    kw_value_between(x->out, open, type, value, kw_xml_content, KW_STR("</data>"));
}

static void node(struct kw_exporter *x, size_t index)
{
    const struct opens *opens = x->state;
    struct kw_value value;
    put(x, "    <node id=\"");
    kw_node_id(x, (uint32_t)index);
    put(x, "\">");
    for (size_t i = 0; i < x->node_count + x->column_count; i++) {
        kw_exporter_node_value(x, i, index, &value);
        put_value(x, opens->nodes[i], kw_exporter_node_type(x, i), &value);
    }
    put(x, "\n    </node>\n");
}

static void edge(struct kw_exporter *x, size_t index)
{
    const struct opens *opens = x->state;
    const struct kw_edge *e = &x->graph->edges[index];
    struct kw_value value;
    put(x, "    <edge id=\"");
    kw_edge_id(x, e);
    put(x, "\" source=\"");
    kw_node_id(x, e->source);
    put(x, "\" target=\"");
    kw_node_id(x, e->target);
    put(x, "\">");
    for (size_t i = 0; i < x->edge_count; i++) {
        kw_exporter_edge_value(x, i, index, &value);
        put_value(x, opens->edges[i], x->edges[i].type, &value);
    }
    put(x, "\n    </edge>\n");
}

static void end(struct kw_exporter *x)
{
    put(x, "  </graph>\n</graphml>\n");
}

const struct kw_graph_writer kw_graphml_writer = {begin, node, edge, end};
