/* follow.h - an earlier run; private to src/measure. */
#ifndef KW_MEASURE_FOLLOW_H
#define KW_MEASURE_FOLLOW_H

#include "measure.h"

#include "base/map.h"

struct kw_previous {
    struct kw_map labels;        /* key of an entity to its label */
    struct kw_map names;         /* label, as decimal digits, to place in `texts` + 1 */
    KW_VEC(struct kw_str) texts; /* names of communities */
    uint32_t most;               /* the greatest label */
};

/* The name a label had, or empty. */
struct kw_str kw_previous_name(const struct kw_previous *p, uint32_t label);

#endif
