/* memory.c - a graph in memory as a source: any labels, types and properties. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "query/source.h"

struct memory_node {
    struct kw_str *labels;
    size_t label_count;
    const struct kw_value_map *properties; /* or NULL */
};

struct memory_edge {
    struct kw_link link;
    const struct kw_value_map *properties;
};

struct kw_memory {
    struct kw_arena *arena;
    KW_VEC(struct memory_node) nodes; /* number n is nodes.items[n - 1] */
    KW_VEC(struct memory_edge) edges; /* likewise */
    KW_VEC(struct kw_str) types;      /* number n is types.items[n - 1] */
    struct kw_map type_numbers;
    uint32_t *offsets; /* of a node's edges in `around`; node count + 2 */
    uint32_t *around;  /* places in `edges`; a loop once */
};

struct kw_memory *kw_memory_new(struct kw_arena *arena)
{
    struct kw_memory *memory = KW_NEW(arena, 1, struct kw_memory);
    if (memory)
        memory->arena = arena;
    return memory;
}

int64_t kw_memory_node(struct kw_memory *memory, const struct kw_str *labels,
                       size_t label_count, const struct kw_value_map *properties)
{
    struct memory_node *node = KW_PUSH(memory->arena, &memory->nodes);
    struct kw_str *copy = KW_NEW(memory->arena, label_count + 1, struct kw_str);
    if (!node || !copy)
        return 0;
    for (size_t i = 0; i < label_count; i++)
        copy[i] = kw_arena_copy(memory->arena, labels[i]);
    *node = (struct memory_node){copy, label_count, properties};
    return (int64_t)memory->nodes.count;
}

int64_t kw_memory_edge(struct kw_memory *memory, int64_t from, int64_t to,
                       struct kw_str type, const struct kw_value_map *properties)
{
    uint32_t number = kw_map_get(&memory->type_numbers, type);
    if (number == 0) {
        struct kw_str *name = KW_PUSH(memory->arena, &memory->types);
        if (!name)
            return 0;
        *name = kw_arena_copy(memory->arena, type);
        number = (uint32_t)memory->types.count;
        if (kw_map_put(&memory->type_numbers, memory->arena, *name, number, NULL) !=
            KW_OK)
            return 0;
    }
    struct memory_edge *edge = KW_PUSH(memory->arena, &memory->edges);
    if (!edge)
        return 0;
    int64_t id = (int64_t)memory->edges.count;
    *edge = (struct memory_edge){{id, from, to, number}, properties};
    return id;
}

/* --- the calls ----------------------------------------------------------------------- */

static bool node_has(const struct memory_node *node, const struct kw_str *labels,
                     size_t count, bool any)
{
    size_t has = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < node->label_count; k++) {
            if (kw_str_eq(labels[i], node->labels[k])) {
                has++;
                break;
            }
        }
    }
    return any ? has > 0 || count == 0 : has == count;
}

static enum kw_status scan(void *context, struct kw_scan *scan, struct kw_region *region,
                           const int64_t **nodes, size_t *count, struct kw_error *err)
{
    const struct kw_memory *memory = context;
    enum { BATCH = 256 };
    int64_t *found = KW_GET(region, BATCH, int64_t);
    size_t n = 0;
    if (!found)
        return kw_region_fail(region, err);
    if (!scan->begun)
        scan->place = kw_value_integer(0);
    scan->begun = true;
    size_t at = (size_t)scan->place.as.integer;
    for (; at < memory->nodes.count && n < BATCH; at++) {
        if (node_has(&memory->nodes.items[at], scan->labels, scan->label_count,
                     scan->any_label))
            found[n++] = (int64_t)at + 1;
    }
    scan->place = kw_value_integer((int64_t)at);
    scan->done = at == memory->nodes.count;
    *nodes = found;
    *count = n;
    return KW_OK;
}

static bool reaches(const struct kw_memory *memory, const struct kw_link *link,
                    int64_t node, const struct kw_reach *reach)
{
    int64_t far = link->from == node ? link->to : link->from;
    bool typed = reach->type_count == 0;
    for (size_t i = 0; i < reach->type_count; i++)
        typed |= reach->types[i] == link->type;
    bool leads = (reach->out && link->from == node) || (reach->in && link->to == node);
    return typed && leads &&
           node_has(&memory->nodes.items[far - 1], reach->labels, reach->label_count,
                    reach->any_label);
}

static enum kw_status expand(void *context, int64_t node, const struct kw_reach *reach,
                             const struct kw_link **links, size_t *count,
                             struct kw_error *err)
{
    const struct kw_memory *memory = context;
    uint32_t begin = memory->offsets[node], end = memory->offsets[node + 1];
    struct kw_link *found = KW_GET(reach->region, end - begin, struct kw_link);
    if (!found)
        return kw_region_fail(reach->region, err);
    *count = 0;
    for (uint32_t i = begin; i < end; i++) {
        const struct kw_link *link = &memory->edges.items[memory->around[i]].link;
        if (reaches(memory, link, node, reach))
            found[(*count)++] = *link;
    }
    *links = found;
    return KW_OK;
}

static const struct kw_value_map *properties_of(const struct kw_memory *memory,
                                                const struct kw_value *of)
{
    return of->kind == KW_VALUE_NODE
               ? memory->nodes.items[of->as.node - 1].properties
               : memory->edges.items[of->as.edge->id - 1].properties;
}

static enum kw_status read(void *context, const struct kw_value *of, struct kw_str name,
                           struct kw_region *region, struct kw_value *out,
                           struct kw_error *err)
{
    const struct kw_value_map *map = properties_of(context, of);
    const struct kw_value *found = map ? kw_value_map_get(map, name) : NULL;
    (void)region;
    (void)err;
    *out = found ? *found : kw_null;
    return KW_OK;
}

static enum kw_status all(void *context, const struct kw_value *of,
                          struct kw_region *region, struct kw_value *out,
                          struct kw_error *err)
{
    const struct kw_value_map *map = properties_of(context, of);
    struct kw_value_map *copy = kw_value_map_new(region, map ? map->count : 0);
    if (!copy)
        return kw_region_fail(region, err);
    copy->count = 0;
    for (size_t i = 0; map && i < map->count; i++) {
        if (!kw_is_null(&map->entries[i].value))
            copy->entries[copy->count++] = map->entries[i];
    }
    *out = (struct kw_value){.kind = KW_VALUE_MAP, .as.map = copy};
    return KW_OK;
}

static enum kw_status labels(void *context, int64_t node, struct kw_region *region,
                             struct kw_value *out, struct kw_error *err)
{
    const struct kw_memory *memory = context;
    const struct memory_node *n = &memory->nodes.items[node - 1];
    struct kw_value_list *list = kw_value_list_new(region, n->label_count);
    if (!list)
        return kw_region_fail(region, err);
    for (size_t i = 0; i < n->label_count; i++)
        list->items[i] = kw_value_string(n->labels[i]);
    *out = kw_value_items(list);
    return KW_OK;
}

static struct kw_str type_name(void *context, uint32_t type)
{
    return ((const struct kw_memory *)context)->types.items[type - 1];
}

static bool type_number(void *context, struct kw_str name, uint32_t *type)
{
    uint32_t number = kw_map_get(&((const struct kw_memory *)context)->type_numbers, name);
    *type = number;
    return number != 0;
}

static const char *nothing(void *context, unsigned n)
{
    (void)context;
    (void)n;
    return NULL;
}

enum kw_status kw_memory_source(struct kw_memory *memory, struct kw_source *out,
                                struct kw_error *err)
{
    size_t nodes = memory->nodes.count, edges = memory->edges.count;
    memory->offsets = KW_NEW(memory->arena, nodes + 3, uint32_t);
    memory->around = KW_NEW(memory->arena, 2 * edges + 1, uint32_t);
    if (!memory->offsets || !memory->around)
        return kw_nomem(err);
    uint32_t *next = memory->offsets + 1;
    for (size_t i = 0; i < edges; i++) {
        const struct kw_link *link = &memory->edges.items[i].link;
        next[link->from + 1]++;
        if (link->to != link->from)
            next[link->to + 1]++;
    }
    for (size_t i = 1; i <= nodes + 1; i++)
        next[i] += next[i - 1];
    for (size_t i = 0; i < edges; i++) {
        const struct kw_link *link = &memory->edges.items[i].link;
        memory->around[next[link->from]++] = (uint32_t)i;
        if (link->to != link->from)
            memory->around[next[link->to]++] = (uint32_t)i;
    }
    *out = (struct kw_source){.context = memory, .scan = scan, .expand = expand,
                              .read = read, .all = all, .labels = labels,
                              .type_name = type_name, .type_number = type_number,
                              .label = nothing, .type = nothing, .property = nothing};
    return KW_OK;
}
