/* cooccurrence.c - naming mentions into edges of the second layer.
 *
 * One algorithm serves all windows. A document is a row of units (its sentences, its
 * paragraphs, or the whole of it as unit 0), and a window is `span` units in a row: N
 * sentences, else 1. Walking the units in order, `live` holds every entity named in the
 * last `span` units with the last unit that names it. When unit y names e, and l was last
 * named in unit x <= y, then the windows begun at y - span + 1 ... x hold both. Seen from
 * one pair these ranges only move forward, so remembering where the last one ended
 * (window_next) counts their union exactly, at one step for each pair and naming.
 */
#include "build.h"

#include <stdlib.h>

enum { SENTENCES_COMPARED = 32 };

struct naming {
    uint32_t unit;     /* sentence, paragraph or 0 */
    uint32_t entity;   /* number */
    uint32_t sentence; /* number in the document */
};

/* An entity named in the windows that are open. */
struct live {
    uint32_t entity;              /* number */
    uint32_t unit;                /* the last one that names it */
    const struct naming *namings; /* in that unit */
    size_t naming_count;          /* at least 1 */
};

struct windows {
    struct kw_draft *draft;        /* where edges go */
    KW_VEC(struct naming) namings; /* of the document under way */
    uint32_t document;             /* its number + 1; 0: none yet */
    uint32_t span;                 /* units in a window */
    uint32_t last_start;           /* where its last window begins */
    uint32_t pairs_left;           /* of KW_WINDOW_PAIRS */
    bool cut;                      /* a limit was passed in it */
    struct live *live;             /* room for KW_WINDOW_ENTITIES */
    size_t live_count;             /* in use */
};

/* --- one pair --------------------------------------------------------------------- */

/* A sentence that names both, or one that names each. Only the first few sentences are
 * looked at, because both may be named in thousands. */
static struct kw_draft_quote quote_of(const struct live *a, const struct live *b)
{
    size_t i = 0, j = 0;
    while (i < a->naming_count && j < b->naming_count && i + j < SENTENCES_COMPARED) {
        uint32_t x = a->namings[i].sentence, y = b->namings[j].sentence;
        if (x == y)
            return (struct kw_draft_quote){.place = x, .other = x, .confidence = 1000};
        if (x < y)
            i++;
        else
            j++;
    }
    uint32_t x = a->namings[0].sentence, y = b->namings[0].sentence;
    return (struct kw_draft_quote){.place = x < y ? x : y, .other = x < y ? y : x};
}

static enum kw_status join(struct windows *w, const struct live *now,
                           const struct live *before, struct kw_error *err)
{
    struct kw_draft *d = w->draft;
    bool ordered = now->entity < before->entity;
    uint32_t number, document = w->document - 1;
    enum kw_status status = kw_draft_edge_of(d, ordered ? now->entity : before->entity,
                                             ordered ? before->entity : now->entity,
                                             KW_LAYER_COOCCURRENCE, 0, &number, err);
    if (status != KW_OK)
        return status;
    struct kw_draft_edge *edge = kw_draft_edge_at(d, number);
    if (edge->window_document != w->document) {
        int32_t date = d->documents.items[document].date;
        edge->window_document = w->document;
        edge->window_next = 0;
        kw_draft_edge_date(edge, date, date);
        status = kw_draft_edge_held(d, number, document, true, err);
        if (status != KW_OK)
            return status;
    }
    uint32_t start = now->unit + 1 > w->span ? now->unit + 1 - w->span : 0;
    uint32_t end = before->unit < w->last_start ? before->unit : w->last_start;
    if (start < edge->window_next)
        start = edge->window_next;
    if (start > end)
        return KW_OK;
    edge->mentions += end - start + 1;
    if (d->documents.items[document].counts)
        edge->windows += end - start + 1;
    edge->back = edge->mentions;
    edge->window_next = end + 1;
    struct kw_draft_quote candidate = quote_of(now, before);
    candidate.document = document;
    kw_draft_quote_offer(d, edge, &candidate);
    return kw_draft_edge_share(d, number, document, end - start + 1, true, err);
}

/* --- one document ----------------------------------------------------------------- */

static void expire(struct windows *w, uint32_t unit)
{
    size_t kept = 0;
    for (size_t i = 0; i < w->live_count; i++) {
        if ((uint64_t)w->live[i].unit + w->span > unit)
            w->live[kept++] = w->live[i];
    }
    w->live_count = kept;
}

/* Counts the windows from `fresh` on that hold `unit`, where an entity is named. */
static void count_windows(struct windows *w, uint32_t entity, uint32_t unit,
                          uint32_t fresh)
{
    uint32_t start = unit + 1 > w->span ? unit + 1 - w->span : 0;
    uint32_t end = unit < w->last_start ? unit : w->last_start;
    start = start > fresh ? start : fresh;
    if (start <= end && w->draft->documents.items[w->document - 1].counts)
        w->draft->entities.items[entity].node.windows += end - start + 1;
}

/* The entity among those open, named in `unit` now; NULL: there are too many. */
static struct live *find_or_add(struct windows *w, uint32_t entity, uint32_t unit)
{
    size_t i = 0;
    uint32_t fresh = 0;
    while (i < w->live_count && w->live[i].entity != entity)
        i++;
    if (i == KW_WINDOW_ENTITIES)
        return NULL;
    if (i == w->live_count)
        w->live[w->live_count++] = (struct live){.entity = entity};
    else
        fresh = w->live[i].unit + 1;
    count_windows(w, entity, unit, fresh);
    w->live[i].unit = unit;
    return &w->live[i];
}

/* Takes in all namings of one entity in one unit. */
static enum kw_status add_live(struct windows *w, const struct naming *namings,
                               size_t count, struct kw_error *err)
{
    struct live *now = find_or_add(w, namings->entity, namings->unit);
    if (!now) {
        w->cut = true;
        return KW_OK;
    }
    now->namings = namings;
    now->naming_count = count;
    for (size_t i = 0; i < w->live_count; i++) {
        if (&w->live[i] == now)
            continue;
        if (w->pairs_left == 0) {
            w->cut = true;
            return KW_OK;
        }
        w->pairs_left--;
        enum kw_status status = join(w, now, &w->live[i], err);
        if (status != KW_OK)
            return status;
    }
    return KW_OK;
}

static int by_place(const void *a, const void *b)
{
    const struct naming *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

static uint32_t last_start_of(const struct windows *w)
{
    uint32_t sentences = w->draft->documents.items[w->document - 1].sentences;
    uint32_t last = w->namings.items[w->namings.count - 1].unit;
    if (w->draft->view->sliding == 0)
        return last;
    if (sentences <= last)
        sentences = last + 1;
    return sentences > w->span ? sentences - w->span : 0;
}

static enum kw_status end_document(struct windows *w, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    struct naming *namings = w->namings.items;
    size_t count = w->namings.count, next;
    if (count == 0)
        return KW_OK;
    qsort(namings, count, sizeof *namings, by_place);
    w->last_start = last_start_of(w);
    w->pairs_left = KW_WINDOW_PAIRS;
    w->live_count = 0;
    w->cut = false;
    for (size_t i = 0; i < count && status == KW_OK; i = next) {
        if (i == 0 || namings[i].unit != namings[i - 1].unit)
            expire(w, namings[i].unit);
        for (next = i + 1; next < count && namings[next].unit == namings[i].unit &&
                           namings[next].entity == namings[i].entity;)
            next++;
        status = add_live(w, &namings[i], next - i, err);
    }
    w->draft->cut += w->cut;
    w->namings.count = 0;
    return status;
}

/* --- all documents ---------------------------------------------------------------- */

static uint32_t unit_of(const struct kw_view *view, const struct kw_naming_row *row)
{
    if (view->sliding || view->window == KW_WINDOW_SENTENCE)
        return row->sentence;
    return view->window == KW_WINDOW_PARAGRAPH ? row->paragraph : 0;
}

static bool in_time(const struct kw_view *view, int32_t date)
{
    return (view->since == KW_DAY_NONE || (date != KW_DAY_NONE && date >= view->since)) &&
           (view->until == KW_DAY_NONE || (date != KW_DAY_NONE && date <= view->until));
}

static enum kw_status add_naming(void *context, const struct kw_naming_row *row,
                                 struct kw_error *err)
{
    struct windows *w = context;
    struct kw_draft *d = w->draft;
    uint32_t entity, document;
    bool wanted, document_wanted;
    enum kw_status status = kw_draft_entity_number(d, row->entity, &entity, &wanted, err);
    if (status == KW_OK)
        status =
            kw_draft_document_number(d, row->document, &document, &document_wanted, err);
    if (status != KW_OK || !wanted || !document_wanted ||
        !in_time(d->view, d->documents.items[document].date))
        return status;
    if (document + 1 != w->document)
        status = end_document(w, err);
    if (status != KW_OK)
        return status;
    w->document = document + 1;
    struct naming *naming = KW_PUSH(d->scratch, &w->namings);
    if (!naming)
        return kw_nomem(err);
    *naming = (struct naming){unit_of(d->view, row), entity, row->sentence};
    return KW_OK;
}

/* Windows of a document, whoever is named in them. */
static uint64_t windows_of(const struct kw_view *view, const struct kw_draft_document *d)
{
    if (view->sliding)
        return d->sentences > view->sliding ? d->sentences - view->sliding + 1 : 1;
    if (view->window == KW_WINDOW_SENTENCE)
        return d->sentences;
    return view->window == KW_WINDOW_PARAGRAPH ? d->paragraphs : 1;
}

/* Chooses the document of each story that stands for it: the first one in the view. */
static enum kw_status choose_documents(struct kw_draft *d, struct kw_error *err)
{
    bool *chosen = KW_NEW(d->scratch, d->documents.count + 2, bool);
    if (!chosen)
        return kw_nomem(err);
    for (size_t i = 0; i < d->documents.count; i++) {
        struct kw_draft_document *document = &d->documents.items[i];
        document->counts = !chosen[document->story] && in_time(d->view, document->date) &&
                           kw_draft_published(d, (uint32_t)i);
        if (!document->counts)
            continue;
        chosen[document->story] = true;
        d->windows += windows_of(d->view, document);
    }
    return KW_OK;
}

enum kw_status kw_draft_windows(struct kw_draft *d, struct kw_error *err)
{
    struct windows w = {.draft = d, .span = d->view->sliding ? d->view->sliding : 1};
    w.live = KW_NEW(d->scratch, KW_WINDOW_ENTITIES, struct live);
    if (!w.live)
        return kw_nomem(err);
    enum kw_status status = choose_documents(d, err);
    if (status == KW_OK)
        status = d->rows->namings(d->rows->context, add_naming, &w, err);
    return status == KW_OK ? end_document(&w, err) : status;
}
