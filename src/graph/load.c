/* load.c - a store as rows of a graph. */
#include "build.h"

static enum kw_status documents(void *store, kw_document_fn *fn, void *context,
                                struct kw_error *err)
{
    return kw_store_documents(store, fn, context, err);
}

static enum kw_status entities(void *store, kw_entity_fn *fn, void *context,
                               struct kw_error *err)
{
    return kw_store_entities(store, fn, context, err);
}

static enum kw_status facts(void *store, kw_fact_fn *fn, void *context,
                            struct kw_error *err)
{
    return kw_store_facts(store, 0, fn, context, err);
}

static enum kw_status namings(void *store, kw_naming_fn *fn, void *context,
                              struct kw_error *err)
{
    return kw_store_namings(store, fn, context, err);
}

static enum kw_status sentence(void *store, int64_t document, uint32_t number,
                               struct kw_arena *arena, struct kw_str *text,
                               struct kw_error *err)
{
    return kw_store_sentence(store, document, number, arena, text, err);
}

enum kw_status kw_graph_load_by(struct kw_store *store, const struct kw_view *view,
                                kw_graph_score_fn *score, void *context,
                                struct kw_arena *arena, struct kw_graph **out,
                                struct kw_error *err)
{
    const struct kw_graph_rows rows = {
        .context = store,
        .documents = documents,
        .entities = entities,
        .facts = facts,
        .namings = namings,
        .sentence = sentence,
        .score = score,
        .score_context = context,
    };
    return kw_graph_build(&rows, view, arena, out, err);
}

enum kw_status kw_graph_load(struct kw_store *store, const struct kw_view *view,
                             struct kw_arena *arena, struct kw_graph **out,
                             struct kw_error *err)
{
    return kw_graph_load_by(store, view, NULL, NULL, arena, out, err);
}
