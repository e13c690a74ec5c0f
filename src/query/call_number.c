/* call_number.c - functions on numbers, and conversions to them. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "query/calls.h"

/* --- numbers ------------------------------------------------------------------------- */

CALL(kw_call_abs)
{
    UNUSED;
    if (args->kind == KW_VALUE_FLOAT)
        *out = kw_value_float(fabs(args->as.number));
    else if (args->as.integer == INT64_MIN)
        return kw_run_fail(run, "the result does not fit 64 bits");
    else
        *out = kw_value_integer(args->as.integer < 0 ? -args->as.integer
                                                     : args->as.integer);
    return KW_OK;
}

CALL(kw_call_sign)
{
    UNUSED;
    double x = kw_value_number(args);
    *out = kw_value_integer((x > 0) - (x < 0));
    return KW_OK;
}

#define MATH(name, expression)                                                           \
    CALL(name)                                                                           \
    {                                                                                    \
        UNUSED;                                                                          \
        double x = kw_value_number(args);                                                \
        *out = kw_value_float(expression);                                               \
        return KW_OK;                                                                    \
    }
MATH(kw_call_ceil, ceil(x))
MATH(kw_call_floor, floor(x))
MATH(kw_call_round, floor(x + 0.5))
MATH(kw_call_sqrt, sqrt(x))
MATH(kw_call_exp, exp(x))
MATH(kw_call_log, log(x))
MATH(kw_call_log10, log10(x))
MATH(kw_call_sin, sin(x))
MATH(kw_call_cos, cos(x))
MATH(kw_call_tan, tan(x))
MATH(kw_call_asin, asin(x))
MATH(kw_call_acos, acos(x))
MATH(kw_call_atan, atan(x))
MATH(kw_call_cot, 1 / tan(x))
MATH(kw_call_degrees, x * 57.29577951308232)
MATH(kw_call_radians, x / 57.29577951308232)

CALL(kw_call_atan2)
{
    UNUSED;
    if (kw_is_null(&args[1]))
        return KW_OK;
    if (!kw_is_number(&args[1]))
        return kw_run_fail(run, "atan2 takes two numbers");
    *out = kw_value_float(atan2(kw_value_number(args), kw_value_number(&args[1])));
    return KW_OK;
}

CALL(kw_call_pi)
{
    (void)args;
    UNUSED;
    *out = kw_value_float(3.141592653589793);
    return KW_OK;
}

CALL(kw_call_e)
{
    (void)args;
    UNUSED;
    *out = kw_value_float(2.718281828459045);
    return KW_OK;
}

/* --- conversions --------------------------------------------------------------------- */

CALL(kw_call_to_integer)
{
    UNUSED;
    double x;
    if (args->kind == KW_VALUE_INTEGER) {
        *out = *args;
        return KW_OK;
    }
    if (args->kind == KW_VALUE_BOOL) {
        *out = kw_value_integer(args->as.truth);
        return KW_OK;
    }
    int64_t whole;
    if (args->kind == KW_VALUE_FLOAT)
        x = args->as.number;
    else if (kw_integer_parse(kw_str_trim(args->as.string), &whole)) {
        *out = kw_value_integer(whole);
        return KW_OK;
    } else if (!kw_number_parse(kw_str_trim(args->as.string), &x))
        return KW_OK;
    if (isnan(x) || x >= 9223372036854775808.0 || x < -9223372036854775808.0)
        return KW_OK;
    *out = kw_value_integer((int64_t)x);
    return KW_OK;
}

CALL(kw_call_to_float)
{
    UNUSED;
    double x;
    if (kw_is_number(args))
        *out = kw_value_float(kw_value_number(args));
    else if (args->kind == KW_VALUE_STRING &&
             kw_number_parse(kw_str_trim(args->as.string), &x))
        *out = kw_value_float(x);
    return KW_OK;
}

CALL(kw_call_to_boolean)
{
    UNUSED;
    if (args->kind == KW_VALUE_BOOL)
        *out = *args;
    else if (args->kind == KW_VALUE_INTEGER)
        *out = kw_value_bool(args->as.integer != 0);
    else if (args->kind == KW_VALUE_STRING) {
        struct kw_str s = kw_str_trim(args->as.string);
        char word[6] = "";
        for (size_t i = 0; i < s.len && i < 5; i++)
            word[i] = (char)(s.ptr[i] | 32);
        if (s.len == 4 && strcmp(word, "true") == 0)
            *out = kw_value_bool(true);
        else if (s.len == 5 && strcmp(word, "false") == 0)
            *out = kw_value_bool(false);
    }
    return KW_OK;
}
