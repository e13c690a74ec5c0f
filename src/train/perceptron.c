/* perceptron.c - learning weights, and writing them as a model. */
#include "train/train.h"

#include <stdlib.h>
#include <string.h>

enum kw_status kw_perceptron_init(struct kw_perceptron *p, const char *name,
                                  struct kw_str labels, uint32_t bits,
                                  struct kw_error *err)
{
    uint32_t count = 1;
    for (size_t i = 0; i < labels.len; i++)
        count += labels.ptr[i] == ' ';
    *p = (struct kw_perceptron){.name = name,
                                .labels = labels,
                                .bits = bits,
                                .width = (count + 15) / 16 * 16,
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

uint32_t kw_perceptron_best(const struct kw_perceptron *p, const uint32_t *features,
                            size_t count, uint64_t allowed)
{
    int32_t scores[KW_MODEL_MOST_LABELS] = {0};
    for (size_t i = 0; i < count; i++) {
        const int32_t *weights = p->weights + row(p, features[i]);
        for (uint32_t k = 0; k < p->width; k++)
            scores[k] += weights[k];
    }
    uint32_t best = UINT32_MAX;
    for (uint32_t k = 0; k < p->label_count; k++) {
        if ((allowed >> k & 1) && (best == UINT32_MAX || scores[k] > scores[best]))
            best = k;
    }
    return best;
}

void kw_perceptron_learn(struct kw_perceptron *p, const uint32_t *features, size_t count,
                         uint32_t right, uint32_t guess)
{
    p->step++;
    if (right == guess)
        return;
    for (size_t i = 0; i < count; i++) {
        size_t at = row(p, features[i]);
        p->weights[at + right]++;
        p->weights[at + guess]--;
        p->late[at + right] += p->step;
        p->late[at + guess] -= p->step;
    }
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

/* The size that becomes 127: only one weight of 2,000 is larger and is cut. */
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
    int64_t scale = used ? sizes[used - 1 - used / 2000] : 1;
    free(sizes);
    return scale;
}

static int8_t small(int64_t t, int64_t scale)
{
    int64_t half = scale / 2, w = t * 127;
    w = (w < 0 ? w - half : w + half) / scale;
    return (int8_t)(w > 127 ? 127 : w < -127 ? -127 : w);
}

static void pad(struct kw_buf *out, size_t to)
{
    while (out->len % to)
        kw_buf_byte(out, '\0');
}

enum kw_status kw_perceptron_write(const struct kw_perceptron *const *ps, size_t count,
                                   struct kw_buf *out, struct kw_error *err)
{
    struct kw_model_header header = {.magic = KW_MODEL_MAGIC,
                                     .version = KW_MODEL_VERSION,
                                     .part_count = (uint32_t)count};
    struct kw_model_entry parts[KW_MODEL_MOST_PARTS] = {0};
    size_t head = sizeof header + count * sizeof *parts;
    for (size_t i = 0; i < head; i++)
        kw_buf_byte(out, '\0');
    for (size_t n = 0; n < count; n++) {
        const struct kw_perceptron *p = ps[n];
        struct kw_model_entry *part = &parts[n];
        memcpy(part->name, p->name, strlen(p->name) + 1);
        part->bits = p->bits;
        part->width = p->width;
        part->label_count = p->label_count;
        part->label_bytes = (uint32_t)p->labels.len;
        part->labels = (uint32_t)out->len;
        kw_buf_add(out, p->labels);
    }
    for (size_t n = 0; n < count; n++) {
        const struct kw_perceptron *p = ps[n];
        int64_t scale = scale_of(p);
        if (scale == 0)
            return kw_nomem(err);
        pad(out, 64);
        parts[n].weights = (uint32_t)out->len;
        for (size_t i = 0; i < (size_t)p->width << p->bits; i++)
            kw_buf_byte(out, (char)small(total(p, i), scale));
    }
    if (out->failed)
        return kw_nomem(err);
    memcpy(out->ptr + sizeof header, parts, count * sizeof *parts);
    header.size = out->len;
    header.hash =
        kw_str_hash((struct kw_str){out->ptr + sizeof header, out->len - sizeof header});
    memcpy(out->ptr, &header, sizeof header);
    return KW_OK;
}
