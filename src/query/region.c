/* region.c - blocks in a list, the newest first. */
#include "query/region.h"

#include <stdlib.h>
#include <string.h>

struct kw_region_block {
    struct kw_region_block *below; /* the block before */
    size_t size;                   /* bytes of `bytes` */
    _Alignas(16) char bytes[];
};

enum { BLOCK = 64 * 1024 };

static bool grow(struct kw_region *region, size_t bytes)
{
    size_t size = bytes > BLOCK ? bytes : BLOCK;
    if (region->limit && region->held + size > region->limit) {
        region->over = true;
        return false;
    }
    struct kw_region_block *block = malloc(sizeof *block + size);
    if (!block)
        return false;
    block->below = region->top;
    block->size = size;
    region->top = block;
    region->used = 0;
    region->held += size;
    return true;
}

void *kw_region_alloc(struct kw_region *region, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX / 4) / size)
        return NULL;
    size_t bytes = (count * size + 15) & ~(size_t)15;
    if (bytes == 0)
        bytes = 16;
    if ((!region->top || region->top->size - region->used < bytes) &&
        !grow(region, bytes))
        return NULL;
    void *got = region->top->bytes + region->used;
    region->used += bytes;
    memset(got, 0, bytes);
    return got;
}

struct kw_str kw_region_copy(struct kw_region *region, struct kw_str s)
{
    char *bytes = KW_GET(region, s.len + 1, char);
    if (!bytes)
        return (struct kw_str){0};
    if (s.len)
        memcpy(bytes, s.ptr, s.len);
    return (struct kw_str){bytes, s.len};
}

enum kw_status kw_region_fail(const struct kw_region *region, struct kw_error *err)
{
    if (!region->over)
        return kw_nomem(err);
    return kw_fail(err, KW_LIMIT,
                   "the query needs more than %zu MB of memory; ask for less, or for "
                   "fewer columns",
                   region->limit / (1024 * 1024));
}

struct kw_region_mark kw_region_mark(const struct kw_region *region)
{
    return (struct kw_region_mark){region->top, region->used};
}

void kw_region_rewind(struct kw_region *region, struct kw_region_mark mark)
{
    while (region->top != mark.top) {
        struct kw_region_block *block = region->top;
        /* The first block stays, so that a plan that rewinds after each row does not
         * ask the system for memory each time. */
        if (!mark.top && !block->below) {
            region->used = 0;
            return;
        }
        region->top = block->below;
        region->held -= block->size;
        free(block);
    }
    region->used = mark.used;
}

void kw_region_free(struct kw_region *region)
{
    while (region->top) {
        struct kw_region_block *block = region->top;
        region->top = block->below;
        free(block);
    }
    *region = (struct kw_region){.limit = region->limit};
}
