/* perceptron.c - learning weights, and writing them as a model. */
#include "train/train.h"

#include <stdlib.h>
#include <string.h>

/* So that 8 bits tell small weights apart. */
#define USUAL_CUT 2000u

enum kw_status kw_perceptron_init(struct kw_perceptron *p, const char *name,
                                  struct kw_str labels, uint32_t bits, int32_t margin,
                                  struct kw_error *err)
{
    uint32_t count = 1;
    for (size_t i = 0; i < labels.len; i++)
        count += labels.ptr[i] == ' ';
    *p = (struct kw_perceptron){.name = name,
                                .labels = labels,
                                .bits = bits,
                                .width = (count + 15) / 16 * 16,
                                .margin = margin,
                                .cut = USUAL_CUT,
                                .label_count = count};
    size_t cells = (size_t)p->width << bits;
    p->weights = calloc(cells, sizeof *p->weights);
    p->late = calloc(cells, sizeof *p->late);
    if (p->weights && p->late)
        return KW_OK;
    kw_perceptron_free(p);
    return kw_nomem(err);
}

void kw_perceptron_free(struct kw_perceptron *p)
{
    free(p->weights);
    free(p->late);
    p->weights = NULL;
    p->late = NULL;
}

static size_t row(const struct kw_perceptron *p, uint32_t feature)
{
    return (size_t)(feature >> (32 - p->bits)) * p->width;
}

void kw_perceptron_sum(const struct kw_perceptron *p, const uint32_t *features,
                       size_t count, int32_t *scores)
{
    memset(scores, 0, KW_MODEL_MOST_LABELS * sizeof *scores);
    for (size_t i = 0; i < count; i++) {
        const int32_t *weights = p->weights + row(p, features[i]);
        for (uint32_t k = 0; k < p->width; k++)
            scores[k] += weights[k];
    }
}

static uint32_t best_of(const struct kw_perceptron *p, const int32_t *scores,
                        uint64_t allowed)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t k = 0; k < p->label_count; k++) {
        if ((allowed >> k & 1) && (best == UINT32_MAX || scores[k] > scores[best]))
            best = k;
    }
    return best;
}

uint32_t kw_perceptron_best(const struct kw_perceptron *p, const uint32_t *features,
                            size_t count, uint64_t allowed)
{
    int32_t scores[KW_MODEL_MOST_LABELS];
    kw_perceptron_sum(p, features, count, scores);
    return best_of(p, scores, allowed);
}

void kw_perceptron_step(struct kw_perceptron *p)
{
    p->step++;
}

void kw_perceptron_add(struct kw_perceptron *p, const uint32_t *features, size_t count,
                       uint32_t label, int32_t by)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = row(p, features[i]) + label;
        p->weights[at] += by;
        p->late[at] += by * p->step;
    }
}

void kw_perceptron_learn(struct kw_perceptron *p, const uint32_t *features, size_t count,
                         uint32_t right, uint64_t allowed)
{
    int32_t scores[KW_MODEL_MOST_LABELS];
    kw_perceptron_step(p);
    kw_perceptron_sum(p, features, count, scores);
    uint32_t guess = best_of(p, scores, allowed & ~(UINT64_C(1) << right));
    if (guess == UINT32_MAX || scores[right] - scores[guess] > p->margin)
        return;
    kw_perceptron_add(p, features, count, right, 1);
    kw_perceptron_add(p, features, count, guess, -1);
}

/* --- writing -------------------------------------------------------------------------
 */

/* The sum over all steps of a weight; divided by their number it is the average. */
static int64_t total(const struct kw_perceptron *p, size_t i)
{
    return (int64_t)p->weights[i] * (p->step + 1) - p->late[i];
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The size that becomes 127. */
static int64_t scale_of(const struct kw_perceptron *p)
{
    size_t cells = (size_t)p->width << p->bits, used = 0;
    int64_t *sizes = malloc(cells * sizeof *sizes);
    if (!sizes)
        return 0;
    for (size_t i = 0; i < cells; i++) {
        int64_t t = total(p, i);
        if (t != 0)
            sizes[used++] = t < 0 ? -t : t;
    }
    qsort(sizes, used, sizeof *sizes, by_size);
    int64_t scale = used ? sizes[used - 1 - (p->cut ? used / p->cut : 0)] : 1;
    free(sizes);
    return scale;
}

static int8_t small(int64_t t, int64_t scale)
{
    int64_t half = scale / 2, w = t * 127;
    w = (w < 0 ? w - half : w + half) / scale;
    return (int8_t)(w > 127 ? 127 : w < -127 ? -127 : w);
}

enum kw_status kw_perceptron_part(const struct kw_perceptron *p, struct kw_arena *arena,
                                  struct kw_part *out, struct kw_error *err)
{
    size_t cells = (size_t)p->width << p->bits;
    int64_t scale = scale_of(p);
    int8_t *weights = KW_NEW(arena, cells, int8_t);
    if (scale == 0 || !weights)
        return kw_nomem(err);
    for (size_t i = 0; i < cells; i++)
        weights[i] = small(total(p, i), scale);
    *out = (struct kw_part){p->name, p->labels, p->bits, p->width, weights};
    return KW_OK;
}
