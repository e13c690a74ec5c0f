/* computed.h - properties that the caller computes of the whole graph, beside those of a
 * source. Private to src/query.
 */
#ifndef KW_QUERY_COMPUTED_H
#define KW_QUERY_COMPUTED_H

#include "query/source.h"

/* What a query names of them, and their values once one was read. */
struct kw_computing {
    const struct kw_computed *from;
    struct kw_arena *arena;
    size_t count;                 /* rows of from->properties */
    bool *named;                  /* by row: the query names it */
    double **values;              /* by row; NULL: not computed yet */
    const struct kw_graph *graph; /* of the values; NULL: likewise */
};

/* Owns: lives in `arena`. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_computing_new(const struct kw_computed *from,
                                           struct kw_arena *arena,
                                           struct kw_computing **out,
                                           struct kw_error *err);

/* Notes that a query names a property, if it is one that is computed. */
void kw_computed_name(const struct kw_source *source, struct kw_str name, bool of_edges);

/* The property of a node or an edge, null where it has none: one of the source's, else
 * one that is computed. The first of those that is read computes all that are named.
 * Errors: those of the source and of who computes. */
KW_CHECKED enum kw_status kw_property_read(const struct kw_source *source,
                                           const struct kw_value *of, struct kw_str name,
                                           struct kw_region *region, struct kw_value *out,
                                           struct kw_error *err);

/* The n-th name of all properties, NULL after the last; of closed sources. */
const char *kw_property_name(const struct kw_source *source, unsigned n);

#endif
