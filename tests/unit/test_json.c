/* test_json.c - reading and writing JSON. */
#include "check.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/utf8.h"
#include "failing.h"

static struct kw_json *parse(const char *text)
{
    struct kw_json *root = NULL;
    struct kw_error err = {0};
    if (kw_json_parse(kw_str_of(text), &root, &err) != KW_OK)
        fail_msg("%s: %s", text, err.text);
    return root;
}

/* --- reading ---------------------------------------------------------------------- */

static void getters_give_what_is_there(void **state)
{
    (void)state;
    struct kw_json *root =
        parse("{\"s\": \"é\\u0000x\", \"i\": -9223372036854775808, \"r\": 1.5, "
              "\"a\": [1, \"two\", null], \"n\": null, \"o\": {\"x\": 7}, \"s2\": \"\"}");
    const struct kw_json *s = kw_json_get(root, "s"), *a = kw_json_get(root, "a");
    assert_true(kw_json_is_object(root) && kw_json_is_array(a) && kw_json_is_string(s));
    assert_int_equal(kw_json_str(s).len, 4);
    assert_memory_equal(kw_json_str(s).ptr, "é\0x", 4);
    assert_true(kw_json_int(kw_json_get(root, "i"), 0) == INT64_MIN);
    assert_false(kw_json_is_integer(kw_json_get(root, "r")));
    assert_int_equal(kw_json_int(kw_json_get(root, "r"), 42), 42);
    assert_int_equal(kw_json_count(a), 3);
    check_str(kw_json_str(kw_json_at(a, 1)), "two");
    assert_null(kw_json_at(a, 3));
    assert_true(kw_json_is_null(kw_json_get(root, "n")));
    assert_int_equal(kw_json_int(kw_json_get(kw_json_get(root, "o"), "x"), 0), 7);
    assert_true(kw_json_is_string(kw_json_get(root, "s2")));
    kw_json_free(root);
}

static void what_is_not_there_is_nothing(void **state)
{
    (void)state;
    struct kw_json *root = parse("[1]");
    const struct kw_json *none = kw_json_get(root, "key");
    assert_null(none);
    assert_null(kw_json_get(kw_json_get(none, "a"), "b"));
    assert_null(kw_json_at(none, 0));
    assert_true(kw_json_is_null(none) && !kw_json_is_object(none));
    assert_false(kw_json_is_array(none) || kw_json_is_string(none));
    assert_false(kw_json_is_integer(none));
    assert_int_equal(kw_json_count(none), 0);
    assert_int_equal(kw_json_int(none, -1), -1);
    check_str(kw_json_str(none), "");
    kw_json_free(root);
    kw_json_free(NULL);
}

static void what_is_no_json_is_refused_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *message;
    } rows[] = {
        {"", "not JSON: line 1, column 0: "},
        {"{\"a\": 1,}", "not JSON: line 1, column 9: "},
        {"{\n\"a\" 1}", "not JSON: line 2, column 5: "},
        {"[1] x", "not JSON: line 1, column 5: "},
        {"\"a\nb\"", "not JSON: line 1, column 2: "},
        {"{'a': 1}", "not JSON: line 1, column 2: "},
        {"[1e999]", "not JSON: line 1, column 6: "},
        {"[\"\\x\"]", "not JSON: line 1, column "},
        {"\\u12", "not JSON: line 1, column "},
        {"nul", "not JSON: line 1, column 3: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct kw_json *root = NULL;
        struct kw_error err = {0};
        assert_int_equal(kw_json_parse(kw_str_of(rows[i].text), &root, &err), KW_SYNTAX);
        assert_null(root);
        if (!kw_str_starts(kw_str_of(err.text), kw_str_of(rows[i].message)))
            fail_msg("%s: %s", rows[i].text, err.text);
        assert_null(strchr(err.text, '\n'));
    }
}

static void what_is_no_unicode_is_mended(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *value;
    } rows[] = {
        {"\xEF\xBB\xBF\"a\"", "a"},
        {"\"a\xFF\xC3\"", "a\uFFFD\uFFFD"},
        {"\"\xED\xA0\x80\"", "\uFFFD\uFFFD\uFFFD"},
        {"\"\\ud83d\\ude00\"", "😀"},
        {"\"\\uD83D\"", "\uFFFD"},
        {"\"\\ude00 x\"", "\uFFFD x"},
        {"\"\\ud83d\\ud83d\\ude00\"", "\uFFFD😀"},
        {"\"\\ude00\\ud83d\"", "\uFFFD\uFFFD"},
        {"\"\\ud83d\\n\"", "\uFFFD\n"},
        {"\"\\\\ud83d\"", "\\ud83d"},
        {"\"\\\\\\ud83d\"", "\\\uFFFD"},
        {"\"\\\"\xFF\"", "\"\uFFFD"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct kw_json *root = parse(rows[i].text);
        check_str(kw_json_str(root), rows[i].value);
        kw_json_free(root);
    }
}

static void nesting_has_an_end(void **state)
{
    (void)state;
    struct kw_json *root = NULL;
    for (size_t depth = 2048; depth <= 2000000; depth += 1997952) {
        struct kw_buf text = {0};
        for (size_t i = 0; i < depth; i++)
            kw_buf_byte(&text, '[');
        for (size_t i = 0; i < depth; i++)
            kw_buf_byte(&text, ']');
        enum kw_status status = kw_json_parse(kw_buf_str(&text), &root, NULL);
        assert_int_equal(status, depth == 2048 ? KW_OK : KW_SYNTAX);
        if (status == KW_OK)
            kw_json_free(root);
        kw_buf_free(&text);
    }
}

/* Fails the allocations of jansson and our own in turn. */
static long jansson_left = -1;

static void *jansson_malloc(size_t size)
{
    if (jansson_left == 0)
        return NULL;
    jansson_left -= jansson_left > 0;
    return malloc(size);
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    const char *text = "{\"a\": [1, 2.5, \"a\xFF long enough to grow\", {\"b\": null}]}";
    enum kw_status status = KW_NOMEM;
    int refused = 0;
    for (long n = 0; status != KW_OK; n++) {
        struct kw_json *root = NULL;
        struct kw_error err = {0};
        jansson_left = n;
        status = kw_json_parse(kw_str_of(text), &root, &err);
        jansson_left = -1;
        assert_true(status == KW_OK || status == KW_NOMEM);
        assert_true((status == KW_OK) == (root != NULL) && err.status == status);
        refused += status == KW_NOMEM;
        if (root)
            check_str(kw_json_str(kw_json_at(kw_json_get(root, "a"), 2)),
                      "a\xEF\xBF\xBD long enough to grow");
        kw_json_free(root);
        assert_true(n < 200);
    }
    assert_true(refused > 5);
    struct kw_json *root = NULL;
    fail_after(FAIL_ALLOCATION, 0);
    status = kw_json_parse(kw_str_of(text), &root, NULL);
    fail_after(FAIL_ALLOCATION, -1);
    assert_true(status == KW_NOMEM && root == NULL);
}

/* --- writing ---------------------------------------------------------------------- */

static struct kw_out out;

static void quoted(struct kw_str value, struct kw_buf *buf)
{
    kw_buf_clear(buf);
    kw_out_to_buf(&out, buf);
    kw_json_quote(&out, value);
    assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
}

static void only_what_must_be_is_escaped(void **state)
{
    (void)state;
    struct kw_buf buf = {0};
    quoted(KW_STR("a\"\\/\b\f\n\r\t\0\x1F\x7F é💬"), &buf);
    check_str(kw_buf_str(&buf), "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7F é💬\"");
    quoted(KW_STR("a\xFF"
                  "b\xC3"),
           &buf);
    check_str(kw_buf_str(&buf), "\"a\uFFFD"
                                "b\uFFFD\"");
    quoted((struct kw_str){NULL, 0}, &buf);
    check_str(kw_buf_str(&buf), "\"\"");
    kw_buf_free(&buf);
}

static void the_writer_keeps_commas_and_nesting(void **state)
{
    (void)state;
    struct kw_buf buf = {0};
    kw_out_to_buf(&out, &buf);
    struct kw_json_out json = {.out = &out};
    kw_json_open(&json, NULL, '{');
    kw_json_string(&json, "a\"", KW_STR("b"));
    kw_json_open(&json, "list", '[');
    kw_json_integer(&json, NULL, INT64_MIN);
    kw_json_number(&json, NULL, 1.0 / 3);
    kw_json_number(&json, NULL, NAN);
    kw_json_number(&json, NULL, INFINITY);
    kw_json_open(&json, NULL, '[');
    kw_json_close(&json, ']');
    kw_json_open(&json, NULL, '{');
    kw_json_close(&json, '}');
    kw_json_bool(&json, NULL, true);
    kw_json_close(&json, ']');
    kw_json_bool(&json, "no", false);
    kw_json_null(&json, "none");
    kw_json_close(&json, '}');
    assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
    check_str(kw_buf_str(&buf),
              "{\"a\\\"\":\"b\",\"list\":[-9223372036854775808,0.333333333,null,null,[],"
              "{},true],\"no\":false,\"none\":null}");
    kw_buf_free(&buf);
}

static void any_string_comes_back(void **state)
{
    (void)state;
    struct kw_buf buf = {0};
    struct kw_json *root = NULL;
    srand(1);
    for (int round = 0; round < 5000; round++) {
        char raw[64];
        size_t len = 0;
        while (len < sizeof raw - 4) {
            uint32_t code = (uint32_t)rand() % (rand() % 2 ? 0x80 : 0x110000);
            if (code < 0xD800 || code > 0xDFFF)
                len += kw_utf8_encode(code, raw + len);
        }
        quoted((struct kw_str){raw, len}, &buf);
        assert_int_equal(kw_json_parse(kw_buf_str(&buf), &root, NULL), KW_OK);
        assert_true(kw_str_eq(kw_json_str(root), (struct kw_str){raw, len}));
        kw_json_free(root);
    }
    kw_buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(getters_give_what_is_there),
        cmocka_unit_test(what_is_not_there_is_nothing),
        cmocka_unit_test(what_is_no_json_is_refused_with_its_place),
        cmocka_unit_test(what_is_no_unicode_is_mended),
        cmocka_unit_test(nesting_has_an_end),
        cmocka_unit_test(memory_may_end_anywhere),
        cmocka_unit_test(only_what_must_be_is_escaped),
        cmocka_unit_test(the_writer_keeps_commas_and_nesting),
        cmocka_unit_test(any_string_comes_back),
    };
    json_set_alloc_funcs(jansson_malloc, free);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
