/* top.c - which entities become nodes: those with an edge, all, or the first by a
 * measure. */
#include "build.h"

#include <math.h>
#include <stdlib.h>

struct ranked {
    uint32_t entity;   /* number */
    uint64_t strength; /* sum of the weights of its pairs */
    double score;      /* what comes before that; 0 where strength is what counts */
};

static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->strength != y->strength)
        return x->strength > y->strength ? -1 : 1;
    return (x->entity > y->entity) - (x->entity < y->entity);
}

/* The graph that `top` cuts down, as far as measures read it; entity numbers of its nodes
 * in `entities`. */
static enum kw_status sketch(const struct kw_draft *d, struct kw_graph *graph,
                             uint32_t *entities, struct kw_error *err)
{
    uint32_t *numbers = KW_NEW(d->scratch, d->entities.count + 1, uint32_t);
    graph->nodes = KW_NEW(d->scratch, d->entities.count + 1, struct kw_node);
    graph->pairs = KW_NEW(d->scratch, d->pair_count + 1, struct kw_pair);
    if (!numbers || !graph->nodes || !graph->pairs)
        return kw_nomem(err);
    for (size_t i = 0; i < d->entities.count; i++) {
        if (!d->entities.items[i].kept)
            continue;
        numbers[i] = (uint32_t)graph->node_count;
        entities[graph->node_count] = (uint32_t)i;
        graph->nodes[graph->node_count++] = d->entities.items[i].node;
    }
    for (size_t i = 0; i < d->pair_count; i++) {
        graph->pairs[i] = d->pairs[i];
        graph->pairs[i].a = numbers[d->pairs[i].a];
        graph->pairs[i].b = numbers[d->pairs[i].b];
    }
    graph->counts = d->counts;
    graph->pair_count = d->pair_count;
    graph->windows = d->windows;
    graph->view = *d->view;
    return KW_OK;
}

/* Scores of the measure that the view names, into `ranked`, by entity. */
static enum kw_status rate(struct kw_draft *d, struct ranked *ranked,
                           struct kw_error *err)
{
    struct kw_graph graph = {0};
    uint32_t *entities = KW_NEW(d->scratch, d->entities.count + 1, uint32_t);
    double *scores = KW_NEW(d->scratch, d->entities.count + 1, double);
    if (!entities || !scores)
        return kw_nomem(err);
    enum kw_status status = sketch(d, &graph, entities, err);
    if (status == KW_OK)
        status = d->rows->score(d->rows->score_context, &graph, scores, err);
    for (size_t i = 0; i < d->entities.count && status == KW_OK; i++)
        ranked[i].score = -INFINITY;
    for (size_t i = 0; i < graph.node_count && status == KW_OK; i++)
        ranked[entities[i]].score = isnan(scores[i]) ? -INFINITY : scores[i];
    return status;
}

/* Marks the `top` first of the entities the view wants. */
static enum kw_status keep_first(struct kw_draft *d, struct kw_error *err)
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
    if (d->view->by.len) {
        if (!d->rows->score)
            return kw_fail(err, KW_USAGE, "only strength is known here, not %.*s",
                           KW_STR_ARG(d->view->by));
        enum kw_status status = rate(d, ranked, err);
        if (status != KW_OK)
            return status;
    }
    for (size_t i = 0; i < d->entities.count; i++) {
        if (d->entities.items[i].wanted)
            ranked[count++] = ranked[i];
    }
    qsort(ranked, count, sizeof *ranked, by_rank);
    for (size_t i = 0; i < count; i++)
        d->entities.items[ranked[i].entity].wanted = i < d->view->top;
    return KW_OK;
}

static int by_ends(const void *a, const void *b)
{
    const struct kw_pair *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* Drops pairs whose ends are not wanted any more, and edges of pairs that are gone. */
static void drop_loose(struct kw_draft *d)
{
    const struct kw_draft_entity *entities = d->entities.items;
    size_t kept = 0;
    for (size_t i = 0; i < d->pair_count; i++) {
        if (entities[d->pairs[i].a].wanted && entities[d->pairs[i].b].wanted)
            kw_draft_keep_pair(d, kept++, i);
    }
    d->pair_count = kept;
    for (size_t i = 0; i < d->edge_count; i++) {
        struct kw_draft_edge *e = kw_draft_edge_at(d, i);
        bool ordered = e->source < e->target;
        struct kw_pair pair = {.a = ordered ? e->source : e->target,
                               .b = ordered ? e->target : e->source};
        e->chosen = e->chosen && d->pair_count &&
                    bsearch(&pair, d->pairs, d->pair_count, sizeof pair, by_ends);
    }
}

/* True when something else than `minimum` may have taken pairs away. */
static bool narrowed(const struct kw_view *view)
{
    return view->top || view->backbone || view->component.len || view->around.len;
}

static void keep(struct kw_draft *d)
{
    struct kw_draft_entity *entities = d->entities.items;
    for (size_t i = 0; i < d->entities.count; i++)
        entities[i].kept = d->view->isolated && entities[i].wanted;
    for (size_t i = 0; i < d->pair_count; i++)
        entities[d->pairs[i].a].kept = entities[d->pairs[i].b].kept = true;
}

enum kw_status kw_draft_top(struct kw_draft *d, struct kw_error *err)
{
    keep(d);
    if (d->view->top) {
        enum kw_status status = keep_first(d, err);
        if (status != KW_OK)
            return status;
    }
    if (narrowed(d->view))
        drop_loose(d);
    keep(d);
    return KW_OK;
}
