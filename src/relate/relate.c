/* relate.c - sentence by sentence: a scene, then the finders. */
#include "relate/relate.h"

#include "relate/pass.h"

struct kw_relater {
    struct kw_cues cues;
    struct kw_frames frames;
};

enum kw_status kw_relater_new(const struct kw_lexicon *lexicon, struct kw_arena *arena,
                              const struct kw_relater **out, struct kw_error *err)
{
    struct kw_relater *relater = KW_NEW(arena, 1, struct kw_relater);
    if (!relater)
        return kw_nomem(err);
    enum kw_status status = kw_cues_load(lexicon, arena, &relater->cues, err);
    if (status == KW_OK)
        status = kw_frames_load(&relater->cues, arena, &relater->frames, err);
    if (status == KW_OK)
        *out = relater;
    return status;
}

struct work {
    const struct kw_relater *relater;
    const struct kw_text *text;
    const struct kw_references *references;
    struct kw_arena *scratch; /* forgotten after every sentence */
    struct kw_gather gather;
    uint32_t ref; /* first reference not yet passed */
};

static enum kw_status relate_sentence(struct work *w, uint32_t sentence,
                                      struct kw_error *err)
{
    struct kw_scene scene;
    enum kw_status status = kw_scene_make(&w->relater->cues, w->text, w->references, NULL,
                                          0, sentence, &w->ref, w->scratch, &scene, err);
    if (status != KW_OK || scene.ref_end == scene.ref_first)
        return status;
    struct kw_pass pass = {.frames = &w->relater->frames,
                           .scene = &scene,
                           .voice = kw_voice_of(&scene),
                           .gather = &w->gather};
    status = kw_find_ties(&pass, err);
    if (status == KW_OK)
        status = kw_find_roles(&pass, err);
    if (status == KW_OK)
        status = kw_find_frames(&pass, err);
    return status;
}

static enum kw_status relate_all(struct work *w, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    for (uint32_t i = 0; i < w->text->sentence_count && status == KW_OK; i++) {
        if (w->text->sentences[i].furniture)
            continue;
        kw_arena_reset(w->scratch);
        status = relate_sentence(w, i, err);
    }
    return status;
}

enum kw_status kw_relate(const struct kw_relater *relater, const struct kw_text *text,
                         const struct kw_references *references, struct kw_arena *arena,
                         struct kw_statements *out, struct kw_error *err)
{
    struct work w = {.relater = relater,
                     .text = text,
                     .references = references,
                     .gather = {.arena = arena, .references = references}};
    w.scratch = kw_arena_new();
    if (!w.scratch)
        return kw_nomem(err);
    enum kw_status status = relate_all(&w, err);
    if (status == KW_OK)
        status = kw_gather_finish(&w.gather, out, err);
    kw_arena_free(w.scratch);
    return status;
}
