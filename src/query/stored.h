/* stored.h - a store as a source of queries: what its two files share. Private to
 * source_store.c and columns.c.
 */
#ifndef KW_QUERY_STORED_H
#define KW_QUERY_STORED_H

#include "query/known.h"
#include "query/source.h"
#include "store/sql.h"

#define KW_CO_OCCURS (KW_RELATION_COUNT + 1u) /* relations are their numbers plus 1 */

struct kw_stored {
    struct kw_store *store;
    const struct kw_view *view;
    struct kw_known *known;
};

/* Records from columns: of an entity, as KW_ASK_ENTITY_COLUMNS of store/queries.h; of a
 * relation, as KW_ASK_RELATION_COLUMNS; of a co-occurrence. */
struct kw_known_entity kw_stored_entity(int64_t id, const struct kw_cell *c);
struct kw_known_edge kw_stored_relation(struct kw_link link, const struct kw_cell *c);
struct kw_known_edge kw_stored_pair(struct kw_link link, const struct kw_cell *c);

/* Calls of struct kw_source; the context is a struct kw_stored. */
enum kw_status kw_stored_read(void *context, const struct kw_value *of,
                              struct kw_str name, struct kw_region *region,
                              struct kw_value *out, struct kw_error *err);
enum kw_status kw_stored_all(void *context, const struct kw_value *of,
                             struct kw_region *region, struct kw_value *out,
                             struct kw_error *err);
enum kw_status kw_stored_labels(void *context, int64_t node, struct kw_region *region,
                                struct kw_value *out, struct kw_error *err);
struct kw_str kw_stored_type(void *context, uint32_t type);

/* The n-th name of the columns of nodes, of edges; NULL after the last. */
const char *kw_stored_node_column(unsigned n);
const char *kw_stored_edge_column(unsigned n);

#endif
