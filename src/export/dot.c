/* dot.c - DOT for Graphviz: a picture, styled by type, that also carries the attributes.
 *
 * Every value is quoted: bare words may be keywords and bare numbers may have exponents.
 * Names that Graphviz gives a meaning of its own are written as that or not at all.
 */
#include "writer.h"

#include <stdlib.h>

enum { LARGEST_FONT = 28, WIDEST_PEN = 8, LEAST_CLUSTER = 3, FDP_NODES = 60 };

/* Attributes of the table that DOT has its own way for. */
static const char *const own_way[] = {"label",  "name",  "key", "color",
                                      "weight", "layer", NULL};

static bool has_own_way(const char *name)
{
    struct kw_str text = kw_str_of(name);
    for (const char *const *own = own_way; *own; own++) {
        if (kw_str_eq(kw_str_of(*own), text))
            return true;
    }
    return kw_str_starts(text, KW_STR("quote")); /* the tooltip says it */
}

static void put(struct kw_exporter *x, const char *text)
{
    kw_out_add(x->out, kw_str_of(text));
}

/* ` name="value"` */
static void put_text(struct kw_exporter *x, const char *name, struct kw_str value)
{
    kw_out_byte(x->out, ' ');
    put(x, name);
    kw_out_byte(x->out, '=');
    kw_dot_quote(x->out, value);
}

static void put_number(struct kw_exporter *x, const char *name, uint64_t number)
{
    char text[KW_VALUE_TEXT];
    struct kw_value value = {.integer = number < INT64_MAX ? (int64_t)number : INT64_MAX};
    put_text(x, name, kw_value_text(KW_ATTRIBUTE_INTEGER, &value, text));
}

static void put_value(struct kw_exporter *x, const char *name,
                      enum kw_attribute_type type, const struct kw_value *value)
{
    char text[KW_VALUE_TEXT];
    if (!value->present || has_own_way(name))
        return;
    if (type == KW_ATTRIBUTE_TEXT)
        put_text(x, name, value->text);
    else
        put_text(x, name, kw_value_text(type, value, text));
}

static const struct kw_node_column *find_communities(const struct kw_exporter *x)
{
    for (size_t i = 0; i < x->column_count; i++) {
        if (x->columns[i].groups)
            return &x->columns[i];
    }
    return NULL;
}

static enum kw_status begin(struct kw_exporter *x, struct kw_error *err)
{
    (void)err;
    kw_out_printf(x->out,
                  "/* knotwork %s \xC2\xB7 weight: %s */\n"
                  "digraph \"knotwork\" {\n",
                  kw_version(), kw_weight_label(x->graph->view.weight)->name);
    /* fdp draws communities as clusters; sfdp does not, but copes with thousands of
     * nodes. */
    if (x->graph->node_count <= FDP_NODES && find_communities(x))
        put(x, "  graph [charset=\"UTF-8\" layout=\"fdp\" K=\"0.6\"");
    else
        put(x, "  graph [charset=\"UTF-8\" layout=\"sfdp\" overlap=\"prism\" K=\"1.2\"");
    put(x, " outputorder=\"edgesfirst\" fontname=\"Helvetica\"];\n"
           "  node [style=\"filled\" fontname=\"Helvetica\" margin=\"0.05,0.03\"];\n"
           "  edge [fontname=\"Helvetica\" fontsize=\"10\" color=\"#404040\" "
           "fontcolor=\"#404040\" arrowsize=\"0.6\"];\n");
    return KW_OK;
}

static uint64_t at_most(uint64_t number, uint64_t most)
{
    return number < most ? number : most;
}

static void node(struct kw_exporter *x, size_t index)
{
    const struct kw_node *n = &x->graph->nodes[index];
    const struct kw_style *style = kw_type_style(n->type);
    struct kw_value value;
    put(x, "  ");
    kw_dot_quote(x->out, n->key);
    put(x, " [label=");
    kw_dot_quote(x->out, n->name);
    put_text(x, "shape", kw_str_of(style->shape));
    put_text(x, "color", kw_str_of(style->color));
    kw_out_printf(x->out, " fillcolor=\"%s50\"", style->color);
    put_number(x, "fontsize", at_most(8 + 2 * kw_log_size(n->mentions), LARGEST_FONT));
    put_text(x, "tooltip", n->kind.len ? n->kind : n->name);
    put_text(x, "class", kw_str_of(kw_type_label(n->type)->name));
    for (size_t i = 0; i < x->node_count + x->column_count; i++) {
        kw_exporter_node_value(x, i, index, &value);
        put_value(x, kw_exporter_node_name(x, i), kw_exporter_node_type(x, i), &value);
    }
    put(x, "];\n");
}

/* The surest quote and where it stands. */
static void put_tooltip(struct kw_exporter *x, const struct kw_edge *e)
{
    struct kw_buf text = {0};
    char day[KW_TIME_TEXT];
    if (e->quote_count == 0)
        return;
    const struct kw_quote *q = &e->quotes[0];
    kw_day_print(q->date, day);
    kw_buf_add(&text, q->text);
    kw_buf_add(&text, KW_STR(" ("));
    kw_buf_add(&text, q->publisher.len ? q->publisher : q->document);
    kw_buf_printf(&text, "%s%s)", *day ? ", " : "", day);
    if (text.failed)
        kw_out_nomem(x->out);
    put_text(x, "tooltip", kw_buf_str(&text));
    kw_buf_free(&text);
}

/* Types one below the other; a co-occurrence has none. */
static void put_types(struct kw_exporter *x, const struct kw_edge *e)
{
    struct kw_str rest = e->types, type;
    const char *between = "label=\"";
    while (kw_str_item(&rest, '|', &type)) {
        put(x, between);
        kw_out_add(x->out, type);
        between = "\\n";
    }
    put(x, e->types.len ? "\"" : "label=\"\"");
}

static void edge(struct kw_exporter *x, size_t index)
{
    const struct kw_edge *e = &x->graph->edges[index];
    struct kw_value value;
    put(x, "  ");
    kw_dot_quote(x->out, x->graph->nodes[e->source].key);
    put(x, " -> ");
    kw_dot_quote(x->out, x->graph->nodes[e->target].key);
    put(x, " [");
    put_types(x, e);
    if (e->weight)
        put_number(x, "weight", e->weight);
    put_number(x, "penwidth", at_most(kw_log_size(e->weight), WIDEST_PEN));
    if (e->symmetric)
        put(x, " dir=\"none\"");
    if (e->layer == KW_LAYER_COOCCURRENCE)
        put(x, " style=\"dotted\" color=\"#909090\"");
    put_tooltip(x, e);
    put_text(x, "class", kw_str_of(kw_layer_label(e->layer)->name));
    for (size_t i = 0; i < x->edge_count; i++) {
        kw_exporter_edge_value(x, i, index, &value);
        put_value(x, x->edges[i].name, x->edges[i].type, &value);
    }
    put(x, "];\n");
}

/* --- communities as clusters
 * ------------------------------------------------------------
 */

/* The nodes of a community are listed together. */
struct member {
    double community; /* its label */
    uint32_t node;    /* number */
};

static int by_community(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    if (x->community != y->community)
        return x->community < y->community ? -1 : 1;
    return (x->node > y->node) - (x->node < y->node);
}

/* A cluster is called after the node that is named most. */
static void put_cluster(struct kw_exporter *x, const struct member *members, size_t count)
{
    const struct kw_node *most = &x->graph->nodes[members[0].node];
    for (size_t i = 1; i < count; i++) {
        const struct kw_node *n = &x->graph->nodes[members[i].node];
        most = n->mentions > most->mentions ? n : most;
    }
    kw_out_printf(
        x->out, "  subgraph \"cluster_%.0f\" {\n    graph [label=", members[0].community);
    kw_dot_quote(x->out, kw_node_name(most));
    put(x, " style=\"rounded\" color=\"#B0B0B0\" fontcolor=\"#707070\"];\n   ");
    for (size_t i = 0; i < count; i++) {
        kw_out_byte(x->out, ' ');
        kw_dot_quote(x->out, x->graph->nodes[members[i].node].key);
        kw_out_byte(x->out, ';');
    }
    put(x, "\n  }\n");
}

/* Graphviz takes nodes into a cluster at any time, so this can wait for the end. */
static void end(struct kw_exporter *x)
{
    const struct kw_node_column *column = find_communities(x);
    size_t count = 0, next;
    struct member *members =
        column ? KW_NEW(x->arena, x->graph->node_count + 1, struct member) : NULL;
    for (size_t i = 0; members && i < x->graph->node_count; i++) {
        double label = column->values[i];
        if (label >= 0 && label < 1e15) /* not NaN, and prints as it is */
            members[count++] = (struct member){label, (uint32_t)i};
    }
    if (count)
        qsort(members, count, sizeof *members, by_community);
    for (size_t first = 0; first < count; first = next) {
        for (next = first; next < count; next++) {
            if (members[next].community > members[first].community)
                break;
        }
        if (next - first >= LEAST_CLUSTER)
            put_cluster(x, members + first, next - first);
    }
    put(x, "}\n");
}

const struct kw_graph_writer kw_dot_writer = {begin, node, edge, end};
