/* narrow.c - the part of a view: what is connected to an entity, or near it. */
#include "build.h"

#define FAR UINT32_MAX

/* The entity of that key, or else the first one of that very name. */
enum kw_status kw_draft_entity_named(const struct kw_draft *d, struct kw_str name,
                                     uint32_t *number, struct kw_error *err)
{
    size_t found = d->entities.count;
    for (size_t i = 0; i < d->entities.count; i++) {
        const struct kw_node *node = &d->entities.items[i].node;
        if (kw_str_eq(node->key, name)) {
            found = i;
            break;
        }
        if (found == d->entities.count && kw_str_eq(node->name, name))
            found = i;
    }
    if (found == d->entities.count)
        return kw_fail(err, KW_NOTFOUND, "the store knows no entity \"%.*s\"",
                       KW_STR_ARG(kw_str_slice(name, 0, name.len < 80 ? name.len : 80)));
    *number = (uint32_t)found;
    return KW_OK;
}

/* Pairs as lists of neighbors. */
struct nearby {
    uint32_t *offsets;
    uint32_t *targets;
    uint32_t *steps; /* by entity: from where the search began; FAR: not met */
    uint32_t *queue;
};

static enum kw_status make_nearby(struct kw_draft *d, struct nearby *n,
                                  struct kw_error *err)
{
    size_t count = d->entities.count;
    n->offsets = KW_NEW(d->scratch, count + 2, uint32_t);
    n->targets = KW_NEW(d->scratch, 2 * d->pair_count + 1, uint32_t);
    n->steps = KW_NEW(d->scratch, count + 1, uint32_t);
    n->queue = KW_NEW(d->scratch, count + 1, uint32_t);
    if (!n->offsets || !n->targets || !n->steps || !n->queue)
        return kw_nomem(err);
    for (size_t i = 0; i < d->pair_count; i++) {
        n->offsets[d->pairs[i].a + 2]++;
        n->offsets[d->pairs[i].b + 2]++;
    }
    for (size_t i = 2; i <= count; i++)
        n->offsets[i] += n->offsets[i - 1];
    for (size_t i = 0; i < d->pair_count; i++) {
        n->targets[n->offsets[d->pairs[i].a + 1]++] = d->pairs[i].b;
        n->targets[n->offsets[d->pairs[i].b + 1]++] = d->pairs[i].a;
    }
    for (size_t i = 0; i < count; i++)
        n->steps[i] = FAR;
    return KW_OK;
}

/* Meets what is up to `depth` steps from an entity; how many that are. */
static uint32_t walk(struct nearby *n, uint32_t from, uint32_t depth)
{
    uint32_t tail = 0;
    n->steps[from] = 0;
    n->queue[tail++] = from;
    for (uint32_t head = 0; head < tail; head++) {
        uint32_t entity = n->queue[head];
        if (n->steps[entity] == depth)
            continue;
        for (uint32_t i = n->offsets[entity]; i < n->offsets[entity + 1]; i++) {
            if (n->steps[n->targets[i]] != FAR)
                continue;
            n->steps[n->targets[i]] = n->steps[entity] + 1;
            n->queue[tail++] = n->targets[i];
        }
    }
    return tail;
}

/* Leaves in the view what was met. */
static void keep_met(struct kw_draft *d, const struct nearby *n)
{
    size_t kept = 0;
    for (size_t i = 0; i < d->entities.count; i++)
        d->entities.items[i].wanted = d->entities.items[i].wanted && n->steps[i] != FAR;
    for (size_t i = 0; i < d->pair_count; i++) {
        if (n->steps[d->pairs[i].a] != FAR && n->steps[d->pairs[i].b] != FAR)
            kw_draft_keep_pair(d, kept++, i);
    }
    d->pair_count = kept;
}

static enum kw_status keep_near(struct kw_draft *d, struct kw_str name, uint32_t depth,
                                struct kw_error *err)
{
    struct nearby n = {0};
    uint32_t entity;
    enum kw_status status = kw_draft_entity_named(d, name, &entity, err);
    if (status == KW_OK)
        status = make_nearby(d, &n, err);
    if (status != KW_OK)
        return status;
    walk(&n, entity, depth);
    keep_met(d, &n);
    return KW_OK;
}

/* The part with the most entities; of two, the one whose first key sorts first. */
static enum kw_status keep_largest(struct kw_draft *d, struct kw_error *err)
{
    struct nearby n = {0};
    uint32_t best = 0, most = 0;
    enum kw_status status = make_nearby(d, &n, err);
    if (status != KW_OK)
        return status;
    for (uint32_t i = 0; i < d->entities.count; i++) {
        if (n.steps[i] != FAR || !d->entities.items[i].wanted)
            continue;
        uint32_t size = walk(&n, i, FAR - 1);
        if (size > most) {
            most = size;
            best = i;
        }
    }
    for (size_t i = 0; i < d->entities.count; i++)
        n.steps[i] = FAR;
    if (most)
        walk(&n, best, FAR - 1);
    keep_met(d, &n);
    return KW_OK;
}

enum kw_status kw_draft_narrow(struct kw_draft *d, struct kw_error *err)
{
    const struct kw_view *view = d->view;
    enum kw_status status = KW_OK;
    if (kw_str_eq(view->component, KW_STR("largest")))
        status = keep_largest(d, err);
    else if (view->component.len)
        status = keep_near(d, view->component, FAR - 1, err);
    if (status == KW_OK && view->around.len)
        status = keep_near(d, view->around, view->depth, err);
    return status;
}
