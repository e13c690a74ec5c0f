/* shares.c - what each story adds to a pair: weights as the sums they are.
 *
 * The same counts as in pairs.c, kept apart by story, for those who draw stories anew.
 * Mentions and documents of a story add up; as stories, a story is 1 whatever it holds.
 */
#include "build.h"

#include <stdlib.h>

#define NO_PAIR UINT32_MAX

/* Mentions of a pair in a document, on their way to its story. */
struct item {
    uint32_t pair;     /* place in the graph */
    uint32_t story;    /* number in the graph */
    uint32_t document; /* number in the draft */
    uint32_t mentions;
    bool forward, backward; /* where they lead */
};

struct tally {
    uint64_t weight, forward, backward;
};

static int by_pair(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    if (x->pair != y->pair)
        return x->pair < y->pair ? -1 : 1;
    if (x->story != y->story)
        return x->story < y->story ? -1 : 1;
    return (x->document > y->document) - (x->document < y->document);
}

static int by_ends(const void *a, const void *b)
{
    const struct kw_pair *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* Where the pair of each edge is in the graph, or NO_PAIR. */
static uint32_t *pairs_of_edges(const struct kw_draft *d)
{
    uint32_t *pairs = KW_NEW(d->scratch, d->edge_count + 1, uint32_t);
    for (size_t i = 0; pairs && i < d->edge_count; i++) {
        const struct kw_draft_edge *e = kw_draft_edge_at(d, i);
        bool ordered = e->source < e->target;
        struct kw_pair ends = {.a = ordered ? e->source : e->target,
                               .b = ordered ? e->target : e->source};
        const struct kw_pair *pair =
            e->chosen && d->pair_count
                ? bsearch(&ends, d->pairs, d->pair_count, sizeof ends, by_ends)
                : NULL;
        pairs[i] = pair ? (uint32_t)(pair - d->pairs) : NO_PAIR;
    }
    return pairs;
}

/* Numbers from 1 for the stories that hold something, in the order of their first
 * documents; 0 for others. */
static uint32_t *number_stories(const struct kw_draft *d, const uint32_t *pairs,
                                uint32_t *count)
{
    uint32_t *numbers = KW_NEW(d->scratch, d->documents.count + 2, uint32_t);
    for (size_t i = 0; numbers && i < d->shares.count; i++) {
        const struct kw_draft_share *s = &d->shares.items[i];
        if (pairs[s->edge] != NO_PAIR)
            numbers[d->documents.items[s->document].story] = UINT32_MAX;
    }
    *count = 0;
    for (size_t i = 0; numbers && i < d->documents.count; i++) {
        uint32_t story = d->documents.items[i].story;
        if (numbers[story] == UINT32_MAX)
            numbers[story] = ++*count;
    }
    return numbers;
}

static struct item item_of(const struct kw_draft *d, const struct kw_draft_share *share,
                           uint32_t pair, const uint32_t *stories)
{
    const struct kw_draft_edge *edge = kw_draft_edge_at(d, share->edge);
    bool ordered = edge->source < edge->target;
    return (struct item){.pair = pair,
                         .story = stories[d->documents.items[share->document].story] - 1,
                         .document = share->document,
                         .mentions = share->mentions,
                         .forward = ordered || share->back,
                         .backward = !ordered || share->back};
}

/* Adds `what` as it is, or as 1 where it is anything. */
static void add(struct tally *to, struct tally what, bool once)
{
    to->weight += once && what.weight ? 1 : what.weight;
    to->forward += once && what.forward ? 1 : what.forward;
    to->backward += once && what.backward ? 1 : what.backward;
}

static uint32_t narrow(uint64_t count)
{
    return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

/* One story's items of one pair; how many there are. */
static size_t share_of(const struct item *items, size_t count, enum kw_weight unit,
                       struct kw_share *share)
{
    struct tally story = {0}, sum = {0};
    size_t i = 0;
    while (i < count && items[i].pair == items[0].pair &&
           items[i].story == items[0].story) {
        struct tally document = {0};
        uint32_t number = items[i].document;
        for (; i < count && items[i].pair == items[0].pair && items[i].document == number;
             i++)
            add(&document,
                (struct tally){items[i].mentions,
                               items[i].forward ? items[i].mentions : 0,
                               items[i].backward ? items[i].mentions : 0},
                false);
        add(&story, document, unit != KW_WEIGHT_MENTIONS);
    }
    add(&sum, story, unit == KW_WEIGHT_STORIES);
    *share = (struct kw_share){items[0].story, narrow(sum.weight), narrow(sum.forward),
                               narrow(sum.backward)};
    return i;
}

static enum kw_status lay_out(const struct kw_draft *d, const struct item *items,
                              size_t count, struct kw_arena *arena,
                              struct kw_graph *graph, struct kw_error *err)
{
    size_t *starts = KW_NEW(arena, graph->pair_count + 2, size_t);
    struct kw_share *shares = KW_NEW(arena, count + 1, struct kw_share);
    size_t used = 0, pair = 0;
    if (!starts || !shares)
        return kw_nomem(err);
    for (size_t i = 0; i < count;) {
        while (pair <= items[i].pair)
            starts[pair++] = used;
        i += share_of(items + i, count - i, d->view->weight, &shares[used++]);
    }
    while (pair <= graph->pair_count)
        starts[pair++] = used;
    graph->shares = shares;
    graph->share_starts = starts;
    return KW_OK;
}

enum kw_status kw_draft_shares(const struct kw_draft *d, struct kw_arena *arena,
                               struct kw_graph *graph, struct kw_error *err)
{
    size_t count = 0;
    if (d->view->weight == KW_WEIGHT_OUTLETS)
        return kw_fail(err, KW_USAGE,
                       "different outlets are no sum over stories; count mentions, "
                       "documents or stories");
    uint32_t *pairs = pairs_of_edges(d);
    uint32_t *stories = pairs ? number_stories(d, pairs, &graph->story_count) : NULL;
    struct item *items = KW_NEW(d->scratch, d->shares.count + 1, struct item);
    if (!pairs || !stories || !items)
        return kw_nomem(err);
    for (size_t i = 0; i < d->shares.count; i++) {
        uint32_t pair = pairs[d->shares.items[i].edge];
        if (pair != NO_PAIR)
            items[count++] = item_of(d, &d->shares.items[i], pair, stories);
    }
    qsort(items, count, sizeof *items, by_pair);
    return lay_out(d, items, count, arena, graph, err);
}
