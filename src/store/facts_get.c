/* facts_get.c - the block of one document, as it was put. */
#include "base/utf8.h"
#include "store/inner.h"

/* What the callbacks of one kw_store_get fill. */
struct getting {
    struct kw_arena *arena;
    struct kw_extraction *out;
    struct kw_origin *origin; /* or NULL */
    int64_t id;               /* of the document; 0: not found */
    int64_t seal;             /* of its block as it was put */
    KW_VEC(struct kw_span) spans;
    KW_VEC(struct kw_mention) mentions;
    KW_VEC(struct kw_referent) referents;
    KW_VEC(struct kw_statement) statements;
    KW_VEC(struct kw_open) opens;
};

static bool copy(struct kw_arena *arena, struct kw_str from, struct kw_str *to)
{
    *to = kw_arena_copy(arena, from);
    return to->ptr != NULL;
}

static enum kw_status take_document(void *context, const struct kw_cell *c,
                                    struct kw_error *err)
{
    struct getting *g = context;
    struct kw_document *d = &g->out->document;
    struct kw_str path;
    bool ok = copy(g->arena, c[1].text, &d->source) &&
              copy(g->arena, c[2].text, &d->publisher) &&
              copy(g->arena, c[3].text, &d->language) &&
              copy(g->arena, c[5].text, &g->out->fingerprint) &&
              copy(g->arena, c[6].text, &path) && copy(g->arena, c[9].text, &d->title) &&
              copy(g->arena, c[10].text, &d->text) &&
              copy(g->arena, c[11].text, &d->original) &&
              copy(g->arena, c[12].text, &d->key) &&
              copy(g->arena, c[14].text, &d->author);
    if (!ok)
        return kw_nomem(err);
    g->id = c[0].number;
    g->seal = c[13].number;
    d->date = (int32_t)c[4].number;
    if (g->origin)
        *g->origin = (struct kw_origin){.path = path,
                                        .hash = (uint64_t)c[7].number,
                                        .size = c[8].number,
                                        .given = c[15].number != 0};
    return KW_OK;
}

static enum kw_status take_span(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct getting *g = context;
    struct kw_span *span = KW_PUSH(g->arena, &g->spans);
    if (!span)
        return kw_nomem(err);
    *span = (struct kw_span){(uint32_t)c[0].number, (uint32_t)c[1].number};
    return KW_OK;
}

static enum kw_status get_spans(struct kw_store *store, struct getting *g,
                                enum kw_query query, const struct kw_span **spans,
                                size_t *count, struct kw_error *err)
{
    g->spans.items = NULL;
    g->spans.count = g->spans.capacity = 0;
    enum kw_status status = kw_store_each(store, query, take_span, g, err, g->id);
    *spans = g->spans.items;
    *count = g->spans.count;
    return status;
}

static enum kw_status take_referent(void *context, const struct kw_cell *c,
                                    struct kw_error *err)
{
    struct getting *g = context;
    struct kw_referent *r = KW_PUSH(g->arena, &g->referents);
    if (!r || !copy(g->arena, c[0].text, &r->name) ||
        !copy(g->arena, c[2].text, &r->kind) || !copy(g->arena, c[3].text, &r->id))
        return kw_nomem(err);
    r->type = (enum kw_type)c[1].number;
    return KW_OK;
}

static enum kw_status take_mention(void *context, const struct kw_cell *c,
                                   struct kw_error *err)
{
    struct getting *g = context;
    struct kw_mention *m = KW_PUSH(g->arena, &g->mentions);
    if (!m)
        return kw_nomem(err);
    m->span = (struct kw_span){(uint32_t)c[0].number, (uint32_t)c[1].number};
    m->kind = (enum kw_mention_kind)c[2].number;
    m->referent = (uint32_t)c[3].number;
    return KW_OK;
}

static enum kw_status take_statement(void *context, const struct kw_cell *c,
                                     struct kw_error *err)
{
    struct getting *g = context;
    struct kw_statement *s = KW_PUSH(g->arena, &g->statements);
    if (!s || !copy(g->arena, c[13].text, &s->title))
        return kw_nomem(err);
    s->subject = (uint32_t)c[1].number;
    s->type = (enum kw_relation)c[2].number;
    s->object = (uint32_t)c[3].number;
    s->polarity = (enum kw_polarity)c[4].number;
    s->modality = (enum kw_modality)c[5].number;
    s->speaker = (uint32_t)c[6].number;
    s->place = (uint32_t)c[7].number;
    s->item = (uint32_t)c[8].number;
    s->time =
        (struct kw_time){(int32_t)c[9].number, (int32_t)c[10].number,
                         (enum kw_precision)c[11].number, (enum kw_basis)c[12].number};
    s->phrase = (struct kw_span){(uint32_t)c[14].number, (uint32_t)c[15].number};
    s->confidence = (unsigned)c[16].number;
    return KW_OK;
}

/* Counts now; kw_store_get points them into the array once it has stopped moving. */
static enum kw_status take_evidence(void *context, const struct kw_cell *c,
                                    struct kw_error *err)
{
    struct getting *g = context;
    if (c[0].number < 0 || (uint64_t)c[0].number >= g->statements.count)
        return kw_fail(err, KW_STORE, "evidence of no statement: the store is damaged");
    g->statements.items[c[0].number].evidence_count++;
    return take_span(g, c + 1, err);
}

static enum kw_status take_open(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct getting *g = context;
    struct kw_open *o = KW_PUSH(g->arena, &g->opens);
    if (!o || !copy(g->arena, c[4].text, &o->lemma))
        return kw_nomem(err);
    o->subject = (uint32_t)c[0].number;
    o->object = (uint32_t)c[1].number;
    o->phrase = (struct kw_span){(uint32_t)c[2].number, (uint32_t)c[3].number};
    o->evidence = (struct kw_span){(uint32_t)c[5].number, (uint32_t)c[6].number};
    return KW_OK;
}

static enum kw_status get_statements(struct kw_store *store, struct getting *g,
                                     struct kw_error *err)
{
    const struct kw_span *evidence = NULL;
    size_t count = 0;
    enum kw_status status =
        kw_store_each(store, KW_Q_STATEMENTS, take_statement, g, err, g->id);
    if (status != KW_OK)
        return status;
    g->spans.items = NULL;
    g->spans.count = g->spans.capacity = 0;
    status = kw_store_each(store, KW_Q_EVIDENCES, take_evidence, g, err, g->id);
    evidence = g->spans.items;
    for (size_t i = 0; i < g->statements.count && status == KW_OK; i++) {
        g->statements.items[i].evidence = evidence + count;
        count += g->statements.items[i].evidence_count;
    }
    if (status == KW_OK)
        status = kw_store_each(store, KW_Q_OPENS, take_open, g, err, g->id);
    return status;
}

static enum kw_status get_block(struct kw_store *store, struct getting *g,
                                struct kw_error *err)
{
    struct kw_extraction *x = g->out;
    enum kw_status status =
        get_spans(store, g, KW_Q_SENTENCES, &x->sentences, &x->sentence_count, err);
    if (status == KW_OK)
        status = get_spans(store, g, KW_Q_PARAGRAPHS, &x->paragraphs, &x->paragraph_count,
                           err);
    if (status == KW_OK)
        status = get_spans(store, g, KW_Q_FURNITURES, &x->document.furniture,
                           &x->document.furniture_count, err);
    if (status == KW_OK)
        status = kw_store_each(store, KW_Q_REFERENTS, take_referent, g, err, g->id);
    if (status == KW_OK)
        status = kw_store_each(store, KW_Q_MENTIONS, take_mention, g, err, g->id);
    if (status == KW_OK)
        status = get_statements(store, g, err);
    x->referents = g->referents.items;
    x->referent_count = g->referents.count;
    x->mentions = g->mentions.items;
    x->mention_count = g->mentions.count;
    x->statements = g->statements.items;
    x->statement_count = g->statements.count;
    x->opens = g->opens.items;
    x->open_count = g->opens.count;
    return status;
}

/* --- what a file may not make us believe ------------------------------------------- */

static bool starts_character(struct kw_str text, uint32_t at)
{
    return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static bool spans_fit(struct kw_str text, const struct kw_span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (spans[i].start > spans[i].end || spans[i].end > text.len ||
            !starts_character(text, spans[i].start) ||
            !starts_character(text, spans[i].end))
            return false;
    return true;
}

static bool statement_fits(const struct kw_extraction *x, const struct kw_statement *s)
{
    size_t most = x->referent_count;
    return s->subject >= 1 && s->subject <= most && s->object >= 1 && s->object <= most &&
           s->speaker <= most && s->place <= most && s->item <= most &&
           s->type > KW_RELATION_NONE && s->type < KW_RELATION_COUNT &&
           s->modality > KW_MODALITY_NONE && s->modality < KW_MODALITY_COUNT &&
           (s->polarity == KW_POSITIVE || s->polarity == KW_NEGATIVE) &&
           s->time.precision < KW_PRECISION_COUNT && s->time.basis < KW_BASIS_COUNT &&
           s->evidence_count > 0 && spans_fit(x->document.text, &s->phrase, 1) &&
           spans_fit(x->document.text, s->evidence, s->evidence_count);
}

/* Everything points into the text and into the tables: a store may come from anybody. */
static bool block_fits(const struct kw_extraction *x)
{
    struct kw_str text = x->document.text;
    bool fits = spans_fit(text, x->sentences, x->sentence_count) &&
                spans_fit(text, x->paragraphs, x->paragraph_count) &&
                spans_fit(text, x->document.furniture, x->document.furniture_count);
    for (size_t i = 0; i < x->referent_count && fits; i++)
        fits =
            x->referents[i].type > KW_TYPE_NONE && x->referents[i].type < KW_TYPE_COUNT;
    for (size_t i = 0; i < x->mention_count && fits; i++) {
        const struct kw_mention *m = &x->mentions[i];
        fits = m->kind > KW_MENTION_NONE && m->kind < KW_MENTION_COUNT &&
               m->referent >= 1 && m->referent <= x->referent_count &&
               spans_fit(text, &m->span, 1);
    }
    for (size_t i = 0; i < x->statement_count && fits; i++)
        fits = statement_fits(x, &x->statements[i]);
    for (size_t i = 0; i < x->open_count && fits; i++) {
        const struct kw_open *o = &x->opens[i];
        fits = o->subject >= 1 && o->subject <= x->referent_count && o->object >= 1 &&
               o->object <= x->referent_count && spans_fit(text, &o->phrase, 1) &&
               spans_fit(text, &o->evidence, 1);
    }
    return fits;
}

enum kw_status kw_store_get(struct kw_store *store, struct kw_str key,
                            struct kw_arena *arena, struct kw_extraction *out,
                            struct kw_origin *origin, struct kw_error *err)
{
    struct kw_extraction x = {0};
    struct kw_origin from = {0};
    struct getting g = {.arena = arena, .out = &x, .origin = &from};
    enum kw_status status =
        kw_store_each(store, KW_Q_DOCUMENT_GET, take_document, &g, err, key);
    if (status != KW_OK)
        return status;
    if (g.id == 0)
        return kw_fail(err, KW_NOTFOUND, "%.*s: no such document", KW_STR_ARG(key));
    status = get_block(store, &g, err);
    if (status == KW_OK && !block_fits(&x))
        status = kw_fail(err, KW_STORE,
                         "%.*s: its facts do not fit its text: the store is damaged",
                         KW_STR_ARG(key));
    if (status != KW_OK)
        return status;
    *out = x;
    if (origin)
        *origin = from;
    return KW_OK;
}

/* --- from a damaged store ---------------------------------------------------------- */

static bool row_is_sound(const struct kw_document *d, const struct kw_origin *from)
{
    return d->key.len > 0 && kw_utf8_valid(d->key) && kw_utf8_valid(d->source) &&
           kw_utf8_valid(d->title) && kw_utf8_valid(d->publisher) &&
           kw_utf8_valid(d->author) && kw_utf8_valid(d->language) &&
           kw_utf8_valid(d->text) && kw_utf8_valid(from->path);
}

enum kw_status kw_store_salvage(struct kw_store *store, int64_t id,
                                struct kw_arena *arena, struct kw_extraction *out,
                                struct kw_origin *origin, bool *whole,
                                struct kw_error *err)
{
    struct kw_extraction x = {0};
    struct kw_origin from = {0};
    uint64_t seal = 0;
    struct getting g = {.arena = arena, .out = &x, .origin = &from};
    enum kw_status status =
        kw_store_each(store, KW_Q_DOCUMENT_SALVAGE, take_document, &g, err, id);
    if (status != KW_OK)
        return status;
    if (g.id == 0)
        return kw_fail(err, KW_NOTFOUND, "no document has the number %lld",
                       (long long)id);
    if (!row_is_sound(&x.document, &from))
        return kw_fail(err, KW_STORE, "document %lld: its text is damaged",
                       (long long)id);
    status = get_block(store, &g, NULL);
    if (status == KW_NOMEM)
        return kw_nomem(err);
    if (status == KW_INTERRUPTED) /* says nothing of the facts */
        return kw_fail(err, status, "interrupted");
    *whole = status == KW_OK && block_fits(&x);
    if (*whole)
        status = kw_store_seal(&x, &seal, err);
    if (*whole && status != KW_OK)
        return status;
    *whole = *whole && seal == (uint64_t)g.seal;
    *out = x;
    from.given = from.given && *whole;
    if (!*whole) {
        *out = (struct kw_extraction){.document = x.document};
        out->document.furniture = NULL;
        out->document.furniture_count = 0;
        out->fingerprint = KW_STR("");
    }
    *origin = from;
    return KW_OK;
}
