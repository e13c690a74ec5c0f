/* day.c - the calendar. */
#include "knotwork/time.h"


static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Years run from March here, so that the leap day is the last of its year; an era is
 * 400 years = 146097 days; 719468 days lie between 0000-03-01 and 1970-01-01. */
int32_t kw_day_of(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > days_in(year, month))
        return KW_DAY_NONE;
    int y = year - (month <= 2);
    int era = y / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void kw_day_parts(int32_t day, int *year, int *month, int *mday)
{
    int64_t shifted = (int64_t)day + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int day_of_era = (int)(shifted - era * 146097);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int from_march = (5 * day_of_year + 2) / 153;
    *mday = day_of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march + (from_march < 10 ? 3 : -9);
    *year = (int)(year_of_era + era * 400) + (*month <= 2);
}

int kw_day_weekday(int32_t day)
{
    int rest = (int)(((int64_t)day + 3) % 7); /* day 0 was a Thursday */
    return rest < 0 ? rest + 7 : rest;
}

void kw_day_print(int32_t day, char text[KW_TIME_TEXT])
{
    int year, month, mday;
    text[0] = '\0';
    if (day == KW_DAY_NONE)
        return;
    kw_day_parts(day, &year, &month, &mday);
    /* By hand: exports print millions of days. */
    const int parts[] = {year / 1000, year / 100 % 10, year / 10 % 10, year % 10,
                         -1,          month / 10,      month % 10,     -1,
                         mday / 10,   mday % 10};
    for (int i = 0; i < 10; i++)
        text[i] = parts[i] < 0 ? '-' : (char)('0' + parts[i]);
    text[10] = '\0';
}

/* The number that `len` digits from `at` on make, or -1. */
static int digits(struct kw_str s, size_t at, size_t len)
{
    int number = 0;
    for (size_t i = at; i < at + len; i++) {
        if (i >= s.len || s.ptr[i] < '0' || s.ptr[i] > '9')
            return -1;
        number = number * 10 + (s.ptr[i] - '0');
    }
    return number;
}

bool kw_day_parse(struct kw_str text, int32_t *day)
{
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-')
        return false;
    int32_t parsed =
        kw_day_of(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
    if (parsed == KW_DAY_NONE)
        return false;
    *day = parsed;
    return true;
}
