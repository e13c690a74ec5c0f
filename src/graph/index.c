/* index.c - 128-bit keys to numbers: ids of the store, ends of edges. */
#include "build.h"

/* The finaliser of splitmix64 (Steele, Lea, Flood 2014) over both halves. */
static uint64_t mix(uint64_t high, uint64_t low)
{
    uint64_t x = high * 0x9E3779B97F4A7C15u + low;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/* The slot of the key, or the free one where it belongs. Needs: a free slot. */
static struct kw_draft_slot *slot_of(const struct kw_draft_index *index, uint64_t high,
                                     uint64_t low)
{
    size_t at = (size_t)mix(high, low) & (index->slot_count - 1);
    while (index->slots[at].number &&
           (index->slots[at].high != high || index->slots[at].low != low))
        at = (at + 1) & (index->slot_count - 1);
    return &index->slots[at];
}

uint32_t kw_draft_index_get(const struct kw_draft_index *index, uint64_t high,
                            uint64_t low)
{
    if (index->slot_count == 0)
        return KW_DRAFT_MOST;
    const struct kw_draft_slot *slot = slot_of(index, high, low);
    return slot->number ? slot->number - 1 : KW_DRAFT_MOST;
}

static enum kw_status grow(struct kw_draft_index *index, struct kw_arena *arena,
                           struct kw_error *err)
{
    struct kw_draft_index wider = {.slot_count = index->slot_count * 2,
                                   .used = index->used};
    if (index->slot_count == 0)
        wider.slot_count = 64;
    wider.slots = KW_NEW(arena, wider.slot_count, struct kw_draft_slot);
    if (!wider.slots)
        return kw_nomem(err);
    for (size_t i = 0; i < index->slot_count; i++) {
        const struct kw_draft_slot *old = &index->slots[i];
        if (old->number)
            *slot_of(&wider, old->high, old->low) = *old;
    }
    *index = wider;
    return KW_OK;
}

enum kw_status kw_draft_index_put(struct kw_draft_index *index, struct kw_arena *arena,
                                  uint64_t high, uint64_t low, uint32_t number,
                                  struct kw_error *err)
{
    if ((index->used + 1) * 3 > index->slot_count * 2) {
        enum kw_status status = grow(index, arena, err);
        if (status != KW_OK)
            return status;
    }
    *slot_of(index, high, low) =
        (struct kw_draft_slot){.high = high, .low = low, .number = number + 1};
    index->used++;
    return KW_OK;
}
