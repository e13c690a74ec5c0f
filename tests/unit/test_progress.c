/* test_progress.c - rates and times left, from a clock that the test has; and how much of
 * the inputs a reader has done with. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/progress.h"
#include "read/read.h"

static void lines_for_people(void **state)
{
    static const struct {
        struct kw_progress progress;
        double seconds;
        const char *line;
    } rows[] = {
        {{5, 0, 0, 0}, 0.5, "5 documents"}, /* too early to tell */
        {{5, 0, 10, 100}, 0.5, "5 documents"},
        {{120, 0, 9000, 0}, 10, "120 documents, 12/s"}, /* standard input */
        {{4, 0, 9000, 0}, 10, "4 documents, 0.4/s"},
        {{100, 0, 250, 1000}, 10, "100 documents, 10/s, 30 s left"},
        {{0, 0, 250, 1000}, 10, "0 documents, 0.0/s, 30 s left"}, /* all were skipped */
        {{9, 0, 0, 1000}, 3, "9 documents, 3.0/s"},
        {{100, 0, 1010, 1000}, 10, "100 documents, 10/s, 0 s left"}, /* it has grown */
        {{100, 0, 10, 1000}, 10, "100 documents, 10/s, 16 min left"},
        {{100, 0, 1, 1000}, 10, "100 documents, 10/s, 2.8 h left"},
        {{50, 200, 0, 0}, 5, "50 of 200 documents, 10/s, 15 s left"},
        {{50, 200, 99, 100}, 5, "50 of 200 documents, 10/s, 15 s left"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kw_buf line = {0};
        kw_progress_text(&line, &rows[i].progress, "documents", rows[i].seconds);
        check_str(kw_buf_str(&line), rows[i].line);
        kw_buf_free(&line);
    }
}

static void lines_for_programs(void **state)
{
    struct kw_buf line = {0};
    (void)state;
    kw_progress_json(&line, &(struct kw_progress){100, 0, 250, 1000}, "documents", 10);
    check_str(kw_buf_str(&line),
              "{\"progress\":{\"what\":\"documents\",\"done\":100,\"total\":null,"
              "\"bytes\":250,\"of_bytes\":1000,\"per_second\":10,\"seconds_left\":30}}");
    kw_buf_clear(&line);
    kw_progress_json(&line, &(struct kw_progress){7, 0, 250, 0}, "documents", 0.5);
    check_str(
        kw_buf_str(&line),
        "{\"progress\":{\"what\":\"documents\",\"done\":7,\"total\":null,"
        "\"bytes\":250,\"of_bytes\":null,\"per_second\":null,\"seconds_left\":null}}");
    kw_buf_free(&line);
}

static void write_bytes(const char *path, const char *start, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(start, file);
    for (size_t i = strlen(start); i < len; i++)
        fputc('\n', file);
    assert_int_equal(fclose(file), 0);
}

/* All of every file has been done with when there are no more records: also of those that
 * only a look is taken at. */
static void what_was_read_adds_up(void **state)
{
    char folder[] = "/tmp/knotwork-progress-XXXXXX";
    const char *inputs[] = {"."}, *with_standard[] = {".", "-"};
    struct kw_reader *reader;
    struct kw_record record = {0};
    uint64_t bytes = 0, before = 0;
    bool more = true;
    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("deep", 0700), 0);
    write_bytes("a.txt", "Iran met Iraq.", 100);
    write_bytes("deep/b.jsonl", "{\"text\":\"Iran met Iraq.\"}\n{\"text\":\"a\"}",
                300000);
    write_bytes("picture.png", "\x89PNG", 500000);
    write_bytes(".hidden", "no", 7777);
    assert_int_equal(kw_reader_open(inputs, 1, &reader, NULL), KW_OK);
    assert_int_equal(kw_reader_measure(reader, &bytes, NULL), KW_OK);
    assert_int_equal(bytes, 100 + 300000 + 500000);
    while (kw_reader_next(reader, &record, &more, NULL) == KW_OK && more) {
        assert_true(kw_reader_passed(reader) >= before);
        before = kw_reader_passed(reader);
    }
    assert_int_equal(kw_reader_passed(reader), bytes);
    kw_reader_free(reader);
    kw_record_free(&record);
    assert_int_equal(kw_reader_open(with_standard, 2, &reader, NULL), KW_OK);
    assert_int_equal(kw_reader_measure(reader, &bytes, NULL), KW_OK);
    assert_int_equal(bytes, 0);
    kw_reader_free(reader);
    assert_int_equal(unlink("a.txt") + unlink("deep/b.jsonl") + unlink("picture.png") +
                         unlink(".hidden") + rmdir("deep") + rmdir(folder) + chdir("/"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_for_people),
        cmocka_unit_test(lines_for_programs),
        cmocka_unit_test(what_was_read_adds_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
