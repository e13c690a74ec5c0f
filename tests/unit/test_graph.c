/* test_graph.c - graphs of views: every count against its definition, by brute force
 * over random rows. */
#include "check.h"

#include "graph_rows.h"
#include "measure/measure.h"

enum { ROUNDS = 300 };

/* --- what a graph should be, by definition ---------------------------------------- */

static const struct kw_document_row *document_of(const struct rows *rows, int64_t id)
{
    for (size_t i = 0; i < rows->document_count; i++) {
        if (rows->documents[i].id == id)
            return &rows->documents[i];
    }
    return NULL;
}

static bool entity_in(const struct rows *rows, const struct kw_view *view, size_t entity)
{
    const struct kw_entity_row *e = &rows->entities[entity];
    return (view->types >> e->type & 1) && (view->voices || !e->voice);
}

static bool published_in(const struct kw_view *view, int32_t date)
{
    if (view->published_since != KW_DAY_NONE &&
        (date == KW_DAY_NONE || date < view->published_since))
        return false;
    return view->published_until == KW_DAY_NONE ||
           (date != KW_DAY_NONE && date <= view->published_until);
}

/* Whether some day of the range lies in since ... until. */
static bool happened_in(const struct kw_view *view, struct kw_time time, int32_t date)
{
    bool ranged = view->since != KW_DAY_NONE || view->until != KW_DAY_NONE;
    if (time.from == KW_DAY_NONE && time.to == KW_DAY_NONE)
        time.from = time.to = date;
    if (!ranged)
        return true;
    if (time.from == KW_DAY_NONE && time.to == KW_DAY_NONE)
        return false;
    for (int32_t day = 900; day < 1100; day++) {
        if ((time.from == KW_DAY_NONE || day >= time.from) &&
            (time.to == KW_DAY_NONE || day <= time.to) &&
            (view->since == KW_DAY_NONE || day >= view->since) &&
            (view->until == KW_DAY_NONE || day <= view->until))
            return true;
    }
    return false;
}

static bool fact_in(const struct rows *rows, const struct kw_view *view,
                    const struct kw_fact_row *f)
{
    return (view->polarities >> f->polarity & 1) &&
           (view->modalities >> f->modality & 1) && (view->relations >> f->type & 1) &&
           published_in(view, document_of(rows, f->document)->date) &&
           happened_in(view, f->time, document_of(rows, f->document)->date);
}

/* Evidence of what leads from a to b, collected as sets. */
struct counted {
    uint64_t mentions;
    struct kw_str documents[MOST_ROWS], stories[MOST_ROWS], outlets[MOST_ROWS];
    size_t document_count, story_count, outlet_count;
};

static void add_to_set(struct kw_str *set, size_t *count, struct kw_str value)
{
    for (size_t i = 0; i < *count; i++) {
        if (kw_str_eq(set[i], value))
            return;
    }
    set[(*count)++] = value;
}

static void add_document(struct counted *c, const struct kw_document_row *d)
{
    add_to_set(c->documents, &c->document_count, d->key);
    add_to_set(c->stories, &c->story_count, d->story);
    if (d->publisher.len)
        add_to_set(c->outlets, &c->outlet_count, d->publisher);
}

static uint64_t outlets_of(const struct counted *c)
{
    return c->outlet_count ? c->outlet_count : c->document_count > 0;
}

static uint64_t weight_of(const struct counted *c, enum kw_weight weight)
{
    const uint64_t counts[] = {
        [KW_WEIGHT_MENTIONS] = c->mentions,
        [KW_WEIGHT_DOCUMENTS] = c->document_count,
        [KW_WEIGHT_STORIES] = c->story_count,
        [KW_WEIGHT_OUTLETS] = outlets_of(c),
    };
    return counts[weight];
}

/* Statements whose edge is a -> b: of type `only`, or of any type when that is 0; with
 * `walk`, statements that can be walked from a to b. */
static void count_facts(const struct rows *rows, const struct kw_view *view, size_t a,
                        size_t b, unsigned only, bool walk, struct counted *c)
{
    int64_t from = rows->entities[a].id, to = rows->entities[b].id;
    for (size_t i = 0; i < rows->fact_count; i++) {
        const struct kw_fact_row *f = &rows->facts[i];
        bool symmetric = kw_relation_label(f->type)->symmetric;
        bool straight = f->subject == from && f->object == to;
        bool turned = f->subject == to && f->object == from;
        bool leads = symmetric ? (straight || turned) && (walk || a < b) : straight;
        if (!leads || (only && f->type != only) || !fact_in(rows, view, f))
            continue;
        c->mentions++;
        add_document(c, document_of(rows, f->document));
    }
}

static uint32_t unit_of(const struct kw_view *view, const struct kw_naming_row *m)
{
    if (view->sliding || view->window == KW_WINDOW_SENTENCE)
        return m->sentence;
    return view->window == KW_WINDOW_PARAGRAPH ? m->paragraph : 0;
}

static bool named_between(const struct rows *rows, const struct kw_view *view, int64_t id,
                          int64_t entity, uint32_t first, uint32_t last)
{
    for (size_t i = 0; i < rows->naming_count; i++) {
        const struct kw_naming_row *m = &rows->namings[i];
        if (m->document == id && m->entity == entity && unit_of(view, m) >= first &&
            unit_of(view, m) <= last)
            return true;
    }
    return false;
}

/* Every window of every document, one by one. */
static void count_windows(const struct rows *rows, const struct kw_view *view, size_t a,
                          size_t b, struct counted *c)
{
    uint32_t span = view->sliding ? view->sliding : 1;
    for (size_t i = 0; i < rows->document_count; i++) {
        const struct kw_document_row *d = &rows->documents[i];
        uint32_t units = (uint32_t)d->sentences;
        uint32_t starts = units > span ? units - span + 1 : 1;
        if (!published_in(view, d->date) || !happened_in(view, KW_TIME_NONE, d->date))
            continue;
        for (uint32_t s = 0; s < starts; s++) {
            if (named_between(rows, view, d->id, rows->entities[a].id, s, s + span - 1) &&
                named_between(rows, view, d->id, rows->entities[b].id, s, s + span - 1)) {
                c->mentions++;
                add_document(c, d);
            }
        }
    }
}

static const struct kw_edge *edge_of(const struct kw_graph *g, struct kw_str a,
                                     struct kw_str b, enum kw_layer layer, unsigned only)
{
    for (size_t i = 0; i < g->edge_count; i++) {
        const struct kw_edge *e = &g->edges[i];
        if (e->layer == layer && kw_str_eq(g->nodes[e->source].key, a) &&
            kw_str_eq(g->nodes[e->target].key, b) &&
            (!only || e->type_set == (uint64_t)1 << only))
            return e;
    }
    return NULL;
}

/* Compares an edge, or its absence; true when it is there. */
static bool check_edge(const struct kw_graph *g, const struct kw_edge *e,
                       const struct counted *c)
{
    uint64_t weight = weight_of(c, g->view.weight);
    if (c->mentions == 0 || weight < g->view.minimum) {
        assert_null(e);
        return false;
    }
    assert_non_null(e);
    assert_int_equal(e->mentions, c->mentions);
    assert_int_equal(e->documents, c->document_count);
    assert_int_equal(e->stories, c->story_count);
    assert_int_equal(e->outlets, outlets_of(c));
    assert_int_equal(e->weight, weight);
    assert_in_range(e->quote_count, 1, 3);
    return true;
}

static size_t check_pair(const struct rows *rows, const struct kw_graph *g, size_t a,
                         size_t b)
{
    struct kw_str from = rows->entities[a].key, to = rows->entities[b].key;
    const struct kw_view *view = &g->view;
    size_t found = 0;
    bool wanted = entity_in(rows, view, a) && entity_in(rows, view, b);
    for (unsigned type = 0; type < KW_RELATION_COUNT; type++) {
        struct counted c = {0};
        if ((type == 0) == view->multi)
            continue;
        if (wanted && (view->layers >> KW_LAYER_STATEMENTS & 1))
            count_facts(rows, view, a, b, type, false, &c);
        found += check_edge(g, edge_of(g, from, to, KW_LAYER_STATEMENTS, type), &c);
    }
    struct counted c = {0};
    if (wanted && a < b && (view->layers >> KW_LAYER_COOCCURRENCE & 1))
        count_windows(rows, view, a, b, &c);
    found += check_edge(g, edge_of(g, from, to, KW_LAYER_COOCCURRENCE, 0), &c);
    return found;
}

static void random_view(struct kw_view *view, uint64_t *s)
{
    *view = kw_view_default();
    view->weight = (enum kw_weight)rows_random(s, KW_WEIGHT_COUNT);
    view->window = (enum kw_window)rows_random(s, KW_WINDOW_COUNT);
    view->sliding = rows_random(s, 2) ? 0 : 1 + rows_random(s, 10);
    view->minimum = 1 + rows_random(s, 3);
    view->multi = rows_random(s, 2);
    view->voices = rows_random(s, 2);
    view->polarities = 1 + rows_random(s, 3);
    if (rows_random(s, 3) == 0)
        view->since = 995 + (int32_t)rows_random(s, 10);
    if (rows_random(s, 3) == 0)
        view->until = 995 + (int32_t)rows_random(s, 20);
    if (rows_random(s, 4) == 0)
        view->published_since = 1000 + (int32_t)rows_random(s, 8);
    if (rows_random(s, 4) == 0)
        view->published_until = 1000 + (int32_t)rows_random(s, 8);
    if (rows_random(s, 4) == 0)
        view->types = 1u << KW_TYPE_PERSON;
    if (rows_random(s, 4) == 0)
        view->layers = 1 + rows_random(s, 2);
}

static void counts_are_what_they_say(void **state)
{
    (void)state;
    static struct rows rows;
    uint64_t s = 11;
    size_t edges = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_view view;
        random_view(&view, &s);
        rows_fill(&rows, round);
        const struct kw_graph *g = rows_build(&rows, &view, arena);
        size_t found = 0;
        for (size_t a = 0; a < rows.entity_count; a++) {
            for (size_t b = 0; b < rows.entity_count; b++)
                found += a != b ? check_pair(&rows, g, a, b) : 0;
        }
        assert_int_equal(found, g->edge_count);
        edges += found;
        kw_arena_free(arena);
    }
    assert_true(edges > ROUNDS); /* or nothing was tested */
}

/* --- pairs ------------------------------------------------------------------------ */

enum { COLUMNS = 7 };

/* The measures that are counts of a pair. */
static void compute_columns(const struct kw_graph *g, struct kw_arena *arena,
                            double **columns)
{
    static const char *const names[COLUMNS] = {
        "weight", "forward", "backward", "mentions", "documents", "stories", "outlets"};
    const struct kw_measure *list[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        list[i] = kw_measure_named(kw_str_of(names[i]));
    assert_int_equal(kw_measures_compute(g, list, COLUMNS, NULL, arena, columns, NULL),
                     KW_OK);
}

/* With every edge in (minimum 1), a pair's evidence is all evidence of the two. */
static void pairs_unite_evidence(void **state)
{
    (void)state;
    static struct rows rows;
    static struct counted all, forward, backward;
    uint64_t s = 12;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_view view;
        random_view(&view, &s);
        view.layers = kw_view_default().layers;
        view.minimum = 1;
        view.multi = round % 2;
        view.types = kw_view_default().types;
        view.voices = true;
        rows_fill(&rows, round);
        const struct kw_graph *g = rows_build(&rows, &view, arena);
        double *columns[COLUMNS];
        size_t next = 0;
        compute_columns(g, arena, columns);
        for (size_t a = 0; a < rows.entity_count; a++) {
            for (size_t b = a + 1; b < rows.entity_count; b++) {
                memset(&all, 0, sizeof all);
                memset(&forward, 0, sizeof forward);
                memset(&backward, 0, sizeof backward);
                count_facts(&rows, &view, a, b, 0, true, &forward);
                count_windows(&rows, &view, a, b, &forward);
                count_facts(&rows, &view, b, a, 0, true, &backward);
                count_windows(&rows, &view, a, b, &backward);
                count_facts(&rows, &view, a, b, 0, false, &all);
                count_facts(&rows, &view, b, a, 0, false, &all);
                count_windows(&rows, &view, a, b, &all);
                if (all.mentions == 0)
                    continue;
                assert_true(next < g->pair_count);
                const uint64_t expected[COLUMNS] = {weight_of(&all, view.weight),
                                                    weight_of(&forward, view.weight),
                                                    weight_of(&backward, view.weight),
                                                    all.mentions,
                                                    weight_of(&all, KW_WEIGHT_DOCUMENTS),
                                                    weight_of(&all, KW_WEIGHT_STORIES),
                                                    weight_of(&all, KW_WEIGHT_OUTLETS)};
                for (size_t c = 0; c < COLUMNS; c++)
                    assert_true(columns[c][next] == (double)expected[c]);
                const struct kw_pair *p = &g->pairs[next++];
                assert_true(kw_str_eq(g->nodes[p->a].key, rows.entities[a].key));
                assert_true(kw_str_eq(g->nodes[p->b].key, rows.entities[b].key));
                assert_int_equal(p->weight, weight_of(&all, view.weight));
                assert_int_equal(p->forward, weight_of(&forward, view.weight));
                assert_int_equal(p->backward, weight_of(&backward, view.weight));
            }
        }
        assert_int_equal(next, g->pair_count);
        kw_arena_free(arena);
    }
}

/* --- order, top, isolated --------------------------------------------------------- */

static void dump_str(struct kw_buf *buf, struct kw_str s)
{
    kw_buf_printf(buf, "%.*s ", KW_STR_ARG(s));
}

static void dump(const struct kw_graph *g, struct kw_buf *buf)
{
    for (size_t i = 0; i < g->node_count; i++)
        dump_str(buf, g->nodes[i].key);
    for (size_t i = 0; i < g->edge_count; i++) {
        const struct kw_edge *e = &g->edges[i];
        kw_buf_printf(buf, "\n%u %u %d %d ", e->source, e->target, e->layer,
                      e->symmetric);
        dump_str(buf, e->types);
        kw_buf_printf(buf, "%d %d %d %d %d %d %d %d %d %d", (int)e->mentions,
                      (int)e->documents, (int)e->stories, (int)e->outlets, (int)e->weight,
                      (int)e->denied, (int)e->alleged, (int)e->dated, e->first, e->last);
        for (size_t j = 0; j < e->quote_count; j++) {
            kw_buf_printf(buf, "\n  %d %d %d ", e->quotes[j].date, e->quotes[j].modality,
                          e->quotes[j].polarity);
            dump_str(buf, e->quotes[j].text);
            dump_str(buf, e->quotes[j].document);
            dump_str(buf, e->quotes[j].publisher);
            dump_str(buf, e->quotes[j].speaker);
        }
    }
    for (size_t i = 0; i < g->pair_count; i++)
        kw_buf_printf(buf, "\n%u %u %d %d %d", g->pairs[i].a, g->pairs[i].b,
                      (int)g->pairs[i].weight, (int)g->pairs[i].forward,
                      (int)g->pairs[i].backward);
    kw_buf_byte(buf, '\0');
}

static void order_of_rows_does_not_matter(void **state)
{
    (void)state;
    static struct rows rows;
    uint64_t s = 14;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_buf first = {0}, second = {0};
        struct kw_view view;
        random_view(&view, &s);
        view.top = rows_random(&s, 2) ? 3 : 0;
        rows_fill(&rows, round);
        dump(rows_build(&rows, &view, arena), &first);
        rows_shuffle(&rows, round);
        dump(rows_build(&rows, &view, arena), &second);
        assert_string_equal(first.ptr, second.ptr);
        kw_buf_free(&first);
        kw_buf_free(&second);
        kw_arena_free(arena);
    }
}

static void everything_is_sorted(const struct kw_graph *g)
{
    for (size_t i = 1; i < g->node_count; i++)
        assert_true(kw_str_cmp(g->nodes[i - 1].key, g->nodes[i].key) < 0);
    for (size_t i = 1; i < g->edge_count; i++) {
        const struct kw_edge *x = &g->edges[i - 1], *y = &g->edges[i];
        bool less = x->source != y->source   ? x->source < y->source
                    : x->target != y->target ? x->target < y->target
                    : x->layer != y->layer   ? x->layer < y->layer
                                             : kw_str_cmp(x->types, y->types) < 0;
        assert_true(less);
        if (y->symmetric)
            assert_true(y->source < y->target);
    }
}

static void top_keeps_the_strongest(void **state)
{
    (void)state;
    static struct rows rows;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_view view = kw_view_default();
        rows_fill(&rows, round);
        const struct kw_graph *all = rows_build(&rows, &view, arena);
        view.top = 3;
        view.isolated = true;
        const struct kw_graph *few = rows_build(&rows, &view, arena);
        everything_is_sorted(all);
        everything_is_sorted(few);
        assert_true(few->node_count <= 3);
        for (size_t i = 0; i < all->node_count; i++) {
            /* Nodes with more strength, or the same and a smaller key, come before. */
            uint64_t strength[MOST_NAMED] = {0};
            size_t before = 0;
            bool kept = false;
            for (size_t p = 0; p < all->pair_count; p++) {
                strength[all->pairs[p].a] += all->pairs[p].weight;
                strength[all->pairs[p].b] += all->pairs[p].weight;
            }
            for (size_t j = 0; j < all->node_count; j++)
                before +=
                    strength[j] > strength[i] || (strength[j] == strength[i] && j < i);
            for (size_t j = 0; j < few->node_count; j++)
                kept = kept || kw_str_eq(few->nodes[j].key, all->nodes[i].key);
            assert_int_equal(kept, before < 3);
        }
        size_t inside = 0;
        for (size_t e = 0; e < all->edge_count; e++) {
            struct kw_str a = all->nodes[all->edges[e].source].key;
            struct kw_str b = all->nodes[all->edges[e].target].key;
            bool from = false, to = false;
            for (size_t j = 0; j < few->node_count; j++) {
                from = from || kw_str_eq(few->nodes[j].key, a);
                to = to || kw_str_eq(few->nodes[j].key, b);
            }
            inside += from && to;
        }
        assert_int_equal(inside, few->edge_count);
        kw_arena_free(arena);
    }
}

static void isolated_nodes_are_kept_when_asked(void **state)
{
    (void)state;
    static struct rows rows;
    struct kw_arena *arena = kw_arena_new();
    struct kw_view view = kw_view_default();
    rows_fill(&rows, 3);
    rows.fact_count = rows.naming_count = 0;
    assert_int_equal(rows_build(&rows, &view, arena)->node_count, 0);
    view.isolated = view.voices = true;
    assert_int_equal(rows_build(&rows, &view, arena)->node_count, rows.entity_count);
    kw_arena_free(arena);
}

/* --- adjacency -------------------------------------------------------------------- */

static void adjacency_lists_every_edge(void **state)
{
    (void)state;
    static struct rows rows;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_view view = kw_view_default();
        struct kw_adjacency adj;
        rows_fill(&rows, round);
        const struct kw_graph *g = rows_build(&rows, &view, arena);
        for (int directed = 0; directed < 2; directed++) {
            assert_int_equal(kw_graph_adjacency(g, directed == 1, arena, &adj, NULL),
                             KW_OK);
            size_t expected = 0;
            for (size_t e = 0; e < g->edge_count; e++) {
                bool both = !directed || g->edges[e].symmetric ||
                            (g->edges[e].type_set >> KW_RELATION_AGREE & 1);
                expected += both ? 2 : 1;
            }
            assert_int_equal(adj.offsets[g->node_count], expected);
            for (uint32_t i = 0; i < g->node_count; i++) {
                for (uint32_t k = adj.offsets[i]; k < adj.offsets[i + 1]; k++) {
                    const struct kw_edge *e = &g->edges[adj.edges[k]];
                    assert_true((e->source == i && e->target == adj.targets[k]) ||
                                (e->target == i && e->source == adj.targets[k]));
                    if (k > adj.offsets[i])
                        assert_true(adj.targets[k - 1] < adj.targets[k] ||
                                    (adj.targets[k - 1] == adj.targets[k] &&
                                     adj.edges[k - 1] < adj.edges[k]));
                }
            }
        }
        kw_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_what_they_say),
        cmocka_unit_test(pairs_unite_evidence),
        cmocka_unit_test(order_of_rows_does_not_matter),
        cmocka_unit_test(top_keeps_the_strongest),
        cmocka_unit_test(isolated_nodes_are_kept_when_asked),
        cmocka_unit_test(adjacency_lists_every_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
