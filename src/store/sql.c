/* sql.c - queries by name: prepare once, bind, step, reset. */
#include "store/inner.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>

struct query {
    const char *parameters; /* a letter each */
    const char *columns;    /* a letter each */
    const char *text;       /* SQL */
};

#define QUERY_ROW(id, parameters, columns, text) {parameters, columns, text},
static const struct query queries[] = {
    KW_QUERIES_FACTS(QUERY_ROW) KW_QUERIES_WALK(QUERY_ROW) KW_QUERIES_DERIVE(QUERY_ROW)
        KW_QUERIES_ASK(QUERY_ROW) KW_QUERIES_SEARCH(QUERY_ROW)};
#undef QUERY_ROW

/* SQLite tells a read that the device refused as damage. The file, and the log of what
 * is written, know better. */
static bool device_failed(const struct kw_store *store)
{
    sqlite3_file *log = NULL;
    int file_errno = 0, log_errno = 0;
    if (!store->db)
        return false;
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_LAST_ERRNO, &file_errno);
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (log && log->pMethods)
        log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &log_errno);
    return file_errno == EIO || log_errno == EIO;
}

enum kw_status kw_store_fail(const struct kw_store *store, int code, struct kw_error *err)
{
    char holder[128];
    const char *path = store->path;
    const char *detail = store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(code);
    int kind = code & 0xff;
    if (kind == SQLITE_CORRUPT && device_failed(store)) {
        kind = SQLITE_IOERR;
        detail = strerror(EIO);
    }
    switch (kind) {
    case SQLITE_NOMEM:
        return kw_nomem(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        kw_store_holder(path, holder, sizeof holder);
        return kw_fail(err, KW_STORE, "%s: held by %s; try again when it has ended", path,
                       holder);
    case SQLITE_CORRUPT:
        return kw_fail(err, KW_STORE,
                       "%s: the store is damaged (%s); `knotwork recover` saves "
                       "what can be read",
                       path, detail);
    case SQLITE_NOTADB:
        return kw_fail(err, KW_STORE,
                       "%s: not a knotwork store; name another file with --store", path);
    case SQLITE_FULL:
        return kw_fail(err, KW_IO, "%s: the disk is full; make room and try again", path);
    case SQLITE_READONLY:
        return kw_fail(err, KW_IO, "%s: the file or its folder cannot be written", path);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return kw_fail(err, KW_IO, "%s: cannot be opened (%s)", path, detail);
    case SQLITE_IOERR:
        return kw_fail(err, KW_IO, "%s: the system refused a read or write (%s)", path,
                       detail);
    case SQLITE_INTERRUPT:
        return kw_fail(err, KW_INTERRUPTED, "%s: interrupted", path);
    case SQLITE_TOOBIG:
        return kw_fail(err, KW_LIMIT, "%s: a record is too large", path);
    default:
        return kw_fail(err, KW_STORE, "%s: %s", path, detail);
    }
}

static int bind(sqlite3_stmt *statement, const char *parameters, va_list args)
{
    int code = SQLITE_OK;
    for (int i = 0; parameters[i] && code == SQLITE_OK; i++) {
        if (parameters[i] == 't' || parameters[i] == 'b') {
            struct kw_str s = va_arg(args, struct kw_str);
            if (parameters[i] == 't')
                code = sqlite3_bind_text64(statement, i + 1, s.len ? s.ptr : "", s.len,
                                           SQLITE_STATIC, SQLITE_UTF8);
            else if (s.len)
                code = sqlite3_bind_blob64(statement, i + 1, s.ptr, s.len, SQLITE_STATIC);
            else
                code = sqlite3_bind_null(statement, i + 1);
            continue;
        }
        int64_t number = va_arg(args, int64_t);
        bool null = (parameters[i] == 'd' && number == KW_DAY_NONE) ||
                    (parameters[i] == 'z' && number == 0);
        code = null ? sqlite3_bind_null(statement, i + 1)
                    : sqlite3_bind_int64(statement, i + 1, number);
    }
    return code;
}

/* Gives the statement of `query` with its parameters bound. */
static enum kw_status start(struct kw_store *store, enum kw_query query, va_list args,
                            sqlite3_stmt **out, struct kw_error *err)
{
    assert(!store->under_way[query]);
    sqlite3_stmt **slot = &store->statements[query];
    int code = SQLITE_OK;
    if (!*slot)
        code = sqlite3_prepare_v3(store->db, queries[query].text, -1,
                                  SQLITE_PREPARE_PERSISTENT, slot, NULL);
    if (code != SQLITE_OK)
        return kw_store_fail(store, code, err);
    assert(sqlite3_bind_parameter_count(*slot) == (int)strlen(queries[query].parameters));
    assert(sqlite3_column_count(*slot) == (int)strlen(queries[query].columns));
    code = bind(*slot, queries[query].parameters, args);
    if (code != SQLITE_OK) {
        sqlite3_clear_bindings(*slot);
        return kw_store_fail(store, code, err);
    }
    store->under_way[query] = true;
    *out = *slot;
    return KW_OK;
}

/* Ends a query. `code` is what the last step gave; a failure that a step reported
 * before is not reported again by the reset. */
static enum kw_status finish(struct kw_store *store, enum kw_query query, int code,
                             struct kw_error *err)
{
    enum kw_status status = KW_OK;
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        status = kw_store_fail(store, code, err);
    sqlite3_reset(store->statements[query]);
    sqlite3_clear_bindings(store->statements[query]);
    store->under_way[query] = false;
    return status;
}

static struct kw_cell cell(sqlite3_stmt *statement, int column, char letter)
{
    bool null = sqlite3_column_type(statement, column) == SQLITE_NULL;
    if (letter != 't' && letter != 'b') {
        int64_t otherwise = letter == 'd' ? KW_DAY_NONE : 0;
        return (struct kw_cell){.number = null ? otherwise
                                               : sqlite3_column_int64(statement, column)};
    }
    const char *bytes = letter == 't'
                            ? (const char *)sqlite3_column_text(statement, column)
                            : sqlite3_column_blob(statement, column);
    int len = sqlite3_column_bytes(statement, column);
    return (struct kw_cell){.text = {bytes, bytes ? (size_t)len : 0}};
}

enum kw_status kw_store_run(struct kw_store *store, enum kw_query query,
                            struct kw_error *err, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list args;
    va_start(args, err);
    enum kw_status status = start(store, query, args, &statement, err);
    va_end(args);
    if (status != KW_OK)
        return status;
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW)
        code = sqlite3_step(statement);
    return finish(store, query, code, err);
}

static enum kw_status each(struct kw_store *store, enum kw_query query, kw_cells_fn *fn,
                           void *context, struct kw_error *err, va_list args)
{
    sqlite3_stmt *statement = NULL;
    enum kw_status status = start(store, query, args, &statement, err);
    if (status != KW_OK)
        return status;
    const char *columns = queries[query].columns;
    assert(strlen(columns) <= KW_MOST_CELLS);
    int code = SQLITE_ROW;
    while (status == KW_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct kw_cell cells[KW_MOST_CELLS];
        for (int i = 0; columns[i]; i++)
            cells[i] = cell(statement, i, columns[i]);
        if (sqlite3_errcode(store->db) == SQLITE_NOMEM)
            status = kw_nomem(err);
        else
            status = fn(context, cells, err);
    }
    enum kw_status ended = finish(store, query, code, err);
    return status != KW_OK ? status : ended;
}

enum kw_status kw_store_each(struct kw_store *store, enum kw_query query, kw_cells_fn *fn,
                             void *context, struct kw_error *err, ...)
{
    va_list args;
    va_start(args, err);
    enum kw_status status = each(store, query, fn, context, err, args);
    va_end(args);
    return status;
}

static enum kw_status take_number(void *context, const struct kw_cell *cells,
                                  struct kw_error *err)
{
    (void)err;
    *(int64_t *)context = cells[0].number;
    return KW_OK;
}

enum kw_status kw_store_integer(struct kw_store *store, enum kw_query query,
                                int64_t otherwise, int64_t *out, struct kw_error *err,
                                ...)
{
    int64_t number = otherwise;
    va_list args;
    va_start(args, err);
    enum kw_status status = each(store, query, take_number, &number, err, args);
    va_end(args);
    if (status == KW_OK)
        *out = number;
    return status;
}

const char *kw_store_path(const struct kw_store *store)
{
    return store->path;
}

int64_t kw_store_changes(const struct kw_store *store)
{
    return sqlite3_changes(store->db);
}

int64_t kw_store_last_id(const struct kw_store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}

bool kw_store_in_transaction(const struct kw_store *store)
{
    return store->in_transaction;
}
