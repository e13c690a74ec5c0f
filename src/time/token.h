/* token.h - text as the words that time expressions are made of. */
#ifndef KW_TIME_TOKEN_H
#define KW_TIME_TOKEN_H

#include "knotwork/base.h"

enum kw_time_class {
    KW_TIME_END,   /* of the text */
    KW_TIME_BREAK, /* an empty line, or much white space: nothing spans it */
    KW_TIME_WORD,  /* a word of no interest, or a number that is no plain integer */

    /* numbers */
    KW_TIME_DIGITS,  /* value; digits says how many were written */
    KW_TIME_NUMBER,  /* value: two ... ninety */
    KW_TIME_ORDINAL, /* value: 1 first ... 4 fourth */
    KW_TIME_DATE,    /* value: a day, from 2023-04-08 or 13/04/2023 */
    KW_TIME_YEARS,   /* value: first year, from 1990s or '90s */
    KW_TIME_QUARTER, /* value: Q1 ... Q4 */

    /* calendar words */
    KW_TIME_MONTH,         /* value: 1 ... 12 */
    KW_TIME_MONTH_SHORT,   /* the same, abbreviated; the stop belongs to it */
    KW_TIME_WEEKDAY,       /* value: 0 Monday ... 6 */
    KW_TIME_WEEKDAY_SHORT, /* the same, abbreviated */
    KW_TIME_UNIT,          /* value: enum kw_precision */
    KW_TIME_HOUR,
    KW_TIME_WEEKEND,
    KW_TIME_CENTURY,
    KW_TIME_HALF,    /* "half" of a year */
    KW_TIME_SEASON,
    KW_TIME_DAYWORD, /* value: days from today */
    KW_TIME_DAYPART, /* morning, night */

    /* words that place a time */
    KW_TIME_AGO,
    KW_TIME_WHICH,   /* value: -1 last, 0 this, 1 next */
    KW_TIME_PAST,    /* "the past year" */
    KW_TIME_THAT,
    KW_TIME_SAME,      /* same, very */
    KW_TIME_FOLLOWING, /* value: 1 following, -1 previous */
    KW_TIME_ABOUT,     /* about, around, circa */
    KW_TIME_AS,        /* "as early as 1998" */
    KW_TIME_ONWARD,    /* "from 2019 onwards" */
    KW_TIME_SHADE,   /* early, late, mid; value 1: end, start ... */
    KW_TIME_EARLIER, /* value: -1 earlier, 1 later */
    KW_TIME_MORE,    /* value: 1 more, over; -1 less */
    KW_TIME_THAN,

    /* words that join */
    KW_TIME_IN, /* in, during, throughout */
    KW_TIME_ON,
    KW_TIME_OF,
    KW_TIME_THE,
    KW_TIME_A,
    KW_TIME_ITS, /* its, their, our ... */
    KW_TIME_AND,
    KW_TIME_TO,
    KW_TIME_FROM,
    KW_TIME_BETWEEN,
    KW_TIME_SINCE,
    KW_TIME_UNTIL, /* until, through; value 1: by */
    KW_TIME_BEFORE,
    KW_TIME_AFTER,

    /* words that spoil what they stand beside */
    KW_TIME_COUNTED,  /* "2019 dollars" */
    KW_TIME_MASTHEAD, /* "Sunday Times" */
    KW_TIME_HOLIDAY,  /* "Black Friday" */

    /* what article heads are made of, beside dates */
    KW_TIME_PUBLISHED, /* published, posted ... */
    KW_TIME_UPDATED,   /* updated, modified ... */
    KW_TIME_CLOCK,     /* 15:32, time zones, am, pm, at */

    /* signs */
    KW_TIME_COMMA,
    KW_TIME_DASH,
    KW_TIME_OPEN,       /* an opening bracket or quotation mark */
    KW_TIME_POSSESSIVE, /* 's */
    KW_TIME_STOP,       /* what may follow a number: . ; : ! ? ) and closing quotes */
    KW_TIME_SIGN,       /* any other */
};

struct kw_time_token {
    enum kw_time_class class;
    int value;       /* what the class says, else 0 */
    unsigned digits; /* KW_TIME_DIGITS: 1 to 4 */
    bool ordinal;    /* KW_TIME_DIGITS: "8th" */
    bool upper;      /* a word that begins with a capital */
    bool spaced;     /* white space, or the start of the text, before it */
    size_t start;    /* first byte */
    size_t end;      /* first byte after */
};

/* The token at or after byte `at`; from its `end` the next can be had.
 * Needs: `at` is 0 or the end of a token. Cost: O(its bytes). */
struct kw_time_token kw_time_token_at(struct kw_str text, size_t at);

#endif
