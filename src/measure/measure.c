/* measure.c - the table of measures. A measure is named here and nowhere else. */
#include "inputs.h"

#include "base/number.h"

enum {
    NOWHERE = 0,
    TABLE = KW_SHOWN_TABLE,
    EXPORT = KW_SHOWN_EXPORT,
    CARD = KW_SHOWN_CARD,
};

static const struct kw_measure measures[] = {
    {"degree", KW_SCOPE_NODE, false, false, true, "entities",
     "How many other entities it is joined to.", "Freeman 1979, Social Networks 1",
     kw_measure_degree, false, NULL, TABLE | EXPORT | CARD, ""},
    {"in_degree", KW_SCOPE_NODE, false, true, true, "entities",
     "How many entities a statement leads from to it; symmetric types and co-occurrence "
     "lead both ways.",
     "Freeman 1979, Social Networks 1", kw_measure_in_degree, false, NULL, NOWHERE, ""},
    {"out_degree", KW_SCOPE_NODE, false, true, true, "entities",
     "How many entities a statement leads to from it; symmetric types and co-occurrence "
     "lead both ways.",
     "Freeman 1979, Social Networks 1", kw_measure_out_degree, false, NULL, NOWHERE, ""},
    {"strength", KW_SCOPE_NODE, true, false, true, "weight",
     "Sum of the weights of the pairs it is in.", "Barrat et al. 2004, PNAS 101",
     kw_measure_strength, false, NULL, TABLE | EXPORT | CARD, ""},
    {"betweenness", KW_SCOPE_NODE, false, false, false, "share",
     "Share of the pairs of other entities whose shortest paths pass through it; a pair "
     "with several shortest paths counts in the proportion that does; divided by (n - "
     "1)(n - 2) / 2.",
     "Freeman 1977, Sociometry 40; Brandes 2001, J. Math. Sociol. 25",
     kw_measure_betweenness, false, kw_path_how, TABLE,
     "there are too many shortest paths to count"},
    {"closeness", KW_SCOPE_NODE, false, false, false, "share",
     "Entities it reaches over the sum of their distances, times the share of all other "
     "entities that it reaches; 0 when it reaches none.",
     "Wasserman and Faust 1994, p. 201", kw_measure_closeness, false, kw_search_how,
     TABLE, "no source of the sample is joined to it"},
    {"harmonic", KW_SCOPE_NODE, false, false, false, "share",
     "Mean of 1 / distance to all other entities; an entity it does not reach counts as "
     "0.",
     "Marchiori and Latora 2000, Physica A 285", kw_measure_harmonic, false,
     kw_search_how, NOWHERE, "no source of the sample is joined to it"},
    {"eigenvector", KW_SCOPE_NODE, true, false, false, "score",
     "The leading eigenvector of the weights: it is as central as the weighted sum of "
     "its neighbors is; the greatest is 1.",
     "Bonacich 1972, J. Math. Sociol. 2", kw_measure_eigenvector, false, NULL, NOWHERE,
     "the graph has no edge, or the iteration did not converge"},
    {"pagerank", KW_SCOPE_NODE, true, true, false, "share",
     "Share of time a walker spends there that follows evidence in its direction by "
     "weight, and with probability 0.15, or where nothing leads on, goes anywhere.",
     "Brin and Page 1998, Computer Networks 30", kw_measure_pagerank, false, NULL,
     TABLE | EXPORT | CARD, ""},
    {"hub", KW_SCOPE_NODE, true, true, false, "score",
     "How much its statements lead to authorities, by weight; the greatest is 1.",
     "Kleinberg 1999, J. ACM 46", kw_measure_hub, false, NULL, NOWHERE,
     "the graph has no edge, or the iteration did not converge"},
    {"authority", KW_SCOPE_NODE, true, true, false, "score",
     "How much statements of hubs lead to it, by weight; the greatest is 1.",
     "Kleinberg 1999, J. ACM 46", kw_measure_authority, false, NULL, NOWHERE,
     "the graph has no edge, or the iteration did not converge"},
    {"core", KW_SCOPE_NODE, false, false, true, "entities",
     "The greatest k such that it is in a part where everybody is joined to k others of "
     "that part.",
     "Seidman 1983, Social Networks 5", kw_measure_core, false, NULL, CARD, ""},
    {"constraint", KW_SCOPE_NODE, true, false, false, "score",
     "How far it depends on few contacts who know each other: over its neighbors j, the "
     "sum of the square of its share of weight given to j, directly and through common "
     "neighbors q: (p_ij + sum of p_iq p_qj)^2.",
     "Burt 1992, Structural Holes, p. 54", kw_measure_constraint, false, NULL, NOWHERE,
     "it is joined to nobody"},
    {"effective_size", KW_SCOPE_NODE, true, false, false, "entities",
     "Its degree less what is redundant: over its neighbors j, the sum of p_iq m_jq over "
     "common neighbors q, where m_jq is the weight of j and q over the greatest weight "
     "of j.",
     "Burt 1992, Structural Holes, p. 52", kw_measure_effective_size, false, NULL,
     NOWHERE, "it is joined to nobody"},
    {"clustering", KW_SCOPE_NODE, false, false, false, "share",
     "Pairs of its neighbors that are joined, of all pairs of its neighbors.",
     "Watts and Strogatz 1998, Nature 393", kw_measure_clustering, false, NULL, NOWHERE,
     "it has fewer than two neighbors"},
    {"articulation", KW_SCOPE_NODE, false, false, true, "yes or no",
     "1 when the part it is in falls apart without it, else 0.",
     "Hopcroft and Tarjan 1973, Comm. ACM 16", kw_measure_articulation, false, NULL,
     NOWHERE, ""},
    {"component", KW_SCOPE_NODE, false, false, true, "label",
     "Which connected part it is in; 1 is the largest.", "", kw_measure_component, false,
     NULL, NOWHERE, ""},
    {"community", KW_SCOPE_NODE, true, false, true, "label",
     "Which community of greatest modularity it is in; 1 is the largest, unless an "
     "earlier run is followed.",
     "Traag, Waltman and van Eck 2019, Scientific Reports 9", kw_measure_community, true,
     kw_community_how, TABLE | EXPORT, ""},
    {"weight", KW_SCOPE_EDGE, true, false, true, "weight",
     "Weight of all evidence that joins the two, whatever its direction.", "",
     kw_measure_pair_weight, false, NULL, TABLE, ""},
    {"forward", KW_SCOPE_EDGE, true, true, true, "weight",
     "Weight of the evidence that leads from the first to the second; symmetric types "
     "and co-occurrence lead both ways.",
     "", kw_measure_pair_forward, false, NULL, NOWHERE, ""},
    {"backward", KW_SCOPE_EDGE, true, true, true, "weight",
     "Weight of the evidence that leads from the second to the first.", "",
     kw_measure_pair_backward, false, NULL, NOWHERE, ""},
    {"mentions", KW_SCOPE_EDGE, false, false, true, "mentions",
     "Statements about the two, and windows that name both.", "",
     kw_measure_pair_mentions, false, NULL, NOWHERE, ""},
    {"documents", KW_SCOPE_EDGE, false, false, true, "documents",
     "Documents that hold evidence.", "", kw_measure_pair_documents, false, NULL, NOWHERE,
     ""},
    {"stories", KW_SCOPE_EDGE, false, false, true, "stories",
     "Stories that hold evidence: copies of one text count once.", "",
     kw_measure_pair_stories, false, NULL, TABLE, ""},
    {"outlets", KW_SCOPE_EDGE, false, false, true, "outlets",
     "Publishers that carry evidence, at least 1.", "", kw_measure_pair_outlets, false,
     NULL, NOWHERE, ""},
    {"windows", KW_SCOPE_EDGE, false, false, true, "windows",
     "Windows that name both, with one document for each story.", "",
     kw_measure_pair_windows, false, NULL, NOWHERE, ""},
    {"npmi", KW_SCOPE_EDGE, false, false, false, "-1 to 1",
     "Pointwise mutual information of being named in a window, over its greatest value "
     "-ln p(a, b); -1 when no window names both.",
     "Bouma 2009, GSCL", kw_measure_npmi, false, NULL, TABLE,
     "no window is counted that names each of them: the view has no layer of "
     "co-occurrence, or both are in every window"},
    {"g2", KW_SCOPE_EDGE, false, false, false, "score",
     "Log-likelihood ratio of being named in a window together against by chance, over "
     "the two by two table of windows.",
     "Dunning 1993, Computational Linguistics 19", kw_measure_g2, false, NULL, TABLE,
     "no window is counted that names each of them: the view has no layer of "
     "co-occurrence"},
    {"association", KW_SCOPE_EDGE, false, false, false, "ratio",
     "Windows that name both, over what chance would give: windows * n(a, b) / (n(a) "
     "n(b)).",
     "van Eck and Waltman 2009, JASIST 60", kw_measure_association, false, NULL, NOWHERE,
     "no window is counted that names each of them: the view has no layer of "
     "co-occurrence"},
    {"edge_betweenness", KW_SCOPE_EDGE, false, false, false, "share",
     "Share of all pairs of entities whose shortest paths pass along it, divided by n (n "
     "- 1) / 2.",
     "Girvan and Newman 2002, PNAS 99", kw_measure_pair_betweenness, false, kw_path_how,
     NOWHERE, "there are too many shortest paths to count"},
    {"bridge", KW_SCOPE_EDGE, false, false, true, "yes or no",
     "1 when the part it is in falls apart without it, else 0.",
     "Hopcroft and Tarjan 1973, Comm. ACM 16", kw_measure_bridge, false, NULL, NOWHERE,
     ""},
    {"nodes", KW_SCOPE_GRAPH, false, false, true, "entities", "Entities of the view.", "",
     kw_measure_nodes, false, NULL, TABLE, ""},
    {"pairs", KW_SCOPE_GRAPH, false, false, true, "pairs",
     "Pairs of entities that are joined, whatever by.", "", kw_measure_pairs, false, NULL,
     TABLE, ""},
    {"density", KW_SCOPE_GRAPH, false, false, false, "share",
     "Pairs that are joined, of all pairs.", "", kw_measure_density, false, NULL, TABLE,
     "there are fewer than two entities"},
    {"average_degree", KW_SCOPE_GRAPH, false, false, false, "entities",
     "Mean of the degrees.", "", kw_measure_average_degree, false, NULL, TABLE,
     "there is no entity"},
    {"components", KW_SCOPE_GRAPH, false, false, true, "components", "Connected parts.",
     "", kw_measure_components, false, NULL, TABLE, ""},
    {"giant_share", KW_SCOPE_GRAPH, false, false, false, "share",
     "Entities in the largest connected part, of all.", "", kw_measure_giant, false, NULL,
     TABLE, "there is no entity"},
    {"diameter", KW_SCOPE_GRAPH, false, false, false, "distance",
     "Longest of the shortest paths between entities that are connected.", "",
     kw_measure_diameter, false, kw_diameter_how, TABLE,
     "the graph is empty, or too large to search from every entity"},
    {"average_path", KW_SCOPE_GRAPH, false, false, false, "distance",
     "Mean length of the shortest paths between entities that are connected.",
     "Watts and Strogatz 1998, Nature 393", kw_measure_average_path, false, kw_search_how,
     TABLE, "the graph has no edge"},
    {"transitivity", KW_SCOPE_GRAPH, false, false, false, "share",
     "Pairs of neighbors of an entity that are joined, of all such pairs.",
     "Newman, Strogatz and Watts 2001, Physical Review E 64", kw_measure_transitivity,
     false, NULL, TABLE, "nobody has two neighbors"},
    {"average_clustering", KW_SCOPE_GRAPH, false, false, false, "share",
     "Mean clustering of the entities with two neighbors or more.",
     "Watts and Strogatz 1998, Nature 393", kw_measure_average_clustering, false, NULL,
     TABLE, "nobody has two neighbors"},
    {"reciprocity", KW_SCOPE_GRAPH, false, true, false, "share",
     "Directions of evidence that are answered by the other one, of all; symmetric types "
     "and co-occurrence lead both ways.",
     "Wasserman and Faust 1994, p. 515", kw_measure_reciprocity, false, NULL, TABLE,
     "the graph has no edge"},
    {"type_assortativity", KW_SCOPE_GRAPH, false, false, false, "-1 to 1",
     "Pairs of entities of one type beyond chance, over the most there could be.",
     "Newman 2003, Physical Review E 67", kw_measure_type_assortativity, false, NULL,
     TABLE, "no edge, or only one type of entities, is there"},
    {"degree_assortativity", KW_SCOPE_GRAPH, false, false, false, "-1 to 1",
     "Correlation of the degrees of two entities that are joined.",
     "Newman 2002, Physical Review Letters 89", kw_measure_degree_assortativity, false,
     NULL, TABLE, "all that are joined have one degree"},
    {"communities", KW_SCOPE_GRAPH, true, false, true, "communities",
     "Communities of greatest modularity.",
     "Traag, Waltman and van Eck 2019, Scientific Reports 9", kw_measure_communities,
     true, kw_community_how, TABLE, ""},
    {"modularity", KW_SCOPE_GRAPH, true, false, false, "share",
     "Weight inside these communities, less what chance would give.",
     "Newman 2004, Physical Review E 70", kw_measure_modularity, true, kw_community_how,
     TABLE, "the graph has no edge"},
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

unsigned kw_measure_seed(void)
{
    return KW_SEED;
}

static const struct kw_measure *
    computed_by(enum kw_status (*compute)(struct kw_measure_inputs *inputs,
                                          double *values, struct kw_error *err))
{
    const struct kw_measure *m = measures;
    while (m->compute != compute)
        m++;
    return m;
}

const struct kw_measure *kw_measure_of_groups(void)
{
    return computed_by(kw_measure_community);
}

const struct kw_measure *kw_measure_of_weight(void)
{
    return computed_by(kw_measure_strength);
}

bool kw_measure_is_label(const struct kw_measure *measure)
{
    return kw_str_eq(kw_str_of(measure->unit), KW_STR("label"));
}

const char *kw_scope_name(enum kw_scope scope)
{
#define SCOPE_NAME(id, name) name,
    static const char *const names[] = {KW_SCOPES(SCOPE_NAME)};
#undef SCOPE_NAME
    return names[scope];
}

size_t kw_measure_size(const struct kw_graph *graph, const struct kw_measure *measure)
{
    if (measure->scope == KW_SCOPE_EDGE)
        return graph->pair_count;
    return measure->scope == KW_SCOPE_NODE ? graph->node_count : 1;
}

enum kw_status kw_measures_run(struct kw_measure_inputs *inputs,
                               const struct kw_measure *const *list, size_t count,
                               double *const *values, struct kw_error *err)
{
    const struct kw_graph *graph = inputs->graph;
    struct kw_igraph_door door;
    bool by_igraph = false;
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < count; i++)
        by_igraph = by_igraph || list[i]->by_igraph;
    if (graph->node_count > INT32_MAX || graph->pair_count > INT32_MAX)
        return kw_fail(err, KW_LIMIT, "too many edges to measure; narrow the view");
    if (inputs->jobs == 0)
        inputs->jobs = 1;
    inputs->scratch = kw_arena_new();
    if (!inputs->scratch)
        return kw_nomem(err);
    if (by_igraph)
        kw_igraph_enter(&door);
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        status = list[i]->compute(inputs, values[i], err);
        for (size_t j = 0; j < kw_measure_size(graph, list[i]) && status == KW_OK; j++)
            values[i][j] = kw_round9(values[i][j]);
    }
    kw_inputs_free(inputs);
    if (by_igraph)
        kw_igraph_leave(&door);
    kw_arena_free(inputs->scratch);
    return status;
}

struct kw_measure_inputs kw_inputs_usual(const struct kw_graph *graph)
{
    return (struct kw_measure_inputs){.graph = graph,
                                      .exact_work = KW_EXACT_WORK,
                                      .exact_search = KW_EXACT_SEARCH,
                                      .sample = KW_SAMPLE,
                                      .jobs = 1};
}

enum kw_status kw_measures_compute(const struct kw_graph *graph,
                                   const struct kw_measure *const *list, size_t count,
                                   const struct kw_measure_settings *settings,
                                   struct kw_arena *arena, double **values,
                                   struct kw_error *err)
{
    struct kw_measure_inputs inputs = kw_inputs_usual(graph);
    if (settings) {
        inputs.jobs = settings->jobs;
        inputs.follow = settings->follow;
    }
    double **made = KW_NEW(arena, count, double *);
    if (!made)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++) {
        made[i] = KW_NEW(arena, kw_measure_size(graph, list[i]), double);
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
    enum kw_status status =
        kw_measures_compute(graph, &measure, 1, NULL, arena, &made, err);
    for (size_t i = 0; status == KW_OK && i < kw_measure_size(graph, measure); i++)
        values[i] = made[i];
    return status;
}

bool kw_measure_estimated(const struct kw_graph *graph, const struct kw_measure *measure,
                          struct kw_arena *arena)
{
    return measure->how && kw_str_starts(measure->how(graph, arena), KW_STR("estimated"));
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
