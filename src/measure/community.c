/* community.c - communities as what people read: names, sizes, and labels that stay. */
#include "follow.h"
#include "inputs.h"

#include <stdlib.h>

enum { CENTRAL = 3 }; /* members that make a name */

/* --- names ------------------------------------------------------------------------ */

struct member {
    uint32_t label, node;
    uint64_t inside; /* weight of its pairs inside */
};

static int by_label(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    if (x->label != y->label)
        return x->label < y->label ? -1 : 1;
    if (x->inside != y->inside)
        return x->inside > y->inside ? -1 : 1;
    return (x->node > y->node) - (x->node < y->node);
}

static enum kw_status name_one(const struct kw_graph *graph, const struct member *members,
                               struct kw_community *community, struct kw_arena *arena,
                               struct kw_error *err)
{
    struct kw_buf name = {0};
    for (size_t i = 0; i < community->size && i < CENTRAL; i++) {
        struct kw_str one = graph->nodes[members[i].node].name;
        kw_buf_printf(&name, "%s%.*s", i ? ", " : "", KW_STR_ARG(one));
    }
    community->name = kw_arena_copy(arena, kw_buf_str(&name));
    bool failed = name.failed || !community->name.ptr;
    kw_buf_free(&name);
    return failed ? kw_nomem(err) : KW_OK;
}

static int by_size(const void *a, const void *b)
{
    const struct kw_community *x = a, *y = b;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return (x->label > y->label) - (x->label < y->label);
}

enum kw_status kw_communities_list(const struct kw_graph *graph, const double *labels,
                                   const struct kw_previous *previous,
                                   struct kw_arena *arena, struct kw_community **out,
                                   size_t *out_count, struct kw_error *err)
{
    size_t n = graph->node_count, count = 0, next;
    enum kw_status status = KW_OK;
    struct member *members = KW_NEW(arena, n + 1, struct member);
    struct kw_community *list = KW_NEW(arena, n + 1, struct kw_community);
    if (!members || !list)
        return kw_nomem(err);
    for (size_t i = 0; i < n; i++)
        members[i] = (struct member){(uint32_t)labels[i], (uint32_t)i, 0};
    for (size_t i = 0; i < graph->pair_count; i++) {
        const struct kw_pair *p = &graph->pairs[i];
        if (members[p->a].label != members[p->b].label)
            continue;
        members[p->a].inside += p->weight;
        members[p->b].inside += p->weight;
    }
    qsort(members, n, sizeof *members, by_label);
    for (size_t i = 0; i < n && status == KW_OK; i = next) {
        struct kw_community *c = &list[count++];
        c->label = members[i].label;
        for (next = i; next < n && members[next].label == c->label; next++) {
            c->weight += members[next].inside;
            c->size++;
        }
        c->weight /= 2;
        if (previous)
            c->name = kw_previous_name(previous, c->label);
        if (c->name.len == 0)
            status = name_one(graph, members + i, c, arena, err);
    }
    qsort(list, count, sizeof *list, by_size);
    *out = list;
    *out_count = count;
    return status;
}

/* --- labels that stay ------------------------------------------------------------- */

/* How many entities of an earlier community are in a new one. */
struct overlap {
    uint32_t old, new, count;
};

static int by_labels(const void *a, const void *b)
{
    const struct overlap *x = a, *y = b;
    if (x->old != y->old)
        return x->old < y->old ? -1 : 1;
    return (x->new > y->new) - (x->new < y->new);
}

static int by_count(const void *a, const void *b)
{
    const struct overlap *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return by_labels(a, b);
}

/* All overlaps, the greatest first; their number. */
static size_t find_overlaps(const struct kw_measure_inputs *inputs,
                            const struct kw_partition *found, struct overlap *list)
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < inputs->graph->node_count; i++) {
        uint32_t old = kw_map_get(&inputs->follow->labels, inputs->graph->nodes[i].key);
        if (old)
            list[count++] = (struct overlap){old, found->labels[i], 1};
    }
    qsort(list, count, sizeof *list, by_labels);
    for (size_t i = 0; i < count; i++) {
        if (kept && by_labels(&list[kept - 1], &list[i]) == 0)
            list[kept - 1].count++;
        else
            list[kept++] = list[i];
    }
    qsort(list, kept, sizeof *list, by_count);
    return kept;
}

enum kw_status kw_communities_follow(struct kw_measure_inputs *inputs,
                                     struct kw_partition *found, struct kw_error *err)
{
    size_t n = inputs->graph->node_count;
    uint32_t fresh = inputs->follow->most;
    struct kw_map taken = {0};
    struct overlap *list = KW_NEW(inputs->scratch, n + 1, struct overlap);
    uint32_t *labels = KW_NEW(inputs->scratch, (size_t)found->count + 1, uint32_t);
    if (!list || !labels)
        return kw_nomem(err);
    size_t count = find_overlaps(inputs, found, list);
    for (size_t i = 0; i < count; i++) {
        struct kw_str old = kw_arena_printf(inputs->scratch, "%u", (unsigned)list[i].old);
        if (!old.ptr)
            return kw_nomem(err);
        if (labels[list[i].new] || kw_map_get(&taken, old))
            continue;
        labels[list[i].new] = list[i].old;
        enum kw_status status = kw_map_put(&taken, inputs->scratch, old, 1, err);
        if (status != KW_OK)
            return status;
    }
    for (uint32_t label = 1; label <= found->count; label++) {
        if (!labels[label])
            labels[label] = ++fresh;
    }
    for (size_t i = 0; i < n; i++)
        found->labels[i] = labels[found->labels[i]];
    return KW_OK;
}

/* Numbers of entities stand for communities: an entity that was in one begins in that of
 * the first one that was in it too, and a new one alone. */
enum kw_status kw_communities_begin(struct kw_measure_inputs *inputs, uint32_t *starts,
                                    struct kw_error *err)
{
    const struct kw_previous *follow = inputs->follow;
    size_t n = inputs->graph->node_count;
    struct overlap *list = KW_NEW(inputs->scratch, n + 1, struct overlap);
    size_t count = 0;
    if (!list)
        return kw_nomem(err);
    for (size_t i = 0; i < n; i++) {
        uint32_t old = kw_map_get(&follow->labels, inputs->graph->nodes[i].key);
        starts[i] = (uint32_t)i;
        if (old)
            list[count++] = (struct overlap){old, (uint32_t)i, 0};
    }
    qsort(list, count, sizeof *list, by_labels);
    for (size_t i = 1; i < count; i++) {
        if (list[i].old == list[i - 1].old)
            starts[list[i].new] = starts[list[i - 1].new];
    }
    return KW_OK;
}
