/* model_out.c - a model file from its parts. */
#include <string.h>

#include "train/train.h"

static void pad(struct kw_buf *out, size_t to)
{
    while (out->len % to)
        kw_buf_byte(out, '\0');
}

static uint32_t label_count(struct kw_str labels)
{
    uint32_t count = labels.len > 0;
    for (size_t i = 0; i < labels.len; i++)
        count += labels.ptr[i] == ' ';
    return count;
}

struct kw_part kw_model_part_of(const struct kw_model *model, const char *name)
{
    struct kw_model_part part = {0};
    (void)kw_model_find(model, name, &part);
    return (struct kw_part){name, part.labels, part.bits, part.width, part.weights};
}

enum kw_status kw_model_write(const struct kw_part *parts, size_t count,
                              struct kw_buf *out, struct kw_error *err)
{
    struct kw_model_header header = {.magic = KW_MODEL_MAGIC,
                                     .version = KW_MODEL_VERSION,
                                     .part_count = (uint32_t)count};
    struct kw_model_entry entries[KW_MODEL_MOST_PARTS] = {0};
    size_t head = sizeof header + count * sizeof *entries;
    for (size_t i = 0; i < head; i++)
        kw_buf_byte(out, '\0');
    for (size_t n = 0; n < count; n++) {
        struct kw_model_entry *entry = &entries[n];
        memcpy(entry->name, parts[n].name, strlen(parts[n].name) + 1);
        entry->bits = parts[n].bits;
        entry->width = parts[n].width;
        entry->label_count = label_count(parts[n].labels);
        entry->label_bytes = (uint32_t)parts[n].labels.len;
        entry->labels = (uint32_t)out->len;
        kw_buf_add(out, parts[n].labels);
    }
    for (size_t n = 0; n < count; n++) {
        size_t size = (size_t)parts[n].width << parts[n].bits;
        pad(out, 64);
        entries[n].weights = (uint32_t)out->len;
        kw_buf_add(out, (struct kw_str){(const char *)parts[n].weights, size});
    }
    if (out->failed)
        return kw_nomem(err);
    memcpy(out->ptr + sizeof header, entries, count * sizeof *entries);
    header.size = out->len;
    header.hash =
        kw_str_hash((struct kw_str){out->ptr + sizeof header, out->len - sizeof header});
    memcpy(out->ptr, &header, sizeof header);
    return KW_OK;
}
