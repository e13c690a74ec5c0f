/* test_arena.c - memory that lives and dies together. */
#include "check.h"

#include "failing.h"

static int set_up(void **state)
{
    *state = kw_arena_new();
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    kw_arena_free(*state);
    return 0;
}

static bool is_zero(const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (bytes[i])
            return false;
    }
    return true;
}

static void blocks_are_zeroed_aligned_and_apart(void **state)
{
    struct kw_arena *arena = *state;
    unsigned char *blocks[200];
    for (size_t i = 0; i < 200; i++) {
        blocks[i] = kw_arena_alloc(arena, i, 7);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        assert_true(is_zero(blocks[i], i * 7));
        memset(blocks[i], (int)i + 1, i * 7);
    }
    for (size_t i = 0; i < 200; i++) {
        for (size_t at = 0; at < i * 7; at++)
            assert_int_equal(blocks[i][at], (unsigned char)(i + 1));
    }
}

static void it_grows_past_any_chunk(void **state)
{
    struct kw_arena *arena = *state;
    const size_t large = 9 * 1024 * 1024;
    size_t before = kw_arena_size(arena);
    unsigned char *small = kw_arena_alloc(arena, 1, 100);
    unsigned char *big = kw_arena_alloc(arena, large, 1);
    assert_non_null(big);
    assert_true(is_zero(big, large));
    memset(big, 1, large);
    assert_true(is_zero(small, 100));
    assert_true(kw_arena_size(arena) >= before + large);
}

static void growth_is_bounded(void **state)
{
    struct kw_arena *arena = *state;
    size_t used = 0;
    while (used < 64 * 1024 * 1024) {
        assert_non_null(kw_arena_alloc(arena, 1000, 1));
        used += 1000;
    }
    assert_true(kw_arena_size(arena) < used + used / 4);
}

static void impossible_sizes_are_refused(void **state)
{
    struct kw_arena *arena = *state;
    size_t before = kw_arena_size(arena);
    assert_null(kw_arena_alloc(arena, SIZE_MAX, 2));
    assert_null(kw_arena_alloc(arena, SIZE_MAX / 2, 3));
    assert_null(kw_arena_alloc(arena, 1, SIZE_MAX));
    assert_null(kw_arena_alloc(arena, SIZE_MAX, 1));
    assert_int_equal(kw_arena_size(arena), before);
    assert_non_null(kw_arena_alloc(arena, 0, SIZE_MAX));
    assert_non_null(kw_arena_alloc(arena, SIZE_MAX, 0));
}

static void a_reset_arena_is_clean_and_small(void **state)
{
    struct kw_arena *arena = *state;
    memset(kw_arena_alloc(arena, 1000, 1), 0xFF, 1000);
    kw_arena_reset(arena);
    assert_true(is_zero(kw_arena_alloc(arena, 1000, 1), 1000));
    /* It keeps memory for the next document, but not that of a giant. */
    assert_non_null(kw_arena_alloc(arena, 1, 1000000));
    kw_arena_reset(arena);
    assert_true(kw_arena_size(arena) >= 1000000);
    assert_non_null(kw_arena_alloc(arena, 1, 100 * 1024 * 1024));
    kw_arena_reset(arena);
    assert_true(kw_arena_size(arena) < 8 * 1024 * 1024);
}

static void copies_end_in_a_nul(void **state)
{
    struct kw_arena *arena = *state;
    struct kw_str copy = kw_arena_copy(arena, KW_STR("a\0b"));
    assert_int_equal(copy.len, 3);
    assert_memory_equal(copy.ptr, "a\0b", 4);
    copy = kw_arena_copy(arena, (struct kw_str){NULL, 0});
    assert_non_null(copy.ptr);
    assert_string_equal(copy.ptr, "");
    copy = kw_arena_printf(arena, "%s-%d", "x", 7);
    check_str(copy, "x-7");
    assert_int_equal(copy.ptr[copy.len], 0);
}

static void vectors_keep_their_items(void **state)
{
    struct kw_arena *arena = *state;
    KW_VEC(int) numbers = {0};
    for (int i = 0; i < 1000; i++) {
        int *place = KW_PUSH(arena, &numbers);
        assert_non_null(place);
        assert_int_equal(*place, 0);
        *place = i;
    }
    assert_int_equal(numbers.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.items[i], i);
    size_t capacity = SIZE_MAX / 2 + 1;
    assert_null(kw_vec_grow(arena, NULL, 0, 1, &capacity));
    assert_int_equal(capacity, SIZE_MAX / 2 + 1);
}

static void failures_come_when_asked(void **state)
{
    struct kw_arena *arena = *state;
    kw_arena_fail_after(arena, 2);
    assert_non_null(kw_arena_alloc(arena, 1, 1));
    assert_non_null(kw_arena_copy(arena, KW_STR("x")).ptr);
    assert_null(kw_arena_alloc(arena, 1, 1));
    assert_null(kw_arena_copy(arena, KW_STR("x")).ptr);
    assert_null(kw_arena_printf(arena, "x").ptr);
    kw_arena_fail_after(arena, -1);
    assert_non_null(kw_arena_alloc(arena, 1, 1));
}

static void the_system_may_have_no_memory(void **state)
{
    struct kw_arena *arena = *state;
    for (long n = 0; n < 2; n++) {
        fail_after(FAIL_ALLOCATION, n);
        assert_null(kw_arena_new());
    }
    fail_after(FAIL_ALLOCATION, 0);
    size_t before = kw_arena_size(arena);
    assert_null(kw_arena_alloc(arena, 1, 50 * 1024 * 1024));
    assert_int_equal(kw_arena_size(arena), before);
    fail_after(FAIL_ALLOCATION, -1);
    unsigned char *giant = kw_arena_alloc(arena, 1, 50 * 1024 * 1024);
    assert_non_null(giant);
    fail_after(FAIL_ALLOCATION, 0);
    kw_arena_reset(arena); /* cannot shrink then, but works */
    assert_non_null(kw_arena_alloc(arena, 1, 1));
    fail_after(FAIL_ALLOCATION, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(blocks_are_zeroed_aligned_and_apart, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(it_grows_past_any_chunk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(growth_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(impossible_sizes_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_reset_arena_is_clean_and_small, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(copies_end_in_a_nul, set_up, tear_down),
        cmocka_unit_test_setup_teardown(vectors_keep_their_items, set_up, tear_down),
        cmocka_unit_test_setup_teardown(failures_come_when_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_system_may_have_no_memory, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
