/* stated.c - points of time that name themselves: dates, months, years, decades. */
#include "time/scan.h"

static size_t month_day_at(struct kw_scan *s, size_t i, int *mday)
{
    const struct kw_time_token *token = peek(s, i);
    if (token->class != KW_TIME_DIGITS || token->digits > 2 || token->value < 1 ||
        token->value > 31)
        return 0;
    *mday = token->value;
    return 1;
}

/* The year that follows a month or a day. */
struct year {
    int number;    /* or 0: none does */
    bool relative; /* "last year" */
};

/* The year of the month or day that was last, or will be next, as the tense asks. A 29th
 * of February may be eight years off. */
static struct kw_time complete(const struct kw_scan *s, int month, int mday,
                               enum kw_tense tense)
{
    if (s->date == KW_DAY_NONE)
        return KW_TIME_NONE;
    int year, this_month, this_mday, step = tense == KW_TENSE_PAST ? -1 : 1;
    kw_day_parts(s->date, &year, &this_month, &this_mday);
    for (int i = 0; i <= 8; i++, year += step) {
        struct kw_time time = kw_time_in_year(year, month, mday);
        bool fits = tense == KW_TENSE_PAST ? time.from <= s->date : time.to >= s->date;
        if (time.precision != KW_PRECISION_NONE && fits)
            return relative(time);
    }
    return KW_TIME_NONE;
}

/* The year of the story, when that was stated in this sentence; or 0. */
static int year_told(const struct kw_scan *s)
{
    int year = 0, month, mday;
    const struct kw_time *told = &s->told.time;
    bool point =
        told->precision == KW_PRECISION_DAY || told->precision == KW_PRECISION_MONTH;
    if (point && told->basis == KW_BASIS_STATED && !s->ended)
        kw_day_parts(told->from, &year, &month, &mday);
    return year;
}

static struct kw_point month_point(const struct kw_scan *s, int month, int mday,
                                   struct year year)
{
    struct kw_point point = {.month = month, .mday = mday};
    if (!year.number)
        year = (struct year){year_told(s), false};
    if (!year.number) {
        point.time = complete(s, month, mday, s->tense);
        return point;
    }
    point = whole(kw_time_in_year(year.number, month, mday));
    if (year.relative)
        point.time = relative(point.time);
    return point;
}

static size_t whole_date(struct kw_scan *s, size_t i, struct kw_point *point)
{
    const struct kw_time_token *token = peek(s, i);
    if (token->class != KW_TIME_DATE)
        return 0;
    *point = whole(kw_unit_of(token->value, KW_PRECISION_DAY, 0));
    return 1;
}

/* Last year, this year, next year. */
static size_t which_year(struct kw_scan *s, size_t i, int *year)
{
    int month, mday;
    const struct kw_time_token *which = peek(s, i), *unit = peek(s, i + 1);
    if (which->class != KW_TIME_WHICH || unit->class != KW_TIME_UNIT ||
        unit->value != KW_PRECISION_YEAR || s->date == KW_DAY_NONE)
        return 0;
    kw_day_parts(s->date, year, &month, &mday);
    *year += which->value;
    return 2;
}

/* [,] [of] YEAR, or nothing. */
static size_t year_after(struct kw_scan *s, size_t i, struct year *year)
{
    *year = (struct year){0};
    size_t n = skip(s, i, KW_TIME_COMMA);
    n += skip(s, i + n, KW_TIME_OF);
    size_t taken = which_year(s, i + n, &year->number);
    year->relative = taken > 0;
    if (!taken)
        taken = kw_scan_year(s, i + n, &year->number);
    return taken ? n + taken : 0;
}

/* The second day of "8-10", "8 to 10" and "8 and 10", or nothing: "April 8 and 10 others"
 * is one day. */
static size_t second_day(struct kw_scan *s, size_t i, int *mday)
{
    enum kw_time_class class = class_at(s, i), after = class_at(s, i + 2);
    bool joins = class == KW_TIME_DASH || class == KW_TIME_TO || class == KW_TIME_AND;
    if (after == KW_TIME_WORD || after == KW_TIME_COUNTED || after == KW_TIME_HOUR ||
        after == KW_TIME_UNIT)
        return 0;
    return joins && month_day_at(s, i + 1, mday) ? 2 : 0;
}

static void make_days(const struct kw_scan *s, int month, int first, int last, struct year year,
                      struct kw_point *point)
{
    *point = month_point(s, month, first, year);
    if (last == 0)
        return;
    struct kw_point end = month_point(s, month, last, year);
    point->time = interval(point->time.from, end.time.to, point->time.basis);
}

/* April 8; Apr. 8th, 2023; April 8-10, 2023. */
static size_t month_first(struct kw_scan *s, size_t i, struct kw_point *point)
{
    int month, first, last = 0;
    struct year year;
    size_t n = kw_scan_month(s, i, &month);
    if (n == 0 || month_day_at(s, i + n, &first) == 0)
        return 0;
    n++;
    if (class_at(s, i + n) == KW_TIME_COUNTED) /* "In May 12 people died" */
        return 0;
    n += second_day(s, i + n, &last);
    n += year_after(s, i + n, &year);
    make_days(s, month, first, last, year, point);
    return n;
}

/* 8 April; the 8th of April, 2023; 8-10 April 2023. */
static size_t day_first(struct kw_scan *s, size_t i, struct kw_point *point)
{
    int month, first, last = 0;
    struct year year;
    size_t n = month_day_at(s, i, &first);
    if (n == 0)
        return 0;
    n += second_day(s, i + n, &last);
    n += skip(s, i + n, KW_TIME_OF);
    if (kw_scan_month(s, i + n, &month) == 0)
        return 0;
    n++;
    n += year_after(s, i + n, &year);
    make_days(s, month, first, last, year, point);
    return n;
}

/* Friday, April 7, 2023; Fri 7 Apr 2023. */
static size_t weekday_and_date(struct kw_scan *s, size_t i, struct kw_point *point)
{
    enum kw_time_class class = class_at(s, i);
    if (!peek(s, i)->upper ||
        (class != KW_TIME_WEEKDAY && class != KW_TIME_WEEKDAY_SHORT))
        return 0;
    size_t n = 1 + skip(s, i + 1, KW_TIME_COMMA);
    n += skip(s, i + n, KW_TIME_THE);
    size_t taken = month_first(s, i + n, point);
    if (taken == 0)
        taken = day_first(s, i + n, point);
    return taken ? n + taken : 0;
}

/* April 2023; April of 2023; April, 2023. */
static size_t month_and_year(struct kw_scan *s, size_t i, struct kw_point *point)
{
    int month;
    struct year year;
    size_t n = kw_scan_month(s, i, &month);
    size_t taken = n ? year_after(s, i + n, &year) : 0;
    if (taken == 0)
        return 0;
    *point = month_point(s, month, 0, year);
    return n + taken;
}

/* 2016-18, 2016/2017; and 2023-04, which is a month. */
static size_t year_range(struct kw_scan *s, size_t i, struct kw_point *point)
{
    int first, last = peek(s, i + 2)->value;
    const struct kw_time_token *dash = peek(s, i + 1), *second = peek(s, i + 2);
    bool joined = dash->class == KW_TIME_DASH && !dash->spaced && !second->spaced &&
                  second->class == KW_TIME_DIGITS && !second->ordinal;
    if (!joined || kw_scan_year(s, i, &first) == 0 ||
        class_at(s, i + 3) == KW_TIME_COUNTED)
        return 0;
    if (i == 0 && !peek(s, i)->spaced && s->past[0].class != KW_TIME_OPEN)
        return 0;
    bool next_year = second->digits == 2 && last == (first + 1) % 100;
    if (second->digits == 2 && !next_year && last >= 1 && last <= 12) {
        *point = month_point(s, last, 0, (struct year){.number = first});
        return 3;
    }
    if (second->digits == 2)
        last += first / 100 * 100 + (next_year && last == 0 ? 100 : 0);
    else if (second->digits != 4)
        return 0;
    if (last <= first || last >= 2200)
        return 0;
    *point = whole(interval(kw_unit_month(first, 0).from, kw_unit_month(last, 0).to,
                            KW_BASIS_STATED));
    return 3;
}

/* The 1990s. The 1800s are a century. */
static size_t decade(struct kw_scan *s, size_t i, struct kw_point *point)
{
    const struct kw_time_token *token = peek(s, i);
    if (token->class != KW_TIME_YEARS)
        return 0;
    int32_t first = kw_day_of(token->value, 1, 1);
    if (token->value % 100)
        *point = whole(kw_unit_of(first, KW_PRECISION_DECADE, 0));
    else
        *point =
            whole(interval(first, kw_day_of(token->value + 99, 12, 31), KW_BASIS_STATED));
    return 1;
}

/* The 19th century. */
static size_t century(struct kw_scan *s, size_t i, struct kw_point *point)
{
    const struct kw_time_token *token = peek(s, i);
    if (token->class != KW_TIME_DIGITS || !token->ordinal || token->value < 1 ||
        token->value > 22 || class_at(s, i + 1) != KW_TIME_CENTURY)
        return 0;
    int first = (token->value - 1) * 100 + 1;
    *point = whole(
        interval(kw_day_of(first, 1, 1), kw_day_of(first + 99, 12, 31), KW_BASIS_STATED));
    return 2;
}

/* The year that a quarter belongs to: 2020, or last year. */
static size_t year_of_part(struct kw_scan *s, size_t i, struct kw_time *year)
{
    int number;
    size_t n = skip(s, i, KW_TIME_OF);
    if (kw_scan_year(s, i + n, &number)) {
        *year = kw_unit_month(number, 0);
        return n + 1;
    }
    const struct kw_time_token *unit = peek(s, i + n + 1);
    if (class_at(s, i + n) != KW_TIME_WHICH || unit->class != KW_TIME_UNIT ||
        unit->value != KW_PRECISION_YEAR)
        return 0;
    *year = unit_from_now(s, KW_PRECISION_YEAR, peek(s, i + n)->value);
    return n + 2;
}

/* The first quarter of 2020; the second half of last year; Q1 2020. */
static size_t part_of_year(struct kw_scan *s, size_t i, struct kw_point *point)
{
    const struct kw_time_token *token = peek(s, i), *unit = peek(s, i + 1);
    bool half = unit->class == KW_TIME_HALF && token->value <= 2;
    bool quarter = unit->class == KW_TIME_UNIT && unit->value == KW_PRECISION_QUARTER;
    size_t n = token->class == KW_TIME_QUARTER                        ? 1
               : token->class == KW_TIME_ORDINAL && (half || quarter) ? 2
                                                                      : 0;
    struct kw_time year;
    size_t taken = n ? year_of_part(s, i + n, &year) : 0;
    if (taken == 0)
        return 0;
    int part = token->value - 1;
    *point = whole(KW_TIME_NONE);
    if (year.precision == KW_PRECISION_NONE)
        return n + taken;
    if (n == 2 && half) {
        int32_t from = kw_unit_shift(year.from, KW_PRECISION_QUARTER, part * 2);
        point->time =
            interval(from, kw_unit_of(from, KW_PRECISION_QUARTER, 1).to, year.basis);
    } else {
        point->time = kw_unit_of(year.from, KW_PRECISION_QUARTER, part);
        point->time.basis = year.basis;
    }
    return n + taken;
}

size_t kw_bare_month(struct kw_scan *s, size_t i, struct kw_point *point)
{
    int month;
    const struct kw_time_token *token = peek(s, i);
    if (kw_scan_month(s, i, &month) == 0)
        return 0;
    bool stopped = s->text.ptr[token->end - 1] == '.'; /* "Jan." but not Jan */
    if (token->class == KW_TIME_MONTH_SHORT && !stopped)
        return 0;
    if (s->trust < (month == 5 ? KW_TRUST_MAY : KW_TRUST_MONTH))
        return 0;
    *point = month_point(s, month, 0, (struct year){0});
    return 1;
}

size_t kw_bare_year(struct kw_scan *s, size_t i, struct kw_point *point)
{
    int year;
    const struct kw_time_token *token = peek(s, i), *next = peek(s, i + 1);
    if (s->trust == KW_TRUST_NONE || kw_scan_year(s, i, &year) == 0)
        return 0;
    if (i == 0 && !token->spaced && s->past[0].class != KW_TIME_OPEN)
        return 0;
    /* "In 1200 villages" counts; "In 2019 officials" does not. */
    bool common = year >= 1800 && year < 2100;
    if (!common && next->class == KW_TIME_WORD && !next->upper)
        return 0;
    *point = whole(kw_unit_month(year, 0));
    return 1;
}

size_t kw_stated_point(struct kw_scan *s, size_t i, struct kw_point *point)
{
    static size_t (*const rules[])(struct kw_scan *, size_t, struct kw_point *) = {
        whole_date, weekday_and_date, month_first, day_first,   month_and_year,
        year_range, decade,           century,     part_of_year};
    size_t n = 0;
    for (size_t rule = 0; rule < sizeof rules / sizeof rules[0] && n == 0; rule++)
        n = rules[rule](s, i, point);
    return n;
}
