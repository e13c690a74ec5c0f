/* json.c - what the writers of the JSON family share. */
#include "json.h"

void kw_export_string(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                      struct kw_str value)
{
    kw_json_string(json, key, kw_clean(x, value));
}

static bool listed(const char *list, const char *name)
{
    struct kw_str rest = kw_str_of(list), item;
    while (kw_str_item(&rest, '|', &item)) {
        if (kw_str_eq(item, kw_str_of(name)))
            return true;
    }
    return false;
}

static void member(struct kw_exporter *x, struct kw_json_out *json, const char *name,
                   enum kw_attribute_type type, const struct kw_value *value)
{
    if (!value->present)
        return;
    switch (type) {
    case KW_ATTRIBUTE_TEXT:
        kw_export_string(x, json, name, value->text);
        break;
    case KW_ATTRIBUTE_INTEGER:
        kw_json_integer(json, name, value->integer);
        break;
    case KW_ATTRIBUTE_NUMBER:
        kw_json_number(json, name, value->number);
        break;
    case KW_ATTRIBUTE_BOOL:
        kw_json_bool(json, name, value->integer);
        break;
    }
}

void kw_export_node_members(struct kw_exporter *x, struct kw_json_out *json, size_t node,
                            const char *but)
{
    struct kw_value value;
    for (size_t i = 0; i < x->node_count + x->column_count; i++) {
        if (but && listed(but, kw_exporter_node_name(x, i)))
            continue;
        kw_exporter_node_value(x, i, node, &value);
        member(x, json, kw_exporter_node_name(x, i), kw_exporter_node_type(x, i), &value);
    }
}

void kw_export_edge_members(struct kw_exporter *x, struct kw_json_out *json, size_t edge,
                            const char *but)
{
    struct kw_value value;
    for (size_t i = 0; i < x->edge_count; i++) {
        if (but && listed(but, x->edges[i].name))
            continue;
        kw_exporter_edge_value(x, i, edge, &value);
        member(x, json, x->edges[i].name, x->edges[i].type, &value);
    }
}

/* Identifiers are ASCII that needs no escape, so an empty string's quotes can be put
 * around them. */
static void open_id(struct kw_exporter *x, struct kw_json_out *json, const char *key)
{
    if (json->comma)
        kw_out_byte(x->out, ',');
    json->comma = true;
    if (key)
        kw_out_printf(x->out, "\"%s\":", key);
    kw_out_byte(x->out, '"');
}

void kw_export_node_id(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                       uint32_t node)
{
    open_id(x, json, key);
    kw_node_id(x, node);
    kw_out_byte(x->out, '"');
}

void kw_export_edge_id(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                       const struct kw_edge *edge)
{
    open_id(x, json, key);
    kw_edge_id(x, edge);
    kw_out_byte(x->out, '"');
}

struct kw_json_out kw_export_item(struct kw_exporter *x, bool first)
{
    kw_out_add(x->out, first ? KW_STR("\n") : KW_STR(",\n"));
    return (struct kw_json_out){.out = x->out};
}
