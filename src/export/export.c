/* export.c - a graph as events to the writer of a format. */
#include "writer.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

/* --- attributes
 * --------------------------------------------------------------------------- */

static size_t count_attributes(const struct kw_attribute *table)
{
    size_t count = 0;
    while (table[count].name)
        count++;
    return count;
}

const char *kw_exporter_node_name(const struct kw_exporter *x, size_t i)
{
    return i < x->node_count ? x->nodes[i].name : x->columns[i - x->node_count].name;
}

const char *kw_exporter_node_meaning(const struct kw_exporter *x, size_t i)
{
    return i < x->node_count ? x->nodes[i].meaning
                             : x->columns[i - x->node_count].meaning;
}

enum kw_attribute_type kw_exporter_node_type(const struct kw_exporter *x, size_t i)
{
    if (i < x->node_count)
        return x->nodes[i].type;
    return x->columns[i - x->node_count].integer ? KW_ATTRIBUTE_INTEGER
                                                 : KW_ATTRIBUTE_NUMBER;
}

static void column_value(const struct kw_node_column *column, size_t node,
                         struct kw_value *value)
{
    const double most = 9007199254740992.0; /* 2^53: whole numbers are exact below */
    double number = column->values[node];
    if (!isfinite(number) || (column->integer && fabs(number) > most))
        return;
    value->present = true;
    value->number = number;
    if (column->integer)
        value->integer = (int64_t)number;
}

void kw_exporter_node_value(const struct kw_exporter *x, size_t i, size_t node,
                            struct kw_value *value)
{
    value->present = false;
    if (i < x->node_count)
        x->nodes[i].get(x->graph, node, x->nodes[i].which, value);
    else
        column_value(&x->columns[i - x->node_count], node, value);
}

void kw_exporter_edge_value(const struct kw_exporter *x, size_t i, size_t edge,
                            struct kw_value *value)
{
    value->present = false;
    x->edges[i].get(x->graph, edge, x->edges[i].which, value);
}

/* By hand: this is most of what a large export prints. */
static struct kw_str print_integer(int64_t integer, char text[KW_VALUE_TEXT])
{
    char *end = text + KW_VALUE_TEXT, *at = end;
    uint64_t left = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (integer < 0)
        *--at = '-';
    return (struct kw_str){at, (size_t)(end - at)};
}

struct kw_str kw_value_text(enum kw_attribute_type type, const struct kw_value *value,
                            char text[KW_VALUE_TEXT])
{
    if (type == KW_ATTRIBUTE_BOOL)
        return value->integer ? KW_STR("true") : KW_STR("false");
    if (type != KW_ATTRIBUTE_NUMBER)
        return print_integer(value->integer, text);
    /* Nine digits print a smaller whole number in full. */
    if (value->number > -1e9 && value->number < 1e9 &&
        value->number == (double)(int64_t)value->number)
        return print_integer((int64_t)value->number, text);
    kw_number_print(value->number, text);
    return kw_str_of(text);
}

void kw_value_between(struct kw_out *out, struct kw_str open, enum kw_attribute_type type,
                      const struct kw_value *value,
                      void (*escape)(struct kw_out *out, struct kw_str s),
                      struct kw_str close)
{
    char text[KW_VALUE_TEXT];
    if (!value->present)
        return;
    kw_out_add(out, open);
    if (type == KW_ATTRIBUTE_TEXT)
        escape(out, value->text);
    else
        kw_out_add(out, kw_value_text(type, value, text));
    kw_out_add(out, close);
}

/* --- identifiers
 * ---------------------------------------------------------------------------- */

void kw_node_id(struct kw_exporter *x, uint32_t node)
{
    kw_id_token(x->out, x->graph->nodes[node].key);
}

void kw_edge_id(struct kw_exporter *x, const struct kw_edge *edge)
{
    kw_out_add(x->out, kw_str_of(kw_layer_label(edge->layer)->name));
    kw_out_byte(x->out, ':');
    if (x->graph->view.multi && edge->types.len) {
        kw_id_token(x->out, edge->types);
        kw_out_byte(x->out, ':');
    }
    kw_node_id(x, edge->source);
    kw_out_byte(x->out, ':');
    kw_node_id(x, edge->target);
}

/* --- the export
 * -------------------------------------------------------------------------------- */

static bool is_name(const char *name)
{
    if (*name < 'a' || *name > 'z')
        return false;
    for (; *name; name++) {
        if (!(*name >= 'a' && *name <= 'z') && !(*name >= '0' && *name <= '9') &&
            *name != '_')
            return false;
    }
    return true;
}

static enum kw_status check_columns(const struct kw_exporter *x, struct kw_error *err)
{
    for (size_t i = 0; i < x->column_count; i++) {
        const char *name = x->columns[i].name;
        if (!is_name(name))
            return kw_fail(err, KW_USAGE, "\"%s\" is no name of an attribute", name);
        for (size_t j = 0; j < x->node_count + i; j++) {
            if (kw_str_eq(kw_str_of(kw_exporter_node_name(x, j)), kw_str_of(name)))
                return kw_fail(err, KW_USAGE, "attribute %s comes twice", name);
        }
    }
    return KW_OK;
}

static enum kw_status run(struct kw_exporter *x, const struct kw_graph_writer *writer,
                          struct kw_error *err)
{
    enum kw_status status = writer->begin(x, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; writer->node && i < x->graph->node_count; i++)
        writer->node(x, i);
    for (size_t i = 0; writer->edge && i < x->graph->edge_count; i++)
        writer->edge(x, i);
    if (writer->end)
        writer->end(x);
    return KW_OK;
}

enum kw_status kw_export(const struct kw_graph *graph, const struct kw_format *format,
                         unsigned n, const struct kw_node_column *columns,
                         size_t column_count, struct kw_out *out, struct kw_error *err)
{
    struct kw_exporter x = {
        .graph = graph,
        .out = out,
        .nodes = kw_node_attributes(),
        .node_count = count_attributes(kw_node_attributes()),
        .edges = kw_edge_attributes(),
        .edge_count = count_attributes(kw_edge_attributes()),
        .columns = columns,
        .column_count = column_count,
    };
    enum kw_status status = check_columns(&x, err);
    if (status != KW_OK)
        return status;
    x.arena = kw_arena_new();
    if (!x.arena)
        return kw_nomem(err);
    status = run(&x, format->writers[n], err);
    kw_arena_free(x.arena);
    return status;
}
