/* calls.h - the functions of the table, by file. Private to src/query. */
#ifndef KW_QUERY_CALLS_H
#define KW_QUERY_CALLS_H

#include "query/run.h"

#define CALL(name)                                                                       \
    enum kw_status name(struct kw_run *run, const struct kw_value *args, size_t count,   \
                        struct kw_value *out)
#define UNUSED (void)run, (void)count

CALL(kw_call_abs);
CALL(kw_call_sign);
CALL(kw_call_ceil);
CALL(kw_call_floor);
CALL(kw_call_round);
CALL(kw_call_sqrt);
CALL(kw_call_exp);
CALL(kw_call_log);
CALL(kw_call_log10);
CALL(kw_call_sin);
CALL(kw_call_cos);
CALL(kw_call_tan);
CALL(kw_call_asin);
CALL(kw_call_acos);
CALL(kw_call_atan);
CALL(kw_call_cot);
CALL(kw_call_degrees);
CALL(kw_call_radians);
CALL(kw_call_atan2);
CALL(kw_call_pi);
CALL(kw_call_e);
CALL(kw_call_to_integer);
CALL(kw_call_to_float);
CALL(kw_call_to_boolean);
CALL(kw_call_to_string);
CALL(kw_call_to_lower);
CALL(kw_call_to_upper);
CALL(kw_call_trim);
CALL(kw_call_ltrim);
CALL(kw_call_rtrim);
CALL(kw_call_substring);
CALL(kw_call_left);
CALL(kw_call_right);
CALL(kw_call_replace);
CALL(kw_call_split);
CALL(kw_call_reverse);
CALL(kw_call_size);
CALL(kw_call_head);
CALL(kw_call_last);
CALL(kw_call_tail);
CALL(kw_call_range);
CALL(kw_call_coalesce);
CALL(kw_call_exists);
CALL(kw_call_id);
CALL(kw_call_type);
CALL(kw_call_labels);
CALL(kw_call_start);
CALL(kw_call_end);
CALL(kw_call_properties);
CALL(kw_call_keys);
CALL(kw_call_length);
CALL(kw_call_nodes);
CALL(kw_call_relationships);

#endif
