/* check.c - is a store what it should be? The file, and what is derived of it.
 *
 * What is derived is compared by dumps: the store's, and that of a copy where all is
 * derived anew. Dumps can be large, so lines are compared by 64-bit hashes first; only
 * lines that differ are looked at, in a second reading.
 */
#include <stdio.h>
#include <stdlib.h>

#include "corpus/open.h"

struct check {
    const struct kw_observer *observer;
    uint64_t *faults;
};

static void fault(void *context, const char *what)
{
    const struct check *check = context;
    ++*check->faults;
    kw_say(check->observer, KW_STORE, what);
}

/* --- dumps, line by line ---------------------------------------------------------------
 */

struct lines {
    struct kw_arena *arena;
    KW_VEC(uint64_t) hashes;   /* of all lines; sorted by sort_lines */
    struct kw_buf line;        /* the one under way */
    const struct lines *other; /* tell what is not in it, or NULL */
    struct check *check;
    const char *what; /* what a line that is not in `other` means */
};

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void sort_lines(struct lines *lines)
{
    if (lines->hashes.count)
        qsort(lines->hashes.items, lines->hashes.count, sizeof *lines->hashes.items,
              by_value);
}

static enum kw_status take_line(struct lines *lines, struct kw_error *err)
{
    struct kw_str line = kw_buf_str(&lines->line);
    uint64_t hash = kw_str_hash(line);
    if (lines->line.failed)
        return kw_nomem(err);
    if (!lines->other) {
        uint64_t *item = KW_PUSH(lines->arena, &lines->hashes);
        if (!item)
            return kw_nomem(err);
        *item = hash;
    } else if (lines->other->hashes.count == 0 ||
               !bsearch(&hash, lines->other->hashes.items, lines->other->hashes.count,
                        sizeof hash, by_value)) {
        char text[KW_ERROR_SIZE];
        snprintf(text, sizeof text, "%s: %.*s", lines->what,
                 line.len > 300 ? 300 : (int)line.len, line.ptr);
        fault(lines->check, text);
    }
    kw_buf_clear(&lines->line);
    return KW_OK;
}

static enum kw_status take_bytes(void *context, const char *bytes, size_t len,
                                 struct kw_error *err)
{
    struct lines *lines = context;
    struct kw_str rest = {bytes, len}, head, tail;
    enum kw_status status = KW_OK;
    while (status == KW_OK && kw_str_cut(rest, '\n', &head, &tail)) {
        kw_buf_add(&lines->line, head);
        status = take_line(lines, err);
        rest = tail;
    }
    kw_buf_add(&lines->line, rest);
    return status;
}

static enum kw_status read_dump(struct kw_store *store, struct lines *lines,
                                struct kw_error *err)
{
    struct kw_out out;
    kw_out_init(&out, take_bytes, lines);
    enum kw_status status = kw_corpus_dump(store, &out, err);
    if (status == KW_OK)
        status = kw_out_finish(&out, err);
    kw_buf_free(&lines->line);
    return status;
}

/* Tells the lines of the dump of `store` that are not among `other`. */
static enum kw_status tell_others(struct kw_store *store, const struct lines *other,
                                  struct check *check, const char *what,
                                  struct kw_error *err)
{
    struct lines lines = {.other = other, .check = check, .what = what};
    return read_dump(store, &lines, err);
}

static bool are_same(const struct lines *a, const struct lines *b)
{
    if (a->hashes.count != b->hashes.count)
        return false;
    for (size_t i = 0; i < a->hashes.count; i++)
        if (a->hashes.items[i] != b->hashes.items[i])
            return false;
    return true;
}

static enum kw_status compare(struct kw_store *store, struct kw_store *anew,
                              struct kw_arena *arena, struct check *check,
                              struct kw_error *err)
{
    struct lines is = {.arena = arena}, should = {.arena = arena};
    enum kw_status status = read_dump(store, &is, err);
    if (status == KW_OK)
        status = read_dump(anew, &should, err);
    if (status != KW_OK || are_same(&is, &should)) /* both in the order of keys */
        return status;
    sort_lines(&is);
    sort_lines(&should);
    status = tell_others(store, &should, check, "is derived, and should not be", err);
    if (status == KW_OK)
        status = tell_others(anew, &is, check, "should be derived, and is not", err);
    return status;
}

static enum kw_status check_derived(struct kw_store *store, struct kw_store *copy,
                                    struct check *check, struct kw_error *err)
{
    struct kw_arena *arena = kw_arena_new();
    enum kw_status status =
        arena ? kw_corpus_resolve(copy, check->observer, err) : kw_nomem(err);
    if (status == KW_OK)
        status = compare(store, copy, arena, check, err);
    kw_arena_free(arena);
    return status;
}

static enum kw_status check_copy(struct kw_store *store, struct check *check,
                                 struct kw_error *err)
{
    struct kw_store *copy = NULL;
    enum kw_status status = kw_store_copy(store, &copy, err);
    if (status == KW_OK)
        status = kw_store_check_fulltext(copy, fault, check, err);
    if (status == KW_OK)
        status = check_derived(store, copy, check, err);
    kw_store_close(copy, NULL);
    return status;
}

enum kw_status kw_corpus_check(struct kw_store *store, const struct kw_observer *observer,
                               uint64_t *faults, struct kw_error *err)
{
    struct check check = {observer, faults};
    struct kw_error damage = {0};
    *faults = 0;
    enum kw_status status = kw_store_check(store, fault, &check, err);
    if (status != KW_OK)
        return status;
    /* Of a file whose pages are broken the rest cannot be known. */
    if (*faults > 0)
        return KW_OK;
    bool unfinished = false;
    status = kw_store_unfinished(store, &unfinished, err);
    if (status == KW_OK && unfinished)
        fault(&check, "a build has not come to its end: the next one finishes it");
    if (status != KW_OK || unfinished)
        return status;
    status = check_copy(store, &check, &damage);
    if (status == KW_STORE) { /* facts that contradict themselves */
        fault(&check, damage.text);
        return KW_OK;
    }
    return status == KW_OK ? KW_OK : kw_fail(err, status, "%s", damage.text);
}
