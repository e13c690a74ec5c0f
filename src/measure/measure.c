/* measure.c - the table of measures. A measure is named here and nowhere else. */
#include "inputs.h"

#include "base/number.h"

static const struct kw_measure measures[] = {
    {"degree", KW_SCOPE_NODE, false, false, true, "entities",
     "How many other entities it is joined to.", "Freeman 1979, Social Networks 1",
     kw_measure_degree, false, NULL},
    {"in_degree", KW_SCOPE_NODE, false, true, true, "entities",
     "How many entities a statement leads from to it; symmetric types and co-occurrence "
     "lead both ways.",
     "Freeman 1979, Social Networks 1", kw_measure_in_degree, false, NULL},
    {"out_degree", KW_SCOPE_NODE, false, true, true, "entities",
     "How many entities a statement leads to from it; symmetric types and co-occurrence "
     "lead both ways.",
     "Freeman 1979, Social Networks 1", kw_measure_out_degree, false, NULL},
    {"strength", KW_SCOPE_NODE, true, false, true, "weight",
     "Sum of the weights of the pairs it is in.", "Barrat et al. 2004, PNAS 101",
     kw_measure_strength, false, NULL},
    {"betweenness", KW_SCOPE_NODE, false, false, false, "share",
     "Share of the pairs of other entities whose shortest paths pass through it; a pair "
     "with several shortest paths counts in the proportion that does; divided by "
     "(n - 1)(n - 2) / 2.",
     "Freeman 1977, Sociometry 40; Brandes 2001, J. Math. Sociol. 25",
     kw_measure_betweenness, true, kw_path_how},
    {"closeness", KW_SCOPE_NODE, false, false, false, "share",
     "Entities it reaches over the sum of their distances, times the share of all other "
     "entities that it reaches; 0 when it reaches none.",
     "Wasserman and Faust 1994, p. 201", kw_measure_closeness, false, kw_path_how},
    {"pagerank", KW_SCOPE_NODE, true, true, false, "share",
     "Share of time a walker spends there that follows evidence in its direction by "
     "weight, and with probability 0.15, or where nothing leads on, goes anywhere.",
     "Brin and Page 1998, Computer Networks 30", kw_measure_pagerank, true, NULL},
    {"component", KW_SCOPE_NODE, false, false, true, "label",
     "Which connected part it is in; 1 is the largest.", "", kw_measure_component, false,
     NULL},
    {"community", KW_SCOPE_NODE, true, false, true, "label",
     "Which community of greatest modularity it is in; 1 is the largest.",
     "Traag, Waltman and van Eck 2019, Scientific Reports 9", kw_measure_community, true,
     kw_community_how},
    {"nodes", KW_SCOPE_GRAPH, false, false, true, "entities", "Entities of the view.", "",
     kw_measure_nodes, false, NULL},
    {"pairs", KW_SCOPE_GRAPH, false, false, true, "pairs",
     "Pairs of entities that are joined, whatever by.", "", kw_measure_pairs, false,
     NULL},
    {"density", KW_SCOPE_GRAPH, false, false, false, "share",
     "Pairs that are joined, of all pairs.", "", kw_measure_density, false, NULL},
    {"average_degree", KW_SCOPE_GRAPH, false, false, false, "entities",
     "Mean of the degrees.", "", kw_measure_average_degree, false, NULL},
    {"components", KW_SCOPE_GRAPH, false, false, true, "components", "Connected parts.",
     "", kw_measure_components, false, NULL},
    {"giant_share", KW_SCOPE_GRAPH, false, false, false, "share",
     "Entities in the largest connected part, of all.", "", kw_measure_giant, false,
     NULL},
    {"diameter", KW_SCOPE_GRAPH, false, false, true, "steps",
     "Longest of the shortest paths between entities that are connected.", "",
     kw_measure_diameter, false, kw_diameter_how},
    {"communities", KW_SCOPE_GRAPH, true, false, true, "communities",
     "Communities of greatest modularity.",
     "Traag, Waltman and van Eck 2019, Scientific Reports 9", kw_measure_communities,
     true, kw_community_how},
    {"modularity", KW_SCOPE_GRAPH, true, false, false, "share",
     "Weight inside these communities, less what chance would give.",
     "Newman 2004, Physical Review E 70", kw_measure_modularity, true, kw_community_how},
    {0},
};

const struct kw_measure *kw_measures(void)
{
    return measures;
}

const struct kw_measure *kw_measure_named(struct kw_str name)
{
    for (const struct kw_measure *m = measures; m->name; m++) {
        if (kw_str_eq(kw_str_of(m->name), name))
            return m;
    }
    return NULL;
}

static size_t values_of(const struct kw_graph *graph, const struct kw_measure *measure)
{
    return measure->scope == KW_SCOPE_NODE ? graph->node_count : 1;
}

enum kw_status kw_measures_run(struct kw_measure_inputs *inputs,
                               const struct kw_measure *const *list, size_t count,
                               double *const *values, struct kw_error *err)
{
    const struct kw_graph *graph = inputs->graph;
    struct kw_igraph_door door;
    enum kw_status status = KW_OK;
    if (graph->node_count > INT32_MAX || graph->pair_count > INT32_MAX)
        return kw_fail(err, KW_LIMIT, "too many edges to measure; narrow the view");
    inputs->scratch = kw_arena_new();
    if (!inputs->scratch)
        return kw_nomem(err);
    kw_igraph_enter(&door);
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        status = list[i]->compute(inputs, values[i], err);
        for (size_t j = 0; j < values_of(graph, list[i]) && status == KW_OK; j++)
            values[i][j] = kw_round9(values[i][j]);
    }
    kw_inputs_free(inputs);
    kw_igraph_leave(&door);
    kw_arena_free(inputs->scratch);
    return status;
}

enum kw_status kw_measures_compute(const struct kw_graph *graph,
                                   const struct kw_measure *const *list, size_t count,
                                   struct kw_arena *arena, double **values,
                                   struct kw_error *err)
{
    struct kw_measure_inputs inputs = {
        .graph = graph, .exact_work = KW_EXACT_WORK, .sample = KW_SAMPLE};
    double **made = KW_NEW(arena, count, double *);
    if (!made)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++) {
        made[i] = KW_NEW(arena, values_of(graph, list[i]), double);
        if (!made[i])
            return kw_nomem(err);
    }
    enum kw_status status = kw_measures_run(&inputs, list, count, made, err);
    for (size_t i = 0; i < count && status == KW_OK; i++)
        values[i] = made[i];
    return status;
}

enum kw_status kw_measure_compute(const struct kw_graph *graph,
                                  const struct kw_measure *measure,
                                  struct kw_arena *arena, double *values,
                                  struct kw_error *err)
{
    double *made;
    enum kw_status status = kw_measures_compute(graph, &measure, 1, arena, &made, err);
    for (size_t i = 0; status == KW_OK && i < values_of(graph, measure); i++)
        values[i] = made[i];
    return status;
}

struct kw_str kw_measure_note(const struct kw_graph *graph,
                              const struct kw_measure *measure, struct kw_arena *arena)
{
    const char *version = "";
    struct kw_str how = measure->how ? measure->how(graph, arena) : KW_STR("exact");
    if (!measure->by_igraph)
        return how;
    igraph_version(&version, NULL, NULL, NULL);
    return kw_arena_printf(arena, "%.*s; igraph %s", KW_STR_ARG(how), version);
}
