/* inner.h - what the files of the store share. */
#ifndef KW_STORE_INNER_H
#define KW_STORE_INNER_H

#include <sqlite3.h>

#include "store/sql.h"

struct kw_store {
    sqlite3 *db;
    char *path; /* as the caller named it, for messages */
    enum kw_store_mode mode;
    int cache; /* kB of pages that are held, at most */
    bool in_transaction;
    bool (*stop)(void *context); /* kw_store_stop_when; or NULL */
    void *stop_context;
    sqlite3_stmt *statements[KW_Q_COUNT]; /* prepared when first used */
    bool under_way[KW_Q_COUNT];           /* its rows are being walked */
};

/* Turns a result code of SQLite into a status and a message. Needs: code is a failure. */
enum kw_status kw_store_fail(const struct kw_store *store, int code,
                             struct kw_error *err);

/* Who holds a lock on the store at `path`, for messages: "process 12 (knotwork)", or
 * "another program" when that cannot be known. */
void kw_store_holder(const char *path, char *text, size_t size);

/* Has SQLite ask store->stop. */
void kw_store_heed(struct kw_store *store);

/* Runs SQL that takes no parameters. */
enum kw_status kw_store_exec(struct kw_store *store, const char *sql,
                             struct kw_error *err);

/* Sets how many kB of pages are held, at most; SQLite sorts in as much again. */
enum kw_status kw_store_cache(struct kw_store *store, int kilobytes,
                              struct kw_error *err);

#endif
