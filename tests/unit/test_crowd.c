/* test_crowd.c - rows that no store should give: crowded windows, unknown numbers and
 * types; and no memory for a graph of them. */
#include "graph_rows.h"

enum { CROWD = 3000 };

static enum kw_status crowd_entities(void *context, kw_entity_fn *fn, void *to,
                                     struct kw_error *err)
{
    (void)context;
    enum kw_status status = KW_OK;
    char key[16];
    for (int i = 1; i <= CROWD && status == KW_OK; i++) {
        snprintf(key, sizeof key, "e%05d", i);
        struct kw_entity_row row = {.id = i, .type = KW_TYPE_PERSON};
        row.key = row.name = kw_str_of(key);
        status = fn(to, &row, err);
    }
    return status;
}

/* One list of everybody, then many windows of everybody. */
static enum kw_status crowd_namings(void *context, kw_naming_fn *fn, void *to,
                                    struct kw_error *err)
{
    const int64_t *documents = context;
    enum kw_status status = KW_OK;
    for (int i = 0; i < 40 * CROWD && status == KW_OK; i++) {
        struct kw_naming_row row = {.entity = i % CROWD + 1,
                                    .document = *documents,
                                    .sentence = (uint32_t)i / CROWD};
        status = fn(to, &row, err);
    }
    return status;
}

static enum kw_status crowd_documents(void *context, kw_document_fn *fn, void *to,
                                      struct kw_error *err)
{
    const int64_t *id = context;
    struct kw_document_row row = {
        .id = *id, .key = KW_STR("list"), .date = KW_DAY_NONE, .sentences = 40};
    return fn(to, &row, err);
}

static void crowded_windows_are_cut(void **state)
{
    (void)state;
    int64_t document = 7;
    struct kw_graph_rows source = rows_source(NULL);
    struct kw_arena *arena = kw_arena_new();
    struct kw_view view = kw_view_default();
    struct kw_graph *g = NULL;
    source.context = &document;
    source.documents = crowd_documents;
    source.entities = crowd_entities;
    source.namings = crowd_namings;
    view.layers = 1u << KW_LAYER_COOCCURRENCE;
    view.weight = KW_WEIGHT_MENTIONS;
    assert_int_equal(kw_graph_build(&source, &view, arena, &g, NULL), KW_OK);
    uint64_t windows = 0;
    for (size_t i = 0; i < g->edge_count; i++)
        windows += g->edges[i].mentions;
    assert_int_equal(g->node_count, KW_WINDOW_ENTITIES);
    assert_int_equal(g->edge_count, KW_WINDOW_ENTITIES * (KW_WINDOW_ENTITIES - 1) / 2);
    assert_true(windows <= KW_WINDOW_PAIRS);
    assert_true(windows > KW_WINDOW_PAIRS / 2);
    assert_int_equal(g->cut, 1);
    kw_arena_free(arena);
}

static void unknown_ids_are_an_error(void **state)
{
    (void)state;
    static struct rows rows;
    rows_fill(&rows, 8);
    rows.fact_count = 1;
    rows.facts[0].object = 999;
    rows.facts[0].polarity = KW_POSITIVE;
    rows.facts[0].modality = KW_MODALITY_ASSERTED;
    struct kw_graph_rows source = rows_source(&rows);
    struct kw_view view = kw_view_default();
    struct kw_arena *arena = kw_arena_new();
    struct kw_graph *g = NULL;
    struct kw_error err = {0};
    assert_int_equal(kw_graph_build(&source, &view, arena, &g, &err), KW_STORE);
    assert_null(g);
    assert_string_not_equal(err.text, "");
    kw_arena_free(arena);
}

static void check_damaged(struct rows *rows)
{
    struct kw_graph_rows source = rows_source(rows);
    struct kw_view view = kw_view_default();
    struct kw_arena *arena = kw_arena_new();
    struct kw_graph *g = NULL;
    assert_int_equal(kw_graph_build(&source, &view, arena, &g, NULL), KW_STORE);
    assert_null(g);
    kw_arena_free(arena);
}

static void unknown_types_are_an_error(void **state)
{
    (void)state;
    static struct rows rows;
    rows_fill(&rows, 8);
    rows.entities[0].type = KW_TYPE_COUNT;
    check_damaged(&rows);
    rows_fill(&rows, 8);
    assert_true(rows.fact_count > 0);
    rows.facts[0].type = KW_RELATION_COUNT;
    check_damaged(&rows);
    rows_fill(&rows, 8);
    rows.facts[0].modality = (enum kw_modality)77;
    check_damaged(&rows);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    static struct rows rows;
    rows_fill(&rows, 5);
    struct kw_graph_rows source = rows_source(&rows);
    struct kw_view view = kw_view_default();
    enum kw_status status = KW_NOMEM;
    for (int n = 0; status != KW_OK; n++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_graph *g = NULL;
        assert_true(n < 100000);
        kw_arena_fail_after(arena, n);
        status = kw_graph_build(&source, &view, arena, &g, NULL);
        assert_true(status == KW_OK || (status == KW_NOMEM && !g));
        kw_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crowded_windows_are_cut),
        cmocka_unit_test(unknown_ids_are_an_error),
        cmocka_unit_test(unknown_types_are_an_error),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
