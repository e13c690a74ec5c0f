/* tally.c - sums and sets over pairs of numbers. */
#include "corpus/tally.h"

#include <stdlib.h>

#include "knotwork/time.h"

/* The finalizer of splitmix64 (Steele et al. 2014) over both numbers. */
static uint64_t hash_of(int64_t a, int64_t b)
{
    uint64_t h = (uint64_t)a * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)b;
    h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
    return h ^ (h >> 31);
}

/* The slot where (a, b) is or would be. Needs: a free slot somewhere. */
static size_t slot_of(const struct kw_tally *tally, int64_t a, int64_t b)
{
    size_t at = (size_t)hash_of(a, b) & (tally->slot_count - 1);
    while (tally->slots[at]) {
        const struct kw_tally_row *row = &tally->rows.items[tally->slots[at] - 1];
        if (row->a == a && row->b == b)
            break;
        at = (at + 1) & (tally->slot_count - 1);
    }
    return at;
}

static bool grow(struct kw_tally *tally, struct kw_arena *arena)
{
    size_t count = tally->slot_count ? tally->slot_count * 2 : 16;
    uint32_t *slots = KW_NEW(arena, count, uint32_t);
    if (!slots)
        return false;
    tally->slots = slots;
    tally->slot_count = count;
    for (size_t i = 0; i < tally->rows.count; i++) {
        const struct kw_tally_row *row = &tally->rows.items[i];
        tally->slots[slot_of(tally, row->a, row->b)] = (uint32_t)i + 1;
    }
    return true;
}

struct kw_tally_row *kw_tally_find(const struct kw_tally *tally, int64_t a, int64_t b)
{
    uint32_t number = tally->slot_count ? tally->slots[slot_of(tally, a, b)] : 0;
    return number ? &tally->rows.items[number - 1] : NULL;
}

struct kw_tally_row *kw_tally_at(struct kw_tally *tally, struct kw_arena *arena,
                                 int64_t a, int64_t b, bool *made)
{
    struct kw_tally_row *row = kw_tally_find(tally, a, b);
    if (made)
        *made = !row;
    if (row)
        return row;
    if (tally->rows.count >= UINT32_MAX - 1 ||
        (tally->rows.count * 3 >= tally->slot_count * 2 && !grow(tally, arena)))
        return NULL;
    row = KW_PUSH(arena, &tally->rows);
    if (!row)
        return NULL;
    *row = (struct kw_tally_row){.a = a,
                                 .b = b,
                                 .added_first = KW_DAY_NONE,
                                 .added_last = KW_DAY_NONE,
                                 .gone_first = KW_DAY_NONE,
                                 .gone_last = KW_DAY_NONE};
    tally->slots[slot_of(tally, a, b)] = (uint32_t)tally->rows.count;
    return row;
}

static int by_key(const void *left, const void *right)
{
    const struct kw_tally_row *x = left, *y = right;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

void kw_tally_sort(struct kw_tally *tally)
{
    if (tally->rows.count)
        qsort(tally->rows.items, tally->rows.count, sizeof *tally->rows.items, by_key);
    tally->slots = NULL;
    tally->slot_count = 0;
}
