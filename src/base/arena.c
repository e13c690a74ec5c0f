/* arena.c - chunks that double; nothing is freed before the arena is. */
#include "knotwork/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 16 * 1024, LARGEST_STEP = 4 * 1024 * 1024 };

struct chunk {
    struct chunk *older; /* the chunk filled before this one */
    size_t size;         /* bytes of `data` */
    size_t used;         /* bytes handed out */
    max_align_t data[];  /* what callers get */
};

struct kw_arena {
    struct chunk *newest; /* where allocations come from; never NULL */
    size_t held;          /* bytes of all chunks */
    long countdown;       /* successful allocations left; -1: no limit */
};

static struct chunk *chunk_new(size_t size, struct chunk *older)
{
    struct chunk *c = malloc(sizeof *c + size);
    if (c)
        *c = (struct chunk){.older = older, .size = size};
    return c;
}

struct kw_arena *kw_arena_new(void)
{
    struct kw_arena *arena = malloc(sizeof *arena);
    struct chunk *first = chunk_new(FIRST_CHUNK, NULL);
    if (!arena || !first) {
        free(arena);
        free(first);
        return NULL;
    }
    *arena = (struct kw_arena){.newest = first, .held = FIRST_CHUNK, .countdown = -1};
    return arena;
}

static void free_older(struct chunk *c)
{
    while (c) {
        struct chunk *older = c->older;
        free(c);
        c = older;
    }
}

void kw_arena_free(struct kw_arena *arena)
{
    if (!arena)
        return;
    free_older(arena->newest);
    free(arena);
}

void kw_arena_reset(struct kw_arena *arena)
{
    /* The newest chunk is the largest, unless one big request had its own; keeping a
     * giant for ever would let one huge document set the memory of the whole run. */
    struct chunk *keep = arena->newest;
    free_older(keep->older);
    if (keep->size > LARGEST_STEP) {
        struct chunk *small = chunk_new(FIRST_CHUNK, NULL);
        if (small) {
            free(keep);
            keep = small;
        }
    }
    keep->older = NULL;
    keep->used = 0;
    arena->newest = keep;
    arena->held = keep->size;
}

static bool grow(struct kw_arena *arena, size_t bytes)
{
    size_t next = arena->newest->size * 2;
    if (next > LARGEST_STEP)
        next = LARGEST_STEP;
    if (next < bytes)
        next = bytes;
    if (next > SIZE_MAX - sizeof(struct chunk))
        return false;
    struct chunk *c = chunk_new(next, arena->newest);
    if (!c)
        return false;
    arena->newest = c;
    arena->held += next;
    return true;
}

void *kw_arena_alloc(struct kw_arena *arena, size_t count, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (arena->countdown == 0 || (size && count > (SIZE_MAX - align) / size))
        return NULL;
    size_t bytes = (count * size + align - 1) / align * align;
    struct chunk *c = arena->newest;
    if (c->size - c->used < bytes && !grow(arena, bytes))
        return NULL;
    if (arena->countdown > 0)
        arena->countdown--;
    c = arena->newest;
    void *place = (char *)c->data + c->used;
    c->used += bytes;
    memset(place, 0, bytes);
    return place;
}

struct kw_str kw_arena_copy(struct kw_arena *arena, struct kw_str s)
{
    char *copy = s.len < SIZE_MAX ? kw_arena_alloc(arena, s.len + 1, 1) : NULL;
    if (!copy)
        return (struct kw_str){NULL, 0};
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    return (struct kw_str){copy, s.len};
}

struct kw_str kw_arena_printf(struct kw_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *text = len < 0 ? NULL : kw_arena_alloc(arena, (size_t)len + 1, 1);
    if (text)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
    return (struct kw_str){text, text ? (size_t)len : 0};
}

size_t kw_arena_size(const struct kw_arena *arena)
{
    return arena->held;
}

void kw_arena_fail_after(struct kw_arena *arena, long count)
{
    arena->countdown = count;
}

void *kw_vec_grow(struct kw_arena *arena, const void *items, size_t count, size_t size,
                  size_t *capacity)
{
    if (*capacity > SIZE_MAX / 2)
        return NULL;
    size_t larger = *capacity ? *capacity * 2 : 8;
    void *moved = kw_arena_alloc(arena, larger, size);
    if (!moved)
        return NULL;
    if (count)
        memcpy(moved, items, count * size);
    *capacity = larger;
    return moved;
}
