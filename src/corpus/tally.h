/* tally.h - sums and sets over pairs of numbers, in an arena. */
#ifndef KW_CORPUS_TALLY_H
#define KW_CORPUS_TALLY_H

#include "knotwork/base.h"

#define KW_TALLY_COUNTS 3

struct kw_tally_row {
    int64_t a, b; /* the key */
    int64_t counts[KW_TALLY_COUNTS];
    int32_t added_first, added_last; /* days that came; KW_DAY_NONE: none did */
    int32_t gone_first, gone_last;   /* days that went */
};

/* Zero it to start. Rows come in the order in which they were first asked for. */
struct kw_tally {
    KW_VEC(struct kw_tally_row) rows;
    uint32_t *slots;   /* number of a row + 1, or 0; open addressing */
    size_t slot_count; /* a power of two, at least 1.5 times the rows */
};

/* The row of (a, b), made when it is not there; `*made` (may be NULL) says so. NULL when
 * memory is out. Valid until the next row is made. */
struct kw_tally_row *kw_tally_at(struct kw_tally *tally, struct kw_arena *arena,
                                 int64_t a, int64_t b, bool *made);

/* The row of (a, b), or NULL when there is none. */
struct kw_tally_row *kw_tally_find(const struct kw_tally *tally, int64_t a, int64_t b);

/* Sorts the rows by key; after that only rows.items may be used. */
void kw_tally_sort(struct kw_tally *tally);

#endif
