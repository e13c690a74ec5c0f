/* run.h - a plan being run. Private to src/query. */
#ifndef KW_QUERY_RUN_H
#define KW_QUERY_RUN_H

#include "query/plan.h"

/* A step's way of saying that no more rows are wanted; never leaves src/query. */
#define KW_ENOUGH ((enum kw_status)1000)

struct kw_run {
    const struct kw_plan *plan;
    const struct kw_source *source;
    const struct kw_parameter *parameters;
    size_t parameter_count;
    struct kw_value *row;        /* plan->slot_count values */
    struct kw_region scratch;    /* cut back after each row */
    struct kw_region kept;       /* groups, rows to be sorted */
    struct kw_region gathered;   /* lists that patterns make, while they grow */
    struct kw_region walked;     /* edges of nodes that trails have met */
    void **states;               /* plan->state_count + 1 */
    const struct kw_link **used; /* edges bound in the MATCHes around */
    size_t used_count, used_capacity;
    size_t used_base;            /* where those of the innermost MATCH begin */
    uint64_t ticks;              /* steps taken */
    bool (*stop)(void *context); /* or NULL */
    void *stop_context;
    unsigned depth_limit;        /* edges of a trail */
    const struct kw_expr *place; /* being evaluated: where an error is */
    struct kw_error *err;
};

/* Called at every step of work: KW_LIMIT once the caller wants to stop. */
KW_CHECKED enum kw_status kw_run_tick(struct kw_run *run);
enum kw_status kw_run_fail(struct kw_run *run, const char *format, ...) KW_PRINTF(2, 3);
enum kw_status kw_run_nomem(struct kw_run *run);

/* Takes a row that a chain gives (the values are in run->row). */
typedef enum kw_status kw_row_fn(void *context, struct kw_run *run);

/* Gives all rows of a chain to `sink`. KW_ENOUGH of the sink ends it. */
KW_CHECKED enum kw_status kw_chain_run(struct kw_run *run, const struct kw_chain *chain,
                                       kw_row_fn *sink, void *context);

/* The value of an expression over the row. (eval.c) */
KW_CHECKED enum kw_status kw_eval(struct kw_run *run, const struct kw_expr *e,
                                  struct kw_value *out);
KW_CHECKED enum kw_status kw_eval_truth(struct kw_run *run, const struct kw_expr *e,
                                        enum kw_truth *out);
enum kw_status kw_eval_operator(struct kw_run *run, int op, const struct kw_value *a,
                                const struct kw_value *b, struct kw_value *out);
/* The nodes and edges of a path expression's walk. (paths.c) */
KW_CHECKED enum kw_status kw_path_value(struct kw_run *run,
                                        const struct kw_path_pattern *path,
                                        struct kw_value *out);
KW_CHECKED enum kw_status kw_node_fits(struct kw_run *run,
                                       const struct kw_node_pattern *node,
                                       int64_t number, bool *fits);
KW_CHECKED enum kw_status kw_edge_fits(struct kw_run *run,
                                       const struct kw_edge_pattern *edge,
                                       const struct kw_link *link, bool *fits);
KW_CHECKED enum kw_status kw_reach_make(struct kw_run *run,
                                        const struct kw_edge_pattern *edge, bool backward,
                                        struct kw_reach *out, bool *none);

/* Edges bound in the MATCH under way: none is bound twice. */
bool kw_edge_used(const struct kw_run *run, const struct kw_link *link);
KW_CHECKED enum kw_status kw_edge_use(struct kw_run *run, const struct kw_link *link);

/* What steps call to hand a row on. */
struct kw_flow {
    const struct kw_chain *chain;
    kw_row_fn *sink;
    void *context;
};
KW_CHECKED enum kw_status kw_flow_on(struct kw_run *run, const struct kw_flow *flow,
                                     size_t step);
enum kw_status kw_step_walk(struct kw_run *run, const struct kw_flow *flow, size_t at);
enum kw_status kw_step_shortest(struct kw_run *run, const struct kw_flow *flow,
                                size_t at);
/* Aggregate, sort, distinct: take a row, and give what they hold when all have come. */
enum kw_status kw_group_take(struct kw_run *run, const struct kw_step *step);
enum kw_status kw_group_give(struct kw_run *run, const struct kw_flow *flow, size_t at);
enum kw_status kw_sort_take(struct kw_run *run, const struct kw_step *step);
enum kw_status kw_sort_give(struct kw_run *run, const struct kw_flow *flow, size_t at);
/* True when the row was not seen before. */
enum kw_status kw_distinct_take(struct kw_run *run, size_t state,
                                const struct kw_slots *slots, bool *first);
/* The number a SKIP or LIMIT gives. */
enum kw_status kw_eval_count(struct kw_run *run, const struct kw_expr *e, uint64_t *out);

#endif
