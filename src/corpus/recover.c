/* recover.c - what can be read of a damaged store, into a new one. */
#include <stdio.h>
#include <stdlib.h>

#include "base/outfile.h"
#include "corpus/open.h"

/* How far apart the two ends of a gap may be for its numbers to be tried one by one. */
enum { WIDEST_GAP = 1000000 };

struct recover {
    struct kw_store *damaged, *target;
    const struct kw_lexicon *lexicon;
    const struct kw_curation *curation; /* beside the target */
    const struct kw_observer *observer;
    struct kw_recover_result *result;
    struct kw_arena *arena; /* of one document */
    struct kw_ids ids;      /* of documents, ascending */
};

/* Damage is what we are here for; anything else ends the work. */
static bool is_damage(enum kw_status status)
{
    return status == KW_STORE || status == KW_IO || status == KW_NOTFOUND ||
           status == KW_LIMIT;
}

/* --- which documents there are ---------------------------------------------------------
 */

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void sort_ids(struct kw_ids *ids)
{
    size_t kept = 0;
    if (ids->list.count)
        qsort(ids->list.items, ids->list.count, sizeof *ids->list.items, by_number);
    for (size_t i = 0; i < ids->list.count; i++)
        if (i == 0 || ids->list.items[i] != ids->list.items[i - 1])
            ids->list.items[kept++] = ids->list.items[i];
    ids->list.count = kept;
}

/* Adds the numbers between the two ends that could be read: what lies behind a damaged
 * page may be reached one by one. */
static enum kw_status fill_gap(struct recover *r, int64_t low, int64_t high,
                               struct kw_error *err)
{
    if (high <= low || high - low > WIDEST_GAP)
        return KW_OK;
    for (int64_t n = low + 1; n < high; n++) {
        int64_t *id = KW_PUSH(r->ids.arena, &r->ids.list);
        if (!id)
            return kw_nomem(err);
        *id = n;
    }
    return KW_OK;
}

/* Walks the documents from both ends as far as it goes, and an index beside. */
static enum kw_status find_ids(struct recover *r, struct kw_error *err)
{
    enum kw_status up = kw_store_each(r->damaged, KW_Q_IDS_UP, kw_take_id, &r->ids, NULL);
    if (up == KW_OK)
        return KW_OK;
    size_t first = r->ids.list.count;
    int64_t low = first ? r->ids.list.items[first - 1] : 0;
    enum kw_status down = up;
    if (is_damage(up))
        down = kw_store_each(r->damaged, KW_Q_IDS_DOWN, kw_take_id, &r->ids, NULL);
    size_t last = r->ids.list.count;
    int64_t high = last > first ? r->ids.list.items[last - 1] : 0;
    enum kw_status beside = down;
    if (is_damage(down))
        beside = kw_store_each(r->damaged, KW_Q_IDS_BY_PATH, kw_take_id, &r->ids, NULL);
    if (beside != KW_OK && !is_damage(beside))
        return kw_fail(err, beside, "the damaged store cannot be read");
    enum kw_status status = fill_gap(r, low, high, err);
    sort_ids(&r->ids);
    return status;
}

/* --- copying ---------------------------------------------------------------------------
 */

static enum kw_status keep_document(struct recover *r, struct kw_update *update,
                                    const struct kw_extraction *x,
                                    const struct kw_origin *origin, struct kw_error *err)
{
    int64_t id = 0;
    struct kw_digest digest;
    enum kw_status status =
        kw_store_integer(r->target, KW_Q_DOCUMENT_ID, 0, &id, err, x->document.key);
    if (status != KW_OK || id) /* a damaged page shown twice: the first counts */
        return status;
    status = kw_digest_make(r->lexicon, x, r->arena, &digest, err);
    if (status == KW_OK)
        status = kw_store_put(r->target, x, origin, err);
    if (status == KW_OK)
        status =
            kw_store_integer(r->target, KW_Q_DOCUMENT_ID, 0, &id, err, x->document.key);
    return status == KW_OK ? kw_update_add(update, id, x, &digest, err) : status;
}

static void tell_bare(const struct recover *r, struct kw_str key)
{
    char line[KW_ERROR_SIZE];
    snprintf(line, sizeof line,
             "%.*s: its facts are damaged; the next build extracts it again",
             key.len > 200 ? 200 : (int)key.len, key.ptr);
    kw_say(r->observer, KW_STORE, line);
}

static enum kw_status copy_document(struct recover *r, struct kw_update *update,
                                    int64_t number, struct kw_error *err)
{
    struct kw_extraction x;
    struct kw_origin origin;
    bool whole = false;
    kw_arena_reset(r->arena);
    enum kw_status status =
        kw_store_salvage(r->damaged, number, r->arena, &x, &origin, &whole, NULL);
    if (status == KW_NOTFOUND)
        return KW_OK; /* one of those that were only tried */
    if (is_damage(status)) {
        char line[64];
        snprintf(line, sizeof line, "document number %lld cannot be read",
                 (long long)number);
        kw_say(r->observer, KW_STORE, line);
        r->result->lost++;
        return KW_OK;
    }
    if (status != KW_OK)
        return kw_fail(err, status, "the damaged store cannot be read");
    if (whole) {
        r->result->documents++;
    } else {
        r->result->bare++;
        tell_bare(r, x.document.key);
    }
    return keep_document(r, update, &x, &origin, err);
}

/* One transaction: the documents from `at` on. */
static enum kw_status copy_batch(struct recover *r, size_t at, struct kw_error *err)
{
    struct kw_update update;
    size_t end = at + KW_BATCH;
    end = end < r->ids.list.count ? end : r->ids.list.count;
    enum kw_status status = kw_store_begin(r->target, err);
    if (status != KW_OK)
        return status;
    status = kw_update_begin(&update, r->target, r->lexicon, r->curation, err);
    if (status == KW_OK) {
        for (; at < end && status == KW_OK; at++)
            status = copy_document(r, &update, r->ids.list.items[at], err);
        if (status == KW_OK)
            status = kw_update_settle(&update, false, err);
        kw_update_end(&update);
    }
    return kw_store_end(r->target, status, err);
}

static enum kw_status copy_ledger_row(void *context, const struct kw_ledger_row *row,
                                      struct kw_error *err)
{
    return kw_store_ledger_put(context, row, err);
}

static enum kw_status copy_ledger(struct recover *r, struct kw_error *err)
{
    struct kw_error why = {0};
    enum kw_status status = kw_store_begin(r->target, err);
    if (status != KW_OK)
        return status;
    status = kw_store_ledger(r->damaged, copy_ledger_row, r->target, &why);
    if (is_damage(status)) {
        kw_say(r->observer, KW_STORE, "the ledger is damaged: its end is lost");
    } else if (status != KW_OK) {
        kw_store_rollback(r->target);
        return kw_fail(err, status, "%s", why.text);
    }
    return kw_store_commit(r->target, err);
}

static enum kw_status recover(struct recover *r, struct kw_error *err)
{
    enum kw_status status =
        kw_corpus_refresh(r->target, r->lexicon, r->curation, r->observer, err);
    if (status == KW_OK)
        status = copy_ledger(r, err);
    if (status == KW_OK)
        status = find_ids(r, err);
    for (size_t at = 0; at < r->ids.list.count && status == KW_OK; at += KW_BATCH) {
        if (kw_stop(r->observer))
            return kw_fail(err, KW_INTERRUPTED,
                           "interrupted; the new store is not whole");
        status = copy_batch(r, at, err);
        kw_progress(r->observer, at, r->ids.list.count);
    }
    return status == KW_OK
               ? kw_corpus_refresh(r->target, r->lexicon, r->curation, r->observer, err)
               : status;
}

/* The decisions of people go along, unless there are some beside the new store. */
static enum kw_status copy_decisions(const struct recover *r, struct kw_arena *arena,
                                     struct kw_error *err)
{
    struct kw_str from = kw_curation_path(arena, kw_store_path(r->damaged));
    struct kw_str to = kw_curation_path(arena, kw_store_path(r->target));
    struct kw_buf bytes = {0};
    struct kw_outfile *file = NULL;
    enum kw_status status =
        from.ptr && to.ptr ? kw_curation_read(to, &bytes, err) : kw_nomem(err);
    if (status == KW_OK && bytes.len == 0) {
        status = kw_curation_read(from, &bytes, err);
        if (status == KW_OK && bytes.len)
            status = kw_outfile_open(to.ptr, &file, err);
    }
    if (file) {
        kw_out_add(kw_outfile_sink(file), kw_buf_str(&bytes));
        status = kw_outfile_commit(file, err);
    }
    kw_buf_free(&bytes);
    return status;
}

enum kw_status kw_corpus_recover(struct kw_store *damaged, struct kw_store *target,
                                 const struct kw_observer *observer,
                                 struct kw_recover_result *result, struct kw_error *err)
{
    struct kw_arena *arena = kw_arena_new(), *run = kw_arena_new();
    struct kw_lexicon *lexicon = NULL;
    struct kw_curation *curation = NULL;
    *result = (struct kw_recover_result){0};
    enum kw_status status =
        arena && run ? kw_corpus_lexicon(run, &lexicon, err) : kw_nomem(err);
    struct recover r = {.damaged = damaged,
                        .target = target,
                        .lexicon = lexicon,
                        .observer = observer,
                        .result = result,
                        .arena = arena,
                        .ids = {.arena = run}};
    if (status == KW_OK)
        status = copy_decisions(&r, run, err);
    if (status == KW_OK)
        status = kw_curation_load(target, run, &curation, err);
    r.curation = curation;
    if (status == KW_OK)
        status = recover(&r, err);
    kw_arena_free(arena);
    kw_arena_free(run);
    return status;
}
