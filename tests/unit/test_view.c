/* test_view.c - from documents in a store to the graph of a view. */
#include "small_store.h"

#include "knotwork/graph.h"

/* Two documents of two outlets about one deal; the second has a spokeswoman. */
static const char *const samples[] = {
    "{\"format\":1,\"id\":\"a\",\"publisher\":\"Daily Example\",\"date\":\"2023-04-08\","
    "\"text\":\"Acme sold Kite to Ruritania. Acme is secret.\\nRuritania denied it.\","
    "\"sentences\":[[0,28],[29,44],[45,65]],\"paragraphs\":[[0,44],[45,65]],"
    "\"entities\":["
    "{\"id\":\"e1\",\"name\":\"Acme\",\"type\":\"firm\",\"mentions\":[[0,4],[29,33]],"
    "\"kinds\":[\"name\",\"name\"],\"coref\":[]},"
    "{\"id\":\"e2\",\"name\":\"Kite\",\"type\":\"tool\",\"mentions\":[[10,14]],"
    "\"kinds\":[\"name\"],\"coref\":[]},"
    "{\"id\":\"e3\",\"name\":\"Ruritania\",\"type\":\"country\",\"mentions\":[[18,27],"
    "[45,54]],\"kinds\":[\"name\",\"name\"],\"coref\":[]}],"
    "\"statements\":[{\"subject\":\"e1\",\"type\":\"supplies\",\"object\":\"e3\","
    "\"item\":\"e2\",\"span\":[0,28],\"evidence\":[[0,28]],\"phrase\":\"sold\","
    "\"polarity\":\"+\",\"modality\":\"asserted\",\"time\":\"2021\",\"confidence\":700},"
    "{\"subject\":\"e1\",\"type\":\"supplies\",\"object\":\"e3\",\"span\":[45,65],"
    "\"evidence\":[[45,65]],\"phrase\":\"denied\",\"polarity\":\"-\","
    "\"modality\":\"reported\",\"speaker\":\"e3\",\"confidence\":600}],\"open\":[]}",
    "{\"format\":1,\"id\":\"b\",\"publisher\":\"Weekly Example\",\"date\":\"2023-04-10\","
    "\"text\":\"Ruritania and Acme signed a deal.\","
    "\"sentences\":[[0,33]],\"paragraphs\":[[0,33]],"
    "\"entities\":["
    "{\"id\":\"e1\",\"name\":\"Ruritania\",\"type\":\"country\",\"mentions\":[[0,9]],"
    "\"kinds\":[\"name\"],\"coref\":[]},"
    "{\"id\":\"e2\",\"name\":\"Acme\",\"type\":\"firm\",\"mentions\":[[14,18]],"
    "\"kinds\":[\"name\"],\"coref\":[]}],"
    "\"statements\":[{\"subject\":\"e1\",\"type\":\"agree\",\"object\":\"e2\","
    "\"span\":[0,33],\"evidence\":[[0,33]],\"phrase\":\"signed\",\"polarity\":\"+\","
    "\"modality\":\"asserted\",\"confidence\":900}],\"open\":[]}",
};

static void ok(enum kw_status status, const struct kw_error *err)
{
    if (status != KW_OK)
        fail_msg("%s", err->text);
}

static int set_up(void **state)
{
    *state = small_store_new(samples, sizeof samples / sizeof *samples);
    return 0;
}

/* A graph of the default view with some options, given as name and value in turn. */
static const struct kw_graph *load(struct small_store *f, const char *const *options)
{
    struct kw_view view = kw_view_default();
    struct kw_graph *g = NULL;
    struct kw_error err = {0};
    for (; *options; options += 2)
        ok(kw_view_set(&view, options[0], kw_str_of(options[1]), &err), &err);
    ok(kw_graph_load(f->store, &view, f->arena, &g, &err), &err);
    return g;
}

#define LOAD(...) load(*state, (const char *const[]){__VA_ARGS__, NULL})

/* "Acme -supplies|agree-> Ruritania" for every edge, one a line. */
static struct kw_str edges_of(struct kw_arena *arena, const struct kw_graph *g)
{
    struct kw_buf text = {0};
    for (size_t i = 0; i < g->edge_count; i++) {
        const struct kw_edge *e = &g->edges[i];
        kw_buf_printf(&text, "%.*s -%.*s%s %.*s: %d\n",
                      KW_STR_ARG(g->nodes[e->source].name), KW_STR_ARG(e->types),
                      e->symmetric ? "-" : "->", KW_STR_ARG(g->nodes[e->target].name),
                      (int)e->weight);
    }
    struct kw_str copy = kw_arena_copy(arena, kw_buf_str(&text));
    kw_buf_free(&text);
    return copy;
}

static void check_edges(void **state, const struct kw_graph *g, const char *expected)
{
    struct small_store *f = *state;
    assert_string_equal(edges_of(f->arena, g).ptr, expected);
}

static void default_view_has_both_layers(void **state)
{
    const struct kw_graph *g = LOAD("weight", "stories");
    check_edges(state, g,
                "Acme -- Kite: 1\n"
                "Acme -supplies|agree-> Ruritania: 2\n"
                "Acme -- Ruritania: 2\n"
                "Kite -- Ruritania: 1\n");
    const struct kw_edge *e = &g->edges[1];
    assert_int_equal(e->mentions, 2); /* what is denied is not in the default view */
    assert_int_equal(e->outlets, 2);
    assert_int_equal(e->denied, 0);
    assert_int_equal(e->dated, 1);
    assert_int_equal(e->first, kw_day_of(2021, 1, 1));
    assert_int_equal(e->last, kw_day_of(2023, 4, 10));
    assert_int_equal(e->quote_count, 2);
    check_str(e->quotes[0].text, "Ruritania and Acme signed a deal.");
    check_str(e->quotes[0].publisher, "Weekly Example");
    check_str(e->quotes[1].text, "Acme sold Kite to Ruritania.");
    check_str(e->quotes[1].document, "a");
    assert_int_equal(e->quotes[1].date, kw_day_of(2023, 4, 8));
    check_str(g->edges[3].quotes[0].text, "Acme sold Kite to Ruritania.");
}

static void layers_and_kinds_of_edges(void **state)
{
    check_edges(state, LOAD("layers", "statements", "multi", "yes"),
                "Acme -agree- Ruritania: 1\n"
                "Acme -supplies-> Ruritania: 1\n");
    check_edges(state, LOAD("layers", "statements", "relations", "agree"),
                "Acme -agree- Ruritania: 1\n");
    check_edges(state, LOAD("layers", "cooccurrence", "min", "2"),
                "Acme -- Ruritania: 2\n");
}

static void denials_are_there_when_asked(void **state)
{
    const struct kw_graph *g =
        LOAD("layers", "statements", "polarity", "-", "weight", "mentions");
    check_edges(state, g, "Acme -supplies-> Ruritania: 1\n");
    assert_int_equal(g->edges[0].denied, 1);
    check_str(g->edges[0].quotes[0].speaker, "Ruritania");
}

static void windows_count_what_they_hold(void **state)
{
    /* Document a names Acme in sentences 0 and 1, Ruritania in 0 and 2. */
    check_edges(state, LOAD("layers", "cooccurrence", "weight", "mentions"),
                "Acme -- Kite: 1\nAcme -- Ruritania: 2\nKite -- Ruritania: 1\n");
    check_edges(state,
                LOAD("layers", "cooccurrence", "weight", "mentions", "window", "2"),
                "Acme -- Kite: 1\nAcme -- Ruritania: 3\nKite -- Ruritania: 1\n");
    check_edges(
        state,
        LOAD("layers", "cooccurrence", "weight", "mentions", "window", "paragraph"),
        "Acme -- Kite: 1\nAcme -- Ruritania: 2\nKite -- Ruritania: 1\n");
}

static void time_is_that_of_the_event(void **state)
{
    check_edges(state, LOAD("layers", "statements", "until", "2021"),
                "Acme -supplies-> Ruritania: 1\n");
    check_edges(state, LOAD("layers", "statements", "since", "2023-04-10"),
                "Acme -agree- Ruritania: 1\n");
    check_edges(state, LOAD("layers", "statements", "published-until", "2023-04-09"),
                "Acme -supplies-> Ruritania: 1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(default_view_has_both_layers),
        cmocka_unit_test(layers_and_kinds_of_edges),
        cmocka_unit_test(denials_are_there_when_asked),
        cmocka_unit_test(windows_count_what_they_hold),
        cmocka_unit_test(time_is_that_of_the_event),
    };
    return cmocka_run_group_tests(tests, set_up, small_store_tear_down);
}
