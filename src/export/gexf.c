/* gexf.c - GEXF 1.3 (https://gexf.net) and 1.2, checked against their RELAX NG schemas.
 *
 * 1.3 marks each edge directed or undirected and gives parallel edges a kind. In 1.2 all
 * edges are directed: NetworkX, which reads no later version, refuses a mixture, and a
 * boolean says where direction means nothing.
 *
 * Time is that of what happened, else of publication: an edge is there from the first day
 * to the end of the last one, so that start lies before end (Gephi drops what has no
 * length); a node as long as it is reported on or any edge of it is there. What has no
 * date is always there.
 */
#include "writer.h"

struct gexf {
    bool mixed;                 /* version 1.3 */
    struct kw_node_times times; /* when nodes are there */
    /* By attribute: what opens its value, `<attvalue for="types" value="`; empty where
     * the format has a way of its own. */
    struct kw_str *nodes, *edges;
};

static const char *const type_names[] = {
    [KW_ATTRIBUTE_TEXT] = "string",
    [KW_ATTRIBUTE_INTEGER] = "long",
    [KW_ATTRIBUTE_NUMBER] = "double",
    [KW_ATTRIBUTE_BOOL] = "boolean",
};

/* Attributes that the format has its own way for. */
static bool has_own_way(const char *name)
{
    static const char *const own[] = {"label", "weight", "r", "g", "b", NULL};
    for (const char *const *o = own; *o; o++) {
        if (kw_str_eq(kw_str_of(*o), kw_str_of(name)))
            return true;
    }
    return false;
}

static void put(struct kw_exporter *x, const char *text)
{
    kw_out_add(x->out, kw_str_of(text));
}

static void put_attribute(struct kw_exporter *x, const char *name,
                          enum kw_attribute_type type)
{
    if (!has_own_way(name))
        kw_out_printf(x->out, "      <attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n",
                      name, name, type_names[type]);
}

static void put_attributes(struct kw_exporter *x)
{
    put(x, "    <attributes class=\"node\">\n");
    for (size_t i = 0; i < x->node_count + x->column_count; i++)
        put_attribute(x, kw_exporter_node_name(x, i), kw_exporter_node_type(x, i));
    put(x, "    </attributes>\n    <attributes class=\"edge\">\n");
    for (size_t i = 0; i < x->edge_count; i++)
        put_attribute(x, x->edges[i].name, x->edges[i].type);
    put(x, "    </attributes>\n");
}

static struct kw_str opening(struct kw_exporter *x, const char *name)
{
    return has_own_way(name)
               ? KW_STR("")
               : kw_arena_printf(x->arena, "<attvalue for=\"%s\" value=\"", name);
}

static enum kw_status make_openings(struct kw_exporter *x, struct gexf *gexf,
                                    struct kw_error *err)
{
    size_t nodes = x->node_count + x->column_count;
    bool made = (gexf->nodes = KW_NEW(x->arena, nodes, struct kw_str)) &&
                (gexf->edges = KW_NEW(x->arena, x->edge_count, struct kw_str));
    for (size_t i = 0; made && i < nodes; i++) {
        gexf->nodes[i] = opening(x, kw_exporter_node_name(x, i));
        made = gexf->nodes[i].ptr;
    }
    for (size_t i = 0; made && i < x->edge_count; i++) {
        gexf->edges[i] = opening(x, x->edges[i].name);
        made = gexf->edges[i].ptr;
    }
    return made ? KW_OK : kw_nomem(err);
}

static enum kw_status begin(struct kw_exporter *x, bool mixed, struct kw_error *err)
{
    struct gexf *gexf = x->state = KW_NEW(x->arena, 1, struct gexf);
    if (!gexf)
        return kw_nomem(err);
    gexf->mixed = mixed;
    enum kw_status status = kw_node_times_gather(x, &gexf->times, err);
    if (status == KW_OK)
        status = make_openings(x, gexf, err);
    if (status != KW_OK)
        return status;
    const char *space = mixed ? "http://gexf.net/1.3" : "http://www.gexf.net/1.2draft";
    kw_out_printf(x->out,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<gexf xmlns=\"%s\" xmlns:viz=\"%s/viz\" version=\"%s\">\n"
                  "  <meta>\n    <creator>knotwork %s</creator>\n"
                  "    <description>entities and relations \xC2\xB7 weight: "
                  "%s</description>\n  </meta>\n",
                  space, space, mixed ? "1.3" : "1.2", kw_version(),
                  kw_weight_label(x->graph->view.weight)->name);
    /* With a default, Gephi drops edges of the other sort. */
    put(x, mixed ? "  <graph" : "  <graph defaultedgetype=\"directed\"");
    if (gexf->times.any)
        put(x, " mode=\"dynamic\" timeformat=\"date\"");
    if (gexf->times.any && mixed)
        put(x, " timerepresentation=\"interval\"");
    put(x, ">\n");
    put_attributes(x);
    kw_out_printf(x->out, "    <nodes count=\"%zu\">\n", x->graph->node_count);
    return KW_OK;
}

static enum kw_status begin_13(struct kw_exporter *x, struct kw_error *err)
{
    return begin(x, true, err);
}

static enum kw_status begin_12(struct kw_exporter *x, struct kw_error *err)
{
    return begin(x, false, err);
}

static void put_time(struct kw_exporter *x, int32_t first, int32_t last)
{
    char day[KW_TIME_TEXT];
    if (first != KW_DAY_NONE) {
        kw_day_print(first, day);
        put(x, " start=\"");
        put(x, day);
        put(x, "\"");
    }
    if (last == KW_DAY_NONE)
        return;
    kw_day_print(last + 1, day);
    if (!*day) /* the last day there is */
        return;
    put(x, " end=\"");
    put(x, day);
    put(x, "\"");
}

static void put_value(struct kw_exporter *x, struct kw_str open,
                      enum kw_attribute_type type, const struct kw_value *value)
{
    kw_value_between(x->out, open, type, value, kw_xml_attribute, KW_STR("\"/>"));
}

static void node(struct kw_exporter *x, size_t index)
{
    const struct gexf *gexf = x->state;
    const struct kw_node *n = &x->graph->nodes[index];
    const struct kw_style *style = kw_type_style(n->type);
    struct kw_value value;
    put(x, "      <node id=\"");
    kw_node_id(x, (uint32_t)index);
    put(x, "\" label=\"");
    kw_xml_attribute(x->out, n->name);
    put(x, "\"");
    put_time(x, gexf->times.first[index], gexf->times.last[index]);
    put(x, ">\n        <attvalues>");
    for (size_t i = 0; i < x->node_count + x->column_count; i++) {
        if (gexf->nodes[i].len == 0)
            continue;
        kw_exporter_node_value(x, i, index, &value);
        put_value(x, gexf->nodes[i], kw_exporter_node_type(x, i), &value);
    }
    kw_out_printf(x->out,
                  "</attvalues>\n        <viz:color r=\"%u\" g=\"%u\" b=\"%u\"/>"
                  "<viz:size value=\"%u\"/>\n      </node>\n",
                  kw_style_channel(style, 0), kw_style_channel(style, 1),
                  kw_style_channel(style, 2),
                  (unsigned)(5 + 3 * kw_log_size(n->mentions)));
}

static void put_edge_values(struct kw_exporter *x, size_t index)
{
    const struct gexf *gexf = x->state;
    struct kw_value value;
    put(x, "        <attvalues>");
    for (size_t i = 0; i < x->edge_count; i++) {
        if (gexf->edges[i].len == 0)
            continue;
        kw_exporter_edge_value(x, i, index, &value);
        put_value(x, gexf->edges[i], x->edges[i].type, &value);
    }
    put(x, "</attvalues>\n");
}

static void edge(struct kw_exporter *x, size_t index)
{
    const struct gexf *gexf = x->state;
    const struct kw_edge *e = &x->graph->edges[index];
    char text[KW_VALUE_TEXT];
    struct kw_value weight = {.number = (double)e->weight};
    if (index == 0)
        kw_out_printf(x->out, "    </nodes>\n    <edges count=\"%zu\">\n",
                      x->graph->edge_count);
    put(x, "      <edge id=\"");
    kw_edge_id(x, e);
    put(x, "\" source=\"");
    kw_node_id(x, e->source);
    put(x, "\" target=\"");
    kw_node_id(x, e->target);
    put(x, "\" label=\"");
    kw_out_add(x->out, kw_edge_label(e));
    if (gexf->mixed) {
        put(x, "\" kind=\"");
        kw_out_add(x->out, kw_edge_label(e));
        put(x, e->symmetric ? "\" type=\"undirected" : "\" type=\"directed");
    }
    if (e->weight) {
        put(x, "\" weight=\"");
        kw_out_add(x->out, kw_value_text(KW_ATTRIBUTE_NUMBER, &weight, text));
    }
    put(x, "\"");
    put_time(x, e->first, e->last);
    put(x, ">\n");
    put_edge_values(x, index);
    put(x, "      </edge>\n");
}

static void end(struct kw_exporter *x)
{
    if (x->graph->edge_count == 0)
        put(x, "    </nodes>\n    <edges count=\"0\">\n");
    put(x, "    </edges>\n  </graph>\n</gexf>\n");
}

const struct kw_graph_writer kw_gexf_writer = {begin_13, node, edge, end};
const struct kw_graph_writer kw_gexf12_writer = {begin_12, node, edge, end};
