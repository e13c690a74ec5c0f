/* model.c - opening weights, and the sums they give. */
#include "model/model.h"

#include <string.h>

extern const char kw_model_file[], kw_model_file_end[];

struct kw_str kw_model_builtin(void)
{
    return (struct kw_str){kw_model_file, (size_t)(kw_model_file_end - kw_model_file)};
}

static bool inside(struct kw_str bytes, uint64_t offset, uint64_t len)
{
    return offset <= bytes.len && len <= bytes.len - offset;
}

static size_t words_in(struct kw_str s)
{
    size_t count = s.len > 0;
    for (size_t i = 0; i < s.len; i++)
        count += s.ptr[i] == ' ';
    return count;
}

static bool is_good(struct kw_str bytes, const struct kw_model_entry *part)
{
    if (!memchr(part->name, '\0', sizeof part->name) || part->bits < 1 ||
        part->bits > KW_MODEL_MOST_BITS || part->label_count > KW_MODEL_MOST_LABELS ||
        part->label_count > part->width || part->width > KW_MODEL_MOST_WIDTH ||
        part->width % 16 != 0 || part->weights % 64 != 0)
        return false;
    if (!inside(bytes, part->labels, part->label_bytes) ||
        !inside(bytes, part->weights, (uint64_t)part->width << part->bits))
        return false;
    struct kw_str labels = {bytes.ptr + part->labels, part->label_bytes};
    return words_in(labels) == part->label_count;
}

enum kw_status kw_model_open(struct kw_str bytes, struct kw_model *out,
                             struct kw_error *err)
{
    const struct kw_model_header *header = (const void *)bytes.ptr;
    if (bytes.len < sizeof *header || header->magic != KW_MODEL_MAGIC)
        return kw_fail(err, KW_SYNTAX, "these are no weights of knotwork");
    if (header->version != KW_MODEL_VERSION)
        return kw_fail(err, KW_SYNTAX, "weights of version %u, this program reads %u",
                       header->version, KW_MODEL_VERSION);
    if (header->size != bytes.len || header->part_count > KW_MODEL_MOST_PARTS ||
        !inside(bytes, sizeof *header,
                header->part_count * sizeof(struct kw_model_entry)))
        return kw_fail(err, KW_SYNTAX, "the weights are cut short");
    const struct kw_model_entry *parts = (const void *)(header + 1);
    for (uint32_t i = 0; i < header->part_count; i++) {
        if (!is_good(bytes, &parts[i]))
            return kw_fail(err, KW_SYNTAX, "the weights are damaged in part %u", i + 1);
    }
    *out = (struct kw_model){bytes, parts, header->part_count, header->hash};
    return KW_OK;
}

bool kw_model_find(const struct kw_model *model, const char *name,
                   struct kw_model_part *out)
{
    for (uint32_t i = 0; i < model->part_count; i++) {
        const struct kw_model_entry *part = &model->parts[i];
        if (strcmp(part->name, name) != 0)
            continue;
        *out =
            (struct kw_model_part){(const int8_t *)model->bytes.ptr + part->weights,
                                   {model->bytes.ptr + part->labels, part->label_bytes},
                                   part->bits,
                                   part->width,
                                   part->label_count};
        return true;
    }
    return false;
}

enum kw_status kw_model_need(const struct kw_model *model, const char *name,
                             uint32_t bits, uint32_t width, struct kw_model_part *out,
                             struct kw_error *err)
{
    struct kw_model_part part;
    if (!kw_model_find(model, name, &part))
        return kw_fail(err, KW_SYNTAX, "the weights have no part \"%s\"", name);
    if (part.bits != bits || part.width != width)
        return kw_fail(err, KW_SYNTAX, "the weights have another size in \"%s\"", name);
    *out = part;
    return KW_OK;
}

bool kw_model_is_whole(const struct kw_model *model)
{
    size_t start = sizeof(struct kw_model_header);
    return kw_str_hash(kw_str_slice(model->bytes, start, model->bytes.len)) ==
           model->hash;
}

/* Sixteen columns at a time: a loop of fixed length becomes vector instructions. */
static void sum16(const struct kw_model_part *part, const uint32_t *features,
                  size_t count, uint32_t column, int16_t *scores)
{
    int16_t sums[16] = {0};
    for (size_t i = 0; i < count; i++) {
        size_t row = features[i] >> (32 - part->bits);
        const int8_t *weights = part->weights + row * part->width + column;
        for (size_t j = 0; j < 16; j++)
            sums[j] = (int16_t)(sums[j] + weights[j]);
    }
    memcpy(scores, sums, sizeof sums);
}

void kw_model_score(const struct kw_model_part *part, const uint32_t *features,
                    size_t count, int16_t *scores)
{
    if (count > KW_MODEL_MOST_FEATURES)
        count = KW_MODEL_MOST_FEATURES;
    for (uint32_t k = 0; k < part->width; k += 16)
        sum16(part, features, count, k, scores + k);
}

uint32_t kw_model_best(const struct kw_model_part *part, const int16_t *scores,
                       uint64_t allowed)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t k = 0; k < part->label_count; k++) {
        if ((allowed >> k & 1) && (best == UINT32_MAX || scores[k] > scores[best]))
            best = k;
    }
    return best == UINT32_MAX ? 0 : best;
}
