/* region.h - memory a query works in: a stack of blocks that can be cut back.
 *
 * Rows flow through a plan one at a time, depth first, so what a row made can go as soon
 * as the next one begins: mark before, rewind after. What must stay (groups, rows to be
 * sorted) lives in a second region that is never rewound. Private to src/query.
 */
#ifndef KW_QUERY_REGION_H
#define KW_QUERY_REGION_H

#include "knotwork/base.h"

struct kw_region {
    struct kw_region_block *top; /* where the next bytes come from, or NULL */
    size_t used;                 /* bytes of `top` in use */
    size_t held;                 /* bytes held from the system */
    size_t limit;                /* most bytes to hold; 0: no limit */
    bool over;                   /* an allocation failed because of `limit` */
};

struct kw_region_mark {
    struct kw_region_block *top;
    size_t used;
};

/* `count` zeroed objects of `size` bytes, or NULL: no memory, or over the limit. */
void *kw_region_alloc(struct kw_region *region, size_t count, size_t size);
#define KW_GET(region, count, type)                                                      \
    ((type *)kw_region_alloc((region), (count), sizeof(type)))
struct kw_str kw_region_copy(struct kw_region *region, struct kw_str s);

/* The failure behind a NULL: KW_LIMIT where the limit was passed, else KW_NOMEM. */
enum kw_status kw_region_fail(const struct kw_region *region, struct kw_error *err);

struct kw_region_mark kw_region_mark(const struct kw_region *region);
/* Gives back all that was allocated since the mark; one block is kept for the next. */
void kw_region_rewind(struct kw_region *region, struct kw_region_mark mark);
void kw_region_free(struct kw_region *region);

#endif
