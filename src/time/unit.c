/* unit.c - units longer than a week are counted in months, the others in days. */
#include "time/unit.h"

#include <assert.h>
#include <stdlib.h>

enum { FARTHEST = 9999 * 366 }; /* more units than that leave the calendar anyway */

static const struct {
    int days;   /* length in days, or 0 */
    int months; /* length in months, or 0 */
} lengths[KW_PRECISION_COUNT] = {
    [KW_PRECISION_DAY] = {.days = 1},     [KW_PRECISION_WEEK] = {.days = 7},
    [KW_PRECISION_MONTH] = {.months = 1}, [KW_PRECISION_QUARTER] = {.months = 3},
    [KW_PRECISION_YEAR] = {.months = 12}, [KW_PRECISION_DECADE] = {.months = 120},
};

/* The first day of month `count`, month 0 being January of the year 0. */
static int32_t month_start(int64_t count)
{
    if (count < 12 || count >= 10000 * 12)
        return KW_DAY_NONE;
    return kw_day_of((int)(count / 12), (int)(count % 12) + 1, 1);
}

static bool in_calendar(int64_t day)
{
    return day >= kw_day_of(1, 1, 1) && day <= kw_day_of(9999, 12, 31);
}

static struct kw_time whole(int64_t from, int64_t to, enum kw_precision unit)
{
    if (!in_calendar(from) || !in_calendar(to))
        return KW_TIME_NONE;
    return (struct kw_time){(int32_t)from, (int32_t)to, unit, KW_BASIS_STATED};
}

static struct kw_time whole_months(int64_t first, int count, enum kw_precision unit)
{
    int32_t from = month_start(first), next = month_start(first + count);
    if (first + count == 10000 * 12) /* the last unit of the calendar has no next one */
        next = kw_day_of(9999, 12, 31) + 1;
    if (from == KW_DAY_NONE || next == KW_DAY_NONE)
        return KW_TIME_NONE;
    return whole(from, (int64_t)next - 1, unit);
}

static int64_t months_of(int32_t day, int *mday)
{
    int year, month;
    kw_day_parts(day, &year, &month, mday);
    return (int64_t)year * 12 + month - 1;
}

struct kw_time kw_unit_of(int32_t day, enum kw_precision unit, int offset)
{
    assert(lengths[unit].days || lengths[unit].months);
    if (day == KW_DAY_NONE || abs(offset) > FARTHEST)
        return KW_TIME_NONE;
    int days = lengths[unit].days, months = lengths[unit].months, mday;
    if (days) {
        int64_t first = (int64_t)day - (days == 7 ? kw_day_weekday(day) : 0);
        first += (int64_t)offset * days;
        return whole(first, first + days - 1, unit);
    }
    int64_t count = months_of(day, &mday);
    return whole_months(count - count % months + (int64_t)offset * months, months, unit);
}

int32_t kw_unit_shift(int32_t day, enum kw_precision unit, int count)
{
    assert(lengths[unit].days || lengths[unit].months);
    if (day == KW_DAY_NONE || abs(count) > FARTHEST)
        return KW_DAY_NONE;
    if (lengths[unit].days) {
        int64_t moved = day + (int64_t)count * lengths[unit].days;
        return in_calendar(moved) ? (int32_t)moved : KW_DAY_NONE;
    }
    int mday;
    int64_t month = months_of(day, &mday) + (int64_t)count * lengths[unit].months;
    struct kw_time there = whole_months(month, 1, KW_PRECISION_MONTH);
    if (there.from == KW_DAY_NONE)
        return KW_DAY_NONE;
    return there.to - there.from < mday - 1 ? there.to : there.from + mday - 1;
}

struct kw_time kw_unit_month(int year, int month)
{
    if (year < 1 || year > 9999 || month < 0 || month > 12)
        return KW_TIME_NONE;
    if (month == 0)
        return whole_months((int64_t)year * 12, 12, KW_PRECISION_YEAR);
    return whole_months((int64_t)year * 12 + month - 1, 1, KW_PRECISION_MONTH);
}
