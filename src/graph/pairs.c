/* pairs.c - the simple graph: every two entities that edges join, their evidence united.
 *
 * A story that both states a relation and names the two in one sentence counts once. */
#include "build.h"

#include <stdlib.h>

enum { FORWARD = 1, BACKWARD = 2 };

/* A chosen edge under its pair. */
struct member {
    uint32_t a, b; /* the ends, the smaller first */
    uint32_t edge; /* number */
};

static int by_pair(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    return (x->edge > y->edge) - (x->edge < y->edge);
}

static enum kw_status members_of(const struct kw_draft *d, struct member **out,
                                 size_t *out_count, struct kw_error *err)
{
    size_t count = 0;
    struct member *members = KW_NEW(d->scratch, d->edge_count + 1, struct member);
    if (!members)
        return kw_nomem(err);
    for (size_t i = 0; i < d->edge_count; i++) {
        const struct kw_draft_edge *e = kw_draft_edge_at(d, i);
        bool ordered = e->source < e->target;
        if (e->chosen)
            members[count++] =
                (struct member){ordered ? e->source : e->target,
                                ordered ? e->target : e->source, (uint32_t)i};
    }
    qsort(members, count, sizeof *members, by_pair);
    *out = members;
    *out_count = count;
    return KW_OK;
}

/* What a document is in the view's unit; 0 is nothing that counts. */
static uint32_t unit_of(const struct kw_draft *d, uint32_t document)
{
    if (d->view->weight == KW_WEIGHT_DOCUMENTS)
        return document + 1;
    if (d->view->weight == KW_WEIGHT_OUTLETS)
        return d->documents.items[document].outlet;
    return d->documents.items[document].story;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Directions in which evidence of an edge leads, seen from the pair (a, b). */
static unsigned directions(const struct kw_draft_edge *edge, bool back)
{
    if (back)
        return FORWARD | BACKWARD;
    return edge->source < edge->target ? FORWARD : BACKWARD;
}

static void count_units(uint64_t *units, size_t count, unsigned seen,
                        struct kw_pair *pair)
{
    size_t next;
    qsort(units, count, sizeof *units, by_value);
    for (size_t i = 0; i < count; i = next) {
        unsigned here = 0;
        for (next = i; next < count && units[next] / 4 == units[i] / 4; next++)
            here |= (unsigned)(units[next] & 3);
        pair->weight++;
        pair->forward += here & FORWARD ? 1 : 0;
        pair->backward += here & BACKWARD ? 1 : 0;
    }
    /* Evidence of unknown publishers only still is one outlet's. */
    if (pair->weight == 0)
        pair->weight = 1;
    if (pair->forward == 0 && (seen & FORWARD))
        pair->forward = 1;
    if (pair->backward == 0 && (seen & BACKWARD))
        pair->backward = 1;
}

static void add_mentions(const struct kw_draft_edge *edge, struct kw_pair *pair)
{
    bool ordered = edge->source < edge->target;
    pair->weight += edge->mentions;
    pair->forward += ordered ? edge->mentions : edge->back;
    pair->backward += ordered ? edge->back : edge->mentions;
}

static void unite(const struct kw_draft *d, const struct member *members, size_t count,
                  uint64_t *room, struct kw_pair *pair)
{
    size_t used = 0;
    unsigned seen = 0;
    for (size_t m = 0; m < count; m++) {
        uint32_t number = members[m].edge;
        const struct kw_draft_edge *edge = kw_draft_edge_at(d, number);
        if (d->view->weight == KW_WEIGHT_MENTIONS) {
            add_mentions(edge, pair);
            continue;
        }
        for (size_t i = d->starts[number]; i < d->starts[number + 1]; i++) {
            unsigned ways = directions(edge, d->held[i] & 1);
            uint32_t unit = unit_of(d, d->held[i] / 2);
            seen |= ways;
            if (unit)
                room[used++] = (uint64_t)unit * 4 + ways;
        }
    }
    if (d->view->weight != KW_WEIGHT_MENTIONS)
        count_units(room, used, seen, pair);
}

enum kw_status kw_draft_pairs(struct kw_draft *d, struct kw_error *err)
{
    struct member *members = NULL;
    size_t count = 0, next, most = 0;
    enum kw_status status = members_of(d, &members, &count, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < count; i = next) {
        size_t held = 0;
        for (next = i; next < count && members[next].a == members[i].a &&
                       members[next].b == members[i].b;
             next++)
            held += d->starts[members[next].edge + 1] - d->starts[members[next].edge];
        most = held > most ? held : most;
        d->pair_count++;
    }
    uint64_t *room = KW_NEW(d->scratch, most + 1, uint64_t);
    struct kw_pair *pair = d->pairs =
        KW_NEW(d->scratch, d->pair_count + 1, struct kw_pair);
    if (!room || !pair)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i = next, pair++) {
        for (next = i; next < count && members[next].a == members[i].a &&
                       members[next].b == members[i].b;)
            next++;
        pair->a = members[i].a;
        pair->b = members[i].b;
        unite(d, members + i, next - i, room, pair);
    }
    return KW_OK;
}
