/* store.c - opening, checking, transactions, closing. */
#include "store/inner.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    APPLICATION_ID = 0x4B4E4F54, /* "KNOT", at offset 68 of the file */
    VERSION = 4,                 /* of the schema: user_version; up with each change */
    BUSY_MS = 5000,              /* how long another writer is waited for */
    READ_CACHE = 64 * 1024,      /* kB of pages held by one that reads, at most */
    WRITE_CACHE = 768 * 1024,    /* kB of pages held by one that writes, at most */
    LOG_PAGES = 16 * 1024,       /* of the write-ahead log, before they are copied home */
};

extern const char kw_store_schema[]; /* schema.sql, from embed.sh */

enum kw_status kw_store_exec(struct kw_store *store, const char *sql,
                             struct kw_error *err)
{
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? KW_OK : kw_store_fail(store, code, err);
}

/* --- making ------------------------------------------------------------------------ */

static enum kw_status put_label(struct kw_store *store, const char *list, int number,
                                const char *name, struct kw_error *err)
{
    return kw_store_run(store, KW_Q_LABEL_PUT, err, kw_str_of(list), (int64_t)number,
                        kw_str_of(name));
}

/* A list of names and how to ask for one: the label tables come from the same lists as
 * everything else. */
static const char *entity_name(int n)
{
    return kw_type_label((enum kw_type)n)->name;
}
static const char *relation_name(int n)
{
    return kw_relation_label((enum kw_relation)n)->name;
}
static const char *mention_name(int n)
{
    return kw_mention_label((enum kw_mention_kind)n)->name;
}
static const char *modality_name(int n)
{
    return kw_modality_label((enum kw_modality)n)->name;
}
static const char *precision_name(int n)
{
    return kw_precision_name((enum kw_precision)n);
}
static const char *basis_name(int n)
{
    return kw_basis_name((enum kw_basis)n);
}
static const char *ledger_name(int n)
{
    return kw_ledger_state_name((enum kw_ledger_state)n);
}

static const char *join_name(int n)
{
    return kw_join_name((enum kw_join)n);
}

static const struct label_list {
    const char *list;
    int first, end;
    const char *(*name)(int number);
} label_lists[] = {
    {"entity", 1, KW_TYPE_COUNT, entity_name},
    {"relation", 1, KW_RELATION_COUNT, relation_name},
    {"mention", 1, KW_MENTION_COUNT, mention_name},
    {"modality", 1, KW_MODALITY_COUNT, modality_name},
    {"precision", 0, KW_PRECISION_COUNT, precision_name},
    {"basis", 0, KW_BASIS_COUNT, basis_name},
    {"ledger", 0, KW_LEDGER_COUNT, ledger_name},
    {"join", 0, KW_JOIN_COUNT, join_name},
};

static enum kw_status put_labels(struct kw_store *store, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < sizeof label_lists / sizeof *label_lists; i++) {
        const struct label_list *list = &label_lists[i];
        for (int n = list->first; n < list->end && status == KW_OK; n++)
            status = put_label(store, list->list, n, list->name(n), err);
    }
    return status;
}

static enum kw_status pragma(struct kw_store *store, const char *name, int64_t *value,
                             struct kw_error *err)
{
    char sql[64];
    sqlite3_stmt *statement = NULL;
    snprintf(sql, sizeof sql, "PRAGMA %s", name);
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    enum kw_status status = KW_OK;
    if (code == SQLITE_ROW)
        *value = sqlite3_column_int64(statement, 0);
    else
        status = kw_store_fail(store, code == SQLITE_DONE ? SQLITE_CORRUPT : code, err);
    sqlite3_finalize(statement);
    return status;
}

/* Makes the schema, in one transaction: a crash leaves an empty file, which counts as
 * one that does not exist yet. */
static enum kw_status make(struct kw_store *store, struct kw_error *err)
{
    char sql[96];
    int64_t application = 0;
    enum kw_status status = kw_store_begin(store, err);
    if (status != KW_OK)
        return status;
    status = pragma(store, "application_id", &application, err);
    if (status == KW_OK && application != 0) { /* somebody else was quicker */
        kw_store_rollback(store);
        return KW_OK;
    }
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             APPLICATION_ID, VERSION);
    if (status == KW_OK)
        status = kw_store_exec(store, sql, err);
    if (status == KW_OK)
        status = kw_store_exec(store, kw_store_schema, err);
    if (status == KW_OK)
        status = put_labels(store, err);
    if (status == KW_OK)
        status = kw_store_commit(store, err);
    if (status != KW_OK)
        kw_store_rollback(store);
    return status;
}

/* --- opening ----------------------------------------------------------------------- */

static enum kw_status check(struct kw_store *store, struct kw_error *err)
{
    int64_t application = 0, version = 0;
    enum kw_status status = pragma(store, "application_id", &application, err);
    if (status == KW_OK)
        status = pragma(store, "user_version", &version, err);
    if (status != KW_OK)
        return status;
    if (application != APPLICATION_ID)
        return kw_store_fail(store, SQLITE_NOTADB, err);
    if (version < VERSION) /* migrations come with the first release (schema.sql) */
        return kw_fail(err, KW_STORE,
                       "%s: made by an older knotwork (store version %lld, this program "
                       "writes %d); build it anew from its documents",
                       store->path, (long long)version, VERSION);
    if (version > VERSION)
        return kw_fail(err, KW_STORE,
                       "%s: made by a newer knotwork (store version %lld, this program "
                       "knows %d); use that one, or build a new store",
                       store->path, (long long)version, VERSION);
    return KW_OK;
}

enum kw_status kw_store_cache(struct kw_store *store, int kilobytes, struct kw_error *err)
{
    char sql[64];
    store->cache = kilobytes;
    snprintf(sql, sizeof sql, "PRAGMA cache_size = -%d", kilobytes);
    return kw_store_exec(store, sql, err);
}

static enum kw_status settings(struct kw_store *store, struct kw_error *err)
{
    static const char always[] = "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; "
                                 "PRAGMA cell_size_check = ON;";
    sqlite3_busy_timeout(store->db, BUSY_MS);
    sqlite3_wal_autocheckpoint(store->db, LOG_PAGES);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    enum kw_status status = kw_store_exec(store, always, err);
    return status == KW_OK
               ? kw_store_cache(
                     store, store->mode == KW_STORE_READ ? READ_CACHE : WRITE_CACHE, err)
               : status;
}

/* SQLite counts every allocation under a lock, for statistics that nobody asks for. In a
 * program that has used it before, it goes on counting. */
static void count_no_memory(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* Opens the file itself. `immutable` reads a file whose folder cannot be written. */
static int open_file(struct kw_store *store, const char *path, bool immutable)
{
    static const int flags[] = {
        [KW_STORE_READ] = SQLITE_OPEN_READONLY,
        [KW_STORE_WRITE] = SQLITE_OPEN_READWRITE,
        [KW_STORE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, count_no_memory);
    /* "./" keeps names such as ":memory:" and "file:x" from being anything but files. */
    const char *before = path[0] == '/' ? "" : "./";
    char *name = immutable ? sqlite3_mprintf("file:%s%s?immutable=1", before, path)
                           : sqlite3_mprintf("%s%s", before, path);
    if (!name)
        return SQLITE_NOMEM;
    int code = sqlite3_open_v2(name, &store->db,
                               flags[store->mode] | SQLITE_OPEN_NOMUTEX |
                                   (immutable ? SQLITE_OPEN_URI : 0),
                               NULL);
    sqlite3_free(name);
    return code;
}

/* True when a store left in WAL mode can be read as it stands: nothing waits in a log.
 * A name that means something in a URI is not tried. */
static bool lies_still(const char *path)
{
    char name[4096];
    struct stat st;
    if (strpbrk(path, "?#%"))
        return false;
    int len = snprintf(name, sizeof name, "%s-wal", path);
    return len > 0 && (size_t)len < sizeof name &&
           (stat(name, &st) != 0 || st.st_size == 0);
}

static enum kw_status open_and_check(struct kw_store *store, bool immutable,
                                     struct kw_error *err)
{
    int64_t pages = 0;
    int code = open_file(store, store->path, immutable);
    if (code != SQLITE_OK)
        return kw_store_fail(store, code, err);
    enum kw_status status = settings(store, err);
    if (status == KW_OK)
        status = pragma(store, "page_count", &pages, err);
    if (status == KW_OK && pages == 0 && store->mode == KW_STORE_CREATE)
        status = make(store, err);
    if (status == KW_OK)
        status = check(store, err);
    if (status == KW_OK && store->mode != KW_STORE_READ)
        status = kw_store_exec(store,
                               "PRAGMA journal_mode = WAL; "
                               "PRAGMA synchronous = FULL",
                               err);
    return status;
}

static enum kw_status exists(const char *path, enum kw_store_mode mode,
                             struct kw_error *err)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        if (errno != ENOENT)
            return kw_fail(err, KW_IO, "%s: %s", path, strerror(errno));
        if (mode == KW_STORE_CREATE)
            return KW_OK;
        return kw_fail(err, KW_NOTFOUND,
                       "%s: no such store; make one with `knotwork build`", path);
    }
    if (S_ISDIR(st.st_mode))
        return kw_fail(err, KW_IO, "%s: a folder, not a store", path);
    return KW_OK;
}

static void let_go(struct kw_store *store)
{
    if (!store)
        return;
    for (size_t i = 0; i < KW_Q_COUNT; i++)
        sqlite3_finalize(store->statements[i]);
    sqlite3_close(store->db);
    free(store->path);
    free(store);
}

static struct kw_store *store_new(const char *path, enum kw_store_mode mode)
{
    struct kw_store *store = calloc(1, sizeof *store);
    char *copy = strdup(path);
    if (!store || !copy) {
        free(store);
        free(copy);
        return NULL;
    }
    store->path = copy;
    store->mode = mode;
    return store;
}

enum kw_status kw_store_open(const char *path, enum kw_store_mode mode,
                             struct kw_store **out, struct kw_error *err)
{
    enum kw_status status = exists(path, mode, err);
    if (status != KW_OK)
        return status;
    struct kw_error first = {0};
    struct kw_store *store = store_new(path, mode);
    if (!store)
        return kw_nomem(err);
    status = open_and_check(store, false, &first);
    if (status == KW_IO && mode == KW_STORE_READ && lies_still(path)) {
        let_go(store);
        store = store_new(path, mode);
        if (!store)
            return kw_nomem(err);
        status = open_and_check(store, true, NULL);
    }
    if (status != KW_OK) {
        let_go(store);
        return kw_fail(err, first.status, "%s", first.text);
    }
    *out = store;
    return KW_OK;
}

enum kw_status kw_store_close(struct kw_store *store, struct kw_error *err)
{
    if (!store)
        return KW_OK;
    if (store->in_transaction)
        kw_store_rollback(store);
    for (size_t i = 0; i < KW_Q_COUNT; i++) {
        sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
    enum kw_status status = KW_OK;
    if (store->mode != KW_STORE_READ) {
        /* While somebody reads, the file stays in WAL mode; the next close tries again.
         */
        int code = sqlite3_exec(store->db,
                                "PRAGMA wal_checkpoint(TRUNCATE); "
                                "PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE",
                                NULL, NULL, NULL);
        if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
            status = kw_store_fail(store, code, err);
    }
    let_go(store);
    return status;
}

/* --- stopping ---------------------------------------------------------------------- */

static int should_stop(void *context)
{
    const struct kw_store *store = context;
    return store->stop(store->stop_context);
}

void kw_store_heed(struct kw_store *store)
{
    enum { STEPS = 10000 }; /* of SQLite's machine between two questions */
    sqlite3_progress_handler(store->db, store->stop ? STEPS : 0,
                             store->stop ? should_stop : NULL, store);
}

void kw_store_stop_when(struct kw_store *store, bool (*stop)(void *context),
                        void *context)
{
    store->stop = stop;
    store->stop_context = context;
    kw_store_heed(store);
}

/* --- transactions ------------------------------------------------------------------ */

enum kw_status kw_store_begin(struct kw_store *store, struct kw_error *err)
{
    assert(!store->in_transaction);
    const char *sql = store->mode == KW_STORE_READ ? "BEGIN" : "BEGIN IMMEDIATE";
    enum kw_status status = kw_store_exec(store, sql, err);
    store->in_transaction = status == KW_OK;
    return status;
}

enum kw_status kw_store_commit(struct kw_store *store, struct kw_error *err)
{
    assert(store->in_transaction);
    enum kw_status status = kw_store_exec(store, "COMMIT", err);
    if (status == KW_OK)
        store->in_transaction = false;
    else
        kw_store_rollback(store);
    return status;
}

void kw_store_rollback(struct kw_store *store)
{
    if (!store->in_transaction)
        return;
    /* SQLite may have rolled back by itself (full disk, out of memory). */
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    store->in_transaction = false;
}

enum kw_status kw_store_end(struct kw_store *store, enum kw_status status,
                            struct kw_error *err)
{
    if (status == KW_OK)
        return kw_store_commit(store, err);
    kw_store_rollback(store);
    return status;
}
