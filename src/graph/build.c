/* build.c - rows into a graph: the parts in their order. */
#include "build.h"

static enum kw_status run(struct kw_draft *d, struct kw_arena *arena,
                          struct kw_graph **out, struct kw_error *err)
{
    enum kw_status status = kw_draft_roster(d, err);
    if (status == KW_OK && (d->view->layers >> KW_LAYER_STATEMENTS & 1))
        status = kw_draft_facts(d, err);
    if (status == KW_OK && (d->view->layers >> KW_LAYER_COOCCURRENCE & 1) &&
        d->view->speaker.len == 0)
        status = kw_draft_windows(d, err);
    if (status == KW_OK)
        status = kw_draft_count(d, err);
    if (status == KW_OK)
        status = kw_draft_pairs(d, err);
    if (status == KW_OK)
        status = kw_draft_backbone(d, err);
    if (status == KW_OK)
        status = kw_draft_narrow(d, err);
    if (status == KW_OK)
        status = kw_draft_top(d, err);
    if (status == KW_OK && !d->view->bare)
        status = kw_draft_quote_windows(d, arena, err);
    if (status == KW_OK)
        status = kw_draft_finish(d, arena, out, err);
    return status;
}

enum kw_status kw_graph_build(const struct kw_graph_rows *rows,
                              const struct kw_view *view, struct kw_arena *arena,
                              struct kw_graph **out, struct kw_error *err)
{
    struct kw_draft draft = {.rows = rows, .view = view, .scratch = kw_arena_new()};
    if (!draft.scratch)
        return kw_nomem(err);
    enum kw_status status = run(&draft, arena, out, err);
    kw_arena_free(draft.scratch);
    return status;
}
