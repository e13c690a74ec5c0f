/* relative.c - points of time that need the date of the document. */
#include "time/scan.h"

/* The weekday `offset` weeks from the one on or before `day`. */
static struct kw_time weekday_near(int32_t day, int weekday, int offset)
{
    if (day == KW_DAY_NONE)
        return KW_TIME_NONE;
    int back = (kw_day_weekday(day) - weekday + 7) % 7;
    return relative(kw_unit_of(day, KW_PRECISION_DAY, offset * 7 - back));
}

/* Two years ago; more than a decade ago; less than three weeks ago. */
static size_t some_time_ago(struct kw_scan *s, size_t i, struct kw_point *point)
{
    int amount, bound = 0;
    size_t n = 0;
    if (class_at(s, i) == KW_TIME_MORE) {
        bound = peek(s, i)->value;
        n = 1 + skip(s, i + 1, KW_TIME_THAN);
    }
    size_t taken = kw_scan_amount(s, i + n, &amount);
    enum kw_time_class unit = taken ? class_at(s, i + n + taken) : KW_TIME_END;
    if ((unit != KW_TIME_UNIT && unit != KW_TIME_HOUR) ||
        class_at(s, i + n + taken + 1) != KW_TIME_AGO)
        return 0;
    *point = whole(KW_TIME_NONE);
    if (unit == KW_TIME_HOUR) {
        int32_t first = kw_unit_shift(s->date, KW_PRECISION_DAY, -(amount + 23) / 24);
        point->time = interval(first, s->date, KW_BASIS_RELATIVE);
        return n + taken + 2;
    }
    enum kw_precision precision = (enum kw_precision)peek(s, i + n + taken)->value;
    if (precision == KW_PRECISION_DECADE) { /* ten years, not a tenth of the century */
        precision = KW_PRECISION_YEAR;
        amount *= 10;
    }
    point->time = unit_from_now(s, precision, -amount);
    if (bound > 0 && point->time.precision != KW_PRECISION_NONE)
        point->time = (struct kw_time){KW_DAY_NONE, point->time.to, KW_PRECISION_INTERVAL,
                                       KW_BASIS_RELATIVE};
    if (bound < 0)
        point->time = interval(point->time.from, s->date, KW_BASIS_RELATIVE);
    return n + taken + 2;
}

/* The past three months, the last 24 hours, the next two weeks, the past year. */
static size_t span_of_units(struct kw_scan *s, size_t i, struct kw_point *point)
{
    int amount = 1, offset = class_at(s, i) == KW_TIME_PAST ? -1 : peek(s, i)->value;
    if ((class_at(s, i) != KW_TIME_PAST && class_at(s, i) != KW_TIME_WHICH) || !offset)
        return 0;
    size_t n = 1 + kw_scan_amount(s, i + 1, &amount);
    const struct kw_time_token *unit = peek(s, i + n);
    bool the = before(s, i)->class == KW_TIME_THE;
    if (n == 1 && class_at(s, i) != KW_TIME_PAST && !the)
        return 0;
    if (unit->class != KW_TIME_UNIT && unit->class != KW_TIME_HOUR)
        return 0;
    if (class_at(s, i + n + 1) == KW_TIME_OF) /* "the last week of March" */
        return 0;
    *point = whole(KW_TIME_NONE);
    if (n == 1 && offset > 0) /* "the next day": of the story, not of the document */
        return n + 1;
    enum kw_precision precision = KW_PRECISION_DAY;
    if (unit->class == KW_TIME_HOUR)
        amount = (amount + 23) / 24;
    else
        precision = (enum kw_precision)unit->value;
    int32_t other = kw_unit_shift(s->date, precision, offset * amount);
    point->time = interval(offset < 0 ? other : s->date, offset < 0 ? s->date : other,
                           KW_BASIS_RELATIVE);
    return n + 1;
}

/* Last year, this week, next month; last night, this morning; last weekend. */
static size_t which_unit(struct kw_scan *s, size_t i, struct kw_point *point)
{
    const struct kw_time_token *token = peek(s, i), *unit = peek(s, i + 1);
    if (token->class != KW_TIME_WHICH)
        return 0;
    *point = whole(KW_TIME_NONE);
    if (unit->class == KW_TIME_UNIT && class_at(s, i + 2) != KW_TIME_OF)
        point->time = unit_from_now(s, (enum kw_precision)unit->value, token->value);
    else if (unit->class == KW_TIME_DAYPART && token->value <= 0)
        point->time = unit_from_now(s, KW_PRECISION_DAY, token->value);
    else if (unit->class == KW_TIME_WEEKEND) {
        struct kw_time week = unit_from_now(s, KW_PRECISION_WEEK, token->value);
        if (week.precision != KW_PRECISION_NONE)
            point->time = interval(week.to - 1, week.to, KW_BASIS_RELATIVE);
    } else {
        return 0;
    }
    return 2;
}

/* The weekend: the last that has begun. */
static size_t the_weekend(struct kw_scan *s, size_t i, struct kw_point *point)
{
    if (class_at(s, i) != KW_TIME_WEEKEND || before(s, i)->class != KW_TIME_THE)
        return 0;
    struct kw_time saturday = weekday_near(s->date, 5, 0);
    *point = whole(KW_TIME_NONE);
    if (saturday.precision != KW_PRECISION_NONE)
        point->time = interval(saturday.from, saturday.to + 1, KW_BASIS_RELATIVE);
    return 1;
}

/* Last March: before this month. Next March: after it. This March: of this year. */
static size_t which_month(struct kw_scan *s, size_t i, struct kw_point *point)
{
    int month, year, this_month, mday;
    if (class_at(s, i) != KW_TIME_WHICH || kw_scan_month(s, i + 1, &month) == 0)
        return 0;
    int which = peek(s, i)->value;
    *point = whole(KW_TIME_NONE);
    if (s->date == KW_DAY_NONE)
        return 2;
    kw_day_parts(s->date, &year, &this_month, &mday);
    year -= which < 0 && month >= this_month;
    year += which > 0 && month <= this_month;
    point->time = relative(kw_unit_month(year, month));
    return 2;
}

/* Earlier this week, later this year, earlier in the day: the whole, as with "early". */
static size_t part_so_far(struct kw_scan *s, size_t i, struct kw_point *point)
{
    if (class_at(s, i) != KW_TIME_EARLIER)
        return 0;
    bool later = peek(s, i)->value > 0;
    bool this = class_at(s, i + 1) == KW_TIME_WHICH && peek(s, i + 1)->value == 0;
    bool in_the = class_at(s, i + 1) == KW_TIME_IN && class_at(s, i + 2) == KW_TIME_THE;
    size_t n = this ? 2 : in_the && !later ? 3 : 0;
    const struct kw_time_token *unit = peek(s, i + n);
    if (n == 0 || unit->class != KW_TIME_UNIT)
        return 0;
    *point = whole(unit_from_now(s, (enum kw_precision)unit->value, 0));
    return n + 1;
}

/* True for the Sunday of "Sunday Times", "Mail on Sunday" and "Bloody Sunday". */
static bool is_part_of_name(struct kw_scan *s, size_t i)
{
    const struct kw_time_token *next = peek(s, i + 1), *last = before(s, i);
    const struct kw_time_token *earlier = i == 0 ? &s->past[1] : before(s, i - 1);
    return (next->class == KW_TIME_MASTHEAD && next->upper) ||
           (next->class == KW_TIME_DAYPART && next->upper) ||
           (last->class == KW_TIME_HOLIDAY && last->upper) ||
           (last->class == KW_TIME_ON && earlier->class == KW_TIME_MASTHEAD &&
            earlier->upper);
}

/* Friday; last Friday; Friday morning; Friday of last week. */
static size_t weekday(struct kw_scan *s, size_t i, struct kw_point *point)
{
    bool qualified = class_at(s, i) == KW_TIME_WHICH;
    int which = qualified ? peek(s, i)->value : 0;
    size_t n = qualified;
    const struct kw_time_token *day = peek(s, i + n);
    if (day->class != KW_TIME_WEEKDAY || !day->upper || is_part_of_name(s, i + n))
        return 0;
    int32_t today = s->date;
    int wanted = day->value, offset = 0;
    n++;
    size_t of = skip(s, i + n, KW_TIME_OF);
    const struct kw_time_token *week = peek(s, i + n + of + 1);
    bool of_week = !qualified && class_at(s, i + n + of) == KW_TIME_WHICH &&
                   week->class == KW_TIME_UNIT && week->value == KW_PRECISION_WEEK;
    if (of_week || (qualified && which == 0)) { /* of that week, whether past or not */
        int weeks = of_week ? peek(s, i + n + of)->value : 0;
        today = unit_from_now(s, KW_PRECISION_WEEK, weeks).to;
        n += of_week ? of + 2 : 0;
    } else if (which < 0) {
        today = kw_unit_shift(s->date, KW_PRECISION_DAY, -1);
    } else if (which > 0) {
        offset = 1;
    } else if (s->tense == KW_TENSE_FUTURE) { /* today counts */
        today = kw_unit_shift(s->date, KW_PRECISION_DAY, -1);
        offset = 1;
    }
    n += skip(s, i + n, KW_TIME_DAYPART);
    *point = whole(weekday_near(today, wanted, offset));
    return n;
}

/* Yesterday, today; but USA Today is a newspaper. */
static size_t day_word(struct kw_scan *s, size_t i, struct kw_point *point)
{
    const struct kw_time_token *token = peek(s, i), *last = before(s, i);
    bool named = token->upper && last->upper && last->class == KW_TIME_WORD;
    if (token->class != KW_TIME_DAYWORD || named)
        return 0;
    *point = whole(unit_from_now(s, KW_PRECISION_DAY, token->value));
    return 1 + skip(s, i + 1, KW_TIME_DAYPART);
}

/* The day before yesterday, the day after tomorrow. */
static size_t day_beside(struct kw_scan *s, size_t i, struct kw_point *point)
{
    const struct kw_time_token *unit = peek(s, i), *day = peek(s, i + 2);
    int side = class_at(s, i + 1) == KW_TIME_BEFORE  ? -1
               : class_at(s, i + 1) == KW_TIME_AFTER ? 1
                                                     : 0;
    if (unit->class != KW_TIME_UNIT || unit->value != KW_PRECISION_DAY || !side ||
        day->class != KW_TIME_DAYWORD)
        return 0;
    *point = whole(unit_from_now(s, KW_PRECISION_DAY, day->value + side));
    return 3;
}

size_t kw_relative_point(struct kw_scan *s, size_t i, struct kw_point *point)
{
    static size_t (*const rules[])(struct kw_scan *, size_t, struct kw_point *) = {
        some_time_ago, span_of_units, which_unit, which_month, part_so_far,
        weekday,       day_beside,    day_word,   the_weekend};
    size_t n = 0;
    for (size_t rule = 0; rule < sizeof rules / sizeof rules[0] && n == 0; rule++)
        n = rules[rule](s, i, point);
    return n;
}
