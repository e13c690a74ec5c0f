/* source.c - the documents that quotes come from, for formats in which they are things of
 * their own. */
#include "writer.h"

#include <stdlib.h>

static int by_document(const void *a, const void *b)
{
    return kw_str_cmp(((const struct kw_source *)a)->document,
                      ((const struct kw_source *)b)->document);
}

enum kw_status kw_sources_gather(struct kw_exporter *x, struct kw_sources *out,
                                 struct kw_error *err)
{
    const struct kw_graph *g = x->graph;
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < g->edge_count; i++)
        count += g->edges[i].quote_count;
    struct kw_source *all = KW_NEW(x->arena, count + 1, struct kw_source);
    if (!all)
        return kw_nomem(err);
    count = 0;
    for (size_t i = 0; i < g->edge_count; i++) {
        for (size_t n = 0; n < g->edges[i].quote_count; n++) {
            const struct kw_quote *q = &g->edges[i].quotes[n];
            all[count++] = (struct kw_source){q->document, q->publisher, q->date};
        }
    }
    qsort(all, count, sizeof *all, by_document);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || by_document(&all[kept - 1], &all[i]) != 0)
            all[kept++] = all[i];
    }
    *out = (struct kw_sources){all, kept};
    return KW_OK;
}

size_t kw_sources_find(const struct kw_sources *sources, struct kw_str document)
{
    struct kw_source key = {.document = document};
    const struct kw_source *found = bsearch(&key, sources->items, sources->count,
                                            sizeof *sources->items, by_document);
    return (size_t)(found - sources->items);
}
