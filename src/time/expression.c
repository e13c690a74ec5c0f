/* expression.c - what qualifies, joins and opens points of time ("late last month", "from
 * March to May", "since 2019"), and the search. The points are in stated.c and
 * relative.c. */
#include "time/expression.h"

#include "time/scan.h"

static size_t shaded(struct kw_scan *s, size_t i, struct kw_point *point);

static size_t (*const points[])(struct kw_scan *, size_t, struct kw_point *) = {
    kw_stated_point,   shaded,        kw_story_point,
    kw_relative_point, kw_bare_month, kw_bare_year};

static size_t point_at(struct kw_scan *s, size_t i, enum kw_trust trust,
                       struct kw_point *point)
{
    if (i > KW_SCAN_AHEAD - 16) /* no expression nests that deep */
        return 0;
    s->trust = trust;
    size_t the = skip(s, i, KW_TIME_THE), n = 0;
    for (size_t rule = 0; rule < sizeof points / sizeof points[0] && n == 0; rule++) {
        n = points[rule](s, i + the, point);
        s->trust = trust; /* a rule may have tried another */
    }
    return n ? the + n : 0;
}

/* "Year" in "the end of the year" means this one. */
static size_t the_unit(struct kw_scan *s, size_t i, struct kw_point *point)
{
    const struct kw_time_token *unit = peek(s, i + 1);
    if (class_at(s, i) != KW_TIME_THE || unit->class != KW_TIME_UNIT)
        return 0;
    *point = whole(unit_from_now(s, (enum kw_precision)unit->value, 0));
    return 2;
}

/* Late last month, early 2019, mid-March, the end of the year, the summer of 2016, the
 * first week of May: the whole that is qualified, because the words set no bounds. */
static size_t shaded(struct kw_scan *s, size_t i, struct kw_point *point)
{
    enum kw_time_class class = class_at(s, i);
    bool unit =
        class_at(s, i + 1) == KW_TIME_UNIT && class_at(s, i + 2) == KW_TIME_OF &&
        (class == KW_TIME_ORDINAL || (class == KW_TIME_WHICH && peek(s, i)->value < 0));
    if (class != KW_TIME_SHADE && class != KW_TIME_SEASON && !unit)
        return 0;
    size_t n = unit ? 2 : 1, of = skip(s, i + n, KW_TIME_OF);
    n += of;
    if (!of && class == KW_TIME_SHADE && peek(s, i)->value) /* "will end Friday" */
        return 0;
    if (!of && class == KW_TIME_SHADE)
        n += class_at(s, i + n) == KW_TIME_DASH || class_at(s, i + n) == KW_TIME_ON ||
             class_at(s, i + n) == KW_TIME_IN;
    s->trust = KW_TRUST_YEAR;
    size_t taken = class == KW_TIME_SEASON ? kw_bare_year(s, i + n, point)
                                           : point_at(s, i + n, KW_TRUST_MAY, point);
    if (taken == 0 && of && class == KW_TIME_SHADE)
        taken = the_unit(s, i + n, point);
    return taken ? n + taken : 0;
}

/* --- what joins and opens points -------------------------------------------------- */

/* Gives an end without a year the year of the other end. */
static void share_year(struct kw_point *first, struct kw_point *last)
{
    int year, month, mday;
    bool to_first = first->month && last->time.from != KW_DAY_NONE && !last->month;
    bool to_last = last->month && first->time.from != KW_DAY_NONE && !first->month;
    if (!to_first && !to_last)
        return;
    struct kw_point *without = to_first ? first : last, *with = to_first ? last : first;
    if (with->time.basis != KW_BASIS_STATED)
        return;
    kw_day_parts(with->time.from, &year, &month, &mday);
    without->time = kw_time_in_year(year, without->month, without->mday);
    if (first->time.from > last->time.to)
        without->time = kw_time_in_year(to_first ? year - 1 : year + 1, without->month,
                                        without->mday);
}

/* "Between November and March" without a year: the last name is the nearer one. */
static void put_in_order(const struct kw_scan *s, struct kw_point *first,
                         const struct kw_point *last)
{
    int year, month, mday;
    if (!first->month || !last->month || first->time.from <= last->time.from ||
        s->date == KW_DAY_NONE)
        return;
    kw_day_parts(first->time.from, &year, &month, &mday);
    first->time = relative(kw_time_in_year(year - 1, first->month, first->mday));
}

static struct kw_time join(const struct kw_scan *s, struct kw_point first,
                           struct kw_point last)
{
    share_year(&first, &last);
    put_in_order(s, &first, &last);
    bool stated =
        first.time.basis == KW_BASIS_STATED && last.time.basis == KW_BASIS_STATED;
    return interval(first.time.from, last.time.to,
                    stated ? KW_BASIS_STATED : KW_BASIS_RELATIVE);
}

/* Point, joining word, point. */
static size_t range_at(struct kw_scan *s, size_t i, bool and, struct kw_time *time)
{
    struct kw_point first, last;
    size_t n = point_at(s, i, KW_TRUST_MAY, &first);
    enum kw_time_class class = n ? class_at(s, i + n) : KW_TIME_END;
    bool dash = class == KW_TIME_DASH && !peek(s, i + n)->spaced &&
                !peek(s, i + n + 1)->spaced; /* "Friday - April 7" says it twice */
    bool joins = class == KW_TIME_TO || class == KW_TIME_UNTIL || dash ||
                 (and&&class == KW_TIME_AND);
    size_t taken = joins ? point_at(s, i + n + 1, KW_TRUST_MAY, &last) : 0;
    if (taken == 0)
        return 0;
    *time = join(s, first, last);
    return n + 1 + taken;
}

/* From 2016 to 2018; from 2019 onwards. */
static size_t from_to(struct kw_scan *s, size_t i, struct kw_time *time)
{
    struct kw_point first;
    size_t n = range_at(s, i + 1, false, time);
    if (n)
        return 1 + n;
    n = point_at(s, i + 1, KW_TRUST_MAY, &first);
    if (n == 0 || class_at(s, i + 1 + n) != KW_TIME_ONWARD)
        return 0;
    *time = KW_TIME_NONE;
    if (first.time.precision != KW_PRECISION_NONE)
        *time = (struct kw_time){first.time.from, KW_DAY_NONE, KW_PRECISION_INTERVAL,
                                 first.time.basis};
    return n + 2;
}

static size_t between(struct kw_scan *s, size_t i, struct kw_time *time)
{
    size_t n = range_at(s, i + 1, true, time);
    return n ? 1 + n : 0;
}

/* Since 2019, until March, by 2025, before Friday, after April 8. What happened before
 * or after "Friday's attack" or "the 2019 election" may have happened on that day. */
static size_t open_side(struct kw_scan *s, size_t i, struct kw_time *time)
{
    struct kw_point point;
    const struct kw_time_token *word = peek(s, i);
    enum kw_time_class class = word->class;
    bool trusted = class == KW_TIME_SINCE || (class == KW_TIME_UNTIL && !word->value);
    size_t n = point_at(s, i + 1, trusted ? KW_TRUST_MAY : KW_TRUST_MONTH, &point);
    if (n == 0)
        return 0;
    *time = KW_TIME_NONE;
    if (point.time.precision == KW_PRECISION_NONE)
        return 1 + n;
    bool the = class_at(s, i + 1) == KW_TIME_THE;
    const struct kw_time_token *next = peek(s, i + 1 + n);
    if (the && class == KW_TIME_UNTIL && !word->value && n == 2 && next->spaced &&
        next->class == KW_TIME_WORD && class_at(s, i + 2) == KW_TIME_DIGITS)
        return 0; /* "through the 1993 meetings": the year is that of the meetings */
    bool of_event = next->class == KW_TIME_POSSESSIVE ||
                    (the && next->class == KW_TIME_WORD && next->spaced);
    bool exclusive = !of_event && (class == KW_TIME_BEFORE || class == KW_TIME_AFTER);
    int32_t from = KW_DAY_NONE, to = KW_DAY_NONE;
    if (class == KW_TIME_SINCE)
        from = point.time.from;
    else if (class == KW_TIME_AFTER)
        from = exclusive ? point.time.to + 1 : point.time.from;
    else
        to = exclusive ? point.time.from - 1 : point.time.to;
    *time = (struct kw_time){from, to, KW_PRECISION_INTERVAL, point.time.basis};
    return 1 + n;
}

static const struct {
    enum kw_time_class class; /* of the first word */
    size_t (*rule)(struct kw_scan *, size_t, struct kw_time *);
} openers[] = {
    {KW_TIME_FROM, from_to},    {KW_TIME_BETWEEN, between},  {KW_TIME_SINCE, open_side},
    {KW_TIME_UNTIL, open_side}, {KW_TIME_BEFORE, open_side}, {KW_TIME_AFTER, open_side},
};

/* --- the search ------------------------------------------------------------------- */

/* What the words before the current token let it be. */
static enum kw_trust trust_here(struct kw_scan *s)
{
    int year;
    const struct kw_time_token *last = &s->past[0], *next = peek(s, 1);
    switch (last->class) {
    case KW_TIME_IN:
    case KW_TIME_SINCE:
        return KW_TRUST_MAY;
    case KW_TIME_UNTIL:
    case KW_TIME_BEFORE:
    case KW_TIME_AFTER:
        return KW_TRUST_MONTH;
    case KW_TIME_OF:
    case KW_TIME_FROM:
    case KW_TIME_THE:
    case KW_TIME_A:
    case KW_TIME_ITS:
    case KW_TIME_POSSESSIVE: /* "Acme's 2019 purchase" */
        return KW_TRUST_YEAR;
    case KW_TIME_UNIT: /* "the year 2000" */
        return last->value == KW_PRECISION_YEAR ? KW_TRUST_YEAR : KW_TRUST_NONE;
    case KW_TIME_AS: /* "as early as 1998" */
        return s->past[1].class == KW_TIME_SHADE ? KW_TRUST_YEAR : KW_TRUST_NONE;
    case KW_TIME_ABOUT: /* "around 2019." */
    case KW_TIME_OPEN:  /* "(2019)" */
    case KW_TIME_END:  /* nothing before it: a whole text, or a heading */
    case KW_TIME_BREAK:
        return next->class == KW_TIME_STOP || next->class == KW_TIME_END ||
                       next->class == KW_TIME_BREAK || next->class == KW_TIME_COMMA
                   ? KW_TRUST_YEAR
                   : KW_TRUST_NONE;
    case KW_TIME_AND: /* "in 2018 and 2019" */
    case KW_TIME_COMMA:
        return s->past[1].class == KW_TIME_DIGITS && s->past[1].digits == 4 &&
                       kw_scan_year(s, 0, &year)
                   ? KW_TRUST_YEAR
                   : KW_TRUST_NONE;
    default:
        return KW_TRUST_NONE;
    }
}

/* The expression that begins with the current token, or 0. */
static size_t expression_here(struct kw_scan *s, struct kw_time *time)
{
    struct kw_point point;
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++) {
        if (openers[i].class == class_at(s, 0))
            return openers[i].rule(s, 0, time);
    }
    if (class_at(s, 0) == KW_TIME_THE) /* no part of the span */
        return 0;
    /* A range may do without "from": "March to May 2019", "2016 to 2018". */
    bool glued = !peek(s, 0)->spaced && s->past[0].class != KW_TIME_OPEN;
    size_t n = glued ? 0 : range_at(s, 0, false, time);
    if (n && time->precision != KW_PRECISION_NONE)
        return n;
    n = point_at(s, 0, trust_here(s), &point);
    if (n)
        *time = point.time;
    return n;
}

/* True for words that can begin an expression; spares the others the rules. */
static bool may_begin(enum kw_time_class class)
{
    return class >= KW_TIME_DIGITS && class <= KW_TIME_AFTER && class != KW_TIME_AGO &&
           class != KW_TIME_THE && class != KW_TIME_OF && class != KW_TIME_IN &&
           class != KW_TIME_ON;
}

bool kw_time_find(struct kw_str text, size_t from, int32_t document_date,
                  enum kw_tense tense, struct kw_time *time, struct kw_span *span)
{
    const struct kw_told nothing = {.time = KW_TIME_NONE};
    return kw_time_find_told(text, from, document_date, tense, &nothing, time, span);
}

bool kw_time_find_told(struct kw_str text, size_t from, int32_t document_date,
                       enum kw_tense tense, const struct kw_told *told,
                       struct kw_time *time, struct kw_span *span)
{
    struct kw_scan s = {
        .text = text, .date = document_date, .tense = tense, .told = *told};
    struct kw_time found;
    if (from >= text.len)
        return false;
    kw_scan_begin(&s, from);
    while (class_at(&s, 0) != KW_TIME_END) {
        size_t n = may_begin(class_at(&s, 0)) ? expression_here(&s, &found) : 0;
        if (n && found.precision != KW_PRECISION_NONE) {
            *time = found;
            *span = (struct kw_span){(uint32_t)peek(&s, 0)->start,
                                     (uint32_t)peek(&s, n - 1)->end};
            return true;
        }
        for (size_t skipped = 0; skipped == 0 || skipped < n; skipped++)
            kw_scan_drop(&s);
    }
    return false;
}
