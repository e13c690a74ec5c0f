/* upkeep.c - everything derived anew; documents removed. */
#include <inttypes.h>

#include "corpus/open.h"

enum kw_status kw_corpus_lexicon(struct kw_arena *arena, struct kw_lexicon **out,
                                 struct kw_error *err)
{
    struct kw_str image = kw_lexicon_builtin();
    return kw_lexicon_open(arena, &image, 1, out, err);
}

/* --- the stamp --------------------------------------------------------------------- */

#define STAMP "derived"
#define DERIVED_VERSION "4" /* of the rules in this room; count up when they change */

/* What derived records depend on besides facts; recorded with them. */
static struct kw_str stamp_of(const struct kw_lexicon *lexicon,
                              const struct kw_curation *curation, struct kw_arena *arena)
{
    return kw_arena_printf(arena, "%s-%016" PRIx64 "-%016" PRIx64, DERIVED_VERSION,
                           kw_lexicon_hash(lexicon), curation->hash);
}

static enum kw_status put_stamp(struct kw_store *store, const struct kw_lexicon *lexicon,
                                const struct kw_curation *curation,
                                struct kw_arena *arena, struct kw_error *err)
{
    struct kw_str stamp = stamp_of(lexicon, curation, arena);
    return stamp.ptr ? kw_store_meta_put(store, STAMP, stamp, err) : kw_nomem(err);
}

enum kw_status kw_corpus_stamp(struct kw_store *store, const struct kw_lexicon *lexicon,
                               const struct kw_curation *curation, struct kw_error *err)
{
    struct kw_arena *arena = kw_arena_new();
    enum kw_status status =
        arena ? put_stamp(store, lexicon, curation, arena, err) : kw_nomem(err);
    kw_arena_free(arena);
    return status;
}

enum kw_status kw_corpus_is_current(struct kw_store *store,
                                    const struct kw_lexicon *lexicon,
                                    const struct kw_curation *curation, bool *out,
                                    struct kw_error *err)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_str is = {0}, should = {0};
    enum kw_status status = KW_OK;
    if (arena)
        should = stamp_of(lexicon, curation, arena);
    if (!should.ptr)
        status = kw_nomem(err);
    if (status == KW_OK)
        status = kw_store_meta_get(store, STAMP, arena, &is, err);
    *out = status == KW_OK && kw_str_eq(is, should);
    kw_arena_free(arena);
    return status;
}

/* --- deriving anew ----------------------------------------------------------------- */

static enum kw_status clear(struct kw_store *store, struct kw_error *err)
{
    static const enum kw_query queries[] = {
        KW_Q_CLEAR_FACTS,     KW_Q_CLEAR_RELATIONS,  KW_Q_CLEAR_PAIRS,
        KW_Q_CLEAR_RUNS,      KW_Q_CLEAR_OUTLETS,    KW_Q_CLEAR_ENTITIES,
        KW_Q_CLEAR_REFERENTS, KW_Q_CLEAR_NAMES,      KW_Q_CLEAR_TYPES,
        KW_Q_CLEAR_FORMS,     KW_Q_CLEAR_IDENTITIES, KW_Q_CLEAR_COPIES,
        KW_Q_CLEAR_PRINTS,
    };
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < sizeof queries / sizeof *queries && status == KW_OK; i++)
        status = kw_store_run(store, queries[i], err);
    return status == KW_OK ? kw_store_drop_indexes(store, err) : status;
}

/* Some documents in the order of their keys. */
struct page {
    struct kw_arena *arena;
    KW_VEC(struct page_row {
        int64_t id;
        struct kw_str key;
    })
    rows;
};

static enum kw_status take_page(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct page *page = context;
    struct page_row *row = KW_PUSH(page->arena, &page->rows);
    if (!row)
        return kw_nomem(err);
    row->id = c[0].number;
    row->key = kw_arena_copy(page->arena, c[1].text);
    return row->key.ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status add_page(struct kw_store *store, const struct kw_lexicon *lexicon,
                               const struct kw_curation *curation,
                               const struct page *page, struct kw_arena *arena,
                               struct kw_error *err)
{
    struct kw_update update;
    enum kw_status status = kw_update_begin(&update, store, lexicon, curation, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < page->rows.count && status == KW_OK; i++) {
        struct kw_extraction x;
        struct kw_digest digest;
        kw_arena_reset(arena);
        status = kw_store_get(store, page->rows.items[i].key, arena, &x, NULL, err);
        if (status == KW_OK)
            status = kw_digest_make(lexicon, &x, arena, &digest, err);
        if (status == KW_OK)
            status = kw_update_add(&update, page->rows.items[i].id, &x, &digest, err);
    }
    if (status == KW_OK)
        status = kw_update_settle(&update, false, err);
    kw_update_end(&update);
    return status;
}

static enum kw_status derive_all(struct kw_store *store, const struct kw_lexicon *lexicon,
                                 const struct kw_curation *curation,
                                 const struct kw_observer *observer,
                                 struct kw_arena *arenas[2], struct kw_error *err)
{
    uint64_t done = 0;
    int64_t total = 0;
    struct kw_str after = KW_STR("");
    enum kw_status status = kw_store_integer(store, KW_Q_DOCUMENT_COUNT, 0, &total, err);
    while (status == KW_OK) {
        struct page page = {.arena = arenas[0]};
        status = kw_store_each(store, KW_Q_KEYS_AFTER, take_page, &page, err, after,
                               (int64_t)KW_BATCH);
        if (status != KW_OK || page.rows.count == 0)
            break;
        if (kw_stop(observer))
            return kw_fail(err, KW_INTERRUPTED, "interrupted; the store is as it was");
        status = add_page(store, lexicon, curation, &page, arenas[1], err);
        done += page.rows.count;
        kw_progress(observer, done, (uint64_t)total);
        /* The last key is all that the next page needs of this one. */
        kw_arena_reset(arenas[1]);
        after = kw_arena_copy(arenas[1], page.rows.items[page.rows.count - 1].key);
        kw_arena_reset(arenas[0]);
        after = after.ptr ? kw_arena_copy(arenas[0], after) : after;
        if (status == KW_OK && !after.ptr)
            status = kw_nomem(err);
    }
    return status;
}

static enum kw_status finish(struct kw_store *store, const struct kw_lexicon *lexicon,
                             const struct kw_curation *curation, struct kw_error *err)
{
    struct kw_update update;
    enum kw_status status = kw_update_begin(&update, store, lexicon, curation, err);
    if (status != KW_OK)
        return status;
    status = kw_update_settle(&update, true, err);
    kw_update_end(&update);
    return status;
}

enum kw_status kw_corpus_derive(struct kw_store *store, const struct kw_lexicon *lexicon,
                                const struct kw_curation *curation,
                                const struct kw_observer *observer, struct kw_error *err)
{
    struct kw_arena *arenas[2] = {kw_arena_new(), kw_arena_new()};
    enum kw_status status = arenas[0] && arenas[1] ? clear(store, err) : kw_nomem(err);
    if (status == KW_OK)
        status = derive_all(store, lexicon, curation, observer, arenas, err);
    if (status == KW_OK)
        status = finish(store, lexicon, curation, err);
    if (status == KW_OK)
        status = put_stamp(store, lexicon, curation, arenas[0], err);
    kw_arena_free(arenas[0]);
    kw_arena_free(arenas[1]);
    return status;
}

static enum kw_status resolve(struct kw_store *store, const struct kw_lexicon *lexicon,
                              const struct kw_curation *curation,
                              const struct kw_observer *observer, struct kw_error *err)
{
    enum kw_status status = kw_store_begin(store, err);
    if (status != KW_OK)
        return status;
    status = kw_corpus_derive(store, lexicon, curation, observer, err);
    status = kw_store_end(store, status, err);
    return status == KW_OK ? kw_store_fill(store, err) : status;
}

enum kw_status kw_corpus_resolve(struct kw_store *store,
                                 const struct kw_observer *observer, struct kw_error *err)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_lexicon *lexicon = NULL;
    struct kw_curation *curation = NULL;
    enum kw_status status =
        arena ? kw_corpus_lexicon(arena, &lexicon, err) : kw_nomem(err);
    if (status == KW_OK)
        status = kw_curation_load(store, arena, &curation, err);
    if (status == KW_OK)
        status = resolve(store, lexicon, curation, observer, err);
    kw_arena_free(arena);
    return status;
}

/* Finishes what a build left that did not come to its end. */
static enum kw_status finish_left(struct kw_store *store,
                                  const struct kw_lexicon *lexicon,
                                  const struct kw_curation *curation,
                                  struct kw_error *err)
{
    bool unfinished = false;
    enum kw_status status = kw_store_unfinished(store, &unfinished, err);
    if (status != KW_OK || !unfinished)
        return status;
    status = kw_store_begin(store, err);
    if (status != KW_OK)
        return status;
    status = finish(store, lexicon, curation, err);
    status = kw_store_end(store, status, err);
    return status == KW_OK ? kw_store_fill(store, err) : status;
}

enum kw_status kw_corpus_refresh(struct kw_store *store, const struct kw_lexicon *lexicon,
                                 const struct kw_curation *curation,
                                 const struct kw_observer *observer, struct kw_error *err)
{
    bool current = false;
    enum kw_status status = kw_corpus_is_current(store, lexicon, curation, &current, err);
    if (status != KW_OK)
        return status;
    return current ? finish_left(store, lexicon, curation, err)
                   : resolve(store, lexicon, curation, observer, err);
}

/* --- removing ---------------------------------------------------------------------- */

static enum kw_status remove_one(struct kw_update *update, struct kw_str key,
                                 struct kw_error *err)
{
    enum kw_status status = kw_update_retire(update, key, err);
    if (status == KW_OK)
        status = kw_store_drop(update->store, key, err);
    if (status == KW_OK)
        status = kw_store_run(update->store, KW_Q_LEDGER_MARK, err,
                              (int64_t)KW_LEDGER_REMOVED, KW_STR("removed"), key);
    return status;
}

static enum kw_status remove_all(struct kw_store *store, const struct kw_lexicon *lexicon,
                                 const struct kw_curation *curation,
                                 const struct kw_str *keys, size_t count,
                                 struct kw_error *err)
{
    struct kw_update update;
    enum kw_status status = kw_update_begin(&update, store, lexicon, curation, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        int64_t id = 0;
        status = kw_store_integer(store, KW_Q_DOCUMENT_ID, 0, &id, err, keys[i]);
        if (status == KW_OK && id == 0)
            status =
                kw_fail(err, KW_NOTFOUND, "%.*s: no such document", KW_STR_ARG(keys[i]));
        if (status == KW_OK)
            status = remove_one(&update, keys[i], err);
    }
    if (status == KW_OK)
        status = kw_update_settle(&update, true, err);
    kw_update_end(&update);
    return status;
}

enum kw_status kw_corpus_remove(struct kw_store *store, const struct kw_str *keys,
                                size_t count, struct kw_error *err)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_lexicon *lexicon = NULL;
    struct kw_curation *curation = NULL;
    enum kw_status status =
        arena ? kw_corpus_lexicon(arena, &lexicon, err) : kw_nomem(err);
    if (status == KW_OK)
        status = kw_curation_load(store, arena, &curation, err);
    if (status == KW_OK)
        status = kw_corpus_refresh(store, lexicon, curation, NULL, err);
    if (status == KW_OK)
        status = kw_store_begin(store, err);
    if (status == KW_OK) {
        status = remove_all(store, lexicon, curation, keys, count, err);
        status = kw_store_end(store, status, err);
    }
    kw_arena_free(arena);
    return status;
}
