/* gml.c - GML (M. Himsolt, "GML: a portable graph file format", 1997).
 *
 * The file is ASCII with character references; keys are letters and digits, so that
 * `quote_document` is quoteDocument. A whole number above 2^31 - 1 is written as a real
 * one, as the grammar has it.
 */
#include "writer.h"

static void put(struct kw_exporter *x, const char *text)
{
    kw_out_add(x->out, kw_str_of(text));
}

static void put_key(struct kw_exporter *x, const char *name)
{
    put(x, "    ");
    for (; *name; name++) {
        bool joint = *name == '_' && name[1];
        char c = joint ? *++name : *name;
        kw_out_byte(x->out, joint && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
    kw_out_byte(x->out, ' ');
}

/* Real numbers have a point: 1e+06 is 1.0e+06. */
static void put_real(struct kw_exporter *x, double number)
{
    char text[KW_VALUE_TEXT];
    struct kw_value value = {.number = number};
    struct kw_str s = kw_value_text(KW_ATTRIBUTE_NUMBER, &value, text);
    size_t point = kw_str_find(s, KW_STR("."), 0), e = kw_str_find(s, KW_STR("e"), 0);
    e = e < s.len ? e : s.len;
    kw_out_add(x->out, kw_str_slice(s, 0, e));
    if (point > s.len)
        put(x, ".0");
    kw_out_add(x->out, kw_str_slice(s, e, s.len));
}

static void put_value(struct kw_exporter *x, const char *name,
                      enum kw_attribute_type type, const struct kw_value *value)
{
    char text[KW_VALUE_TEXT];
    if (!value->present)
        return;
    put_key(x, name);
    if (type == KW_ATTRIBUTE_TEXT)
        kw_gml_quote(x->out, value->text);
    else if (type == KW_ATTRIBUTE_BOOL)
        put(x, value->integer ? "1" : "0");
    else if (type == KW_ATTRIBUTE_NUMBER)
        put_real(x, value->number);
    else if (value->integer > INT32_MAX)
        put_real(x, (double)value->integer);
    else
        kw_out_add(x->out, kw_value_text(type, value, text));
    put(x, "\n");
}

static enum kw_status begin(struct kw_exporter *x, struct kw_error *err)
{
    (void)err;
    kw_out_printf(x->out,
                  "Creator \"knotwork %s\"\ngraph [\n  directed 1\n  multigraph 1\n",
                  kw_version());
    return KW_OK;
}

static void node(struct kw_exporter *x, size_t index)
{
    struct kw_value value;
    kw_out_printf(x->out, "  node [\n    id %zu\n", index);
    for (size_t i = 0; i < x->node_count + x->column_count; i++) {
        kw_exporter_node_value(x, i, index, &value);
        put_value(x, kw_exporter_node_name(x, i), kw_exporter_node_type(x, i), &value);
    }
    put(x, "  ]\n");
}

static void edge(struct kw_exporter *x, size_t index)
{
    const struct kw_edge *e = &x->graph->edges[index];
    struct kw_value value;
    kw_out_printf(x->out, "  edge [\n    source %u\n    target %u\n    key %zu\n",
                  e->source, e->target, index);
    for (size_t i = 0; i < x->edge_count; i++) {
        kw_exporter_edge_value(x, i, index, &value);
        put_value(x, x->edges[i].name, x->edges[i].type, &value);
    }
    put(x, "  ]\n");
}

static void end(struct kw_exporter *x)
{
    put(x, "]\n");
}

const struct kw_graph_writer kw_gml_writer = {begin, node, edge, end};
