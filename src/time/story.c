/* story.c - points of time that rest on the one told before: "the next day". */
#include "time/scan.h"

/* The unit that a word for a part of the day or a unit stands for; NONE: none. */
static enum kw_precision unit_at(struct kw_scan *s, size_t i)
{
    const struct kw_time_token *token = peek(s, i);
    if (token->class == KW_TIME_DAYPART)
        return KW_PRECISION_DAY;
    return token->class == KW_TIME_UNIT ? (enum kw_precision)token->value
                                        : KW_PRECISION_NONE;
}

/* The unit `offset` units from the one that the story is in: nothing when the story is
 * not told that finely. It rests on what the story does. */
static struct kw_point from_story(struct kw_scan *s, enum kw_precision unit, int offset)
{
    enum { NEAR = 600 }; /* bytes: a few sentences */
    const struct kw_time *story = &s->told.time;
    bool near = peek(s, 0)->start <= s->told.end + NEAR;
    if (!near || story->precision == KW_PRECISION_NONE || story->precision > unit ||
        unit > KW_PRECISION_YEAR)
        return whole(KW_TIME_NONE);
    struct kw_time time = kw_unit_of(story->from, unit, offset);
    if (time.precision != KW_PRECISION_NONE)
        time.basis = story->basis;
    return whole(time);
}

/* That day, the same year, that same month; earlier that day; the next day, the
 * following year, the previous month. */
static size_t same_or_next(struct kw_scan *s, size_t i, struct kw_point *point)
{
    size_t n = skip(s, i, KW_TIME_EARLIER);
    size_t that = skip(s, i + n, KW_TIME_THAT);
    if (n && !that)
        that = skip(s, i + n, KW_TIME_THE); /* "later the same day" */
    n += that;
    bool the = before(s, i + n)->class == KW_TIME_THE;
    const struct kw_time_token *which = peek(s, i + n);
    bool same = which->class == KW_TIME_SAME;
    bool other = which->class == KW_TIME_FOLLOWING ||
                 (the && which->class == KW_TIME_WHICH && which->value > 0);
    bool is_that = n && before(s, i + n)->class == KW_TIME_THAT;
    if ((!is_that && !the) || (!same && !other && !is_that))
        return 0;
    n += same || other;
    enum kw_precision unit = unit_at(s, i + n);
    enum kw_time_class next = class_at(s, i + n + 1);
    if (unit == KW_PRECISION_NONE || next == KW_TIME_OF || next == KW_TIME_THAT ||
        next == KW_TIME_AS) /* "the same year that it rained": told right there */
        return 0;
    *point = from_story(s, unit, other ? which->value : 0);
    return n + 1;
}

/* Two years later, a week earlier. */
static size_t some_time_later(struct kw_scan *s, size_t i, struct kw_point *point)
{
    int amount;
    size_t n = kw_scan_amount(s, i, &amount);
    enum kw_precision unit = n ? unit_at(s, i + n) : KW_PRECISION_NONE;
    const struct kw_time_token *side = peek(s, i + n + 1);
    if (n == 0 || class_at(s, i + n) != KW_TIME_UNIT || side->class != KW_TIME_EARLIER ||
        class_at(s, i + n + 2) == KW_TIME_THAN)
        return 0;
    enum kw_time_class last = before(s, i)->class;
    if (last == KW_TIME_THAN || last == KW_TIME_MORE) { /* "more than a year later" */
        *point = whole(KW_TIME_NONE);
        return n + 2;
    }
    if (unit == KW_PRECISION_DECADE) {
        unit = KW_PRECISION_YEAR;
        amount *= 10;
    }
    *point = from_story(s, unit, side->value * amount);
    return n + 2;
}

size_t kw_story_point(struct kw_scan *s, size_t i, struct kw_point *point)
{
    size_t n = same_or_next(s, i, point);
    return n ? n : some_time_later(s, i, point);
}
