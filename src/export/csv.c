/* csv.c - a table of nodes and one of edges, in three profiles that are tables too.
 *
 * Every record is one line: line ends inside a text become spaces, because Neo4j and many
 * spreadsheets read line by line. What the profile names itself comes first, then the
 * rest of the attribute table under its own names.
 */
#include "csv.h"

#include <string.h>

static const char *const neo4j_types[] = {
    [KW_ATTRIBUTE_TEXT] = "",
    [KW_ATTRIBUTE_INTEGER] = ":long",
    [KW_ATTRIBUTE_NUMBER] = ":double",
    [KW_ATTRIBUTE_BOOL] = ":boolean",
};

static bool taken(const struct kw_csv_profile *profile, const char *name)
{
    struct kw_str list = kw_str_of(profile->taken), item;
    while (kw_str_item(&list, '|', &item)) {
        if (kw_str_eq(item, kw_str_of(name)))
            return true;
    }
    return false;
}

static void put_header(struct kw_exporter *x, const char *name,
                       enum kw_attribute_type type)
{
    const struct kw_csv_profile *profile = x->state;
    if (!taken(profile, name))
        kw_out_printf(x->out, ",%s%s", name, profile->typed ? neo4j_types[type] : "");
}

static void begin(struct kw_exporter *x, const struct kw_csv_profile *profile,
                  const struct kw_csv_column *own)
{
    x->state = (void *)(uintptr_t)profile; /* not written to */
    kw_out_add(x->out, kw_str_of(profile->lead));
    for (size_t i = 0; own[i].holds; i++)
        kw_out_printf(x->out, "%s%s", i ? "," : "", own[i].header);
    for (size_t i = 0; own == profile->nodes && i < x->node_count + x->column_count; i++)
        put_header(x, kw_exporter_node_name(x, i), kw_exporter_node_type(x, i));
    for (size_t i = 0; own == profile->edges && i < x->edge_count; i++)
        put_header(x, x->edges[i].name, x->edges[i].type);
    kw_out_add(x->out, KW_STR("\r\n"));
}

/* A spreadsheet takes what begins with one of these for a formula (OWASP, "CSV
 * injection"); the apostrophe says that it is text. */
static void put_text(struct kw_exporter *x, struct kw_str text)
{
    const struct kw_csv_profile *profile = x->state;
    if (profile->guarded && text.len && strchr("=+-@\t\r", text.ptr[0]))
        kw_out_byte(x->out, '\'');
    kw_csv_field(x->out, text);
}

/* Relationship types and labels of Neo4j are upper case and capitalized by custom. */
static void put_cased(struct kw_exporter *x, struct kw_str text, bool all)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '|')
            c = '_';
        if ((all || i == 0) && c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        kw_out_byte(x->out, c);
    }
}

static void put_own_node(struct kw_exporter *x, enum kw_csv_holds holds,
                         const struct kw_node *n)
{
    if (holds == HOLDS_KEY) {
        put_text(x, n->key);
    } else if (holds == HOLDS_NAME) {
        put_text(x, kw_node_name(n));
    } else {
        kw_out_add(x->out, KW_STR("Entity;"));
        put_cased(x, kw_str_of(kw_type_label(n->type)->name), false);
    }
}

static void put_own_edge(struct kw_exporter *x, enum kw_csv_holds holds,
                         const struct kw_edge *e)
{
    const struct kw_node *source = &x->graph->nodes[e->source];
    const struct kw_node *target = &x->graph->nodes[e->target];
    char text[KW_VALUE_TEXT];
    struct kw_value weight = {.number = (double)e->weight};
    switch (holds) {
    case HOLDS_SOURCE:
        put_text(x, source->key);
        break;
    case HOLDS_TARGET:
        put_text(x, target->key);
        break;
    case HOLDS_SOURCE_NAME:
        put_text(x, kw_node_name(source));
        break;
    case HOLDS_TARGET_NAME:
        put_text(x, kw_node_name(target));
        break;
    case HOLDS_DIRECTION:
        kw_out_add(x->out, e->symmetric ? KW_STR("Undirected") : KW_STR("Directed"));
        break;
    case HOLDS_EDGE:
        kw_edge_id(x, e);
        break;
    case HOLDS_TYPE:
        put_cased(x, kw_edge_label(e), true);
        break;
    case HOLDS_WEIGHT:
        if (e->weight)
            kw_out_add(x->out, kw_value_text(KW_ATTRIBUTE_NUMBER, &weight, text));
        break;
    default:
        put_text(x, kw_edge_label(e));
    }
}

static void put_value(struct kw_exporter *x, const char *name,
                      enum kw_attribute_type type, const struct kw_value *value)
{
    char text[KW_VALUE_TEXT];
    if (taken(x->state, name))
        return;
    kw_out_byte(x->out, ',');
    if (value->present && type == KW_ATTRIBUTE_TEXT)
        put_text(x, value->text);
    else if (value->present)
        kw_out_add(x->out, kw_value_text(type, value, text));
}

static void node(struct kw_exporter *x, size_t index)
{
    const struct kw_csv_profile *profile = x->state;
    struct kw_value value;
    for (size_t i = 0; profile->nodes[i].holds; i++) {
        if (i)
            kw_out_byte(x->out, ',');
        put_own_node(x, profile->nodes[i].holds, &x->graph->nodes[index]);
    }
    for (size_t i = 0; i < x->node_count + x->column_count; i++) {
        kw_exporter_node_value(x, i, index, &value);
        put_value(x, kw_exporter_node_name(x, i), kw_exporter_node_type(x, i), &value);
    }
    kw_out_add(x->out, KW_STR("\r\n"));
}

static void edge(struct kw_exporter *x, size_t index)
{
    const struct kw_csv_profile *profile = x->state;
    struct kw_value value;
    for (size_t i = 0; profile->edges[i].holds; i++) {
        if (i)
            kw_out_byte(x->out, ',');
        put_own_edge(x, profile->edges[i].holds, &x->graph->edges[index]);
    }
    for (size_t i = 0; i < x->edge_count; i++) {
        kw_exporter_edge_value(x, i, index, &value);
        put_value(x, x->edges[i].name, x->edges[i].type, &value);
    }
    kw_out_add(x->out, KW_STR("\r\n"));
}

#define PROFILE(name)                                                                    \
    static enum kw_status begin_##name##_nodes(struct kw_exporter *x,                    \
                                               struct kw_error *err)                     \
    {                                                                                    \
        (void)err;                                                                       \
        begin(x, &kw_csv_##name, kw_csv_##name.nodes);                                   \
        return KW_OK;                                                                    \
    }                                                                                    \
    static enum kw_status begin_##name##_edges(struct kw_exporter *x,                    \
                                               struct kw_error *err)                     \
    {                                                                                    \
        (void)err;                                                                       \
        begin(x, &kw_csv_##name, kw_csv_##name.edges);                                   \
        return KW_OK;                                                                    \
    }                                                                                    \
    const struct kw_graph_writer kw_##name##_nodes_writer = {begin_##name##_nodes, node, \
                                                             NULL, NULL};                \
    const struct kw_graph_writer kw_##name##_edges_writer = {begin_##name##_edges, NULL, \
                                                             edge, NULL};

PROFILE(sheet)
PROFILE(gephi)
PROFILE(neo4j)
