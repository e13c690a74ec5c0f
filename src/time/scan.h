/* scan.h - the grammar of times in parts: the words ahead, and the rules that take them.
 *
 * A rule looks at the tokens from the `i`-th ahead on, and says how many it takes: 0 when
 * it does not fit. What it takes may still give no time (KW_TIME_NONE), when that would
 * need a date that the document has not, or a story that nobody can follow. */
#ifndef KW_TIME_SCAN_H
#define KW_TIME_SCAN_H

#include <assert.h>

#include "time/expression.h"
#include "time/token.h"
#include "time/unit.h"

enum { KW_SCAN_AHEAD = 32 }; /* tokens of the longest expression, with room to spare */

/* How much the words before a point let a bare number or name be a time. */
enum kw_trust {
    KW_TRUST_NONE,  /* "2021", "March" alone */
    KW_TRUST_YEAR,  /* "the 2021 ...", "of 2021" */
    KW_TRUST_MONTH, /* "after March"; May may be a person */
    KW_TRUST_MAY,   /* "in May" */
};

struct kw_scan {
    struct kw_str text;
    int32_t date;                         /* of the document, or KW_DAY_NONE */
    enum kw_tense tense;                  /* how to complete what has no year */
    struct kw_told told;                  /* the last point before this one */
    bool ended;                           /* a sentence has ended since */
    struct kw_time_token ahead[KW_SCAN_AHEAD]; /* the tokens from the current one on */
    size_t count;                         /* how many of them are known */
    struct kw_time_token past[2]; /* the token before the current one, and before that */
    enum kw_trust trust;     /* of the place where a point is tried */
};

/* A time under way. A day or month without a year keeps its parts, because "from March
 * to May 2019" gives March its year only at the end. */
struct kw_point {
    struct kw_time time; /* KW_TIME_NONE: it is a time, but cannot be told which */
    int month;           /* 1-12 when the year was not given, else 0 */
    int mday;            /* 1-31 when a day without a year, else 0 */
};

/* Goes to the first token that starts at or after byte `from`. */
void kw_scan_begin(struct kw_scan *s, size_t from);
void kw_scan_drop(struct kw_scan *s); /* goes one token on */

/* A year that no noun behind it turns into an amount; the name of a month. */
size_t kw_scan_year(struct kw_scan *s, size_t i, int *year);
size_t kw_scan_month(struct kw_scan *s, size_t i, int *month);

/* "two", "a", "12", "twenty-five". */
size_t kw_scan_amount(struct kw_scan *s, size_t i, int *amount);

/* The rules of each kind, the more telling first. */
size_t kw_stated_point(struct kw_scan *s, size_t i, struct kw_point *point);
size_t kw_story_point(struct kw_scan *s, size_t i, struct kw_point *point);
size_t kw_relative_point(struct kw_scan *s, size_t i, struct kw_point *point);
size_t kw_bare_month(struct kw_scan *s, size_t i, struct kw_point *point);
size_t kw_bare_year(struct kw_scan *s, size_t i, struct kw_point *point);

/* The day, or with mday 0 the month. KW_TIME_NONE when there is none. */
struct kw_time kw_time_in_year(int year, int month, int mday);

/* --- small steps ------------------------------------------------------------------------ */

static inline const struct kw_time_token *peek(struct kw_scan *s, size_t i)
{
    assert(i < KW_SCAN_AHEAD);
    while (s->count <= i) {
        size_t at = s->count ? s->ahead[s->count - 1].end : s->past[0].end;
        s->ahead[s->count++] = kw_time_token_at(s->text, at);
    }
    return &s->ahead[i];
}

static inline const struct kw_time_token *before(struct kw_scan *s, size_t i)
{
    return i > 0 ? peek(s, i - 1) : &s->past[0];
}

static inline enum kw_time_class class_at(struct kw_scan *s, size_t i)
{
    return peek(s, i)->class;
}

/* 1 when a token of `class` stands at `i`, else 0: adds up to how many are taken. */
static inline size_t skip(struct kw_scan *s, size_t i, enum kw_time_class class)
{
    return class_at(s, i) == class;
}

static inline struct kw_time relative(struct kw_time time)
{
    if (time.precision != KW_PRECISION_NONE)
        time.basis = KW_BASIS_RELATIVE;
    return time;
}

static inline struct kw_time interval(int32_t from, int32_t to, enum kw_basis basis)
{
    if (from == KW_DAY_NONE || to == KW_DAY_NONE || from > to)
        return KW_TIME_NONE;
    return (struct kw_time){from, to, KW_PRECISION_INTERVAL, basis};
}

static inline struct kw_time unit_from_now(const struct kw_scan *s, enum kw_precision unit,
                                    int offset)
{
    return relative(kw_unit_of(s->date, unit, offset));
}

/* A point that needs no year from elsewhere. */
static inline struct kw_point whole(struct kw_time time)
{
    return (struct kw_point){.time = time};
}

#endif
