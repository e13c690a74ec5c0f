/* measure.h - network measures: the door of igraph.
 *
 * A measure is one row of a table: name, scope, what it needs, unit, definition, source
 * and function. The command line, exports and help read that table.
 */
#ifndef KW_MEASURE_MEASURE_H
#define KW_MEASURE_MEASURE_H

#include "knotwork/graph.h"

struct kw_measure_inputs;
struct kw_previous;

/* What has a value: every entity, every two that are joined, or the graph.
 * X(enumerator, name) */
#define KW_SCOPES(X)                                                                     \
    X(NODE, "node")                                                                      \
    X(EDGE, "edge")                                                                      \
    X(GRAPH, "graph")
#define KW_SCOPE_ENUM(id, name) KW_SCOPE_##id,
enum kw_scope { KW_SCOPES(KW_SCOPE_ENUM) KW_SCOPE_COUNT };
#undef KW_SCOPE_ENUM
const char *kw_scope_name(enum kw_scope scope);

/* Places that show some measures unasked. */
enum {
    KW_SHOWN_TABLE = 1,  /* tables of measures */
    KW_SHOWN_EXPORT = 2, /* exports: what a reader sizes and colors nodes by */
    KW_SHOWN_CARD = 4,   /* what is told of one entity */
};

struct kw_measure {
    const char *name; /* "betweenness", [a-z_]+ */
    enum kw_scope scope;
    bool weighted;          /* reads the weight as closeness, whatever the distance */
    bool directed;          /* reads the direction of statements */
    bool integer;           /* whole numbers: counts and labels */
    const char *unit;       /* "edges", "share"; "label": values only tell apart */
    const char *definition; /* one or two sentences, exact */
    const char *source;     /* paper or standard */
    /* Fills node_count values, or one; inputs are private to the room. */
    enum kw_status (*compute)(struct kw_measure_inputs *inputs, double *values,
                              struct kw_error *err);
    bool by_igraph; /* its note names the version of igraph */
    /* What the note says of how it was done, or NULL: exactly. */
    struct kw_str (*how)(const struct kw_graph *graph, struct kw_arena *arena);
    unsigned shown;        /* KW_SHOWN_...: where it is if nobody says which */
    const char *null_when; /* the only reason for NaN, a clause; "" where it never is */
};

/* How measures are computed; zeroed: on one thread, communities cold. */
struct kw_measure_settings {
    unsigned jobs;                    /* threads; 0 is 1; the values do not change */
    const struct kw_previous *follow; /* communities keep its labels; or NULL */
};

/* All measures, ended by a NULL name. */
const struct kw_measure *kw_measures(void);
const struct kw_measure *kw_measure_named(struct kw_str name);

/* Communities; and what `top` of a view goes by where it names nothing. */
const struct kw_measure *kw_measure_of_groups(void);
const struct kw_measure *kw_measure_of_weight(void);
bool kw_measure_is_label(const struct kw_measure *measure);

/* How many values it has. */
size_t kw_measure_size(const struct kw_graph *graph, const struct kw_measure *measure);

/* Computes measures on the simple graph of graph->pairs. `values[i]` becomes an array in
 * `arena` of node_count, pair_count or one number, by scope, rounded to 9 significant
 * digits; NaN where a measure is not defined. What several measures need is made once.
 * Safe to call from any thread (one call at a time works, others wait). The same graph
 * gives the same bytes, whatever the number of threads. Communities start cold from a
 * fixed seed, labels 1, 2, ... by size, then smallest node, unless an earlier run is
 * followed. `settings` may be NULL.
 * Errors: KW_NOMEM, KW_LIMIT. */
KW_CHECKED enum kw_status kw_measures_compute(const struct kw_graph *graph,
                                              const struct kw_measure *const *measures,
                                              size_t count,
                                              const struct kw_measure_settings *settings,
                                              struct kw_arena *arena, double **values,
                                              struct kw_error *err);

/* The same for one; `values` is the caller's. */
KW_CHECKED enum kw_status kw_measure_compute(const struct kw_graph *graph,
                                             const struct kw_measure *measure,
                                             struct kw_arena *arena, double *values,
                                             struct kw_error *err);

/* Loads a view like kw_graph_load, with names of entities looked up as everywhere and
 * `top` by any measure of nodes. Errors: also those of kw_lookup and kw_measures_compute;
 * KW_USAGE for a measure that is none. */
KW_CHECKED enum kw_status kw_view_load(struct kw_store *store, const struct kw_view *view,
                                       const struct kw_measure_settings *settings,
                                       struct kw_arena *arena, struct kw_graph **out,
                                       struct kw_error *err);

/* What random numbers begin with: samples, communities, draws. */
unsigned kw_measure_seed(void);

/* --- intervals -------------------------------------------------------------------- */

#define KW_BOOTSTRAP_LEAST 39 /* replicates; fewer have no outer 2.5 % */
#define KW_BOOTSTRAP_MOST 100000

/* Where a value of a node, and its rank, lie in 95 % of replicates. */
struct kw_interval {
    double low, high;           /* of the value */
    double rank;                /* 1 + nodes of greater value; NaN: it has none */
    double rank_low, rank_high; /* of the rank; the better one is the lower */
};

/* Draws the stories of a graph loaded with `view.shares` anew, `replicates` times
 * (KW_BOOTSTRAP_LEAST or more), and computes measures of nodes that are no labels on each
 * graph; the definition is in bootstrap.c. `values` are those of the graph. `out[i]`
 * becomes node_count intervals of measure i, in `arena`; NaN where fewer than
 * KW_BOOTSTRAP_LEAST replicates have a value. `jobs` threads change no bit. A draw holds
 * about two thirds of the different stories, so that it joins fewer entities than the
 * graph does, and a value that grows with those may lie above its interval; ranks do not
 * suffer from it.
 * Errors: KW_USAGE, KW_NOMEM, KW_LIMIT. Cost: the measures, so many times; memory O(nodes
 * * measures * replicates / 10). */
KW_CHECKED enum kw_status kw_measures_bootstrap(
    const struct kw_graph *graph, const struct kw_measure *const *measures, size_t count,
    double *const *values, uint32_t replicates, unsigned jobs, struct kw_arena *arena,
    struct kw_interval **out, struct kw_error *err);

/* --- communities ------------------------------------------------------------------ */

/* Reads what `analyze` wrote as CSV, JSON or JSON lines: the columns key, community and,
 * if there is one, community_name. Owns: lives in `arena`.
 * Errors: KW_SYNTAX where no entity has a community; KW_NOMEM. */
KW_CHECKED enum kw_status kw_previous_read(struct kw_str text, struct kw_arena *arena,
                                           struct kw_previous **out,
                                           struct kw_error *err);

/* The same from a graph; `labels` are values of its communities.
 * Owns: lives in `arena`. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_previous_of(const struct kw_graph *graph,
                                         const double *labels, struct kw_arena *arena,
                                         struct kw_previous **out, struct kw_error *err);

struct kw_community {
    uint32_t label;
    size_t size;        /* entities */
    uint64_t weight;    /* of the pairs inside */
    struct kw_str name; /* of its up to three members with the most weight inside, or what
                           the earlier run called it */
};

/* The communities of a graph by size, then label; `labels` are the values of the measure
 * community. `previous` may be NULL. Owns: lives in `arena`. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status
kw_communities_list(const struct kw_graph *graph, const double *labels,
                    const struct kw_previous *previous, struct kw_arena *arena,
                    struct kw_community **out, size_t *count, struct kw_error *err);

/* True when the graph is so large that the measure is taken from a sample of it. */
bool kw_measure_estimated(const struct kw_graph *graph, const struct kw_measure *measure,
                          struct kw_arena *arena);

/* Exact or sampled, library version: one line for outputs ("exact; igraph 0.10.2"). */
struct kw_str kw_measure_note(const struct kw_graph *graph,
                              const struct kw_measure *measure, struct kw_arena *arena);

#endif
