/* unit.h - weeks, months, quarters, years and decades as intervals of days. */
#ifndef KW_TIME_UNIT_H
#define KW_TIME_UNIT_H

#include "knotwork/time.h"

/* The whole unit that lies `offset` units after the one that holds `day`: the month
 * before is offset -1. Weeks begin on Monday (ISO 8601). Its basis is stated.
 * Needs: unit is DAY ... DECADE. Gives KW_TIME_NONE outside the years 1 to 9999. */
struct kw_time kw_unit_of(int32_t day, enum kw_precision unit, int offset);

/* The day `count` units after `day`; a day that the month does not have becomes its last
 * (2024-02-29 and one year: 2025-02-28). KW_DAY_NONE outside the calendar. */
int32_t kw_unit_shift(int32_t day, enum kw_precision unit, int count);

/* The whole month, or with month 0 the whole year; KW_TIME_NONE outside the calendar. */
struct kw_time kw_unit_month(int year, int month);

#endif
