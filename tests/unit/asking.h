/* asking.h - what tests of questions share: a graph's properties and rows, as literals.
 */
#ifndef KW_TESTS_ASKING_H
#define KW_TESTS_ASKING_H

#include "check.h"

#include "query/ask.h"

/* The map that a literal stands for; what is none fails the test. */
const struct kw_value_map *asking_map(struct kw_arena *arena, struct kw_region *region,
                                      const char *literal);

/* A taker of rows for kw_ask_source that adds them to a kw_buf (`context`) as literals:
 * cells joined by '|', rows by ' / '. */
enum kw_status asking_take(void *context, const struct kw_plan *plan, struct kw_run *run,
                           const struct kw_slots *slots);

#endif
