/* test_measure.c - the table of measures: all of them, together and alone, on any number
 * of threads, without edges and without memory. */
#include "check.h"

#include "base/number.h"
#include "network.h"

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

/* --- the table ----------------------------------------------------------------------- */

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
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(table_is_complete),
        cmocka_unit_test(together_is_the_same_as_alone),
        cmocka_unit_test(empty_graph_has_no_values),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
