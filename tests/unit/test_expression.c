/* test_expression.c - times in words, and the dates that articles give themselves. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "time/expression.h"
#include "time/unit.h"

/* A text and all that is found in it: "words = ISO form, precision, basis; ...". */
struct row {
    const char *text;
    const char *found;
};

/* Without a date of the document. */
static const struct row stated[] = {
    {"2021", "2021 = 2021 year stated"},
    {"the deal was signed in 2019.", "2019 = 2019 year stated"},
    {"April 8, 2023", "April 8, 2023 = 2023-04-08 day stated"},
    {"8 April 2023", "8 April 2023 = 2023-04-08 day stated"},
    {"the 8th of April, 2023", "8th of April, 2023 = 2023-04-08 day stated"},
    {"April 8th 2023", "April 8th 2023 = 2023-04-08 day stated"},
    {"Apr. 8, 2023", "Apr. 8, 2023 = 2023-04-08 day stated"},
    {"on Sept. 11, 2001, when", "Sept. 11, 2001 = 2001-09-11 day stated"},
    {"Friday, April 7, 2023", "Friday, April 7, 2023 = 2023-04-07 day stated"},
    {"Fri, 07 Apr 2023 10:00:00 GMT", "Fri, 07 Apr 2023 = 2023-04-07 day stated"},
    {"2023-04-08T10:00:00Z ok", "2023-04-08T10:00:00Z = 2023-04-08 day stated"},
    {"seen 2023-04-08.", "2023-04-08 = 2023-04-08 day stated"},
    {"13/04/2023 and 04/13/2023 and 05/05/2023 and 08/04/2023",
     "13/04/2023 = 2023-04-13 day stated; "
     "04/13/2023 = 2023-04-13 day stated; "
     "05/05/2023 = 2023-05-05 day stated"},
    {"April 2023", "April 2023 = 2023-04 month stated"},
    {"April of 2023", "April of 2023 = 2023-04 month stated"},
    {"the 1990s", "1990s = 1990/1999 decade stated"},
    {"the '90s and the ’80s and the 2010s",
     "'90s = 1990/1999 decade stated; "
     "’80s = 1980/1989 decade stated; "
     "2010s = 2010/2019 decade stated"},
    {"the 1800s", "1800s = 1800/1899 interval stated"},
    {"the 19th century", "19th century = 1801/1900 interval stated"},
    {"the first quarter of 2020",
     "first quarter of 2020 = 2020-01/2020-03 quarter stated"},
    {"Q3 2022 revenue", "Q3 2022 = 2022-07/2022-09 quarter stated"},
    {"the second half of 2019",
     "second half of 2019 = 2019-07/2019-12 interval stated"},
    {"the year 2000", "2000 = 2000 year stated"},
    {"(2019) and (2019-2021)",
     "2019 = 2019 year stated; 2019-2021 = 2019/2021 interval stated"},
    {"in 2018 and 2019", "2018 = 2018 year stated; 2019 = 2019 year stated"},
    {"its 2015 report, a 2016 deal and the 2017 law",
     "2015 = 2015 year stated; 2016 = 2016 year stated; 2017 = 2017 year stated"},
    {"2016-18 and 2016–2018 and 2011-12 and 1999-00 and 2023-04",
     "2016-18 = 2016/2018 interval stated; "
     "2016–2018 = 2016/2018 interval stated; "
     "2011-12 = 2011/2012 interval stated; "
     "1999-00 = 1999/2000 interval stated; "
     "2023-04 = 2023-04 month stated"},
    {"mid-2019, early 2020 and the late 1990s",
     "mid-2019 = 2019 year stated; "
     "early 2020 = 2020 year stated; "
     "late 1990s = 1990/1999 decade stated"},
    {"the summer of 2016", "summer of 2016 = 2016 year stated"},
    {"the last week of March 2019", "last week of March 2019 = 2019-03 month stated"},
    {"since 2019", "since 2019 = 2019/.. interval stated"},
    {"since the 1990s", "since the 1990s = 1990/.. interval stated"},
    {"from 2016 to 2018", "from 2016 to 2018 = 2016/2018 interval stated"},
    {"2016 to 2018", "2016 to 2018 = 2016/2018 interval stated"},
    {"between April 3, 2019 and May 5, 2019",
     "between April 3, 2019 and May 5, 2019 = 2019-04-03/2019-05-05 interval stated"},
    {"from March to May 2019",
     "from March to May 2019 = 2019-03/2019-05 interval stated"},
    {"between November 2019 and March",
     "between November 2019 and March = 2019-11/2020-03 interval stated"},
    {"from November to March 2020",
     "from November to March 2020 = 2019-11/2020-03 interval stated"},
    {"April 8-10, 2023", "April 8-10, 2023 = 2023-04-08/2023-04-10 interval stated"},
    {"8–10 April 2023", "8–10 April 2023 = 2023-04-08/2023-04-10 interval stated"},
    {"on April 8 and 10, 2023",
     "April 8 and 10, 2023 = 2023-04-08/2023-04-10 interval stated"},
    {"by 2025", "by 2025 = /2025 interval stated"},
    {"by the end of 2024", "by the end of 2024 = /2024 interval stated"},
    {"until April 2019", "until April 2019 = /2019-04 interval stated"},
    {"before 2019", "before 2019 = /2018 interval stated"},
    {"after 2019", "after 2019 = 2020/.. interval stated"},
    {"after the 2019 election", "after the 2019 = 2019/.. interval stated"},
    {"April 8,2023", "April 8,2023 = 2023-04-08 day stated"},
    {"In 1850 the firm", "1850 = 1850 year stated"},
    {"in March", ""},
    {"Friday and last week", ""},
    {"two years ago", ""},
    {"the next day", ""},
    {"April 8 in 2019", "2019 = 2019 year stated"},
    {"from 2019 onwards", "from 2019 onwards = 2019/.. interval stated"},
    {"as early as 1998", "1998 = 1998 year stated"},
    {"around 2014, it", "2014 = 2014 year stated"},
    {"through the 1993 meetings", "1993 = 1993 year stated"},
    {"until the 1990s", "until the 1990s = /1999 interval stated"},
};

/* In a document of Saturday, 2023-04-08. */
static const struct row relative[] = {
    {"late last month", "late last month = 2023-03 month relative"},
    {"last year", "last year = 2022 year relative"},
    {"last year's report", "last year = 2022 year relative"},
    {"in a report last year that the FBI purchased access in 2019 to Pegasus",
     "last year = 2022 year relative; 2019 = 2019 year stated"},
    {"two years ago", "two years ago = 2021 year relative"},
    {"a year ago", "a year ago = 2022 year relative"},
    {"twenty-five years ago", "twenty-five years ago = 1998 year relative"},
    {"two weeks ago", "two weeks ago = 2023-03-20/2023-03-26 week relative"},
    {"three days ago", "three days ago = 2023-04-05 day relative"},
    {"12 hours ago", "12 hours ago = 2023-04-07/2023-04-08 interval relative"},
    {"a decade ago", "a decade ago = 2013 year relative"},
    {"more than two years ago",
     "more than two years ago = /2021 interval relative"},
    {"over a decade ago", "over a decade ago = /2013 interval relative"},
    {"less than three months ago",
     "less than three months ago = 2023-01/2023-04-08 interval relative"},
    {"on Friday, urging the US", "Friday = 2023-04-07 day relative"},
    {"Friday's attack", "Friday = 2023-04-07 day relative"},
    {"Biden told CNN Friday", "Friday = 2023-04-07 day relative"},
    {"last Friday", "last Friday = 2023-04-07 day relative"},
    {"next Friday", "next Friday = 2023-04-14 day relative"},
    {"this Friday", "this Friday = 2023-04-07 day relative"},
    {"last Saturday", "last Saturday = 2023-04-01 day relative"},
    {"on Saturday", "Saturday = 2023-04-08 day relative"},
    {"Friday morning", "Friday morning = 2023-04-07 day relative"},
    {"Monday of last week", "Monday of last week = 2023-03-27 day relative"},
    {"on Monday last week", "Monday last week = 2023-03-27 day relative"},
    {"Earlier this week, a report",
     "Earlier this week = 2023-04-03/2023-04-09 week relative"},
    {"earlier in the day", "earlier in the day = 2023-04-08 day relative"},
    {"later this month", "later this month = 2023-04 month relative"},
    {"yesterday", "yesterday = 2023-04-07 day relative"},
    {"the day before yesterday", "day before yesterday = 2023-04-06 day relative"},
    {"the day after tomorrow", "day after tomorrow = 2023-04-10 day relative"},
    {"today", "today = 2023-04-08 day relative"},
    {"tomorrow", "tomorrow = 2023-04-09 day relative"},
    {"last night", "last night = 2023-04-07 day relative"},
    {"this morning", "this morning = 2023-04-08 day relative"},
    {"last weekend; over the weekend; this weekend",
     "last weekend = 2023-04-01/2023-04-02 interval relative; "
     "weekend = 2023-04-08/2023-04-09 interval relative; "
     "this weekend = 2023-04-08/2023-04-09 interval relative"},
    {"in March", "March = 2023-03 month relative"},
    {"in April", "April = 2023-04 month relative"},
    {"in May", "May = 2022-05 month relative"},
    {"in late May", "late May = 2022-05 month relative"},
    {"last March, next March, this March", "last March = 2023-03 month relative; "
                                           "next March = 2024-03 month relative; "
                                           "this March = 2023-03 month relative"},
    {"last April", "last April = 2022-04 month relative"},
    {"mid-March", "mid-March = 2023-03 month relative"},
    {"April 8", "April 8 = 2023-04-08 day relative"},
    {"8 April", "8 April = 2023-04-08 day relative"},
    {"April 9", "April 9 = 2022-04-09 day relative"},
    {"December 12", "December 12 = 2022-12-12 day relative"},
    {"February 29", "February 29 = 2020-02-29 day relative"},
    {"April 8 and 10 others", "April 8 = 2023-04-08 day relative"},
    {"between March and May",
     "between March and May = 2022-03/2022-05 interval relative"},
    {"from Monday to Wednesday",
     "from Monday to Wednesday = 2023-04-03/2023-04-05 interval relative"},
    {"between November 2019 and March",
     "between November 2019 and March = 2019-11/2020-03 interval stated"},
    {"the end of the year", "end of the year = 2023 year relative"},
    {"by the end of the month",
     "by the end of the month = /2023-04 interval relative"},
    {"until March", "until March = /2023-03 interval relative"},
    {"by March", "by March = /2023-03 interval relative"},
    {"before Friday", "before Friday = /2023-04-06 interval relative"},
    {"after Friday", "after Friday = 2023-04-08/.. interval relative"},
    {"after Friday's attack", "after Friday = 2023-04-07/.. interval relative"},
    {"since late last year", "since late last year = 2022/.. interval relative"},
    {"until the end of last year",
     "until the end of last year = /2022 interval relative"},
    {"the past three months",
     "past three months = 2023-01-08/2023-04-08 interval relative"},
    {"the past year", "past year = 2022-04-08/2023-04-08 interval relative"},
    {"the last two years", "last two years = 2021-04-08/2023-04-08 interval relative"},
    {"the next two weeks", "next two weeks = 2023-04-08/2023-04-22 interval relative"},
    {"in the last 24 hours", "last 24 hours = 2023-04-07/2023-04-08 interval relative"},
    {"the last week of March", "last week of March = 2023-03 month relative"},
    {"the second half of last year",
     "second half of last year = 2022-07/2022-12 interval relative"},
    {"the third quarter of this year",
     "third quarter of this year = 2023-07/2023-09 quarter relative"},
    {"this quarter", "this quarter = 2023-04/2023-06 quarter relative"},
    {"next month", "next month = 2023-05 month relative"},
    {"the day after yesterday's vote", "day after yesterday = 2023-04-08 day relative"},
    {"on March 20 last year", "March 20 last year = 2022-03-20 day relative"},
    {"on 20 March, this year", "20 March, this year = 2023-03-20 day relative"},
    {"in May of last year", "May of last year = 2022-05 month relative"},
};

static const struct row future[] = {
    {"on Friday", "Friday = 2023-04-14 day relative"},
    {"on Saturday", "Saturday = 2023-04-08 day relative"},
    {"in March", "March = 2024-03 month relative"},
    {"in April", "April = 2023-04 month relative"},
    {"in May", "May = 2023-05 month relative"},
    {"April 8", "April 8 = 2023-04-08 day relative"},
    {"April 7", "April 7 = 2024-04-07 day relative"},
    {"by Friday", "by Friday = /2023-04-14 interval relative"},
    {"between November and March",
     "between November and March = 2023-11/2024-03 interval relative"},
    {"February 29", "February 29 = 2024-02-29 day relative"},
    {"next Friday", "next Friday = 2023-04-14 day relative"},
    {"last year", "last year = 2022 year relative"},
};

/* Words that only look like times, and those too vague to tell. */
static const struct row near_misses[] = {
    {"He may march on", ""},
    {"may 8 people", ""},
    {"about 2000 protesters, as 1998 others", ""},
    {"The Sunday Times reported", ""},
    {"The Mail on Sunday said", ""},
    {"Bloody Sunday and Black Friday", ""},
    {"Friday Night Lights", ""},
    {"USA Today reported", ""},
    {"cost $2,019 or $2019 or 2,019 dollars", ""},
    {"2019 dollars and in 2019 dollars", ""},
    {"between 1500 and 2000 people", ""},
    {"In 1200 villages", ""},
    {"of 2019 people", ""},
    {"killed 2019", ""},
    {"Windows 2000 and Vision 2030", ""},
    {"G2019 and 2019-nCoV", ""},
    {"1.2019 and 20.19", ""},
    {"3000 and 999", ""},
    {"Flight 2019%", ""},
    {"call 555-2019", ""},
    {"/2019/04/08/story", ""},
    {"led by May", ""},
    {"March on Washington", ""},
    {"Theresa May and June Brown", ""},
    {"the next day", ""},
    {"the following week", ""},
    {"the previous year", ""},
    {"a few years ago", ""},
    {"several months ago", ""},
    {"two years later", ""},
    {"recently", ""},
    {"for two years", ""},
    {"the coming weeks", ""},
    {"Jan said", ""},
    {"the first quarter", ""},
    {"will end", ""},
    {"the fall of Kabul", ""},
    {"a second time", ""},
    {"in their 90s", ""},
    {"the last of them", ""},
    {"over two people", ""},
    {"in\n\n2019 was", ""},
    {"32 April", ""},
    {"April 31, 2023", ""},
    {"0 April", ""},
    {"in 2500", ""},
};

/* Times that rest on the one told before, and near misses. */
static const struct row told[] = {
    {"on 3 March 2014, and the next day",
     "3 March 2014 = 2014-03-03 day stated; next day = 2014-03-04 day stated"},
    {"on Friday. Earlier that day it",
     "Friday = 2023-04-07 day relative; Earlier that day = 2023-04-07 day relative"},
    {"in 1998. The following year",
     "1998 = 1998 year stated; following year = 1999 year stated"},
    {"in 1998, two years later",
     "1998 = 1998 year stated; two years later = 2000 year stated"},
    {"in 1998; a decade earlier",
     "1998 = 1998 year stated; a decade earlier = 1988 year stated"},
    {"in May 2014 and later that same month",
     "May 2014 = 2014-05 month stated; later that same month = 2014-05 month stated"},
    {"on 3 March 2014 and two weeks later",
     "3 March 2014 = 2014-03-03 day stated; "
     "two weeks later = 2014-03-17/2014-03-23 week stated"},
    {"on 3 March 2014, by 2025. The same day",
     "3 March 2014 = 2014-03-03 day stated; by 2025 = /2025 interval stated; "
     "same day = 2014-03-03 day stated"},
    {"on March 3, 2014, and on May 5",
     "March 3, 2014 = 2014-03-03 day stated; May 5 = 2014-05-05 day stated"},
    {"on March 3, 2014. On May 5",
     "March 3, 2014 = 2014-03-03 day stated; May 5 = 2022-05-05 day relative"},
    {"on March 3, 2014, by 2020, on May 5",
     "March 3, 2014 = 2014-03-03 day stated; by 2020 = /2020 interval stated; "
     "May 5 = 2022-05-05 day relative"},
    {"in 1998, the same year that it rained", "1998 = 1998 year stated"},
    {"in 1998, more than two years later", "1998 = 1998 year stated"},
    {"in 1998, the next day", "1998 = 1998 year stated"},
    {"in 1998, three weeks later", "1998 = 1998 year stated"},
    {"in 1998. Last year, that year of grace",
     "1998 = 1998 year stated; Last year = 2022 year relative"},
    {"in 1998, two years later than planned", "1998 = 1998 year stated"},
    {"in the 1990s, the same year", "1990s = 1990/1999 decade stated"},
    {"that year, that the day", ""},
};

/* All times of a text; when it is a story, the last point goes on to the next. */
static void describe(struct kw_str text, int32_t date, enum kw_tense tense, bool story,
                     struct kw_buf *found)
{
    struct kw_time time;
    struct kw_told last = {.time = KW_TIME_NONE};
    struct kw_span span = {0, 0};
    char iso[KW_TIME_TEXT];
    while (kw_time_find_told(text, span.end, date, tense, &last, &time, &span)) {
        if (story && time.precision <= KW_PRECISION_YEAR)
            last = (struct kw_told){time, span.end};
        kw_time_print(&time, iso);
        kw_buf_printf(found, "%s%.*s = %s %s %s", found->len ? "; " : "",
                      (int)(span.end - span.start), text.ptr + span.start, iso,
                      kw_precision_name(time.precision), kw_basis_name(time.basis));
    }
}

static void check_rows(const struct row *rows, size_t count, int32_t date,
                       enum kw_tense tense, bool story)
{
    struct kw_buf found = {0};
    for (size_t i = 0; i < count; i++) {
        kw_buf_clear(&found);
        describe(kw_str_of(rows[i].text), date, tense, story, &found);
        kw_buf_byte(&found, '\0');
        assert_string_equal(found.ptr, rows[i].found);
    }
    kw_buf_free(&found);
}

#define CHECK_ROWS(rows, date, tense)                                                    \
    check_rows(rows, sizeof rows / sizeof rows[0], date, tense, false)

static void stated_times_need_no_date(void **state)
{
    (void)state;
    CHECK_ROWS(stated, KW_DAY_NONE, KW_TENSE_PAST);
}

static void relative_times_rest_on_the_date(void **state)
{
    (void)state;
    CHECK_ROWS(relative, kw_day_of(2023, 4, 8), KW_TENSE_PAST);
}

static void plans_look_ahead(void **state)
{
    (void)state;
    CHECK_ROWS(future, kw_day_of(2023, 4, 8), KW_TENSE_FUTURE);
}

static void near_misses_are_passed_over(void **state)
{
    (void)state;
    CHECK_ROWS(near_misses, kw_day_of(2023, 4, 8), KW_TENSE_PAST);
}

static void stories_go_on(void **state)
{
    (void)state;
    char far[1000];
    check_rows(told, sizeof told / sizeof told[0], kw_day_of(2023, 4, 8), KW_TENSE_PAST,
               true);
    snprintf(far, sizeof far, "in 1998.%700s The next year", "x");
    const struct row forgotten = {far, "1998 = 1998 year stated"};
    check_rows(&forgotten, 1, kw_day_of(2023, 4, 8), KW_TENSE_PAST, true);
}

static void every_month_and_weekday_is_known(void **state)
{
    (void)state;
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};
    struct kw_time time;
    struct kw_span span;
    for (int month = 1; month <= 12; month++) {
        char text[64];
        for (int shown = 3; shown <= (int)strlen(months[month - 1]); shown++) {
            bool whole = shown == (int)strlen(months[month - 1]);
            if (!whole && shown > 3)
                continue;
            snprintf(text, sizeof text, "%.*s 5, 2020", shown, months[month - 1]);
            assert_true(kw_time_find(kw_str_of(text), 0, KW_DAY_NONE, KW_TENSE_PAST,
                                     &time, &span));
            assert_int_equal(time.from, kw_day_of(2020, month, 5));
        }
    }
    for (int day = 0; day < 7; day++) {
        assert_true(
            kw_time_find(kw_str_of(weekdays[day]), 0, 0, KW_TENSE_PAST, &time, &span));
        assert_int_equal(kw_day_weekday(time.from), day);
        assert_in_range(-time.from, 0, 6);
    }
}

/* --- any text at all -------------------------------------------------------------- */

/* Nothing is promised about what is found, but it lies in the text, in order, is a time,
 * and is found again when the search begins right there. */
static void check_promises(struct kw_str text, int32_t date)
{
    struct kw_time time, again;
    struct kw_span span = {0, 0}, same;
    uint32_t end = 0;
    while (kw_time_find(text, end, date, KW_TENSE_PAST, &time, &span)) {
        assert_true(span.start >= end && span.start < span.end && span.end <= text.len);
        assert_true(time.precision != KW_PRECISION_NONE && time.basis != KW_BASIS_NONE);
        assert_true(date != KW_DAY_NONE || time.basis == KW_BASIS_STATED);
        if (time.precision != KW_PRECISION_INTERVAL) {
            struct kw_time unit = kw_unit_of(time.from, time.precision, 0);
            assert_true(unit.from == time.from && unit.to == time.to);
        } else {
            assert_true(time.from != KW_DAY_NONE || time.to != KW_DAY_NONE);
            assert_true(time.to == KW_DAY_NONE || time.from <= time.to);
        }
        assert_true(kw_time_find(text, span.start, date, KW_TENSE_PAST, &again, &same));
        assert_memory_equal(&span, &same, sizeof span);
        assert_int_equal(time.from, again.from);
        assert_int_equal(time.to, again.to);
        end = span.end;
    }
}

static void promises_hold_for_word_salad(void **state)
{
    (void)state;
    static const char *const words[] = {
        "in",    "on",    "of",    "the",     "from",      "to",         "between",
        "and",   "since", "by",    "before",  "after",     "last",       "next",
        "this",  "past",  "early", "late",    "mid",       "end",        "-",
        ",",     ".",     "(",     "2019",    "8",         "12th",       "1990s",
        "'90s",  "March", "May",   "Friday",  "Sept.",     "two",        "years",
        "ago",   "year",  "week",  "month",   "quarter",   "that",       "same",
        "later", "as",    "about", "onwards", "following", "first",      "half",
        "today", "A",     "Q1",    "century", "weekend",   "2023-04-08", "\xFF",
        "\n\n",  "’s",    "Fri",   "more",    "than",      "9999",       "hours"};
    srand(1);
    for (int round = 0; round < 3000; round++) {
        struct kw_buf text = {0};
        for (int i = 0; i < 40; i++) {
            const char *word = words[(size_t)rand() % (sizeof words / sizeof words[0])];
            kw_buf_add(&text, kw_str_of(word));
            if (rand() % 4)
                kw_buf_byte(&text, ' ');
        }
        check_promises(kw_buf_str(&text),
                       round % 2 ? kw_day_of(2023, 4, 8) : KW_DAY_NONE);
        kw_buf_free(&text);
    }
}

static void promises_hold_at_the_ends_of_the_calendar(void **state)
{
    (void)state;
    static const char text[] =
        "last year, last month, last week, yesterday, next decade, tomorrow, next "
        "Friday, "
        "Friday, in March, 999 decades ago, 999 years ago, the past 99 years, this "
        "century, "
        "since last year, after tomorrow, before yesterday, later this decade, weekend";
    const int32_t days[] = {kw_day_of(1, 1, 1), kw_day_of(1, 12, 31),
                            kw_day_of(9999, 1, 1), kw_day_of(9999, 12, 31)};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        check_promises(kw_str_of(text), days[i]);
}

/* Each of these would take hours if something looked back or ahead without a bound. */
static void long_texts_end(void **state)
{
    (void)state;
    static const char *const pieces[] = {"late ", "in ",   "from ", "the ",
                                         "1",     "2019-", "May ",  "a",
                                         "   ",   "last ", ",1",    "between"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct kw_buf text = {0};
        while (text.len < 1000000)
            kw_buf_add(&text, kw_str_of(pieces[i]));
        check_promises(kw_buf_str(&text), 0);
        int32_t day;
        kw_date_find(kw_buf_str(&text), &day, NULL);
        kw_buf_free(&text);
    }
}

/* --- dates of publication --------------------------------------------------------- */

static const struct row published[] = {
    {"Published 15:32 IST, April 8th 2023\nChina accuses US", "2023-04-08"},
    {"A title\nPublished April 7, 2023 | Updated April 8, 2023\n", "2023-04-07"},
    {"A title\nUpdated April 9, 2023\nPosted: April 7, 2023\n", "2023-04-07"},
    {"Last updated: 9 Apr 2023, 10:15 GMT\nText", "2023-04-09"},
    {"First published on Fri 7 Apr 2023 10.15 BST", "2023-04-07"},
    {"Date: 2023-04-08T10:00:00Z\n", "2023-04-08"},
    {"A title\nApril 8, 2023\nText of 2019.", "2023-04-08"},
    {"A title\nApril 8, 2023 at 3:15 p.m. EDT\nText", "2023-04-08"},
    {"By Jane Doe and John Roe, April 8, 2023\nText", "2023-04-08"},
    {"News desk | 8 Apr 2023 | 3 min read", "2023-04-08"},
    {"World · 13/04/2023 · Asia", "2023-04-13"},
    {"BEIJING, April 8, 2023 (Reuters) - China said", "2023-04-08"},
    {"WASHINGTON, 8 April 2023 — The US said", "2023-04-08"},
    {"Text\nmore text\n15:32 IST, April 8th 2023", "2023-04-08"},
    {"Text\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\nApril 7, 2023\nText\nApril 8, "
     "2023\nend",
     "2023-04-08"},
    {"On April 8, 2023, China said that", ""},
    {"The report, published on April 8, 2023, found", ""},
    {"08/04/2023", ""},
    {"April 8", ""},
    {"Friday", ""},
    {"April 2023", ""},
    {"", ""},
    {"Text\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\nApril 7, 2023\nText\nText\nText\nend",
     ""},
};

static void articles_date_themselves(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        int32_t day = KW_DAY_NONE;
        char iso[KW_TIME_TEXT];
        struct kw_span span = {0, 0};
        struct kw_str text = kw_str_of(published[i].text);
        bool found = kw_date_find(text, &day, &span);
        kw_day_print(day, iso);
        assert_string_equal(iso, published[i].found);
        assert_true(found == (iso[0] != '\0'));
        if (!found)
            continue;
        struct kw_time time; /* the span is the date, all of it */
        struct kw_span whole;
        struct kw_str words = kw_str_slice(text, span.start, span.end);
        assert_true(kw_time_find(words, 0, KW_DAY_NONE, KW_TENSE_PAST, &time, &whole));
        assert_true(whole.start == 0 && whole.end == words.len && time.from == day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stated_times_need_no_date),
        cmocka_unit_test(relative_times_rest_on_the_date),
        cmocka_unit_test(plans_look_ahead),
        cmocka_unit_test(near_misses_are_passed_over),
        cmocka_unit_test(stories_go_on),
        cmocka_unit_test(every_month_and_weekday_is_known),
        cmocka_unit_test(promises_hold_for_word_salad),
        cmocka_unit_test(promises_hold_at_the_ends_of_the_calendar),
        cmocka_unit_test(long_texts_end),
        cmocka_unit_test(articles_date_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
