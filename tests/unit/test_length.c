/* test_length.c - measures of paths where a pair is as long as 1 / weight, against their
 * definition: lengths in whole numbers, so that equal ones are equal. */
#include "network.h"

#include <stdlib.h>

/* 1 / weight is WHOLE / weight of these, exactly: weights are 1 ... 9. */
enum { WHOLE = 2520, LARGE = 1 << 28 };

struct lengths {
    unsigned span[MOST][MOST];   /* of a pair; LARGE: not joined */
    unsigned length[MOST][MOST]; /* of the shortest path; LARGE: none */
    double paths[MOST][MOST];    /* how many are that short */
};

static void find_lengths(const struct network *w, struct lengths *l)
{
    for (size_t i = 0; i < MOST; i++) {
        for (size_t j = 0; j < MOST; j++) {
            l->span[i][j] = LARGE;
            l->length[i][j] = i == j ? 0 : LARGE;
            l->paths[i][j] = i == j;
        }
    }
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        const struct kw_pair *p = &w->pairs[i];
        assert_int_equal(WHOLE % p->weight, 0);
        l->span[p->a][p->b] = l->span[p->b][p->a] = WHOLE / p->weight;
        l->length[p->a][p->b] = l->length[p->b][p->a] = WHOLE / p->weight;
    }
    for (size_t k = 0; k < w->n; k++) {
        for (size_t i = 0; i < w->n; i++) {
            for (size_t j = 0; j < w->n; j++) {
                unsigned through = l->length[i][k] + l->length[k][j];
                if (through < l->length[i][j])
                    l->length[i][j] = through;
            }
        }
    }
}

/* The number of shortest paths, by its last step, to the nearest first. */
static void count_paths(const struct network *w, struct lengths *l)
{
    for (size_t i = 0; i < w->n; i++) {
        bool done[MOST] = {false};
        for (size_t round = 0; round < w->n; round++) {
            size_t j = MOST;
            for (size_t k = 0; k < w->n; k++) {
                if (!done[k] && (j == MOST || l->length[i][k] < l->length[i][j]))
                    j = k;
            }
            done[j] = true;
            for (size_t k = 0; k < w->n && l->length[i][j] < LARGE; k++) {
                if (l->span[k][j] < LARGE &&
                    l->length[i][k] + l->span[k][j] == l->length[i][j])
                    l->paths[i][j] += l->paths[i][k];
            }
        }
    }
}

static double through_node(const struct network *w, const struct lengths *l, size_t v)
{
    double sum = 0, n = (double)w->n;
    for (size_t s = 0; s < w->n; s++) {
        for (size_t t = s + 1; t < w->n; t++) {
            if (s != v && t != v && l->length[s][t] < LARGE &&
                l->length[s][v] + l->length[v][t] == l->length[s][t])
                sum += l->paths[s][v] * l->paths[v][t] / l->paths[s][t];
        }
    }
    return w->n < 3 ? 0 : sum / ((n - 1) * (n - 2) / 2);
}

static double through_pair(const struct network *w, const struct lengths *l,
                           const struct kw_pair *p)
{
    double sum = 0, n = (double)w->n;
    for (size_t s = 0; s < w->n; s++) {
        for (size_t t = 0; t < w->n; t++) {
            if (s != t && l->length[s][t] < LARGE &&
                l->length[s][p->a] + l->span[p->a][p->b] + l->length[p->b][t] ==
                    l->length[s][t])
                sum += l->paths[s][p->a] * l->paths[p->b][t] / l->paths[s][t];
        }
    }
    return sum / (n * (n - 1) / 2);
}

/* Distances from one node; their sum and that of their inverses. */
struct seen {
    double count, sum, inverse, longest;
};

static struct seen seen_from(const struct network *w, const struct lengths *l, size_t i)
{
    struct seen seen = {0};
    for (size_t j = 0; j < w->n; j++) {
        double length = (double)l->length[i][j] / WHOLE;
        if (i == j || l->length[i][j] == LARGE)
            continue;
        seen.count++;
        seen.sum += length;
        seen.inverse += 1 / length;
        seen.longest = fmax(seen.longest, length);
    }
    return seen;
}

static void check_lengths(const struct network *steps, struct kw_arena *arena)
{
    static struct network copy;
    struct network *w = &copy;
    struct lengths l;
    double count = 0, sum = 0, longest = 0;
    copy = *steps;
    copy.graph.pairs = copy.pairs;
    copy.graph.view.distance = KW_DISTANCE_INVERSE;
    find_lengths(w, &l);
    count_paths(w, &l);
    const double *betweenness = computed(w, "betweenness", arena);
    const double *closeness = computed(w, "closeness", arena);
    const double *harmonic = computed(w, "harmonic", arena);
    const double *edges = computed(w, "edge_betweenness", arena);
    for (size_t i = 0; i < w->n; i++) {
        double others = (double)w->n - 1;
        struct seen seen = seen_from(w, &l, i);
        near(betweenness[i], through_node(w, &l, i));
        near(closeness[i],
             seen.count > 0 ? seen.count / seen.sum * seen.count / others : 0);
        near(harmonic[i], seen.count > 0 ? seen.inverse / others : 0);
        count += seen.count;
        sum += seen.sum;
        longest = fmax(longest, seen.longest);
    }
    for (size_t i = 0; i < w->graph.pair_count; i++)
        near(edges[i], through_pair(w, &l, &w->pairs[i]));
    near(*computed(w, "diameter", arena), longest);
    near(*computed(w, "average_path", arena), count > 0 ? sum / count : NAN);
}

static void lengths_are_shortest(void **state)
{
    (void)state;
    on_random_graphs(check_lengths);
}

static const char *const of_paths[] = {"betweenness", "edge_betweenness", "closeness",
                                       "harmonic",    "diameter",         "average_path"};
enum { OF_PATHS = sizeof of_paths / sizeof *of_paths };

/* Where every weight is 1, a length is a number of steps. */
static void check_ones(const struct network *steps, struct kw_arena *arena)
{
    static struct network copy;
    copy = *steps;
    copy.graph.pairs = copy.pairs;
    copy.graph.view.distance = KW_DISTANCE_INVERSE;
    for (size_t i = 0; i < copy.graph.pair_count; i++)
        copy.pairs[i].weight = 1;
    for (size_t m = 0; m < OF_PATHS; m++) {
        const struct kw_measure *measure = kw_measure_named(kw_str_of(of_paths[m]));
        const double *x = computed(&copy, of_paths[m], arena);
        const double *y = computed(steps, of_paths[m], arena);
        for (size_t i = 0; i < kw_measure_size(&steps->graph, measure); i++)
            near(x[i], y[i]);
    }
}

static void ones_are_steps(void **state)
{
    (void)state;
    on_random_graphs(check_ones);
}

/* A ring of 20 ties of one weight and a light one, which is the nearer way between its
 * ends unless those are 20 times as heavy. */
static void light_ties_are_long(void **state)
{
    (void)state;
    enum { CHAIN = 20 };
    static struct network w;
    static struct kw_node nodes[CHAIN + 1];
    static struct kw_pair pairs[CHAIN + 1];
    struct kw_arena *arena = kw_arena_new();
    for (uint32_t weight = 1; weight < 30; weight++) {
        struct kw_graph graph = {.nodes = nodes,
                                 .node_count = CHAIN + 1,
                                 .pairs = pairs,
                                 .view = {.distance = KW_DISTANCE_INVERSE}};
        pairs[graph.pair_count++] = (struct kw_pair){.a = 0, .b = 1, .weight = weight};
        pairs[graph.pair_count++] = (struct kw_pair){.a = 0, .b = CHAIN, .weight = 1};
        for (uint32_t i = 1; i < CHAIN; i++)
            pairs[graph.pair_count++] =
                (struct kw_pair){.a = i, .b = i + 1, .weight = weight};
        w.graph = graph;
        const double *through = computed(&w, "edge_betweenness", arena);
        assert_int_equal(through[1] > 0, weight <= CHAIN);
        near(*computed(&w, "diameter", arena) * weight,
             floor((CHAIN + fmin(weight, CHAIN)) / 2));
    }
    kw_arena_free(arena);
}

/* Threads change no bit: 200 nodes are several groups of sources. */
static void threads_change_nothing(void **state)
{
    (void)state;
    enum { NODES = 200 };
    static struct kw_node nodes[NODES];
    static struct kw_pair pairs[NODES * 4];
    struct kw_graph graph = {.nodes = nodes,
                             .node_count = NODES,
                             .pairs = pairs,
                             .view = {.distance = KW_DISTANCE_INVERSE}};
    const struct kw_measure *list[OF_PATHS];
    double *values[3][OF_PATHS];
    uint64_t s = 11;
    struct kw_arena *arena = kw_arena_new();
    for (uint32_t a = 0; a < NODES; a++) {
        for (uint32_t b = a + 1; b < NODES && graph.pair_count < NODES * 4; b++) {
            if (draw(&s, 30) == 0)
                pairs[graph.pair_count++] =
                    (struct kw_pair){.a = a, .b = b, .weight = 1 + draw(&s, 7)};
        }
    }
    for (size_t m = 0; m < OF_PATHS; m++)
        list[m] = kw_measure_named(kw_str_of(of_paths[m]));
    for (unsigned jobs = 1; jobs <= 3; jobs++) {
        struct kw_measure_settings settings = {.jobs = jobs};
        assert_int_equal(kw_measures_compute(&graph, list, OF_PATHS, &settings, arena,
                                             values[jobs - 1], NULL),
                         KW_OK);
        for (size_t i = 0; i < OF_PATHS; i++)
            assert_memory_equal(values[jobs - 1][i], values[0][i],
                                kw_measure_size(&graph, list[i]) * sizeof(double));
    }
    kw_arena_free(arena);
}

static void notes_say_what_a_distance_is(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_graph graph = {.view = kw_view_default()};
    for (size_t m = 0; m < OF_PATHS; m++) {
        const struct kw_measure *measure = kw_measure_named(kw_str_of(of_paths[m]));
        struct kw_str inverse = KW_STR("exact; distance is 1 / weight");
        assert_int_equal(kw_view_set(&graph.view, "distance", KW_STR("steps"), NULL),
                         KW_OK);
        assert_true(kw_str_eq(kw_measure_note(&graph, measure, arena), KW_STR("exact")));
        assert_int_equal(kw_view_set(&graph.view, "distance", KW_STR("inverse"), NULL),
                         KW_OK);
        assert_true(kw_str_eq(kw_measure_note(&graph, measure, arena), inverse));
    }
    graph.node_count = graph.pair_count = 1 << 15;
    assert_true(kw_str_eq(
        kw_measure_note(&graph, kw_measure_named(KW_STR("closeness")), arena),
        KW_STR("estimated from 256 of 32768 entities, seed 1, for ranking only; distance "
               "is 1 / weight")));
    assert_int_equal(kw_view_set(&graph.view, "distance", KW_STR("miles"), NULL),
                     KW_USAGE);
    assert_int_equal(graph.view.distance, KW_DISTANCE_INVERSE);
    kw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_are_shortest),
        cmocka_unit_test(ones_are_steps),
        cmocka_unit_test(light_ties_are_long),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(notes_say_what_a_distance_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
