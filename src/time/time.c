/* time.c - the ISO forms of a time, and the names of precisions and bases. */
#include "knotwork/time.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "time/unit.h"

#define ROW(id, name) name,
static const char *const precisions[] = {KW_PRECISIONS(ROW)};
static const char *const bases[] = {KW_BASES(ROW)};
#undef ROW

/* Bytes of the ISO day that name all of `time`, when it is exactly the day, month or
 * year that its precision says; else 0. */
static int whole_length(const struct kw_time *time)
{
    static const int lengths[KW_PRECISION_COUNT] = {
        [KW_PRECISION_DAY] = 10, [KW_PRECISION_MONTH] = 7, [KW_PRECISION_YEAR] = 4};
    int length = lengths[time->precision];
    if (length == 0 || time->from == KW_DAY_NONE)
        return 0;
    struct kw_time whole = kw_unit_of(time->from, time->precision, 0);
    return whole.from == time->from && whole.to == time->to ? length : 0;
}

/* Bytes of the ISO day that are enough for one side of an interval: those of the year or
 * month that begins or ends with it and lies in the interval whole. */
static int side_length(const struct kw_time *time, int32_t day)
{
    static const enum kw_precision units[] = {KW_PRECISION_YEAR, KW_PRECISION_MONTH};
    static const int lengths[] = {4, 7};
    for (int i = 0; i < 2; i++) {
        struct kw_time unit = kw_unit_of(day, units[i], 0);
        bool inside = (time->from == KW_DAY_NONE || unit.from >= time->from) &&
                      (time->to == KW_DAY_NONE || unit.to <= time->to);
        if (inside && unit.precision != KW_PRECISION_NONE)
            return lengths[i];
    }
    return 10;
}

static void print_side(const struct kw_time *time, int32_t day, const char *open,
                       char text[KW_TIME_TEXT])
{
    char iso[KW_TIME_TEXT];
    kw_day_print(day, iso);
    if (day == KW_DAY_NONE)
        snprintf(text, KW_TIME_TEXT, "%s", open);
    else
        snprintf(text, KW_TIME_TEXT, "%.*s", side_length(time, day), iso);
}

void kw_time_print(const struct kw_time *time, char text[KW_TIME_TEXT])
{
    char from[KW_TIME_TEXT], to[KW_TIME_TEXT];
    int whole = whole_length(time);
    text[0] = '\0';
    if (time->from == KW_DAY_NONE && time->to == KW_DAY_NONE)
        return;
    if (whole) {
        kw_day_print(time->from, from);
        snprintf(text, KW_TIME_TEXT, "%.*s", whole, from);
        return;
    }
    print_side(time, time->from, "", from);
    print_side(time, time->to, "..", to);
    snprintf(text, KW_TIME_TEXT, "%.10s/%.10s", from, to);
}

/* "2023", "2023-04" or "2023-04-08". */
static bool parse_whole(struct kw_str text, struct kw_time *time)
{
    char full[] = "0001-01-01";
    int year, month, mday;
    int32_t day;
    if (text.len != 4 && text.len != 7 && text.len != 10)
        return false;
    memcpy(full, text.ptr, text.len);
    if (!kw_day_parse((struct kw_str){full, 10}, &day))
        return false;
    if (text.len == 10) {
        *time = (struct kw_time){day, day, KW_PRECISION_DAY, KW_BASIS_STATED};
        return true;
    }
    kw_day_parts(day, &year, &month, &mday);
    *time = kw_unit_month(year, text.len == 7 ? month : 0);
    return true;
}

static bool parse_side(struct kw_str text, struct kw_time *time)
{
    *time = KW_TIME_NONE;
    return text.len == 0 || kw_str_eq(text, KW_STR("..")) || parse_whole(text, time);
}

bool kw_time_parse(struct kw_str text, struct kw_time *time)
{
    struct kw_str left, right;
    struct kw_time from, to;
    if (!kw_str_cut(text, '/', &left, &right))
        return parse_whole(text, time);
    if (!parse_side(left, &from) || !parse_side(right, &to))
        return false;
    if (from.from == KW_DAY_NONE && to.to == KW_DAY_NONE)
        return false;
    if (from.from != KW_DAY_NONE && to.to != KW_DAY_NONE && from.from > to.to)
        return false;
    *time = (struct kw_time){from.from, to.to, KW_PRECISION_INTERVAL, KW_BASIS_STATED};
    return true;
}

static bool find_name(const char *const *names, size_t count, struct kw_str name,
                      size_t *index)
{
    for (size_t i = 0; i < count; i++) {
        if (kw_str_eq(kw_str_of(names[i]), name)) {
            *index = i;
            return true;
        }
    }
    return false;
}

const char *kw_precision_name(enum kw_precision precision)
{
    assert((unsigned)precision < KW_PRECISION_COUNT);
    return precisions[precision];
}

bool kw_precision_parse(struct kw_str name, enum kw_precision *precision)
{
    size_t index;
    bool found = find_name(precisions, KW_PRECISION_COUNT, name, &index);
    if (found)
        *precision = (enum kw_precision)index;
    return found;
}

const char *kw_basis_name(enum kw_basis basis)
{
    assert((unsigned)basis < KW_BASIS_COUNT);
    return bases[basis];
}

bool kw_basis_parse(struct kw_str name, enum kw_basis *basis)
{
    size_t index;
    bool found = find_name(bases, KW_BASIS_COUNT, name, &index);
    if (found)
        *basis = (enum kw_basis)index;
    return found;
}
