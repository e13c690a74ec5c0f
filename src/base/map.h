/* map.h - strings to numbers, in an arena. */
#ifndef KW_BASE_MAP_H
#define KW_BASE_MAP_H

#include "knotwork/base.h"

/* Open addressing; zero it to start. Keys are borrowed: they must outlive the map.
 * Iterating is not offered, because its order would leak into results. */
struct kw_map {
    struct kw_map_slot *slots; /* a power of two of them, at most 2/3 in use */
    size_t slot_count;
    size_t used;
};

struct kw_map_slot {
    struct kw_str key; /* borrowed */
    uint32_t value;    /* 0: the slot is free */
};

/* The value put under `key`, or 0. Cost: O(key). */
uint32_t kw_map_get(const struct kw_map *map, struct kw_str key);

/* Puts `value` under `key`, replacing what was there. Needs: value != 0.
 * Errors: KW_NOMEM, and the map is as it was. Cost: O(key), amortised. */
KW_CHECKED enum kw_status kw_map_put(struct kw_map *map, struct kw_arena *arena,
                                     struct kw_str key, uint32_t value,
                                     struct kw_error *err);

#endif
