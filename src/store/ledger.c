/* ledger.c - what became of every input; totals; small named values. */
#include "store/inner.h"

#include <assert.h>

const char *kw_ledger_state_name(enum kw_ledger_state state)
{
#define STATE_NAME(id, name) name,
    static const char *const names[] = {KW_LEDGER_STATES(STATE_NAME)};
#undef STATE_NAME
    assert(state < KW_LEDGER_COUNT);
    return names[state];
}

enum kw_status kw_store_ledger_put(struct kw_store *store,
                                   const struct kw_ledger_row *row, struct kw_error *err)
{
    return kw_store_run(store, KW_Q_LEDGER_PUT, err, row->path, row->record,
                        (int64_t)row->state, row->document, row->reason);
}

struct ledger_walk {
    kw_ledger_fn *fn;
    void *context;
};

static enum kw_status ledger_row(void *context, const struct kw_cell *c,
                                 struct kw_error *err)
{
    const struct ledger_walk *walk = context;
    struct kw_ledger_row row = {.path = c[0].text,
                                .record = c[1].number,
                                .state = (enum kw_ledger_state)c[2].number,
                                .document = c[3].text,
                                .reason = c[4].text};
    if (c[2].number < 0 || c[2].number >= KW_LEDGER_COUNT)
        return kw_fail(err, KW_STORE,
                       "a ledger state that is none: the store is damaged");
    return walk->fn(walk->context, &row, err);
}

enum kw_status kw_store_ledger(struct kw_store *store, kw_ledger_fn *fn, void *context,
                               struct kw_error *err)
{
    struct ledger_walk walk = {fn, context};
    return kw_store_each(store, KW_Q_LEDGER, ledger_row, &walk, err);
}

static enum kw_status take_totals(void *context, const struct kw_cell *c,
                                  struct kw_error *err)
{
    (void)err;
    *(struct kw_totals *)context = (struct kw_totals){
        c[0].number, c[1].number, c[2].number, c[3].number, c[4].number};
    return KW_OK;
}

enum kw_status kw_store_totals(struct kw_store *store, struct kw_totals *out,
                               struct kw_error *err)
{
    return kw_store_each(store, KW_Q_TOTALS, take_totals, out, err);
}

enum kw_status kw_store_unfinished(struct kw_store *store, bool *out,
                                   struct kw_error *err)
{
    int64_t unfinished = 0;
    enum kw_status status = kw_store_integer(store, KW_Q_UNFINISHED, 0, &unfinished, err);
    if (status == KW_OK)
        *out = unfinished != 0;
    return status;
}

enum kw_status kw_store_meta_put(struct kw_store *store, const char *name,
                                 struct kw_str value, struct kw_error *err)
{
    return kw_store_run(store, KW_Q_META_PUT, err, kw_str_of(name), value);
}

struct meta_value {
    struct kw_arena *arena;
    struct kw_str value;
};

static enum kw_status take_meta(void *context, const struct kw_cell *c,
                                struct kw_error *err)
{
    struct meta_value *meta = context;
    meta->value = kw_arena_copy(meta->arena, c[0].text);
    return meta->value.ptr ? KW_OK : kw_nomem(err);
}

enum kw_status kw_store_meta_get(struct kw_store *store, const char *name,
                                 struct kw_arena *arena, struct kw_str *value,
                                 struct kw_error *err)
{
    struct meta_value meta = {.arena = arena};
    enum kw_status status =
        kw_store_each(store, KW_Q_META_GET, take_meta, &meta, err, kw_str_of(name));
    if (status == KW_OK)
        *value = meta.value;
    return status;
}
