/* turns.h - searches from many nodes on several threads; private to src/measure.
 *
 * Threads take groups of sources in turn, and what the groups found is added in their
 * order: the number of threads changes no bit of a sum.
 */
#ifndef KW_MEASURE_TURNS_H
#define KW_MEASURE_TURNS_H

#include "knotwork/base.h"

struct kw_turns {
    void *context;           /* given to both functions */
    const uint32_t *sources; /* nodes that searches begin from */
    uint32_t count;          /* of them */
    uint32_t size;           /* sources of a group; the last one may have fewer */
    /* On any thread, one a slot: searches from a group; what it finds stays in the slot,
     * below kw_pool_slots(jobs). */
    void (*search)(void *context, size_t slot, const uint32_t *sources, uint32_t count);
    /* In the order of the groups: adds up what the slot holds. */
    void (*add)(void *context, size_t slot);
};

/* Errors: KW_NOMEM, KW_IO when no thread can be started. */
KW_CHECKED enum kw_status kw_turns_run(const struct kw_turns *turns, unsigned jobs,
                                       struct kw_arena *scratch, struct kw_error *err);

#endif
