/* sharers.h - which documents have a print: an index of lists.
 *
 * A list is the rows of one print and size, each a document and those that follow it (at
 * most KW_SHARERS_BYTES / 4, as numbers of 4 bytes). Rows are in order and do not
 * overlap: a document is in the last row that begins at or before it, or in none.
 */
#ifndef KW_CORPUS_SHARERS_H
#define KW_CORPUS_SHARERS_H

#include "store/sql.h"

enum { KW_SHARERS_BYTES = 512 }; /* of a row, about */

/* Adds a document to a list, unless it is there; takes it out; asks for it.
 * Cost: one walk down the tree, when the document is the last of its list. */
KW_CHECKED enum kw_status kw_sharers_add(struct kw_store *store, uint64_t print,
                                         int64_t size, int64_t document,
                                         struct kw_error *err);
KW_CHECKED enum kw_status kw_sharers_drop(struct kw_store *store, uint64_t print,
                                          int64_t size, int64_t document,
                                          struct kw_error *err);
KW_CHECKED enum kw_status kw_sharers_has(struct kw_store *store, uint64_t print,
                                         int64_t size, int64_t document, bool *out,
                                         struct kw_error *err);

/* The documents of a row: `first` and those in `more`, by number from 0. */
static inline size_t kw_sharers_count(struct kw_str more)
{
    return 1 + more.len / 4;
}

static inline int64_t kw_sharers_at(int64_t first, struct kw_str more, size_t number)
{
    if (number == 0)
        return first;
    const unsigned char *at = (const unsigned char *)more.ptr + 4 * (number - 1);
    return (int64_t)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

#endif
