/* test_follow.c - communities that keep their labels and names from one run to the next.
 */
#include "network.h"

#include <stdio.h>

enum { NODES = 120, GROUPS = 6, SNAPSHOTS = 12 };

/* A graph that can grow and change. */
struct town {
    struct kw_graph graph;
    struct kw_node nodes[NODES];
    char keys[NODES][8];
    struct kw_pair pairs[NODES * NODES / 2];
};

static const struct kw_measure *community(void)
{
    return kw_measure_of_groups();
}

static const double *labels_of(const struct kw_graph *graph,
                               const struct kw_previous *previous, struct kw_arena *arena)
{
    const struct kw_measure *measure = community();
    const struct kw_measure_settings settings = {.follow = previous};
    double *labels = NULL;
    assert_int_equal(
        kw_measures_compute(graph, &measure, 1, &settings, arena, &labels, NULL), KW_OK);
    return labels;
}

static struct kw_previous *remembered(const struct kw_graph *graph, const double *labels,
                                      struct kw_arena *arena)
{
    struct kw_previous *previous = NULL;
    assert_int_equal(kw_previous_of(graph, labels, arena, &previous, NULL), KW_OK);
    return previous;
}

static void name_nodes(struct town *t, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        snprintf(t->keys[i], sizeof t->keys[i], "n%03u", (unsigned)i % 1000);
        t->nodes[i] = (struct kw_node){.key = kw_str_of(t->keys[i]),
                                       .name = kw_str_of(t->keys[i]),
                                       .type = KW_TYPE_FIRM};
    }
    t->graph = (struct kw_graph){
        .nodes = t->nodes, .node_count = count, .pairs = t->pairs, .pair_count = 0};
}

/* Joins the nodes that are in one group, and each group to the next by one pair; a group
 * is nodes[starts[g]] ... nodes[starts[g + 1] - 1]. */
static void join_groups(struct town *t, const size_t *starts, size_t groups)
{
    for (size_t g = 0; g < groups; g++) {
        for (size_t a = starts[g]; a < starts[g + 1]; a++) {
            for (size_t b = a + 1; b < starts[g + 1]; b++)
                t->pairs[t->graph.pair_count++] = (struct kw_pair){
                    .a = (uint32_t)a, .b = (uint32_t)b, .weight = 1, .forward = 1};
            if (a + 1 == starts[g + 1] && g + 1 < groups)
                t->pairs[t->graph.pair_count++] = (struct kw_pair){
                    .a = (uint32_t)a, .b = (uint32_t)a + 1, .weight = 1, .forward = 1};
        }
    }
}

/* Following a graph's own labels changes none. */
static void check_same(const struct network *w, struct kw_arena *arena)
{
    static struct network copy;
    char keys[MOST][8];
    copy = *w;
    copy.graph.nodes = copy.nodes;
    for (size_t i = 0; i < w->n; i++) {
        snprintf(keys[i], sizeof keys[i], "n%u", (unsigned)i % 100);
        copy.nodes[i].key = copy.nodes[i].name = kw_str_of(keys[i]);
    }
    const double *cold = labels_of(&copy.graph, NULL, arena);
    const double *again =
        labels_of(&copy.graph, remembered(&copy.graph, cold, arena), arena);
    assert_memory_equal(cold, again, w->n * sizeof *cold);
}

static void following_itself_changes_nothing(void **state)
{
    (void)state;
    on_random_graphs(check_same);
}

/* Cold, the greatest community is 1. A small one that outgrows it keeps its label all the
 * same, a new one gets a label nobody had, and the label of one that is gone is not given
 * away. */
static void labels_stay(void **state)
{
    (void)state;
    static struct town before, after;
    struct kw_arena *arena = kw_arena_new();
    static const size_t old[] = {0, 12, 20, 26}, now[] = {0, 4, 30, 36};
    name_nodes(&before, 26);
    join_groups(&before, old, 3);
    const double *first = labels_of(&before.graph, NULL, arena);
    assert_true(first[0] == 1 && first[12] == 2 && first[20] == 3);
    struct kw_previous *previous = remembered(&before.graph, first, arena);

    /* Nodes 12 ... 19 are of a great group now, 20 ... 25 are gone, others are new. */
    name_nodes(&after, 36);
    for (size_t i = 20; i < 36; i++)
        snprintf(after.keys[i], sizeof after.keys[i], "new%02u", (unsigned)i % 100);
    for (size_t i = 4; i < 12; i++)
        snprintf(after.keys[i], sizeof after.keys[i], "also%02u", (unsigned)i % 100);
    for (size_t i = 0; i < 36; i++)
        after.nodes[i].key = kw_str_of(after.keys[i]);
    join_groups(&after, now, 3);
    const double *cold = labels_of(&after.graph, NULL, arena);
    const double *warm = labels_of(&after.graph, previous, arena);
    assert_true(cold[4] == 1 && cold[30] == 2 && cold[0] == 3);
    for (size_t i = 0; i < 36; i++)
        assert_true(warm[i] == (i < 4 ? 1 : i < 30 ? 2 : 4));

    struct kw_community *list;
    size_t count;
    assert_int_equal(
        kw_communities_list(&after.graph, warm, previous, arena, &list, &count, NULL),
        KW_OK);
    assert_int_equal(count, 3);
    assert_true(kw_str_eq(list[0].name, KW_STR("n012, n013, n014"))); /* as then */
    assert_int_equal(list[0].label, 2);
    assert_int_equal(list[1].label, 4);
    kw_arena_free(arena);
}

/* Six groups of twenty; everybody changes group now and then, and pairs are drawn anew
 * each time: 40 % of the pairs inside, 3 % of those between. */
static void draw_snapshot(struct town *t, const unsigned *groups, uint64_t *s)
{
    name_nodes(t, NODES);
    for (uint32_t a = 0; a < NODES; a++) {
        for (uint32_t b = a + 1; b < NODES; b++) {
            if (draw(s, 100) < (groups[a] == groups[b] ? 40u : 3u))
                t->pairs[t->graph.pair_count++] = (struct kw_pair){
                    .a = a, .b = b, .weight = 1 + draw(s, 3), .forward = 1};
        }
    }
}

static size_t moved(const double *before, const double *after)
{
    size_t count = 0;
    for (size_t i = 0; before && i < NODES; i++)
        count += before[i] != after[i];
    return count;
}

static void snapshots_are_continuous(void **state)
{
    (void)state;
    static struct town t;
    unsigned groups[NODES];
    uint64_t s = 3;
    size_t moves = 0, cold_moves = 0, real_moves = 0;
    const double *cold = NULL, *warm = NULL;
    struct kw_previous *previous = NULL;
    struct kw_arena *arena = kw_arena_new();
    for (unsigned i = 0; i < NODES; i++)
        groups[i] = i % GROUPS;
    for (unsigned round = 0; round < SNAPSHOTS; round++) {
        for (unsigned i = 0; i < NODES && round; i++) {
            if (draw(&s, 50) == 0) {
                groups[i] = (groups[i] + 1 + draw(&s, GROUPS - 1)) % GROUPS;
                real_moves++;
            }
        }
        draw_snapshot(&t, groups, &s);
        const double *new_cold = labels_of(&t.graph, NULL, arena);
        const double *new_warm = labels_of(&t.graph, previous, arena);
        cold_moves += moved(cold, new_cold);
        moves += moved(warm, new_warm);
        cold = new_cold;
        warm = new_warm;
        previous = remembered(&t.graph, warm, arena);
    }
    assert_true(real_moves > 10 && moves >= real_moves / 2);
    assert_true(moves <= real_moves * 2); /* who moves, and few besides */
    assert_true(cold_moves > 5 * moves);  /* sizes change, and with them cold labels */
    kw_arena_free(arena);
}

/* --- what earlier runs look like -------------------------------------------------- */

static void check_text(const char *text, enum kw_status expected)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_previous *previous = NULL;
    struct town *t = KW_NEW(arena, 1, struct town);
    static const size_t starts[] = {0, 4, 8};
    assert_int_equal(kw_previous_read(kw_str_of(text), arena, &previous, NULL), expected);
    if (expected == KW_OK) {
        name_nodes(t, 8);
        join_groups(t, starts, 2);
        const double *labels = labels_of(&t->graph, previous, arena);
        assert_true(labels[0] == 9 && labels[3] == 9); /* n001 is in 9 */
        assert_true(labels[4] == 10 && labels[7] == 10);
    } else {
        assert_null(previous);
    }
    kw_arena_free(arena);
}

static void texts_are_read(void **state)
{
    (void)state;
    check_text("key,name,community\nn001,N,9\n", KW_OK);
    check_text("community,x,key\r\n9,\"a,\nb\",\"n001\"\r\n,,n004\r\n", KW_OK);
    check_text("[{\"key\":\"n001\",\"community\":9},{\"key\":\"n004\"}]", KW_OK);
    check_text(
        "{\"key\":\"n001\",\"community\":9}\n{\"key\":\"n004\",\"community\":null}\n",
        KW_OK);
    check_text("", KW_SYNTAX);
    check_text("key,degree\nn001,9\n", KW_SYNTAX);
    check_text("key,community\nn001,many\n", KW_SYNTAX);
    check_text("[{\"key\":\"n001\"", KW_SYNTAX);
    check_text("[]", KW_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(following_itself_changes_nothing),
        cmocka_unit_test(labels_stay),
        cmocka_unit_test(snapshots_are_continuous),
        cmocka_unit_test(texts_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
