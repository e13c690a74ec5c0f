/* map.c - open addressing with linear probing. */
#include "base/map.h"

#include <assert.h>

enum { FIRST_SIZE = 16 };

/* The slot that holds `key`, or the free one where it belongs. */
static struct kw_map_slot *slot_of(struct kw_map_slot *slots, size_t count,
                                   struct kw_str key)
{
    size_t at = (size_t)kw_str_hash(key) & (count - 1);
    while (slots[at].value && !kw_str_eq(slots[at].key, key))
        at = (at + 1) & (count - 1);
    return &slots[at];
}

uint32_t kw_map_get(const struct kw_map *map, struct kw_str key)
{
    return map->slot_count ? slot_of(map->slots, map->slot_count, key)->value : 0;
}

static enum kw_status enlarge(struct kw_map *map, struct kw_arena *arena,
                              struct kw_error *err)
{
    size_t count = map->slot_count ? map->slot_count * 2 : FIRST_SIZE;
    struct kw_map_slot *slots =
        count > map->slot_count ? KW_NEW(arena, count, struct kw_map_slot) : NULL;
    if (!slots)
        return kw_nomem(err);
    for (size_t i = 0; i < map->slot_count; i++) {
        if (map->slots[i].value)
            *slot_of(slots, count, map->slots[i].key) = map->slots[i];
    }
    map->slots = slots;
    map->slot_count = count;
    return KW_OK;
}

enum kw_status kw_map_put(struct kw_map *map, struct kw_arena *arena, struct kw_str key,
                          uint32_t value, struct kw_error *err)
{
    assert(value != 0);
    if (map->used >= map->slot_count / 3 * 2) {
        enum kw_status status = enlarge(map, arena, err);
        if (status != KW_OK)
            return status;
    }
    struct kw_map_slot *slot = slot_of(map->slots, map->slot_count, key);
    if (!slot->value)
        map->used++;
    *slot = (struct kw_map_slot){key, value};
    return KW_OK;
}
