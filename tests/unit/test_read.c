/* test_read.c - good inputs give documents; each bad one says why, and the others go on.
 */
#include "check.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/read.h"

struct fixture {
    char folder[64];
    struct kw_arena *arena;
    struct kw_lexicon *lexicon;
    struct kw_buf log; /* a line per record: key, number, outcome */
};

static void make_folder(const struct fixture *f, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void make_file_of(const struct fixture *f, const char *name, const void *bytes,
                         size_t len)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void make_file(const struct fixture *f, const char *name, const char *text)
{
    make_file_of(f, name, text, strlen(text));
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    snprintf(f->folder, sizeof f->folder, "/tmp/knotwork-read-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    f->arena = kw_arena_new();
    struct kw_str image = kw_lexicon_builtin();
    assert_int_equal(kw_lexicon_open(f->arena, &image, 1, &f->lexicon, NULL), KW_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", f->folder,
             f->folder);
    assert_int_equal(system(command), 0);
    kw_arena_free(f->arena);
    kw_buf_free(&f->log);
    free(f);
    return 0;
}

/* Reads the inputs and logs what came of each record. */
static void read_inputs(struct fixture *f, const char *const *inputs, size_t count)
{
    struct kw_reader *reader = NULL;
    struct kw_record record = {0};
    bool more = true;
    kw_buf_clear(&f->log);
    assert_int_equal(kw_reader_open(inputs, count, &reader, NULL), KW_OK);
    while (kw_reader_next(reader, &record, &more, NULL) == KW_OK && more) {
        struct kw_parsed parsed;
        struct kw_error err = {0};
        kw_buf_printf(&f->log, "%.*s:%lld: ", KW_STR_ARG(kw_buf_str(&record.key)),
                      (long long)record.number);
        if (record.state == KW_RECORD_SKIPPED)
            kw_buf_printf(&f->log, "skipped: %s\n", record.reason);
        else if (record.state == KW_RECORD_FAILED)
            kw_buf_printf(&f->log, "failed: %s\n", record.reason);
        else if (kw_record_parse(f->lexicon, &record, f->arena, &parsed, &err) != KW_OK)
            kw_buf_printf(&f->log, "failed: %s\n", err.text);
        else
            kw_buf_printf(&f->log, "%.*s = %.*s\n",
                          KW_STR_ARG(parsed.extraction.document.key),
                          KW_STR_ARG(parsed.extraction.document.text));
    }
    assert_false(more);
    kw_record_free(&record);
    kw_reader_free(reader);
    kw_buf_byte(&f->log, '\0');
    f->log.len--;
}

static void read_folder(struct fixture *f)
{
    const char *input = f->folder;
    read_inputs(f, &input, 1);
}

static void has(const struct fixture *f, const char *line)
{
    if (!strstr(f->log.ptr, line))
        fail_msg("no \"%s\" in:\n%s", line, f->log.ptr);
}

static void a_folder_comes_in_the_order_of_its_paths(void **state)
{
    struct fixture *f = *state;
    make_folder(f, "a");
    make_folder(f, "a/deep");
    make_file(f, "a/b.txt", "one");
    make_file(f, "a/deep/c.md", "two");
    make_file(f, "a.txt", "three");
    make_file(f, "a-b.txt", "four");
    make_file(f, "README", "five");
    read_folder(f);
    assert_string_equal(f->log.ptr, "README:0: README = five\n"
                                    "a-b.txt:0: a-b.txt = four\n"
                                    "a.txt:0: a.txt = three\n"
                                    "a/b.txt:0: a/b.txt = one\n"
                                    "a/deep/c.md:0: a/deep/c.md = two\n");
}

static void a_file_goes_by_its_base_name(void **state)
{
    struct fixture *f = *state;
    char path[128], missing[128];
    make_file(f, "x.news", "one");
    snprintf(path, sizeof path, "%s/x.news", f->folder);
    snprintf(missing, sizeof missing, "%s/no.txt", f->folder);
    const char *inputs[] = {missing, path};
    read_inputs(f, inputs, 2);
    assert_string_equal(f->log.ptr, "no.txt:0: failed: No such file or directory\n"
                                    "x.news:0: x.news = one\n");
}

static void each_bad_file_says_why_and_the_others_go_on(void **state)
{
    struct fixture *f = *state;
    char path[128];
    make_file(f, "0first.txt", "fine");
    make_file(f, ".hidden", "x");
    make_folder(f, ".git");
    make_file(f, ".git/config", "x");
    make_file(f, "empty.txt", "");
    make_file(f, "blank.txt", " \n\t ");
    make_file_of(f, "binary.txt", "ab\0cd", 5);
    make_file_of(f, "wide.txt",
                 "\xFF\xFE"
                 "a\0b\0",
                 6);
    make_file(f, "page.html", "<html>");
    make_file(f, "sheet.ods", "x");
    make_file(f, "closed.txt", "x");
    snprintf(path, sizeof path, "%s/closed.txt", f->folder);
    chmod(path, 0);
    snprintf(path, sizeof path, "%s/loop", f->folder);
    assert_int_equal(symlink(".", path), 0);
    snprintf(path, sizeof path, "%s/passwd.txt", f->folder);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    snprintf(path, sizeof path, "%s/pipe.txt", f->folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    make_file(f, "zlast.txt", "fine too");
    read_folder(f);
    has(f, "0first.txt:0: 0first.txt = fine\n");
    has(f, ".hidden:0: skipped: hidden file\n");
    has(f, ".git/:0: skipped: hidden folder\n");
    assert_null(strstr(f->log.ptr, "config"));
    has(f, "empty.txt:0: skipped: empty\n");
    has(f, "blank.txt:0: skipped: nothing but white space\n");
    has(f, "binary.txt:0: skipped: binary: not a text\n");
    has(f, "wide.txt:0: wide.txt = ab\n");
    has(f, "page.html:0: failed: text: nothing but white space\n");
    has(f, "sheet.ods:0: skipped: no importer for files that end in .ods\n");
    if (geteuid() != 0)
        has(f, "closed.txt:0: failed: Permission denied\n");
    has(f, "loop:0: skipped: symbolic link: not followed inside a folder\n");
    has(f, "passwd.txt:0: skipped: symbolic link: not followed inside a folder\n");
    has(f, "pipe.txt:0: skipped: not a regular file\n");
    has(f, "zlast.txt:0: zlast.txt = fine too\n");
}

static void a_text_that_is_too_large_is_refused(void **state)
{
    struct fixture *f = *state;
    char path[128];
    make_file(f, "big.txt", "x");
    make_file(f, "big.jsonl", "{\"text\":\"small\"}\n");
    snprintf(path, sizeof path, "%s/big.txt", f->folder);
    FILE *file = fopen(path, "wb");
    for (int i = 0; i < 33 * 16; i++) {
        char block[64 * 1024];
        memset(block, 'x', sizeof block);
        assert_int_equal(fwrite(block, 1, sizeof block, file), sizeof block);
    }
    fclose(file);
    read_folder(f);
    has(f, "big.txt:0: failed: longer than 32 MiB\n");
    has(f, "big.jsonl:1: big.jsonl#1 = small\n");
}

static void a_broken_line_spoils_no_other(void **state)
{
    struct fixture *f = *state;
    make_file(
        f, "w.jsonl",
        "{\"id\":\"a\",\"text\":\"one\"}\r\n\n{\"text\":\"two\"}\n{broken\n"
        "{\"id\":7}\n{\"id\":\"e\",\"text\":\"\"}\n[1]\n{\"id\":8,\"text\":\"six\"}");
    read_folder(f);
    has(f, "w.jsonl:1: a = one\n");
    has(f, "w.jsonl:3: w.jsonl#3 = two\n");
    has(f, "w.jsonl:4: failed: ");
    has(f, "w.jsonl:5: failed: text: missing\n");
    has(f, "w.jsonl:6: failed: text: nothing but white space\n");
    has(f, "w.jsonl:7: failed: ");
    has(f, "w.jsonl:8: 8 = six\n");
}

static void json_may_be_one_object_or_a_list(void **state)
{
    struct fixture *f = *state;
    make_file(f, "1.json", "{\n \"text\": \"one }\\\"\"\n}\n");
    make_file(f, "2.json",
              "[\n{\"text\":\"two [\"},\n{\"id\":\"x\",\"text\":\"three\"}\n]");
    make_file(f, "3.json", "[{\"text\":\"four\"}, {\"text\":\"cut of");
    make_file(f, "4.json", "{\"text\":\"five\"}\n{\"text\":\"six\"}\n");
    read_folder(f);
    assert_string_equal(f->log.ptr,
                        "1.json:1: 1.json#1 = one }\"\n"
                        "2.json:1: 2.json#1 = two [\n"
                        "2.json:2: x = three\n"
                        "3.json:1: 3.json#1 = four\n"
                        "3.json:2: failed: not JSON: it ends in the middle of a value\n"
                        "4.json:1: 4.json#1 = five\n"
                        "4.json:2: 4.json#2 = six\n");
}

static struct kw_parsed parse_bytes(struct fixture *f, const char *name,
                                    const char *bytes)
{
    char path[128];
    struct kw_record record = {0};
    struct kw_parsed parsed;
    make_file(f, name, bytes);
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    assert_int_equal(kw_record_again(kw_str_of(path), 0, &record, NULL), KW_OK);
    assert_int_equal(kw_record_parse(f->lexicon, &record, f->arena, &parsed, NULL),
                     KW_OK);
    kw_record_free(&record);
    return parsed;
}

static void broken_bytes_become_spaces_and_are_counted(void **state)
{
    struct fixture *f = *state;
    struct kw_parsed p = parse_bytes(f, "a.txt", "caf\xe9 \x01t\xc3\xa9");
    check_str(p.extraction.document.text, "caf   t\xc3\xa9");
    check_str(p.extraction.document.original, "caf\xEF\xBF\xBD \x01t\xc3\xa9");
    assert_int_equal(p.replaced, 2);
    p = parse_bytes(f, "b.txt", "\xEF\xBB\xBFtext");
    check_str(p.extraction.document.text, "text");
    assert_int_equal(p.replaced, 0);
}

static void hostile_file_names_are_written_out(void **state)
{
    struct fixture *f = *state;
    struct kw_record record = {0};
    make_file(f, "a\nb\xff.txt", "one");
    read_folder(f);
    assert_string_equal(f->log.ptr, "a%0Ab%FF.txt:0: a%0Ab%FF.txt = one\n");
    struct kw_str path = kw_arena_printf(f->arena, "%s/a%%0Ab%%FF.txt", f->folder);
    assert_int_equal(kw_record_again(path, 0, &record, NULL), KW_OK);
    check_str(kw_buf_str(&record.bytes), "one");
    kw_record_free(&record);
}

static void an_article_tells_its_title_date_and_outlet(void **state)
{
    struct fixture *f = *state;
    struct kw_parsed p =
        parse_bytes(f, "a.txt",
                    "Published 15:32 IST, April 8th 2023\n"
                    "Ruritania buys a tool called Kite\nBy A. Writer\n\n"
                    "STRELSAU, April 7 (Reuters) - Ruritania bought Kite.\n");
    check_str(p.extraction.document.title, "Ruritania buys a tool called Kite");
    check_str(p.extraction.document.publisher, "Reuters");
    char day[KW_TIME_TEXT];
    kw_day_print(p.extraction.document.date, day);
    assert_string_equal(day, "2023-04-08");
    p = parse_bytes(f, "b.txt", "Ruritania bought Kite.\nIt was not cheap.\n");
    check_str(p.extraction.document.title, "");
    check_str(p.extraction.document.publisher, "");
    assert_int_equal(p.extraction.document.date, KW_DAY_NONE);
}

static void a_byline_names_who_wrote_it(void **state)
{
    static const char *const rows[][2] = {
        {"By Ada Writer", "Ada Writer"},
        {"BY ADA WRITER AND MAX PENN", "ADA WRITER AND MAX PENN"},
        {"By Ada Writer and Max Penn, Courier | 8 April 2023", "Ada Writer and Max Penn"},
        {"By Ada Writer for the Courier", "Ada Writer"},
        {"By Ada Writer and", "Ada Writer"},
        {"By \xC3\x89lise Writer", "\xC3\x89lise Writer"},
        {"By Friday it was over", ""}, /* a sentence */
        {"By  ", ""},
        {"by Ada Writer", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture *f = *state;
        struct kw_str text =
            kw_arena_printf(f->arena, "Kite flies\n%s\n\nText.\n", rows[i][0]);
        struct kw_parsed p = parse_bytes(f, "a.txt", text.ptr);
        check_str(p.extraction.document.author, rows[i][1]);
    }
}

static void a_record_is_found_again(void **state)
{
    struct fixture *f = *state;
    char path[128];
    struct kw_record record = {0};
    make_file(f, "w.jsonl", "{\"text\":\"1\"}\n\nbad\n{\"text\":\"4\"}\n");
    snprintf(path, sizeof path, "%s/w.jsonl", f->folder);
    assert_int_equal(kw_record_again(kw_str_of(path), 4, &record, NULL), KW_OK);
    check_str(kw_buf_str(&record.bytes), "{\"text\":\"4\"}");
    struct kw_error err = {0};
    assert_int_equal(kw_record_again(kw_str_of(path), 5, &record, &err), KW_NOTFOUND);
    kw_record_free(&record);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_folder_comes_in_the_order_of_its_paths),
        TEST(a_file_goes_by_its_base_name),
        TEST(each_bad_file_says_why_and_the_others_go_on),
        TEST(a_text_that_is_too_large_is_refused),
        TEST(a_broken_line_spoils_no_other),
        TEST(json_may_be_one_object_or_a_list),
        TEST(broken_bytes_become_spaces_and_are_counted),
        TEST(hostile_file_names_are_written_out),
        TEST(an_article_tells_its_title_date_and_outlet),
        TEST(a_byline_names_who_wrote_it),
        TEST(a_record_is_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
