/* properties.c - measures as properties of nodes and relationships. */
#include "cli/properties.h"

#include "measure/measure.h"

/* The graph of a question, and what of it can be asked. */
struct properties {
    struct kw_cli *cli;
    struct kw_store *store;
    const struct kw_measure **measures; /* by row */
    struct kw_graph *graph;             /* NULL: nothing was asked yet */
};

static bool has_rows(const struct kw_measure *measure)
{
    return measure->scope != KW_SCOPE_GRAPH;
}

static enum kw_status compute(void *context, const size_t *rows, size_t count,
                              const struct kw_graph **graph, double **values,
                              struct kw_error *err)
{
    struct properties *p = context;
    struct kw_arena *arena = p->cli->arena;
    const struct kw_measure_settings settings = {.jobs = kw_cli_jobs(p->cli)};
    struct kw_view view = p->cli->set.view;
    const struct kw_measure **wanted =
        KW_NEW(arena, count + 1, const struct kw_measure *);
    enum kw_status status = wanted ? KW_OK : kw_nomem(err);
    for (size_t i = 0; i < count && status == KW_OK; i++)
        wanted[i] = p->measures[rows[i]];
    view.bare = true;
    if (status == KW_OK && !p->graph)
        status = kw_view_load(p->store, &view, &settings, arena, &p->graph, err);
    if (status == KW_OK)
        status =
            kw_measures_compute(p->graph, wanted, count, &settings, arena, values, err);
    if (status == KW_OK)
        *graph = p->graph;
    return status;
}

enum kw_status kw_cli_computed(struct kw_cli *cli, struct kw_store *store,
                               const struct kw_computed **out, struct kw_error *err)
{
    size_t count = 0, used = 0;
    for (const struct kw_measure *row = kw_measures(); row->name; row++)
        count += has_rows(row);
    struct properties *p = KW_NEW(cli->arena, 1, struct properties);
    struct kw_computed *computed = KW_NEW(cli->arena, 1, struct kw_computed);
    struct kw_computed_property *list =
        KW_NEW(cli->arena, count + 1, struct kw_computed_property);
    const struct kw_measure **measures =
        KW_NEW(cli->arena, count + 1, const struct kw_measure *);
    if (!p || !computed || !list || !measures)
        return kw_nomem(err);
    for (const struct kw_measure *row = kw_measures(); row->name; row++) {
        if (!has_rows(row))
            continue;
        measures[used] = row;
        list[used++] = (struct kw_computed_property){
            row->name, row->scope == KW_SCOPE_EDGE, row->integer};
    }
    *p = (struct properties){.cli = cli, .store = store, .measures = measures};
    *computed = (struct kw_computed){list, compute, p};
    *out = computed;
    return KW_OK;
}

/* The store's own properties; a measure of the same name cannot be asked for. */
static bool is_own(const char *name)
{
    const struct kw_str wanted = kw_str_of(name);
    for (unsigned list = KW_ASK_NODE_PROPERTIES; list <= KW_ASK_EDGE_PROPERTIES; list++) {
        const char *own;
        for (unsigned n = 0; (own = kw_ask_word((enum kw_ask_words)list, n)); n++) {
            if (kw_str_eq(kw_str_of(own), wanted))
                return true;
        }
    }
    return false;
}

const char *kw_cli_ask_word(enum kw_ask_words list, unsigned n)
{
    enum kw_scope scope = list == KW_ASK_NODE_PROPERTIES   ? KW_SCOPE_NODE
                          : list == KW_ASK_EDGE_PROPERTIES ? KW_SCOPE_EDGE
                                                           : KW_SCOPE_COUNT;
    unsigned own = 0;
    while (own <= n && kw_ask_word(list, own))
        own++;
    if (own > n)
        return kw_ask_word(list, n);
    for (const struct kw_measure *row = kw_measures(); row->name; row++) {
        if (row->scope == scope && !is_own(row->name) && own++ == n)
            return row->name;
    }
    return NULL;
}
