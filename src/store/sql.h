/* sql.h - one prepared statement per row of the query tables, run by name.
 *
 * This is the store's inner mechanism, and what src/corpus keeps its derived records
 * with. Nothing of sqlite3 shows: parameters and columns are integers, text and bytes.
 */
#ifndef KW_STORE_SQL_H
#define KW_STORE_SQL_H

#include "knotwork/store.h"
#include "store/derive.h"
#include "store/queries.h"

#define KW_QUERY_ENUM(id, parameters, columns, text) KW_Q_##id,
enum kw_query {
    KW_QUERIES_FACTS(KW_QUERY_ENUM) KW_QUERIES_WALK(KW_QUERY_ENUM)
        KW_QUERIES_DERIVE(KW_QUERY_ENUM) KW_QUERIES_ASK(KW_QUERY_ENUM)
            KW_QUERIES_SEARCH(KW_QUERY_ENUM) KW_Q_COUNT
};
#undef KW_QUERY_ENUM

#define KW_MOST_CELLS 32 /* columns of the widest query */

/* One column of a row. */
struct kw_cell {
    int64_t number;     /* columns i, z (NULL is 0) and d (NULL is KW_DAY_NONE) */
    struct kw_str text; /* columns t and b (NULL is empty); valid during the callback */
};
typedef enum kw_status kw_cells_fn(void *context, const struct kw_cell *cells,
                                   struct kw_error *err);

/* Runs a query that gives no rows. The query's parameters follow `err`, in its order:
 * int64_t for i, z and d, struct kw_str for t and b.
 * Errors: those of SQLite, as KW_STORE, KW_IO or KW_NOMEM; the message names the file. */
KW_CHECKED enum kw_status kw_store_run(struct kw_store *store, enum kw_query query,
                                       struct kw_error *err, ...);

/* Gives every row to `fn`, which may run other queries but not this one. */
KW_CHECKED enum kw_status kw_store_each(struct kw_store *store, enum kw_query query,
                                        kw_cells_fn *fn, void *context,
                                        struct kw_error *err, ...);

/* The first column of the first row, or `otherwise` when there is none. */
KW_CHECKED enum kw_status kw_store_integer(struct kw_store *store, enum kw_query query,
                                           int64_t otherwise, int64_t *out,
                                           struct kw_error *err, ...);

/* The file, as the caller named it. */
const char *kw_store_path(const struct kw_store *store);

/* The last of `spans` (in order, apart) that begins at or before `at` and holds it, or
 * -1. Cost: O(log count). */
int64_t kw_span_at(const struct kw_span *spans, size_t count, uint32_t at);

/* Rows that the last insert, update or delete changed. */
int64_t kw_store_changes(const struct kw_store *store);

/* The row id made by the last insert. */
int64_t kw_store_last_id(const struct kw_store *store);

/* Hash of a block as knotwork JSON, kept with it: tells whether its rows still say what
 * was put. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_store_seal(const struct kw_extraction *extraction,
                                        uint64_t *seal, struct kw_error *err);

/* backlog.c: what the first build of a store puts off: the full text, and the indexes
 * that are not needed while it runs. A store where something is put off is unfinished
 * (kw_store_unfinished).
 *   kw_store_put_off       begins that. Needs: a transaction
 *   kw_store_make_indexes  ends it for the indexes. Needs: a transaction
 *   kw_store_fill          after that, for the full text; in transactions of its own
 *   kw_store_drop_indexes  only drops the indexes, to derive anew. Needs: a transaction
 * Where nothing waits, the second and third do nothing. */
KW_CHECKED enum kw_status kw_store_put_off(struct kw_store *store, struct kw_error *err);
KW_CHECKED enum kw_status kw_store_fill(struct kw_store *store, struct kw_error *err);
KW_CHECKED enum kw_status kw_store_make_indexes(struct kw_store *store,
                                                struct kw_error *err);
KW_CHECKED enum kw_status kw_store_drop_indexes(struct kw_store *store,
                                                struct kw_error *err);

/* True between kw_store_begin and commit or rollback. */
bool kw_store_in_transaction(const struct kw_store *store);

#endif
