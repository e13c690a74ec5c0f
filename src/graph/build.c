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

/* Options that mean something only together. */
static enum kw_status check_view(const struct kw_view *view, struct kw_error *err)
{
    if (view->level > 0 && view->backbone == KW_BACKBONE_NONE)
        return kw_fail(err, KW_USAGE, "--level goes with --backbone");
    if (view->level >= 1 && view->backbone == KW_BACKBONE_DISPARITY)
        return kw_fail(err, KW_USAGE, "--level: disparity takes a number below 1");
    if (view->depth > 1 && view->around.len == 0)
        return kw_fail(err, KW_USAGE, "--depth goes with --around");
    return KW_OK;
}

enum kw_status kw_graph_build(const struct kw_graph_rows *rows,
                              const struct kw_view *view, struct kw_arena *arena,
                              struct kw_graph **out, struct kw_error *err)
{
    struct kw_draft draft = {.rows = rows, .view = view, .scratch = kw_arena_new()};
    enum kw_status status = draft.scratch ? check_view(view, err) : kw_nomem(err);
    if (status == KW_OK)
        status = run(&draft, arena, out, err);
    kw_arena_free(draft.scratch);
    return status;
}
