/* json_graph.c - graphs as JSON: node-link (D3, NetworkX), Cytoscape, JSON Graph Format
 * v2.
 *
 * One node or edge a line, so that two files can be compared by line. In all three an
 * edge is directed and says itself whether that means anything (`symmetric`), but in JSON
 * Graph Format, where each edge may be undirected.
 */
#include "json.h"

/* What made the file and what its weights count. */
static void put_maker(struct kw_exporter *x)
{
    kw_out_printf(x->out, "{\"generator\":\"knotwork %s\",\"weight\":\"%s\"}",
                  kw_version(), kw_weight_label(x->graph->view.weight)->name);
}

static void put(struct kw_exporter *x, const char *text)
{
    kw_out_add(x->out, kw_str_of(text));
}

/* --- node-link: the members of networkx.node_link_data ---------------------------------
 */

static enum kw_status begin_nodelink(struct kw_exporter *x, struct kw_error *err)
{
    (void)err;
    put(x, "{\"directed\":true,\"multigraph\":true,\"graph\":");
    put_maker(x);
    put(x, ",\n\"nodes\":[");
    return KW_OK;
}

static void nodelink_node(struct kw_exporter *x, size_t index)
{
    struct kw_json_out json = kw_export_item(x, index == 0);
    kw_json_open(&json, NULL, '{');
    kw_export_node_id(x, &json, "id", (uint32_t)index);
    kw_export_node_members(x, &json, index, NULL);
    kw_json_close(&json, '}');
}

/* `key` tells parallel edges apart in NetworkX. */
static void nodelink_edge(struct kw_exporter *x, size_t index)
{
    const struct kw_edge *e = &x->graph->edges[index];
    if (index == 0)
        put(x, "],\n\"links\":[");
    struct kw_json_out json = kw_export_item(x, index == 0);
    kw_json_open(&json, NULL, '{');
    kw_export_node_id(x, &json, "source", e->source);
    kw_export_node_id(x, &json, "target", e->target);
    kw_export_edge_id(x, &json, "key", e);
    kw_export_edge_members(x, &json, index, NULL);
    kw_json_close(&json, '}');
}

static void end_nodelink(struct kw_exporter *x)
{
    put(x, x->graph->edge_count ? "]}\n" : "],\n\"links\":[]}\n");
}

const struct kw_graph_writer kw_nodelink_writer = {begin_nodelink, nodelink_node,
                                                   nodelink_edge, end_nodelink};

/* --- Cytoscape: https://js.cytoscape.org, "elements JSON"; the desktop program wants
 * shared_name and interaction as well ---------------------------------------------------
 */

static enum kw_status begin_cytoscape(struct kw_exporter *x, struct kw_error *err)
{
    (void)err;
    put(x, "{\"format_version\":\"1.0\",\"generated_by\":\"knotwork\","
           "\"target_cytoscapejs_version\":\"~3.4\",\"data\":");
    put_maker(x);
    put(x, ",\n\"elements\":{\"nodes\":[");
    return KW_OK;
}

static void cytoscape_node(struct kw_exporter *x, size_t index)
{
    struct kw_json_out json = kw_export_item(x, index == 0);
    kw_json_open(&json, NULL, '{');
    kw_json_open(&json, "data", '{');
    kw_export_node_id(x, &json, "id", (uint32_t)index);
    kw_export_string(x, &json, "shared_name", x->graph->nodes[index].name);
    kw_export_node_members(x, &json, index, "r|g|b");
    kw_json_string(&json, "color",
                   kw_str_of(kw_type_style(x->graph->nodes[index].type)->color));
    kw_json_close(&json, '}');
    kw_json_close(&json, '}');
}

static void cytoscape_edge(struct kw_exporter *x, size_t index)
{
    const struct kw_edge *e = &x->graph->edges[index];
    if (index == 0)
        put(x, "],\n\"edges\":[");
    struct kw_json_out json = kw_export_item(x, index == 0);
    kw_json_open(&json, NULL, '{');
    kw_json_open(&json, "data", '{');
    kw_export_edge_id(x, &json, "id", e);
    kw_export_node_id(x, &json, "source", e->source);
    kw_export_node_id(x, &json, "target", e->target);
    kw_json_string(&json, "interaction", kw_edge_label(e));
    kw_export_edge_members(x, &json, index, NULL);
    kw_json_close(&json, '}');
    kw_json_close(&json, '}');
}

static void end_cytoscape(struct kw_exporter *x)
{
    put(x, x->graph->edge_count ? "]}}\n" : "],\n\"edges\":[]}}\n");
}

const struct kw_graph_writer kw_cytoscape_writer = {begin_cytoscape, cytoscape_node,
                                                    cytoscape_edge, end_cytoscape};

/* --- JSON Graph Format v2: https://jsongraphformat.info --------------------------------
 */

static enum kw_status begin_jgf(struct kw_exporter *x, struct kw_error *err)
{
    (void)err;
    put(x, "{\"graph\":{\"id\":\"knotwork\",\"type\":\"entities and relations\","
           "\"directed\":true,\"metadata\":");
    put_maker(x);
    put(x, ",\n\"nodes\":{");
    return KW_OK;
}

static void jgf_node(struct kw_exporter *x, size_t index)
{
    struct kw_json_out json = kw_export_item(x, index == 0);
    kw_export_node_id(x, &json, NULL, (uint32_t)index);
    kw_out_byte(x->out, ':');
    json.comma = false;
    kw_json_open(&json, NULL, '{');
    kw_export_string(x, &json, "label", x->graph->nodes[index].name);
    kw_json_open(&json, "metadata", '{');
    kw_export_node_members(x, &json, index, "label");
    kw_json_close(&json, '}');
    kw_json_close(&json, '}');
}

static void jgf_edge(struct kw_exporter *x, size_t index)
{
    const struct kw_edge *e = &x->graph->edges[index];
    if (index == 0)
        put(x, "},\n\"edges\":[");
    struct kw_json_out json = kw_export_item(x, index == 0);
    kw_json_open(&json, NULL, '{');
    kw_export_edge_id(x, &json, "id", e);
    kw_export_node_id(x, &json, "source", e->source);
    kw_export_node_id(x, &json, "target", e->target);
    kw_json_string(&json, "relation", kw_edge_label(e));
    kw_json_bool(&json, "directed", !e->symmetric);
    kw_json_open(&json, "metadata", '{');
    kw_export_edge_members(x, &json, index, "label");
    kw_json_close(&json, '}');
    kw_json_close(&json, '}');
}

static void end_jgf(struct kw_exporter *x)
{
    put(x, x->graph->edge_count ? "]}}\n" : "},\n\"edges\":[]}}\n");
}

const struct kw_graph_writer kw_jgf_writer = {begin_jgf, jgf_node, jgf_edge, end_jgf};
