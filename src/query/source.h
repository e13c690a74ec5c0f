/* source.h - the graph a query runs on, behind three calls: scan, expand, read.
 *
 * Nodes are numbers, edges are struct kw_link, types of edges are numbers too. What a
 * call gives lives in the region it is handed. Private to src/query.
 */
#ifndef KW_QUERY_SOURCE_H
#define KW_QUERY_SOURCE_H

#include "knotwork/query.h"
#include "query/value.h"

/* A scan under way; zeroed to start. `place` is the source's own. */
struct kw_scan {
    const struct kw_str *labels; /* a node must have all, or one if `any_label` */
    size_t label_count;
    bool any_label;
    struct kw_str property;      /* empty, or: this property equals `value` */
    struct kw_value value;
    struct kw_value place;       /* where the next batch begins */
    bool begun;
    bool done;                   /* the last batch has been given */
};

/* Which edges of a node. */
struct kw_reach {
    const uint32_t *types; /* one of these; NULL: any */
    size_t type_count;
    bool out, in;          /* leading away from the node, to it */
    bool all_polarities;   /* denied ones too */
    const struct kw_str *labels; /* the node at the far end must have them, as in kw_scan */
    size_t label_count;
    bool any_label;
    bool whole; /* properties of the edge and of the far node will be read: a hint */
    struct kw_region *region;
};

struct kw_computing;

struct kw_source {
    void *context; /* given back to each call */
    struct kw_computing *computing; /* properties beside its own (computed.h); or NULL */
    bool closed;   /* labels, types and properties are those of `names` alone */

    /* The next nodes of a scan, a batch at a time, always in the same order. */
    enum kw_status (*scan)(void *context, struct kw_scan *scan, struct kw_region *region,
                           const int64_t **nodes, size_t *count, struct kw_error *err);
    /* The edges of a node, always in the same order; a loop is given once. */
    enum kw_status (*expand)(void *context, int64_t node, const struct kw_reach *reach,
                             const struct kw_link **links, size_t *count,
                             struct kw_error *err);
    /* A property of a node or an edge; null when it has none. Called by kw_property_read,
     * which knows the others. */
    enum kw_status (*read)(void *context, const struct kw_value *of, struct kw_str name,
                           struct kw_region *region, struct kw_value *out,
                           struct kw_error *err);
    /* All properties that are not null, as a map. */
    enum kw_status (*all)(void *context, const struct kw_value *of,
                          struct kw_region *region, struct kw_value *out,
                          struct kw_error *err);
    /* The labels of a node as a list of texts. */
    enum kw_status (*labels)(void *context, int64_t node, struct kw_region *region,
                             struct kw_value *out, struct kw_error *err);
    struct kw_str (*type_name)(void *context, uint32_t type);
    bool (*type_number)(void *context, struct kw_str name, uint32_t *type);
    /* The n-th name of a list of what there is, NULL after the last; for checks and
     * suggestions of closed sources. */
    const char *(*label)(void *context, unsigned n);
    const char *(*type)(void *context, unsigned n);
    const char *(*property)(void *context, unsigned n);
};

/* --- a graph in memory --------------------------------------------------------------- */

struct kw_memory;
struct kw_memory *kw_memory_new(struct kw_arena *arena);
/* Both give the number of what was added, from 1; 0 when memory is out. `properties`
 * must outlive the graph. Needs: all nodes come before the first query. */
int64_t kw_memory_node(struct kw_memory *memory, const struct kw_str *labels,
                       size_t label_count, const struct kw_value_map *properties);
int64_t kw_memory_edge(struct kw_memory *memory, int64_t from, int64_t to,
                       struct kw_str type, const struct kw_value_map *properties);
/* Needs: nothing is added after. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_memory_source(struct kw_memory *memory,
                                           struct kw_source *out, struct kw_error *err);

/* --- a store ------------------------------------------------------------------------- */

struct kw_known;

/* The view's polarity, modality, types and voices hold. Owns: lives in `arena`; needs
 * `store` to stay open, and `known`, which it fills and the caller frees. */
KW_CHECKED enum kw_status kw_store_source(struct kw_store *store,
                                          const struct kw_view *view,
                                          struct kw_known *known, struct kw_arena *arena,
                                          struct kw_source *out,
                                          struct kw_error *err);

#endif
