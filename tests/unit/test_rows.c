/* test_rows.c - every format to the byte, hostile cells included. */
#include "check.h"

#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/rows.h"
#include "base/utf8.h"
#include "failing.h"

static const struct kw_column columns[] = {{"name", KW_CELL_TEXT},
                                           {"count", KW_CELL_INTEGER},
                                           {"share", KW_CELL_NUMBER},
                                           {"known", KW_CELL_BOOL}};

static struct kw_out out;

/* Appends the same four rows in every format. */
static void put_rows(struct kw_rows *rows)
{
    kw_rows_text(rows, KW_STR("NSO Group"));
    kw_rows_integer(rows, 12);
    kw_rows_number(rows, 1.0 / 3);
    kw_rows_bool(rows, true);

    kw_rows_text(rows, KW_STR("a \"b\", c|d\te\nf\\g*h*\r<i>_j_"));
    kw_rows_integer(rows, -7);
    kw_rows_number(rows, NAN);
    kw_rows_bool(rows, false);

    kw_rows_text(rows, KW_STR(""));
    kw_rows_integer(rows, 1000000);
    kw_rows_integer(rows, 5); /* an integer is a number */
    kw_rows_null(rows);

    kw_rows_null(rows);
    kw_rows_null(rows);
    kw_rows_number(rows, -INFINITY);
    kw_rows_null(rows);
}

static struct kw_str written(enum kw_row_format format, unsigned width,
                             void (*put)(struct kw_rows *), struct kw_buf *buf)
{
    struct kw_rows *rows = NULL;
    uint64_t count = 99;
    kw_buf_clear(buf);
    kw_out_to_buf(&out, buf);
    assert_int_equal(kw_rows_begin(&out, format, columns, 4, width, &rows, NULL), KW_OK);
    put(rows);
    assert_int_equal(kw_rows_end(rows, &count, NULL), KW_OK);
    assert_int_equal(count, put == put_rows ? 4 : 0);
    assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
    return kw_buf_str(buf);
}

static void put_nothing(struct kw_rows *rows)
{
    (void)rows;
}

static const struct {
    enum kw_row_format format;
    const char *full;  /* of put_rows */
    const char *empty; /* of no row at all */
} formats[] = {
    {KW_ROWS_TABLE,
     "name                          count        share  known\n"
     "NSO Group                        12  0.333333333  yes\n"
     "a \"b\", c|d e f\\g*h* <i>_j_       -7               no\n"
     "                            1000000            5\n"
     "                                            -inf\n",
     "name  count  share  known\n"},
    {KW_ROWS_CSV,
     "name,count,share,known\n"
     "NSO Group,12,0.333333333,true\n"
     "\"a \"\"b\"\", c|d\te\nf\\g*h*\r<i>_j_\",-7,,false\n"
     "\"\",1000000,5,\n"
     ",,-inf,\n",
     "name,count,share,known\n"},
    {KW_ROWS_TSV,
     "name\tcount\tshare\tknown\n"
     "NSO Group\t12\t0.333333333\ttrue\n"
     "a \"b\", c|d\\te\\nf\\\\g*h*\\r<i>_j_\t-7\t\tfalse\n"
     "\t1000000\t5\t\n"
     "\t\t-inf\t\n",
     "name\tcount\tshare\tknown\n"},
    {KW_ROWS_JSON,
     "[\n"
     "{\"name\":\"NSO Group\",\"count\":12,\"share\":0.333333333,\"known\":true},\n"
     "{\"name\":\"a \\\"b\\\", "
     "c|d\\te\\nf\\\\g*h*\\r<i>_j_\",\"count\":-7,\"share\":null,"
     "\"known\":false},\n"
     "{\"name\":\"\",\"count\":1000000,\"share\":5,\"known\":null},\n"
     "{\"name\":null,\"count\":null,\"share\":null,\"known\":null}\n"
     "]\n",
     "[]\n"},
    {KW_ROWS_JSONL,
     "{\"name\":\"NSO Group\",\"count\":12,\"share\":0.333333333,\"known\":true}\n"
     "{\"name\":\"a \\\"b\\\", "
     "c|d\\te\\nf\\\\g*h*\\r<i>_j_\",\"count\":-7,\"share\":null,"
     "\"known\":false}\n"
     "{\"name\":\"\",\"count\":1000000,\"share\":5,\"known\":null}\n"
     "{\"name\":null,\"count\":null,\"share\":null,\"known\":null}\n",
     ""},
    {KW_ROWS_MARKDOWN,
     "| name | count | share | known |\n"
     "| --- | ---: | ---: | --- |\n"
     "| NSO Group | 12 | 0.333333333 | true |\n"
     "| a \"b\", c\\|d e<br>f\\\\g\\*h\\* &lt;i&gt;\\_j\\_ | -7 |  | false |\n"
     "|  | 1000000 | 5 |  |\n"
     "|  |  | -inf |  |\n",
     "| name | count | share | known |\n"
     "| --- | ---: | ---: | --- |\n"},
};

static void every_format_is_exact(void **state)
{
    (void)state;
    struct kw_buf buf = {0};
    assert_int_equal(sizeof formats / sizeof formats[0], KW_ROWS_FORMAT_COUNT);
    for (size_t i = 0; i < KW_ROWS_FORMAT_COUNT; i++) {
        written(formats[i].format, 0, put_rows, &buf);
        kw_buf_byte(&buf, '\0');
        assert_string_equal(buf.ptr, formats[i].full);
        written(formats[i].format, 0, put_nothing, &buf);
        kw_buf_byte(&buf, '\0');
        assert_string_equal(buf.ptr, formats[i].empty);
    }
    kw_buf_free(&buf);
}

static void formats_have_names(void **state)
{
    (void)state;
    static const char *const names[] = {"table", "csv",   "tsv",
                                        "json",  "jsonl", "markdown"};
    enum kw_row_format format = KW_ROWS_CSV;
    for (unsigned i = 0; i < KW_ROWS_FORMAT_COUNT; i++) {
        assert_string_equal(kw_row_format_name((enum kw_row_format)i), names[i]);
        assert_true(kw_row_format_parse(kw_str_of(names[i]), &format));
        assert_int_equal(format, i);
    }
    assert_false(kw_row_format_parse(KW_STR("xml"), &format));
    assert_int_equal(format, KW_ROWS_MARKDOWN);
}

/* What one program writes another must read: the cells come back from the bytes. */
static void csv_reads_back(struct kw_str csv, struct kw_str expected)
{
    struct kw_buf cell = {0};
    size_t at = kw_str_find(csv, KW_STR("\n"), 0) + 1; /* past the header */
    bool quoted = at < csv.len && csv.ptr[at] == '"';
    for (at += quoted; at < csv.len; at++) {
        if (quoted && csv.ptr[at] == '"' && csv.ptr[at + 1] != '"')
            break;
        if (!quoted && (csv.ptr[at] == ',' || csv.ptr[at] == '\n'))
            break;
        at += quoted && csv.ptr[at] == '"';
        kw_buf_byte(&cell, csv.ptr[at]);
    }
    assert_true(kw_str_eq(kw_buf_str(&cell), expected));
    kw_buf_free(&cell);
}

static void json_reads_back(struct kw_str line, struct kw_str expected)
{
    struct kw_json *root = NULL;
    assert_int_equal(kw_json_parse(line, &root, NULL), KW_OK);
    assert_true(kw_str_eq(kw_json_str(kw_json_get(root, "name")), expected));
    kw_json_free(root);
}

static size_t lines_of(struct kw_str s)
{
    size_t lines = 0;
    for (size_t i = 0; i < s.len; i++)
        lines += s.ptr[i] == '\n';
    return lines;
}

static void any_cell_keeps_its_place(void **state)
{
    (void)state;
    static const struct kw_column one[] = {{"name", KW_CELL_TEXT}};
    static const char bytes[] = "ab,\"\n\r\t\\|*<& \x1B\x07é漢";
    struct kw_buf buf = {0};
    srand(1);
    for (int round = 0; round < 3000; round++) {
        char raw[24];
        size_t len = 0;
        while (len < 16) {
            size_t at = (size_t)rand() % (sizeof bytes - 1), step;
            if (((unsigned char)bytes[at] & 0xC0) == 0x80)
                continue;
            kw_utf8_decode(kw_str_of(bytes), at, &step);
            memcpy(raw + len, bytes + at, step);
            len += step;
        }
        struct kw_str cell = {raw, len};
        for (unsigned i = 0; i < KW_ROWS_FORMAT_COUNT; i++) {
            struct kw_rows *rows = NULL;
            kw_buf_clear(&buf);
            kw_out_to_buf(&out, &buf);
            assert_int_equal(kw_rows_begin(&out, (enum kw_row_format)i, one, 1,
                                           (unsigned)rand() % 20, &rows, NULL),
                             KW_OK);
            kw_rows_text(rows, cell);
            assert_int_equal(kw_rows_end(rows, NULL, NULL), KW_OK);
            assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
            struct kw_str text = kw_buf_str(&buf);
            if (i == KW_ROWS_CSV)
                csv_reads_back(text, cell);
            else if (i == KW_ROWS_JSONL)
                json_reads_back(text, cell);
            else
                assert_int_equal(lines_of(text),
                                 i == KW_ROWS_TABLE || i == KW_ROWS_TSV ? 2 : 3);
            if (i == KW_ROWS_TABLE)
                assert_true(kw_str_find(text, KW_STR("\x1B"), 0) > text.len &&
                            kw_str_find(text, KW_STR(" \n"), 0) > text.len);
        }
    }
    kw_buf_free(&buf);
}

/* --- the table -------------------------------------------------------------------- */

static const struct kw_column wide[] = {
    {"id", KW_CELL_INTEGER}, {"quote", KW_CELL_TEXT}, {"outlet", KW_CELL_TEXT}};

static struct kw_str table(unsigned width, struct kw_buf *buf)
{
    struct kw_rows *rows = NULL;
    kw_buf_clear(buf);
    kw_out_to_buf(&out, buf);
    assert_int_equal(kw_rows_begin(&out, KW_ROWS_TABLE, wide, 3, width, &rows, NULL),
                     KW_OK);
    kw_rows_integer(rows, 1);
    kw_rows_text(rows, KW_STR("the White House signed a secret contract"));
    kw_rows_text(rows, KW_STR("New York Times"));
    kw_rows_integer(rows, 20);
    kw_rows_text(rows, KW_STR("中国外交部发言人毛宁表示中国反对"));
    kw_rows_text(rows, KW_STR("新华社"));
    assert_int_equal(kw_rows_end(rows, NULL, NULL), KW_OK);
    assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
    kw_buf_byte(buf, '\0');
    return kw_str_slice(kw_buf_str(buf), 0, buf->len - 1);
}

static void tables_align_by_what_is_seen(void **state)
{
    (void)state;
    struct kw_buf buf = {0};
    table(0, &buf);
    assert_string_equal(buf.ptr,
                        "id  quote                                     outlet\n"
                        " 1  the White House signed a secret contract  New York Times\n"
                        "20  中国外交部发言人毛宁表示中国反对          新华社\n");
    table(40, &buf);
    assert_string_equal(buf.ptr, "id  quote                 outlet\n"
                                 " 1  the White House sig…  New York Times\n"
                                 "20  中国外交部发言人毛…   新华社\n");
    kw_buf_free(&buf);
}

static void tables_fit_the_terminal(void **state)
{
    (void)state;
    struct kw_buf buf = {0};
    for (unsigned width = 22; width <= 80; width++) {
        struct kw_str rest = table(width, &buf), line;
        while (kw_str_line(&rest, &line)) {
            assert_true(kw_utf8_valid(line));
            assert_in_range(kw_utf8_width(line), 1, width);
        }
    }
    /* Too narrow for all: the last columns are left out, and what is left is readable. */
    table(18, &buf);
    assert_string_equal(buf.ptr, "id  quote\n"
                                 " 1  the White Hou…\n"
                                 "20  中国外交部发…\n"
                                 "(no room for: outlet)\n");
    table(5, &buf);
    assert_string_equal(buf.ptr, "id\n 1\n20\n(no room for: quote,\n  outlet)\n");
    kw_buf_free(&buf);
}

static void tables_cannot_be_steered(void **state)
{
    (void)state;
    static const struct kw_column one[] = {{"x", KW_CELL_TEXT}};
    struct kw_rows *rows = NULL;
    struct kw_buf buf = {0};
    kw_out_to_buf(&out, &buf);
    assert_int_equal(kw_rows_begin(&out, KW_ROWS_TABLE, one, 1, 0, &rows, NULL), KW_OK);
    kw_rows_text(rows, KW_STR("\x1B[31mred\x1B[0m \xC2\x9B"
                              "31m \u202Egnp.exe\u2028z\xFF"));
    assert_int_equal(kw_rows_end(rows, NULL, NULL), KW_OK);
    assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
    check_str(kw_buf_str(&buf), "x\n[31mred [0m 31m gnp.exe z\uFFFD\n");
    kw_buf_free(&buf);
}

/* --- failures --------------------------------------------------------------------- */

static enum kw_status refuse(void *context, const char *bytes, size_t len,
                             struct kw_error *err)
{
    (void)context;
    (void)bytes;
    (void)len;
    return kw_fail(err, KW_IO, "the disk is full");
}

static void a_full_disk_is_reported(void **state)
{
    (void)state;
    for (unsigned i = 0; i < KW_ROWS_FORMAT_COUNT; i++) {
        struct kw_rows *rows = NULL;
        struct kw_error err = {0};
        kw_out_init(&out, refuse, NULL);
        assert_int_equal(
            kw_rows_begin(&out, (enum kw_row_format)i, columns, 4, 0, &rows, NULL),
            KW_OK);
        for (int n = 0; n < 500; n++)
            put_rows(rows);
        assert_int_equal(kw_rows_end(rows, NULL, &err), KW_IO);
        assert_string_equal(err.text, "the disk is full");
    }
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    for (unsigned i = 0; i < KW_ROWS_FORMAT_COUNT; i++) {
        enum kw_status status = KW_NOMEM;
        for (long n = 0; status != KW_OK; n++) {
            struct kw_rows *rows = NULL;
            struct kw_error err = {0};
            struct kw_buf buf = {0};
            kw_out_to_buf(&out, &buf);
            fail_after(FAIL_ALLOCATION, n);
            status =
                kw_rows_begin(&out, (enum kw_row_format)i, columns, 4, 0, &rows, &err);
            if (status == KW_OK) {
                for (int round = 0; round < 300; round++)
                    put_rows(rows);
                status = kw_rows_end(rows, NULL, &err);
            }
            fail_after(FAIL_ALLOCATION, -1);
            assert_true(status == KW_OK || status == KW_NOMEM);
            assert_int_equal(err.status, status);
            kw_buf_free(&buf);
            assert_true(n < 200);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_is_exact),
        cmocka_unit_test(formats_have_names),
        cmocka_unit_test(any_cell_keeps_its_place),
        cmocka_unit_test(tables_align_by_what_is_seen),
        cmocka_unit_test(tables_fit_the_terminal),
        cmocka_unit_test(tables_cannot_be_steered),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
