/* written.c - dates that stand alone: in metadata, in a column, in a record. */
#include <string.h>

#include "time/expression.h"

enum { LONGEST = 100 }; /* bytes of a text that is only a date */

/* Takes the digits at the start of `*s`; at most nine of them have a value. */
static size_t take_digits(struct kw_str *s, int *value)
{
    size_t len = 0;
    *value = 0;
    while (len < s->len && s->ptr[len] >= '0' && s->ptr[len] <= '9') {
        if (len < 9)
            *value = *value * 10 + (s->ptr[len] - '0');
        len++;
    }
    *s = kw_str_slice(*s, len, s->len);
    return len;
}

static bool take_sign(struct kw_str *s, char sign)
{
    if (s->len == 0 || s->ptr[0] != sign)
        return false;
    *s = kw_str_slice(*s, 1, s->len);
    return true;
}

/* 2023-04-08, 2023/4/8, 2023.04.08, and a time of day behind it. */
static int32_t read_year_first(struct kw_str s)
{
    int year, month, day;
    if (take_digits(&s, &year) != 4 || s.len == 0 || !strchr("-/.", s.ptr[0]))
        return KW_DAY_NONE;
    char sign = s.ptr[0];
    take_sign(&s, sign);
    size_t first = take_digits(&s, &month);
    if (first < 1 || first > 2 || !take_sign(&s, sign))
        return KW_DAY_NONE;
    size_t second = take_digits(&s, &day);
    bool ends = s.len == 0 || strchr("T t,Z+", s.ptr[0]) != NULL;
    return second >= 1 && second <= 2 && ends ? kw_day_of(year, month, day) : KW_DAY_NONE;
}

/* 13/04/2023, 4.13.2023: when only one of the two can be the month. */
static int32_t read_year_last(struct kw_str s)
{
    int a, b, year;
    size_t first = take_digits(&s, &a);
    if (first < 1 || first > 2 || s.len == 0 || !strchr("-/.", s.ptr[0]))
        return KW_DAY_NONE;
    char sign = s.ptr[0];
    take_sign(&s, sign);
    size_t second = take_digits(&s, &b);
    if (second < 1 || second > 2 || !take_sign(&s, sign) || take_digits(&s, &year) != 4)
        return KW_DAY_NONE;
    if (a == b || a > 12)
        return kw_day_of(year, b, a);
    return b > 12 ? kw_day_of(year, a, b) : KW_DAY_NONE;
}

/* 20230408, 20230408T153200Z, 1680912000, 1680912000000. */
static int32_t read_digits(struct kw_str s)
{
    struct kw_str all = s, eight;
    int value, year, month, day;
    size_t len = take_digits(&s, &value);
    if (len < 8)
        return KW_DAY_NONE;
    bool early = kw_str_cmp(kw_str_slice(all, 0, 2), KW_STR("19")) < 0;
    if (len == 10 && s.len == 0 && early)
        return value / 8640; /* nine of ten digits were read */
    if (len == 13 && s.len == 0) {
        eight = kw_str_slice(all, 0, 10);
        return read_digits(eight);
    }
    bool time = len == 14 || len == 12 || len == 10 ||
                (len == 8 && (s.len == 0 || strchr("T t", s.ptr[0])));
    eight = kw_str_slice(all, 0, 4);
    take_digits(&eight, &year);
    if (!time || year < 1000)
        return KW_DAY_NONE;
    eight = kw_str_slice(all, 4, 6);
    take_digits(&eight, &month);
    eight = kw_str_slice(all, 6, 8);
    take_digits(&eight, &day);
    return kw_day_of(year, month, day);
}

/* Whatever form news have: the first whole day in it. Dashes between words would be
 * read as a range: 8-Apr-2023. */
static int32_t read_words(struct kw_str text)
{
    char copy[LONGEST];
    struct kw_str s = {copy, text.len};
    struct kw_time time;
    struct kw_span span;
    memcpy(copy, text.ptr, text.len);
    for (size_t i = 0; i < s.len; i++)
        if (copy[i] == '-' || copy[i] == '_')
            copy[i] = ' ';
    for (size_t at = 0; kw_time_find(s, at, KW_DAY_NONE, KW_TENSE_PAST, &time, &span);
         at = span.end)
        if (time.precision == KW_PRECISION_DAY)
            return time.from;
    return KW_DAY_NONE;
}

bool kw_date_read(struct kw_str text, int32_t *day)
{
    static int32_t (*const forms[])(struct kw_str) = {read_year_first, read_year_last,
                                                      read_digits, read_words};
    text = kw_str_trim(text);
    if (text.len == 0 || text.len > LONGEST)
        return false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        int32_t found = forms[i](text);
        if (found == KW_DAY_NONE)
            continue;
        *day = found;
        return true;
    }
    return false;
}
