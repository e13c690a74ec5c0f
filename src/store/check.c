/* check.c - the health of the file, and a copy to try things on. */
#include "store/inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COPY_CACHE = 64 * 1024 }; /* kB of pages held of a copy, at most */

/* Gives the text of one row of a checking pragma; false when it means that all is well.
 */
typedef bool describe_fn(sqlite3_stmt *row, char *text, size_t size);

static const char *column(sqlite3_stmt *row, int number)
{
    const char *text = (const char *)sqlite3_column_text(row, number);
    return text ? text : "";
}

static bool describe_integrity(sqlite3_stmt *row, char *text, size_t size)
{
    snprintf(text, size, "%s", column(row, 0));
    return strcmp(text, "ok") != 0;
}

static bool describe_reference(sqlite3_stmt *row, char *text, size_t size)
{
    snprintf(text, size,
             "table %s, row %s: refers to a row of table %s that is not there",
             column(row, 0), column(row, 1), column(row, 2));
    return true;
}

/* A page that there was no memory for, or that the device refused, is told as one of the
 * faults; it is none. Gives its code, or SQLITE_OK. */
static int code_within(const char *text)
{
    static const char says[] = "error code=";
    const char *at = strstr(text, says);
    int code = at ? atoi(at + strlen(says)) : SQLITE_OK;
    int kind = code & 0xff;
    return code == SQLITE_IOERR_NOMEM || kind == SQLITE_NOMEM ? SQLITE_NOMEM
           : kind == SQLITE_IOERR                             ? code
                                                              : SQLITE_OK;
}

/* Runs one check. Damage that stops it is a fault, like what it finds. */
static enum kw_status run_check(struct kw_store *store, const char *sql,
                                describe_fn *describe, kw_fault_fn *fn, void *context,
                                struct kw_error *err)
{
    char text[KW_ERROR_SIZE];
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    int within = SQLITE_OK;
    for (; code == SQLITE_ROW && within == SQLITE_OK; code = sqlite3_step(statement))
        if (describe(statement, text, sizeof text)) {
            within = code_within(text);
            if (within == SQLITE_OK)
                fn(context, text);
        }
    enum kw_status status = KW_OK;
    if (within != SQLITE_OK)
        status = kw_store_fail(store, within, err);
    else if ((code & 0xff) == SQLITE_CORRUPT)
        fn(context, sqlite3_errmsg(store->db));
    else if (code != SQLITE_DONE)
        status = kw_store_fail(store, code, err);
    sqlite3_finalize(statement);
    return status;
}

enum kw_status kw_store_check(struct kw_store *store, kw_fault_fn *fn, void *context,
                              struct kw_error *err)
{
    enum kw_status status = run_check(store, "PRAGMA integrity_check(100)",
                                      describe_integrity, fn, context, err);
    if (status == KW_OK)
        status = run_check(store, "PRAGMA foreign_key_check", describe_reference, fn,
                           context, err);
    return status;
}

enum kw_status kw_store_check_fulltext(struct kw_store *store, kw_fault_fn *fn,
                                       void *context, struct kw_error *err)
{
    /* Rank 1: compare with the external content, too. */
    int code = sqlite3_exec(
        store->db, "INSERT INTO fulltext(fulltext, rank) VALUES('integrity-check', 1)",
        NULL, NULL, NULL);
    if ((code & 0xff) == SQLITE_CORRUPT)
        fn(context, "the full-text index does not say what the documents say");
    else if (code != SQLITE_OK)
        return kw_store_fail(store, code, err);
    return KW_OK;
}

static int copy_pages(struct kw_store *from, struct kw_store *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
    if (!backup)
        return sqlite3_errcode(to->db);
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup);
}

enum kw_status kw_store_copy(struct kw_store *store, struct kw_store **out,
                             struct kw_error *err)
{
    struct kw_store *copy = calloc(1, sizeof *copy);
    if (copy)
        copy->path = strdup(store->path);
    if (!copy || !copy->path) {
        free(copy);
        return kw_nomem(err);
    }
    copy->mode = KW_STORE_WRITE;
    enum kw_status status = KW_OK;
    /* The empty name: SQLite makes a file of its own and deletes it at the end. */
    int code = sqlite3_open_v2(
        "", &copy->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
        NULL);
    if (code == SQLITE_OK)
        code = copy_pages(store, copy);
    if (code != SQLITE_OK)
        status = kw_store_fail(copy, code, err);
    if (status == KW_OK)
        status = kw_store_exec(copy,
                               "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; "
                               "PRAGMA synchronous = OFF",
                               err);
    if (status == KW_OK)
        status = kw_store_cache(copy, COPY_CACHE, err);
    if (status != KW_OK) {
        sqlite3_close(copy->db);
        free(copy->path);
        free(copy);
        return status;
    }
    *out = copy;
    return KW_OK;
}
