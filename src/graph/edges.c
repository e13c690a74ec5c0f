/* edges.c - edges while evidence comes in, and their order in the end. */
#include "build.h"

#include <stdlib.h>

/* Layer and kind fit into the high half: kinds are relations or 0. */
static uint64_t high_key(enum kw_layer layer, uint32_t kind)
{
    return (uint64_t)kind << 8 | layer;
}

enum kw_status kw_draft_edge_of(struct kw_draft *d, uint32_t source, uint32_t target,
                                enum kw_layer layer, uint32_t kind, uint32_t *number,
                                struct kw_error *err)
{
    uint64_t high = high_key(layer, kind), low = (uint64_t)source << 32 | target;
    *number = kw_draft_index_get(&d->edge_keys, high, low);
    if (*number != KW_DRAFT_MOST)
        return KW_OK;
    if (d->edge_count >= KW_DRAFT_MOST)
        return kw_fail(err, KW_LIMIT, "too many edges for one graph; narrow the view");
    *number = (uint32_t)d->edge_count;
    if (*number % DRAFT_PAGE == 0) {
        struct kw_draft_edge **page = KW_PUSH(d->scratch, &d->edge_pages);
        if (!page)
            return kw_nomem(err);
        *page = KW_NEW(d->scratch, DRAFT_PAGE, struct kw_draft_edge);
        if (!*page)
            return kw_nomem(err);
    }
    d->edge_count++;
    *kw_draft_edge_at(d, *number) = (struct kw_draft_edge){
        .source = source,
        .target = target,
        .layer = layer,
        .kind = kind,
        .first = KW_DAY_NONE,
        .last = KW_DAY_NONE,
    };
    return kw_draft_index_put(&d->edge_keys, d->scratch, high, low, *number, err);
}

const struct kw_draft_edge *kw_draft_edge_windows(const struct kw_draft *d, uint32_t a,
                                                  uint32_t b)
{
    uint32_t number = kw_draft_index_get(
        &d->edge_keys, high_key(KW_LAYER_COOCCURRENCE, 0), (uint64_t)a << 32 | b);
    return number == KW_DRAFT_MOST ? NULL : kw_draft_edge_at(d, number);
}

enum kw_status kw_draft_edge_held(struct kw_draft *d, uint32_t edge, uint32_t document,
                                  bool back, struct kw_error *err)
{
    struct kw_draft_evidence *e = KW_PUSH(d->scratch, &d->evidence);
    if (!e)
        return kw_nomem(err);
    *e = (struct kw_draft_evidence){.edge = edge, .held = document * 2 + back};
    return KW_OK;
}

enum kw_status kw_draft_edge_share(struct kw_draft *d, uint32_t edge, uint32_t document,
                                   uint32_t mentions, bool back, struct kw_error *err)
{
    if (!d->view->shares)
        return KW_OK;
    struct kw_draft_share *share = KW_PUSH(d->scratch, &d->shares);
    if (!share)
        return kw_nomem(err);
    *share = (struct kw_draft_share){edge, document, mentions, back};
    return KW_OK;
}

void kw_draft_edge_date(struct kw_draft_edge *edge, int32_t first, int32_t last)
{
    if (first != KW_DAY_NONE && (edge->first == KW_DAY_NONE || first < edge->first))
        edge->first = first;
    if (last != KW_DAY_NONE && (edge->last == KW_DAY_NONE || last > edge->last))
        edge->last = last;
}

static int by_ends(const void *a, const void *b)
{
    const struct kw_edge *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    if (x->target != y->target)
        return x->target < y->target ? -1 : 1;
    if (x->layer != y->layer)
        return x->layer < y->layer ? -1 : 1;
    return kw_str_cmp(x->types, y->types);
}

void kw_edges_sort(struct kw_edge *edges, size_t count)
{
    if (count)
        qsort(edges, count, sizeof *edges, by_ends);
}
