/* scan.c - going through a text token by token, each read once. */
#include "time/scan.h"

#include <string.h>

#include "base/utf8.h"

void kw_scan_drop(struct kw_scan *s)
{
    const struct kw_time_token *token = peek(s, 0);
    s->ended |= token->class == KW_TIME_BREAK ||
                (token->class == KW_TIME_STOP && s->text.ptr[token->start] == '.');
    s->past[1] = s->past[0];
    s->past[0] = *peek(s, 0);
    memmove(s->ahead, s->ahead + 1, (s->count - 1) * sizeof s->ahead[0]);
    s->count--;
}

static bool is_word(uint32_t code)
{
    return kw_is_letter(code) || kw_is_digit(code);
}

/* True for signs that may stand inside a token: "2,019", "15:32", "'90s", "a.m.". */
static bool may_join(uint32_t code)
{
    return code == 0x2019 || (code && code < 0x80 && strchr(",.:/+-'", (int)code));
}

/* The code point that ends before byte `at`; at > 0. */
static uint32_t code_before(struct kw_str s, size_t at)
{
    size_t len, back = at;
    do {
        back--;
    } while (back > 0 && at - back < 4 && ((unsigned char)s.ptr[back] & 0xC0) == 0x80);
    uint32_t code = kw_utf8_decode(s, back, &len);
    return back + len == at ? code : UINT32_MAX;
}

/* True when no token reaches over byte `at`, which is inside the text. */
static bool is_seam(struct kw_str s, size_t at)
{
    size_t len;
    uint32_t last = code_before(s, at), next = kw_utf8_decode(s, at, &len);
    if (is_word(last))
        return !is_word(next) && !may_join(next);
    return !may_join(last) || !kw_is_digit(next);
}

/* Begins a few words before, since what stands there decides what a word is. */
void kw_scan_begin(struct kw_scan *s, size_t from)
{
    enum { CONTEXT = 64 };
    size_t at = from > CONTEXT ? from - CONTEXT : 0;
    while (at > 0 && at < from && !is_seam(s->text, at))
        at++;
    if (at > 0)
        s->ahead[s->count++] = kw_time_token_at(s->text, at);
    while (peek(s, 0)->start < from && peek(s, 0)->class != KW_TIME_END)
        kw_scan_drop(s);
    s->ended = s->told.end != from; /* something else was told since */
}

/* A year as news write it, that no noun behind it turns into an amount. */
size_t kw_scan_year(struct kw_scan *s, size_t i, int *year)
{
    const struct kw_time_token *token = peek(s, i);
    if (token->class != KW_TIME_DIGITS || token->digits != 4 || token->value < 1000 ||
        token->value >= 2200)
        return 0;
    const struct kw_time_token *next = peek(s, i + 1);
    if (next->class == KW_TIME_COUNTED || next->class == KW_TIME_HOUR)
        return 0;
    bool glued =
        !next->spaced && (next->class == KW_TIME_SIGN || next->class == KW_TIME_WORD);
    if (glued)
        return 0;
    *year = token->value;
    return 1;
}

size_t kw_scan_month(struct kw_scan *s, size_t i, int *month)
{
    const struct kw_time_token *token = peek(s, i);
    if (!token->upper ||
        (token->class != KW_TIME_MONTH && token->class != KW_TIME_MONTH_SHORT))
        return 0;
    *month = token->value;
    return 1;
}

size_t kw_scan_amount(struct kw_scan *s, size_t i, int *amount)
{
    const struct kw_time_token *token = peek(s, i);
    if (token->class == KW_TIME_A) {
        *amount = 1;
        return 1;
    }
    bool plain = token->class == KW_TIME_DIGITS && !token->ordinal && token->digits <= 3;
    if (!plain && token->class != KW_TIME_NUMBER)
        return 0;
    *amount = token->value;
    bool tens = token->class == KW_TIME_NUMBER && token->value >= 20;
    if (tens && class_at(s, i + 1) == KW_TIME_DASH &&
        class_at(s, i + 2) == KW_TIME_NUMBER && peek(s, i + 2)->value < 10) {
        *amount += peek(s, i + 2)->value;
        return 3;
    }
    return 1;
}

static struct kw_time day_of(int year, int month, int mday)
{
    int32_t day = kw_day_of(year, month, mday);
    return day == KW_DAY_NONE ? KW_TIME_NONE : kw_unit_of(day, KW_PRECISION_DAY, 0);
}

struct kw_time kw_time_in_year(int year, int month, int mday)
{
    return mday ? day_of(year, month, mday) : kw_unit_month(year, month);
}
