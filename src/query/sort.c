/* sort.c - rows held until all have come: DISTINCT and ORDER BY. */
#include <stdlib.h>

#include "query/run.h"

static enum kw_status keep_slots(struct kw_run *run, const struct kw_slots *slots,
                                 struct kw_value *to)
{
    for (size_t i = 0; i < slots->count; i++) {
        if (!kw_value_copy(&run->kept, &run->row[slots->items[i]], &to[i]))
            return kw_run_nomem(run);
    }
    return KW_OK;
}

/* --- distinct ------------------------------------------------------------------------ */

struct seen {
    struct kw_value **rows; /* open addressing; a power of two, or none */
    uint64_t *hashes;
    size_t slots, count;
};

static bool grow_seen(struct kw_run *run, struct seen *seen)
{
    size_t slots = seen->slots ? seen->slots * 2 : 64;
    struct kw_value **rows = KW_GET(&run->kept, slots, struct kw_value *);
    uint64_t *hashes = KW_GET(&run->kept, slots, uint64_t);
    if (!rows || !hashes)
        return false;
    for (size_t i = 0; i < seen->slots; i++) {
        if (!seen->rows[i])
            continue;
        size_t at = seen->hashes[i] & (slots - 1);
        while (rows[at])
            at = (at + 1) & (slots - 1);
        rows[at] = seen->rows[i];
        hashes[at] = seen->hashes[i];
    }
    seen->rows = rows;
    seen->hashes = hashes;
    seen->slots = slots;
    return true;
}

static bool same_row(const struct kw_run *run, const struct kw_slots *slots,
                     const struct kw_value *row)
{
    for (size_t i = 0; i < slots->count; i++) {
        if (!kw_value_same(&run->row[slots->items[i]], &row[i]))
            return false;
    }
    return true;
}

enum kw_status kw_distinct_take(struct kw_run *run, size_t state,
                                const struct kw_slots *slots, bool *first)
{
    struct seen *seen = run->states[state];
    if (!seen) {
        if (!(seen = KW_GET(&run->kept, 1, struct seen)))
            return kw_run_nomem(run);
        run->states[state] = seen;
    }
    if (seen->count * 3 >= seen->slots * 2 && !grow_seen(run, seen))
        return kw_run_nomem(run);
    uint64_t hash = 7;
    for (size_t i = 0; i < slots->count; i++)
        hash = hash * 0x9E3779B97F4A7C15u + kw_value_hash(&run->row[slots->items[i]]);
    size_t at = hash & (seen->slots - 1);
    while (seen->rows[at]) {
        if (seen->hashes[at] == hash && same_row(run, slots, seen->rows[at])) {
            *first = false;
            return KW_OK;
        }
        at = (at + 1) & (seen->slots - 1);
    }
    struct kw_value *row = KW_GET(&run->kept, slots->count, struct kw_value);
    if (!row)
        return kw_run_nomem(run);
    enum kw_status status = keep_slots(run, slots, row);
    if (status != KW_OK)
        return status;
    seen->rows[at] = row;
    seen->hashes[at] = hash;
    seen->count++;
    *first = true;
    return KW_OK;
}

/* --- order --------------------------------------------------------------------------- */

struct sorted_row {
    struct kw_value *keys, *values;
    uint64_t number; /* ties keep their order */
    const struct kw_step *step;
};

struct sorting {
    struct sorted_row *rows;
    size_t count, capacity;
    uint64_t most;  /* rows that are wanted; UINT64_MAX: all */
    uint64_t taken;
    bool full;      /* `worst` is set: what does not sort before it is not wanted */
    struct sorted_row worst;
};

static int compare_rows(const void *a, const void *b)
{
    const struct sorted_row *x = a, *y = b;
    for (size_t i = 0; i < x->step->items.count; i++) {
        int order = kw_value_order(&x->keys[i], &y->keys[i]);
        if (order)
            return x->step->items.items[i].descending ? -order : order;
    }
    return (x->number > y->number) - (x->number < y->number);
}

static enum kw_status sorting_of(struct kw_run *run, const struct kw_step *step,
                                 struct sorting **out)
{
    struct sorting *s = run->states[step->state];
    uint64_t skip = 0;
    enum kw_status status = KW_OK;
    *out = s;
    if (s)
        return KW_OK;
    if (!(s = KW_GET(&run->kept, 1, struct sorting)))
        return kw_run_nomem(run);
    s->most = UINT64_MAX;
    if (step->limit)
        status = kw_eval_count(run, step->limit, &s->most);
    if (status == KW_OK && step->limit && step->skip)
        status = kw_eval_count(run, step->skip, &skip);
    s->most = s->most > UINT64_MAX - skip ? UINT64_MAX : s->most + skip;
    run->states[step->state] = s;
    *out = s;
    return status;
}

/* Drops what is behind the last row wanted. */
static void cut(struct sorting *s)
{
    qsort(s->rows, s->count, sizeof *s->rows, compare_rows);
    s->count = (size_t)s->most;
    s->full = s->count > 0;
    if (s->full)
        s->worst = s->rows[s->count - 1];
}

enum kw_status kw_sort_take(struct kw_run *run, const struct kw_step *step)
{
    struct sorting *s;
    enum kw_status status = sorting_of(run, step, &s);
    size_t keys = step->items.count;
    struct kw_value *fresh = KW_GET(&run->scratch, keys, struct kw_value);
    if (status == KW_OK && !fresh)
        return kw_run_nomem(run);
    for (size_t i = 0; i < keys && status == KW_OK; i++)
        status = kw_eval(run, step->items.items[i].expr, &fresh[i]);
    if (status != KW_OK || s->most == 0)
        return status;
    struct sorted_row row = {.keys = fresh, .number = s->taken++, .step = step};
    if (s->full && compare_rows(&row, &s->worst) > 0)
        return KW_OK;
    if (s->count == s->capacity) {
        size_t capacity = s->capacity ? 2 * s->capacity : 64;
        struct sorted_row *rows = KW_GET(&run->kept, capacity, struct sorted_row);
        if (!rows)
            return kw_run_nomem(run);
        for (size_t i = 0; i < s->count; i++)
            rows[i] = s->rows[i];
        s->rows = rows;
        s->capacity = capacity;
    }
    row.keys = KW_GET(&run->kept, keys, struct kw_value);
    row.values = KW_GET(&run->kept, step->slots.count, struct kw_value);
    if (!row.keys || !row.values)
        return kw_run_nomem(run);
    for (size_t i = 0; i < keys; i++) {
        if (!kw_value_copy(&run->kept, &fresh[i], &row.keys[i]))
            return kw_run_nomem(run);
    }
    status = keep_slots(run, &step->slots, row.values);
    s->rows[s->count++] = row;
    if (s->most < 1000000 && s->count >= 2 * s->most + 256)
        cut(s);
    return status;
}

enum kw_status kw_sort_give(struct kw_run *run, const struct kw_flow *flow, size_t at)
{
    const struct kw_step *step = &flow->chain->items[at];
    struct sorting *s = run->states[step->state];
    enum kw_status status = KW_OK;
    if (!s)
        return KW_OK;
    if (s->count)
        qsort(s->rows, s->count, sizeof *s->rows, compare_rows);
    for (size_t i = 0; i < s->count && status == KW_OK; i++) {
        struct kw_region_mark mark = kw_region_mark(&run->scratch);
        for (size_t k = 0; k < step->slots.count; k++)
            run->row[step->slots.items[k]] = s->rows[i].values[k];
        status = kw_run_tick(run);
        if (status == KW_OK)
            status = kw_flow_on(run, flow, at + 1);
        kw_region_rewind(&run->scratch, mark);
    }
    return status;
}
