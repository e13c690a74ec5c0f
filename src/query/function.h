/* function.h - the table of functions. Private to src/query. */
#ifndef KW_QUERY_FUNCTION_H
#define KW_QUERY_FUNCTION_H

#include "query/run.h"

/* What an aggregate does. */
enum kw_aggregate {
    KW_AGG_NONE, KW_AGG_COUNT, KW_AGG_SUM, KW_AGG_AVG, KW_AGG_MIN, KW_AGG_MAX,
    KW_AGG_COLLECT, KW_AGG_STDEV, KW_AGG_STDEVP, KW_AGG_PERCENTILE_CONT,
    KW_AGG_PERCENTILE_DISC,
};

struct kw_function {
    const char *name;
    unsigned least, most;        /* arguments */
    unsigned takes;              /* kinds of the first argument, bits; 0: any */
    int gives;                   /* kind, or KW_ANY_KIND */
    enum kw_aggregate aggregate;
    bool nulls;                  /* is called with null as first argument, too */
    enum kw_status (*call)(struct kw_run *run, const struct kw_value *args, size_t count,
                           struct kw_value *out);
    const char *meaning;         /* "size(list or text)" */
};

extern const struct kw_function kw_functions[]; /* ended by a NULL name */
const struct kw_function *kw_function_named(struct kw_str name); /* NULL: none */

#endif
