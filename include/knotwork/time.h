/* knotwork/time.h - days, and intervals as news state them. */
#ifndef KNOTWORK_TIME_H
#define KNOTWORK_TIME_H

#include "knotwork/base.h"

/* A day of the proleptic Gregorian calendar, counted from 1970-01-01 (day 0). */
#define KW_DAY_NONE INT32_MIN

/* How finely a time is known. The names are printed and parsed (kw_precisions). */
#define KW_PRECISIONS(X)                                                                 \
    X(NONE, "none")                                                                      \
    X(DAY, "day")                                                                        \
    X(WEEK, "week")                                                                      \
    X(MONTH, "month")                                                                    \
    X(QUARTER, "quarter")                                                                \
    X(YEAR, "year")                                                                      \
    X(DECADE, "decade")                                                                  \
    X(INTERVAL, "interval")

/* What a time rests on: nothing, words that name it, or words that need the document's
 * date ("last year"). */
#define KW_BASES(X)                                                                      \
    X(NONE, "none")                                                                      \
    X(STATED, "stated")                                                                  \
    X(RELATIVE, "relative")

#define KW_PRECISION_ENUM(id, name) KW_PRECISION_##id,
enum kw_precision { KW_PRECISIONS(KW_PRECISION_ENUM) KW_PRECISION_COUNT };
#undef KW_PRECISION_ENUM
#define KW_BASIS_ENUM(id, name) KW_BASIS_##id,
enum kw_basis { KW_BASES(KW_BASIS_ENUM) KW_BASIS_COUNT };
#undef KW_BASIS_ENUM

/* When something happened, as far as the text says. */
struct kw_time {
    int32_t from;                /* first day, or KW_DAY_NONE: open or unknown */
    int32_t to;                  /* last day, inclusive, or KW_DAY_NONE */
    enum kw_precision precision; /* KW_PRECISION_NONE: nothing is known */
    enum kw_basis basis;         /* where from and to come from */
};

#define KW_TIME_NONE ((struct kw_time){KW_DAY_NONE, KW_DAY_NONE, KW_PRECISION_NONE,      \
                                       KW_BASIS_NONE})

/* Bytes that hold any ISO text below, its NUL included. */
#define KW_TIME_TEXT 32

/* Day <-> year, month (1-12), day (1-31). Years 1 to 9999; anything else gives
 * KW_DAY_NONE. Algorithm: Howard Hinnant, "chrono-compatible low-level date
 * algorithms", days_from_civil and civil_from_days. */
KW_API int32_t kw_day_of(int year, int month, int day);
KW_API void kw_day_parts(int32_t day, int *year, int *month, int *mday);
KW_API int kw_day_weekday(int32_t day); /* 0 Monday ... 6 Sunday */

/* "2023-04-08" <-> day; KW_DAY_NONE prints as "". Parsing takes exactly that form and
 * refuses "". */
KW_API void kw_day_print(int32_t day, char text[KW_TIME_TEXT]);
KW_API bool kw_day_parse(struct kw_str text, int32_t *day);

/* "2023-04-08", "2023-04", "2023", or "FROM/TO", either side in the coarsest of these
 * forms that says the same ("2001/2005"); as in ISO 8601-2 a beginning that is not known
 * is empty ("/2025") and an open end ".." ("2019/.."). "" for no time. Parsing gives a
 * stated time with the precision its form shows; a text that names a whole week, quarter
 * or decade as FROM/TO gets KW_PRECISION_INTERVAL. "" is refused. */
KW_API void kw_time_print(const struct kw_time *time, char text[KW_TIME_TEXT]);
KW_API bool kw_time_parse(struct kw_str text, struct kw_time *time);

KW_API const char *kw_precision_name(enum kw_precision precision);
KW_API bool kw_precision_parse(struct kw_str name, enum kw_precision *precision);
KW_API const char *kw_basis_name(enum kw_basis basis);
KW_API bool kw_basis_parse(struct kw_str name, enum kw_basis *basis);

#endif
