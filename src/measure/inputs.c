/* inputs.c - graphs in the shapes that measures read, and igraph's handlers. */
#include "inputs.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#ifdef KW_HAVE_GOMP
/* Of libgomp, which igraph brings along; its header belongs to the compiler in use. */
void omp_set_num_threads(int count);
int omp_get_max_threads(void);
#else
static void omp_set_num_threads(int count)
{
    (void)count;
}

static int omp_get_max_threads(void)
{
    return 1;
}
#endif

/* --- the door --------------------------------------------------------------------- */

static pthread_mutex_t door_lock = PTHREAD_MUTEX_INITIALIZER;
static char reason[KW_ERROR_SIZE]; /* igraph's last; guarded by door_lock */

static void note_error(const char *text, const char *file, int line, igraph_error_t code)
{
    (void)file;
    (void)line;
    (void)code;
    snprintf(reason, sizeof reason, "%s", text);
    IGRAPH_FINALLY_FREE(); /* the text may be gone after this */
}

static void note_and_lose(const char *text, const char *file, int line,
                          igraph_error_t code)
{
    (void)file;
    (void)line;
    (void)code;
    snprintf(reason, sizeof reason, "%s", text);
    IGRAPH_FINALLY_CLEAN(IGRAPH_FINALLY_STACK_SIZE());
}

void kw_igraph_lose(bool on)
{
    igraph_set_error_handler(on ? note_and_lose : note_error);
}

void kw_igraph_enter(struct kw_igraph_door *door)
{
    pthread_mutex_lock(&door_lock);
    reason[0] = '\0';
    door->errors = igraph_set_error_handler(note_error);
    door->warnings = igraph_set_warning_handler(igraph_warning_handler_ignore);
    door->threads = omp_get_max_threads();
    omp_set_num_threads(1);
}

void kw_igraph_leave(const struct kw_igraph_door *door)
{
    omp_set_num_threads(door->threads);
    igraph_set_warning_handler(door->warnings);
    igraph_set_error_handler(door->errors);
    pthread_mutex_unlock(&door_lock);
}

enum kw_status kw_igraph_status(igraph_error_t code, struct kw_error *err)
{
    if (code == IGRAPH_SUCCESS)
        return KW_OK;
    if (code == IGRAPH_ENOMEM)
        return kw_nomem(err);
    return kw_fail(err, KW_LIMIT, "igraph: %s", *reason ? reason : igraph_strerror(code));
}

/* --- sources ---------------------------------------------------------------------- */

bool kw_measure_exact(const struct kw_graph *graph, uint64_t exact_work)
{
    return (uint64_t)graph->node_count * graph->pair_count <= exact_work;
}

/* splitmix64 (Steele, Lea, Flood 2014): the same numbers whatever igraph's version. */
uint64_t kw_random(uint64_t *state)
{
    uint64_t x = *state += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

enum kw_status kw_inputs_sources(const struct kw_measure_inputs *inputs,
                                 uint64_t exact_work, uint32_t **sources, uint32_t *count,
                                 struct kw_error *err)
{
    uint32_t n = (uint32_t)inputs->graph->node_count;
    uint32_t wanted = n;
    uint64_t state = KW_SEED;
    uint32_t *list = KW_NEW(inputs->scratch, (size_t)n + 1, uint32_t);
    if (!list)
        return kw_nomem(err);
    for (uint32_t i = 0; i < n; i++)
        list[i] = i;
    if (!kw_measure_exact(inputs->graph, exact_work) && inputs->sample < n)
        wanted = inputs->sample;
    for (uint32_t i = 0; i < wanted && wanted < n; i++) { /* Fisher and Yates, begun */
        uint32_t j = i + (uint32_t)(kw_random(&state) % (n - i));
        uint32_t swap = list[i];
        list[i] = list[j];
        list[j] = swap;
    }
    *sources = list;
    *count = wanted;
    return KW_OK;
}

/* --- our own shapes --------------------------------------------------------------- */

/* Lays out the other ends of pairs, or their numbers, by node; next[i] is where node i's
 * list begins and becomes where it ends. Pairs come by a, then b, so smaller neighbors
 * first need two rounds. */
static void lay_out(const struct kw_graph *graph, bool numbers, uint32_t *next,
                    uint32_t *list)
{
    const struct kw_pair *pairs = graph->pairs;
    for (uint32_t i = 0; i < graph->pair_count; i++)
        list[next[pairs[i].b]++] = numbers ? i : pairs[i].a;
    for (uint32_t i = 0; i < graph->pair_count; i++)
        list[next[pairs[i].a]++] = numbers ? i : pairs[i].b;
}

enum kw_status kw_inputs_neighbors(struct kw_measure_inputs *inputs, struct kw_error *err)
{
    const struct kw_graph *graph = inputs->graph;
    size_t n = graph->node_count;
    if (inputs->neighbors.offsets)
        return KW_OK;
    uint32_t *offsets = KW_NEW(inputs->scratch, n + 2, uint32_t);
    uint32_t *targets = KW_NEW(inputs->scratch, 2 * graph->pair_count + 1, uint32_t);
    if (!offsets || !targets)
        return kw_nomem(err);
    for (size_t i = 0; i < graph->pair_count; i++) {
        offsets[graph->pairs[i].a + 2]++;
        offsets[graph->pairs[i].b + 2]++;
    }
    for (size_t i = 2; i <= n; i++)
        offsets[i] += offsets[i - 1];
    lay_out(graph, false, offsets + 1, targets); /* which turns starts into ends */
    inputs->neighbors = (struct kw_neighbors){.offsets = offsets, .targets = targets};
    return KW_OK;
}

enum kw_status kw_inputs_ties(struct kw_measure_inputs *inputs, struct kw_error *err)
{
    const struct kw_graph *graph = inputs->graph;
    size_t n = graph->node_count;
    enum kw_status status = kw_inputs_neighbors(inputs, err);
    if (status != KW_OK || inputs->neighbors.pairs)
        return status;
    uint32_t *next = KW_NEW(inputs->scratch, n + 1, uint32_t);
    uint32_t *pairs = KW_NEW(inputs->scratch, 2 * graph->pair_count + 1, uint32_t);
    if (!next || !pairs)
        return kw_nomem(err);
    memcpy(next, inputs->neighbors.offsets, n * sizeof *next);
    lay_out(graph, true, next, pairs);
    inputs->neighbors.pairs = pairs;
    return KW_OK;
}

enum kw_status kw_inputs_by_degree(struct kw_measure_inputs *inputs, uint32_t **order,
                                   struct kw_error *err)
{
    const uint32_t *offsets = inputs->neighbors.offsets;
    uint32_t n = (uint32_t)inputs->graph->node_count;
    if (!inputs->by_degree) {
        uint32_t *starts = KW_NEW(inputs->scratch, (size_t)n + 2, uint32_t);
        uint32_t *list = KW_NEW(inputs->scratch, (size_t)n + 1, uint32_t);
        if (!starts || !list)
            return kw_nomem(err);
        for (uint32_t i = 0; i < n; i++)
            starts[n - (offsets[i + 1] - offsets[i])]++;
        for (uint32_t d = 0, start = 0; d <= n; d++) {
            uint32_t count = starts[d];
            starts[d] = start;
            start += count;
        }
        for (uint32_t i = 0; i < n; i++)
            list[starts[n - (offsets[i + 1] - offsets[i])]++] = i;
        inputs->by_degree = list;
    }
    *order = inputs->by_degree;
    return KW_OK;
}

/* --- igraph's shapes -------------------------------------------------------------- */

/* Vectors of ends and weights go as soon as igraph has its own copies. */
enum kw_status kw_inputs_united(struct kw_measure_inputs *inputs, struct kw_error *err)
{
    const struct kw_graph *graph = inputs->graph;
    igraph_integer_t count = (igraph_integer_t)graph->pair_count;
    igraph_vector_int_t ends;
    if (inputs->united_made)
        return KW_OK;
    enum kw_status status =
        kw_igraph_status(igraph_vector_int_init(&ends, 2 * count), err);
    if (status != KW_OK)
        return status;
    for (igraph_integer_t i = 0; i < count; i++) {
        VECTOR(ends)[2 * i] = graph->pairs[i].a;
        VECTOR(ends)[2 * i + 1] = graph->pairs[i].b;
    }
    status = kw_igraph_status(
        igraph_create(&inputs->united, &ends, (igraph_integer_t)graph->node_count, false),
        err);
    igraph_vector_int_destroy(&ends);
    if (status != KW_OK)
        return status;
    status = kw_igraph_status(igraph_vector_init(&inputs->weights, count), err);
    if (status != KW_OK) {
        igraph_destroy(&inputs->united);
        return status;
    }
    for (igraph_integer_t i = 0; i < count; i++)
        VECTOR(inputs->weights)[i] = (double)graph->pairs[i].weight;
    inputs->united_made = true;
    return KW_OK;
}

void kw_inputs_free(struct kw_measure_inputs *inputs)
{
    if (inputs->united_made) {
        igraph_destroy(&inputs->united);
        igraph_vector_destroy(&inputs->weights);
    }
    inputs->united_made = false;
}
