/* show.h - the parts of kw_show; private to src/query. */
#ifndef KW_QUERY_SHOW_H
#define KW_QUERY_SHOW_H

#include "query/directory.h"

/* An entity being gathered. */
struct kw_showing {
    struct kw_store *store;
    struct kw_arena *arena;
    struct kw_directory directory;
    int64_t entity;
};

/* Fills out->relations from the statements of the entity. */
KW_CHECKED enum kw_status kw_show_relations(const struct kw_showing *showing,
                                            struct kw_shown *out, struct kw_error *err);

/* Fills out->documents from the naming mentions. */
KW_CHECKED enum kw_status kw_show_documents(const struct kw_showing *showing,
                                            struct kw_shown *out, struct kw_error *err);

/* Fills out->neighbours from the graph of co-occurrence in sentences. Needs out->entity.
 */
KW_CHECKED enum kw_status kw_show_neighbours(const struct kw_showing *showing,
                                             struct kw_shown *out, struct kw_error *err);

#endif
