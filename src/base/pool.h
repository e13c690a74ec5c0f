/* pool.h - ordered worker pool: items are worked on by several threads and come out in
 * the order they went in, so that threads never change a result. */
#ifndef KW_BASE_POOL_H
#define KW_BASE_POOL_H

#include "knotwork/base.h"

/* What a run does. Slots 0 ... slot_count-1 are the items under way; the caller keeps
 * an array with what belongs to each (its arena, its document, its result). */
struct kw_pool_work {
    void *context; /* given to each function */

    /* On the calling thread: fills `slot` with the next item, or sets *more to false
     * when there is none. */
    enum kw_status (*next)(void *context, size_t slot, bool *more, struct kw_error *err);
    /* On any thread, several slots at once: the expensive part. A failure here ends the
     * run, so what is wrong with one item belongs into the slot instead. */
    enum kw_status (*work)(void *context, size_t slot, struct kw_error *err);
    /* On the calling thread, in the order of `next`: uses up what `slot` holds. */
    enum kw_status (*done)(void *context, size_t slot, struct kw_error *err);
    /* On the calling thread, or NULL: whether what is under way holds so much memory that
     * no more items should be taken in before one is done. Not asked for the first
     * kw_pool_slots(jobs) items. */
    bool (*full)(void *context);
    size_t slots; /* how many there are with several threads; 0: kw_pool_slots(jobs) */
};

/* How many slots a run with `jobs` threads uses: enough that a slow item does not leave
 * threads idle. Where now and then `done` takes much longer than `work`, more are
 * needed. */
size_t kw_pool_slots(unsigned jobs);

/* Runs until `next` says there is no more and every item is done, or something fails:
 * then no new item is started, those under way end, and the first failure (in order of
 * items) is returned. `jobs` 1 works on the calling thread and starts none.
 * Errors: what the functions return; KW_NOMEM, KW_IO when no thread can be started. */
KW_CHECKED enum kw_status kw_pool_run(const struct kw_pool_work *work, unsigned jobs,
                                      struct kw_error *err);

#endif
