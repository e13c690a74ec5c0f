/* test_structure.c - measures of how a graph hangs together against their definitions,
 * on small random graphs. */
#include "check.h"

#include "network.h"

/* --- groups ----------------------------------------------------------------------- */

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

static double weight_of(const struct network *w, size_t a, size_t b)
{
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        const struct kw_pair *p = &w->pairs[i];
        if ((p->a == a && p->b == b) || (p->a == b && p->b == a))
            return (double)p->weight;
    }
    return 0;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(components_are_what_is_connected),
        cmocka_unit_test(communities_have_modularity),
        cmocka_unit_test(two_cliques_are_two_communities),
        cmocka_unit_test(holes_are_burts),
        cmocka_unit_test(clustering_counts_triangles),
        cmocka_unit_test(cuts_take_apart),
        cmocka_unit_test(mixing_is_newmans),
        cmocka_unit_test(association_is_beyond_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
