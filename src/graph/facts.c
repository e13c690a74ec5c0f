/* facts.c - statements into edges of the first layer. */
#include "build.h"

/* The speaker's number + 1, or 0: voices are no actors but may well be quoted. */
static enum kw_status speaker_of(const struct kw_draft *d, const struct kw_fact_row *row,
                                 uint32_t *speaker, struct kw_error *err)
{
    uint32_t number;
    bool wanted;
    *speaker = 0;
    if (row->speaker == 0)
        return KW_OK;
    enum kw_status status =
        kw_draft_entity_number(d, row->speaker, &number, &wanted, err);
    if (status == KW_OK)
        *speaker = number + 1;
    return status;
}

static enum kw_status quote(struct kw_draft *d, uint32_t number,
                            const struct kw_fact_row *row, uint32_t document,
                            struct kw_error *err)
{
    struct kw_draft_edge *edge = kw_draft_edge_at(d, number);
    struct kw_draft_quote candidate = {
        .document = document,
        .place = row->evidence.start,
        .confidence = row->confidence,
        .modality = row->modality,
        .polarity = row->polarity,
    };
    enum kw_status status = speaker_of(d, row, &candidate.speaker, err);
    if (status != KW_OK)
        return status;
    if (candidate.speaker) {
        struct kw_draft_speaker *speaker = KW_PUSH(d->scratch, &d->speakers);
        if (!speaker)
            return kw_nomem(err);
        *speaker = (struct kw_draft_speaker){number, candidate.speaker - 1};
    }
    struct kw_draft_quote *kept = kw_draft_quote_offer(d, edge, &candidate);
    if (!kept)
        return KW_OK;
    kept->text = kw_draft_quote_text(d->scratch, row->quote, KW_QUOTE_LIMIT);
    return kept->text.ptr ? KW_OK : kw_nomem(err);
}

/* Adds a statement from `source` to `target`, both wanted and not the same. */
static enum kw_status join(struct kw_draft *d, const struct kw_fact_row *row,
                           uint32_t source, uint32_t target, uint32_t document,
                           struct kw_error *err)
{
    int32_t from, to;
    uint32_t number;
    bool stated = kw_fact_days(row, &from, &to);
    bool symmetric = kw_relation_label(row->type)->symmetric;
    if (symmetric && target < source) {
        uint32_t swap = source;
        source = target;
        target = swap;
    }
    enum kw_status status =
        kw_draft_edge_of(d, source, target, KW_LAYER_STATEMENTS,
                         d->view->multi ? (uint32_t)row->type : 0, &number, err);
    if (status == KW_OK)
        status = kw_draft_edge_held(d, number, document, symmetric, err);
    if (status == KW_OK)
        status = kw_draft_edge_share(d, number, document, 1, symmetric, err);
    if (status != KW_OK)
        return status;
    struct kw_draft_edge *edge = kw_draft_edge_at(d, number);
    edge->mentions++;
    edge->back += symmetric;
    edge->denied += row->polarity == KW_NEGATIVE;
    edge->alleged += row->modality == KW_MODALITY_ALLEGED;
    edge->dated += stated;
    edge->disputed |= row->disputed;
    edge->type_set |= (uint64_t)1 << row->type;
    kw_draft_edge_date(edge, from != KW_DAY_NONE ? from : to,
                       to != KW_DAY_NONE ? to : from);
    return d->view->bare ? KW_OK : quote(d, number, row, document, err);
}

/* Whether the view's speaker says it. */
static enum kw_status is_said(const struct kw_draft *d, const struct kw_fact_row *row,
                              bool *said, struct kw_error *err)
{
    uint32_t speaker = 0;
    enum kw_status status = d->speaker ? speaker_of(d, row, &speaker, err) : KW_OK;
    *said = speaker == d->speaker;
    return status;
}

static enum kw_status add_fact(void *context, const struct kw_fact_row *row,
                               struct kw_error *err)
{
    struct kw_draft *d = context;
    uint32_t source, target, document;
    bool from_wanted, to_wanted, document_wanted, said;
    if (row->type == KW_RELATION_NONE || row->type >= KW_RELATION_COUNT ||
        row->modality >= KW_MODALITY_COUNT || row->polarity > KW_NEGATIVE)
        return kw_fail(err, KW_STORE, "the store holds a statement of unknown type");
    if (!kw_view_admits(d->view, row))
        return KW_OK;
    enum kw_status status =
        kw_draft_entity_number(d, row->subject, &source, &from_wanted, err);
    if (status == KW_OK)
        status = kw_draft_entity_number(d, row->object, &target, &to_wanted, err);
    if (status == KW_OK)
        status =
            kw_draft_document_number(d, row->document, &document, &document_wanted, err);
    if (status == KW_OK)
        status = is_said(d, row, &said, err);
    if (status != KW_OK || !from_wanted || !to_wanted || !document_wanted || !said ||
        source == target)
        return status;
    return join(d, row, source, target, document, err);
}

enum kw_status kw_draft_facts(struct kw_draft *d, struct kw_error *err)
{
    if (d->view->speaker.len) {
        enum kw_status status =
            kw_draft_entity_named(d, d->view->speaker, &d->speaker, err);
        if (status != KW_OK)
            return status;
        d->speaker++;
    }
    return d->rows->facts(d->rows->context, add_fact, d, err);
}
