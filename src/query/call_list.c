/* call_list.c - functions on lists, nodes, relationships and paths. */
#include <string.h>

#include "base/utf8.h"
#include "query/calls.h"

/* --- lists --------------------------------------------------------------------------- */

CALL(kw_call_reverse)
{
    (void)count;
    if (args->kind == KW_VALUE_LIST) {
        const struct kw_value_list *from = args->as.list;
        struct kw_value_list *list = kw_value_list_new(&run->scratch, from->count);
        if (!list)
            return kw_run_nomem(run);
        for (size_t i = 0; i < from->count; i++)
            list->items[i] = from->items[from->count - 1 - i];
        *out = kw_value_items(list);
        return KW_OK;
    }
    struct kw_str s = args->as.string;
    char *bytes = KW_GET(&run->scratch, s.len + 1, char);
    if (!bytes)
        return kw_run_nomem(run);
    size_t end = s.len;
    for (size_t at = 0, len; at < s.len; at += len) {
        kw_utf8_decode(s, at, &len);
        end -= len;
        memcpy(bytes + end, s.ptr + at, len);
    }
    *out = kw_value_string((struct kw_str){bytes, s.len});
    return KW_OK;
}

CALL(kw_call_size)
{
    UNUSED;
    *out = kw_value_integer(args->kind == KW_VALUE_LIST
                                ? (int64_t)args->as.list->count
                                : (int64_t)kw_utf8_count(args->as.string));
    return KW_OK;
}

CALL(kw_call_head)
{
    UNUSED;
    if (args->as.list->count)
        *out = args->as.list->items[0];
    return KW_OK;
}

CALL(kw_call_last)
{
    UNUSED;
    if (args->as.list->count)
        *out = args->as.list->items[args->as.list->count - 1];
    return KW_OK;
}

CALL(kw_call_tail)
{
    (void)count;
    struct kw_value_list *list = KW_GET(&run->scratch, 1, struct kw_value_list);
    if (!list)
        return kw_run_nomem(run);
    *list = *args->as.list;
    if (list->count) {
        list->items++;
        list->count--;
    }
    *out = kw_value_items(list);
    return KW_OK;
}

CALL(kw_call_range)
{
    int64_t step = 1;
    for (size_t i = 0; i < count; i++) {
        if (args[i].kind != KW_VALUE_INTEGER)
            return kw_run_fail(run, "range takes integers, not %s",
                               kw_value_kind_name(args[i].kind));
    }
    int64_t from = args[0].as.integer, to = args[1].as.integer;
    if (count == 3)
        step = args[2].as.integer;
    if (step == 0)
        return kw_run_fail(run, "the step of a range cannot be 0");
    bool empty = step > 0 ? from > to : from < to;
    uint64_t span = step > 0 ? (uint64_t)to - (uint64_t)from
                             : (uint64_t)from - (uint64_t)to;
    uint64_t pace = step > 0 ? (uint64_t)step : (uint64_t)0 - (uint64_t)step;
    uint64_t many = empty ? 0 : span / pace + 1;
    if (many > 50u * 1000 * 1000 || (!empty && span == UINT64_MAX && pace == 1))
        return kw_fail(run->err, KW_LIMIT, "a range may have 50 million numbers");
    struct kw_value_list *list = kw_value_list_new(&run->scratch, (size_t)many);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < list->count; i++)
        list->items[i] = kw_value_integer(
            (int64_t)((uint64_t)from + (uint64_t)i * (uint64_t)step));
    *out = kw_value_items(list);
    return KW_OK;
}

CALL(kw_call_coalesce)
{
    UNUSED;
    for (size_t i = 0; i < count; i++) {
        if (!kw_is_null(&args[i])) {
            *out = args[i];
            break;
        }
    }
    return KW_OK;
}

CALL(kw_call_exists)
{
    UNUSED;
    *out = kw_value_bool(!kw_is_null(args));
    return KW_OK;
}

/* --- nodes, edges, paths ------------------------------------------------------------- */

CALL(kw_call_id)
{
    UNUSED;
    *out = kw_value_integer(args->kind == KW_VALUE_NODE ? args->as.node
                                                        : args->as.edge->id);
    return KW_OK;
}

CALL(kw_call_type)
{
    (void)count;
    *out = kw_value_string(
        run->source->type_name(run->source->context, args->as.edge->type));
    return KW_OK;
}

CALL(kw_call_labels)
{
    (void)count;
    return run->source->labels(run->source->context, args->as.node, &run->scratch, out,
                               run->err);
}

CALL(kw_call_start)
{
    UNUSED;
    *out = kw_value_node(args->as.edge->from);
    return KW_OK;
}

CALL(kw_call_end)
{
    UNUSED;
    *out = kw_value_node(args->as.edge->to);
    return KW_OK;
}

CALL(kw_call_properties)
{
    (void)count;
    if (args->kind == KW_VALUE_MAP) {
        *out = *args;
        return KW_OK;
    }
    return run->source->all(run->source->context, args, &run->scratch, out, run->err);
}

CALL(kw_call_keys)
{
    struct kw_value map;
    enum kw_status status = kw_call_properties(run, args, count, &map);
    if (status != KW_OK)
        return status;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, map.as.map->count);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < list->count; i++)
        list->items[i] = kw_value_string(map.as.map->entries[i].key);
    *out = kw_value_items(list);
    return KW_OK;
}

CALL(kw_call_length)
{
    UNUSED;
    *out = kw_value_integer((int64_t)args->as.path->edge_count);
    return KW_OK;
}

CALL(kw_call_nodes)
{
    (void)count;
    const struct kw_value_path *path = args->as.path;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, path->edge_count + 1);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < list->count; i++)
        list->items[i] = kw_value_node(path->nodes[i]);
    *out = kw_value_items(list);
    return KW_OK;
}

CALL(kw_call_relationships)
{
    (void)count;
    const struct kw_value_path *path = args->as.path;
    struct kw_value_list *list = kw_value_list_new(&run->scratch, path->edge_count);
    if (!list)
        return kw_run_nomem(run);
    for (size_t i = 0; i < list->count; i++) {
        list->items[i].kind = KW_VALUE_EDGE;
        list->items[i].as.edge = path->edges[i];
    }
    *out = kw_value_items(list);
    return KW_OK;
}
