/* test_measure.c - every measure against its definition, on small random graphs. */
#include "check.h"

#include "measure/inputs.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

enum { MOST = 12, ROUNDS = 300, FAR = 1000 };

struct network {
    struct kw_graph graph;
    struct kw_node nodes[MOST];
    struct kw_pair pairs[MOST * MOST];
    unsigned distance[MOST][MOST]; /* FAR: not connected */
    double paths[MOST][MOST];      /* shortest ones */
    size_t n;
};

static unsigned draw(uint64_t *state, unsigned below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

/* Floyd and Warshall, then paths by length. */
static void find_distances(struct network *w)
{
    size_t n = w->n;
    bool joined[MOST][MOST] = {{false}};
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        joined[w->pairs[i].a][w->pairs[i].b] = true;
        joined[w->pairs[i].b][w->pairs[i].a] = true;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            w->distance[i][j] = i == j ? 0 : joined[i][j] ? 1 : FAR;
    }
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++) {
                unsigned through = w->distance[i][k] + w->distance[k][j];
                if (through < w->distance[i][j])
                    w->distance[i][j] = through;
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (unsigned d = 0; d < n; d++) {
            for (size_t j = 0; j < n; j++) {
                if (w->distance[i][j] != d)
                    continue;
                w->paths[i][j] = d == 0;
                for (size_t k = 0; k < n; k++) {
                    if (d > 0 && w->distance[i][k] == d - 1 && joined[k][j])
                        w->paths[i][j] += w->paths[i][k];
                }
            }
        }
    }
}

static void fill(struct network *w, uint64_t seed)
{
    uint64_t s = seed;
    memset(w, 0, sizeof *w);
    w->n = 1 + draw(&s, MOST);
    unsigned sparse = 1 + draw(&s, 8);
    for (uint32_t a = 0; a < w->n; a++) {
        for (uint32_t b = a + 1; b < w->n; b++) {
            if (draw(&s, sparse) != 0)
                continue;
            struct kw_pair *p = &w->pairs[w->graph.pair_count++];
            *p = (struct kw_pair){.a = a, .b = b, .weight = 1 + draw(&s, 9)};
            p->forward = draw(&s, 3) ? 1 + draw(&s, (unsigned)p->weight) : 0;
            p->backward =
                draw(&s, 3) || !p->forward ? 1 + draw(&s, (unsigned)p->weight) : 0;
        }
    }
    w->graph.nodes = w->nodes;
    w->graph.node_count = w->n;
    w->graph.pairs = w->pairs;
    find_distances(w);
}

static const double *computed(const struct network *w, const char *name,
                              struct kw_arena *arena)
{
    const struct kw_measure *m = kw_measure_named(kw_str_of(name));
    struct kw_error err = {0};
    assert_non_null(m);
    double *values = KW_NEW(arena, MOST, double);
    assert_int_equal(kw_measure_compute(&w->graph, m, arena, values, &err), KW_OK);
    return values;
}

static void near(double a, double b)
{
    if (isnan(a) && isnan(b))
        return;
    if (!(fabs(a - b) <= 1e-8 * (1 + fabs(b))))
        fail_msg("%.12g is not %.12g", a, b);
}

/* Runs `check` on random graphs. */
static void on_random_graphs(void (*check)(const struct network *, struct kw_arena *))
{
    static struct network w;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        fill(&w, round);
        check(&w, arena);
        kw_arena_free(arena);
    }
}

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
                w.pairs[w.graph.pair_count++] = (struct kw_pair){a, b, 1, 1, 1};
        }
    }
    w.graph.nodes = w.nodes;
    w.graph.pairs = w.pairs;
    w.graph.node_count = w.n;
    const double *labels = computed(&w, "community", arena);
    for (size_t i = 0; i < w.n; i++)
        assert_int_equal(labels[i], i < 5 ? 1 : 2);
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
        assert_true(strspn(m->name, "abcdefghijklmnopqrstuvwxyz_") == strlen(m->name));
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
    assert_int_equal(kw_measures_compute(&w->graph, list, count, arena, values, NULL),
                     KW_OK);
    for (size_t i = 0; i < count; i++) {
        const double *alone = computed(w, list[i]->name, arena);
        size_t n = list[i]->scope == KW_SCOPE_NODE ? w->n : 1;
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
        if (m->scope == KW_SCOPE_NODE)
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
        status = kw_measures_compute(&w.graph, list, 2, arena, values, NULL);
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
        cmocka_unit_test(table_is_complete),
        cmocka_unit_test(together_is_the_same_as_alone),
        cmocka_unit_test(empty_graph_has_no_values),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
