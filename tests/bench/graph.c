/* graph.c - times one task on one graph, by knotwork or by igraph, for bench_graph.py.
 *
 *   graph make ba|rmat SIZE FILE     writes an edge list: BA of SIZE nodes with 5 edges
 *                                    each, or R-MAT with SIZE different pairs
 *   graph knotwork|igraph TASK FILE JOBS
 *
 * prints the seconds of loading and of the task, those of its processor, and a figure
 * that should agree.
 */
#include "measure/inputs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Seconds of all processors, which other programs do not change as they do wall time. */
static double used(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Two points in time: what was before is loading, what is between them the task. */
struct lap {
    double start, began;           /* wall */
    double used_start, used_began; /* processor */
};

static void begin(struct lap *lap)
{
    lap->start = now();
    lap->used_start = used();
}

static void loaded(struct lap *lap)
{
    lap->began = now();
    lap->used_began = used();
}

static void report(const struct lap *lap, double figure)
{
    printf("%.3f %.3f %.3f %.3f %.9g\n", lap->began - lap->start, now() - lap->began,
           lap->used_began - lap->used_start, used() - lap->used_began, figure);
}

static void fail(const char *what)
{
    fprintf(stderr, "graph: %s\n", what);
    exit(1);
}

/* --- generators ------------------------------------------------------------------- */

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 32) * below >> 32);
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static size_t distinct(uint64_t *pairs, size_t count)
{
    size_t kept = 0;
    qsort(pairs, count, sizeof *pairs, by_value);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || pairs[i] != pairs[kept - 1])
            pairs[kept++] = pairs[i];
    }
    return kept;
}

static uint64_t pair_of(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

/* Barabasi and Albert: each new node picks ends of edges that are there. */
static size_t make_ba(uint64_t *pairs, uint32_t nodes)
{
    enum { EACH = 5 };
    uint64_t state = 1;
    size_t count = 0;
    for (uint32_t node = 1; node < nodes; node++) {
        size_t before = count;
        for (int i = 0; i < EACH && i < (int)node; i++) {
            uint32_t at = before ? draw(&state, (uint32_t)(2 * before)) : 0;
            uint32_t to = before == 0 ? 0
                          : at % 2    ? (uint32_t)(pairs[at / 2] >> 32)
                                      : (uint32_t)pairs[at / 2];
            pairs[count++] = pair_of(node, to);
        }
    }
    return distinct(pairs, count);
}

/* Chakrabarti, Zhan and Faloutsos 2004, with .57 .19 .19 .05. */
static size_t make_rmat(uint64_t *pairs, size_t wanted)
{
    uint64_t state = 1;
    unsigned levels = (unsigned)ceil(log2((double)wanted / 8));
    size_t count = 0;
    while (count < wanted) {
        for (; count < wanted + wanted / 4; count++) {
            uint32_t a = 0, b = 0;
            for (unsigned l = 0; l < levels; l++) {
                uint32_t r = draw(&state, 100);
                a = a * 2 + (r >= 76);
                b = b * 2 + ((r >= 57 && r < 76) || r >= 95);
            }
            pairs[count] = a == b ? pair_of(a, a + 1) : pair_of(a, b);
        }
        count = distinct(pairs, count);
    }
    return wanted;
}

static void make(const char *kind, size_t size, const char *path)
{
    uint64_t *pairs = malloc((size * 5 + 16) * sizeof *pairs);
    FILE *file = fopen(path, "w");
    if (!pairs || !file)
        fail("cannot make the graph");
    size_t count =
        strcmp(kind, "ba") == 0 ? make_ba(pairs, (uint32_t)size) : make_rmat(pairs, size);
    /* Numbers of nodes without gaps, as igraph's reader wants them. */
    uint64_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = (pairs[i] & UINT32_MAX) > most ? pairs[i] & UINT32_MAX : most;
    uint32_t *numbers = calloc(most + 1, sizeof *numbers), next = 0;
    if (!numbers)
        fail("out of memory");
    for (size_t i = 0; i < count; i++) {
        uint32_t ends[2] = {(uint32_t)(pairs[i] >> 32), (uint32_t)pairs[i]};
        for (int k = 0; k < 2; k++) {
            if (!numbers[ends[k]])
                numbers[ends[k]] = ++next;
        }
        fprintf(file, "%u %u\n", numbers[ends[0]] - 1, numbers[ends[1]] - 1);
    }
    fclose(file);
    free(numbers);
    free(pairs);
    printf("%u nodes, %zu edges\n", next, count);
}

/* --- ours ------------------------------------------------------------------------- */

static struct kw_pair *pairs_of(const char *path, size_t *count, size_t *nodes)
{
    size_t room = 1 << 16;
    struct kw_pair *pairs = malloc(room * sizeof *pairs);
    FILE *file = fopen(path, "r");
    char line[64];
    *count = *nodes = 0;
    if (!pairs || !file)
        fail("cannot read the graph");
    while (fgets(line, sizeof line, file)) {
        char *rest;
        uint32_t x = (uint32_t)strtoul(line, &rest, 10);
        uint32_t y = (uint32_t)strtoul(rest, NULL, 10);
        if (*count == room)
            pairs = realloc(pairs, (room *= 2) * sizeof *pairs);
        if (!pairs)
            fail("out of memory");
        pairs[(*count)++] = (struct kw_pair){.a = x < y ? x : y,
                                             .b = x < y ? y : x,
                                             .weight = 1 + (x + y) % 7,
                                             .forward = 1 + (x + y) % 7,
                                             .backward = 1 + (x + y) % 7};
        *nodes = x >= *nodes ? x + 1 : *nodes;
        *nodes = y >= *nodes ? y + 1 : *nodes;
    }
    fclose(file);
    return pairs;
}

static int by_ends(const void *a, const void *b)
{
    const struct kw_pair *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static void ours(const char *task, const char *path, unsigned jobs)
{
    double sum = 0;
    struct lap lap;
    struct kw_graph graph = {0};
    struct kw_error err = {0};
    begin(&lap);
    graph.pairs = pairs_of(path, &graph.pair_count, &graph.node_count);
    qsort(graph.pairs, graph.pair_count, sizeof *graph.pairs, by_ends);
    loaded(&lap);
    const struct kw_measure *measure =
        kw_measure_named(strcmp(task, "leiden") == 0 ? KW_STR("modularity")
                         : strcmp(task, "load") == 0 ? KW_STR("nodes")
                                                     : kw_str_of(task));
    if (!measure)
        fail("no such task");
    size_t size = kw_measure_size(&graph, measure);
    double *values = malloc((size + 1) * sizeof *values);
    struct kw_measure_inputs inputs = {
        .graph = &graph, .exact_search = 0, .sample = KW_SAMPLE, .jobs = jobs};
    if (!values || kw_measures_run(&inputs, &measure, 1, &values, &err) != KW_OK)
        fail(err.text);
    for (size_t i = 0; i < size; i++)
        sum += isnan(values[i]) ? 0 : values[i];
    report(&lap, sum);
    free(values);
    free(graph.pairs);
}

/* --- igraph ----------------------------------------------------------------------- */

static void weigh(const igraph_t *graph, igraph_vector_t *weights)
{
    igraph_vector_init(weights, igraph_ecount(graph));
    for (igraph_integer_t i = 0; i < igraph_ecount(graph); i++) {
        igraph_integer_t x = IGRAPH_FROM(graph, i), y = IGRAPH_TO(graph, i);
        VECTOR(*weights)[i] = (double)(1 + (x + y) % 7);
    }
}

/* The same sources as ours. */
static void sources_of(size_t n, igraph_vector_int_t *sources)
{
    struct kw_graph graph = {.node_count = n, .pair_count = 1};
    struct kw_measure_inputs inputs = {
        .graph = &graph, .sample = KW_SAMPLE, .scratch = kw_arena_new()};
    uint32_t *list, count;
    if (kw_inputs_sources(&inputs, 0, &list, &count, NULL) != KW_OK)
        fail("out of memory");
    igraph_vector_int_init(sources, count);
    for (uint32_t i = 0; i < count; i++)
        VECTOR(*sources)[i] = list[i];
    kw_arena_free(inputs.scratch);
}

static double leiden(const igraph_t *graph, const igraph_vector_t *weights)
{
    igraph_vector_t strengths;
    igraph_vector_int_t members;
    igraph_real_t quality = 0;
    igraph_vector_init(&strengths, 0);
    igraph_vector_int_init(&members, 0);
    igraph_strength(graph, &strengths, igraph_vss_all(), IGRAPH_ALL, true, weights);
    igraph_real_t before = -INFINITY;
    igraph_rng_seed(igraph_rng_default(), kw_measure_seed()); /* or the work differs */
    for (int i = 0; i < 10; i++) { /* until it stands still, as we do */
        igraph_community_leiden(graph, weights, &strengths,
                                1 / (2 * igraph_vector_sum(weights)), 0.01, i > 0, 1,
                                &members, NULL, &quality);
        if (quality <= before + 1e-9)
            break;
        before = quality;
    }
    igraph_modularity(graph, &members, weights, 1, false, &quality);
    igraph_vector_destroy(&strengths);
    igraph_vector_int_destroy(&members);
    return quality;
}

static double theirs_of(const char *task, const igraph_t *graph, igraph_vector_t *values,
                        const igraph_vector_t *weights)
{
    igraph_vector_int_t list;
    igraph_integer_t count = 0;
    if (strcmp(task, "leiden") == 0)
        return leiden(graph, weights);
    if (strcmp(task, "pagerank") == 0)
        igraph_pagerank(graph, IGRAPH_PAGERANK_ALGO_PRPACK, values, NULL,
                        igraph_vss_all(), false, 0.85, weights, NULL);
    if (strcmp(task, "constraint") == 0)
        igraph_constraint(graph, values, igraph_vss_all(), weights);
    if (strcmp(task, "components") == 0) {
        igraph_vector_int_init(&list, 0);
        igraph_connected_components(graph, &list, NULL, &count, IGRAPH_WEAK);
        igraph_vector_int_destroy(&list);
        return (double)count;
    }
    if (strcmp(task, "core") == 0) {
        igraph_vector_int_init(&list, 0);
        igraph_coreness(graph, &list, IGRAPH_ALL);
        double sum = (double)igraph_vector_int_sum(&list);
        igraph_vector_int_destroy(&list);
        return sum;
    }
    if (strcmp(task, "betweenness") == 0) {
        double n = (double)igraph_vcount(graph);
        sources_of((size_t)n, &list);
        igraph_betweenness_subset(graph, values, igraph_vss_all(), false,
                                  igraph_vss_vector(&list), igraph_vss_all(), NULL);
        igraph_vector_int_destroy(&list);
        return igraph_vector_sum(values) * n / KW_SAMPLE / ((n - 1) * (n - 2) / 2);
    }
    return igraph_vector_size(values) ? igraph_vector_sum(values) : 0;
}

static void theirs(const char *task, const char *path)
{
    struct lap lap;
    igraph_t graph;
    igraph_vector_t values, weights;
    begin(&lap);
    FILE *file = fopen(path, "r");
    if (!file || igraph_read_graph_edgelist(&graph, file, 0, false) != IGRAPH_SUCCESS)
        fail("cannot read the graph");
    fclose(file);
    igraph_vector_init(&values, 0);
    weigh(&graph, &weights); /* ours come with weights, too */
    loaded(&lap);
    igraph_rng_seed(igraph_rng_default(), 1);
    report(&lap, theirs_of(task, &graph, &values, &weights));
}

int main(int argc, char **argv)
{
    if (argc != 5)
        fail("expected: make KIND SIZE FILE, or ENGINE TASK FILE JOBS");
    if (strcmp(argv[1], "make") == 0)
        make(argv[2], (size_t)strtoul(argv[3], NULL, 10), argv[4]);
    else if (strcmp(argv[1], "igraph") == 0)
        theirs(argv[2], argv[3]);
    else
        ours(argv[2], argv[3], (unsigned)strtoul(argv[4], NULL, 10));
    return 0;
}
