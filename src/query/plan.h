/* plan.h - a query as steps, each handing rows to the next. Private to src/query.
 *
 * All variables of a query have places (slots) in one row. A step sets its slots, calls
 * the next step, and sets them anew: rows flow depth first, one at a time, and nothing is
 * copied but by the steps that must see all rows first (sort, aggregate, distinct).
 */
#ifndef KW_QUERY_PLAN_H
#define KW_QUERY_PLAN_H

#include "query/ast.h"
#include "query/computed.h"

enum kw_step_kind {
    KW_S_BEGIN,     /* edges bound from here on are different from each other */
    KW_S_SCAN,      /* all nodes that fit, into a slot */
    KW_S_CHECK,     /* a node already bound fits */
    KW_S_EXPAND,    /* one edge from a node */
    KW_S_WALK,      /* a trail of edges from a node */
    KW_S_SHORTEST,  /* shortest paths between two bound nodes */
    KW_S_PATH,      /* names a path */
    KW_S_FILTER,    /* a condition */
    KW_S_OPTIONAL,  /* rows of a chain, or one with nulls */
    KW_S_UNWIND,    /* items of a list */
    KW_S_PROJECT,   /* expressions into slots */
    KW_S_DISTINCT,  /* each row once */
    KW_S_AGGREGATE, /* groups */
    KW_S_SORT,      /* order, perhaps the first few only */
    KW_S_SKIP,
    KW_S_LIMIT,
};

struct kw_slots {
    int *items;
    size_t count, capacity;
};

struct kw_step {
    enum kw_step_kind kind;
    struct kw_node_pattern *node; /* SCAN, CHECK; where EXPAND, WALK, SHORTEST lead */
    struct kw_edge_pattern *edge;
    struct kw_path_pattern *path; /* PATH, SHORTEST */
    int from;                     /* slot EXPAND ... start from */
    bool backward;                /* against the arrow as written */
    bool bound;                   /* the node at the far end is bound already */
    struct kw_expr *expr;         /* FILTER, UNWIND, SKIP, LIMIT; SCAN: the value its
                                     property has, or NULL */
    struct kw_str property;       /* SCAN: the one that `expr` gives */
    int slot;                     /* UNWIND */
    struct kw_chain *chain;       /* OPTIONAL */
    struct kw_slots slots;        /* OPTIONAL: made null; DISTINCT, SORT: kept */
    struct kw_items items;        /* PROJECT, AGGREGATE; SORT: its keys */
    size_t keys;                  /* AGGREGATE: the first so many items group */
    struct kw_expr **aggregates;  /* AGGREGATE: the calls, whose slots take results */
    size_t aggregate_count;
    struct kw_expr *skip, *limit; /* SORT: no more rows than these ask for */
    size_t state;                 /* number of its working data in a run, from 1 */
};

struct kw_chain {
    struct kw_step *items; /* its steps */
    size_t count, capacity;
    struct kw_slots out; /* of the row it gives, where it gives one */
};

struct kw_plan {
    struct kw_chain **chains; /* one per part of a UNION */
    size_t chain_count;
    bool distinct;            /* UNION without ALL */
    struct kw_str *columns;
    size_t column_count;
    size_t slot_count;
    size_t state_count;
    bool *reads; /* by slot: its value is looked at, beyond which node or edge it is */
    struct kw_str text;
    const struct kw_computing *computing; /* names what is computed; or NULL */
};

struct kw_parameter {
    struct kw_str name;
    struct kw_value value;
};

/* Makes a plan of a query. Names are resolved; what makes no sense is an error at its
 * place `*at`. Errors: KW_SYNTAX, KW_LIMIT, KW_NOMEM. */
KW_CHECKED enum kw_status kw_plan_make(struct kw_arena *arena, struct kw_str text,
                                       struct kw_query_text *query,
                                       const struct kw_source *source,
                                       struct kw_plan **out, uint32_t *at,
                                       struct kw_error *err);

/* --- inside the planner -------------------------------------------------------------- */

enum { KW_ANY_KIND = -1 };

struct kw_variable {
    struct kw_str name;
    int slot;
    int kind; /* enum kw_value_kind, or KW_ANY_KIND */
};

struct kw_scope {
    struct kw_variable *items;
    size_t count, capacity;
};

struct kw_planner {
    struct kw_arena *arena;
    const struct kw_source *source;
    struct kw_scope scope;
    size_t slot_count, state_count;
    struct kw_plan *plan;
    struct { bool *items; size_t count, capacity; } reads; /* kw_plan.reads, as it grows */
    enum kw_status status;
    uint32_t at;
    struct kw_error error;
    bool in_aggregate;    /* inside the arguments of one */
    bool may_aggregate;   /* an aggregate may stand here */
    bool aggregated;      /* one did */
    unsigned local;       /* levels of comprehensions around */
};

void kw_plan_fail(struct kw_planner *pl, enum kw_status status, uint32_t at,
                  const char *format, ...) KW_PRINTF(4, 5);
int kw_plan_slot(struct kw_planner *pl);
const struct kw_variable *kw_scope_find(const struct kw_planner *pl, struct kw_str name);
int kw_scope_add(struct kw_planner *pl, struct kw_str name, int kind);
void kw_slots_add(struct kw_planner *pl, struct kw_slots *slots, int slot);
struct kw_step *kw_chain_add(struct kw_planner *pl, struct kw_chain *chain,
                             enum kw_step_kind kind);

/* Marks a slot as read; tells whether it was before. */
bool kw_plan_read(struct kw_planner *pl, int slot, bool read);

/* What names are of. */
enum kw_naming { KW_NAMES_LABEL, KW_NAMES_TYPE, KW_NAMES_PROPERTY };

/* Fails when a closed source has no such name. (resolve.c) */
void kw_plan_check_name(struct kw_planner *pl, uint32_t at, enum kw_naming naming,
                        struct kw_str name);
/* Resolves names in an expression. (resolve.c) */
void kw_resolve(struct kw_planner *pl, struct kw_expr *e);
int kw_static_kind(const struct kw_planner *pl, const struct kw_expr *e);
/* Resolves what must be true or false. */
void kw_resolve_condition(struct kw_planner *pl, struct kw_expr *e);
bool kw_expr_same(const struct kw_expr *a, const struct kw_expr *b);
/* Whether an expression reads a slot that `bound` (by slot) does not have. */
bool kw_expr_ready(const struct kw_expr *e, const bool *bound, size_t count);

/* Steps that match a pattern; binds new names in the scope. (plan_match.c) */
void kw_plan_match(struct kw_planner *pl, struct kw_pattern *pattern,
                   struct kw_chain *chain, bool predicate);
/* Steps of WITH and RETURN. (plan_project.c) */
void kw_plan_project(struct kw_planner *pl, struct kw_projection *projection, bool last,
                     struct kw_chain *chain);
/* The chain of one part of a query. `nested`: in EXISTS, where names of the outside are
 * seen and RETURN may be missing. */
struct kw_chain *kw_plan_single(struct kw_planner *pl, struct kw_single *single,
                                bool nested);

#endif
