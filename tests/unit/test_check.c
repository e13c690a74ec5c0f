/* test_check.c - what is wrong with a store is found, and what is right is saved. */
#include "check.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "knotwork/corpus.h"
#include "store/sql.h"

enum { PAGE = 4096, DOCUMENTS = 12 };

struct fixture {
    char folder[64], input[96], path[96], saved[96];
    struct kw_extractor *extractor;
    struct kw_arena *arena;
    struct kw_str dump; /* of the store when it was sound */
    struct kw_buf said;
};

static void listen(void *context, enum kw_status status, const char *text)
{
    struct fixture *f = context;
    (void)status;
    kw_buf_printf(&f->said, "%s\n", text);
}

static void build(struct fixture *f, const char *path)
{
    struct kw_store *store = NULL;
    const char *input = f->input;
    struct kw_build asked = {.inputs = &input, .input_count = 1, .jobs = 1};
    struct kw_build_result result;
    struct kw_error err = {0};
    if (kw_store_open(path, KW_STORE_CREATE, &store, &err) != KW_OK ||
        kw_corpus_build(store, f->extractor, &asked, NULL, &result, &err) != KW_OK ||
        kw_store_close(store, &err) != KW_OK)
        fail_msg("%s", err.text);
}

static struct kw_str dump(struct fixture *f, const char *path)
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
    struct kw_str copy = kw_arena_copy(f->arena, kw_buf_str(&buf));
    kw_buf_free(&buf);
    return copy;
}

static void write_inputs(const struct fixture *f)
{
    static const char *const names[] = {"China", "Russia", "Iran", "Israel"};
    for (int i = 0; i < DOCUMENTS; i++) {
        char name[160];
        snprintf(name, sizeof name, "%s/%02d.txt", f->input, i);
        FILE *file = fopen(name, "wb");
        assert_non_null(file);
        for (int k = 0; k < 30; k++)
            fprintf(file,
                    "%s accused %s of hacking port %d in the year %d. Mara Quill, the "
                    "head of Nightjar Systems, denied that.\n\n",
                    names[(i + k) % 4], names[(i + k + 1) % 4], i * k, 1980 + k);
        assert_int_equal(fclose(file), 0);
    }
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    snprintf(f->folder, sizeof f->folder, "/tmp/knotwork-check-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->input, sizeof f->input, "%s/in", f->folder);
    snprintf(f->path, sizeof f->path, "%s/k.db", f->folder);
    snprintf(f->saved, sizeof f->saved, "%s/saved.db", f->folder);
    assert_int_equal(mkdir(f->input, 0700), 0);
    f->arena = kw_arena_new();
    assert_int_equal(kw_extractor_new(NULL, &f->extractor, NULL), KW_OK);
    write_inputs(f);
    build(f, f->path);
    f->dump = dump(f, f->path);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    assert_int_equal(system(command), 0);
    kw_extractor_free(f->extractor);
    kw_arena_free(f->arena);
    kw_buf_free(&f->said);
    free(f);
    return 0;
}

/* How many faults the store has; -1 when it cannot even be opened. */
static int64_t check(struct fixture *f)
{
    struct kw_observer observer = {.context = f, .message = listen};
    struct kw_store *store = NULL;
    struct kw_error err = {0};
    uint64_t faults = 0;
    kw_buf_clear(&f->said);
    if (kw_store_open(f->path, KW_STORE_READ, &store, &err) != KW_OK) {
        assert_int_equal(err.status, KW_STORE);
        return -1;
    }
    if (kw_corpus_check(store, &observer, &faults, &err) != KW_OK)
        fail_msg("%s", err.text);
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    kw_buf_byte(&f->said, '\0');
    return (int64_t)faults;
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s", why);
    sqlite3_close(db);
}

static void a_sound_store_has_no_faults(void **state)
{
    struct fixture *f = *state;
    if (check(f) != 0)
        fail_msg("%s", f->said.ptr);
    assert_true(kw_str_eq(dump(f, f->path), f->dump)); /* checking changes nothing */
}

static void a_wrong_count_is_found_and_put_right(void **state)
{
    struct fixture *f = *state;
    struct kw_store *store = NULL;
    run_sql(f->path,
            "UPDATE entity SET mentions = mentions + 1 WHERE key = 'country/CN'");
    assert_int_equal(check(f), 2);
    assert_non_null(strstr(f->said.ptr, "is derived, and should not be: {\"record\":"
                                        "\"entity\",\"key\":\"country/CN\""));
    assert_non_null(strstr(f->said.ptr, "should be derived, and is not"));
    assert_int_equal(kw_store_open(f->path, KW_STORE_WRITE, &store, NULL), KW_OK);
    assert_int_equal(kw_corpus_resolve(store, NULL, NULL), KW_OK);
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    assert_int_equal(check(f), 0);
}

static void a_text_that_full_text_does_not_know_is_found(void **state)
{
    struct fixture *f = *state;
    run_sql(f->path, "UPDATE document SET title = 'Zebra' WHERE id = 1");
    assert_true(check(f) > 0);
    assert_non_null(strstr(f->said.ptr, "full-text index"));
}

static void a_reference_to_nothing_is_found(void **state)
{
    struct fixture *f = *state;
    run_sql(f->path, "PRAGMA foreign_keys = OFF; DELETE FROM identity WHERE id = 1");
    assert_true(check(f) > 0);
    assert_non_null(strstr(f->said.ptr, "refers to a row of table identity"));
}

/* A process that ended leaves a store in WAL mode: it is checked as it stands. */
static void a_store_left_behind_is_checked(void **state)
{
    struct fixture *f = *state;
    pid_t child = fork();
    if (child == 0) {
        struct kw_store *store = NULL;
        bool ok = kw_store_open(f->path, KW_STORE_WRITE, &store, NULL) == KW_OK &&
                  kw_store_meta_put(store, "x", KW_STR("y"), NULL) == KW_OK;
        _exit(ok ? 0 : 1);
    }
    int ended = 1;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    if (check(f) != 0)
        fail_msg("%s", f->said.ptr);
}

/* --- damage ----------------------------------------------------------------------- */

static long pages_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return (long)(st.st_size / PAGE);
}

/* Swaps a page with `bytes`. */
static void swap_page(const char *path, long page, char *bytes)
{
    char old[PAGE];
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, page * PAGE, SEEK_SET), 0);
    assert_int_equal(fread(old, 1, PAGE, file), PAGE);
    assert_int_equal(fseek(file, page * PAGE, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, PAGE, file), PAGE);
    assert_int_equal(fclose(file), 0);
    memcpy(bytes, old, PAGE);
}

static enum kw_status recover(struct fixture *f, struct kw_recover_result *result)
{
    struct kw_observer observer = {.context = f, .message = listen};
    struct kw_store *damaged = NULL, *target = NULL;
    struct kw_error err = {0};
    kw_buf_clear(&f->said);
    enum kw_status status = kw_store_open(f->path, KW_STORE_READ, &damaged, &err);
    if (status != KW_OK)
        return status;
    unlink(f->saved);
    if (kw_store_open(f->saved, KW_STORE_CREATE, &target, &err) != KW_OK ||
        kw_corpus_recover(damaged, target, &observer, result, &err) != KW_OK)
        fail_msg("%s", err.text);
    assert_int_equal(kw_store_close(damaged, NULL), KW_OK);
    assert_int_equal(kw_store_close(target, NULL), KW_OK);
    return KW_OK;
}

static void a_sound_store_is_recovered_whole(void **state)
{
    struct fixture *f = *state;
    struct kw_recover_result result;
    assert_int_equal(recover(f, &result), KW_OK);
    assert_int_equal(result.documents, DOCUMENTS);
    assert_int_equal(result.bare + result.lost, 0);
    assert_true(kw_str_eq(dump(f, f->saved), f->dump));
}

/* Page by page: the damage is found (unless nothing uses the page), most documents are
 * saved, and a build brings back the rest. */
static void any_page_may_be_lost(void **state)
{
    struct fixture *f = *state;
    long pages = pages_of(f->path), found = 0, tried = 0;
    uint64_t saved = 0;
    assert_true(pages > 40);
    for (long page = 1; page < pages; page += 3) {
        struct kw_recover_result result;
        char bytes[PAGE];
        memset(bytes, page % 2 ? 0 : 0xA5, sizeof bytes);
        swap_page(f->path, page, bytes);
        tried++;
        found += check(f) != 0;
        if (recover(f, &result) == KW_OK) {
            saved += result.documents + result.bare;
            build(f, f->saved);
            if (!kw_str_eq(dump(f, f->saved), f->dump))
                fail_msg("page %ld: what was recovered and built differs", page);
        }
        swap_page(f->path, page, bytes);
    }
    assert_int_equal(check(f), 0);
    assert_true(found * 10 >= tried * 9);
    assert_true(saved >= (uint64_t)tried * DOCUMENTS * 3 / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_sound_store_has_no_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wrong_count_is_found_and_put_right, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_text_that_full_text_does_not_know_is_found,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_reference_to_nothing_is_found, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_store_left_behind_is_checked, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_sound_store_is_recovered_whole, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(any_page_may_be_lost, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
