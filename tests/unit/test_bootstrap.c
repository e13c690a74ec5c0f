/* test_bootstrap.c - what stories add to pairs, against graphs of one story each; and
 * intervals, against replicates that are made, measured and sorted one by one. */
#include "check.h"

#include "graph_rows.h"
#include "measure/inputs.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 60, REPLICATES = 119 };

static struct kw_view random_view(unsigned round)
{
    struct kw_view view = kw_view_default();
    view.weight = (enum kw_weight)(round % 3); /* mentions, documents, stories */
    view.window = (enum kw_window)(round / 3 % KW_WINDOW_COUNT);
    view.multi = round % 2;
    view.isolated = round % 5 == 0;
    view.shares = true;
    return view;
}

/* --- what stories add ------------------------------------------------------------- */

static void shares_add_up_to_weights(void **state)
{
    (void)state;
    static struct rows rows;
    for (unsigned round = 0; round < 4 * ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_view view = random_view(round);
        view.top = round % 4 ? 0 : 3;
        view.minimum = 1 + round % 2;
        rows_fill(&rows, round);
        const struct kw_graph *g = rows_build(&rows, &view, arena);
        for (size_t i = 0; i < g->pair_count; i++) {
            const struct kw_pair *p = &g->pairs[i];
            uint64_t weight = 0, forward = 0, backward = 0;
            assert_true(g->share_starts[i] < g->share_starts[i + 1]);
            for (size_t k = g->share_starts[i]; k < g->share_starts[i + 1]; k++) {
                assert_true(g->shares[k].story < g->story_count);
                assert_true(k == g->share_starts[i] ||
                            g->shares[k - 1].story < g->shares[k].story);
                weight += g->shares[k].weight;
                forward += g->shares[k].forward;
                backward += g->shares[k].backward;
            }
            assert_int_equal(weight, p->weight);
            assert_int_equal(forward, p->forward);
            assert_int_equal(backward, p->backward);
        }
        kw_arena_free(arena);
    }
}

static void outlets_are_no_sum(void **state)
{
    (void)state;
    static struct rows rows;
    struct kw_arena *arena = kw_arena_new();
    struct kw_view view = random_view(0);
    struct kw_graph_rows source = rows_source(&rows);
    struct kw_graph *graph = NULL;
    rows_fill(&rows, 1);
    view.weight = KW_WEIGHT_OUTLETS;
    assert_int_equal(kw_graph_build(&source, &view, arena, &graph, NULL), KW_USAGE);
    assert_null(graph);
    kw_arena_free(arena);
}

/* --- replicates, one by one ------------------------------------------------------- */

/* The rows of one story. */
static void keep_story(const struct rows *from, struct kw_str story, struct rows *to)
{
    *to = *from;
    to->fact_count = to->naming_count = 0;
    for (size_t i = 0; i < from->fact_count; i++) {
        if (kw_str_eq(from->facts[i].story, story))
            to->facts[to->fact_count++] = from->facts[i];
    }
    for (size_t i = 0; i < from->naming_count; i++) {
        if (kw_str_eq(from->namings[i].story, story))
            to->namings[to->naming_count++] = from->namings[i];
    }
}

static size_t node_of(const struct kw_graph *g, struct kw_str key)
{
    size_t i = 0;
    while (!kw_str_eq(g->nodes[i].key, key))
        i++;
    return i;
}

/* A matrix of weights, forward weights, of nodes by number. */
struct weights {
    uint32_t weight[MOST_NAMED][MOST_NAMED], forward[MOST_NAMED][MOST_NAMED];
};

/* What each story that holds something adds, from a graph of its own; how many do. */
static size_t weigh_stories(const struct rows *rows, const struct kw_view *view,
                            const struct kw_graph *g, struct weights *stories,
                            struct kw_arena *arena)
{
    static struct rows some;
    size_t count = 0;
    for (size_t d = 0; d < rows->document_count; d++) {
        struct kw_str story = rows->documents[d].story;
        if (!kw_str_eq(story, rows->documents[d].key))
            continue; /* a story is named by its first document */
        keep_story(rows, story, &some);
        const struct kw_graph *one = rows_build(&some, view, arena);
        memset(&stories[count], 0, sizeof *stories);
        for (size_t i = 0; i < one->pair_count; i++) {
            const struct kw_pair *p = &one->pairs[i];
            size_t a = node_of(g, one->nodes[p->a].key);
            size_t b = node_of(g, one->nodes[p->b].key);
            stories[count].weight[a][b] = p->weight;
            stories[count].forward[a][b] = p->forward;
            stories[count].forward[b][a] = p->backward;
        }
        count += one->pair_count > 0;
    }
    return count;
}

/* The graph of a replicate, by adding matrices. */
static void add_up(const struct kw_graph *g, const struct weights *stories,
                   const uint32_t *draws, struct kw_pair *pairs, struct kw_graph *out)
{
    *out = *g;
    out->pairs = pairs;
    out->pair_count = 0;
    for (uint32_t a = 0; a < g->node_count; a++) {
        for (uint32_t b = a + 1; b < g->node_count; b++) {
            struct kw_pair p = {.a = a, .b = b};
            for (uint32_t s = 0; s < g->story_count; s++) {
                p.weight += draws[s] * stories[s].weight[a][b];
                p.forward += draws[s] * stories[s].forward[a][b];
                p.backward += draws[s] * stories[s].forward[b][a];
            }
            if (p.weight)
                pairs[out->pair_count++] = p;
        }
    }
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double rank_of(const double *values, size_t n, size_t node)
{
    double greater = 0;
    for (size_t i = 0; i < n; i++)
        greater += values[i] > values[node];
    return isnan(values[node]) ? NAN : 1 + greater;
}

static void same(double a, double b)
{
    if (!(isnan(a) && isnan(b)) && a != b)
        fail_msg("%.12g is not %.12g", a, b);
}

/* The interval of what came, NaN left out. */
static void check_bounds(double *all, size_t count, double low, double high)
{
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isnan(all[i]))
            all[known++] = all[i];
    }
    qsort(all, known, sizeof *all, ascending);
    size_t k = (known + 1) / 40;
    same(low, k ? all[k - 1] : NAN);
    same(high, k ? all[known - k] : NAN);
}

static void check_measure(const struct kw_graph *g, const struct kw_measure *m,
                          const struct weights *stories, struct kw_arena *arena)
{
    static double values[MOST_NAMED][REPLICATES], ranks[MOST_NAMED][REPLICATES];
    static struct kw_pair pairs[MOST_NAMED * MOST_NAMED];
    struct kw_interval *intervals;
    double *own, drawn[MOST_NAMED];
    uint32_t draws[MOST_NAMED];
    assert_int_equal(kw_measures_compute(g, &m, 1, NULL, arena, &own, NULL), KW_OK);
    assert_int_equal(
        kw_measures_bootstrap(g, &m, 1, &own, REPLICATES, 2, arena, &intervals, NULL),
        KW_OK);
    for (uint32_t r = 0; r < REPLICATES; r++) {
        struct kw_graph replicate;
        kw_bootstrap_draw(g, r, draws);
        add_up(g, stories, draws, pairs, &replicate);
        assert_int_equal(kw_measure_compute(&replicate, m, arena, drawn, NULL), KW_OK);
        for (size_t i = 0; i < g->node_count; i++) {
            values[i][r] = drawn[i];
            ranks[i][r] = rank_of(drawn, g->node_count, i);
        }
    }
    for (size_t i = 0; i < g->node_count; i++) {
        same(intervals[i].rank, rank_of(own, g->node_count, i));
        check_bounds(values[i], REPLICATES, intervals[i].low, intervals[i].high);
        check_bounds(ranks[i], REPLICATES, intervals[i].rank_low, intervals[i].rank_high);
    }
}

static void intervals_are_of_replicates(void **state)
{
    (void)state;
    static const char *const names[] = {"strength", "betweenness", "pagerank",
                                        "clustering"};
    static struct weights stories[MOST_NAMED];
    static struct rows rows;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_view view = random_view(round);
        rows_fill(&rows, 1000 + round);
        const struct kw_graph *g = rows_build(&rows, &view, arena);
        assert_int_equal(weigh_stories(&rows, &view, g, stories, arena), g->story_count);
        for (size_t m = 0; m < sizeof names / sizeof *names; m++)
            check_measure(g, kw_measure_named(kw_str_of(names[m])), stories, arena);
        kw_arena_free(arena);
    }
}

/* --- what is known beforehand ----------------------------------------------------- */

enum { STORIES = 40, MANY = 3999 };

/* Two pairs: the first is in `held` stories of 40, the second in the others. */
static struct kw_graph two_pairs(uint32_t held, struct kw_node *nodes,
                                 struct kw_pair *pairs, struct kw_share *shares,
                                 size_t *starts)
{
    pairs[0] = (struct kw_pair){.a = 0, .b = 1, .weight = held};
    pairs[1] = (struct kw_pair){.a = 2, .b = 3, .weight = STORIES - held};
    for (uint32_t i = 0; i < STORIES; i++)
        shares[i] = (struct kw_share){.story = i, .weight = 1};
    starts[0] = 0;
    starts[1] = held;
    starts[2] = STORIES;
    return (struct kw_graph){.nodes = nodes,
                             .node_count = 4,
                             .pairs = pairs,
                             .pair_count = 2,
                             .shares = shares,
                             .share_starts = starts,
                             .story_count = STORIES};
}

/* The chance that of 40 stories drawn at most `most` are among `held`. */
static double chance(uint32_t held, double most)
{
    double p = (double)held / STORIES, term = pow(1 - p, STORIES), sum = 0;
    for (uint32_t i = 0; i <= STORIES; i++) {
        sum += (double)i <= most ? term : 0;
        term *= (STORIES - (double)i) / (i + 1.0) * p / (1 - p);
    }
    return sum;
}

/* Strength is how many of the stories drawn are among those held: a binomial, whose 2.5
 * and 97.5 % lie within half a percent of those of 3,999 replicates. */
static void strength_is_binomial(void **state)
{
    (void)state;
    struct kw_node nodes[4] = {{.type = KW_TYPE_FIRM}};
    struct kw_pair pairs[2];
    struct kw_share shares[STORIES];
    size_t starts[3];
    for (uint32_t held = 5; held < STORIES; held += 5) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_graph g = two_pairs(held, nodes, pairs, shares, starts);
        const struct kw_measure *m = kw_measure_named(KW_STR("strength"));
        struct kw_interval *found;
        double *own;
        assert_int_equal(kw_measures_compute(&g, &m, 1, NULL, arena, &own, NULL), KW_OK);
        assert_int_equal(
            kw_measures_bootstrap(&g, &m, 1, &own, MANY, 2, arena, &found, NULL), KW_OK);
        assert_true(chance(held, found[0].low) >= 0.02);
        assert_true(chance(held, found[0].low - 1) <= 0.03);
        assert_true(chance(held, found[0].high) >= 0.97);
        assert_true(chance(held, found[0].high - 1) <= 0.98);
        assert_true(found[0].low + found[2].high == STORIES);
        kw_arena_free(arena);
    }
}

static void threads_change_nothing(void **state)
{
    (void)state;
    static struct rows rows;
    const struct kw_measure *list[64];
    struct kw_interval *intervals[3][64];
    double *values[64];
    size_t count = 0;
    struct kw_arena *arena = kw_arena_new();
    struct kw_view view = random_view(2);
    rows_fill(&rows, 4);
    const struct kw_graph *g = rows_build(&rows, &view, arena);
    assert_true(g->pair_count > 3 && g->story_count > 2);
    for (const struct kw_measure *m = kw_measures(); m->name; m++) {
        if (m->scope == KW_SCOPE_NODE && !kw_measure_is_label(m))
            list[count++] = m;
    }
    assert_int_equal(kw_measures_compute(g, list, count, NULL, arena, values, NULL),
                     KW_OK);
    for (unsigned jobs = 1; jobs <= 3; jobs++) {
        assert_int_equal(kw_measures_bootstrap(g, list, count, values, REPLICATES, jobs,
                                               arena, intervals[jobs - 1], NULL),
                         KW_OK);
        for (size_t i = 0; i < count; i++)
            assert_memory_equal(intervals[jobs - 1][i], intervals[0][i],
                                g->node_count * sizeof **intervals[0]);
    }
    kw_arena_free(arena);
}

static void what_has_no_intervals(void **state)
{
    (void)state;
    static struct rows rows;
    static const char *const names[] = {"component", "community", "density", "npmi"};
    double room[MOST_NAMED * MOST_NAMED], *values = room;
    struct kw_interval *out = NULL;
    struct kw_arena *arena = kw_arena_new();
    struct kw_view view = random_view(2);
    const struct kw_measure *degree = kw_measure_named(KW_STR("degree"));
    rows_fill(&rows, 4);
    const struct kw_graph *g = rows_build(&rows, &view, arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct kw_measure *m = kw_measure_named(kw_str_of(names[i]));
        assert_int_equal(
            kw_measures_bootstrap(g, &m, 1, &values, REPLICATES, 1, arena, &out, NULL),
            KW_USAGE);
    }
    assert_int_equal(
        kw_measures_bootstrap(g, &degree, 1, &values, 38, 1, arena, &out, NULL),
        KW_USAGE);
    view.shares = false;
    g = rows_build(&rows, &view, arena);
    assert_int_equal(
        kw_measures_bootstrap(g, &degree, 1, &values, REPLICATES, 1, arena, &out, NULL),
        KW_USAGE);
    assert_null(out);
    kw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_add_up_to_weights),
        cmocka_unit_test(outlets_are_no_sum),
        cmocka_unit_test(intervals_are_of_replicates),
        cmocka_unit_test(strength_is_binomial),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(what_has_no_intervals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
