/* directory.h - entities of a store in memory, by number; private to src/query. */
#ifndef KW_QUERY_DIRECTORY_H
#define KW_QUERY_DIRECTORY_H

#include "knotwork/query.h"

struct kw_directory {
    const struct kw_entity_row *rows; /* by key, strings in the arena */
    const uint32_t *by_id;            /* places in `rows`, by id */
    size_t count;
};

/* Errors: those of the store, KW_NOMEM. Cost: O(entities log entities). */
KW_CHECKED enum kw_status kw_directory_load(struct kw_store *store,
                                            struct kw_arena *arena,
                                            struct kw_directory *out,
                                            struct kw_error *err);

/* Those of which a name has this look-up form, and `entity` if it is not 0. Cost: what is
 * found. */
KW_CHECKED enum kw_status kw_directory_find(struct kw_store *store, struct kw_str folded,
                                            int64_t entity, struct kw_arena *arena,
                                            struct kw_directory *out,
                                            struct kw_error *err);

/* NULL for 0 and for a number that no entity has. Cost: O(log entities). */
const struct kw_entity_row *kw_directory_get(const struct kw_directory *directory,
                                             int64_t entity);

/* True when `part` is in `whole` and neither begins nor ends inside a word of it. Both
 * are folded. */
bool kw_has_words(struct kw_str whole, struct kw_str part);

#endif
