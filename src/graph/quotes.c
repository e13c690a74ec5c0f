/* quotes.c - the sentences that stand for an edge.
 *
 * The surest come first, but a second story is worth more than a second sentence of the
 * same one: candidates are ordered by how many better ones their story has, then by
 * confidence, document and place. Only the best DRAFT_QUOTES are ever held; dropping the
 * rest at once is safe, because a later candidate never moves one that was dropped ahead
 * of one that was kept (tests/unit/test_graph.c compares with sorting them all).
 */
#include "build.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"

/* --- choosing --------------------------------------------------------------------- */

static int compare(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_preference(const struct kw_draft_quote *a, const struct kw_draft_quote *b)
{
    int order = compare(b->confidence, a->confidence);
    if (order == 0)
        order = compare(a->document, b->document);
    if (order == 0)
        order = compare(a->place, b->place);
    if (order == 0)
        order = compare(a->other, b->other);
    if (order == 0) /* two statements of one sentence */
        order = compare(a->speaker, b->speaker);
    if (order == 0)
        order = compare(b->modality, a->modality);
    return order ? order : compare(a->polarity, b->polarity);
}

static bool same_sentence(const struct kw_draft_quote *a, const struct kw_draft_quote *b)
{
    return a->document == b->document && a->place == b->place && a->other == b->other;
}

/* How many of the better candidates before `at` are of its story. */
static size_t rank(const struct kw_draft *d, const struct kw_draft_quote *list, size_t at)
{
    size_t same = 0;
    uint32_t story = d->documents.items[list[at].document].story;
    for (size_t i = 0; i < at; i++)
        same += d->documents.items[list[i].document].story == story;
    return same;
}

/* Orders `count` candidates that are in order of preference by rank first. */
static void by_story(const struct kw_draft *d, struct kw_draft_quote *list, size_t count)
{
    struct kw_draft_quote ordered[DRAFT_QUOTES + 1];
    size_t placed = 0;
    for (size_t wanted = 0; placed < count; wanted++) {
        for (size_t i = 0; i < count; i++) {
            if (rank(d, list, i) == wanted)
                ordered[placed++] = list[i];
        }
    }
    memcpy(list, ordered, count * sizeof *list);
}

struct kw_draft_quote *kw_draft_quote_offer(const struct kw_draft *d,
                                            struct kw_draft_edge *edge,
                                            const struct kw_draft_quote *candidate)
{
    struct kw_draft_quote list[DRAFT_QUOTES + 1];
    size_t count = 0, at;
    for (size_t i = 0; i < edge->quote_count; i++) {
        const struct kw_draft_quote *old = &edge->quotes[i];
        if (!same_sentence(old, candidate))
            list[count++] = *old;
        else if (by_preference(old, candidate) <= 0)
            return NULL;
    }
    for (size_t i = 1; i < count; i++) { /* back from order of rank to preference */
        struct kw_draft_quote moved = list[i];
        for (at = i; at > 0 && by_preference(&moved, &list[at - 1]) < 0; at--)
            list[at] = list[at - 1];
        list[at] = moved;
    }
    for (at = count; at > 0 && by_preference(candidate, &list[at - 1]) < 0; at--)
        list[at] = list[at - 1];
    list[at] = *candidate;
    count++;
    by_story(d, list, count);
    edge->quote_count = count < DRAFT_QUOTES ? (uint32_t)count : DRAFT_QUOTES;
    memcpy(edge->quotes, list, edge->quote_count * sizeof *list);
    for (size_t i = 0; i < edge->quote_count; i++) {
        if (same_sentence(&edge->quotes[i], candidate))
            return &edge->quotes[i];
    }
    return NULL;
}

/* --- text ------------------------------------------------------------------------- */

struct kw_str kw_draft_quote_text(struct kw_arena *arena, struct kw_str sentence,
                                  size_t limit)
{
    /* Room for the text, or for as much of it as fits with the ellipsis. */
    size_t room = sentence.len < limit ? sentence.len : limit;
    char *text = kw_arena_alloc(arena, room + sizeof ELLIPSIS, 1);
    size_t used = 0, len;
    bool space = false;
    if (!text)
        return (struct kw_str){NULL, 0};
    for (size_t at = 0; at < sentence.len; at += len) {
        uint32_t code = kw_utf8_decode(sentence, at, &len);
        if (kw_is_space(code) || code == 0xFFFFFFFF) {
            space = used > 0;
            continue;
        }
        if (used + space + len + (sizeof ELLIPSIS - 1) > limit &&
            used + space + (sentence.len - at) > limit) {
            memcpy(text + used, ELLIPSIS, sizeof ELLIPSIS - 1);
            return (struct kw_str){text, used + sizeof ELLIPSIS - 1};
        }
        if (space)
            text[used++] = ' ';
        memcpy(text + used, sentence.ptr + at, len);
        used += len;
        space = false;
    }
    return (struct kw_str){text, used};
}

/* --- the sentences of windows ----------------------------------------------------- */

/* A sentence that some chosen edge wants, and its text. */
struct wanted {
    uint32_t document;  /* number */
    uint32_t sentence;  /* number in the document */
    struct kw_str text; /* cut; NULL until it was fetched */
};

static int by_document(const void *a, const void *b)
{
    const struct wanted *x = a, *y = b;
    int order = compare(x->document, y->document);
    return order ? order : compare(x->sentence, y->sentence);
}

/* Every sentence wanted, once each, in order. */
static enum kw_status collect(const struct kw_draft *d, struct wanted **out,
                              size_t *out_count, struct kw_error *err)
{
    KW_VEC(struct wanted) list = {0};
    for (size_t i = 0; i < d->edge_count; i++) {
        const struct kw_draft_edge *e = kw_draft_edge_at(d, i);
        if (!e->chosen || e->layer != KW_LAYER_COOCCURRENCE)
            continue;
        for (size_t j = 0; j < 2 * e->quote_count; j++) {
            const struct kw_draft_quote *q = &e->quotes[j / 2];
            struct wanted *one = KW_PUSH(d->scratch, &list);
            if (!one)
                return kw_nomem(err);
            *one = (struct wanted){q->document, j % 2 ? q->other : q->place, {NULL, 0}};
        }
    }
    size_t kept = 0;
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_document);
    for (size_t i = 0; i < list.count; i++) {
        if (kept == 0 || by_document(&list.items[i], &list.items[kept - 1]) != 0)
            list.items[kept++] = list.items[i];
    }
    *out = list.items;
    *out_count = kept;
    return KW_OK;
}

/* Fetches the sentences; the arena for their full length is used again each time. */
static enum kw_status fetch(const struct kw_draft *d, struct wanted *list, size_t count,
                            struct kw_arena *arena, struct kw_error *err)
{
    struct kw_arena *whole = kw_arena_new();
    enum kw_status status = whole ? KW_OK : kw_nomem(err);
    for (size_t i = 0; i < count && status == KW_OK; i++) {
        struct kw_str sentence = {NULL, 0};
        int64_t id = d->documents.items[list[i].document].id;
        status = d->rows->sentence(d->rows->context, id, list[i].sentence, whole,
                                   &sentence, err);
        if (status != KW_OK)
            break;
        list[i].text = kw_draft_quote_text(arena, sentence, KW_QUOTE_LIMIT);
        if (!list[i].text.ptr)
            status = kw_nomem(err);
        kw_arena_reset(whole);
    }
    kw_arena_free(whole);
    return status;
}

static struct kw_str text_of(const struct wanted *list, size_t count, uint32_t document,
                             uint32_t sentence)
{
    struct wanted key = {document, sentence, {NULL, 0}};
    const struct wanted *hit = bsearch(&key, list, count, sizeof key, by_document);
    return hit->text;
}

/* Both sentences of a quote, each cut to its half. */
static struct kw_str joined(struct kw_arena *arena, struct kw_str a, struct kw_str b)
{
    const size_t half = (KW_QUOTE_LIMIT - 5) / 2; /* " ... " takes 5 bytes */
    a = kw_draft_quote_text(arena, a, half);
    b = kw_draft_quote_text(arena, b, half);
    if (!a.ptr || !b.ptr)
        return (struct kw_str){NULL, 0};
    return kw_arena_printf(arena, "%.*s " ELLIPSIS " %.*s", KW_STR_ARG(a), KW_STR_ARG(b));
}

enum kw_status kw_draft_quote_windows(struct kw_draft *d, struct kw_arena *arena,
                                      struct kw_error *err)
{
    struct wanted *list = NULL;
    size_t count = 0;
    enum kw_status status = collect(d, &list, &count, err);
    if (status == KW_OK)
        status = fetch(d, list, count, arena, err);
    for (size_t i = 0; i < d->edge_count && status == KW_OK; i++) {
        struct kw_draft_edge *e = kw_draft_edge_at(d, i);
        if (!e->chosen || e->layer != KW_LAYER_COOCCURRENCE)
            continue;
        for (size_t j = 0; j < e->quote_count && status == KW_OK; j++) {
            struct kw_draft_quote *q = &e->quotes[j];
            q->text = text_of(list, count, q->document, q->place);
            if (q->other != q->place)
                q->text =
                    joined(arena, q->text, text_of(list, count, q->document, q->other));
            if (!q->text.ptr)
                status = kw_nomem(err);
        }
    }
    return status;
}
