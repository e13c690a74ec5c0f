/* ast.h - a query as it is written: clauses, patterns, expressions. Made by grammar.y,
 * completed (slots, meaning) by scope.c, read by everything after. Private to src/query.
 */
#ifndef KW_QUERY_AST_H
#define KW_QUERY_AST_H

#include "query/token.h"
#include "query/value.h"

/* Levels an expression may nest: what follows it recursively needs so much stack. */
#define KW_EXPR_DEPTH 400

enum kw_expr_kind {
    KW_X_LITERAL,       /* value */
    KW_X_PARAMETER,     /* text */
    KW_X_VARIABLE,      /* text, slot */
    KW_X_PROPERTY,      /* kids[0].text */
    KW_X_LABELS,        /* kids[0]:names */
    KW_X_LIST,          /* kids */
    KW_X_MAP,           /* names[i]: kids[i] */
    KW_X_INDEX,         /* kids[0][kids[1]] */
    KW_X_SLICE,         /* kids[0][kids[1]..kids[2]], either may be NULL */
    KW_X_UNARY,         /* op: NOT, +, -, IS NULL, IS NOT NULL */
    KW_X_BINARY,        /* op */
    KW_X_COMPARE,       /* kids[0] ops[0] kids[1] ops[1] kids[2] ... */
    KW_X_CASE,          /* kids: operand or NULL, else or NULL, when, then, when ... */
    KW_X_CALL,          /* text; function; kids; distinct */
    KW_X_COUNT_ALL,     /* count(*) */
    KW_X_EACH,          /* [variable IN kids[0] WHERE kids[1] | kids[2]] */
    KW_X_QUANTIFIER,    /* op(variable IN kids[0] WHERE kids[1]) */
    KW_X_REDUCE,        /* reduce(other = kids[0], variable IN kids[1] | kids[2]) */
    KW_X_PATTERN,       /* pattern: true when there is one such path; or the paths of a
                           shortestPath */
    KW_X_PATTERN_EACH,  /* [pattern WHERE kids[0] | kids[1]] */
    KW_X_EXISTS,        /* EXISTS { pattern WHERE kids[0] } or EXISTS { query } */
};

struct kw_names {
    struct kw_str *items;
    size_t count, capacity;
};

struct kw_expr {
    enum kw_expr_kind kind;
    uint32_t at, end;      /* bytes of the query */
    unsigned depth;        /* levels below, 1 for a leaf */
    bool closed;           /* in parentheses: no part of a chain of comparisons */
    bool distinct;         /* KW_X_CALL: count(DISTINCT x) */
    bool aggregates;       /* an aggregate is in it; set by scope.c */
    int op;                /* KW_T_... */
    int slot, other;       /* places of variables in the row; -1: none yet */
    struct kw_str text;
    struct kw_value value;
    struct kw_expr **kids; /* `count`; some may be NULL */
    size_t count;
    int *ops;              /* count - 1 of a KW_X_COMPARE */
    struct kw_names names;
    struct kw_str variable, accumulator; /* names of what it binds */
    const struct kw_function *function;
    struct kw_pattern *pattern;
    struct kw_query_text *query;
    struct kw_chain *chain; /* what runs a pattern or subquery; set by plan.c */
};

enum kw_heading { KW_LEFT, KW_EITHER, KW_RIGHT };

struct kw_node_pattern {
    uint32_t at;
    struct kw_str name; /* or empty */
    int slot;
    struct kw_names labels;
    bool any_label;         /* A|B: one of them; else all */
    struct kw_expr *properties; /* a map or a parameter, or NULL */
    bool fresh;             /* bound here for the first time */
};

struct kw_edge_pattern {
    uint32_t at;
    struct kw_str name; /* or empty */
    int slot;
    struct kw_names types;
    struct kw_expr *properties;
    enum kw_heading heading;
    bool many;         /* variable length: its value is a list */
    int64_t min, max;  /* edges when `many`; max -1: any number */
    bool fresh;
    bool all_polarities; /* the query asks about polarity */
};

enum kw_shortest { KW_NOT_SHORTEST, KW_ONE_SHORTEST, KW_ALL_SHORTEST };

struct kw_path_pattern {
    uint32_t at;
    struct kw_str name; /* or empty */
    int slot;
    enum kw_shortest shortest;
    struct kw_node_pattern **nodes; /* edge_count + 1 */
    struct kw_edge_pattern **edges;
    size_t node_count, node_capacity, edge_count, edge_capacity;
};

struct kw_pattern {
    struct kw_path_pattern **paths;
    size_t count, capacity;
    struct kw_expr *where; /* or NULL */
};

struct kw_item {
    struct kw_expr *expr;
    struct kw_str name;  /* of the column: alias or the text as written */
    bool aliased, descending;
    int slot;
};

struct kw_items {
    struct kw_item *items;
    size_t count, capacity;
};

struct kw_projection {
    uint32_t at;
    bool distinct, star;
    struct kw_items items, order;
    struct kw_expr *skip, *limit, *where; /* or NULL */
};

enum kw_clause_kind { KW_C_MATCH, KW_C_UNWIND, KW_C_WITH, KW_C_RETURN };

struct kw_clause {
    enum kw_clause_kind kind;
    uint32_t at;
    bool optional;
    struct kw_pattern *pattern;
    struct kw_expr *expr; /* UNWIND */
    struct kw_str name;   /* UNWIND ... AS name */
    int slot;
    struct kw_projection *projection;
};

struct kw_single {
    struct kw_clause **clauses;
    size_t count, capacity;
    bool all; /* joined to those before by UNION ALL, not UNION */
};

struct kw_query_text {
    struct kw_single **singles;
    size_t count, capacity;
};

/* What the parser works on. */
struct kw_parse {
    struct kw_arena *arena;
    struct kw_str text;
    struct kw_query_text *result;
    struct kw_token last; /* the word being looked at */
    enum kw_status status; /* the first failure */
    uint32_t at;           /* where */
    bool unexpected;       /* a word that fits nowhere: the last one */
    struct kw_error error;
};

/* Reads a query. On failure `*at` is where (a byte offset) and `*incomplete` (may be
 * NULL) tells that more text could mend it.
 * Errors: KW_SYNTAX says what was expected; KW_LIMIT; KW_NOMEM. */
KW_CHECKED enum kw_status kw_parse_query(struct kw_arena *arena, struct kw_str text,
                                         struct kw_query_text **out, uint32_t *at,
                                         bool *incomplete, struct kw_error *err);

/* True for 2^63, which is a number only with a minus before it. */
bool kw_literal_needs_minus(struct kw_str text);

/* --- what the grammar's actions call; all give NULL or do nothing after a failure ------ */

void kw_parse_fail(struct kw_parse *p, enum kw_status status, uint32_t at,
                   const char *format, ...) KW_PRINTF(4, 5);
struct kw_expr *kw_expr_new(struct kw_parse *p, enum kw_expr_kind kind, uint32_t at,
                            uint32_t end, size_t count, struct kw_expr *const *kids);
struct kw_expr *kw_expr_one(struct kw_parse *p, enum kw_expr_kind kind, int op,
                            uint32_t at, uint32_t end, struct kw_expr *a);
struct kw_expr *kw_expr_two(struct kw_parse *p, enum kw_expr_kind kind, int op,
                            struct kw_expr *a, struct kw_expr *b);
struct kw_expr *kw_expr_compare(struct kw_parse *p, int op, struct kw_expr *a,
                                struct kw_expr *b);
struct kw_expr *kw_expr_minus(struct kw_parse *p, uint32_t at, struct kw_expr *a);
struct kw_expr *kw_expr_literal(struct kw_parse *p, struct kw_token token);
struct kw_expr *kw_expr_named(struct kw_parse *p, enum kw_expr_kind kind,
                              struct kw_token token);
void kw_expr_add(struct kw_parse *p, struct kw_expr *list, struct kw_expr *kid);
void kw_names_add(struct kw_parse *p, struct kw_names *names, struct kw_token token);
void kw_range_set(struct kw_parse *p, struct kw_edge_pattern *edge,
                  const struct kw_token *min, const struct kw_token *max, bool exact);
struct kw_node_pattern *kw_node_new(struct kw_parse *p, struct kw_token at);
struct kw_edge_pattern *kw_edge_new(struct kw_parse *p, uint32_t at);
struct kw_path_pattern *kw_path_new(struct kw_parse *p, struct kw_node_pattern *node);
void kw_path_add(struct kw_parse *p, struct kw_path_pattern *path,
                 struct kw_edge_pattern *edge, struct kw_node_pattern *node);
struct kw_pattern *kw_pattern_add(struct kw_parse *p, struct kw_pattern *pattern,
                                  struct kw_path_pattern *path);
struct kw_items kw_items_add(struct kw_parse *p, struct kw_items items,
                             struct kw_item item);
struct kw_clause *kw_clause_new(struct kw_parse *p, enum kw_clause_kind kind,
                                uint32_t at);
struct kw_single *kw_single_add(struct kw_parse *p, struct kw_single *single,
                                struct kw_clause *clause);
struct kw_query_text *kw_query_text_add(struct kw_parse *p, struct kw_query_text *statement,
                                      struct kw_single *single, bool all);
struct kw_str kw_parse_name(struct kw_parse *p, struct kw_token token);

#endif
