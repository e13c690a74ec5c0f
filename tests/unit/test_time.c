/* test_time.c - the calendar and the ISO forms. */
#include "check.h"

#include "knotwork/time.h"

static void days_round_trip(void **state)
{
    (void)state;
    int32_t day = kw_day_of(1, 1, 1), last = kw_day_of(9999, 12, 31);
    for (; day <= last; day++) {
        int year, month, mday;
        kw_day_parts(day, &year, &month, &mday);
        assert_int_equal(kw_day_of(year, month, mday), day);
    }
    assert_int_equal(kw_day_of(1970, 1, 1), 0);
    assert_int_equal(kw_day_of(2023, 2, 29), KW_DAY_NONE);
    assert_int_equal(kw_day_weekday(kw_day_of(2023, 4, 8)), 5);
}

static void times_print_and_parse(void **state)
{
    (void)state;
    static const char *const forms[] = {"2023",          "2023-04",
                                        "2023-04-08",    "2019-01-01/..",
                                        "../2020-02-29", "2023-03-01/2023-05-31"};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct kw_time time;
        char text[KW_TIME_TEXT];
        assert_true(kw_time_parse(kw_str_of(forms[i]), &time));
        kw_time_print(&time, text);
        assert_string_equal(text, forms[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_round_trip),
        cmocka_unit_test(times_print_and_parse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
