/* test_outfile.c - a reader sees the old file or the new one, whole; and files read whole. */
#include "check.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/infile.h"
#include "base/outfile.h"
#include "failing.h"

/* Each test works in a new folder below the current one. */
static int set_up(void **state)
{
    char folder[] = "outfile-XXXXXX";
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_all(const char *folder)
{
    DIR *entries = opendir(folder);
    if (!entries)
        return -1;
    for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        if (entry->d_name[0] != '.' && unlink(entry->d_name) != 0)
            rmdir(entry->d_name);
    }
    return closedir(entries);
}

static int tear_down(void **state)
{
    char folder[4096], *slash;
    (void)state;
    if (remove_all(".") != 0 || !getcwd(folder, sizeof folder) || chdir("..") != 0)
        return -1;
    slash = strrchr(folder, '/');
    return rmdir(slash + 1);
}

static unsigned files_here(void)
{
    unsigned count = 0;
    DIR *entries = opendir(".");
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(entries);
    return count;
}

static void put_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fputs(text, file) >= 0, 1);
    assert_int_equal(fclose(file), 0);
}

static void check_file(const char *path, const char *expected)
{
    char text[256];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t len = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[len] = '\0';
    assert_string_equal(text, expected);
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 07777;
}

static enum kw_status write_new(const char *path, struct kw_error *err)
{
    struct kw_outfile *file = NULL;
    enum kw_status status = kw_outfile_open(path, &file, err);
    if (status != KW_OK) {
        assert_null(file);
        return status;
    }
    kw_out_printf(kw_outfile_sink(file), "%s", "new\n");
    return kw_outfile_commit(file, err);
}

static void a_new_file_has_the_mode_of_the_umask(void **state)
{
    (void)state;
    mode_t old = umask(027);
    assert_int_equal(write_new("a", NULL), KW_OK);
    umask(old);
    check_file("a", "new\n");
    assert_int_equal(mode_of("a"), 0640);
    assert_int_equal(files_here(), 1);
}

static void a_replaced_file_keeps_its_mode(void **state)
{
    (void)state;
    put_file("a", "old\n");
    assert_int_equal(chmod("a", 0604), 0);
    assert_int_equal(write_new("a", NULL), KW_OK);
    check_file("a", "new\n");
    assert_int_equal(mode_of("a"), 0604);
    assert_int_equal(files_here(), 1);
}

static void until_the_end_the_old_file_stands(void **state)
{
    (void)state;
    struct kw_outfile *file = NULL;
    put_file("a", "old\n");
    assert_int_equal(kw_outfile_open("a", &file, NULL), KW_OK);
    for (int i = 0; i < 10000; i++)
        kw_out_printf(kw_outfile_sink(file), "%d\n", i);
    check_file("a", "old\n");
    assert_int_equal(files_here(), 2);
    kw_outfile_discard(file);
    check_file("a", "old\n");
    assert_int_equal(files_here(), 1);
    kw_outfile_discard(NULL);
}

static void two_may_write_the_same_name(void **state)
{
    (void)state;
    struct kw_outfile *one = NULL, *two = NULL;
    assert_int_equal(kw_outfile_open("a", &one, NULL), KW_OK);
    assert_int_equal(kw_outfile_open("a", &two, NULL), KW_OK);
    kw_out_add(kw_outfile_sink(one), KW_STR("one"));
    kw_out_add(kw_outfile_sink(two), KW_STR("two"));
    assert_int_equal(kw_outfile_commit(two, NULL), KW_OK);
    assert_int_equal(kw_outfile_commit(one, NULL), KW_OK);
    check_file("a", "one");
    assert_int_equal(files_here(), 1);
}

static void a_link_is_followed(void **state)
{
    (void)state;
    struct stat status;
    put_file("real", "old\n");
    assert_int_equal(symlink("real", "link"), 0);
    assert_int_equal(write_new("link", NULL), KW_OK);
    check_file("real", "new\n");
    assert_int_equal(lstat("link", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
}

static void what_cannot_be_written_is_named(void **state)
{
    (void)state;
    struct kw_error err = {0};
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(write_new("folder", &err), KW_IO);
    assert_non_null(strstr(err.text, "folder: Is a directory"));
    err = (struct kw_error){0};
    assert_int_equal(write_new("none/a", &err), KW_IO);
    assert_string_equal(err.text, "none/a: No such file or directory");
    err = (struct kw_error){0};
    assert_int_equal(write_new("", &err), KW_IO);
    assert_int_equal(files_here(), 1);
}

static void devices_are_not_replaced(void **state)
{
    (void)state;
    struct kw_error err = {0};
    struct stat status;
    assert_int_equal(write_new("/dev/null", NULL), KW_OK);
    assert_int_equal(stat("/dev/null", &status), 0);
    assert_true(S_ISCHR(status.st_mode));
    assert_int_equal(write_new("/dev/full", &err), KW_IO);
    assert_string_equal(err.text, "/dev/full: No space left on device");
}

/* Whatever the system refuses, the old file stays and nothing lies about. */
static void any_refusal_leaves_the_old_file(void **state)
{
    (void)state;
    static const struct {
        enum failing kind;
        const char *reason;
    } rows[] = {{FAIL_WRITE, "No space left on device"},
                {FAIL_SYNC, "Input/output error"},
                {FAIL_RENAME, "Invalid cross-device link"}};
    put_file("a", "old\n");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct kw_error err = {0};
        fail_after(rows[i].kind, 0);
        enum kw_status status = write_new("a", &err);
        fail_after(rows[i].kind, -1);
        assert_int_equal(status, KW_IO);
        assert_non_null(strstr(err.text, "a: "));
        assert_non_null(strstr(err.text, rows[i].reason));
        check_file("a", "old\n");
        assert_int_equal(files_here(), 1);
    }
    assert_int_equal(write_new("a", NULL), KW_OK);
    check_file("a", "new\n");
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    enum kw_status status = KW_NOMEM;
    put_file("a", "old\n");
    for (long n = 0; status != KW_OK; n++) {
        fail_after(FAIL_ALLOCATION, n);
        status = write_new("a", NULL);
        bool failed = has_failed(FAIL_ALLOCATION);
        fail_after(FAIL_ALLOCATION, -1);
        assert_true(status == KW_OK || (status == KW_NOMEM && failed));
        check_file("a", status == KW_OK ? "new\n" : "old\n");
        assert_int_equal(files_here(), 1);
        assert_true(n < 20);
    }
}

static void short_and_interrupted_writes_go_on(void **state)
{
    (void)state;
    struct kw_outfile *file = NULL;
    struct kw_buf expected = {0};
    assert_int_equal(kw_outfile_open("a", &file, NULL), KW_OK);
    disturb_writes(7);
    for (int i = 0; i < 3000; i++) {
        kw_out_printf(kw_outfile_sink(file), "%d\n", i);
        kw_buf_printf(&expected, "%d\n", i);
    }
    enum kw_status status = kw_outfile_commit(file, NULL);
    disturb_writes(0);
    assert_int_equal(status, KW_OK);
    char *text = malloc(expected.len + 1);
    FILE *read = fopen("a", "r");
    assert_true(text && read);
    assert_int_equal(fread(text, 1, expected.len + 1, read), expected.len);
    assert_memory_equal(text, expected.ptr, expected.len);
    fclose(read);
    free(text);
    kw_buf_free(&expected);
}

static void standard_output_is_written_as_it_comes(void **state)
{
    (void)state;
    struct kw_error err = {0};
    fflush(stdout);
    int saved = dup(STDOUT_FILENO);
    int file = open("out", O_WRONLY | O_CREAT, 0600), full = open("/dev/full", O_WRONLY);
    assert_true(saved >= 0 && file >= 0 && full >= 0);
    dup2(file, STDOUT_FILENO);
    enum kw_status first = write_new("-", NULL), second = write_new("-", NULL);
    dup2(full, STDOUT_FILENO);
    enum kw_status third = write_new("-", &err);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    close(file);
    close(full);
    assert_true(first == KW_OK && second == KW_OK);
    check_file("out", "new\nnew\n");
    assert_int_equal(third, KW_IO);
    assert_string_equal(err.text, "standard output: No space left on device");
}

static void a_file_is_read_whole_or_named(void **state)
{
    struct kw_buf bytes = {0};
    struct kw_error err = {0};
    (void)state;
    put_file("a", "one\ntwo\n");
    kw_buf_add(&bytes, KW_STR("zero\n"));
    assert_int_equal(kw_infile_read("a", &bytes, &err), KW_OK);
    check_str(kw_buf_str(&bytes), "zero\none\ntwo\n");
    assert_int_equal(kw_infile_read("none", &bytes, &err), KW_NOTFOUND);
    assert_string_equal(err.text, "none: No such file or directory");
    assert_int_equal(kw_infile_read(".", &bytes, NULL), KW_IO);
    assert_int_equal(truncate("a", KW_INFILE_LIMIT + 1), 0); /* a hole: no disk */
    err = (struct kw_error){0};
    assert_int_equal(kw_infile_read("a", &bytes, &err), KW_LIMIT);
    assert_string_equal(err.text, "a: more than 64 MiB");
    kw_buf_free(&bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_file_has_the_mode_of_the_umask),
        TEST(a_replaced_file_keeps_its_mode),
        TEST(until_the_end_the_old_file_stands),
        TEST(two_may_write_the_same_name),
        TEST(a_link_is_followed),
        TEST(what_cannot_be_written_is_named),
        TEST(devices_are_not_replaced),
        TEST(any_refusal_leaves_the_old_file),
        TEST(memory_may_end_anywhere),
        TEST(short_and_interrupted_writes_go_on),
        TEST(standard_output_is_written_as_it_comes),
        TEST(a_file_is_read_whole_or_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
