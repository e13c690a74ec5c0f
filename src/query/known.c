/* known.c - two hash tables in a region; when the region is full, both begin anew. */
#include "query/known.h"

#include <string.h>

static uint64_t mix(uint64_t x) /* the end of MurmurHash3 */
{
    x ^= x >> 33;
    x *= UINT64_C(0xff51afd7ed558ccd);
    x ^= x >> 33;
    x *= UINT64_C(0xc4ceb9fe1a85ec53);
    return x ^ x >> 33;
}

static uint64_t hash_link(const struct kw_link *link)
{
    return mix(mix((uint64_t)link->from) + mix((uint64_t)link->to) * 3 +
               (uint64_t)link->id * 5 + link->type);
}

static bool grow(struct kw_known *known, struct kw_known_table *table)
{
    size_t count = table->slot_count ? table->slot_count * 2 : 256;
    void **slots = KW_GET(&known->region, count, void *);
    uint64_t *hashes = KW_GET(&known->region, count, uint64_t);
    if (!slots || !hashes)
        return false;
    for (size_t i = 0; i < table->slot_count; i++) {
        if (!table->slots[i])
            continue;
        size_t at = table->hashes[i] & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = table->slots[i];
        hashes[at] = table->hashes[i];
    }
    table->slots = slots;
    table->hashes = hashes;
    table->slot_count = count;
    return true;
}

/* Room for a record of `size` bytes under a hash; NULL when memory is out. */
static void *add(struct kw_known *known, struct kw_known_table *table, uint64_t hash,
                 size_t size)
{
    if (known->region.held > KW_KNOWN_BYTES)
        kw_known_free(known);
    if (2 * table->count >= table->slot_count && !grow(known, table))
        return NULL;
    void *record = kw_region_alloc(&known->region, 1, size);
    if (!record)
        return NULL;
    size_t at = hash & (table->slot_count - 1);
    while (table->slots[at])
        at = (at + 1) & (table->slot_count - 1);
    table->slots[at] = record;
    table->hashes[at] = hash;
    table->count++;
    return record;
}

const struct kw_known_entity *kw_known_entity(const struct kw_known *known, int64_t id)
{
    const struct kw_known_table *table = &known->entities;
    if (!table->slot_count)
        return NULL;
    size_t at = mix((uint64_t)id) & (table->slot_count - 1);
    for (; table->slots[at]; at = (at + 1) & (table->slot_count - 1)) {
        const struct kw_known_entity *entity = table->slots[at];
        if (entity->id == id)
            return entity;
    }
    return NULL;
}

const struct kw_known_edge *kw_known_edge(const struct kw_known *known,
                                          const struct kw_link *link)
{
    const struct kw_known_table *table = &known->edges;
    if (!table->slot_count)
        return NULL;
    size_t at = hash_link(link) & (table->slot_count - 1);
    for (; table->slots[at]; at = (at + 1) & (table->slot_count - 1)) {
        const struct kw_known_edge *edge = table->slots[at];
        if (kw_link_same(&edge->link, link))
            return edge;
    }
    return NULL;
}

const struct kw_known_entity *kw_known_add_entity(struct kw_known *known,
                                                  const struct kw_known_entity *entity)
{
    const struct kw_known_entity *old = kw_known_entity(known, entity->id);
    if (old)
        return old;
    struct kw_known_entity *new =
        add(known, &known->entities, mix((uint64_t)entity->id), sizeof *new);
    if (!new)
        return NULL;
    *new = *entity;
    new->key = kw_region_copy(&known->region, entity->key);
    new->name = kw_region_copy(&known->region, entity->name);
    new->kind = kw_region_copy(&known->region, entity->kind);
    return new->key.ptr && new->name.ptr && new->kind.ptr ? new : NULL;
}

const struct kw_known_edge *kw_known_add_edge(struct kw_known *known,
                                              const struct kw_known_edge *edge)
{
    const struct kw_known_edge *old = kw_known_edge(known, &edge->link);
    if (old)
        return old;
    struct kw_known_edge *new =
        add(known, &known->edges, hash_link(&edge->link), sizeof *new);
    if (new)
        *new = *edge;
    return new;
}

void kw_known_free(struct kw_known *known)
{
    kw_region_free(&known->region);
    known->entities = known->edges = (struct kw_known_table){0};
}
