/* gather.c - joins findings, picks the best evidence, sorts. */
#include "relate/gather.h"

#include <stdlib.h>

enum { KEY = 10 };

static void put32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (8 * i));
}

/* The key of a distinct statement, in the arena. ptr is NULL when memory is out. */
static struct kw_str key_of(struct kw_arena *arena, const struct kw_statement *s)
{
    unsigned char bytes[KEY];
    put32(bytes, s->subject);
    put32(bytes + 4, s->object);
    bytes[8] = (unsigned char)s->type;
    bytes[9] = (unsigned char)s->polarity;
    return kw_arena_copy(arena, (struct kw_str){(const char *)bytes, KEY});
}

/* A flat statement beats a reported one (GUIDELINES), then the surer construction, then
 * the one that knows when; of equals the first in the text stays. */
static bool better(const struct kw_statement *a, const struct kw_statement *b)
{
    if (a->modality != b->modality)
        return a->modality > b->modality;
    if (a->confidence != b->confidence)
        return a->confidence > b->confidence;
    return a->time.precision != KW_PRECISION_NONE &&
           b->time.precision == KW_PRECISION_NONE;
}

/* What the better evidence leaves open, the other may know. */
static void complete(struct kw_statement *s, const struct kw_statement *other)
{
    if (s->time.precision == KW_PRECISION_NONE)
        s->time = other->time;
    if (!s->item)
        s->item = other->item;
    if (!s->place)
        s->place = other->place;
    if (s->title.len < other->title.len && s->title.len == 0)
        s->title = other->title;
}

static enum kw_status join(struct kw_gather *gather, struct kw_gathered *g,
                           const struct kw_finding *finding, struct kw_error *err)
{
    struct kw_statement old = g->best, new = finding->statement;
    struct kw_span last = g->sentences.items[g->sentences.count - 1];
    if (finding->sentence.start != last.start) {
        struct kw_span *span = KW_PUSH(gather->arena, &g->sentences);
        if (!span)
            return kw_nomem(err);
        *span = finding->sentence;
    }
    if (better(&new, &old)) {
        complete(&new, &old);
        g->best = new;
        g->sentence = finding->sentence;
    } else {
        complete(&g->best, &new);
    }
    return KW_OK;
}

static enum kw_status add_new(struct kw_gather *gather, struct kw_str key,
                              const struct kw_finding *finding, struct kw_error *err)
{
    struct kw_gathered *g = KW_PUSH(gather->arena, &gather->found);
    if (!g)
        return kw_nomem(err);
    g->best = finding->statement;
    g->sentence = finding->sentence;
    struct kw_span *span = KW_PUSH(gather->arena, &g->sentences);
    if (!span)
        return kw_nomem(err);
    *span = finding->sentence;
    return kw_map_put(&gather->index, gather->arena, key, (uint32_t)gather->found.count,
                      err);
}

enum kw_status kw_gather_add(struct kw_gather *gather, const struct kw_finding *finding,
                             struct kw_error *err)
{
    struct kw_finding f = *finding;
    struct kw_statement *s = &f.statement;
    bool symmetric = kw_relation_label(s->type)->symmetric;
    if (!kw_ends_suit(gather->references, s->type, s->subject, s->object) &&
        !(symmetric && kw_ends_suit(gather->references, s->type, s->object, s->subject)))
        return KW_OK;
    if (symmetric && s->subject > s->object) {
        uint32_t subject = s->subject;
        s->subject = s->object;
        s->object = subject;
    }
    struct kw_str key = key_of(gather->arena, s);
    if (!key.ptr)
        return kw_nomem(err);
    uint32_t number = kw_map_get(&gather->index, key);
    if (number)
        return join(gather, &gather->found.items[number - 1], &f, err);
    return add_new(gather, key, &f, err);
}

enum kw_status kw_gather_open(struct kw_gather *gather, struct kw_open open,
                              struct kw_error *err)
{
    struct kw_open *new = KW_PUSH(gather->arena, &gather->opens);
    if (!new)
        return kw_nomem(err);
    *new = open;
    return KW_OK;
}

static int by_number(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_place(const void *a, const void *b)
{
    const struct kw_statement *x = a, *y = b;
    int order = by_number(x->evidence[0].start, y->evidence[0].start);
    order = order ? order : by_number(x->phrase.start, y->phrase.start);
    order = order ? order : by_number(x->phrase.end, y->phrase.end);
    order = order ? order : by_number(x->subject, y->subject);
    order = order ? order : by_number(x->object, y->object);
    order = order ? order : by_number(x->type, y->type);
    return order ? order : by_number(x->polarity, y->polarity);
}

/* The sentences of a statement, the best one first and the others in text order. */
static const struct kw_span *order_evidence(struct kw_arena *arena,
                                            const struct kw_gathered *g)
{
    struct kw_span *spans = KW_NEW(arena, g->sentences.count, struct kw_span);
    if (!spans)
        return NULL;
    size_t count = 0;
    spans[count++] = g->sentence;
    for (size_t i = 0; i < g->sentences.count; i++) {
        if (g->sentences.items[i].start != g->sentence.start)
            spans[count++] = g->sentences.items[i];
    }
    return spans;
}

enum kw_status kw_gather_finish(struct kw_gather *gather, struct kw_statements *out,
                                struct kw_error *err)
{
    size_t count = gather->found.count;
    struct kw_statement *items = KW_NEW(gather->arena, count + 1, struct kw_statement);
    if (!items)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i++) {
        const struct kw_gathered *g = &gather->found.items[i];
        items[i] = g->best;
        items[i].evidence = order_evidence(gather->arena, g);
        items[i].evidence_count = g->sentences.count;
        if (!items[i].evidence)
            return kw_nomem(err);
    }
    if (count)
        qsort(items, count, sizeof *items, by_place);
    *out = (struct kw_statements){.items = items,
                                  .count = count,
                                  .opens = gather->opens.items,
                                  .open_count = gather->opens.count,
                                  .pronouns = gather->pronouns.items,
                                  .pronoun_count = gather->pronouns.count};
    return KW_OK;
}
