/* network.h - small random graphs for tests of measures, with their distances in steps
 * and numbers of shortest paths found by trying everything. */
#ifndef KW_TESTS_NETWORK_H
#define KW_TESTS_NETWORK_H

#include "check.h"

#include "measure/inputs.h"

#include <math.h>

enum { MOST = 12, ROUNDS = 300, FAR = 1000 };

struct network {
    struct kw_graph graph;
    struct kw_node nodes[MOST];
    struct kw_pair pairs[MOST * MOST];
    struct kw_pair_counts counts[MOST * MOST];
    unsigned distance[MOST][MOST]; /* FAR: not connected */
    double paths[MOST][MOST];      /* shortest ones */
    size_t n;
};

static inline unsigned draw(uint64_t *state, unsigned below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

/* Floyd and Warshall, then paths by length. */
static inline void find_distances(struct network *w)
{
    size_t n = w->n;
    bool joined[MOST][MOST] = {{false}};
    for (size_t i = 0; i < w->graph.pair_count; i++) {
        joined[w->pairs[i].a][w->pairs[i].b] = true;
        joined[w->pairs[i].b][w->pairs[i].a] = true;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            w->distance[i][j] = i == j ? 0 : joined[i][j] ? 1 : FAR;
    }
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++) {
                unsigned through = w->distance[i][k] + w->distance[k][j];
                if (through < w->distance[i][j])
                    w->distance[i][j] = through;
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (unsigned d = 0; d < n; d++) {
            for (size_t j = 0; j < n; j++) {
                if (w->distance[i][j] != d)
                    continue;
                w->paths[i][j] = d == 0;
                for (size_t k = 0; k < n; k++) {
                    if (d > 0 && w->distance[i][k] == d - 1 && joined[k][j])
                        w->paths[i][j] += w->paths[i][k];
                }
            }
        }
    }
}

static inline void fill(struct network *w, uint64_t seed)
{
    uint64_t s = seed;
    memset(w, 0, sizeof *w);
    w->n = 1 + draw(&s, MOST);
    unsigned sparse = 1 + draw(&s, 8);
    for (uint32_t a = 0; a < w->n; a++) {
        for (uint32_t b = a + 1; b < w->n; b++) {
            if (draw(&s, sparse) != 0)
                continue;
            struct kw_pair *p = &w->pairs[w->graph.pair_count++];
            *p = (struct kw_pair){.a = a, .b = b, .weight = 1 + draw(&s, 9)};
            p->forward = draw(&s, 3) ? 1 + draw(&s, (unsigned)p->weight) : 0;
            p->backward =
                draw(&s, 3) || !p->forward ? 1 + draw(&s, (unsigned)p->weight) : 0;
            w->counts[w->graph.pair_count - 1].windows = draw(&s, 5);
        }
    }
    w->graph.windows = 25 + draw(&s, 9);
    for (size_t i = 0; i < w->n; i++) {
        w->nodes[i].type = (enum kw_type)(1 + draw(&s, 3));
        w->nodes[i].windows = draw(&s, 8) ? 5 + draw(&s, 8) : 0;
    }
    w->graph.nodes = w->nodes;
    w->graph.node_count = w->n;
    w->graph.pairs = w->pairs;
    w->graph.counts = w->counts;
    find_distances(w);
}

static inline const double *computed(const struct network *w, const char *name,
                                     struct kw_arena *arena)
{
    const struct kw_measure *m = kw_measure_named(kw_str_of(name));
    struct kw_error err = {0};
    assert_non_null(m);
    double *values = KW_NEW(arena, MOST * MOST, double);
    assert_int_equal(kw_measure_compute(&w->graph, m, arena, values, &err), KW_OK);
    return values;
}

static inline void near(double a, double b)
{
    if (isnan(a) && isnan(b))
        return;
    if (!(fabs(a - b) <= 1e-8 * (1 + fabs(b))))
        fail_msg("%.12g is not %.12g", a, b);
}

/* Runs `check` on random graphs. */
static inline void on_random_graphs(void (*check)(const struct network *,
                                                  struct kw_arena *))
{
    static struct network w;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct kw_arena *arena = kw_arena_new();
        fill(&w, round);
        check(&w, arena);
        kw_arena_free(arena);
    }
}

#endif
