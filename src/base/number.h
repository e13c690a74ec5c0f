/* number.h - numbers to text and back, whatever the locale. */
#ifndef KW_BASE_NUMBER_H
#define KW_BASE_NUMBER_H

#include "knotwork/base.h"

#define KW_NUMBER_TEXT 40

/* `value` rounded to 9 significant decimal digits: what is compared, stored and sorted
 * (design.md, rule 2). NaN and infinities pass unchanged; -0 becomes 0. */
double kw_round9(double value);

/* Prints with 9 significant digits at most, "." as decimal point, no trailing zeros
 * ("0.25", "1e+06", "nan", "inf"). */
void kw_number_print(double value, char text[KW_NUMBER_TEXT]);

/* Parses a whole decimal number; false when `text` is anything else or out of range. */
bool kw_number_parse(struct kw_str text, double *value);
bool kw_integer_parse(struct kw_str text, int64_t *value);

#endif
