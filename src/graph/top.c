/* top.c - which entities become nodes: those with an edge, all, or the strongest. */
#include "build.h"

#include <stdlib.h>

struct ranked {
    uint32_t entity;   /* number */
    uint64_t strength; /* sum of the weights of its pairs */
};

static int by_strength(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->strength != y->strength)
        return x->strength > y->strength ? -1 : 1;
    return (x->entity > y->entity) - (x->entity < y->entity);
}

/* Marks the `top` strongest of the entities the view wants. */
static enum kw_status keep_strongest(struct kw_draft *d, struct kw_error *err)
{
    size_t count = 0;
    struct ranked *ranked = KW_NEW(d->scratch, d->entities.count + 1, struct ranked);
    if (!ranked)
        return kw_nomem(err);
    for (size_t i = 0; i < d->entities.count; i++)
        ranked[i].entity = (uint32_t)i;
    for (size_t i = 0; i < d->pair_count; i++) {
        ranked[d->pairs[i].a].strength += d->pairs[i].weight;
        ranked[d->pairs[i].b].strength += d->pairs[i].weight;
    }
    for (size_t i = 0; i < d->entities.count; i++) {
        if (d->entities.items[i].wanted)
            ranked[count++] = ranked[i];
    }
    qsort(ranked, count, sizeof *ranked, by_strength);
    for (size_t i = 0; i < count; i++)
        d->entities.items[ranked[i].entity].wanted = i < d->view->top;
    return KW_OK;
}

/* Drops edges and pairs whose ends are not wanted any more. */
static void drop_loose(struct kw_draft *d)
{
    const struct kw_draft_entity *entities = d->entities.items;
    size_t kept = 0;
    for (size_t i = 0; i < d->edge_count; i++) {
        struct kw_draft_edge *e = kw_draft_edge_at(d, i);
        e->chosen = e->chosen && entities[e->source].wanted && entities[e->target].wanted;
    }
    for (size_t i = 0; i < d->pair_count; i++) {
        if (entities[d->pairs[i].a].wanted && entities[d->pairs[i].b].wanted)
            d->pairs[kept++] = d->pairs[i];
    }
    d->pair_count = kept;
}

enum kw_status kw_draft_top(struct kw_draft *d, struct kw_error *err)
{
    if (d->view->top) {
        enum kw_status status = keep_strongest(d, err);
        if (status != KW_OK)
            return status;
        drop_loose(d);
    }
    struct kw_draft_entity *entities = d->entities.items;
    for (size_t i = 0; i < d->entities.count; i++)
        entities[i].kept = d->view->isolated && entities[i].wanted;
    for (size_t i = 0; i < d->pair_count; i++)
        entities[d->pairs[i].a].kept = entities[d->pairs[i].b].kept = true;
    return KW_OK;
}
