/* small_store.h - a store of a few documents, written as knotwork JSON, for tests. */
#ifndef KW_TESTS_SMALL_STORE_H
#define KW_TESTS_SMALL_STORE_H

#include "check.h"

#include "knotwork/corpus.h"

struct small_store {
    char path[64];
    struct kw_store *store;
    struct kw_arena *arena;
};

/* Makes a store of the documents; whatever fails fails the test. */
struct small_store *small_store_new(const char *const *documents, size_t count);

/* One document more. Needs: nothing reads the store meanwhile. */
void small_store_add(struct small_store *s, const char *document);

/* The teardown of a test whose state it is. */
int small_store_tear_down(void **state);

#endif
