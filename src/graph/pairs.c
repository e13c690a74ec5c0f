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

/* What a document is in a unit; 0 is nothing that counts. */
static uint32_t unit_of(const struct kw_draft *d, enum kw_weight unit, uint32_t document)
{
    if (unit == KW_WEIGHT_DOCUMENTS)
        return document + 1;
    if (unit == KW_WEIGHT_OUTLETS)
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

/* How often each way occurs, in one unit. */
struct tally {
    uint64_t any, forward, backward;
};

static struct tally tally_units(uint64_t *units, size_t count, unsigned seen)
{
    struct tally t = {0};
    size_t next;
    qsort(units, count, sizeof *units, by_value);
    for (size_t i = 0; i < count; i = next) {
        unsigned here = 0;
        for (next = i; next < count && units[next] / 4 == units[i] / 4; next++)
            here |= (unsigned)(units[next] & 3);
        t.any++;
        t.forward += here & FORWARD ? 1 : 0;
        t.backward += here & BACKWARD ? 1 : 0;
    }
    /* Evidence of unknown publishers only still is one outlet's. */
    if (t.any == 0)
        t.any = 1;
    if (t.forward == 0 && (seen & FORWARD))
        t.forward = 1;
    if (t.backward == 0 && (seen & BACKWARD))
        t.backward = 1;
    return t;
}

static struct tally tally_mentions(const struct kw_draft *d, const struct member *members,
                                   size_t count)
{
    struct tally t = {0};
    for (size_t m = 0; m < count; m++) {
        const struct kw_draft_edge *edge = kw_draft_edge_at(d, members[m].edge);
        bool ordered = edge->source < edge->target;
        t.any += edge->mentions;
        t.forward += ordered ? edge->mentions : edge->back;
        t.backward += ordered ? edge->back : edge->mentions;
    }
    return t;
}

static struct tally tally(const struct kw_draft *d, const struct member *members,
                          size_t count, enum kw_weight unit, uint64_t *room)
{
    size_t used = 0;
    unsigned seen = 0;
    if (unit == KW_WEIGHT_MENTIONS)
        return tally_mentions(d, members, count);
    for (size_t m = 0; m < count; m++) {
        uint32_t number = members[m].edge;
        const struct kw_draft_edge *edge = kw_draft_edge_at(d, number);
        for (size_t i = d->starts[number]; i < d->starts[number + 1]; i++) {
            unsigned ways = directions(edge, d->held[i] & 1);
            uint32_t value = unit_of(d, unit, d->held[i] / 2);
            seen |= ways;
            if (value)
                room[used++] = (uint64_t)value * 4 + ways;
        }
    }
    return tally_units(room, used, seen);
}

static uint32_t narrow(uint64_t count)
{
    return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

static void unite(const struct kw_draft *d, const struct member *members, size_t count,
                  uint64_t *room, struct kw_pair *pair, struct kw_pair_counts *counts)
{
    const struct kw_draft_edge *shared = kw_draft_edge_windows(d, pair->a, pair->b);
    struct tally tallies[KW_WEIGHT_COUNT];
    for (unsigned u = 0; u < KW_WEIGHT_COUNT; u++)
        tallies[u] = tally(d, members, count, (enum kw_weight)u, room);
    pair->weight = narrow(tallies[d->view->weight].any);
    pair->forward = narrow(tallies[d->view->weight].forward);
    pair->backward = narrow(tallies[d->view->weight].backward);
    counts->mentions = narrow(tallies[KW_WEIGHT_MENTIONS].any);
    counts->documents = narrow(tallies[KW_WEIGHT_DOCUMENTS].any);
    counts->stories = narrow(tallies[KW_WEIGHT_STORIES].any);
    counts->outlets = narrow(tallies[KW_WEIGHT_OUTLETS].any);
    counts->windows = shared ? narrow(shared->windows) : 0;
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
    struct kw_pair_counts *counts = d->counts =
        KW_NEW(d->scratch, d->pair_count + 1, struct kw_pair_counts);
    if (!room || !pair || !counts)
        return kw_nomem(err);
    for (size_t i = 0; i < count; i = next, pair++, counts++) {
        for (next = i; next < count && members[next].a == members[i].a &&
                       members[next].b == members[i].b;)
            next++;
        pair->a = members[i].a;
        pair->b = members[i].b;
        unite(d, members + i, next - i, room, pair, counts);
    }
    return KW_OK;
}
