/* near.h - how far two words are from each other: suggestions for misspelt names. */
#ifndef KW_BASE_NEAR_H
#define KW_BASE_NEAR_H

#include "knotwork/base.h"

/* Edits that turn `a` into `b`: one code point added, taken away or changed, or two
 * neighbours swapped, no part edited twice (optimal string alignment; Boytsov, "Indexing
 * methods for approximate dictionary searching", 2011). More than `limit` is told as
 * limit + 1, and so is any distance of texts longer than 64 code points.
 * Cost: O(length of a * length of b), at most 4096 steps. Never allocates. */
unsigned kw_edit_distance(struct kw_str a, struct kw_str b, unsigned limit);

/* Edits at which a word of this many bytes may still be a slip: none below 3, 1 below 5,
 * 2 below 9, else 3. */
unsigned kw_near_limit(size_t len);

/* What a misspelt word may mean, of the names it is tried against. */
struct kw_nearest {
    struct kw_str word; /* as it was written */
    struct kw_str best; /* the first of the nearest so far, borrowed; empty: none is near */
    unsigned distance;  /* its distance */
};
void kw_nearest_try(struct kw_nearest *nearest, struct kw_str name);

#endif
