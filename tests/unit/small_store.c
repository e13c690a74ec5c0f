/* small_store.c - see small_store.h. */
#include "small_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void put(struct small_store *s, const char *document)
{
    struct kw_extraction x;
    bool extracted;
    struct kw_error err = {0};
    struct kw_origin origin = {.path = KW_STR("in.jsonl")};
    if (kw_extraction_read(s->arena, kw_str_of(document), &x, &extracted, &err) !=
            KW_OK ||
        kw_store_put(s->store, &x, &origin, &err) != KW_OK)
        fail_msg("%s\n%s", err.text, document);
}

static void put_all(struct small_store *s, const char *const *documents, size_t count)
{
    struct kw_error err = {0};
    assert_int_equal(kw_store_begin(s->store, &err), KW_OK);
    for (size_t i = 0; i < count; i++)
        put(s, documents[i]);
    assert_int_equal(kw_store_commit(s->store, &err), KW_OK);
    if (kw_corpus_resolve(s->store, NULL, &err) != KW_OK)
        fail_msg("%s", err.text);
}

struct small_store *small_store_new(const char *const *documents, size_t count)
{
    struct small_store *s = calloc(1, sizeof *s);
    struct kw_error err = {0};
    assert_non_null(s);
    snprintf(s->path, sizeof s->path, "/tmp/knotwork-small-%ld.db", (long)getpid());
    s->arena = kw_arena_new();
    assert_int_equal(kw_store_open(s->path, KW_STORE_CREATE, &s->store, &err), KW_OK);
    put_all(s, documents, count);
    return s;
}

void small_store_add(struct small_store *s, const char *document)
{
    put_all(s, &document, 1);
}

int small_store_tear_down(void **state)
{
    struct small_store *s = *state;
    kw_store_close(s->store, NULL);
    kw_arena_free(s->arena);
    unlink(s->path);
    free(s);
    return 0;
}
