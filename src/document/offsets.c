/* offsets.c - a mark at every 64th code point; between marks, bytes are stepped over. */
#include "document/offsets.h"

#include <assert.h>

enum { STEP = 64 };

static bool starts_code(struct kw_str text, size_t byte)
{
    return ((unsigned char)text.ptr[byte] & 0xC0) != 0x80;
}

enum kw_status kw_offsets_make(struct kw_arena *arena, struct kw_str text,
                               struct kw_offsets *out, struct kw_error *err)
{
    uint32_t *marks = KW_NEW(arena, text.len / STEP + 1, uint32_t);
    if (!marks)
        return kw_nomem(err);
    uint32_t count = 0;
    for (uint32_t byte = 0; byte < text.len; byte++) {
        if (!starts_code(text, byte))
            continue;
        if (count % STEP == 0)
            marks[count / STEP] = byte;
        count++;
    }
    *out = (struct kw_offsets){.text = text, .marks = marks, .count = count};
    out->mark_count = count ? (count - 1) / STEP + 1 : 1;
    return KW_OK;
}

uint32_t kw_offsets_byte(const struct kw_offsets *o, uint32_t code)
{
    assert(code <= o->count);
    if (code == o->count)
        return (uint32_t)o->text.len;
    uint32_t byte = o->marks[code / STEP];
    for (uint32_t left = code % STEP; left > 0; left--) {
        byte++;
        while (!starts_code(o->text, byte))
            byte++;
    }
    return byte;
}

uint32_t kw_offsets_code(const struct kw_offsets *o, uint32_t byte)
{
    assert(byte <= o->text.len);
    size_t low = 0, high = o->mark_count; /* the mark lies in [low, high) */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (o->marks[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    uint32_t code = (uint32_t)(low * STEP);
    for (size_t at = o->marks[low]; at < byte; at++)
        code += starts_code(o->text, at);
    return code;
}
