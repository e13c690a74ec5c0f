/* spectrum.c - leading eigenvectors: eigenvector centrality, hubs and authorities.
 *
 * Lanczos' method with full orthogonalization, begun again from the best vector found
 * (Saad 2011, "Numerical Methods for Large Eigenvalue Problems", 6.3 and 7.1). It starts
 * from all ones, so that where several parts of a graph lead equally the answer is still
 * one and the same: the part of that vector which lies in the leading space. ARPACK, by
 * contrast, draws random vectors where its space is exhausted.
 */
#include "inputs.h"

#include <math.h>
#include <string.h>

enum { SPACE = 20, RESTARTS = 500, SWEEPS = 60 };
static const double precision = 1e-13; /* of the residual, in eigenvalues */

/* Scores below this share of the greatest are noise of what is 0. */
static const double noise = 1e-11;

/* A symmetric matrix, by what it makes of a vector. */
struct matrix {
    void (*apply)(const struct kw_measure_inputs *inputs, const double *from, double *to,
                  double *room);
    const struct kw_measure_inputs *inputs;
    double *room; /* by node */
    size_t n;
};

struct space {
    double *basis[SPACE + 1];
    double diagonal[SPACE], beside[SPACE]; /* of the matrix as the basis sees it */
    size_t size;
};

static double dot(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static void add_scaled(double *to, const double *from, double factor, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += factor * from[i];
}

static void scale(double *vector, double factor, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vector[i] *= factor;
}

/* Builds the space from its first vector; what is left over afterwards is the weight of
 * the direction that leads out of it. */
static double extend(const struct matrix *op, struct space *s)
{
    double left = 0;
    for (s->size = 0; s->size < SPACE;) {
        size_t k = s->size;
        double *next = s->basis[k + 1];
        op->apply(op->inputs, s->basis[k], next, op->room);
        double before = sqrt(dot(next, next, op->n));
        s->diagonal[k] = dot(next, s->basis[k], op->n);
        for (int twice = 0; twice < 2; twice++) {
            for (size_t i = 0; i <= k; i++)
                add_scaled(next, s->basis[i], -dot(next, s->basis[i], op->n), op->n);
        }
        left = sqrt(dot(next, next, op->n));
        s->beside[k] = left;
        s->size++;
        if (left <= 1e-13 * before || s->size == op->n)
            return 0; /* there is nothing outside */
        scale(next, 1 / left, op->n);
    }
    return left;
}

/* One rotation of Jacobi's method: makes m[p][q] zero. */
static void rotate(double m[SPACE][SPACE], double vectors[SPACE][SPACE], size_t size,
                   size_t p, size_t q)
{
    double theta = (m[q][q] - m[p][p]) / (2 * m[p][q]);
    double t = (theta < 0 ? -1 : 1) / (fabs(theta) + sqrt(theta * theta + 1));
    double c = 1 / sqrt(t * t + 1), s = t * c;
    for (size_t i = 0; i < size; i++) {
        double a = m[i][p], b = m[i][q];
        m[i][p] = c * a - s * b;
        m[i][q] = s * a + c * b;
    }
    for (size_t i = 0; i < size; i++) {
        double a = m[p][i], b = m[q][i];
        m[p][i] = c * a - s * b;
        m[q][i] = s * a + c * b;
        a = vectors[i][p];
        b = vectors[i][q];
        vectors[i][p] = c * a - s * b;
        vectors[i][q] = s * a + c * b;
    }
}

/* The greatest eigenvalue of the small matrix, and its vector. */
static double lead(const struct space *s, double vector[SPACE])
{
    double m[SPACE][SPACE] = {{0}}, vectors[SPACE][SPACE] = {{0}};
    size_t best = 0;
    for (size_t i = 0; i < s->size; i++) {
        m[i][i] = s->diagonal[i];
        vectors[i][i] = 1;
        if (i + 1 < s->size)
            m[i][i + 1] = m[i + 1][i] = s->beside[i];
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (size_t p = 0; p < s->size; p++) {
            for (size_t q = p + 1; q < s->size; q++) {
                if (fabs(m[p][q]) > 1e-300)
                    rotate(m, vectors, s->size, p, q);
            }
        }
    }
    for (size_t i = 1; i < s->size; i++) {
        if (m[i][i] > m[best][best])
            best = i;
    }
    for (size_t i = 0; i < s->size; i++)
        vector[i] = vectors[i][best];
    return m[best][best];
}

/* Puts the leading vector into s->basis[0]. `*found` is false if it was not reached. */
static void find(const struct matrix *op, struct space *s, bool *found)
{
    double vector[SPACE];
    *found = false;
    for (size_t i = 0; i < op->n; i++)
        s->basis[0][i] = 1 / sqrt((double)op->n);
    for (int round = 0; round < RESTARTS && !*found; round++) {
        double left = extend(op, s);
        double value = lead(s, vector);
        scale(s->basis[0], vector[0], op->n);
        for (size_t k = 1; k < s->size; k++)
            add_scaled(s->basis[0], s->basis[k], vector[k], op->n);
        scale(s->basis[0], 1 / sqrt(dot(s->basis[0], s->basis[0], op->n)), op->n);
        *found = left * fabs(vector[s->size - 1]) <= precision * value;
    }
}

/* Fills `values` with the leading vector, its greatest entry 1; NaN if it is not found.
 */
static enum kw_status solve(struct matrix *op, double *values, struct kw_error *err)
{
    struct space s = {0};
    double greatest = 0;
    bool found;
    op->room = KW_NEW(op->inputs->scratch, op->n + 1, double);
    for (size_t k = 0; k <= SPACE; k++) {
        s.basis[k] = KW_NEW(op->inputs->scratch, op->n + 1, double);
        if (!s.basis[k] || !op->room)
            return kw_nomem(err);
    }
    find(op, &s, &found);
    for (size_t i = 0; i < op->n; i++)
        greatest = fmax(greatest, fabs(s.basis[0][i]));
    for (size_t i = 0; i < op->n; i++) {
        double score = fabs(s.basis[0][i]) / greatest;
        values[i] = !found ? NAN : score < noise ? 0 : score;
    }
    return KW_OK;
}

static bool without_edges(const struct kw_measure_inputs *inputs, double *values)
{
    for (size_t i = 0; i < inputs->graph->node_count; i++)
        values[i] = NAN;
    return inputs->graph->pair_count == 0;
}

/* --- measures --------------------------------------------------------------------- */

static void weights(const struct kw_measure_inputs *inputs, const double *from,
                    double *to, double *room)
{
    const struct kw_graph *graph = inputs->graph;
    (void)room;
    memset(to, 0, graph->node_count * sizeof *to);
    for (size_t i = 0; i < graph->pair_count; i++) {
        const struct kw_pair *p = &graph->pairs[i];
        to[p->a] += (double)p->weight * from[p->b];
        to[p->b] += (double)p->weight * from[p->a];
    }
}

KW_MEASURE_FN(kw_measure_eigenvector)
{
    struct matrix op = {weights, inputs, NULL, inputs->graph->node_count};
    return without_edges(inputs, values) ? KW_OK : solve(&op, values, err);
}

/* Follows evidence in its direction, or against it. */
static void follow(const struct kw_graph *graph, bool against, const double *from,
                   double *to)
{
    memset(to, 0, graph->node_count * sizeof *to);
    for (size_t i = 0; i < graph->pair_count; i++) {
        const struct kw_pair *p = &graph->pairs[i];
        double forward = (double)(against ? p->backward : p->forward);
        double backward = (double)(against ? p->forward : p->backward);
        to[p->b] += forward * from[p->a];
        to[p->a] += backward * from[p->b];
    }
}

static void hubs(const struct kw_measure_inputs *inputs, const double *from, double *to,
                 double *room)
{
    follow(inputs->graph, false, from, room);
    follow(inputs->graph, true, room, to);
}

static void authorities(const struct kw_measure_inputs *inputs, const double *from,
                        double *to, double *room)
{
    follow(inputs->graph, true, from, room);
    follow(inputs->graph, false, room, to);
}

KW_MEASURE_FN(kw_measure_hub)
{
    struct matrix op = {hubs, inputs, NULL, inputs->graph->node_count};
    return without_edges(inputs, values) ? KW_OK : solve(&op, values, err);
}

KW_MEASURE_FN(kw_measure_authority)
{
    struct matrix op = {authorities, inputs, NULL, inputs->graph->node_count};
    return without_edges(inputs, values) ? KW_OK : solve(&op, values, err);
}
