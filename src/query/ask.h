/* ask.h - a query from text to rows, over any source. Private to src/query and tests. */
#ifndef KW_QUERY_ASK_H
#define KW_QUERY_ASK_H

#include "query/run.h"

/* Parses, plans and runs `ask->text`; each row of values to `fn` in run->row, at the
 * slots it is given. */
typedef enum kw_status kw_values_fn(void *context, const struct kw_plan *plan,
                                    struct kw_run *run, const struct kw_slots *slots);
KW_CHECKED enum kw_status kw_ask_source(const struct kw_ask *ask,
                                        const struct kw_source *source,
                                        const struct kw_parameter *parameters,
                                        size_t parameter_count, struct kw_arena *arena,
                                        kw_values_fn *fn, void *context,
                                        struct kw_ask_fault *fault, struct kw_error *err);

/* Reads "name=value": a number, true, false, null, a quoted text, a list or map of those;
 * anything else is a text. The value lives in `region`. */
KW_CHECKED enum kw_status kw_parameter_parse(struct kw_arena *arena,
                                             struct kw_region *region, struct kw_str text,
                                             struct kw_parameter *out,
                                             struct kw_error *err);

/* The plan as lines of text. */
void kw_plan_explain(const struct kw_plan *plan, struct kw_buf *out);

#endif
