/* test_base.c - slices, buffers, sinks, UTF-8, keys, maps, numbers. */
#include "check.h"

#include "base/fold.h"
#include "base/map.h"
#include "base/number.h"
#include "base/utf8.h"

static void folding_makes_look_up_keys(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_str key;
    assert_int_equal(kw_fold(arena, KW_STR("  The  New York\tTimes "), &key, NULL), KW_OK);
    check_str(key, "the new york times");
    assert_int_equal(kw_fold(arena, KW_STR("Lech Wałęsa’s ﬁrm — Straße"), &key, NULL), KW_OK);
    check_str(key, "lech walesa's firm - strasse");
    kw_arena_free(arena);
}

static void a_map_finds_what_was_put(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_map map = {0};
    for (uint32_t i = 1; i <= 1000; i++)
        assert_int_equal(kw_map_put(&map, arena, kw_arena_printf(arena, "k%u", i), i, NULL),
                         KW_OK);
    for (uint32_t i = 1; i <= 1000; i++)
        assert_int_equal(kw_map_get(&map, kw_arena_printf(arena, "k%u", i)), i);
    assert_int_equal(kw_map_get(&map, KW_STR("k1001")), 0);
    kw_arena_free(arena);
}

static void numbers_have_nine_digits(void **state)
{
    (void)state;
    char text[KW_NUMBER_TEXT];
    kw_number_print(1.0 / 3, text);
    assert_string_equal(text, "0.333333333");
    double value = 0;
    assert_true(kw_number_parse(KW_STR("-2.5e3"), &value) && value == -2500);
    assert_false(kw_number_parse(KW_STR("2,5"), &value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folding_makes_look_up_keys),
        cmocka_unit_test(a_map_finds_what_was_put),
        cmocka_unit_test(numbers_have_nine_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
