/* turns.c - groups of sources for the pool of workers. */
#include "turns.h"

#include "base/pool.h"

struct run {
    const struct kw_turns *turns;
    uint32_t next;    /* source that the next group begins with */
    uint32_t *firsts; /* by slot: the source that its group begins with */
};

static enum kw_status next_group(void *context, size_t slot, bool *more,
                                 struct kw_error *err)
{
    struct run *run = context;
    (void)err;
    *more = run->next < run->turns->count;
    run->firsts[slot] = run->next;
    run->next += run->turns->size;
    return KW_OK;
}

static enum kw_status search_group(void *context, size_t slot, struct kw_error *err)
{
    const struct run *run = context;
    const struct kw_turns *turns = run->turns;
    uint32_t first = run->firsts[slot], left = turns->count - first;
    (void)err;
    turns->search(turns->context, slot, turns->sources + first,
                  left < turns->size ? left : turns->size);
    return KW_OK;
}

static enum kw_status add_group(void *context, size_t slot, struct kw_error *err)
{
    const struct run *run = context;
    (void)err;
    run->turns->add(run->turns->context, slot);
    return KW_OK;
}

enum kw_status kw_turns_run(const struct kw_turns *turns, unsigned jobs,
                            struct kw_arena *scratch, struct kw_error *err)
{
    struct run run = {.turns = turns,
                      .firsts = KW_NEW(scratch, kw_pool_slots(jobs), uint32_t)};
    const struct kw_pool_work work = {
        .context = &run, .next = next_group, .work = search_group, .done = add_group};
    return run.firsts ? kw_pool_run(&work, jobs, err) : kw_nomem(err);
}
