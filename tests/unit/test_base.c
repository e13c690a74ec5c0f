/* test_base.c - errors, slices, buffers, sinks, maps, numbers. */
#include "check.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/map.h"
#include "base/number.h"
#include "base/utf8.h"
#include "failing.h"

/* --- errors ----------------------------------------------------------------------- */

static void the_first_cause_wins(void **state)
{
    (void)state;
    struct kw_error err = {0};
    kw_error_at(&err, "nowhere");
    assert_string_equal(err.text, "");
    assert_int_equal(kw_fail(&err, KW_SYNTAX, "bad %s", "thing"), KW_SYNTAX);
    assert_int_equal(kw_nomem(&err), KW_NOMEM);
    assert_int_equal(err.status, KW_SYNTAX);
    kw_error_at(&err, "line %d", 7);
    assert_string_equal(err.text, "line 7: bad thing");
    assert_int_equal(kw_fail(NULL, KW_IO, "unheard"), KW_IO);
    kw_error_at(NULL, "nowhere");
}

static void messages_are_one_clean_line(void **state)
{
    (void)state;
    struct kw_error err = {0};
    kw_fail(&err, KW_IO, "a\nb\x1B[2J\x7F\xC2\x9B %s\xFFz", "né");
    assert_string_equal(err.text, "a b [2J    né?z");
}

static void long_messages_end_between_characters(void **state)
{
    (void)state;
    for (int lead = 0; lead < 4; lead++) {
        struct kw_error err = {0};
        struct kw_buf text = {0};
        kw_buf_add(&text, kw_str_slice(KW_STR("abc"), 0, (size_t)lead % 4));
        while (text.len < 2 * KW_ERROR_SIZE)
            kw_buf_add(&text, KW_STR("💬"));
        kw_fail(&err, KW_IO, "%.*s", KW_STR_ARG(kw_buf_str(&text)));
        assert_in_range(strlen(err.text), KW_ERROR_SIZE - 5, KW_ERROR_SIZE - 1);
        assert_true(kw_utf8_valid(kw_str_of(err.text)));
        assert_null(strchr(err.text, '?'));
        kw_error_at(&err, "%.*s", KW_STR_ARG(kw_buf_str(&text))); /* too long itself */
        assert_true(kw_utf8_valid(kw_str_of(err.text)));
        kw_buf_free(&text);
    }
}

static void reasons_of_the_system_are_named(void **state)
{
    (void)state;
    struct kw_error err = {0};
    assert_int_equal(kw_fail_errno(&err, 2, "some/file"), KW_IO);
    assert_string_equal(err.text, "some/file: No such file or directory");
    assert_int_equal(kw_fail_errno(NULL, 12, "x"), KW_NOMEM);
}

/* --- slices ----------------------------------------------------------------------- */

static void slices_compare_by_bytes(void **state)
{
    (void)state;
    const struct kw_str nothing = {NULL, 0};
    assert_true(kw_str_cmp(KW_STR("a"), KW_STR("b")) < 0);
    assert_true(kw_str_cmp(KW_STR("a"), KW_STR("ab")) < 0);
    assert_true(kw_str_cmp(KW_STR("\x80"), KW_STR("a")) > 0);
    assert_true(kw_str_cmp(nothing, KW_STR("")) == 0);
    assert_true(kw_str_eq(nothing, KW_STR("")) && !kw_str_eq(nothing, KW_STR("a")));
    assert_true(kw_str_eq(kw_str_of(NULL), nothing));
    assert_true(kw_str_starts(KW_STR("abc"), KW_STR("ab")));
    assert_true(kw_str_starts(KW_STR("abc"), nothing));
    assert_false(kw_str_starts(KW_STR("a"), KW_STR("ab")));
    assert_true(kw_str_ends(KW_STR("abc"), KW_STR("bc")));
    assert_false(kw_str_ends(KW_STR("c"), KW_STR("bc")));
    check_str(kw_str_trim(KW_STR(" \t\r\n a b \v\f")), "a b");
    check_str(kw_str_trim(KW_STR("  ")), "");
    assert_int_not_equal(kw_str_hash(KW_STR("ab")), kw_str_hash(KW_STR("ba")));
    /* The same on every machine, because blocks and buckets go by it. */
    assert_true(kw_str_hash(KW_STR("knotwork")) == UINT64_C(0xe152710b9f9f28a7));
    assert_true(kw_str_hash(nothing) == UINT64_C(0xf52a15e9a9b5e89b));
}

static void finding_agrees_with_looking_everywhere(void **state)
{
    (void)state;
    srand(1);
    for (int round = 0; round < 20000; round++) {
        char text[12], needle[4];
        size_t len = (size_t)rand() % sizeof text,
               wanted = (size_t)rand() % sizeof needle;
        for (size_t i = 0; i < len; i++)
            text[i] = (char)('a' + rand() % 2);
        for (size_t i = 0; i < wanted; i++)
            needle[i] = (char)('a' + rand() % 2);
        size_t from = (size_t)rand() % (len + 1), expected = len + 1;
        for (size_t at = from; at + wanted <= len && expected > len; at++) {
            if (memcmp(text + at, needle, wanted) == 0)
                expected = at;
        }
        assert_int_equal(kw_str_find((struct kw_str){text, len},
                                     (struct kw_str){needle, wanted}, from),
                         expected);
    }
    assert_int_equal(kw_str_find(KW_STR("ab"), KW_STR("a"), 3), 3);
}

static void texts_come_apart_in_order(void **state)
{
    (void)state;
    struct kw_str head, tail, line, rest = KW_STR("one\r\n\ntwo\rx\nlast");
    assert_true(kw_str_cut(KW_STR("a=b=c"), '=', &head, &tail));
    check_str(head, "a");
    check_str(tail, "b=c");
    assert_false(kw_str_cut(KW_STR("abc"), '=', &head, &tail));
    check_str(head, "abc");
    check_str(tail, "");
    static const char *const lines[] = {"one", "", "two\rx", "last"};
    for (size_t i = 0; i < 4; i++) {
        assert_true(kw_str_line(&rest, &line));
        check_str(line, lines[i]);
    }
    assert_false(kw_str_line(&rest, &line));
    rest = KW_STR("a||b");
    static const char *const items[] = {"a", "", "b"};
    for (size_t i = 0; i < 3; i++) {
        assert_true(kw_str_item(&rest, '|', &line));
        check_str(line, items[i]);
    }
    assert_false(kw_str_item(&rest, '|', &line));
}

/* --- buffers ---------------------------------------------------------------------- */

static void buffers_grow(void **state)
{
    (void)state;
    struct kw_buf buf = {0};
    for (int i = 0; i < 10000; i++)
        kw_buf_printf(&buf, "%d,", i % 10);
    assert_int_equal(buf.len, 20000);
    assert_memory_equal(buf.ptr + 19990, "5,6,7,8,9,", 10);
    kw_buf_clear(&buf);
    assert_int_equal(buf.len, 0);
    kw_buf_add(&buf, (struct kw_str){NULL, 0});
    kw_buf_byte(&buf, '\0');
    assert_int_equal(kw_buf_str(&buf).len, 1);
    kw_buf_free(&buf);
    kw_buf_free(&buf);
    assert_null(buf.ptr);
}

static void a_buffer_remembers_its_failure(void **state)
{
    (void)state;
    struct kw_buf buf = {0};
    kw_buf_add(&buf, KW_STR("kept"));
    fail_after(FAIL_ALLOCATION, 0);
    for (int i = 0; i < 100; i++)
        kw_buf_add(&buf, KW_STR("0123456789"));
    fail_after(FAIL_ALLOCATION, -1);
    assert_true(buf.failed);
    kw_buf_byte(&buf, 'x');
    kw_buf_printf(&buf, "%d", 1);
    assert_true(buf.failed && kw_str_starts(kw_buf_str(&buf), KW_STR("kept")));
    kw_buf_clear(&buf);
    kw_buf_add(&buf, KW_STR("new"));
    check_str(kw_buf_str(&buf), "new");
    kw_buf_free(&buf);
}

/* --- sinks ------------------------------------------------------------------------ */

/* Takes `left` writes, then fails for good. */
struct taker {
    struct kw_buf got;
    int left;
    int refused;
};

static enum kw_status take(void *context, const char *bytes, size_t len,
                           struct kw_error *err)
{
    struct taker *taker = context;
    if (taker->left == 0) {
        taker->refused++;
        return kw_fail(err, KW_IO, "the disk is full");
    }
    taker->left--;
    kw_buf_add(&taker->got, (struct kw_str){bytes, len});
    return KW_OK;
}

static void write_much(struct kw_out *out)
{
    char large[20000];
    memset(large, 'L', sizeof large);
    for (int i = 0; i < 2000; i++)
        kw_out_printf(out, "%04d\n", i);
    kw_out_add(out, (struct kw_str){large, sizeof large});
    kw_out_byte(out, '!');
    kw_out_printf(out, "%.*s", 10000, large);
    kw_out_add(out, (struct kw_str){NULL, 0});
}

static void sinks_pass_every_byte_on_in_order(void **state)
{
    (void)state;
    struct taker taker = {.left = -1};
    static struct kw_out out;
    kw_out_init(&out, take, &taker);
    write_much(&out);
    assert_int_equal(kw_out_finish(&out, NULL), KW_OK);
    assert_int_equal(taker.got.len, 2000 * 5 + 20000 + 1 + 10000);
    for (int i = 0; i < 2000; i++) {
        char line[16];
        snprintf(line, sizeof line, "%04d\n", i);
        assert_memory_equal(taker.got.ptr + i * 5, line, 5);
    }
    assert_int_equal(taker.got.ptr[30000], '!');
    kw_buf_free(&taker.got);
}

static void the_first_failed_write_sticks(void **state)
{
    (void)state;
    static struct kw_out out;
    int writes = 1;
    for (int n = 0; writes > 0; n++) {
        struct taker taker = {.left = n};
        struct kw_error err = {0};
        kw_out_init(&out, take, &taker);
        write_much(&out);
        enum kw_status status = kw_out_finish(&out, &err);
        writes = taker.refused;
        assert_int_equal(status, writes ? KW_IO : KW_OK);
        assert_int_equal(writes, status == KW_IO); /* nothing is written after it */
        if (status == KW_IO)
            assert_string_equal(err.text, "the disk is full");
        assert_int_equal(kw_out_finish(&out, NULL), status);
        kw_buf_free(&taker.got);
        assert_true(n < 100);
    }
}

static void sinks_into_buffers_report_memory(void **state)
{
    (void)state;
    static struct kw_out out;
    enum kw_status status = KW_NOMEM;
    for (long n = 0; status != KW_OK; n++) {
        struct kw_buf buf = {0};
        struct kw_error err = {0};
        kw_out_to_buf(&out, &buf);
        fail_after(FAIL_ALLOCATION, n);
        write_much(&out);
        status = kw_out_finish(&out, &err);
        fail_after(FAIL_ALLOCATION, -1);
        assert_true(status == KW_OK || status == KW_NOMEM);
        assert_string_equal(err.text, status == KW_OK ? "" : "out of memory");
        kw_buf_free(&buf);
        assert_true(n < 100);
    }
}

/* --- maps ------------------------------------------------------------------------- */

static void a_map_agrees_with_a_list(void **state)
{
    (void)state;
    enum { KEYS = 700 };
    struct kw_arena *arena = kw_arena_new();
    struct kw_map map = {0};
    static uint32_t list[KEYS]; /* value by number of the key */
    memset(list, 0, sizeof list);
    srand(1);
    assert_int_equal(kw_map_get(&map, KW_STR("")), 0);
    for (int round = 0; round < 5000; round++) {
        unsigned key = (unsigned)rand() % KEYS;
        uint32_t value = (uint32_t)rand() % 1000 + 1;
        /* Few letters, so that keys are often parts of one another. */
        struct kw_str text = kw_arena_printf(arena, "%.*s%u", (int)(key % 3), "00", key);
        if (key == 0)
            text = KW_STR("");
        assert_int_equal(kw_map_put(&map, arena, text, value, NULL), KW_OK);
        list[key] = value;
        unsigned other = (unsigned)rand() % KEYS;
        text = kw_arena_printf(arena, "%.*s%u", (int)(other % 3), "00", other);
        if (other == 0)
            text = KW_STR("");
        assert_int_equal(kw_map_get(&map, text), list[other]);
    }
    assert_true(map.used <= KEYS && map.used * 3 <= map.slot_count * 2);
    kw_arena_free(arena);
}

static void a_map_without_memory_is_as_it_was(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_map map = {0};
    struct kw_str keys[100];
    for (uint32_t i = 0; i < 100; i++)
        keys[i] = kw_arena_printf(arena, "%u", i);
    for (uint32_t i = 0; i < 100; i++) {
        struct kw_error err = {0};
        size_t used = map.used;
        kw_arena_fail_after(arena, 0);
        enum kw_status status = kw_map_put(&map, arena, keys[i], i + 1, &err);
        kw_arena_fail_after(arena, -1);
        assert_true(status == KW_OK || status == KW_NOMEM);
        if (status == KW_NOMEM) {
            assert_true(map.used == used && kw_map_get(&map, keys[i]) == 0);
            assert_string_equal(err.text, "out of memory");
            assert_int_equal(kw_map_put(&map, arena, keys[i], i + 1, NULL), KW_OK);
        }
        for (uint32_t j = 0; j <= i; j++)
            assert_int_equal(kw_map_get(&map, keys[j]), j + 1);
    }
    kw_arena_free(arena);
}

/* --- numbers ---------------------------------------------------------------------- */

static const struct {
    double value;
    const char *text;
} numbers[] = {
    {0, "0"},
    {-0.0, "0"},
    {1, "1"},
    {-2.5, "-2.5"},
    {0.1, "0.1"},
    {1.0 / 3, "0.333333333"},
    {2.0 / 3, "0.666666667"},
    {123456789, "123456789"},
    {1234567891, "1.23456789e+09"},
    {1e6, "1000000"},
    {1e-7, "1e-07"},
    {DBL_MAX, "1.79769313e+308"},
    {5e-324, "4.94065646e-324"},
    {NAN, "nan"},
    {INFINITY, "inf"},
    {-INFINITY, "-inf"},
};

static void check_numbers(void)
{
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char text[KW_NUMBER_TEXT];
        double parsed;
        kw_number_print(numbers[i].value, text);
        assert_string_equal(text, numbers[i].text);
        bool finite = isfinite(numbers[i].value);
        assert_int_equal(kw_number_parse(kw_str_of(text), &parsed), finite);
        if (finite)
            assert_true(parsed == kw_round9(numbers[i].value));
    }
}

static void numbers_have_nine_digits(void **state)
{
    (void)state;
    check_numbers();
    assert_true(isnan(kw_round9(NAN)) && kw_round9(-INFINITY) == -INFINITY);
    assert_false(signbit(kw_round9(-0.0)));
    srand(1);
    for (int i = 0; i < 20000; i++) {
        double value = ldexp((double)rand() / RAND_MAX - 0.5, rand() % 200 - 100);
        double rounded = kw_round9(value);
        char text[KW_NUMBER_TEXT];
        double parsed;
        assert_true(kw_round9(rounded) == rounded);
        assert_true(fabs(rounded - value) <= fabs(value) * 5.1e-9);
        kw_number_print(value, text);
        assert_true(kw_number_parse(kw_str_of(text), &parsed) && parsed == rounded);
    }
}

/* Every locale that writes a decimal comma; what is not installed is skipped. */
static void numbers_do_not_depend_on_the_locale(void **state)
{
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8",
                                        "fr_FR.utf8",  "ru_RU.utf8", "da_DK.utf8"};
    int found = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!setlocale(LC_ALL, names[i]))
            continue;
        found++;
        check_numbers();
    }
    setlocale(LC_ALL, "C");
    if (!found)
        skip();
}

static void only_whole_numbers_parse(void **state)
{
    (void)state;
    static const char *const good[] = {"1",   "-1",   "+1",  "1.",     ".5",
                                       "1e3", "1E-3", "007", "-.5e+2", "1e-999"};
    static const char *const bad[] = {
        "",     "-",   ".",   "e3",  "1e",    "1e+",  " 1", "1 ",    "1,5",
        "0x10", "nan", "inf", "--1", "1.2.3", "1e3.", "1f", "1e999", "\xD9\xA1"};
    double value = 42;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(kw_number_parse(kw_str_of(good[i]), &value));
    value = 42;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(kw_number_parse(kw_str_of(bad[i]), &value));
    assert_false(kw_number_parse(KW_STR("1\0"), &value));
    assert_true(value == 42);
}

static void integers_reach_their_ends(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        int64_t value;
    } rows[] = {
        {"0", true, 0},
        {"-0", true, 0},
        {"0012", true, 12},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"-9223372036854775809", false, 0},
        {"99999999999999999999", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"+1", false, 0},
        {"1.0", false, 0},
        {"1 ", false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t value = 0;
        assert_int_equal(kw_integer_parse(kw_str_of(rows[i].text), &value), rows[i].good);
        assert_true(value == rows[i].value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_cause_wins),
        cmocka_unit_test(messages_are_one_clean_line),
        cmocka_unit_test(long_messages_end_between_characters),
        cmocka_unit_test(reasons_of_the_system_are_named),
        cmocka_unit_test(slices_compare_by_bytes),
        cmocka_unit_test(finding_agrees_with_looking_everywhere),
        cmocka_unit_test(texts_come_apart_in_order),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(a_buffer_remembers_its_failure),
        cmocka_unit_test(sinks_pass_every_byte_on_in_order),
        cmocka_unit_test(the_first_failed_write_sticks),
        cmocka_unit_test(sinks_into_buffers_report_memory),
        cmocka_unit_test(a_map_agrees_with_a_list),
        cmocka_unit_test(a_map_without_memory_is_as_it_was),
        cmocka_unit_test(numbers_have_nine_digits),
        cmocka_unit_test(numbers_do_not_depend_on_the_locale),
        cmocka_unit_test(only_whole_numbers_parse),
        cmocka_unit_test(integers_reach_their_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
