/* facts_put.c - the block of one document: replaced whole, dropped whole. */
#include "store/inner.h"

#include <assert.h>

int64_t kw_span_at(const struct kw_span *spans, size_t count, uint32_t at)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans[middle].start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && at < spans[low - 1].end ? (int64_t)(low - 1) : -1;
}

static enum kw_status add_to_hash(void *context, const char *bytes, size_t len,
                                  struct kw_error *err)
{
    uint64_t *hash = context;
    (void)err;
    *hash =
        *hash * UINT64_C(0x9E3779B97F4A7C15) + kw_str_hash((struct kw_str){bytes, len});
    return KW_OK;
}

enum kw_status kw_store_seal(const struct kw_extraction *extraction, uint64_t *seal,
                             struct kw_error *err)
{
    uint64_t hash = 0;
    struct kw_out out;
    kw_out_init(&out, add_to_hash, &hash);
    kw_extraction_write(extraction, &out);
    enum kw_status status = kw_out_finish(&out, err);
    if (status == KW_OK)
        *seal = hash;
    return status;
}

static enum kw_status put_document(struct kw_store *store, const struct kw_extraction *x,
                                   const struct kw_origin *origin, struct kw_error *err)
{
    const struct kw_document *d = &x->document;
    uint64_t seal = origin->seal;
    enum kw_status status = seal ? KW_OK : kw_store_seal(x, &seal, err);
    if (status != KW_OK)
        return status;
    return kw_store_run(store, KW_Q_DOCUMENT_PUT, err, d->key, d->source, d->publisher,
                        d->author, d->language, (int64_t)d->date, x->fingerprint,
                        origin->path, (int64_t)origin->hash, origin->size, (int64_t)seal,
                        (int64_t)origin->given, d->title, d->text, d->original);
}

static enum kw_status put_spans(struct kw_store *store, enum kw_query query,
                                int64_t document, const struct kw_span *spans,
                                size_t count, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < count && status == KW_OK; i++)
        status = kw_store_run(store, query, err, document, (int64_t)i,
                              (int64_t)spans[i].start, (int64_t)spans[i].end);
    return status;
}

static enum kw_status put_referents(struct kw_store *store, int64_t document,
                                    const struct kw_extraction *x, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < x->referent_count && status == KW_OK; i++) {
        const struct kw_referent *r = &x->referents[i];
        status = kw_store_run(store, KW_Q_REFERENT_PUT, err, document, (int64_t)i + 1,
                              r->name, (int64_t)r->type, r->kind, r->id);
    }
    return status;
}

static enum kw_status put_mentions(struct kw_store *store, int64_t document,
                                   const struct kw_extraction *x, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < x->mention_count && status == KW_OK; i++) {
        const struct kw_mention *m = &x->mentions[i];
        status = kw_store_run(
            store, KW_Q_MENTION_PUT, err, document, (int64_t)i, (int64_t)m->span.start,
            (int64_t)m->span.end, (int64_t)m->kind, (int64_t)m->referent,
            kw_span_at(x->sentences, x->sentence_count, m->span.start),
            kw_span_at(x->paragraphs, x->paragraph_count, m->span.start));
    }
    return status;
}

static enum kw_status put_statement(struct kw_store *store, int64_t document,
                                    int64_t number, const struct kw_statement *s,
                                    struct kw_error *err)
{
    enum kw_status status = kw_store_run(
        store, KW_Q_STATEMENT_PUT, err, document, number, (int64_t)s->subject,
        (int64_t)s->type, (int64_t)s->object, (int64_t)s->polarity, (int64_t)s->modality,
        (int64_t)s->speaker, (int64_t)s->place, (int64_t)s->item, (int64_t)s->time.from,
        (int64_t)s->time.to, (int64_t)s->time.precision, (int64_t)s->time.basis, s->title,
        (int64_t)s->phrase.start, (int64_t)s->phrase.end, (int64_t)s->confidence);
    if (status != KW_OK)
        return status;
    return put_spans(store, KW_Q_EVIDENCE_PUT, kw_store_last_id(store), s->evidence,
                     s->evidence_count, err);
}

static enum kw_status put_statements(struct kw_store *store, int64_t document,
                                     const struct kw_extraction *x, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < x->statement_count && status == KW_OK; i++)
        status = put_statement(store, document, (int64_t)i, &x->statements[i], err);
    for (size_t i = 0; i < x->open_count && status == KW_OK; i++) {
        const struct kw_open *o = &x->opens[i];
        status = kw_store_run(store, KW_Q_OPEN_PUT, err, document, (int64_t)i,
                              (int64_t)o->subject, (int64_t)o->object,
                              (int64_t)o->phrase.start, (int64_t)o->phrase.end, o->lemma,
                              (int64_t)o->evidence.start, (int64_t)o->evidence.end);
    }
    return status;
}

/* Cascades take the rest of the block along. A document that is not there costs the
 * full-text index nothing. */
static enum kw_status drop(struct kw_store *store, struct kw_str key,
                           struct kw_error *err)
{
    int64_t id = 0;
    enum kw_status status = kw_store_integer(store, KW_Q_DOCUMENT_ID, 0, &id, err, key);
    if (status != KW_OK || id == 0)
        return status;
    status = kw_store_run(store, KW_Q_FULLTEXT_DROP, err, id);
    return status == KW_OK ? kw_store_run(store, KW_Q_DOCUMENT_DROP, err, id) : status;
}

static enum kw_status put_block(struct kw_store *store, const struct kw_extraction *x,
                                const struct kw_origin *origin, struct kw_error *err)
{
    enum kw_status status = drop(store, x->document.key, err);
    if (status == KW_OK)
        status = put_document(store, x, origin, err);
    int64_t id = kw_store_last_id(store);
    if (status == KW_OK)
        status = kw_store_run(store, KW_Q_FULLTEXT_PUT, err, id, x->document.title,
                              x->document.text);
    if (status == KW_OK)
        status =
            put_spans(store, KW_Q_SENTENCE_PUT, id, x->sentences, x->sentence_count, err);
    if (status == KW_OK)
        status = put_spans(store, KW_Q_PARAGRAPH_PUT, id, x->paragraphs,
                           x->paragraph_count, err);
    if (status == KW_OK)
        status = put_spans(store, KW_Q_FURNITURE_PUT, id, x->document.furniture,
                           x->document.furniture_count, err);
    if (status == KW_OK)
        status = put_referents(store, id, x, err);
    if (status == KW_OK)
        status = put_mentions(store, id, x, err);
    if (status == KW_OK)
        status = put_statements(store, id, x, err);
    return status;
}

enum kw_status kw_store_put(struct kw_store *store,
                            const struct kw_extraction *extraction,
                            const struct kw_origin *origin, struct kw_error *err)
{
    assert(store->in_transaction && extraction->document.key.len > 0);
    enum kw_status status = put_block(store, extraction, origin, err);
    /* No savepoint: it would make the full-text index write itself out every time. */
    if (status != KW_OK)
        kw_store_rollback(store);
    return status;
}

enum kw_status kw_store_drop(struct kw_store *store, struct kw_str key,
                             struct kw_error *err)
{
    int64_t id = 0;
    enum kw_status status = kw_store_integer(store, KW_Q_DOCUMENT_ID, 0, &id, err, key);
    if (status != KW_OK)
        return status;
    if (id == 0)
        return kw_fail(err, KW_NOTFOUND, "%.*s: no such document", KW_STR_ARG(key));
    return drop(store, key, err);
}
