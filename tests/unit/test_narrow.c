/* test_narrow.c - views cut down: by publisher, speaker, backbone, part, distance and
 * measure; and the windows that association is counted from. All by brute force over
 * random rows. */
#include "check.h"

#include "graph_rows.h"
#include "measure/measure.h"

#include <math.h>

enum { ROUNDS = 200 };

static void check_refusal(struct rows *rows, const struct kw_view *view,
                          enum kw_status status, const char *said)
{
    struct kw_graph_rows source = rows_source(rows);
    struct kw_arena *arena = kw_arena_new();
    struct kw_graph *graph = NULL;
    struct kw_error err = {0};
    assert_int_equal(kw_graph_build(&source, view, arena, &graph, &err), status);
    assert_non_null(strstr(err.text, said));
    assert_null(graph);
    kw_arena_free(arena);
}

/* Runs `check` on random rows, with the graph of the default view. */
static void on_random_rows(void (*check)(struct rows *, const struct kw_graph *,
                                         uint64_t *, struct kw_arena *))
{
    static struct rows rows;
    uint64_t s = 21;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_view view = kw_view_default();
        rows_fill(&rows, round);
        if (round % 3)
            rows.naming_count /= 8; /* or everybody is everybody's neighbor */
        if (round % 3)
            rows.fact_count /= 8;
        check(&rows, rows_build(&rows, &view, arena), &s, arena);
        kw_arena_free(arena);
    }
}

/* --- windows ----------------------------------------------------------------------- */

static bool named(const struct rows *rows, const struct kw_view *view, int64_t document,
                  int64_t entity, uint32_t first)
{
    uint32_t last = first + (view->sliding ? view->sliding : 1) - 1;
    for (size_t i = 0; i < rows->naming_count; i++) {
        const struct kw_naming_row *m = &rows->namings[i];
        uint32_t unit = view->sliding || view->window == KW_WINDOW_SENTENCE ? m->sentence
                        : view->window == KW_WINDOW_PARAGRAPH               ? m->paragraph
                                                                            : 0;
        if (m->document == document && m->entity == entity && unit >= first &&
            unit <= last)
            return true;
    }
    return false;
}

/* Windows that name both entities, of documents that are the first of their story. */
static uint64_t count_windows(const struct rows *rows, const struct kw_view *view,
                              int64_t a, int64_t b)
{
    uint64_t count = 0;
    for (size_t i = 0; i < rows->document_count; i++) {
        const struct kw_document_row *d = &rows->documents[i];
        uint32_t units = view->window == KW_WINDOW_DOCUMENT && !view->sliding ? 1 : 8;
        uint32_t starts =
            view->sliding ? units > view->sliding ? units - view->sliding + 1 : 1 : units;
        bool copy = false;
        for (size_t j = 0; j < i; j++)
            copy = copy || kw_str_eq(rows->documents[j].story, d->story);
        for (uint32_t w = 0; w < starts && !copy; w++)
            count += (!a || named(rows, view, d->id, a, w)) &&
                     (!b || named(rows, view, d->id, b, w));
    }
    return count;
}

static int64_t id_of(const struct rows *rows, const struct kw_graph *g, uint32_t node)
{
    for (size_t i = 0; i < rows->entity_count; i++) {
        if (kw_str_eq(rows->entities[i].key, g->nodes[node].key))
            return rows->entities[i].id;
    }
    return 0;
}

static void check_windows(struct rows *rows, const struct kw_graph *whole, uint64_t *s,
                          struct kw_arena *arena)
{
    struct kw_view view = kw_view_default();
    (void)whole;
    view.window = (enum kw_window)rows_random(s, KW_WINDOW_COUNT);
    view.sliding = rows_random(s, 2) ? 0 : 1 + rows_random(s, 10);
    for (size_t i = 0; i < rows->document_count; i++)
        rows->documents[i].paragraphs = 8;
    const struct kw_graph *g = rows_build(rows, &view, arena);
    assert_int_equal(g->windows, count_windows(rows, &view, 0, 0));
    for (uint32_t i = 0; i < g->node_count; i++)
        assert_int_equal(g->nodes[i].windows,
                         count_windows(rows, &view, id_of(rows, g, i), 0));
    const struct kw_measure *measure = kw_measure_named(KW_STR("windows"));
    double *column;
    assert_int_equal(kw_measures_compute(g, &measure, 1, NULL, arena, &column, NULL),
                     KW_OK);
    for (size_t i = 0; i < g->pair_count; i++) {
        uint64_t windows = count_windows(rows, &view, id_of(rows, g, g->pairs[i].a),
                                         id_of(rows, g, g->pairs[i].b));
        assert_int_equal(g->counts[i].windows, windows);
        assert_true(column[i] == (double)windows);
    }
}

static void windows_are_counted_once_a_story(void **state)
{
    (void)state;
    on_random_rows(check_windows);
}

/* Every weight is the count of that name. */
static void check_counts(struct rows *rows, const struct kw_graph *whole, uint64_t *s,
                         struct kw_arena *arena)
{
    (void)s;
    for (unsigned w = 0; w < KW_WEIGHT_COUNT; w++) {
        struct kw_view view = kw_view_default();
        view.weight = (enum kw_weight)w;
        const struct kw_graph *g = rows_build(rows, &view, arena);
        assert_int_equal(g->pair_count, whole->pair_count);
        for (size_t i = 0; i < g->pair_count; i++) {
            const struct kw_pair_counts *p = &whole->counts[i];
            const uint32_t counts[] = {[KW_WEIGHT_MENTIONS] = p->mentions,
                                       [KW_WEIGHT_DOCUMENTS] = p->documents,
                                       [KW_WEIGHT_STORIES] = p->stories,
                                       [KW_WEIGHT_OUTLETS] = p->outlets};
            assert_int_equal(g->pairs[i].weight, counts[w]);
        }
    }
}

static void counts_are_weights(void **state)
{
    (void)state;
    on_random_rows(check_counts);
}

/* --- who says so, and where --------------------------------------------------------- */

static void same_pairs(const struct kw_graph *a, const struct kw_graph *b)
{
    assert_int_equal(a->pair_count, b->pair_count);
    assert_int_equal(a->edge_count, b->edge_count);
    for (size_t i = 0; i < a->pair_count; i++) {
        const struct kw_pair *p = &a->pairs[i], *q = &b->pairs[i];
        assert_true(kw_str_eq(a->nodes[p->a].key, b->nodes[q->a].key));
        assert_true(kw_str_eq(a->nodes[p->b].key, b->nodes[q->b].key));
        assert_int_equal(p->weight, q->weight);
        assert_int_equal(p->forward, q->forward);
    }
}

static void check_speaker(struct rows *rows, const struct kw_graph *whole, uint64_t *s,
                          struct kw_arena *arena)
{
    struct kw_view said = kw_view_default(), all = said;
    size_t kept = 0;
    const struct kw_entity_row *who =
        &rows->entities[rows_random(s, (unsigned)rows->entity_count)];
    (void)whole;
    said.speaker = who->key;
    const struct kw_graph *g = rows_build(rows, &said, arena);
    for (size_t i = 0; i < rows->fact_count; i++) {
        if (rows->facts[i].speaker == who->id)
            rows->facts[kept++] = rows->facts[i];
    }
    rows->fact_count = kept;
    all.layers = 1u << KW_LAYER_STATEMENTS;
    same_pairs(g, rows_build(rows, &all, arena));
}

static void speakers_say_statements(void **state)
{
    (void)state;
    on_random_rows(check_speaker);
}

static bool from_post(const struct rows *rows, int64_t document)
{
    for (size_t i = 0; i < rows->document_count; i++) {
        if (rows->documents[i].id == document)
            return kw_str_eq(rows->documents[i].publisher, KW_STR("Post"));
    }
    return false;
}

static void check_publisher(struct rows *rows, const struct kw_graph *whole, uint64_t *s,
                            struct kw_arena *arena)
{
    struct kw_view post = kw_view_default(), all = post;
    size_t facts = 0, namings = 0;
    (void)whole;
    (void)s;
    post.publisher = KW_STR("Post");
    bool any = false;
    for (size_t i = 0; i < rows->document_count && !any; i++)
        any = from_post(rows, rows->documents[i].id);
    if (!any) { /* then it is a slip */
        check_refusal(rows, &post, KW_NOTFOUND, "no document is of 'Post'");
        return;
    }
    const struct kw_graph *g = rows_build(rows, &post, arena);
    for (size_t i = 0; i < rows->fact_count; i++) {
        if (from_post(rows, rows->facts[i].document))
            rows->facts[facts++] = rows->facts[i];
    }
    for (size_t i = 0; i < rows->naming_count; i++) {
        if (from_post(rows, rows->namings[i].document))
            rows->namings[namings++] = rows->namings[i];
    }
    rows->fact_count = facts;
    rows->naming_count = namings;
    same_pairs(g, rows_build(rows, &all, arena));
}

static void publishers_are_of_documents(void **state)
{
    (void)state;
    on_random_rows(check_publisher);
}

/* --- parts -------------------------------------------------------------------------- */

/* `part` has the pairs of `whole` that are `kept`, and the edges of those. */
static void check_part(const struct kw_graph *whole, const struct kw_graph *part,
                       const bool *kept)
{
    size_t next = 0, edges = 0;
    for (size_t i = 0; i < whole->pair_count; i++) {
        const struct kw_pair *p = &whole->pairs[i];
        if (!kept[i])
            continue;
        assert_true(next < part->pair_count);
        const struct kw_pair *q = &part->pairs[next++];
        assert_true(kw_str_eq(whole->nodes[p->a].key, part->nodes[q->a].key));
        assert_true(kw_str_eq(whole->nodes[p->b].key, part->nodes[q->b].key));
        assert_int_equal(p->weight, q->weight);
        for (size_t e = 0; e < whole->edge_count; e++) {
            const struct kw_edge *x = &whole->edges[e];
            edges += (x->source == p->a && x->target == p->b) ||
                     (x->source == p->b && x->target == p->a);
        }
    }
    assert_int_equal(next, part->pair_count);
    assert_int_equal(edges, part->edge_count);
}

/* Steps between all nodes by relaxing every pair again and again. */
static unsigned steps_between(const struct kw_graph *g, uint32_t from, uint32_t to)
{
    unsigned steps[MOST_NAMED];
    for (size_t i = 0; i < g->node_count; i++)
        steps[i] = i == from ? 0 : 1000;
    for (size_t round = 0; round < g->node_count; round++) {
        for (size_t i = 0; i < g->pair_count; i++) {
            unsigned *a = &steps[g->pairs[i].a], *b = &steps[g->pairs[i].b];
            *a = *a > *b + 1 ? *b + 1 : *a;
            *b = *b > *a + 1 ? *a + 1 : *b;
        }
    }
    return steps[to];
}

static void check_around(struct rows *rows, const struct kw_graph *whole, uint64_t *s,
                         struct kw_arena *arena)
{
    bool near[MOST_ROWS], connected[MOST_ROWS], largest[MOST_ROWS];
    struct kw_view view = kw_view_default();
    size_t most = 0;
    uint32_t best = 0;
    if (whole->pair_count == 0)
        return;
    uint32_t middle = rows_random(s, (unsigned)whole->node_count);
    for (uint32_t i = 0; i < whole->node_count; i++) {
        size_t size = 0;
        for (uint32_t j = 0; j < whole->node_count; j++)
            size += steps_between(whole, i, j) < 1000;
        best = size > most ? i : best;
        most = size > most ? size : most;
    }
    view.depth = 1 + rows_random(s, 2);
    for (size_t i = 0; i < whole->pair_count; i++) {
        uint32_t a = whole->pairs[i].a, b = whole->pairs[i].b;
        near[i] = steps_between(whole, middle, a) <= view.depth &&
                  steps_between(whole, middle, b) <= view.depth;
        connected[i] = steps_between(whole, middle, a) < 1000;
        largest[i] = steps_between(whole, best, a) < 1000;
    }
    view.around = whole->nodes[middle].key;
    check_part(whole, rows_build(rows, &view, arena), near);
    view.around = (struct kw_str){0};
    view.depth = 1;
    view.component = whole->nodes[middle].name;
    check_part(whole, rows_build(rows, &view, arena), connected);
    view.component = KW_STR("largest");
    check_part(whole, rows_build(rows, &view, arena), largest);
}

static void options_that_belong_together_come_together(void **state)
{
    static struct rows rows;
    struct kw_view view = kw_view_default();
    (void)state;
    rows_fill(&rows, 1);
    view.depth = 2;
    check_refusal(&rows, &view, KW_USAGE, "--depth goes with --around");
    view.depth = 1;
    view.level = 0.5;
    check_refusal(&rows, &view, KW_USAGE, "--level goes with --backbone");
    view.backbone = KW_BACKBONE_DISPARITY;
    view.level = 1;
    check_refusal(&rows, &view, KW_USAGE, "--level: disparity");
}

static void parts_are_what_is_near(void **state)
{
    (void)state;
    on_random_rows(check_around);
}

/* --- backbones ---------------------------------------------------------------------- */

static double strength_of(const struct kw_graph *g, uint32_t node, double *degree)
{
    double sum = 0;
    *degree = 0;
    for (size_t i = 0; i < g->pair_count; i++) {
        if (g->pairs[i].a == node || g->pairs[i].b == node) {
            sum += (double)g->pairs[i].weight;
            ++*degree;
        }
    }
    return sum;
}

/* The chance that the first of k uniform parts of 1 is at least x, by its integral:
 * 1 - (k - 1) * integral of (1 - t)^(k - 2) from 0 to x. */
static double disparity(double x, double k)
{
    enum { STEPS = 20000 };
    double sum = 0;
    if (k < 2)
        return 1;
    for (int i = 0; i < STEPS; i++)
        sum += pow(1 - (i + 0.5) * x / STEPS, k - 2) * x / STEPS;
    return 1 - (k - 1) * sum;
}

/* The mean and deviation of Coscia and Neffke's score by simulation of their model would
 * be slow; what is checked is what the level does: a greater one keeps a part of a lesser
 * one, and what is below expectation is never kept. */
static void check_backbone(struct rows *rows, const struct kw_graph *whole, uint64_t *s,
                           struct kw_arena *arena)
{
    bool kept[MOST_ROWS];
    struct kw_view view = kw_view_default();
    double total = 0;
    view.backbone = KW_BACKBONE_DISPARITY;
    view.level = 0.013 + 0.1 * rows_random(s, 9);
    for (size_t i = 0; i < whole->pair_count; i++) {
        const struct kw_pair *p = &whole->pairs[i];
        double degree_a, degree_b, w = (double)p->weight;
        double a = strength_of(whole, p->a, &degree_a);
        double b = strength_of(whole, p->b, &degree_b);
        kept[i] = disparity(w / a, degree_a) < view.level ||
                  disparity(w / b, degree_b) < view.level;
        total += 2 * w;
    }
    check_part(whole, rows_build(rows, &view, arena), kept);
    view.backbone = KW_BACKBONE_NOISE_CORRECTED;
    size_t before = whole->pair_count;
    for (view.level = 1e-6; view.level < 5; view.level = view.level * 2 + 0.2) {
        const struct kw_graph *g = rows_build(rows, &view, arena);
        assert_true(g->pair_count <= before);
        before = g->pair_count;
        for (size_t i = 0; i < g->pair_count; i++) {
            const struct kw_pair *p = &g->pairs[i];
            double degree, a = 0, b = 0;
            for (uint32_t n = 0; n < whole->node_count; n++) {
                if (kw_str_eq(whole->nodes[n].key, g->nodes[p->a].key))
                    a = strength_of(whole, n, &degree);
                if (kw_str_eq(whole->nodes[n].key, g->nodes[p->b].key))
                    b = strength_of(whole, n, &degree);
            }
            assert_true((double)p->weight > a * b / total);
        }
    }
}

static void backbones_are_beyond_chance(void **state)
{
    (void)state;
    on_random_rows(check_backbone);
}

/* --- top ---------------------------------------------------------------------------- */

/* Scores by the number of the key, and none for e0. */
static enum kw_status score(void *context, const struct kw_graph *graph, double *scores,
                            struct kw_error *err)
{
    (void)context;
    (void)err;
    for (size_t i = 0; i < graph->node_count; i++) {
        char number = graph->nodes[i].key.ptr[1];
        scores[i] = number == '0' ? NAN : number % 4;
    }
    return KW_OK;
}

static void check_top(struct rows *rows, const struct kw_graph *whole, uint64_t *s,
                      struct kw_arena *arena)
{
    struct kw_graph_rows source = rows_source(rows);
    struct kw_graph *top = NULL;
    struct kw_view view = kw_view_default();
    bool kept[MOST_ROWS];
    view.top = 1 + rows_random(s, 5);
    view.by = KW_STR("anything");
    source.score = score;
    assert_int_equal(kw_graph_build(&source, &view, arena, &top, NULL), KW_OK);
    for (size_t i = 0; i < whole->pair_count; i++) {
        kept[i] = true;
        for (int end = 0; end < 2; end++) {
            uint32_t node = end ? whole->pairs[i].b : whole->pairs[i].a;
            size_t before = 0;
            for (uint32_t n = 0; n < whole->node_count; n++) {
                char x = whole->nodes[n].key.ptr[1], y = whole->nodes[node].key.ptr[1];
                int mine = y == '0' ? -1 : y % 4, other = x == '0' ? -1 : x % 4;
                double degree, theirs = strength_of(whole, n, &degree);
                double own = strength_of(whole, node, &degree);
                before += other > mine || (other == mine &&
                                           (theirs > own || (theirs == own && n < node)));
            }
            kept[i] = kept[i] && before < view.top;
        }
    }
    check_part(whole, top, kept);
    assert_int_equal(kw_graph_build(&(struct kw_graph_rows){.context = rows,
                                                            .documents = source.documents,
                                                            .entities = source.entities,
                                                            .facts = source.facts,
                                                            .namings = source.namings,
                                                            .sentence = source.sentence},
                                    &view, arena, &top, NULL),
                     KW_USAGE); /* nobody knows the measure */
}

static void top_goes_by_scores(void **state)
{
    (void)state;
    on_random_rows(check_top);
}

static void unknown_entities_are_not_found(void **state)
{
    (void)state;
    static struct rows rows;
    struct kw_arena *arena = kw_arena_new();
    struct kw_graph *graph = NULL;
    struct kw_error err = {0};
    struct kw_view view = kw_view_default();
    rows_fill(&rows, 1);
    struct kw_graph_rows source = rows_source(&rows);
    view.around = KW_STR("nobody");
    assert_int_equal(kw_graph_build(&source, &view, arena, &graph, &err), KW_NOTFOUND);
    assert_string_equal(err.text, "the store knows no entity \"nobody\"");
    assert_null(graph);
    kw_arena_free(arena);
}

static void options_narrow(void **state)
{
    (void)state;
    struct kw_view view = kw_view_default();
    assert_int_equal(kw_view_set(&view, "top", KW_STR("12 by pagerank"), NULL), KW_OK);
    assert_int_equal(view.top, 12);
    assert_true(kw_str_eq(view.by, KW_STR("pagerank")));
    assert_int_equal(kw_view_set(&view, "top", KW_STR("all"), NULL), KW_OK);
    assert_true(view.top == 0 && view.by.len == 0);
    assert_int_equal(kw_view_set(&view, "top", KW_STR("3 by "), NULL), KW_USAGE);
    assert_int_equal(kw_view_set(&view, "types", KW_STR("-place,-event"), NULL), KW_OK);
    assert_int_equal(view.types, kw_view_default().types & ~(1u << KW_TYPE_PLACE) &
                                     ~(1u << KW_TYPE_EVENT));
    assert_int_equal(kw_view_set(&view, "types", KW_STR("firm,tool,-firm"), NULL), KW_OK);
    assert_int_equal(view.types, 1u << KW_TYPE_TOOL);
    assert_int_equal(kw_view_set(&view, "types", KW_STR("firm,-firm"), NULL), KW_USAGE);
    assert_int_equal(kw_view_set(&view, "polarity", KW_STR("-"), NULL), KW_OK);
    assert_int_equal(view.polarities, 1u << KW_NEGATIVE);
    assert_int_equal(kw_view_set(&view, "backbone", KW_STR("noise-corrected"), NULL),
                     KW_OK);
    assert_int_equal(view.backbone, KW_BACKBONE_NOISE_CORRECTED);
    assert_int_equal(kw_view_set(&view, "level", KW_STR("nan"), NULL), KW_USAGE);
    assert_int_equal(kw_view_set(&view, "around", KW_STR(""), NULL), KW_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_are_counted_once_a_story),
        cmocka_unit_test(counts_are_weights),
        cmocka_unit_test(speakers_say_statements),
        cmocka_unit_test(publishers_are_of_documents),
        cmocka_unit_test(parts_are_what_is_near),
        cmocka_unit_test(options_that_belong_together_come_together),
        cmocka_unit_test(backbones_are_beyond_chance),
        cmocka_unit_test(top_goes_by_scores),
        cmocka_unit_test(unknown_entities_are_not_found),
        cmocka_unit_test(options_narrow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
