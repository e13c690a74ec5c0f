/* number.c - numbers to text and back. The C library prints and reads with the decimal
 * point of the process's locale; here it is found out by looking, never by asking. */
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double kw_round9(double value)
{
    if (!isfinite(value) || value == 0)
        return value == 0 ? 0 : value;
    char text[KW_NUMBER_TEXT];
    snprintf(text, sizeof text, "%.8e", value); /* read back in the same locale */
    return strtod(text, NULL);
}

static bool is_number_byte(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == 'e';
}

void kw_number_print(double value, char text[KW_NUMBER_TEXT])
{
    if (!isfinite(value)) {
        snprintf(text, KW_NUMBER_TEXT, "%s",
                 isnan(value) ? "nan"
                 : value < 0  ? "-inf"
                              : "inf");
        return;
    }
    char local[KW_NUMBER_TEXT];
    snprintf(local, sizeof local, "%.9g", value == 0 ? 0 : value);
    size_t used = 0;
    for (size_t i = 0; local[i]; i++) {
        if (is_number_byte(local[i]))
            text[used++] = local[i];
        else if (used && text[used - 1] != '.') /* a point may have several bytes */
            text[used++] = '.';
    }
    text[used] = '\0';
}

static size_t digits(struct kw_str s, size_t at)
{
    size_t end = at;
    while (end < s.len && s.ptr[end] >= '0' && s.ptr[end] <= '9')
        end++;
    return end - at;
}

/* True for [+-] digits [. digits] [e [+-] digits], with a digit before the e; sets
 * `*point` to the place of the point, or to s.len. */
static bool is_decimal(struct kw_str s, size_t *point)
{
    size_t at = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+');
    size_t whole = digits(s, at), part = 0;
    at += whole;
    *point = s.len;
    if (at < s.len && s.ptr[at] == '.') {
        *point = at;
        part = digits(s, at + 1);
        at += 1 + part;
    }
    if (whole + part == 0)
        return false;
    if (at < s.len && (s.ptr[at] | 0x20) == 'e') {
        at++;
        at += at < s.len && (s.ptr[at] == '-' || s.ptr[at] == '+');
        size_t exponent = digits(s, at);
        at += exponent;
        if (exponent == 0)
            return false;
    }
    return at == s.len;
}

bool kw_number_parse(struct kw_str text, double *value)
{
    char half[16], local[512];
    size_t point;
    if (!is_decimal(text, &point) || text.len > sizeof local - sizeof half)
        return false;
    snprintf(half, sizeof half, "%.1f", 0.5); /* "0.5", or "0,5" */
    half[strlen(half) - 1] = '\0';
    if (point < text.len)
        snprintf(local, sizeof local, "%.*s%s%.*s", (int)point, text.ptr, half + 1,
                 (int)(text.len - point - 1), text.ptr + point + 1);
    else
        snprintf(local, sizeof local, "%.*s", KW_STR_ARG(text));
    double parsed = strtod(local, NULL);
    if (!isfinite(parsed))
        return false;
    *value = parsed;
    return true;
}

bool kw_integer_parse(struct kw_str text, int64_t *value)
{
    bool negative = text.len && text.ptr[0] == '-';
    size_t at = negative;
    if (at == text.len || at + digits(text, at) != text.len)
        return false;
    int64_t parsed = 0; /* kept negative, because that side reaches farther */
    for (; at < text.len; at++) {
        int digit = text.ptr[at] - '0';
        if (parsed < (INT64_MIN + digit) / 10)
            return false;
        parsed = parsed * 10 - digit;
    }
    if (!negative && parsed == INT64_MIN)
        return false;
    *value = negative ? parsed : -parsed;
    return true;
}
