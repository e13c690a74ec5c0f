/* load.c - a view whose names are looked up, and whose `top` goes by any measure. */
#include "measure.h"

#include "base/near.h"
#include "knotwork/query.h"

struct scoring {
    const struct kw_measure *measure;
    const struct kw_measure_settings *settings;
    struct kw_arena *arena;
};

static enum kw_status score(void *context, const struct kw_graph *graph, double *scores,
                            struct kw_error *err)
{
    const struct scoring *s = context;
    double *values;
    enum kw_status status =
        kw_measures_compute(graph, &s->measure, 1, s->settings, s->arena, &values, err);
    for (size_t i = 0; i < graph->node_count && status == KW_OK; i++)
        scores[i] = values[i];
    return status;
}

/* Puts the key of the entity that `name` means in its place. */
static enum kw_status look_up(struct kw_store *store, const char *option,
                              struct kw_arena *arena, struct kw_str *name,
                              struct kw_error *err)
{
    struct kw_lookup lookup;
    if (name->len == 0)
        return KW_OK;
    enum kw_status status = kw_lookup(store, *name, arena, &lookup, err);
    if (status == KW_OK)
        *name = lookup.candidates[0].key;
    else
        kw_error_at(err, "--%s", option);
    return status;
}

static enum kw_status no_such_measure(struct kw_str name, struct kw_error *err)
{
    struct kw_nearest nearest = {.word = name};
    for (const struct kw_measure *row = kw_measures(); row->name; row++) {
        if (row->scope == KW_SCOPE_NODE)
            kw_nearest_try(&nearest, kw_str_of(row->name));
    }
    if (nearest.best.len)
        return kw_fail(err, KW_USAGE,
                       "--top: there is no measure '%.*s'; did you mean '%.*s'?",
                       KW_STR_ARG(name), KW_STR_ARG(nearest.best));
    return kw_fail(err, KW_USAGE,
                   "--top: there is no measure '%.*s' of nodes ('knotwork help measures' "
                   "lists them)",
                   KW_STR_ARG(name));
}

enum kw_status kw_view_load(struct kw_store *store, const struct kw_view *view,
                            const struct kw_measure_settings *settings,
                            struct kw_arena *arena, struct kw_graph **out,
                            struct kw_error *err)
{
    struct scoring scoring = {.settings = settings, .arena = arena};
    struct kw_view known = *view;
    enum kw_status status = KW_OK;
    if (view->by.len) {
        scoring.measure = kw_measure_named(view->by);
        if (!scoring.measure || scoring.measure->scope != KW_SCOPE_NODE)
            return no_such_measure(view->by, err);
    }
    if (scoring.measure == kw_measure_of_weight())
        known.by = (struct kw_str){0};
    if (!kw_str_eq(known.component, KW_STR("largest")))
        status = look_up(store, "component", arena, &known.component, err);
    if (status == KW_OK)
        status = look_up(store, "around", arena, &known.around, err);
    if (status == KW_OK)
        status = look_up(store, "said-by", arena, &known.speaker, err);
    if (status != KW_OK)
        return status;
    return kw_graph_load_by(store, &known, score, &scoring, arena, out, err);
}
