/* show_places.c - where an entity is named, and what is named beside it. */
#include "query/show.h"

#include <stdlib.h>

struct intake {
    const struct kw_showing *showing;
    KW_VEC(struct kw_shown_document) documents; /* by key, as the rows come */
};

static enum kw_status take_naming(void *context, const struct kw_naming_row *row,
                                  struct kw_error *err)
{
    struct intake *in = context;
    struct kw_arena *arena = in->showing->arena;
    if (row->entity != in->showing->entity)
        return KW_OK;
    struct kw_shown_document *last =
        in->documents.count ? &in->documents.items[in->documents.count - 1] : NULL;
    if (last && kw_str_eq(last->key, row->document_key)) {
        last->mentions++;
        return KW_OK;
    }
    struct kw_shown_document *new = KW_PUSH(arena, &in->documents);
    if (!new)
        return kw_nomem(err);
    *new = (struct kw_shown_document){
        .key = kw_arena_copy(arena, row->document_key),
        .publisher = kw_arena_copy(arena, row->publisher),
        .story = kw_arena_copy(arena, row->story),
        .date = row->date,
        .mentions = 1,
    };
    return new->key.ptr &&new->publisher.ptr &&new->story.ptr ? KW_OK : kw_nomem(err);
}

static int find_document(const void *key, const void *item)
{
    return kw_str_cmp(*(const struct kw_str *)key,
                      ((const struct kw_shown_document *)item)->key);
}

static enum kw_status take_title(void *context, const struct kw_document_row *row,
                                 struct kw_error *err)
{
    struct intake *in = context;
    struct kw_shown_document *found =
        bsearch(&row->key, in->documents.items, in->documents.count, sizeof *found,
                find_document);
    if (!found)
        return KW_OK;
    found->title = kw_arena_copy(in->showing->arena, row->title);
    return found->title.ptr ? KW_OK : kw_nomem(err);
}

static int by_date(const void *a, const void *b)
{
    const struct kw_shown_document *x = a, *y = b;
    if ((x->date == KW_DAY_NONE) != (y->date == KW_DAY_NONE)) /* undated ones last */
        return x->date == KW_DAY_NONE ? 1 : -1;
    if (x->date != y->date)
        return x->date < y->date ? -1 : 1;
    return kw_str_cmp(x->key, y->key);
}

enum kw_status kw_show_documents(const struct kw_showing *showing, struct kw_shown *out,
                                 struct kw_error *err)
{
    struct intake in = {.showing = showing};
    enum kw_status status = kw_store_namings(showing->store, take_naming, &in, err);
    if (status != KW_OK || in.documents.count == 0)
        return status;
    status = kw_store_documents(showing->store, take_title, &in, err);
    if (status != KW_OK)
        return status;
    qsort(in.documents.items, in.documents.count, sizeof *in.documents.items, by_date);
    out->documents = in.documents.items;
    out->document_count = in.documents.count;
    return KW_OK;
}

/* --- neighbours ------------------------------------------------------------------- */

static int by_weight(const void *a, const void *b)
{
    const struct kw_shown_neighbour *x = a, *y = b;
    if (x->stories != y->stories)
        return x->stories > y->stories ? -1 : 1;
    if (x->sentences != y->sentences)
        return x->sentences > y->sentences ? -1 : 1;
    return kw_str_cmp(x->key, y->key);
}

/* The other end of each edge of node `self`. */
static enum kw_status list_neighbours(const struct kw_graph *graph, uint32_t self,
                                      struct kw_arena *arena, struct kw_shown *out,
                                      struct kw_error *err)
{
    KW_VEC(struct kw_shown_neighbour) list = {0};
    for (size_t i = 0; i < graph->edge_count; i++) {
        const struct kw_edge *edge = &graph->edges[i];
        if (edge->source != self && edge->target != self)
            continue;
        const struct kw_node *other =
            &graph->nodes[edge->source == self ? edge->target : edge->source];
        struct kw_shown_neighbour *new = KW_PUSH(arena, &list);
        if (!new)
            return kw_nomem(err);
        *new = (struct kw_shown_neighbour){other->key,
                                           other->name,
                                           other->type,
                                           (int64_t)edge->mentions,
                                           (int64_t)edge->documents,
                                           (int64_t)edge->stories};
    }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_weight);
    out->neighbours = list.items;
    out->neighbour_count = list.count;
    return KW_OK;
}

enum kw_status kw_show_neighbours(const struct kw_showing *showing, struct kw_shown *out,
                                  struct kw_error *err)
{
    struct kw_graph *graph;
    struct kw_view view = kw_view_default();
    view.layers = 1u << KW_LAYER_COOCCURRENCE;
    view.voices = true;
    view.bare = true;
    enum kw_status status =
        kw_graph_load(showing->store, &view, showing->arena, &graph, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < graph->node_count; i++) {
        if (kw_str_eq(graph->nodes[i].key, out->entity.key))
            return list_neighbours(graph, (uint32_t)i, showing->arena, out, err);
    }
    return KW_OK;
}
