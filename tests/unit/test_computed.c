/* Properties that the caller computes of the whole graph: which are asked for and when,
 * and whose they are. */
#include "check.h"

#include <math.h>

#include "asking.h"
#include "failing.h"
#include "query/ask.h"
#include "query/value_text.h"

/* What the questions see: a, b, c in a row and d, which the view of the measures leaves
 * out; c leads to b. */
struct fixture {
    struct kw_arena *arena;
    struct kw_region region;
    struct kw_source source;
    struct kw_computed computed;
    unsigned calls;         /* of compute */
    char asked[64];         /* names it was asked for in all calls, each with a space */
    enum kw_status refuses; /* KW_OK: it does not */
};

static const struct kw_computed_property properties[] = {
    {"score", false, false}, {"rank", false, true}, {"x", false, true},
    {"tie", true, false},    {"rank", true, true},  {NULL, false, false}};

static double of_nodes[] = {0.5, 2, NAN}, of_pairs[] = {7, NAN};
static struct kw_node nodes[] = {{.key = {"a", 1}}, {.key = {"b", 1}}, {.key = {"c", 1}}};
static struct kw_pair pairs[] = {{.a = 0, .b = 1}, {.a = 1, .b = 2}};
static const struct kw_graph graph = {
    .nodes = nodes, .node_count = 3, .pairs = pairs, .pair_count = 2};

static enum kw_status compute(void *context, const size_t *rows, size_t count,
                              const struct kw_graph **out, double **values,
                              struct kw_error *err)
{
    struct fixture *f = context;
    if (f->refuses != KW_OK)
        return kw_fail(err, f->refuses, "cannot be computed");
    for (size_t i = 0; i < count; i++) {
        strcat(strcat(f->asked, properties[rows[i]].name), " ");
        values[i] = properties[rows[i]].of_edges ? of_pairs : of_nodes;
    }
    f->calls++;
    *out = &graph;
    return KW_OK;
}

static int set_up(void **state)
{
    static struct fixture f;
    f = (struct fixture){.arena = kw_arena_new(), .computed = {properties, compute, &f}};
    struct kw_memory *memory = kw_memory_new(f.arena);
    const struct kw_str label = KW_STR("N");
    kw_memory_node(memory, &label, 1,
                   asking_map(f.arena, &f.region, "{key: 'a', name: 'A', x: 1}"));
    kw_memory_node(memory, &label, 1,
                   asking_map(f.arena, &f.region, "{key: 'b', name: 'B'}"));
    kw_memory_node(memory, &label, 1,
                   asking_map(f.arena, &f.region, "{key: 'c', name: 'C'}"));
    kw_memory_node(memory, &label, 1,
                   asking_map(f.arena, &f.region, "{key: 'd', name: 'D'}"));
    kw_memory_edge(memory, 1, 2, KW_STR("T"), NULL);
    kw_memory_edge(memory, 3, 2, KW_STR("T"), NULL);
    kw_memory_edge(memory, 1, 4, KW_STR("T"), NULL);
    kw_memory_edge(memory, 2, 1, KW_STR("U"), NULL);
    assert_int_equal(kw_memory_source(memory, &f.source, NULL), KW_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    kw_region_free(&f->region);
    kw_arena_free(f->arena);
    return 0;
}

static enum kw_status ask(struct fixture *f, const char *text, struct kw_buf *rows,
                          struct kw_buf *plan, struct kw_error *err)
{
    struct kw_arena *arena = kw_arena_new();
    if (!arena)
        return KW_NOMEM;
    const struct kw_ask question = {
        .text = kw_str_of(text), .computed = &f->computed, .explain = plan};
    f->calls = 0;
    f->asked[0] = '\0';
    enum kw_status status = kw_ask_source(&question, &f->source, NULL, 0, arena,
                                          asking_take, rows, NULL, err);
    kw_arena_free(arena);
    return status;
}

/* A question, its rows, and what was computed for it, in how many calls. */
static void check_ask(struct fixture *f, const char *text, const char *answer,
                      const char *asked, unsigned calls)
{
    struct kw_buf rows = {0};
    struct kw_error err = {0};
    if (ask(f, text, &rows, NULL, &err) != KW_OK)
        fail_msg("%s: %s", text, err.text);
    check_str(kw_buf_str(&rows), answer);
    assert_string_equal(f->asked, asked);
    assert_int_equal(f->calls, calls);
    kw_buf_free(&rows);
}

static void nodes_have_them_by_key(void **state)
{
    check_ask(*state, "MATCH (n) RETURN n.name, n.score, n.rank",
              "'A'|0.5|0 / 'B'|2.0|2 / 'C'|null|null / 'D'|null|null", "score rank ", 1);
    check_ask(*state, "MATCH (n) WHERE n.score > 0.4 RETURN n.name ORDER BY n.rank DESC",
              "'B' / 'A'", "score rank ", 1);
    check_ask(*state, "MATCH (n {score: 2}) RETURN n.name", "'B'", "score ", 1);
}

static void an_edge_has_what_its_two_ends_have(void **state)
{
    check_ask(*state, "MATCH (a)-[r]->(b) RETURN a.name, b.name, r.tie",
              "'A'|'B'|7.0 / 'A'|'D'|null / 'B'|'A'|7.0 / 'C'|'B'|null", "tie ", 1);
    check_ask(*state, "MATCH (a {key: 'b'})-[r:U]->() RETURN r.tie, r.score, a.tie",
              "7.0|null|null", "tie ", 1);
}

/* Where only a row tells which of two properties of one name is meant, both are named. */
static void a_name_may_be_of_both(void **state)
{
    check_ask(*state, "MATCH (a {name: 'B'})-[r:U]->() RETURN r.rank", "7", "rank ", 1);
    check_ask(*state, "MATCH (a {name: 'B'}) UNWIND [a] AS one RETURN one.rank", "2",
              "rank rank ", 1);
    check_ask(*state, "MATCH (a {name: 'B'})-[r:U]->() RETURN a.rank, r.rank", "2|7",
              "rank rank ", 1);
}

static void nothing_is_computed_that_no_row_reads(void **state)
{
    check_ask(*state, "MATCH (n) RETURN n.name LIMIT 1", "'A'", "", 0);
    check_ask(*state, "MATCH (n {name: 'Z'}) RETURN n.score", "", "", 0);
    check_ask(*state, "RETURN {score: 1}.score", "1", "", 0);
    check_ask(*state, "MATCH (n {name: 'A'}) RETURN keys(n)", "['key', 'name', 'x']", "",
              0);
}

static void names_made_at_run_time_are_computed_then(void **state)
{
    check_ask(*state, "MATCH (n {key: 'b'}) RETURN n['sc' + 'ore'], n.rank, n['none']",
              "2.0|2|null", "score rank ", 1);
    check_ask(*state, "MATCH (n {key: 'b'}) RETURN n.rank, n['sc' + 'ore']", "2|2.0",
              "rank score ", 2);
}

static void what_the_source_has_is_the_sources(void **state)
{
    check_ask(*state, "MATCH (n {key: 'a'}) RETURN n.x", "1", "", 0);
}

static void a_plan_tells_what_is_computed(void **state)
{
    struct kw_buf plan = {0};
    assert_int_equal(
        ask(*state, "MATCH (n) WHERE n.score > 1 RETURN n.rank", NULL, &plan, NULL),
        KW_OK);
    assert_true(kw_str_starts(kw_buf_str(&plan), KW_STR("measure score, rank\n")));
    kw_buf_free(&plan);
}

static void a_failure_ends_the_question(void **state)
{
    struct fixture *f = *state;
    struct kw_buf rows = {0};
    struct kw_error err = {0};
    f->refuses = KW_LIMIT;
    assert_int_equal(ask(f, "MATCH (n) RETURN n.score", &rows, NULL, &err), KW_LIMIT);
    assert_string_equal(err.text, "cannot be computed");
    f->refuses = KW_OK;
    kw_buf_free(&rows);
}

static void memory_may_run_out_anywhere(void **state)
{
    enum kw_status status = KW_NOMEM;
    for (long n = 0; status == KW_NOMEM; n++) {
        struct kw_buf rows = {0};
        assert_true(n < 1000);
        fail_after(FAIL_ALLOCATION, n);
        status =
            ask(*state, "MATCH (a)-[r]->() RETURN a.score, r.tie", &rows, NULL, NULL);
        fail_after(FAIL_ALLOCATION, -1);
        kw_buf_free(&rows);
    }
    assert_int_equal(status, KW_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_have_them_by_key),
        cmocka_unit_test(an_edge_has_what_its_two_ends_have),
        cmocka_unit_test(a_name_may_be_of_both),
        cmocka_unit_test(nothing_is_computed_that_no_row_reads),
        cmocka_unit_test(names_made_at_run_time_are_computed_then),
        cmocka_unit_test(what_the_source_has_is_the_sources),
        cmocka_unit_test(a_plan_tells_what_is_computed),
        cmocka_unit_test(a_failure_ends_the_question),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
