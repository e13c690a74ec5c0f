/* test_store.c - what is put comes back; files that are no store are refused by name. */
#include "check.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sql.h"

static const char sample[] =
    "{\"format\":1,\"id\":\"a\",\"source\":\"in/a.txt\",\"title\":\"Deal\","
    "\"publisher\":\"Daily Example\",\"language\":\"en\",\"date\":\"2023-04-08\","
    "\"fingerprint\":\"f1\","
    "\"text\":\"Zo\xc3\xab Firm sold Kite to Ruritania.\\nIt denies that.\\u0001\","
    "\"sentences\":[[0,31],[32,47]],\"paragraphs\":[[0,31],[32,47]],"
    "\"furniture\":[[47,48]],"
    "\"entities\":["
    "{\"id\":\"e1\",\"name\":\"Zo\xc3\xab Firm\",\"type\":\"firm\",\"kind\":\"spyware "
    "firm\",\"mentions\":[[0,8]],\"kinds\":[\"name\"],\"coref\":[[32,34]],"
    "\"coref_kinds\":[\"pronoun\"]},"
    "{\"id\":\"e2\",\"name\":\"Kite\",\"type\":\"tool\",\"mentions\":[[14,18]],"
    "\"kinds\":[\"name\"],\"coref\":[]},"
    "{\"id\":\"e3\",\"name\":\"Ruritania\",\"type\":\"country\",\"key\":\"country/RU\","
    "\"mentions\":[[22,31]],\"kinds\":[\"name\"],\"coref\":[]}],"
    "\"statements\":[{\"subject\":\"e1\",\"type\":\"supplies\",\"object\":\"e3\","
    "\"item\":\"e2\",\"span\":[0,31],\"evidence\":[[0,31],[32,47]],\"phrase\":\"sold\","
    "\"polarity\":\"-\",\"modality\":\"alleged\",\"speaker\":\"e3\",\"time\":\"2021\","
    "\"title\":\"seller\",\"confidence\":700}],\"open\":[]}";

struct fixture {
    char folder[64];
    char path[128]; /* of a store in it */
    struct kw_arena *arena;
    struct kw_store *store;
};

static struct kw_extraction read_sample(struct kw_arena *arena, const char *key)
{
    struct kw_extraction x;
    bool extracted = false;
    struct kw_error err = {0};
    if (kw_extraction_read(arena, kw_str_of(sample), &x, &extracted, &err) != KW_OK)
        fail_msg("%s", err.text);
    assert_true(extracted);
    assert_int_equal(x.statement_count, 1);
    x.document.key = kw_str_of(key);
    return x;
}

static struct kw_str as_json(struct kw_arena *arena, const struct kw_extraction *x)
{
    struct kw_buf buf = {0};
    struct kw_out out;
    kw_out_to_buf(&out, &buf);
    kw_extraction_write(x, &out);
    assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
    struct kw_str copy = kw_arena_copy(arena, kw_buf_str(&buf));
    kw_buf_free(&buf);
    return copy;
}

static const struct kw_origin origin = {
    .path = {"in/a.txt", 8}, .hash = UINT64_C(0xfedcba9876543210), .size = 99};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    snprintf(f->folder, sizeof f->folder, "/tmp/knotwork-store-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/k.db", f->folder);
    f->arena = kw_arena_new();
    assert_int_equal(kw_store_open(f->path, KW_STORE_CREATE, &f->store, NULL), KW_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    static const char *const endings[] = {"k.db",         "k.db-wal", "k.db-shm",
                                          "k.db-journal", "x.db",     "x.db-journal"};
    struct fixture *f = *state;
    char name[256];
    kw_store_close(f->store, NULL);
    chmod(f->folder, 0700);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s/%s", f->folder, endings[i]);
        unlink(name);
    }
    assert_int_equal(rmdir(f->folder), 0); /* nothing else was left behind */
    kw_arena_free(f->arena);
    free(f);
    return 0;
}

static void put(struct fixture *f, const char *key)
{
    struct kw_extraction x = read_sample(f->arena, key);
    struct kw_error err = {0};
    assert_int_equal(kw_store_begin(f->store, NULL), KW_OK);
    if (kw_store_put(f->store, &x, &origin, &err) != KW_OK)
        fail_msg("%s", err.text);
    assert_int_equal(kw_store_commit(f->store, NULL), KW_OK);
}

static void reopen(struct fixture *f, enum kw_store_mode mode)
{
    struct kw_error err = {0};
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    f->store = NULL;
    if (kw_store_open(f->path, mode, &f->store, &err) != KW_OK)
        fail_msg("%s", err.text);
}

static void what_is_put_comes_back(void **state)
{
    struct fixture *f = *state;
    struct kw_extraction x = read_sample(f->arena, "a"), back;
    struct kw_origin from;
    put(f, "a");
    reopen(f, KW_STORE_READ);
    assert_int_equal(kw_store_get(f->store, KW_STR("a"), f->arena, &back, &from, NULL),
                     KW_OK);
    struct kw_str before = as_json(f->arena, &x), after = as_json(f->arena, &back);
    assert_true(kw_str_eq(before, after));
    assert_true(kw_str_eq(x.document.original, back.document.original));
    assert_true(from.hash == origin.hash);
    assert_int_equal(from.size, 99);
    check_str(from.path, "in/a.txt");
    assert_int_equal(kw_store_get(f->store, KW_STR("b"), f->arena, &back, NULL, NULL),
                     KW_NOTFOUND);
}

static enum kw_status count_row(void *context, const struct kw_cell *cells,
                                struct kw_error *err)
{
    (void)cells;
    (void)err;
    ++*(int *)context;
    return KW_OK;
}

static void a_block_is_replaced_whole(void **state)
{
    struct fixture *f = *state;
    int evidence = 0;
    int64_t id = 0;
    put(f, "a");
    put(f, "a");
    assert_int_equal(
        kw_store_integer(f->store, KW_Q_DOCUMENT_ID, 0, &id, NULL, KW_STR("a")), KW_OK);
    assert_int_equal(
        kw_store_each(f->store, KW_Q_EVIDENCES, count_row, &evidence, NULL, id), KW_OK);
    assert_int_equal(evidence, 2);
    assert_int_equal(kw_store_begin(f->store, NULL), KW_OK);
    assert_int_equal(kw_store_drop(f->store, KW_STR("a"), NULL), KW_OK);
    assert_int_equal(kw_store_drop(f->store, KW_STR("a"), NULL), KW_NOTFOUND);
    assert_int_equal(kw_store_commit(f->store, NULL), KW_OK);
}

static void rolled_back_is_not_there(void **state)
{
    struct fixture *f = *state;
    struct kw_extraction x = read_sample(f->arena, "gone"), back;
    assert_int_equal(kw_store_begin(f->store, NULL), KW_OK);
    assert_int_equal(kw_store_put(f->store, &x, &origin, NULL), KW_OK);
    kw_store_rollback(f->store);
    assert_int_equal(kw_store_get(f->store, KW_STR("gone"), f->arena, &back, NULL, NULL),
                     KW_NOTFOUND);
    put(f, "kept");
    assert_int_equal(kw_store_get(f->store, KW_STR("kept"), f->arena, &back, NULL, NULL),
                     KW_OK);
}

/* The process ends without a close; what was committed is there. */
static void committed_survives_a_crash(void **state)
{
    struct fixture *f = *state;
    struct kw_extraction back;
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    f->store = NULL;
    pid_t child = fork();
    if (child == 0) {
        struct kw_extraction x = read_sample(f->arena, "first");
        struct kw_store *store = NULL;
        bool ok = kw_store_open(f->path, KW_STORE_WRITE, &store, NULL) == KW_OK &&
                  kw_store_begin(store, NULL) == KW_OK &&
                  kw_store_put(store, &x, &origin, NULL) == KW_OK &&
                  kw_store_commit(store, NULL) == KW_OK &&
                  kw_store_begin(store, NULL) == KW_OK;
        x.document.key = KW_STR("second");
        ok = ok && kw_store_put(store, &x, &origin, NULL) == KW_OK;
        _exit(ok ? 0 : 1);
    }
    int ended = 1;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    assert_int_equal(kw_store_open(f->path, KW_STORE_READ, &f->store, NULL), KW_OK);
    assert_int_equal(kw_store_get(f->store, KW_STR("first"), f->arena, &back, NULL, NULL),
                     KW_OK);
    assert_int_equal(
        kw_store_get(f->store, KW_STR("second"), f->arena, &back, NULL, NULL),
        KW_NOTFOUND);
}

static void ledger_and_meta(void **state)
{
    struct fixture *f = *state;
    struct kw_str value = KW_STR("x");
    struct kw_ledger_row row = {
        .path = KW_STR("in/a"), .state = KW_LEDGER_FAILED, .reason = KW_STR("not JSON")};
    assert_int_equal(kw_store_meta_get(f->store, "m", f->arena, &value, NULL), KW_OK);
    check_str(value, "");
    assert_int_equal(kw_store_meta_put(f->store, "m", KW_STR("1"), NULL), KW_OK);
    assert_int_equal(kw_store_meta_put(f->store, "m", KW_STR("2"), NULL), KW_OK);
    assert_int_equal(kw_store_meta_get(f->store, "m", f->arena, &value, NULL), KW_OK);
    check_str(value, "2");
    int rows = 0;
    assert_int_equal(kw_store_ledger_put(f->store, &row, NULL), KW_OK);
    row.record = 2;
    assert_int_equal(kw_store_ledger_put(f->store, &row, NULL), KW_OK);
    assert_int_equal(kw_store_ledger_put(f->store, &row, NULL), KW_OK);
    assert_int_equal(kw_store_each(f->store, KW_Q_LEDGER, count_row, &rows, NULL), KW_OK);
    assert_int_equal(rows, 2);
}

static void text_is_found_and_forgotten(void **state)
{
    struct fixture *f = *state;
    sqlite3 *db = NULL;
    sqlite3_stmt *find = NULL;
    put(f, "a");
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM fulltext('zoe kite')",
                                        -1, &find, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(find), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(find, 0), 1);
    sqlite3_reset(find);
    assert_int_equal(kw_store_begin(f->store, NULL), KW_OK);
    assert_int_equal(kw_store_drop(f->store, KW_STR("a"), NULL), KW_OK);
    assert_int_equal(kw_store_commit(f->store, NULL), KW_OK);
    assert_int_equal(sqlite3_step(find), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(find, 0), 0);
    sqlite3_finalize(find);
    sqlite3_close(db);
}

/* A clean close leaves one file, which opens in a folder that cannot be written; reading
 * leaves no other file either (tear_down checks). */
static void opens_in_a_read_only_folder(void **state)
{
    struct fixture *f = *state;
    struct kw_extraction back;
    put(f, "a");
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    f->store = NULL;
    chmod(f->path, 0400);
    chmod(f->folder, 0500);
    assert_int_equal(kw_store_open(f->path, KW_STORE_READ, &f->store, NULL), KW_OK);
    assert_int_equal(kw_store_get(f->store, KW_STR("a"), f->arena, &back, NULL, NULL),
                     KW_OK);
}

static void refuse(const char *path, enum kw_store_mode mode, enum kw_status expected,
                   const char *says)
{
    struct kw_store *store = NULL;
    struct kw_error err = {0};
    assert_int_equal(kw_store_open(path, mode, &store, &err), expected);
    assert_null(store);
    if (!strstr(err.text, says) || !strstr(err.text, path))
        fail_msg("message: %s", err.text);
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void write_bytes(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void what_is_no_store_is_refused(void **state)
{
    struct fixture *f = *state;
    char path[128];
    char junk[8192];
    snprintf(path, sizeof path, "%s/x.db", f->folder);
    refuse(path, KW_STORE_READ, KW_NOTFOUND, "no such store");
    refuse(f->folder, KW_STORE_READ, KW_IO, "a folder");
    memset(junk, 'x', sizeof junk);
    write_bytes(path, junk, sizeof junk);
    refuse(path, KW_STORE_READ, KW_STORE, "not a knotwork store");
    refuse(path, KW_STORE_CREATE, KW_STORE, "not a knotwork store");
    write_bytes(path, junk, 0);
    refuse(path, KW_STORE_READ, KW_STORE, "not a knotwork store");
    run_sql(path, "CREATE TABLE theirs (x); PRAGMA application_id = 7");
    refuse(path, KW_STORE_CREATE, KW_STORE, "not a knotwork store");
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    f->store = NULL;
    run_sql(f->path, "PRAGMA user_version = 99");
    refuse(f->path, KW_STORE_WRITE, KW_STORE, "newer");
    run_sql(f->path, "PRAGMA user_version = 1");
    refuse(f->path, KW_STORE_READ, KW_STORE, "older");
}

static void a_damaged_file_is_refused(void **state)
{
    struct fixture *f = *state;
    struct kw_error err = {0};
    struct kw_extraction back;
    put(f, "a");
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    f->store = NULL;
    struct stat st;
    assert_int_equal(stat(f->path, &st), 0);
    FILE *file = fopen(f->path, "r+b");
    assert_non_null(file);
    for (long at = 4096; at < (long)st.st_size; at += 512) {
        fseek(file, at, SEEK_SET);
        fwrite("\xff\xff\xff\xff\xff\xff\xff\xff", 1, 8, file);
    }
    fclose(file);
    enum kw_status status = kw_store_open(f->path, KW_STORE_READ, &f->store, &err);
    if (status == KW_OK)
        status = kw_store_get(f->store, KW_STR("a"), f->arena, &back, NULL, &err);
    assert_int_equal(status, KW_STORE);
    if (!strstr(err.text, "damaged"))
        fail_msg("message: %s", err.text);
}

/* Another process holds the store in the middle of a transaction. */
static void a_busy_store_names_its_holder(void **state)
{
    struct fixture *f = *state;
    struct kw_error err = {0};
    int ready[2], end[2];
    char byte = 0, pid[32];
    assert_int_equal(pipe(ready), 0);
    assert_int_equal(pipe(end), 0);
    reopen(f, KW_STORE_READ); /* locks are not inherited, and must not be shared */
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    f->store = NULL;
    pid_t child = fork();
    if (child == 0) {
        struct kw_store *store = NULL;
        bool ok = kw_store_open(f->path, KW_STORE_WRITE, &store, NULL) == KW_OK &&
                  kw_store_begin(store, NULL) == KW_OK;
        ok = write(ready[1], &byte, 1) == 1 && read(end[0], &byte, 1) == 1 && ok;
        kw_store_rollback(store);
        kw_store_close(store, NULL);
        _exit(ok ? 0 : 1);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(kw_store_open(f->path, KW_STORE_WRITE, &f->store, NULL), KW_OK);
    assert_int_equal(kw_store_begin(f->store, &err), KW_STORE);
    assert_int_equal(write(end[1], &byte, 1), 1);
    int ended = 1;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    snprintf(pid, sizeof pid, "process %ld", (long)child);
    if (!strstr(err.text, pid) && !strstr(err.text, "another program"))
        fail_msg("message: %s", err.text);
    assert_int_equal(kw_store_begin(f->store, NULL), KW_OK);
    for (int i = 0; i < 2; i++) {
        close(ready[i]);
        close(end[i]);
    }
}

/* Fails the n-th allocation of SQLite and all after it. */
static long allocations_left = -1;
static sqlite3_mem_methods system_memory;

static bool take_allocation(void)
{
    if (allocations_left == 0)
        return false;
    if (allocations_left > 0)
        allocations_left--;
    return true;
}
static void *failing_malloc(int size)
{
    return take_allocation() ? system_memory.xMalloc(size) : NULL;
}
static void *failing_realloc(void *old, int size)
{
    return take_allocation() ? system_memory.xRealloc(old, size) : NULL;
}

static void every_failed_allocation_is_reported(void **state)
{
    struct fixture *f = *state;
    struct kw_extraction x = read_sample(f->arena, "b"), back;
    enum kw_status status = KW_NOMEM;
    put(f, "a");
    long n = 0;
    for (; status != KW_OK; n += n < 300 ? 1 : 7) {
        struct kw_error err = {0};
        struct kw_store *store = NULL;
        assert_true(n < 20000);
        assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
        f->store = NULL;
        allocations_left = n;
        status = kw_store_open(f->path, KW_STORE_WRITE, &store, &err);
        if (status == KW_OK)
            status = kw_store_begin(store, &err);
        if (status == KW_OK) {
            status = kw_store_put(store, &x, &origin, &err);
            enum kw_status ended = status == KW_OK ? kw_store_commit(store, &err) : KW_OK;
            status = status == KW_OK ? ended : status;
        }
        allocations_left = -1;
        if (status != KW_OK)
            assert_true(err.status == status && err.text[0]);
        kw_store_close(store, NULL);
        assert_int_equal(kw_store_open(f->path, KW_STORE_READ, &f->store, NULL), KW_OK);
        assert_int_equal(kw_store_get(f->store, KW_STR("a"), f->arena, &back, NULL, NULL),
                         KW_OK);
        assert_int_equal(kw_store_get(f->store, KW_STR("b"), f->arena, &back, NULL, NULL),
                         status == KW_OK ? KW_OK : KW_NOTFOUND);
    }
    assert_true(n > 50); /* the hooks were in use */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_put_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_block_is_replaced_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rolled_back_is_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(committed_survives_a_crash, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ledger_and_meta, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_is_found_and_forgotten, set_up, tear_down),
        cmocka_unit_test_setup_teardown(opens_in_a_read_only_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_store_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_damaged_file_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_busy_store_names_its_holder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_failed_allocation_is_reported, set_up,
                                        tear_down),
    };
    sqlite3_mem_methods failing;
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &system_memory);
    failing = system_memory;
    failing.xMalloc = failing_malloc;
    failing.xRealloc = failing_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
