/* finish.c - a draft into the plain arrays that everybody reads. */
#include "build.h"

#include <stdlib.h>

struct finish {
    struct kw_draft *draft;    /* what it is made of */
    struct kw_arena *arena;    /* where it lives */
    struct kw_graph *graph;    /* what becomes of it */
    struct kw_str *keys;       /* of documents, copied when first quoted */
    struct kw_str *publishers; /* likewise */
    size_t speaker;            /* first of the draft's speakers not yet taken */
};

static enum kw_status copy(struct kw_arena *arena, struct kw_str *s, struct kw_error *err)
{
    *s = kw_arena_copy(arena, *s);
    return s->ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status finish_nodes(struct finish *f, struct kw_error *err)
{
    struct kw_draft *d = f->draft;
    size_t count = 0;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < d->entities.count; i++) {
        if (d->entities.items[i].kept)
            d->entities.items[i].number = (uint32_t)count++;
    }
    struct kw_node *node = f->graph->nodes = KW_NEW(f->arena, count + 1, struct kw_node);
    if (!node)
        return kw_nomem(err);
    f->graph->node_count = count;
    for (size_t i = 0; i < d->entities.count && status == KW_OK; i++) {
        if (!d->entities.items[i].kept)
            continue;
        *node = d->entities.items[i].node;
        status = copy(f->arena, &node->key, err);
        if (status == KW_OK)
            status = copy(f->arena, &node->name, err);
        if (status == KW_OK)
            status = copy(f->arena, &node->kind, err);
        node++;
    }
    return status;
}

static enum kw_status quote_document(struct finish *f, uint32_t document,
                                     struct kw_quote *quote, struct kw_error *err)
{
    const struct kw_draft_document *d = &f->draft->documents.items[document];
    if (!f->keys[document].ptr) {
        f->publishers[document] = kw_arena_copy(f->arena, d->publisher);
        f->keys[document] = kw_arena_copy(f->arena, d->key);
    }
    quote->document = f->keys[document];
    quote->publisher = f->publishers[document];
    quote->date = d->date;
    return quote->document.ptr && quote->publisher.ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status finish_quotes(struct finish *f, const struct kw_draft_edge *from,
                                    struct kw_edge *edge, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    struct kw_quote *quotes = KW_NEW(f->arena, from->quote_count, struct kw_quote);
    if (!quotes)
        return kw_nomem(err);
    edge->quotes = quotes;
    edge->quote_count = from->quote_count;
    for (size_t i = 0; i < from->quote_count && status == KW_OK; i++) {
        const struct kw_draft_quote *q = &from->quotes[i];
        quotes[i].text = q->text;
        quotes[i].modality = q->modality;
        quotes[i].polarity = q->polarity;
        if (from->layer == KW_LAYER_STATEMENTS) /* the text is in the scratch arena */
            status = copy(f->arena, &quotes[i].text, err);
        if (status == KW_OK)
            status = quote_document(f, q->document, &quotes[i], err);
        if (status == KW_OK && q->speaker) {
            quotes[i].speaker = f->draft->entities.items[q->speaker - 1].node.name;
            status = copy(f->arena, &quotes[i].speaker, err);
        }
    }
    return status;
}

/* Names of the types in a set, joined by |, and whether all of them are symmetric. */
static enum kw_status name_types(struct kw_arena *arena, struct kw_edge *edge,
                                 struct kw_error *err)
{
    struct kw_buf names = {0};
    edge->symmetric = true;
    for (unsigned t = 1; t < KW_RELATION_COUNT; t++) {
        if (!(edge->type_set >> t & 1))
            continue;
        const struct kw_label *label = kw_relation_label((enum kw_relation)t);
        kw_buf_printf(&names, "%s%s", names.len ? "|" : "", label->name);
        edge->symmetric = edge->symmetric && label->symmetric;
    }
    edge->types = kw_arena_copy(arena, kw_buf_str(&names));
    bool failed = names.failed || !edge->types.ptr;
    kw_buf_free(&names);
    return failed ? kw_nomem(err) : KW_OK;
}

static int by_edge(const void *a, const void *b)
{
    const struct kw_draft_speaker *x = a, *y = b;
    if (x->edge != y->edge)
        return x->edge < y->edge ? -1 : 1;
    return (x->entity > y->entity) - (x->entity < y->entity);
}

/* Takes the speakers of edge `number` off those that are left, which come by edge. */
static enum kw_status name_speakers(struct finish *f, size_t number, struct kw_edge *edge,
                                    struct kw_error *err)
{
    const struct kw_draft *d = f->draft;
    struct kw_buf names = {0};
    unsigned count = 0;
    while (f->speaker < d->speakers.count && d->speakers.items[f->speaker].edge < number)
        f->speaker++;
    for (; f->speaker < d->speakers.count && d->speakers.items[f->speaker].edge == number;
         f->speaker++) {
        const struct kw_draft_speaker *s = &d->speakers.items[f->speaker];
        if (f->speaker > 0 && by_edge(s - 1, s) == 0)
            continue;
        if (count == KW_SPEAKER_LIMIT)
            continue;
        if (count++)
            kw_buf_byte(&names, '|');
        kw_buf_add(&names, d->entities.items[s->entity].node.name);
    }
    edge->speakers = kw_arena_copy(f->arena, kw_buf_str(&names));
    bool failed = names.failed || !edge->speakers.ptr;
    kw_buf_free(&names);
    return failed ? kw_nomem(err) : KW_OK;
}

static enum kw_status finish_edge(struct finish *f, const struct kw_draft_edge *from,
                                  struct kw_edge *edge, struct kw_error *err)
{
    const struct kw_draft_entity *entities = f->draft->entities.items;
    *edge = (struct kw_edge){
        .source = entities[from->source].number,
        .target = entities[from->target].number,
        .layer = from->layer,
        .type_set = from->type_set,
        .mentions = from->mentions,
        .documents = from->documents,
        .stories = from->stories,
        .outlets = from->outlets,
        .weight = from->weight,
        .denied = from->denied,
        .alleged = from->alleged,
        .dated = from->dated,
        .disputed = from->disputed,
        .first = from->first,
        .last = from->last,
    };
    enum kw_status status = name_types(f->arena, edge, err);
    return status == KW_OK ? finish_quotes(f, from, edge, err) : status;
}

static enum kw_status finish_edges(struct finish *f, struct kw_error *err)
{
    const struct kw_draft *d = f->draft;
    size_t count = 0;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < d->edge_count; i++)
        count += kw_draft_edge_at(d, i)->chosen;
    struct kw_edge *edge = f->graph->edges = KW_NEW(f->arena, count + 1, struct kw_edge);
    if (!edge)
        return kw_nomem(err);
    f->graph->edge_count = count;
    if (d->speakers.count)
        qsort(d->speakers.items, d->speakers.count, sizeof *d->speakers.items, by_edge);
    for (size_t i = 0; i < d->edge_count && status == KW_OK; i++) {
        if (!kw_draft_edge_at(d, i)->chosen)
            continue;
        status = finish_edge(f, kw_draft_edge_at(d, i), edge, err);
        if (status == KW_OK)
            status = name_speakers(f, i, edge++, err);
    }
    if (status == KW_OK)
        kw_edges_sort(f->graph->edges, count);
    return status;
}

/* Numbers of nodes keep the order of entities, so pairs stay sorted. */
static enum kw_status finish_pairs(struct finish *f, struct kw_error *err)
{
    const struct kw_draft *d = f->draft;
    struct kw_pair *pairs = KW_NEW(f->arena, d->pair_count + 1, struct kw_pair);
    struct kw_pair_counts *counts =
        KW_NEW(f->arena, d->pair_count + 1, struct kw_pair_counts);
    if (!pairs || !counts)
        return kw_nomem(err);
    for (size_t i = 0; i < d->pair_count; i++) {
        counts[i] = d->counts[i];
        pairs[i] = d->pairs[i];
        pairs[i].a = d->entities.items[pairs[i].a].number;
        pairs[i].b = d->entities.items[pairs[i].b].number;
    }
    f->graph->pairs = pairs;
    f->graph->counts = counts;
    f->graph->pair_count = d->pair_count;
    return KW_OK;
}

enum kw_status kw_draft_finish(struct kw_draft *d, struct kw_arena *arena,
                               struct kw_graph **out, struct kw_error *err)
{
    struct finish f = {
        .draft = d,
        .arena = arena,
        .graph = KW_NEW(arena, 1, struct kw_graph),
        .keys = KW_NEW(d->scratch, d->documents.count + 1, struct kw_str),
        .publishers = KW_NEW(d->scratch, d->documents.count + 1, struct kw_str),
    };
    if (!f.graph || !f.keys || !f.publishers)
        return kw_nomem(err);
    f.graph->view = *d->view;
    f.graph->cut = d->cut;
    f.graph->windows = d->windows;
    enum kw_status status = finish_nodes(&f, err);
    if (status == KW_OK)
        status = finish_edges(&f, err);
    if (status == KW_OK)
        status = finish_pairs(&f, err);
    if (status == KW_OK && d->view->shares)
        status = kw_draft_shares(d, arena, f.graph, err);
    if (status == KW_OK)
        *out = f.graph;
    return status;
}

/* --- looking up --------------------------------------------------------------------- */

static int find_key(const void *key, const void *node)
{
    return kw_str_cmp(*(const struct kw_str *)key, ((const struct kw_node *)node)->key);
}

const struct kw_node *kw_graph_node(const struct kw_graph *graph, struct kw_str key)
{
    return graph->node_count ? bsearch(&key, graph->nodes, graph->node_count,
                                       sizeof *graph->nodes, find_key)
                             : NULL;
}
