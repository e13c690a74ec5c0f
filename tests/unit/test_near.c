/* test_near.c - edit distance against its definition. */
#include "check.h"

#include "base/near.h"

static unsigned distance(const char *a, const char *b, unsigned limit)
{
    return kw_edit_distance(kw_str_of(a), kw_str_of(b), limit);
}

static void counts_single_edits(void **state)
{
    (void)state;
    assert_int_equal(distance("build", "build", 3), 0);
    assert_int_equal(distance("", "", 3), 0);
    assert_int_equal(distance("", "abc", 3), 3);
    assert_int_equal(distance("build", "buld", 3), 1);   /* taken away */
    assert_int_equal(distance("build", "builds", 3), 1); /* added */
    assert_int_equal(distance("build", "guild", 3), 1);  /* changed */
    assert_int_equal(distance("build", "biuld", 3), 1);  /* swapped */
    assert_int_equal(distance("kitten", "sitting", 9), 3);
    assert_int_equal(distance("ca", "abc", 9), 3); /* no part is edited twice */
}

static void counts_code_points_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(distance("Wa\xC5\x82\xC4\x99sa", "Walesa", 9), 2);
    assert_int_equal(distance("\xC5\x82", "\xC4\x99", 9), 1);
}

static void stops_at_the_limit(void **state)
{
    (void)state;
    char longer[80];
    memset(longer, 'a', sizeof longer - 1);
    longer[79] = '\0';
    assert_int_equal(distance("kitten", "sitting", 1), 2);
    assert_int_equal(distance(longer, longer, 2), 3); /* too long to say */
    longer[64] = '\0';
    assert_int_equal(distance(longer, longer, 2), 0);
}

/* The definition, by recursion over all edits. */
static unsigned brute(const char *a, const char *b)
{
    if (!*a || !*b)
        return (unsigned)(strlen(a) + strlen(b));
    unsigned best = brute(a + 1, b + 1) + (*a != *b);
    unsigned shorter = brute(a + 1, b) + 1;
    unsigned longer = brute(a, b + 1) + 1;
    best = shorter < best ? shorter : best;
    best = longer < best ? longer : best;
    if (a[1] && b[1] && a[0] == b[1] && a[1] == b[0]) {
        unsigned swapped = brute(a + 2, b + 2) + 1;
        best = swapped < best ? swapped : best;
    }
    return best;
}

static void agrees_with_the_definition(void **state)
{
    (void)state;
    char a[6] = {0}, b[6] = {0};
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        memset(a, 0, sizeof a);
        memset(b, 0, sizeof b);
        for (unsigned i = 0, n = (seed = seed * 1664525u + 1013904223u) >> 29;
             i < n && i < 5; i++)
            a[i] = (char)('a' + ((seed = seed * 1664525u + 1013904223u) >> 28) % 3);
        for (unsigned i = 0, n = (seed = seed * 1664525u + 1013904223u) >> 29;
             i < n && i < 5; i++)
            b[i] = (char)('a' + ((seed = seed * 1664525u + 1013904223u) >> 28) % 3);
        assert_int_equal(distance(a, b, 9), brute(a, b));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_single_edits),
        cmocka_unit_test(counts_code_points_not_bytes),
        cmocka_unit_test(stops_at_the_limit),
        cmocka_unit_test(agrees_with_the_definition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
