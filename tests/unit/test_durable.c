/* test_durable.c - whatever happens to the process or the disk, and whenever: the store
 * opens, what was committed is there, and the next run ends as an undisturbed one would
 * have.
 *
 * One run is: build a folder, build a second one, decide that two names are one thing,
 * remove a document, resolve. Some values of "whenever" are tried, spread over the run;
 * KNOTWORK_FAULTS names how many. (test_refused.c refuses calls to memory and files.) */
#include "check.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fault_vfs.h"
#include "knotwork/corpus.h"
#include "store/sql.h"

enum { DOCUMENTS = 6 }; /* of each of the two folders */

static char folder[64], first[96], second[96], path[96];
static struct kw_extractor *extractor;
static struct kw_str expected; /* the dump of an undisturbed run */
static struct kw_arena *arena; /* of all tests */
static int64_t *committed;     /* documents known to be committed; shared with the
                                  processes that end */
static long values = 25;       /* how many are tried */
static long unfinished;        /* stores that were left before a build was finished */

/* --- inputs ----------------------------------------------------------------------- */

static const char *const countries[] = {"China",  "Russia", "Iran",
                                        "Israel", "France", "Japan"};

static void write_document(const char *into, int number)
{
    char name[160];
    const char *a = countries[number % 6], *b = countries[(number * 5 + 1) % 6];
    snprintf(name, sizeof name, "%s/%s%d.txt", into, into == first ? "a" : "b", number);
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    fprintf(file, "%s accused %s of hacking the Harbor Authority of Lisbon.\n\n", a, b);
    for (int i = 0; i < 4; i++)
        fprintf(file,
                "Mara Quill, the head of Nightjar Systems, met minister Olaf Brandt in "
                "%s on day %d of the talks that dealt with port number %d. %s sanctioned "
                "Quill Holdings Ltd, which had sold the tool Kite to the Ministry of "
                "Defense of %s.\n\n",
                b, i, number % 4 * 7 + i, a, b);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
    (void)state;
    /* In memory where there is such a place: a sync costs nothing there. */
    snprintf(folder, sizeof folder, "/dev/shm/knotwork-durable-XXXXXX");
    if (!mkdtemp(folder)) {
        snprintf(folder, sizeof folder, "/tmp/knotwork-durable-XXXXXX");
        assert_non_null(mkdtemp(folder));
    }
    snprintf(first, sizeof first, "%s/one", folder);
    snprintf(second, sizeof second, "%s/two", folder);
    snprintf(path, sizeof path, "%s/k.db", folder);
    assert_int_equal(mkdir(first, 0700), 0);
    assert_int_equal(mkdir(second, 0700), 0);
    for (int i = 0; i < DOCUMENTS; i++) {
        write_document(first, i);
        write_document(second, i + 3);
    }
    arena = kw_arena_new();
    assert_int_equal(kw_extractor_new(NULL, &extractor, NULL), KW_OK);
    FILE *shared = tmpfile();
    assert_non_null(shared);
    assert_int_equal(ftruncate(fileno(shared), sizeof *committed), 0);
    committed = mmap(NULL, sizeof *committed, PROT_READ | PROT_WRITE, MAP_SHARED,
                     fileno(shared), 0);
    assert_int_equal(fclose(shared), 0);
    return committed == MAP_FAILED;
}

static int tear_down(void **state)
{
    char command[128];
    (void)state;
    kw_extractor_free(extractor);
    kw_arena_free(arena);
    munmap(committed, sizeof *committed);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static void remove_store(void)
{
    static const char *const endings[] = {".db", ".db-wal", ".db-shm", ".db-journal",
                                          ".curation"};
    char name[128];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s/k%s", folder, endings[i]);
        unlink(name);
    }
}

/* --- a run ------------------------------------------------------------------------ */

static enum kw_status build(struct kw_store *store, const char *input,
                            struct kw_error *err)
{
    struct kw_build asked = {.inputs = &input, .input_count = 1, .jobs = 1, .batch = 2};
    struct kw_build_result result;
    int64_t count = 0;
    enum kw_status status = kw_corpus_build(store, extractor, &asked, NULL, &result, err);
    if (status == KW_OK)
        status = kw_store_integer(store, KW_Q_DOCUMENT_COUNT, 0, &count, err);
    if (status == KW_OK)
        *committed = count;
    return status;
}

/* Merges two firms, unless that was done by a run before this one. */
static enum kw_status curate(struct kw_store *store, struct kw_error *err)
{
    static const struct kw_str firms[] = {{"nightjar systems", 16},
                                          {"quill holdings", 14}};
    const struct kw_decision merge = {KW_DECISION_MERGE, firms, 2, {0}, 0}, *made;
    struct kw_arena *decisions = kw_arena_new();
    size_t count = 0;
    if (!decisions)
        return kw_nomem(err);
    enum kw_status status = kw_corpus_decisions(store, decisions, &made, &count, err);
    if (status == KW_OK && count == 0)
        status = kw_corpus_decide(store, &merge, NULL, err);
    kw_arena_free(decisions);
    return status;
}

static enum kw_status run(struct kw_error *err)
{
    struct kw_store *store = NULL;
    struct kw_str removed = KW_STR("a1.txt");
    *committed = 0;
    enum kw_status status = kw_store_open(path, KW_STORE_CREATE, &store, err);
    if (status != KW_OK)
        return status;
    status = build(store, first, err);
    if (status == KW_OK)
        status = build(store, second, err);
    if (status == KW_OK)
        status = curate(store, err);
    if (status == KW_OK) {
        *committed -= 1;
        status = kw_corpus_remove(store, &removed, 1, err);
    }
    if (status == KW_OK)
        status = kw_corpus_resolve(store, NULL, err);
    enum kw_status closed = kw_store_close(store, status == KW_OK ? err : NULL);
    return status == KW_OK ? closed : status;
}

static struct kw_buf dump(void)
{
    struct kw_store *store = NULL;
    struct kw_buf buf = {0};
    struct kw_out out;
    struct kw_error err = {0};
    kw_out_to_buf(&out, &buf);
    if (kw_store_open(path, KW_STORE_READ, &store, &err) != KW_OK ||
        kw_corpus_dump(store, &out, &err) != KW_OK || kw_out_finish(&out, &err) != KW_OK)
        fail_msg("%s", err.text);
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    return buf;
}

/* An undisturbed run in a new store. */
static void run_undisturbed(void)
{
    struct kw_error err = {0};
    remove_store();
    fault_vfs_set(FAULT_NONE, 0);
    if (run(&err) != KW_OK)
        fail_msg("%s", err.text);
    if (expected.len)
        return;
    struct kw_buf buf = dump();
    expected = kw_arena_copy(arena, kw_buf_str(&buf));
    kw_buf_free(&buf);
    assert_true(expected.len > 10000);
    /* The decision is part of it. */
    struct kw_str joined =
        KW_STR("\"key\":\"quill holdings\",\"entity\":\"nightjar systems\"");
    assert_true(kw_str_find(expected, joined, 0) < expected.len);
}

/* --- what holds afterwards -------------------------------------------------------- */

static int64_t count_documents(void)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *count = NULL;
    int64_t documents = 0;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_prepare_v2(db, "SELECT count(*) FROM document", -1, &count, NULL) ==
            SQLITE_OK &&
        sqlite3_step(count) == SQLITE_ROW)
        documents = sqlite3_column_int64(count, 0);
    sqlite3_finalize(count);
    sqlite3_close(db);
    return documents;
}

static void check_integrity(const char *when)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *check = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &check, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(check), SQLITE_ROW);
    if (strcmp((const char *)sqlite3_column_text(check, 0), "ok") != 0)
        fail_msg("%s: %s", when, (const char *)sqlite3_column_text(check, 0));
    sqlite3_finalize(check);
    sqlite3_close(db);
    int64_t count = count_documents();
    if (count < *committed)
        fail_msg("%s: %lld documents were committed, %lld are there", when,
                 (long long)*committed, (long long)count);
}

/* Counts the stores that a build has left before its end. */
static void count_unfinished(void)
{
    struct kw_store *store = NULL;
    bool is = false;
    if (kw_store_open(path, KW_STORE_READ, &store, NULL) != KW_OK)
        return;
    assert_int_equal(kw_store_unfinished(store, &is, NULL), KW_OK);
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    unfinished += is;
}

static void check_recovers(const char *when)
{
    struct kw_error err = {0};
    fault_vfs_set(FAULT_NONE, 0);
    check_integrity(when);
    count_unfinished();
    if (run(&err) != KW_OK)
        fail_msg("%s: %s", when, err.text);
    struct kw_buf buf = dump();
    if (!kw_str_eq(kw_buf_str(&buf), expected))
        fail_msg("%s: the dump differs", when);
    kw_buf_free(&buf);
}

/* --- processes that end ----------------------------------------------------------- */

static void processes_that_end_lose_nothing(void **state)
{
    char when[64];
    (void)state;
    run_undisturbed();
    fault_vfs_set(FAULT_NONE, 0);
    remove_store();
    assert_int_equal(run(NULL), KW_OK);
    long changes = fault_vfs_count(FAULT_WRITE);
    assert_true(changes > 200);
    for (long i = 0; i < values; i++) {
        enum fault fault = FAULT_EXIT + (enum fault)(i % 3);
        long n = i * changes / values;
        snprintf(when, sizeof when, "fault %d at change %ld of %ld", (int)fault, n,
                 changes);
        remove_store();
        pid_t child = fork();
        if (child == 0) {
            fault_vfs_set(fault, n);
            run(NULL);
            _exit(0);
        }
        int ended = 0;
        assert_int_equal(waitpid(child, &ended, 0), child);
        if (!WIFEXITED(ended) || WEXITSTATUS(ended) != FAULT_EXIT_CODE)
            fail_msg("%s: ended with %d", when, ended);
        check_recovers(when);
    }
    assert_true(unfinished > 0);
}

static double seconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* When each kill comes differs from run to run; what is asked for does not. */
static void killed_processes_lose_nothing(void **state)
{
    char when[64];
    (void)state;
    double begun = seconds();
    run_undisturbed();
    double whole = seconds() - begun;
    for (int i = 0; i < 10; i++) {
        double wait = whole * (i + 0.5) / 10;
        struct timespec pause = {(time_t)wait,
                                 (long)((wait - (double)(time_t)wait) * 1e9)};
        remove_store();
        *committed = 0;
        pid_t child = fork();
        if (child == 0) {
            run(NULL);
            _exit(0);
        }
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        snprintf(when, sizeof when, "killed after %d of 10", i);
        check_recovers(when);
    }
}

enum { LEAST = 9 }; /* values: with fewer the checks below could not tell */

/* --- calls that fail -------------------------------------------------------------- */

/* A run meets a fault and says so; the message is one for people. */
static void check_reported(enum kw_status status, const struct kw_error *err,
                           const char *when)
{
    if (status == KW_OK)
        return; /* what failed did not matter: a hint, a second try */
    if (err->status != status || !err->text[0])
        fail_msg("%s: status %d, message '%s'", when, (int)status, err->text);
}

static void calls_that_fail(enum fault fault, enum kw_status least, const char *says)
{
    char when[64];
    long failed = 0;
    run_undisturbed();
    remove_store();
    fault_vfs_set(FAULT_NONE, 0);
    assert_int_equal(run(NULL), KW_OK);
    long calls = fault_vfs_count(fault), tried = values / 3;
    for (long i = 0; i < tried; i++) {
        struct kw_error err = {0};
        long n = i * calls / tried;
        snprintf(when, sizeof when, "fault %d at call %ld of %ld", (int)fault, n, calls);
        remove_store();
        fault_vfs_set(fault, n);
        enum kw_status status = run(&err);
        check_reported(status, &err, when);
        if (status != KW_OK && (status != least || !strstr(err.text, says)))
            fail_msg("%s: status %d: %s", when, (int)status, err.text);
        failed += status != KW_OK;
        check_recovers(when);
    }
    assert_true(failed > tried / 2);
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    /* At some calls SQLite tells a full disk as an I/O error: "... (disk I/O error)". */
    calls_that_fail(FAULT_FULL, KW_IO, "disk");
}

static void a_write_that_fails_is_told(void **state)
{
    (void)state;
    calls_that_fail(FAULT_WRITE, KW_IO, "the system refused");
}

static void a_read_that_fails_is_told(void **state)
{
    (void)state;
    calls_that_fail(FAULT_READ, KW_IO, "the system refused");
}

static void a_file_that_cannot_be_opened_is_told(void **state)
{
    (void)state;
    calls_that_fail(FAULT_OPEN, KW_IO, "cannot be opened");
}

/* A build into a new store that meets a full disk at the n-th change. */
static struct kw_build_result build_until(long n)
{
    struct kw_store *store = NULL;
    const char *input = first;
    struct kw_build asked = {.inputs = &input, .input_count = 1, .jobs = 1, .batch = 2};
    struct kw_build_result result = {0};
    remove_store();
    fault_vfs_set(n < 0 ? FAULT_NONE : FAULT_FULL, n);
    enum kw_status status = kw_store_open(path, KW_STORE_CREATE, &store, NULL);
    if (status == KW_OK)
        status = kw_corpus_build(store, extractor, &asked, NULL, &result, NULL);
    kw_store_close(store, NULL);
    assert_true((status == KW_OK) == (n < 0));
    return result;
}

static void a_failed_build_counts_what_it_kept(void **state)
{
    uint64_t some = 0, undone = 0;
    (void)state;
    assert_int_equal(build_until(-1).added, DOCUMENTS);
    long changes = fault_vfs_count(FAULT_WRITE);
    for (long i = 0; i < LEAST; i++) {
        struct kw_build_result result = build_until(i * changes * 9 / 10 / LEAST);
        fault_vfs_set(FAULT_NONE, 0);
        assert_int_equal(result.added, count_documents());
        some += result.added > 0 && result.added < DOCUMENTS;
        undone += result.undone;
    }
    assert_true(some > 0 && undone > 0);
}

/* Reads and writes that the system ends early are gone on with. */
static ssize_t (*system_pread)(int fd, void *bytes, size_t len, off_t offset);

static ssize_t short_pread(int fd, void *bytes, size_t len, off_t offset)
{
    return system_pread(fd, bytes, len > 100 ? len / 2 : len, offset);
}

static void short_reads_are_gone_on_with(void **state)
{
    static const char *const calls[] = {"pread", "pread64"};
    sqlite3_vfs *vfs = sqlite3_vfs_find("unix");
    (void)state;
    run_undisturbed();
    if (!vfs || vfs->iVersion < 3)
        skip();
    for (size_t i = 0; i < 2; i++) {
        sqlite3_syscall_ptr old = vfs->xGetSystemCall(vfs, calls[i]);
        if (!old)
            continue;
        memcpy(&system_pread, &old, sizeof old);
        vfs->xSetSystemCall(vfs, calls[i], (sqlite3_syscall_ptr)short_pread);
        check_recovers("short reads");
        vfs->xSetSystemCall(vfs, calls[i], NULL);
    }
    assert_non_null(system_pread);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(processes_that_end_lose_nothing),
        cmocka_unit_test(killed_processes_lose_nothing),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(a_write_that_fails_is_told),
        cmocka_unit_test(a_read_that_fails_is_told),
        cmocka_unit_test(a_file_that_cannot_be_opened_is_told),
        cmocka_unit_test(a_failed_build_counts_what_it_kept),
        cmocka_unit_test(short_reads_are_gone_on_with),
    };
    const char *asked = getenv("KNOTWORK_FAULTS");
    if (asked && atol(asked) > 0)
        values = atol(asked) > LEAST ? atol(asked) : LEAST;
    fault_vfs_install();
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
