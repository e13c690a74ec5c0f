/* test_centrality.c - measures of who is central against their definitions, on small
 * random graphs. */
#include "check.h"

#include "network.h"

/* --- counts ----------------------------------------------------------------------- */

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

/* --- paths ------------------------------------------------------------------------ */

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

/* --- PageRank --------------------------------------------------------------------- */

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(degrees_are_counts),
        cmocka_unit_test(paths_are_shortest),
        cmocka_unit_test(whole_samples_are_exact),
        cmocka_unit_test(samples_rank),
        cmocka_unit_test(pagerank_solves_its_equation),
        cmocka_unit_test(harmonic_is_a_mean),
        cmocka_unit_test(edge_betweenness_counts_paths),
        cmocka_unit_test(scores_are_leading_vectors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
