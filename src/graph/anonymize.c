/* anonymize.c - a graph to hand out: other names, no quotes, sources as digests. */
#include "build.h"

#include "base/sha1.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_DIGITS = 12, SOURCE_DIGITS = 16 };

struct anonymizer {
    const struct kw_graph *from; /* what is copied */
    uint32_t types;              /* bit t - 1: type t */
    struct kw_str salt;          /* mixed into every digest */
    struct kw_arena *arena;      /* where the copy lives */
    struct kw_graph *graph;      /* the copy */
    uint32_t *number;            /* of each node of `from` in the copy */
};

/* A digest of salt and text, as digits. */
static struct kw_str digest_of(const struct anonymizer *a, struct kw_str text,
                               unsigned digits)
{
    struct kw_sha1 sha;
    unsigned char digest[KW_SHA1_SIZE];
    char hex[2 * KW_SHA1_SIZE + 1];
    kw_sha1_begin(&sha);
    kw_sha1_add(&sha, a->salt);
    kw_sha1_add(&sha, (struct kw_str){"", 1}); /* a NUL stands in neither */
    kw_sha1_add(&sha, text);
    kw_sha1_end(&sha, digest);
    kw_sha1_print(digest, digits, hex);
    return kw_arena_copy(a->arena, kw_str_of(hex));
}

static bool chosen(const struct anonymizer *a, const struct kw_node *node)
{
    return node->type != KW_TYPE_NONE && (a->types >> (node->type - 1) & 1);
}

static enum kw_status rename_node(const struct anonymizer *a, struct kw_node *node,
                                  struct kw_error *err)
{
    const char *type = kw_type_label(node->type)->name;
    struct kw_str digest = digest_of(a, node->key, NAME_DIGITS);
    node->name = kw_arena_printf(a->arena, "%s %.*s", type, KW_STR_ARG(digest));
    node->key = node->name;
    return digest.ptr && node->name.ptr ? KW_OK : kw_nomem(err);
}

/* "kestrel systems/board" names the owner by its key. */
static enum kw_status rename_owner(const struct anonymizer *a, struct kw_node *node,
                                   struct kw_error *err)
{
    for (size_t slash = node->key.len; slash-- > 0;) {
        if (node->key.ptr[slash] != '/')
            continue;
        const struct kw_node *found =
            kw_graph_node(a->from, kw_str_slice(node->key, 0, slash));
        if (!found || !chosen(a, found))
            continue;
        struct kw_node other = *found;
        struct kw_str rest = kw_str_slice(node->key, slash, node->key.len);
        enum kw_status status = rename_node(a, &other, err);
        if (status != KW_OK)
            return status;
        node->key = kw_arena_printf(a->arena, "%.*s%.*s", KW_STR_ARG(other.key),
                                    KW_STR_ARG(rest));
        return node->key.ptr ? KW_OK : kw_nomem(err);
    }
    return KW_OK;
}

/* A node and where it came from, to be sorted. */
struct placed {
    struct kw_node node; /* renamed */
    uint32_t from;       /* its number before */
};

static int by_new_key(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    int keys = kw_str_cmp(x->node.key, y->node.key);
    return keys ? keys : (x->from > y->from) - (x->from < y->from);
}

static enum kw_status copy_nodes(struct anonymizer *a, struct kw_error *err)
{
    size_t count = a->from->node_count;
    struct placed *placed = KW_NEW(a->arena, count + 1, struct placed);
    struct kw_node *nodes = KW_NEW(a->arena, count + 1, struct kw_node);
    a->number = KW_NEW(a->arena, count + 1, uint32_t);
    if (!placed || !nodes || !a->number)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++) {
        placed[i] = (struct placed){a->from->nodes[i], (uint32_t)i};
        enum kw_status status = chosen(a, &placed[i].node)
                                    ? rename_node(a, &placed[i].node, err)
                                    : rename_owner(a, &placed[i].node, err);
        if (status != KW_OK)
            return status;
    }
    qsort(placed, count, sizeof *placed, by_new_key);
    for (size_t i = 0; i < count; i++) {
        nodes[i] = placed[i].node;
        a->number[placed[i].from] = (uint32_t)i;
    }
    a->graph->nodes = nodes;
    return KW_OK;
}

static enum kw_status copy_quotes(struct anonymizer *a, struct kw_edge *edge,
                                  struct kw_error *err)
{
    struct kw_quote *quotes = KW_NEW(a->arena, edge->quote_count + 1, struct kw_quote);
    if (!quotes)
        return kw_nomem(err);
    for (size_t i = 0; i < edge->quote_count; i++) {
        const struct kw_quote *from = &edge->quotes[i];
        quotes[i].date = from->date;
        quotes[i].modality = from->modality;
        quotes[i].polarity = from->polarity;
        quotes[i].document = digest_of(a, from->document, SOURCE_DIGITS);
        if (from->publisher.len)
            quotes[i].publisher = digest_of(a, from->publisher, SOURCE_DIGITS);
        if (!quotes[i].document.ptr || (from->publisher.len && !quotes[i].publisher.ptr))
            return kw_nomem(err);
    }
    edge->quotes = quotes;
    return KW_OK;
}

static enum kw_status copy_edges(struct anonymizer *a, struct kw_error *err)
{
    size_t count = a->from->edge_count;
    struct kw_edge *edges = KW_NEW(a->arena, count + 1, struct kw_edge);
    if (!edges)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++) {
        struct kw_edge *edge = &edges[i];
        *edge = a->from->edges[i];
        uint32_t source = a->number[edge->source], target = a->number[edge->target];
        bool turn = edge->symmetric && source > target;
        edge->source = turn ? target : source;
        edge->target = turn ? source : target;
        edge->speakers = (struct kw_str){0};
        enum kw_status status = copy_quotes(a, edge, err);
        if (status != KW_OK)
            return status;
    }
    kw_edges_sort(edges, count);
    a->graph->edges = edges;
    return KW_OK;
}

/* A pair on its way to its new place. */
struct moved {
    struct kw_pair pair;
    struct kw_pair_counts counts;
};

static int by_pair(const void *a, const void *b)
{
    const struct kw_pair *x = &((const struct moved *)a)->pair;
    const struct kw_pair *y = &((const struct moved *)b)->pair;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* The pair under the new numbers of its ends. */
static struct kw_pair renumbered(const struct anonymizer *a, struct kw_pair pair)
{
    uint32_t x = a->number[pair.a], y = a->number[pair.b];
    bool turned = x > y;
    return (struct kw_pair){.a = turned ? y : x,
                            .b = turned ? x : y,
                            .weight = pair.weight,
                            .forward = turned ? pair.backward : pair.forward,
                            .backward = turned ? pair.forward : pair.backward};
}

static enum kw_status copy_pairs(struct anonymizer *a, struct kw_error *err)
{
    size_t count = a->from->pair_count;
    struct kw_pair *pairs = KW_NEW(a->arena, count + 1, struct kw_pair);
    struct kw_pair_counts *counts = KW_NEW(a->arena, count + 1, struct kw_pair_counts);
    struct moved *moved = KW_NEW(a->arena, count + 1, struct moved);
    if (!pairs || !counts || !moved)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++)
        moved[i] = (struct moved){renumbered(a, a->from->pairs[i]), a->from->counts[i]};
    qsort(moved, count, sizeof *moved, by_pair);
    for (size_t i = 0; i < count; i++) {
        pairs[i] = moved[i].pair;
        counts[i] = moved[i].counts;
    }
    a->graph->pairs = pairs;
    a->graph->counts = counts;
    return KW_OK;
}

enum kw_status kw_graph_anonymize(const struct kw_graph *graph, uint32_t types,
                                  struct kw_str salt, struct kw_arena *arena,
                                  struct kw_graph **out, struct kw_error *err)
{
    struct anonymizer a = {.from = graph, .types = types, .salt = salt, .arena = arena};
    a.graph = KW_NEW(arena, 1, struct kw_graph);
    if (!a.graph)
        return kw_nomem(err);
    *a.graph = *graph;
    enum kw_status status = copy_nodes(&a, err);
    if (status == KW_OK)
        status = copy_edges(&a, err);
    if (status == KW_OK)
        status = copy_pairs(&a, err);
    if (status == KW_OK)
        *out = a.graph;
    return status;
}
