/* test_measure.c - every measure against its definition, on small random graphs. */
#include "check.h"

#include "base/number.h"
#include "network.h"

#include <stdio.h>

/* --- counts
 * ---------------------------------------------------------------------------------- */

static void check_degrees(const struct network *w, struct kw_arena *arena)
{
    const double *degree = computed(w, "degree", arena);
    const double *in = computed(w, "in_degree", arena);
    const double *out = computed(w, "out_degree", arena);
    const double *strength = computed(w, "strength", arena);
    double n = (double)w->n, m = (double)w->graph.pair_count;
    for (size_t i = 0; i < w->n; i++) {
        double expected[4] = {0};
        for (size_t j = 0; j < w->graph.pair_count; j++) {
            const struct kw_pair *p = &w->pairs[j];
            if (p->a != i && p->b != i)
                continue;
            expected[0]++;
            expected[1] += (p->a == i ? p->backward : p->forward) > 0;
            expected[2] += (p->a == i ? p->forward : p->backward) > 0;
            expected[3] += (double)p->weight;
        }
        near(degree[i], expected[0]);
        near(in[i], expected[1]);
        near(out[i], expected[2]);
        near(strength[i], expected[3]);
    }
    near(*computed(w, "nodes", arena), n);
    near(*computed(w, "pairs", arena), m);
    near(*computed(w, "density", arena), n < 2 ? NAN : 2 * m / n / (n - 1));
    near(*computed(w, "average_degree", arena), 2 * m / n);
}

static void degrees_are_counts(void **state)
{
    (void)state;
    on_random_graphs(check_degrees);
}

/* --- paths
 * ---------------------------------------------------------------------------------------
 */

static double expected_betweenness(const struct network *w, size_t v)
{
    double sum = 0, n = (double)w->n;
    for (size_t s = 0; s < w->n; s++) {
        for (size_t t = s + 1; t < w->n; t++) {
            if (s != v && t != v && w->distance[s][t] < FAR &&
                w->distance[s][v] + w->distance[v][t] == w->distance[s][t])
                sum += w->paths[s][v] * w->paths[v][t] / w->paths[s][t];
        }
    }
    return w->n < 3 ? 0 : sum / ((n - 1) * (n - 2) / 2);
}

static void check_paths(const struct network *w, struct kw_arena *arena)
{
    const double *betweenness = computed(w, "betweenness", arena);
    const double *closeness = computed(w, "closeness", arena);
    double longest = 0;
    for (size_t i = 0; i < w->n; i++) {
        double sum = 0, reached = 0;
        for (size_t j = 0; j < w->n; j++) {
            if (i == j || w->distance[i][j] == FAR)
                continue;
            sum += w->distance[i][j];
            reached++;
            longest = fmax(longest, w->distance[i][j]);
        }
        near(closeness[i],
             reached > 0 ? reached / sum * reached / (double)(w->n - 1) : 0);
        near(betweenness[i], expected_betweenness(w, i));
    }
    near(*computed(w, "diameter", arena), longest);
}

static void paths_are_shortest(void **state)
{
    (void)state;
    on_random_graphs(check_paths);
}

/* Above the limit, a sample that takes everybody gives what no sample gives. */
static void check_sample(const struct network *w, struct kw_arena *arena)
{
    const struct kw_measure *m = kw_measure_named(KW_STR("betweenness"));
    const double *exact = computed(w, "betweenness", arena);
    double *sampled = KW_NEW(arena, MOST, double);
    if (w->graph.pair_count == 0)
        return;
    struct kw_measure_inputs inputs = {.graph = &w->graph, .sample = (uint32_t)w->n};
    assert_int_equal(kw_measures_run(&inputs, &m, 1, &sampled, NULL), KW_OK);
    for (size_t i = 0; i < w->n; i++)
        near(sampled[i], exact[i]);
}

static void whole_samples_are_exact(void **state)
{
    (void)state;
    on_random_graphs(check_sample);
}

/* A star of 40: whatever leaves are drawn, the hub lies on all paths between leaves. */
static void samples_rank(void **state)
{
    (void)state;
    enum { LEAVES = 40, SAMPLE = 10 };
    static struct kw_node nodes[LEAVES + 1];
    static struct kw_pair pairs[LEAVES];
    struct kw_graph star = {
        .nodes = nodes, .node_count = LEAVES + 1, .pairs = pairs, .pair_count = LEAVES};
    const struct kw_measure *measures[] = {kw_measure_named(KW_STR("betweenness")),
                                           kw_measure_named(KW_STR("closeness")),
                                           kw_measure_named(KW_STR("diameter"))};
    double shares[LEAVES + 1], close[LEAVES + 1], diameter;
    double *values[] = {shares, close, &diameter};
    for (uint32_t i = 0; i < LEAVES; i++)
        pairs[i] = (struct kw_pair){.a = 0, .b = i + 1, .weight = 1, .forward = 1};
    struct kw_measure_inputs inputs = {.graph = &star, .sample = SAMPLE};
    assert_int_equal(kw_measures_run(&inputs, measures, 3, values, NULL), KW_OK);
    /* Each source that is a leaf sees 39 others behind the hub. */
    double leaves = round(shares[0] * SAMPLE / (LEAVES + 1) * 2 *
                          (LEAVES * (LEAVES - 1) / 2) / (LEAVES - 1));
    assert_true(leaves == SAMPLE || leaves == SAMPLE - 1);
    near(close[0], 1);
    assert_true(close[1] < 0.6 && close[1] > 0.45); /* exactly 40 / 79 */
    assert_true(isnan(diameter));
    for (size_t i = 1; i <= LEAVES; i++)
        near(shares[i], 0);
}

/* --- PageRank
 * --------------------------------------------------------------------------------------
 */

static void check_pagerank(const struct network *w, struct kw_arena *arena)
{
    const double *rank = computed(w, "pagerank", arena);
    double out[MOST] = {0}, next[MOST] = {0}, loose = 0, sum = 0, n = (double)w->n;
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        out[w->pairs[i].a] += (double)w->pairs[i].forward;
        out[w->pairs[i].b] += (double)w->pairs[i].backward;
    }
    for (size_t i = 0; i < w->n; i++) {
        loose += out[i] == 0 ? rank[i] : 0;
        sum += rank[i];
    }
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        const struct kw_pair *p = &w->pairs[i];
        if (p->forward)
            next[p->b] += rank[p->a] * (double)p->forward / out[p->a];
        if (p->backward)
            next[p->a] += rank[p->b] * (double)p->backward / out[p->b];
    }
    near(sum, 1);
    for (size_t i = 0; i < w->n; i++)
        near(rank[i], 0.15 / n + 0.85 * (next[i] + loose / n));
}

static void pagerank_solves_its_equation(void **state)
{
    (void)state;
    on_random_graphs(check_pagerank);
}

/* --- groups
 * ------------------------------------------------------------------------------------------
 */

/* Labels are 1, 2, ... by size, then smallest node. */
static size_t check_labels(const double *labels, size_t n)
{
    size_t sizes[MOST + 2] = {0}, smallest[MOST + 2], count = 0;
    for (size_t i = n; i-- > 0;) {
        assert_true(labels[i] >= 1 && labels[i] <= (double)n);
        sizes[(size_t)labels[i]]++;
        smallest[(size_t)labels[i]] = i;
        count = labels[i] > (double)count ? (size_t)labels[i] : count;
    }
    for (size_t label = 1; label <= count; label++)
        assert_true(sizes[label] > 0);
    for (size_t label = 2; label <= count; label++)
        assert_true(
            sizes[label - 1] > sizes[label] ||
            (sizes[label - 1] == sizes[label] && smallest[label - 1] < smallest[label]));
    return count;
}

static void check_components(const struct network *w, struct kw_arena *arena)
{
    const double *labels = computed(w, "component", arena);
    size_t count = check_labels(labels, w->n), largest = 0;
    for (size_t i = 0; i < w->n; i++) {
        largest += labels[i] == 1;
        for (size_t j = 0; j < w->n; j++)
            assert_int_equal(labels[i] == labels[j], w->distance[i][j] < FAR);
    }
    near(*computed(w, "components", arena), (double)count);
    near(*computed(w, "giant_share", arena), (double)largest / (double)w->n);
}

static void components_are_what_is_connected(void **state)
{
    (void)state;
    on_random_graphs(check_components);
}

/* Newman's definition, pair by pair. */
static double modularity(const struct network *w, const double *labels)
{
    double strength[MOST] = {0}, twice = 0, q = 0;
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        const struct kw_pair *p = &w->pairs[i];
        strength[p->a] += (double)p->weight;
        strength[p->b] += (double)p->weight;
        twice += 2 * (double)p->weight;
        q += labels[p->a] == labels[p->b] ? 2 * (double)p->weight : 0;
    }
    q /= twice;
    for (size_t i = 0; i < w->n; i++) {
        for (size_t j = 0; j < w->n; j++)
            q -= labels[i] == labels[j] ? strength[i] * strength[j] / twice / twice : 0;
    }
    return q;
}

static void check_communities(const struct network *w, struct kw_arena *arena)
{
    const double *labels = computed(w, "community", arena);
    const double *again = computed(w, "community", arena);
    double alone[MOST];
    near(*computed(w, "communities", arena), (double)check_labels(labels, w->n));
    assert_memory_equal(labels, again, w->n * sizeof *labels);
    for (size_t i = 0; i < w->n; i++)
        alone[i] = (double)i;
    if (w->graph.pair_count == 0) {
        assert_true(isnan(*computed(w, "modularity", arena)));
        return;
    }
    double q = modularity(w, labels);
    near(*computed(w, "modularity", arena), q);
    assert_true(q >= modularity(w, alone) - 1e-12);
    assert_true(q >= modularity(w, computed(w, "component", arena)) - 1e-12);
    assert_true(q >= -1e-12); /* all in one gives 0 */
    for (size_t i = 0; i < w->n; i++) {
        for (size_t j = 0; j < w->n; j++) /* no community spans two components */
            assert_true(labels[i] != labels[j] || w->distance[i][j] < FAR);
    }
}

static void communities_have_modularity(void **state)
{
    (void)state;
    on_random_graphs(check_communities);
}

static void two_cliques_are_two_communities(void **state)
{
    (void)state;
    static struct network w;
    struct kw_arena *arena = kw_arena_new();
    memset(&w, 0, sizeof w);
    w.n = 9;
    for (uint32_t a = 0; a < w.n; a++) {
        for (uint32_t b = a + 1; b < w.n; b++) {
            if ((a < 5) == (b < 5) || (a == 0 && b == 5))
                w.pairs[w.graph.pair_count++] = (struct kw_pair){
                    .a = a, .b = b, .weight = 1, .forward = 1, .backward = 1};
        }
    }
    w.graph.nodes = w.nodes;
    w.graph.pairs = w.pairs;
    w.graph.counts = w.counts;
    w.graph.node_count = w.n;
    const double *labels = computed(&w, "community", arena);
    for (size_t i = 0; i < w.n; i++)
        assert_int_equal(labels[i], i < 5 ? 1 : 2);
    kw_arena_free(arena);
}

/* --- definitions of the others
 * ------------------------------------------------------------------------ */

static double weight_of(const struct network *w, size_t a, size_t b)
{
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        const struct kw_pair *p = &w->pairs[i];
        if ((p->a == a && p->b == b) || (p->a == b && p->b == a))
            return (double)p->weight;
    }
    return 0;
}

static void check_harmonic(const struct network *w, struct kw_arena *arena)
{
    const double *harmonic = computed(w, "harmonic", arena);
    double sum = 0, count = 0;
    for (size_t i = 0; i < w->n; i++) {
        double inverses = 0;
        for (size_t j = 0; j < w->n; j++) {
            if (i == j || w->distance[i][j] == FAR)
                continue;
            inverses += 1.0 / w->distance[i][j];
            sum += w->distance[i][j];
            count++;
        }
        near(harmonic[i], w->n > 1 ? inverses / (double)(w->n - 1) : 0);
    }
    near(*computed(w, "average_path", arena), count > 0 ? sum / count : NAN);
}

static void harmonic_is_a_mean(void **state)
{
    (void)state;
    on_random_graphs(check_harmonic);
}

static void check_edge_betweenness(const struct network *w, struct kw_arena *arena)
{
    const double *values = computed(w, "edge_betweenness", arena);
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        size_t a = w->pairs[i].a, b = w->pairs[i].b;
        double sum = 0, n = (double)w->n;
        for (size_t s = 0; s < w->n; s++) {
            for (size_t t = 0; t < w->n; t++) {
                if (s != t && w->distance[s][t] < FAR &&
                    w->distance[s][a] + 1 + w->distance[b][t] == w->distance[s][t])
                    sum += w->paths[s][a] * w->paths[b][t] / w->paths[s][t];
            }
        }
        near(values[i], sum / (n * (n - 1) / 2));
    }
}

static void edge_betweenness_counts_paths(void **state)
{
    (void)state;
    on_random_graphs(check_edge_betweenness);
}

static void check_holes(const struct network *w, struct kw_arena *arena)
{
    const double *constraint = computed(w, "constraint", arena);
    const double *size = computed(w, "effective_size", arena);
    double strength[MOST] = {0}, most[MOST] = {0};
    for (size_t i = 0; i < w->n; i++) {
        for (size_t j = 0; j < w->n; j++) {
            strength[i] += weight_of(w, i, j);
            most[i] = fmax(most[i], weight_of(w, i, j));
        }
    }
    for (size_t i = 0; i < w->n; i++) {
        double c = 0, e = 0;
        for (size_t j = 0; j < w->n; j++) {
            double spent = weight_of(w, i, j) / strength[i], redundant = 0;
            if (weight_of(w, i, j) == 0)
                continue;
            for (size_t q = 0; q < w->n; q++) {
                if (q == i || q == j || weight_of(w, q, j) == 0)
                    continue;
                double share = weight_of(w, i, q) / strength[i];
                spent += share * weight_of(w, q, j) / strength[q];
                redundant += share * weight_of(w, j, q) / most[j];
            }
            c += spent * spent;
            e += 1 - redundant;
        }
        near(constraint[i], strength[i] > 0 ? c : NAN);
        near(size[i], strength[i] > 0 ? e : NAN);
    }
}

static void holes_are_burts(void **state)
{
    (void)state;
    on_random_graphs(check_holes);
}

static void check_clustering(const struct network *w, struct kw_arena *arena)
{
    const double *clustering = computed(w, "clustering", arena);
    double all_closed = 0, all = 0, mean = 0, count = 0;
    for (size_t i = 0; i < w->n; i++) {
        double closed = 0, wedges = 0;
        for (size_t j = 0; j < w->n; j++) {
            for (size_t k = j + 1; k < w->n; k++) {
                if (weight_of(w, i, j) > 0 && weight_of(w, i, k) > 0) {
                    wedges++;
                    closed += weight_of(w, j, k) > 0;
                }
            }
        }
        near(clustering[i], wedges > 0 ? closed / wedges : NAN);
        all_closed += closed;
        all += wedges;
        mean += wedges > 0 ? closed / wedges : 0;
        count += wedges > 0;
    }
    near(*computed(w, "transitivity", arena), all > 0 ? all_closed / all : NAN);
    near(*computed(w, "average_clustering", arena), count > 0 ? mean / count : NAN);
}

static void clustering_counts_triangles(void **state)
{
    (void)state;
    on_random_graphs(check_clustering);
}

/* Takes away what has fewer than k neighbors left, again and again. */
static bool in_core(const struct network *w, size_t node, size_t k)
{
    bool gone[MOST] = {false}, again = true;
    while (again) {
        again = false;
        for (size_t i = 0; i < w->n; i++) {
            size_t left = 0;
            for (size_t j = 0; j < w->n; j++)
                left += !gone[j] && weight_of(w, i, j) > 0;
            if (!gone[i] && left < k)
                gone[i] = again = true;
        }
    }
    return !gone[node];
}

static size_t parts_without(const struct network *w, size_t node, size_t pair)
{
    size_t label[MOST], count = 0;
    for (size_t i = 0; i < w->n; i++)
        label[i] = i;
    for (size_t round = 0; round < w->n; round++) {
        for (size_t i = 0; i < w->graph.pair_count; i++) {
            size_t a = w->pairs[i].a, b = w->pairs[i].b;
            if (i == pair || a == node || b == node)
                continue;
            label[a] = label[b] = label[a] < label[b] ? label[a] : label[b];
        }
    }
    for (size_t i = 0; i < w->n; i++)
        count += label[i] == i && i != node;
    return count;
}

static void check_cuts(const struct network *w, struct kw_arena *arena)
{
    const double *core = computed(w, "core", arena);
    const double *articulation = computed(w, "articulation", arena);
    const double *bridge = computed(w, "bridge", arena);
    size_t none = MOST * MOST, whole = parts_without(w, none, none);
    for (size_t i = 0; i < w->n; i++) {
        assert_true(in_core(w, i, (size_t)core[i]));
        assert_false(in_core(w, i, (size_t)core[i] + 1));
        assert_int_equal(articulation[i], parts_without(w, i, none) > whole);
    }
    for (size_t i = 0; i < w->graph.pair_count; i++)
        assert_int_equal(bridge[i], parts_without(w, none, i) > whole);
}

static void cuts_take_apart(void **state)
{
    (void)state;
    on_random_graphs(check_cuts);
}

/* The leading vector of a symmetric matrix by plain iteration from all ones, shifted so
 * that nothing swings. */
static void iterate(double m[MOST][MOST], size_t n, double *x)
{
    double shift = 0, y[MOST];
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += m[i][j];
        shift = fmax(shift, sum);
        x[i] = 1;
    }
    for (int round = 0; round < 20000; round++) {
        double greatest = 0;
        for (size_t i = 0; i < n; i++) {
            y[i] = shift * x[i];
            for (size_t j = 0; j < n; j++)
                y[i] += m[i][j] * x[j];
            greatest = fmax(greatest, y[i]);
        }
        for (size_t i = 0; i < n; i++)
            x[i] = y[i] / greatest;
    }
}

/* Away from what differs by how near two eigenvalues are, this has to agree. */
static void check_scores(const double *values, const double *expected, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!(fabs(values[i] - expected[i]) <= 1e-6))
            fail_msg("score %zu: %.12g is not %.12g", i, values[i], expected[i]);
    }
}

/* A v = value v to nine digits. */
static void check_residual(double m[MOST][MOST], const double *v, size_t n)
{
    double top = 0, bottom = 0;
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += m[i][j] * v[j];
        top += v[i] * sum;
        bottom += v[i] * v[i];
    }
    for (size_t i = 0; i < n; i++) {
        double sum = -top / bottom * v[i];
        for (size_t j = 0; j < n; j++)
            sum += m[i][j] * v[j];
        assert_true(fabs(sum) <= 1e-7 * top / bottom);
    }
}

static void check_spectrum(const struct network *w, struct kw_arena *arena)
{
    double arcs[MOST][MOST] = {{0}}, weights[MOST][MOST] = {{0}};
    double hubs[MOST][MOST] = {{0}}, authorities[MOST][MOST] = {{0}}, expected[MOST];
    const double *values[] = {computed(w, "eigenvector", arena),
                              computed(w, "hub", arena), computed(w, "authority", arena)};
    if (w->graph.pair_count == 0) {
        assert_true(isnan(values[0][0]) && isnan(values[1][0]) && isnan(values[2][0]));
        return;
    }
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        const struct kw_pair *p = &w->pairs[i];
        weights[p->a][p->b] = weights[p->b][p->a] = (double)p->weight;
        arcs[p->a][p->b] = (double)p->forward;
        arcs[p->b][p->a] = (double)p->backward;
    }
    for (size_t i = 0; i < w->n; i++) {
        for (size_t j = 0; j < w->n; j++) {
            for (size_t k = 0; k < w->n; k++) {
                hubs[i][j] += arcs[i][k] * arcs[j][k];
                authorities[i][j] += arcs[k][i] * arcs[k][j];
            }
        }
    }
    iterate(weights, w->n, expected);
    check_residual(weights, values[0], w->n);
    check_scores(values[0], expected, w->n);
    iterate(hubs, w->n, expected);
    check_residual(hubs, values[1], w->n);
    check_scores(values[1], expected, w->n);
    iterate(authorities, w->n, expected);
    check_residual(authorities, values[2], w->n);
    check_scores(values[2], expected, w->n);
}

static void scores_are_leading_vectors(void **state)
{
    (void)state;
    static struct network w;
    for (unsigned round = 0; round < 60; round++) {
        struct kw_arena *arena = kw_arena_new();
        fill(&w, round);
        check_spectrum(&w, arena);
        kw_arena_free(arena);
    }
}

/* Pearson's correlation over both directions of every pair. */
static double correlation(const struct network *w, const double *x)
{
    double n = 2 * (double)w->graph.pair_count, mean = 0, both = 0, square = 0;
    for (size_t i = 0; i < w->graph.pair_count; i++)
        mean += (x[w->pairs[i].a] + x[w->pairs[i].b]) / n;
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        double a = x[w->pairs[i].a] - mean, b = x[w->pairs[i].b] - mean;
        both += 2 * a * b;
        square += a * a + b * b;
    }
    return square < 1e-9 ? NAN : both / square;
}

static void check_mixing(const struct network *w, struct kw_arena *arena)
{
    double e[KW_TYPE_COUNT][KW_TYPE_COUNT] = {{0}}, inside = 0, chance = 0;
    double arcs = 0, answered = 0, m = (double)w->graph.pair_count;
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        const struct kw_pair *p = &w->pairs[i];
        unsigned a = w->nodes[p->a].type, b = w->nodes[p->b].type;
        e[a][b] += 1 / (2 * m);
        e[b][a] += 1 / (2 * m);
        arcs += (p->forward > 0) + (p->backward > 0);
        answered += (p->forward > 0 && p->backward > 0) * 2;
    }
    for (size_t t = 0; t < KW_TYPE_COUNT; t++) {
        double row = 0;
        for (size_t u = 0; u < KW_TYPE_COUNT; u++)
            row += e[t][u];
        inside += e[t][t];
        chance += row * row;
    }
    near(*computed(w, "type_assortativity", arena),
         m == 0 || chance > 1 - 1e-12 ? NAN : (inside - chance) / (1 - chance));
    near(*computed(w, "degree_assortativity", arena),
         m == 0 ? NAN : correlation(w, computed(w, "degree", arena)));
    near(*computed(w, "reciprocity", arena), m == 0 ? NAN : answered / arcs);
}

static void mixing_is_newmans(void **state)
{
    (void)state;
    on_random_graphs(check_mixing);
}

static void check_association(const struct network *w, struct kw_arena *arena)
{
    const double *npmi = computed(w, "npmi", arena), *g2 = computed(w, "g2", arena);
    const double *association = computed(w, "association", arena);
    double n = (double)w->graph.windows;
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        const struct kw_pair *p = &w->pairs[i];
        double a = (double)w->nodes[p->a].windows, b = (double)w->nodes[p->b].windows;
        double both = (double)w->counts[i].windows, sum = 0;
        double seen[2][2] = {{n - a - b + both, b - both}, {a - both, both}};
        if (a == 0 || b == 0) {
            assert_true(isnan(npmi[i]) && isnan(g2[i]) && isnan(association[i]));
            continue;
        }
        for (int x = 0; x < 2; x++) {
            for (int y = 0; y < 2; y++) {
                double expected = (x ? a : n - a) * (y ? b : n - b) / n;
                sum += seen[x][y] > 0 ? 2 * seen[x][y] * log(seen[x][y] / expected) : 0;
            }
        }
        near(g2[i], fabs(sum) < 1e-9 ? 0 : sum);
        near(association[i], (both / n) / (a / n * b / n));
        near(npmi[i], both == 0   ? -1
                      : both == n ? NAN
                                  : log(both / n / (a / n * b / n)) / -log(both / n));
    }
}

static void association_is_beyond_chance(void **state)
{
    (void)state;
    on_random_graphs(check_association);
}

/* Threads change no bit, whatever is computed; 200 nodes are several groups. */
static void threads_change_nothing(void **state)
{
    (void)state;
    enum { NODES = 200 };
    static struct kw_node nodes[NODES];
    static struct kw_pair pairs[NODES * 4];
    static struct kw_pair_counts counts[NODES * 4];
    struct kw_graph graph = {
        .nodes = nodes, .node_count = NODES, .pairs = pairs, .counts = counts};
    const struct kw_measure *list[64];
    double *values[3][64];
    size_t count = 0;
    uint64_t s = 7;
    struct kw_arena *arena = kw_arena_new();
    for (uint32_t a = 0; a < NODES; a++) {
        for (uint32_t b = a + 1; b < NODES && graph.pair_count < NODES * 4; b++) {
            if (draw(&s, 30) == 0)
                pairs[graph.pair_count++] = (struct kw_pair){
                    .a = a, .b = b, .weight = 1 + draw(&s, 5), .forward = 1};
        }
    }
    for (const struct kw_measure *m = kw_measures(); m->name; m++)
        list[count++] = m;
    for (unsigned jobs = 1; jobs <= 3; jobs++) {
        struct kw_measure_settings settings = {.jobs = jobs};
        assert_int_equal(kw_measures_compute(&graph, list, count, &settings, arena,
                                             values[jobs - 1], NULL),
                         KW_OK);
        for (size_t i = 0; i < count; i++)
            assert_memory_equal(values[jobs - 1][i], values[0][i],
                                kw_measure_size(&graph, list[i]) * sizeof(double));
    }
    kw_arena_free(arena);
}

/* --- the table
 * ------------------------------------------------------------------------------------------
 */

static void table_is_complete(void **state)
{
    (void)state;
    static struct network w;
    struct kw_arena *arena = kw_arena_new();
    fill(&w, 5);
    for (const struct kw_measure *m = kw_measures(); m->name; m++) {
        struct kw_str note = kw_measure_note(&w.graph, m, arena);
        assert_true(strspn(m->name, "abcdefghijklmnopqrstuvwxyz_2") == strlen(m->name));
        assert_true(m->definition[0] && m->unit[0] && m->source && m->compute);
        assert_true(note.len > 0);
        assert_int_equal(m->by_igraph,
                         kw_str_find(note, KW_STR("igraph 0."), 0) < note.len);
        assert_ptr_equal(kw_measure_named(kw_str_of(m->name)), m);
    }
    assert_null(kw_measure_named(KW_STR("fame")));
    assert_null(kw_measure_named(KW_STR("")));
    kw_arena_free(arena);
}

/* All at once give what each gives alone, and values have 9 digits. */
static void check_together(const struct network *w, struct kw_arena *arena)
{
    const struct kw_measure *list[64];
    double *values[64];
    size_t count = 0;
    for (const struct kw_measure *m = kw_measures(); m->name; m++)
        list[count++] = m;
    assert_int_equal(
        kw_measures_compute(&w->graph, list, count, NULL, arena, values, NULL), KW_OK);
    for (size_t i = 0; i < count; i++) {
        const double *alone = computed(w, list[i]->name, arena);
        size_t n = kw_measure_size(&w->graph, list[i]);
        for (size_t j = 0; j < n; j++) {
            double rounded = kw_round9(values[i][j]);
            assert_memory_equal(&values[i][j], &alone[j], sizeof(double));
            assert_memory_equal(&values[i][j], &rounded, sizeof(double));
            if (list[i]->integer && !isnan(values[i][j]))
                assert_true(values[i][j] == floor(values[i][j]));
        }
    }
}

static void together_is_the_same_as_alone(void **state)
{
    (void)state;
    on_random_graphs(check_together);
}

static void empty_graph_has_no_values(void **state)
{
    (void)state;
    struct kw_graph empty = {0};
    struct kw_arena *arena = kw_arena_new();
    for (const struct kw_measure *m = kw_measures(); m->name; m++) {
        double value = -1;
        assert_int_equal(kw_measure_compute(&empty, m, arena, &value, NULL), KW_OK);
        if (m->scope != KW_SCOPE_GRAPH)
            assert_true(value == -1);
        else
            assert_true(value == 0 || isnan(value));
    }
    kw_arena_free(arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    static struct network w;
    const struct kw_measure *list[] = {kw_measures(), kw_measures() + 1};
    enum kw_status status = KW_NOMEM;
    fill(&w, 5);
    for (int n = 0; status != KW_OK; n++) {
        struct kw_arena *arena = kw_arena_new();
        double *values[2] = {NULL, NULL};
        assert_true(n < 100);
        kw_arena_fail_after(arena, n);
        status = kw_measures_compute(&w.graph, list, 2, NULL, arena, values, NULL);
        assert_true(status == KW_OK || (status == KW_NOMEM && !values[0] && !values[1]));
        kw_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(degrees_are_counts),
        cmocka_unit_test(paths_are_shortest),
        cmocka_unit_test(whole_samples_are_exact),
        cmocka_unit_test(samples_rank),
        cmocka_unit_test(pagerank_solves_its_equation),
        cmocka_unit_test(components_are_what_is_connected),
        cmocka_unit_test(communities_have_modularity),
        cmocka_unit_test(two_cliques_are_two_communities),
        cmocka_unit_test(harmonic_is_a_mean),
        cmocka_unit_test(edge_betweenness_counts_paths),
        cmocka_unit_test(holes_are_burts),
        cmocka_unit_test(clustering_counts_triangles),
        cmocka_unit_test(cuts_take_apart),
        cmocka_unit_test(scores_are_leading_vectors),
        cmocka_unit_test(mixing_is_newmans),
        cmocka_unit_test(association_is_beyond_chance),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(table_is_complete),
        cmocka_unit_test(together_is_the_same_as_alone),
        cmocka_unit_test(empty_graph_has_no_values),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
