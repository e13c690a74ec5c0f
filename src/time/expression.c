/* expression.c - a grammar of times: points ("April 8", "last week"), and what joins or
 * opens them ("from ... to", "since"). Each rule looks at the tokens ahead and says how
 * many it takes; the tables at the end say which rules there are. */
#include "time/expression.h"

#include <assert.h>
#include <string.h>

#include "time/token.h"
#include "time/unit.h"

enum { AHEAD = 32 }; /* tokens of the longest expression, with room to spare */

/* How much the words before a point let a bare number or name be a time. */
enum trust {
    TRUST_NONE,  /* "2021", "March" alone */
    TRUST_YEAR,  /* "the 2021 ...", "of 2021" */
    TRUST_MONTH, /* "after March"; May may be a person */
    TRUST_MAY,   /* "in May" */
};

struct scan {
    struct kw_str text;
    int32_t date;                 /* of the document, or KW_DAY_NONE */
    enum kw_tense tense;          /* how to complete what has no year */
    struct kw_token ahead[AHEAD]; /* the tokens from the current one on */
    size_t count;                 /* how many of them are known */
    struct kw_token past[2];      /* the token before the current one, and before that */
    enum trust trust;             /* of the place where a point is tried */
};

/* A time under way. A day or month without a year keeps its parts, because "from March
 * to May 2019" gives March its year only at the end. */
struct point {
    struct kw_time time; /* KW_TIME_NONE: it is a time, but cannot be told which */
    int month;           /* 1-12 when the year was not given, else 0 */
    int mday;            /* 1-31 when a day without a year, else 0 */
};

/* --- tokens ahead ---------------------------------------------------------------------
 */

static const struct kw_token *peek(struct scan *s, size_t i)
{
    assert(i < AHEAD);
    while (s->count <= i) {
        size_t at = s->count ? s->ahead[s->count - 1].end : s->past[0].end;
        s->ahead[s->count++] = kw_token_at(s->text, at);
    }
    return &s->ahead[i];
}

static const struct kw_token *before(struct scan *s, size_t i)
{
    return i > 0 ? peek(s, i - 1) : &s->past[0];
}

static enum kw_token_class class_at(struct scan *s, size_t i)
{
    return peek(s, i)->class;
}

/* 1 when a token of `class` stands at `i`, else 0: adds up to how many are taken. */
static size_t skip(struct scan *s, size_t i, enum kw_token_class class)
{
    return class_at(s, i) == class;
}

static void drop(struct scan *s)
{
    s->past[1] = s->past[0];
    s->past[0] = *peek(s, 0);
    memmove(s->ahead, s->ahead + 1, (s->count - 1) * sizeof s->ahead[0]);
    s->count--;
}

/* --- times ----------------------------------------------------------------------------
 */

static struct kw_time relative(struct kw_time time)
{
    if (time.precision != KW_PRECISION_NONE)
        time.basis = KW_BASIS_RELATIVE;
    return time;
}

static struct kw_time interval(int32_t from, int32_t to, enum kw_basis basis)
{
    if (from == KW_DAY_NONE || to == KW_DAY_NONE || from > to)
        return KW_TIME_NONE;
    return (struct kw_time){from, to, KW_PRECISION_INTERVAL, basis};
}

static struct kw_time unit_from_now(const struct scan *s, enum kw_precision unit,
                                    int offset)
{
    return relative(kw_unit_of(s->date, unit, offset));
}

static struct kw_time day_of(int year, int month, int mday)
{
    int32_t day = kw_day_of(year, month, mday);
    return day == KW_DAY_NONE ? KW_TIME_NONE : kw_unit_of(day, KW_PRECISION_DAY, 0);
}

static struct kw_time in_year(int year, int month, int mday)
{
    return mday ? day_of(year, month, mday) : kw_unit_month(year, month);
}

/* The year of the month or day that was last, or will be next, as the tense asks. A 29th
 * of February may be eight years off. */
static struct kw_time complete(const struct scan *s, int month, int mday,
                               enum kw_tense tense)
{
    if (s->date == KW_DAY_NONE)
        return KW_TIME_NONE;
    int year, this_month, this_mday, step = tense == KW_TENSE_PAST ? -1 : 1;
    kw_day_parts(s->date, &year, &this_month, &this_mday);
    for (int i = 0; i <= 8; i++, year += step) {
        struct kw_time time = in_year(year, month, mday);
        bool fits = tense == KW_TENSE_PAST ? time.from <= s->date : time.to >= s->date;
        if (time.precision != KW_PRECISION_NONE && fits)
            return relative(time);
    }
    return KW_TIME_NONE;
}

static struct point month_point(const struct scan *s, int month, int mday, int year)
{
    struct point point = {.month = year ? 0 : month, .mday = year ? 0 : mday};
    point.time = year ? in_year(year, month, mday) : complete(s, month, mday, s->tense);
    return point;
}

/* A point that needs no year from elsewhere. */
static struct point whole(struct kw_time time)
{
    return (struct point){.time = time};
}

/* The weekday `offset` weeks from the one on or before `day`. */
static struct kw_time weekday_near(int32_t day, int weekday, int offset)
{
    if (day == KW_DAY_NONE)
        return KW_TIME_NONE;
    int back = (kw_day_weekday(day) - weekday + 7) % 7;
    return relative(kw_unit_of(day, KW_PRECISION_DAY, offset * 7 - back));
}

/* --- pieces of points
 * ------------------------------------------------------------------- */

/* A year as news write it, that no noun behind it turns into an amount. */
static size_t year_at(struct scan *s, size_t i, int *year)
{
    const struct kw_token *token = peek(s, i);
    if (token->class != KW_TOKEN_DIGITS || token->digits != 4 || token->value < 1000 ||
        token->value >= 2200)
        return 0;
    const struct kw_token *next = peek(s, i + 1);
    if (next->class == KW_TOKEN_COUNTED || next->class == KW_TOKEN_HOUR)
        return 0;
    bool glued =
        !next->spaced && (next->class == KW_TOKEN_SIGN || next->class == KW_TOKEN_WORD);
    if (glued)
        return 0;
    *year = token->value;
    return 1;
}

static size_t month_day_at(struct scan *s, size_t i, int *mday)
{
    const struct kw_token *token = peek(s, i);
    if (token->class != KW_TOKEN_DIGITS || token->digits > 2 || token->value < 1 ||
        token->value > 31)
        return 0;
    *mday = token->value;
    return 1;
}

static size_t month_at(struct scan *s, size_t i, int *month)
{
    const struct kw_token *token = peek(s, i);
    if (!token->upper ||
        (token->class != KW_TOKEN_MONTH && token->class != KW_TOKEN_MONTH_SHORT))
        return 0;
    *month = token->value;
    return 1;
}

/* "two", "a", "12", "twenty-five". */
static size_t amount_at(struct scan *s, size_t i, int *amount)
{
    const struct kw_token *token = peek(s, i);
    if (token->class == KW_TOKEN_A) {
        *amount = 1;
        return 1;
    }
    bool plain = token->class == KW_TOKEN_DIGITS && !token->ordinal && token->digits <= 3;
    if (!plain && token->class != KW_TOKEN_NUMBER)
        return 0;
    *amount = token->value;
    bool tens = token->class == KW_TOKEN_NUMBER && token->value >= 20;
    if (tens && class_at(s, i + 1) == KW_TOKEN_DASH &&
        class_at(s, i + 2) == KW_TOKEN_NUMBER && peek(s, i + 2)->value < 10) {
        *amount += peek(s, i + 2)->value;
        return 3;
    }
    return 1;
}

/* --- points
 * ----------------------------------------------------------------------------- */

static size_t whole_date(struct scan *s, size_t i, struct point *point)
{
    const struct kw_token *token = peek(s, i);
    if (token->class != KW_TOKEN_DATE)
        return 0;
    *point = whole(kw_unit_of(token->value, KW_PRECISION_DAY, 0));
    return 1;
}

/* [,] [of] YEAR, or nothing. */
static size_t year_after(struct scan *s, size_t i, int *year)
{
    size_t n = skip(s, i, KW_TOKEN_COMMA);
    n += skip(s, i + n, KW_TOKEN_OF);
    size_t taken = year_at(s, i + n, year);
    return taken ? n + taken : 0;
}

/* The second day of "8-10", "8 to 10" and "8 and 10", or nothing: "April 8 and 10 others"
 * is one day. */
static size_t second_day(struct scan *s, size_t i, int *mday)
{
    enum kw_token_class class = class_at(s, i), after = class_at(s, i + 2);
    bool joins = class == KW_TOKEN_DASH || class == KW_TOKEN_TO || class == KW_TOKEN_AND;
    if (after == KW_TOKEN_WORD || after == KW_TOKEN_COUNTED || after == KW_TOKEN_HOUR ||
        after == KW_TOKEN_UNIT)
        return 0;
    return joins && month_day_at(s, i + 1, mday) ? 2 : 0;
}

static void make_days(const struct scan *s, int month, int first, int last, int year,
                      struct point *point)
{
    *point = month_point(s, month, first, year);
    if (last == 0)
        return;
    struct point end = month_point(s, month, last, year);
    point->time = interval(point->time.from, end.time.to, point->time.basis);
}

/* April 8; Apr. 8th, 2023; April 8-10, 2023. */
static size_t month_first(struct scan *s, size_t i, struct point *point)
{
    int month, first, last = 0, year = 0;
    size_t n = month_at(s, i, &month);
    if (n == 0 || month_day_at(s, i + n, &first) == 0)
        return 0;
    n++;
    if (class_at(s, i + n) == KW_TOKEN_COUNTED) /* "In May 12 people died" */
        return 0;
    n += second_day(s, i + n, &last);
    n += year_after(s, i + n, &year);
    make_days(s, month, first, last, year, point);
    return n;
}

/* 8 April; the 8th of April, 2023; 8-10 April 2023. */
static size_t day_first(struct scan *s, size_t i, struct point *point)
{
    int month, first, last = 0, year = 0;
    size_t n = month_day_at(s, i, &first);
    if (n == 0)
        return 0;
    n += second_day(s, i + n, &last);
    n += skip(s, i + n, KW_TOKEN_OF);
    if (month_at(s, i + n, &month) == 0)
        return 0;
    n++;
    n += year_after(s, i + n, &year);
    make_days(s, month, first, last, year, point);
    return n;
}

/* Friday, April 7, 2023; Fri 7 Apr 2023. */
static size_t weekday_and_date(struct scan *s, size_t i, struct point *point)
{
    enum kw_token_class class = class_at(s, i);
    if (!peek(s, i)->upper ||
        (class != KW_TOKEN_WEEKDAY && class != KW_TOKEN_WEEKDAY_SHORT))
        return 0;
    size_t n = 1 + skip(s, i + 1, KW_TOKEN_COMMA);
    n += skip(s, i + n, KW_TOKEN_THE);
    size_t taken = month_first(s, i + n, point);
    if (taken == 0)
        taken = day_first(s, i + n, point);
    return taken ? n + taken : 0;
}

/* April 2023; April of 2023; April, 2023. */
static size_t month_and_year(struct scan *s, size_t i, struct point *point)
{
    int month, year;
    size_t n = month_at(s, i, &month);
    size_t taken = n ? year_after(s, i + n, &year) : 0;
    if (taken == 0)
        return 0;
    *point = month_point(s, month, 0, year);
    return n + taken;
}

static size_t bare_month(struct scan *s, size_t i, struct point *point)
{
    int month;
    const struct kw_token *token = peek(s, i);
    if (month_at(s, i, &month) == 0)
        return 0;
    bool stopped = s->text.ptr[token->end - 1] == '.'; /* "Jan." but not Jan */
    if (token->class == KW_TOKEN_MONTH_SHORT && !stopped)
        return 0;
    if (s->trust < (month == 5 ? TRUST_MAY : TRUST_MONTH))
        return 0;
    *point = month_point(s, month, 0, 0);
    return 1;
}

static size_t bare_year(struct scan *s, size_t i, struct point *point)
{
    int year;
    const struct kw_token *token = peek(s, i), *next = peek(s, i + 1);
    if (s->trust == TRUST_NONE || year_at(s, i, &year) == 0)
        return 0;
    if (i == 0 && !token->spaced && s->past[0].class != KW_TOKEN_OPEN)
        return 0;
    /* "In 1200 villages" counts; "In 2019 officials" does not. */
    bool common = year >= 1800 && year < 2100;
    if (!common && next->class == KW_TOKEN_WORD && !next->upper)
        return 0;
    *point = whole(kw_unit_month(year, 0));
    return 1;
}

/* 2016-18, 2016/2017; and 2023-04, which is a month. */
static size_t year_range(struct scan *s, size_t i, struct point *point)
{
    int first, last = peek(s, i + 2)->value;
    const struct kw_token *dash = peek(s, i + 1), *second = peek(s, i + 2);
    bool joined = dash->class == KW_TOKEN_DASH && !dash->spaced && !second->spaced &&
                  second->class == KW_TOKEN_DIGITS && !second->ordinal;
    if (!joined || year_at(s, i, &first) == 0 || class_at(s, i + 3) == KW_TOKEN_COUNTED)
        return 0;
    if (i == 0 && !peek(s, i)->spaced && s->past[0].class != KW_TOKEN_OPEN)
        return 0;
    bool next_year = second->digits == 2 && last == (first + 1) % 100;
    if (second->digits == 2 && !next_year && last >= 1 && last <= 12) {
        *point = month_point(s, last, 0, first);
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
static size_t decade(struct scan *s, size_t i, struct point *point)
{
    const struct kw_token *token = peek(s, i);
    if (token->class != KW_TOKEN_YEARS)
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
static size_t century(struct scan *s, size_t i, struct point *point)
{
    const struct kw_token *token = peek(s, i);
    if (token->class != KW_TOKEN_DIGITS || !token->ordinal || token->value < 1 ||
        token->value > 22 || class_at(s, i + 1) != KW_TOKEN_CENTURY)
        return 0;
    int first = (token->value - 1) * 100 + 1;
    *point = whole(
        interval(kw_day_of(first, 1, 1), kw_day_of(first + 99, 12, 31), KW_BASIS_STATED));
    return 2;
}

/* The year that a quarter belongs to: 2020, or last year. */
static size_t year_of_part(struct scan *s, size_t i, struct kw_time *year)
{
    int number;
    size_t n = skip(s, i, KW_TOKEN_OF);
    if (year_at(s, i + n, &number)) {
        *year = kw_unit_month(number, 0);
        return n + 1;
    }
    const struct kw_token *unit = peek(s, i + n + 1);
    if (class_at(s, i + n) != KW_TOKEN_WHICH || unit->class != KW_TOKEN_UNIT ||
        unit->value != KW_PRECISION_YEAR)
        return 0;
    *year = unit_from_now(s, KW_PRECISION_YEAR, peek(s, i + n)->value);
    return n + 2;
}

/* The first quarter of 2020; the second half of last year; Q1 2020. */
static size_t part_of_year(struct scan *s, size_t i, struct point *point)
{
    const struct kw_token *token = peek(s, i), *unit = peek(s, i + 1);
    bool half = unit->class == KW_TOKEN_HALF && token->value <= 2;
    bool quarter = unit->class == KW_TOKEN_UNIT && unit->value == KW_PRECISION_QUARTER;
    size_t n = token->class == KW_TOKEN_QUARTER                        ? 1
               : token->class == KW_TOKEN_ORDINAL && (half || quarter) ? 2
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

/* Two years ago; more than a decade ago; less than three weeks ago. */
static size_t some_time_ago(struct scan *s, size_t i, struct point *point)
{
    int amount, bound = 0;
    size_t n = 0;
    if (class_at(s, i) == KW_TOKEN_MORE) {
        bound = peek(s, i)->value;
        n = 1 + skip(s, i + 1, KW_TOKEN_THAN);
    }
    size_t taken = amount_at(s, i + n, &amount);
    enum kw_token_class unit = taken ? class_at(s, i + n + taken) : KW_TOKEN_END;
    if ((unit != KW_TOKEN_UNIT && unit != KW_TOKEN_HOUR) ||
        class_at(s, i + n + taken + 1) != KW_TOKEN_AGO)
        return 0;
    *point = whole(KW_TIME_NONE);
    if (unit == KW_TOKEN_HOUR) {
        int32_t first = kw_unit_shift(s->date, KW_PRECISION_DAY, -(amount + 23) / 24);
        point->time = interval(first, s->date, KW_BASIS_RELATIVE);
        return n + taken + 2;
    }
    enum kw_precision precision = (enum kw_precision)peek(s, i + n + taken)->value;
    point->time = unit_from_now(s, precision, -amount);
    if (bound > 0 && point->time.precision != KW_PRECISION_NONE)
        point->time = (struct kw_time){KW_DAY_NONE, point->time.to, KW_PRECISION_INTERVAL,
                                       KW_BASIS_RELATIVE};
    if (bound < 0)
        point->time = interval(point->time.from, s->date, KW_BASIS_RELATIVE);
    return n + taken + 2;
}

/* The past three months, the last 24 hours, the next two weeks, the past year. */
static size_t span_of_units(struct scan *s, size_t i, struct point *point)
{
    int amount = 1, offset = class_at(s, i) == KW_TOKEN_PAST ? -1 : peek(s, i)->value;
    if ((class_at(s, i) != KW_TOKEN_PAST && class_at(s, i) != KW_TOKEN_WHICH) || !offset)
        return 0;
    size_t n = 1 + amount_at(s, i + 1, &amount);
    const struct kw_token *unit = peek(s, i + n);
    bool the = before(s, i)->class == KW_TOKEN_THE;
    if (n == 1 && class_at(s, i) != KW_TOKEN_PAST && !the)
        return 0;
    if (unit->class != KW_TOKEN_UNIT && unit->class != KW_TOKEN_HOUR)
        return 0;
    if (class_at(s, i + n + 1) == KW_TOKEN_OF) /* "the last week of March" */
        return 0;
    *point = whole(KW_TIME_NONE);
    if (n == 1 && offset > 0) /* "the next day": of the story, not of the document */
        return n + 1;
    enum kw_precision precision = KW_PRECISION_DAY;
    if (unit->class == KW_TOKEN_HOUR)
        amount = (amount + 23) / 24;
    else
        precision = (enum kw_precision)unit->value;
    int32_t other = kw_unit_shift(s->date, precision, offset * amount);
    point->time = interval(offset < 0 ? other : s->date, offset < 0 ? s->date : other,
                           KW_BASIS_RELATIVE);
    return n + 1;
}

/* Last year, this week, next month; last night, this morning; last weekend. */
static size_t which_unit(struct scan *s, size_t i, struct point *point)
{
    const struct kw_token *token = peek(s, i), *unit = peek(s, i + 1);
    if (token->class != KW_TOKEN_WHICH)
        return 0;
    *point = whole(KW_TIME_NONE);
    if (unit->class == KW_TOKEN_UNIT && class_at(s, i + 2) != KW_TOKEN_OF)
        point->time = unit_from_now(s, (enum kw_precision)unit->value, token->value);
    else if (unit->class == KW_TOKEN_DAYPART && token->value <= 0)
        point->time = unit_from_now(s, KW_PRECISION_DAY, token->value);
    else if (unit->class == KW_TOKEN_WEEKEND) {
        struct kw_time week = unit_from_now(s, KW_PRECISION_WEEK, token->value);
        if (week.precision != KW_PRECISION_NONE)
            point->time = interval(week.to - 1, week.to, KW_BASIS_RELATIVE);
    } else {
        return 0;
    }
    return 2;
}

/* The weekend: the last that has begun. */
static size_t the_weekend(struct scan *s, size_t i, struct point *point)
{
    if (class_at(s, i) != KW_TOKEN_WEEKEND || before(s, i)->class != KW_TOKEN_THE)
        return 0;
    struct kw_time saturday = weekday_near(s->date, 5, 0);
    *point = whole(KW_TIME_NONE);
    if (saturday.precision != KW_PRECISION_NONE)
        point->time = interval(saturday.from, saturday.to + 1, KW_BASIS_RELATIVE);
    return 1;
}

/* Last March: before this month. Next March: after it. This March: of this year. */
static size_t which_month(struct scan *s, size_t i, struct point *point)
{
    int month, year, this_month, mday;
    if (class_at(s, i) != KW_TOKEN_WHICH || month_at(s, i + 1, &month) == 0)
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

/* Earlier this week, later this year; earlier in the day. */
static size_t part_so_far(struct scan *s, size_t i, struct point *point)
{
    if (class_at(s, i) != KW_TOKEN_EARLIER)
        return 0;
    bool later = peek(s, i)->value > 0;
    bool this = class_at(s, i + 1) == KW_TOKEN_WHICH && peek(s, i + 1)->value == 0;
    bool in_the = class_at(s, i + 1) == KW_TOKEN_IN && class_at(s, i + 2) == KW_TOKEN_THE;
    size_t n = this ? 2 : in_the && !later ? 3 : 0;
    const struct kw_token *unit = peek(s, i + n);
    if (n == 0 || unit->class != KW_TOKEN_UNIT)
        return 0;
    struct kw_time all = unit_from_now(s, (enum kw_precision)unit->value, 0);
    *point = whole(all);
    if (all.precision != KW_PRECISION_DAY)
        point->time = interval(later ? s->date : all.from, later ? all.to : s->date,
                               KW_BASIS_RELATIVE);
    return n + 1;
}

/* True for the Sunday of "Sunday Times", "Mail on Sunday" and "Bloody Sunday". */
static bool is_part_of_name(struct scan *s, size_t i)
{
    const struct kw_token *next = peek(s, i + 1), *last = before(s, i);
    const struct kw_token *earlier = i == 0 ? &s->past[1] : before(s, i - 1);
    return (next->class == KW_TOKEN_MASTHEAD && next->upper) ||
           (next->class == KW_TOKEN_DAYPART && next->upper) ||
           (last->class == KW_TOKEN_HOLIDAY && last->upper) ||
           (last->class == KW_TOKEN_ON && earlier->class == KW_TOKEN_MASTHEAD &&
            earlier->upper);
}

/* Friday; last Friday; Friday morning; Friday of last week. */
static size_t weekday(struct scan *s, size_t i, struct point *point)
{
    bool qualified = class_at(s, i) == KW_TOKEN_WHICH;
    int which = qualified ? peek(s, i)->value : 0;
    size_t n = qualified;
    const struct kw_token *day = peek(s, i + n);
    if (day->class != KW_TOKEN_WEEKDAY || !day->upper || is_part_of_name(s, i + n))
        return 0;
    int32_t today = s->date;
    int wanted = day->value, offset = 0;
    n++;
    size_t of = skip(s, i + n, KW_TOKEN_OF);
    const struct kw_token *week = peek(s, i + n + of + 1);
    bool of_week = !qualified && class_at(s, i + n + of) == KW_TOKEN_WHICH &&
                   week->class == KW_TOKEN_UNIT && week->value == KW_PRECISION_WEEK;
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
    n += skip(s, i + n, KW_TOKEN_DAYPART);
    *point = whole(weekday_near(today, wanted, offset));
    return n;
}

/* Yesterday, today; but USA Today is a newspaper. */
static size_t day_word(struct scan *s, size_t i, struct point *point)
{
    const struct kw_token *token = peek(s, i), *last = before(s, i);
    bool named = token->upper && last->upper && last->class == KW_TOKEN_WORD;
    if (token->class != KW_TOKEN_DAYWORD || named)
        return 0;
    *point = whole(unit_from_now(s, KW_PRECISION_DAY, token->value));
    return 1 + skip(s, i + 1, KW_TOKEN_DAYPART);
}

/* The day before yesterday, the day after tomorrow. */
static size_t day_beside(struct scan *s, size_t i, struct point *point)
{
    const struct kw_token *unit = peek(s, i), *day = peek(s, i + 2);
    int side = class_at(s, i + 1) == KW_TOKEN_BEFORE  ? -1
               : class_at(s, i + 1) == KW_TOKEN_AFTER ? 1
                                                      : 0;
    if (unit->class != KW_TOKEN_UNIT || unit->value != KW_PRECISION_DAY || !side ||
        day->class != KW_TOKEN_DAYWORD)
        return 0;
    *point = whole(unit_from_now(s, KW_PRECISION_DAY, day->value + side));
    return 3;
}

static size_t shaded(struct scan *s, size_t i, struct point *point);

/* The rules, the more telling first: the first that fits is taken. */
static size_t (*const points[])(struct scan *, size_t, struct point *) = {
    whole_date,  weekday_and_date, month_first,  day_first, month_and_year, year_range,
    decade,      century,          part_of_year, shaded,    some_time_ago,  span_of_units,
    which_unit,  which_month,      part_so_far,  weekday,   day_beside,     day_word,
    the_weekend, bare_month,       bare_year,
};

static size_t point_at(struct scan *s, size_t i, enum trust trust, struct point *point)
{
    if (i > AHEAD - 16) /* no expression nests that deep */
        return 0;
    s->trust = trust;
    size_t the = skip(s, i, KW_TOKEN_THE), n = 0;
    for (size_t rule = 0; rule < sizeof points / sizeof points[0] && n == 0; rule++) {
        n = points[rule](s, i + the, point);
        s->trust = trust; /* a rule may have tried another */
    }
    return n ? the + n : 0;
}

/* "Year" in "the end of the year" means this one. */
static size_t the_unit(struct scan *s, size_t i, struct point *point)
{
    const struct kw_token *unit = peek(s, i + 1);
    if (class_at(s, i) != KW_TOKEN_THE || unit->class != KW_TOKEN_UNIT)
        return 0;
    *point = whole(unit_from_now(s, (enum kw_precision)unit->value, 0));
    return 2;
}

/* Late last month, early 2019, mid-March, the end of the year, the summer of 2016, the
 * first week of May: the whole that is qualified, because the words set no bounds. */
static size_t shaded(struct scan *s, size_t i, struct point *point)
{
    enum kw_token_class class = class_at(s, i);
    bool unit =
        class_at(s, i + 1) == KW_TOKEN_UNIT && class_at(s, i + 2) == KW_TOKEN_OF &&
        (class == KW_TOKEN_ORDINAL || (class == KW_TOKEN_WHICH && peek(s, i)->value < 0));
    if (class != KW_TOKEN_SHADE && class != KW_TOKEN_SEASON && !unit)
        return 0;
    size_t n = unit ? 2 : 1, of = skip(s, i + n, KW_TOKEN_OF);
    n += of;
    if (!of && class == KW_TOKEN_SHADE && peek(s, i)->value) /* "will end Friday" */
        return 0;
    if (!of && class == KW_TOKEN_SHADE)
        n += class_at(s, i + n) == KW_TOKEN_DASH || class_at(s, i + n) == KW_TOKEN_ON ||
             class_at(s, i + n) == KW_TOKEN_IN;
    s->trust = TRUST_YEAR;
    size_t taken = class == KW_TOKEN_SEASON ? bare_year(s, i + n, point)
                                            : point_at(s, i + n, TRUST_MAY, point);
    if (taken == 0 && of && class == KW_TOKEN_SHADE)
        taken = the_unit(s, i + n, point);
    return taken ? n + taken : 0;
}

/* --- what joins and opens points
 * -------------------------------------------------------- */

/* Gives an end without a year the year of the other end. */
static void share_year(struct point *first, struct point *last)
{
    int year, month, mday;
    bool to_first = first->month && last->time.from != KW_DAY_NONE && !last->month;
    bool to_last = last->month && first->time.from != KW_DAY_NONE && !first->month;
    if (!to_first && !to_last)
        return;
    struct point *without = to_first ? first : last, *with = to_first ? last : first;
    if (with->time.basis != KW_BASIS_STATED)
        return;
    kw_day_parts(with->time.from, &year, &month, &mday);
    without->time = in_year(year, without->month, without->mday);
    if (first->time.from > last->time.to)
        without->time =
            in_year(to_first ? year - 1 : year + 1, without->month, without->mday);
}

/* "Between November and March" without a year: the last name is the nearer one. */
static void put_in_order(const struct scan *s, struct point *first,
                         const struct point *last)
{
    int year, month, mday;
    if (!first->month || !last->month || first->time.from <= last->time.from ||
        s->date == KW_DAY_NONE)
        return;
    kw_day_parts(first->time.from, &year, &month, &mday);
    first->time = relative(in_year(year - 1, first->month, first->mday));
}

static struct kw_time join(const struct scan *s, struct point first, struct point last)
{
    share_year(&first, &last);
    put_in_order(s, &first, &last);
    bool stated =
        first.time.basis == KW_BASIS_STATED && last.time.basis == KW_BASIS_STATED;
    return interval(first.time.from, last.time.to,
                    stated ? KW_BASIS_STATED : KW_BASIS_RELATIVE);
}

/* Point, joining word, point. */
static size_t range_at(struct scan *s, size_t i, bool and, struct kw_time *time)
{
    struct point first, last;
    size_t n = point_at(s, i, TRUST_MAY, &first);
    enum kw_token_class class = n ? class_at(s, i + n) : KW_TOKEN_END;
    bool dash = class == KW_TOKEN_DASH && !peek(s, i + n)->spaced &&
                !peek(s, i + n + 1)->spaced; /* "Friday - April 7" says it twice */
    bool joins = class == KW_TOKEN_TO || class == KW_TOKEN_UNTIL || dash ||
                 (and&&class == KW_TOKEN_AND);
    size_t taken = joins ? point_at(s, i + n + 1, TRUST_MAY, &last) : 0;
    if (taken == 0)
        return 0;
    *time = join(s, first, last);
    return n + 1 + taken;
}

static size_t from_to(struct scan *s, size_t i, struct kw_time *time)
{
    size_t n = range_at(s, i + 1, false, time);
    return n ? 1 + n : 0;
}

static size_t between(struct scan *s, size_t i, struct kw_time *time)
{
    size_t n = range_at(s, i + 1, true, time);
    return n ? 1 + n : 0;
}

/* Since 2019, until March, by 2025, before Friday, after April 8. What happened before
 * or after "Friday's attack" or "the 2019 election" may have happened on that day. */
static size_t open_side(struct scan *s, size_t i, struct kw_time *time)
{
    struct point point;
    const struct kw_token *word = peek(s, i);
    enum kw_token_class class = word->class;
    bool trusted = class == KW_TOKEN_SINCE || (class == KW_TOKEN_UNTIL && !word->value);
    size_t n = point_at(s, i + 1, trusted ? TRUST_MAY : TRUST_MONTH, &point);
    if (n == 0)
        return 0;
    *time = KW_TIME_NONE;
    if (point.time.precision == KW_PRECISION_NONE)
        return 1 + n;
    bool the = class_at(s, i + 1) == KW_TOKEN_THE;
    const struct kw_token *next = peek(s, i + 1 + n);
    bool of_event = next->class == KW_TOKEN_POSSESSIVE ||
                    (the && next->class == KW_TOKEN_WORD && next->spaced);
    bool exclusive = !of_event && (class == KW_TOKEN_BEFORE || class == KW_TOKEN_AFTER);
    int32_t from = KW_DAY_NONE, to = KW_DAY_NONE;
    if (class == KW_TOKEN_SINCE)
        from = point.time.from;
    else if (class == KW_TOKEN_AFTER)
        from = exclusive ? point.time.to + 1 : point.time.from;
    else
        to = exclusive ? point.time.from - 1 : point.time.to;
    *time = (struct kw_time){from, to, KW_PRECISION_INTERVAL, point.time.basis};
    return 1 + n;
}

static const struct {
    enum kw_token_class class; /* of the first word */
    size_t (*rule)(struct scan *, size_t, struct kw_time *);
} openers[] = {
    {KW_TOKEN_FROM, from_to},     {KW_TOKEN_BETWEEN, between},
    {KW_TOKEN_SINCE, open_side},  {KW_TOKEN_UNTIL, open_side},
    {KW_TOKEN_BEFORE, open_side}, {KW_TOKEN_AFTER, open_side},
};

/* --- the search
 * ------------------------------------------------------------------------- */

/* What the words before the current token let it be. */
static enum trust trust_here(struct scan *s)
{
    int year;
    const struct kw_token *last = &s->past[0], *next = peek(s, 1);
    switch (last->class) {
    case KW_TOKEN_IN:
    case KW_TOKEN_SINCE:
        return TRUST_MAY;
    case KW_TOKEN_UNTIL:
    case KW_TOKEN_BEFORE:
    case KW_TOKEN_AFTER:
        return TRUST_MONTH;
    case KW_TOKEN_OF:
    case KW_TOKEN_FROM:
    case KW_TOKEN_THE:
    case KW_TOKEN_A:
    case KW_TOKEN_ITS:
        return TRUST_YEAR;
    case KW_TOKEN_UNIT: /* "the year 2000" */
        return last->value == KW_PRECISION_YEAR ? TRUST_YEAR : TRUST_NONE;
    case KW_TOKEN_OPEN: /* "(2019)" */
    case KW_TOKEN_END:  /* nothing before it: a whole text, or a heading */
    case KW_TOKEN_BREAK:
        return next->class == KW_TOKEN_STOP || next->class == KW_TOKEN_END ||
                       next->class == KW_TOKEN_BREAK || next->class == KW_TOKEN_COMMA
                   ? TRUST_YEAR
                   : TRUST_NONE;
    case KW_TOKEN_AND: /* "in 2018 and 2019" */
    case KW_TOKEN_COMMA:
        return s->past[1].class == KW_TOKEN_DIGITS && s->past[1].digits == 4 &&
                       year_at(s, 0, &year)
                   ? TRUST_YEAR
                   : TRUST_NONE;
    default:
        return TRUST_NONE;
    }
}

/* The expression that begins with the current token, or 0. */
static size_t expression_here(struct scan *s, struct kw_time *time)
{
    struct point point;
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++) {
        if (openers[i].class == class_at(s, 0))
            return openers[i].rule(s, 0, time);
    }
    if (class_at(s, 0) == KW_TOKEN_THE) /* no part of the span */
        return 0;
    /* A range may do without "from": "March to May 2019", "2016 to 2018". */
    bool glued = !peek(s, 0)->spaced && s->past[0].class != KW_TOKEN_OPEN;
    size_t n = glued ? 0 : range_at(s, 0, false, time);
    if (n && time->precision != KW_PRECISION_NONE)
        return n;
    n = point_at(s, 0, trust_here(s), &point);
    if (n)
        *time = point.time;
    return n;
}

/* True for words that can begin an expression; spares the others the rules. */
static bool may_begin(enum kw_token_class class)
{
    return class >= KW_TOKEN_DIGITS && class <= KW_TOKEN_AFTER && class != KW_TOKEN_AGO &&
           class != KW_TOKEN_THE && class != KW_TOKEN_OF && class != KW_TOKEN_IN &&
           class != KW_TOKEN_ON;
}

/* Begins a few words before `from`, since what stands there decides what a word is. */
static void start(struct scan *s, size_t from)
{
    enum { CONTEXT = 64 };
    size_t at = from > CONTEXT ? from - CONTEXT : 0;
    while (at > 0 && at < from && (s->text.ptr[at] != ' ' && s->text.ptr[at] != '\n'))
        at++;
    struct kw_token *first = &s->ahead[0];
    if (at > 0) {
        *first = kw_token_at(s->text, at);
        s->count = 1;
    }
    while (peek(s, 0)->start < from && peek(s, 0)->class != KW_TOKEN_END)
        drop(s);
}

bool kw_time_find(struct kw_str text, size_t from, int32_t document_date,
                  enum kw_tense tense, struct kw_time *time, struct kw_span *span)
{
    struct scan s = {.text = text, .date = document_date, .tense = tense};
    struct kw_time found;
    if (from >= text.len)
        return false;
    start(&s, from);
    while (class_at(&s, 0) != KW_TOKEN_END) {
        size_t n = may_begin(class_at(&s, 0)) ? expression_here(&s, &found) : 0;
        if (n && found.precision != KW_PRECISION_NONE) {
            *time = found;
            *span = (struct kw_span){(uint32_t)peek(&s, 0)->start,
                                     (uint32_t)peek(&s, n - 1)->end};
            return true;
        }
        for (size_t skipped = 0; skipped == 0 || skipped < n; skipped++)
            drop(&s);
    }
    return false;
}
