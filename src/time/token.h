/* token.h - text as the words that time expressions are made of. */
#ifndef KW_TIME_TOKEN_H
#define KW_TIME_TOKEN_H

#include "knotwork/base.h"

enum kw_token_class {
    KW_TOKEN_END,   /* of the text */
    KW_TOKEN_BREAK, /* an empty line, or much white space: nothing spans it */
    KW_TOKEN_WORD,  /* a word of no interest, or a number that is no plain integer */

    /* numbers */
    KW_TOKEN_DIGITS,  /* value; digits says how many were written */
    KW_TOKEN_NUMBER,  /* value: two ... ninety */
    KW_TOKEN_ORDINAL, /* value: 1 first ... 4 fourth */
    KW_TOKEN_DATE,    /* value: a day, from 2023-04-08 or 13/04/2023 */
    KW_TOKEN_YEARS,   /* value: first year, from 1990s or '90s */
    KW_TOKEN_QUARTER, /* value: Q1 ... Q4 */

    /* calendar words */
    KW_TOKEN_MONTH,         /* value: 1 ... 12 */
    KW_TOKEN_MONTH_SHORT,   /* the same, abbreviated; the stop belongs to it */
    KW_TOKEN_WEEKDAY,       /* value: 0 Monday ... 6 */
    KW_TOKEN_WEEKDAY_SHORT, /* the same, abbreviated */
    KW_TOKEN_UNIT,          /* value: enum kw_precision */
    KW_TOKEN_HOUR,
    KW_TOKEN_WEEKEND,
    KW_TOKEN_CENTURY,
    KW_TOKEN_HALF,    /* "half" of a year */
    KW_TOKEN_SEASON,
    KW_TOKEN_DAYWORD, /* value: days from today */
    KW_TOKEN_DAYPART, /* morning, night */

    /* words that place a time */
    KW_TOKEN_AGO,
    KW_TOKEN_WHICH,   /* value: -1 last, 0 this, 1 next */
    KW_TOKEN_PAST,    /* "the past year" */
    KW_TOKEN_SHADE,   /* early, late, mid; value 1: end, start ... */
    KW_TOKEN_EARLIER, /* value: -1 earlier, 1 later */
    KW_TOKEN_MORE,    /* value: 1 more, over; -1 less */
    KW_TOKEN_THAN,

    /* words that join */
    KW_TOKEN_IN, /* in, during, throughout */
    KW_TOKEN_ON,
    KW_TOKEN_OF,
    KW_TOKEN_THE,
    KW_TOKEN_A,
    KW_TOKEN_ITS, /* its, their, our ... */
    KW_TOKEN_AND,
    KW_TOKEN_TO,
    KW_TOKEN_FROM,
    KW_TOKEN_BETWEEN,
    KW_TOKEN_SINCE,
    KW_TOKEN_UNTIL, /* until, through; value 1: by */
    KW_TOKEN_BEFORE,
    KW_TOKEN_AFTER,

    /* words that spoil what they stand beside */
    KW_TOKEN_COUNTED,  /* "2019 dollars" */
    KW_TOKEN_MASTHEAD, /* "Sunday Times" */
    KW_TOKEN_HOLIDAY,  /* "Black Friday" */

    /* what article heads are made of, beside dates */
    KW_TOKEN_PUBLISHED, /* published, posted ... */
    KW_TOKEN_UPDATED,   /* updated, modified ... */
    KW_TOKEN_CLOCK,     /* 15:32, time zones, am, pm, at */

    /* signs */
    KW_TOKEN_COMMA,
    KW_TOKEN_DASH,
    KW_TOKEN_OPEN,       /* an opening bracket or quotation mark */
    KW_TOKEN_POSSESSIVE, /* 's */
    KW_TOKEN_STOP,       /* what may follow a number: . ; : ! ? ) and closing quotes */
    KW_TOKEN_SIGN,       /* any other */
};

struct kw_token {
    enum kw_token_class class;
    int value;       /* what the class says, else 0 */
    unsigned digits; /* KW_TOKEN_DIGITS: 1 to 4 */
    bool ordinal;    /* KW_TOKEN_DIGITS: "8th" */
    bool upper;      /* a word that begins with a capital */
    bool spaced;     /* white space, or the start of the text, before it */
    size_t start;    /* first byte */
    size_t end;      /* first byte after */
};

/* The token at or after byte `at`; from its `end` the next can be had.
 * Needs: `at` is 0 or the end of a token. Cost: O(its bytes). */
struct kw_token kw_token_at(struct kw_str text, size_t at);

#endif
