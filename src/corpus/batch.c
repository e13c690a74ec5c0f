/* batch.c - documents into the store, one batch after the other. */
#include "corpus/build.h"
#include "document/copy.h"

enum {
    BATCH_BYTES = 16 * 1024 * 1024, /* text of one transaction, about */
    MOST_BATCH = 8192,              /* documents of one transaction ... */
    BATCH_PART = 8,                 /* ... or that part of the store, if that is less */
    MOST_NAMES = 256,               /* of a document that are paired */
};

/* What is derived costs a batch the more, the larger the store is: so batches grow with
 * it, until a crash would undo more than half a minute of work. */
static enum kw_status choose_batch(struct kw_building *b, struct kw_error *err)
{
    int64_t documents = 0;
    enum kw_status status =
        kw_store_integer(b->store, KW_Q_DOCUMENT_MOST, 0, &documents, err);
    b->first = documents == 0;
    uint64_t part = (uint64_t)documents / BATCH_PART;
    b->batch_most = part < KW_BATCH ? KW_BATCH : part > MOST_BATCH ? MOST_BATCH : part;
    if (b->asked->batch)
        b->batch_most = b->asked->batch;
    return status;
}

enum kw_status kw_batch_open(struct kw_building *b, struct kw_error *err)
{
    if (b->open)
        return KW_OK;
    enum kw_status status = kw_store_begin(b->store, err);
    if (status != KW_OK)
        return status;
    status = kw_update_begin(&b->update, b->store, b->lexicon, b->curation, err);
    if (status != KW_OK) {
        kw_store_rollback(b->store);
        return status;
    }
    b->open = true;
    b->batch_documents = b->batch_bytes = b->batch_pairs = 0;
    return choose_batch(b, err);
}

static enum kw_status close_batch(struct kw_building *b, bool last, struct kw_error *err)
{
    uint64_t begun = kw_clock(b->observer);
    enum kw_status status = kw_update_settle(&b->update, last, err);
    b->result->copies += b->update.copies;
    /* There is more to come than a batch: what waits can be made of all at once. */
    if (status == KW_OK && b->first && !last)
        status = kw_store_put_off(b->store, err);
    size_t held = kw_arena_size(b->update.arena) + b->update.most_pairing;
    if (held > b->result->most_derive)
        b->result->most_derive = held;
    kw_update_end(&b->update);
    b->open = false;
    status = kw_store_end(b->store, status, err);
    if (status == KW_OK)
        b->committed = *b->result;
    b->result->derive_time += kw_clock(b->observer) - begun;
    return status;
}

enum kw_status kw_batch_finish(struct kw_building *b, struct kw_error *err)
{
    bool unfinished = false;
    enum kw_status status = KW_OK;
    if (!b->open)
        status = kw_store_unfinished(b->store, &unfinished, err);
    if (status == KW_OK && unfinished)
        status = kw_batch_open(b, err);
    if (status == KW_OK && b->open)
        status = close_batch(b, true, err);
    uint64_t begun = kw_clock(b->observer);
    if (status == KW_OK)
        status = kw_store_fill(b->store, err);
    b->result->derive_time += kw_clock(b->observer) - begun;
    return status;
}

void kw_batch_abandon(struct kw_building *b)
{
    if (!b->open)
        return;
    kw_update_end(&b->update);
    b->open = false;
    kw_store_rollback(b->store);
}

enum kw_status kw_batch_rest(struct kw_building *b, struct kw_error *err)
{
    bool enough = b->batch_documents >= b->batch_most || b->batch_bytes >= BATCH_BYTES ||
                  b->batch_pairs >= KW_MOST_PAIRS;
    return enough ? close_batch(b, false, err) : KW_OK;
}

/* --- documents met ----------------------------------------------------------------- */

enum { WORD = 64, ROW = WORD * KW_TALLY_COUNTS }; /* bits of a count, of a row */

bool kw_met(const struct kw_building *b, int64_t document)
{
    uint64_t at = (uint64_t)document;
    const struct kw_tally_row *row = kw_tally_find(&b->met, (int64_t)(at / ROW), 0);
    return row && ((uint64_t)row->counts[at % ROW / WORD] >> at % WORD) & 1;
}

enum kw_status kw_meet(struct kw_building *b, int64_t document, struct kw_error *err)
{
    uint64_t at = (uint64_t)document;
    struct kw_tally_row *row =
        kw_tally_at(&b->met, b->arena, (int64_t)(at / ROW), 0, NULL);
    if (!row)
        return kw_nomem(err);
    row->counts[at % ROW / WORD] |= (int64_t)(UINT64_C(1) << at % WORD);
    return KW_OK;
}

/* --- items ------------------------------------------------------------------------- */

static uint64_t count_words(struct kw_str text)
{
    uint64_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool space = text.ptr[i] == ' ' || text.ptr[i] == '\n' || text.ptr[i] == '\t';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

enum kw_status kw_item_ready(struct kw_build_item *item, struct kw_error *err)
{
    if (!item->arena)
        item->arena = kw_arena_new();
    return item->arena ? KW_OK : kw_nomem(err);
}

/* Extracting takes ten times the memory of what comes out. So it is done on a bench that
 * the thread has for that time, and very many results can wait to be written. */
static enum kw_status extract_on_bench(const struct kw_building *b,
                                       struct kw_build_item *item)
{
    struct kw_extraction *x = &item->parsed.extraction;
    struct kw_document document = x->document;
    struct kw_arena *bench = kw_spares_take(b->benches);
    enum kw_status status = kw_extract(b->extractor, &document, bench, x, &item->error);
    item->held += kw_arena_size(bench);
    if (status == KW_OK)
        status = kw_extraction_copy(x, item->arena, x, &item->error);
    kw_spares_give(b->benches, bench);
    return status;
}

enum kw_status kw_item_extract(const struct kw_building *b, struct kw_build_item *item,
                               struct kw_error *err)
{
    struct kw_extraction *x = &item->parsed.extraction;
    item->held = kw_arena_size(item->arena);
    if (!item->parsed.extracted && !b->asked->planned)
        item->status = extract_on_bench(b, item);
    if (item->status == KW_OK && !b->asked->planned) {
        item->status =
            kw_digest_make(b->lexicon, x, item->arena, &item->digest, &item->error);
    }
    if (item->status == KW_OK && !b->asked->planned)
        item->status = kw_store_seal(x, &item->origin.seal, &item->error);
    if (item->status == KW_OK)
        item->words = count_words(x->document.text);
    /* A document that memory does not suffice for is no reason to go on as if. */
    return item->status == KW_NOMEM ? kw_nomem(err) : KW_OK;
}

enum kw_status kw_item_put(struct kw_building *b, const struct kw_build_item *item,
                           bool known, struct kw_error *err)
{
    const struct kw_extraction *x = &item->parsed.extraction;
    int64_t id = 0;
    enum kw_status status =
        known ? kw_update_retire(&b->update, x->document.key, err) : KW_OK;
    if (status == KW_OK)
        status = kw_store_put(b->store, x, &item->origin, err);
    if (status == KW_OK)
        status =
            kw_store_integer(b->store, KW_Q_DOCUMENT_ID, 0, &id, err, x->document.key);
    if (status == KW_OK)
        status = kw_meet(b, id, err);
    if (status == KW_OK)
        status = kw_update_add(&b->update, id, x, &item->digest, err);
    if (known)
        b->result->changed++;
    else
        b->result->added++;
    size_t names = x->referent_count < MOST_NAMES ? x->referent_count : MOST_NAMES;
    b->batch_documents++;
    b->batch_pairs += names * names / 2;
    b->batch_bytes += x->document.text.len;
    return status;
}

void kw_item_count(struct kw_building *b, const struct kw_build_item *item)
{
    b->result->words += item->words;
    b->result->extract_time += item->time;
    if (item->held > b->result->most_extract)
        b->result->most_extract = item->held;
}
