/* again.c - documents that another program, lexicon, list or option made. */
#include <stdio.h>

#include "base/pool.h"
#include "corpus/build.h"

struct again {
    struct kw_building *build;
    KW_VEC(struct kw_str) keys; /* of documents to be extracted again, ascending */
    size_t next;                /* the one that comes next */
};

static enum kw_status take_key(void *context, const struct kw_cell *c,
                               struct kw_error *err)
{
    struct again *again = context;
    struct kw_building *b = again->build;
    if (kw_met(b, c[1].number))
        return KW_OK;
    struct kw_str *key = KW_PUSH(b->arena, &again->keys);
    if (!key)
        return kw_nomem(err);
    *key = kw_arena_copy(b->arena, c[0].text);
    return key->ptr ? KW_OK : kw_nomem(err);
}

static enum kw_status next_text(void *context, size_t slot, bool *more,
                                struct kw_error *err)
{
    struct again *again = context;
    struct kw_building *b = again->build;
    struct kw_build_item *item = &b->items[slot];
    struct kw_extraction x;
    b->stopped = b->stopped || kw_stop(b->observer);
    *more = !b->stopped && again->next < again->keys.count;
    if (!*more)
        return KW_OK;
    enum kw_status status = kw_item_ready(item, err);
    if (status != KW_OK)
        return status;
    kw_arena_reset(item->arena);
    status = kw_store_get(b->store, again->keys.items[again->next++], item->arena, &x,
                          &item->origin, err);
    if (status != KW_OK)
        return status;
    item->parsed = (struct kw_parsed){
        .extraction = {.document = x.document, .fingerprint = x.fingerprint}};
    item->record.number = 0; /* of what was read into this slot before */
    b->under_way += x.document.text.len;
    return KW_OK;
}

static enum kw_status work_text(void *context, size_t slot, struct kw_error *err)
{
    const struct again *again = context;
    struct kw_build_item *item = &again->build->items[slot];
    uint64_t begun = kw_clock(again->build->observer);
    item->status = KW_OK;
    item->error = (struct kw_error){0};
    item->words = 0;
    enum kw_status status = kw_item_extract(again->build, item, err);
    item->time = kw_clock(again->build->observer) - begun;
    return status;
}

static bool is_full(void *context)
{
    const struct again *again = context;
    return again->build->under_way >= KW_MOST_UNDER_WAY;
}

/* Only told, in a build that writes nothing. */
static enum kw_status plan_text(struct kw_building *b, const struct kw_build_item *item,
                                struct kw_error *err)
{
    struct kw_buf why = {0};
    kw_fingerprint_difference(item->parsed.extraction.fingerprint,
                              kw_extractor_fingerprint(b->extractor), &why);
    enum kw_status status = kw_item_plan(b, item, true, &why, err);
    kw_buf_free(&why);
    return status;
}

static enum kw_status done_text(void *context, size_t slot, struct kw_error *err)
{
    const struct again *again = context;
    struct kw_building *b = again->build;
    const struct kw_build_item *item = &b->items[slot];
    const struct kw_document *document = &item->parsed.extraction.document;
    char line[KW_ERROR_SIZE + 256];
    b->under_way -= document->text.len;
    b->done++;
    kw_progress(b->observer, b->done, b->done + again->keys.count - again->next);
    if (b->asked->planned)
        return plan_text(b, item, err);
    if (item->status != KW_OK) { /* it stays as it was */
        snprintf(line, sizeof line, "%.*s: %s",
                 document->key.len > 200 ? 200 : (int)document->key.len,
                 document->key.ptr, item->error.text);
        kw_say(b->observer, item->status, line);
        b->result->failed++;
        return KW_OK;
    }
    enum kw_status status = kw_batch_open(b, err);
    uint64_t begun = kw_clock(b->observer);
    kw_item_count(b, item);
    if (status == KW_OK)
        status = kw_item_put(b, item, true, err);
    b->result->write_time += kw_clock(b->observer) - begun;
    return status == KW_OK ? kw_batch_rest(b, err) : status;
}

enum kw_status kw_build_again(struct kw_building *b, unsigned jobs, struct kw_error *err)
{
    struct again again = {.build = b};
    const struct kw_pool_work work = {.context = &again,
                                      .next = next_text,
                                      .work = work_text,
                                      .done = done_text,
                                      .full = is_full,
                                      .slots = b->item_count};
    struct kw_str made = kw_extractor_fingerprint(b->extractor);
    if (!b->store)
        return KW_OK;
    enum kw_status status =
        kw_store_each(b->store, KW_Q_STALE, take_key, &again, err, made, made);
    return status == KW_OK && again.keys.count ? kw_pool_run(&work, jobs, err) : status;
}
