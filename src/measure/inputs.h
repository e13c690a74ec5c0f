/* inputs.h - what measures read, and the door of igraph; private to src/measure.
 *
 * igraph keeps its error handler, its random numbers and its clean-up stack per process
 * (Debian builds it without thread safety), so a mutex is held from kw_igraph_enter to
 * kw_igraph_leave, and what of it is parallel is kept to one thread, because its sums
 * depend on the number.
 *
 * This compiles against igraph 0.10, which Debian 12 has. Of what is called here, 1.0
 * changes igraph_community_leiden alone (group.c): its node_weights become two vectors,
 * vertex_out_weights and vertex_in_weights.
 */
#ifndef KW_MEASURE_INPUTS_H
#define KW_MEASURE_INPUTS_H

#include "measure.h"

#include <igraph.h>

/* Up to this many steps (nodes * pairs) betweenness starts from every node; above, from a
 * sample of so many. 2^28 steps take about two seconds on one processor. Searches for
 * distances in steps are some thirty times cheaper; those by 1 / weight are not. */
#define KW_EXACT_WORK ((uint64_t)1 << 28)
#define KW_EXACT_SEARCH ((uint64_t)1 << 33)
#define KW_SAMPLE 256
#define KW_SEED 1u

/* The neighbors of node i, ascending: targets[offsets[i]] ... */
struct kw_neighbors {
    const uint32_t *offsets; /* node_count + 1 */
    const uint32_t *targets;
    const uint32_t *pairs; /* what joins it to each of them; NULL: not made yet */
};

/* What searches from all nodes, or a sample of them, found. */
struct kw_distances {
    double *sums;     /* by node: sum of distances to the sources; NULL: not made yet */
    double *inverses; /* by node: sum of 1 / distance */
    uint32_t *seen;   /* by node: other nodes among the sources that it is joined to */
    double longest;   /* the greatest distance */
};

struct kw_triangles {
    uint64_t *counts;  /* by node; NULL: not made yet */
    double *lent;      /* by pair, for a then for b as ego: what goes to the other one
                          through those both know */
    double *redundant; /* by node: how much of its neighbors is no news */
    double *strengths; /* by node */
};

struct kw_cuts {
    bool *bridges;   /* by pair */
    uint32_t *parts; /* by node: parts more without it; NULL: not made yet */
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
    uint64_t exact_work;              /* KW_EXACT_WORK, or less in tests */
    uint64_t exact_search;            /* KW_EXACT_SEARCH, or less in tests */
    uint32_t sample;                  /* KW_SAMPLE, or another number in tests */
    unsigned jobs;                    /* threads, at least 1 */
    const struct kw_previous *follow; /* an earlier run, or NULL */

    /* Made when first asked for. */
    struct kw_neighbors neighbors;
    uint32_t *by_degree; /* nodes, greatest degree first, then by number */
    struct kw_partition components, communities;
    double modularity; /* of `communities` */
    struct kw_distances distances;
    struct kw_triangles triangles;
    struct kw_cuts cuts;
    double *between;      /* by node: betweenness; NULL: not made yet */
    double *pair_between; /* by pair, likewise */

    bool united_made;
    igraph_t united;         /* pairs, undirected */
    igraph_vector_t weights; /* of united */
};

/* With the usual limits, on one thread. */
struct kw_measure_inputs kw_inputs_usual(const struct kw_graph *graph);

/* The next of a row of random numbers, which is the same everywhere. */
uint64_t kw_random(uint64_t *state);

/* bootstrap.c: how often each story is drawn in a replicate; and the pairs that weigh
 * something then, into room for all: their number. */
void kw_bootstrap_draw(const struct kw_graph *graph, uint32_t replicate, uint32_t *draws);
size_t kw_bootstrap_weigh(const struct kw_graph *graph, const uint32_t *draws,
                          struct kw_pair *pairs);

/* True when shortest paths start from every node. */
bool kw_measure_exact(const struct kw_graph *graph, uint64_t exact_work);

/* The nodes shortest paths start from: all, or above `exact_work` the sample. */
KW_CHECKED enum kw_status kw_inputs_sources(const struct kw_measure_inputs *inputs,
                                            uint64_t exact_work, uint32_t **sources,
                                            uint32_t *count, struct kw_error *err);
/* Nodes by degree, greatest first, then by number. Needs: neighbors. */
KW_CHECKED enum kw_status kw_inputs_by_degree(struct kw_measure_inputs *inputs,
                                              uint32_t **order, struct kw_error *err);

KW_CHECKED enum kw_status kw_inputs_neighbors(struct kw_measure_inputs *inputs,
                                              struct kw_error *err);
/* The same with `pairs`. */
KW_CHECKED enum kw_status kw_inputs_ties(struct kw_measure_inputs *inputs,
                                         struct kw_error *err);
KW_CHECKED enum kw_status kw_inputs_components(struct kw_measure_inputs *inputs,
                                               struct kw_error *err);
KW_CHECKED enum kw_status kw_inputs_united(struct kw_measure_inputs *inputs,
                                           struct kw_error *err);
/* length.c: betweenness, also of pairs if `edges`, and distances where a pair is as long
 * as 1 / weight. */
KW_CHECKED enum kw_status kw_inputs_lengths(struct kw_measure_inputs *inputs, bool edges,
                                            struct kw_error *err);
/* path.c: sums of dependencies from so many sources into shares of all pairs of nodes;
 * pair_sums may be NULL. */
void kw_share_paths(const struct kw_measure_inputs *inputs, double *sums,
                    double *pair_sums, uint32_t sources);
void kw_inputs_free(struct kw_measure_inputs *inputs);

/* community.c: where each entity begins when an earlier run is followed, and its labels
 * for what was found then. */
KW_CHECKED enum kw_status kw_communities_begin(struct kw_measure_inputs *inputs,
                                               uint32_t *starts, struct kw_error *err);
KW_CHECKED enum kw_status kw_communities_follow(struct kw_measure_inputs *inputs,
                                                struct kw_partition *found,
                                                struct kw_error *err);

/* Between these two igraph may be called. */
struct kw_igraph_door {
    igraph_error_handler_t *errors;     /* what was set before */
    igraph_warning_handler_t *warnings; /* likewise */
    int threads;                        /* likewise */
};
void kw_igraph_enter(struct kw_igraph_door *door);
void kw_igraph_leave(const struct kw_igraph_door *door);

/* While this is on, what igraph holds at a failure is lost instead of freed. For calls
 * that free it twice. Needs: an entered door. */
void kw_igraph_lose(bool on);

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
KW_MEASURE_FN(kw_measure_pair_betweenness);
KW_MEASURE_FN(kw_measure_closeness); /* search.c */
KW_MEASURE_FN(kw_measure_harmonic);
KW_MEASURE_FN(kw_measure_diameter);
KW_MEASURE_FN(kw_measure_average_path);
KW_MEASURE_FN(kw_measure_clustering); /* triangle.c */
KW_MEASURE_FN(kw_measure_transitivity);
KW_MEASURE_FN(kw_measure_average_clustering);
KW_MEASURE_FN(kw_measure_constraint);
KW_MEASURE_FN(kw_measure_effective_size);
KW_MEASURE_FN(kw_measure_core); /* cut.c */
KW_MEASURE_FN(kw_measure_articulation);
KW_MEASURE_FN(kw_measure_bridge);
KW_MEASURE_FN(kw_measure_pagerank);    /* rank.c */
KW_MEASURE_FN(kw_measure_eigenvector); /* spectrum.c */
KW_MEASURE_FN(kw_measure_hub);
KW_MEASURE_FN(kw_measure_authority);
KW_MEASURE_FN(kw_measure_reciprocity); /* mixing.c */
KW_MEASURE_FN(kw_measure_type_assortativity);
KW_MEASURE_FN(kw_measure_degree_assortativity);
KW_MEASURE_FN(kw_measure_component); /* group.c */
KW_MEASURE_FN(kw_measure_community);
KW_MEASURE_FN(kw_measure_components);
KW_MEASURE_FN(kw_measure_giant);
KW_MEASURE_FN(kw_measure_communities);
KW_MEASURE_FN(kw_measure_modularity);
KW_MEASURE_FN(kw_measure_pair_weight); /* pair.c */
KW_MEASURE_FN(kw_measure_pair_forward);
KW_MEASURE_FN(kw_measure_pair_backward);
KW_MEASURE_FN(kw_measure_pair_mentions);
KW_MEASURE_FN(kw_measure_pair_documents);
KW_MEASURE_FN(kw_measure_pair_stories);
KW_MEASURE_FN(kw_measure_pair_outlets);
KW_MEASURE_FN(kw_measure_pair_windows);
KW_MEASURE_FN(kw_measure_npmi);
KW_MEASURE_FN(kw_measure_g2);
KW_MEASURE_FN(kw_measure_association);

/* What notes say of how it was done. */
const char *kw_distance_how(const struct kw_graph *graph);
struct kw_str kw_sample_how(const struct kw_graph *graph, uint64_t exact_work,
                            struct kw_arena *arena);
struct kw_str kw_path_how(const struct kw_graph *graph, struct kw_arena *arena);
struct kw_str kw_search_how(const struct kw_graph *graph, struct kw_arena *arena);
struct kw_str kw_diameter_how(const struct kw_graph *graph, struct kw_arena *arena);
struct kw_str kw_community_how(const struct kw_graph *graph, struct kw_arena *arena);

#endif
