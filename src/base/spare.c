/* spare.c - a stack under a lock: who comes next gets the one that is warm. */
#include "base/spare.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

struct kw_spares {
    pthread_mutex_t lock;    /* guards the two below */
    size_t count;            /* that are not taken */
    struct kw_arena *list[]; /* these */
};

enum kw_status kw_spares_new(size_t count, struct kw_spares **out, struct kw_error *err)
{
    struct kw_spares *spares =
        calloc(1, sizeof *spares + count * sizeof(struct kw_arena *));
    if (!spares)
        return kw_nomem(err);
    pthread_mutex_init(&spares->lock, NULL);
    while (spares->count < count) {
        struct kw_arena *arena = kw_arena_new();
        if (!arena) {
            kw_spares_free(spares);
            return kw_nomem(err);
        }
        spares->list[spares->count++] = arena;
    }
    *out = spares;
    return KW_OK;
}

void kw_spares_free(struct kw_spares *spares)
{
    if (!spares)
        return;
    for (size_t i = 0; i < spares->count; i++)
        kw_arena_free(spares->list[i]);
    pthread_mutex_destroy(&spares->lock);
    free(spares);
}

struct kw_arena *kw_spares_take(struct kw_spares *spares)
{
    pthread_mutex_lock(&spares->lock);
    assert(spares->count > 0);
    struct kw_arena *arena = spares->list[--spares->count];
    pthread_mutex_unlock(&spares->lock);
    kw_arena_reset(arena);
    return arena;
}

void kw_spares_give(struct kw_spares *spares, struct kw_arena *arena)
{
    pthread_mutex_lock(&spares->lock);
    spares->list[spares->count++] = arena;
    pthread_mutex_unlock(&spares->lock);
}
