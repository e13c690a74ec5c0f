/* group.c - aggregates: rows to groups, groups to rows. */
#include <math.h>
#include <stdlib.h>

#include "query/function.h"

/* What one aggregate of one group has seen. */
struct total {
    uint64_t count;
    int64_t whole;     /* sum while all are integers and it fits */
    double sum, mean, squares; /* Welford, "Note on a method for calculating corrected
                                  sums of squares and products", 1962 */
    bool floating, over;
    struct kw_value best;      /* min, max; the percentile asked for */
    struct kw_value *items;    /* collect, percentiles */
    size_t capacity;
    void *distinct;            /* of kw_distinct_take */
};

struct group {
    struct kw_value *keys;
    struct kw_value *row; /* the first row, where columns mix keys and aggregates */
    struct total *totals;
    uint64_t hash;
    struct group *next; /* in the order they came */
};

struct groups {
    struct group **slots; /* open addressing */
    size_t slot_count, count;
    struct group *first, *last;
    size_t keys;
};

static bool grow(struct kw_run *run, struct groups *g)
{
    size_t count = g->slot_count ? g->slot_count * 2 : 64;
    struct group **slots = KW_GET(&run->kept, count, struct group *);
    if (!slots)
        return false;
    for (struct group *one = g->first; one; one = one->next) {
        size_t at = one->hash & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = one;
    }
    g->slots = slots;
    g->slot_count = count;
    return true;
}

static bool same(const struct group *group, const struct kw_value *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!kw_value_same(&group->keys[i], &keys[i]))
            return false;
    }
    return true;
}

static struct group *new_group(struct kw_run *run, const struct kw_step *step,
                               struct groups *g, const struct kw_value *keys)
{
    struct group *group = KW_GET(&run->kept, 1, struct group);
    if (!group)
        return NULL;
    group->keys = KW_GET(&run->kept, g->keys, struct kw_value);
    group->row = KW_GET(&run->kept, step->slots.count, struct kw_value);
    group->totals = KW_GET(&run->kept, step->aggregate_count, struct total);
    if (!group->keys || !group->row || !group->totals)
        return NULL;
    for (size_t i = 0; i < g->keys; i++) {
        if (!kw_value_copy(&run->kept, &keys[i], &group->keys[i]))
            return NULL;
    }
    for (size_t i = 0; keys && i < step->slots.count; i++) {
        if (!kw_value_copy(&run->kept, &run->row[step->slots.items[i]], &group->row[i]))
            return NULL;
    }
    if (g->last)
        g->last->next = group;
    else
        g->first = group;
    g->last = group;
    g->count++;
    return group;
}

static struct group *find_group(struct kw_run *run, const struct kw_step *step,
                                struct groups *g, const struct kw_value *keys)
{
    uint64_t hash = 5;
    for (size_t i = 0; i < g->keys; i++)
        hash = hash * 0x9E3779B97F4A7C15u + kw_value_hash(&keys[i]);
    if (g->count * 3 >= g->slot_count * 2 && !grow(run, g))
        return NULL;
    size_t at = hash & (g->slot_count - 1);
    while (g->slots[at]) {
        if (g->slots[at]->hash == hash && same(g->slots[at], keys, g->keys))
            return g->slots[at];
        at = (at + 1) & (g->slot_count - 1);
    }
    struct group *group = new_group(run, step, g, keys);
    if (group) {
        group->hash = hash;
        g->slots[at] = group;
    }
    return group;
}

/* --- one value into one aggregate ---------------------------------------------------- */

static enum kw_status add_number(struct kw_run *run, const struct kw_expr *e,
                                 struct total *t, const struct kw_value *v)
{
    if (!kw_is_number(v))
        return kw_run_fail(run, "%s takes numbers, not %s", e->function->name,
                           kw_value_kind_name(v->kind));
    double x = kw_value_number(v), before = x - t->mean;
    t->sum += x;
    t->mean += before / (double)t->count;
    t->squares += before * (x - t->mean);
    t->floating |= v->kind == KW_VALUE_FLOAT;
    if (v->kind == KW_VALUE_INTEGER)
        t->over |= __builtin_add_overflow(t->whole, v->as.integer, &t->whole);
    return KW_OK;
}

static enum kw_status add_item(struct kw_run *run, struct total *t,
                               const struct kw_value *v)
{
    size_t n = (size_t)t->count - 1;
    if (n == t->capacity) {
        size_t capacity = t->capacity ? 2 * t->capacity : 4;
        struct kw_value *items = KW_GET(&run->kept, capacity, struct kw_value);
        if (!items)
            return kw_run_nomem(run);
        for (size_t i = 0; i < n; i++)
            items[i] = t->items[i];
        t->items = items;
        t->capacity = capacity;
    }
    return kw_value_copy(&run->kept, v, &t->items[n]) ? KW_OK : kw_run_nomem(run);
}

static enum kw_status percentile_of(struct kw_run *run, const struct kw_expr *e,
                                    struct total *t)
{
    enum kw_status status = kw_eval(run, e->kids[1], &t->best);
    if (status != KW_OK)
        return status;
    if (!kw_is_number(&t->best) || !(kw_value_number(&t->best) >= 0) ||
        kw_value_number(&t->best) > 1)
        return kw_run_fail(run, "a percentile is a number from 0 to 1");
    return KW_OK;
}

static enum kw_status add(struct kw_run *run, const struct kw_expr *e, struct total *t,
                          const struct kw_value *v)
{
    bool better;
    enum kw_status status;
    t->count++;
    switch (e->function->aggregate) {
    case KW_AGG_COUNT:
        return KW_OK;
    case KW_AGG_MIN:
    case KW_AGG_MAX:
        better = e->function->aggregate == KW_AGG_MIN ? kw_value_order(v, &t->best) < 0
                                                      : kw_value_order(v, &t->best) > 0;
        if (t->count > 1 && !better)
            return KW_OK;
        return kw_value_copy(&run->kept, v, &t->best) ? KW_OK : kw_run_nomem(run);
    case KW_AGG_COLLECT:
        return add_item(run, t, v);
    case KW_AGG_PERCENTILE_CONT:
    case KW_AGG_PERCENTILE_DISC:
        status = percentile_of(run, e, t);
        if (status == KW_OK && !kw_is_number(v))
            return kw_run_fail(run, "percentiles are of numbers");
        return status == KW_OK ? add_item(run, t, v) : status;
    default:
        return add_number(run, e, t, v);
    }
}

static enum kw_status take(struct kw_run *run, const struct kw_expr *e, struct total *t)
{
    struct kw_value v;
    if (e->kind == KW_X_COUNT_ALL) {
        t->count++;
        return KW_OK;
    }
    enum kw_status status = kw_eval(run, e->kids[0], &v);
    if (status != KW_OK || kw_is_null(&v))
        return status;
    if (e->distinct) {
        /* The slot of the aggregate is free until the groups are given. */
        bool first;
        int slot = e->slot;
        struct kw_slots slots = {&slot, 1, 1};
        void *outside = run->states[0];
        run->row[slot] = v;
        run->states[0] = t->distinct;
        status = kw_distinct_take(run, 0, &slots, &first);
        t->distinct = run->states[0];
        run->states[0] = outside;
        if (status != KW_OK || !first)
            return status;
    }
    run->place = e;
    return add(run, e, t, &v);
}

enum kw_status kw_group_take(struct kw_run *run, const struct kw_step *step)
{
    struct groups *g = run->states[step->state];
    if (!g) {
        if (!(g = KW_GET(&run->kept, 1, struct groups)))
            return kw_run_nomem(run);
        for (size_t i = 0; i < step->items.count; i++)
            g->keys += !step->items.items[i].expr->aggregates;
        run->states[step->state] = g;
    }
    struct kw_region_mark mark = kw_region_mark(&run->scratch);
    struct kw_value *keys = KW_GET(&run->scratch, g->keys, struct kw_value);
    enum kw_status status = keys ? KW_OK : kw_run_nomem(run);
    for (size_t i = 0, k = 0; i < step->items.count && status == KW_OK; i++) {
        if (!step->items.items[i].expr->aggregates)
            status = kw_eval(run, step->items.items[i].expr, &keys[k++]);
    }
    struct group *group = status == KW_OK ? find_group(run, step, g, keys) : NULL;
    if (status == KW_OK && !group)
        status = kw_run_nomem(run);
    for (size_t i = 0; i < step->aggregate_count && status == KW_OK; i++)
        status = take(run, step->aggregates[i], &group->totals[i]);
    kw_region_rewind(&run->scratch, mark);
    return status;
}

/* --- results ------------------------------------------------------------------------- */

static int by_order(const void *a, const void *b)
{
    return kw_value_order(a, b);
}

static struct kw_value percentile(struct total *t, bool continuous)
{
    size_t n = (size_t)t->count;
    if (n == 0)
        return kw_null;
    qsort(t->items, n, sizeof *t->items, by_order);
    double p = kw_value_number(&t->best);
    if (!continuous) {
        double rank = ceil(p * (double)n);
        return t->items[rank < 1 ? 0 : (size_t)rank - 1];
    }
    double place = p * (double)(n - 1);
    size_t low = (size_t)place, high = low + 1 < n ? low + 1 : low;
    double a = kw_value_number(&t->items[low]), b = kw_value_number(&t->items[high]);
    return kw_value_float(a + (b - a) * (place - (double)low));
}

static enum kw_status result(struct kw_run *run, const struct kw_expr *e, struct total *t,
                             struct kw_value *out)
{
    struct kw_value_list *list;
    run->place = e;
    *out = kw_value_integer((int64_t)t->count);
    if (e->kind == KW_X_COUNT_ALL)
        return KW_OK;
    switch (e->function->aggregate) {
    case KW_AGG_SUM:
        if (t->over && !t->floating)
            return kw_run_fail(run, "the sum does not fit 64 bits");
        *out = t->floating ? kw_value_float(t->sum) : kw_value_integer(t->whole);
        return KW_OK;
    case KW_AGG_AVG:
        *out = t->count ? kw_value_float(t->sum / (double)t->count) : kw_null;
        return KW_OK;
    case KW_AGG_MIN:
    case KW_AGG_MAX:
        *out = t->count ? t->best : kw_null;
        return KW_OK;
    case KW_AGG_COLLECT:
        if (!(list = KW_GET(&run->kept, 1, struct kw_value_list)))
            return kw_run_nomem(run);
        *list = (struct kw_value_list){t->items, (size_t)t->count};
        *out = kw_value_items(list);
        return KW_OK;
    case KW_AGG_STDEV:
        *out = kw_value_float(t->count > 1 ? sqrt(t->squares / (double)(t->count - 1)) : 0);
        return KW_OK;
    case KW_AGG_STDEVP:
        *out = kw_value_float(t->count ? sqrt(t->squares / (double)t->count) : 0);
        return KW_OK;
    case KW_AGG_PERCENTILE_CONT:
    case KW_AGG_PERCENTILE_DISC:
        *out = percentile(t, e->function->aggregate == KW_AGG_PERCENTILE_CONT);
        return KW_OK;
    default:
        return KW_OK;
    }
}

static enum kw_status give(struct kw_run *run, const struct kw_flow *flow, size_t at,
                           struct group *group)
{
    const struct kw_step *step = &flow->chain->items[at];
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < step->slots.count; i++)
        run->row[step->slots.items[i]] = group->row[i];
    for (size_t i = 0; i < step->aggregate_count && status == KW_OK; i++)
        status = result(run, step->aggregates[i], &group->totals[i],
                        &run->row[step->aggregates[i]->slot]);
    for (size_t i = 0, k = 0; i < step->items.count && status == KW_OK; i++) {
        struct kw_item *item = &step->items.items[i];
        if (item->expr->aggregates)
            status = kw_eval(run, item->expr, &run->row[item->slot]);
        else
            run->row[item->slot] = group->keys[k++];
    }
    return status == KW_OK ? kw_flow_on(run, flow, at + 1) : status;
}

enum kw_status kw_group_give(struct kw_run *run, const struct kw_flow *flow, size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    struct groups *g = run->states[step->state], none = {0};
    size_t keys = 0;
    for (size_t i = 0; i < step->items.count; i++)
        keys += !step->items.items[i].expr->aggregates;
    if (!g)
        g = &none;
    /* Without keys there is one group, even of nothing. */
    if (!g->first && keys == 0 && !new_group(run, step, g, NULL))
        return kw_run_nomem(run);
    enum kw_status status = KW_OK;
    for (struct group *group = g->first; group && status == KW_OK; group = group->next) {
        struct kw_region_mark mark = kw_region_mark(&run->scratch);
        status = kw_run_tick(run);
        if (status == KW_OK)
            status = give(run, flow, at, group);
        kw_region_rewind(&run->scratch, mark);
    }
    return status;
}
