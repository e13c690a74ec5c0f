/* measures.c - names of measures to columns of values. */
#include "cli/measures.h"

#include "cli/cli.h"

static enum kw_status add(struct kw_chosen *chosen, const struct kw_measure *measure,
                          struct kw_arena *arena, struct kw_error *err)
{
    for (size_t i = 0; i < chosen->count; i++) {
        if (chosen->measures[i] == measure) /* named twice */
            return KW_OK;
    }
    const struct kw_measure **longer =
        KW_NEW(arena, chosen->count + 1, const struct kw_measure *);
    if (!longer)
        return kw_nomem(err);
    for (size_t i = 0; i < chosen->count; i++)
        longer[i] = chosen->measures[i];
    longer[chosen->count] = measure;
    chosen->measures = longer;
    chosen->count++;
    return KW_OK;
}

/* Those of a place (KW_SHOWN_...), or all where it is 0. */
static enum kw_status add_all(struct kw_chosen *chosen, enum kw_scope scope,
                              unsigned place, struct kw_arena *arena,
                              struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (const struct kw_measure *row = kw_measures(); row->name && status == KW_OK;
         row++) {
        if (row->scope == scope && (row->shown & place || !place))
            status = add(chosen, row, arena, err);
    }
    return status;
}

static enum kw_status no_such_measure(struct kw_str name, enum kw_scope scope,
                                      struct kw_error *err)
{
    struct kw_nearest nearest = {.word = name};
    for (const struct kw_measure *row = kw_measures(); row->name; row++) {
        if (row->scope == scope)
            kw_nearest_try(&nearest, kw_str_of(row->name));
    }
    if (nearest.best.len)
        return kw_fail(err, KW_USAGE, "there is no measure '%.*s'; did you mean '%.*s'?",
                       KW_STR_ARG(name), KW_STR_ARG(nearest.best));
    return kw_fail(
        err, KW_USAGE,
        "there is no measure '%.*s' of %ss ('knotwork help measures' lists them)",
        KW_STR_ARG(name), kw_scope_name(scope));
}

enum kw_status kw_measures_choose(const char *names, enum kw_scope scope, unsigned place,
                                  struct kw_arena *arena, struct kw_chosen *out,
                                  struct kw_error *err)
{
    struct kw_chosen chosen = {0};
    struct kw_str rest = kw_str_of(names ? names : "usual"), name;
    enum kw_status status = KW_OK;
    while (status == KW_OK && kw_str_item(&rest, ',', &name)) {
        name = kw_str_trim(name);
        const struct kw_measure *measure = kw_measure_named(name);
        if (kw_str_eq(name, KW_STR("all")))
            status = add_all(&chosen, scope, 0, arena, err);
        else if (kw_str_eq(name, KW_STR("usual")))
            status = add_all(&chosen, scope, place, arena, err);
        else if (kw_str_eq(name, KW_STR("none")))
            continue;
        else if (measure && measure->scope == scope)
            status = add(&chosen, measure, arena, err);
        else
            status = no_such_measure(name, scope, err);
    }
    if (status == KW_OK)
        *out = chosen;
    return status;
}

enum kw_status kw_measures_columns(const struct kw_graph *graph,
                                   const struct kw_chosen *chosen, struct kw_arena *arena,
                                   struct kw_node_column **columns, struct kw_error *err)
{
    struct kw_node_column *new = KW_NEW(arena, chosen->count + 1, struct kw_node_column);
    double **values = KW_NEW(arena, chosen->count + 1, double *);
    if (!new || !values)
        return kw_nomem(err);
    enum kw_status status = kw_measures_compute(graph, chosen->measures, chosen->count,
                                                &chosen->settings, arena, values, err);
    if (status != KW_OK)
        return status;
    for (size_t i = 0; i < chosen->count; i++)
        new[i] = (struct kw_node_column){chosen->measures[i]->name,
                                         chosen->measures[i]->definition,
                                         chosen->measures[i]->integer, values[i],
                                         chosen->measures[i] == kw_measure_of_groups()};
    *columns = new;
    return KW_OK;
}
