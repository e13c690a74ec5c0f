/* fuzz_time.c - any bytes as a text with times: what is found lies in the text, in order,
 * is a time, and is found again from where it begins. The first byte picks the date of
 * the document and the tense. */
#include <stdlib.h>

#include "base/fold.h"
#include "fuzz.h"
#include "time/expression.h"
#include "time/unit.h"

#define REQUIRE(condition)                                                               \
    do {                                                                                 \
        if (!(condition))                                                                \
            abort();                                                                     \
    } while (0)

static void check_time(const struct kw_time *time)
{
    char text[KW_TIME_TEXT];
    struct kw_time again;
    REQUIRE(time->precision != KW_PRECISION_NONE && time->basis != KW_BASIS_NONE);
    if (time->precision != KW_PRECISION_INTERVAL) {
        struct kw_time unit = kw_unit_of(time->from, time->precision, 0);
        REQUIRE(unit.from == time->from && unit.to == time->to);
    }
    kw_time_print(time, text);
    REQUIRE(kw_time_parse(kw_str_of(text), &again));
    REQUIRE(again.from == time->from && again.to == time->to);
}

static void check_all(struct kw_str text, int32_t date, enum kw_tense tense)
{
    struct kw_time time, again;
    struct kw_span span, same;
    for (uint32_t at = 0; kw_time_find(text, at, date, tense, &time, &span);
         at = span.end) {
        REQUIRE(span.start >= at && span.start < span.end && span.end <= text.len);
        check_time(&time);
        REQUIRE(kw_time_find(text, span.start, date, tense, &again, &same));
        REQUIRE(same.start == span.start && same.end == span.end);
    }
}

/* A key of a key is the key. */
static void check_fold(struct kw_str text)
{
    struct kw_buf once = {0}, twice = {0};
    kw_fold_to_buf(&once, text);
    kw_fold_to_buf(&twice, kw_buf_str(&once));
    REQUIRE(kw_str_eq(kw_buf_str(&once), kw_buf_str(&twice)));
    kw_buf_free(&once);
    kw_buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    const int32_t dates[] = {KW_DAY_NONE, kw_day_of(2023, 4, 8), kw_day_of(1, 1, 1),
                             kw_day_of(9999, 12, 31)};
    struct kw_str text = {(const char *)bytes + 1, size - 1};
    struct kw_span span;
    int32_t day;
    check_all(text, dates[bytes[0] % 4], bytes[0] & 4 ? KW_TENSE_FUTURE : KW_TENSE_PAST);
    if (kw_date_find(text, &day, &span))
        REQUIRE(span.start < span.end && span.end <= text.len && day != KW_DAY_NONE);
    check_fold(text);
    return 0;
}
