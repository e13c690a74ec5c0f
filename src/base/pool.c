/* pool.c - a ring of slots: filled and emptied in order by the calling thread, worked on
 * by the others in between.
 *
 * Items are numbered 0, 1, 2 ...; item i lives in slot i % slots. Workers claim items in
 * that order, so when one fails, everything before it is claimed and will end: the first
 * failure is the same whatever the number of threads. */
#include "base/pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/error.h"

enum { SLOTS_A_THREAD = 4 };

struct slot {
    bool worked;           /* the item in it is ready for `done` */
    enum kw_status status; /* what `work` returned */
    struct kw_error error; /* and why */
};

struct pool {
    const struct kw_pool_work *work;
    pthread_mutex_t lock;  /* guards all below */
    pthread_cond_t filled; /* there is something to claim, or nothing more to do */
    pthread_cond_t worked; /* an item has been worked on */
    struct slot *slots;    /* `slot_count` of them */
    size_t slot_count;
    uint64_t given;   /* items that `next` has made */
    uint64_t claimed; /* items that workers have taken; <= given */
    uint64_t emptied; /* items that are done; <= claimed while all goes well */
    uint64_t least;   /* items under way for which nobody is asked */
    bool quit;        /* workers claim nothing more and end */
};

size_t kw_pool_slots(unsigned jobs)
{
    return jobs <= 1 ? 1 : (size_t)jobs * SLOTS_A_THREAD;
}

static enum kw_status run_alone(const struct kw_pool_work *work, struct kw_error *err)
{
    for (;;) {
        bool more = true;
        enum kw_status status = work->next(work->context, 0, &more, err);
        if (status != KW_OK || !more)
            return status;
        status = work->work(work->context, 0, err);
        if (status == KW_OK)
            status = work->done(work->context, 0, err);
        if (status != KW_OK)
            return status;
    }
}

static void *worker(void *argument)
{
    struct pool *pool = argument;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (!pool->quit && pool->claimed == pool->given)
            pthread_cond_wait(&pool->filled, &pool->lock);
        if (pool->quit)
            break;
        size_t at = (size_t)(pool->claimed++ % pool->slot_count);
        pthread_mutex_unlock(&pool->lock);
        struct kw_error error = {0};
        enum kw_status status = pool->work->work(pool->work->context, at, &error);
        pthread_mutex_lock(&pool->lock);
        pool->slots[at].status = status;
        pool->slots[at].error = error;
        pool->slots[at].worked = true;
        pool->quit = pool->quit || status != KW_OK;
        pthread_cond_signal(&pool->worked);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static bool may_give(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    uint64_t under_way = pool->given - pool->emptied;
    bool may = !pool->quit && under_way < pool->slot_count;
    pthread_mutex_unlock(&pool->lock);
    if (may && pool->work->full && under_way >= pool->least)
        may = !pool->work->full(pool->work->context);
    return may;
}

/* Fills free slots until none is left or `next` has no more; `*more` says which. */
static enum kw_status give(struct pool *pool, bool *more, struct kw_error *err)
{
    while (*more && may_give(pool)) {
        size_t at = (size_t)(pool->given % pool->slot_count);
        enum kw_status status = pool->work->next(pool->work->context, at, more, err);
        if (status != KW_OK)
            *more = false;
        if (!*more)
            return status;
        pthread_mutex_lock(&pool->lock);
        pool->slots[at].worked = false;
        pool->given++;
        pthread_cond_signal(&pool->filled);
        pthread_mutex_unlock(&pool->lock);
    }
    return KW_OK;
}

/* Waits for the oldest item and empties its slot. */
static enum kw_status empty(struct pool *pool, struct kw_error *err)
{
    size_t at = (size_t)(pool->emptied % pool->slot_count);
    struct slot *slot = &pool->slots[at];
    pthread_mutex_lock(&pool->lock);
    while (!slot->worked)
        pthread_cond_wait(&pool->worked, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
    if (slot->status != KW_OK)
        return kw_fail(err, slot->status, "%s", slot->error.text);
    enum kw_status status = pool->work->done(pool->work->context, at, err);
    pthread_mutex_lock(&pool->lock);
    pool->emptied++;
    pthread_mutex_unlock(&pool->lock);
    return status;
}

/* The calling thread's part. A failure of `next` waits until what came before it is
 * done, because one of those may fail too, and is first. */
static enum kw_status drive(struct pool *pool, struct kw_error *err)
{
    bool more = true;
    struct kw_error late = {0};
    enum kw_status at_end = KW_OK;
    for (;;) {
        if (more)
            at_end = give(pool, &more, &late);
        if (pool->emptied == pool->given)
            break;
        enum kw_status status = empty(pool, err);
        if (status != KW_OK)
            return status;
    }
    return at_end == KW_OK ? KW_OK : kw_fail(err, at_end, "%s", late.text);
}

static enum kw_status run_threads(struct pool *pool, pthread_t *threads, unsigned jobs,
                                  struct kw_error *err)
{
    unsigned started = 0;
    int code = 0;
    while (started < jobs && code == 0) {
        code = pthread_create(&threads[started], NULL, worker, pool);
        started += code == 0;
    }
    enum kw_status status =
        started == 0 ? kw_fail_errno(err, code, "starting a thread") : drive(pool, err);
    pthread_mutex_lock(&pool->lock);
    pool->quit = true;
    pthread_cond_broadcast(&pool->filled);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    return status;
}

enum kw_status kw_pool_run(const struct kw_pool_work *work, unsigned jobs,
                           struct kw_error *err)
{
    assert(jobs > 0);
    if (jobs == 1)
        return run_alone(work, err);
    struct pool pool = {.work = work,
                        .lock = PTHREAD_MUTEX_INITIALIZER,
                        .filled = PTHREAD_COND_INITIALIZER,
                        .worked = PTHREAD_COND_INITIALIZER,
                        .slot_count = work->slots ? work->slots : kw_pool_slots(jobs),
                        .least = kw_pool_slots(jobs)};
    pthread_t *threads = calloc(jobs, sizeof *threads);
    pool.slots = calloc(pool.slot_count, sizeof *pool.slots);
    enum kw_status status =
        threads && pool.slots ? run_threads(&pool, threads, jobs, err) : kw_nomem(err);
    free(threads);
    free(pool.slots);
    pthread_cond_destroy(&pool.worked);
    pthread_cond_destroy(&pool.filled);
    pthread_mutex_destroy(&pool.lock);
    return status;
}
