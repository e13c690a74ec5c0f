/* expression.h - the times that English news states in words. */
#ifndef KW_TIME_EXPRESSION_H
#define KW_TIME_EXPRESSION_H

#include "knotwork/time.h"

/* Which way a day or month without a year is meant: "on Friday" is the last Friday up to
 * the document's date in a report of what happened, the next one in a plan. */
enum kw_tense { KW_TENSE_PAST, KW_TENSE_FUTURE };

/* Finds the next expression that starts at or after byte `from` and gives a time:
 *
 *   stated    2021, in 2019; April 8, 2023; 8th of April 2023; 2023-04-08; April 2023;
 *             the 1990s; the first quarter of 2020; 2016-2018; since 2019; by 2025
 *   relative  yesterday; Friday; last week; late last month; earlier this week; two years
 *             ago; in March; April 8; between March and May; the past three months
 *
 * A relative expression rests on `document_date` and is passed over when that is
 * KW_DAY_NONE; so is one that rests on the story told ("the next day", "a year later") or
 * is vague ("recently", "a few years ago"). Early, mid, late, earlier and later give the
 * whole they qualify: the words set no bounds. "Since", "until", "by", "before" and "after" leave
 * one side open. Unless it is KW_PRECISION_INTERVAL, the time is exactly one unit of its
 * precision. Words that only look like times ("may", "Sunday Times", "$2,019", "2019
 * dollars") are passed over; a year alone counts only after a word that asks for one.
 *
 * `*span` is the words, in bytes of `text`, without "in", "on" or "the" before them but
 * with "since", "from ... to" and the like. On false nothing is set.
 * Cost: O(bytes from `from` to the end of the expression); never allocates. */
bool kw_time_find(struct kw_str text, size_t from, int32_t document_date,
                  enum kw_tense tense, struct kw_time *time, struct kw_span *span);

/* The last point of time that a story has told, and the byte after its words. */
struct kw_told {
    struct kw_time time; /* KW_TIME_NONE: none was told */
    size_t end;
};

/* The same, in a story: a time may rest on the one told before it, when that is no more
 * than a few sentences away:
 *
 *   told      the next day, that year, later the same month, two years later
 *
 * It is as fine as its unit, and none when the story was told less finely. A day or month
 * without a year has that of a stated one right before it in its sentence: "on March 3,
 * 2014, and again on May 5". */
bool kw_time_find_told(struct kw_str text, size_t from, int32_t document_date,
                       enum kw_tense tense, const struct kw_told *told,
                       struct kw_time *time, struct kw_span *span);

/* Finds the date of publication that an article states about itself: "Published 15:32
 * IST, April 8th 2023", a line that is only a date, "BEIJING, April 8, 2023 (Reuters) -".
 * The first of the best kind wins, in that order; other dates of the text never count,
 * nor do those whose day and month could be swapped (08/04/2023). `*span` (may be NULL)
 * is the date itself. On false nothing is set. Cost: O(len); never allocates. */
bool kw_date_find(struct kw_str text, int32_t *day, struct kw_span *span);

/* Reads a date that somebody filled in: in metadata, a table, a record. "2023-04-08",
 * "2023-04-08T15:32:00+05:30" (the day as written counts), "20230408", "2023/4/8",
 * "Sat, 08 Apr 2023 10:00:00 GMT", "April 8, 2023", "8-Apr-2023", "13.04.2023",
 * seconds or milliseconds since 1970. A day and month that could be swapped tell
 * nothing. On false nothing is set. Cost: O(100). */
bool kw_date_read(struct kw_str text, int32_t *day);

#endif
