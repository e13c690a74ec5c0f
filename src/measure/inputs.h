/* inputs.h - what measures read, and the door of igraph; private to src/measure.
 *
 * igraph keeps its error handler, its random numbers and its clean-up stack per process
 * (Debian builds it without thread safety), so a mutex is held from kw_igraph_enter to
 * kw_igraph_leave, and its one parallel algorithm, PRPACK, is kept to one thread, because
 * its sums depend on the number.
 */
#ifndef KW_MEASURE_INPUTS_H
#define KW_MEASURE_INPUTS_H

#include "measure.h"

#include <igraph.h>

/* Up to this many steps (nodes * pairs) shortest paths start from every node; above, from
 * a sample of so many. 2^28 steps take about four seconds. */
#define KW_EXACT_WORK ((uint64_t)1 << 28)
#define KW_SAMPLE 256
#define KW_SEED 1u

/* The neighbours of node i, ascending: targets[offsets[i]] ... */
struct kw_neighbors {
    const uint32_t *offsets; /* node_count + 1 */
    const uint32_t *targets;
};

/* A partition of the nodes: labels 1 ... count by size, then smallest node. */
struct kw_partition {
    uint32_t *labels; /* by node; NULL: not made yet */
    uint32_t count;
    uint32_t largest; /* nodes of part 1 */
};

struct kw_measure_inputs {
    const struct kw_graph *graph;
    struct kw_arena *scratch;
    uint64_t exact_work; /* KW_EXACT_WORK, or less in tests */
    uint32_t sample;     /* KW_SAMPLE, or another number in tests */

    /* Made when first asked for. */
    struct kw_neighbors neighbors;
    struct kw_partition components, communities;
    double modularity;   /* of `communities` */
    uint64_t *distances; /* path.c: by node, sum of distances to the sources it sees */
    uint32_t *seen;      /* path.c: by node, how many sources it sees */
    uint32_t longest;    /* path.c: the greatest distance met */

    bool united_made;
    igraph_t united;         /* pairs, undirected */
    igraph_vector_t weights; /* of united */
    bool arcs_made;
    igraph_t arcs;               /* directions that evidence leads in */
    igraph_vector_t arc_weights; /* of arcs */
};

/* True when shortest paths start from every node. */
bool kw_measure_exact(const struct kw_graph *graph, uint64_t exact_work);

/* The nodes shortest paths start from: all, or the sample, ascending. */
KW_CHECKED enum kw_status kw_inputs_sources(const struct kw_measure_inputs *inputs,
                                            uint32_t **sources, uint32_t *count,
                                            struct kw_error *err);

KW_CHECKED enum kw_status kw_inputs_neighbors(struct kw_measure_inputs *inputs,
                                              struct kw_error *err);
KW_CHECKED enum kw_status kw_inputs_components(struct kw_measure_inputs *inputs,
                                               struct kw_error *err);
KW_CHECKED enum kw_status kw_inputs_united(struct kw_measure_inputs *inputs,
                                           struct kw_error *err);
KW_CHECKED enum kw_status kw_inputs_arcs(struct kw_measure_inputs *inputs,
                                         struct kw_error *err);
void kw_inputs_free(struct kw_measure_inputs *inputs);

/* Between these two igraph may be called. */
struct kw_igraph_door {
    igraph_error_handler_t *errors;     /* what was set before */
    igraph_warning_handler_t *warnings; /* likewise */
    int threads;                        /* likewise */
};
void kw_igraph_enter(struct kw_igraph_door *door);
void kw_igraph_leave(const struct kw_igraph_door *door);

/* Turns an igraph code into a status, with igraph's own reason in the message. */
enum kw_status kw_igraph_status(igraph_error_t code, struct kw_error *err);

/* Computes with other limits than the usual ones. */
KW_CHECKED enum kw_status kw_measures_run(struct kw_measure_inputs *inputs,
                                          const struct kw_measure *const *measures,
                                          size_t count, double *const *values,
                                          struct kw_error *err);

/* The measures, by file. */
#define KW_MEASURE_FN(name)                                                              \
    enum kw_status name(struct kw_measure_inputs *inputs, double *values,                \
                        struct kw_error *err)
KW_MEASURE_FN(kw_measure_degree); /* degree.c */
KW_MEASURE_FN(kw_measure_in_degree);
KW_MEASURE_FN(kw_measure_out_degree);
KW_MEASURE_FN(kw_measure_strength);
KW_MEASURE_FN(kw_measure_nodes);
KW_MEASURE_FN(kw_measure_pairs);
KW_MEASURE_FN(kw_measure_density);
KW_MEASURE_FN(kw_measure_average_degree);
KW_MEASURE_FN(kw_measure_betweenness); /* path.c */
KW_MEASURE_FN(kw_measure_closeness);
KW_MEASURE_FN(kw_measure_diameter);
KW_MEASURE_FN(kw_measure_pagerank);  /* rank.c */
KW_MEASURE_FN(kw_measure_component); /* group.c */
KW_MEASURE_FN(kw_measure_community);
KW_MEASURE_FN(kw_measure_components);
KW_MEASURE_FN(kw_measure_giant);
KW_MEASURE_FN(kw_measure_communities);
KW_MEASURE_FN(kw_measure_modularity);

struct kw_str kw_path_how(const struct kw_graph *graph, struct kw_arena *arena);
struct kw_str kw_diameter_how(const struct kw_graph *graph, struct kw_arena *arena);
struct kw_str kw_community_how(const struct kw_graph *graph, struct kw_arena *arena);

#endif
