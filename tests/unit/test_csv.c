/* test_csv.c - tables with named columns: a document a row, and hostile rows bounded. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "read/read.h"
#include "time/expression.h"

struct fixture {
    struct kw_arena *arena;
    struct kw_lexicon *lexicon;
    struct kw_buf log; /* a line per record */
    char path[64];
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->arena = kw_arena_new();
    struct kw_str image = kw_lexicon_builtin();
    assert_int_equal(kw_lexicon_open(f->arena, &image, 1, &f->lexicon, NULL), KW_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    kw_arena_free(f->arena);
    kw_buf_free(&f->log);
    unlink(f->path);
    free(f);
    return 0;
}

static void put_document(struct kw_buf *log, const struct kw_parsed *parsed)
{
    const struct kw_document *d = &parsed->extraction.document;
    char day[KW_TIME_TEXT];
    kw_day_print(d->date, day);
    kw_buf_printf(log, "%.*s|%.*s|%.*s|%s|%.*s|%.*s|%.*s\n", KW_STR_ARG(d->key),
                  KW_STR_ARG(d->text), KW_STR_ARG(d->title), day, KW_STR_ARG(d->source),
                  KW_STR_ARG(d->publisher), KW_STR_ARG(parsed->note));
}

/* Reads bytes as a file with that ending and logs what comes of each row. */
static const char *read_bytes(struct fixture *f, const char *ending, struct kw_str bytes)
{
    struct kw_reader *reader = NULL;
    struct kw_record record = {0};
    bool more = true;
    unlink(f->path);
    snprintf(f->path, sizeof f->path, "/tmp/knotwork-csv-%ld.%s", (long)getpid(), ending);
    FILE *file = fopen(f->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    fclose(file);
    const char *input = f->path;
    kw_buf_clear(&f->log);
    assert_int_equal(kw_reader_open(&input, 1, &reader, NULL), KW_OK);
    while (kw_reader_next(reader, &record, &more, NULL) == KW_OK && more) {
        struct kw_parsed parsed;
        struct kw_error err = {0};
        kw_buf_printf(&f->log, "%lld: ", (long long)record.number);
        if (record.state != KW_RECORD_READ)
            kw_buf_printf(&f->log, "%s\n", record.reason);
        else if (kw_record_parse(f->lexicon, &record, f->arena, &parsed, &err) != KW_OK)
            kw_buf_printf(&f->log, "%s\n", err.text);
        else
            put_document(&f->log, &parsed);
    }
    kw_record_free(&record);
    kw_reader_free(reader);
    kw_buf_byte(&f->log, '\0');
    f->log.len--;
    return f->log.ptr;
}

static const char *read_csv(struct fixture *f, const char *text)
{
    return read_bytes(f, "csv", kw_str_of(text));
}

static void a_row_is_a_document(void **state)
{
    assert_string_equal(
        read_csv(*state, "id,text,title,date,source,publisher\n"
                         "a,One flew.,First,2023-04-08,x.txt,Courier\r\n"
                         "\n"
                         "b,\"Two, \"\"big\"\" and\nlong.\",\"Second\",8 Apr 2023,,\n"
                         "c,Three,,13/04/2023,y"),
        "1: a|One flew.|First|2023-04-08|x.txt|Courier|\n"
        "3: b|Two, \"big\" and\nlong.|Second|2023-04-08|||\n"
        "4: c|Three||2023-04-13|y||\n");
}

static void a_column_names_the_author(void **state)
{
    struct fixture *f = *state;
    struct kw_record record = {0};
    struct kw_parsed parsed;
    read_csv(f, "id,body,Byline,authors\n1,Text.,By Max Penn,Ada Writer\n");
    assert_int_equal(kw_record_again(kw_str_of(f->path), 1, &record, NULL), KW_OK);
    assert_int_equal(kw_record_parse(f->lexicon, &record, f->arena, &parsed, NULL), KW_OK);
    check_str(parsed.extraction.document.author, "Ada Writer");
    kw_record_free(&record);
}

static void names_of_columns_have_synonyms(void **state)
{
    assert_string_equal(
        read_csv(*state, "\xEF\xBB\xBF\"Doc ID\",Headline,Published_At,URL,Source,Body\n"
                         "7,T,2023-04-08T10:00:00Z,https://a.example/x,The Courier,Text.\n"),
        "1: 7|Text.|T|2023-04-08|https://a.example/x|The Courier|\n");
    /* the better name wins, wherever it stands */
    assert_string_equal(read_csv(*state, "id,summary,text\n1,short,long\n"),
                        "1: 1|long|||||\n");
    assert_string_equal(read_csv(*state, "id,text,summary\n1,long,short\n"),
                        "1: 1|long|||||\n");
}

static void cells_are_parted_by_what_the_head_shows(void **state)
{
    assert_string_equal(read_csv(*state, "id;text\n1;a, b\n"), "1: 1|a, b|||||\n");
    assert_string_equal(read_csv(*state, "id|text\n1|a, b\n"), "1: 1|a, b|||||\n");
    assert_string_equal(read_bytes(*state, "tsv", KW_STR("id\ttext\n1\ta, \"b\"\n")),
                        "1: 1|a, \"b\"|||||\n");
    assert_string_equal(read_bytes(*state, "unknown", KW_STR("id,text\n1,One.\n")),
                        "1: 1|One.|||||\n");
}

static void other_encodings_are_converted(void **state)
{
    assert_string_equal(
        read_bytes(*state, "tsv",
                   KW_STR("\xFF\xFEi\0d\0\t\0t\0e\0x\0t\0\n\0" "1\0\t\0\xE9\0t\0\xE9\0\n\0")),
        "1: 1|\xC3\xA9t\xC3\xA9|||||read as UTF-16LE (by its byte-order mark)\n");
    assert_string_equal(
        read_bytes(*state, "csv", KW_STR("id,text\n1,a caf\xE9 in the middle of the town, "
                                         "said the man who had just been there himself\n")),
        "1: 1|a caf\xC3\xA9 in the middle of the town|||||read as windows-1252 (guessed)\n");
}

static void what_is_no_such_table_says_so(void **state)
{
    static const char no_text[] =
        "0: a table without a column named text, body or content in its first row\n";
    assert_string_equal(read_csv(*state, "a,b\n1,2\n"), no_text);
    assert_string_equal(read_csv(*state, "\"id,text\n"), no_text);
    assert_string_equal(read_csv(*state, "id,text\n1,\n2\n3,x,y,z\n\"4"),
                        "1: text: nothing but white space\n"
                        "2: text: nothing but white space\n"
                        "3: 3|x|||||\n"
                        "4: a quotation mark is never closed\n");
    assert_string_equal(read_csv(*state, "id,text\n"), "");
}

/* A quotation mark inside a cell that has none around it is a sign like any other. */
static void stray_quotation_marks_are_text(void **state)
{
    assert_string_equal(read_csv(*state, "id,text\n1,a 5\" pipe\n2,\"b\" c\n3,\"d\"\"\"\n"),
                        "1: 1|a 5\" pipe|||||\n2: 2|b c|||||\n3: 3|d\"|||||\n");
}

static void hostile_heads_and_rows_are_bounded(void **state)
{
    struct kw_buf bytes = {0};
    for (int i = 0; i < 200000; i++)
        kw_buf_add(&bytes, KW_STR("text,"));
    assert_non_null(strstr(read_bytes(*state, "csv", kw_buf_str(&bytes)), "without a column"));
    kw_buf_clear(&bytes);
    kw_buf_add(&bytes, KW_STR("text,id\n"));
    for (int i = 0; i < 200000; i++)
        kw_buf_add(&bytes, KW_STR("x,\"\","));
    assert_non_null(strstr(read_bytes(*state, "csv", kw_buf_str(&bytes)), "#1|x|||"));
    kw_buf_free(&bytes);
}

static void a_row_is_found_again(void **state)
{
    struct fixture *f = *state;
    struct kw_record record = {0};
    struct kw_parsed parsed;
    read_csv(f, "id,text\n1,one\n2,\"two\nlines\"\n3,three\n");
    assert_int_equal(kw_record_again(kw_str_of(f->path), 2, &record, NULL), KW_OK);
    assert_int_equal(kw_record_parse(f->lexicon, &record, f->arena, &parsed, NULL), KW_OK);
    check_str(parsed.extraction.document.text, "two\nlines");
    kw_record_free(&record);
}

static void dates_come_in_every_form(void **state)
{
    static const char *const rows[][2] = {
        {"2023-04-08", "2023-04-08"},
        {" 2023-04-08T23:59:59-11:00 ", "2023-04-08"},
        {"2023-04-08 15:32", "2023-04-08"},
        {"2023/4/8", "2023-04-08"},
        {"2023.04.08", "2023-04-08"},
        {"20230408", "2023-04-08"},
        {"20230408T153200Z", "2023-04-08"},
        {"20230408153200", "2023-04-08"},
        {"2023040815", "2023-04-08"},
        {"1680912000", "2023-04-08"},
        {"1680998399", "2023-04-08"},
        {"1680912000000", "2023-04-08"},
        {"13/04/2023", "2023-04-13"},
        {"4/13/2023", "2023-04-13"},
        {"4.4.2023", "2023-04-04"},
        {"Sat, 08 Apr 2023 10:00:00 GMT", "2023-04-08"},
        {"Saturday, April 8th, 2023 at 3 pm", "2023-04-08"},
        {"8-Apr-2023", "2023-04-08"},
        {"8 April 2023", "2023-04-08"},
        /* what could be two days, is none, or is no date at all */
        {"04/08/2023", ""},
        {"2023-02-30", ""},
        {"2023-13-01", ""},
        {"2023", ""},
        {"April 2023", ""},
        {"2", ""},
        {"1234567", ""},
        {"99999999999999999999", ""},
        {"yesterday", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[KW_TIME_TEXT];
        int32_t day = KW_DAY_NONE;
        bool found = kw_date_read(kw_str_of(rows[i][0]), &day);
        kw_day_print(day, text);
        if (found != (rows[i][1][0] != '\0') || strcmp(text, rows[i][1]) != 0)
            fail_msg("\"%s\" is \"%s\"", rows[i][0], text);
    }
}

static void every_failed_allocation_is_an_error(void **state)
{
    struct fixture *f = *state;
    struct kw_record record = {0};
    enum kw_status status = KW_NOMEM;
    read_csv(f, "id,text,title,date,url\n1,\"a \"\"b\"\" \x01\",T,2023-04-08,http://x\n");
    assert_int_equal(kw_record_again(kw_str_of(f->path), 1, &record, NULL), KW_OK);
    for (long n = 0; status != KW_OK; n++) {
        struct kw_parsed parsed;
        assert_true(n < 100);
        kw_arena_fail_after(f->arena, n);
        status = kw_record_parse(f->lexicon, &record, f->arena, &parsed, NULL);
        kw_arena_fail_after(f->arena, -1);
        assert_true(status == KW_OK || status == KW_NOMEM);
    }
    kw_record_free(&record);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_row_is_a_document),
        TEST(a_column_names_the_author),
        TEST(names_of_columns_have_synonyms),
        TEST(cells_are_parted_by_what_the_head_shows),
        TEST(other_encodings_are_converted),
        TEST(what_is_no_such_table_says_so),
        TEST(stray_quotation_marks_are_text),
        TEST(hostile_heads_and_rows_are_bounded),
        TEST(a_row_is_found_again),
        TEST(dates_come_in_every_form),
        TEST(every_failed_allocation_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
