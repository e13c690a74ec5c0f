/* backlog.c - what the first build of a store puts off until its end.
 *
 * Full text that grows document by document is merged again and again, and an index that
 * grows in no order touches a page for every row; made of all rows at once, both are one
 * sort. So a build that begins with an empty store and comes to a second batch drops the
 * indexes that only readers and the end of a build need, and leaves documents out of the
 * full text. A row of `meta` says so, in the same transaction; whoever finds it,
 * finishes.
 *
 * Documents come with ascending ids and are indexed by them. So those that wait are those
 * behind the last one in the full text; see FULLTEXT_PUT, _DROP and _NEXT in queries.h.
 */
#include "store/inner.h"

#include <stdio.h>

enum {
    CHUNK = 8192,           /* documents that enter the full text in one transaction */
    SORT_CACHE = 64 * 1024, /* kB to sort an index in, and of pages meanwhile */
};

/* As schema.sql has them. */
static const struct late_index {
    const char *name, *of;
} late_indexes[] = {
    {"pair_b", "pair (b)"},
    {"fact_relation", "fact (relation)"},
    {"relation_object", "relation (object)"},
    {"identity_name_fold", "identity_name (fold)"},
};

enum { LATE_INDEXES = sizeof late_indexes / sizeof *late_indexes };

enum kw_status kw_store_drop_indexes(struct kw_store *store, struct kw_error *err)
{
    char sql[96];
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < LATE_INDEXES && status == KW_OK; i++) {
        snprintf(sql, sizeof sql, "DROP INDEX IF EXISTS %s", late_indexes[i].name);
        status = kw_store_exec(store, sql, err);
    }
    return status;
}

/* Segments of the full text: large ones, which nothing merges before all are there. */
static const char in_bulk[] =
    "INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 16777216);"
    "INSERT INTO fulltext (fulltext, rank) VALUES ('automerge', 0);"
    "INSERT INTO fulltext (fulltext, rank) VALUES ('crisismerge', 1999);";

/* One segment, and what FTS5 does unless it is told otherwise. */
static const char merged[] =
    "INSERT INTO fulltext (fulltext) VALUES ('optimize');"
    "INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 1048576);"
    "INSERT INTO fulltext (fulltext, rank) VALUES ('automerge', 4);"
    "INSERT INTO fulltext (fulltext, rank) VALUES ('crisismerge', 16);";

enum kw_status kw_store_put_off(struct kw_store *store, struct kw_error *err)
{
    enum kw_status status = kw_store_drop_indexes(store, err);
    if (status == KW_OK)
        status = kw_store_exec(store, in_bulk, err);
    return status == KW_OK ? kw_store_run(store, KW_Q_BACKLOG_PUT, err) : status;
}

static enum kw_status make_index(struct kw_store *store, const struct late_index *index,
                                 struct kw_error *err)
{
    char sql[96];
    int64_t is_there = 0;
    int cache = store->cache;
    enum kw_status status = kw_store_integer(store, KW_Q_INDEX_EXISTS, 0, &is_there, err,
                                             kw_str_of(index->name));
    if (status != KW_OK || is_there)
        return status;
    snprintf(sql, sizeof sql, "CREATE INDEX %s ON %s", index->name, index->of);
    status = kw_store_cache(store, SORT_CACHE, err);
    if (status == KW_OK)
        status = kw_store_exec(store, sql, err);
    return status == KW_OK ? kw_store_cache(store, cache, err) : status;
}

enum kw_status kw_store_make_indexes(struct kw_store *store, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < LATE_INDEXES && status == KW_OK; i++)
        status = make_index(store, &late_indexes[i], err);
    return status;
}

/* Takes the next documents that wait, if any, into the full text; after the last ones
 * nothing is put off any more. */
static enum kw_status next_chunk(struct kw_store *store, int64_t *waits,
                                 struct kw_error *err)
{
    enum kw_status status = kw_store_integer(store, KW_Q_BACKLOG, 0, waits, err);
    if (status != KW_OK || !*waits)
        return status;
    status = kw_store_run(store, KW_Q_FULLTEXT_NEXT, err, (int64_t)CHUNK);
    if (status != KW_OK || kw_store_changes(store) == CHUNK)
        return status;
    *waits = 0;
    status = kw_store_exec(store, merged, err);
    return status == KW_OK ? kw_store_run(store, KW_Q_BACKLOG_DROP, err) : status;
}

enum kw_status kw_store_fill(struct kw_store *store, struct kw_error *err)
{
    int64_t waits = 0;
    enum kw_status status = kw_store_integer(store, KW_Q_BACKLOG, 0, &waits, err);
    while (status == KW_OK && waits) {
        status = kw_store_begin(store, err);
        if (status != KW_OK)
            return status;
        status = kw_store_end(store, next_chunk(store, &waits, err), err);
    }
    return status;
}
